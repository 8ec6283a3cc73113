"""How jobs are shown: a table on a terminal, a line each in a pipe, JSON on request.

All text that came from a provider is made printable here; rich gets it as plain text and never as markup.
"""

import json
import sys
from collections.abc import Sequence
from typing import Any

from attrs import asdict, frozen
from rich.console import Console
from rich.live import Live

from ..errors import BatchlightError, ResponseError
from ..jobs import Job, JobRef, JobState, Progress, UnknownStatus
from ..text import printable
from .saying import say
from .table import Line, Table, table_of

stdout = Console(highlight=False, soft_wrap=True, emoji=False, markup=False)

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
_AGAIN = "perhaps told before"
NOT_SEEN, IN_ERROR = "-", "error"
REDRAW_SECONDS = 0.25
# More than that nobody can count: it is a broken answer, and would make a wide column.
_MOST = 10**12


@frozen
class Row:
    """One job as it is shown.

    Attributes:
        ref: The job's name.
        job: What the provider said of it last, if it was asked.
        error: Why it could not be asked, or not be waited for to its end.
        note: What the job is, in words of ours.
        repeated: Whether its end may have been told before.
    """

    ref: JobRef
    job: Job[Any] | None = None
    error: BatchlightError | None = None
    note: str = ""
    repeated: bool = False

    @property
    def state(self) -> str:
        """The state in a word."""
        if self.job is not None:
            return str(self.job.state)
        return NOT_SEEN if self.error is None else IN_ERROR

    @property
    def colour(self) -> str:
        """The colour of the state."""
        if self.job is not None:
            return _COLOURS[self.job.state]
        return "" if self.error is None else "red"

    @property
    def progress(self) -> str:
        """How far the job is, such as "120/250  48%"."""
        return shown_progress(self.job.progress) if self.job is not None else ""

    @property
    def remark(self) -> str:
        """What else there is to say, in one line."""
        return "; ".join(part for part in (_AGAIN if self.repeated else "", self._remark) if part)

    @property
    def _remark(self) -> str:
        if self.error is not None:
            return printable(self.error)
        if self.job is None:
            return ""
        if isinstance(self.job.status, UnknownStatus):
            return printable(self.job.status.reason, 120)
        return printable(self.job.message or "", 120)

    def line(self, time: str = "", more: str = "", silence: str = "") -> Line:
        """The job as a line of a table.

        Args:
            time: for how long it is followed.
            more: when it is looked at next.
            silence: what there is instead of an answer, while the provider tells nothing.
        """
        progress = self.job.progress if self.job is not None else None
        return Line(
            name=str(self.ref),
            state=self.state,
            colour=self.colour,
            progress=self.progress,
            fraction=progress.fraction if progress is not None else None,
            time=time,
            more=more,
            remark=silence or self.remark,
            is_urgent=bool(silence) or self.error is not None,
            note=self.note,
        )


def shown_progress(progress: Progress | None) -> str:
    """Progress in a few characters; empty where nothing is known."""
    if progress is None:
        return ""
    done, total = progress.done, progress.total
    counts = f"{done}/{total}" if done is not None and total is not None and max(done, total) < _MOST else ""
    percent = f"{progress.fraction:.0%}" if progress.fraction is not None else ""
    return "  ".join(part for part in (counts, percent) if part)


def is_screen() -> bool:
    """Whether standard output is a terminal that can show a table.

    What rich is told of colours (FORCE_COLOR) makes no terminal of a pipe, which somebody reads line by line.
    """
    return stdout.is_terminal and stdout.file.isatty() and not stdout.is_dumb_terminal


def print_rows(rows: Sequence[Row]) -> None:
    """Show jobs as a table on a terminal, and as lines with tabs in a pipe."""
    if not rows:
        return
    if is_screen():
        stdout.print(job_table([row.line() for row in rows]))
        return
    for row in rows:
        print_line(row)


def live_display(*, transient: bool = False) -> Live:
    """A place on the screen that is drawn again and again.

    Args:
        transient: whether it is empty in the end.
    """
    # What is said on standard error goes above it, unless it goes elsewhere.
    return Live(
        console=stdout,
        auto_refresh=False,
        vertical_overflow="crop",
        redirect_stderr=sys.stderr.isatty(),
        transient=transient,
    )


def job_table(lines: Sequence[Line], rest: str = "") -> Table:
    """A table of jobs, as wide as the terminal."""
    # Two columns stay free: what the terminal itself writes behind the last line, such as ^C, makes no new line.
    return table_of(lines, stdout.width - 2, rest)


def print_line(row: Row) -> None:
    """Show one job as a line with tabs: job, state, progress, remark."""
    print_cells((str(row.ref), row.state, row.progress, row.remark, *([row.note] if row.note else [])))


def print_cells(cells: Sequence[str]) -> None:
    """Print one line with tabs."""
    sys.stdout.write("\t".join(cells) + "\n")
    # Whoever reads a pipe wants to know now.
    sys.stdout.flush()


def print_errors(rows: Sequence[Row]) -> None:
    """Say on standard error what failed."""
    for row in rows:
        if row.error is not None:
            say(f"error: {row.ref}: {row.remark}")


def print_json(value: object) -> None:
    """Print one JSON object on one line."""
    # ASCII only: half of a surrogate pair cannot be printed, and a terminal escape should not be.
    # And no Infinity, which is not JSON: an answer has none (`jsondata.parse`).
    sys.stdout.write(json.dumps(value, allow_nan=False) + "\n")
    sys.stdout.flush()


def json_of(row: Row, *, raw: bool = True) -> dict[str, Any]:
    """A job, or why it could not be asked, as JSON data.

    Args:
        row: the job.
        raw: whether what the provider sent is in it.
    """
    ref = {"ref": str(row.ref), "provider": row.ref.provider, "site": row.ref.site, "id": row.ref.id}
    error = {} if row.error is None else {"error": json_of_error(row.error)}
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
        "api_version": job.api_version,
        **({"repeated": True} if row.repeated else {}),
        **error,
        **({"raw": job.raw} if raw else {}),
    }


def json_of_error(error: BatchlightError) -> dict[str, Any]:
    """Why something could not be had, as JSON data."""
    known = {"type": type(error).__name__, "message": str(error)}
    if isinstance(error, ResponseError):
        return {**known, "status_code": error.status_code, "code": error.code, "detail": error.detail}
    return known
