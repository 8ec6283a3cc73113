"""What the simulated providers answer: the bodies of statuses, and of every error that is documented.

A status that no provider documents gets the fields that all statuses of that provider share.
"""

import datetime
import uuid
from collections.abc import Callable, Mapping
from typing import Any, Final

from .jobs import Moment, SimulatedJob

Body = dict[str, Any]
Dates = Callable[[float], str]
"""Makes the ISO date of a time of the clock."""

_RUNNING: Final = ("PROCESSING", "verification_ongoing", "Processing", "running", "dispatched")
_DONE: Final = ("COMPLETED", "verification_done", "Processed", "completed")


# The wording is not documented.
_REVENUEBASE_MESSAGES: Final = {
    "QUEUED": "The job is waiting.",
    "PROCESSING": "The job is being processed.",
    "COMPLETED": "The results can be downloaded.",
    "ERROR": "The file could not be processed.",
    "CANCELLING": "The job is being cancelled.",
    "CANCELLED": "The job was cancelled.",
}


def status_body(provider: str, job: SimulatedJob, now: float, dates: Dates) -> Body:
    """The answer to a question for a job's status."""
    moment = job.at(now)
    build = {"revenuebase": _revenuebase, "apexverify": _apexverify, "ecore": _ecore, "llamacloud": _llamacloud}
    return {**build[provider](job, moment, dates), **moment.step.fields}


def _revenuebase(job: SimulatedJob, moment: Moment, _dates: Dates) -> Body:
    status = moment.step.status
    return {
        "process_id": int(job.id),
        "filename": "list.csv",
        "current_status": status,
        "message": _REVENUEBASE_MESSAGES.get(status, ""),
    }


def _apexverify(job: SimulatedJob, moment: Moment, _dates: Dates) -> Body:
    status = moment.step.status
    if status == "parsing_content":
        return {"status": status}
    if status == "internal_error":
        return {"status": status, "message": "The batch could not be processed."}
    kind = "phone" if job.phone else "email"
    # Credits: 1 for an address, 10 for a phone number; half of it comes back for a hit in the cache.
    price = 10 if job.phone else 1
    body: Body = {
        "status": status,
        "found_content": {f"valid_{kind}": job.size, f"wrong_{kind}": 3, f"duplicate_{kind}": 2},
        "found_cost": {
            f"total_{kind}_cost": job.size * price,
            f"net_{kind}_cost": job.size * price - 5.0,
            f"{kind}_cache_account_return": 5,
            f"{kind}_cache_global_return": 0,
        },
    }
    if status == "verification_done":
        valid = round(job.size * 0.72)
        wrong = round(job.size * 0.2)
        counts = {
            "valid": valid,
            "wrong": wrong,
            "unknown": job.size - valid - wrong,
            "account_cache": min(10, job.size),
            "global_cache": 0,
        }
        percent = {
            f"total_verification_{name}_perc": 100 * value / job.size if job.size else 0.0
            for name, value in counts.items()
        }
        body["stats"] = {
            "total_verification": job.size,
            "total_verification_duplicate": 2,
            **{f"total_verification_{name}": value for name, value in counts.items()},
            **percent,
        }
    return body


def _processed(job: SimulatedJob, moment: Moment) -> int:
    if moment.step.status in _DONE:
        return job.size
    return int(job.size * moment.fraction) if moment.step.status in _RUNNING else 0


def _ecore(job: SimulatedJob, moment: Moment, dates: Dates) -> Body:
    status = moment.step.status
    done = _processed(job, moment)
    valid, invalid = round(done * 0.712), round(done * 0.196)
    started = dates(job.created) if status != "Uploading" else None
    ended = dates(moment.began) if status in ("Processed", "Failed") else None
    return {
        "id": int(job.id),
        "uuid": _uuid_of(job),
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


def _llamacloud(job: SimulatedJob, moment: Moment, dates: Dates) -> Body:
    status = moment.step.status
    done = _processed(job, moment)
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


def _uuid_of(job: SimulatedJob) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"ecore:{job.id}"))


def iso_dates(start: datetime.datetime) -> Dates:
    """Dates of a clock that showed 0 at `start`."""
    return lambda at: (start + datetime.timedelta(seconds=at)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


# Revenuebase documents these sentences; which part of the body holds the code of a 400 it does not say.
_DETAIL: Final[Mapping[int, Body]] = {
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

ERROR_BODIES: Final[Mapping[str, Mapping[int, Body]]] = {
    "revenuebase": _DETAIL,
    "apexverify": {
        400: {"message": "Bad Request"},
        410: {"message": "Gone"},
        401: {"message": "Unauthorized"},
        403: {"message": "Forbidden"},
        404: {"message": "Not Found"},
        422: {"detail": [{"loc": ["path", "batch_uuid"], "msg": "value is not a valid uuid", "type": "uuid_parsing"}]},
        429: {"message": "Too Many Requests"},
        500: {"message": "Internal Server Error. Please contact support at contact@apexverify.com..."},
    },
    "ecore": {
        410: {"detail": "Gone."},
        401: {"detail": "Invalid token."},
        404: {"detail": "Not found."},
        429: {"detail": "Daily test-token usage cap exceeded"},
        500: {"detail": "Internal server error."},
    },
    # Only 422 is documented; the rest is what a FastAPI service says.
    "llamacloud": {
        400: {"detail": "Bad Request"},
        401: {"detail": "Invalid API Key"},
        403: {"detail": "Forbidden"},
        404: {"detail": "Batch job not found"},
        409: {"detail": "Conflict"},
        410: {"detail": "Gone"},
        422: {"detail": [{"loc": ["path", "job_id"], "msg": "value is not valid", "type": "value_error"}]},
        429: {"detail": "Too Many Requests"},
        500: {"detail": "Internal Server Error"},
    },
}
