"""Compare two documents of one API: which operation has become which, how it is called, until when it lives."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from attrs import frozen

from scripts.operations import Operation
from scripts.specdiff.kinds import Change, Direction, change
from scripts.specdiff.lifecycles import lifecycle
from scripts.specdiff.nodes import Node, alternatives, named_schemas, root
from scripts.specdiff.normal import WORDS, entry, normalised
from scripts.specdiff.schemas import Pair, Scope, compare_parts, compare_rest, compare_schemas, differing_keys
from scripts.specdiff.security import compare_security
from scripts.specs import METHODS, Document

Names: TypeAlias = Mapping[tuple[str, str], str]
"""What the provider itself calls its operations, by method and path."""


@frozen(eq=False)
class _Found:
    """An operation; `is_hook` if it is the provider that calls it."""

    method: str
    path: str
    node: Node
    is_hook: bool = False

    @property
    def place(self) -> str:
        """How to call it in a sentence."""
        return f"{self.method} {self.path}"

    @property
    def template(self) -> tuple[str, str]:
        """Its method, and its path whatever the parameters are called."""
        return self.method, re.sub(r"\{[^}]*\}", "{}", self.path)


def compare_documents(
    api: str,
    old: Document,
    new: Document,
    *,
    today: datetime.datetime,
    names: tuple[Names, Names] = ({}, {}),
) -> Iterator[Change]:
    """What is different for who calls the API.

    Args:
        api: its name, for the changes.
        old: the document as it was.
        new: the document as it is.
        today: now, in UTC; whether a sunset has passed depends on it.
        names: what the provider calls the operations of both, if the documents have other names.
    """
    answers = Scope(api, Direction.ANSWER)
    requests = answers.towards(Direction.REQUEST)
    first, second = root(normalised(old)), root(normalised(new))
    yield from _compare_head(api, first, second)
    pairs, gone, come = _paired(list(_operations(first)), list(_operations(second)), names)
    for one in gone:
        yield _removed(api, one, today)
    for other in come:
        kind = "webhook-added" if other.is_hook else "operation-added"
        yield change(kind, api, other.place, pointer=other.node.pointer)
    for one, other in pairs:
        if not one.is_hook:
            yield from _compare_names(api, one, other)
            yield from compare_security(api, one.place, one.node, other.node)
        scope = answers if one.is_hook else requests
        yield from compare_parts(scope, "operation", one.node, other.node, one.place)
    yield from _compare_classes(answers, first.document, second.document, answers.pairs)


def _operations(document: Node) -> Iterator[_Found]:
    """What is called, and what the provider calls: webhooks, and callbacks of what is called."""
    for key, what in (("paths", ""), ("webhooks", "webhook ")):
        for path, item in document.named(key).items():
            for method in sorted(METHODS & item.entries().keys()):
                found = _Found(method.upper(), f"{what}{path}", item.child(method), bool(what))
                yield found
                for name, callback in found.node.named("callbacks").items():
                    for url, inner in callback.entries().items():
                        for verb in sorted(METHODS & inner.entries().keys()):
                            called = f"callback {name} {url} of {found.place}"
                            yield _Found(verb.upper(), called, inner.child(verb), True)


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


def _paired(
    before: list[_Found], after: list[_Found], names: tuple[Names, Names]
) -> tuple[list[tuple[_Found, _Found]], list[_Found], list[_Found]]:
    """Which operation has become which: by its method and path, else by its name."""
    gone, come = list(before), list(after)
    pairs: list[tuple[_Found, _Found]] = []

    def called(found: _Found, by_provider: Names) -> set[Any]:
        return {found.node.get("operationId"), by_provider.get((found.method, found.path))} - {None}

    tests: tuple[Callable[[_Found, _Found], bool], ...] = (
        lambda one, other: one.place == other.place,
        lambda one, other: one.template == other.template,
        lambda one, other: bool(called(one, names[0]) & called(other, names[1])) and one.is_hook == other.is_hook,
    )
    for test in tests:
        for one in list(gone):
            match = next((other for other in come if test(one, other)), None)
            if match is not None:
                pairs.append((one, match))
                gone.remove(one)
                come.remove(match)
    return pairs, gone, come


def _removed(api: str, one: _Found, today: datetime.datetime) -> Change:
    row = lifecycle(one.place, one.node.value)
    sunset = row.sunset_at if isinstance(row, Operation) else None
    if one.is_hook or sunset is None:
        return change(
            "webhook-removed" if one.is_hook else "operation-removed", api, one.place, pointer=one.node.pointer
        )
    when, verb = ("before", "is") if today < sunset else ("after", "was")
    words = f"the operation is gone; its sunset {verb} {sunset.date()}"
    return change(f"operation-removed-{when}-sunset", api, one.place, words, pointer=one.node.pointer)


def _compare_names(api: str, one: _Found, other: _Found) -> Iterator[Change]:
    """How an operation is called, by whom it calls it and by the generated code."""
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


def _compare_classes(scope: Scope, old: Document, new: Document, pairs: set[Pair]) -> Iterator[Change]:
    """The schemas by name: classes are generated also for those that no operation uses."""
    compared, met = ({pair[index] for pair in pairs} for index in (0, 1))
    before, after = named_schemas(old), named_schemas(new)
    names_before, names_after = (
        {name: called for name, node in each.items() for called in _class_names(node)} for each in (before, after)
    )
    for name in sorted(before.keys() & after.keys()):
        if before[name].pointer not in compared:
            yield from compare_schemas(scope, before[name], after[name], name)
    for name in sorted(names_before.keys() - after.keys()):
        if before[name].pointer not in compared and names_before[name] not in names_after.values():
            yield scope.change("class-removed", before[name], name, f"the class {names_before[name]} is gone", name)
    for name in sorted(names_after.keys() - before.keys()):
        if after[name].pointer not in met and names_after[name] not in names_before.values():
            yield scope.change("class-added", after[name], name, f"a new class {names_after[name]}", name)


def _class_names(node: Node) -> list[str]:
    found, _nullable = alternatives(node)
    if len(found) != 1 or not found[0].has_class:
        return []
    return [found[0].class_name] if found[0].class_name else []
