"""Values as plain JSON data, and back: each field is checked, and a wrong one is named. Knows nothing about jobs."""

import datetime
from collections.abc import Mapping
from typing import Any, cast

from .text import printable


def plain(value: Any) -> Any:
    """A copy of a JSON value made of nothing but the types of Python's `json`, which can be changed."""
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in cast("Mapping[str, Any]", value).items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in cast("list[Any]", value)]
    # A number that no float can hold is a string of a class of its own.
    return str(value) if isinstance(value, str) else value


def written(moment: datetime.datetime | None) -> str | None:
    """A date and time in ISO 8601."""
    return None if moment is None else moment.isoformat()


class Fields:
    """The fields of a stored object.

    Args:
        data: What was stored.
        what: What it should be, for messages.

    Raises:
        ValueError: it is no object; each method raises it for a field that is missing or of the wrong kind.
    """

    def __init__(self, data: object, what: str) -> None:
        if not isinstance(data, Mapping):
            raise ValueError(f"this is no {what}: it is {_shown(data)}, and not a mapping")
        self._data = cast("Mapping[str, Any]", data)
        self._what = what

    def text(self, name: str) -> str:
        """A string that must be there."""
        value = self._data.get(name)
        if not isinstance(value, str):
            raise self._wrong(name, "a string")
        return value

    def text_or_none(self, name: str) -> str | None:
        """A string, or None; absent is None."""
        value = self._data.get(name)
        if value is not None and not isinstance(value, str):
            raise self._wrong(name, "a string or null")
        return value

    def count(self, name: str) -> int | None:
        """A whole number, or None."""
        value = self._data.get(name)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise self._wrong(name, "a whole number or null")
        return value

    def share(self, name: str) -> float | None:
        """A number from 0 to 1, or None."""
        value = self._data.get(name)
        if value is None:
            return None
        # NaN is in no range, and no JSON.
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
            raise self._wrong(name, "a number from 0 to 1 or null")
        return value

    def moment(self, name: str) -> datetime.datetime | None:
        """A date and time with an offset, in UTC, or None."""
        value = self._data.get(name)
        if value is None:
            return None
        try:
            read = datetime.datetime.fromisoformat(value)
            if read.tzinfo is not None:
                return read.astimezone(datetime.UTC)
        except (TypeError, ValueError, OverflowError):
            pass
        raise self._wrong(name, "a date and time with its offset (ISO 8601) or null")

    def mapping(self, name: str) -> Mapping[str, Any]:
        """An object that must be there."""
        value = self._data.get(name)
        if not isinstance(value, Mapping):
            raise self._wrong(name, "an object")
        return cast("Mapping[str, Any]", value)

    def inner(self, name: str) -> "Fields | None":
        """The fields of an object within, or None."""
        return None if self._data.get(name) is None else Fields(self.mapping(name), f"{self._what} ({name!r} in it)")

    def _wrong(self, name: str, wanted: str) -> ValueError:
        if name not in self._data:
            return ValueError(f"this is no {self._what}: {name!r} is missing")
        return ValueError(f"this is no {self._what}: {name!r} is {_shown(self._data[name])}, and not {wanted}")


def _shown(value: object) -> str:
    return printable(repr(value), 60) if isinstance(value, str | int | float | None) else f"a {type(value).__name__}"
