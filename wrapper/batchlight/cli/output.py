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


def table_of(rows: Sequence[Row], times: Sequence[str] | None = None) -> Table:
    """A table with a line for each job.

    Args:
        rows: the jobs.
        times: for a table that is live, what to say of each job's time; it then has bars too.
    """
    table = Table(box=None, pad_edge=False)
    for title in ("JOB", "STATE", *(("",) if times else ()), "PROGRESS", *(("TIME",) if times else ())):
        table.add_column(title, no_wrap=True)
    table.add_column("REMARK")
    noted = any(row.note for row in rows)
    if noted:
        table.add_column("WHAT IT IS")
    for number, row in enumerate(rows):
        table.add_row(
            Text(str(row.ref)),
            Text(row.state, style=row.colour),
            *([_bar(row)] if times else []),
            Text(row.progress),
            *([Text(times[number])] if times else []),
            Text(row.remark),
            *([Text(row.note, style="dim")] if noted else []),
        )
    return table


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
