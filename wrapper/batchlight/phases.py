"""What is known of an operation's life, which phase that is, and what there is to say of it. Reads nothing, and warns
of nothing."""

import datetime
from enum import StrEnum
from functools import cache

from attrs import frozen
from batchlight_clients.operations import Operation

from .text import printable


class Phase(StrEnum):
    """Where an operation is in its life."""

    ACTIVE = "active"
    SCHEDULED = "scheduled"
    DEPRECATED = "deprecated"
    SUNSETTING = "sunsetting"
    SUNSET = "sunset"
    GONE = "gone"


@frozen
class Lifecycle:
    """What is known of an operation's life.

    Attributes:
        operation: The operation's id, such as "revenuebase_v1.get_batch_status".
        method: The HTTP method.
        path: The path template.
        deprecated: Whether it is deprecated, now or from `deprecated_at` on.
        deprecated_at: Since when, in UTC.
        sunset_at: From when on it may stop answering, in UTC.
        replacement: What to use instead.
        docs_url: Where that is documented.
        source: Where this is known from: "spec", "headers" or "spec and headers".
    """

    operation: str
    method: str
    path: str
    deprecated: bool = False
    deprecated_at: datetime.datetime | None = None
    sunset_at: datetime.datetime | None = None
    replacement: str | None = None
    docs_url: str | None = None
    source: str = "spec"

    @staticmethod
    def of(operation: Operation) -> "Lifecycle":
        """What the spec knows."""
        return _of(operation)


@cache
def _of(operation: Operation) -> Lifecycle:
    # Kept: it is asked for with each call of an operation that is deprecated.
    return Lifecycle(
        operation.id,
        operation.method,
        operation.path,
        operation.deprecated,
        operation.deprecated_at,
        operation.sunset_at,
        operation.replacement,
        operation.docs_url,
    )


def phase_of(lifecycle: Lifecycle, now: datetime.datetime, notice: datetime.timedelta) -> Phase:
    """Where an operation is in its life at a time. (`gone` is seen in answers, not computed.)"""
    if lifecycle.sunset_at is not None:
        if now >= lifecycle.sunset_at:
            return Phase.SUNSET
        if lifecycle.sunset_at - now <= notice:
            return Phase.SUNSETTING
    if lifecycle.deprecated_at is not None and now < lifecycle.deprecated_at:
        return Phase.SCHEDULED
    if lifecycle.deprecated or lifecycle.deprecated_at is not None or lifecycle.sunset_at is not None:
        return Phase.DEPRECATED
    return Phase.ACTIVE


def days_left(lifecycle: Lifecycle, now: datetime.datetime) -> int | None:
    """Whole days until the sunset, rounded towards it: 0 on the last day, -137 when 137 days are over."""
    if lifecycle.sunset_at is None:
        return None
    seconds = (lifecycle.sunset_at - now).total_seconds()
    return int(seconds // 86_400) if seconds > 0 else -int(-seconds // 86_400)


def sentence(title: str, lifecycle: Lifecycle, phase: Phase, now: datetime.datetime, answer: str = "") -> str:
    """What there is to say of an operation, in words: what, since when, how long ago, what to use, where to read."""
    line = f"{title}: {lifecycle.method} {lifecycle.path} "
    date = _dated(lifecycle, now)
    if phase is Phase.GONE:
        line += f"is gone{f' ({answer})' if answer else ''}"
        if lifecycle.sunset_at is not None:
            line += f"; its sunset {'was' if now >= lifecycle.sunset_at else 'is'} {date}"
    elif phase is Phase.SUNSET:
        line += f"is past its sunset, {date}, and may stop answering at any time"
    elif phase is Phase.SUNSETTING:
        line += f"will stop answering on {date}"
    elif phase is Phase.SCHEDULED:
        line += f"will be deprecated{f' on {lifecycle.deprecated_at:%Y-%m-%d}' if lifecycle.deprecated_at else ''}"
    else:
        since = f" since {lifecycle.deprecated_at:%Y-%m-%d}" if lifecycle.deprecated_at is not None else ""
        until = f" and will stop answering on {date}" if date else ""
        line += f"is deprecated{since}{until}"
    if lifecycle.replacement is not None:
        line += f"; use {printable(lifecycle.replacement)} instead"
    if lifecycle.docs_url is not None:
        line += f", see {printable(lifecycle.docs_url)}"
    return line + "."


def _dated(lifecycle: Lifecycle, now: datetime.datetime) -> str:
    """The sunset and how far it is: "2026-07-07 (137 days ago)"."""
    left = days_left(lifecycle, now)
    if lifecycle.sunset_at is None or left is None:
        return ""
    days = "1 day" if abs(left) == 1 else f"{abs(left)} days"
    distance = "today" if left == 0 else f"in {days}" if left > 0 else f"{days} ago"
    return f"{lifecycle.sunset_at:%Y-%m-%d} ({distance})"
