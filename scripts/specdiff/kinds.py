"""The kinds of change and how much each matters: a table. `docs/spec-changes.md` shows it to people."""

import enum
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from attrs import evolve, frozen


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


class Direction(enum.Enum):
    """Who sends what has changed: a new field in an answer is a gift, a new required one in a request is not."""

    ANSWER = "answer"
    REQUEST = "request"

    @property
    def other(self) -> "Direction":
        """What comes back."""
        return Direction.REQUEST if self is Direction.ANSWER else Direction.ANSWER


@frozen
class Kind:
    """How severe a kind of change is in what the provider sends and in what the user sends, and what it means."""

    answer: Severity
    request: Severity
    meaning: str


_I, _W, _B = Severity.INFO, Severity.WARNING, Severity.BREAKING

KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "api-added": Kind(_I, _I, "a new folder in specs/"),
        "api-removed": Kind(_B, _B, "a folder of specs/ is gone"),
        "server-changed": Kind(_B, _B, "requests go to another base URL"),
        "version-changed": Kind(_I, _I, "the document's title or version is another one"),
        "operation-added": Kind(_I, _I, "a new operation"),
        "operation-removed": Kind(_B, _B, "an operation is gone, and no sunset was announced"),
        "operation-removed-before-sunset": Kind(_B, _B, "an operation is gone before its sunset"),
        "operation-removed-after-sunset": Kind(_W, _W, "an operation is gone after its sunset, as announced"),
        "operation-moved": Kind(_B, _B, "the same operation has another method or path"),
        "operation-renamed": Kind(_B, _B, "another operationId: the generated module has another name"),
        "operation-regrouped": Kind(_B, _B, "another first tag: the generated module is in another package"),
        "deprecated": Kind(_W, _W, "an operation, a parameter or a field is deprecated now"),
        "deprecation-withdrawn": Kind(_I, _I, "it is not deprecated any more"),
        "deprecation-date-changed": Kind(_I, _I, "the date of the deprecation was set, moved or removed"),
        "sunset-set": Kind(_W, _W, "a sunset was announced"),
        "sunset-moved-earlier": Kind(_B, _B, "the sunset comes earlier than announced"),
        "sunset-moved-later": Kind(_I, _I, "the sunset comes later than announced"),
        "sunset-removed": Kind(_W, _W, "the announced sunset has no date any more"),
        "replacement-changed": Kind(_I, _I, "what to use instead was named, or is something else"),
        "lifecycle-unreadable": Kind(
            _B, _B, "a date of deprecation or sunset cannot be read; an operation's makes the generation fail"
        ),
        "security-added": Kind(_B, _B, "a key is needed where none was"),
        "security-changed": Kind(_B, _B, "the key that was sent is not what is asked for any more"),
        "security-removed": Kind(_W, _W, "no key is needed any more, or the document forgot it"),
        "security-alternative-added": Kind(_I, _I, "another kind of key is accepted too"),
        "webhook-added": Kind(_I, _I, "another request that the provider sends: a webhook or a callback"),
        "webhook-removed": Kind(_B, _B, "a request that the provider sent is gone: a webhook or a callback"),
        "parameter-added": Kind(_I, _I, "a new optional parameter"),
        "required-parameter-added": Kind(_B, _B, "a new parameter that must be sent"),
        "parameter-removed": Kind(_B, _B, "a parameter is gone, and so is the generated function's argument"),
        "parameter-renamed": Kind(_B, _B, "a path parameter has another name, and so has the argument"),
        "parameter-became-required": Kind(_B, _B, "a parameter must be sent now"),
        "parameter-became-optional": Kind(_I, _I, "a parameter may be left out now"),
        "parameter-encoding-changed": Kind(_B, _B, "a parameter is written into the request in another way"),
        "body-added": Kind(_I, _I, "an optional body may be sent now"),
        "required-body-added": Kind(_B, _B, "a body must be sent where none was taken"),
        "body-removed": Kind(_B, _B, "no body is taken any more"),
        "body-became-required": Kind(_B, _B, "the body must be sent now"),
        "body-became-optional": Kind(_I, _I, "the body may be left out now"),
        "media-type-added": Kind(_I, _I, "another content type"),
        "media-type-removed": Kind(_B, _B, "a content type is gone"),
        "success-added": Kind(_W, _W, "another status code for success"),
        "success-removed": Kind(_B, _B, "a status code for success is gone"),
        "error-added": Kind(_I, _I, "another documented status code for a failure"),
        "error-removed": Kind(_I, _I, "a status code for a failure is not documented any more"),
        "error-code-added": Kind(_I, _I, "another code in the body of a failure"),
        "error-code-removed": Kind(_W, _W, "a code in the body of a failure is gone; code may wait for it"),
        "header-added": Kind(_I, _I, "another header in an answer"),
        "header-removed": Kind(_W, _W, "a header of an answer is gone"),
        "header-became-optional": Kind(_W, _W, "a header of an answer may be absent now"),
        "header-became-required": Kind(_I, _I, "a header of an answer is always there now"),
        "field-added": Kind(_I, _I, "a new field; in a request it is optional"),
        "required-field-added": Kind(_I, _B, "a new field that is always there, or must be sent"),
        "field-removed": Kind(_B, _B, "a field is gone, and so is the attribute"),
        "field-became-required": Kind(_I, _B, "a field is always there now, or must be sent"),
        "field-became-optional": Kind(_B, _I, "a field may be absent now"),
        "became-read-only": Kind(_I, _W, "only the provider sends the field now"),
        "no-longer-read-only": Kind(_I, _I, "the field may be sent to the provider, too"),
        "became-write-only": Kind(_B, _I, "the field is not answered any more"),
        "no-longer-write-only": Kind(_I, _I, "the field is answered, too"),
        "became-nullable": Kind(_B, _I, "a value may be null now"),
        "became-not-nullable": Kind(_I, _B, "a value may not be null any more"),
        "type-changed": Kind(_B, _B, "another type"),
        "type-widened": Kind(_B, _I, "more types than before"),
        "type-narrowed": Kind(_I, _B, "fewer types than before"),
        "format-changed": Kind(_B, _B, "a format for which the clients have a type of their own came, went or changed"),
        "format-hint-changed": Kind(_I, _I, "another format, which changes no type"),
        "default-changed": Kind(_W, _W, "what an absent value means was said, changed or is not said any more"),
        "enum-set": Kind(_W, _B, "any value was possible, now there is a list"),
        "enum-lifted": Kind(_B, _B, "there was a list of values, and a class for it; now any value is possible"),
        "enum-value-added": Kind(_W, _I, "another value"),
        "enum-value-removed": Kind(_B, _B, "a value is gone, and so is the enum's member"),
        "extensible-value-added": Kind(_I, _I, "another value that is known, where others are possible"),
        "extensible-value-removed": Kind(_W, _B, "a value that was known is gone, where others are possible"),
        "const-set": Kind(_I, _B, "any value was possible, now only one"),
        "const-lifted": Kind(_B, _I, "only one value was possible, now any"),
        "const-changed": Kind(_B, _B, "the only value that is possible is another one"),
        "variant-added": Kind(_W, _I, "another variant of a union"),
        "variant-removed": Kind(_B, _B, "a variant of a union is gone, and so is its class"),
        "variant-unnamed": Kind(_W, _W, "a variant without a title: its class is named by a number"),
        "discriminator-changed": Kind(_B, _B, "another field, or other values, tell the variants of a union apart"),
        "limit-tightened": Kind(_I, _B, "a limit that refuses more than before"),
        "limit-loosened": Kind(_I, _I, "a limit that refuses less than before"),
        "limit-changed": Kind(_I, _W, "a limit that cannot be compared with the one before"),
        "condition-set": Kind(_I, _B, "what is allowed depends on the value (if, then, else, not, dependentSchemas)"),
        "condition-lifted": Kind(_W, _I, "what is allowed does not depend on the value any more"),
        "condition-changed": Kind(_W, _W, "what is allowed depends on the value in another way"),
        "dependency-set": Kind(_I, _B, "a field that must be there where another one is"),
        "dependency-lifted": Kind(_W, _I, "a field need not be there where another one is any more"),
        "pattern-fields-set": Kind(_I, _B, "fields whose names fit a pattern have a schema now"),
        "pattern-fields-lifted": Kind(_W, _I, "fields whose names fit a pattern have no schema any more"),
        "field-names-set": Kind(_I, _B, "the names of fields have a schema now"),
        "field-names-lifted": Kind(_W, _I, "the names of fields have no schema any more"),
        "positions-set": Kind(_I, _B, "an entry of a list has a schema of its own by its position (prefixItems)"),
        "positions-lifted": Kind(_W, _I, "an entry of a list has no schema of its own any more"),
        "contains-set": Kind(_I, _B, "a list must contain certain entries now"),
        "contains-lifted": Kind(_W, _I, "a list need not contain certain entries any more"),
        "unevaluated-set": Kind(_I, _B, "fields or entries that nothing else describes are forbidden or have a schema"),
        "unevaluated-lifted": Kind(_W, _I, "fields or entries that nothing else describes may be anything now"),
        "content-changed": Kind(_W, _W, "a text holds something else (contentMediaType, -Encoding, -Schema)"),
        "extra-fields-forbidden": Kind(_B, _B, "fields without a name are dropped now"),
        "extra-fields-allowed": Kind(_I, _I, "fields without a name are kept now"),
        "class-added": Kind(_I, _I, "another generated class"),
        "class-removed": Kind(_B, _B, "a generated class is gone"),
        "class-renamed": Kind(_B, _B, "a generated class has another name"),
        "status-added": Kind(_W, _W, "a new status of a job: until it has a row in the state table it is unknown"),
        "status-removed": Kind(_B, _B, "a status of a job is gone; its row in the state table goes too"),
        "status-list-lost": Kind(_B, _B, "the schema that lists the statuses is gone; scripts/states.py names it"),
        "prose-status-added": Kind(_W, _W, "a description lists another status; the overlay may need it"),
        "prose-status-removed": Kind(_W, _W, "a description does not list a status any more"),
        "other-change": Kind(_W, _W, "something else than words changed, for which there is no kind"),
        "description-changed": Kind(_I, _I, "words, examples or extensions for tools"),
        "overlay-broken": Kind(_B, _B, "the overlay does not fit the document any more; generation fails"),
        "hidden-by-overlay": Kind(_W, _W, "the document changed where the overlay replaces it: is that still right?"),
        "generation-fails": Kind(_B, _B, "the clients cannot be generated"),
        "python-removed": Kind(_B, _B, "a public name is gone"),
        "python-signature": Kind(_B, _B, "a call that was right is not any more"),
        "python-type": Kind(_B, _B, "a public name is something else now"),
        "python-value": Kind(_W, _W, "an argument that is left out has another value"),
    }
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
    direction: Direction = Direction.ANSWER,
) -> Change:
    """A change of a kind, as severe as the table says; without a message, what the kind means."""
    row = KINDS[kind]
    severity = row.answer if direction is Direction.ANSWER else row.request
    return Change(kind, severity, api, place, subject, message or row.meaning, pointer)


def without_repetition(changes: Iterable[Change]) -> list[Change]:
    """Changes once each, the most severe first; what is used in requests and answers counts as the worse of the two."""
    merged: dict[tuple[str, str, str, str], Change] = {}
    for each in changes:
        key = (each.kind, each.api, each.place, each.message)
        known = merged.setdefault(key, each)
        if each.severity > known.severity:
            merged[key] = evolve(known, severity=each.severity)
    return sorted(merged.values(), key=lambda each: (each.api, -each.severity, each.place, each.kind, each.message))
