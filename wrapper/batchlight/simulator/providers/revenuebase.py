"""Revenuebase, simulated: both versions, over the same jobs."""

import json
import re
import time
from collections.abc import Mapping
from typing import Final

from ..clock import Dates
from ..jobs import Moment, SimulatedJob
from ..simulated import Body, Refusal, Sample, Simulated, Visit

# The wording is not documented.
_MESSAGES: Final = {
    "QUEUED": "The job is waiting.",
    "PROCESSING": "The job is being processed.",
    "COMPLETED": "The results can be downloaded.",
    "ERROR": "The file could not be processed.",
    "CANCELLING": "The job is being cancelled.",
    "CANCELLED": "The job was cancelled.",
}
_KEEPS_CANCELLING_SECONDS: Final = 2.0


def status_body(job: SimulatedJob, moment: Moment, _dates: Dates) -> Body:
    """The answer to a question for a job's status, and to a cancellation."""
    status = moment.step.status
    return {
        "process_id": int(job.id),
        "filename": "list.csv",
        "current_status": status,
        "message": _MESSAGES.get(status, ""),
    }


# It documents these sentences; which part of the body holds the code of a 400 it does not say.
ERRORS: Final[Mapping[int, Body]] = {
    400: {"detail": "Invalid process_id, or the job does not belong to your account."},
    401: {"detail": "Invalid or missing API key"},
    402: {"detail": "Insufficient credits."},
    403: {"detail": "Access denied for this resource"},
    404: {"detail": "Not Found"},
    410: {"detail": "This version of the API was retired on July 7, 2026."},
    422: {"detail": [{"loc": ["path", "process_id"], "msg": "value is not a valid integer", "type": "int_parsing"}]},
    429: {"detail": "Rate limit exceeded"},
    500: {"detail": "Internal Server Error"},
}


def headers(status: int) -> Mapping[str, str]:
    """The limits of rates, and their end."""
    return {
        "X-RateLimit-Limit": "60",
        "X-RateLimit-Remaining": "0" if status == 429 else "59",
        "X-RateLimit-Reset": str(int(time.time()) + 60),
    }


async def status_v1(visit: Visit) -> Body:
    """A job's status, asked for in the body."""
    return visit.status(_job(visit, await _id_in_body(visit)))


async def cancel_v1(visit: Visit) -> Body:
    """Cancel the job that the body names."""
    return _cancelled(visit, _job(visit, await _id_in_body(visit)))


async def status_v2(visit: Visit) -> Body:
    """A job's status."""
    return visit.status(_job(visit, visit.parameter("process_id")))


async def cancel_v2(visit: Visit) -> Body:
    """Cancel a job."""
    return _cancelled(visit, _job(visit, visit.parameter("process_id")))


def _job(visit: Visit, id: str) -> SimulatedJob:
    if not re.fullmatch(r"-?[0-9]{1,30}", id, re.ASCII):
        raise Refusal(422)
    # 400, not 404: so says the description.
    return visit.find(id, otherwise=400)


async def _id_in_body(visit: Visit) -> str:
    try:
        body = json.loads(await visit.request.body())
        id = body["process_id"]
    except (ValueError, TypeError, KeyError, RecursionError):
        id = None
    if isinstance(id, float) and id.is_integer():
        id = int(id)
    if not isinstance(id, int) or isinstance(id, bool):
        fault = {"loc": ["body", "process_id"], "msg": "value is not a valid integer", "type": "int_parsing"}
        raise Refusal(422, {"detail": [fault]})
    return str(id)[:40]


def _cancelled(visit: Visit, job: SimulatedJob) -> Body:
    now = visit.state.clock.now()
    with visit.state.lock:
        status = job.at(now).step.status
        if status in ("CANCELLED", "CANCELLING"):
            raise Refusal(400, {"detail": "already_cancelled"})
        if status in ("COMPLETED", "ERROR"):
            raise Refusal(400, {"detail": "not_cancellable"})
        job.follow([("CANCELLING", _KEEPS_CANCELLING_SECONDS), "CANCELLED"], now)
    return visit.status(job)


SIMULATED: Final = Simulated(
    script=(("QUEUED", 2), ("PROCESSING", 6), "COMPLETED"),
    status=status_body,
    errors=ERRORS,
    operations={
        "revenuebase_v1.get_batch_status": status_v1,
        "revenuebase_v1.cancel_batch": cancel_v1,
        "revenuebase_v2.get_batch_status": status_v2,
        "revenuebase_v2.cancel_batch": cancel_v2,
    },
    headers=headers,
    samples=(
        Sample("a list of addresses", (("QUEUED", 2), ("PROCESSING", 6), "COMPLETED")),
        Sample("a list that fails", (("QUEUED", 1), ("PROCESSING", 5), "ERROR")),
    ),
)
