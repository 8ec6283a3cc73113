"""LlamaCloud's batch processing (v1beta)."""

import hashlib
import json
import uuid
from collections.abc import Iterator
from itertools import islice
from typing import Final

from ....reading.jsondata import is_list, is_object
from ...clock import Dates
from ...entries import Entries
from ...jobs import Moment, SimulatedJob
from ...outcomes import Outcome, document_outcome
from ...simulated import Body, Refusal, Reply, Visit
from .asking import PROJECT, bounded, find, invalid, newest, one_of
from .documents import ITEM_WORDS, documents, done_of, file_job, item_id

_JOB_STATUSES: Final = ("pending", "running", "dispatched", "completed", "failed", "cancelled")
_ITEM_STATUSES: Final = ("pending", "processing", "completed", "failed", "skipped", "cancelled")
_JOB_TYPES: Final = ("parse", "extract", "classify")


def status_body(job: SimulatedJob, moment: Moment, dates: Dates) -> Body:
    """The answer to a question for a job's status."""
    body = _summary(job, moment, dates)
    return {"job": body, "progress_percentage": 100 * body["processed_items"] / job.size if job.size else 0.0}


def _summary(job: SimulatedJob, moment: Moment, dates: Dates) -> Body:
    status = moment.step.status
    done = done_of(job, moment)
    counts = job.entries.count(done)
    return {
        "id": job.id,
        "project_id": PROJECT,
        "job_type": job.details.get("job_type", "parse"),
        "status": status,
        "total_items": job.size,
        "processed_items": done,
        "failed_items": counts[Outcome.INVALID] + counts[Outcome.ERROR],
        "skipped_items": counts[Outcome.UNKNOWN],
        "error_message": "The documents could not be read." if status == "failed" else None,
        "directory_id": job.details.get("directory_id"),
        "created_at": dates(job.created),
        "updated_at": dates(moment.began),
        "started_at": dates(job.created) if status != "pending" else None,
        "completed_at": dates(moment.began) if status in ("completed", "failed", "cancelled") else None,
    }


async def create_batch_job(visit: Visit) -> Reply:
    """Take a job over a directory, or over items."""
    body = await visit.json()
    config = body.get("job_config") if is_object(body) else None
    if not is_object(body) or not is_object(config):
        raise invalid("body", "job_config", "Field required")
    directory_id, item_ids = body.get("directory_id"), body.get("item_ids")
    if directory_id is not None and not isinstance(directory_id, str):
        raise invalid("body", "directory_id")
    if item_ids is not None and not (is_list(item_ids) and all(isinstance(each, str) for each in item_ids)):
        raise invalid("body", "item_ids")
    if directory_id is None and not item_ids:
        raise invalid("body", "directory_id", "either this or item_ids must be provided")
    if item_ids:
        entries, ids = Entries.of(item_ids, document_outcome), item_ids
    else:
        entries, ids = documents(visit, str(directory_id))
    details = {
        "job_type": "classify" if "rules" in config else "parse",
        "config": config,
        "directory_id": directory_id,
        "item_ids": ids,
    }
    job = visit.submit("", entries, details=details)
    return Reply(_summary(job, visit.moment(job), visit.state.dates), 201)


async def get_batch_job_status(visit: Visit) -> Body:
    """A job's status."""
    return visit.status(find(visit, visit.parameter("job_id"), None))


async def list_batch_jobs(visit: Visit) -> Body:
    """A page of jobs, by limit and offset."""
    status = one_of(visit, "status", _JOB_STATUSES)
    job_type = one_of(visit, "job_type", _JOB_TYPES)
    directory_id = visit.query("directory_id") or None
    limit, offset = bounded(visit, "limit", 50, 1, 1000), bounded(visit, "offset", 0, 0, 10**9)
    found = [
        job
        for job in newest(visit, None)
        if status in (None, visit.moment(job).step.status)
        and job_type in (None, job.details.get("job_type", "parse"))
        and directory_id in (None, job.details.get("directory_id"))
    ]
    return _offset_page(
        [_summary(job, visit.moment(job), visit.state.dates) for job in found[offset : offset + limit]],
        more=len(found) > offset + limit,
    )


def _offset_page(items: list[Body], *, more: bool) -> Body:
    """The trap: a token that no operation takes, and no number of all entries, which is there "only when asked for"."""
    return {"items": items, "next_page_token": "not-for-any-parameter" if more else None, "total_size": None}


def _items(job: SimulatedJob, moment: Moment, dates: Dates) -> Iterator[Body]:
    done = done_of(job, moment)
    ended = moment.step.status == "cancelled"
    for number, name in enumerate(job.entries.read()):
        status = ITEM_WORDS[job.entries.judge(name)] if number < done else "cancelled" if ended else "pending"
        id = item_id(job, number)
        yield {
            "item_id": id,
            "item_name": name,
            "status": status,
            "job_id": file_job(job, number) if status in ("completed", "failed") else None,
            "error_message": "The document could not be read." if status == "failed" else None,
            "skip_reason": "already_processed" if status == "skipped" else None,
            "started_at": dates(job.created) if number < done else None,
            "completed_at": dates(job.created) if number < done else None,
        }


async def list_batch_job_items(visit: Visit) -> Body:
    """A page of a job's items."""
    job = find(visit, visit.parameter("job_id"), None)
    status = one_of(visit, "status", _ITEM_STATUSES)
    limit, offset = bounded(visit, "limit", 100, 1, 1000), bounded(visit, "offset", 0, 0, 10**9)
    items = (item for item in _items(job, visit.moment(job), visit.state.dates) if status in (None, item["status"]))
    found = list(islice(items, offset, offset + limit + 1))
    return _offset_page(found[:limit], more=len(found) > limit)


async def cancel_batch_job(visit: Visit) -> Body:
    """Cancel a job. What is answered for one that has ended is not documented: "raises", and 400 is assumed."""
    job = find(visit, visit.parameter("job_id"), None)
    body = await visit.json()
    if not is_object(body) or not isinstance(body.get("reason"), str | None):
        raise invalid("body", "reason", "a JSON object is required")
    moment = visit.moment(job)
    if moment.step.status in ("completed", "failed", "cancelled"):
        raise Refusal(400, {"detail": f"Batch job is already {moment.step.status}"})
    job.details["done"] = done_of(job, moment)
    job.follow(["cancelled"], visit.state.clock.now())
    return {
        "job_id": job.id,
        "status": "cancelled",
        "processed_items": job.details["done"],
        "message": "Batch job cancelled",
    }


async def get_item_processing_results(visit: Visit) -> Body:
    """Where the results of an item are."""
    wanted = visit.parameter("item_id")
    job_type = one_of(visit, "job_type", _JOB_TYPES)
    for job in newest(visit, None):
        items = _items(job, visit.moment(job), visit.state.dates)
        item = next((each for each in items if each["item_id"] == wanted), None)
        if item is not None:
            return {
                "item_id": wanted,
                "item_name": item["item_name"],
                "processing_results": _results(job, item, job_type),
            }
    raise Refusal(404, {"detail": "Item not found"})


def _results(job: SimulatedJob, item: Body, wanted: str | None) -> list[Body]:
    job_type = job.details.get("job_type", "parse")
    if item["status"] != "completed" or wanted not in (None, job_type):
        return []
    config = job.details.get("config", {})
    result = {
        "result_id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{job.id}:{item['item_id']}")),
        "item_id": item["item_id"],
        "job_type": job_type,
        "job_config": config,
        "parameters_hash": hashlib.sha256(json.dumps(config, sort_keys=True).encode()).hexdigest(),
        "output_s3_path": f"s3://simulated/{job.id}/{item['item_id']}.json",
        "processed_at": item["completed_at"],
    }
    return [result]
