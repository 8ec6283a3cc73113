"""LlamaCloud's batches (v2), and the jobs that they make of files."""

from itertools import islice
from typing import Final

from ....reading.jsondata import is_object
from ...clock import Dates
from ...jobs import Moment, SimulatedJob
from ...outcomes import Outcome
from ...simulated import Body, Refusal, Reply, Visit
from .asking import PROJECT, date, find, invalid, moment, newest, one_of, page_by_token
from .documents import ITEM_WORDS, documents, done_of, file_job, item_id

_BATCH_STATUSES: Final = ("PENDING", "THROTTLED", "RUNNING", "COMPLETED", "FAILED", "CANCELLED")
_BATCH_TYPES: Final = ("parse_v2", "extract_v2")
_FILE_WORDS: Final = {"completed": "COMPLETED", "failed": "FAILED", "skipped": "COMPLETED"}
# "1,000 source files per batch" (its page "Getting started"); with what more are refused is not said.
_LARGEST_BATCH: Final = 1000
_KEEPS_RUNNING_SECONDS: Final = 2.0


def status_body(job: SimulatedJob, moment: Moment, dates: Dates) -> Body:
    """A batch."""
    return {
        "id": job.id,
        "project_id": PROJECT,
        "source_directory_id": job.details.get("directory_id", "dir-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"),
        "config": {"job": job.details.get("config", {"type": "parse_v2", "configuration_id": "cfg-PARSE_AGENTIC"})},
        "status": moment.step.status,
        "created_at": dates(job.created),
        "updated_at": dates(moment.began),
        # Only there if it was asked for.
        "results": None,
    }


async def create_batch(visit: Visit) -> Reply:
    """Take a batch over a directory."""
    body = await visit.json()
    config = body.get("config") if is_object(body) else None
    asked = config.get("job") if is_object(config) else None
    if not is_object(body) or not isinstance(body.get("source_directory_id"), str):
        raise invalid("body", "source_directory_id", "Field required")
    if not is_object(asked) or asked.get("type") not in _BATCH_TYPES:
        raise invalid("body", "config")
    if not isinstance(asked.get("configuration_id"), str):
        raise invalid("body", "configuration_id", "Field required")
    entries, ids = documents(visit, body["source_directory_id"])
    if entries.size > _LARGEST_BATCH:
        raise Refusal(400, {"detail": f"A batch has at most {_LARGEST_BATCH} files"})
    details = {
        "config": {"type": asked["type"], "configuration_id": asked["configuration_id"]},
        "directory_id": body["source_directory_id"],
        "item_ids": ids,
    }
    return Reply(visit.status(visit.submit("", entries, details=details, version="v2")), 201)


async def list_batches(visit: Visit) -> Body:
    """A page of batches; the next one is asked for by its token."""
    status = one_of(visit, "status", _BATCH_STATUSES)
    directory_id = visit.query("source_directory_id") or None
    after, before = date(visit, "created_at_on_or_after"), date(visit, "created_at_on_or_before")
    bodies = [visit.status(job) for job in newest(visit, "v2")]
    found = [
        body
        for body in bodies
        if status in (None, body["status"])
        and directory_id in (None, body["source_directory_id"])
        and (after is None or moment(body["created_at"]) >= after)
        and (before is None or moment(body["created_at"]) <= before)
    ]
    return page_by_token(visit, found)


async def get_batch(visit: Visit) -> Body:
    """A batch; what became of its files only if that is asked for."""
    job = find(visit, visit.parameter("batch_id"), "v2")
    expand = visit.request.query_params.getlist("expand")
    body = visit.status(job)
    # "May be null as long as it runs", and what a batch that failed says of its files cannot be relied on.
    if "results" in expand and body["status"] in ("COMPLETED", "CANCELLED"):
        body["results"] = _batch_results(job, visit.moment(job))
    return body


def _batch_results(job: SimulatedJob, moment: Moment) -> list[Body]:
    kind = job.details.get("config", {}).get("type", "parse_v2")
    results: list[Body] = []
    for number, name in enumerate(islice(job.entries.read(), done_of(job, moment))):
        made = job.entries.judge(name) is not Outcome.ERROR
        results.append(
            {
                "source_directory_file_id": item_id(job, number),
                "job_reference": {"id": file_job(job, number, kind), "type": kind} if made else None,
                "error_message": None if made else "The file could not be read.",
            }
        )
    return results


async def cancel_batch(visit: Visit) -> Body:
    """Cancel a batch: it answers as it is, and has stopped a little later. That one that has ended is a conflict, is
    assumed.
    """
    job = find(visit, visit.parameter("batch_id"), "v2")
    status = visit.moment(job).step.status
    if status in ("COMPLETED", "FAILED", "CANCELLED"):
        raise Refusal(409, {"detail": "A batch in a terminal status cannot be cancelled."})
    if "done" not in job.details:
        job.details["done"] = done_of(job, visit.moment(job))
        job.follow([(status, _KEEPS_RUNNING_SECONDS), "CANCELLED"], visit.state.clock.now())
    return visit.status(job)


async def get_parse_job(visit: Visit) -> Body:
    """The job of a file that was parsed."""
    return {"job": _file_job_body(visit, "parse_v2")}


async def get_extract_job(visit: Visit) -> Body:
    """The job of a file that was extracted from."""
    return {**_file_job_body(visit, "extract_v2"), "extract_result": {}}


def _file_job_body(visit: Visit, kind: str) -> Body:
    wanted = visit.parameter("job_id")
    for job in newest(visit, "v2"):
        for number, name in enumerate(job.entries.read()):
            if file_job(job, number, kind) == wanted:
                outcome = ITEM_WORDS[job.entries.judge(name)]
                at = visit.state.dates(job.created)
                return {
                    "id": wanted,
                    "project_id": PROJECT,
                    "file_input": item_id(job, number),
                    "name": name,
                    "status": _FILE_WORDS[outcome],
                    "error_message": "The document could not be read." if outcome == "failed" else None,
                    "created_at": at,
                    "updated_at": at,
                }
    raise Refusal(404, {"detail": "Job not found"})
