"""Work that blocks, beside the event loop."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

R = TypeVar("R")


async def in_thread(do: Callable[..., R], *arguments: object) -> R:
    """Do it in a thread, to its end: half a file is worse than a moment more."""
    from anyio import CancelScope, to_thread

    results: list[R] = []
    with CancelScope(shield=True):
        results.append(await to_thread.run_sync(partial(do, *arguments)))
    return results[0]
