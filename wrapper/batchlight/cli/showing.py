"""What is shown while jobs are waited for: the table of a board, drawn again and again next to the work."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, nullcontext
from typing import Any

import anyio

from ..drivers.clients import AsyncClient
from ..fleet import single_exception
from .board import Board
from .output import REDRAW_SECONDS, live_display


async def show_while(
    board: Board,
    makers: Mapping[str, Callable[[], AsyncClient[Any, Any]]],
    work: Callable[[Mapping[str, AsyncClient[Any, Any]]], Awaitable[None]],
) -> None:
    """Do some work with clients, and show a board meanwhile, if it is a table.

    Args:
        board: the board.
        makers: what makes each client, by what stands before the id in a job's name.
        work: the work; it is given the clients.

    Raises:
        ConfigurationError: there is no key for a provider; the work did not begin.
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
                await work(clients)
                tasks.cancel_scope.cancel()
        if live is not None:
            live.update(board.table(), refresh=True)
