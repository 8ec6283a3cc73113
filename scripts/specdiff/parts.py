"""What operations and schemas consist of, and the kinds of change of each part: tables, which `schemas` reads."""

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from scripts.specdiff.nodes import Node


class Part(NamedTuple):
    """What stands under a key, one or several."""

    sort: str
    """Its key in `PARTS` and `VALUES`."""
    come: str
    """The kind of one that has come; `{needed}` is "required-" if it has to be sent, `{outcome}` what a code means."""
    gone: str
    """The kind of one that is gone."""
    place: str = " {key}"
    """How it is called, after that in which it stands."""
    entries: Callable[[Node, str], Mapping[str, Node]] = Node.named
    """What finds them in that in which they stand."""
    is_answer: bool = False
    """Whether it is sent the other way."""


def _one(node: Node, key: str) -> Mapping[str, Node]:
    return {} if node.get(key) is None else {key: node.child(key)}


def _any_case(node: Node, key: str) -> Mapping[str, Node]:
    return {name.lower(): each for name, each in node.named(key).items()}


def _parameters(operation: Node, key: str) -> Mapping[str, Node]:
    """By place and name, those of the path by their place in it; an operation's own come before those of the path."""
    in_path = re.findall(r"\{([^}]*)\}", operation.pointer[1])
    nodes = list(operation.named(key).values())
    left = [name for name in in_path if name not in [node.get("name") for node in nodes]]
    found: dict[str, Node] = {}
    for node in nodes:
        where, name = str(node.get("in")), str(node.get("name"))
        if where == "path" and name not in in_path and left:
            name = left.pop(0)  # the path calls it otherwise
        found.setdefault(f"{where} {in_path.index(name) if where == 'path' and name in in_path else name}", node)
    return found


def _schemas(what: str, entries: Callable[[Node, str], Mapping[str, Node]] = _one) -> Part:
    return Part("schema", f"{what}-set", f"{what}-lifted", "[{key}]", entries)


_CONTENT: Final = {"content": Part("media", "media-type-added", "media-type-removed", "")}
PARTS: Final[Mapping[str, Mapping[str, Part]]] = {
    "operation": {
        "parameters": Part("parameter", "{needed}parameter-added", "parameter-removed", " {where} {name}", _parameters),
        "requestBody": Part("body", "{needed}body-added", "body-removed", " body", _one),
        "responses": Part("response", "{outcome}-added", "{outcome}-removed", is_answer=True),
    },
    "parameter": _CONTENT,
    "header": _CONTENT,
    "body": _CONTENT,
    "response": {**_CONTENT, "headers": Part("header", "header-added", "header-removed", entries=_any_case)},
    "media": {},
    "schema": {
        "patternProperties": _schemas("pattern-fields", Node.named),
        "prefixItems": _schemas("positions", Node.named),
        "contains": _schemas("contains"),
        "propertyNames": _schemas("field-names"),
        "unevaluatedItems": _schemas("unevaluated"),
        "unevaluatedProperties": _schemas("unevaluated"),
    },
}

LIMITS: Final[Mapping[str, int]] = {
    **dict.fromkeys(("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains"), 1),
    **dict.fromkeys(("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains"), -1),
    **dict.fromkeys(("uniqueItems", "pattern", "multipleOf"), 0),
}
"""Whether a greater value refuses more (1) or less (-1)."""

_CONDITIONS: Final = ("not", "if", "then", "else", "dependentSchemas")
_CONTENTS: Final = ("contentMediaType", "contentEncoding", "contentSchema")
_ENCODINGS: Final = ("style", "explode", "allowReserved", "allowEmptyValue")
VALUES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "operation": {"servers": ("server-changed",) * 3},
    "parameter": {
        "required": ("parameter-became-required", "parameter-became-optional"),
        "name": ("parameter-renamed",) * 3,
        **dict.fromkeys(_ENCODINGS, ("parameter-encoding-changed",) * 3),
    },
    "body": {"required": ("body-became-required", "body-became-optional")},
    "header": {"required": ("header-became-required", "header-became-optional")},
    "schema": {
        **dict.fromkeys(LIMITS, ("limit-tightened", "limit-loosened", "limit-changed")),
        **dict.fromkeys(_CONDITIONS, ("condition-set", "condition-lifted", "condition-changed")),
        **dict.fromkeys(_CONTENTS, ("content-changed",) * 3),
        "default": ("default-changed",) * 3,
        "readOnly": ("became-read-only", "no-longer-read-only"),
        "writeOnly": ("became-write-only", "no-longer-write-only"),
    },
}
"""The kinds of change of a key that comes, that goes, that has another value."""

LISTS: Final[Mapping[str, str]] = {"x-error-codes": "error-code", "x-extensible-enum": "extensible-value"}
"""The kinds of change of what is added to a list and what is removed, without their ends."""

ELSEWHERE: Final[Mapping[str, frozenset[str]]] = {
    "operation": frozenset({"operationId", "tags", "security", "callbacks"}),
    "schema": frozenset({"type", "nullable", "items", "additionalProperties", "properties", "required", "enum"})
    | {"const", "format", "discriminator", "title", "oneOf", "anyOf", "dependentRequired", "$ref"},
}
"""Keys that are compared by functions of their own."""
