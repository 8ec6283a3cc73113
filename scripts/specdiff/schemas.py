"""Compare two schemas, in an answer or in a request."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final, TypeAlias

from attrs import evolve, field, frozen

from scripts.specdiff.kinds import Change, Direction, change
from scripts.specdiff.lifecycles import EXTENSIONS, compare_lifecycles
from scripts.specdiff.nodes import Alternative, Node, Shape, alternatives, root, shape
from scripts.specdiff.normal import NOTHING, WORDS, same

# The formats that become a type of their own in the generated code (openapi-python-client 0.29.1).
TYPED_FORMATS: Final = frozenset({"date-time", "date", "binary", "uuid"})

# Whether a greater value refuses more (1) or less (-1).
_LIMITS: Final = {
    **dict.fromkeys(("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains"), 1),
    **dict.fromkeys(("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains"), -1),
    **dict.fromkeys(("uniqueItems", "pattern", "multipleOf"), 0),
}

# The kinds of change of a keyword that comes, that goes, that has another value.
_KEYWORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    **dict.fromkeys(_LIMITS, ("limit-tightened", "limit-loosened", "limit-changed")),
    **dict.fromkeys(
        ("not", "if", "then", "else", "dependentSchemas"), ("condition-set", "condition-lifted", "condition-changed")
    ),
    **dict.fromkeys(("contentMediaType", "contentEncoding", "contentSchema"), ("content-changed",) * 3),
    "default": ("default-changed",) * 3,
    "readOnly": ("became-read-only", "no-longer-read-only", ""),
    "writeOnly": ("became-write-only", "no-longer-write-only", ""),
}

# Keywords that are said of a value whatever its type is, also of a union.
_OF_ANY_TYPE: Final = frozenset({"default", "readOnly", "writeOnly"})

# Keywords that hold schemas, one or several: the kinds of a schema that comes and of one that goes.
_MEMBERS: Final = {
    "patternProperties": ("pattern-fields-set", "pattern-fields-lifted"),
    "prefixItems": ("positions-set", "positions-lifted"),
}
_MEMBER: Final = {
    "contains": ("contains-set", "contains-lifted"),
    "propertyNames": ("field-names-set", "field-names-lifted"),
    "unevaluatedItems": ("unevaluated-set", "unevaluated-lifted"),
    "unevaluatedProperties": ("unevaluated-set", "unevaluated-lifted"),
}

_ELSEWHERE: Final = frozenset(
    {"type", "nullable", "items", "additionalProperties", "enum", "const", "format", "discriminator", "title", "$ref"}
    | {"deprecated", "dependentRequired", "x-extensible-enum", *_KEYWORDS, *_MEMBERS, *_MEMBER, *EXTENSIONS}
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
        pairs: Which schema has become which, whoever sends it.
    """

    api: str
    direction: Direction
    seen: set[tuple[Any, ...]] = field(factory=set)
    pairs: set[Pair] = field(factory=set)

    def change(self, kind: str, at: Node, place: str, message: str = "", subject: str = "") -> Change:
        """A change of this API, in this direction."""
        return change(kind, self.api, place, message, subject=subject, pointer=at.pointer, direction=self.direction)

    def towards(self, direction: Direction) -> "Scope":
        """The same, but who sends."""
        return evolve(self, direction=direction)

    def is_new(self, old: Node, new: Node) -> bool:
        """Whether two schemas have not been compared yet in this direction; they have then."""
        self.pairs.add((old.pointer, new.pointer))
        known = (self.direction, old.pointer, old.beside, new.pointer, new.beside)
        is_new = known not in self.seen
        self.seen.add(known)
        return is_new


def compare_schemas(scope: Scope, old: Node, new: Node, otherwise: str) -> Iterator[Change]:
    """What is different between two schemas.

    Args:
        scope: the API and the direction.
        old: the schema as it was.
        new: the schema as it is.
        otherwise: how to call the place, if the schema is no component.
    """
    if not scope.is_new(old, new):
        return
    place = old.place(otherwise)
    here = otherwise if old.beside or new.beside else place
    first, second = shape(old), shape(new)
    before, was_nullable = alternatives(old)
    after, is_nullable = alternatives(new)
    if is_nullable and not was_nullable:
        yield scope.change("became-nullable", new, here, "it can be null now")
    if was_nullable and not is_nullable:
        yield scope.change("became-not-nullable", new, here, "it cannot be null any more")
    tag = _tag_name(first) or _tag_name(second)
    is_union = bool(first.variants or second.variants)
    pairs, gone, come = _matched(before, after, tag)
    whole = bool(first.variants and second.variants) or (not is_union and any(_retyped(*pair) != _OTHER for pair in pairs))
    yield from _compare_keywords(scope, first, second, here, whole)
    for one, other in pairs:
        inner = place
        if is_union:
            inner = one.shape.node.place(f"{place}[{_called(one, tag)}]")
            is_own = one.shape.node is old and other.shape.node is new
            if not is_own and not scope.is_new(one.shape.node, other.shape.node):
                continue
            yield from _compare_keywords(scope, one.shape, other.shape, inner, _retyped(one, other) != _OTHER)
        yield from _compare_alternatives(scope, one, other, inner)
    for one in gone:
        kind = "variant-removed" if one.has_class else "type-narrowed"
        called = _called(one, tag)
        yield scope.change(kind, old, place, f"it is never {called} any more", called)
    for other in come:
        kind = "variant-added" if other.has_class else "type-widened"
        called = _called(other, tag)
        yield scope.change(kind, other.shape.node, place, f"it can be {called} now", called)
        if other.type == "object" and other.class_name is None and is_union:
            words = f"the variant {called} has no title in the overlay"
            yield scope.change("variant-unnamed", other.shape.node, place, words, called)
    if not same(_discrimination(first, before, after), _discrimination(second, before, after)):
        yield scope.change("discriminator-changed", new, place, "variants are told apart in another way")


def compare_rest(api: str, keys: set[str], at: Node, place: str) -> Iterator[Change]:
    """Keywords that differ and have no kind of their own: words are no matter, anything else is worth a look."""
    words = sorted(key for key in keys if key in WORDS or key.startswith("x-"))
    if words:
        yield change("description-changed", api, place, f"changed: {', '.join(words)}", pointer=at.pointer)
    for key in sorted(keys - set(words)):
        yield change("other-change", api, place, f"`{key}` is different", subject=key, pointer=at.pointer)


def _compare_keywords(scope: Scope, first: Shape, second: Shape, place: str, whole: bool) -> Iterator[Change]:
    """What is said by keywords: all of them, or (if the types are not the same) those that are said of any type."""
    old, new, at = first.keywords, second.keywords, second.node
    differing = differing_keys(old, new)
    yield from compare_lifecycles(scope.api, place, old, new, at)
    for key in sorted(_KEYWORDS.keys() & differing if whole else _OF_ANY_TYPE & differing):
        was, now = old.get(key, _ABSENT), new.get(key, _ABSENT)
        kind = _KEYWORDS[key][0 if was is _ABSENT else 1 if now is _ABSENT else 2]
        if _LIMITS.get(key) and isinstance(was, int | float) and isinstance(now, int | float):
            kind = "limit-tightened" if (now - was) * _LIMITS[key] > 0 else "limit-loosened"
        yield scope.change(kind, at, place, f"{key} was {said(was)} and is {said(now)}", key)
    if whole:
        yield from _compare_formats(scope, old.get("format"), new.get("format"), at, place)
        yield from _compare_values(scope, first, second, place)
        extensible = (each.get("x-extensible-enum") or () for each in (old, new))
        yield from compare_values(scope, "extensible-value", *extensible, at, place)
        yield from _compare_dependencies(scope, old, new, at, place)
        yield from _compare_members(scope, first, second, place)
    yield from compare_rest(scope.api, differing - _ELSEWHERE, at, place)


def differing_keys(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> set[str]:
    """The keys under which two mappings are not the same."""
    old, new = old or {}, new or {}
    return {key for key in {*old, *new} if not same(old.get(key, _ABSENT), new.get(key, _ABSENT))}


def _compare_formats(scope: Scope, was: Any, now: Any, at: Node, place: str) -> Iterator[Change]:
    if was != now:
        kind = "format-changed" if TYPED_FORMATS & {was, now} else "format-hint-changed"
        yield scope.change(kind, at, place, f"the format was {said(was)} and is {said(now)}")


def _compare_values(scope: Scope, first: Shape, second: Shape, place: str) -> Iterator[Change]:
    was, now, at = first.values, second.values, second.node
    is_const = "const" in (second if was is None else first).keywords
    if was is None and now is not None:
        words = f"only these are possible now: {', '.join(map(said, now))}"
        yield scope.change("const-set" if is_const else "enum-set", at, place, words)
    elif was is not None and now is None:
        yield scope.change("const-lifted" if is_const else "enum-lifted", at, place)
    elif is_const and "const" in second.keywords and not same(was, now):
        yield scope.change("const-changed", at, place, f"it was {said(was)} and is {said(now)}")
    else:
        yield from compare_values(scope, "enum-value", was or (), now or (), at, place)


def compare_values(
    scope: Scope, what: str, was: Collection[Any], now: Collection[Any], at: Node, place: str
) -> Iterator[Change]:
    """The entries that a list has not had, and those that it has no more."""
    for value in now:
        if not any(same(value, each) for each in was):
            yield scope.change(f"{what}-added", at, place, f"another value: {said(value)}", str(value))
    for value in was:
        if not any(same(value, each) for each in now):
            yield scope.change(f"{what}-removed", at, place, f"{said(value)} is gone", str(value))


def _compare_dependencies(scope: Scope, old: Mapping[str, Any], new: Mapping[str, Any], at: Node, place: str) -> Iterator[Change]:
    was, now = (
        {(name, str(each)) for name, needed in (keywords.get("dependentRequired") or {}).items() for each in needed}
        for keywords in (old, new)
    )
    for kind, found in (("dependency-set", now - was), ("dependency-lifted", was - now)):
        for name, needed in sorted(found):
            yield scope.change(kind, at, place, f"{needed}, where {name} is there", needed)


def _compare_members(scope: Scope, first: Shape, second: Shape, place: str) -> Iterator[Change]:
    """The schemas of entries and of fields that are not named one by one."""
    for key, kinds in {**_MEMBERS, **_MEMBER}.items():
        old, new = (_members(whole, key) for whole in (first, second))
        for name in sorted(old.keys() | new.keys()):
            here = f"{place}[{name}]"
            if name not in old:
                yield scope.change(kinds[0], new[name], here)
            elif name not in new:
                yield scope.change(kinds[1], old[name], here)
            else:
                yield from compare_schemas(scope, old[name], new[name], here)


def _members(whole: Shape, key: str) -> Mapping[str, Node]:
    if key not in whole.keywords:
        return {}
    return whole.inner(key).entries() if key in _MEMBERS else {key: whole.inner(key)}


# The kind of a type that is neither wider nor narrower than the one before.
_OTHER: Final = "type-changed"


def _retyped(one: Alternative, other: Alternative) -> str | None:
    if one.type == other.type:
        return None
    if one.type is None or (one.type, other.type) == ("number", "integer"):
        return "type-narrowed"
    if other.type is None or (one.type, other.type) == ("integer", "number"):
        return "type-widened"
    return _OTHER


def _compare_alternatives(scope: Scope, one: Alternative, other: Alternative, place: str) -> Iterator[Change]:
    old, new, at = one.shape, other.shape, other.shape.node
    retyped = _retyped(one, other)
    if retyped:
        yield scope.change(retyped, at, place, f"the type was {one.type or 'any'} and is {other.type or 'any'}")
    if retyped != _OTHER and one.has_class and other.has_class and one.class_name != other.class_name:
        names = f"the class was called by {said(one.class_name)} and is called by {said(other.class_name)}"
        yield scope.change("class-renamed", at, place, names, str(other.class_name))
    if one.type == other.type == "object":
        yield from _compare_fields(scope, old, new, place)
        yield from _compare_extra_fields(scope, old, new, place)
    if one.type == other.type == "array":
        yield from compare_schemas(scope, old.inner("items"), new.inner("items"), f"{place}[]")


def _compare_fields(scope: Scope, old: Shape, new: Shape, place: str) -> Iterator[Change]:
    was_needed, is_needed = (_needed(each, scope.direction) for each in (old, new))
    for name in sorted(old.properties.keys() - new.properties.keys()):
        yield scope.change("field-removed", old.node, f"{place}.{name}", "the field is gone", name)
    for name in sorted(new.properties.keys() - old.properties.keys()):
        kind, words = ("required-field-added", "required") if name in is_needed else ("field-added", "optional")
        yield scope.change(kind, new.properties[name], f"{place}.{name}", f"a new {words} field", name)
    for name in sorted(old.properties.keys() & new.properties.keys()):
        here, was, now = f"{place}.{name}", old.properties[name], new.properties[name]
        if name in is_needed - was_needed:
            yield scope.change("field-became-required", new.node, here, "the field is required now", name)
        if name in was_needed - is_needed:
            yield scope.change("field-became-optional", new.node, here, "the field is optional now", name)
        # Who alone sends a field sends it also where the other one is asked for the whole.
        alone = {_sent_only(was), _sent_only(now)}
        sender = alone.pop() if len(alone) == 1 else None
        yield from compare_schemas(scope.towards(sender or scope.direction), was, now, here)
    for name in sorted((old.required ^ new.required) - old.properties.keys() - new.properties.keys()):
        yield scope.change("other-change", new.node, place, f"required names {name}, which is no field", name)


def _needed(whole: Shape, direction: Direction) -> set[str]:
    """The required fields, without those that only the other side sends."""
    sent = {name for name, node in whole.properties.items() if _sent_only(node) in (None, direction)}
    return {*whole.required} & sent


def _sent_only(node: Node) -> Direction | None:
    """Who alone sends a field."""
    keywords = shape(node).keywords
    if keywords.get("readOnly"):
        return Direction.ANSWER
    return Direction.REQUEST if keywords.get("writeOnly") else None


def _compare_extra_fields(scope: Scope, old: Shape, new: Shape, place: str) -> Iterator[Change]:
    was, now = (each.inner("additionalProperties") for each in (old, new))
    if same(was.value, now.value):
        return
    if now.value == NOTHING:
        yield scope.change("extra-fields-forbidden", new.node, place, "fields without a name are not kept any more")
    elif was.value == NOTHING:
        yield scope.change("extra-fields-allowed", new.node, place, "fields without a name are kept now")
    else:
        yield from compare_schemas(scope, was, now, f"{place}.*")


def _tag_name(whole: Shape) -> str | None:
    discriminator = whole.keywords.get("discriminator")
    name = discriminator.get("propertyName") if isinstance(discriminator, dict) else None
    return name if isinstance(name, str) else None


def _discrimination(whole: Shape, *unions: list[Alternative]) -> tuple[str | None, Mapping[str, str | None]]:
    """The field that tells variants apart, and the values that lead to variants of both unions.

    A value that only one of them has a variant for is told with that variant, and one that the variant's name or the
    field itself says need not be mapped.
    """
    tag = _tag_name(whole)
    lasting = set[str | None].intersection(*({each.class_name for each in union} for union in unions))
    mapping: dict[str, str | None] = {}
    for value, reference in ((whole.keywords.get("discriminator") or {}).get("mapping") or {}).items():
        name = str(reference).rpartition("/")[2]
        target = Alternative(shape(root(whole.node.document).child("components", "schemas", name)), None)
        called = target.shape.keywords.get("title") or name
        if called in lasting and value != name and value not in tags(target, tag):
            mapping[value] = called
    return tag, mapping


def tags(alternative: Alternative, name: str | None) -> frozenset[str]:
    """The values of the field that tells a variant from the others; of any constant field, if none is named."""
    found: set[str] = set()
    for key, node in alternative.shape.properties.items():
        values = shape(node).values
        if values and (key == name or (name is None and len(values) == 1)):
            found |= {str(value) for value in values}
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
        first, second = set(map(str, one.shape.values or ())), set(map(str, other.shape.values or ()))
    return 2 * len(first & second) >= len(first | second)


def said(value: Any) -> str:
    """A value of a document in a sentence."""
    if value is _ABSENT:
        return "not there"
    return "none" if value is None else f"`{value if isinstance(value, str) else json.dumps(value)}`"
