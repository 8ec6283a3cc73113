"""The kinds of change and how much each matters: the table of docs/spec-changes.md, which people read as well."""

import enum
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from attrs import frozen


class Severity(enum.IntEnum):
    """How much a change matters to code that uses the clients."""

    INFO = 1
    """Nothing has to be done."""
    WARNING = 2
    """Somebody should look: the code goes on, but may meet what it does not know."""
    BREAKING = 3
    """Code that was right is not any more."""

    def __str__(self) -> str:
        return self.name.lower()


class Kind(NamedTuple):
    """How severe a kind of change is in what the provider sends and in what the user sends, and what it means."""

    answer: Severity
    request: Severity
    meaning: str


TABLE: Final = Path(__file__).resolve().parents[2] / "docs" / "spec-changes.md"
_ROWS: Final = re.findall(r"^\| `([a-z-]+)` \| (\w+) \| (\w+) \| (.*) \|$", TABLE.read_text("utf-8"), re.MULTILINE)
KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {name: Kind(Severity[answer.upper()], Severity[request.upper()], said) for name, answer, request, said in _ROWS}
)


@frozen
class Change:
    """One change.

    Attributes:
        kind: A key of `KINDS`.
        severity: How much it matters, where it happened.
        api: The folder of specs/; "python" for the public names.
        place: What has changed: an operation, or a schema and the way into it.
        subject: The name or value that the change is about, for programs.
        message: One sentence for people.
        pointer: Where it is in the document (or was, if it is gone).
        operations: The operations that it concerns, such as "GET /v1/batch/{batch_uuid}".
        file: The file to look at, relative to the project.
        line: The line in it, from 1.
    """

    kind: str
    severity: Severity
    api: str
    place: str
    subject: str
    message: str
    pointer: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()
    file: str | None = None
    line: int | None = None


def change(
    kind: str,
    api: str,
    place: str,
    message: str = "",
    *,
    subject: str = "",
    pointer: tuple[str, ...] = (),
    is_answer: bool = True,
) -> Change:
    """A change of a kind, as severe as the table says; without a message, what the kind means."""
    row = KINDS[kind]
    return Change(kind, row.answer if is_answer else row.request, api, place, subject, message or row.meaning, pointer)


def without_repetition(changes: Iterable[Change]) -> list[Change]:
    """Changes once each, the most severe first; what is used in requests and answers counts as the worse of the two."""
    merged: dict[tuple[str, str, str, str], Change] = {}
    for each in sorted(changes, key=lambda each: -each.severity):
        merged.setdefault((each.kind, each.api, each.place, each.message), each)
    return sorted(merged.values(), key=lambda each: (each.api, -each.severity, each.place, each.kind, each.message))
