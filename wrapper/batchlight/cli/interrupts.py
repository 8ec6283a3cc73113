"""What Ctrl-C does: the first one ends the command in order, with words for what goes on; the next one at once.

A second KeyboardInterrupt, raised while the first one unwinds, would leave locks and imports half done, and end in a
traceback of whatever it hit.
"""

import os
import signal
import threading
from collections.abc import Awaitable, Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Any

NOTHING_CANCELLED = "interrupted; jobs at the providers go on"


class Interrupted(Exception):
    """Ctrl-C ended a command that has words for it.

    Attributes:
        lines: The words.
    """

    def __init__(self, *lines: str) -> None:
        super().__init__(*lines)
        self.lines: Sequence[str] = lines


@contextmanager
def interrupted_as(*lines: str) -> Generator[None]:
    """Say what an interrupt of the block means."""
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted(*lines) from None


@contextmanager
def one_interrupt(*, is_process: bool) -> Generator[None]:
    """Raise KeyboardInterrupt at the first Ctrl-C within the block; let the next one end the process.

    Whoever ignores SIGINT (`nohup`, `&` in a script) or handles it goes on doing so.

    Args:
        is_process: whether the process ends with the block. Then Ctrl-C ends it at once from there on, without a
            traceback of the interpreter.
    """
    if not _is_default():
        yield
        return
    signal.signal(signal.SIGINT, _first)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if is_process else signal.default_int_handler)


def _is_default() -> bool:
    # Signals belong to the main thread; and an event loop of Windows takes none.
    is_ours = os.name == "posix" and threading.current_thread() is threading.main_thread()
    return is_ours and signal.getsignal(signal.SIGINT) in (signal.default_int_handler, _first)


def _first(_number: int, _frame: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    raise KeyboardInterrupt


def run_async(work: Callable[[], Awaitable[None]]) -> None:
    """Run something in an event loop.

    Ctrl-C is an event of the loop there and cancels the work between two of its steps, never in the middle of one.

    Raises:
        KeyboardInterrupt: the work was cancelled by Ctrl-C, and has ended.
    """
    import anyio

    from ..fleet import single_exception

    if not _is_default():
        anyio.run(work)
        return
    is_interrupted = False

    async def guarded() -> None:
        with anyio.open_signal_receiver(signal.SIGINT) as signals, single_exception():
            async with anyio.create_task_group() as tasks:

                async def cancel_at_the_first() -> None:
                    nonlocal is_interrupted
                    async for _signal in signals:
                        is_interrupted = True
                        tasks.cancel_scope.cancel()

                tasks.start_soon(cancel_at_the_first)
                await work()
                tasks.cancel_scope.cancel()

    try:
        anyio.run(guarded)
    finally:
        # The loop leaves the handler of the interpreter.
        signal.signal(signal.SIGINT, signal.SIG_DFL if is_interrupted else _first)
    if is_interrupted:
        raise KeyboardInterrupt
