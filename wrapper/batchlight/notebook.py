"""Jobs in a notebook: several as one table, and a wait that shows how far it is. Nothing here needs IPython."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any, overload

from .jobs import Job, JobRef, table_of
from .text import printable


class JobTable(Sequence[Job[Any]]):
    """Jobs that a notebook shows as a table, with a line for each; a shell shows a line for each, too.

    Args:
        jobs: The jobs, such as a list of them.

    Example:
        >>> from batchlight import decode
        >>> JobTable([decode("ecore", {"id": 42, "status": "Processing"})])
        <Job ecore:42 running>
    """

    def __init__(self, jobs: Iterable[Job[Any]]) -> None:
        self._jobs = tuple(jobs)

    @overload
    def __getitem__(self, index: int) -> Job[Any]: ...

    @overload
    def __getitem__(self, index: slice) -> "JobTable": ...

    def __getitem__(self, index: int | slice) -> "Job[Any] | JobTable":
        return self._jobs[index] if isinstance(index, int) else JobTable(self._jobs[index])

    def __len__(self) -> int:
        return len(self._jobs)

    def __iter__(self) -> Iterator[Job[Any]]:
        return iter(self._jobs)

    def __repr__(self) -> str:
        return "\n".join(map(repr, self._jobs)) or "<no jobs>"

    def _repr_html_(self) -> str:
        return table_of(self._jobs)


def show_progress() -> Callable[[Job[Any]], None]:
    """What shows how far a wait is: an `on_update` of `wait`, for one job or for several.

    In a notebook it is one table, which is brought up to date where it stands. Elsewhere it is a line on standard error
    for each change.

    Example:
        >>> from batchlight import ECore
        >>> with ECore() as ecore:
        ...     job = ecore.wait(42, on_update=show_progress())
    """
    seen: dict[JobRef, Job[Any]] = {}
    handle: Any = None

    def show(job: Job[Any]) -> None:
        nonlocal handle
        seen[job.ref] = job
        if handle is not None:
            handle.update(JobTable(seen.values()))
        elif _in_notebook():
            handle = import_module("IPython.display").display(JobTable(seen.values()), display_id=True)
        else:
            line = f"{job!r} {printable(job.message, 120)}" if job.message else repr(job)
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()

    return show


def _in_notebook() -> bool:
    """Whether there is a front end that can show a table, and change it afterwards; a shell of IPython cannot."""
    ipython = sys.modules.get("IPython")
    shell = None if ipython is None else ipython.get_ipython()
    return getattr(shell, "kernel", None) is not None
