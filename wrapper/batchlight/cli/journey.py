"""A job on its way from a file to results, and how that is told: the upload, the job, the download.

On a terminal it is a table of up to three lines that is drawn again and again; in a pipe the job is told of line by
line on standard output, and what moves on standard error; as JSON each change of the job is an object.
"""

import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from attrs import define, evolve, field

from ..engine.events import OutageEvent, PauseEvent, RequestEvent
from ..hooks import Event
from ..jobs import Job, JobRef, JobState
from ..text import printable
from .board import shown_seconds
from .output import Row, is_screen, job_table, json_of, print_json, print_line
from .saying import say
from .table import Line, Table

# In a pipe: how often it is told how far an upload or a download is.
_TELL_SECONDS: Final = 10.0
# What an upload hands out at once (`drivers.sources`): so much may be on its way without being counted.
PIECE: Final = 128 * 1024
_WELL: Final = (JobState.QUEUED, JobState.RUNNING, JobState.CANCELLING, JobState.SUCCEEDED)
_UNITS: Final = ("B", "KiB", "MiB", "GiB", "TiB")


def shown_bytes(*sizes: int) -> str:
    """Sizes in the unit of the largest one.

    Example:
        >>> shown_bytes(812), shown_bytes(1_200_000), shown_bytes(1_200_000, 3_500_000)
        ('812 B', '1.1 MiB', '1.1/3.3 MiB')
    """
    exponent = next((power for power in range(len(_UNITS) - 1) if max(sizes) < 1024 ** (power + 1)), len(_UNITS) - 1)
    digits = 1 if exponent else 0
    return f"{'/'.join(f'{size / 1024**exponent:.{digits}f}' for size in sizes)} {_UNITS[exponent]}"


@define
class Transfer:
    """An upload or a download.

    Attributes:
        name: The file.
        doing: What is done with it, such as "uploading".
        did: The same when it is done.
        clock: A clock, in seconds.
    """

    name: str
    doing: str
    did: str
    clock: Callable[[], float]
    done: int = 0
    total: int | None = None
    is_over: bool = False
    _began: float = field(init=False)
    _ended: float | None = field(default=None, init=False)
    _told: float = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._began = self._told = self.clock()

    def move(self, done: int, total: int | None) -> None:
        """It has come so far."""
        self.done, self.total = done, total

    def end(self) -> None:
        """It is complete."""
        if not self.is_over:
            self.is_over, self._ended = True, self.clock()

    @property
    def is_worth_a_word(self) -> bool:
        """Whether the last word was a while ago."""
        now = self.clock()
        if now < self._told + _TELL_SECONDS:
            return False
        self._told = now
        return True

    @property
    def fraction(self) -> float | None:
        """How far it is, from 0.0 to 1.0."""
        if self.is_over:
            return 1.0
        return min(self.done / self.total, 1.0) if self.total else None

    @property
    def progress(self) -> str:
        """How far it is, in a few characters."""
        known = [self.done] if self.is_over or self.total is None else [self.done, self.total]
        percent = "" if self.fraction is None or self.is_over else f"  {self.fraction:.0%}"
        return f"{shown_bytes(*known)}{percent}" if self.done or self.total else ""

    def line(self) -> Line:
        """It as a line of a table."""
        return Line(
            name=self.name,
            state=self.did if self.is_over else self.doing if self.done else "preparing",
            colour="green" if self.is_over else "cyan",
            progress=self.progress,
            fraction=self.fraction,
            time=shown_seconds((self._ended or self.clock()) - self._began),
        )


@define
class Journey:
    """What is known of a job on its way, and how it is told.

    Attributes:
        json: Whether it is told as JSON.
        raw: Whether what the provider sent is in the JSON.
        upload: The upload, once it has begun.
        row: The job, once there is one.
        download: The download, once it has begun.
        is_asked: Whether anything was sent.
    """

    json: bool
    raw: bool = True
    clock: Callable[[], float] = time.monotonic
    upload: Transfer | None = None
    row: Row | None = None
    download: Transfer | None = None
    is_asked: bool = False
    _next_look: float | None = field(default=None, init=False)
    _silence: str = field(default="", init=False)
    _began: float = field(default=0.0, init=False)
    _ended: float | None = field(default=None, init=False)

    @property
    def is_live(self) -> bool:
        """Whether it is shown as a table that changes."""
        return is_screen() and not self.json

    @property
    def ref(self) -> JobRef | None:
        """The job's name, once it is known."""
        return self.row.ref if self.row is not None else None

    def uploads(self, path: str) -> Callable[[int, int | None], None]:
        """Told how far the upload of a file is."""
        upload = self.upload = Transfer(path, "uploading", "uploaded", self.clock)
        return lambda done, total: self._moved(upload, done, total)

    def downloads(self, path: str) -> Callable[[int, int | None], None]:
        """Told how far the download into a file is."""

        def on_progress(done: int, total: int | None) -> None:
            if self.download is None:
                self.download = Transfer(path, "downloading", "downloaded", self.clock)
            self._moved(self.download, done, total)

        return on_progress

    def see(self, job: Job[Any]) -> None:
        """The provider has told of the job."""
        if self.upload is not None and self.upload.done:
            self.upload.end()
        else:
            # It was uploaded before, by a run that is resumed.
            self.upload = None
        before = self.row
        if before is None:
            self._began = self.clock()
        self.row = Row(job.ref, job)
        if (job.is_terminal or job.state is JobState.NEEDS_ACTION) and self._ended is None:
            self._ended = self.clock()
        elif not job.is_terminal and job.state is not JobState.NEEDS_ACTION:
            self._ended = None
        # What submits tells of the job, and so does the first look.
        if self.is_live or (before is not None and before.job is not None and _same(before.job, job)):
            return
        if self.json:
            print_json(json_of(self.row, raw=self.raw))
        else:
            print_line(self.row)

    def hear(self, event: Event) -> None:
        """The client has told of its work."""
        match event:
            case RequestEvent():
                self.is_asked = True
            case PauseEvent(seconds=seconds):
                self._next_look = self.clock() + seconds
            case OutageEvent(is_over=is_over, error=error, status_code=status):
                reason = str(status or error)
                self._silence = "" if is_over else f"no answer ({printable(reason)})"
                if not self.is_live and self.ref is not None:
                    words = "answers again" if is_over else f"cannot be looked at ({reason}); waiting on"
                    say(f"{self.ref}: {printable(words)}")
            case _:
                pass

    def arrived(self) -> None:
        """The results are there."""
        if self.download is not None:
            self.download.end()

    def table(self) -> Table:
        """It as a table, as it is now."""
        lines: Sequence[Line | None] = (
            self.upload.line() if self.upload is not None else None,
            self._job_line(),
            self.download.line() if self.download is not None else None,
        )
        return job_table([line for line in lines if line is not None])

    def _job_line(self) -> Line | None:
        if self.row is None or self.row.job is None:
            return None
        now = self.clock()
        if self._ended is None:
            next_look = "" if self._next_look is None else f"next look in {max(self._next_look - now, 0.0):.0f} s"
            line = self.row.line(shown_seconds(now - self._began), next_look, self._silence)
        else:
            line = self.row.line(shown_seconds(self._ended - self._began))
        # That all is well the state says; the bars need the room.
        return evolve(line, remark="") if line.state in _WELL and not line.is_urgent else line

    def _moved(self, transfer: Transfer, done: int, total: int | None) -> None:
        transfer.move(done, total)
        if not self.is_live and transfer.is_worth_a_word:
            say(f"{printable(transfer.name)}: {transfer.doing}, {transfer.progress}")


def _same(before: Job[Any], job: Job[Any]) -> bool:
    return (before.state, before.progress) == (job.state, job.progress)
