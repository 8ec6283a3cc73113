"""ApexVerify, simulated. A status that it does not document gets the fields that its later statuses share."""

import math
import re
from collections.abc import Mapping
from typing import Final

from ...providers.apexverify import PROVIDER
from ..accounts import Rate, Reading
from ..clock import Dates
from ..jobs import Moment, SimulatedJob
from ..simulated import Body, Refusal, Sample, Simulated, Visit


def status_body(job: SimulatedJob, moment: Moment, _dates: Dates) -> Body:
    """The answer to a question for a batch's status."""
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
        body["stats"] = _stats(job.size)
    return body


def _stats(size: int) -> Body:
    valid = round(size * 0.72)
    wrong = round(size * 0.2)
    counts = {
        "valid": valid,
        "wrong": wrong,
        "unknown": size - valid - wrong,
        "account_cache": min(10, size),
        "global_cache": 0,
    }
    percent = {f"total_verification_{name}_perc": 100 * value / size if size else 0.0 for name, value in counts.items()}
    return {
        "total_verification": size,
        "total_verification_duplicate": 2,
        **{f"total_verification_{name}": value for name, value in counts.items()},
        **percent,
    }


ERRORS: Final[Mapping[int, Body]] = {
    400: {"message": "Bad Request"},
    410: {"message": "Gone"},
    401: {"message": "Unauthorized"},
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


async def get_batch_status(visit: Visit) -> Body:
    """A batch's status."""
    id = visit.parameter("batch_uuid").lower()
    if not re.fullmatch(PROVIDER.id_shape.pattern, id):
        raise Refusal(422)
    return visit.status(visit.find(id))


SIMULATED: Final = Simulated(
    script=(("parsing_content", 2), ("verification_ongoing", 6), "verification_done"),
    status=status_body,
    errors=ERRORS,
    operations={"apexverify.get_batch_status": get_batch_status},
    new_id=lambda _number, uuid: uuid,
    # "180 requests/min per API consumer, token bucket" (its page "API rate limits").
    rate=Rate(180, "bucket", rate_headers),
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
