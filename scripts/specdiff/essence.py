"""What a caller sees of a document, as one value: the last net, for changes that no comparison has looked for."""

import hashlib
import json
from typing import Any

from scripts.specdiff.nodes import DESCRIPTIVE, Node, root, shape
from scripts.specs import Document


def essence(document: Document) -> list[Any]:
    """The operations, with references followed, without words and without the names of schemas.

    Two documents with the same essence are the same for who calls the API. Keys are left out: they are compared by what
    is sent, whatever a scheme is called.
    """
    known: dict[tuple[str, ...], Any] = {}

    def of(node: Node, *, are_names: bool = False) -> Any:
        if not isinstance(node.value, dict | list):
            return node.value
        if node.pointer not in known:
            # What is met again while it is looked at holds itself; what was looked at is not written out again.
            known[node.pointer] = "..."
            text = json.dumps(parts(node, are_names), sort_keys=True)
            known[node.pointer] = hashlib.sha256(text.encode()).hexdigest()
        return known[node.pointer]

    def parts(node: Node, are_names: bool) -> Any:
        if isinstance(node.value, list):
            return [of(node.child(str(index))) for index in range(len(node.value))]
        if are_names:
            return {name: of(each) for name, each in node.named_children().items()}
        children = {key: each for key, each in node.named_children().items() if _is_seen(key)}
        if "allOf" not in children:
            found = {key: of(each, are_names=key == "properties") for key, each in children.items()}
            return {**found, "required": _in_any_order(node.get("required"))}
        whole = shape(node)
        keywords = {key: Node(node.document, value, (*node.pointer, key)) for key, value in whole.keywords.items()}
        names = json.dumps({name: of(each) for name, each in whole.properties.items()}, sort_keys=True)
        return {
            **{key: of(each) for key, each in keywords.items() if _is_seen(key)},
            **{key: of(each) for key, each in children.items() if key in ("oneOf", "anyOf")},
            **({"properties": hashlib.sha256(names.encode()).hexdigest()} if whole.properties else {}),
            "required": _in_any_order(sorted(whole.required)),
        }

    top = root(document)
    return [of(top.child(key), are_names=key == "paths") for key in ("paths", "servers")]


def _in_any_order(required: Any) -> Any:
    return sorted(map(str, required)) if isinstance(required, list) else required or []


def _is_seen(key: str) -> bool:
    return key not in DESCRIPTIVE | {"title", "security"} and not key.startswith("x-")
