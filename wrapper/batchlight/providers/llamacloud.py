"""LlamaCloud: batch processing of documents (v1beta), and how the batches that came after it (v2) are read.

`completed` does not mean that every item succeeded: `progress.failed` counts those that did not. The documentation's
own example shows a pending job with a date of completion; a date does not make a job finished, its status does. A batch
of v2 tells neither counts nor a date of its end; how a file went, the file's own job says.
"""

# pyright: reportPrivateUsage=false
# A generated module's builder of requests is named _get_kwargs.

from collections.abc import Mapping
from typing import Any, ClassVar, Final, TypeAlias

from batchlight_clients.llamacloud.api.batch import get_batch_job_status
from batchlight_clients.llamacloud.models import BatchJobStatus as Status
from batchlight_clients.llamacloud.models import BatchJobStatusResponse
from batchlight_clients.llamacloud_v2.models import Batch, BatchStatus
from batchlight_clients.operations import OPERATIONS

from ..drivers.clients import AsyncClient, Client
from ..drivers.looking import JobOperations
from ..engine.budgets import RateBudget
from ..engine.calls import Call
from ..engine.policies import PollPolicy
from ..engine.polling import Guidance
from ..engine.provider import IdShape, Listing, Provider, Site
from ..jobs import Job, JobRef, JobState, Progress, UnknownStatus
from ..reading.decoding import decode_status
from ..reading.fields import count, moment, ratio, text
from ..reading.identity import check_job
from ..reading.jsondata import is_object

LlamaCloudStatus: TypeAlias = BatchJobStatusResponse | UnknownStatus
"""What `Job.status` is: the answer as it is typed in the spec, or `UnknownStatus`."""

LlamaCloudBatchStatus: TypeAlias = Batch | UnknownStatus
"""What it is where v2 answered."""

# Its folders in specs/, and the schemas there that list the statuses of a job.
APIS: Final[Mapping[str, tuple[str, ...]]] = {"llamacloud": ("BatchJobStatus",), "llamacloud_v2": ("BatchStatus",)}
# The words of v1beta are in small letters (the reference page "Get Batch Job Status"), those of v2 in capitals (the
# official client, llama-cloud 2.19.0).
STATES: Final[Mapping[str, JobState]] = {
    Status.PENDING: JobState.QUEUED,
    # Not explained anywhere; the reference page lists it between "running" and "completed".
    Status.DISPATCHED: JobState.RUNNING,
    Status.RUNNING: JobState.RUNNING,
    Status.COMPLETED: JobState.SUCCEEDED,
    Status.FAILED: JobState.FAILED,
    Status.CANCELLED: JobState.CANCELLED,
    BatchStatus.PENDING: JobState.QUEUED,
    # Not explained anywhere; presumably it waits for its share of the capacity.
    BatchStatus.THROTTLED: JobState.QUEUED,
    BatchStatus.RUNNING: JobState.RUNNING,
    BatchStatus.COMPLETED: JobState.SUCCEEDED,
    BatchStatus.FAILED: JobState.FAILED,
    BatchStatus.CANCELLED: JobState.CANCELLED,
}
# How often to ask is not documented for these jobs. The official client's examples sleep 3 seconds; the free tier
# allows 20 requests a minute (third-party notes of June 2026), for which 15 seconds leave room.
GUIDANCE: Final = (Guidance(PollPolicy(initial=3, maximum=15)),)
# From its pages; the variables are those of its official client.
PROVIDER: Final = Provider(
    title="LlamaCloud",
    base_url="https://api.cloud.llamaindex.ai",
    base_url_variable="LLAMA_CLOUD_BASE_URL",
    key_variable="LLAMA_CLOUD_API_KEY",
    key_header="Authorization",
    key_prefix="Bearer ",
    # Only the example is documented. The first character keeps "." and ".." out, which a path would lose.
    id_shape=IdShape(
        "letters, digits, '-' and '_'",
        "bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
        r"[A-Za-z0-9][A-Za-z0-9_-]{0,127}",
    ),
    apis=APIS,
    states=STATES,
    guidance=GUIDANCE,
    # The free tier's (third-party notes of June 2026); what a plan allows is not documented, and `budget=` says it.
    budget=RateBudget(per_minute=20),
    # "limit": up to 1000 (the reference page of the list).
    listing=Listing(1000, active_only=False),
    # Its page "Regions": accounts, keys and jobs belong to one region. The official client knows one variable for keys;
    # a second one for Europe is a habit of third parties. The variable of the URL is named after it.
    sites=(
        Site(
            "eu",
            "https://api.cloud.eu.llamaindex.ai",
            key_variables=("LLAMA_CLOUD_EU_API_KEY", "LLAMA_CLOUD_API_KEY"),
            base_url_variable="LLAMA_CLOUD_EU_BASE_URL",
        ),
    ),
    id_path=("job", "id"),
)
_MODELS: Final = dict.fromkeys(STATES, BatchJobStatusResponse)
_BATCH_MODELS: Final = dict.fromkeys(STATES, Batch)


def batch_of(job_id: str, payload: Mapping[str, Any]) -> Job[LlamaCloudBatchStatus]:
    """The job that an answer of v2 describes."""
    state, status = decode_status(PROVIDER.name, payload.get("status"), payload, STATES, _BATCH_MODELS)
    return Job(
        PROVIDER.name,
        job_id,
        state,
        status,
        created_at=moment(payload, "created_at"),
        raw=payload,
        api_version="v2",
        tag=text(payload, "status"),
    )


def job_of(job_id: str, payload: Mapping[str, Any]) -> Job[LlamaCloudStatus]:
    """The job that a status answer of v1beta describes."""
    inner = payload.get("job")
    job: Mapping[str, Any] = inner if is_object(inner) else {}
    state, status = decode_status(PROVIDER.name, job.get("status"), payload, STATES, _MODELS)
    return Job(
        PROVIDER.name,
        job_id,
        state,
        status,
        progress=_progress(job, payload.get("progress_percentage")),
        message=text(job, "error_message"),
        created_at=moment(job, "created_at"),
        started_at=moment(job, "started_at"),
        finished_at=moment(job, "completed_at") if state.is_terminal else None,
        raw=payload,
        tag=text(job, "status"),
    )


def _progress(job: Mapping[str, Any], percentage: Any) -> Progress | None:
    total = count(job, "total_items")
    known = isinstance(percentage, int | float) and not isinstance(percentage, bool)
    if total is None and not known:
        return None
    return Progress(
        done=count(job, "processed_items", 0),
        total=total,
        failed=count(job, "failed_items", 0),
        skipped=count(job, "skipped_items", 0),
        fraction=ratio(percentage, 100) if known else None,
    )


def _answered(job_id: str, payload: Mapping[str, Any]) -> Job[LlamaCloudStatus]:
    check_job(job_id, PROVIDER.told_id(payload))
    return job_of(job_id, payload)


def get_call(id: JobRef | str) -> Call[Job[LlamaCloudStatus]]:
    """The call that asks for a job's status."""
    ref = PROVIDER.ref(id)
    request = get_batch_job_status._get_kwargs(ref.id)
    return Call(
        OPERATIONS["llamacloud.get_batch_job_status"],
        request,
        lambda payload: _answered(ref.id, payload),
        ref,
    )


class LlamaCloudOperations(JobOperations[LlamaCloudStatus, str]):
    """What can be done at the provider."""

    provider: ClassVar = PROVIDER

    def _look(self, ref: JobRef) -> Call[Job[LlamaCloudStatus]]:
        return get_call(ref)


class LlamaCloud(LlamaCloudOperations, Client[LlamaCloudStatus, str]):
    """LlamaCloud, synchronously. The key is by default that of LLAMA_CLOUD_API_KEY; see `Client` for the arguments.

    `site="eu"` is the European site, whose key is that of LLAMA_CLOUD_EU_API_KEY if it is set.

    Example:
        >>> with LlamaCloud() as llama:
        ...     job = llama.get("bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee")
        >>> print(job.state, job.progress.fraction)
        running 0.5
    """


class AsyncLlamaCloud(LlamaCloudOperations, AsyncClient[LlamaCloudStatus, str]):
    """LlamaCloud, from asyncio or trio; the arguments and methods are those of `LlamaCloud`."""
