"""ApexVerify's calls besides the look at a batch: what changes one, tells of it, gives its results. Pure functions."""

# pyright: reportPrivateUsage=false
# A generated module's builder of requests is named _get_kwargs.

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, TypeAlias, TypeVar, Union
from uuid import UUID

from attrs import asdict, frozen
from batchlight_clients.apexverify import models
from batchlight_clients.apexverify_batches import models as batches
from batchlight_clients.apexverify_batches.api import account, batch
from batchlight_clients.operations import OPERATIONS
from batchlight_clients.unset import UNSET

from ..engine.calls import Call
from ..engine.downloads import Kind
from ..engine.provider import Provider
from ..engine.retrying import Repeat
from ..jobs import Job, JobRef, JobState, UnknownStatus, new_job
from ..reading.decoding import decode, decode_status
from ..reading.fields import moment, text
from ..reading.identity import Mismatch, check_job
from ..reading.readers import DoesNotFit
from ..readonly import read_only_object
from ..text import printable
from ._late import place

T = TypeVar("T")

# Its classes stand as text: see `_late`.
Variant: TypeAlias = Union[
    "models.ParsingContent",
    "models.ReadyForVerification",
    "models.VerificationOngoing",
    "models.VerificationDone",
    "models.InternalError",
]
ApexVerifyStatus: TypeAlias = Union[Variant, "batches.BatchUploadAnswer", UnknownStatus]
"""What `Job.status` is: one of the five variants of the status (that of `submit` is a `BatchUploadAnswer`), or
`UnknownStatus`."""

_Details: TypeAlias = Union[
    "batches.ParsingContentDetails",
    "batches.ReadyForVerificationDetails",
    "batches.VerificationOngoingDetails",
    "batches.VerificationDoneDetails",
    "batches.InternalErrorDetails",
]
ApexVerifyDetails: TypeAlias = _Details | UnknownStatus
"""What `Job.status` is where `details` was asked for."""
place(ApexVerifyStatus, __name__)
place(ApexVerifyDetails, __name__)

BatchOf: TypeAlias = Literal["email", "phone"]
Format: TypeAlias = Literal["json", "xlsx"]

KINDS: Final[Mapping[Format, Kind]] = {"json": Kind.JSON, "xlsx": Kind.XLSX}

# From its pages "Batch Upload" and "Batch Parameters Update": the last number of each list, and how far back a cache
# may be used (the unit was not seen).
_LARGEST: Final = {
    "target_audience": 23,
    "target_market_industry": 115,
    "target_objective": 16,
    "max_account_cache_backoff": 180,
    "max_global_cache_backoff": 180,
}


@frozen
class Parameters:
    """What a batch is told besides its content; what is None is not sent.

    Raises:
        ValueError: a value is none that the provider takes.
    """

    type: BatchOf
    target_country: str
    target_audience: int | None = None
    target_market_industry: int | None = None
    target_objective: int | None = None
    use_account_cache: bool | None = None
    max_account_cache_backoff: int | None = None
    use_global_cache: bool | None = None
    max_global_cache_backoff: int | None = None
    remove_duplicate: bool | None = None
    remove_wrong_email_format: bool | None = None
    remove_wrong_phone_format: bool | None = None

    def __attrs_post_init__(self) -> None:
        if self.type not in ("email", "phone"):
            raise ValueError(f'type is "email" or "phone", not {printable(repr(self.type), 60)}')
        if not re.fullmatch(r"[A-Za-z]{2}", str(self.target_country)):
            shown = printable(repr(self.target_country), 60)
            raise ValueError(f'target_country has two letters, such as "IT", and is not {shown}')
        for name, largest in _LARGEST.items():
            value = getattr(self, name)
            if value is not None and (
                isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= largest
            ):
                raise ValueError(f"{name} is a number from 1 to {largest}, not {printable(repr(value), 60)}")

    def given(self) -> dict[str, Any]:
        """Those that were given, by the provider's names."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    def arguments(self) -> dict[str, Any]:
        """The same, as the generated classes take them; what they would send as a default is left out."""
        return {name: UNSET if value is None else value for name, value in asdict(self).items() if name != "type"} | {
            "type_": batches.BatchType(self.type)
        }


def uploaded(provider: Provider, payload: Mapping[str, Any], state: JobState) -> Job[ApexVerifyStatus]:
    """The job of the answer to an upload. Its `status` has words of its own, and is no status of a batch."""
    id = payload.get("batch_uuid")
    try:
        ref = provider.ref(id)
    except ValueError:
        raise Mismatch("it tells no batch_uuid") from None
    status: ApexVerifyStatus
    try:
        status = decode(batches.BatchUploadAnswer, payload)
    except DoesNotFit as error:
        status = UnknownStatus(None, payload, str(error))
    return new_job(provider.name, ref.id, state, status, created_at=moment(payload, "created_at", status), raw=payload)


def _changing(
    ref: JobRef,
    operation: str,
    request: Callable[[UUID], Mapping[str, Any]],
    repeat: Repeat = Repeat.ALWAYS,
) -> Call[Mapping[str, Any]]:
    """A call whose answer was not seen: it may have no body."""
    return Call(
        OPERATIONS[f"apexverify_batches.{operation}"],
        request(UUID(ref.id)),
        read_only_object,
        ref,
        repeat,
        may_be_empty=True,
    )


def parse_call(ref: JobRef) -> Call[Mapping[str, Any]]:
    """The call that starts the parsing of a batch."""
    return _changing(ref, "parse_batch", batch.parse_batch._get_kwargs)


def launch_call(ref: JobRef) -> Call[Mapping[str, Any]]:
    """The call that starts the verification, which is paid: it is sent once."""
    return _changing(ref, "launch_batch", batch.launch_batch._get_kwargs, Repeat.UNSENT)


def configure_call(ref: JobRef, parameters: Parameters) -> Call[Mapping[str, Any]]:
    """The call that changes the parameters of a batch."""
    body = batches.BatchParametersUpdate(**parameters.arguments())
    return _changing(
        ref, "update_batch_parameters", lambda uuid: batch.update_batch_parameters._get_kwargs(uuid, body=body)
    )


def delete_call(ref: JobRef) -> Call[Mapping[str, Any]]:
    """The call that deletes a batch for ever."""
    return _changing(ref, "delete_batch", batch.delete_batch._get_kwargs)


def details_call(provider: Provider, ref: JobRef) -> Call[Job[ApexVerifyDetails]]:
    """The call that asks for all that is known of a batch."""

    kinds: Mapping[str, type[_Details]] = {
        "parsing_content": batches.ParsingContentDetails,
        "ready_for_verification": batches.ReadyForVerificationDetails,
        "verification_ongoing": batches.VerificationOngoingDetails,
        "verification_done": batches.VerificationDoneDetails,
        "internal_error": batches.InternalErrorDetails,
    }

    def parse(payload: Mapping[str, Any]) -> Job[ApexVerifyDetails]:
        check_job(ref.id, payload.get("batch_uuid"))
        state, status = decode_status(provider.name, payload.get("status"), payload, provider.states, kinds)
        return new_job(
            provider.name,
            ref.id,
            state,
            status,
            message=text(payload, "message"),
            created_at=moment(payload, "created_at", status),
            raw=payload,
            tag=text(payload, "status"),
        )

    operation = OPERATIONS["apexverify_batches.get_batch_details"]
    return Call(operation, batch.get_batch_details._get_kwargs(UUID(ref.id)), parse, ref)


def check_format(format: str) -> None:
    """See that results come in a format.

    Raises:
        ValueError: they do not.
    """
    if format not in KINDS:
        raise ValueError(f'format is "json" or "xlsx", not {printable(repr(format), 60)}')


def download_call(ref: JobRef, format: Format) -> Call[object]:
    """The call that asks for the results of a batch."""
    check_format(format)
    request = batch.export_batch._get_kwargs(UUID(ref.id), format_=batches.ExportBatchFormat(format))
    return Call(OPERATIONS["apexverify_batches.export_batch"], request, lambda _: None, ref)


def credits_call() -> Call[Mapping[str, Any]]:
    """The call that asks for the credits of the account."""
    return Call(OPERATIONS["apexverify_batches.get_credits"], account.get_credits._get_kwargs(), read_only_object)


def cost_of(job: Job[Any]) -> float | None:
    """The credits that a launch takes, before what comes back for hits in a cache; None if they are not told."""
    if not isinstance(job.status, models.ReadyForVerification):
        return None
    cost = job.status.found_cost
    return cost.total_email_cost if isinstance(cost, models.EmailCost) else cost.total_phone_cost
