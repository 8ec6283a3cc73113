"""Compare two documents of one API: which operation has become which, how it is called, until when it lives."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from attrs import evolve

from scripts.operations import Operation
from scripts.specdiff.kinds import Change, change
from scripts.specdiff.lifecycles import lifecycle
from scripts.specdiff.nodes import Node, alternatives, named_schemas, root
from scripts.specdiff.normal import WORDS, entry, normalised
from scripts.specdiff.schemas import Scope, compare_parts, compare_rest, compare_schemas, differing_keys, paired
from scripts.specdiff.security import compare_security
from scripts.specs import METHODS, Document

Names: TypeAlias = Mapping[tuple[str, str], str]
"""What the provider itself calls its operations, by method and path."""


class _Found(NamedTuple):
    """An operation; `is_hook` if it is the provider that calls it."""

    method: str
    path: str
    node: Node
    is_hook: bool

    @property
    def place(self) -> str:
        """How to call it in a sentence."""
        return f"{self.method} {self.path}"

    @property
    def template(self) -> str:
        """The same, whatever the parameters of the path are called."""
        return re.sub(r"\{[^}]*\}", "{}", self.place)


def compare_documents(
    api: str, old: Document, new: Document, *, today: datetime.datetime, names: tuple[Names, Names] = ({}, {})
) -> Iterator[Change]:
    """What is different for who calls the API.

    Args:
        api: its name, for the changes.
        old: the document as it was.
        new: the document as it is.
        today: now, in UTC; whether a sunset has passed depends on it.
        names: what the provider calls the operations of both, if the documents have other names.
    """
    answers = Scope(api, is_answer=True)
    first, second = root(normalised(old)), root(normalised(new))
    yield from _compare_head(api, first, second)

    def called(found: _Found, by_provider: Names) -> set[Any]:
        return {found.node.get("operationId"), by_provider.get((found.method, found.path))} - {None}

    tests: tuple[Callable[[_Found, _Found], bool], ...] = (
        lambda one, other: one.place == other.place,
        lambda one, other: one.template == other.template,
        lambda one, other: bool(called(one, names[0]) & called(other, names[1])) and one.is_hook == other.is_hook,
    )
    pairs, gone, come = paired(_operations(first), _operations(second), tests)
    for one in gone:
        kind, words = ("webhook-removed", "") if one.is_hook else _removed(one, today)
        yield change(kind, api, one.place, words, pointer=one.node.pointer)
    for other in come:
        kind = "webhook-added" if other.is_hook else "operation-added"
        yield change(kind, api, other.place, pointer=other.node.pointer)
    for one, other in pairs:
        if not one.is_hook:
            yield from _compare_heads(api, one, other)
        scope = evolve(answers, is_answer=one.is_hook)
        yield from compare_parts(scope, "operation", one.node, other.node, one.place)
    yield from _compare_classes(answers, first.document, second.document)


def _operations(document: Node) -> Iterator[_Found]:
    """What is called, and what the provider calls: webhooks, and callbacks of either."""
    for key, what in (("paths", ""), ("webhooks", "webhook ")):
        for found in _listed(document.child(key), what, "", bool(what)):
            yield found
            for name, callback in found.node.named("callbacks").items():
                yield from _listed(callback, f"callback {name} ", f" of {found.place}", True)


def _listed(items: Node, before: str, after: str, is_hook: bool) -> Iterator[_Found]:
    for path, item in items.entries().items():
        for method in sorted(METHODS & item.entries().keys()):
            yield _Found(method.upper(), f"{before}{path}{after}", item.child(method), is_hook)


_HEAD = frozenset({"openapi", "info", "servers", "security", "paths", "webhooks", "components", "tags"})


def _compare_head(api: str, old: Node, new: Node) -> Iterator[Change]:
    for keys in (("openapi",), ("info", "title"), ("info", "version")):
        was, now = (entry(each.value, *keys) for each in (old, new))
        if was != now:
            yield change("version-changed", api, ".".join(keys), f"was `{was}` and is `{now}`", pointer=keys)
    if differing_keys(old.get("info"), new.get("info")) - {"title", "version"}:
        yield from compare_rest(api, {"description"}, new.child("info"), "info")
    yield from compare_rest(api, differing_keys(old.value, new.value) - _HEAD, new, api)
    was, now = (
        [{**server, **dict.fromkeys(WORDS)} for server in each.get("servers") or [{"url": "/"}]] for each in (old, new)
    )
    if was != now:
        words = " and is ".join(str([server.get("url") for server in servers]) for servers in (was, now))
        yield change("server-changed", api, "servers", f"was {words}", pointer=("servers",))


def _removed(one: _Found, today: datetime.datetime) -> tuple[str, str]:
    row = lifecycle(one.place, one.node.value)
    sunset = row.sunset_at if isinstance(row, Operation) else None
    if sunset is None:
        return "operation-removed", ""
    when, verb = ("before", "is") if today < sunset else ("after", "was")
    return f"operation-removed-{when}-sunset", f"the operation is gone; its sunset {verb} {sunset.date()}"


def _compare_heads(api: str, one: _Found, other: _Found) -> Iterator[Change]:
    """How an operation is called, by whom it calls it and by the generated code; and with what key."""
    place, at = one.place, other.node.pointer
    if one.template != other.template:
        yield change("operation-moved", api, place, f"it is {other.place} now", pointer=at)
    was, now = (each.node.get("operationId") for each in (one, other))
    if was != now:
        words = f"the operationId was `{was}` and is `{now}`"
        yield change("operation-renamed", api, place, words, subject=str(now), pointer=at)
    was, now = ((each.node.get("tags") or ["default"])[0] for each in (one, other))
    if was != now:
        yield change("operation-regrouped", api, place, f"the tag was `{was}` and is `{now}`", pointer=at)
    if found := compare_security(one.node, other.node):
        at = at if other.node.get("security") is not None else ("security",)
        yield change(found[0], api, place, found[1], pointer=at)


def _compare_classes(scope: Scope, old: Document, new: Document) -> Iterator[Change]:
    """The schemas by name: classes are generated also for those that no operation uses."""
    compared, met = ({pair[index] for pair in scope.pairs} for index in (0, 1))
    before, after = named_schemas(old), named_schemas(new)
    was, now = (
        {name: called for name, node in each.items() if (called := _class_name(node))} for each in (before, after)
    )
    for name in sorted(before.keys() & after.keys()):
        if before[name].pointer not in compared:
            yield from compare_schemas(scope, before[name], after[name], name)
    for name in sorted(was.keys() - after.keys()):
        if before[name].pointer not in compared and was[name] not in now.values():
            yield scope.change("class-removed", before[name], name, f"the class {was[name]} is gone", name)
    for name in sorted(now.keys() - before.keys()):
        if after[name].pointer not in met and now[name] not in was.values():
            yield scope.change("class-added", after[name], name, f"a new class {now[name]}", name)


def _class_name(node: Node) -> str | None:
    found, _nullable = alternatives(node)
    return found[0].class_name if len(found) == 1 and found[0].has_class else None
