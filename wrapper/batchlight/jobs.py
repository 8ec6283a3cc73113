"""What a job is, whichever provider runs it: its state, its progress, its name. Knows nothing about HTTP."""

import datetime
import types
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, Protocol, TypeAlias

from attrs import asdict, field, frozen
from typing_extensions import TypeVar

from .finding import Found
from .making import Value, maker
from .markup import Share, table
from .readonly import read_only, read_only_object
from .refs import JobRef as JobRef  # its place for most: the name of a job
from .storing import Fields, plain, written
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
    payload: Mapping[str, Any] = field(converter=read_only_object, repr=False, hash=False)
    reason: str


class UnknownStatusWarning(UserWarning):
    """A provider used a status that this version of batchlight does not know; given once for each."""


class _StatusReader(Protocol):
    """What a provider knows of the typed statuses of its jobs; see `engine.provider.Provider`."""

    def status_name(self, status: object) -> str: ...

    def read_status(self, name: str, tag: str | None, raw: Mapping[str, Any]) -> tuple[Any, Mapping[str, Any]]: ...


_READERS: Final = Found[_StatusReader](f"{__package__}.providers", "PROVIDER")


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
        site: The provider's site where the job lives, such as "eu"; None for the default one.

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
    site: str | None = None

    def __repr__(self) -> str:
        return f"<Job {self.ref} {self.state}{_shown(self.progress)}>"

    @property
    def ref(self) -> JobRef:
        """The job's name: store it to look at the job again later."""
        return JobRef(self.provider, self.id, self.site)

    @property
    def is_terminal(self) -> bool:
        """Whether the job has ended, well or badly."""
        return self.state.is_terminal

    def to_dict(self) -> dict[str, Any]:
        """All of the job as JSON data: what to store, or to send to another process.

        `json.dumps` takes it; dates are in ISO 8601, `raw` is what the provider sent. What was received may hold what
        the provider knows of people: it is stored with it.

        Raises:
            TypeError: the job was made by hand, of a status that is none of the provider's, or of a provider that there
                is not.

        Example:
            >>> job = Job("ecore", "42", JobState.RUNNING, UnknownStatus("Working", {}, "not known"))
            >>> Job.from_dict(job.to_dict()) == job
            True
        """
        return {
            "provider": self.provider,
            "site": self.site,
            "id": self.id,
            "state": str(self.state),
            "status": self._stored_status(),
            "tag": None if self.tag is None else str(self.tag),
            "progress": None if self.progress is None else asdict(self.progress),
            "message": None if self.message is None else str(self.message),
            "created_at": written(self.created_at),
            "started_at": written(self.started_at),
            "finished_at": written(self.finished_at),
            "raw": plain(self.raw),
            "api_version": self.api_version,
            "request_id": self.request_id,
            "received_at": written(self.received_at),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Job[Any]":
        """The job of which `to_dict` made this: an equal one, with a status of the same class.

        Keys that this version of batchlight does not know are passed over. The typed status is read again from what was
        received; if its class has gone in the meantime, it is an `UnknownStatus`.

        Args:
            data: What `to_dict` gave, or what `json.loads` makes of it.

        Raises:
            ValueError: it is no such thing; the message says what is wrong.
        """
        fields = Fields(data, "stored job")
        provider, word = fields.text("provider"), fields.text("state")
        if provider not in _READERS:
            raise ValueError(
                f"this is no stored job: there is no provider {printable(repr(provider), 60)}, "
                f"but there are {', '.join(_READERS)}"
            )
        if word not in set(JobState):
            raise ValueError(
                f"this is no stored job: 'state' is {printable(repr(word), 60)}, and not one of {', '.join(JobState)}"
            )
        ref = JobRef(provider, fields.text("id"), fields.text_or_none("site"))
        if not ref.is_well_formed:
            raise ValueError(f"this is no stored job: no job is named {printable(repr(str(ref)), 60)}")
        tag = fields.text_or_none("tag")
        status, raw = _restored(_READERS[provider], fields, tag)
        progress = fields.inner("progress")
        return Job(
            ref.provider,
            ref.id,
            JobState(word),
            status,
            progress=None
            if progress is None
            else Progress(
                **{name: progress.count(name) for name in ("done", "total", "failed", "skipped")},
                fraction=progress.share("fraction"),
            ),
            message=fields.text_or_none("message"),
            created_at=fields.moment("created_at"),
            started_at=fields.moment("started_at"),
            finished_at=fields.moment("finished_at"),
            raw=raw,
            api_version=fields.text_or_none("api_version"),
            tag=tag,
            request_id=fields.text_or_none("request_id"),
            received_at=fields.moment("received_at"),
            site=ref.site,
        )

    def _stored_status(self) -> dict[str, Any]:
        if isinstance(self.status, UnknownStatus):
            return {"type": _UNKNOWN, "tag": plain(self.status.tag), "reason": self.status.reason}
        if self.provider not in _READERS:
            raise TypeError(f"there is no provider {printable(repr(self.provider), 60)}, and its job is not stored")
        return {"type": _READERS[self.provider].status_name(self.status)}

    def _repr_html_(self) -> str:
        """The job as a small table: what a notebook shows."""
        return table_of([self])


_UNKNOWN: Final = "UnknownStatus"


def _restored(reader: _StatusReader, fields: Fields, tag: str | None) -> tuple[Any, Mapping[str, Any]]:
    """The typed status of a stored job, and what was received, read-only."""
    stored = Fields(fields.mapping("status"), "status of a stored job")
    name, received = stored.text("type"), fields.mapping("raw")
    status, raw = reader.read_status(name, tag, received)
    if name == _UNKNOWN:
        status = UnknownStatus(stored.text_or_none("tag"), raw, stored.text("reason"))
    return status, raw


def table_of(jobs: "Iterable[Job[Any]]") -> str:
    """Jobs as a table in HTML."""
    return table(
        ("job", "state", "progress", "message"),
        ((each.ref, each.state, _share(each.progress), each.message or "") for each in jobs),
    )


def _share(progress: Progress | None) -> Share | str:
    words = _shown(progress).strip()
    return words if progress is None or progress.fraction is None else Share(progress.fraction, words)


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


def stamp(job: Job[Any], request_id: str | None, received_at: datetime.datetime | None, site: str | None) -> None:
    """Put into a job that was made a moment ago, and that nobody else has, what its answer alone does not tell."""
    object.__setattr__(job, "request_id", request_id)
    object.__setattr__(job, "received_at", received_at)
    object.__setattr__(job, "site", site)


def _shown(progress: Progress | None) -> str:
    """Progress in one word: its counts, or else its fraction."""
    if progress is None:
        return ""
    done, total, fraction = progress.done, progress.total, progress.fraction
    # What nobody can count is a broken answer, and would make a long line.
    if done is not None and total is not None and max(done, total) < 10**15:
        return f" {done}/{total}"
    return "" if fraction is None else f" {fraction:.0%}"
