"""eCore, simulated."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, Final

from anyio import to_thread
from attrs import frozen

from ...reading.jsondata import is_list, is_object
from ..clock import Dates
from ..entries import Entries
from ..jobs import Moment, SimulatedJob
from ..outcomes import Outcome, is_address, is_cached, outcome_of
from ..pages import numbered_page, whole_number
from ..simulated import Body, Download, Refusal, Reply, Sample, Simulated, Visit, in_chunks, json_list
from ..tables import Row, Unreadable, address_column, csv_lines, csv_rows, line_count, workbook_rows
from ..uploads import Stored, read_form

_WORDS: Final = {
    Outcome.VALID: "Valid",
    Outcome.INVALID: "Invalid",
    Outcome.UNKNOWN: "Unknown",
    Outcome.ERROR: "Error",
}
_JOB_STATUSES: Final = ("Uploading", "Processing", "Processed", "Failed", "All")
_RECORD_STATUSES: Final = ("Pending", *_WORDS.values(), "All")
_INLINE: Final = 100


def status_body(job: SimulatedJob, moment: Moment, dates: Dates) -> Body:
    """The answer to a question for a job."""
    return {**_summary(job, moment, dates), "records": _first_records(job, moment, dates)}


def _first_records(job: SimulatedJob, moment: Moment, dates: Dates) -> list[Body]:
    """The records that are part of the answer.

    Somebody who waits asks for them again and again, and each has but two forms, so they are made once.
    """
    if "first_records" not in job.details:
        emails = list(islice(job.entries.read(), _INLINE))
        ended = (_Record(number, email, _WORDS[outcome_of(email)]) for number, email in enumerate(emails))
        pending = (_Record(number, email, "Pending") for number, email in enumerate(emails))
        job.details["first_records"] = list(_whole(job, ended, dates)), list(_whole(job, pending, dates))
    ended_records, pending_records = job.details["first_records"]
    done = _done(job, moment)
    return [*ended_records[:done], *pending_records[done:]]


def _summary(job: SimulatedJob, moment: Moment, dates: Dates) -> Body:
    status = moment.step.status
    done = _done(job, moment)
    counts = job.entries.count(done)
    started = dates(job.created) if status != "Uploading" else None
    ended = dates(moment.began) if status in ("Processed", "Failed") else None
    return {
        "id": int(job.id),
        "uuid": _uuid(job),
        "list_name": job.name or "API Upload",
        "status": status,
        "total_records": job.size,
        "valid_count": counts[Outcome.VALID],
        "invalid_count": counts[Outcome.INVALID],
        "unknown_count": counts[Outcome.UNKNOWN],
        "total_credits_charged": cost(job, moment) if ended else float(job.size),
        "credits_charged_at": started,
        "created_at": dates(job.created),
        "started_at": started,
        "completed_at": ended,
        "duration": _duration(moment.began - job.created) if ended else None,
        "results_summary": f"{done}/{job.size}",
    }


def _uuid(job: SimulatedJob) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"ecore:{job.id}"))


def _duration(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}m {rest}s" if minutes else f"{rest}s"


def _done(job: SimulatedJob, moment: Moment) -> int:
    return moment.processed(job.size, running=("Processing",), ended=("Processed",))


@frozen
class _Record:
    number: int
    email: str
    status: str


def _light_records(job: SimulatedJob, moment: Moment) -> Iterator[_Record]:
    done = _done(job, moment)
    for number, email in enumerate(job.entries.read()):
        yield _Record(number, email, _WORDS[outcome_of(email)] if number < done else "Pending")


def _records(job: SimulatedJob, moment: Moment, dates: Dates) -> Iterator[Body]:
    return _whole(job, _light_records(job, moment), dates)


def _whole(job: SimulatedJob, records: Iterable[_Record], dates: Dates) -> Iterator[Body]:
    ids = job.details.get("ec_ids", ())
    first = int(job.id) % 10**9 * 10**6
    processed_at = dates(job.created)
    for record in records:
        done = record.status != "Pending"
        yield {
            "id": first + record.number,
            "ec_id": ids[record.number] if ids else None,
            "email": record.email,
            "status": record.status,
            # The one value that its examples show.
            "validator_used": "ZeroBounce" if done else None,
            "is_cached": done and is_cached(record.email),
            "error_message": "The validator did not answer." if record.status == "Error" else None,
            "processed_at": processed_at if done else None,
        }


ERRORS: Final[Mapping[int, Body]] = {
    410: {"detail": "Gone."},
    401: {"detail": "Invalid token."},
    404: {"detail": "Not found."},
    429: {"detail": "Daily test-token usage cap exceeded"},
    500: {"detail": "Internal server error."},
}


def _error(text: str) -> Refusal:
    return Refusal(400, {"error": text})


async def get_job(visit: Visit) -> Body:
    """A job, with its first records."""
    return visit.status(visit.find(visit.parameter("job_id")))


async def list_jobs(visit: Visit) -> Body:
    """A page of jobs, the newest first, without their records."""
    wanted = _filter(visit, _JOB_STATUSES)
    moments = [(job, visit.moment(job)) for job in reversed(visit.jobs())]
    found = [each for each in moments if wanted in (each[1].step.status, "All")]
    page, size = _page(visit, default=20, largest=100, count=len(found))
    results = [
        {**_summary(job, moment, visit.state.dates), **moment.step.fields}
        for job, moment in found[(page - 1) * size : page * size]
    ]
    return numbered_page(visit.request, page, size, len(found), results)


async def list_job_records(visit: Visit) -> Body:
    """A page of records."""
    job = visit.find(visit.parameter("job_id"))
    wanted = _filter(visit, _RECORD_STATUSES)
    moment = visit.moment(job)
    done = _done(job, moment)
    counts = {_WORDS[outcome]: count for outcome, count in job.entries.count(done).items()}
    count = {**counts, "Pending": job.size - done, "All": job.size}[wanted]
    page, size = _page(visit, default=100, largest=1000, count=count)
    records = (record for record in _light_records(job, moment) if wanted in (record.status, "All"))
    results = _whole(job, islice(records, (page - 1) * size, page * size), visit.state.dates)
    return numbered_page(visit.request, page, size, count, list(results))


def _filter(visit: Visit, known: tuple[str, ...]) -> str:
    wanted = visit.query("status") or "All"
    if wanted not in known:
        raise _error("Invalid status filter.")
    return wanted


def _page(visit: Visit, *, default: int, largest: int, count: int) -> tuple[int, int]:
    """The number of the page and its size. What is out of bounds is not documented; assumed is what Django REST
    framework does: a size is brought into them, and a page that does not exist is an error.
    """
    size = whole_number(visit.query("page_size"), default)
    size = default if size is None or size < 1 else min(size, largest)
    page = whole_number(visit.query("page"), 1)
    if page is None or page < 1 or (page > 1 and (page - 1) * size >= count):
        raise _error("Invalid page.")
    return page, size


async def upload_emails(visit: Visit) -> Reply:
    """Take a list of addresses, or a sheet."""
    form = await read_form(visit.request)
    if form is not None:
        stored = form.files.get("csv_file") or form.files.get("file")
        if stored is None:
            raise _error("Provide either a 'csv_file' upload or an 'emails' list.")
        try:
            entries, ids = await to_thread.run_sync(_sheet, stored)
        except Unreadable as error:
            raise _error(str(error)) from error
        name = form.fields.get("list_name") or stored.name
    else:
        body = await visit.json()
        emails = body.get("emails") if is_object(body) else None
        if not is_list(emails) or not emails:
            raise _error("Provide either a 'csv_file' upload or an 'emails' list.")
        entries, ids = _unique((email, None) for email in emails)
        name = body.get("list_name", "API Upload")
        if not isinstance(name, str):
            raise _error("list_name: Not a valid string.")
    return Reply({"job_id": int(_charged(visit, name, entries, ids).id)}, status=201)


def _charged(visit: Visit, name: str, entries: Entries, ids: list[str | None]) -> SimulatedJob:
    """The new job, paid for: "1 credit/email upfront" (its page "Credit costs")."""
    required, balance = entries.size, visit.balance
    if balance < required:
        text = f"Insufficient credits. You need {required} credits but have {balance}."
        raise Refusal(402, {"error": text, "required": required, "balance": balance})
    job = visit.submit(name, entries, details={"ec_ids": ids})
    visit.charge(job, required)
    return job


def _unique(values: Iterable[tuple[Any, str | None]]) -> tuple[Entries, list[str | None]]:
    """The addresses stripped, in lower case, each once; one that is malformed refuses all."""
    found: dict[str, str | None] = {}
    wrong: dict[str, list[str]] = {}
    for index, (value, ec_id) in enumerate(values):
        email = value.strip().lower() if isinstance(value, str) else ""
        if not is_address(email):
            wrong[str(index)] = ["Not a valid email address."]
        found.setdefault(email, ec_id)
    if wrong:
        raise Refusal(400, {"emails": wrong})
    ids = list(found.values())
    return Entries.of(tuple(found)), ids if any(ids) else []


def _sheet(stored: Stored) -> tuple[Entries, list[str | None]]:
    """The addresses of a sheet. The texts of what is wrong with one are assumed."""
    name = stored.name.lower()
    if name.endswith(".csv"):
        rows = csv_rows(stored)
    elif name.endswith((".xlsx", ".xlsm")):
        rows = workbook_rows(stored)
    else:
        # The provider takes .xls too; the simulator does not read it.
        raise Unreadable("Unsupported file type. Upload a .csv, .xls, .xlsx or .xlsm file.")
    header = next(rows, Row())
    column = address_column(header)
    if column is None:
        raise Unreadable("The file has no email column.")
    if stored.is_large and name.endswith(".csv"):
        # Too many to keep: neither are double ones found, nor malformed ones refused.
        return Entries(line_count(stored) - 1, lambda: _column(csv_rows(stored), column)), []
    names = [each.strip().lower() for each in header]
    ids = names.index("ec_id") if "ec_id" in names else len(header)
    entries, found = _unique((_cell(row, column), _cell(row, ids) or None) for row in rows)
    if entries.size == 0:
        raise Unreadable("The file has no addresses.")
    return entries, found


def _column(rows: Iterator[Row], column: int) -> Iterator[str]:
    next(rows, None)
    return (_cell(row, column).strip().lower() for row in rows)


def _cell(row: Row, column: int) -> str:
    return row[column] if column < len(row) else ""


async def download_results(visit: Visit) -> Download:
    """All records of a job that is done."""
    job = visit.find(visit.parameter("job_id"))
    format = visit.query("format") or "csv"
    if format not in ("csv", "json"):
        raise _error("Invalid format.")
    moment = visit.moment(job)
    if moment.step.status != "Processed":
        raise _error("Job is not yet complete.")
    dates = visit.state.dates
    if format == "json":
        return Download(lambda: in_chunks(json_list(_records(job, moment, dates))), "application/json", job.size)
    # "Streamed": its length is not known before.
    name = f"email_validation_{_uuid(job)[:8]}.csv"
    return Download(
        lambda: in_chunks(csv_lines(_table(job, moment, dates))), "text/csv", job.size, name, is_streamed=True
    )


def _table(job: SimulatedJob, moment: Moment, dates: Dates) -> Iterator[Row]:
    # How the cells are written is not documented.
    rows = (
        [record["email"], record["status"], record["validator_used"], str(record["is_cached"]), record["processed_at"]]
        for record in _records(job, moment, dates)
    )
    return chain([["Email", "Status", "Validator", "Cached", "Processed At"]], rows)


def cost(job: SimulatedJob, moment: Moment) -> float:
    """A credit for each valid address; nothing, if the job crashed."""
    return float(job.entries.count(job.size)[Outcome.VALID]) if moment.step.status == "Processed" else 0.0


SIMULATED: Final = Simulated(
    script=(("Uploading", 2), ("Processing", 6), "Processed"),
    status=status_body,
    errors=ERRORS,
    operations={
        "ecore.upload_emails": upload_emails,
        "ecore.list_jobs": list_jobs,
        "ecore.get_job": get_job,
        "ecore.list_job_records": list_job_records,
        "ecore.download_results": download_results,
    },
    cost=cost,
    samples=(Sample("a list of addresses", (("Uploading", 1), ("Processing", 8), "Processed"), size=1000),),
)
