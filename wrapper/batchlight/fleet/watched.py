"""What is kept of each job of a fleet, and in which order they are due. There may be very many of them."""

import itertools
import math
from heapq import heappop, heappush

from ..engine.provider import Listing
from ..jobs import JobRef, JobState, Progress


class Watched:
    """What is known of a job; there may be very many of them.

    Attributes:
        ref: The job's name.
        added: Since when it is watched.
        due: When to look at it.
        entry: The number of its entry among those that are due some time.
        looks: How often it was looked at.
        failures: How many looks in a row told nothing.
        silent_since: When the first of them was; None if the last look told something.
        seen: What was told of it last: state, progress and the provider's own word.
        first: When it was seen at work first, and how far it was.
        listing: The list that may tell of it, if there is one.
        is_listed: Whether that list does, as far as is known.
        in_air: Whether it is asked for right now.
        swept: The number of the list that told of it last.
        missed: How often a list that was to tell of it did not.
    """

    __slots__ = (
        "added",
        "due",
        "entry",
        "failures",
        "first",
        "in_air",
        "is_listed",
        "listing",
        "looks",
        "missed",
        "ref",
        "seen",
        "silent_since",
        "swept",
    )

    def __init__(self, ref: JobRef, due: float, listing: Listing | None = None) -> None:
        self.ref, self.listing = ref, listing
        self.added = self.due = due
        self.entry = -1
        self.looks = self.failures = self.swept = self.missed = 0
        self.silent_since: float | None = None
        self.seen: tuple[JobState, Progress | None, str | None] | None = None
        self.first: tuple[float, float] | None = None
        self.is_listed = self.in_air = False


# One for all agendas: a job moves from one to another, and leaves an entry that must not be taken for the new one.
_numbers = itertools.count()


class Agenda:
    """Jobs by when they are due. One that is due later than its entry says is put back when the entry comes up."""

    def __init__(self) -> None:
        self._entries: list[tuple[float, int, Watched]] = []

    def put(self, watched: Watched) -> None:
        """Enter a job; an entry that it had is void."""
        watched.entry = next(_numbers)
        heappush(self._entries, (watched.due, watched.entry, watched))

    def due_at(self) -> float:
        """When the first of them is due; never, if there is none."""
        entries = self._entries
        while entries:
            due, entry, watched = entries[0]
            if entry == watched.entry and watched.due <= due:
                return due
            heappop(entries)
            if entry == watched.entry:
                self.put(watched)
        return math.inf

    def take(self) -> Watched:
        """Take out the one that is due first, as `due_at` said."""
        watched = heappop(self._entries)[2]
        watched.entry = -1
        return watched
