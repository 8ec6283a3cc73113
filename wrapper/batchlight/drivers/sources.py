"""A file that is to be sent: checked before anything is, and read piece by piece while it is."""

# pyright: reportPrivateUsage=false
# The pieces of a feed are read by two classes of this module.

import io
import os
import re
import stat
from collections import deque
from collections.abc import AsyncIterator, Collection, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeAlias, cast

from attrs import frozen

from ..engine.steps import Steps, work
from ..engine.transfers import OnProgress
from ..engine.uploads import Body
from ..text import printable
from .threads import in_thread

FileLike: TypeAlias = str | os.PathLike[str] | BinaryIO | bytes
"""A path, an open binary file, or the content itself."""

# More than that the system's allocator takes from the system and gives back, each time anew.
PIECE: Final = 64 * 1024
# What is read at once beside an event loop: to change to a thread takes longer than to read a piece.
_AHEAD: Final = 1024 * 1024
# What is read in one go beside an event loop, which cannot be cancelled in between.
_STRETCH: Final = 64 * 1024 * 1024


@frozen
class Entry:
    """What a file of a list must hold.

    Attributes:
        words: What it is.
        pattern: What shows that there is one.
        longest: How many bytes that takes.
    """

    words: str
    pattern: re.Pattern[bytes]
    longest: int


# An at sign between two characters that may stand beside one, also in UTF-16.
ADDRESS: Final = Entry("e-mail address", re.compile(rb"[^\s@,;\"'<>]@[^\s@,;\"'<>]"), 3)
NUMBER: Final = Entry(
    "phone number in the form of E.164, such as +390612345678", re.compile(rb"\+[1-9][0-9]{6,14}"), 16
)
_ZIP: Final = b"PK\x03\x04"


class Source:
    """A file that is open for reading, of a known size; `opened` makes it.

    Attributes:
        name: Its name, without folders.
        shown: What messages call it.
        size: How many bytes it has, from where it was when it was given.
    """

    def __init__(self, file: BinaryIO, *, name: str, shown: str, start: int, size: int, is_ours: bool) -> None:
        self.name = name
        self.shown = shown
        self.size = size
        self._file = file
        self._start = start
        self._at = -1
        self._is_ours = is_ours
        self._changed_at = _changed_at(file)

    def read(self, at: int, length: int) -> bytes:
        """So many bytes from there on.

        Raises:
            ValueError: it has become shorter.
        """
        # What is ours is nobody else's to move.
        if not self._is_ours or self._at != at:
            self._file.seek(self._start + at)
        self._at = at + length
        data = self._file.read(length)
        while len(data) < length:
            more = self._file.read(length - len(data))
            if not more:
                raise ValueError(f"{self.shown} has changed while it was read: it is shorter than {self.size} bytes")
            data += more
        return data

    def check(self) -> None:
        """See that it is still what it was when it was opened: one that grows would be sent without its end.

        Raises:
            ValueError: it is not.
        """
        size = self._file.seek(0, os.SEEK_END) - self._start
        self._at = -1
        if size != self.size or _changed_at(self._file) != self._changed_at:
            raise ValueError(f"{self.shown} has changed while it was read; it was not sent to its end")

    def close(self) -> None:
        """Close what is ours; a file of the caller's is left open."""
        if self._is_ours:
            self._file.close()


def _changed_at(file: BinaryIO) -> int | None:
    """When a file was changed, in nanoseconds; None for what is no file of the system."""
    try:
        return os.fstat(file.fileno()).st_mtime_ns
    except (OSError, AttributeError):
        return None


def opened(file: FileLike, filename: str | None, suffixes: Collection[str]) -> Source:
    """Open a file for an upload, and check what can be told without reading it.

    Args:
        file: a path, an open binary file that can seek, or bytes.
        filename: what the provider is to call it; by default the file's own name.
        suffixes: the ends of names that the provider takes, in small letters; none if it takes all.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: it is empty, no file, not readable, or its name has another end.
        TypeError: it is none of these at all.
    """
    if isinstance(file, bytes):
        if filename is None:
            raise ValueError("bytes have no name: pass filename")
        source = Source(io.BytesIO(file), name=filename, shown=repr(filename), start=0, size=len(file), is_ours=True)
    elif isinstance(file, str | os.PathLike):
        source = _at_path(Path(file), filename)
    else:
        source = _of_file(file, filename)
    try:
        _check(source, suffixes)
    except ValueError:
        source.close()
        raise
    return source


def _at_path(path: Path, filename: str | None) -> Source:
    shown = printable(repr(str(path)), 300)
    # A pipe would be waited for when it is opened.
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ValueError(f"{shown} cannot be read: {error.strerror}") from error
    except ValueError as error:
        # Which words Python has for it depends on its version.
        raise ValueError(f"{shown} is no path: it holds a null character") from error
    if stat.S_ISDIR(mode):
        raise ValueError(f"{shown} is a folder, not a file")
    if not stat.S_ISREG(mode):
        raise ValueError(f"{shown} is no regular file, so its length is not known")
    try:
        raw = path.open("rb", buffering=0)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ValueError(f"{shown} cannot be read: {error.strerror}") from error
    size = os.fstat(raw.fileno()).st_size
    # A raw file has all that is needed of one that is buffered.
    return Source(cast("BinaryIO", raw), name=filename or path.name, shown=shown, start=0, size=size, is_ours=True)


def _of_file(file: BinaryIO, filename: str | None) -> Source:
    if not hasattr(file, "read") or isinstance(cast("Any", file), io.TextIOBase):
        raise TypeError(f"file is a path, a file that is open for reading bytes, or bytes, not {type(file).__name__}")
    own = getattr(file, "name", None)
    name = filename or (Path(own).name if isinstance(own, str) else "")
    if not name:
        raise ValueError("the file has no name: pass filename")
    shown = printable(repr(own if isinstance(own, str) else name), 300)
    try:
        if not isinstance(cast("Any", file.read(0)), bytes):
            raise TypeError(f"{shown} is open for reading text; open it for reading bytes")
        start = file.tell()
        size = file.seek(0, os.SEEK_END) - start
        file.seek(start)
    except (OSError, AttributeError) as error:
        raise ValueError(f"{shown} cannot be read twice, so its length is not known") from error
    return Source(file, name=name, shown=shown, start=start, size=size, is_ours=False)


def _check(source: Source, suffixes: Collection[str]) -> None:
    if not source.size:
        raise ValueError(f"{source.shown} is empty")
    if not re.fullmatch(r"[^\x00-\x1f\x7f/\\]{1,255}", source.name):
        raise ValueError(f"{printable(repr(source.name), 300)} is no file name: it is empty, long, or holds a slash")
    if suffixes and Path(source.name).suffix.lower() not in suffixes:
        # What it is called may be another name than its own.
        name = printable(repr(source.name), 300)
        shown = source.shown if source.shown.endswith(name[1:]) else f"{source.shown} ({name})"
        raise ValueError(f"{shown}: its name must end in {', '.join(suffixes)}")


def find_address(source: Source, entry: Entry = ADDRESS) -> Steps[None]:
    """See that there is an address, or a number, in a file: the first one is enough.

    A sheet that is packed (.xlsx) is not looked into.

    Raises:
        ValueError: there is none.
    """
    for at in range(0, source.size, _STRETCH):
        if (yield from work(lambda at=at: _has_entry(source, entry, at))):  # type: ignore[misc]  # mypy reads no default
            return
    raise ValueError(f"{source.shown} holds no {entry.words}")


def _has_entry(source: Source, entry: Entry, start: int) -> bool:
    # One may lie on the edge of two pieces; a stretch begins with an end of the one before it.
    before = min(entry.longest - 1, start)
    rest = source.read(start - before, before) if before else b""
    for at in range(start, min(start + _STRETCH, source.size), PIECE):
        data = source.read(at, min(PIECE, source.size - at))
        if at == 0 and data.startswith(_ZIP):
            return True
        if entry.pattern.search(rest + data):
            return True
        rest = (rest + data)[1 - entry.longest :]
    return False


def fingerprint(source: Source) -> Steps[str]:
    """The SHA-256 of the content."""
    import hashlib

    digest = hashlib.sha256()

    def stretch(start: int) -> None:
        for at in range(start, min(start + _STRETCH, source.size), PIECE):
            digest.update(source.read(at, min(PIECE, source.size - at)))

    for start in range(0, source.size, _STRETCH):
        yield from work(lambda start=start: stretch(start))  # type: ignore[misc]  # mypy reads no default
    return digest.hexdigest()


class FileFeed:
    """A multipart body with a file in it; see `engine.transfers.Feed`."""

    def __init__(self, body: Body, source: Source, on_progress: OnProgress | None = None) -> None:
        self._body = body
        self._source = source
        self._on_progress = on_progress
        self.is_complete = False
        self.failure: Exception | None = None

    @property
    def length(self) -> int:
        """How many bytes it has."""
        return len(self._body.head) + self._source.size + len(self._body.tail)

    @property
    def content_type(self) -> str:
        """Its media type."""
        return self._body.content_type

    def __iter__(self) -> Iterator[bytes]:
        at = 0
        while at < self._source.size:
            data, at = self._piece(at)
            self._is_to_end(at)
            yield data
            self._tell(at)

    def __aiter__(self) -> AsyncIterator[bytes]:
        return _Pieces(self)

    def _is_to_end(self, at: int) -> None:
        self.is_complete = self.is_complete or at >= self._source.size

    def _piece(self, at: int) -> tuple[bytes, int]:
        """The bytes from there on, with what stands before and after the file, and where the next ones begin."""
        body, source = self._body, self._source
        try:
            length = min(PIECE, source.size - at)
            data = source.read(at, length)
            # Before the last piece: without it nobody has a request that he could take.
            if at + length == source.size:
                source.check()
        except Exception as error:
            self.failure = error
            raise
        after = at + length
        return (body.head if at == 0 else b"") + data + (body.tail if after == source.size else b""), after

    def _pieces(self, at: int) -> list[tuple[bytes, int]]:
        """The next pieces."""
        pieces: list[tuple[bytes, int]] = []
        ends = min(at + _AHEAD, self._source.size)
        while at < ends:
            data, at = self._piece(at)
            pieces.append((data, at))
        return pieces

    def _tell(self, at: int) -> None:
        if self._on_progress is None:
            return
        try:
            self._on_progress(at, self._source.size)
        except Exception as error:
            self.failure = error
            raise


class _Pieces(AsyncIterator[bytes]):
    """The pieces, read beside the event loop. No generator: one that is left in its middle has to be closed."""

    def __init__(self, feed: FileFeed) -> None:
        self._feed = feed
        self._at = 0
        self._ahead = deque[tuple[bytes, int]]()

    async def __anext__(self) -> bytes:
        feed = self._feed
        if self._at:
            feed._tell(self._at)
        if not self._ahead:
            if self._at >= feed._source.size:
                raise StopAsyncIteration
            self._ahead.extend(await in_thread(feed._pieces, self._at))
        data, self._at = self._ahead.popleft()
        feed._is_to_end(self._at)
        return data
