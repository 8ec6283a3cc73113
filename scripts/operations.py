"""What the specs know of every operation's life: deprecated, since when, until when, replaced by what.

The table is written as `batchlight_clients/operations.py`. A date stands in an extension (`x-deprecated-at`,
`x-sunset`) or, as Revenuebase writes it, in the words of the description. A sunset that is announced and cannot be
read is an error: nobody would be warned.
"""

import datetime
import re
from collections.abc import Mapping
from typing import NamedTuple

from batchlight.reading.dates import read_date

from scripts.specs import Document, SpecError, operations

# "use [GET /v2/jobs/{processId}](https://...) instead", after white space is folded.
_REPLACEMENT = re.compile(r"\buse \[(?P<name>[^\]]+)\]\((?P<url>https://[^)\s]+)\) instead", re.IGNORECASE)
_SUNSET = re.compile(r"\bsunset:\s*(?P<date>[^.;()]+)", re.IGNORECASE)


class Operation(NamedTuple):
    """One row of the table; the fields are those of the generated class."""

    id: str
    method: str
    path: str
    deprecated: bool
    deprecated_at: datetime.datetime | None
    sunset_at: datetime.datetime | None
    replacement: str | None
    docs_url: str | None


def operation_table(specs: Mapping[str, Document]) -> list[Operation]:
    """Collect the operations of all effective specs.

    Args:
        specs: the effective specs by API name.

    Raises:
        SpecError: an operation has no name, a date cannot be read, or `x-replaced-by` names no known operation.
    """
    rows = [
        row_of(api, method, path, operation)
        for api, document in sorted(specs.items())
        for method, path, operation in operations(document)
    ]
    known = {f"{row.method} {row.path}" for row in rows}
    for api, document in specs.items():
        for _method, _path, operation in operations(document):
            replacement = operation.get("x-replaced-by")
            if replacement is not None and replacement not in known:
                raise SpecError(f"{api}.{operation['operationId']}: x-replaced-by names no operation: {replacement!r}")
    return sorted(rows)


def render(rows: list[Operation]) -> str:
    """The source text of the table."""
    entries = "".join(f"{row.id!r}: {_constructor(row)},\n" for row in rows)
    return f"{_HEAD}\n\nOPERATIONS: Final[Mapping[str, Operation]] = MappingProxyType({{\n{entries}}})\n"


_HEAD = '''"""Every operation of every API: where it is, and what the specs say of its deprecation and sunset."""

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from attrs import frozen


@frozen
class Operation:
    """One operation of a provider's API.

    Attributes:
        id: The API and the operationId, such as "apexverify.get_batch_status".
        method: The HTTP method, in upper case.
        path: The path template, below the API's base URL.
        deprecated: Whether the spec calls it deprecated.
        deprecated_at: Since when, in UTC, if the spec says so.
        sunset_at: From when on it may stop answering, in UTC, if the spec says so.
        replacement: The method and path, or the name, of what to use instead.
        docs_url: Where the replacement is documented.
    """

    id: str
    method: str
    path: str
    deprecated: bool = False
    deprecated_at: datetime.datetime | None = None
    sunset_at: datetime.datetime | None = None
    replacement: str | None = None
    docs_url: str | None = None
'''


def row_of(api: str, method: str, path: str, operation: Document) -> Operation:
    """The row of one operation.

    Raises:
        SpecError: it has no name, or a date that cannot be read.
    """
    if "operationId" not in operation:
        raise SpecError(f"{api}: {method} {path} has no operationId")
    name = f"{api}.{operation['operationId']}"
    description = " ".join(str(operation.get("description", "")).split())
    said = _REPLACEMENT.search(description)
    return Operation(
        id=name,
        method=method,
        path=path,
        deprecated=bool(operation.get("deprecated", False)),
        deprecated_at=_extension_date(name, "x-deprecated-at", operation),
        sunset_at=_extension_date(name, "x-sunset", operation) or _described_sunset(name, description),
        replacement=operation.get("x-replaced-by") or (said["name"] if said else None),
        docs_url=said["url"] if said else None,
    )


def _extension_date(name: str, key: str, operation: Document) -> datetime.datetime | None:
    value = operation.get(key)
    return None if value is None else _utc(name, key, str(value))


def _described_sunset(name: str, description: str) -> datetime.datetime | None:
    said = _SUNSET.search(description)
    if said is None:
        if re.search(r"\bsunset:", description, re.IGNORECASE):
            raise SpecError(f'{name}: the description says "Sunset:" without a date')
        return None
    return _utc(name, 'the description\'s "Sunset:"', said["date"].strip())


def _utc(name: str, where: str, text: str) -> datetime.datetime:
    """A whole date, with or without a time; a date alone is 00:00 UTC of that day."""
    date = read_date(text)
    if date is None:
        raise SpecError(f"{name}: {where} is no whole date: {text!r}")
    return date


def _constructor(row: Operation) -> str:
    parts = [repr(row.id), repr(row.method), repr(row.path)]
    for field in Operation._fields[3:]:
        value = getattr(row, field)
        if isinstance(value, datetime.datetime):
            moment = ", ".join(str(part) for part in value.timetuple()[:6])
            parts.append(f"{field}=datetime.datetime({moment}, tzinfo=datetime.UTC)")
        elif value:
            parts.append(f"{field}={value!r}")
    return f"Operation({', '.join(parts)})"
