"""A fleet over the simulator, on a clock that goes on when all sleep: how many requests, which of them, how late.

Everything but the network is the real thing: the client of the provider with its own calls, lists and budget, and the
simulator with the provider's pages and its limit.
"""

import random
import statistics
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import anyio
from attrs import frozen
from batchlight import AsyncFleet, JobRef
from batchlight.engine.events import AnswerEvent, RequestEvent
from batchlight.simulator import SteppedClock, in_process

# What jobs go through at each provider, and at each version of it that has jobs of its own: at work, ended.
KINDS: Final = {
    "llamacloud": ("running", "completed"),
    "llamacloud v2": ("RUNNING", "COMPLETED"),
    "ecore": ("Processing", "Processed"),
    "revenuebase": ("PROCESSING", "COMPLETED"),
    "apexverify": ("verification_ongoing", "verification_done"),
}


@frozen
class Counted:
    """What came of a run.

    Attributes:
        lists: How many pages of lists were asked for.
        looks: How many jobs were asked for by themselves.
        refused: How many of both were answered with 429.
        delays: How late each end was seen, in seconds.
    """

    lists: int
    looks: int
    refused: int
    delays: Sequence[float]

    @property
    def requests(self) -> int:
        """All of them."""
        return self.lists + self.looks

    @property
    def median(self) -> float:
        """The median delay."""
        return statistics.median(self.delays)


def durations(jobs: int, seed: int = 1) -> list[float]:
    """Log-normal durations from 10 s to 2 h: the ends of the range are two standard deviations away."""
    dice = random.Random(seed)
    return [min(max(dice.lognormvariate(5.59, 1.645), 10.0), 7200.0) for _ in range(jobs)]


def counted(kind: str, jobs: int) -> Counted:
    """Watch jobs to their ends.

    Args:
        kind: one of `KINDS`.
        jobs: how many.
    """
    clock, asked, delays = SteppedClock(), Counter[str](), list[float]()
    provider, _, version = kind.partition(" ")
    at_work, ended = KINDS[kind]

    def note(event: Any) -> None:
        if isinstance(event, RequestEvent):
            asked["list" if ".list_" in event.operation else "look"] += 1
        elif isinstance(event, AnswerEvent):
            asked["refused"] += event.status_code == 429

    with in_process(clock=clock, limits=True) as simulator:
        ends = {
            simulator.add_job(provider, [(at_work, seconds), ended], api_version=version or None): seconds
            for seconds in durations(jobs)
        }

        async def run() -> None:
            began = clock.now()
            async with simulator.async_client(provider, on_event=note) as client, AsyncFleet([client]) as fleet:
                fleet.add(*ends)
                seen = set[JobRef]()
                async for change in fleet:
                    if change.is_over:
                        assert change.ref not in seen, "every end is told once"
                        seen.add(change.ref)
                        delays.append(clock.now() - began - ends[change.ref])
            assert len(seen) == jobs

        anyio.run(run)
    return Counted(asked["list"], asked["look"], asked["refused"], delays)
