"""Warnings that point at the user's line, and come once in a process. Knows nothing about what is warned of."""

import inspect
import threading
import warnings
from collections.abc import Hashable
from pathlib import Path
from types import FrameType

_PACKAGE = str(Path(__file__).resolve().parent)

# Keys may contain text from a server; one that makes up a new one each time must not fill the memory.
_MOST_KEYS = 1000

_lock = threading.Lock()
_given: set[Hashable] = set()


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


def warn_user(message: str, category: type[Warning]) -> None:
    """Warn at the user's file and line: the innermost frame outside this package.

    To walk the frames costs more than a call should: whoever warns does so once.

    Raises:
        Warning: the warning itself, where the user's filters turn it into an error.
    """
    frame = _users_frame()
    if frame is None:  # an interpreter without frames
        warnings.warn(message, category, stacklevel=2)
        return
    warnings.warn_explicit(
        message,
        category,
        filename=frame.f_code.co_filename,
        lineno=frame.f_lineno,
        module=str(frame.f_globals.get("__name__", "<unknown>")),
        registry=frame.f_globals.setdefault("__warningregistry__", {}),
        source=None,
    )


def forget() -> None:
    """Forget what was warned of, so that it is warned of again: for tests."""
    with _lock:
        _given.clear()


def _users_frame() -> FrameType | None:
    """The innermost frame outside this package. (`warnings.warn` can skip files by itself only from Python 3.12 on.)"""
    frame = innermost = inspect.currentframe()
    while frame is not None and frame.f_code.co_filename.startswith(_PACKAGE):
        frame = frame.f_back
    return frame or innermost
