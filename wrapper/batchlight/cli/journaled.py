"""`--journal` of `wait` and `watch`: a fleet that remembers its jobs, shown as any other wait."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import anyio
import typer
from attrs import frozen

from ..drivers.clients import AsyncClient
from ..engine import polling
from ..engine.policies import PollPolicy
from ..errors import WaitTimeout
from ..fleet import AsyncFleet, Change, Over, Seen, read_journal
from ..jobs import JobRef, JobState
from ..text import printable
from .board import Board
from .exits import UNWANTED, Exit
from .saying import say
from .showing import show_while


@frozen
class Known:
    """What a journal knows before a watch begins.

    Attributes:
        journal: The file.
        to_watch: The jobs of which something is to be told, each once: those that were named, and those with which the
            journal goes on, but for those whose ends were told before.
        ended: How many ends were told before.
        exits: The exit statuses of those of them that were named; of all, if none was.
    """

    journal: Path
    to_watch: Sequence[JobRef]
    ended: int
    exits: frozenset[Exit]

    @classmethod
    def of(cls, journal: Path, named: Iterable[JobRef]) -> "Known":
        """What is known of the jobs that were named, and of others.

        Raises:
            ConfigurationError: the file is no journal, or damaged, or of another version.
            typer.BadParameter: there is no such file, and no job was named.
        """
        wanted = dict.fromkeys(named)
        exists = journal.exists() and journal.stat().st_size > 0
        if not exists and not wanted:
            raise typer.BadParameter(
                f"there is no journal {printable(journal, 200)} yet: name the jobs that it is to remember",
                param_hint="--journal",
            )
        entries = {entry.ref: entry for entry in read_journal(journal)} if exists else {}
        over = {ref for ref, entry in entries.items() if entry.ended_at is not None and entry.is_taken}
        to_watch = dict.fromkeys(ref for ref in (*wanted, *entries) if ref not in over)
        counted = over & set(wanted) if wanted else over
        bad = {Exit.JOB for ref in counted if entries[ref].state in set(map(str, UNWANTED)) - {JobState.NEEDS_ACTION}}
        return cls(journal, list(to_watch), len(counted), frozenset(bad))

    def say(self) -> None:
        """Say what will not be told again."""
        if self.ended:
            jobs = "1 job has" if self.ended == 1 else f"{self.ended:,} jobs have"
            going = f"; {len(self.to_watch):,} to go" if self.to_watch else ""
            say(f"{jobs} ended, as was told before{going}. `batchlight report` shows all of them")


async def watch_with_journal(
    known: Known,
    board: Board,
    makers: Mapping[str, Callable[[], AsyncClient[Any, Any]]],
    *,
    timeout: float | None,
    poll: PollPolicy | None,
    until: polling.Until | None,
) -> None:
    """Watch the jobs of a board with a fleet that remembers them.

    Raises:
        ConfigurationError: there is no key for a provider, or the journal cannot be used; nothing was sent.
    """

    async def watch_all(clients: Mapping[str, AsyncClient[Any, Any]]) -> None:
        began = time.monotonic()
        async with AsyncFleet(clients, poll=poll, until=until, journal=known.journal) as fleet:
            known.say()
            fleet.add(*board.rows)
            # What is cancelled is the waiting for news; what has come is told before.
            with anyio.move_on_after(timeout):
                async for change in fleet:
                    # Another process may have added one just before this one opened the journal.
                    if change.ref in board.rows:
                        _tell(board, change)
                return
        for row in board.unfinished:
            board.take(Over(row.ref, _too_late(row.ref, time.monotonic() - began)))

    await show_while(board, makers, watch_all)


def _tell(board: Board, change: Change) -> None:
    """Tell a change as `follow` does: a job that was seen, and then that its wait is over."""
    if change.job is not None:
        board.take(Seen(change.ref, change.job, change.repeated))
    if change.is_over:
        board.take(Over(change.ref, change.outcome, change.repeated))


def _too_late(ref: JobRef, seconds: float) -> WaitTimeout:
    return WaitTimeout(
        f"{ref} has not ended after {seconds:.1f} s; it goes on at the provider, and the journal remembers it",
        job=None,
        elapsed=seconds,
    )
