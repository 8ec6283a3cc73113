"""`batchlight wait` and `watch`: many jobs at once, live on a terminal and line by line in a pipe."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack, nullcontext
from functools import partial
from typing import Any

import anyio
from attrs import frozen

from ..drivers.clients import AsyncClient
from ..engine import polling
from ..engine.policies import PollPolicy
from ..errors import WaitTimeout
from ..fleet import follow, single_exception
from ..providers import async_client_class
from .arguments import Interval, Json, NoRaw, NoTimeout, Refs, Stop, Timeout, Until, Verbose, read_refs
from .board import Board
from .exits import exit_of_rows
from .interrupts import Interrupted, run_async
from .output import REDRAW_SECONDS, Row, live_display, print_errors


def wait(
    refs: Refs,
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
    how = _Waiting("wait", refs, None if no_timeout else timeout, interval, until)
    return how.run(every_change=False, json=json, raw=not no_raw)


def watch(
    refs: Refs,
    timeout: Timeout = 900.0,
    no_timeout: NoTimeout = False,
    interval: Interval = None,
    until: Until = Stop.NEEDS_ACTION,
    json: Json = False,
    no_raw: NoRaw = False,
    _verbose: Verbose = False,
) -> int:
    """Follow jobs, all at once, and say whenever one changes. Exits as `wait` does."""
    how = _Waiting("watch", refs, None if no_timeout else timeout, interval, until)
    return how.run(every_change=True, json=json, raw=not no_raw)


@frozen
class _Waiting:
    """A wait as the command line asks for it."""

    command: str
    words: Sequence[str]
    timeout: float | None
    interval: float | None
    until: Stop

    def run(self, *, every_change: bool, json: bool, raw: bool) -> int:
        """Wait, and return the exit status."""
        jobs = read_refs(self.words)
        board = Board({ref: Row(ref) for ref in jobs}, every_change=every_change, json=json, raw=raw)
        interval = self.interval
        poll = None if interval is None else PollPolicy(initial=interval, maximum=interval, jitter=0.0)
        makers = {ref.where: partial(async_client_class(ref.provider), site=ref.site) for ref in jobs}
        until: polling.Until | None = "terminal" if self.until is Stop.TERMINAL else None
        try:
            run_async(partial(wait_for_all, board, makers, timeout=self.timeout, poll=poll, until=until))
        except KeyboardInterrupt:
            raise Interrupted(*board.what_goes_on(self.command, self.words)) from None
        rows = list(board.rows.values())
        print_errors([row for row in rows if not isinstance(row.error, WaitTimeout)])
        return exit_of_rows(rows)


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
    async with AsyncExitStack() as stack:
        clients = {name: await stack.enter_async_context(maker()) for name, maker in makers.items()}
        live = stack.enter_context(live_display() if board.is_live else nullcontext())

        async def redraw() -> None:
            while live is not None:
                live.update(board.table(), refresh=True)
                await anyio.sleep(REDRAW_SECONDS)

        with single_exception():
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(redraw)
                await follow(board.rows, clients, timeout=timeout, poll=poll, until=until, on_event=board.take)
                tasks.cancel_scope.cancel()
        if live is not None:
            live.update(board.table(), refresh=True)
