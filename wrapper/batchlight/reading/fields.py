"""Read single fields of a JSON object for `Job` and `Progress`: what is not of the right kind reads as None.

The typed status is strict; these are lenient, so that a job whose status does not fit still shows what does.
"""

import datetime
from collections.abc import Mapping
from typing import Any


def count(fields: Mapping[str, Any], name: str, default: int | None = None) -> int | None:
    """A whole number from 0 on; the default is that of the spec and stands for an absent field."""
    value = fields.get(name, default)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def text(fields: Mapping[str, Any], name: str) -> str | None:
    """A string that is not empty."""
    value = fields.get(name)
    return value if isinstance(value, str) and value else None


def moment(fields: Mapping[str, Any], name: str) -> datetime.datetime | None:
    """A date and time in ISO 8601, in UTC; one without an offset is taken as UTC."""
    value = text(fields, name)
    if value is None:
        return None
    try:
        parsed = datetime.datetime.fromisoformat(value)
        return parsed.replace(tzinfo=datetime.UTC) if parsed.tzinfo is None else parsed.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        # OverflowError: a date in year 1 or 9999 whose offset leads out of the calendar.
        return None


def ratio(done: float | None, total: float | None) -> float | None:
    """done / total, from 0.0 to 1.0; None where there is nothing to divide by."""
    if done is None or not total:
        return None
    return min(max(done / total, 0.0), 1.0)
