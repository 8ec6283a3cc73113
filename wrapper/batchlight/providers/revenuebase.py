"""Revenuebase: verification of e-mail lists.

The API tells neither progress nor dates. Version 1 is deprecated (its sunset was 2026-07-07); its answers have the
same fields as those of version 2, so both are read as version 2's classes and give the same `Job`.
"""

# pyright: reportPrivateUsage=false
# A generated module's builder of requests is named _get_kwargs.

import math
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, TypeAlias, Unpack, overload

from batchlight_clients.operations import OPERATIONS
from batchlight_clients.revenuebase_v1 import models as models_v1
from batchlight_clients.revenuebase_v1.api import jobs as jobs_v1
from batchlight_clients.revenuebase_v2 import models
from batchlight_clients.revenuebase_v2.api import jobs
from batchlight_clients.revenuebase_v2.models import BatchStatus as Status
from batchlight_clients.revenuebase_v2.models import SubmissionStatus
from typing_extensions import deprecated

from ..drivers.clients import AsyncClient, Client
from ..drivers.operations import operation
from ..drivers.options import AsyncClientOptions, ClientOptions
from ..engine.budgets import RateBudget
from ..engine.calls import Call
from ..engine.connection import take_key
from ..engine.policies import PollPolicy
from ..engine.polling import Guidance
from ..engine.provider import WHOLE_NUMBER, Listing, Provider
from ..errors import ConfigurationError
from ..jobs import Job, JobRef, JobState, new_job
from ..keys import Secret
from ..reading.decoding import decode_status
from ..reading.fields import text
from ..reading.identity import check_job
from ..text import printable
from . import _revenuebase_files as files
from ._late import late_type
from ._revenuebase_files import FileOperations
from ._revenuebase_files import RevenuebaseStatus as _Status

if TYPE_CHECKING:
    from ._revenuebase_files import RevenuebaseStatus as RevenuebaseStatus
else:

    def __getattr__(name: str) -> object:
        return late_type(files, __name__, name)


ApiVersion: TypeAlias = Literal["v1", "v2"]

# Its folders in specs/, and the schemas there that list the statuses of a job.
APIS: Final[Mapping[str, tuple[str, ...]]] = {
    "revenuebase_v1": ("BatchStatus",),
    "revenuebase_v2": ("BatchStatus", "SubmissionStatus"),
}
# The six statuses of the description of the status operation, in v1 and v2.
STATES: Final[Mapping[str, JobState]] = {
    Status.QUEUED: JobState.QUEUED,
    # Only a submission answers with this, in a field of another name (the official client, revenuebase-sdk 0.3.0).
    SubmissionStatus.PROCESSING_QUEUED: JobState.QUEUED,
    Status.PROCESSING: JobState.RUNNING,
    Status.CANCELLING: JobState.CANCELLING,
    Status.COMPLETED: JobState.SUCCEEDED,
    Status.ERROR: JobState.FAILED,
    Status.CANCELLED: JobState.CANCELLED,
}
# "Every 5-10 seconds for small batches" (its page "Email verification overview", v2); nothing is said of large ones.
GUIDANCE: Final = (Guidance(PollPolicy(initial=5, maximum=10)),)
# Base URL and header from its document; the variables are those of its official client.
PROVIDER: Final = Provider(
    title="Revenuebase",
    base_url="https://api.revenuebase.ai",
    base_url_variable="REVENUEBASE_BASE_URL",
    key_variable="REVENUEBASE_API_KEY",
    key_header="x-key",
    key_prefix="",
    id_shape=WHOLE_NUMBER,
    apis=APIS,
    # "Invalid process_id, or the job does not belong to your account" is its 400 (the description of both operations).
    no_such_job=(400, 404),
    states=STATES,
    guidance=GUIDANCE,
    # "1 credit per Valid or Invalid" (its page "Make first call", v2).
    paid={"submit": "a credit is taken for each address that turns out valid or invalid"},
    # "60 requests a minute", by key (its page "Rate limits", v2); 10,000 a day besides, which is not planned for.
    budget=RateBudget(per_minute=60),
    # "Active jobs": those that are queued or processed, all at once (its page "List active jobs", v2).
    listings=(Listing(math.inf, active_only=True),),
    id_path=("process_id",),
)


@cache
def _models() -> "Mapping[str, type[models.BatchEmailStatusResponse]]":
    return dict.fromkeys(STATES, models.BatchEmailStatusResponse)


def job_of(job_id: str, payload: Mapping[str, Any], version: ApiVersion = "v2") -> Job[_Status]:
    """The job that a status answer describes."""
    state, status = decode_status(PROVIDER.name, payload.get("current_status"), payload, STATES, _models())
    return new_job(
        PROVIDER.name,
        job_id,
        state,
        status,
        message=text(payload, "message"),
        raw=payload,
        api_version=version,
        tag=text(payload, "current_status"),
    )


def _answered(job_id: str, payload: Mapping[str, Any], version: ApiVersion) -> Job[_Status]:
    check_job(job_id, PROVIDER.told_id(payload))
    return job_of(job_id, payload, version)


def get_call(id: JobRef | int | str, version: ApiVersion) -> Call[Job[_Status]]:
    """The call that asks for a job's status."""
    ref = PROVIDER.ref(id)
    number = int(ref.id)
    request = (
        jobs_v1.get_batch_status._get_kwargs(body=models_v1.BatchEmailStatusRequest(number))
        if version == "v1"
        else jobs.get_batch_status._get_kwargs(number)
    )
    return Call(
        OPERATIONS[f"revenuebase_{version}.get_batch_status"],
        request,
        lambda payload: _answered(ref.id, payload, version),
        ref,
        successor=(lambda: get_call(id, "v2")) if version == "v1" else None,
    )


def cancel_call(id: JobRef | int | str, version: ApiVersion) -> Call[Job[_Status]]:
    """The call that marks a job for cancellation."""
    ref = PROVIDER.ref(id)
    number = int(ref.id)
    request = (
        jobs_v1.cancel_batch._get_kwargs(body=models_v1.BatchEmailStatusRequest(number))
        if version == "v1"
        else jobs.cancel_batch._get_kwargs(number)
    )
    return Call(
        OPERATIONS[f"revenuebase_{version}.cancel_batch"],
        request,
        lambda payload: _answered(ref.id, payload, version),
        ref,
        # Cancelled by an attempt whose answer was lost: what was wanted.
        instead=lambda error: get_call(id, version) if error.code == "already_cancelled" else None,
        successor=(lambda: cancel_call(id, "v2")) if version == "v1" else None,
    )


def _checked_version(version: str) -> ApiVersion:
    if version == "v1":
        return "v1"
    if version == "v2":
        return "v2"
    raise ConfigurationError(f'api_version is "v2" or "v1", not {printable(repr(version), 60)}')


class RevenuebaseOperations(FileOperations):
    """What can be done at the provider."""

    provider: ClassVar = PROVIDER
    api_version: ApiVersion

    def _look(self, ref: JobRef) -> Call[Job[_Status]]:
        return get_call(ref, self.api_version)

    @operation
    def cancel(self, id: int | str | JobRef) -> Call[Job[_Status]]:
        """Mark a job for cancellation. A job that is being processed may go on for a while.

        Args:
            id: The `process_id`; or the job's `JobRef`, or the ref's string.

        Returns:
            The job as the provider then describes it.

        Raises:
            ValueError: the id is no whole number, or the ref is of another provider; nothing was sent.
            BadRequestError: `code` is "already_cancelled" or "not_cancellable" (the job has ended); without a code
                there is no such job, or another user submitted it.
            BatchlightError: see `batchlight.errors`.

        Example:
            >>> with Revenuebase() as revenuebase:
            ...     job = revenuebase.submit(b"ada@example.com", filename="people.csv")
            ...     print(revenuebase.cancel(job.id).state)
            cancelling
        """
        return cancel_call(self._ref(id), self.api_version)

    def _listing_of(self, id: str) -> Listing | None:
        # The list is one of version 2.
        return super()._listing_of(id) if self.api_version == "v2" else None

    def _refuse_v1(self, operation: str) -> None:
        if self.api_version == "v1":
            raise ConfigurationError(f"{operation} is an operation of version 2: leave out api_version")


class Revenuebase(RevenuebaseOperations, Client[_Status, int | str]):
    """Revenuebase, synchronously.

    Args:
        api_key: The key; by default that of REVENUEBASE_API_KEY.
        api_version: "v2", or "v1" for the deprecated endpoints.
        base_url, site, timeout, retry, poll, lifecycle, budget, verify, proxy, transport, http_client, on_event, clock,
            sleep: See `Client`.

    Raises:
        ConfigurationError: there is no key, the base URL is not safe, or there is no such version.

    Example:
        >>> with Revenuebase() as revenuebase:
        ...     print(revenuebase.get(42).state)
        running
    """

    @overload
    def __init__(
        self,
        api_key: str | Secret | None = None,
        *,
        api_version: Literal["v2"] = "v2",
        **options: Unpack[ClientOptions],
    ) -> None: ...

    @overload
    # Seen by editors and type checkers only, which want the text itself; at run time the lifecycle policy speaks.
    @deprecated("Revenuebase's version 1 passed its sunset on 2026-07-07; version 2 is the default", category=None)
    def __init__(
        self,
        api_key: str | Secret | None = None,
        *,
        api_version: Literal["v1"],
        **options: Unpack[ClientOptions],
    ) -> None: ...

    def __init__(
        self,
        api_key: str | Secret | None = None,
        *,
        api_version: ApiVersion = "v2",
        **options: Unpack[ClientOptions],
    ) -> None:
        try:
            key = take_key(PROVIDER, api_key, options.get("site"))
        finally:
            del api_key
        self.api_version = _checked_version(api_version)
        super().__init__(key, **options)


class AsyncRevenuebase(RevenuebaseOperations, AsyncClient[_Status, int | str]):
    """Revenuebase, from asyncio or trio; the arguments and methods are those of `Revenuebase`.

    Example:
        >>> import asyncio
        >>> async def state():
        ...     async with AsyncRevenuebase() as client:
        ...         return (await client.get(42)).state
        >>> print(asyncio.run(state()))
        running
    """

    @overload
    def __init__(
        self,
        api_key: str | Secret | None = None,
        *,
        api_version: Literal["v2"] = "v2",
        **options: Unpack[AsyncClientOptions],
    ) -> None: ...

    @overload
    # Seen by editors and type checkers only, which want the text itself; at run time the lifecycle policy speaks.
    @deprecated("Revenuebase's version 1 passed its sunset on 2026-07-07; version 2 is the default", category=None)
    def __init__(
        self,
        api_key: str | Secret | None = None,
        *,
        api_version: Literal["v1"],
        **options: Unpack[AsyncClientOptions],
    ) -> None: ...

    def __init__(
        self,
        api_key: str | Secret | None = None,
        *,
        api_version: ApiVersion = "v2",
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        try:
            key = take_key(PROVIDER, api_key, options.get("site"))
        finally:
            del api_key
        self.api_version = _checked_version(api_version)
        super().__init__(key, **options)
