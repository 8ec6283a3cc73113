"""What a job is, whichever provider runs it: its state, its progress, its name. Knows nothing about HTTP."""

import datetime
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import total_ordering
from typing import Any, Final, Generic, Literal, Protocol, Self, TypeAlias, cast
from uuid import UUID

from attrs import asdict, field, frozen
from typing_extensions import TypeVar

from .finding import Found
from .markup import Share, table
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
class Progress:
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


def _id_text(id: str | int | UUID) -> str:
    given = cast("object", id)
    if isinstance(given, bool) or not isinstance(given, str | int | UUID):
        raise TypeError(f"the id of a job is a string, an integer or a UUID, not {printable(repr(id), 60)}")
    return str(id)


@total_ordering
@frozen
class JobRef:
    """The name of a job, as one string: what to store in order to look at the job again later.

    It can be used as a key, and sorts by provider, site and id; ids that are numbers by their size.

    Attributes:
        provider: The provider's name, such as "revenuebase".
        id: The provider's id of the job, as a string; an integer or a UUID becomes one.
        site: The provider's site where the job lives, such as "eu"; None for the default one.

    Example:
        >>> ref = JobRef("revenuebase", 42)
        >>> str(ref)
        'revenuebase:42'
        >>> JobRef.parse("revenuebase:42") == ref
        True
        >>> str(JobRef("llamacloud", "bjb-1", site="eu"))
        'llamacloud.eu:bjb-1'
    """

    provider: str
    id: str = field(converter=_id_text)
    site: str | None = None

    def __str__(self) -> str:
        return f"{self.where}:{self.id}"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, JobRef):
            return NotImplemented
        return self._order < other._order

    @property
    def where(self) -> str:
        """What stands before the id: the provider, and the site if it is not the default one."""
        return self.provider if self.site is None else f"{self.provider}.{self.site}"

    @property
    def _order(self) -> tuple[str, str, int, str, str]:
        # A longer number is a larger one; what is no number comes after all numbers.
        number = self.id.lstrip("0") if self.id.isascii() and self.id.isdigit() else None
        length = len(number) if number is not None else _LONGEST
        return self.provider, self.site or "", length, number or "", self.id

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `provider:id` or `provider.site:id`.

        Whether the provider exists, and its sites and ids look like this, is checked where the job is asked for.

        Raises:
            ValueError: the text is not of that form.
        """
        match = _REF.fullmatch(text)
        if match is None:
            raise ValueError(
                "a job is named provider:id or provider.site:id, such as revenuebase:42, "
                f"not {printable(repr(text), 60)}"
            )
        return cls(match["provider"], match["id"], match["site"])


_REF: Final = re.compile(
    r"(?P<provider>[a-z][a-z0-9_]*)(?:\.(?P<site>[a-z][a-z0-9_-]*))?:(?P<id>[\x21-\x7e]{1,200})", re.ASCII
)
_LONGEST: Final = 10**9


class _StatusReader(Protocol):
    """What a provider knows of the typed statuses of its jobs; see `engine.provider.Provider`."""

    def status_name(self, status: object) -> str: ...

    def read_status(self, name: str, tag: str | None, raw: Mapping[str, Any]) -> tuple[Any, Mapping[str, Any]]: ...


_READERS: Final = Found[_StatusReader](f"{__package__}.providers", "PROVIDER")


@frozen(repr=False)
class Job(Generic[S_co]):
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
            TypeError: the status is of a class that is none of the provider's, as in a job that was made by hand.

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

        Keys that this version of batchlight does not know are passed over. A status of a class that it does not have
        is read anew from what was received.

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
        tag = fields.text_or_none("tag")
        status, raw = _restored(_READERS[provider], fields, tag)
        progress = fields.inner("progress")
        return Job(
            provider,
            fields.text("id"),
            JobState(word),
            status,
            progress=None
            if progress is None
            else Progress(
                **{name: progress.count(name) for name in ("done", "total", "failed", "skipped")},
                fraction=progress.number("fraction"),
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
            site=fields.text_or_none("site"),
        )

    def _stored_status(self) -> dict[str, Any]:
        if isinstance(self.status, UnknownStatus):
            return {"type": _UNKNOWN, "tag": plain(self.status.tag), "reason": self.status.reason}
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


def _shown(progress: Progress | None) -> str:
    """Progress in one word: its counts, or else its fraction."""
    if progress is None:
        return ""
    done, total, fraction = progress.done, progress.total, progress.fraction
    # What nobody can count is a broken answer, and would make a long line.
    if done is not None and total is not None and max(done, total) < 10**15:
        return f" {done}/{total}"
    return "" if fraction is None else f" {fraction:.0%}"
