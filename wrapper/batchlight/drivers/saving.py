"""A download on its way to a file: under the final name there is nothing, or all of it.

It is written beside, under a name that nobody can guess, and gets its own name when it is complete, of the announced
length, and on the disk. What ends it before that, and be it Ctrl-C, takes the unfinished file away.
"""

import errno
import os
import stat
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final, TypeAlias

from ..engine.downloads import (
    END_BYTES,
    START_BYTES,
    Kind,
    announced_length,
    is_packed,
    name_of,
    problem_with_end,
    problem_with_headers,
    problem_with_start,
)
from ..engine.transfers import OnProgress
from ..text import printable

FilePath: TypeAlias = str | os.PathLike[str]
"""Where a file is, or is to be."""

_UNPACK_AT_ONCE: Final = 4 * 1024 * 1024
# Where there are no hard links: FAT, some network drives, some containers.
_NO_LINKS: Final = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS, errno.EACCES)


class Written:
    """Takes the body of an answer into a file, and judges it; see `engine.transfers.Sink`.

    Attributes:
        kind: What it is expected to be.
        suggested_name: The name that the answer suggests, made safe: information, and no path.
        received: How many bytes came, as they were sent.
        announced: How many were announced.
    """

    def __init__(self, file: IO[bytes], kind: Kind, on_progress: OnProgress | None) -> None:
        self.kind = kind
        self.problem: str | None = None
        self.failure: Exception | None = None
        self.start = b""
        self.suggested_name: str | None = None
        self.content_type = ""
        self.received = 0
        self.announced: int | None = None
        self.status = 0
        self.headers: Mapping[str, str] = {}
        self._file = file
        self._on_progress = on_progress
        self._unpacker: Any = None

    def begin(self, status: int, headers: Mapping[str, str]) -> bool:
        """See `Sink`."""
        self.status, self.headers = status, headers
        self.start, self.received = b"", 0
        self.announced = announced_length(headers)
        self.suggested_name = name_of(headers)
        self.problem = problem_with_headers(self.kind, status, headers)
        self._unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS) if is_packed(headers) else None
        try:
            self._file.seek(0)
            self._file.truncate()
        except OSError as error:
            self.failure = error
            raise
        return self.problem is None

    def write(self, data: bytes) -> bool:
        """See `Sink`."""
        self.received += len(data)
        try:
            if self._unpacker is None:
                self._take(data)
            else:
                self._unpack(data)
        except zlib.error as error:
            self.problem = f"the body does not match its Content-Encoding ({error})"
        except Exception as error:
            self.failure = error
            raise
        return self.problem is None

    def _unpack(self, data: bytes) -> None:
        while data and self.problem is None:
            if self._unpacker.eof:
                # Another part, or zeros that fill a block (RFC 1952, 2.2).
                data = data.lstrip(b"\0")
                if not data:
                    return
                self._unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
            self._take(self._unpacker.decompress(data, _UNPACK_AT_ONCE))
            data = self._unpacker.unconsumed_tail or self._unpacker.unused_data

    def _take(self, data: bytes) -> None:
        if len(self.start) < START_BYTES:
            self.start += data[: START_BYTES - len(self.start)]
            if len(self.start) == START_BYTES:
                self.problem = problem_with_start(self.kind, self.start)
        if self.problem is None:
            _write_all(self._file, data)

    def tell(self) -> None:
        """See `Sink`."""
        if self._on_progress is None:
            return
        try:
            self._on_progress(self.received, self.announced)
        except Exception as error:
            self.failure = error
            raise

    def end(self) -> None:
        """See `Sink`."""
        if self.problem is not None:
            return
        try:
            self._file.flush()
            self.problem = self._problem_at_end()
        except Exception as error:
            self.failure = error
            raise

    def _problem_at_end(self) -> str | None:
        if self.announced is not None and self.received != self.announced:
            return f"the file has {self.received} bytes, and {self.announced} were announced"
        if not self.received:
            return "the file is empty"
        if self._unpacker is not None and not self._unpacker.eof:
            return "the body ends too early for its Content-Encoding"
        problem = problem_with_start(self.kind, self.start)
        if problem is None and self.kind is Kind.XLSX:
            self._file.seek(0)
            import zipfile

            if not zipfile.is_zipfile(self._file):
                return "it is no XLSX, which is a zip file"
        if problem is None and self.kind is Kind.JSON:
            self._file.seek(-min(END_BYTES, self._file.seek(0, os.SEEK_END)), os.SEEK_END)
            return problem_with_end(self.kind, self._file.read())
        return problem


def _write_all(file: IO[bytes], data: bytes) -> None:
    """Write all of it: a file without a buffer takes what there is room for, and says how much that was."""
    rest = memoryview(data)
    while rest:
        # On a disk that is full the next attempt says so.
        rest = rest[file.write(rest) :]


class Saving:
    """A file that is being written beside its final name.

    Args:
        path: The final name.
        overwrite: Whether a file of that name is replaced.

    Raises:
        FileExistsError: there is one, and `overwrite` is not set.
        FileNotFoundError: its folder does not exist.
        OSError: nothing can be written there.
    """

    def __init__(self, path: FilePath, *, overwrite: bool) -> None:
        self._final = check_target(path, overwrite=overwrite)
        self._overwrite = overwrite
        self._beside = beside(self._final)
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        # The rights of any new file: those that the caller's umask leaves.
        try:
            descriptor = os.open(self._beside, flags, 0o666)
        except OSError as error:
            # By the name that the caller knows.
            error.filename = str(self._final)
            raise
        self.file: IO[bytes] = os.fdopen(descriptor, "w+b", buffering=0)

    def identity(self) -> tuple[int, int, int]:
        """What tells the complete file from every other one: it keeps it under its final name."""
        self.file.flush()
        os.fsync(self.file.fileno())
        return identity_of(os.fstat(self.file.fileno()))

    def commit(self) -> None:
        """Give the file its name.

        Raises:
            FileExistsError: a file of that name has appeared meanwhile, and `overwrite` is not set.
        """
        self.file.flush()
        os.fsync(self.file.fileno())
        if self._overwrite:
            with suppress(OSError):
                self._beside.chmod(stat.S_IMODE(self._final.stat().st_mode))
        self.file.close()
        if self._overwrite:
            self._beside.replace(self._final)
        else:
            _name(self._beside, self._final)
        sync_folder(self._final.parent)

    def discard(self) -> None:
        """Take away what was not given its name; nothing where it was."""
        with suppress(OSError):
            self.file.close()
        with suppress(OSError):
            self._beside.unlink()


def beside(path: Path) -> Path:
    """A name beside a file that nobody can guess. It is no longer than names may be, which are counted in bytes."""
    import secrets

    start = os.fsdecode(os.fsencode(path.name)[:60])
    return path.with_name(f".{start}.{secrets.token_hex(8)}.part")


def identity_of(found: os.stat_result) -> tuple[int, int, int]:
    """Device, number and size of a file."""
    return found.st_dev, found.st_ino, found.st_size


def check_target(path: FilePath, *, overwrite: bool) -> Path:
    """The absolute path of a file that is to be written, by what can be said before.

    Raises:
        FileExistsError, FileNotFoundError, IsADirectoryError, NotADirectoryError, OSError: it cannot.
        ValueError: what is there is no file, such as a device.
    """
    given = Path(path)
    # A symbolic link is not replaced, but what it points to.
    final = given.absolute()
    with suppress(RuntimeError):
        # Python before 3.13 raises it for a link that leads to itself; a newer one leaves that as it is.
        final = given.resolve() if overwrite else final
    if overwrite and final.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(given))
    if final.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(given))
    # A device would be taken away, and a file put in its place.
    if overwrite and final.exists() and not final.is_file():
        raise ValueError(f"{printable(repr(str(given)), 300)} is no regular file, and is not replaced")
    if not overwrite and os.path.lexists(final):
        raise FileExistsError(errno.EEXIST, "there is a file of that name, and overwrite is not set", str(given))
    if not final.parent.is_dir():
        kind = errno.ENOTDIR if final.parent.exists() else errno.ENOENT
        raise OSError(kind, os.strerror(kind), str(final.parent))
    return final


def _name(beside: Path, final: Path) -> None:
    """Give a file its name, unless there is another one that has it."""
    try:
        final.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # On Windows this fails where there is a file; elsewhere nothing that has no hard links does better.
        if os.path.lexists(final):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(final)) from None
        beside.rename(final)
    else:
        beside.unlink()


def sync_folder(folder: Path) -> None:
    """See that the names in a folder are on the disk; where that cannot be asked for, they are there soon."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
