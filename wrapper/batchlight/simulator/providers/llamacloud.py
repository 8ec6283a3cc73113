"""LlamaCloud, simulated."""

from collections.abc import Mapping
from typing import Final

from ..clock import Dates
from ..jobs import Moment, SimulatedJob
from ..simulated import Body, Sample, Simulated, Visit


def status_body(job: SimulatedJob, moment: Moment, dates: Dates) -> Body:
    """The answer to a question for a job's status."""
    status = moment.step.status
    done = moment.processed(job.size, running=("dispatched", "running"), ended=("completed",))
    return {
        "job": {
            "id": job.id,
            "project_id": "proj-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
            "job_type": "parse",
            "status": status,
            "total_items": job.size,
            "processed_items": done,
            "failed_items": 0,
            "skipped_items": 0,
            "error_message": "The documents could not be read." if status == "failed" else None,
            "created_at": dates(job.created),
            "updated_at": dates(moment.began),
            "started_at": dates(job.created) if status != "pending" else None,
            "completed_at": dates(moment.began) if status in ("completed", "failed", "cancelled") else None,
        },
        "progress_percentage": 100 * done / job.size if job.size else 0.0,
    }


# Only 422 is documented; the rest is what a FastAPI service says.
ERRORS: Final[Mapping[int, Body]] = {
    400: {"detail": "Bad Request"},
    401: {"detail": "Invalid API Key"},
    403: {"detail": "Forbidden"},
    404: {"detail": "Batch job not found"},
    409: {"detail": "Conflict"},
    410: {"detail": "Gone"},
    422: {"detail": [{"loc": ["path", "job_id"], "msg": "value is not valid", "type": "value_error"}]},
    429: {"detail": "Too Many Requests"},
    500: {"detail": "Internal Server Error"},
}


async def get_batch_job_status(visit: Visit) -> Body:
    """A job's status."""
    return visit.status(visit.find(visit.parameter("job_id")))


SIMULATED: Final = Simulated(
    script=(("pending", 2), ("running", 6), "completed"),
    status=status_body,
    errors=ERRORS,
    operations={"llamacloud.get_batch_job_status": get_batch_job_status},
    new_id=lambda _number, uuid: f"bjb-{uuid}",
    samples=(Sample("documents", (("pending", 1), ("dispatched", 1), ("running", 8), "completed"), size=40),),
)
