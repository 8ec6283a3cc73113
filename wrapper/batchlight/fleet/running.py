"""Many files, each from its submission to its results: so many at once, each paid for once, whenever it is killed.

Each file has a file of its own to resume from, in a folder beside the journal; see `drivers.resuming`. The journal has
the jobs, so that they can be reported on, and watched.
"""

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

import anyio
from attrs import define, field, frozen

from ..drivers.clients import AsyncClient
from ..drivers.resuming import ResumeFile
from ..drivers.saving import FilePath, identity_of
from ..errors import AuthenticationError, BatchlightError, PaymentRequiredError, PermissionDeniedError
from ..jobs import Job, JobRef
from .changes import Change
from .following import single_exception
from .journal import Journal, open_journal

P = TypeVar("P", bound=FilePath)

AT_ONCE: Final = 10
"""How many files are under way at once."""

# What one file is refused for, all others are.
_FOR_ALL: Final = (PaymentRequiredError, AuthenticationError, PermissionDeniedError)


@frozen
class Ran:
    """What became of a file.

    Attributes:
        file: The file.
        results: Where its results are, or were to be.
        job: Its job, as far as it is known.
        error: Why there are no results; None if there are, or if it was not begun.
        is_begun: Whether it was begun; after what all are refused for, the others are not.
        is_known: Whether it had come to its end before.
    """

    file: str
    results: str
    job: Job[Any] | None = None
    error: Exception | None = None
    is_begun: bool = True
    is_known: bool = False


def folder_of(journal: FilePath) -> Path:
    """Where the files to resume from are."""
    path = Path(journal).absolute()
    return path.with_name(f"{path.name}-runs")


def check_files(files: Mapping[P, FilePath]) -> None:
    """See that files, each with the path of its results, can be told apart.

    Raises:
        ValueError: two have the same name, by which a provider lists them, or the same path of results.
    """
    for what, paths in (("files have the name", files), ("results would be", files.values())):
        names = Counter(Path(path).name if paths is files else os.fspath(path) for path in paths)
        name, count = max(names.items(), key=lambda each: each[1], default=("", 1))
        if count > 1:
            raise ValueError(f"{count} {what} {name!r}; after a kill nobody could tell their jobs apart")


async def run_files(
    client: AsyncClient[Any, Any],
    files: Mapping[P, FilePath],
    *,
    journal: FilePath,
    at_once: int = AT_ONCE,
    arguments: Mapping[str, Any] | None = None,
    on_change: Callable[[str, Job[Any]], object] | None = None,
    on_end: Callable[[Ran], object] | None = None,
) -> list[Ran]:
    """Submit files, wait for their jobs, and download the results.

    Called again after a kill, with the same files and journal, it goes on: no file is submitted twice, and none is left
    out. When credits are out (402), or the key is refused, no more are begun; those under way go on to their ends.

    Args:
        client: a client that can `run`; it is the caller's, and not closed.
        files: the files, each with the path of its results.
        journal: the file that remembers the jobs; beside it is a folder with a small file for each submission.
        at_once: how many are under way at once.
        arguments: more arguments of `run`.
        on_change: called with a file and its job whenever that changes.
        on_end: called with what became of each file; what it raises ends all.

    Returns:
        What became of each file, in their order.

    Raises:
        ConfigurationError: the journal cannot be used; nothing was sent.
        ValueError: two files cannot be told apart, or `at_once` is no number from 1 on; nothing was sent.

    Example:
        >>> async def validate(paths):
        ...     async with AsyncECore() as ecore:
        ...         return await run_files(ecore, {path: f"results/{path}" for path in paths}, journal="may.db")
    """
    if at_once < 1:
        raise ValueError(f"at_once is a number from 1 on, not {at_once}")
    check_files(files)
    held = open_journal(journal)
    try:
        folder = folder_of(journal)
        folder.mkdir(mode=0o700, exist_ok=True)
        many = _Many(client, held, folder, arguments or {}, on_change, on_end)
        limiter = anyio.CapacityLimiter(at_once)
        given: list[tuple[FilePath, FilePath]] = list(files.items())
        pairs = [(os.fspath(file), os.fspath(results)) for file, results in given]
        with single_exception():
            async with anyio.create_task_group() as tasks:
                for file, results in pairs:
                    # A task for each that may be under way, and none for those that wait.
                    await limiter.acquire_on_behalf_of(file)
                    tasks.start_soon(many.run, file, results, limiter)
        return [many.ended[file] for file, _results in pairs]
    finally:
        held.close()


@define
class _Many:
    client: Any
    journal: Journal
    folder: Path
    arguments: Mapping[str, Any]
    on_change: Callable[[str, Job[Any]], object] | None
    on_end: Callable[[Ran], object] | None
    ended: dict[str, Ran] = field(factory=dict[str, Ran], init=False)
    is_stopped: bool = field(default=False, init=False)

    async def run(self, file: str, results: str, limiter: anyio.CapacityLimiter) -> None:
        try:
            ran = await self._run(file, results)
        finally:
            limiter.release_on_behalf_of(file)
        self.ended[file] = ran
        if self.on_end is not None:
            self.on_end(ran)

    async def _run(self, file: str, results: str) -> Ran:
        path = os.fsencode(Path(file).absolute())
        resume = self.folder / f"{hashlib.sha256(path).hexdigest()[:32]}.json"
        known = self._known(resume, file, results)
        if known is not None:
            return Ran(file, results, known, is_known=True)
        # What was submitted before goes on: nothing more is paid for it.
        if self.is_stopped and not resume.exists():
            return Ran(file, results, is_begun=False)
        job: Job[Any] | None = None

        def see(seen: Job[Any]) -> None:
            nonlocal job
            if job is None:
                self.journal.begin(seen.ref)
            job = seen
            self.journal.note(Change(seen.ref, seen, is_over=seen.is_terminal))
            if self.on_change is not None:
                self.on_change(file, seen)

        try:
            job = await self.client.run(file, results, resume=resume, on_update=see, **self.arguments)
        except (BatchlightError, OSError, ValueError) as error:
            if isinstance(error, _FOR_ALL):
                self.is_stopped = True
            self._take(job)
            return Ran(file, results, job, error)
        self._take(job)
        return Ran(file, results, job)

    def _take(self, job: Job[Any] | None) -> None:
        """Note that the end of a job was told: to whoever runs the files."""
        if job is not None and job.is_terminal:
            self.journal.take(job.ref)

    def _known(self, resume: Path, file: str, results: str) -> Job[Any] | None:
        """The job of a file that has come to its end, with all its results where they were put; nothing is asked."""
        if not resume.exists():
            return None
        try:
            held = ResumeFile(resume)
            held.close()
            record = held.record
            if record is None or record.job is None or record.saved is None:
                return None
            is_same = record.size == Path(file).stat().st_size
            if not is_same or identity_of(Path(results).stat()) != tuple(record.saved):
                return None
        except (OSError, ValueError):
            return None
        end = self.journal.end_of(JobRef.parse(record.job))
        return None if end is None else end.job


def left_out(ran: Iterable[Ran]) -> list[Ran]:
    """The files that were not submitted: those that were not begun, and those that were refused."""
    return [each for each in ran if each.job is None and (not each.is_begun or isinstance(each.error, _FOR_ALL))]
