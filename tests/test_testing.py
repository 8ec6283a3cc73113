"""What users have for their own tests: the fixtures, the simulator without a socket, and the clock that clients live by."""

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from unittest import mock

import anyio
import anyio.to_thread
import httpx
import pytest
from batchlight import (
    AsyncECore,
    BatchlightError,
    ConfigurationError,
    ECore,
    Job,
    JobState,
    PollPolicy,
    RetryPolicy,
    Revenuebase,
    TransportError,
)
from batchlight.drivers.ambient import time_of
from batchlight.providers import PROVIDERS, async_client_class, client_class
from batchlight.simulator import Clock, Fault, Simulator, SteppedClock, in_process, serve
from batchlight.simulator.faults import CHAOS
from batchlight.simulator.inprocess import InProcessTransport

from tests.drivers import DRIVERS, STATES, Driver, answering
from tests.test_package import DOCUMENTS, blocks

SYNC, ASYNCIO, _TRIO = DRIVERS
TWO_HOURS: list[tuple[str, float] | str] = [("Processing", 7200), "Processed"]
EVERY_TEN_SECONDS = PollPolicy(10, 10)


@pytest.fixture(params=["batch_simulator", "batch_simulator_http"])
def surrounding(request: pytest.FixtureRequest) -> Simulator:
    """The simulator of either fixture: a test that uses it runs twice."""
    found: Simulator = request.getfixturevalue(request.param)
    return found


def wait_for(driver: Driver, provider: str, id: str) -> Job[Any]:
    """What code under test does: it makes a client, gives it nothing, and waits."""
    if driver.run is None:
        with client_class(provider)() as client:
            return client.wait(id, timeout=None)

    async def asynchronously() -> Job[Any]:
        async with async_client_class(provider)() as client:
            return await client.wait(id, timeout=None)

    job: Job[Any] = driver.run(asynchronously)
    return job


class TestClientsOfCodeUnderTest:
    @pytest.mark.parametrize("provider", PROVIDERS)
    def test_two_hours_are_over_in_a_moment(
        self, batch_simulator: Simulator, batch_clock: SteppedClock, driver: Driver, provider: str
    ) -> None:
        running, ended = running_and_ended(provider)
        ref = batch_simulator.add_job(provider, [(running, 7200), ended])
        assert wait_for(driver, provider, ref.id).state is JobState.SUCCEEDED
        assert batch_clock.now() >= 7200

    def test_over_http_as_well(
        self, batch_simulator_http: Simulator, batch_clock: SteppedClock, driver: Driver
    ) -> None:
        running, ended = running_and_ended("apexverify")
        ref = batch_simulator_http.add_job("apexverify", [(running, 7200), ended])
        assert wait_for(driver, "apexverify", ref.id).state is JobState.SUCCEEDED
        assert batch_clock.now() >= 7200

    def test_in_a_thread(self, batch_simulator: Simulator, batch_clock: SteppedClock, driver: Driver) -> None:
        ref = batch_simulator.add_job("ecore", TWO_HOURS)
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(wait_for, driver, "ecore", ref.id).result().is_terminal
        assert batch_clock.now() >= 7200

    def test_ten_tasks_wait_together(self, surrounding: Simulator, batch_clock: SteppedClock) -> None:
        refs = [surrounding.add_job("ecore", [("Processing", 100), "Processed"]) for _ in range(10)]

        async def wait(client: AsyncECore, id: str) -> None:
            assert (await client.wait(id, poll=EVERY_TEN_SECONDS)).is_terminal

        async def all_of_them() -> None:
            async with AsyncECore() as client, anyio.create_task_group() as tasks:
                for ref in refs:
                    tasks.start_soon(wait, client, ref.id)

        for driver in DRIVERS[1:]:
            began = batch_clock.now()
            assert driver.run is not None
            driver.run(all_of_them)
            # Chance adds up to a tenth to each pause; the second time the jobs have ended.
            assert batch_clock.now() - began < 111

    def test_ten_threads_wait_together(self, surrounding: Simulator, batch_clock: SteppedClock) -> None:
        refs = [surrounding.add_job("ecore", [("Processing", 100), "Processed"]) for _ in range(10)]

        def wait(id: str) -> bool:
            with ECore() as client:
                return client.wait(id, poll=EVERY_TEN_SECONDS).is_terminal

        with ThreadPoolExecutor(10) as pool:
            with batch_clock.hold():
                done = [pool.submit(wait, ref.id) for ref in refs]
            assert all(each.result() for each in done)
        # One after the other they would take 1,000.
        assert 100 <= batch_clock.now() < 500

    def test_a_clock_of_its_own_is_kept(self, batch_simulator: Simulator, batch_clock: SteppedClock) -> None:
        ref = batch_simulator.add_job("ecore", ["Processing"])
        own = SteppedClock()
        with ECore(clock=own.now, sleep=own.sleep) as client, pytest.raises(BatchlightError):
            client.wait(ref.id, timeout=60)
        assert own.now() > 30
        assert batch_clock.now() == 0

    def test_a_clock_brings_its_sleep(self, batch_simulator: Simulator, driver: Driver) -> None:
        ref = batch_simulator.add_job("ecore", ["Processing"])
        own = SteppedClock()
        with pytest.raises(BatchlightError):
            driver.call("ecore", "wait", ref.id, key=batch_simulator.keys["ecore"], clock=own.now)
        assert own.now() > 30

    def test_a_transport_of_its_own_is_kept(self, batch_simulator: Simulator) -> None:
        with ECore(transport=answering(json={"id": 7, "status": "Failed"})) as client:
            assert client.get(7).state is JobState.FAILED

    def test_other_servers_are_left_alone(self, batch_simulator: Simulator, simulator: Simulator) -> None:
        ref = simulator.add_job("ecore", ["Failed"], id=77)
        batch_simulator.add_job("ecore", ["Processed"], id=77)
        assert SYNC.get(simulator, "ecore", ref.id).state is JobState.FAILED
        assert SYNC.get(batch_simulator, "ecore", ref.id).state is JobState.SUCCEEDED

    def test_before_and_after_the_block_the_time_is_the_machines(self) -> None:
        clock = SteppedClock()
        assert time_of(None).clock is time.monotonic
        with clock.installed():
            assert time_of(None).clock == clock.now
            with SteppedClock().installed():
                assert time_of(None).clock != clock.now
            assert time_of(None).clock == clock.now
            assert time_of(time.monotonic).sleep is time.sleep
        assert time_of(None).clock is time.monotonic

    def test_a_client_that_outlives_the_simulator_is_refused(self, driver: Driver) -> None:
        with in_process() as simulator:
            ref = simulator.add_job("ecore", ["Processed"])
            url = simulator.base_url("ecore")
            client = ECore(simulator.keys["ecore"], base_url=url, retry=RetryPolicy(attempts=1))
        with client, pytest.raises(TransportError, match="Connection refused"):
            client.get(ref.id)


def running_and_ended(provider: str) -> tuple[str, str]:
    """A status of a job that runs, and one of a job that has succeeded."""
    states = STATES[provider]
    running, ended = (
        next(word for word, state in states.items() if state is wanted)
        for wanted in (JobState.RUNNING, JobState.SUCCEEDED)
    )
    return running, ended


class TestInProcess:
    """The same as over HTTP, which the simulator's other tests hold against the specs."""

    @pytest.fixture
    def both(self) -> Iterator[tuple[Simulator, Simulator]]:
        with serve(clock=SteppedClock()) as over_http, in_process(clock=SteppedClock()) as without:
            yield over_http, without

    @pytest.mark.parametrize("provider", PROVIDERS)
    def test_each_answer(self, both: tuple[Simulator, Simulator], driver: Driver, provider: str) -> None:
        jobs = []
        for simulator in both:
            for word in STATES[provider]:
                ref = simulator.add_job(provider, [word], size=3)
                jobs.append(driver.get(simulator, provider, ref.id))
        half = len(jobs) // 2
        for one, other in zip(jobs[:half], jobs[half:], strict=True):
            assert (one.state, one.tag, one.progress) == (other.state, other.tag, other.progress)
            assert shape(one.raw) == shape(other.raw)

    @pytest.mark.parametrize(
        "arrange",
        [
            pytest.param(lambda s: s.fail_next("ecore", 401), id="a wrong key"),
            pytest.param(lambda s: s.fail_next("ecore", 429), id="too many requests"),
            pytest.param(lambda s: s.retire("ecore"), id="gone"),
            pytest.param(lambda s: s.retire("ecore", status=308), id="moved"),
            pytest.param(lambda s: s.stop(), id="stopped"),
            *(
                pytest.param(lambda s, fault=fault: s.inject(fault), id=str(fault)[:60])
                for fault in (
                    *(each for each in CHAOS if not each.delay and each.content_length >= 0),
                    Fault(content_length=-5),
                    Fault(headers={"Bad Header": "x"}),
                    Fault(headers={"Transfer-Encoding": "chunked"}),
                    Fault(status=204, body=""),
                    Fault(status=999, body="\ud800"),
                    Fault(body="no JSON"),
                    Fault(body='{"id": "é"}', headers={"Content-Type": "text/plain"}),
                    Fault(headers={"Content-Encoding": "gzip"}),
                    Fault(status=500, close="before"),
                )
            ),
        ],
    )
    def test_each_failure(
        self, both: tuple[Simulator, Simulator], driver: Driver, arrange: Callable[[Simulator], object]
    ) -> None:
        told: list[tuple[type[object], str]] = []
        for simulator in both:
            ref = simulator.add_job("ecore", ["Processed"], id=42)
            arrange(simulator)
            # What is read without a socket, httpx reads, and not aiohttp.
            with (
                mock.patch("batchlight.drivers.choosing.find_spec", return_value=None),
                pytest.raises(BatchlightError) as caught,
            ):
                driver.get(simulator, "ecore", ref.id)
            told.append((type(caught.value), str(caught.value)))
        assert told[0][0] is told[1][0]
        # Of a connection that breaks or is refused each event loop speaks in its own words.
        if driver is SYNC or told[0][0] is not TransportError:
            assert told[0] == told[1]

    def test_what_is_no_get(self, batch_simulator: Simulator, driver: Driver) -> None:
        ref = batch_simulator.add_job("revenuebase", ["PROCESSING"])
        driver.ask(batch_simulator, "revenuebase", "cancel", ref.id)
        assert driver.get(batch_simulator, "revenuebase", ref.id).state is JobState.CANCELLING

    def test_a_synchronous_client_in_an_event_loop(self, batch_simulator: Simulator) -> None:
        ref = batch_simulator.add_job("revenuebase", [("PROCESSING", 60), "COMPLETED"])

        async def synchronously() -> Job[Any]:
            with Revenuebase() as client:
                client.get(ref.id)
                return client.wait(ref.id)

        for driver in DRIVERS[1:]:
            assert driver.run is not None
            assert driver.run(synchronously).is_terminal

    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_an_application_may_wait_for_threads(self, method: str) -> None:
        async def app(scope: Any, receive: Any, send: Any) -> None:
            body = await anyio.to_thread.run_sync(lambda: scope["method"].encode())
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": body})

        transport = InProcessTransport(app, Clock(), "https://here.invalid")

        async def asynchronously() -> str:
            async with httpx.AsyncClient(transport=transport) as client:
                return (await client.request(method, "https://here.invalid")).text

        with httpx.Client(transport=transport) as client:
            assert client.request(method, "https://here.invalid").text == method
        for driver in DRIVERS[1:]:
            assert driver.run is not None
            assert driver.run(asynchronously) == method
        transport.stop()

    def test_no_such_job_path_or_key(self) -> None:
        with in_process() as simulator:
            with pytest.raises(BatchlightError, match="404"):
                SYNC.get(simulator, "ecore", "4711")
            with pytest.raises(BatchlightError, match="401"):
                SYNC.call("ecore", "get", "42", base_url=simulator.base_url("ecore"))
            with pytest.raises(BatchlightError, match="404"):
                SYNC.call("ecore", "get", "42", base_url=f"{simulator.url}/elsewhere")
            with pytest.raises(ConfigurationError):
                simulator.add_job("nobody")

    def test_a_slow_answer_takes_simulated_time(
        self, batch_simulator: Simulator, batch_clock: SteppedClock, driver: Driver
    ) -> None:
        ref = batch_simulator.add_job("ecore", ["Processed"])
        batch_simulator.inject(Fault(delay=20))
        assert driver.get(batch_simulator, "ecore", ref.id).is_terminal
        assert batch_clock.now() == 20
        batch_simulator.inject(Fault(delay=20))
        with pytest.raises(TransportError, match="timed out"):
            driver.get(batch_simulator, "ecore", ref.id, timeout=15)
        assert batch_clock.now() == 35

    def test_a_byte_now_and_then(self, batch_simulator: Simulator, batch_clock: SteppedClock, driver: Driver) -> None:
        ref = batch_simulator.add_job("ecore", ["Processed"])
        batch_simulator.inject(Fault(drip=60))
        with pytest.raises(TransportError, match="timed out"):
            driver.get(batch_simulator, "ecore", ref.id)
        assert batch_clock.now() == 30

    def test_slow_answers_are_slow_together(self, batch_simulator: Simulator, batch_clock: SteppedClock) -> None:
        ref = batch_simulator.add_job("ecore", ["Processed"])
        batch_simulator.inject(Fault(delay=20), times=10)

        async def all_of_them() -> None:
            async with AsyncECore() as client, anyio.create_task_group() as tasks:
                for _ in range(10):
                    tasks.start_soon(client.get, ref.id)

        for driver in DRIVERS[1:]:
            assert driver.run is not None
            driver.run(all_of_them)
        assert batch_clock.now() == 20

    def test_by_the_machines_clock_as_well(self, driver: Driver) -> None:
        with in_process(clock=Clock(speed=1000)) as simulator:
            ref = simulator.add_job("ecore", ["Processed"])
            simulator.inject(Fault(delay=0.001))
            assert driver.get(simulator, "ecore", ref.id).is_terminal

    def test_from_many_threads_at_once(self) -> None:
        clock = SteppedClock()
        with in_process(clock=clock) as simulator, simulator.client("ecore") as client, ThreadPoolExecutor(8) as pool:
            refs = [simulator.add_job("ecore", ["Processed"]) for _ in range(50)]
            simulator.inject(Fault(status=500), times=10)
            failed = [pool.submit(one_look, client, ref.id) for ref in refs * 4]
            # Each of them is sent again by the client.
            assert not any(each.result() for each in failed)
            assert simulator.faults_given == 10

    def test_to_whoever_knows_no_simulator_its_host_does_not_exist(self, batch_simulator: Simulator) -> None:
        assert httpx.URL(batch_simulator.url).host.endswith(".invalid")


def one_look(client: Any, id: str) -> bool:
    with contextlib.suppress(BatchlightError):
        return not client.get(id).is_terminal
    return True


def shape(value: object) -> object:
    """A JSON value without what changes from one moment to the next."""
    if isinstance(value, dict):
        return {name: shape(each) for name, each in value.items() if not name.endswith("_at") and name != "id"}
    return [shape(each) for each in value] if isinstance(value, list | tuple) else type(value).__name__


@pytest.mark.parametrize("module", ["batchlight.simulator", "batchlight.testing"])
@pytest.mark.parametrize("missing", ["starlette", "uvicorn"])
def test_without_the_extra_it_says_what_to_install(module: str, missing: str) -> None:
    program = f"import sys; sys.modules[{missing!r}] = None; import {module}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == (
        f"ModuleNotFoundError: the simulator needs {missing}, which is not installed: "
        "pip install 'batchlight[simulator]'"
    )
    assert "During handling" not in done.stderr


def test_no_thread_is_left(batch_simulator: Simulator) -> None:
    before = threading.active_count()
    SYNC.get(batch_simulator, "ecore", batch_simulator.add_job("ecore").id)
    assert threading.active_count() == before


FILES = [
    (document, number, block)
    for document in DOCUMENTS
    for number, block in enumerate(blocks(document, "python"))
    if "# conftest.py" in block
]


@pytest.mark.parametrize(("document", "number", "block"), FILES, ids=[f"{name}-{at}" for name, at, _ in FILES])
def test_tests_in_documents_pass(document: str, number: int, block: str, tmp_path: Path) -> None:
    file = None
    for line in block.splitlines():
        if line.startswith("# ") and line.endswith(".py"):
            file = tmp_path / line.removeprefix("# ")
        elif file is not None:
            with file.open("a", encoding="utf-8") as to:
                to.write(f"{line}\n")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:schemathesis", "-W", "error", str(tmp_path)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_are_such_documents() -> None:
    assert FILES
