"""Which of many jobs are shown where there is room for a few. Kept in order as jobs change, never sorted anew."""

import time
from bisect import bisect_left, insort
from collections import deque
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Final, TypeAlias

from attrs import define, field

from ..jobs import JobRef, JobState
from .output import Row

Place: TypeAlias = tuple[int, float, int]
"""The group of a job, its place in it, and the job's number, so that no two places are equal."""

_NEWS, _RUNNING, _QUEUED, _NOT_SEEN, _OVER = range(5)
_GROUPS: Final[Mapping[JobState, int]] = {
    JobState.NEEDS_ACTION: _NEWS,
    JobState.FAILED: _NEWS,
    JobState.RUNNING: _RUNNING,
    JobState.CANCELLING: _RUNNING,
    JobState.UNKNOWN: _RUNNING,
    JobState.QUEUED: _QUEUED,
    JobState.SUCCEEDED: _OVER,
    JobState.CANCELLED: _OVER,
}
# For how many seconds the change of a state is news.
_NEWS_SECONDS: Final = 10.0


@define
class Ranking:
    """Jobs in the order in which they are worth a look: what has changed or needs somebody, the latest first; then what
    runs, the longest first; then what waits in line, what was not seen yet, and what is over.

    Attributes:
        clock: A clock, in seconds.
    """

    clock: Callable[[], float] = time.monotonic
    _places: dict[JobRef, Place] = field(factory=dict[JobRef, Place], init=False)
    _order: list[tuple[Place, JobRef]] = field(factory=list[tuple[Place, JobRef]], init=False)
    _began: dict[JobRef, float] = field(factory=dict[JobRef, float], init=False)
    # The news, the oldest first, each with when it came; a job that has changed once more is there twice.
    _news: deque[tuple[float, JobRef, int]] = field(factory=deque[tuple[float, JobRef, int]], init=False)

    def put(self, row: Row, before: Row | None = None) -> None:
        """Put a job where it belongs now.

        Args:
            row: the job.
            before: as it was shown before, if it was.
        """
        now, state = self.clock(), row.state
        if before is not None and (before.state, before.error) == (state, row.error):
            return
        group = _NEWS if row.error is not None else _GROUPS[row.job.state] if row.job is not None else _NOT_SEEN
        was_seen = before is not None and before.job is not None
        if group == _RUNNING and (before is None or before.state != state):
            self._began[row.ref] = _started(row, now)
        if was_seen and group != _NEWS:
            self._news.append((now, row.ref, group))
        self._move(row.ref, _NEWS if was_seen else group, now)

    def first(self, count: int) -> list[JobRef]:
        """The jobs that are most worth a look."""
        ends = self.clock() - _NEWS_SECONDS
        while self._news and self._news[0][0] <= ends:
            when, ref, group = self._news.popleft()
            # A later change keeps a job where it is.
            if self._places[ref][:2] == (_NEWS, -when):
                self._move(ref, group, when)
        return [ref for _place, ref in islice(self._order, count)]

    def _move(self, ref: JobRef, group: int, when: float) -> None:
        old = self._places.get(ref)
        number = len(self._places) if old is None else old[2]
        if old is not None:
            del self._order[bisect_left(self._order, (old, ref))]
        within = self._began.get(ref, when) if group == _RUNNING else when if group == _QUEUED else -when
        self._places[ref] = place = (group, 0.0 if group == _NOT_SEEN else within, number)
        insort(self._order, (place, ref))


def _started(row: Row, now: float) -> float:
    """When a job began to run, by our clock; what the provider says of it counts if it says so."""
    started = row.job.started_at if row.job is not None else None
    return now if started is None else now - max(time.time() - started.timestamp(), 0.0)
