"""Compare two schemas, in an answer or in a request."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from attrs import field, frozen

from scripts.specdiff.kinds import Change, Direction, change
from scripts.specdiff.nodes import DESCRIPTIVE, Alternative, Node, Shape, alternatives, root, shape

# The formats that become a type of their own in the generated code (openapi-python-client 0.29.1).
TYPED_FORMATS: Final = frozenset({"date-time", "date", "binary", "uuid"})

# Whether a greater value refuses more (1) or less (-1).
_LIMITS: Final = {
    "minimum": 1,
    "exclusiveMinimum": 1,
    "minLength": 1,
    "minItems": 1,
    "minProperties": 1,
    "uniqueItems": 1,
    "maximum": -1,
    "exclusiveMaximum": -1,
    "maxLength": -1,
    "maxItems": -1,
    "maxProperties": -1,
    "pattern": 0,
    "multipleOf": 0,
}
_COMPARED: Final = frozenset(
    {"type", "nullable", "items", "additionalProperties", "enum", "const", "default", "format", "discriminator"}
    | {"title", "$ref", "deprecated", *_LIMITS}
)
_ABSENT: Final = object()


Pair: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""The pointers of two schemas that were compared."""


@frozen(eq=False)
class Scope:
    """Whose schemas are compared.

    Attributes:
        api: The API's name.
        direction: Who sends them.
        seen: What was compared already, because schemas may hold themselves.
        pairs: The same, and the members of unions that were paired: which schema has become which.
    """

    api: str
    direction: Direction
    seen: set[Pair] = field(factory=set)
    pairs: set[Pair] = field(factory=set)

    def change(self, kind: str, at: Node, place: str, message: str, subject: str = "") -> Change:
        """A change of this API, in this direction."""
        return change(kind, self.api, place, message, subject=subject, pointer=at.pointer, direction=self.direction)


def compare_schemas(scope: Scope, old: Node, new: Node, otherwise: str) -> Iterator[Change]:
    """What is different between two schemas.

    Args:
        scope: the API and the direction.
        old: the schema as it was.
        new: the schema as it is.
        otherwise: how to call the place, if the schema is no component.
    """
    pair = (old.pointer, new.pointer)
    if pair in scope.seen:
        return
    scope.seen.add(pair)
    scope.pairs.add(pair)
    place = old.place(otherwise)
    first, second = shape(old), shape(new)
    yield from _compare_keywords(scope, first, second, place)
    before, was_nullable = alternatives(old)
    after, is_nullable = alternatives(new)
    if is_nullable and not was_nullable:
        yield scope.change("became-nullable", new, place, "it can be null now")
    if was_nullable and not is_nullable:
        yield scope.change("became-not-nullable", new, place, "it cannot be null any more")
    tag = _tag_name(first) or _tag_name(second)
    is_union = bool(first.variants or second.variants)
    pairs, gone, come = _matched(before, after, tag)
    for one, other in pairs:
        here = place
        if is_union:
            here = one.shape.node.place(f"{place}[{_called(one, tag)}]")
            pair = (one.shape.node.pointer, other.shape.node.pointer)
            scope.pairs.add(pair)
            if pair in scope.seen and pair != (old.pointer, new.pointer):
                continue
            if one.shape.node is not old or other.shape.node is not new:
                yield from _compare_keywords(scope, one.shape, other.shape, here)
        yield from _compare_alternatives(scope, one, other, here)
    for one in gone:
        kind = "variant-removed" if one.has_class else "type-narrowed"
        called = _called(one, tag)
        yield scope.change(kind, old, place, f"it is never {called} any more", called)
    for other in come:
        kind = "variant-added" if other.has_class else "type-widened"
        called = _called(other, tag)
        yield scope.change(kind, other.shape.node, place, f"it can be {called} now", called)
        if other.type == "object" and other.class_name is None and is_union:
            yield scope.change(
                "variant-unnamed", other.shape.node, place, f"the variant {called} has no title in the overlay", called
            )


def _compare_keywords(scope: Scope, first: Shape, second: Shape, place: str) -> Iterator[Change]:
    """What is said of the schema as a whole, whatever its types are."""
    old, new, at = first.keywords, second.keywords, second.node
    was, now = old.get("default", _ABSENT), new.get("default", _ABSENT)
    if not same(was, now):
        yield scope.change("default-changed", at, place, f"the default was {_said(was)} and is {_said(now)}")
    yield from compare_deprecation(scope.api, bool(old.get("deprecated")), bool(new.get("deprecated")), place, at)
    if not same(_discrimination(old), _discrimination(new)):
        yield scope.change("discriminator-changed", at, place, "variants are told apart in another way")
    others = {
        key
        for key in old.keys() | new.keys()
        if not same(old.get(key, _ABSENT), new.get(key, _ABSENT)) and key not in _COMPARED
    }
    yield from compare_rest(scope.api, others, at, place)


def compare_rest(api: str, keys: set[str], at: Node, place: str) -> Iterator[Change]:
    """Keywords that differ and have no kind of their own: words are no matter, anything else is worth a look."""
    words = sorted(key for key in keys if key in DESCRIPTIVE or key.startswith("x-"))
    others = sorted(keys - set(words))
    if words:
        yield change("description-changed", api, place, f"changed: {', '.join(words)}", pointer=at.pointer)
    for key in others:
        yield change("other-change", api, place, f"`{key}` is different", subject=key, pointer=at.pointer)


def compare_deprecation(api: str, was: bool, now: bool, place: str, at: Node) -> Iterator[Change]:
    """The flag `deprecated`, of an operation, a parameter or a field."""
    if now and not was:
        yield change("deprecated", api, place, "it is deprecated now", pointer=at.pointer)
    if was and not now:
        yield change("deprecation-withdrawn", api, place, "it is not deprecated any more", pointer=at.pointer)


def _compare_alternatives(scope: Scope, one: Alternative, other: Alternative, place: str) -> Iterator[Change]:
    at = other.shape.node
    if one.type != other.type:
        types = f"the type was {one.type or 'any'} and is {other.type or 'any'}"
        if one.type is None or (one.type, other.type) == ("number", "integer"):
            yield scope.change("type-narrowed", at, place, types)
        elif other.type is None or (one.type, other.type) == ("integer", "number"):
            yield scope.change("type-widened", at, place, types)
        else:
            yield scope.change("type-changed", at, place, types)
            return
    if one.has_class and other.has_class and one.class_name != other.class_name:
        names = f"the class was called by {_said(one.class_name)} and is called by {_said(other.class_name)}"
        yield scope.change("class-renamed", at, place, names, str(other.class_name))
    yield from _compare_formats(scope, one, other, place)
    yield from _compare_values(scope, one, other, place)
    yield from _compare_limits(scope, one, other, place)
    if one.type == other.type == "object":
        yield from _compare_fields(scope, one.shape, other.shape, place)
        yield from _compare_extra_fields(scope, one.shape, other.shape, place)
    if one.type == other.type == "array":
        was, now = one.shape.node.child("items"), other.shape.node.child("items")
        yield from compare_schemas(scope, was, now, f"{place}[]")


def _compare_formats(scope: Scope, one: Alternative, other: Alternative, place: str) -> Iterator[Change]:
    was, now = one.shape.keywords.get("format"), other.shape.keywords.get("format")
    if was != now:
        kind = "format-changed" if TYPED_FORMATS & {was, now} else "format-hint-changed"
        yield scope.change(kind, other.shape.node, place, f"the format was {_said(was)} and is {_said(now)}")


def _compare_values(scope: Scope, one: Alternative, other: Alternative, place: str) -> Iterator[Change]:
    was, now, at = one.values, other.values, other.shape.node
    if was is None and now is not None:
        yield scope.change("enum-set", at, place, f"only these are possible now: {', '.join(map(_said, now))}")
    elif was is not None and now is None:
        yield scope.change("enum-lifted", at, place, "the list of possible values is gone")
    elif was is not None and now is not None:
        for value in now:
            if not any(same(value, each) for each in was):
                yield scope.change("enum-value-added", at, place, f"another value: {_said(value)}", str(value))
        for value in was:
            if not any(same(value, each) for each in now):
                yield scope.change("enum-value-removed", at, place, f"{_said(value)} is gone", str(value))


def _compare_limits(scope: Scope, one: Alternative, other: Alternative, place: str) -> Iterator[Change]:
    for name, direction in _LIMITS.items():
        was, now = (_limit(each.shape.keywords, name) for each in (one, other))
        if same(was, now):
            continue
        if was is None:
            kind = "limit-tightened"
        elif now is None:
            kind = "limit-loosened"
        elif direction and isinstance(was, int | float) and isinstance(now, int | float):
            kind = "limit-tightened" if (now - was) * direction > 0 else "limit-loosened"
        else:
            kind = "limit-changed"
        yield scope.change(kind, other.shape.node, place, f"{name} was {_said(was)} and is {_said(now)}", name)


def _limit(keywords: Mapping[str, Any], name: str) -> Any:
    value = keywords.get(name)
    return None if value is False else value


def _compare_fields(scope: Scope, old: Shape, new: Shape, place: str) -> Iterator[Change]:
    for name in sorted(old.properties.keys() - new.properties.keys()):
        yield scope.change("field-removed", old.node, f"{place}.{name}", "the field is gone", name)
    for name in sorted(new.properties.keys() - old.properties.keys()):
        required = name in new.required
        kind, words = ("required-field-added", "required") if required else ("field-added", "optional")
        yield scope.change(kind, new.properties[name], f"{place}.{name}", f"a new {words} field", name)
    for name in sorted(old.properties.keys() & new.properties.keys()):
        here = f"{place}.{name}"
        was, now = name in old.required, name in new.required
        if now and not was:
            yield scope.change("field-became-required", new.node, here, "the field is required now", name)
        if was and not now:
            yield scope.change("field-became-optional", new.node, here, "the field is optional now", name)
        yield from compare_schemas(scope, old.properties[name], new.properties[name], here)
    strays = (old.required ^ new.required) - old.properties.keys() - new.properties.keys()
    for name in sorted(strays):
        yield scope.change("other-change", new.node, place, f"required names {name}, which is no field", name)


def _compare_extra_fields(scope: Scope, old: Shape, new: Shape, place: str) -> Iterator[Change]:
    was, now = (each.keywords.get("additionalProperties", True) for each in (old, new))
    was, now = (True if value == {} else value for value in (was, now))
    if isinstance(was, bool) and was is now:
        return
    if now is False:
        yield scope.change("extra-fields-forbidden", new.node, place, "fields without a name are not kept any more")
    elif was is False:
        yield scope.change("extra-fields-allowed", new.node, place, "fields without a name are kept now")
    else:
        nothing = root({})
        first, second = (
            each.node.child("additionalProperties") if value is not True else nothing
            for each, value in ((old, was), (new, now))
        )
        yield from compare_schemas(scope, first, second, f"{place}.*")


def _tag_name(whole: Shape) -> str | None:
    discriminator = whole.keywords.get("discriminator")
    name = discriminator.get("propertyName") if isinstance(discriminator, dict) else None
    return name if isinstance(name, str) else None


def _discrimination(keywords: Any) -> Any:
    """A discriminator without words."""
    value = keywords.get("discriminator")
    return {key: value[key] for key in ("propertyName", "mapping") if key in value} if isinstance(value, dict) else None


def tags(alternative: Alternative, name: str | None) -> frozenset[str]:
    """The values of the field that tells a variant from the others; of any constant field, if none is named."""
    found: set[str] = set()
    for key, node in alternative.shape.properties.items():
        inner = Alternative(shape(node), None)
        if inner.values and (key == name or (name is None and len(inner.values) == 1)):
            found |= {str(value) for value in inner.values}
    return frozenset(found)


def _called(alternative: Alternative, tag: str | None) -> str:
    return " | ".join(sorted(tags(alternative, tag))) or alternative.name


def _matched(
    before: list[Alternative], after: list[Alternative], tag: str | None
) -> tuple[list[tuple[Alternative, Alternative]], list[Alternative], list[Alternative]]:
    """Which alternative has become which; then those that are gone, and those that have come."""
    if len(before) == len(after) == 1 and not (tag and _are_apart(before[0], after[0], tag)):
        return [(before[0], after[0])], [], []
    gone, come = list(before), list(after)
    pairs: list[tuple[Alternative, Alternative]] = []
    tests: tuple[Callable[[Alternative, Alternative], bool], ...] = (
        lambda one, other: bool(tags(one, tag) & tags(other, tag)),
        lambda one, other: one.shape.node.label is not None and one.shape.node.label == other.shape.node.label,
        lambda one, other: one.has_class and other.has_class and one.class_name == other.class_name is not None,
        lambda one, other: one.type == other.type and same(one.shape.node.value, other.shape.node.value),
        lambda one, other: one.type == other.type and not one.has_class and not other.has_class,
        lambda one, other: one.type == other.type and one.has_class and other.has_class and _are_alike(one, other),
    )
    for test in tests:
        for one in list(gone):
            for other in come:
                if test(one, other) and not _are_apart(one, other, tag):
                    pairs.append((one, other))
                    gone.remove(one)
                    come.remove(other)
                    break
    return pairs, gone, come


def _are_apart(one: Alternative, other: Alternative, tag: str | None) -> bool:
    """Whether the tags of two variants say that they are different ones."""
    first, second = tags(one, tag), tags(other, tag)
    return bool(first and second and not first & second)


def _are_alike(one: Alternative, other: Alternative) -> bool:
    """Whether one has probably become the other: most of the fields, or of the values, are the same."""
    if one.type == "object":
        first, second = set(one.shape.properties), set(other.shape.properties)
    else:
        first, second = set(map(str, one.values or ())), set(map(str, other.values or ()))
    return 2 * len(first & second) >= len(first | second)


def same(one: Any, other: Any) -> bool:
    """Equality of JSON: unlike Python's, 1 is not true."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def _said(value: Any) -> str:
    if value is _ABSENT:
        return "not there"
    return "none" if value is None else f"`{value if isinstance(value, str) else json.dumps(value)}`"
