"""Revenuebase, simulated: both versions, over the same jobs."""

import json
import math
import re
import time
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any, Final

from anyio import to_thread

from ...reading.jsondata import is_list, is_object
from ..accounts import Rate, Reading
from ..clock import Dates
from ..entries import Entries
from ..jobs import Moment, SimulatedJob
from ..outcomes import Outcome, is_address, outcome_of
from ..simulated import Body, Download, Refusal, Sample, Simulated, Visit, in_chunks, json_list
from ..tables import Row, Unreadable, address_column, csv_lines, csv_rows, line_count
from ..uploads import Stored, read_form

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
_WORDS: Final = {
    Outcome.VALID: "Valid",
    Outcome.INVALID: "Invalid",
    Outcome.UNKNOWN: "Unknown",
    Outcome.ERROR: "Unknown",
}
# "Credits: 1 per Valid or Invalid, 0 for Unknown" (its page "Make first call").
_CHARGED: Final = (Outcome.VALID, Outcome.INVALID)
# What `metadata` adds is documented ("MX record, provider, failure reason"), the names of the columns are assumed.
_METADATA: Final = ("mx_record", "mx_provider", "failure_reason")


def status_body(job: SimulatedJob, moment: Moment, _dates: Dates) -> Body:
    """The answer to a question for a job's status, and to a cancellation."""
    status = moment.step.status
    return {
        "process_id": int(job.id),
        "filename": _filename(job),
        "current_status": status,
        "message": _MESSAGES.get(status, ""),
    }


def _filename(job: SimulatedJob) -> str:
    return job.name or "list.csv"


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


def rate_headers(reading: Reading) -> Mapping[str, str]:
    """The limit, and when the window is over; it documents no Retry-After."""
    return {
        "X-RateLimit-Limit": str(reading.limit),
        "X-RateLimit-Remaining": str(reading.remaining),
        "X-RateLimit-Reset": str(math.ceil(time.time() + reading.reset)),
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
    body = await visit.json()
    id = body.get("process_id") if is_object(body) else None
    if isinstance(id, float) and id.is_integer():
        id = int(id)
    if not isinstance(id, int) or isinstance(id, bool):
        raise _invalid("body", "process_id", message="value is not a valid integer", kind="int_parsing")
    return str(id)[:40]


def _invalid(*loc: str, kind: str = "missing", message: str = "Field required") -> Refusal:
    return Refusal(422, {"detail": [{"loc": list(loc), "msg": message, "type": kind}]})


def _cancelled(visit: Visit, job: SimulatedJob) -> Body:
    now = visit.state.clock.now()
    with visit.state.lock:
        moment = job.at(now)
        status = moment.step.status
        if status in ("CANCELLED", "CANCELLING"):
            raise Refusal(400, {"detail": "already_cancelled"})
        if status in ("COMPLETED", "ERROR"):
            raise Refusal(400, {"detail": "not_cancellable"})
        job.details["done"] = moment.processed(job.size, running=("PROCESSING",), ended=())
        job.follow([("CANCELLING", _KEEPS_CANCELLING_SECONDS), "CANCELLED"], now)
    return visit.status(job)


async def submit_v2(visit: Visit) -> Body:
    """Take a file of addresses."""
    metadata = _flag(visit.query("metadata") or "false")
    form = await read_form(visit.request)
    stored = form.files.get("requested_file") if form else None
    if stored is None:
        raise _invalid("body", "requested_file")
    if not stored.name.lower().endswith((".csv", ".json")):
        raise Refusal(400, {"detail": "invalid_extension"})
    try:
        entries = await to_thread.run_sync(_entries, stored)
    except Unreadable as error:
        raise Refusal(400, {"detail": "upload_error"}) from error
    # Assumed: an account must have a credit for each row; those for unknown ones come back at the end.
    if visit.balance < entries.size:
        raise Refusal(402)
    job = visit.submit(stored.name, entries, details={"file": stored, "metadata": metadata})
    visit.charge(job, entries.size)
    # Always this, and none of the statuses of a job (the docstring of the official client).
    return {"process_id": int(job.id), "filename": _filename(job), "status": "PROCESSING QUEUED"}


def _flag(text: str) -> bool:
    flags = {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False}
    if text.lower() not in flags:
        raise _invalid("query", "metadata", message="value is not a valid boolean", kind="bool_parsing")
    return flags[text.lower()]


def _entries(stored: Stored) -> Entries:
    if stored.name.lower().endswith(".json"):
        found = [_address(value) for value in _json_values(stored)]
        entries = Entries.of(found)
    elif stored.is_large:
        headed = address_column(next(csv_rows(stored), Row())) is not None
        return Entries(line_count(stored) - headed, lambda: _csv_addresses(stored))
    else:
        entries = Entries.of(tuple(_csv_addresses(stored)))
    if not any(map(is_address, map(str.strip, entries.read()))):
        raise Unreadable("There is no address in the file.")
    return entries


def _csv_addresses(stored: Stored) -> Iterator[str]:
    rows = csv_rows(stored)
    first = next(rows, None)
    if first is None:
        return
    column = address_column(first)
    if column is None:
        # "One per row": no header, and the address comes first.
        column = 0
        yield first[0]
    for row in rows:
        yield row[column] if column < len(row) else ""


def _json_values(stored: Stored) -> list[Any]:
    # Assumed: a list of addresses, or of objects that have one. It is read as a whole, so there is an end to it.
    if stored.is_large:
        raise Unreadable("The file is too large.")
    try:
        values = json.load(stored.open())
    except (ValueError, RecursionError) as error:
        raise Unreadable("The file is not JSON.") from error
    if not is_list(values):
        raise Unreadable("The file holds no list.")
    return values


def _address(value: Any) -> str:
    return str(value.get("email", "")) if is_object(value) else str(value)


async def list_v2(visit: Visit) -> Body:
    """The jobs that are queued or processing: no others can be listed."""
    processes: list[Body] = []
    for job in visit.jobs():
        moment = visit.moment(job)
        if moment.step.status not in ("QUEUED", "PROCESSING"):
            continue
        body = visit.status(job)
        # Here the field has another name than in the answer about one job.
        status = body.pop("current_status", moment.step.status)
        processes.append({**body, "status": status, "last_updated": visit.state.dates(moment.began)})
    return {"processes": processes}


async def download_v2(visit: Visit) -> Download:
    """The file that was uploaded, with what was found out."""
    job = _job(visit, visit.parameter("process_id"))
    status = visit.moment(job).step.status
    if status == "ERROR":
        raise Refusal(400, {"detail": "process_error"})
    if status not in ("COMPLETED", "CANCELLED"):
        raise Refusal(400, {"detail": "not_completed"})
    # Assumed: a job that was cancelled gives the rows that it had come to.
    done = job.details.get("done", job.size)
    stored: Stored | None = job.details.get("file")
    results = _results_json if _filename(job).lower().endswith(".json") else _results_csv
    return Download(
        lambda: in_chunks(results(job, stored, done)),
        # Assumed; no page says it.
        "application/octet-stream",
        job.size,
        _filename(job),
        # A row may be of any length.
        is_streamed=stored is not None and stored.is_large,
    )


def _results_csv(job: SimulatedJob, stored: Stored | None, done: int) -> Iterator[str]:
    return csv_lines(_result_rows(job, stored, done))


def _result_rows(job: SimulatedJob, stored: Stored | None, done: int) -> Iterator[Row]:
    found = _metadata if job.details.get("metadata") else _plain
    names = ["status", *(_METADATA if found is _metadata else ())]
    if stored is None:
        yield ["email", *names]
        yield from ([address, *found(address)] for address in islice(job.entries.read(), done))
        return
    rows = csv_rows(stored)
    first = next(rows, Row())
    column = address_column(first)
    if column is None:
        rows, column = chain([first], rows), 0
    else:
        yield [*first, *names]
    for row in islice(rows, done):
        yield [*row, *found(row[column] if column < len(row) else "")]


def _results_json(job: SimulatedJob, stored: Stored | None, done: int) -> Iterator[str]:
    values = _json_values(stored) if stored else job.entries.read()
    found = _metadata if job.details.get("metadata") else _plain
    names = ("status", *_METADATA)
    return json_list(
        {
            **(value if is_object(value) else {"email": value}),
            **dict(zip(names, found(_address(value)), strict=False)),
        }
        for value in islice(values, done)
    )


def _plain(address: str) -> tuple[str, ...]:
    return (_WORDS[outcome_of(address)],)


def _metadata(address: str) -> tuple[str, ...]:
    outcome = outcome_of(address)
    domain = address.strip().lower().rpartition("@")[2]
    reason = {Outcome.VALID: "", Outcome.INVALID: "mailbox_not_found"}.get(outcome, "timeout")
    return (_WORDS[outcome], f"mx.{domain}" if domain else "", "google" if domain else "", reason)


async def balance_v2(visit: Visit) -> Body:
    """The account's credits."""
    return {"credits": visit.balance}


def cost(job: SimulatedJob, moment: Moment) -> float:
    """A credit for each that is valid or invalid, of those that were looked at."""
    done = 0 if moment.step.status == "ERROR" else job.details.get("done", job.size)
    counts = job.entries.count(done)
    return float(sum(counts[outcome] for outcome in _CHARGED))


SIMULATED: Final = Simulated(
    script=(("QUEUED", 2), ("PROCESSING", 6), "COMPLETED"),
    status=status_body,
    errors=ERRORS,
    operations={
        "revenuebase_v1.get_batch_status": status_v1,
        "revenuebase_v1.cancel_batch": cancel_v1,
        "revenuebase_v2.submit_batch": submit_v2,
        "revenuebase_v2.list_active_jobs": list_v2,
        "revenuebase_v2.get_batch_status": status_v2,
        "revenuebase_v2.cancel_batch": cancel_v2,
        "revenuebase_v2.download_results": download_v2,
        "revenuebase_v2.get_balance": balance_v2,
    },
    # "60 requests/min (rolling 60 s)" (its page "Rate limits").
    rate=Rate(60, "window", rate_headers),
    cost=cost,
    samples=(
        Sample("a list of addresses", (("QUEUED", 2), ("PROCESSING", 6), "COMPLETED")),
        Sample("a list that fails", (("QUEUED", 1), ("PROCESSING", 5), "ERROR")),
    ),
)
