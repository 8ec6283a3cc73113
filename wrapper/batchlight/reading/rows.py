"""Rows of a result file, one after the other, in constant memory: of CSV, of a JSON array, of a JSON object."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import IO, Any, Final, TypeAlias

from .jsondata import is_object

_PIECE: Final = 64 * 1024
_LONGEST_ROW: Final = 16 * 1024 * 1024
_DELIMITERS: Final = tuple(" \t\r\n,]}")
_SPACE: Final = re.compile(r"[ \t\r\n]*")


Names: TypeAlias = Callable[[Sequence[str]], Sequence[str] | None]
"""The names of the columns where the first row is data already; None where it is a header."""


def csv_rows(file: IO[bytes], unheaded: Names = lambda _first: None) -> Iterator[dict[str, str]]:
    """The rows of a CSV file, by the names of its columns. A column that a row lacks is "".

    Args:
        file: the file.
        unheaded: names the columns of a file without a header; by default each has one.

    Raises:
        ValueError: the file is not UTF-8, or a row has more fields than the header.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        reader = csv.reader(text, strict=True)
        first = next(reader, None)
        if first is None:
            return
        names = unheaded(first)
        header, before = (first, ()) if names is None else (names, (first,))
        for row in chain(before, reader):
            if not row:
                continue
            if len(row) > len(header):
                raise ValueError(f"line {reader.line_num} has {len(row)} fields, and the header {len(header)}")
            yield dict(zip(header, [*row, *[""] * (len(header) - len(row))], strict=True))
    except csv.Error as error:
        raise ValueError(f"the file is not CSV: {error}") from error
    finally:
        _let_go(text)


def _let_go(text: io.TextIOWrapper) -> None:
    # The file is the caller's, who may have closed it before the rows came to their end.
    if not text.closed:
        text.detach()


def json_rows(file: IO[bytes]) -> Iterator[dict[str, Any]]:
    """The objects of a file that is one JSON array.

    Raises:
        ValueError: the file is none.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        yield from _objects(text)
    finally:
        _let_go(text)


def json_members(file: IO[bytes]) -> Iterator[tuple[str, Any]]:
    """The names and values of a file that is one JSON object.

    Raises:
        ValueError: the file is none.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        yield from _members(text)
    finally:
        _let_go(text)


def _members(text: io.TextIOBase) -> Iterator[tuple[str, Any]]:
    decoder = json.JSONDecoder()
    buffer = _filled("", text)
    if not buffer.startswith("{"):
        raise ValueError("the file is not a JSON object")
    buffer, at = _filled(buffer[1:], text), 0
    if buffer.startswith("}"):
        return
    while True:
        name, at, buffer = _next_row(decoder, buffer, at, text)
        mark, at, buffer = _next_mark(buffer, at, text)
        if not isinstance(name, str) or mark != ":":
            raise ValueError("the file is not JSON: a name and a colon were expected")
        value, at, buffer = _next_row(decoder, buffer, at, text)
        yield name, value
        mark, at, buffer = _next_mark(buffer, at, text)
        if mark == "}":
            return
        if mark != ",":
            raise ValueError("the file is not JSON" if mark else "the JSON object has no end")


def _next_mark(buffer: str, at: int, text: io.TextIOBase) -> tuple[str, int, str]:
    """The character that comes next, the place after it, and the buffer that it was found in."""
    at = _after_space(buffer, at)
    if at >= len(buffer):
        buffer, at = _filled("", text), 0
    return buffer[at : at + 1], at + 1, buffer


def _objects(text: io.TextIOBase) -> Iterator[dict[str, Any]]:
    decoder = json.JSONDecoder()
    buffer = _filled("", text)
    if not buffer.startswith("["):
        raise ValueError("the file is not a JSON array")
    buffer = _filled(buffer[1:], text)
    at = 0
    if buffer.startswith("]"):
        return
    while True:
        row, at, buffer = _next_row(decoder, buffer, at, text)
        if not is_object(row):
            raise ValueError("an entry of the array is no object")
        yield dict(row)
        at = _after_space(buffer, at)
        if at + 1 >= len(buffer):
            buffer, at = _filled(buffer[at:], text), 0
        separator = buffer[at : at + 1]
        if separator == "]":
            return
        if separator != ",":
            raise ValueError("the file is not JSON" if separator else "the JSON array has no end")
        at = _after_space(buffer, at + 1)


def _next_row(decoder: json.JSONDecoder, buffer: str, at: int, text: io.TextIOBase) -> tuple[Any, int, str]:
    """A value, where it ends, and the buffer that it was found in."""
    while True:
        at = _after_space(buffer, at)
        try:
            row, end = decoder.raw_decode(buffer, at)
        except ValueError as error:
            failure = error
        else:
            # A number at the end of what was read may go on: "1", "1." and "1e" begin one. An object has its end.
            if not isinstance(row, int | float) or buffer[end : end + 1] in _DELIMITERS:
                return row, end, buffer
            more = text.read(_PIECE) if len(buffer) - at <= _LONGEST_ROW else ""
            if not more:
                return row, end, buffer
            buffer, at = buffer[at:] + more, 0
            continue
        more = text.read(max(_PIECE, len(buffer) - at))
        if not more or len(buffer) - at > _LONGEST_ROW:
            raise ValueError(f"the file is not JSON: {failure}") from failure
        buffer, at = buffer[at:] + more, 0


def _after_space(buffer: str, at: int) -> int:
    match = _SPACE.match(buffer, at)
    return match.end() if match else at


def _filled(buffer: str, text: io.TextIOBase) -> str:
    """The buffer without the white space at its beginning, with more than one character if there are more."""
    while True:
        buffer = buffer.lstrip(" \t\r\n")
        more = text.read(_PIECE) if len(buffer) < 2 else ""
        if not more:
            return buffer
        buffer += more
