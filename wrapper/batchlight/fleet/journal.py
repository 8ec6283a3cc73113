"""The jobs of a fleet in a file: what was watched, how it ended, and whether anybody was told. SQLite, no key in it.

A row for each job. An end is written before it is told; that it was handed out is written then, and that whoever got it
came back for more is written last. So whatever moment a process is killed at, the next one tells every end at least
once, and says of which it cannot know whether it was told before.
"""

import json
import os
import sqlite3
import stat
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from attrs import define, fields, frozen

from ..errors import ConfigurationError
from ..jobs import Job, JobRef, JobState
from .changes import Change

# "BLjr", in the head of the file.
_APPLICATION: Final = 0x424C6A72
_VERSION: Final = 1
_HEAD: Final = b"SQLite format 3\x00"

_TABLE: Final = """
    CREATE TABLE jobs (
        ref TEXT PRIMARY KEY,
        state TEXT,
        tag TEXT,
        done INTEGER,
        total INTEGER,
        fraction REAL,
        added_at REAL NOT NULL,
        seen_at REAL,
        running_at REAL,
        changed_at REAL,
        ended_at REAL,
        outcome TEXT,
        error TEXT,
        told INTEGER NOT NULL DEFAULT 0
    ) WITHOUT ROWID
"""
# 0: written; 1: handed out; 2: whoever got it came back for more.
_UPSERT: Final = """
    INSERT INTO jobs (
        ref, state, tag, done, total, fraction, added_at, seen_at, running_at, changed_at, ended_at, outcome, error
    )
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?11, ?7, ?8, ?9, ?10)
    ON CONFLICT (ref) DO UPDATE SET
        state = coalesce(?2, state), tag = ?3, done = ?4, total = ?5, fraction = ?6,
        seen_at = coalesce(seen_at, ?7), running_at = coalesce(running_at, ?11),
        changed_at = CASE WHEN state IS coalesce(?2, state) AND tag IS ?3 AND done IS ?4 AND total IS ?5
            AND fraction IS ?6 AND error IS ?10 THEN changed_at ELSE ?7 END,
        ended_at = ?8, outcome = ?9, error = ?10, told = 0
"""


@frozen
class Entry:
    """A row of a journal: a job as it was last seen.

    Attributes:
        ref: The job's name.
        state: Its state in a word, or None if it was never seen.
        tag: The provider's own word for it.
        done: Items that are dealt with.
        total: All items.
        fraction: How far it is, from 0.0 to 1.0.
        added_at: When it was added, in seconds since 1970.
        seen_at: When it was seen first.
        changed_at: When it changed last.
        ended_at: When its end was seen.
        error: Why it could not be watched, if so.
        told: Whether its end was told.
        running_at: When it was seen at work first.
        message: What the provider remarked at its end.
        created_at: When the provider created it, by the provider's own clock, as the end says it: ISO 8601, or None.
        started_at: When the provider began with it.
        finished_at: When the provider was done with it.
        is_taken: Whether its end was told, and whoever was told came back for more: it is not told again.
    """

    ref: JobRef
    state: str | None
    tag: str | None
    done: int | None
    total: int | None
    fraction: float | None
    added_at: float
    seen_at: float | None
    changed_at: float | None
    ended_at: float | None
    error: str | None
    told: bool
    running_at: float | None = None
    message: str | None = None
    created_at: str | None = None
    started_at: str | None = None
    finished_at: str | None = None
    is_taken: bool = False


# What the end says is in its JSON.
_COLUMNS: Final = {
    each.name: f"json_extract(outcome, '$.{each.name}')"
    if each.name in ("message", "created_at", "started_at", "finished_at")
    else each.name
    for each in fields(Entry)
    if each.name != "is_taken"
}


@define(eq=False)
class Journal:
    """A journal that is open; `open_journal` makes it. What cannot be written or read is a `ConfigurationError`."""

    _path: Path
    _data: sqlite3.Connection
    _lock: sqlite3.Connection
    _ended: set[JobRef]

    def begin(self, ref: JobRef) -> None:
        """Note a job that is watched from now on."""
        self._write("INSERT OR IGNORE INTO jobs (ref, added_at) VALUES (?, ?)", (str(ref), time.time()))

    def note(self, change: Change) -> None:
        """Note what is about to be told. Only a job that has ended is over for good: any other is watched again."""
        job, error = change.job, change.error
        is_end = job is not None and job.is_terminal
        progress = None if job is None else job.progress
        now = time.time()
        outcome = json.dumps(job.to_dict(), separators=(",", ":")) if job is not None and is_end else None
        self._write(
            _UPSERT,
            (
                str(change.ref),
                None if job is None else str(job.state),
                None if job is None else job.tag,
                None if progress is None else _number(progress.done),
                None if progress is None else _number(progress.total),
                None if progress is None else progress.fraction,
                now,
                now if is_end else None,
                outcome,
                None if error is None else str(error),
                now if job is not None and job.state is JobState.RUNNING else None,
            ),
        )
        if is_end:
            self._ended.add(change.ref)

    def hand_out(self, ref: JobRef) -> None:
        """Note that an end is handed out now."""
        self._write("UPDATE jobs SET told = 1 WHERE ref = ? AND told = 0", (str(ref),))

    def take(self, ref: JobRef) -> None:
        """Note that whoever got an end came back for more."""
        self._write("UPDATE jobs SET told = 2 WHERE ref = ?", (str(ref),))

    def has_ended(self, ref: JobRef) -> bool:
        """Whether the end of a job is known."""
        return ref in self._ended

    def end_of(self, ref: JobRef) -> Change | None:
        """The end of a job, if it is known."""
        if ref not in self._ended:
            return None
        return next(iter(self._ends("ref = ?", (str(ref),))), None)

    def unfinished(self) -> list[JobRef]:
        """The jobs whose end is not known."""
        with _explained(self._path, "read"):
            rows = self._data.execute("SELECT ref FROM jobs WHERE ended_at IS NULL ORDER BY added_at, ref")
            return [JobRef.parse(ref) for (ref,) in rows]

    def untold(self) -> list[Change]:
        """The ends of which it is not known that somebody was told."""
        return self._ends("told < 2")

    def _ends(self, which: str, values: tuple[object, ...] = ()) -> list[Change]:
        with _explained(self._path, "read"):
            rows = self._data.execute(
                f"SELECT ref, outcome, told FROM jobs WHERE ended_at IS NOT NULL AND {which} ORDER BY ended_at",  # noqa: S608  # of our own words
                values,
            )
            return [
                Change(JobRef.parse(ref), Job.from_dict(json.loads(outcome)), is_over=True, repeated=told > 0)
                for ref, outcome, told in rows
            ]

    def _write(self, statement: str, values: tuple[object, ...]) -> None:
        try:
            self._data.execute(statement, values)
        except sqlite3.Error as error:
            raise ConfigurationError(f"the journal {self._path} cannot be written: {error}") from error

    def close(self) -> None:
        """Close the file; another process may have it then."""
        with suppress(sqlite3.Error):
            self._data.close()
        self._lock.close()


def _number(count: int | None) -> int | None:
    # SQLite has 64 bits for a number; a count that needs more is a broken answer.
    return count if count is not None and -(2**63) <= count < 2**63 else None


def open_journal(path: "str | os.PathLike[str]") -> Journal:
    """Open a journal, or begin one. It is this process's until it is closed, or the process ends.

    Args:
        path: The file. Beside it are SQLite's own (`-wal`, `-shm`) and an empty one that is the lock (`-lock`); where
            it is a link, beside what it leads to, so that one file has one lock whatever it is called.

    Raises:
        ConfigurationError: another process has it, it is no journal or damaged, or it was written by a version of
            batchlight that writes another kind; the file is left as it is.
    """
    file = Path(os.path.realpath(os.fspath(path)))
    lock = _locked(file)
    try:
        with _explained(file, "used"):
            data, ended = _opened(file)
    except BaseException:
        lock.close()
        raise
    return Journal(file, data, lock, ended)


def _opened(file: Path) -> tuple[sqlite3.Connection, set[JobRef]]:
    """The connection to a journal, and the jobs that have ended."""
    is_new = _check(file)
    if is_new:
        _begin(file)
    data = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    try:
        if not is_new and data.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("it is damaged")
        data.execute("PRAGMA journal_mode=WAL")
        # What was written is there when the process is killed; when power fails, the last moments may be lost.
        data.execute("PRAGMA synchronous=NORMAL")
        rows = data.execute("SELECT ref FROM jobs WHERE ended_at IS NOT NULL")
        return data, {JobRef.parse(ref) for (ref,) in rows}
    except BaseException:
        data.close()
        raise


def _begin(file: Path) -> None:
    """Make a journal without jobs: whole, or not at all."""
    made = file.with_name(f"{file.name}-new")
    # What was left of a journal that somebody deleted would be taken for a part of this one.
    for end in ("-wal", "-shm", "-journal", "-new-journal"):
        Path(f"{file}{end}").unlink(missing_ok=True)
    # It will hold what providers know of people: it is for its owner alone.
    os.close(os.open(made, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
    data = sqlite3.connect(made, isolation_level=None)
    try:
        data.execute(f"PRAGMA application_id={_APPLICATION}")
        data.execute(f"PRAGMA user_version={_VERSION}")
        data.execute(_TABLE)
    finally:
        data.close()
    made.replace(file)


def read_journal(path: "str | os.PathLike[str]") -> list[Entry]:
    """All jobs of a journal, in the order in which they were added, also while a process writes it.

    Raises:
        ConfigurationError: there is no such file, or it is no journal of this version.
    """
    file = Path(os.fspath(path))
    with _explained(file, "read"):
        if _check(file):
            raise OSError("there is no such file")
        data = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
        try:
            rows = data.execute(
                f"SELECT {', '.join(_COLUMNS.values())} FROM jobs ORDER BY added_at, ref"  # noqa: S608  # of our own words
            ).fetchall()
        finally:
            data.close()
        return [_entry(row) for row in rows]


@contextmanager
def _explained(file: Path, what: str) -> Generator[None]:
    """Say which journal it is that cannot be used, read or written: of another's file anything may be wrong."""
    try:
        yield
    except (sqlite3.Error, OSError, ValueError, TypeError, KeyError) as error:
        raise ConfigurationError(f"the journal {file} cannot be {what}: {error}") from error


def _entry(row: tuple[Any, ...]) -> Entry:
    known: dict[str, Any] = dict(zip(_COLUMNS, row, strict=True))
    told = known["told"]
    known |= {"ref": JobRef.parse(known["ref"]), "told": told > 0, "is_taken": told > 1}
    return Entry(**known)


def _locked(file: Path) -> sqlite3.Connection:
    """A lock beside the file: SQLite's own, which ends with the process on every system."""
    lock: sqlite3.Connection | None = None
    try:
        lock = sqlite3.connect(f"{file}-lock", timeout=0, isolation_level=None, check_same_thread=False)
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        if lock is not None:
            lock.close()
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            raise ConfigurationError(
                f"the journal {file} is in use by another fleet, perhaps of another process: one at a time can have it"
            ) from None
        raise ConfigurationError(f"the journal {file} cannot be used: {error}") from error
    return lock


def _check(file: Path) -> bool:
    """Read the head of a file without changing anything; return whether there is none yet.

    Raises:
        ConfigurationError: it is no journal, or another version's.
        OSError: it cannot be read.
    """
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise OSError("it is no file")
        with file.open("rb") as stream:
            head = stream.read(100)
    except FileNotFoundError:
        return True
    if not head:
        return True
    if not head.startswith(_HEAD) or int.from_bytes(head[68:72], "big") != _APPLICATION:
        raise ConfigurationError(f"{file} is not a journal of batchlight; it was left as it is")
    version = int.from_bytes(head[60:64], "big")
    if version != _VERSION:
        raise ConfigurationError(
            f"the journal {file} is of version {version}, and this version of batchlight writes version {_VERSION}; "
            "it was left as it is"
        )
    if _is_cut_off(file, head):
        raise ConfigurationError(f"the journal {file} is damaged: its end is missing; it was left as it is")
    return False


def _is_cut_off(file: Path, head: bytes) -> bool:
    """Whether a file is shorter than its head says, which SQLite reads as if there was nothing in the rest.

    While there is a log beside it, a kill may have ended what copies the log into it; then the log has the rest.
    """
    log = file.with_name(f"{file.name}-wal")
    if log.exists() and log.stat().st_size:
        return False
    # Bytes of a page (1 stands for 65,536), and pages: https://www.sqlite.org/fileformat.html#the_database_header
    page_size = int.from_bytes(head[16:18], "big")
    return file.stat().st_size < (65536 if page_size == 1 else page_size) * int.from_bytes(head[28:32], "big")
