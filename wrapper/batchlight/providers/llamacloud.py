"""LlamaCloud: batch processing of documents, in two versions: v2, and v1beta, which it came after.

`completed` does not mean that every item succeeded: `progress.failed` counts those that did not. The documentation's
own example shows a pending job with a date of completion; a date does not make a job finished, its status does. A batch
of v2 tells neither counts nor a date of its end; how a file went, the file's own job says.
"""

# pyright: reportPrivateUsage=false
# A generated module's builder of requests is named _get_kwargs.

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final, Unpack

from batchlight_clients.llamacloud import models as v1beta
from batchlight_clients.llamacloud.api import batch
from batchlight_clients.llamacloud.models import BatchJobStatus as Status
from batchlight_clients.llamacloud_v2.models import BatchStatus
from batchlight_clients.operations import OPERATIONS

from ..drivers.clients import AsyncClient, AsyncClientOptions, Client, ClientOptions
from ..engine.budgets import RateBudget
from ..engine.calls import About, Call, Page
from ..engine.policies import PollPolicy
from ..engine.polling import Guidance
from ..engine.provider import IdShape, Listing, Provider, Site
from ..errors import ConfigurationError
from ..jobs import Job, JobRef, JobState
from ..keys import Secret
from ..reading.identity import check_job
from ..text import printable
from . import _llamacloud_reading as reading
from ._late import late_type
from ._llamacloud_batches import BatchOperations
from ._llamacloud_calls import Wanted, batch_call, list_call
from ._llamacloud_reading import ApiVersion, read_batch, read_job, version_of
from ._llamacloud_reading import FileResult as FileResult
from ._llamacloud_reading import LlamaCloudBatchStatus as _BatchStatus
from ._llamacloud_reading import LlamaCloudStatus as _Status

if TYPE_CHECKING:
    from ._llamacloud_reading import LlamaCloudBatchStatus as LlamaCloudBatchStatus
    from ._llamacloud_reading import LlamaCloudStatus as LlamaCloudStatus
else:

    def __getattr__(name: str) -> object:
        return late_type(reading, __name__, name)


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
# "limit": up to 1000 (the reference page of the list).
V1BETA_LIST: Final = Listing(1000, active_only=False)
# How many a page holds is not documented, and the official client (llama-cloud 2.19.0) does not ask for a number.
V2_LIST: Final = Listing(None, active_only=False)
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
    listings=(V1BETA_LIST, V2_LIST),
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


@cache
def _models() -> "Mapping[str, type[v1beta.BatchJobStatusResponse]]":
    return dict.fromkeys(STATES, v1beta.BatchJobStatusResponse)


def batch_of(job_id: str, payload: Mapping[str, Any]) -> Job[_BatchStatus]:
    """The job that an answer of v2 describes."""
    return read_batch(PROVIDER, job_id, payload)


def job_of(job_id: str, payload: Mapping[str, Any]) -> Job[_Status]:
    """The job that a status answer describes, one of v1beta or of v2."""
    if "job" not in payload and "source_directory_id" in payload:
        return read_batch(PROVIDER, job_id, payload)
    return read_job(PROVIDER, PROVIDER.ref(job_id).id, payload, _models())


def _answered(job_id: str, payload: Mapping[str, Any]) -> Job[_Status]:
    check_job(job_id, PROVIDER.told_id(payload))
    return read_job(PROVIDER, job_id, payload, _models())


def get_call(id: JobRef | str, chosen: ApiVersion | None = None) -> Call[Job[_Status]]:
    """The call that asks for a job's status, in the version that knows it."""
    ref = PROVIDER.ref(id)
    if version_of(ref.id, chosen) == "v2":
        return batch_call(PROVIDER, ref)
    return Call(
        OPERATIONS["llamacloud.get_batch_job_status"],
        batch.get_batch_job_status._get_kwargs(ref.id),
        About(_answered, ref.id),
        ref,
    )


class LlamaCloudOperations(BatchOperations):
    """What can be done at the provider."""

    provider: ClassVar = PROVIDER

    def _look(self, ref: JobRef) -> Call[Job[_Status]]:
        return get_call(ref, self._chosen)

    def _listing_of(self, id: str) -> Listing | None:
        return V2_LIST if version_of(id, self._chosen) == "v2" else V1BETA_LIST

    def _bulk_look(self, listing: Listing) -> Call[Page[Job[_Status]]]:
        return list_call(self.provider, "v2" if listing is V2_LIST else "v1beta", Wanted())

    def _choose(self, version: str | None) -> None:
        if version not in (None, "v1beta", "v2"):
            raise ConfigurationError(f'api_version is "v2" or "v1beta", not {printable(repr(version), 60)}')
        self._chosen = "v1beta" if version == "v1beta" else "v2" if version == "v2" else None
        self.api_version = self._chosen or "v2"


class LlamaCloud(LlamaCloudOperations, Client[_Status, str]):
    """LlamaCloud, synchronously. The key is by default that of LLAMA_CLOUD_API_KEY.

    Jobs are made and listed with v2, which is what the newest official client speaks; v1beta went from that client with
    its version 2.14.0. A job is asked for, cancelled and told of in the version that its id is from: `bat-` is v2,
    `bjb-` is v1beta; an id that has neither is asked for in the version that was chosen, or else in v1beta.
    `Job.api_version` says which answered.

    `site="eu"` is the European site, whose key is that of LLAMA_CLOUD_EU_API_KEY if it is set.

    Args:
        api_key: The key.
        api_version: "v2", or "v1beta" to make and list jobs with that.
        base_url, site, timeout, retry, poll, lifecycle, budget, verify, proxy, transport, http_client, on_event, clock,
            sleep: See `Client`.

    Raises:
        ConfigurationError: there is no key, the base URL is not safe, or there is no such version.

    Example:
        >>> with LlamaCloud() as llama:
        ...     job = llama.get("bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee")
        >>> print(job.state, job.progress.fraction)
        running 0.5
    """

    def __init__(
        self,
        api_key: str | Secret | None = None,
        *,
        api_version: ApiVersion | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        try:
            self._choose(api_version)
            super().__init__(api_key, **options)
        finally:
            # Also the frame of a constructor that failed shows no key.
            del api_key


class AsyncLlamaCloud(LlamaCloudOperations, AsyncClient[_Status, str]):
    """LlamaCloud, from asyncio or trio; the arguments and methods are those of `LlamaCloud`.

    Example:
        >>> import asyncio
        >>> async def state():
        ...     async with AsyncLlamaCloud() as client:
        ...         return (await client.get("bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee")).state
        >>> print(asyncio.run(state()))
        running
    """

    def __init__(
        self,
        api_key: str | Secret | None = None,
        *,
        api_version: ApiVersion | None = None,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        try:
            self._choose(api_version)
            super().__init__(api_key, **options)
        finally:
            del api_key
