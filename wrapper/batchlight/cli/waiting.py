"""`batchlight wait` and `watch`: many jobs at once, live on a terminal and line by line in a pipe."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack, nullcontext
from typing import Any

import anyio
from attrs import define, evolve, field
from rich.live import Live
from rich.table import Table

from ..drivers.clients import AsyncClient
from ..engine.policies import PollPolicy
from ..engine.polling import Until
from ..engine.retrying import reason_of
from ..errors import BatchlightError, WaitTimeout
from ..fleet import Event, Over, Paused, Seen, follow, single_exception
from ..jobs import Job, JobRef
from ..text import printable
from .output import Row, json_of, print_json, print_line, stderr, stdout, table_of

_REDRAW_SECONDS = 0.25


@define
class Board:
    """What is known of all jobs, and how it is told.

    Attributes:
        rows: The jobs, by name.
        every_change: Whether each change is told, and not only the end.
        json: Whether it is told as JSON.
    """

    rows: dict[JobRef, Row]
    every_change: bool
    json: bool
    began: float = field(factory=time.monotonic)
    _next_look: dict[JobRef, float] = field(factory=dict[JobRef, float], alias="next_look")
    _outages: dict[JobRef, tuple[float, str]] = field(factory=dict[JobRef, "tuple[float, str]"], alias="outages")
    _took: dict[JobRef, float] = field(factory=dict[JobRef, float], alias="took")

    @property
    def is_live(self) -> bool:
        """Whether the jobs are shown as a table that changes."""
        return stdout.is_terminal and not self.json

    @property
    def unfinished(self) -> list[Row]:
        """The jobs whose wait is not over."""
        return [row for ref, row in self.rows.items() if ref not in self._took]

    def take(self, event: Event) -> None:
        """Note an event, and tell of it unless the table does."""
        row = self.rows[event.ref]
        if isinstance(event, Paused):
            self._next_look[event.ref] = time.monotonic() + event.seconds
            self._note_outage(event)
            return
        if isinstance(event, Seen):
            row = evolve(row, job=event.job)
        elif isinstance(event.outcome, Job):
            row = evolve(row, job=event.outcome)
        else:
            row = evolve(row, error=event.outcome)
        is_news = isinstance(event, Over) != self.every_change or row.error is not None
        self.rows[event.ref] = row
        self._outages.pop(event.ref, None)
        if isinstance(event, Over):
            self._took[event.ref] = time.monotonic() - self.began
        if self.is_live or not is_news:
            return
        if self.json:
            print_json(json_of(row))
        elif row.error is None or isinstance(row.error, WaitTimeout):
            print_line(row)

    def table(self) -> Table:
        """The table as it is now."""
        rows = [evolve(row, silence=self._silence(ref)) for ref, row in self.rows.items()]
        return table_of(rows, [self._time(ref) for ref in self.rows])

    def _note_outage(self, event: Paused) -> None:
        """Note whether the provider tells anything, and say so where there is no table."""
        before = self._outages.pop(event.ref, None)
        if event.outage is not None:
            self._outages[event.ref] = event.outage.began, reason_of(event.outage.failure)
        if self.is_live or (before is None) == (event.outage is None):
            return
        words = f"cannot be looked at ({self._outages[event.ref][1]}); waiting on" if event.outage else "answers again"
        stderr.print(f"{event.ref}: {printable(words)}")

    def _silence(self, ref: JobRef) -> str:
        """What there is instead of an answer, such as "no answer for 40 s (503)"."""
        if ref not in self._outages:
            return ""
        began, reason = self._outages[ref]
        return f"no answer for {time.monotonic() - began:.0f} s ({reason})"

    def _time(self, ref: JobRef) -> tuple[str, str]:
        now = time.monotonic()
        if ref in self._took:
            took = f"{self._took[ref]:.0f} s"
            return took, took
        in_seconds = max(self._next_look.get(ref, now) - now, 0.0)
        return f"{now - self.began:.0f} s", f"{now - self.began:.0f} s, next look in {in_seconds:.0f} s"


async def wait_for_all(
    board: Board,
    makers: Mapping[str, Callable[[], AsyncClient[Any, Any]]],
    *,
    timeout: float | None,
    poll: PollPolicy | None,
    until: Until | None,
) -> None:
    """Wait for all jobs of a board.

    Raises:
        ConfigurationError: there is no key for a provider; nothing was sent.
    """
    async with AsyncExitStack() as stack:
        clients = {name: await stack.enter_async_context(maker()) for name, maker in makers.items()}
        live = stack.enter_context(Live(console=stdout, auto_refresh=False) if board.is_live else nullcontext())

        async def redraw() -> None:
            while live is not None:
                live.update(board.table(), refresh=True)
                await anyio.sleep(_REDRAW_SECONDS)

        with single_exception():
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(redraw)
                await follow(board.rows, clients, timeout=timeout, poll=poll, until=until, on_event=board.take)
                tasks.cancel_scope.cancel()
        if live is not None:
            live.update(board.table(), refresh=True)


def say_what_goes_on(board: Board, command: Sequence[str]) -> None:
    """After an interrupt: which jobs go on at their providers, and how to come back to them."""
    refs = [str(row.ref) for row in board.unfinished]
    if not refs:
        return
    stderr.print("interrupted; at the providers these go on:")
    for row in board.unfinished:
        stderr.print(f"  {row.ref}  {row.state}  {row.progress}".rstrip())
    stderr.print(f"to come back to them: {' '.join([*command, *refs])}")


def print_errors(rows: Sequence[Row]) -> None:
    """Say on standard error what failed."""
    for row in rows:
        if isinstance(row.error, BatchlightError):
            stderr.print(f"error: {row.ref}: {row.remark}")
