"""Read an OpenAPI document: parts with their place, references followed, schemas in one shape.

Knows nothing about comparing.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from scripts.specs import Document

DESCRIPTIVE = frozenset({"description", "summary", "example", "examples", "externalDocs", "$comment"})


@frozen(eq=False)
class Node:
    """A part of a document.

    Attributes:
        document: The whole document.
        value: The part, with a reference followed.
        pointer: Where it stands; for what was referred to, where that stands.
        label: The component's name, if it is one.
    """

    document: Document
    value: Any
    pointer: tuple[str, ...]
    label: str | None = None

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
        entries = self.get(key)
        return [self.child(key, str(index)) for index in range(len(entries))] if isinstance(entries, list) else []

    def named(self, key: str) -> dict[str, "Node"]:
        """The parts of the mapping under a key by their names, with references followed."""
        return self.child(key).named_children()

    def named_children(self) -> dict[str, "Node"]:
        """The parts of a mapping by their names, with references followed."""
        return {str(name): self.child(str(name)) for name in self.value} if isinstance(self.value, dict) else {}

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
        pointer = tuple(part.replace("~1", "/").replace("~0", "~") for part in reference[2:].split("/"))
        target: Any = node.document
        for key in pointer:
            target = _entry(target, key)
        # OpenAPI 3.1 allows keywords beside a reference.
        beside = {key: value for key, value in node.value.items() if key != "$ref"}
        label = "/".join(pointer[2:] if pointer[:2] == ("components", "schemas") else pointer[1:])
        node = Node(node.document, {**target, **beside} if isinstance(target, dict) else target, pointer, label)
    return node


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
        keywords.update({key: value for key, value in inner.keywords.items() if key not in DESCRIPTIVE | {"title"}})
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
    def values(self) -> tuple[Any, ...] | None:
        """The values that are possible, if they are listed."""
        keywords = self.shape.keywords
        if "const" in keywords:
            return (keywords["const"],)
        listed = keywords.get("enum")
        return tuple(value for value in listed if value is not None) if isinstance(listed, list) else None

    @property
    def has_class(self) -> bool:
        """Whether the generator makes a class for it."""
        return self.type == "object" or (self.values is not None and "const" not in self.shape.keywords)

    @property
    def class_name(self) -> str | None:
        """What the generator calls the class by: the title, or the component's name; None: by its place."""
        return self.shape.keywords.get("title") or self.shape.node.label

    @property
    def name(self) -> str:
        """How to call it in a sentence."""
        if self.has_class and self.class_name:
            return self.class_name
        if self.values is not None:
            return " | ".join(map(str, self.values))
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
    types = _types(whole)
    listed = whole.keywords.get("enum")
    nullable = "null" in types or whole.keywords.get("nullable") is True or (listed is not None and None in listed)
    names: Iterable[str | None] = [name for name in types if name != "null"] if types else [None]
    return [Alternative(whole, name) for name in names], nullable


def _types(whole: Shape) -> list[str]:
    named = whole.keywords.get("type")
    if isinstance(named, list):
        return [str(name) for name in named]
    if isinstance(named, str):
        return [named]
    if whole.properties:
        return ["object"]
    values = [whole.keywords["const"]] if "const" in whole.keywords else whole.keywords.get("enum") or []
    return sorted({_TYPE_NAMES.get(type(value), "object") for value in values})


_TYPE_NAMES = {str: "string", bool: "boolean", int: "integer", float: "number", list: "array", type(None): "null"}


def users(document: Document) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Which operations use a component, directly or not, by ("components", section, name)."""
    found: dict[tuple[str, ...], set[str]] = {}
    paths = document.get("paths") or {}
    for path, item in paths.items():
        for method, operation in item.items():
            if isinstance(operation, dict):
                for component in _reached(document, [operation, item.get("parameters")]):
                    found.setdefault(component, set()).add(f"{method.upper()} {path}")
    return {component: tuple(sorted(names)) for component, names in found.items()}


def _reached(document: Document, start: Any) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    waiting = [start]
    while waiting:
        for reference in references(waiting.pop()):
            pointer = tuple(part.replace("~1", "/").replace("~0", "~") for part in reference[2:].split("/"))[:3]
            if pointer not in found:
                found.add(pointer)
                target: Any = document
                for key in pointer:
                    target = _entry(target, key)
                waiting.append(target)
    return found


def references(value: Any) -> Iterator[str]:
    """Every reference within the same document, however deep."""
    if isinstance(value, dict):
        if isinstance(reference := value.get("$ref"), str) and reference.startswith("#/"):
            yield reference
        for each in value.values():
            yield from references(each)
    elif isinstance(value, list):
        for each in value:
            yield from references(each)
