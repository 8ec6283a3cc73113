"""How jobs are shown: a table on a terminal, a line each in a pipe, JSON on request.

All text that came from a provider is made printable here; rich gets it as plain text and never as markup.
"""

import json
import sys
from collections.abc import Sequence
from typing import Any

from attrs import asdict, frozen
from rich.console import Console
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


@frozen
class Row:
    """One job as it is shown: what the provider said of it, or why it could not be asked.

    Attributes:
        ref: The job's name.
        outcome: The job, the error, or None as long as nothing is known.
        note: What the job is, in words of ours.
    """

    ref: JobRef
    outcome: Job[Any] | BatchlightError | None = None
    note: str = ""

    @property
    def state(self) -> str:
        """The state in a word."""
        if self.outcome is None:
            return "-"
        return str(self.outcome.state) if isinstance(self.outcome, Job) else "error"

    @property
    def colour(self) -> str:
        """The colour of the state."""
        if self.outcome is None:
            return "default"
        return _COLOURS[self.outcome.state] if isinstance(self.outcome, Job) else "red"

    @property
    def progress(self) -> str:
        """How far the job is, such as "120/250  48%"."""
        return shown_progress(self.outcome.progress) if isinstance(self.outcome, Job) else ""

    @property
    def remark(self) -> str:
        """What else there is to say, in one line."""
        if self.outcome is None:
            return ""
        if isinstance(self.outcome, Job):
            if isinstance(self.outcome.status, UnknownStatus):
                return printable(self.outcome.status.reason, 120)
            return printable(self.outcome.message or "", 120)
        return printable(self.outcome)


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
    cells = (str(row.ref), row.state, row.progress, row.remark, *([row.note] if row.note else []))
    sys.stdout.write("\t".join(cells) + "\n")
    # Whoever reads a pipe wants to know now.
    sys.stdout.flush()


def table_of(rows: Sequence[Row]) -> Table:
    """A table with a line for each job."""
    table = Table(box=None, pad_edge=False)
    for title in ("JOB", "STATE", "PROGRESS"):
        table.add_column(title, no_wrap=True)
    table.add_column("REMARK")
    noted = any(row.note for row in rows)
    if noted:
        table.add_column("WHAT IT IS")
    for row in rows:
        cells = [Text(str(row.ref)), Text(row.state, style=row.colour), Text(row.progress), Text(row.remark)]
        table.add_row(*cells, *([Text(row.note, style="dim")] if noted else []))
    return table


def print_json(value: object) -> None:
    """Print one JSON object on one line."""
    # ASCII only: half of a surrogate pair cannot be printed, and a terminal escape should not be.
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def json_of(row: Row) -> dict[str, Any]:
    """A job, or why it could not be asked, as JSON data."""
    ref = {"ref": str(row.ref), "provider": row.ref.provider, "id": row.ref.id}
    job = row.outcome
    if job is None:
        return ref
    if not isinstance(job, Job):
        return {**ref, "error": _json_of_error(job)}
    dates = {name: getattr(job, name) for name in ("created_at", "started_at", "finished_at")}
    return {
        **ref,
        "state": str(job.state),
        "is_terminal": job.is_terminal,
        "progress": asdict(job.progress) if job.progress else None,
        "message": job.message,
        **{name: value.isoformat() if value else None for name, value in dates.items()},
        "unknown_status": job.status.reason if isinstance(job.status, UnknownStatus) else None,
        "raw": job.raw,
    }


def _json_of_error(error: BatchlightError) -> dict[str, Any]:
    known = {"type": type(error).__name__, "message": str(error)}
    if isinstance(error, ResponseError):
        return {**known, "status_code": error.status_code, "code": error.code, "detail": error.detail}
    return known
