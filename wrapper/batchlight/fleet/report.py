"""The rows of a report on a journal: a line for each job, and a line for each provider. Values only, no output."""

import datetime
import heapq
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from attrs import frozen

from ..jobs import JobRef, JobState
from .journal import Entry

_UNWANTED: Final = frozenset(map(str, (JobState.FAILED, JobState.CANCELLED, JobState.NEEDS_ACTION)))

NO_REASON: Final = "no reason was given"
"""What stands for the remark of a job that did not succeed, and of which nothing is said."""

NOT_SEEN: Final = "not seen"
"""What stands for the state of a job that nobody could look at."""


@frozen
class Line:
    """A job in a report.

    Attributes:
        ref: The job's name.
        state: Its state in a word; "not seen" if it was never looked at.
        has_ended: Whether its end was seen.
        began_at: When it was created, or since when it is watched if that was earlier or is all that is known, in
            seconds since 1970: where its bar in a timeline begins.
        running_at: When the provider began with it; None if that is not known.
        ended_at: When it ended, or when its watch was over; of a job that goes on, the time of the report.
        seconds: From the beginning to the end.
        share: How far it is, from 0.0 to 1.0, or None.
        remark: What is to be said of it in words; empty if nothing is.
        is_given_up: Whether it could not be watched: its remark says why.
    """

    ref: JobRef
    state: str
    has_ended: bool
    began_at: float
    running_at: float | None
    ended_at: float
    seconds: float
    share: float | None
    remark: str
    is_given_up: bool = False


@frozen
class Summary:
    """The jobs of one provider in a report.

    Attributes:
        where: The provider, with the site if it is not the default one.
        jobs: How many there are.
        states: How many are in each state, those with most jobs first.
        seconds: How long each of those that have ended was watched, in the order of the durations.
    """

    where: str
    jobs: int
    states: Mapping[str, int]
    seconds: Sequence[float]

    @property
    def median(self) -> float | None:
        """The median of the durations; None as long as nothing has ended."""
        return self.seconds[(len(self.seconds) - 1) // 2] if self.seconds else None


@frozen
class Reason:
    """Why some jobs of a provider did not succeed.

    Attributes:
        where: The provider, with the site if it is not the default one.
        state: The state that they are in.
        remark: What is said of it; empty if nothing is.
        lines: The jobs.
    """

    where: str
    state: str
    remark: str
    lines: Sequence[Line]

    @property
    def title(self) -> str:
        """How many there are, and why."""
        return f"{len(self.lines):,} {self.state.replace('_', ' ')}: {self.remark or NO_REASON}"


def report_lines(entries: Iterable[Entry], now: float) -> list[Line]:
    """A line for each job, in the order of the entries.

    Args:
        entries: those of a journal; see `read_journal`.
        now: the time of the report, in seconds since 1970.
    """
    return [_line(entry, now) for entry in entries]


def report_summaries(lines: Iterable[Line]) -> list[Summary]:
    """A line for each provider, in the order of their names."""
    by_provider: dict[str, list[Line]] = {}
    for line in lines:
        by_provider.setdefault(line.ref.where, []).append(line)
    return [
        Summary(
            where,
            len(found),
            dict(Counter(line.state for line in found).most_common()),
            sorted(line.seconds for line in found if line.has_ended),
        )
        for where, found in sorted(by_provider.items())
    ]


def report_reasons(lines: Iterable[Line]) -> list[Reason]:
    """What went wrong, or needs somebody: a line for each reason, that of most jobs first."""
    found: dict[tuple[str, str, str], list[Line]] = {}
    for line in lines:
        if is_unwanted(line):
            # A reason often names its job: what is equal but for that is one.
            remark = re.sub(rf"\b(?:{re.escape(str(line.ref))}|{re.escape(line.ref.id)})\b", "...", line.remark)
            found.setdefault((line.ref.where, line.state, remark), []).append(line)
    reasons = [
        Reason(where, state, of[0].remark if len(of) == 1 else remark, of)
        for (where, state, remark), of in found.items()
    ]
    return sorted(reasons, key=lambda reason: -len(reason.lines))


def report_slowest(lines: Iterable[Line], count: int) -> list[Line]:
    """The jobs that took longest, the longest first; not those that wait for somebody, or could not be watched."""
    timed = (line for line in lines if line.has_ended or not is_unwanted(line))
    return heapq.nlargest(count, timed, key=lambda line: line.seconds)


def is_unwanted(line: Line) -> bool:
    """Whether a job did not succeed, and will not by itself."""
    return line.state in _UNWANTED or (not line.has_ended and line.is_given_up)


def _line(entry: Entry, now: float) -> Line:
    ended_at = max(now, entry.added_at) if entry.ended_at is None else entry.ended_at
    if entry.changed_at is not None and (entry.error or entry.state == JobState.NEEDS_ACTION):
        ended_at = entry.changed_at
    # The provider's clock may be wrong, or a simulator's: its dates count where they do not contradict what was seen.
    finished = _time(entry.finished_at)
    if finished is not None and (entry.seen_at or entry.added_at) <= finished <= ended_at:
        ended_at = finished
    created = _time(entry.created_at)
    began_at = entry.added_at if created is None else min(created, entry.added_at)
    started = _time(entry.started_at)
    running_at = entry.running_at if started is None or not began_at <= started <= ended_at else started
    if running_at is not None:
        running_at = min(max(running_at, began_at), ended_at)
    share = entry.done / entry.total if entry.done is not None and entry.total else entry.fraction
    return Line(
        entry.ref,
        entry.state or NOT_SEEN,
        entry.ended_at is not None,
        began_at,
        running_at,
        ended_at,
        max(ended_at - began_at, 0.0),
        None if share is None else min(max(share, 0.0), 1.0),
        _remark(entry),
        is_given_up=bool(entry.error),
    )


def _remark(entry: Entry) -> str:
    if entry.error:
        return entry.error
    if entry.message:
        return str(entry.message)
    if entry.state == JobState.NEEDS_ACTION:
        return "it waits for the caller, and does not go on by itself"
    if entry.ended_at is not None and not entry.told:
        return "its end was not told to anybody yet"
    return ""


def _time(text: str | None) -> float | None:
    """A date of a stored job, in seconds since 1970."""
    try:
        return None if text is None else datetime.datetime.fromisoformat(text).timestamp()
    except (TypeError, ValueError, OverflowError):
        return None
