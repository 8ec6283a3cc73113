"""What a job is, whichever provider runs it: its state, its progress, its name. Knows nothing about HTTP."""

import datetime
import re
import types
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, Literal, Self, TypeAlias

from attrs import field, frozen
from typing_extensions import TypeVar

from .making import Value, maker
from .readonly import read_only
from .text import printable

S_co = TypeVar("S_co", covariant=True)


class JobState(StrEnum):
    """Where a job stands, in words that are the same for all providers."""

    QUEUED = "queued"
    RUNNING = "running"
    NEEDS_ACTION = "needs_action"
    """The provider waits for the caller: it will not go on by itself."""
    CANCELLING = "cancelling"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"
    """The provider used a status that this version of batchlight does not know. The job may well go on."""

    @property
    def is_terminal(self) -> bool:
        """Whether a job in this state can no longer change. `needs_action` and `unknown` can."""
        return self in _TERMINAL


_TERMINAL = (JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED)

StateWord: TypeAlias = Literal[
    "queued", "running", "needs_action", "cancelling", "succeeded", "failed", "cancelled", "unknown"
]
"""The words of `JobState` as a type checker knows them."""


@frozen
class Progress(Value):
    """How far a job is. What the provider does not tell is None.

    Attributes:
        done: Items that are dealt with.
        total: All items.
        failed: Items that failed.
        skipped: Items that were passed over.
        fraction: From 0.0 to 1.0.
    """

    done: int | None = None
    total: int | None = None
    failed: int | None = None
    skipped: int | None = None
    fraction: float | None = None


@frozen
class UnknownStatus:
    """A status that could not be read as one of the provider's documented ones.

    Either the tag is not known (then the job's state is `unknown`), or the tag is known and the rest does not fit it
    (then the state still comes from the tag).

    Attributes:
        tag: The provider's word for the status; None if there was none, or it was no string.
        payload: The JSON object as received, read-only.
        reason: What did not fit, in words.
    """

    tag: str | None = field(repr=lambda tag: printable(repr(tag), 100))
    payload: Mapping[str, Any] = field(repr=False, hash=False)
    reason: str


class UnknownStatusWarning(UserWarning):
    """A provider used a status that this version of batchlight does not know; given once for each."""


@frozen
class JobRef:
    """The name of a job at a provider, as one string: what to store in order to look at the job again later.

    Attributes:
        provider: The provider's name, such as "revenuebase".
        id: The provider's id of the job.

    Example:
        >>> ref = JobRef("revenuebase", "42")
        >>> str(ref)
        'revenuebase:42'
        >>> JobRef.parse("revenuebase:42") == ref
        True
    """

    provider: str
    id: str

    def __str__(self) -> str:
        return f"{self.provider}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `provider:id`.

        Whether the provider exists, and its ids look like this, is checked where the job is asked for.

        Raises:
            ValueError: the text is not of that form.
        """
        match = re.fullmatch(r"(?P<provider>[a-z][a-z0-9_]*):(?P<id>[\x21-\x7e]{1,200})", text)
        if match is None:
            raise ValueError(f"a job is named provider:id, such as revenuebase:42, not {printable(repr(text), 60)}")
        return cls(match["provider"], match["id"])


@frozen(repr=False)
class Job(Value, Generic[S_co]):
    """A job as the provider last described it.

    It can be pickled, copied and used as a key. Its repr is one short line without anything that the provider wrote.

    Attributes:
        provider: The provider's name, such as "revenuebase".
        id: The provider's id of the job.
        state: Where the job stands.
        status: The provider's own typed status, or `UnknownStatus`.
        progress: How far it is, where the provider tells.
        message: What the provider remarks, for people; it is the provider's text, unchanged.
        created_at: When the job was created, in UTC.
        started_at: When work on it began, in UTC.
        finished_at: When it ended, in UTC; None as long as the state is not terminal.
        raw: The JSON object as received, read-only.
        api_version: Which version of the provider's API answered, where there are several (Revenuebase's "v1" or "v2").
            Two jobs are equal whichever answered.
        tag: The provider's own word for where the job stands, such as "parsing_content"; None if there was none.
        request_id: The provider's id of the request that this answers, if it sent one: what a support ticket needs.
        received_at: When the answer came, in UTC.

    Two jobs are equal whichever request told of them, and when.
    """

    provider: str
    id: str
    state: JobState
    # What is JSON data, or made of it, cannot be hashed; jobs that are equal have equal hashes all the same.
    status: S_co = field(hash=False)
    progress: Progress | None = None
    message: str | None = None
    created_at: datetime.datetime | None = None
    started_at: datetime.datetime | None = None
    finished_at: datetime.datetime | None = None
    raw: Mapping[str, Any] = field(factory=dict[str, Any], hash=False)
    api_version: str | None = field(default=None, eq=False)
    tag: str | None = None
    request_id: str | None = field(default=None, eq=False)
    received_at: datetime.datetime | None = field(default=None, eq=False)

    def __repr__(self) -> str:
        return f"<Job {self.ref} {self.state}{_shown(self.progress)}>"

    @property
    def ref(self) -> JobRef:
        """The job's name: store it to look at the job again later."""
        return JobRef(self.provider, self.id)

    @property
    def is_terminal(self) -> bool:
        """Whether the job has ended, well or badly."""
        return self.state.is_terminal


class _Raw:
    """`Job.raw`, which is made read-only when it is asked for: few ask for it, and a job is made with each look.

    Until then it is as it was given, and nobody else has it.
    """

    def __init__(self, slot: types.MemberDescriptorType) -> None:
        self._slot = slot
        self.__doc__ = "The JSON object as received, read-only."

    def __get__(self, job: Job[Any] | None, owner: type) -> Any:
        if job is None:
            return self
        value = self._slot.__get__(job, owner)
        if type(value) is dict:
            value = read_only(value)
            self._slot.__set__(job, value)
        return value

    def __set__(self, job: Job[Any], value: object) -> None:
        # attrs comes here when it reads a pickle or makes a subclass. Everybody else is refused before.
        self._slot.__set__(job, value)


# In the place of the slot that attrs has made.
setattr(Job, "raw", _Raw(vars(Job)["raw"]))  # noqa: B010  # to type checkers it is a field


# What makes one for each look. To type checkers it is the class, with its arguments.
if TYPE_CHECKING:
    new_job: type[Job[Any]] = Job
    new_progress = Progress
else:
    new_job, new_progress = maker(Job), maker(Progress)


def is_job(value: object) -> bool:
    """Whether the result of a call is a job."""
    return isinstance(value, Job)


def stamp(job: Job[Any], request_id: str | None, received_at: datetime.datetime | None) -> None:
    """Put into a job that was made a moment ago, and that nobody else has, which request told of it, and when."""
    object.__setattr__(job, "request_id", request_id)
    object.__setattr__(job, "received_at", received_at)


def _shown(progress: Progress | None) -> str:
    """Progress in one word: its counts, or else its fraction."""
    if progress is None:
        return ""
    done, total, fraction = progress.done, progress.total, progress.fraction
    # What nobody can count is a broken answer, and would make a long line.
    if done is not None and total is not None and max(done, total) < 10**15:
        return f" {done}/{total}"
    return "" if fraction is None else f" {fraction:.0%}"
