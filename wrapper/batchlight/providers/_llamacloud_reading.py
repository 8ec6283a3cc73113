"""How LlamaCloud's answers are read: jobs of v1beta and of v2, in each of the forms in which they are told."""

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, TypeAlias, Union

from attrs import field, frozen
from batchlight_clients.llamacloud import models as v1beta
from batchlight_clients.llamacloud_v2 import models as v2

from ..engine.provider import Provider
from ..jobs import Job, JobRef, Progress, UnknownStatus, new_job, new_progress
from ..reading.decoding import decode, decode_status
from ..reading.fields import count, moment, ratio, text
from ..reading.identity import Mismatch, check_job
from ..reading.jsondata import is_object
from ..reading.readers import DoesNotFit, M
from ..readonly import read_only_object
from ._late import place

ApiVersion: TypeAlias = Literal["v1beta", "v2"]

# Its classes stand as text: see `_late`.
LlamaCloudStatus: TypeAlias = Union[
    "v1beta.BatchJobStatusResponse",
    "v1beta.BatchJobResponse",
    "v1beta.BatchJobCancelResponse",
    "v2.Batch",
    UnknownStatus,
]
"""What `Job.status` is: the answer as it is typed in the spec, or `UnknownStatus`. Where v2 answered it is a `Batch`;
where v1beta did, a `BatchJobStatusResponse`, but for `submit` and an entry of `list` (`BatchJobResponse`) and for
`cancel` (`BatchJobCancelResponse`)."""

LlamaCloudBatchStatus: TypeAlias = Union["v2.Batch", UnknownStatus]
"""What `Job.status` is where v2 answered."""
place(LlamaCloudStatus, __name__)
place(LlamaCloudBatchStatus, __name__)

# The prefixes of the documented examples of ids: of the reference page "Get Batch Job Status", and of the official
# client, llama-cloud 2.19.0.
_PREFIXES: Final[Mapping[str, ApiVersion]] = {"bjb-": "v1beta", "bat-": "v2"}


def version_of(id: str, chosen: ApiVersion | None) -> ApiVersion:
    """The version that knows a job, by the prefix of its id; one without is of the one that was chosen, or of v1beta.

    Example:
        >>> version_of("bat-1", "v1beta"), version_of("41c7", "v2"), version_of("41c7", None)
        ('v2', 'v2', 'v1beta')
    """
    return _PREFIXES.get(id[:4], chosen or "v1beta")


@frozen
class FileResult:
    """What became of one file of a batch.

    Attributes:
        id: The file in its directory, or the item.
        name: Its name, where the provider tells.
        status: The provider's own word for how it went ("completed", "FAILED", ...). v2 has none of its own: it is the
            one of the file's job, if that was asked for.
        error: Why there is no result.
        job: The job that was made of the file; its result is to be had from the provider's API for such jobs.
        job_type: What that job does, such as "parse_v2", where the provider tells.
        raw: The JSON object as received, read-only.
    """

    id: str
    name: str | None = None
    status: str | None = None
    error: str | None = None
    job: str | None = None
    job_type: str | None = None
    raw: Mapping[str, Any] = field(factory=dict[str, Any], converter=read_only_object, repr=False, hash=False)


def read_job(
    provider: Provider,
    id: str,
    payload: Mapping[str, Any],
    models: "Mapping[str, type[v1beta.BatchJobStatusResponse]]",
) -> Job[LlamaCloudStatus]:
    """The job of a status answer of v1beta."""
    inner = payload.get("job")
    told = inner if is_object(inner) else {}
    return _v1beta(provider, id, told, payload, models, payload.get("progress_percentage"))


def read_entry(provider: Provider, payload: Mapping[str, Any]) -> Job[LlamaCloudStatus]:
    """The job of an entry of v1beta's list, or of the answer that made it."""
    models = dict.fromkeys(provider.states, v1beta.BatchJobResponse)
    return _v1beta(provider, id_in(provider, payload), payload, payload, models, None)


def _v1beta(
    provider: Provider,
    id: str,
    told: Mapping[str, Any],
    payload: Mapping[str, Any],
    models: "Mapping[str, type[v1beta.BatchJobStatusResponse | v1beta.BatchJobResponse]]",
    percentage: Any,
) -> Job[LlamaCloudStatus]:
    state, status = decode_status(provider.name, told.get("status"), payload, provider.states, models)
    typed = status.job if isinstance(status, v1beta.BatchJobStatusResponse) else status
    return new_job(
        provider.name,
        id,
        state,
        status,
        progress=_progress(told, percentage),
        message=text(told, "error_message"),
        created_at=moment(told, "created_at", typed),
        started_at=moment(told, "started_at", typed),
        finished_at=moment(told, "completed_at", typed) if state.is_terminal else None,
        raw=payload,
        api_version="v1beta",
        tag=text(told, "status"),
    )


def _progress(job: Mapping[str, Any], percentage: Any) -> Progress | None:
    total = count(job, "total_items")
    known = isinstance(percentage, int | float) and not isinstance(percentage, bool)
    if total is None and not known:
        return None
    return new_progress(
        done=count(job, "processed_items", 0),
        total=total,
        failed=count(job, "failed_items", 0),
        skipped=count(job, "skipped_items", 0),
        fraction=ratio(percentage, 100) if known else None,
    )


def read_cancelled(provider: Provider, ref: JobRef, payload: Mapping[str, Any]) -> Job[LlamaCloudStatus]:
    """The job of v1beta's answer to a cancel."""
    check_job(ref.id, payload.get("job_id"))
    models = dict.fromkeys(provider.states, v1beta.BatchJobCancelResponse)
    state, status = decode_status(provider.name, payload.get("status"), payload, provider.states, models)
    done = count(payload, "processed_items")
    return new_job(
        provider.name,
        ref.id,
        state,
        status,
        progress=None if done is None else new_progress(done=done),
        message=text(payload, "message"),
        raw=payload,
        api_version="v1beta",
        tag=text(payload, "status"),
    )


def read_batch(provider: Provider, id: str, payload: Mapping[str, Any]) -> Job[LlamaCloudBatchStatus]:
    """The job of an answer of v2."""
    states = provider.states
    state, status = decode_status(
        provider.name, payload.get("status"), payload, states, dict.fromkeys(states, v2.Batch)
    )
    return new_job(
        provider.name,
        id,
        state,
        status,
        created_at=moment(payload, "created_at", status),
        raw=payload,
        api_version="v2",
        tag=text(payload, "status"),
    )


def id_in(provider: Provider, payload: Mapping[str, Any]) -> str:
    """The id of a job that nobody has named.

    Raises:
        Mismatch: there is none.
    """
    try:
        return provider.ref(payload.get("id")).id
    except ValueError:
        raise Mismatch("it tells no id of a job") from None


def read_item(payload: Mapping[str, Any]) -> FileResult:
    """An item of v1beta."""
    id = text(payload, "item_id")
    if id is None:
        raise Mismatch("an item has no item_id")
    error = text(payload, "error_message") or text(payload, "skip_reason")
    job = text(payload, "job_id")
    return FileResult(id, text(payload, "item_name"), text(payload, "status"), error, job, raw=payload)


def read_result(payload: Mapping[str, Any]) -> FileResult:
    """An entry of the results of a batch of v2."""
    id = text(payload, "source_directory_file_id")
    if id is None:
        raise Mismatch("a result has no source_directory_file_id")
    said = payload.get("job_reference")
    reference = said if is_object(said) else {}
    job, job_type = text(reference, "id"), text(reference, "type")
    return FileResult(id, error=text(payload, "error_message"), job=job, job_type=job_type, raw=payload)


def exactly(model: type[M]) -> Callable[[Mapping[str, Any]], M]:
    """Reads answers that are of one class."""

    def parse(payload: Mapping[str, Any]) -> M:
        try:
            return decode(model, payload)
        except DoesNotFit as error:
            raise Mismatch(str(error)) from None

    return parse
