"""From the bytes of an answer to a `Job`, beside `json.loads` and the generated `from_dict`, which check nothing.

Each provider's answer is read again and again, as in a wait, and as one of many whose dates were never seen before.
"""

import itertools
import json
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import httpx
from batchlight import Job
from batchlight.keys import Secret
from batchlight.providers import apexverify, ecore, llamacloud, revenuebase
from batchlight.reading.answers import Question, Reply, read_object
from batchlight_clients.apexverify.models import VerificationDone
from batchlight_clients.ecore.models import JobDetail
from batchlight_clients.llamacloud.models import BatchJobStatusResponse
from batchlight_clients.revenuebase_v2.models import BatchEmailStatusResponse

from .table import Row

GOAL = 1.0

_ROUNDS = 15
_SECONDS = 0.02
"""Of CPU, for one measurement: there are two in a round, one beside the other."""

_QUESTION = Question("bench", "Bench", Secret("key-of-a-bench-that-is-36-characters"))
_HEADERS = httpx.Headers({"content-type": "application/json", "date": "Fri, 01 May 2026 00:00:00 GMT", "server": "x"})


class _Case(NamedTuple):
    name: str
    job_of: Callable[[str, Mapping[str, Any]], Job[Any]]
    raw: Callable[[Mapping[str, Any]], object]
    body: Callable[[Iterator[str]], dict[str, Any]]


def rows() -> Iterator[Row]:
    """The rows of each provider, as multiples of `json.loads` and `from_dict` in the same rounds."""
    for case in _CASES:
        seen = [_reply(case, itertools.repeat("2026-05-06T11:41:55.001Z"))]
        dates = _dates()
        # More dates than are kept in mind (1024).
        new = [_reply(case, dates) for _ in range(20 if case.body is _records else 600)]
        yield Row(f"bytes to Job, {case.name}", _ratio(case, seen), "x", goal=GOAL)
        if seen[0].body != new[0].body:
            yield Row(f"bytes to Job, {case.name}, new dates", _ratio(case, new), "x", goal=GOAL)


def _reply(case: _Case, dates: Iterator[str]) -> Reply:
    return Reply(200, _HEADERS, json.dumps(case.body(dates)).encode())


def _dates() -> Iterator[str]:
    for number in itertools.count():
        seconds, rest = divmod(number, 1000)
        yield f"2026-05-06T11:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}Z"


def _ratio(case: _Case, replies: Sequence[Reply]) -> float:
    """The median of what a `Job` costs, in units of what the raw value costs."""

    def to_job() -> None:
        for reply in replies:
            case.job_of("42", read_object(_QUESTION, reply))

    def to_raw() -> None:
        for reply in replies:
            case.raw(json.loads(reply.body))

    times = max(1, int(_SECONDS / _cpu(to_job, 1)))
    return statistics.median(_cpu(to_job, times) / _cpu(to_raw, times) for _ in range(_ROUNDS))


def _cpu(function: Callable[[], None], times: int) -> float:
    began = time.process_time()
    for _ in range(times):
        function()
    return max(time.process_time() - began, 1e-6)


def _status(_dates: Iterator[str]) -> dict[str, Any]:
    return {"process_id": 42, "filename": "a.csv", "current_status": "PROCESSING", "message": ""}


def _done(_dates: Iterator[str]) -> dict[str, Any]:
    cost = {"total_email_cost": 180, "net_email_cost": 177.5}
    return {
        "status": "verification_done",
        "found_content": {"valid_email": 180, "wrong_email": 3, "duplicate_email": 2},
        "found_cost": {**cost, "email_cache_account_return": 5, "email_cache_global_return": 0},
        "stats": {"total_verification": 180, "total_verification_valid": 150, "total_verification_valid_perc": 83.3},
    }


def _detail(dates: Iterator[str], records: int = 1) -> dict[str, Any]:
    counts = {"total_records": 250, "valid_count": 178, "invalid_count": 49, "unknown_count": 23}
    return {
        "id": 42,
        "uuid": "f8a1c3e5-9b2d-4e6f-a8c1-0d3e5f7a9b2d",
        "list_name": "Q1 Leads",
        "status": "Processed",
        **counts,
        "total_credits_charged": 178.0,
        **{name: next(dates) for name in ("credits_charged_at", "created_at", "started_at", "completed_at")},
        "duration": "1m 16s",
        "results_summary": "250/250",
        "records": [
            {
                "id": 9881 + number,
                "ec_id": None,
                "email": f"jane.{number}@acme.example",
                "status": "Valid",
                "validator_used": "ZeroBounce",
                "is_cached": False,
                "error_message": None,
                "processed_at": next(dates),
            }
            for number in range(records)
        ],
    }


def _records(dates: Iterator[str]) -> dict[str, Any]:
    return _detail(dates, 100)


def _batch(dates: Iterator[str]) -> dict[str, Any]:
    names = ("created_at", "updated_at", "started_at", "completed_at", "effective_at")
    ids = ("project_id", "directory_id", "job_record_id", "workflow_id")
    job = {
        "id": "bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
        "job_type": "parse",
        "status": "completed",
        "error_message": None,
        "total_items": 250,
        "processed_items": 250,
        "failed_items": 2,
        "skipped_items": 0,
        **{name: f"{name[:3]}-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee" for name in ids},
        **{name: next(dates) for name in names},
    }
    return {"job": job, "progress_percentage": 100}


_CASES = (
    _Case("Revenuebase", revenuebase.job_of, BatchEmailStatusResponse.from_dict, _status),
    _Case("ApexVerify", apexverify.job_of, VerificationDone.from_dict, _done),
    _Case("eCore, 1 record", ecore.job_of, JobDetail.from_dict, _detail),
    _Case("eCore, 100 records", ecore.job_of, JobDetail.from_dict, _records),
    _Case("LlamaCloud", llamacloud.job_of, BatchJobStatusResponse.from_dict, _batch),
)
