"""Follow many jobs at once through a network that breaks: is every end reported exactly once, and right?

All four providers, on a simulator that breaks a share of all requests and, in the middle, every one for a while, by the
real clock. At the end nothing may be left behind: sockets, tasks and threads are counted before and after.
"""

import argparse
import asyncio
import gc
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

from attrs import frozen
from batchlight import Job, JobRef, JobState, PollPolicy
from batchlight.fleet import Event, Over, follow
from batchlight.providers import PROVIDERS
from batchlight.simulator import Fault, Simulator, serve
from batchlight.simulator.jobs import StepLike
from batchlight.simulator.providers import SIMULATED

_POLL = PollPolicy(initial=0.5, maximum=2.0)


@frozen
class _Outage:
    """When no provider answers, in seconds from the beginning."""

    begins: float
    seconds: float


@frozen
class Left:
    """What a run may leave behind."""

    sockets: int
    threads: int


@frozen
class Result:
    """What came of a run."""

    jobs: int
    right: int
    wrong: tuple[str, ...]
    not_once: tuple[str, ...]
    broken_answers: int
    seconds: float
    tasks_left: int
    before: Left
    after: Left

    @property
    def is_good(self) -> bool:
        """Whether everything was reported, once and right, and nothing is left."""
        # Something of before may have ended meanwhile; nothing may have come.
        nothing_came = self.after.sockets <= self.before.sockets and self.after.threads <= self.before.threads
        return not self.wrong and not self.not_once and self.tasks_left == 0 and nothing_came


def run(jobs: int, seconds: float, chaos: float, seed: int, outage: float = 0.0) -> Result:
    """Follow jobs that end within some seconds.

    Args:
        jobs: how many.
        seconds: when the last one ends, of real time.
        chaos: the share of all requests that is broken.
        seed: for the jobs and the chaos.
        outage: for how many seconds, in the middle, no provider answers at all.
    """
    before = _left()
    began = time.monotonic()
    counts: Counter[JobRef] = Counter()
    outcomes: dict[JobRef, object] = {}

    def note(event: Event) -> None:
        if isinstance(event, Over):
            counts[event.ref] += 1
            outcomes[event.ref] = event.outcome

    with serve(chaos=chaos, seed=seed) as simulator:
        expected = _add_jobs(simulator, jobs, seconds, random.Random(seed))
        silent = _Outage((seconds - outage) / 2, outage) if outage else None
        tasks_left, broken = asyncio.run(_follow(simulator, expected, note, silent))
        broken += simulator.faults_given
    wrong = [
        f"{ref}: {outcomes.get(ref)!r} instead of {state}"
        for ref, state in expected.items()
        if not (isinstance(job := outcomes.get(ref), Job) and job.state == state)
    ]
    gc.collect()
    return Result(
        jobs=jobs,
        right=jobs - len(wrong),
        wrong=tuple(wrong),
        not_once=tuple(f"{ref}: {counts[ref]} times" for ref in expected if counts[ref] != 1),
        broken_answers=broken,
        seconds=time.monotonic() - began,
        tasks_left=tasks_left,
        before=before,
        after=_left(),
    )


async def _follow(
    simulator: Simulator, expected: dict[JobRef, JobState], note: Callable[[Event], None], outage: _Outage | None
) -> tuple[int, int]:
    """Follow the jobs; return how many tasks are left, and how many answers the outage broke."""
    async with AsyncExitStack() as stack:
        clients = {
            # A broken answer may be a 429 with no limit behind it, and a budget would believe it for all jobs.
            name: await stack.enter_async_context(simulator.async_client(name, timeout=10.0, budget=None))
            for name in PROVIDERS
        }
        silence = asyncio.create_task(_silence(simulator, outage)) if outage else None
        await follow(expected, clients, timeout=None, poll=_POLL, on_event=note)
        broken = await silence if silence is not None else 0
    return len(asyncio.all_tasks()) - 1, broken


async def _silence(simulator: Simulator, outage: _Outage) -> int:
    """Let no provider answer for a while: half of the requests get 503, the other half no answer at all."""
    await asyncio.sleep(outage.begins)
    simulator.inject(Fault(status=503, body=""), times=None, rate=0.5)
    simulator.inject(Fault(close="before"), times=None)
    await asyncio.sleep(outage.seconds)
    given = simulator.faults_given
    simulator.clear_faults()
    return given


def _add_jobs(simulator: Simulator, jobs: int, seconds: float, dice: random.Random) -> dict[JobRef, JobState]:
    expected: dict[JobRef, JobState] = {}
    for number in range(jobs):
        provider = list(PROVIDERS)[number % len(PROVIDERS)]
        first, second, _end = SIMULATED[provider].script
        states = PROVIDERS[provider].states
        end = dice.choice([each for each, state in states.items() if state.is_terminal or state == "needs_action"])
        last = seconds * (0.1 + 0.9 * dice.random())
        ways: list[StepLike] = [(first.status, last / 3), (second.status, last * 2 / 3), str(end)]
        ref = simulator.add_job(provider, ways, size=dice.randint(1, 300))
        expected[ref] = states[end]
    return expected


def _left() -> Left:
    # Where there is no such folder, sockets are not counted.
    descriptors = Path("/proc/self/fd")
    sockets = sum(_is_socket(each) for each in descriptors.iterdir()) if descriptors.is_dir() else 0
    return Left(sockets, threading.active_count())


def _is_socket(descriptor: Path) -> bool:
    try:
        return str(descriptor.readlink()).startswith("socket:")
    except OSError:  # the one that lists the folder is closed by now
        return False


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m scripts.soak", description=__doc__)
    parser.add_argument("--jobs", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--chaos", type=float, default=0.2)
    parser.add_argument("--outage", type=float, default=40.0)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    print(
        f"{options.jobs} jobs, {options.chaos:.0%} of all requests broken, and all of them for {options.outage:.0f} s; "
        f"about {options.seconds:.0f} s ...",
        flush=True,
    )
    result = run(options.jobs, options.seconds, options.chaos, options.seed, options.outage)
    print(f"right: {result.right} of {result.jobs}, in {result.seconds:.1f} s")
    print(f"broken answers: {result.broken_answers}")
    for line in (*result.wrong, *result.not_once):
        print(f"  wrong: {line}")
    print(f"left behind: {result.tasks_left} tasks")
    print(f"  sockets: {result.before.sockets} before, {result.after.sockets} after")
    print(f"  threads: {result.before.threads} before, {result.after.threads} after")
    return 0 if result.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
