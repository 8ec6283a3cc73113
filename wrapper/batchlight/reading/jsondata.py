"""JSON values: text of a bounded shape becomes values that cannot be changed and are dicts and lists to all readers.

Every number is kept. One that Python has no number for in reasonable time is a `LargeNumber`.
"""

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate
from typing import Any, Never, NoReturn, cast

from typing_extensions import TypeIs

# Far above what any documented answer needs (5), far below what the interpreter's stack can take.
MAX_DEPTH = 100

MAX_VALUES = 250_000
"""A page of eCore's 100 records has a thousand. So many empty lists are built in half a second, and hold 30 MB."""

# Python converts at least 640 digits, however an application sets its limit; the time grows with their square.
_MOST_DIGITS = 600


class OutOfBounds(ValueError):
    """A JSON text is nested deeper, or holds more, than any answer of a batch API has reason to."""


class LargeNumber(str):
    """A JSON number as it was written, which no float can hold, or which has more digits than an int is made of.

    It stands in the data as a string does, so that the data can be written as JSON again.
    """

    __slots__ = ()


def is_object(value: object) -> TypeIs[dict[str, Any]]:
    """Whether a JSON value is an object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeIs[list[Any]]:
    """Whether a JSON value is a list."""
    return isinstance(value, list)


def kind(value: object) -> str:
    """A JSON value's kind in words: what a message about a wrong value says."""
    if value is None:
        return "null"
    if is_object(value):
        return "an object"
    if is_list(value):
        return "a list"
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, LargeNumber):
        return "a number that is too large"
    return "a string" if isinstance(value, str) else "a number"


def parse(text: str, redact: Callable[[str], str] | None = None) -> Any:
    """The value of a JSON text (RFC 8259), read-only.

    Args:
        text: the text; its shape is measured before anything is built of it.
        redact: what to do with each string, if anything: with the names in objects, too.

    Raises:
        OutOfBounds: it is nested deeper than `MAX_DEPTH`, or may hold more than `MAX_VALUES`.
        ValueError: it is not JSON.

    Example:
        >>> parse('{"ids": [1, 2]}')["ids"].append(3)
        Traceback (most recent call last):
        TypeError: this is an answer as it was received; it is read-only
    """
    # Brackets in strings are counted too. Most answers are short, and have too few of any to be nested deeper.
    lists = text.count("[")
    if len(text) > _SHORT or lists + text.count("{") > MAX_DEPTH:
        check_shape(text)
    # A number of more than 600 digits shows as ten, or more, in every 60th character.
    is_large = len(text) > _MOST_DIGITS and _TEN_DIGITS.search(text[:: _MOST_DIGITS // 10]) is not None
    decoder = _LARGE_DECODER if is_large else _DECODER
    # What `decode` does beside it is to look for white space, with an expression each time.
    value, end = decoder.raw_decode(text) if text.startswith("{") else (None, -1)
    if end != len(text) and (end < 0 or text[end:].strip(" \t\n\r")):
        value = decoder.decode(text)
    if redact is not None:
        return read_only(value, redact)
    return _with_read_only_lists(value, lists) if lists else value


# Characters, and so at most as many values.
_SHORT = 5000

_STRUCTURE = b'[]{},"'
_REST = bytes(set(range(256)) - set(_STRUCTURE))
_STEPS = bytes.maketrans(b"[{]}", b"\x01\x01\xff\xff")


def check_shape(text: str) -> None:
    """Measure a JSON text without reading it: how deep it is, and how many values it may hold.

    Every step is one pass at the speed of C over what the step before has left. Of a text that is not JSON, what is
    before its first fault is measured rightly, and a parser builds no more than that.

    Raises:
        OutOfBounds: it is nested deeper than `MAX_DEPTH`, or may hold more than `MAX_VALUES`.
    """
    # Escaped quotes begin and end no string. Backslashes stand in strings only, and pair off from the left.
    if "\\" in text:
        text = text.replace("\\\\", "").replace('\\"', "")
    structure = text.encode("utf-8", "surrogatepass").translate(None, _REST)
    # Of a string without a bracket or comma there are two quotes left, and nothing between them.
    structure = structure.replace(b'""', b"")
    # Each value may be a string, and have a name.
    if structure.count(b'"') > 4 * MAX_VALUES:
        raise OutOfBounds(f"of more than {MAX_VALUES} values")
    if b'"' in structure:
        structure = b"".join(structure.split(b'"')[::2])
    brackets = structure.translate(_STEPS, b",")
    values = 1 + len(structure) - len(brackets) + brackets.count(b"\x01")
    if values > MAX_VALUES:
        raise OutOfBounds(f"of more than {MAX_VALUES} values")
    # The depth at each bracket: steps of 1 and -1, which are signed bytes.
    if max(accumulate(memoryview(brackets).cast("b")), default=0) > MAX_DEPTH:
        raise OutOfBounds(f"nested deeper than {MAX_DEPTH} levels")


def _integer(digits: str) -> int | LargeNumber:
    return int(digits) if len(digits) <= _MOST_DIGITS else LargeNumber(digits)


def _fraction(digits: str) -> float | LargeNumber:
    number = float(digits)
    return number if math.isfinite(number) else LargeNumber(digits)


def _refuse_constant(name: str) -> NoReturn:
    # Python would take NaN and Infinity.
    raise ValueError(f"{name} is not JSON")


def _with_read_only_lists(value: Any, lists: int) -> Any:
    """A decoded value, whose objects are read-only, with its lists so.

    The scanner makes objects of our class, and has no such place for lists. They are looked for from the top, and no
    further than there are any: of 100 records in one list, none is looked at.

    Args:
        value: the value.
        lists: how many lists are in it, at most.
    """
    if is_list(value):
        value = ReadOnlyList(value)
        lists -= 1
    waiting: list[Any] = [value] if is_list(value) or is_object(value) else []
    for each in waiting:
        if lists <= 0:
            break
        places = cast("Iterable[tuple[Any, Any]]", each.items() if is_object(each) else enumerate(each))
        for place, item in places:
            its_type: object = item.__class__
            if its_type is list:
                lists -= 1
                item = ReadOnlyList(item)
                _PUT[type(each)](each, place, item)
                waiting.append(item)
            elif its_type is ReadOnlyDict:
                waiting.append(item)
    return value


def read_only(value: Any, redact: Callable[[str], str] | None = None) -> Any:
    """A copy of a JSON value in which no dict and no list can be changed.

    Unlike with `types.MappingProxyType`, the copy can be compared, pickled and written with `json.dumps`.

    Args:
        value: the value; a caller makes sure that it is not nested deeper than `MAX_DEPTH`.
        redact: what to do with each string, if anything.

    Example:
        >>> value = read_only({"ids": [1, 2]})
        >>> value == {"ids": [1, 2]}
        True
    """
    if is_object(value):
        if redact is None:
            return ReadOnlyDict({name: read_only(item) for name, item in value.items()})
        return ReadOnlyDict({redact(name): read_only(item, redact) for name, item in value.items()})
    if is_list(value):
        return ReadOnlyList([read_only(item, redact) for item in value])
    return redact(value) if redact is not None and type(value) is str else value


def as_received(payload: Mapping[str, Any] | str | bytes) -> Mapping[str, Any]:
    """A JSON object that came another way than over HTTP, as if it had: within the same bounds, and read-only.

    Args:
        payload: the object, or its text.

    Raises:
        ValueError: it is no JSON object, or out of bounds.
    """
    try:
        if isinstance(payload, Mapping):
            # Written and read again: so all is checked, of the right types, and nobody else's.
            text = json.dumps(dict(payload), allow_nan=False)
        else:
            text = payload.removeprefix("\ufeff") if isinstance(payload, str) else payload.decode("utf-8-sig")
        value = parse(text)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"this is no JSON object: {error}") from None
    if not is_object(value):
        raise ValueError(f"this is no JSON object, but {kind(value)}")
    return value


def _refuse(*_args: object, **_kwargs: object) -> Never:
    raise TypeError("this is an answer as it was received; it is read-only")


class ReadOnlyDict(dict[str, Any]):
    """A dict that refuses every change."""

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type["ReadOnlyDict"], tuple[dict[str, Any]]]:
        return type(self), (dict(self),)


class ReadOnlyList(list[Any]):
    """A list that refuses every change."""

    __setitem__ = __delitem__ = __iadd__ = __imul__ = _refuse
    append = clear = extend = insert = pop = remove = reverse = sort = _refuse

    def __reduce__(self) -> tuple[type["ReadOnlyList"], tuple[Iterable[Any]]]:
        return type(self), (list(self),)


# What a caller of theirs cannot do.
_PUT: Mapping[type, Callable[[Any, Any, Any], None]] = {
    ReadOnlyDict: dict[Any, Any].__setitem__,
    ReadOnlyList: list[Any].__setitem__,
}

_TEN_DIGITS = re.compile("[0-9]{10}")
_LARGE_DECODER = json.JSONDecoder(
    object_hook=ReadOnlyDict, parse_int=_integer, parse_float=_fraction, parse_constant=_refuse_constant
)
# The same, for a text in which no integer is large: a call less for each number.
_DECODER = json.JSONDecoder(object_hook=ReadOnlyDict, parse_float=_fraction, parse_constant=_refuse_constant)
