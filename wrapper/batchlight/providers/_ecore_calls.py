"""eCore's calls besides the look at a job: the list, the records, the results. Pure functions."""

# pyright: reportPrivateUsage=false
# A generated module's builder of requests is named _get_kwargs.

import re
from collections.abc import Mapping
from typing import Any, Final, Literal, TypeAlias, Union

from batchlight_clients.ecore import models
from batchlight_clients.ecore.api import jobs
from batchlight_clients.operations import OPERATIONS
from batchlight_clients.unset import UNSET

from ..engine.calls import Call
from ..engine.downloads import Kind
from ..engine.paging import Page
from ..engine.provider import Provider
from ..jobs import Job, JobRef, JobState, Progress, UnknownStatus, new_job, new_progress
from ..reading.decoding import decode, decode_status
from ..reading.fields import count, moment, objects, ratio, text
from ..reading.identity import Mismatch
from ..reading.readers import DoesNotFit
from ..text import printable
from ._late import place

# Its classes stand as text: see `_late`.
ECoreStatus: TypeAlias = Union["models.JobDetail", "models.JobSummary", "models.UploadResponse", UnknownStatus]
"""What `Job.status` is: the answer as it is typed in the spec (that of `submit` is an `UploadResponse`, an entry of
`list` a `JobSummary`, any other a `JobDetail`), or `UnknownStatus`."""
place(ECoreStatus, __name__)

JobsOf: TypeAlias = Literal["Uploading", "Processing", "Processed", "Failed"]
RecordsOf: TypeAlias = Literal["Pending", "Valid", "Invalid", "Unknown", "Error"]
Format: TypeAlias = Literal["csv", "json"]

# The most that a page may hold (its pages "List Jobs" and "Job Records").
_JOBS_A_PAGE: Final = 100
_RECORDS_A_PAGE: Final = 1000
_SUMMARY: Final = re.compile(r"([0-9]{1,18})/[0-9]{1,18}")
KINDS: Final[Mapping[Format, Kind]] = {"csv": Kind.CSV, "json": Kind.JSON}


def read_job(
    provider: Provider,
    job_id: str,
    payload: Mapping[str, Any],
    kinds: "Mapping[str, type[models.JobDetail | models.JobSummary]]",
) -> Job[ECoreStatus]:
    """The job that an answer describes: one to a question for a job, or an entry of the list."""
    state, status = decode_status(provider.name, payload.get("status"), payload, provider.states, kinds)
    return new_job(
        provider.name,
        job_id,
        state,
        status,
        progress=_progress(payload),
        created_at=moment(payload, "created_at", status),
        started_at=moment(payload, "started_at", status),
        finished_at=moment(payload, "completed_at", status) if state.is_terminal else None,
        raw=payload,
        tag=text(payload, "status"),
    )


def _progress(payload: Mapping[str, Any]) -> Progress | None:
    total = count(payload, "total_records")
    # "250/250" counts every processed record; the three counts leave out those that ended as Error.
    summary = _SUMMARY.fullmatch(text(payload, "results_summary") or "")
    done = int(summary[1]) if summary else None
    if total is None and done is None:
        return None
    return new_progress(done=done, total=total, fraction=ratio(done, total))


def _id_of(payload: Mapping[str, Any], name: str) -> int:
    id = payload.get(name)
    if isinstance(id, bool) or not isinstance(id, int) or id < 0:
        raise Mismatch(f"it tells no {name}")
    return id


def submitted(provider: Provider, payload: Mapping[str, Any]) -> Job[ECoreStatus]:
    """The job of the answer to an upload, of which only the id is documented: it waits for a worker, as any new one."""
    id = provider.ref(_id_of(payload, "job_id")).id
    status: ECoreStatus
    try:
        status = decode(models.UploadResponse, payload)
    except DoesNotFit as error:
        status = UnknownStatus(None, payload, str(error))
    return new_job(provider.name, id, JobState.QUEUED, status, raw=payload)


def _number_of_next(payload: Mapping[str, Any], asked: int) -> int | None:
    """The number of the page that follows. The address in `next` is not asked: the key would go wherever it leads."""
    current, total = count(payload, "current_page"), count(payload, "total_pages")
    if current is not None and current != asked:
        raise Mismatch(f"it is page {current}, and page {asked} was asked for")
    if not payload.get("next"):
        return None
    if total is not None and asked >= total:
        raise Mismatch(f"it is page {asked} of {total}, and says that another one follows")
    return asked + 1


def list_call(provider: Provider, status: JobsOf | None = None, page: int = 1) -> Call[Page[Job[ECoreStatus]]]:
    """The call that gives a page of the list, the newest job first."""

    def parse(payload: Mapping[str, Any]) -> Page[Job[ECoreStatus]]:
        kinds = dict.fromkeys(provider.states, models.JobSummary)
        entries = objects(payload, "results")
        found = [read_job(provider, provider.ref(_id_of(each, "id")).id, each, kinds) for each in entries]
        following = _number_of_next(payload, page)
        return Page(found, None if following is None else list_call(provider, status, following))

    wanted = UNSET if status is None else _one_of(models.ListJobsStatus, status)
    request = jobs.list_jobs._get_kwargs(status=wanted, page=page, page_size=_JOBS_A_PAGE)
    return Call(OPERATIONS["ecore.list_jobs"], request, parse)


def records_call(ref: JobRef, status: RecordsOf | None = None, page: int = 1) -> "Call[Page[models.Record]]":
    """The call that gives a page of a job's records."""

    def parse(payload: Mapping[str, Any]) -> "Page[models.Record]":
        following = _number_of_next(payload, page)
        try:
            records = [decode(models.Record, each) for each in objects(payload, "results")]
        except DoesNotFit as error:
            raise Mismatch(f"a record does not fit: {error}") from None
        return Page(records, None if following is None else records_call(ref, status, following))

    wanted = UNSET if status is None else _one_of(models.ListJobRecordsStatus, status)
    request = jobs.list_job_records._get_kwargs(int(ref.id), status=wanted, page=page, page_size=_RECORDS_A_PAGE)
    return Call(OPERATIONS["ecore.list_job_records"], request, parse, ref)


def _one_of(kind: Any, word: str) -> Any:
    try:
        return kind(word)
    except ValueError:
        raise ValueError(f"status is one of {', '.join(kind)}, not {printable(repr(word), 60)}") from None


def check_format(format: str) -> None:
    """Refuse what is no format of results.

    Raises:
        ValueError: it is none.
    """
    if format not in KINDS:
        raise ValueError(f'format is "csv" or "json", not {printable(repr(format), 60)}')


def download_call(ref: JobRef, format: Format) -> Call[object]:
    """The call that asks for a job's results."""
    check_format(format)
    request = jobs.download_results._get_kwargs(int(ref.id), format_=models.DownloadResultsFormat(format))
    return Call(OPERATIONS["ecore.download_results"], request, lambda _: None, ref)
