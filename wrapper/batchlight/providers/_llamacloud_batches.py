"""LlamaCloud, documents in and results out: jobs are made, listed and cancelled, and tell what became of each file."""

# pyright: reportPrivateUsage=false
# Whether a call was repeated is asked where it is sent.

import datetime
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve
from batchlight_clients.llamacloud import models as v1beta

from ..drivers.looking import OnUpdate
from ..drivers.operations import Flow, Plan, operation, stream
from ..drivers.running import Running
from ..drivers.saving import FilePath
from ..drivers.sources import FileLike
from ..drivers.submitting import Prepared
from ..engine.calls import Call
from ..engine.paging import Walk, page_steps
from ..engine.policies import PollPolicy
from ..engine.steps import Give, Steps
from ..engine.transfers import OnProgress
from ..errors import BadRequestError, ConflictError, JobError, JobFailed
from ..jobs import Job, JobRef, JobState
from ._llamacloud_calls import (
    ItemsOf,
    JobsOf,
    TypeOf,
    Wanted,
    batch_results_call,
    cancel_call,
    file_results_call,
    item_results_call,
    items_call,
    list_call,
    outcome_call,
)
from ._llamacloud_preparing import JobConfig, PreparingOperations, ids_of
from ._llamacloud_reading import ApiVersion, FileResult, LlamaCloudStatus, exactly, version_of


class BatchOperations(PreparingOperations):
    """What can be done at the provider with jobs."""

    _chosen: ApiVersion | None

    @operation
    def submit(
        self,
        job_config: JobConfig,
        *,
        directory_id: str | None = None,
        item_ids: Iterable[str] | None = None,
        page_size: int | None = None,
        continue_as_new_threshold: int | None = None,
        webhook_configuration_ids: Sequence[str] | None = None,
        webhook_configurations: Sequence[Mapping[str, Any]] | None = None,
    ) -> Plan[Job[LlamaCloudStatus]]:
        """Make a job over the files of a directory, or (v1beta) over items. It is sent once.

        Args:
            job_config: What is to be done. v2: {"type": "parse_v2" or "extract_v2", "configuration_id": "cfg-..."},
                also as {"job": {...}}. v1beta: the settings of a parse job ({"job_name": "parse_raw_file_job",
                "parameters": {...}}) or of a classify job. It is sent as it is.
            directory_id: The directory.
            item_ids: v1beta: the items, instead of a directory.
            page_size: v1beta: how many items are fetched at a time, 1 to 1000.
            continue_as_new_threshold: v1beta: after how many items the run is continued anew.
            webhook_configuration_ids: v2: saved configurations of webhooks.
            webhook_configurations: v2: where to report to, and how.

        Returns:
            The job, which waits for its turn.

        Raises:
            ValueError: the arguments are not those of the client's version; nothing was sent.
            SubmissionUncertain: it may have arrived: see docs/submitting.md.
            BatchlightError: see `batchlight.errors`.

        Example:
            >>> config = {"type": "parse_v2", "configuration_id": "cfg-PARSE_AGENTIC"}
            >>> with LlamaCloud() as llama:
            ...     directory = llama.create_directory("Invoices")
            ...     file = llama.upload_file(directory.id, b"%PDF-1.7", filename="a.pdf")
            ...     print(llama.submit(config, directory_id=directory.id).state)
            queued
        """
        prepared = self._prepared(
            job_config,
            directory_id,
            None if item_ids is None else ids_of(item_ids),
            page_size,
            continue_as_new_threshold,
            webhook_configuration_ids,
            webhook_configurations,
        )
        return Plan(self._submit_steps(lambda: _as_steps(prepared)))

    @operation
    def run(
        self,
        job_config: JobConfig,
        files: Iterable[FileLike] | None = None,
        *,
        directory_id: str | None = None,
        item_ids: Iterable[str] | None = None,
        resume: FilePath | None = None,
        resubmit: bool = False,
        timeout: float | None = 900.0,
        poll: PollPolicy | None = None,
        on_upload: OnProgress | None = None,
        on_update: OnUpdate[LlamaCloudStatus] | None = None,
    ) -> Plan[Job[LlamaCloudStatus]]:
        """Upload files into a directory of their own, make a job over it, and wait for it; `results` has the rest.

        Args:
            job_config, directory_id, item_ids: See `submit`.
            files: Paths, open binary files or bytes, instead of a directory: an ephemeral one is made for them.
            resume: A small file that is written before the job is made and after it: a program that was killed goes on
                with its job when it is started again, and pays once. See docs/submitting.md. It goes with a directory
                or items, which are there before.
            resubmit: Whether to make the job again that may have been made by the program that was killed.
            timeout, poll, on_update: See `wait`.
            on_upload: Called with the bytes of all files that were sent, and those there are.

        Returns:
            The job as it ended. Single files may have failed.

        Raises:
            ValueError: a file is empty, no file, or not readable, two have the same name, or see `submit`; nothing was
                sent.
            SubmissionUncertain: the job may have been made.
            JobError, BatchlightError: see `wait`.

        Example:
            >>> config = {"type": "parse_v2", "configuration_id": "cfg-PARSE_AGENTIC"}
            >>> import pathlib, tempfile
            >>> with LlamaCloud() as llama, tempfile.TemporaryDirectory() as folder:
            ...     path = pathlib.Path(folder, "a.pdf")
            ...     size = path.write_bytes(b"%PDF-1.7")
            ...     print(llama.run(config, [path]).state)
            succeeded
        """
        listed = None if files is None else _files(files)
        ids = None if item_ids is None else ids_of(item_ids)
        if listed is not None and (directory_id is not None or ids is not None):
            raise ValueError("either files, or a directory_id or item_ids are given")
        if listed is not None and resume is not None:
            raise ValueError(
                "resume goes with a directory that is there: make one with create_directory and upload_file, and pass "
                "its directory_id instead of files"
            )
        # With a directory that is not there yet the arguments are checked before it is made.
        prepared = self._prepared(job_config, "dir-new" if listed is not None else directory_id, ids)

        def prepare() -> Steps[Prepared[LlamaCloudStatus]]:
            if listed is None:
                return prepared
            made = yield from self._new_directory(listed, on_upload)
            return self._prepared(job_config, made, None)

        running = Running(
            self, prepare, lambda job, _file: self._wait_steps(job, timeout, poll, None, True), None, resume, resubmit
        )
        return Plan(running.steps(), self._observing(on_update))

    @stream
    def list(
        self,
        *,
        status: JobsOf | None = None,
        directory_id: str | None = None,
        job_type: TypeOf | None = None,
        created_after: datetime.datetime | None = None,
        created_before: datetime.datetime | None = None,
        page_size: int | None = None,
    ) -> Flow[Job[LlamaCloudStatus]]:
        """The jobs of the client's version; each once, also when jobs are added meanwhile.

        Args:
            status: "pending", "running", "completed", "failed", "cancelled"; v1beta also knows "dispatched", and v2
                "throttled". By default all.
            directory_id: Only jobs over this directory.
            job_type: v1beta: only "parse", "extract" or "classify".
            created_after: v2: only those that were created then or later.
            created_before: v2: only those that were created then or earlier.
            page_size: v2: how many are asked for at a time; its bounds are not documented.

        Returns:
            An iterator of jobs; a page is asked for when it is needed.

        Raises:
            ValueError: the arguments are not those of the client's version; nothing was sent.
            BatchlightError: see `batchlight.errors`; raised by the iteration.

        Example:
            >>> with LlamaCloud(api_version="v1beta") as llama, llama.list(status="running") as jobs:
            ...     print(next(jobs).state)
            running
        """
        wanted = Wanted(status, directory_id, job_type, created_after, created_before, page_size)
        return self._listed(list_call(self.provider, self.api_version, wanted))

    @stream
    def items(self, id: str | JobRef, *, status: ItemsOf | None = None) -> Flow["v1beta.BatchItemDetail"]:
        """The items of a job of v1beta, also while it runs.

        Args:
            id: The job's id.
            status: "pending", "processing", "completed", "failed", "skipped" or "cancelled"; by default all.

        Returns:
            An iterator of items; a page is asked for when it is needed.

        Raises:
            ValueError: the job is one of v2, which has no items: see `results`.
            BatchlightError: see `batchlight.errors`; raised by the iteration.

        Example:
            >>> with LlamaCloud() as llama, llama.items("bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee") as items:
            ...     item = next(items)
        """
        ref = self._ref(id)
        if self._version_of(ref) == "v2":
            raise ValueError(f"{ref} is a batch of v2, which has no items: results() tells of its files")
        walk = Walk(items_call(self.provider, ref, status, exactly(v1beta.BatchItemDetail)), lambda item: item.item_id)
        return Flow(lambda: page_steps(self._session, walk))

    @operation
    def item_results(
        self, item_id: str, *, job_type: TypeOf | None = None
    ) -> Call["v1beta.ItemProcessingResultsResponse"]:
        """Where the results of an item of v1beta are: paths in S3, not the results themselves.

        Args:
            item_id: The item.
            job_type: Only results of "parse", "extract" or "classify".

        Returns:
            The provider's answer, typed.

        Raises:
            BatchlightError: see `batchlight.errors`.

        Example:
            >>> with LlamaCloud() as llama:
            ...     item = next(llama.items("bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee", status="completed"))
            ...     print(llama.item_results(item.item_id).item_id == item.item_id)
            True
        """
        return item_results_call(self.provider, item_id, job_type)

    @stream
    def results(self, id: str | JobRef, *, outcomes: bool = False) -> Flow[FileResult]:
        """What became of each file of a job.

        A file's result is the one of its own job (`FileResult.job`), which the provider's API for such jobs gives.

        Args:
            id: The job's id.
            outcomes: v2: whether the job of each file is asked how it went, which takes a request for each; without it
                `status` is None, and `error` tells only of files of which no job could be made. v1beta always tells.

        Returns:
            An iterator of what became of each.

        Raises:
            JobFailed: a batch of v2 failed: what it says of its files cannot be relied on.
            JobError: a batch of v2 does not tell of its files yet.
            BatchlightError: see `batchlight.errors`; raised by the iteration.

        Example:
            >>> with LlamaCloud() as llama:
            ...     print(next(llama.results("bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee")).status)
            completed
        """
        ref = self._ref(id)
        if self._version_of(ref) == "v1beta":
            walk = Walk(file_results_call(self.provider, ref), lambda result: result.id)
            return Flow(lambda: page_steps(self._session, walk))
        waiting: list[deque[FileResult]] = []

        def steps() -> Steps[None]:
            if not waiting:
                waiting.append(deque((yield from self._batch_results(ref))))
            left = waiting[0]
            while left:
                result = (yield from self._with_outcome(left[0])) if outcomes else left[0]
                left.popleft()
                yield Give(result)

        return Flow(steps)

    @operation
    def cancel(self, id: str | JobRef, *, reason: str | None = None) -> Plan[Job[LlamaCloudStatus]]:
        """Cancel a job. Files that are done keep their results.

        A batch of v2 may still be running in the answer; `wait` tells when the work has stopped.

        Args:
            id: The job's id.
            reason: v1beta: why, for the provider's records.

        Returns:
            The job as the provider then describes it.

        Raises:
            ValueError: a reason for a batch of v2; nothing was sent.
            ResponseError: the job has ended; with which code the provider says so is not documented.
            BatchlightError: see `batchlight.errors`.

        Example:
            >>> config = {"type": "parse_v2", "configuration_id": "cfg-PARSE_AGENTIC"}
            >>> with LlamaCloud() as llama:
            ...     directory = llama.create_directory("Invoices")
            ...     file = llama.upload_file(directory.id, b"%PDF-1.7", filename="a.pdf")
            ...     job = llama.submit(config, directory_id=directory.id)
            ...     print(llama.cancel(job.id).id == job.id)
            True
        """
        ref = self._ref(id)
        return Plan(self._cancel_steps(cancel_call(self.provider, ref, self._version_of(ref), reason), ref))

    def _version_of(self, ref: JobRef) -> ApiVersion:
        return version_of(ref.id, self._chosen)

    def _cancel_steps(self, call: Call[Job[LlamaCloudStatus]], ref: JobRef) -> Steps[Job[LlamaCloudStatus]]:
        repeated: list[object] = []
        # Asked only after an attempt whose answer was lost: it may have cancelled the job.
        call = evolve(call, instead=repeated.append)
        try:
            return (yield from self._session.result(call))
        except (BadRequestError, ConflictError) as error:
            failure = error
        if repeated:
            job = yield from self._session.result(self._look(ref))
            if job.state in (JobState.CANCELLED, JobState.CANCELLING):
                return job
        raise failure

    def _batch_results(self, ref: JobRef) -> Steps[Sequence[FileResult]]:
        job, results = yield from self._session.result(batch_results_call(self.provider, ref))
        if job.state is JobState.FAILED:
            raise JobFailed(f"{ref} failed: what it says of its files cannot be relied on", job=job)
        if results is None and not job.is_terminal:
            raise JobError(f"{ref} is {job.state}, and does not tell of its files yet", job=job)
        return results or ()

    def _with_outcome(self, result: FileResult) -> Steps[FileResult]:
        call = outcome_call(self.provider, result)
        if call is None:
            return result
        status, error = yield from self._session.result(call)
        return evolve(result, status=status, error=error or result.error)


def _files(files: Iterable[FileLike]) -> Sequence[FileLike]:
    if isinstance(files, str | bytes) or hasattr(files, "read") or hasattr(files, "__fspath__"):
        raise TypeError("files are several files, such as a list of them, not one")
    listed = tuple(files)
    if not listed:
        raise ValueError("files are none: there is nothing to process")
    return listed


def _as_steps(prepared: Prepared[LlamaCloudStatus]) -> Steps[Prepared[LlamaCloudStatus]]:
    return prepared
    yield  # nothing to do that takes a while
