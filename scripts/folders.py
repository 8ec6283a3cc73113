"""Replace a folder by another in one step, alone, so that nobody ever sees half of either, whenever a run is killed.

What is made beside a folder is called `.NAME.new`, and, where two folders cannot be exchanged, the one that goes
`.NAME.old`. A run that is killed leaves these; the next one mends them before it does anything else.
"""

import ctypes
import errno
import fcntl
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

_BESIDE = re.compile(r"\.(?P<name>\w+)\.(?:new|old)")


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Work in a folder while no other run does, after what killed runs left in it is mended; wait if one is at work.

    The system gives the lock back when a process ends, however it ends; it is no file that could stay behind.

    Raises:
        OSError: there is no such folder, or it cannot be locked.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"another run is at work in {folder.name}/; waiting until it is done", file=sys.stderr, flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        for beside in _left_behind(folder):
            _mend(beside)
        yield
    finally:
        os.close(handle)


def mend(folder: Path) -> None:
    """Undo what killed runs left in a folder: the old one goes back to its place, what was half made goes."""
    if _left_behind(folder):
        with alone(folder):
            pass


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Make another folder (the path that is given, which does not exist yet) and put it in the place of `target`.

    If making it fails, or is interrupted, the old folder stays as it is. Only for who is `alone` in the parent folder.
    """
    scratch = target.with_name(f".{target.name}.new")
    scratch.mkdir()
    try:
        # Beside the target, because a rename does not cross file systems.
        fresh = scratch / target.name
        yield fresh
        _replace(target, fresh)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _replace(target: Path, fresh: Path) -> None:
    if not target.exists():
        fresh.rename(target)
    elif not exchange(target, fresh):
        retired = target.with_name(f".{target.name}.old")
        target.rename(retired)
        try:
            fresh.rename(target)
        except BaseException:
            _mend(retired)
            raise
        shutil.rmtree(retired, ignore_errors=True)


def _left_behind(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if _BESIDE.fullmatch(path.name) and path.is_dir())


def _mend(beside: Path) -> None:
    match = _BESIDE.fullmatch(beside.name)
    assert match is not None
    target = beside.with_name(match["name"])
    if beside.name.endswith(".old") and not target.exists():
        beside.rename(target)
    else:
        shutil.rmtree(beside)


_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def exchange(first: Path, second: Path) -> bool:
    """Let two folders change places, with no moment in which one of the names is free.

    Returns:
        Whether it was done: not every system, and not every file system, can.

    Raises:
        OSError: it failed for another reason than that the system or the file system does not know it.
    """
    rename = _renameat2()
    if rename is None:
        return False
    sys.audit("os.rename", first, second, -1, -1)
    if rename(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(first), None, str(second))


@cache
def _renameat2() -> Any:
    """The function of Linux's C library, or None. Python has no name for it."""
    if not sys.platform.startswith("linux"):
        return None
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is not None:
        rename.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    return rename
