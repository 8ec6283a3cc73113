"""Work that blocks, beside the event loop."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

R = TypeVar("R")


async def in_thread(do: Callable[..., R], *arguments: object) -> R:
    """Do it in a thread, to its end: half a file is worse than a moment more."""
    from anyio import CancelScope, to_thread

    results: list[R] = []
    with CancelScope(shield=True):
        await _to_its_end(to_thread.run_sync(lambda: results.append(do(*arguments))))
    return results[0]


async def _to_its_end(work: Coroutine[Any, Any, None]) -> None:
    """Wait for it, also when the task is cancelled meanwhile: `Task.cancel` of asyncio knows nothing of a shield."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        await work
        return
    task = loop.create_task(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    failure = None if task.cancelled() else task.exception()
    if cancelled is not None:
        raise cancelled
    if failure is not None:
        raise failure
