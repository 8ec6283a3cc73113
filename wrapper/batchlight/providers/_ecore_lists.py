"""eCore, lists in and results out: what is submitted, listed, and told of each address."""

# pyright: reportPrivateUsage=false
# A generated module's builder of requests is named _get_kwargs.

import re
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any, Final

from batchlight_clients.ecore import models
from batchlight_clients.ecore.api import jobs
from batchlight_clients.operations import OPERATIONS
from batchlight_clients.unset import UNSET

from ..drivers.downloading import Downloaded, download_steps
from ..drivers.looking import OnUpdate
from ..drivers.operations import Flow, Plan, operation, stream
from ..drivers.running import Results, Running
from ..drivers.saving import FilePath
from ..drivers.sources import FileLike
from ..drivers.submitting import ListingOperations, Prepared
from ..engine.calls import Call
from ..engine.paging import Page, Walk, page_steps
from ..engine.policies import PollPolicy
from ..engine.provider import Listing
from ..engine.retrying import Repeat
from ..engine.steps import Steps
from ..engine.transfers import OnProgress
from ..errors import BadRequestError, BatchlightError, FieldError, Submission, ValidationError
from ..jobs import Job, JobRef
from ..reading.fields import count
from ..text import printable
from ._ecore_calls import (
    KINDS,
    ECoreStatus,
    Format,
    JobsOf,
    RecordsOf,
    check_format,
    download_call,
    list_call,
    records_call,
    submitted,
)

# Its page "Upload Emails".
_SUFFIXES: Final = (".csv", ".xls", ".xlsx", ".xlsm")
_DEFAULT_NAME: Final = "API Upload"


class ListOperations(ListingOperations[ECoreStatus, int | str]):
    """What can be done at the provider with lists of addresses."""

    _is_newest_first = True

    @operation
    def submit(
        self,
        file: FileLike | None = None,
        *,
        emails: Iterable[str] | None = None,
        list_name: str | None = None,
        filename: str | None = None,
        on_progress: OnProgress | None = None,
    ) -> Plan[Job[ECoreStatus]]:
        """Submit a list of addresses, as a sheet or one by one.

        A credit is taken for each address, and given back for each that is not valid.

        A file is checked before anything is sent, and sent in constant memory, once.

        Args:
            file: A path, an open binary file, or bytes: .csv, .xls, .xlsx or .xlsm with a column `email`.
            emails: The addresses, instead of a file. One that is malformed makes the provider refuse all of them.
            list_name: What the provider is to call the list; by default as the file, or "API Upload".
            filename: What the provider is to call the file; by default its own name.
            on_progress: Called with the bytes of the file that were sent, and those there are.

        Returns:
            The job as the provider took it: `ref` is what to store.

        Raises:
            FileNotFoundError: there is no such file; nothing was sent.
            ValueError: it is empty, no file, not readable, of another name, or without an address; nothing was sent.
            ValidationError: addresses are malformed; `errors` tells each by its place, ("emails", 3), and its text.
            PaymentRequiredError: there are too few credits: `required` and `balance` say how many.
            SubmissionUncertain: it may have arrived: see docs/submitting.md.
            BatchlightError: see `batchlight.errors`.

        Example:
            >>> with ECore() as ecore:
            ...     job = ecore.submit(emails=["ada@example.com", "grace@example.com"], list_name="People")
            >>> print(job.state)
            queued
        """
        return Plan(self._submit_steps(lambda: self._prepared(file, emails, list_name, filename, on_progress)))

    @operation
    def run(
        self,
        file: FileLike | None = None,
        path: FilePath | None = None,
        *,
        emails: Iterable[str] | None = None,
        list_name: str | None = None,
        filename: str | None = None,
        format: Format = "csv",
        overwrite: bool = False,
        resume: FilePath | None = None,
        resubmit: bool = False,
        timeout: float | None = 900.0,
        poll: PollPolicy | None = None,
        on_upload: OnProgress | None = None,
        on_update: OnUpdate[ECoreStatus] | None = None,
        on_download: OnProgress | None = None,
    ) -> Plan[Job[ECoreStatus]]:
        """Submit a list, wait for the job, and download its results.

        Args:
            file, emails, list_name, filename: See `submit`.
            path: Where the results are to be; without it they are not downloaded (see `records`).
            format: "csv" or "json": what the results are to be.
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

        Example:
            >>> with ECore() as ecore:
            ...     job = ecore.run(emails=["ada@example.com", "grace@example.com"])
            ...     print(job.state, sorted(record.email for record in ecore.records(job.id)))
            succeeded ['ada@example.com', 'grace@example.com']
        """
        results = None
        if path is not None:
            check_format(format)
            results = Results(
                path, lambda job: download_call(self._ref(job), format), KINDS[format], overwrite, on_download
            )
        running = Running(
            self,
            lambda: self._prepared(file, emails, list_name, filename, on_upload),
            lambda job, _file: self._wait_steps(job, timeout, poll, None, True),
            results,
            resume,
            resubmit,
        )
        return Plan(running.steps(), self._observing(on_update))

    @stream
    def list(self, *, status: JobsOf | None = None) -> Flow[Job[ECoreStatus]]:
        """The jobs, the newest first; each once, also when jobs are submitted meanwhile.

        Args:
            status: "Uploading", "Processing", "Processed" or "Failed"; by default all.

        Returns:
            An iterator of jobs; a page is asked for when it is needed.

        Raises:
            BatchlightError: see `batchlight.errors`; raised by the iteration.

        Example:
            >>> with ECore() as ecore, ecore.list(status="Processed") as jobs:
            ...     print(next(jobs).state)
            succeeded
        """
        return self._listed(list_call(self.provider, status))

    @stream
    def records(self, id: int | str | JobRef, *, status: RecordsOf | None = None) -> Flow["models.Record"]:
        """What is known of each address of a job, also while it is being processed.

        Args:
            id: The job's id.
            status: "Pending", "Valid", "Invalid", "Unknown" or "Error"; by default all.

        Returns:
            An iterator of what is known of each; a page is asked for when it is needed.

        Raises:
            BatchlightError: see `batchlight.errors`; raised by the iteration.

        Example:
            >>> with ECore() as ecore, ecore.records(42, status="Valid") as records:
            ...     print(next(records).status)
            Valid
        """
        walk = Walk(records_call(self._ref(id), status), lambda record: record.id)
        return Flow(lambda: page_steps(self._session, walk))

    @operation
    def download(
        self,
        id: int | str | JobRef,
        path: FilePath,
        *,
        format: Format = "csv",
        overwrite: bool = False,
        on_progress: OnProgress | None = None,
    ) -> Plan[Downloaded]:
        """Download the results of a job that is processed.

        Args:
            id: The job's id.
            path: Where the file is to be. Until it is complete there is none of that name.
            format: "csv" or "json".
            overwrite: Whether a file that is there is replaced.
            on_progress: Called with the bytes that have come, and those that were announced.

        Returns:
            Where it is, how long it is, and what the provider would have called it.

        Raises:
            FileExistsError: there is a file, and `overwrite` is not set.
            BadRequestError: the job is not processed yet.
            MalformedResponseError: what came is not such a file, or not all of it.
            OSError: it cannot be written.
            BatchlightError: see `batchlight.errors`.

        Example:
            >>> import pathlib, tempfile
            >>> with ECore() as ecore, tempfile.TemporaryDirectory() as folder:
            ...     done = ecore.download(42, pathlib.Path(folder, "results.json"), format="json")
            >>> print(done.size > 0)
            True
        """
        call = download_call(self._ref(id), format)
        return Plan(
            download_steps(self._session, call, path, kind=KINDS[format], overwrite=overwrite, on_progress=on_progress)
        )

    def _prepared(
        self,
        file: FileLike | None,
        emails: Iterable[str] | None,
        list_name: str | None,
        filename: str | None,
        on_progress: OnProgress | None,
    ) -> Steps[Prepared[ECoreStatus]]:
        if (file is None) == (emails is None):
            raise ValueError("either a file or emails are submitted")
        named = {} if list_name is None else {"list_name": list_name}
        if emails is not None:
            return self._prepared_emails(_addresses(emails), named)
        assert file is not None
        return self._prepare_file(
            file,
            lambda content, name, media: _sheet(content, name, media, list_name),
            lambda payload: submitted(self.provider, payload),
            "ecore.upload_emails",
            suffixes=_SUFFIXES,
            filename=filename,
            name=list_name,
            fields=named,
            on_progress=on_progress,
        )

    def _prepared_emails(self, emails: Sequence[str], named: Mapping[str, str]) -> Steps[Prepared[ECoreStatus]]:
        call = Call(
            OPERATIONS["ecore.upload_emails"],
            jobs.upload_emails._get_kwargs(body=models.EmailListUpload([*emails], **named)),
            lambda payload: submitted(self.provider, payload),
            repeat=Repeat.UNSENT,
        )
        submission = Submission(
            call.operation.id,
            named.get("list_name", _DEFAULT_NAME),
            self._session.lifecycle.clock(),
            # Addresses are stripped, lower-cased and told once (its page "Upload Emails").
            count=len({email.strip().lower() for email in emails}),
            fields=named,
        )
        return Prepared(call, submission, lambda: _fingerprint(emails), refused=lambda error: _told(error, emails))
        yield  # nothing to do that takes a while

    def _list_page(self) -> Call[Page[Job[ECoreStatus]]]:
        return list_call(self.provider)

    def _bulk_look(self, _listing: Listing) -> Call[Page[Job[ECoreStatus]]]:
        # Those at work alone: an account may have any number of others.
        return list_call(self.provider, "Processing")

    def _could_be(self, job: Job[ECoreStatus], submission: Submission) -> bool:
        size = count(job.raw, "total_records")
        return job.raw.get("list_name") == submission.name and submission.count in (None, size)


def _sheet(content: BytesIO, name: str, media: str, list_name: str | None) -> Mapping[str, Any]:
    from batchlight_clients.ecore.types import File

    named = UNSET if list_name is None else list_name
    return jobs.upload_emails._get_kwargs(body=models.EmailSheetUpload(File(content, name, media), list_name=named))


def _addresses(emails: Iterable[object]) -> Sequence[str]:
    if isinstance(emails, str):
        raise TypeError("emails are several addresses, such as a list of them, not one string")
    addresses: list[str] = []
    for number, address in enumerate(emails):
        if not isinstance(address, str):
            raise TypeError(f"emails[{number}] is an address, not {printable(repr(address), 60)}")
        addresses.append(address)
    if not addresses:
        raise ValueError("emails are none: there is nothing to submit")
    return addresses


def _fingerprint(emails: Sequence[str]) -> Steps[str]:
    import hashlib

    return hashlib.sha256("\n".join(emails).encode("utf-8", "surrogatepass")).hexdigest()
    yield


def _told(error: BatchlightError, emails: Sequence[str]) -> BatchlightError:
    """A refusal of single addresses, with the text of each: the provider tells its place only, in a 400."""
    if not isinstance(error, BadRequestError) or not error.errors:
        return error
    faults = tuple(_with_text(fault, emails) for fault in error.errors)
    return ValidationError(
        f"{str(error).partition(': ')[0]}: {error.operation}: "
        f"{'; '.join(map(str, faults[:5]))}{'; ...' if len(faults) > 5 else ''}",
        operation=error.operation,
        status_code=error.status_code,
        headers=error.headers,
        body=error.body,
        detail="; ".join(map(str, faults[:5])),
        request_id=error.request_id,
        code=error.code,
        errors=faults,
    )


def _with_text(fault: FieldError, emails: Sequence[str]) -> FieldError:
    place = fault.path[-1] if len(fault.path) == 2 and fault.path[0] == "emails" else None
    if place is None or not re.fullmatch(r"[0-9]{1,9}", str(place)) or int(place) >= len(emails):
        return fault
    return FieldError(
        ("emails", int(place)), f"{fault.message.rstrip('.')}: {printable(repr(emails[int(place)]), 120)}", fault.type
    )
