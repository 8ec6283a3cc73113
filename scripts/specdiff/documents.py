"""Compare two documents of one API: which operation has become which, how it is called, until when it lives."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from scripts.operations import Operation, row_of
from scripts.specdiff.essence import essence
from scripts.specdiff.exchanges import Found, compare_answers, compare_bodies, compare_parameters, differing_keys
from scripts.specdiff.kinds import Change, Direction, change
from scripts.specdiff.nodes import Alternative, Node, alternatives, named_schemas, root
from scripts.specdiff.schemas import Pair, Scope, compare_deprecation, compare_rest, compare_schemas
from scripts.specdiff.security import compare_security
from scripts.specs import METHODS, Document, SpecError, operations

Names: TypeAlias = Mapping[tuple[str, str], str]
"""What the provider itself calls its operations, by method and path."""


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
    found = list(_compare_documents(api, old, new, today, names))
    yield from found
    if not found and essence(old) != essence(new):
        yield change("other-change", api, api, "something is different for which there is no kind of change")


def _compare_documents(
    api: str, old: Document, new: Document, today: datetime.datetime, names: tuple[Names, Names]
) -> Iterator[Change]:
    answers, requests = Scope(api, Direction.ANSWER), Scope(api, Direction.REQUEST)
    first, second = root(old), root(new)
    yield from _compare_head(api, first, second)
    pairs, gone, come = _paired(_operations(old), _operations(new), names)
    for one in gone:
        yield _removed(api, one, today)
    for other in come:
        yield change("operation-added", api, other.place, "a new operation", pointer=other.node.pointer)
    for one, other in pairs:
        yield from _compare_operations(api, one, other)
        yield from _compare_lifecycles(api, one, other)
        yield from compare_security(api, one, other)
        yield from compare_parameters(requests, one, other)
        yield from compare_bodies(requests, one, other)
        yield from compare_answers(answers, one, other)
    yield from _compare_classes(answers, old, new, answers.pairs | requests.pairs)


def _operations(document: Document) -> list[Found]:
    return [
        Found(method, path, root(document).child("paths", path, method.lower()), root(document).child("paths", path))
        for method, path, _operation in operations(document)
    ]


def _compare_head(api: str, old: Node, new: Node) -> Iterator[Change]:
    for key in ("title", "version"):
        was, now = old.child("info").get(key), new.child("info").get(key)
        if was != now:
            yield change("version-changed", api, f"info.{key}", f"was `{was}` and is `{now}`", pointer=("info", key))
    if differing_keys(old.child("info"), new.child("info")) - {"title", "version"}:
        yield from compare_rest(api, {"description"}, new.child("info"), "info")
    was, now = old.get("openapi"), new.get("openapi")
    if was != now:
        yield change("version-changed", api, "openapi", f"was `{was}` and is `{now}`", pointer=("openapi",))
    others = differing_keys(old, new) - {"openapi", "info", "servers", "security", "paths", "components", "tags"}
    yield from compare_rest(api, others, new, api)
    was, now = ([each.get("url") for each in node.children("servers")] for node in (old, new))
    if was != now:
        yield change("server-changed", api, "servers", f"was {was} and is {now}", pointer=("servers",))


def _paired(
    before: list[Found], after: list[Found], names: tuple[Names, Names]
) -> tuple[list[tuple[Found, Found]], list[Found], list[Found]]:
    """Which operation has become which: by its method and path, else by its name."""
    gone, come = list(before), list(after)
    pairs: list[tuple[Found, Found]] = []

    def called(found: Found, by_provider: Names) -> set[Any]:
        return {found.node.get("operationId"), by_provider.get((found.method, found.path))} - {None}

    for test in (
        lambda one, other: one.place == other.place,
        lambda one, other: (one.method, one.template) == (other.method, other.template),
        lambda one, other: bool(called(one, names[0]) & called(other, names[1])),
    ):
        for one in list(gone):
            match = next((other for other in come if test(one, other)), None)
            if match is not None:
                pairs.append((one, match))
                gone.remove(one)
                come.remove(match)
    return pairs, gone, come


def _removed(api: str, one: Found, today: datetime.datetime) -> Change:
    row = _lifecycle(api, one)
    sunset = row.sunset_at if isinstance(row, Operation) else None
    kind = "operation-removed"
    words = "the operation is gone"
    if sunset is not None:
        kind = "operation-removed-before-sunset" if today < sunset else "operation-removed-after-sunset"
        words = f"the operation is gone; its sunset {'is' if today < sunset else 'was'} {sunset.date()}"
    return change(kind, api, one.place, words, pointer=one.node.pointer)


_OPERATION_KEYS = frozenset(
    {"operationId", "tags", "deprecated", "security", "parameters", "requestBody", "responses"}
    | {"x-sunset", "x-deprecated-at", "x-replaced-by"}
)


def _compare_operations(api: str, one: Found, other: Found) -> Iterator[Change]:
    place, at = one.place, other.node
    if (one.method, one.template) != (other.method, other.template):
        yield change("operation-moved", api, place, f"it is {other.place} now", pointer=at.pointer)
    was, now = (each.node.get("operationId") for each in (one, other))
    if was != now:
        words = f"the operationId was `{was}` and is `{now}`"
        yield change("operation-renamed", api, place, words, subject=str(now), pointer=at.pointer)
    was, now = ((each.node.get("tags") or ["default"])[0] for each in (one, other))
    if was != now:
        yield change("operation-regrouped", api, place, f"the tag was `{was}` and is `{now}`", pointer=at.pointer)
    differing = differing_keys(one.node, other.node) - _OPERATION_KEYS
    beside = differing_keys(one.item, other.item) - METHODS - {"parameters"}
    yield from compare_rest(api, differing | beside, at, place)


def _lifecycle(api: str, found: Found) -> Operation | SpecError:
    try:
        return row_of(api, found.method, found.path, {"operationId": found.place, **found.node.value})
    except SpecError as error:
        return error


def _compare_lifecycles(api: str, one: Found, other: Found) -> Iterator[Change]:
    old, new, place, at = _lifecycle(api, one), _lifecycle(api, other), one.place, other.node
    if isinstance(new, SpecError):
        if not isinstance(old, SpecError) or str(old) != str(new):
            yield change("lifecycle-unreadable", api, place, str(new), pointer=at.pointer)
        return
    if isinstance(old, SpecError):
        return
    yield from compare_deprecation(api, old.deprecated, new.deprecated, place, at)
    for kind, words in _moved_dates(old, new):
        yield change(kind, api, place, words, pointer=at.pointer)
    was, now = ((row.replacement, row.docs_url) for row in (old, new))
    if was != now:
        words = f"the replacement is {' '.join(part for part in now if part) or 'not named any more'}"
        yield change("replacement-changed", api, place, words, pointer=at.pointer)


def _moved_dates(old: Operation, new: Operation) -> Iterator[tuple[str, str]]:
    if old.deprecated_at != new.deprecated_at:
        words = f"the date was {_date(old.deprecated_at)} and is {_date(new.deprecated_at)}"
        yield "deprecation-date-changed", words
    was, now = old.sunset_at, new.sunset_at
    words = f"the sunset was {_date(was)} and is {_date(now)}"
    if was is None and now is not None:
        yield "sunset-set", f"the sunset is {_date(now)}"
    elif was is not None and now is None:
        # What is not deprecated any more has no sunset, and that is told already.
        if new.deprecated or not old.deprecated:
            yield "sunset-removed", f"the sunset was {_date(was)}, and there is no date now"
    elif was is not None and now is not None and was != now:
        yield ("sunset-moved-earlier" if now < was else "sunset-moved-later"), words


def _date(value: datetime.datetime | None) -> str:
    return "no date" if value is None else value.isoformat().removesuffix("T00:00:00+00:00")


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
    whole: Alternative = found[0]
    return [whole.class_name] if whole.class_name else []
