"""Read the headers of an answer that say when to come again."""

import datetime
import math
from collections.abc import Mapping

from .dates import read_http_date


def retry_after(headers: Mapping[str, str], now: datetime.datetime | None = None) -> float | None:
    """The seconds that an answer asks to wait before the next request.

    `Retry-After` says it in seconds or as a date (RFC 9110, 10.2.3), `retry-after-ms` in milliseconds. Where there is
    neither, `X-RateLimit-Reset` (a Unix timestamp: Revenuebase) says it if `X-RateLimit-Remaining` is 0.

    Args:
        headers: the answer's headers, by name in any case.
        now: the time for a date; by default the answer's own `Date`, so that a wrong clock does not matter, or else the
            clock's.

    Returns:
        Seconds from 0.0 on, or None where nothing is asked or it makes no sense.

    Example:
        >>> retry_after({"retry-after": "44"})
        44.0
        >>> retry_after({"retry-after-ms": "1500"})
        1.5
    """
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    value = headers.get("retry-after")
    if value and value.strip():
        seconds = _number(value)
        return seconds if seconds is not None else _until(read_http_date(value), headers, now)
    if _number(headers.get("x-ratelimit-remaining")) == 0:
        reset = _number(headers.get("x-ratelimit-reset"))
        # A small number would be seconds in somebody else's dialect; no provider here speaks it.
        if reset is not None and 1e9 <= reset < 1e11:
            return _until(datetime.datetime.fromtimestamp(reset, datetime.UTC), headers, now)
    return None


def _number(value: str | None) -> float | None:
    try:
        number = float(value or "")
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None


def _until(moment: datetime.datetime | None, headers: Mapping[str, str], now: datetime.datetime | None) -> float | None:
    if moment is None:
        return None
    start = now or read_http_date(headers.get("date", "")) or datetime.datetime.now(datetime.UTC)
    return max((moment - start).total_seconds(), 0.0)
