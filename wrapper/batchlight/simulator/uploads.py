"""What was uploaded: parts of a form, and files that stay on the disk when they are large."""

import io
import threading
import weakref
from typing import Any, BinaryIO, Final, cast

# Starlette reads forms with it, and would tell only then that it is missing.
import python_multipart  # noqa: F401  # pyright: ignore[reportUnusedImport]
from attrs import field, frozen
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

# What is larger is not read row by row when it is submitted: its lines are counted, and its results made as they go.
LARGE: Final = 32 * 1024 * 1024


class Stored:
    """A file that was uploaded. It is read from its beginning by each reader, also by several at once.

    Attributes:
        name: Its name, as the client gave it.
        size: Its length in bytes.
    """

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.name = name
        self._file = file
        self._lock = threading.Lock()
        self.size = file.seek(0, io.SEEK_END)
        # The file of a job that nobody remembers is closed, and gone from the disk.
        weakref.finalize(self, file.close)

    @property
    def is_large(self) -> bool:
        """Whether it is more than is read into memory."""
        return self.size > LARGE

    def open(self) -> BinaryIO:
        """A reader of its own."""
        return io.BufferedReader(cast("io.RawIOBase", _Reader(self)), 256 * 1024)

    def read_at(self, position: int, size: int) -> bytes:
        """Some of its bytes."""
        with self._lock:
            self._file.seek(position)
            return self._file.read(size)


class _Reader(io.RawIOBase):
    def __init__(self, stored: Stored) -> None:
        super().__init__()
        self._stored = stored
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._stored.size}[whence]
        self._position = max(start + offset, 0)
        return self._position

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # any buffer that can be written to
        data = self._stored.read_at(self._position, len(buffer))
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)


@frozen
class Form:
    """The parts of a form.

    Attributes:
        files: The parts that are files, by their names.
        fields: The other parts, as text.
    """

    files: dict[str, Stored] = field(factory=dict[str, Stored])
    fields: dict[str, str] = field(factory=dict[str, str])


async def read_form(request: Request) -> Form | None:
    """Read a multipart body, large files onto the disk; None if it is no such body, no parts if it is a broken one."""
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        return None
    try:
        parts = await request.form()
    except HTTPException:
        return Form()
    form = Form()
    for name, part in parts.multi_items():
        if isinstance(part, UploadFile):
            form.files[name] = Stored(part.file, part.filename or "")
        else:
            form.fields[name] = part
    return form


def meant(text: str) -> Any:
    """What a part of a form means: a number, true or false, or the text itself."""
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text
