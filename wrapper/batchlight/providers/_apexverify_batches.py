"""ApexVerify, lists in and results out: a batch is uploaded, parsed, launched, which is paid, and exported."""

# pyright: reportPrivateUsage=false
# A generated module's builder of requests is named _get_kwargs.

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import IO, Any, Final
from uuid import UUID

from attrs import evolve
from batchlight_clients.apexverify_batches import models as batches
from batchlight_clients.apexverify_batches.api import batch
from batchlight_clients.unset import UNSET

from ..drivers.downloading import Downloaded, download_steps, rows_flow
from ..drivers.looking import OnUpdate
from ..drivers.operations import Flow, Plan, operation, stream
from ..drivers.running import Results, Running
from ..drivers.saving import FilePath, Written
from ..drivers.sources import ADDRESS, NUMBER, FileLike
from ..drivers.submitting import Prepared
from ..engine.calls import Call
from ..engine.downloads import Kind
from ..engine.policies import PollPolicy
from ..engine.steps import Steps
from ..engine.transfers import OnProgress
from ..jobs import Job, JobRef, JobState
from ..reading.rows import json_members
from ..text import printable
from ._apexverify_calls import (
    KINDS,
    ApexVerifyStatus,
    BatchOf,
    Format,
    Parameters,
    check_format,
    credits_call,
    download_call,
    uploaded,
)
from ._apexverify_launch import Launching, PaidOperations

# Its page "Batch Upload": text, one entry on each line.
_SUFFIXES: Final = (".txt",)
_LONGEST_NAME: Final = 255
_LONGEST_DESCRIPTION: Final = 2048


def _members(file: IO[bytes], _written: Written) -> Iterator[tuple[str, Any]]:
    return json_members(file)


class BatchOperations(PaidOperations):
    """What can be done at the provider with batches. How it lists them is not documented, and none can be cancelled."""

    @operation
    def submit(
        self,
        file: FileLike,
        *,
        name: str,
        type: BatchOf,
        target_country: str,
        description: str | None = None,
        target_audience: int | None = None,
        target_market_industry: int | None = None,
        target_objective: int | None = None,
        use_account_cache: bool | None = None,
        use_global_cache: bool | None = None,
        filename: str | None = None,
        parse: bool = True,
        on_progress: OnProgress | None = None,
    ) -> Plan[Job[ApexVerifyStatus]]:
        """Upload a list, and let it be parsed. Nothing is paid before the launch.

        The file is checked before anything is sent, and sent in constant memory, once.

        Args:
            file: A path, an open binary file, or bytes: .txt in UTF-8 with an address or a number on each line.
            name: What the provider is to call the batch; 1 to 255 characters.
            type: "email" or "phone"; numbers are in the form of E.164 (+390612345678).
            target_country: A country by its two letters, such as "IT".
            description: A remark of up to 2048 characters.
            target_audience: Who is addressed: a number of the provider's list, from 1 to 23.
            target_market_industry: In which industry: a number of the provider's list, from 1 to 115.
            target_objective: To what end: a number of the provider's list, from 1 to 16.
            use_account_cache: Whether results in the account's cache are taken; by default as the provider likes.
            use_global_cache: Whether results in the global cache are taken; by default as the provider likes.
            filename: What the provider is to call the file; by default its own name.
            parse: Whether the parsing is started; without it the batch waits for `configure` and `parse`.
            on_progress: Called with the bytes of the file that were sent, and those there are.

        Returns:
            The batch: it is being parsed, or waits for it ("needs_action").

        Raises:
            FileNotFoundError: there is no such file; nothing was sent.
            ValueError: it is empty, no file, not readable, of another name, or holds no address (no number), or another
                argument is none that the provider takes; nothing was sent.
            SubmissionUncertain: the upload may have arrived: see docs/submitting.md.
            BatchlightError: see `batchlight.errors`; if the batch is there all the same, `ref` names it.

        Example:
            >>> people = {"filename": "people.txt", "name": "People", "type": "email", "target_country": "IT"}
            >>> with ApexVerify() as apex:
            ...     job = apex.submit(b"ada@example.com", **people)
            ...     job = apex.wait(job.id, until="needs_action")
            >>> print(job.status.found_cost.total_email_cost)
            1
        """
        parameters = Parameters(
            type,
            target_country,
            target_audience,
            target_market_industry,
            target_objective,
            use_account_cache,
            use_global_cache=use_global_cache,
        )
        return Plan(self._submit_and_parse(file, filename, name, description, parameters, parse, on_progress))

    @operation
    def run(
        self,
        file: FileLike,
        path: FilePath | None = None,
        *,
        name: str,
        type: BatchOf,
        target_country: str,
        max_cost: float | None = None,
        description: str | None = None,
        target_audience: int | None = None,
        target_market_industry: int | None = None,
        target_objective: int | None = None,
        use_account_cache: bool | None = None,
        use_global_cache: bool | None = None,
        filename: str | None = None,
        format: Format = "json",
        overwrite: bool = False,
        resume: FilePath | None = None,
        resubmit: bool = False,
        timeout: float | None = 900.0,
        poll: PollPolicy | None = None,
        on_upload: OnProgress | None = None,
        on_update: OnUpdate[ApexVerifyStatus] | None = None,
        on_download: OnProgress | None = None,
    ) -> Plan[Job[ApexVerifyStatus]]:
        """Upload a list, have it parsed, launch it if it costs no more than `max_cost`, wait, and download the results.

        Args:
            file, name, type, target_country, description, filename: See `submit`.
            target_audience, target_market_industry, target_objective: See `submit`.
            use_account_cache, use_global_cache: See `submit`.
            path: Where the results are to be; without it they are not downloaded (see `results`).
            max_cost: The credits that may be paid. The cost is the one that the provider found, before what it gives
                back for hits in a cache. Without a number nobody has agreed to pay: the batch is parsed, and left.
            format: "json" or "xlsx": what the results are to be.
            overwrite: Whether a file that is there is replaced.
            resume: A small file that is written before and after the upload and the launch: a program that was killed
                goes on with its batch when it is started again, and pays once. See docs/submitting.md.
            resubmit: Whether to upload, or launch, again what may have been by the program that was killed.
            timeout: Seconds that the waits may take together; None for ever.
            poll, on_update: See `wait`.
            on_upload, on_download: Called with the bytes that are done, and those there are.

        Returns:
            The batch as it ended.

        Raises:
            JobNeedsAction: the batch costs more than `max_cost`, or there is no `max_cost`: nothing was paid, and
                `launch` goes on. With `resume`, a call with a larger `max_cost` does.
            PaymentRequiredError: the account has too few credits.
            FileExistsError: `path` is there, and `overwrite` is not set; nothing was sent.
            SubmissionUncertain: the upload, or the launch, may have arrived.
            JobError, BatchlightError: see `wait` and `download`.

        Example:
            >>> people = {"filename": "people.txt", "name": "People", "type": "email", "target_country": "IT"}
            >>> with ApexVerify() as apex:
            ...     job = apex.run(b"ada@example.com", **people, max_cost=500)
            >>> print(job.state)
            succeeded
        """
        parameters = Parameters(
            type,
            target_country,
            target_audience,
            target_market_industry,
            target_objective,
            use_account_cache,
            use_global_cache=use_global_cache,
        )
        results = None
        if path is not None:
            check_format(format)
            results = Results(
                path, lambda job: download_call(self._ref(job), format), KINDS[format], overwrite, on_download
            )
        launching = Launching(self, max_cost, timeout, poll, resubmit)
        running = Running(
            self,
            lambda: self._prepared(file, filename, name, description, parameters, on_upload),
            launching.steps,
            results,
            resume,
            resubmit,
        )
        return Plan(running.steps(), self._observing(on_update))

    @operation
    def download(
        self,
        id: UUID | str | JobRef,
        path: FilePath,
        *,
        format: Format = "json",
        overwrite: bool = False,
        on_progress: OnProgress | None = None,
    ) -> Plan[Downloaded]:
        """Download the results of a batch that is verified.

        Args:
            id: The `batch_uuid`.
            path: Where the file is to be. Until it is complete there is none of that name.
            format: "json" (an object with a member for each address or number) or "xlsx".
            overwrite: Whether a file that is there is replaced.
            on_progress: Called with the bytes that have come, and those that were announced.

        Returns:
            Where it is, how long it is, and what the provider would have called it.

        Raises:
            FileExistsError: there is a file, and `overwrite` is not set.
            ResponseError: the batch is not verified yet; the error says what the provider answered.
            MalformedResponseError: what came is not such a file, or not all of it.
            OSError: it cannot be written.
            BatchlightError: see `batchlight.errors`.

        Example:
            >>> import pathlib, tempfile
            >>> with ApexVerify() as apex, tempfile.TemporaryDirectory() as folder:
            ...     done = apex.download("3f0c8a52-6a0e-4d0b-9d57-0a7c3c1f2b11", pathlib.Path(folder, "results.json"))
            >>> print(done.size > 0)
            True
        """
        call = download_call(self._ref(id), format)
        return Plan(
            download_steps(self._session, call, path, kind=KINDS[format], overwrite=overwrite, on_progress=on_progress)
        )

    @stream
    def results(self, id: UUID | str | JobRef) -> Flow[tuple[str, Any]]:
        """The results of a batch, one after the other: an address or number as it was uploaded, and what is said of it.

        What is said of one is not documented, and given as it came. `dict(results)` has them all by their addresses.

        They are read from a file without a name that is downloaded with the first one; it takes place on the disk (see
        `tempfile`), and goes with the iteration.

        Args:
            id: The `batch_uuid`.

        Returns:
            An iterator of pairs.

        Raises:
            BatchlightError: see `download`; raised by the iteration.

        Example:
            >>> with ApexVerify() as apex:
            ...     results = dict(apex.results("3f0c8a52-6a0e-4d0b-9d57-0a7c3c1f2b11"))
            >>> print(len(results))
            250
        """
        return rows_flow(self._session, download_call(self._ref(id), "json"), _members, kind=Kind.JSON)

    @operation
    def credits(self) -> Call[Mapping[str, Any]]:
        """The credits of the account: the provider's answer as it came, whose fields are not documented.

        Raises:
            BatchlightError: see `batchlight.errors`.

        Example:
            >>> with ApexVerify() as apex:
            ...     credits = apex.credits()
        """
        return credits_call()

    def _prepared(
        self,
        file: FileLike,
        filename: str | None,
        name: str,
        description: str | None,
        parameters: Parameters,
        on_progress: OnProgress | None,
    ) -> Steps[Prepared[ApexVerifyStatus]]:
        if not 1 <= len(name) <= _LONGEST_NAME:
            raise ValueError(f"name has 1 to {_LONGEST_NAME} characters, and is {printable(repr(name), 60)}")
        if description is not None and len(description) > _LONGEST_DESCRIPTION:
            raise ValueError(f"description has up to {_LONGEST_DESCRIPTION} characters, not {len(description)}")
        given = parameters.given() | ({} if description is None else {"description": description})
        arguments = parameters.arguments()
        # An upload takes fewer parameters than an update.
        arguments = {each: arguments[each] for each in ("type_", *given) if each in arguments}

        def request(content: BytesIO, filename: str, media: str) -> Mapping[str, Any]:
            remark = UNSET if description is None else description
            from batchlight_clients.apexverify_batches.types import File

            body = batches.BatchUpload(File(content, filename, media), name, description=remark, **arguments)
            return batch.upload_batch._get_kwargs(body=body)

        return self._prepare_file(
            file,
            request,
            lambda payload: uploaded(self.provider, payload, JobState.NEEDS_ACTION),
            "apexverify_batches.upload_batch",
            suffixes=_SUFFIXES,
            filename=filename,
            name=name,
            fields=given,
            entry=ADDRESS if parameters.type == "email" else NUMBER,
            on_progress=on_progress,
        )

    def _submit_and_parse(
        self,
        file: FileLike,
        filename: str | None,
        name: str,
        description: str | None,
        parameters: Parameters,
        parse: bool,
        on_progress: OnProgress | None,
    ) -> Steps[Job[ApexVerifyStatus]]:
        job = yield from self._submit_steps(
            lambda: self._prepared(file, filename, name, description, parameters, on_progress)
        )
        if not parse:
            return job
        yield from self._start_parsing(job.ref)
        return evolve(job, state=JobState.RUNNING)
