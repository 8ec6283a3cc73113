"""eCore: validation of e-mail lists.

A job that is `Processed` may hold records that ended as `Error`; no count tells of them, so `progress.failed` is None.
Every answer carries up to 100 records, which cannot be switched off.
"""

# pyright: reportPrivateUsage=false
# A generated module's builder of requests is named _get_kwargs.

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Final, TypeAlias

from batchlight_clients.ecore.api.jobs import get_job
from batchlight_clients.ecore.models import JobDetail
from batchlight_clients.ecore.models import JobStatus as Status
from batchlight_clients.operations import OPERATIONS

from ..drivers.clients import AsyncClient, Client
from ..drivers.looking import JobOperations
from ..engine.calls import About, Call
from ..engine.policies import PollPolicy
from ..engine.polling import Guidance
from ..engine.provider import WHOLE_NUMBER, Provider
from ..jobs import Job, JobState, Progress, UnknownStatus, new_job, new_progress
from ..reading.decoding import decode_status
from ..reading.fields import count, moment, ratio, text
from ..reading.identity import check_job

ECoreStatus: TypeAlias = JobDetail | UnknownStatus
"""What `Job.status` is: the answer as it is typed in the spec, or `UnknownStatus`."""

# Its folders in specs/, and the schemas there that list the statuses of a job.
APIS: Final[Mapping[str, tuple[str, ...]]] = {"ecore": ("JobStatus",)}
# Its page "Job Status".
STATES: Final[Mapping[str, JobState]] = {
    Status.UPLOADING: JobState.QUEUED,
    Status.PROCESSING: JobState.RUNNING,
    Status.PROCESSED: JobState.SUCCEEDED,
    Status.FAILED: JobState.FAILED,
}
# "Every few seconds for small jobs, every 15-30 seconds for large jobs" (its page "Job Status"); what is large is not
# said.
GUIDANCE: Final = (
    Guidance(PollPolicy(initial=3, maximum=10), up_to=1000),
    Guidance(PollPolicy(initial=15, maximum=30)),
)
# From its pages; the variables after the example of the others.
PROVIDER: Final = Provider(
    title="eCore",
    base_url="https://app.ecoreservice.com/backend/api/v1",
    base_url_variable="ECORE_BASE_URL",
    key_variable="ECORE_API_TOKEN",
    key_header="Authorization",
    # The word is `Token`: with `Bearer` the service answers 401 (its page about authentication).
    key_prefix="Token ",
    id_shape=WHOLE_NUMBER,
    apis=APIS,
    states=STATES,
    guidance=GUIDANCE,
)
_SUMMARY: Final = re.compile(r"([0-9]{1,18})/[0-9]{1,18}")
_MODELS: Final = dict.fromkeys(STATES, JobDetail)


def job_of(job_id: str, payload: Mapping[str, Any]) -> Job[ECoreStatus]:
    """The job that a status answer describes."""
    state, status = decode_status(PROVIDER.name, payload.get("status"), payload, STATES, _MODELS)
    return new_job(
        PROVIDER.name,
        job_id,
        state,
        status,
        progress=_progress(payload),
        created_at=moment(payload, "created_at", status),
        started_at=moment(payload, "started_at", status),
        finished_at=moment(payload, "completed_at", status) if state.is_terminal else None,
        raw=payload,
        tag=text(payload, "status"),
    )


def _progress(payload: Mapping[str, Any]) -> Progress | None:
    total = count(payload, "total_records")
    # "250/250" counts every processed record; the three counts leave out those that ended as Error.
    summary = _SUMMARY.fullmatch(text(payload, "results_summary") or "")
    done = int(summary[1]) if summary else None
    if total is None and done is None:
        return None
    return new_progress(done=done, total=total, fraction=ratio(done, total))


def _answered(job_id: str, payload: Mapping[str, Any]) -> Job[ECoreStatus]:
    check_job(job_id, payload.get("id"))
    return job_of(job_id, payload)


def get_call(id: int | str) -> Call[Job[ECoreStatus]]:
    """The call that asks for a job."""
    ref = PROVIDER.ref(id)
    return Call(
        OPERATIONS["ecore.get_job"],
        get_job._get_kwargs(int(ref.id)),
        About(_answered, ref.id),
        ref,
    )


class ECoreOperations(JobOperations[ECoreStatus, int | str]):
    """What can be done at the provider."""

    provider: ClassVar = PROVIDER

    def _look(self, id: int | str) -> Call[Job[ECoreStatus]]:
        return get_call(id)


class ECore(ECoreOperations, Client[ECoreStatus, int | str]):
    """eCore, synchronously. The token is by default that of ECORE_API_TOKEN; see `Client` for the arguments.

    Example:
        >>> with ECore() as ecore:
        ...     job = ecore.get(42)
        >>> print(job.state, job.progress.done, "of", job.progress.total)
        succeeded 250 of 250
    """


class AsyncECore(ECoreOperations, AsyncClient[ECoreStatus, int | str]):
    """eCore, from asyncio or trio; the arguments and methods are those of `ECore`."""
