"""Compare what is sent and what is answered: parameters, bodies, status codes, headers."""

import re
from collections.abc import Iterator

from attrs import frozen

from scripts.specdiff.kinds import Change
from scripts.specdiff.nodes import Node
from scripts.specdiff.schemas import Scope, compare_deprecation, compare_rest, compare_schemas, same


@frozen(eq=False)
class Found:
    """An operation with what its path says for all methods."""

    method: str
    path: str
    node: Node
    item: Node

    @property
    def place(self) -> str:
        """How to call it in a sentence."""
        return f"{self.method} {self.path}"

    @property
    def template(self) -> str:
        """The path whatever its parameters are called."""
        return re.sub(r"\{[^}]*\}", "{}", self.path)


def differing_keys(old: Node, new: Node) -> set[str]:
    """The keys under which two mappings are not the same."""
    keys = {*(old.value or {}), *(new.value or {})}
    return {key for key in keys if not same(old.get(key), new.get(key))}


_PARAMETER_KEYS = frozenset({"name", "in", "required", "schema", "content", "deprecated"})
_ENCODING_KEYS = frozenset({"style", "explode", "allowReserved"})


def compare_parameters(scope: Scope, one: Found, other: Found) -> Iterator[Change]:
    """The parameters of an operation; those of the path are matched by their place in it."""
    old, new = _parameters(one), _parameters(other)
    for was, now in _renamed_in_path(one, other):
        if was in old and now in new:
            place = f"{one.place} path {was[1]}"
            words = f"it is called `{now[1]}` now"
            yield scope.change("parameter-renamed", new[now], place, words, now[1])
            old[now] = old.pop(was)
    for key in sorted(old.keys() - new.keys()):
        yield scope.change("parameter-removed", old[key], _place(one, key), "the parameter is gone", key[1])
    for key in sorted(new.keys() - old.keys()):
        required = new[key].get("required") is True
        kind, words = ("required-parameter-added", "required") if required else ("parameter-added", "optional")
        yield scope.change(kind, new[key], _place(one, key), f"a new {words} parameter", key[1])
    for key in sorted(old.keys() & new.keys()):
        yield from _compare_parameter(scope, old[key], new[key], old[key].place(_place(one, key)))


def _place(found: Found, key: tuple[str, str]) -> str:
    return f"{found.place} {' '.join(key)}"


def _parameters(found: Found) -> dict[tuple[str, str], Node]:
    """By place and name; those of the operation come before those of the path."""
    nodes = [*found.item.children("parameters"), *found.node.children("parameters")]
    return {(str(node.get("in")), _parameter_name(node)): node for node in nodes}


def _parameter_name(node: Node) -> str:
    name = str(node.get("name"))
    return name.lower() if node.get("in") == "header" else name


def _renamed_in_path(one: Found, other: Found) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    if one.template == other.template:
        names = (re.findall(r"\{([^}]*)\}", each.path) for each in (one, other))
        for was, now in zip(*names, strict=True):
            if was != now:
                yield ("path", was), ("path", now)


def _compare_parameter(scope: Scope, old: Node, new: Node, place: str) -> Iterator[Change]:
    was, now = old.get("required") is True, new.get("required") is True
    name = str(new.get("name"))
    if now and not was:
        yield scope.change("parameter-became-required", new, place, "it must be sent now", name)
    if was and not now:
        yield scope.change("parameter-became-optional", new, place, "it may be left out now", name)
    yield from compare_deprecation(scope.api, bool(old.get("deprecated")), bool(new.get("deprecated")), place, new)
    differing = differing_keys(old, new) - _PARAMETER_KEYS
    for key in sorted(differing & _ENCODING_KEYS):
        words = f"{key} was `{old.get(key)}` and is `{new.get(key)}`"
        yield scope.change("parameter-encoding-changed", new, place, words, name)
    yield from compare_rest(scope.api, differing - _ENCODING_KEYS, new, place)
    yield from compare_schemas(scope, _schema(old), _schema(new), place)


def _schema(node: Node) -> Node:
    """The schema of a parameter or a header, which may stand under a content type."""
    content = node.get("content")
    return node.child("content", next(iter(content)), "schema") if content else node.child("schema")


def compare_bodies(scope: Scope, one: Found, other: Found) -> Iterator[Change]:
    """What is sent in the body."""
    old, new, at = one.node.child("requestBody"), other.node.child("requestBody"), other.node
    place = f"{one.place} body"
    if old.value is None and new.value is None:
        return
    if old.value is None:
        kind = "required-body-added" if new.get("required") is True else "body-added"
        yield scope.change(kind, new, place, "it takes a body now")
        return
    if new.value is None:
        yield scope.change("body-removed", at, place, "it takes no body any more")
        return
    was, now = old.get("required") is True, new.get("required") is True
    if now and not was:
        yield scope.change("body-became-required", new, place, "the body must be sent now")
    if was and not now:
        yield scope.change("body-became-optional", new, place, "the body may be left out now")
    yield from compare_rest(scope.api, differing_keys(old, new) - {"required", "content"}, new, place)
    yield from _compare_content(scope, old, new, place)


def _compare_content(scope: Scope, old: Node, new: Node, place: str) -> Iterator[Change]:
    before, after = old.named("content"), new.named("content")
    for name in sorted(before.keys() - after.keys()):
        yield scope.change("media-type-removed", old, place, f"`{name}` is gone", name)
    for name in sorted(after.keys() - before.keys()):
        yield scope.change("media-type-added", after[name], place, f"`{name}` is new", name)
    for name in sorted(before.keys() & after.keys()):
        yield from compare_rest(scope.api, differing_keys(before[name], after[name]) - {"schema"}, after[name], place)
        yield from compare_schemas(scope, before[name].child("schema"), after[name].child("schema"), place)


def compare_answers(scope: Scope, one: Found, other: Found) -> Iterator[Change]:
    """The documented status codes, and what comes with each."""
    old, new = one.node.named("responses"), other.node.named("responses")
    for code in sorted(old.keys() - new.keys()):
        kind = "success-removed" if code.startswith("2") else "error-removed"
        yield scope.change(kind, old[code], one.place, f"{code} is not documented any more", code)
    for code in sorted(new.keys() - old.keys()):
        kind = "success-added" if code.startswith("2") else "error-added"
        yield scope.change(kind, new[code], one.place, f"{code} is new", code)
    for code in sorted(old.keys() & new.keys()):
        was, now = old[code], new[code]
        place = was.place(f"{one.place} {code}")
        yield from _compare_error_codes(scope, was, now, place)
        yield from compare_rest(
            scope.api, differing_keys(was, now) - {"content", "headers", "x-error-codes"}, now, place
        )
        yield from _compare_headers(scope, was, now, place)
        yield from _compare_content(scope, was, now, place)


def _compare_error_codes(scope: Scope, old: Node, new: Node, place: str) -> Iterator[Change]:
    was, now = (list(map(str, node.get("x-error-codes") or ())) for node in (old, new))
    for code in sorted(set(was) - set(now)):
        yield scope.change("error-code-removed", new, place, f"the code `{code}` is gone", code)
    for code in sorted(set(now) - set(was)):
        yield scope.change("error-code-added", new, place, f"the code `{code}` is new", code)


def _compare_headers(scope: Scope, old: Node, new: Node, place: str) -> Iterator[Change]:
    before, after = ({name.lower(): node for name, node in each.named("headers").items()} for each in (old, new))
    for name in sorted(before.keys() - after.keys()):
        yield scope.change("header-removed", new, f"{place} {name}", "the header is gone", name)
    for name in sorted(after.keys() - before.keys()):
        yield scope.change("header-added", after[name], f"{place} {name}", "a new header", name)
    for name in sorted(before.keys() & after.keys()):
        here = before[name].place(f"{place} {name}")
        differing = differing_keys(before[name], after[name]) - {"schema", "content"}
        yield from compare_rest(scope.api, differing, after[name], here)
        yield from compare_schemas(scope, _schema(before[name]), _schema(after[name]), here)
