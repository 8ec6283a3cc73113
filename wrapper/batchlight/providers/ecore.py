"""eCore: validation of e-mail lists.

A job that is `Processed` may hold records that ended as `Error`; no count tells of them, so `progress.failed` is None.
Every answer carries up to 100 records, which cannot be switched off.
"""

# pyright: reportPrivateUsage=false
# A generated module's builder of requests is named _get_kwargs.

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final

from batchlight_clients.ecore import models
from batchlight_clients.ecore.api import jobs
from batchlight_clients.ecore.models import JobStatus as Status
from batchlight_clients.operations import OPERATIONS

from ..drivers.clients import AsyncClient, Client
from ..engine.calls import About, Call
from ..engine.policies import PollPolicy
from ..engine.polling import Guidance
from ..engine.provider import WHOLE_NUMBER, Listing, Provider
from ..jobs import Job, JobRef, JobState
from ..reading.identity import check_job
from . import _ecore_calls as calls
from ._ecore_calls import ECoreStatus as _Status
from ._ecore_calls import read_job
from ._ecore_lists import ListOperations
from ._late import late_type

if TYPE_CHECKING:
    from ._ecore_calls import ECoreStatus as ECoreStatus
else:

    def __getattr__(name: str) -> object:
        return late_type(calls, __name__, name)


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
# From its pages; the variables after the example of the others. Its staging site is none of `sites`: the host is seen
# only on pages of another API of the provider, whose base path in production is another one, too.
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
    # "page_size": up to 100, and `status` chooses those at work (its page "List Jobs").
    listings=(Listing(100, active_only=True),),
    # "1 credit/email upfront", given back for what is not valid (its page "Credit costs").
    paid={"submit": "a credit is taken for each address, and given back for each that is not valid"},
    id_path=("id",),
)


@cache
def _models() -> "Mapping[str, type[models.JobDetail]]":
    return dict.fromkeys(STATES, models.JobDetail)


def job_of(job_id: str, payload: Mapping[str, Any]) -> Job[_Status]:
    """The job that a status answer describes."""
    return read_job(PROVIDER, job_id, payload, _models())


def _answered(job_id: str, payload: Mapping[str, Any]) -> Job[_Status]:
    check_job(job_id, PROVIDER.told_id(payload))
    return job_of(job_id, payload)


def get_call(id: JobRef | int | str) -> Call[Job[_Status]]:
    """The call that asks for a job."""
    ref = PROVIDER.ref(id)
    return Call(
        OPERATIONS["ecore.get_job"],
        jobs.get_job._get_kwargs(int(ref.id)),
        About(_answered, ref.id),
        ref,
    )


class ECoreOperations(ListOperations):
    """What can be done at the provider."""

    provider: ClassVar = PROVIDER

    def _look(self, ref: JobRef) -> Call[Job[_Status]]:
        return get_call(ref)


class ECore(ECoreOperations, Client[_Status, int | str]):
    """eCore, synchronously. The token is by default that of ECORE_API_TOKEN; see `Client` for the arguments.

    Example:
        >>> with ECore() as ecore:
        ...     job = ecore.get(42)
        >>> print(job.state, job.progress.done, "of", job.progress.total)
        succeeded 250 of 250
    """


class AsyncECore(ECoreOperations, AsyncClient[_Status, int | str]):
    """eCore, from asyncio or trio; the arguments and methods are those of `ECore`.

    Example:
        >>> import asyncio
        >>> async def state():
        ...     async with AsyncECore() as client:
        ...         return (await client.get(42)).state
        >>> print(asyncio.run(state()))
        succeeded
    """
