"""A list of a provider as a fleet reads it: when it is worth a request, which page comes next, who was missing there.

Where a page of a list tells of more than one of the watched jobs, it costs fewer requests than to ask for each: then
only those are asked for by themselves of which it does not tell. Its pages, one after the other, come some seconds
apart.
"""

import math
from typing import Any, Final, TypeAlias

from attrs import define, field, frozen

from ..engine.provider import Listing
from .watched import Agenda, Watched

# A list that told of no more than one watched job for each page was not worth it. It is tried again after the shorter
# time, and, as long as it goes on like this, after twice as long each time, up to the longer.
_SOON_SECONDS: Final = 30.0
AGAIN_SECONDS: Final = 600.0
"""The seconds after which a list is tried again that cannot be had, or was never worth it."""
# Lists leave a fifth of the budget for what else is asked with the key.
_SHARE: Final = 0.8
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
        roll: The list, as it is read.
        call: The call that gives the page; None for the first one.
        number: Which page it is, from 1.
    """

    roll: "Roll"
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


@define(eq=False)
class Roll:
    """A list of a provider, and the watched jobs of which it is to tell.

    Attributes:
        listing: How the provider lists.
        agenda: Those jobs, by when they are due.
        count: How many they are.
        sweep: The list as it is being read, if it is.
    """

    listing: Listing
    agenda: Agenda = field(factory=Agenda, init=False)
    count: int = field(default=0, init=False)
    sweep: _Sweep | None = field(default=None, init=False)
    _sweeps: int = field(default=0, init=False)
    _pages: int = field(default=0, init=False)
    # How many jobs the first page held, where nobody says how many it may hold; until then, any number.
    _held: float = field(default=math.inf, init=False)
    _from: float = field(default=0.0, init=False)
    _rests_until: float = field(default=0.0, init=False)
    # How many jobs were watched when it was not worth it.
    _few: int = field(default=0, init=False)
    _again: float = field(default=_SOON_SECONDS, init=False)

    def at(self, now: float, *, is_broken: bool) -> float:
        """When to read a page, or to ask for one of its jobs where it is not worth it; never, if there is nothing."""
        if self.sweep is not None:
            return math.inf if self.sweep.is_in_air else self.sweep.began
        due = self.agenda.due_at()
        return max(due, self._from) if self.is_worth(now, is_broken=is_broken) else due

    def is_worth(self, now: float, *, is_broken: bool) -> bool:
        """Whether a page tells of more than one job. A provider that is broken is asked for as little as can be."""
        return not is_broken and now >= self._rests_until and self.count > self._expected_pages()

    def gap(self, per_minute: float | None) -> float:
        """The seconds from one list to the next, within a budget."""
        pages = self._expected_pages()
        allowed = 0.0 if per_minute is None else 60 / (_SHARE * per_minute) * pages
        return max(min(_PAGE_SECONDS * pages, _LIST_SECONDS), allowed)

    def enlarged(self, watched: int) -> None:
        """Note how many jobs are watched: for twice as many it may be worth it again."""
        if watched > 2 * self._few:
            self._rests_until = 0.0

    def next_page(self, now: float) -> Page:
        """The page that is asked for now."""
        if self.sweep is None:
            self._sweeps += 1
            self.sweep = _Sweep(self._sweeps, now)
        self.sweep.is_in_air = True
        return Page(self, self.sweep.following, self.sweep.pages + 1)

    def turn(self, page: Page, size: int, following: Any) -> _Sweep | None:
        """Take a page that came, of so many jobs; None if nobody reads any more."""
        sweep = self.sweep
        if sweep is not None:
            sweep.pages, sweep.is_in_air, sweep.following = page.number, False, following
            if page.number == 1:
                self._held = size if following is not None and size else math.inf
        return sweep

    def is_done(self, sweep: _Sweep) -> bool:
        """Whether no page is worth it any more: no more may be wasted than to ask for each of the others would take."""
        return sweep.following is None or self.count - sweep.going_on <= sweep.wasted

    def end(self, sweep: _Sweep, now: float, watched: int, per_minute: float | None) -> None:
        """Note that the list was read, while so many jobs were watched."""
        self.sweep = None
        self._pages = sweep.pages
        self._from = sweep.began + self.gap(per_minute)
        if sweep.told > sweep.wasted:
            self._again = _SOON_SECONDS
        else:
            self.rest(now + self._again, watched)
            self._again = min(2 * self._again, AGAIN_SECONDS)

    def rest(self, until: float, watched: int) -> None:
        """Ask for each job by itself until then, or until there are many more."""
        self.sweep = None
        self._rests_until, self._few = until, watched

    def _expected_pages(self) -> int:
        """How many requests a list costs: as many as the jobs fill that it tells of, or as many as last time."""
        held = self._held if self.listing.per_page is None else self.listing.per_page
        least = max(math.ceil(self.count / held), 1)
        return least if self.listing.active_only else max(least, self._pages)
