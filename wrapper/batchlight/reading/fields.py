"""Read single fields of a JSON object for `Job` and `Progress`: what is not of the right kind reads as None.

The typed status is strict; these are lenient, so that a job whose status does not fit still shows what does.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from .dates import in_utc, read_timestamp
from .identity import Mismatch
from .jsondata import LargeNumber, is_list, is_object


def count(fields: Mapping[str, Any], name: str, default: int | None = None) -> int | None:
    """A whole number from 0 on, also one written as 40.0; the default is the spec's and stands for an absent field."""
    value = fields.get(name, default)
    if type(value) is int:
        return value if value >= 0 else None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def text(fields: Mapping[str, Any], name: str) -> str | None:
    """A string that is not empty."""
    value = fields.get(name)
    if type(value) is str:
        return value or None
    return value if isinstance(value, str) and value and not isinstance(value, LargeNumber) else None


def moment(fields: Mapping[str, Any], name: str, typed: object = None) -> datetime.datetime | None:
    """A date and time (RFC 3339), in UTC; one without an offset is taken as UTC.

    Args:
        fields: the JSON object.
        name: of the field.
        typed: what was made of the object, if it fits; its attribute of that name is the same date, already read.
    """
    parsed = getattr(typed, name, None)
    if not isinstance(parsed, datetime.datetime):
        value = fields.get(name)
        parsed = read_timestamp(value) if isinstance(value, str) else None
    return in_utc(parsed) if parsed is not None else None


def ratio(done: float | None, total: float | None) -> float | None:
    """done / total, from 0.0 to 1.0; None where there is nothing to divide by."""
    if done is None or not total:
        return None
    # Compared before it is divided: JSON has integers that no float can hold.
    return 0.0 if done <= 0 else 1.0 if done >= total else done / total


def objects(fields: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    """The entries of a list of objects, such as a page.

    Raises:
        Mismatch: there is no such list, or an entry is no object.
    """
    value = fields.get(name)
    if not is_list(value) or not all(map(is_object, value)):
        raise Mismatch(f"it has no list of objects named {name}")
    return value
