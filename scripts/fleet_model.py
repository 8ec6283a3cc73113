"""A provider as numbers, and a fleet's plan over it on a clock that is a number: how many requests, how late.

Nothing is sent. The plan and the budgets are those of the library; the provider is written here, from its documents.
"""

import random
import statistics
from collections.abc import Mapping
from heapq import heappop, heappush
from typing import Any, Final

from attrs import define, field, frozen
from batchlight import Job, JobRef, JobState, Progress, RateBudget
from batchlight.engine.budgets import Budget
from batchlight.engine.polling import stopping
from batchlight.engine.provider import Listing
from batchlight.errors import RateLimitError
from batchlight.fleet.plan import Action, Lane, Look
from batchlight.providers import PROVIDERS

# A request's time, in seconds.
_TAKES: Final = 0.2
_REFUSAL: Final = RateLimitError("429", operation="", status_code=429, headers={}, body=None, detail="")
_HAS_PROGRESS: Final = ("ecore", "llamacloud")


@define
class ModelProvider:
    """A provider's jobs, which all begin at 0, and its limit in any minute.

    Attributes:
        name: Which provider it is like.
        ends: When each job ends.
        limit: How many requests it takes in a minute, or None.
        listing: How it lists.
    """

    name: str
    ends: Mapping[str, float]
    limit: float | None
    listing: Listing | None
    requests: int = 0
    refused: int = 0
    times: list[float] = field(factory=list[float])

    def answer(self, action: Action, now: float) -> Any:
        """What it answers now: a job, a page, or None for 429."""
        self.requests += 1
        if self.limit is not None:
            self.times = [at for at in self.times if at > now - 60]
            if len(self.times) >= self.limit:
                self.refused += 1
                return None
            self.times.append(now)
        if isinstance(action, Look):
            return self.job(action.job.ref.id, now)
        assert self.listing is not None
        ids = [id for id, end in self.ends.items() if end > now or not self.listing.active_only]
        size = self.listing.per_page or max(len(ids), 1)
        found = ids[(action.number - 1) * size : action.number * size]
        return [self.job(id, now) for id in found], (action.number + 1 if len(ids) > action.number * size else None)

    def job(self, id: str, now: float) -> Job[Any]:
        """A job as it is now."""
        end = self.ends[id]
        state = JobState.SUCCEEDED if now >= end else JobState.RUNNING
        done = int(100_000 * min(now / end, 1.0))
        progress = Progress(done=done, total=100_000) if self.name in _HAS_PROGRESS else None
        return Job(self.name, id, state, None, progress=progress)


@frozen
class Counted:
    """What came of a run: how many requests, how many of them refused, and how late each end was seen, in seconds."""

    requests: int
    refused: int
    delays: tuple[float, ...]
    most_late: float

    @property
    def median(self) -> float:
        """The median delay."""
        return statistics.median(self.delays)


def durations(jobs: int, seed: int = 1) -> list[float]:
    """Log-normal durations from 10 s to 2 h: the ends of the range are two standard deviations away."""
    dice = random.Random(seed)
    return [min(max(dice.lognormvariate(5.59, 1.645), 10.0), 7200.0) for _ in range(jobs)]


def run(provider: ModelProvider, budget: RateBudget | None) -> Counted:
    """Watch all jobs to their ends."""
    allowed = Budget()
    if budget is not None:
        allowed.hold_to(budget, 0.0, is_given=True)
    guidance = PROVIDERS[provider.name].guidance
    lane = Lane(guidance, provider.listing, None, stopping(None), allowed.per_minute)
    for id in provider.ends:
        lane.add(JobRef(provider.name, id), 0.0)
    now, number, delays, late = 0.0, 0, list[float](), 0.0
    air: list[tuple[float, int, Action, Any]] = []
    free_at: float | None = None
    while lane.jobs:
        at = lane.next_at(now)
        if at is not None:
            slot = allowed.earliest(max(at, now))
            free_at = max(slot, at, now)
        else:
            free_at = None
        if air and (free_at is None or air[0][0] <= free_at):
            now, _number, action, answer = heappop(air)
            changes = (
                lane.failed(action, _REFUSAL, now)
                if answer is None
                else lane.told(action, answer, None, now)
                if isinstance(action, Look)
                else lane.listed(action, answer[0], answer[1], now)
            )
            delays += [now - provider.ends[change.ref.id] for change in changes if change.is_over]
            continue
        assert free_at is not None
        now = free_at
        chosen = lane.choose(now)
        if chosen is not None:
            if isinstance(chosen, Look):
                late = max(late, now - chosen.job.due)
            allowed.reserve(now)
            number += 1
            heappush(air, (now + _TAKES, number, chosen, provider.answer(chosen, now + _TAKES / 2)))
    return Counted(provider.requests, provider.refused, tuple(delays), late)
