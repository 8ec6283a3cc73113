"""What is told of a job of a fleet. Values only."""

from typing import Any, TypeAlias

from attrs import frozen

from ..errors import BatchlightError
from ..jobs import Job, JobRef

Outcome: TypeAlias = Job[Any] | BatchlightError


@frozen
class Change:
    """A job was seen for the first time, has changed, or its watch is over.

    Attributes:
        ref: The job's name.
        outcome: The job as it is now, or why it cannot be watched (no such job, a wrong key, a provider that told
            nothing for `PollPolicy.max_outage` seconds).
        is_over: Whether this is the last that is told of it.
        repeated: Whether this end may have been told before: the journal knows of it, and not whether anybody heard.

    Example:
        >>> from batchlight import Fleet
        >>> with Fleet() as fleet:
        ...     fleet.add("ecore:42")
        ...     last = list(fleet)[-1]
        >>> print(last.ref, last.is_over, last.job.state, last.error)
        ecore:42 True succeeded None
    """

    ref: JobRef
    outcome: Outcome
    is_over: bool = False
    repeated: bool = False

    @property
    def job(self) -> Job[Any] | None:
        """The job, if it could be looked at."""
        return self.outcome if isinstance(self.outcome, Job) else None

    @property
    def error(self) -> BatchlightError | None:
        """Why it cannot be watched."""
        return self.outcome if isinstance(self.outcome, BatchlightError) else None
