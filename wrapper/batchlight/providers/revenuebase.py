"""Revenuebase: verification of e-mail lists.

The API tells neither progress nor dates. Version 1 is deprecated (its sunset was 2026-07-07); its answers have the
same fields as those of version 2, so both are read as version 2's classes and give the same `Job`.
"""

# pyright: reportPrivateUsage=false
# A generated module's builder of requests is named _get_kwargs.

from collections.abc import Iterator, Mapping
from typing import IO, Any, ClassVar, Final, Literal, TypeAlias, Unpack, overload

from batchlight_clients.operations import OPERATIONS
from batchlight_clients.revenuebase_v1.api.jobs import cancel_batch as cancel_batch_v1
from batchlight_clients.revenuebase_v1.api.jobs import get_batch_status as get_batch_status_v1
from batchlight_clients.revenuebase_v1.models import BatchEmailStatusRequest
from batchlight_clients.revenuebase_v2.api.account import get_balance
from batchlight_clients.revenuebase_v2.api.jobs import (
    cancel_batch,
    download_results,
    get_batch_status,
    list_active_jobs,
    submit_batch,
)
from batchlight_clients.revenuebase_v2.models import (
    BatchEmailRequest,
    BatchEmailResponse,
    BatchEmailStatusResponse,
    Process,
    SubmissionStatus,
)
from batchlight_clients.revenuebase_v2.models import BatchStatus as Status
from typing_extensions import deprecated

from ..drivers.clients import AsyncClient, AsyncClientOptions, Client, ClientOptions
from ..drivers.downloading import Downloaded, Path, download_steps, rows_flow
from ..drivers.looking import OnUpdate
from ..drivers.operations import Flow, Plan, operation, stream
from ..drivers.running import Results, Running
from ..drivers.saving import Written
from ..drivers.sources import FileLike
from ..drivers.submitting import ListingOperations, Prepared
from ..engine.calls import Call
from ..engine.connection import take_key
from ..engine.downloads import Kind
from ..engine.paging import Page
from ..engine.policies import PollPolicy
from ..engine.polling import Guidance
from ..engine.provider import WHOLE_NUMBER, Provider
from ..engine.steps import Steps
from ..engine.submitting import earliest
from ..engine.transfers import OnProgress
from ..errors import BadRequestError, BatchlightError, ConfigurationError, Submission
from ..jobs import Job, JobState, UnknownStatus
from ..keys import Secret
from ..reading.decoding import decode_status
from ..reading.fields import moment, objects, text
from ..reading.identity import Mismatch, check_job
from ..reading.rows import csv_rows, json_rows
from ..text import printable

RevenuebaseStatus: TypeAlias = BatchEmailStatusResponse | BatchEmailResponse | Process | UnknownStatus
"""What `Job.status` is: the answer as it is typed in the spec (that of `submit` is a `BatchEmailResponse`, an entry of
`list` a `Process`, any other a `BatchEmailStatusResponse`), or `UnknownStatus`."""

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
    states=STATES,
    guidance=GUIDANCE,
)
_MODELS: Final = dict.fromkeys(STATES, BatchEmailStatusResponse)
_SUBMITTED: Final = dict.fromkeys(STATES, BatchEmailResponse)
_LISTED: Final = dict.fromkeys(STATES, Process)
# What a submission takes, and what results are (revenuebase-sdk 0.3.0).
_SUFFIXES: Final = (".csv", ".json")


def job_of(job_id: str, payload: Mapping[str, Any], version: ApiVersion = "v2") -> Job[RevenuebaseStatus]:
    """The job that a status answer describes."""
    state, status = decode_status(PROVIDER.name, payload.get("current_status"), payload, STATES, _MODELS)
    return Job(
        PROVIDER.name,
        job_id,
        state,
        status,
        message=text(payload, "message"),
        raw=payload,
        api_version=version,
        tag=text(payload, "current_status"),
    )


def _answered(job_id: str, payload: Mapping[str, Any], version: ApiVersion) -> Job[RevenuebaseStatus]:
    check_job(job_id, payload.get("process_id"))
    return job_of(job_id, payload, version)


def _named_job(payload: Mapping[str, Any], models: Mapping[str, type[Any]]) -> Job[RevenuebaseStatus]:
    """The job of an answer that tells its id; the field of its status has another name than in a status answer."""
    id = payload.get("process_id")
    if isinstance(id, bool) or not isinstance(id, int):
        raise Mismatch("it has no process_id")
    state, status = decode_status(PROVIDER.name, payload.get("status"), payload, STATES, models)
    return Job(
        PROVIDER.name,
        PROVIDER.ref(id).id,
        state,
        status,
        message=text(payload, "message"),
        raw=payload,
        api_version="v2",
        tag=text(payload, "status"),
    )


def _page_of(payload: Mapping[str, Any]) -> Page[Job[RevenuebaseStatus]]:
    return Page([_named_job(entry, _LISTED) for entry in objects(payload, "processes")])


def _rows(file: IO[bytes], written: Written) -> Iterator[dict[str, Any]]:
    # The content type of a download is documented wrongly (as JSON, always); the format is that of the upload.
    return json_rows(file) if written.start.lstrip()[:1] == b"[" else csv_rows(file)


def get_call(id: int | str, version: ApiVersion) -> Call[Job[RevenuebaseStatus]]:
    """The call that asks for a job's status."""
    ref = PROVIDER.ref(id)
    number = int(ref.id)
    request = (
        get_batch_status_v1._get_kwargs(body=BatchEmailStatusRequest(number))
        if version == "v1"
        else get_batch_status._get_kwargs(number)
    )
    return Call(
        OPERATIONS[f"revenuebase_{version}.get_batch_status"],
        request,
        lambda payload: _answered(ref.id, payload, version),
        ref,
        successor=(lambda: get_call(id, "v2")) if version == "v1" else None,
    )


def cancel_call(id: int | str, version: ApiVersion) -> Call[Job[RevenuebaseStatus]]:
    """The call that marks a job for cancellation."""
    ref = PROVIDER.ref(id)
    number = int(ref.id)
    request = (
        cancel_batch_v1._get_kwargs(body=BatchEmailStatusRequest(number))
        if version == "v1"
        else cancel_batch._get_kwargs(number)
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


def list_call() -> Call[Page[Job[RevenuebaseStatus]]]:
    """The call that lists the jobs that are queued or being processed, all of them in one page."""
    return Call(OPERATIONS["revenuebase_v2.list_active_jobs"], list_active_jobs._get_kwargs(), _page_of)


def download_call(id: int | str) -> Call[object]:
    """The call that asks for a job's results."""
    ref = PROVIDER.ref(id)
    return Call(
        OPERATIONS["revenuebase_v2.download_results"], download_results._get_kwargs(int(ref.id)), lambda _: None, ref
    )


def _balance_of(payload: Mapping[str, Any]) -> int:
    credits = payload.get("credits")
    if isinstance(credits, bool) or not isinstance(credits, int):
        raise Mismatch("it tells no number of credits")
    return credits


def _checked_version(version: str) -> ApiVersion:
    if version == "v1":
        return "v1"
    if version == "v2":
        return "v2"
    raise ConfigurationError(f'api_version is "v2" or "v1", not {printable(repr(version), 60)}')


class RevenuebaseOperations(ListingOperations[RevenuebaseStatus, int | str]):
    """What can be done at the provider."""

    provider: ClassVar = PROVIDER
    api_version: ApiVersion

    def _look(self, id: int | str) -> Call[Job[RevenuebaseStatus]]:
        return get_call(id, self.api_version)

    @operation
    def cancel(self, id: int | str) -> Call[Job[RevenuebaseStatus]]:
        """Mark a job for cancellation. A job that is being processed may go on for a while.

        Args:
            id: The `process_id`.

        Raises:
            ValueError: the id is no whole number; nothing was sent.
            BadRequestError: `code` is "already_cancelled" or "not_cancellable" (the job has ended); without a code
                there is no such job, or another user submitted it.
            BatchlightError: see `batchlight.errors`.
        """
        return cancel_call(id, self.api_version)

    @operation
    def submit(
        self,
        file: FileLike,
        *,
        filename: str | None = None,
        metadata: bool = False,
        on_progress: OnProgress | None = None,
    ) -> Plan[Job[RevenuebaseStatus]]:
        """Submit a list of addresses. A credit is taken for each that turns out valid or invalid.

        The file is checked before anything is sent, and sent in constant memory, once.

        Args:
            file: A path, an open binary file, or bytes: CSV with an address on each line or in a column `email`, or JSON.
            filename: What the provider is to call it; by default the file's own name. It ends in .csv or .json.
            metadata: Whether the results tell the mail server, its provider and why an address failed.
            on_progress: Called with the bytes that were sent and those there are.

        Raises:
            FileNotFoundError: there is no such file; nothing was sent.
            ValueError: it is empty, no file, not readable, of another name, or without an address; nothing was sent.
            BadRequestError: `code` is "invalid_extension" or "upload_error".
            PaymentRequiredError: the account has too few credits.
            SubmissionUncertain: it may have arrived: see docs/submitting.md.
            BatchlightError: see `batchlight.errors`.
        """
        return Plan(self._submit_steps(lambda: self._prepared(file, filename, metadata, on_progress)))

    @operation
    def run(
        self,
        file: FileLike,
        path: Path | None = None,
        *,
        filename: str | None = None,
        metadata: bool = False,
        overwrite: bool = False,
        resume: Path | None = None,
        resubmit: bool = False,
        timeout: float | None = 900.0,
        poll: PollPolicy | None = None,
        on_upload: OnProgress | None = None,
        on_update: OnUpdate[RevenuebaseStatus] | None = None,
        on_download: OnProgress | None = None,
    ) -> Plan[Job[RevenuebaseStatus]]:
        """Submit a list, wait for the job, and download its results.

        Args:
            file, filename, metadata: See `submit`.
            path: Where the results are to be; without it they are not downloaded (see `results`).
            overwrite: Whether a file that is there is replaced.
            resume: A small file that is written before the submission and after it: a program that was killed goes on
                with its job when it is started again, and pays once. See docs/submitting.md.
            resubmit: Whether to submit again what may have been submitted by the program that was killed.
            timeout, poll, on_update: See `wait`.
            on_upload, on_download: Called with the bytes that are done, and those there are.

        Returns:
            The job as it ended.

        Raises:
            FileExistsError: `path` is there, and `overwrite` is not set; nothing was sent.
            SubmissionUncertain: the submission may have arrived.
            JobError, BatchlightError: see `wait` and `download`.
        """
        results = None if path is None else Results(path, download_call, Kind.ANY, overwrite, on_download)
        running = Running(
            self,
            lambda: self._prepared(file, filename, metadata, on_upload),
            lambda id: self._wait_steps(id, timeout, poll, None, True),
            results,
            resume,
            resubmit,
        )
        return Plan(running.steps(), self._observing(on_update))

    @stream
    def list(self) -> Flow[Job[RevenuebaseStatus]]:
        """The jobs that are queued or being processed. Those that have ended, or are being cancelled, are not listed.

        Raises:
            BatchlightError: see `batchlight.errors`; raised by the iteration.
        """
        self._refuse_v1("list")
        return self._listed(list_call())

    @operation
    def download(
        self, id: int | str, path: Path, *, overwrite: bool = False, on_progress: OnProgress | None = None
    ) -> Plan[Downloaded]:
        """Download the results of a job, in the format of what was submitted. It must have ended or been cancelled.

        Args:
            id: The `process_id`.
            path: Where the file is to be. Until it is complete there is none of that name.
            overwrite: Whether a file that is there is replaced.
            on_progress: Called with the bytes that have come, and those that were announced.

        Raises:
            FileExistsError: there is a file, and `overwrite` is not set.
            BadRequestError: `code` is "not_completed", or "process_error" for a job that has no results.
            MalformedResponseError: what came is no file, or not all of it.
            OSError: it cannot be written.
            BatchlightError: see `batchlight.errors`.
        """
        self._refuse_v1("download")
        return Plan(
            download_steps(self._session, download_call(id), path, overwrite=overwrite, on_progress=on_progress)
        )

    @stream
    def results(self, id: int | str) -> Flow[dict[str, Any]]:
        """The results of a job, row by row, by the names of their columns; `status` is what was found out.

        They are read from a file without a name that is downloaded with the first row; it takes place on the disk (see
        `tempfile`), and goes with the iteration.

        Raises:
            BatchlightError: see `download`; raised by the iteration.
        """
        self._refuse_v1("results")
        return rows_flow(self._session, download_call(id), _rows)

    @operation
    def balance(self) -> Call[int]:
        """How many credits the account has.

        Raises:
            BatchlightError: see `batchlight.errors`.
        """
        self._refuse_v1("balance")
        return Call(OPERATIONS["revenuebase_v2.get_balance"], get_balance._get_kwargs(), _balance_of)

    def _prepared(
        self, file: FileLike, filename: str | None, metadata: bool, on_progress: OnProgress | None
    ) -> Steps[Prepared[RevenuebaseStatus]]:
        self._refuse_v1("submit")
        return self._prepare_file(
            file,
            lambda part: submit_batch._get_kwargs(body=BatchEmailRequest(part), metadata=metadata),
            lambda payload: _named_job(payload, _SUBMITTED),
            "revenuebase_v2.submit_batch",
            suffixes=_SUFFIXES,
            filename=filename,
            fields={"metadata": metadata},
            on_progress=on_progress,
        )

    def _list_page(self) -> Call[Page[Job[RevenuebaseStatus]]]:
        return list_call()

    def _could_be(self, job: Job[RevenuebaseStatus], submission: Submission) -> bool:
        updated = moment(job.raw, "last_updated")
        return job.raw.get("filename") == submission.name and (updated is None or updated >= earliest(submission))

    def _is_missing(self, error: BatchlightError) -> bool:
        # An id that it does not know, or that of another user, is a 400 without a code (both documents).
        return isinstance(error, BadRequestError) and error.code is None

    def _refuse_v1(self, operation: str) -> None:
        if self.api_version == "v1":
            raise ConfigurationError(f"{operation} is an operation of version 2: leave out api_version")


class Revenuebase(RevenuebaseOperations, Client[RevenuebaseStatus, int | str]):
    """Revenuebase, synchronously.

    Args:
        api_key: The key; by default that of REVENUEBASE_API_KEY.
        api_version: "v2", or "v1" for the deprecated endpoints.
        base_url, timeout, retry, poll, lifecycle, transport, http_client, clock, sleep: See `Client`.

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
            key = take_key(PROVIDER, api_key)
        finally:
            del api_key
        self.api_version = _checked_version(api_version)
        super().__init__(key, **options)


class AsyncRevenuebase(RevenuebaseOperations, AsyncClient[RevenuebaseStatus, int | str]):
    """Revenuebase, from asyncio or trio; the arguments and methods are those of `Revenuebase`."""

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
            key = take_key(PROVIDER, api_key)
        finally:
            del api_key
        self.api_version = _checked_version(api_version)
        super().__init__(key, **options)
