"""JSON values: text of a bounded shape becomes values.

Every number is kept. One that Python has no number for in reasonable time is a `LargeNumber`.
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from itertools import accumulate
from typing import Any, NoReturn

from ..readonly import ReadOnlyDict as ReadOnlyDict
from ..readonly import ReadOnlyList as ReadOnlyList
from ..readonly import is_list as is_list
from ..readonly import is_object as is_object
from ..readonly import read_only as read_only

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
    return read_only(parse_plain(text), redact)


def parse_plain(text: str) -> Any:
    """The value of a JSON text, of plain dicts and lists: whoever hands parts of it on makes them read-only.

    See `parse`.
    """
    # Most answers are short, and have too few brackets of any kind to be nested deeper.
    if len(text) > 2 * MAX_DEPTH and (len(text) > _SHORT or _has_many_brackets(text)):
        check_shape(text)
    # A number of more than 600 digits shows as ten, or more, in every 60th character.
    is_large = len(text) > _MOST_DIGITS and _TEN_DIGITS.search(text[:: _MOST_DIGITS // 10]) is not None
    decoder = _LARGE_DECODER if is_large else _DECODER
    # What `decode` does beside it is to look for white space, with an expression each time.
    value, end = decoder.raw_decode(text) if text[:1] == "{" else (None, -1)
    if end != len(text) and (end < 0 or text[end:].strip(" \t\n\r")):
        value = decoder.decode(text)
    return value


# Characters, and so at most as many values.
_SHORT = 5000


def _has_many_brackets(text: str) -> bool:
    """Whether more than `MAX_DEPTH` brackets are opened, those in strings included."""
    left = MAX_DEPTH
    for bracket in "[{":
        # For the few that there are this is faster than `count`, which looks at each character by itself.
        at = text.find(bracket)
        while at >= 0:
            left -= 1
            if left < 0:
                return True
            at = text.find(bracket, at + 1)
    return False


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


_TEN_DIGITS = re.compile("[0-9]{10}")
_LARGE_DECODER = json.JSONDecoder(parse_int=_integer, parse_float=_fraction, parse_constant=_refuse_constant)
# The same, for a text in which no integer is large: a call less for each number.
_DECODER = json.JSONDecoder(parse_float=_fraction, parse_constant=_refuse_constant)
