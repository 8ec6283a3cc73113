"""Read the headers of an answer that say when to come again, and for how long that will be possible."""

import datetime
import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from attrs import frozen

from ..text import printable
from .dates import deprecation_date, find_dates, read_http_date
from .links import read_links

# The headers without which an answer says nothing of the kind.
PAUSES: Final = frozenset({b"retry-after", b"retry-after-ms", b"x-ratelimit-remaining"})
ENDS: Final = frozenset({b"deprecation", b"sunset"})


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


@frozen
class Announced:
    """What an answer says of the life of its operation.

    Attributes:
        deprecated: Whether it says that the operation is deprecated.
        deprecated_at: Since when, in UTC.
        sunset_at: From when on it may stop answering, in UTC.
        replacement: The link to what to use instead.
        docs_url: The link to where this is documented.
    """

    deprecated: bool
    deprecated_at: datetime.datetime | None
    sunset_at: datetime.datetime | None
    replacement: str | None
    docs_url: str | None


def announced(headers: Mapping[str, str]) -> Announced | None:
    """What `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and `Link` say; None if they say nothing that can be read.

    Args:
        headers: the answer's headers, by name in any case.
    """
    if "deprecation" not in headers and "sunset" not in headers:
        return None
    return _announced(headers.get("deprecation"), headers.get("sunset"), headers.get("link", "")[:8000])


# "no" in the ways in which a server may say it.
_NOT_DEPRECATED: Final = ("", "false", '"false"', "?0", "0")


@lru_cache(maxsize=256)
def _announced(deprecation: str | None, sunset: str | None, link: str) -> Announced | None:
    # Kept: every answer of an operation says the same, and reading dates costs more than the rest of a call's check.
    said = (deprecation or "").strip()
    # Whatever else it is, it says that the operation is deprecated; a date is a bonus.
    deprecated = said.lower() not in _NOT_DEPRECATED
    sunset_at = min(find_dates(sunset or ""), default=None)
    if not deprecated and sunset_at is None:
        return None
    links = read_links(link)
    successor = links.get("successor-version")
    documentation = links.get("deprecation") or links.get("sunset")
    return Announced(
        deprecated,
        deprecation_date(said) if deprecated else None,
        sunset_at,
        None if successor is None else printable(successor),
        None if documentation is None else printable(documentation),
    )
