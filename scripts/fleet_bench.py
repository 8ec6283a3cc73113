"""What a fleet asks, how late it sees an end, what it costs: counts on a clock that is stepped, and ratios of a run.

make fleet-bench
make fleet-bench JSON=1
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import trio
import trio.testing
from attrs import define, field
from batchlight import Job, JobRef, JobState, Progress
from batchlight.fleet import AsyncFleet, Change
from batchlight.fleet.journal import open_journal
from batchlight.providers import PROVIDERS, async_client_class

from .benches.table import Row, costs
from .fleet_model import counted

# What the requests for 1,000 jobs are to stay below: of ApexVerify, all that its limit allows in two hours.
_GOALS = {"llamacloud": 2000, "llamacloud v2": None, "ecore": 3000, "revenuebase": 3000, "apexverify": 180 * 122}
# Those to which the goal of the delay applies: they tell how far a job is.
_TELLS_PROGRESS = ("llamacloud", "ecore")


def requests() -> Iterator[Row]:
    """Requests until the ends of all jobs are seen, and how late those are: log-normal durations of 10 s to 2 h."""
    for jobs in (100, 1000):
        for kind, most in _GOALS.items():
            result = counted(kind, jobs)
            told = f"{kind}, {jobs} jobs"
            yield Row(f"{told}: requests", result.requests, "", goal=most if jobs == 1000 else None)
            yield Row(f"{told}: of them pages of a list", result.lists, "")
            yield Row(f"{told}: of them refused (429)", result.refused, "", goal=0)
            is_bound = jobs == 100 and kind in _TELLS_PROGRESS
            yield Row(f"{told}: median delay of an end", result.median, "s", goal=4.0 if is_bound else None)


@define
class _Limited:
    """Jobs of ApexVerify or Revenuebase that run half an hour, behind an enforced limit: so many in any minute."""

    limit: float
    times: list[float] = field(factory=list[float])
    refused: int = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        now = trio.current_time()
        if sum(1 for at in self.times[-int(self.limit) :] if at > now - 60) >= self.limit:
            self.refused += 1
            return httpx.Response(429, json={"detail": "Too many requests"})
        self.times.append(now)
        ended = now >= 1800.0
        if "/batch/" in request.url.path:
            return httpx.Response(200, json={"status": "internal_error" if ended else "parsing_content"})
        number = next((int(part) for part in reversed(request.url.path.split("/")) if part.isdigit()), None)
        if number is None:
            # The list: it is not what is measured here.
            return httpx.Response(403, json={"detail": "There is no list for you."})
        status = "COMPLETED" if ended else "PROCESSING"
        return httpx.Response(200, json={"process_id": number, "filename": "a.csv", "current_status": status})


def _thousand(name: str, id_of: Callable[[int], str], by_fleet: bool) -> tuple[int, int]:
    """Wait for 1,000 jobs with the documented budget; how many were lost, and how many requests refused."""
    budget = PROVIDERS[name].budget
    assert budget is not None
    server, seen = _Limited(budget.per_minute), list[JobState]()

    async def main() -> None:
        client = async_client_class(name)(
            "key-of-bench",
            transport=httpx.MockTransport(server),
            budget=budget,
            clock=trio.current_time,
            sleep=trio.sleep,
        )

        async def wait(id: str) -> None:
            seen.append((await client.wait(id, timeout=None, check=False)).state)

        ids = [id_of(number) for number in range(1, 1001)]
        async with client:
            if by_fleet:
                async with AsyncFleet([client]) as fleet:
                    outcomes = await fleet.wait_all([JobRef(name, id) for id in ids])
                seen.extend(outcome.state for outcome in outcomes.values() if isinstance(outcome, Job))
                return
            async with trio.open_nursery() as tasks:
                for id in ids:
                    tasks.start_soon(wait, id)

    trio.run(main, clock=trio.testing.MockClock(autojump_threshold=0))
    return 1000 - len(seen), server.refused


def lost() -> Iterator[Row]:
    """1,000 jobs at 60 and at 180 requests a minute."""
    for name, id_of in (("revenuebase", str), ("apexverify", lambda number: f"3f0c8a52-6a0e-4d0b-9d57-{number:012d}")):
        for by_fleet in (False, True):
            jobs, refused = _thousand(name, id_of, by_fleet)
            what = "a fleet" if by_fleet else "1,000 waits"
            yield Row(f"{what} of 1,000 jobs at {name}: lost", jobs, "", goal=0)
            yield Row(f"{what} of 1,000 jobs at {name}: refused (429)", refused, "", goal=0)


_SERVER = """
import asyncio, sys
from scripts.benches.server import BODY

class Connection(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport, self.read = transport, b""
    def data_received(self, data):
        self.read += data
        while b"\\r\\n\\r\\n" in self.read:
            request, _, self.read = self.read.partition(b"\\r\\n\\r\\n")
            id = request.split(b" ", 2)[1].rpartition(b"/")[2]
            body = BODY.replace(b"bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee", id)
            head = b"HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\nContent-Length: %d\\r\\n\\r\\n"
            self.transport.write(head % len(body) + body)

async def serve():
    server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

asyncio.run(serve())
"""

_COLD = """
import asyncio, json, sys, time
from batchlight import AsyncFleet, AsyncLlamaCloud
url, jobs = sys.argv[1], int(sys.argv[2])
async def main():
    async with AsyncLlamaCloud("key-of-bench", base_url=url) as client, AsyncFleet([client]) as fleet:
        # The connections, and what is compiled at the first answer.
        fleet.add(*(f"llamacloud:warm-{number}" for number in range(100)))
        seen = 0
        async for _change in fleet:
            seen += 1
            if seen == 100:
                break
        began = time.process_time()
        fleet.add(*(f"llamacloud:bjb-{number}" for number in range(jobs)))
        async for _change in fleet:
            seen += 1
            if seen == 100 + jobs:
                break
        print(json.dumps((time.process_time() - began) / jobs * 1e6))
asyncio.run(main())
"""

_HELD = """
import asyncio, gc, json, resource, time, httpx
from batchlight import AsyncFleet, AsyncLlamaCloud, Job, JobRef, JobState, Progress
from batchlight.fleet.plan import Look
JOBS = 100_000
def resident():
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize()
async def main():
    transport = httpx.MockTransport(lambda request: httpx.Response(503))
    async with AsyncLlamaCloud("key-of-bench", transport=transport) as client, AsyncFleet([client]) as fleet:
        fleet.add("llamacloud:first")
        await asyncio.sleep(0.1)
        before, began = resident(), time.process_time()
        fleet.add(*(f"llamacloud:bjb-aaaaaaaa-bbbb-cccc-dddd-{number:012d}" for number in range(JOBS)))
        started = (time.process_time() - began) / JOBS * 1e6
        # Each was looked at once, and has told how far it is; what was told of it was taken.
        lane = fleet._board.routes["llamacloud"].lane
        for number, watched in enumerate(list(lane.jobs.values())):
            watched.entry, watched.in_air, lane.in_air = -1, True, lane.in_air + 1
            progress = Progress(done=number % 977 + 300, total=number % 977 + 1300, fraction=number / JOBS)
            job = Job("llamacloud", watched.ref.id, JobState.RUNNING, None, progress=progress, tag="running")
            lane.told(Look(watched), job, None, 0.0)
        del job, progress
        print(json.dumps([started, (resident() - before) / 2**20]))
asyncio.run(main())
"""


def _program(text: str, *arguments: str) -> Any:
    done = subprocess.run([sys.executable, "-c", text, *arguments], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def cold() -> Iterator[Row]:
    """The first look at each of many jobs, at a server that takes any number of requests."""
    with subprocess.Popen([sys.executable, "-c", _SERVER], stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            url = f"http://127.0.0.1:{int(server.stdout.readline())}"
            # In turns, the best of three: what else the machine does is the same for both.
            few, many = (
                min(times)
                for times in zip(
                    *((_program(_COLD, url, "100"), _program(_COLD, url, "5000")) for _ in range(3)), strict=True
                )
            )
        finally:
            server.terminate()
    yield Row("a first look at each of 100 jobs, CPU of one", few, "us")
    yield Row("a first look at each of 5,000 jobs, CPU of one", many, "us", many / few, "of 100 jobs", goal=1.3)


def held() -> Iterator[Row]:
    """100,000 watched jobs."""
    started, mebibytes = _program(_HELD)
    yield Row("100,000 watched jobs: memory above an empty fleet", mebibytes, "MiB", goal=150)
    yield Row("100,000 watched jobs: to start one, CPU", started, "us", goal=100)


def journaled() -> Iterator[Row]:
    """What a look that changes a row costs more, beside SQLite's own upsert of two columns."""
    with tempfile.TemporaryDirectory() as folder:
        journal = open_journal(Path(folder) / "jobs.db")
        bare = sqlite3.connect(Path(folder) / "bare.db", isolation_level=None)
        bare.execute("PRAGMA journal_mode=WAL")
        bare.execute("PRAGMA synchronous=NORMAL")
        bare.execute("CREATE TABLE jobs (ref TEXT PRIMARY KEY, state TEXT) WITHOUT ROWID")
        jobs = [
            Job[Any]("ecore", str(number), JobState.RUNNING, None, progress=Progress(number, 10**6), tag="Processing")
            for number in range(1000)
        ]

        def upsert(times: int) -> None:
            for number in range(times):
                bare.execute(
                    "INSERT INTO jobs VALUES (?, ?) ON CONFLICT (ref) DO UPDATE SET state = excluded.state",
                    (f"ecore:{number % 1000}", str(number)),
                )

        def note(times: int) -> None:
            for number in range(times):
                job = jobs[number % 1000]
                journal.note(Change(job.ref, job))

        spent = costs({"bare": upsert, "journal": note}, 5000)
        journal.close()
        bare.close()
    yield Row("a bare upsert of SQLite, CPU", spent["bare"], "us")
    ratio = spent["journal"] / spent["bare"]
    yield Row("a change in the journal, CPU", spent["journal"], "us", ratio, "of a bare upsert", goal=4.0)


SECTIONS: dict[str, Callable[[], Iterator[Row]]] = {
    "1,000 jobs within a limit, on a model clock": lost,
    "Requests and delays, on a stepped clock": requests,
    "First looks, CPU": cold,
    "What is held": held,
    "The journal, CPU": journaled,
}


def main(arguments: list[str]) -> int:
    """Print the measurements; return the exit status, which does not depend on them."""
    parser = argparse.ArgumentParser(prog="make fleet-bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    as_json = parser.parse_args(arguments).json
    load, began = os.getloadavg()[0], time.monotonic()
    if not as_json:
        print(f"The load of the machine is {load:.1f}; {os.cpu_count()} cores, Python {sys.version.split()[0]}.")
    rows: list[dict[str, object]] = []
    for title, section in SECTIONS.items():
        if not as_json:
            print(f"\n{title}")
        for row in section():
            rows.append({"section": title, **row.data()})
            if not as_json:
                print(f"  {row.line()}", flush=True)
    if as_json:
        print(json.dumps({"load": load, "seconds": time.monotonic() - began, "rows": rows}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
