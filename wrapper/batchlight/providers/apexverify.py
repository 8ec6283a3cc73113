"""ApexVerify: verification of e-mail and phone lists.

The status is a union of five classes that its `status` tells apart; a batch that is ready for verification waits for a
paid launch and does not go on by itself. What was found (`found_content`) has a class for e-mail and one for phone
batches and no tag: the names of its counts decide. `{}` has none, is not guessed, and is an `UnclassifiedContent`.
"""

# pyright: reportPrivateUsage=false
# A generated module's builder of requests is named _get_kwargs.

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final
from uuid import UUID

from batchlight_clients.apexverify import models
from batchlight_clients.apexverify.api import batch
from batchlight_clients.operations import OPERATIONS

from ..drivers.clients import AsyncClient, Client
from ..engine.budgets import RateBudget
from ..engine.calls import About, Call
from ..engine.policies import PollPolicy
from ..engine.polling import Guidance
from ..engine.provider import IdShape, Provider
from ..jobs import Job, JobRef, JobState, Progress, new_job, new_progress
from ..reading.decoding import decode_status
from ..reading.fields import count, text
from . import _apexverify_calls as calls
from ._apexverify_calls import ApexVerifyStatus as _Status
from ._apexverify_calls import cost_of
from ._apexverify_changes import ChangeOperations
from ._late import late_type

if TYPE_CHECKING:
    from ._apexverify_calls import ApexVerifyDetails as ApexVerifyDetails
    from ._apexverify_calls import ApexVerifyStatus as ApexVerifyStatus
else:

    def __getattr__(name: str) -> object:
        return late_type(calls, __name__, name)


# Its folders in specs/, and the schemas there that list the statuses of a job.
APIS: Final[Mapping[str, tuple[str, ...]]] = {
    "apexverify": ("Batch_status_v1_batch__batch_uuid__get_Response_200",),
    "apexverify_batches": ("BatchDetails",),
}
# The variants of the status in its document; those of its page "Batch Details" are the same. That `internal_error` is
# an end is not said, and assumed.
STATES: Final[Mapping[str, JobState]] = {
    "parsing_content": JobState.RUNNING,
    "ready_for_verification": JobState.NEEDS_ACTION,
    "verification_ongoing": JobState.RUNNING,
    "verification_done": JobState.SUCCEEDED,
    "internal_error": JobState.FAILED,
}
# How often to ask is not documented; 180 requests a minute are allowed (its page "API rate limits").
GUIDANCE: Final = (Guidance(PollPolicy(initial=3, maximum=15)),)

# Base URL and header from its document; the variables after the example of the others.
PROVIDER: Final = Provider(
    title="ApexVerify",
    base_url="https://api.apexverify.com",
    base_url_variable="APEXVERIFY_BASE_URL",
    key_variable="APEXVERIFY_API_KEY",
    key_header="X-API-Key",
    key_prefix="",
    id_shape=IdShape(
        "a uuid",
        "3f0c8a52-6a0e-4d0b-9d57-0a7c3c1f2b11",
        r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        lower=True,
        besides=UUID,
    ),
    apis=APIS,
    states=STATES,
    guidance=GUIDANCE,
    # A launch takes credits, and answers 402 without them; what comes before it takes none.
    paid={"launch": "it is paid, and cannot be stopped"},
    cost_of=cost_of,
    # 180 a minute (its page "API rate limits").
    budget=RateBudget(per_minute=180),
    # The id of the batch is in no answer, so there is no `id_path`.
)


@cache
def _models() -> Mapping[str, type[calls.Variant]]:
    return {
        "parsing_content": models.ParsingContent,
        "ready_for_verification": models.ReadyForVerification,
        "verification_ongoing": models.VerificationOngoing,
        "verification_done": models.VerificationDone,
        "internal_error": models.InternalError,
    }


def job_of(job_id: str, payload: Mapping[str, Any]) -> Job[_Status]:
    """The job that a status answer describes."""
    state, status = decode_status(PROVIDER.name, payload.get("status"), payload, STATES, _models())
    return new_job(
        PROVIDER.name,
        job_id,
        state,
        status,
        progress=_progress(status),
        # Only an internal_error documents a message.
        message=text(payload, "message"),
        raw=payload,
        tag=text(payload, "status"),
    )


def _progress(status: _Status) -> Progress | None:
    """Only the end is told: the statistics that come with `verification_done`."""
    if not isinstance(status, models.VerificationDone):
        return None
    total = count(status.stats.to_dict(), "total_verification")
    return new_progress(done=total, total=total, fraction=1.0)


def get_call(id: JobRef | UUID | str) -> Call[Job[_Status]]:
    """The call that asks for a batch's status."""
    ref = PROVIDER.ref(id)
    request = batch.get_batch_status._get_kwargs(UUID(ref.id))
    return Call(
        OPERATIONS["apexverify.get_batch_status"],
        request,
        About(job_of, ref.id),
        ref,
    )


class ApexVerifyOperations(ChangeOperations):
    """What can be done at the provider."""

    provider: ClassVar = PROVIDER

    def _look(self, ref: JobRef) -> Call[Job[_Status]]:
        return get_call(ref)


class ApexVerify(ApexVerifyOperations, Client[_Status, UUID | str]):
    """ApexVerify, synchronously. The key is by default that of APEXVERIFY_API_KEY; see `Client` for the arguments.

    Example:
        >>> from batchlight_clients.apexverify.models import VerificationDone
        >>> with ApexVerify() as apex:
        ...     job = apex.get("3f0c8a52-6a0e-4d0b-9d57-0a7c3c1f2b11")
        >>> match job.status:
        ...     case VerificationDone(stats=stats):
        ...         print(stats.total_verification_valid, "valid")
        ...     case UnknownStatus(reason=reason):
        ...         print("not understood:", reason)
        ...     case _:
        ...         print(job.state)
        187 valid
    """


class AsyncApexVerify(ApexVerifyOperations, AsyncClient[_Status, UUID | str]):
    """ApexVerify, from asyncio or trio; the arguments and methods are those of `ApexVerify`.

    Example:
        >>> import asyncio
        >>> async def state():
        ...     async with AsyncApexVerify() as client:
        ...         return (await client.get("3f0c8a52-6a0e-4d0b-9d57-0a7c3c1f2b11")).state
        >>> print(asyncio.run(state()))
        succeeded
    """
