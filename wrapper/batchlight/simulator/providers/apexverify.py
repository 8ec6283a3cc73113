"""ApexVerify, simulated. A status that it does not document gets the fields that its later statuses share."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final

from anyio import to_thread
from attrs import frozen

from ...providers.apexverify import PROVIDER
from ...reading.jsondata import is_object
from ..accounts import Rate, Reading
from ..clock import Dates
from ..entries import Entries
from ..jobs import Moment, SimulatedJob, Step, read_script
from ..outcomes import Outcome, is_address, is_cached, is_phone, outcome_of
from ..simulated import Body, Download, Refusal, Sample, Simulated, Visit, in_chunks, json_object
from ..tables import Unreadable, line_count, lines, workbook
from ..uploads import Form, Stored, meant, read_form

# What a job that nobody submitted has besides what is verified.
_MADE_UP_FOUND: Final = (3, 2)
_WORDS: Final = {
    Outcome.VALID: "valid",
    Outcome.INVALID: "wrong",
    Outcome.UNKNOWN: "unknown",
    Outcome.ERROR: "unknown",
}
_PARSING: Final = (("parsing_content", 2.0), "ready_for_verification")
_VERIFYING: Final = (("verification_ongoing", 6.0), "verification_done")


def status_body(job: SimulatedJob, moment: Moment, _dates: Dates) -> Body:
    """The answer to a question for a batch's status."""
    status = moment.step.status
    if status == "parsing_content":
        return {"status": status}
    if status == "internal_error":
        return {"status": status, "message": "The batch could not be processed."}
    kind = "phone" if job.phone else "email"
    wrong, duplicate = job.details.get("found", _MADE_UP_FOUND)
    total, returned = _price(job), _returned(job)
    body: Body = {
        "status": status,
        "found_content": {f"valid_{kind}": job.size, f"wrong_{kind}": wrong, f"duplicate_{kind}": duplicate},
        "found_cost": {
            f"total_{kind}_cost": total,
            f"net_{kind}_cost": float(total - returned),
            f"{kind}_cache_account_return": returned,
            f"{kind}_cache_global_return": 0,
        },
    }
    if status == "verification_done":
        body["stats"] = _stats(job, duplicate)
    return body


def _price(job: SimulatedJob) -> int:
    """Credits: 1 for a valid address, 10 for a valid phone number (its page "List verification")."""
    return job.size * (10 if job.phone else 1)


def _hits(job: SimulatedJob) -> int:
    """How many answers the account's cache has."""
    if not _parameters(job)["use_account_cache"]:
        return 0
    if "hits" not in job.details:
        # Of more than can be counted it is the share that there is.
        small = job.size <= 1_000_000
        job.details["hits"] = sum(map(is_cached, job.entries.read())) if small else job.size // 25
    return int(job.details["hits"])


def _returned(job: SimulatedJob) -> int:
    """Half of the price comes back for a hit in the cache."""
    return _hits(job) * (10 if job.phone else 1) // 2


def _stats(job: SimulatedJob, duplicate: int) -> Body:
    found = job.entries.count(job.size)
    counts = {
        "valid": found[Outcome.VALID],
        "wrong": found[Outcome.INVALID],
        "unknown": found[Outcome.UNKNOWN] + found[Outcome.ERROR],
        "account_cache": _hits(job),
        "global_cache": 0,
    }
    size = job.size
    percent = {f"total_verification_{name}_perc": 100 * value / size if size else 0.0 for name, value in counts.items()}
    return {
        "total_verification": size,
        "total_verification_duplicate": duplicate,
        **{f"total_verification_{name}": value for name, value in counts.items()},
        **percent,
    }


ERRORS: Final[Mapping[int, Body]] = {
    400: {"message": "Bad Request"},
    410: {"message": "Gone"},
    401: {"message": "Unauthorized"},
    # Its beginning is documented, and no more of the body.
    402: {"message": "Please reload your credits to proceed with the verification."},
    403: {"message": "Forbidden"},
    404: {"message": "Not Found"},
    422: {"detail": [{"loc": ["path", "batch_uuid"], "msg": "value is not a valid uuid", "type": "uuid_parsing"}]},
    429: {"message": "Too Many Requests"},
    500: {"message": "Internal Server Error. Please contact support at contact@apexverify.com..."},
}


def rate_headers(reading: Reading) -> Mapping[str, str]:
    """The limit, without its end; how long to wait is said only when it is passed."""
    headers = {
        "X-RateLimit-Limit": str(reading.limit),
        "X-RateLimit-Remaining": str(reading.remaining),
        "X-RateLimit-Used": str(reading.limit - reading.remaining),
    }
    return {**headers, "Retry-After": str(math.ceil(reading.wait))} if reading.wait else headers


def _find(visit: Visit) -> SimulatedJob:
    id = visit.parameter("batch_uuid").lower()
    if not re.fullmatch(PROVIDER.id_shape.pattern, id):
        raise Refusal(422)
    return visit.find(id)


def _refused(message: str) -> Refusal:
    """A 400; which there are, and their words, was not seen."""
    return Refusal(400, {"message": message})


def _invalid(*loc: str) -> Refusal:
    return Refusal(422, {"detail": [{"loc": list(loc), "msg": "value is missing or not valid", "type": "value_error"}]})


async def get_batch_status(visit: Visit) -> Body:
    """A batch's status."""
    return visit.status(_find(visit))


# The parameters: what each may be, and what it is if nothing is said. (Those of the upload are the first ones.)


@frozen
class _Parameter:
    is_right: Callable[[Any], bool]
    default: Any = None


def _is_number(most: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


_PARAMETERS: Final[Mapping[str, _Parameter]] = {
    "type": _Parameter(lambda value: value in ("email", "phone"), "email"),
    "target_country": _Parameter(lambda value: isinstance(value, str) and len(value) == 2 and value.isalpha(), "IT"),
    "target_audience": _Parameter(_is_number(23)),
    "target_market_industry": _Parameter(_is_number(115)),
    "target_objective": _Parameter(_is_number(16)),
    "use_account_cache": _Parameter(_is_flag, True),
    "use_global_cache": _Parameter(_is_flag, True),
    "max_account_cache_backoff": _Parameter(_is_number(180), 30),
    "max_global_cache_backoff": _Parameter(_is_number(180), 30),
    "remove_duplicate": _Parameter(_is_flag, True),
    "remove_wrong_email_format": _Parameter(_is_flag, True),
    "remove_wrong_phone_format": _Parameter(_is_flag, True),
}
_OF_THE_UPLOAD: Final = tuple(_PARAMETERS)[:7]
_REQUIRED: Final = ("type", "target_country")


def _parameters(job: SimulatedJob) -> dict[str, Any]:
    defaults = {name: parameter.default for name, parameter in _PARAMETERS.items()}
    return {**defaults, "type": "phone" if job.phone else "email", **job.details.get("parameters", {})}


def _checked(sent: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    for name in names:
        if (name in _REQUIRED and name not in sent) or (name in sent and not _PARAMETERS[name].is_right(sent[name])):
            raise _invalid("body", name)
    return {name: sent[name] for name in names if name in sent}


async def upload_batch(visit: Visit) -> Body:
    """Take a file; nothing is parsed or charged yet."""
    form = await read_form(visit.request) or Form()
    stored, name = form.files.get("file"), form.fields.get("name", "")
    if stored is None:
        raise _invalid("body", "file")
    if not 1 <= len(name) <= 255:
        raise _invalid("body", "name")
    if len(form.fields.get("description", "")) > 2048:
        raise _invalid("body", "description")
    parameters = _checked({name: meant(text) for name, text in form.fields.items()}, _OF_THE_UPLOAD)
    if stored.size == 0:
        raise _refused("The file is empty.")
    job = visit.submit(
        name,
        Entries.of(()),
        phone=parameters["type"] == "phone",
        details={
            "file": stored,
            "description": form.fields.get("description"),
            "parameters": parameters,
            "planned": visit.state.take_script(visit.provider),
            "idle": True,
        },
        # What the status is before the content is parsed was not seen; no other of its words would be true.
        script=(Step("parsing_content"),),
    )
    # The status of the upload, not of the batch.
    return {"status": "ok", "batch_uuid": job.id, "created_at": visit.state.dates(job.created)}


def _done(job: SimulatedJob) -> Body:
    # What these operations answer with was not seen.
    return {"status": "ok", "batch_uuid": job.id}


def _before_launch(visit: Visit) -> SimulatedJob:
    job = _find(visit)
    if visit.moment(job).step.status.startswith("verification_"):
        raise _refused("The batch was launched already.")
    return job


async def update_batch_parameters(visit: Visit) -> Body:
    """Change the parameters; what was found is counted anew when the content is parsed again."""
    job = _before_launch(visit)
    body = await visit.json()
    if not is_object(body):
        raise _invalid("body")
    job.details["parameters"] = {**job.details.get("parameters", {}), **_checked(body, tuple(_PARAMETERS))}
    return _done(job)


async def parse_batch(visit: Visit) -> Body:
    """Parse the content, which takes its time."""
    job = _before_launch(visit)
    stored: Stored | None = job.details.get("file")
    if stored is not None:
        job.phone = _parameters(job)["type"] == "phone"
        try:
            job.entries, job.details["found"] = await to_thread.run_sync(_parsed, stored, job.phone)
        except Unreadable as error:
            raise _refused(str(error)) from error
        job.size = job.entries.size
        job.details.pop("hits", None)
    job.details["idle"] = False
    job.follow(_split(job)[0], visit.state.clock.now())
    return _done(job)


def _parsed(stored: Stored, phone: bool) -> tuple[Entries, tuple[int, int]]:
    """What is verified, and how many lines are wrong, or there already."""
    if stored.is_large:
        # Too many to keep: all count as right, and none as double.
        return Entries(line_count(stored), lambda: lines(stored)), (0, 0)
    is_right = is_phone if phone else is_address
    found: dict[str, str] = {}
    wrong = duplicate = 0
    for line in lines(stored):
        if not is_right(line):
            wrong += 1
        elif found.setdefault(line.lower(), line) is not line:
            duplicate += 1
    return Entries.of(tuple(found.values())), (wrong, duplicate)


def _split(job: SimulatedJob) -> tuple[Sequence[Step], Sequence[Step]]:
    """What a batch goes through until it waits for its launch, and from there on."""
    planned: tuple[Step, ...] = job.details.get("planned") or ()
    words = [step.status for step in planned]
    if "ready_for_verification" in words:
        end = words.index("ready_for_verification") + 1
    else:
        end = next((n for n, word in enumerate(words) if word.startswith("verification_")), len(words))
    before, after = planned[:end], planned[end:]
    if after and before and before[-1].status != "ready_for_verification":
        before = (*before, Step("ready_for_verification"))
    return before or read_script(_PARSING), after or read_script(_VERIFYING)


async def launch_batch(visit: Visit) -> Body:
    """Start the verification, which is paid for."""
    job = _find(visit)
    if visit.moment(job).step.status != "ready_for_verification":
        raise _refused("The batch is not ready for verification.")
    if visit.balance < _price(job):
        raise Refusal(402)
    visit.charge(job, _price(job))
    job.follow(_split(job)[1], visit.state.clock.now())
    return _done(job)


async def delete_batch(visit: Visit) -> Body:
    """Forget a batch, unless it is at work."""
    job = _find(visit)
    status = visit.moment(job).step.status
    if status == "verification_ongoing" or (status == "parsing_content" and not job.details.get("idle")):
        raise _refused("The batch is being processed.")
    visit.state.remove(visit.provider, job.id)
    return _done(job)


async def get_batch_details(visit: Visit) -> Body:
    """What the status says, and more."""
    job = _find(visit)
    return {
        "batch_uuid": job.id,
        "created_at": visit.state.dates(job.created),
        "updated_at": visit.state.dates(visit.moment(job).began),
        "name": job.name or "A batch",
        "description": job.details.get("description"),
        "parameters": _parameters(job),
        **visit.status(job),
    }


async def export_batch(visit: Visit) -> Download:
    """The results: of each address or number that was verified."""
    job = _find(visit)
    # Which format it is without the parameter was not seen.
    format = visit.query("format") or "json"
    if format not in ("json", "xlsx"):
        raise _invalid("query", "format")
    if visit.moment(job).step.status != "verification_done":
        raise _refused("The batch is not verified yet.")
    # The name of the file was not seen; nor was what is said of an address, but that it is the name of a member.
    name = f"batch_{job.id}.{format}"
    if format == "json":
        return Download(lambda: in_chunks(json_object(_results(job))), "application/json", job.size, name)
    header = ("phone" if job.phone else "email", "status", "cached")
    rows = ((value, result["status"], result["cached"]) for value, result in _results(job))
    book = workbook(chain([header], rows))
    return Download(lambda: iter([book]), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 1, name)


def _results(job: SimulatedJob) -> Iterator[tuple[str, Body]]:
    uses_cache = _parameters(job)["use_account_cache"]
    for value in job.entries.read():
        yield value, {"status": _WORDS[outcome_of(value)], "cached": uses_cache and is_cached(value)}


async def get_credits(visit: Visit) -> Body:
    """The account's credits; the name of the field was not seen."""
    return {"credits": visit.balance}


def cost(job: SimulatedJob, moment: Moment) -> float:
    """The price without what comes back for the cache; nothing, if the service failed."""
    return float(_price(job) - _returned(job)) if moment.step.status == "verification_done" else 0.0


SIMULATED: Final = Simulated(
    script=(("parsing_content", 2), ("verification_ongoing", 6), "verification_done"),
    status=status_body,
    errors=ERRORS,
    operations={
        "apexverify.get_batch_status": get_batch_status,
        "apexverify_batches.upload_batch": upload_batch,
        "apexverify_batches.update_batch_parameters": update_batch_parameters,
        "apexverify_batches.parse_batch": parse_batch,
        "apexverify_batches.launch_batch": launch_batch,
        "apexverify_batches.delete_batch": delete_batch,
        "apexverify_batches.get_batch_details": get_batch_details,
        "apexverify_batches.export_batch": export_batch,
        "apexverify_batches.get_credits": get_credits,
    },
    new_id=lambda _number, uuid: uuid,
    # "180 requests/min per API consumer, token bucket" (its page "API rate limits").
    rate=Rate(180, "bucket", rate_headers),
    cost=cost,
    samples=(
        Sample("an e-mail batch", (("parsing_content", 1.5), ("verification_ongoing", 6), "verification_done")),
        Sample(
            "a phone batch",
            (("parsing_content", 2), ("verification_ongoing", 7), "verification_done"),
            phone=True,
        ),
        Sample("a batch that waits for its launch", (("parsing_content", 3), "ready_for_verification")),
        Sample(
            "a batch with a status that is new",
            (("parsing_content", 1), ("verification_paused", 4), ("verification_ongoing", 3), "verification_done"),
        ),
    ),
)
