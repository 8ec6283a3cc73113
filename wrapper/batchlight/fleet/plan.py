"""Which job of a provider is looked at next, and how: alone, or many with one request. Knows no I/O, and no clock.

Each job has a time at which a look at it is due. The most overdue comes first, as soon as the budget has a place.

A request that lists jobs may tell of many. Where a page of the list tells of more than one of the watched jobs, it
costs fewer requests than to ask for each: then only those are asked for by themselves of which it does not tell. Its
pages, one after the other, come some seconds apart.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, TypeAlias

from attrs import define, field, frozen

from ..engine.policies import PollPolicy, pause_of
from ..engine.polling import Guidance, next_look, policy_for
from ..engine.provider import Listing
from ..engine.retrying import is_passing
from ..errors import BatchlightError, ResponseError
from ..jobs import Job, JobRef, JobState
from .changes import Change
from .watched import Agenda, Watched
from .when import fraction_of, pause_after, rest_of

MOST_IN_AIR: Final = 10
"""How many requests of one provider are under way at once."""

# Failures in a row, whatever the job, from which on a provider is held to be broken: then it is asked once at a time.
_BROKEN: Final = 10
# A list that told of no more than one watched job for each page was not worth it. It is tried again after the shorter
# time, and, as long as it goes on like this, after twice as long each time, up to the longer.
_LIST_SOON_SECONDS: Final = 30.0
_LIST_AGAIN_SECONDS: Final = 600.0
# How often a job that is at work may be missing on the list until it is held to be none of those that are listed.
_MOST_MISSED: Final = 3
# Lists leave a fifth of the budget for what else is asked with the key.
_LIST_SHARE: Final = 0.8
# Seconds for each page of a list, and the most for all of them where the budget has room for more.
_PAGE_SECONDS: Final = 4.0
_LIST_SECONDS: Final = 30.0


@frozen
class Look:
    """Ask for one job."""

    job: Watched


@frozen
class Page:
    """Ask for a page of a list.

    Attributes:
        call: The call that gives it; None for the first one.
        number: Which page it is, from 1.
    """

    call: Any
    number: int


Action: TypeAlias = Look | Page


@define
class _Sweep:
    """A list that is being read.

    Attributes:
        number: Which one it is.
        began: When.
        following: The call of its next page.
        pages: How many were read.
        told: Of how many watched jobs they told.
        going_on: How many of those have not ended.
        wasted: How many pages told of no more than one.
        is_in_air: Whether a page is asked for right now.
    """

    number: int
    began: float
    following: Any = None
    pages: int = 0
    told: int = 0
    going_on: int = 0
    wasted: int = 0
    is_in_air: bool = False


@define
class Lane:
    """The watched jobs of one client.

    Attributes:
        guidance: How often the provider wants to be asked.
        listing: How it lists jobs, if it does.
        poll: How often the caller wants to look, or None.
        stops: Whether a job that has not ended is over all the same.
        per_minute: How many requests the budget allows, as far as is known.
    """

    guidance: Sequence[Guidance]
    listing: Listing | None
    poll: PollPolicy | None
    stops: Callable[[Job[Any]], bool]
    per_minute: float | None = None
    jobs: dict[str, Watched] = field(factory=dict[str, Watched], init=False)
    in_air: int = field(default=0, init=False)
    _alone: Agenda = field(factory=Agenda, init=False)
    _listed: Agenda = field(factory=Agenda, init=False)
    _in_list: int = field(default=0, init=False)
    _sweep: _Sweep | None = field(default=None, init=False)
    _sweeps: int = field(default=0, init=False)
    _pages: int = field(default=0, init=False)
    _list_from: float = field(default=0.0, init=False)
    _no_list_until: float = field(default=0.0, init=False)
    _few: int = field(default=0, init=False)
    _list_again: float = field(default=_LIST_SOON_SECONDS, init=False)
    _failures: int = field(default=0, init=False)
    _silent_since: float | None = field(default=None, init=False)
    _rests_until: float = field(default=0.0, init=False)

    def add(self, ref: JobRef, now: float) -> None:
        """Watch a job, and look at it as soon as can be. One that is watched already goes on as before."""
        if ref.id not in self.jobs:
            watched = self.jobs[ref.id] = Watched(ref, now)
            self._mark(watched, is_listed=self.listing is not None)
            self._enter(watched)
            if len(self.jobs) > 2 * self._few:
                self._no_list_until = 0.0

    def drop(self, id: str) -> None:
        """Watch a job no more."""
        watched = self.jobs.pop(id, None)
        if watched is not None:
            watched.entry = -1
            self._mark(watched, is_listed=False)

    def next_at(self, now: float) -> float | None:
        """When the next request is to be sent, which may be past; None as long as nothing changes."""
        if self.in_air >= (MOST_IN_AIR if self._failures < _BROKEN else 1):
            return None
        at = min(self._alone.due_at(), self._list_at(now))
        return None if at == math.inf else max(at, self._rests_until)

    def choose(self, now: float) -> Action | None:
        """What to ask for now, which is under way from then on; None if nothing is due any more."""
        at = self.next_at(now)
        if at is None or at > now:
            return None
        self.in_air += 1
        if self._list_at(now) > self._alone.due_at():
            return self._look(self._alone)
        if self._sweep is None:
            if not self._is_listing(now):
                return self._look(self._listed)
            self._sweeps += 1
            self._sweep = _Sweep(self._sweeps, now)
        self._sweep.is_in_air = True
        return Page(self._sweep.following, self._sweep.pages + 1)

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
            self._sweep = None
            # Each job can be asked for by itself; and if it cannot, that is its own outcome.
            self._no_list_until = now + (self._pause(self._failures + 1, None) if passing else _LIST_AGAIN_SECONDS)
            self._few = len(self.jobs)
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
        sweep = self._sweep
        if sweep is None:
            return []
        sweep.pages, sweep.is_in_air, sweep.following = page.number, False, following
        changes: list[Change] = []
        found = 0
        for job in jobs:
            watched = self.jobs.get(job.id)
            if watched is None or watched.in_air:
                continue
            found += 1
            watched.swept = sweep.number
            if not watched.is_listed:
                self._mark(watched, is_listed=True)
                watched.entry = -1
            changes += self._take(watched, job, None, now)
            sweep.going_on += watched.is_listed
        sweep.told += found
        sweep.wasted += found <= 1
        # To go on may waste as many requests as it would take to ask for each of the others, and no more.
        if following is None or self._in_list - sweep.going_on <= sweep.wasted:
            self._end_sweep(sweep, now)
        return changes

    def _end_sweep(self, sweep: _Sweep, now: float) -> None:
        self._sweep = None
        self._pages = sweep.pages
        self._list_from = sweep.began + self._list_gap()
        if sweep.told > sweep.wasted:
            self._list_again = _LIST_SOON_SECONDS
        else:
            # For so few jobs it was not worth it; for twice as many it may be.
            self._no_list_until, self._few = now + self._list_again, len(self.jobs)
            self._list_again = min(2 * self._list_again, _LIST_AGAIN_SECONDS)
        for watched in list(self.jobs.values()):
            if watched.is_listed and watched.swept < sweep.number and watched.added <= sweep.began:
                # It has ended, or the list ends before it: it is looked at by itself.
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
        may_be_listed = self.listing is not None and watched.missed < _MOST_MISSED
        if may_be_listed and not watched.is_listed and job.state is JobState.RUNNING:
            # It was not on the list, and has not ended: it may be there by now.
            self._mark(watched, is_listed=True)
            watched.entry = -1
        if watched.is_listed and self._is_listing(now):
            pause = max(pause, self._list_gap())
        self._move(watched, now + pause)
        return [Change(watched.ref, job)] if is_change else []

    def _over(self, watched: Watched, outcome: Job[Any] | BatchlightError) -> Change:
        self.drop(watched.ref.id)
        return Change(watched.ref, outcome, is_over=True)

    def _mark(self, watched: Watched, *, is_listed: bool) -> None:
        self._in_list += is_listed - watched.is_listed
        watched.is_listed = is_listed

    def _enter(self, watched: Watched) -> None:
        (self._listed if watched.is_listed else self._alone).put(watched)

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

    # Lists.

    def _list_at(self, now: float) -> float:
        """When to read a page of the list, or to ask for one of its jobs where it is not worth it."""
        sweep = self._sweep
        if sweep is not None:
            return math.inf if sweep.is_in_air else sweep.began
        at = self._listed.due_at()
        return max(at, self._list_from) if self._is_listing(now) else at

    def _is_listing(self, now: float) -> bool:
        """Whether a page of the list tells of more than one job."""
        if self.listing is None or now < self._no_list_until or self._failures >= _BROKEN:
            return False
        return self._in_list > self._expected_pages()

    def _expected_pages(self) -> int:
        """How many requests a list costs: as many as the jobs fill that it tells of, or as many as last time."""
        assert self.listing is not None
        least = 1 if self.listing.per_page is None else -(-self._in_list // self.listing.per_page)
        return least if self.listing.active_only else max(least, self._pages)

    def _list_gap(self) -> float:
        """The seconds from one list to the next."""
        pages = self._expected_pages()
        allowed = 0.0 if self.per_minute is None else 60 / (_LIST_SHARE * self.per_minute) * pages
        return max(min(_PAGE_SECONDS * pages, _LIST_SECONDS), allowed)

    # Outages.

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
        if self._failures >= _BROKEN:
            self._rests_until = now + pause_of(policy, self._failures - _BROKEN)
        if policy.max_outage is None or now - self._silent_since < policy.max_outage:
            return []
        return [self._over(watched, error) for watched in list(self.jobs.values())]
