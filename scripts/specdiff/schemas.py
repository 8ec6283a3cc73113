"""Compare operations, schemas and all that they hold, in what is sent and in what is answered."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, TypeVar

from attrs import evolve, field, frozen

from scripts.specdiff.kinds import Change, change
from scripts.specdiff.lifecycles import EXTENSIONS, compare_lifecycles
from scripts.specdiff.nodes import Alternative, Node, alternatives, root
from scripts.specdiff.normal import NOTHING, WORDS, entry, same
from scripts.specdiff.parts import ELSEWHERE, LIMITS, LISTS, PARTS, VALUES

# The formats that become a type of their own in the generated code (openapi-python-client 0.29.1).
TYPED_FORMATS: Final = frozenset({"date-time", "date", "binary", "uuid"})

# Keywords that are said of a value whatever its type is.
_OF_ANY_TYPE: Final = frozenset({"default", "readOnly", "writeOnly"})
_ABSENT: Final = object()
_T = TypeVar("_T")


@frozen(eq=False)
class Scope:
    """Whose schemas are compared."""

    api: str
    is_answer: bool
    """Whether the provider sends them."""
    seen: set[tuple[Any, ...]] = field(factory=set)
    """What was compared already, because schemas may hold themselves."""
    pairs: set[tuple[tuple[str, ...], tuple[str, ...]]] = field(factory=set)
    """Which schema has become which, by their pointers, whoever sends it."""

    def change(self, kind: str, at: Node, place: str, message: str = "", subject: str = "") -> Change:
        """A change of this API, in this direction."""
        return change(kind, self.api, place, message, subject=subject, pointer=at.pointer, is_answer=self.is_answer)

    def is_new(self, old: Node, new: Node) -> bool:
        """Whether two schemas have not been compared yet in this direction; they have then."""
        self.pairs.add((old.pointer, new.pointer))
        known = (self.is_answer, old.pointer, old.beside, new.pointer, new.beside)
        is_new = known not in self.seen
        self.seen.add(known)
        return is_new


def compare_parts(scope: Scope, sort: str, old: Node, new: Node, place: str, *, whole: bool = True) -> Iterator[Change]:
    """What is different between two parts of a sort (a key of `PARTS`), and in what they hold.

    Of schemas of different types, which are not compared as a whole, little can be said.
    """
    differing = differing_keys(old.value, new.value)
    # Only an operation's life is also read out of words: a field may well tell when the sun sets.
    living = {"deprecated", *EXTENSIONS, *(["description"] if sort == "operation" else [])}
    if living & differing:
        life, lives = ({key: each.get(key) for key in living if each.get(key) is not None} for each in (old, new))
        for kind, words in compare_lifecycles(place, life, lives):
            yield scope.change(kind, new, place, words)
    values = VALUES.get(sort, {})
    for key in sorted(values.keys() & differing if whole else _OF_ANY_TYPE & differing):
        was, now = ((each.value or {}).get(key, _ABSENT) for each in (old, new))
        kind = values[key][0 if was is _ABSENT else 1 if now is _ABSENT else 2]
        if LIMITS.get(key) and isinstance(was, int | float) and isinstance(now, int | float):
            kind = "limit-tightened" if (now - was) * LIMITS[key] > 0 else "limit-loosened"
        words = "" if now is True or was is True else f"{key} was {said(was)} and is {said(now)}"
        yield scope.change(kind, new, place, words, str(new.get("name") or key))
    for key, what in LISTS.items():
        yield from _compare_lists(scope, what, old.get(key), new.get(key), new, place)
    for key, part in PARTS[sort].items() if whole else ():
        before, after = part.entries(old, key), part.entries(new, key)
        inner = evolve(scope, is_answer=not scope.is_answer) if part.is_answer else scope
        for name in sorted(before.keys() | after.keys()):
            node = before.get(name) or after[name]
            subject = str(node.get("name") or name) if sort == "operation" else name
            here = place + part.place.format(key=name, where=node.get("in"), name=subject)
            if name not in before or name not in after:
                kind, words = (part.come, "is new") if name in after else (part.gone, "is gone")
                needed = "required-" if node.get("required") is True else ""
                kind = kind.format(needed=needed, outcome="success" if name.startswith("2") else "error")
                yield inner.change(kind, node, here, f"`{subject}` {words}", subject)
            elif part.sort == "schema":
                yield from compare_schemas(inner, node, after[name], here)
            else:
                yield from compare_parts(inner, part.sort, node, after[name], (part.place and node.label) or here)
    if sort in ("parameter", "header", "media"):
        yield from compare_schemas(scope, old.child("schema"), new.child("schema"), place)
        differing.discard("schema")
    handled = {"deprecated", *PARTS[sort], *values, *LISTS, *EXTENSIONS, *ELSEWHERE.get(sort, ())}
    yield from compare_rest(scope.api, differing - handled, new, place)


def differing_keys(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> set[str]:
    """The keys under which two mappings are not the same."""
    old, new = old or {}, new or {}
    return {key for key in {*old, *new} if not same(old.get(key, _ABSENT), new.get(key, _ABSENT))}


def compare_rest(api: str, keys: set[str], at: Node, place: str) -> Iterator[Change]:
    """Keywords that differ and have no kind of their own: words are no matter, anything else is worth a look."""
    words = sorted(key for key in keys if key in WORDS or key.startswith("x-"))
    if words:
        yield change("description-changed", api, place, f"changed: {', '.join(words)}", pointer=at.pointer)
    for key in sorted(keys - set(words)):
        yield change("other-change", api, place, f"`{key}` is different", subject=key, pointer=at.pointer)


def _compare_lists(
    scope: Scope, what: str, was: Iterable[Any] | None, now: Iterable[Any] | None, at: Node, place: str
) -> Iterator[Change]:
    was, now = list(was or ()), list(now or ())
    for value in now:
        if not any(same(value, each) for each in was):
            yield scope.change(f"{what}-added", at, place, f"another value: {said(value)}", str(value))
    for value in was:
        if not any(same(value, each) for each in now):
            yield scope.change(f"{what}-removed", at, place, f"{said(value)} is gone", str(value))


def compare_schemas(scope: Scope, old: Node, new: Node, otherwise: str) -> Iterator[Change]:
    """What is different between two schemas, which are called by their component, or otherwise by their place."""
    senders = _senders(old) | _senders(new)
    if len(senders) == 1:
        scope = evolve(scope, is_answer=True in senders)
    if not scope.is_new(old, new):
        return
    place = old.label or otherwise
    here = otherwise if old.beside or new.beside else place
    before, was_nullable = alternatives(old)
    after, is_nullable = alternatives(new)
    if is_nullable and not was_nullable:
        yield scope.change("became-nullable", new, here, "it can be null now")
    if was_nullable and not is_nullable:
        yield scope.change("became-not-nullable", new, here, "it cannot be null any more")
    tag = _tag_name(old) or _tag_name(new)
    is_union = bool(old.variants or new.variants)
    pairs, gone, come = _matched(before, after, tag)
    fits = not is_union and any(_retyped(*pair) != _OTHER for pair in pairs)
    yield from _compare_said(scope, old, new, here, whole=fits or bool(old.variants and new.variants))
    if old.variants and new.variants:
        yield from _compare_typed(scope, Alternative(old, old.get("type")), Alternative(new, new.get("type")), here)
    for one, other in pairs:
        inner = place
        if is_union:
            inner = one.node.label or f"{place}[{_called(one, tag)}]"
            if (one.node is not old or other.node is not new) and not scope.is_new(one.node, other.node):
                continue
            yield from _compare_said(scope, one.node, other.node, inner, whole=_retyped(one, other) != _OTHER)
        yield from _compare_typed(scope, one, other, inner)
    for one in gone:
        called = _called(one, tag)
        kind = "variant-removed" if one.has_class else "type-narrowed"
        yield scope.change(kind, old, place, f"it is never {called} any more", called)
    for other in come:
        called = _called(other, tag)
        kind = "variant-added" if other.has_class else "type-widened"
        yield scope.change(kind, other.node, place, f"it can be {called} now", called)
        if other.type == "object" and other.class_name is None and is_union:
            words = f"the variant {called} has no title in the overlay"
            yield scope.change("variant-unnamed", other.node, place, words, called)
    if not same(_discrimination(old, before, after), _discrimination(new, before, after)):
        yield scope.change("discriminator-changed", new, place, "variants are told apart in another way")


def _compare_said(scope: Scope, old: Node, new: Node, place: str, *, whole: bool) -> Iterator[Change]:
    """What is said of a schema by keywords, whatever its fields and variants are."""
    yield from compare_parts(scope, "schema", old, new, place, whole=whole)
    if not whole:
        return
    if old.get("format") != new.get("format"):
        kind = "format-changed" if TYPED_FORMATS & {old.get("format"), new.get("format")} else "format-hint-changed"
        words = f"the format was {said(old.get('format'))} and is {said(new.get('format'))}"
        yield scope.change(kind, new, place, words)
    was, now = old.values, new.values
    listed, lists = ("enum" if each.get("const") is None else "const" for each in (old, new))
    if was is None and now is not None:
        words = f"only these are possible now: {', '.join(map(said, now))}"
        yield scope.change(f"{lists}-set", new, place, words)
    elif was is not None and now is None:
        yield scope.change(f"{listed}-lifted", new, place)
    elif listed == lists == "const" and not same(was, now):
        yield scope.change("const-changed", new, place, f"it was {said(was)} and is {said(now)}")
    else:
        yield from _compare_lists(scope, "enum-value", was, now, new, place)
    asked, asks = (
        {(str(each), name) for name, needed in (node.get("dependentRequired") or {}).items() for each in needed}
        for node in (old, new)
    )
    for name, other in sorted(asked ^ asks):
        kind = "dependency-set" if (name, other) in asks else "dependency-lifted"
        yield scope.change(kind, new, place, f"{name}, where {other} is there", name)


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


def _compare_typed(scope: Scope, one: Alternative, other: Alternative, place: str) -> Iterator[Change]:
    """The type, the class, the fields and the entries."""
    old, new = one.node, other.node
    retyped = _retyped(one, other)
    if retyped:
        yield scope.change(retyped, new, place, f"the type was {one.type or 'any'} and is {other.type or 'any'}")
    if retyped != _OTHER and one.has_class and other.has_class and one.class_name != other.class_name:
        names = f"the class was called by {said(one.class_name)} and is called by {said(other.class_name)}"
        yield scope.change("class-renamed", new, place, names, str(other.class_name))
    if retyped and not old.variants:
        return
    yield from _compare_fields(scope, old, new, place)
    if old.get("items") or new.get("items"):
        yield from compare_schemas(scope, old.child("items"), new.child("items"), f"{place}[]")


def _compare_fields(scope: Scope, old: Node, new: Node, place: str) -> Iterator[Change]:
    before, after = old.named("properties"), new.named("properties")
    was_needed, is_needed = _needed(old, scope), _needed(new, scope)
    for name in sorted(before.keys() | after.keys()):
        here = f"{place}.{name}"
        if name not in after:
            yield scope.change("field-removed", old, here, "the field is gone", name)
        elif name not in before:
            kind, words = ("required-field-added", "required") if name in is_needed else ("field-added", "optional")
            yield scope.change(kind, after[name], here, f"a new {words} field", name)
        else:
            if (name in was_needed) != (name in is_needed):
                way = "required" if name in is_needed else "optional"
                yield scope.change(f"field-became-{way}", new, here, f"the field is {way} now", name)
            yield from compare_schemas(scope, before[name], after[name], here)
    for name in sorted((was_needed ^ is_needed) - before.keys() - after.keys()):
        yield scope.change("other-change", new, place, f"required names {name}, which is no field", name)
    was, now = old.child("additionalProperties"), new.child("additionalProperties")
    if now.value == NOTHING != was.value:
        yield scope.change("extra-fields-forbidden", new, place, "fields without a name are not kept any more")
    elif was.value == NOTHING != now.value:
        yield scope.change("extra-fields-allowed", new, place, "fields without a name are kept now")
    elif was.value is not None or now.value is not None:
        yield from compare_schemas(scope, was, now, f"{place}.*")


def _needed(whole: Node, scope: Scope) -> set[str]:
    """The required fields, without those that only the other side sends."""
    fields = whole.named("properties")
    required = set(map(str, whole.get("required") or ()))
    return {name for name in required if name not in fields or scope.is_answer in _senders(fields[name])}


def _senders(node: Node) -> set[bool]:
    """Who sends a field, also where the other side is asked for the whole: the provider (True), the user."""
    return {True} if node.get("readOnly") else {False} if node.get("writeOnly") else {True, False}


def _tag_name(whole: Node) -> str | None:
    name = entry(whole.value, "discriminator", "propertyName")
    return name if isinstance(name, str) else None


def _discrimination(whole: Node, *unions: list[Alternative]) -> tuple[str | None, Mapping[str, str | None]]:
    """The field that tells variants apart, and the values that lead to variants of both unions.

    A value that only one of them has a variant for is told with that variant, and one that the variant's name or the
    field itself says need not be mapped.
    """
    tag = _tag_name(whole)
    lasting = set[str | None].intersection(*({each.class_name for each in union} for union in unions))
    mapping: dict[str, str | None] = {}
    for value, reference in (entry(whole.value, "discriminator", "mapping") or {}).items():
        name = str(reference).rpartition("/")[2]
        target = root(whole.document).child("components", "schemas", name)
        called = target.get("title") or name
        if called in lasting and value != name and value not in _tags(target, tag):
            mapping[value] = called
    return tag, mapping


def _tags(variant: Node, name: str | None) -> frozenset[str]:
    """The values of the field that tells a variant from the others; of any constant field, if none is named."""
    listed = {key: node.values or [] for key, node in variant.named("properties").items() if name in (None, key)}
    return frozenset(str(value) for values in listed.values() if name or len(values) == 1 for value in values)


def _called(alternative: Alternative, tag: str | None) -> str:
    return " | ".join(sorted(_tags(alternative.node, tag))) or alternative.name


def _matched(
    before: list[Alternative], after: list[Alternative], tag: str | None
) -> tuple[list[tuple[Alternative, Alternative]], list[Alternative], list[Alternative]]:
    """Which alternative has become which; then those that are gone, and those that have come."""
    if len(before) == len(after) == 1 and not (tag and _are_apart(before[0], after[0], tag)):
        return [(before[0], after[0])], [], []
    tests: tuple[Callable[[Alternative, Alternative], bool], ...] = (
        lambda one, other: bool(_tags(one.node, tag) & _tags(other.node, tag)),
        lambda one, other: one.node.label is not None and one.node.label == other.node.label,
        lambda one, other: one.has_class and other.has_class and one.class_name == other.class_name is not None,
        lambda one, other: one.type == other.type and same(one.node.value, other.node.value),
        lambda one, other: one.type == other.type and not one.has_class and not other.has_class,
        lambda one, other: one.type == other.type and one.has_class and other.has_class and _are_alike(one, other),
    )
    return paired(before, after, tests, lambda one, other: not _are_apart(one, other, tag))


def paired(
    before: Iterable[_T],
    after: Iterable[_T],
    tests: Iterable[Callable[[_T, _T], bool]],
    needed: Callable[[_T, _T], bool] = lambda _one, _other: True,
) -> tuple[list[tuple[_T, _T]], list[_T], list[_T]]:
    """What has become what by the first test that says so; then what is gone, and what has come."""
    gone, come = list(before), list(after)
    pairs: list[tuple[_T, _T]] = []
    for test in tests:
        for one in list(gone):
            match = next((other for other in come if test(one, other) and needed(one, other)), None)
            if match is not None:
                pairs.append((one, match))
                gone.remove(one)
                come.remove(match)
    return pairs, gone, come


def _are_apart(one: Alternative, other: Alternative, tag: str | None) -> bool:
    """Whether the tags of two variants say that they are different ones."""
    first, second = _tags(one.node, tag), _tags(other.node, tag)
    return bool(first and second and not first & second)


def _are_alike(one: Alternative, other: Alternative) -> bool:
    """Whether one has probably become the other: most of the fields, or of the values, are the same."""
    first, second = (set(map(str, each.node.values or each.node.named("properties"))) for each in (one, other))
    return 2 * len(first & second) >= len(first | second)


def said(value: Any) -> str:
    """A value of a document in a sentence."""
    if value is _ABSENT:
        return "not there"
    return "none" if value is None else f"`{value if isinstance(value, str) else json.dumps(value)}`"
