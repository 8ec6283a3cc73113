"""What a timeline shows of many jobs: which, between which times, and how many were in which state at each moment.

Values only, no output.
"""

import datetime
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import frozen

from .report import NOT_SEEN, Line, is_unwanted, report_reasons, report_slowest

QUEUED: Final = "queued"
RUNNING: Final = "running"

# Every job has a bar up to so many; of more, so many of each kind are at hand, and the others on request.
_ALL: Final = 30
_SLOWEST: Final = 10
_REASONS: Final = 5
_AT_HAND: Final = 8

# How long a step of the axis may be, in seconds.
_STEPS: Final = (
    *(1, 2, 5, 10, 15, 30),
    *(60 * minutes for minutes in (1, 2, 5, 10, 15, 30)),
    *(3600 * hours for hours in (1, 2, 3, 6, 12)),
    *(86400 * days for days in (1, 2, 7, 14, 28, 91, 365, 3650, 36500)),
)
_MOST_TICKS: Final = 6


@frozen
class Axis:
    """The times that a timeline shows.

    Attributes:
        begin: The first, in seconds since 1970.
        end: The last.
    """

    begin: float
    end: float

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Axis":
        """The axis of some jobs.

        It begins with the first of them; but one that was created very long before the others does not make all of them
        short: nine of ten have to be on it.
        """
        if not lines:
            return cls(0.0, 1.0)
        begins = sorted(line.began_at for line in lines)
        end = max(line.ended_at for line in lines)
        most = begins[len(begins) // 10]
        begin = max(begins[0], most - max(end - most, 1.0))
        return cls(begin, max(end, begin + 1.0))

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.end - self.begin

    def at(self, time: float) -> float:
        """Where a time is, from 0.0 to 1.0; what is before or after it is at its ends."""
        return min(max((time - self.begin) / self.seconds, 0.0), 1.0)

    def ticks(self) -> list[tuple[float, str]]:
        """The times that are written on it, in UTC, each with its place from 0.0 to 1.0."""
        step = next((step for step in _STEPS if self.seconds / step <= _MOST_TICKS), _STEPS[-1])
        first = -(-self.begin // step) * step
        times = [first + number * step for number in range(int((self.end - first) // step) + 1)]
        is_short, is_long = step < 60, self.seconds > 86400
        form = "%Y-%m-%d" if step >= 86400 else f"{'%m-%d ' if is_long else ''}%H:%M{':%S' if is_short else ''}"
        return [(self.at(time), f"{utc(time):{form}}") for time in times]


@frozen
class Chosen:
    """Which jobs of a provider have a bar of their own.

    Attributes:
        title: Why these.
        lines: The jobs.
        hidden: How many of them, from the end, are shown on request alone.
        has_one_reason: Whether the title says of all of them what is to be remarked.
    """

    title: str
    lines: Sequence[Line]
    hidden: int = 0
    has_one_reason: bool = False


def chosen(lines: Sequence[Line]) -> list[Chosen]:
    """The jobs of a provider that have a bar: all of a few; of many, the slowest, and those that did not succeed.

    Args:
        lines: all its jobs.
    """
    if len(lines) <= _ALL:
        return [Chosen("", sorted(lines, key=lambda line: (line.began_at, line.ref)))]
    reasons = report_reasons(lines)
    parts = [Chosen(f"The {_SLOWEST} that took longest", report_slowest(lines, _SLOWEST))]
    for reason in reasons[:_REASONS]:
        parts.append(_part(reason.title, reason.lines, has_one_reason=True))
    others = [line for reason in reasons[_REASONS:] for line in reason.lines]
    if others:
        parts.append(_part(f"{len(others):,} for other reasons", others, has_one_reason=False))
    return parts


def _part(title: str, lines: Sequence[Line], *, has_one_reason: bool) -> Chosen:
    in_order = sorted(lines, key=lambda line: (line.ended_at, line.ref))
    return Chosen(title, in_order, max(len(lines) - _AT_HAND, 0), has_one_reason)


def flow(lines: Iterable[Line], axis: Axis, samples: int) -> list[tuple[str, list[int]]]:
    """How many jobs were in which state, at times that are equally far apart.

    Args:
        lines: the jobs.
        axis: from when to when.
        samples: at how many times, both ends among them.

    Returns:
        For each state the counts, those that ended well first, then what did not, what runs, and what waits.
    """
    begins: dict[str, list[float]] = {}
    ends: dict[str, list[float]] = {}
    for line in lines:
        for state, begin, end in _phases(line):
            begins.setdefault(state, []).append(begin)
            ends.setdefault(state, []).append(end)
    times = [axis.begin + axis.seconds * number / (samples - 1) for number in range(samples)]
    found: list[tuple[str, list[int]]] = []
    for state in sorted(begins, key=_place):
        starts, stops = sorted(begins[state]), sorted(ends[state])
        found.append((state, [bisect_right(starts, time) - bisect_right(stops, time) for time in times]))
    return found


def _phases(line: Line) -> Iterator[tuple[str, float, float]]:
    """What a job went through: in line, at work, and what it ended as."""
    never = float("inf")
    is_settled = line.has_ended or is_unwanted(line)
    until = line.ended_at if is_settled else never
    if line.running_at is not None and line.running_at > line.began_at:
        yield QUEUED, line.began_at, line.running_at
    if line.running_at is None and line.state in (QUEUED, NOT_SEEN) and not is_settled:
        yield line.state, line.began_at, never
    else:
        at_work = line.began_at if line.running_at is None else line.running_at
        yield (RUNNING if is_settled else line.state), at_work, until
    if is_settled:
        yield line.state, until, never


_ORDER: Final = ("succeeded", "failed", "cancelled", "needs_action", "unknown", "cancelling", RUNNING, QUEUED, NOT_SEEN)


def _place(state: str) -> int:
    return _ORDER.index(state) if state in _ORDER else _ORDER.index("unknown")


def utc(time: float) -> datetime.datetime:
    """A time as a date; one that no calendar has is the last one that it has."""
    try:
        return datetime.datetime.fromtimestamp(time, datetime.UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.datetime.max.replace(tzinfo=datetime.UTC)
