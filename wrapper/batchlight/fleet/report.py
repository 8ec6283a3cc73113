"""The rows of a report on a journal: a line for each job, and a line for each provider. Values only, no output."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from ..jobs import JobRef, JobState
from .journal import Entry

NOT_SEEN = "not seen"
"""What stands for the state of a job that nobody could look at."""


@frozen
class Line:
    """A job in a report.

    Attributes:
        ref: The job's name.
        state: Its state in a word; "not seen" if it was never looked at.
        has_ended: Whether its end was seen.
        began_at: Since when it is watched, in seconds since 1970: where its bar in a timeline begins.
        ended_at: When its end was seen; of a job that has not ended, the time of the report.
        seconds: How long it was watched.
        share: How far it is, from 0.0 to 1.0, or None.
        remark: What is to be said of it in words; empty if nothing is.
    """

    ref: JobRef
    state: str
    has_ended: bool
    began_at: float
    ended_at: float
    seconds: float
    share: float | None
    remark: str


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


def _line(entry: Entry, now: float) -> Line:
    ended_at = max(now, entry.added_at) if entry.ended_at is None else entry.ended_at
    share = entry.done / entry.total if entry.done is not None and entry.total else entry.fraction
    if entry.error:
        remark = entry.error
    elif entry.state == JobState.NEEDS_ACTION:
        remark = "it waits for the caller, and does not go on by itself"
    elif entry.ended_at is not None and not entry.told:
        remark = "its end was not told to anybody yet"
    else:
        remark = ""
    return Line(
        entry.ref,
        entry.state or NOT_SEEN,
        entry.ended_at is not None,
        entry.added_at,
        ended_at,
        max(ended_at - entry.added_at, 0.0),
        None if share is None else min(max(share, 0.0), 1.0),
        remark,
    )
