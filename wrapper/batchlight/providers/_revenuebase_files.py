"""Revenuebase, lists in and results out: what version 2 does with files, and what it lists."""

# pyright: reportPrivateUsage=false
# A generated module's builder of requests is named _get_kwargs.

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import IO, Any, Final, TypeAlias, Union

from batchlight_clients.operations import OPERATIONS
from batchlight_clients.revenuebase_v2 import models
from batchlight_clients.revenuebase_v2.api import account, jobs

from ..drivers.downloading import Downloaded, download_steps, rows_flow
from ..drivers.looking import OnUpdate
from ..drivers.operations import Flow, Plan, operation, stream
from ..drivers.running import Results, Running
from ..drivers.saving import FilePath, Written
from ..drivers.sources import FileLike
from ..drivers.submitting import ListingOperations, Prepared
from ..engine.calls import Call
from ..engine.paging import Page
from ..engine.policies import PollPolicy
from ..engine.provider import Provider
from ..engine.steps import Steps
from ..engine.submitting import earliest
from ..engine.transfers import OnProgress
from ..errors import Submission
from ..jobs import Job, JobRef, UnknownStatus, new_job
from ..reading.decoding import decode_status
from ..reading.fields import moment, objects, text
from ..reading.identity import Mismatch
from ..reading.rows import csv_rows, json_rows
from ._late import place

# Its classes stand as text: see `_late`.
RevenuebaseStatus: TypeAlias = Union[
    "models.BatchEmailStatusResponse", "models.BatchEmailResponse", "models.Process", UnknownStatus
]
"""What `Job.status` is: the answer as it is typed in the spec (that of `submit` is a `BatchEmailResponse`, an entry of
`list` a `Process`, any other a `BatchEmailStatusResponse`), or `UnknownStatus`."""
place(RevenuebaseStatus, __name__)

# What a submission takes, and what results are (revenuebase-sdk 0.3.0).
_SUFFIXES: Final = (".csv", ".json")


def _named_job(
    provider: Provider, payload: Mapping[str, Any], model: "type[models.BatchEmailResponse | models.Process]"
) -> Job[RevenuebaseStatus]:
    """The job of an answer that tells its id; the field of its status has another name than in a status answer."""
    id = payload.get("process_id")
    if isinstance(id, bool) or not isinstance(id, int):
        raise Mismatch("it has no process_id")
    states = provider.states
    state, status = decode_status(provider.name, payload.get("status"), payload, states, dict.fromkeys(states, model))
    return new_job(
        provider.name,
        provider.ref(id).id,
        state,
        status,
        message=text(payload, "message"),
        raw=payload,
        api_version="v2",
        tag=text(payload, "status"),
    )


def _upload(content: BytesIO, name: str, media: str, metadata: bool) -> Mapping[str, Any]:
    from batchlight_clients.revenuebase_v2.types import File

    return jobs.submit_batch._get_kwargs(body=models.BatchEmailRequest(File(content, name, media)), metadata=metadata)


def _page_of(provider: Provider, payload: Mapping[str, Any]) -> Page[Job[RevenuebaseStatus]]:
    return Page([_named_job(provider, entry, models.Process) for entry in objects(payload, "processes")])


def _rows(file: IO[bytes], written: Written) -> Iterator[dict[str, Any]]:
    # The content type of a download is documented wrongly (as JSON, always); the format is that of the upload.
    return json_rows(file) if written.start.lstrip()[:1] == b"[" else csv_rows(file, _unheaded)


def _unheaded(first: Sequence[str]) -> Sequence[str] | None:
    """The columns of a file whose first row holds an address: such a list may be submitted, and has no header.

    What the address is in is called as a list with a header would call it, and the last column is the one that was
    added ("one per row or in an `email` field"; "a `status` column added": the provider's notes for agents).
    """
    at = next((number for number, cell in enumerate(first) if "@" in cell), None)
    if at is None or len(first) < 2:
        return None
    names = [f"column_{number}" for number in range(1, len(first) + 1)]
    names[at], names[-1] = "email", "status"
    return names


def list_call(provider: Provider) -> Call[Page[Job[RevenuebaseStatus]]]:
    """The call that lists the jobs that are queued or being processed, all of them in one page."""
    return Call(
        OPERATIONS["revenuebase_v2.list_active_jobs"],
        jobs.list_active_jobs._get_kwargs(),
        lambda payload: _page_of(provider, payload),
    )


def download_call(ref: JobRef) -> Call[object]:
    """The call that asks for a job's results."""
    return Call(
        OPERATIONS["revenuebase_v2.download_results"],
        jobs.download_results._get_kwargs(int(ref.id)),
        lambda _: None,
        ref,
    )


def _balance_of(payload: Mapping[str, Any]) -> int:
    credits = payload.get("credits")
    if isinstance(credits, bool) or not isinstance(credits, int):
        raise Mismatch("it tells no number of credits")
    return credits


class FileOperations(ListingOperations[RevenuebaseStatus, int | str]):
    """What can be done at the provider with files, and the list."""

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
            file: A path, an open binary file, or bytes: CSV with an address on each line or in a column `email`, or
                JSON.
            filename: What the provider is to call it; by default the file's own name. It ends in .csv or .json.
            metadata: Whether the results tell the mail server, its provider and why an address failed.
            on_progress: Called with the bytes that were sent and those there are.

        Returns:
            The job as the provider took it: `ref` is what to store.

        Raises:
            FileNotFoundError: there is no such file; nothing was sent.
            ValueError: it is empty, no file, not readable, of another name, or without an address; nothing was sent.
            BadRequestError: `code` is "invalid_extension" or "upload_error".
            PaymentRequiredError: the account has too few credits.
            SubmissionUncertain: it may have arrived: see docs/submitting.md.
            BatchlightError: see `batchlight.errors`.

        Example:
            >>> with Revenuebase() as revenuebase:
            ...     job = revenuebase.submit(b"ada@example.com", filename="people.csv")
            >>> print(job.state)
            queued
        """
        return Plan(self._submit_steps(lambda: self._prepared(file, filename, metadata, on_progress)))

    @operation
    def run(
        self,
        file: FileLike,
        path: FilePath | None = None,
        *,
        filename: str | None = None,
        metadata: bool = False,
        overwrite: bool = False,
        resume: FilePath | None = None,
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

        Example:
            >>> with Revenuebase() as revenuebase:
            ...     job = revenuebase.run(b"ada@example.com", filename="people.csv")
            >>> print(job.state)
            succeeded
        """
        results = (
            None
            if path is None
            else Results(path, lambda job: download_call(self._ref(job)), overwrite=overwrite, on_progress=on_download)
        )
        running = Running(
            self,
            lambda: self._prepared(file, filename, metadata, on_upload),
            lambda job, _file: self._wait_steps(job, timeout, poll, None, True),
            results,
            resume,
            resubmit,
        )
        return Plan(running.steps(), self._observing(on_update))

    @stream
    def list(self) -> Flow[Job[RevenuebaseStatus]]:
        """The jobs that are queued or being processed. Those that have ended, or are being cancelled, are not listed.

        Returns:
            An iterator of jobs.

        Raises:
            BatchlightError: see `batchlight.errors`; raised by the iteration.

        Example:
            >>> with Revenuebase() as revenuebase, revenuebase.list() as jobs:
            ...     print(next(jobs).provider)
            revenuebase
        """
        self._refuse_v1("list")
        return self._listed(list_call(self.provider))

    @operation
    def download(
        self, id: int | str | JobRef, path: FilePath, *, overwrite: bool = False, on_progress: OnProgress | None = None
    ) -> Plan[Downloaded]:
        """Download the results of a job, in the format of what was submitted. It must have ended or been cancelled.

        Args:
            id: The `process_id`.
            path: Where the file is to be. Until it is complete there is none of that name.
            overwrite: Whether a file that is there is replaced.
            on_progress: Called with the bytes that have come, and those that were announced.

        Returns:
            Where it is, how long it is, and what the provider would have called it.

        Raises:
            FileExistsError: there is a file, and `overwrite` is not set.
            BadRequestError: `code` is "not_completed", or "process_error" for a job that has no results.
            MalformedResponseError: what came is no file, or not all of it.
            OSError: it cannot be written.
            BatchlightError: see `batchlight.errors`.

        Example:
            >>> import pathlib, tempfile
            >>> with Revenuebase() as revenuebase, tempfile.TemporaryDirectory() as folder:
            ...     job = revenuebase.run(b"ada@example.com", filename="people.csv")
            ...     done = revenuebase.download(job.id, pathlib.Path(folder, "results.csv"))
            >>> print(done.size > 0)
            True
        """
        self._refuse_v1("download")
        return Plan(
            download_steps(
                self._session, download_call(self._ref(id)), path, overwrite=overwrite, on_progress=on_progress
            )
        )

    @stream
    def results(self, id: int | str | JobRef) -> Flow[dict[str, Any]]:
        """The results of a job, row by row, by the names of their columns; `status` is what was found out.

        Of a list that was submitted without a header, the columns are `email`, `status`, and those between by number.

        They are read from a file without a name that is downloaded with the first row; it takes place on the disk (see
        `tempfile`), and goes with the iteration.

        Args:
            id: The `process_id`.

        Returns:
            An iterator of rows.

        Raises:
            BatchlightError: see `download`; raised by the iteration.

        Example:
            >>> with Revenuebase() as revenuebase:
            ...     job = revenuebase.run(b"email\\nada@example.com", filename="people.csv")
            ...     print([row["email"] for row in revenuebase.results(job.id)])
            ['ada@example.com']
        """
        self._refuse_v1("results")
        return rows_flow(self._session, download_call(self._ref(id)), _rows)

    @operation
    def balance(self) -> Call[int]:
        """How many credits the account has.

        Raises:
            BatchlightError: see `batchlight.errors`.

        Example:
            >>> with Revenuebase() as revenuebase:
            ...     print(revenuebase.balance() > 0)
            True
        """
        self._refuse_v1("balance")
        return Call(OPERATIONS["revenuebase_v2.get_balance"], account.get_balance._get_kwargs(), _balance_of)

    def _prepared(
        self, file: FileLike, filename: str | None, metadata: bool, on_progress: OnProgress | None
    ) -> Steps[Prepared[RevenuebaseStatus]]:
        self._refuse_v1("submit")
        return self._prepare_file(
            file,
            lambda content, name, media: _upload(content, name, media, metadata),
            lambda payload: _named_job(self.provider, payload, models.BatchEmailResponse),
            "revenuebase_v2.submit_batch",
            suffixes=_SUFFIXES,
            filename=filename,
            fields={"metadata": metadata},
            on_progress=on_progress,
        )

    def _list_page(self) -> Call[Page[Job[RevenuebaseStatus]]]:
        return list_call(self.provider)

    def _could_be(self, job: Job[RevenuebaseStatus], submission: Submission) -> bool:
        updated = moment(job.raw, "last_updated")
        return job.raw.get("filename") == submission.name and (updated is None or updated >= earliest(submission))

    @abstractmethod
    def _refuse_v1(self, operation: str) -> None:
        """See that the client speaks version 2."""
