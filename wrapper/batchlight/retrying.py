"""How long a provider asks to wait. Pure functions of headers and the time."""

import datetime
import math
from collections.abc import Mapping
from email.utils import parsedate_to_datetime


def retry_after(headers: Mapping[str, str], now: datetime.datetime | None = None) -> float | None:
    """The seconds that an answer asks to wait before the next request, by `Retry-After` (RFC 9110, 10.2.3).

    Args:
        headers: the answer's headers, by name in any case.
        now: the time for a Retry-After that is a date; by default the clock's.

    Returns:
        Seconds from 0.0 on, or None where there is no such header or it makes no sense.

    Example:
        >>> retry_after({"retry-after": "44"})
        44.0
    """
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            moment = parsedate_to_datetime(value)
        except ValueError:
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=datetime.UTC)
        seconds = (moment - (now or datetime.datetime.now(datetime.UTC))).total_seconds()
        return max(seconds, 0.0)
    return seconds if math.isfinite(seconds) and seconds >= 0 else None
