"""`batchlight wait` and `watch`: many jobs at once, live on a terminal and line by line in a pipe."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import typer
from attrs import frozen

from ..drivers.clients import AsyncClient
from ..engine import polling
from ..engine.policies import PollPolicy
from ..errors import WaitTimeout
from ..fleet import follow
from ..providers import async_client_class
from .arguments import (
    Interval,
    JournalFile,
    Json,
    NoRaw,
    NoTimeout,
    RefsOrJournal,
    Stop,
    Timeout,
    Until,
    Verbose,
    read_refs,
)
from .board import Board
from .exits import exit_of_rows, worst
from .interrupts import Interrupted, run_async
from .journaled import Known, watch_with_journal
from .output import Row, print_errors
from .showing import show_while


def wait(
    refs: RefsOrJournal = None,
    journal: JournalFile = None,
    timeout: Timeout = 900.0,
    no_timeout: NoTimeout = False,
    interval: Interval = None,
    until: Until = Stop.NEEDS_ACTION,
    json: Json = False,
    no_raw: NoRaw = False,
    _verbose: Verbose = False,
) -> int:
    """Wait for jobs to end, all at once, and say how each ended.

    Exits with 0 if all succeeded, 1 if one failed, was cancelled
    or needs action, 3 if the time is over. Ctrl-C stops the waiting,
    not the jobs.
    """
    how = _Waiting("wait", refs or (), journal, None if no_timeout else timeout, interval, until)
    return how.run(every_change=False, json=json, raw=not no_raw)


def watch(
    refs: RefsOrJournal = None,
    journal: JournalFile = None,
    timeout: Timeout = 900.0,
    no_timeout: NoTimeout = False,
    interval: Interval = None,
    until: Until = Stop.NEEDS_ACTION,
    json: Json = False,
    no_raw: NoRaw = False,
    _verbose: Verbose = False,
) -> int:
    """Follow jobs, all at once, and say whenever one changes. Exits as `wait` does."""
    how = _Waiting("watch", refs or (), journal, None if no_timeout else timeout, interval, until)
    return how.run(every_change=True, json=json, raw=not no_raw)


@frozen
class _Waiting:
    """A wait as the command line asks for it."""

    command: str
    words: Sequence[str]
    journal: Path | None
    timeout: float | None
    interval: float | None
    until: Stop

    def run(self, *, every_change: bool, json: bool, raw: bool) -> int:
        """Wait, and return the exit status."""
        if not self.words and self.journal is None:
            raise typer.BadParameter("name a job, or a journal with jobs: --journal FILE", param_hint="REF...")
        named = read_refs(self.words) if self.words else []
        known = None if self.journal is None else Known.of(self.journal, named)
        jobs = named if known is None else known.to_watch
        board = Board(
            {ref: Row(ref) for ref in jobs},
            every_change=every_change,
            json=json,
            raw=raw,
            tells_next_look=known is None,
        )
        interval = self.interval
        poll = None if interval is None else PollPolicy(initial=interval, maximum=interval, jitter=0.0)
        makers = {ref.where: partial(async_client_class(ref.provider), site=ref.site) for ref in jobs}
        until: polling.Until | None = "terminal" if self.until is Stop.TERMINAL else None
        work = wait_for_all if known is None else partial(watch_with_journal, known)
        try:
            run_async(partial(work, board, makers, timeout=self.timeout, poll=poll, until=until))
        except KeyboardInterrupt:
            journal = None if self.journal is None else str(self.journal)
            raise Interrupted(*board.what_goes_on(self.command, self.words, journal=journal)) from None
        rows = list(board.rows.values())
        print_errors([row for row in rows if not isinstance(row.error, WaitTimeout)])
        return worst([exit_of_rows(rows), *(() if known is None else known.exits)])


async def wait_for_all(
    board: Board,
    makers: Mapping[str, Callable[[], AsyncClient[Any, Any]]],
    *,
    timeout: float | None,
    poll: PollPolicy | None,
    until: polling.Until | None,
) -> None:
    """Wait for all jobs of a board.

    Raises:
        ConfigurationError: there is no key for a provider; nothing was sent.
    """

    async def follow_all(clients: Mapping[str, AsyncClient[Any, Any]]) -> None:
        await follow(board.rows, clients, timeout=timeout, poll=poll, until=until, on_event=board.take)

    await show_while(board, makers, follow_all)
