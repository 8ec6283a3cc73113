"""Which job of a provider is looked at next, and how: alone, or many with one request. Knows no I/O, and no clock.

Each job has a time at which a look at it is due. The most overdue comes first, as soon as the budget has a place. A
request that lists jobs may tell of many (`rolls.py`); a provider may have several lists, each for its own jobs.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from attrs import define, field

from ..engine.policies import PollPolicy, pause_of
from ..engine.polling import Guidance, next_look, policy_for
from ..engine.provider import Listing
from ..engine.retrying import is_passing
from ..errors import BatchlightError, ResponseError
from ..jobs import Job, JobRef, JobState
from .changes import Change
from .rolls import AGAIN_SECONDS, Action, Look, Page, Roll
from .watched import Agenda, Watched
from .when import fraction_of, pause_after, rest_of

MOST_IN_AIR: Final = 10
"""How many requests of one provider are under way at once."""

# Failures in a row, whatever the job, from which on a provider is held to be broken: then it is asked once at a time.
_BROKEN: Final = 10
# How often a job that is at work may be missing on its list until it is held to be none of those that are listed.
_MOST_MISSED: Final = 3


@define
class Lane:
    """The watched jobs of one client.

    Attributes:
        guidance: How often the provider wants to be asked.
        listing_of: Which list tells of a job, by its id; None for none.
        poll: How often the caller wants to look, or None.
        stops: Whether a job that has not ended is over all the same.
        per_minute: How many requests the budget allows, as far as is known.
    """

    guidance: Sequence[Guidance]
    listing_of: Callable[[str], Listing | None]
    poll: PollPolicy | None
    stops: Callable[[Job[Any]], bool]
    per_minute: float | None = None
    jobs: dict[str, Watched] = field(factory=dict[str, Watched], init=False)
    in_air: int = field(default=0, init=False)
    _alone: Agenda = field(factory=Agenda, init=False)
    _rolls: dict[Listing, Roll] = field(factory=dict[Listing, Roll], init=False)
    _failures: int = field(default=0, init=False)
    _silent_since: float | None = field(default=None, init=False)
    _rests_until: float = field(default=0.0, init=False)

    def add(self, ref: JobRef, now: float) -> None:
        """Watch a job, and look at it as soon as can be. One that is watched already goes on as before."""
        if ref.id not in self.jobs:
            watched = self.jobs[ref.id] = Watched(ref, now, self.listing_of(ref.id))
            roll = self._roll_of(watched)
            if roll is not None:
                self._mark(watched, is_listed=True)
                roll.enlarged(len(self.jobs))
            self._enter(watched)

    def drop(self, id: str) -> None:
        """Watch a job no more."""
        watched = self.jobs.pop(id, None)
        if watched is not None:
            watched.entry = -1
            self._mark(watched, is_listed=False)

    def next_at(self, now: float) -> float | None:
        """When the next request is to be sent, which may be past; None as long as nothing changes."""
        if self.in_air >= (1 if self._is_broken else MOST_IN_AIR):
            return None
        at = min(self._alone.due_at(), self._roll_at(now)[0])
        return None if at == math.inf else max(at, self._rests_until)

    def choose(self, now: float) -> Action | None:
        """What to ask for now, which is under way from then on; None if nothing is due any more."""
        at = self.next_at(now)
        if at is None or at > now:
            return None
        self.in_air += 1
        list_at, roll = self._roll_at(now)
        if roll is None or list_at > self._alone.due_at():
            return self._look(self._alone)
        if roll.sweep is None and not self._is_worth(roll, now):
            return self._look(roll.agenda)
        return roll.next_page(now)

    def told(self, look: Look, job: Job[Any], asked: float | None, now: float) -> list[Change]:
        """Take what a look told.

        Args:
            look: the look.
            job: the job as it is.
            asked: the seconds that the answer asks to wait, or None.
            now: the time.
        """
        self._answered()
        watched = look.job
        watched.in_air = False
        return [] if self.jobs.get(watched.ref.id) is not watched else self._take(watched, job, asked, now)

    def failed(self, action: Action, error: BatchlightError, now: float) -> list[Change]:
        """Take that a look or a list told nothing, and why."""
        self.in_air -= 1
        passing = is_passing(error, in_wait=True)
        if isinstance(action, Page):
            # Each job can be asked for by itself; and if it cannot, that is its own outcome.
            pause = self._pause(self._failures + 1, None) if passing else AGAIN_SECONDS
            action.roll.rest(now + pause, len(self.jobs))
            return self._silent(error, now) if passing else []
        watched = action.job
        watched.in_air = False
        changes = self._silent(error, now) if passing else []
        if self.jobs.get(watched.ref.id) is not watched:
            return changes
        if not passing:
            self._answered_by_error()
            return [*changes, self._over(watched, error)]
        watched.failures += 1
        if watched.silent_since is None:
            watched.silent_since = now
        limit = self._policy().max_outage
        if limit is not None and now - watched.silent_since >= limit:
            return [*changes, self._over(watched, error)]
        asked = error.retry_after if isinstance(error, ResponseError) else None
        self._move(watched, now + self._pause(watched.failures, asked))
        return changes

    def listed(self, page: Page, jobs: Iterable[Job[Any]], following: Any, now: float) -> list[Change]:
        """Take what a page of a list told.

        Args:
            page: which page.
            jobs: the jobs on it.
            following: the call of the next page; None after the last one.
            now: the time.
        """
        self._answered()
        told = list(jobs)
        roll, sweep = page.roll, page.roll.turn(page, len(told), following)
        if sweep is None:
            return []
        changes: list[Change] = []
        found = 0
        for job in told:
            watched = self.jobs.get(job.id)
            # A list that moves while it is read may tell of a job twice.
            if watched is None or watched.listing is not roll.listing or watched.swept == sweep.number:
                continue
            watched.swept = sweep.number
            if watched.in_air:
                continue
            found += 1
            if not watched.is_listed:
                self._mark(watched, is_listed=True)
                watched.entry = -1
            changes += self._take(watched, job, None, now)
            sweep.going_on += watched.is_listed
        sweep.told += found
        sweep.wasted += found <= 1
        if roll.is_done(sweep):
            roll.end(sweep, now, len(self.jobs), self.per_minute)
            self._miss(roll, sweep.number, sweep.began, now)
        return changes

    def _miss(self, roll: Roll, number: int, began: float, now: float) -> None:
        """Look at those jobs by themselves of which a list did not tell: they have ended, or it ends before them."""
        for watched in self.jobs.values():
            is_of_it = watched.is_listed and watched.listing is roll.listing
            if is_of_it and watched.swept < number and watched.added <= began:
                self._mark(watched, is_listed=False)
                watched.missed += 1
                watched.due = min(watched.due, now)
                if not watched.in_air:
                    self._enter(watched)

    def _take(self, watched: Watched, job: Job[Any], asked: float | None, now: float) -> list[Change]:
        watched.looks += 1
        watched.failures, watched.silent_since = 0, None
        seen = (job.state, job.progress, job.tag)
        if job.is_terminal or self.stops(job):
            return [self._over(watched, job)]
        is_change = seen != watched.seen
        watched.seen = seen
        fraction = fraction_of(job.progress)
        if watched.first is None and fraction is not None and job.state is not JobState.QUEUED:
            watched.first = (now, fraction)
        began, first = watched.first or (now, None)
        rest = rest_of(fraction, first, now - began)
        pause = pause_after(job, rest, watched.looks, asked, self.poll, self.guidance)
        roll = self._roll_of(watched)
        may_be_listed = roll is not None and watched.missed < _MOST_MISSED
        if may_be_listed and not watched.is_listed and job.state is JobState.RUNNING:
            # It was not on the list, and has not ended: it may be there by now.
            self._mark(watched, is_listed=True)
            watched.entry = -1
        if roll is not None and watched.is_listed and self._is_worth(roll, now):
            pause = max(pause, roll.gap(self.per_minute))
        self._move(watched, now + pause)
        return [Change(watched.ref, job)] if is_change else []

    def _over(self, watched: Watched, outcome: Job[Any] | BatchlightError) -> Change:
        self.drop(watched.ref.id)
        return Change(watched.ref, outcome, is_over=True)

    def _mark(self, watched: Watched, *, is_listed: bool) -> None:
        roll = self._roll_of(watched)
        if roll is not None:
            roll.count += is_listed - watched.is_listed
            watched.is_listed = is_listed

    def _enter(self, watched: Watched) -> None:
        roll = self._roll_of(watched) if watched.is_listed else None
        (self._alone if roll is None else roll.agenda).put(watched)

    def _move(self, watched: Watched, due: float) -> None:
        """Let a look be due at another time; an entry that says an earlier one is found when it comes up."""
        is_earlier = watched.entry < 0 or due < watched.due
        watched.due = due
        if is_earlier:
            self._enter(watched)

    def _look(self, heap: Agenda) -> Look:
        watched = heap.take()
        watched.in_air = True
        return Look(watched)

    def _roll_of(self, watched: Watched) -> Roll | None:
        listing = watched.listing
        if listing is None:
            return None
        roll = self._rolls.get(listing)
        if roll is None:
            roll = self._rolls[listing] = Roll(listing)
        return roll

    def _roll_at(self, now: float) -> tuple[float, Roll | None]:
        """The list of which something is due first, and when."""
        first: tuple[float, Roll | None] = (math.inf, None)
        for roll in self._rolls.values():
            at = roll.at(now, is_broken=self._is_broken)
            if at < first[0]:
                first = (at, roll)
        return first

    def _is_worth(self, roll: Roll, now: float) -> bool:
        return roll.is_worth(now, is_broken=self._is_broken)

    # Outages.

    @property
    def _is_broken(self) -> bool:
        return self._failures >= _BROKEN

    def _policy(self) -> PollPolicy:
        return self.poll or policy_for(self.guidance, None)

    def _pause(self, failures: int, asked: float | None) -> float:
        return next_look(self._policy(), failures, asked)

    def _answered(self) -> None:
        self.in_air -= 1
        self._answered_by_error()

    def _answered_by_error(self) -> None:
        self._failures, self._silent_since, self._rests_until = 0, None, 0.0

    def _silent(self, error: BatchlightError, now: float) -> list[Change]:
        """Note that the provider told nothing; too many failures give it a rest, and too long an outage ends all."""
        self._failures += 1
        if self._silent_since is None:
            self._silent_since = now
        policy = self._policy()
        if self._is_broken:
            self._rests_until = now + pause_of(policy, self._failures - _BROKEN)
        if policy.max_outage is None or now - self._silent_since < policy.max_outage:
            return []
        return [self._over(watched, error) for watched in list(self.jobs.values())]
