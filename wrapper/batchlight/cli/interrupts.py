"""What Ctrl-C does: the first one ends the command in order, with words for what goes on; the next one at once.

The same does whoever ends the process otherwise: `kill`, a service or a build that stops it (SIGTERM), a terminal that
is closed (SIGHUP).

A second KeyboardInterrupt, raised while the first one unwinds, would leave locks and imports half done, and end in a
traceback of whatever it hit.
"""

import os
import signal
import threading
from collections.abc import Awaitable, Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Any, Final

NOTHING_CANCELLED = "interrupted; jobs at the providers go on"

# What ends a process in order, as far as the system has it.
_ENDING: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


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


class _Came:
    """The signal that ended the command; SIGINT as long as there was none."""

    def __init__(self) -> None:
        self.number: int = signal.SIGINT


_came = _Came()


def exit_status() -> int:
    """The exit status of a command that was ended: 128 and the signal's number, as a shell has it."""
    return 128 + _came.number


@contextmanager
def one_interrupt(*, is_process: bool) -> Generator[None]:
    """Raise KeyboardInterrupt at the first signal that ends a process within the block; let the next one end it.

    Whoever ignores a signal (`nohup`, `&` in a script) or handles it goes on doing so.

    Args:
        is_process: whether the process ends with the block. Then Ctrl-C ends it at once from there on, without a
            traceback of the interpreter.
    """
    _came.number = signal.SIGINT
    usual = {number: _usual(number) for number in _ENDING}
    # What is left of it is known before: nothing of ours is called, and interrupted, while it is put back.
    after = {
        number: signal.SIG_DFL if is_process else handler
        for number, handler in usual.items()
        if _is_ours(number, handler)
    }
    try:
        for number in after:
            signal.signal(number, _first)
        yield
    finally:
        for number, handler in after.items():
            signal.signal(number, handler)


def _usual(number: int) -> Any:
    """What the interpreter begins with."""
    return signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL


def _is_ours(number: int, *handlers: Any) -> bool:
    # Signals belong to the main thread; and an event loop of Windows takes none.
    is_ours = os.name == "posix" and threading.current_thread() is threading.main_thread()
    return is_ours and signal.getsignal(number) in (_first, *handlers)


def _first(number: int, _frame: Any) -> None:
    _came.number = number
    for each in _ENDING:
        if signal.getsignal(each) is _first:
            signal.signal(each, signal.SIG_DFL)
    raise KeyboardInterrupt


def run_async(work: Callable[[], Awaitable[None]]) -> None:
    """Run something in an event loop.

    Ctrl-C is an event of the loop there and cancels the work between two of its steps, never in the middle of one.

    Raises:
        KeyboardInterrupt: the work was cancelled by Ctrl-C, and has ended.
    """
    import anyio

    from ..fleet import single_exception

    taken = [number for number in _ENDING if _is_ours(number, signal.default_int_handler)]
    if not taken:
        anyio.run(work)
        return
    is_interrupted = False

    async def guarded() -> None:
        with anyio.open_signal_receiver(*taken) as signals, single_exception():
            async with anyio.create_task_group() as tasks:

                async def cancel_at_the_first() -> None:
                    nonlocal is_interrupted
                    async for number in signals:
                        if not is_interrupted:
                            is_interrupted, _came.number = True, number
                        tasks.cancel_scope.cancel()

                tasks.start_soon(cancel_at_the_first)
                await work()
                tasks.cancel_scope.cancel()

    try:
        anyio.run(guarded)
    finally:
        # The loop leaves the handlers of the interpreter.
        for number in taken:
            signal.signal(number, signal.SIG_DFL if is_interrupted else _first)
    if is_interrupted:
        raise KeyboardInterrupt
