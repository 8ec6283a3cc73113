"""Compare what is sent and what is answered: parameters, bodies, status codes, headers. A table and what reads it."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from attrs import frozen

from scripts.specdiff.kinds import Change
from scripts.specdiff.lifecycles import EXTENSIONS, compare_lifecycles
from scripts.specdiff.nodes import Node
from scripts.specdiff.schemas import Scope, compare_rest, compare_schemas, compare_values, differing_keys, said


@frozen
class _Part:
    """What stands under a key, one or several: its sort, its place, who sends it, the kinds of one that comes or goes."""

    sort: str
    entries: Callable[[Node, str], Mapping[str, Node]]
    place: str
    come: Callable[[str, Node], str]
    gone: Callable[[str, Node], str]
    is_answer: bool | None = None


def _one(node: Node, key: str) -> Mapping[str, Node]:
    inner = node.child(key)
    return {} if inner.value is None else {key: inner}


def _any_case(node: Node, key: str) -> Mapping[str, Node]:
    return {name.lower(): each for name, each in node.named(key).items()}


def _parameters(operation: Node, key: str) -> Mapping[str, Node]:
    """By place and name, those of the path by their place in it; an operation's own come before those of the path."""
    in_path = re.findall(r"\{([^}]*)\}", operation.pointer[1])
    found: dict[str, Node] = {}
    for node in operation.children(key):
        where, name = str(node.get("in")), str(node.get("name"))
        is_known = where == "path" and name in in_path
        found.setdefault(f"{where} {in_path.index(name) if is_known else name}", node)
    return found


def _is_required(what: str) -> Callable[[str, Node], str]:
    return lambda _name, node: f"required-{what}-added" if node.get("required") is True else f"{what}-added"


def _by_code(end: str) -> Callable[[str, Node], str]:
    return lambda code, _node: f"success-{end}" if code.startswith("2") else f"error-{end}"


def _always(kind: str) -> Callable[[str, Node], str]:
    return lambda _name, _node: kind


_CONTENT: Final = _Part("media", Node.named, "", _always("media-type-added"), _always("media-type-removed"))
_PARTS: Final[Mapping[str, Mapping[str, _Part]]] = {
    "operation": {
        "parameters": _Part(
            "parameter", _parameters, " {in} {name}", _is_required("parameter"), _always("parameter-removed")
        ),
        "requestBody": _Part("body", _one, " body", _is_required("body"), _always("body-removed")),
        "responses": _Part("response", Node.named, " {key}", _by_code("added"), _by_code("removed"), is_answer=True),
    },
    "parameter": {"content": _CONTENT},
    "header": {"content": _CONTENT},
    "body": {"content": _CONTENT},
    "response": {
        "content": _CONTENT,
        "headers": _Part("header", _any_case, " {key}", _always("header-added"), _always("header-removed")),
    },
}

# The kinds of change of a key that comes, that goes, that has another value.
_VALUES: Final[Mapping[str, Mapping[str, tuple[str, str, str]]]] = {
    "operation": {"servers": ("server-changed",) * 3},
    "parameter": {
        "required": ("parameter-became-required", "parameter-became-optional", ""),
        "name": ("parameter-renamed",) * 3,
        **dict.fromkeys(("style", "explode", "allowReserved", "allowEmptyValue"), ("parameter-encoding-changed",) * 3),
    },
    "body": {"required": ("body-became-required", "body-became-optional", "")},
    "header": {"required": ("header-became-required", "header-became-optional", "")},
}

_ELSEWHERE: Final[Mapping[str, frozenset[str]]] = {
    "operation": frozenset({"operationId", "tags", "security", "callbacks"}),
    "response": frozenset({"x-error-codes"}),
}


def compare_parts(scopes: tuple[Scope, Scope], sort: str, old: Node, new: Node, place: str) -> Iterator[Change]:
    """What is different between two operations, or parts of them, and in all that they hold.

    Args:
        scopes: of what is sent here, and of what is answered.
        sort: what they are: "operation", "parameter", "body", "response", "header" or "media".
        old: it as it was.
        new: it as it is.
        place: how to call it.
    """
    scope, answers = scopes
    differing = differing_keys(old.value, new.value)
    parts, values = _PARTS.get(sort, {}), _VALUES.get(sort, {})
    yield from compare_lifecycles(scope.api, place, old.value, new.value, new)
    for key in sorted(values.keys() & differing):
        kind = values[key][0 if old.get(key) is None else 1 if new.get(key) is None else 2]
        words = f"{key} was {said(old.get(key))} and is {said(new.get(key))}"
        yield scope.change(kind, new, place, "" if key == "required" else words, str(new.get("name") or key))
    yield from compare_values(
        scope, "error-code", old.get("x-error-codes") or (), new.get("x-error-codes") or (), new, place
    )
    for key, part in parts.items():
        inner = (answers, scope) if part.is_answer else scopes
        before, after = part.entries(old, key), part.entries(new, key)
        for name in sorted(before.keys() | after.keys()):
            node = before.get(name) or after[name]
            here = place + part.place.format(key=name, **{word: node.get(word) for word in ("in", "name")})
            subject = str(node.get("name") or name)
            if name not in before:
                yield inner[0].change(part.come(name, node), node, here, f"`{subject}` is new", subject)
            elif name not in after:
                yield inner[0].change(part.gone(name, node), node, here, f"`{subject}` is gone", subject)
            else:
                yield from compare_parts(inner, part.sort, node, after[name], node.place(here) if part.place else here)
    if sort in ("parameter", "header", "media"):
        yield from compare_schemas(scope, old.child("schema"), new.child("schema"), place)
    handled = {"deprecated", "schema", *parts, *values, *EXTENSIONS, *_ELSEWHERE.get(sort, ())}
    yield from compare_rest(scope.api, differing - handled, new, place)
