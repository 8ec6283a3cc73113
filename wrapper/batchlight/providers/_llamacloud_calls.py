"""LlamaCloud's calls besides the look at a job: jobs made, listed and cancelled, and what became of files."""

# pyright: reportPrivateUsage=false
# A generated module's builder of requests is named _get_kwargs.

import datetime
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any, Final, Literal, TypeAlias, TypeVar

from attrs import evolve, frozen
from batchlight_clients.llamacloud import models as v1beta
from batchlight_clients.llamacloud.api import batch
from batchlight_clients.llamacloud_v2 import models as v2
from batchlight_clients.llamacloud_v2.api import batches, jobs
from batchlight_clients.operations import OPERATIONS
from batchlight_clients.unset import UNSET, Unset

from ..engine.calls import Call
from ..engine.paging import Page
from ..engine.provider import Provider
from ..engine.retrying import Repeat
from ..jobs import Job, JobRef
from ..reading.fields import count, objects, text
from ..reading.identity import Mismatch, check_job
from ..reading.jsondata import is_list, is_object
from ..text import printable
from ._llamacloud_reading import (
    ApiVersion,
    FileResult,
    LlamaCloudStatus,
    exactly,
    id_in,
    read_batch,
    read_cancelled,
    read_entry,
    read_item,
    read_result,
)

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

JobsOf: TypeAlias = Literal["pending", "throttled", "running", "dispatched", "completed", "failed", "cancelled"]
ItemsOf: TypeAlias = Literal["pending", "processing", "completed", "failed", "skipped", "cancelled"]
TypeOf: TypeAlias = Literal["parse", "extract", "classify"]

# The most that a page of v1beta may hold (the reference pages). The bounds of v2 are not documented.
_A_PAGE: Final = 1000


@frozen
class Wanted:
    """Which jobs of the list are asked for; what is None does not matter."""

    status: str | None = None
    directory_id: str | None = None
    job_type: str | None = None
    created_after: datetime.datetime | None = None
    created_before: datetime.datetime | None = None
    page_size: int | None = None


def one_of(kind: type[E], name: str, word: str | None) -> E | Unset:
    """A word of the provider's; those of v1beta are in small letters, those of v2 in capitals, and the caller's in any.

    Raises:
        ValueError: there is no such word.
    """
    if word is None:
        return UNSET
    for each in kind:
        if each.value.lower() == str(word).lower():
            return each
    known = ", ".join(each.value.lower() for each in kind)
    raise ValueError(f"{name} is one of {known}, not {printable(repr(word), 60)}")


def _or_unset(value: T | None) -> T | Unset:
    return UNSET if value is None else value


def list_call(provider: Provider, version: ApiVersion, wanted: Wanted) -> Call[Page[Job[LlamaCloudStatus]]]:
    """The call that gives the first page of the list."""
    if version == "v2":
        if wanted.job_type is not None:
            raise ValueError("job_type is for the list of v1beta: that of v2 does not know it")
        return _batches_call(provider, wanted)
    if (wanted.created_after or wanted.created_before or wanted.page_size) is not None:
        raise ValueError(
            "created_after, created_before and page_size are for v2: the list of v1beta does not know them"
        )
    return _jobs_call(provider, wanted)


def _jobs_call(provider: Provider, wanted: Wanted, offset: int = 0) -> Call[Page[Job[LlamaCloudStatus]]]:
    def parse(payload: Mapping[str, Any]) -> Page[Job[LlamaCloudStatus]]:
        found = [read_entry(provider, each) for each in objects(payload, "items")]
        following = _offset_of_next(payload, offset, len(found))
        return Page(found, None if following is None else _jobs_call(provider, wanted, following))

    request = batch.list_batch_jobs._get_kwargs(
        directory_id=_or_unset(wanted.directory_id),
        job_type=one_of(v1beta.BatchJobType, "job_type", wanted.job_type),
        status=one_of(v1beta.BatchJobStatus, "status", wanted.status),
        limit=_A_PAGE,
        offset=offset,
    )
    return Call(OPERATIONS["llamacloud.list_batch_jobs"], request, parse)


def _offset_of_next(payload: Mapping[str, Any], offset: int, found: int) -> int | None:
    """Where the next page begins.

    There is one after every full page: the number of all entries is there "only when asked for", and nobody knows how
    to ask. After a page that is not full there is one if the answer says so.
    """
    total = count(payload, "total_size")
    says_more = text(payload, "next_page_token") is not None or (total is not None and offset + found < total)
    return offset + found if found and (found >= _A_PAGE or says_more) else None


def _batches_call(provider: Provider, wanted: Wanted, token: str | None = None) -> Call[Page[Job[LlamaCloudStatus]]]:
    def parse(payload: Mapping[str, Any]) -> Page[Job[LlamaCloudStatus]]:
        found: list[Job[LlamaCloudStatus]] = []
        found.extend(read_batch(provider, id_in(provider, each), each) for each in objects(payload, "items"))
        following = text(payload, "next_page_token")
        return Page(found, None if following is None else _batches_call(provider, wanted, following))

    request = batches.list_batches._get_kwargs(
        page_size=_or_unset(wanted.page_size),
        page_token=_or_unset(token),
        status=one_of(v2.BatchStatus, "status", wanted.status),
        source_directory_id=_or_unset(wanted.directory_id),
        created_at_on_or_after=_or_unset(wanted.created_after),
        created_at_on_or_before=_or_unset(wanted.created_before),
    )
    return Call(OPERATIONS["llamacloud_v2.list_batches"], request, parse)


def create_job_call(
    provider: Provider,
    job_config: Mapping[str, Any],
    directory_id: str | None,
    item_ids: Sequence[str] | None,
    page_size: int | None,
    continue_as_new_threshold: int | None,
) -> Call[Job[LlamaCloudStatus]]:
    """The call that makes a job of v1beta."""
    body = v1beta.BatchJobCreateRequest(
        v1beta.BatchParseJobRecordCreate(),
        directory_id=_or_unset(directory_id),
        item_ids=UNSET if item_ids is None else [*item_ids],
        page_size=_or_unset(page_size),
        continue_as_new_threshold=_or_unset(continue_as_new_threshold),
    )
    request = batch.create_batch_job._get_kwargs(body=body)
    # Two forms of a configuration are not told apart, and each has more settings than the spec: it is sent as it is.
    request["json"] = {**request["json"], "job_config": {**job_config}}
    return Call(
        OPERATIONS["llamacloud.create_batch_job"],
        request,
        lambda payload: read_entry(provider, payload),
        repeat=Repeat.UNSENT,
    )


def create_batch_call(
    provider: Provider,
    directory_id: str,
    job: Mapping[str, Any],
    webhook_configuration_ids: Sequence[str] | None,
    webhook_configurations: Sequence[Mapping[str, Any]] | None,
) -> Call[Job[LlamaCloudStatus]]:
    """The call that makes a batch of v2."""
    kind = one_of(v2.JobType, "the type of a job of v2", job.get("type"))
    config = v2.BatchCreateConfig(v2.BatchCreateJob(kind or v2.JobType.PARSE_V2, str(job.get("configuration_id"))))
    ids = UNSET if webhook_configuration_ids is None else [*webhook_configuration_ids]
    request = batches.create_batch._get_kwargs(body=v2.BatchCreateRequest(directory_id, config, ids))
    body = {**request["json"], "config": {"job": {**job}}}
    if webhook_configurations is not None:
        body["webhook_configurations"] = [{**each} for each in webhook_configurations]
    request["json"] = body

    def parse(payload: Mapping[str, Any]) -> Job[LlamaCloudStatus]:
        return read_batch(provider, id_in(provider, payload), payload)

    return Call(OPERATIONS["llamacloud_v2.create_batch"], request, parse, repeat=Repeat.UNSENT)


def batch_call(provider: Provider, ref: JobRef) -> Call[Job[LlamaCloudStatus]]:
    """The call that asks for a batch of v2."""
    return Call(
        OPERATIONS["llamacloud_v2.get_batch"],
        batches.get_batch._get_kwargs(ref.id),
        lambda payload: _answered(provider, ref, payload),
        ref,
    )


def _answered(provider: Provider, ref: JobRef, payload: Mapping[str, Any]) -> Job[LlamaCloudStatus]:
    check_job(ref.id, payload.get("id"))
    return read_batch(provider, ref.id, payload)


def cancel_call(
    provider: Provider, ref: JobRef, version: ApiVersion, reason: str | None
) -> Call[Job[LlamaCloudStatus]]:
    """The call that cancels a job."""
    if version == "v2":
        if reason is not None:
            raise ValueError("reason is for jobs of v1beta: v2 takes none")
        request = batches.cancel_batch._get_kwargs(ref.id)
        operation = OPERATIONS["llamacloud_v2.cancel_batch"]
        return Call(operation, request, lambda payload: _answered(provider, ref, payload), ref)
    # Without a reason it is an object without fields: no body at all is refused.
    request = batch.cancel_batch_job._get_kwargs(ref.id, body=v1beta.BatchJobCancelRequest(reason=_or_unset(reason)))
    return Call(
        OPERATIONS["llamacloud.cancel_batch_job"], request, lambda payload: read_cancelled(provider, ref, payload), ref
    )


def items_call(
    provider: Provider, ref: JobRef, status: ItemsOf | None, read: Callable[[Mapping[str, Any]], T], offset: int = 0
) -> Call[Page[T]]:
    """The call that gives a page of the items of a job of v1beta."""

    def parse(payload: Mapping[str, Any]) -> Page[T]:
        # Of this list alone the spec does not require the field.
        items = [read(each) for each in objects(payload, "items")] if "items" in payload else []
        following = _offset_of_next(payload, offset, len(items))
        return Page(items, None if following is None else items_call(provider, ref, status, read, following))

    wanted = one_of(v1beta.BatchItemStatus, "status", status)
    request = batch.list_batch_job_items._get_kwargs(ref.id, status=wanted, limit=_A_PAGE, offset=offset)
    return Call(OPERATIONS["llamacloud.list_batch_job_items"], request, parse, ref)


def item_results_call(
    provider: Provider, id: str, job_type: TypeOf | None
) -> "Call[v1beta.ItemProcessingResultsResponse]":
    """The call that asks where the results of an item are."""
    id = provider.id_shape.check(provider.title, id)
    wanted = one_of(v1beta.BatchJobType, "job_type", job_type)
    request = batch.get_item_processing_results._get_kwargs(id, job_type=wanted)
    parse = exactly(v1beta.ItemProcessingResultsResponse)

    def answered(payload: Mapping[str, Any]) -> v1beta.ItemProcessingResultsResponse:
        check_job(id, payload.get("item_id"))
        return parse(payload)

    return Call(OPERATIONS["llamacloud.get_item_processing_results"], request, answered)


def file_results_call(provider: Provider, ref: JobRef) -> Call[Page[FileResult]]:
    """The call that gives what became of the items of a job of v1beta, page by page."""
    return items_call(provider, ref, None, read_item)


def batch_results_call(
    provider: Provider, ref: JobRef
) -> Call[tuple[Job[LlamaCloudStatus], Sequence[FileResult] | None]]:
    """The call that asks for a batch of v2 with what became of its files: None as long as it tells nothing of them."""

    def parse(payload: Mapping[str, Any]) -> tuple[Job[LlamaCloudStatus], Sequence[FileResult] | None]:
        results = payload.get("results")
        found = [read_result(each) for each in objects(payload, "results")] if is_list(results) else None
        return evolve(_answered(provider, ref, payload), site=ref.site), found

    return Call(
        OPERATIONS["llamacloud_v2.get_batch"], batches.get_batch._get_kwargs(ref.id, expand=["results"]), parse, ref
    )


def outcome_call(provider: Provider, result: FileResult) -> Call[tuple[str | None, str | None]] | None:
    """The call that asks the job of a file for its status, and for what went wrong. None if there is no such job."""
    if result.job is None or result.job_type not in ("parse_v2", "extract_v2"):
        return None
    try:
        id = provider.id_shape.check(provider.title, result.job)
    except ValueError:
        return None

    def parse(payload: Mapping[str, Any]) -> tuple[str | None, str | None]:
        # A parse job is within its answer, an extract job is it.
        job = payload.get("job") if result.job_type == "parse_v2" else payload
        if not is_object(job) or text(job, "status") is None:
            raise Mismatch("it tells no status of a job")
        check_job(id, job.get("id"))
        return text(job, "status"), text(job, "error_message")

    if result.job_type == "parse_v2":
        return Call(OPERATIONS["llamacloud_v2.get_parse_job"], jobs.get_parse_job._get_kwargs(id), parse)
    return Call(OPERATIONS["llamacloud_v2.get_extract_job"], jobs.get_extract_job._get_kwargs(id), parse)
