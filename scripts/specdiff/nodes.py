"""Read a document in its one form: parts with their place, references followed, schemas with their allOf put together.

Knows nothing about comparing.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import evolve, frozen

from scripts.specdiff.normal import WORDS
from scripts.specs import METHODS, Document


@frozen(eq=False)
class Node:
    """A part of a document.

    Attributes:
        document: The whole document.
        value: The part, with a reference followed.
        pointer: Where it stands; for what was referred to, where that stands.
        label: The component's name, if it is one.
        beside: Where the reference stands, if something was said beside it: then it is not the same as the component.
    """

    document: Document
    value: Any
    pointer: tuple[str, ...]
    label: str | None = None
    beside: tuple[str, ...] = ()

    def get(self, key: str) -> Any:
        """The value under a key, as it stands; None if there is none."""
        return self.value.get(key) if isinstance(self.value, dict) else None

    def child(self, *keys: str) -> "Node":
        """The part under some keys, with references followed; a part that is not there has the value None."""
        node = self
        for key in keys:
            node = _followed(Node(self.document, _entry(node.value, key), (*node.pointer, key)))
        return node

    def children(self, key: str) -> list["Node"]:
        """The parts of a list, with references followed."""
        return list(self.named(key).values()) if isinstance(self.get(key), list) else []

    def named(self, key: str) -> dict[str, "Node"]:
        """The entries under a key."""
        return self.child(key).entries()

    def entries(self) -> dict[str, "Node"]:
        """The parts of a mapping by their names, of a list by their numbers, with references followed."""
        names = range(len(self.value)) if isinstance(self.value, list) else self.value
        return {str(name): self.child(str(name)) for name in names} if isinstance(self.value, dict | list) else {}

    def place(self, otherwise: str) -> str:
        """How to call it: by its component, or by the way there."""
        return self.label or otherwise


def root(document: Document) -> Node:
    """The whole document as a part of itself."""
    return Node(document, document, ())


def named_schemas(document: Document) -> dict[str, Node]:
    """The schemas among the components, by their names."""
    found = root(document).child("components").named("schemas")
    return {name: evolve(node, label=node.label or name) for name, node in found.items()}


def _entry(value: Any, key: str) -> Any:
    if isinstance(value, dict):
        return value.get(key)
    if isinstance(value, list) and key.isdecimal() and int(key) < len(value):
        return value[int(key)]
    return None


def _followed(node: Node) -> Node:
    seen: set[str] = set()
    while isinstance(node.value, dict) and isinstance(reference := node.value.get("$ref"), str):
        if not reference.startswith("#/") or reference in seen:
            break
        seen.add(reference)
        pointer = _way(reference)
        target = _at(node.document, pointer)
        # OpenAPI 3.1 allows keywords beside a reference.
        said = {key: value for key, value in node.value.items() if key != "$ref"}
        label = "/".join(pointer[2:] if pointer[:2] == ("components", "schemas") else pointer[1:])
        beside = node.beside or (node.pointer if said else ())
        node = Node(node.document, {**target, **said} if isinstance(target, dict) else target, pointer, label, beside)
    return node


def _way(reference: str) -> tuple[str, ...]:
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in reference[2:].split("/"))


def _at(document: Document, pointer: tuple[str, ...]) -> Any:
    value: Any = document
    for key in pointer:
        value = _entry(value, key)
    return value


@frozen(eq=False)
class Shape:
    """A schema with its allOf put together.

    Attributes:
        node: The schema as it stands.
        keywords: Its keywords, but for those below.
        properties: Its fields.
        required: The names of the required ones.
        variants: The members of its oneOf or anyOf.
    """

    node: Node
    keywords: Mapping[str, Any]
    properties: Mapping[str, Node]
    required: frozenset[str]
    variants: tuple[Node, ...]

    @property
    def values(self) -> tuple[Any, ...] | None:
        """The values that are possible, if they are listed."""
        listed = [self.keywords["const"]] if "const" in self.keywords else self.keywords.get("enum")
        return tuple(listed) if isinstance(listed, list) else None

    def inner(self, key: str) -> Node:
        """The schema under a keyword, wherever in the allOf that stands."""
        return _followed(Node(self.node.document, self.keywords.get(key), (*self.node.pointer, key)))


_PARTS = ("allOf", "oneOf", "anyOf", "properties", "required")


def shape(node: Node, _above: frozenset[tuple[str, ...]] = frozenset()) -> Shape:
    """Put a schema's allOf together; a field that several members have is that of the last."""
    above = _above | {node.pointer}
    keywords: dict[str, Any] = {}
    properties: dict[str, Node] = {}
    required: set[str] = set()
    variants: list[Node] = []
    for member in node.children("allOf"):
        if member.pointer in above:
            continue
        inner = shape(member, above)
        keywords.update({key: value for key, value in inner.keywords.items() if key not in WORDS | {"title"}})
        properties.update(inner.properties)
        required |= inner.required
        variants += inner.variants
    if isinstance(node.value, dict):
        keywords.update({key: value for key, value in node.value.items() if key not in _PARTS})
    properties.update(node.named("properties"))
    required |= {str(name) for name in node.get("required") or ()}
    variants += [*node.children("oneOf"), *node.children("anyOf")]
    return Shape(node, keywords, properties, frozenset(required), tuple(variants))


@frozen(eq=False)
class Alternative:
    """One of the things that a value can be: a schema of one type (None: of any)."""

    shape: Shape
    type: str | None

    @property
    def has_class(self) -> bool:
        """Whether the generator makes a class for it."""
        return self.type == "object" or (self.shape.values is not None and "const" not in self.shape.keywords)

    @property
    def class_name(self) -> str | None:
        """What the generator calls the class by: the title, or the component's name; None: by its place."""
        return self.shape.keywords.get("title") or self.shape.node.label

    @property
    def name(self) -> str:
        """How to call it in a sentence."""
        if self.has_class and self.class_name:
            return self.class_name
        if self.shape.values is not None:
            return " | ".join(map(str, self.shape.values))
        return self.type or "anything"


def alternatives(node: Node, _above: frozenset[tuple[str, ...]] = frozenset()) -> tuple[list[Alternative], bool]:
    """What a value can be, with unions taken apart; and whether it can be null."""
    whole, above = shape(node), _above | {node.pointer}
    if whole.variants:
        found: list[Alternative] = []
        nullable = whole.keywords.get("nullable") is True
        for variant in whole.variants:
            if variant.pointer in above:
                continue
            inner, null = alternatives(variant, above)
            found += inner
            nullable = nullable or null
        return found, nullable
    return [Alternative(whole, name) for name in _types(whole)], whole.keywords.get("nullable") is True


def _types(whole: Shape) -> list[str | None]:
    named = whole.keywords.get("type")
    if isinstance(named, list):
        return [str(name) for name in named]
    if isinstance(named, str):
        return [named]
    if whole.properties:
        return ["object"]
    return [*sorted({_TYPE_NAMES.get(type(value), "object") for value in whole.values or ()})] or [None]


_TYPE_NAMES: Final = {str: "string", bool: "boolean", int: "integer", float: "number", list: "array"}


def users(document: Document) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Which operations use a component, directly or not, by ("components", section, name)."""
    found: dict[tuple[str, ...], set[str]] = {}
    for path, item in (document.get("paths") or {}).items():
        for method in METHODS & item.keys():
            for component in _reached(document, [item[method], item.get("parameters")]):
                found.setdefault(component, set()).add(f"{method.upper()} {path}")
    return {component: tuple(sorted(names)) for component, names in found.items()}


def _reached(document: Document, start: Any) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    waiting = [start]
    while waiting:
        components = {_way(reference)[:3] for reference in _references(waiting.pop())} - found
        found |= components
        waiting += [_at(document, component) for component in components]
    return found


def _references(value: Any) -> Iterator[str]:
    """Every reference within the same document, however deep."""
    if isinstance(value, dict):
        if isinstance(reference := value.get("$ref"), str) and reference.startswith("#/"):
            yield reference
        value = list(value.values())
    for each in value if isinstance(value, list) else ():
        yield from _references(each)
