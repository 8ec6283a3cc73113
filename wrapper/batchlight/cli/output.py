"""How jobs are shown: a table on a terminal, a line each in a pipe, JSON on request.

All text that came from a provider is made printable here; rich gets it as plain text and never as markup.
"""

import json
import sys
from collections.abc import Sequence
from typing import Any

from attrs import asdict, frozen
from rich.console import Console
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from ..errors import BatchlightError, ResponseError
from ..jobs import Job, JobRef, JobState, Progress, UnknownStatus
from ..text import printable

stdout = Console(highlight=False, soft_wrap=True, emoji=False, markup=False)
stderr = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False, markup=False)

_COLOURS = {
    JobState.QUEUED: "blue",
    JobState.RUNNING: "cyan",
    JobState.NEEDS_ACTION: "yellow",
    JobState.CANCELLING: "magenta",
    JobState.SUCCEEDED: "green",
    JobState.FAILED: "red",
    JobState.CANCELLED: "magenta",
    JobState.UNKNOWN: "yellow",
}
_BAR_WIDTH = 20


@frozen
class Row:
    """One job as it is shown.

    Attributes:
        ref: The job's name.
        job: What the provider said of it last, if it was asked.
        error: Why it could not be asked, or not be waited for to its end.
        note: What the job is, in words of ours.
        silence: What there is instead of an answer, while the provider tells nothing.
    """

    ref: JobRef
    job: Job[Any] | None = None
    error: BatchlightError | None = None
    note: str = ""
    silence: str = ""

    @property
    def state(self) -> str:
        """The state in a word."""
        if self.job is not None:
            return str(self.job.state)
        return "-" if self.error is None else "error"

    @property
    def colour(self) -> str:
        """The colour of the state."""
        if self.job is not None:
            return _COLOURS[self.job.state]
        return "default" if self.error is None else "red"

    @property
    def progress(self) -> str:
        """How far the job is, such as "120/250  48%"."""
        return shown_progress(self.job.progress) if self.job is not None else ""

    @property
    def remark(self) -> str:
        """What else there is to say, in one line."""
        if self.error is not None:
            return printable(self.error)
        if self.silence or self.job is None:
            return self.silence
        if isinstance(self.job.status, UnknownStatus):
            return printable(self.job.status.reason, 120)
        return printable(self.job.message or "", 120)


def shown_progress(progress: Progress | None) -> str:
    """Progress in a few characters; empty where nothing is known."""
    if progress is None:
        return ""
    counts = f"{progress.done}/{progress.total}" if progress.done is not None and progress.total is not None else ""
    percent = f"{progress.fraction:.0%}" if progress.fraction is not None else ""
    return "  ".join(part for part in (counts, percent) if part)


def print_rows(rows: Sequence[Row]) -> None:
    """Show jobs as a table on a terminal, and as lines with tabs in a pipe."""
    if stdout.is_terminal:
        stdout.print(table_of(rows))
        return
    for row in rows:
        print_line(row)


def print_line(row: Row) -> None:
    """Show one job as a line with tabs: job, state, progress, remark."""
    print_cells((str(row.ref), row.state, row.progress, row.remark, *([row.note] if row.note else [])))


def print_cells(cells: Sequence[str]) -> None:
    """Print one line with tabs."""
    sys.stdout.write("\t".join(cells) + "\n")
    # Whoever reads a pipe wants to know now.
    sys.stdout.flush()


def table_of(rows: Sequence[Row], times: Sequence[tuple[str, str]] | None = None, width: int | None = None) -> Table:
    """A table with a line for each job, and no line wider than the terminal.

    Where there is little room, the bar goes first, then when the next look comes; names are shortened in their middle,
    and remarks take what is left. A state is never cut.

    Args:
        rows: the jobs.
        times: for a table that is live, what to say of each job's time, and the same in more words; it then has bars.
        width: how many characters wide; by default as the terminal.
    """
    room = width or stdout.width
    fixed = [
        Column("STATE", [Text(row.state, style=row.colour) for row in rows]),
        Column("PROGRESS", [Text(row.progress) for row in rows]),
    ]
    if times is not None:
        fixed.append(Column("TIME", [Text(short) for short, _long in times]))
    names, remarks = [str(row.ref) for row in rows], Column("REMARK", [Text(row.remark) for row in rows])
    notes = Column("WHAT IT IS", [Text(row.note, style="dim") for row in rows])
    longest = max(map(len, names), default=0)
    left = room - sum(each.width + _GAP for each in fixed) - _GAP
    wanted = longest + sum(each.width + _GAP for each in (remarks, notes) if each.is_used)
    if times is not None:
        longer = Column("TIME", [Text(long) for _short, long in times])
        more = longer.width - fixed[-1].width
        if wanted + more <= left:
            fixed[-1], left = longer, left - more
            if wanted + _BAR_WIDTH + _GAP <= left:
                fixed.insert(1, Column("", [_bar(row) for row in rows], _BAR_WIDTH))
                left -= _BAR_WIDTH + _GAP
    # Names keep what tells them apart, as long as there is something to remark.
    name_width = longest if wanted <= left else max(min(longest, _NAME_WIDTH), min(longest, left - remarks.width))
    left -= name_width
    columns = [Column("JOB", [Text(_shortened(name, name_width)) for name in names], name_width), *fixed]
    for extra in (remarks, notes):
        if extra.is_used and left > _LEAST_WIDTH:
            columns.append(Column(extra.title, extra.cells, min(extra.width, left)))
            left -= columns[-1].width + _GAP
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0))
    for column in columns:
        table.add_column(column.title, no_wrap=True, overflow="ellipsis", width=column.width)
    for cells in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*cells)
    return table


# Between two columns; the least and the most of a name, and the least of a remark that is worth showing.
_GAP = 2
_NAME_WIDTH = 20
_LEAST_WIDTH = 8


@frozen
class Column:
    """A column of a table.

    Attributes:
        title: What stands above it.
        cells: One for each row.
        given: How wide it is, if not as its widest cell.
    """

    title: str
    cells: Sequence[Text | ProgressBar]
    given: int | None = None

    @property
    def is_used(self) -> bool:
        """Whether any cell holds something."""
        return any(isinstance(cell, Text) and cell.plain for cell in self.cells)

    @property
    def width(self) -> int:
        """How many characters wide it is."""
        if self.given is not None:
            return self.given
        return max(len(self.title), *(cell.cell_len for cell in self.cells if isinstance(cell, Text)), 0)


def _shortened(name: str, width: int) -> str:
    """A name without its middle, if it is too long: its beginning says whose, and its end which."""
    if len(name) <= width:
        return name
    tail = (width - 1) // 3
    return f"{name[: width - 1 - tail]}…{name[len(name) - tail :]}"


def _bar(row: Row) -> ProgressBar | Text:
    progress = row.job.progress if row.job is not None else None
    if progress is None or progress.fraction is None:
        return Text("")
    return ProgressBar(total=1.0, completed=progress.fraction, width=_BAR_WIDTH)


def print_json(value: object) -> None:
    """Print one JSON object on one line."""
    # ASCII only: half of a surrogate pair cannot be printed, and a terminal escape should not be.
    # And no Infinity, which is not JSON: an answer has none (`jsondata.parse`).
    sys.stdout.write(json.dumps(value, allow_nan=False) + "\n")
    sys.stdout.flush()


def json_of(row: Row) -> dict[str, Any]:
    """A job, or why it could not be asked, as JSON data."""
    ref = {"ref": str(row.ref), "provider": row.ref.provider, "id": row.ref.id}
    error = {} if row.error is None else {"error": _json_of_error(row.error)}
    job = row.job
    if job is None:
        return {**ref, **error}
    dates = {name: getattr(job, name) for name in ("created_at", "started_at", "finished_at")}
    return {
        **ref,
        "state": str(job.state),
        "is_terminal": job.is_terminal,
        "progress": asdict(job.progress) if job.progress else None,
        "message": job.message,
        **{name: value.isoformat() if value else None for name, value in dates.items()},
        "unknown_status": job.status.reason if isinstance(job.status, UnknownStatus) else None,
        **error,
        "raw": job.raw,
    }


def _json_of_error(error: BatchlightError) -> dict[str, Any]:
    known = {"type": type(error).__name__, "message": str(error)}
    if isinstance(error, ResponseError):
        return {**known, "status_code": error.status_code, "code": error.code, "detail": error.detail}
    return known
