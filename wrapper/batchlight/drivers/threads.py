"""Work that blocks, beside the event loop."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

R = TypeVar("R")


async def in_thread(do: Callable[..., R], *arguments: object) -> R:
    """Do it in a thread, to its end: half a file is worse than a moment more."""
    from anyio import CancelScope, to_thread

    with CancelScope(shield=True):
        result = await to_thread.run_sync(partial(do, *arguments))
    return result  # noqa: RET504  # to mypy, a scope may swallow what is raised within
