"""eCore, simulated."""

import uuid
from collections.abc import Mapping
from typing import Final

from ..clock import Dates
from ..jobs import Moment, SimulatedJob
from ..simulated import Body, Sample, Simulated, Visit


def status_body(job: SimulatedJob, moment: Moment, dates: Dates) -> Body:
    """The answer to a question for a job."""
    status = moment.step.status
    done = moment.processed(job.size, running=("Processing",), ended=("Processed",))
    valid, invalid = round(done * 0.712), round(done * 0.196)
    started = dates(job.created) if status != "Uploading" else None
    ended = dates(moment.began) if status in ("Processed", "Failed") else None
    return {
        "id": int(job.id),
        "uuid": str(uuid.uuid5(uuid.NAMESPACE_URL, f"ecore:{job.id}")),
        "list_name": "API Upload",
        "status": status,
        "total_records": job.size,
        "valid_count": valid,
        "invalid_count": invalid,
        "unknown_count": done - valid - invalid,
        "total_credits_charged": 0.0 if status == "Failed" else float(valid if ended else job.size),
        "credits_charged_at": started,
        "created_at": dates(job.created),
        "started_at": started,
        "completed_at": ended,
        "duration": f"{int(moment.began - job.created)}s" if ended else None,
        "results_summary": f"{done}/{job.size}",
        "records": [_record(number, number < done) for number in range(min(job.size, 100))],
    }


def _record(number: int, done: bool) -> Body:
    return {
        "id": 9000 + number,
        "ec_id": None,
        "email": f"person{number}@example.com",
        "status": "Valid" if done else "Pending",
        "validator_used": "ZeroBounce" if done else None,
        "is_cached": False,
        "error_message": None,
        "processed_at": None,
    }


ERRORS: Final[Mapping[int, Body]] = {
    410: {"detail": "Gone."},
    401: {"detail": "Invalid token."},
    404: {"detail": "Not found."},
    429: {"detail": "Daily test-token usage cap exceeded"},
    500: {"detail": "Internal server error."},
}


async def get_job(visit: Visit) -> Body:
    """A job."""
    return visit.status(visit.find(visit.parameter("job_id")))


SIMULATED: Final = Simulated(
    script=(("Uploading", 2), ("Processing", 6), "Processed"),
    status=status_body,
    errors=ERRORS,
    operations={"ecore.get_job": get_job},
    samples=(Sample("a list of addresses", (("Uploading", 1), ("Processing", 8), "Processed"), size=1000),),
)
