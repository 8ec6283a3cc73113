"""Read a document in its one form: parts with their place, references followed, unions taken apart.

Knows nothing about comparing.
"""

import json
import re
from typing import Any, NamedTuple

from attrs import evolve, frozen

from scripts.specdiff.normal import entry, way
from scripts.specs import Document, operations


@frozen(eq=False)
class Node:
    """A part of a document, with a reference followed."""

    document: Document
    value: Any
    pointer: tuple[str, ...] = ()
    """Where it stands; for what was referred to, where that stands."""
    label: str | None = None
    """The component's name, if it is one."""
    beside: tuple[str, ...] = ()
    """Where the reference stands, if something was said beside it: then it is not the same as the component."""

    def get(self, key: str) -> Any:
        """The value under a key, as it stands; None if there is none."""
        return self.value.get(key) if isinstance(self.value, dict) else None

    def child(self, *keys: str) -> "Node":
        """The part under some keys, with references followed; a part that is not there has the value None."""
        node = self
        for key in keys:
            node = _followed(Node(self.document, entry(node.value, key), (*node.pointer, key)))
        return node

    def named(self, key: str) -> dict[str, "Node"]:
        """The entries under a key."""
        return self.child(key).entries()

    def entries(self) -> dict[str, "Node"]:
        """The parts of a mapping by their names, of a list by their numbers, with references followed."""
        names = range(len(self.value)) if isinstance(self.value, list) else self.value
        return {str(name): self.child(str(name)) for name in names} if isinstance(self.value, dict | list) else {}

    # What follows is said of schemas.

    @property
    def variants(self) -> list["Node"]:
        """The members of oneOf and anyOf."""
        return [*self.named("oneOf").values(), *self.named("anyOf").values()]

    @property
    def values(self) -> list[Any] | None:
        """The values that are possible, if they are listed."""
        listed = [self.value["const"]] if self.get("const") is not None else self.get("enum")
        return listed if isinstance(listed, list) else None

    @property
    def types(self) -> list[str | None]:
        """The names of the types that are possible, without null; None for any."""
        named = self.get("type")
        if named is None and self.get("properties"):
            named = "object"
        if named is None:
            names = {str: "string", bool: "boolean", int: "integer", float: "number", list: "array"}
            return [*sorted({names.get(type(value), "object") for value in self.values or ()})] or [None]
        return named if isinstance(named, list) else [named]


def root(document: Document) -> Node:
    """The whole document."""
    return Node(document, document)


def named_schemas(document: Document) -> dict[str, Node]:
    """The schemas among the components, by their names."""
    found = root(document).child("components").named("schemas")
    return {name: evolve(node, label=node.label or name) for name, node in found.items()}


def _followed(node: Node) -> Node:
    seen: set[str] = set()
    while isinstance(node.value, dict) and isinstance(reference := node.value.get("$ref"), str):
        if not reference.startswith("#/") or reference in seen:
            break
        seen.add(reference)
        pointer = way(reference)
        target = entry(node.document, *pointer)
        # OpenAPI 3.1 allows keywords beside a reference.
        said = {key: value for key, value in node.value.items() if key != "$ref"}
        label = "/".join(pointer[2:] if pointer[1:2] == ("schemas",) else pointer[1:]) if len(pointer) == 3 else None
        beside = node.beside or (node.pointer if said else ())
        node = Node(node.document, {**target, **said} if isinstance(target, dict) else target, pointer, label, beside)
    return node


class Alternative(NamedTuple):
    """One of the things that a value can be: a schema of one type (None: of any)."""

    node: Node
    type: str | None

    @property
    def has_class(self) -> bool:
        """Whether the generator makes a class for it."""
        is_enum = self.node.values is not None and self.node.get("const") is None
        return not self.node.variants and (self.type == "object" or is_enum)

    @property
    def class_name(self) -> str | None:
        """What the generator calls the class by: the title, or the component's name; None: by its place."""
        return self.node.get("title") or self.node.label

    @property
    def name(self) -> str:
        """How to call it in a sentence."""
        if self.has_class and self.class_name:
            return self.class_name
        return " | ".join(map(str, self.node.values or ())) or self.type or "anything"


def alternatives(node: Node, _above: frozenset[tuple[str, ...]] = frozenset()) -> tuple[list[Alternative], bool]:
    """What a value can be, with unions taken apart; and whether it can be null."""
    nullable = node.get("nullable") is True
    if not node.variants:
        return [Alternative(node, name) for name in node.types], nullable
    found: list[Alternative] = []
    for variant in node.variants:
        if variant.pointer not in _above | {node.pointer}:
            inner, null = alternatives(variant, _above | {node.pointer})
            found += inner
            nullable = nullable or null
    return found, nullable


def users(*documents: Document) -> dict[tuple[str, ...], set[str]]:
    """Which operations use a component, directly or not, by its pointer of three keys; themselves by theirs."""
    found: dict[tuple[str, ...], set[str]] = {}
    for document, (method, path, operation) in ((each, row) for each in documents for row in operations(each)):
        name = f"{method} {path}"
        found["paths", path, method.lower()] = {name}
        waiting: list[Any] = [operation, document["paths"][path].get("parameters")]
        seen: set[tuple[str, ...]] = set()
        while waiting:
            references = re.findall(r'"\$ref": "(#/[^"]*)"', json.dumps(waiting.pop()))
            reached = {way(reference)[:3] for reference in references} - seen
            seen |= reached
            waiting += [entry(document, *component) for component in reached]
        for component in seen:
            found.setdefault(component, set()).add(name)
    return found
