"""The file of `run(..., resume=path)`: what a program that was killed knows of its job when it is started again.

It is written before the submission ("submitting": from here on nobody knows) and after it ("submitted": with the job's
name), beside its name and then renamed, and it is on the disk before anything is sent. It never holds the key. A file
that is not understood is left as it is.
"""

import datetime
import json
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Literal, cast

from attrs import asdict, evolve, field, frozen

from ..jobs import JobRef
from ..reading.jsondata import is_list, is_object
from ..text import printable
from .saving import FilePath, beside, sync_folder

_VERSION: Final = 1


@frozen
class Record:
    """What the file says.

    Attributes:
        provider: The provider's name.
        base_url: Where its paths begin.
        operation: The operation that submits.
        name: The name of what is submitted.
        size: Its bytes, if it is a file.
        sha256: That of its content.
        fields: What else is sent.
        began_at: When the submission began, in UTC.
        state: "submitting" or "submitted".
        job: The job's name, once it is known.
        known: Jobs that were there before, and could have been taken for this one.
        saved: What identifies the file of results, once it is complete.
        stage: How far the job was brought after that, where it takes more than a submission.
    """

    provider: str
    base_url: str
    operation: str
    name: str
    size: int | None
    sha256: str
    fields: Mapping[str, Any]
    began_at: datetime.datetime
    state: Literal["submitting", "submitted"] = "submitting"
    job: str | None = None
    known: Sequence[str] = ()
    saved: Sequence[int] | None = field(default=None)
    stage: str | None = None

    def differs(self, other: "Record") -> str | None:
        """What of two submissions is not the same, in words; None if they are one."""
        for name, words in _COMPARED.items():
            if getattr(self, name) != getattr(other, name):
                return words
        return None


_COMPARED: Final = {
    "provider": "the provider",
    "base_url": "the base URL",
    "operation": "the operation",
    "name": "the name",
    "size": "the size",
    "sha256": "the content",
    "fields": "what is sent beside it",
}


class ResumeFile:
    """A file that one program at a time uses.

    Args:
        path: Where it is.

    Raises:
        ValueError: another program uses it, or it is not such a file.
    """

    def __init__(self, path: FilePath) -> None:
        self.path = Path(path).absolute()
        self.shown = printable(repr(os.fspath(path)), 300)
        self._lock = _Lock(self.path.with_name(f"{self.path.name}.lock"), self.shown)
        try:
            self.record = self._read()
        except BaseException:
            self.close()
            raise

    def _read(self) -> Record | None:
        try:
            with self.path.open(encoding="utf-8") as file:
                text = file.read(1024 * 1024)
        except FileNotFoundError:
            return None
        except UnicodeDecodeError:
            text = ""
        try:
            said = json.loads(text)
        except ValueError:
            said = None
        if not is_object(said) or "batchlight_resume" not in said:
            raise ValueError(f"{self.shown} is no file of a submission, or is damaged; it was left as it is")
        if said["batchlight_resume"] != _VERSION:
            version = printable(repr(said["batchlight_resume"]), 60)
            raise ValueError(f"{self.shown} is of another version of batchlight ({version}); it was left as it is")
        try:
            return _record_of(said)
        except (KeyError, TypeError, ValueError):
            raise ValueError(f"{self.shown} is damaged; it was left as it is") from None

    def write(self, record: Record) -> None:
        """Write what is known now; it is on the disk when this returns."""
        said = {"batchlight_resume": _VERSION, **asdict(record), "began_at": record.began_at.isoformat()}
        unfinished = beside(self.path)
        descriptor = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(said, file, indent=2)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self.path)
        except BaseException:
            with suppress(OSError):
                unfinished.unlink()
            raise
        sync_folder(self.path.parent)
        self.record = record

    def change(self, **values: Any) -> None:
        """Write what is known now, with these values."""
        assert self.record is not None
        self.write(evolve(self.record, **values))

    def restore(self, before: Record | None) -> None:
        """Forget the submission, which nobody has taken; what was known before it stays known."""
        if before is not None:
            if self.record is not before:
                self.write(before)
            return
        with suppress(FileNotFoundError):
            self.path.unlink()
        self.record = None

    def close(self) -> None:
        """Let others use it."""
        self._lock.release()


def _record_of(said: Mapping[str, Any]) -> Record:
    state = said["state"]
    job = said["job"]
    if state not in ("submitting", "submitted") or (state == "submitted") != (job is not None):
        raise ValueError(state)
    if job is not None:
        JobRef.parse(job)
    known, saved = said["known"], said["saved"]
    if not is_list(known) or not (saved is None or is_list(saved)) or not is_object(said["fields"]):
        raise TypeError
    stage = said.get("stage")
    if stage is not None and not isinstance(stage, str):
        raise TypeError
    texts = ("provider", "base_url", "operation", "name", "sha256")
    if not all(isinstance(said[name], str) for name in texts):
        raise TypeError
    return Record(
        **{name: said[name] for name in texts},
        size=said["size"],
        fields=dict(said["fields"]),
        began_at=datetime.datetime.fromisoformat(said["began_at"]),
        state=state,
        job=job,
        known=tuple(known),
        saved=None if saved is None else tuple(cast("list[int]", saved)),
        stage=stage,
    )


class _Lock:
    """A lock that the system takes back when a program ends, however it ends."""

    def __init__(self, path: Path, shown: str) -> None:
        self._path = path
        while True:
            descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
            if not _locked(descriptor):
                os.close(descriptor)
                raise ValueError(f"{shown} is in use by another program, or another call of this one")
            # Whoever had it before has taken its file away, maybe after we had opened it.
            if _is_still_there(descriptor, path):
                self._descriptor: int | None = descriptor
                return
            os.close(descriptor)

    def release(self) -> None:
        """Give it back."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            with suppress(OSError):
                self._path.unlink()
            os.close(descriptor)


def _is_still_there(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _locked(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _locked(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
