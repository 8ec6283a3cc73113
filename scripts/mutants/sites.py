"""The places of a document that a mutation can change.

On purpose this shares nothing with `scripts.specdiff`, which is what the mutants are to test.
"""

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from scripts.specs import Document

ANSWER, REQUEST = "answer", "request"


@frozen(eq=False)
class Site:
    """A schema of a document: the mapping itself, its JSON pointer, and whether answers or requests use it."""

    schema: Document
    pointer: str
    directions: frozenset[str]

    @property
    def name(self) -> str:
        """The last part of the pointer."""
        return self.pointer.rpartition("/")[2]


def found_at(document: Document, pointer: str) -> Any:
    """What stands at a JSON pointer; None if there is nothing."""
    node: Any = document
    for key in pointer.split("/")[1:]:
        key = key.replace("~1", "/").replace("~0", "~")
        if isinstance(node, list):
            node = node[int(key)] if int(key) < len(node) else None
        else:
            node = node.get(key) if isinstance(node, dict) else None
    return node


def sites(document: Document) -> list[Site]:
    """Every schema that an operation uses, directly or not, in the order of the pointers."""
    directions: dict[str, set[str]] = {}
    waiting = list(_entries(document))
    while waiting:
        pointer, direction = waiting.pop()
        schema = found_at(document, pointer)
        if isinstance(schema, dict) and "$ref" in schema:
            waiting.append((schema["$ref"][1:], direction))
        elif isinstance(schema, dict) and direction not in directions.setdefault(pointer, set()):
            directions[pointer].add(direction)
            waiting += [(inner, direction) for inner in _inner(schema, pointer)]
    return [
        Site(found_at(document, pointer), pointer, frozenset(found)) for pointer, found in sorted(directions.items())
    ]


def _entries(document: Document) -> Iterator[tuple[str, str]]:
    """The schemas that stand in parameters, bodies, answers and headers, not yet followed."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            here = f"/paths/{path.replace('~', '~0').replace('/', '~1')}/{method}"
            for index in range(len(operation.get("parameters", ()))):
                yield f"{_target(document, f'{here}/parameters/{index}')}/schema", REQUEST
            if "requestBody" in operation:
                yield from _contents(document, f"{here}/requestBody", REQUEST)
            for code in operation["responses"]:
                answer = _target(document, f"{here}/responses/{code}")
                yield from _contents(document, answer, ANSWER)
                for name in found_at(document, answer).get("headers", ()):
                    yield f"{_target(document, f'{answer}/headers/{name}')}/schema", ANSWER


def _contents(document: Document, pointer: str, direction: str) -> Iterator[tuple[str, str]]:
    pointer = _target(document, pointer)
    for media_type in found_at(document, pointer).get("content", ()):
        yield f"{pointer}/content/{media_type.replace('/', '~1')}/schema", direction


def _target(document: Document, pointer: str) -> str:
    """Where a reference leads; the pointer itself if there is none."""
    value = found_at(document, pointer)
    reference = value.get("$ref") if isinstance(value, dict) else None
    return str(reference)[1:] if reference else pointer


def _inner(schema: Document, pointer: str) -> Iterator[str]:
    for name in schema.get("properties", ()):
        yield f"{pointer}/properties/{name}"
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield f"{pointer}/{key}"
    for key in ("allOf", "oneOf", "anyOf"):
        for index in range(len(schema.get(key, ()))):
            yield f"{pointer}/{key}/{index}"
