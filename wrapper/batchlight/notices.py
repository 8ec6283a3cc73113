"""Warnings that point at the user's line, and come once in a process. Knows nothing about what is warned of."""

import inspect
import sys
import threading
import warnings
from collections.abc import Hashable
from types import FrameType
from typing import Final

from attrs import frozen

# Whose frames are nobody's line: this package, the generated clients, and what runs coroutines and threads.
_NOT_THE_USERS: Final = sys.stdlib_module_names | {"anyio", "batchlight", "batchlight_clients", "outcome", "trio"}

# Where a task or a thread begins. What is further out runs it, and did not call it: often that is a web server.
_BEGINNINGS: Final = frozenset(
    {
        *("asyncio.base_events", "asyncio.events", "asyncio.runners", "trio._core._run"),
        *("multiprocessing.process", "threading"),
    }
)

# Keys may contain text from a server; one that makes up a new one each time must not fill the memory.
_MOST_KEYS = 1000

_lock = threading.Lock()
_given: set[Hashable] = set()


@frozen
class Place:
    """A line of somebody's code.

    Attributes:
        file: The name of its file.
        line: Its number, from 1.
        module: The name of its module.
    """

    file: str
    line: int
    module: str


def warn_once(key: Hashable, message: str, category: type[Warning]) -> None:
    """Warn if nothing was warned of under this key in this process; the warning names the user's file and line.

    Args:
        key: what the warning is about.
        message: printable text (see `batchlight.text.printable`).
        category: the class of the warning.

    Raises:
        Warning: the warning itself, where the user's filters turn it into an error.
    """
    with _lock:
        if key in _given or len(_given) >= _MOST_KEYS:
            return
        _given.add(key)
    warn_user(message, category)


def warn_user(message: str, category: type[Warning], otherwise: Place | None = None) -> None:
    """Warn at the user's file and line.

    To walk the frames costs more than a call should: whoever warns does so once.

    Args:
        message: printable text.
        category: the class of the warning.
        otherwise: the place to name where no line of the user's called: in a task or a thread that runs a method of
            ours itself.

    Raises:
        Warning: the warning itself, where the user's filters turn it into an error.
    """
    place = users_place() or otherwise or users_place(anywhere=True)
    if place is None:  # a program without a line of its own
        warnings.warn(message, category, stacklevel=2)
        return
    warnings.warn_explicit(message, category, filename=place.file, lineno=place.line, module=place.module)


def users_place(*, anywhere: bool = False) -> Place | None:
    """The innermost line of the user's that led here, or None.

    Args:
        anywhere: whether a line will do that is further out than the beginning of the task or the thread.
    """
    frame: FrameType | None = inspect.currentframe()
    while frame is not None:
        module = frame.f_globals.get("__name__")
        # Classes of attrs are made with methods that have no module.
        if isinstance(module, str) and module.partition(".")[0] not in _NOT_THE_USERS:
            return Place(frame.f_code.co_filename, frame.f_lineno, module)
        if module in _BEGINNINGS and not anywhere:
            return None
        frame = frame.f_back
    return None


def forget() -> None:
    """Forget what was warned of, so that it is warned of again: for tests."""
    with _lock:
        _given.clear()
