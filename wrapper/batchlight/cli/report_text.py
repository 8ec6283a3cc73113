"""A report on a journal as text that fits a terminal, as rows of CSV, and as JSON."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from rich.cells import cell_len

from ..fleet.report import NO_REASON, Line, Reason, Summary, report_reasons, report_slowest, report_summaries
from ..fleet.timeline import Axis, utc
from ..text import printable
from .board import shown_seconds
from .table import clipped, shortened

_SLOWEST: Final = 5
_REASONS: Final = 10
_NAME: Final = 30

_COLUMNS: Final = (
    *("ref", "provider", "site", "id", "state", "has_ended"),
    *("began_at", "running_at", "ended_at", "seconds", "fraction", "remark"),
)


def report_text(title: str, lines: Sequence[Line], room: int = 80) -> list[str]:
    """The lines of a report, each no wider than so many columns."""
    return [clipped(line, room) for line in _report(printable(title, 60), lines, room)]


def _report(title: str, lines: Sequence[Line], room: int) -> Iterator[str]:
    if not lines:
        yield f"{title}: there is no job in it yet"
        return
    axis = Axis.of(lines)
    jobs = f"{len(lines):,} {'job' if len(lines) == 1 else 'jobs'}"
    yield f"{title}: {jobs} from {utc(axis.begin):%Y-%m-%d %H:%M} to {utc(axis.end):%Y-%m-%d %H:%M} UTC"
    yield ""
    yield from _providers(report_summaries(lines), room)
    yield ""
    yield "SLOWEST"
    for line in report_slowest(lines, _SLOWEST):
        yield f"  {shown_seconds(line.seconds):>8}  {shortened(str(line.ref), room - 28)}  {_word(line.state)}"
    reasons = report_reasons(lines)
    if reasons:
        yield ""
        yield "DID NOT SUCCEED, OR NEEDS SOMEBODY"
    for reason in reasons[:_REASONS]:
        yield from _reason(reason, room)
    if len(reasons) > _REASONS:
        count = sum(len(reason.lines) for reason in reasons[_REASONS:])
        yield f"  and {count:,} jobs for {len(reasons) - _REASONS:,} other reasons"


def _providers(summaries: Sequence[Summary], room: int) -> Iterator[str]:
    width = max(len("PROVIDER"), *(len(summary.where) for summary in summaries))
    yield f"{'PROVIDER':{width}}  {'JOBS':>6}  {'MEDIAN':>7}  {'LONGEST':>7}  STATES"
    for summary in summaries:
        median = "-" if summary.median is None else shown_seconds(summary.median)
        longest = shown_seconds(summary.seconds[-1]) if summary.seconds else "-"
        begin = f"{summary.where:{width}}  {summary.jobs:>6,}  {median:>7}  {longest:>7}  "
        states = [f"{count:,} {_word(state)}" for state, count in summary.states.items()]
        for number, states_of_a_line in enumerate(_wrapped(states, room - len(begin))):
            yield (begin if not number else " " * len(begin)) + states_of_a_line


def _wrapped(words: Iterable[str], room: int) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and cell_len(lines[-1]) + 2 + cell_len(word) < room:
            lines[-1] += f", {word}"
        else:
            if lines:
                lines[-1] += ","
            lines.append(word)
    return lines


def _reason(reason: Reason, room: int) -> Iterator[str]:
    """Two lines: how many, and why; and which."""
    count = f"{len(reason.lines):>5,}"
    why = printable(reason.remark) or NO_REASON
    yield f"{count}  {reason.where}  {_word(reason.state)}: {why}"
    names, shown = "", 0
    for line in reason.lines:
        longer = f"{names}, {line.ref.id}" if names else line.ref.id
        if len(longer) > room - 24:
            break
        names, shown = longer, shown + 1
    rest = len(reason.lines) - shown
    more = f" and {rest:,} more" if shown and rest else ""
    yield f"       {names or shortened(reason.lines[0].ref.id, room - 8)}{more}"


def _word(state: str) -> str:
    return printable(state, _NAME)


def as_data(line: Line) -> dict[str, Any]:
    """A job of a report as JSON data: times in ISO 8601, in UTC."""
    return {
        "ref": str(line.ref),
        "provider": line.ref.provider,
        "site": line.ref.site,
        "id": line.ref.id,
        "state": line.state,
        "has_ended": line.has_ended,
        "began_at": utc(line.began_at).isoformat(timespec="milliseconds"),
        "running_at": None if line.running_at is None else utc(line.running_at).isoformat(timespec="milliseconds"),
        "ended_at": utc(line.ended_at).isoformat(timespec="milliseconds"),
        "seconds": round(line.seconds, 3),
        "fraction": line.share,
        "remark": line.remark,
    }


def as_csv(lines: Iterable[Line]) -> str:
    """The jobs as CSV, with a line of titles. What a spreadsheet would take for a formula begins with an apostrophe."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(_COLUMNS)
    for line in lines:
        data = as_data(line)
        table.writerow(["" if data[name] is None else _cell(data[name]) for name in _COLUMNS])
    return written.getvalue()


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = printable(value, 2000)
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
