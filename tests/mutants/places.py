"""The schemas of a document that a change can be made in, and who sends each."""

from collections.abc import Iterator
from typing import Any

from attrs import field, frozen

from scripts.specs import Document, operations
from scripts.states import status_schemas

_STATUS_LISTS = {schema for listed in status_schemas().values() for schema in listed.schemas}


@frozen(eq=False)
class Place:
    """A schema that an operation uses.

    Attributes:
        schema: The mapping itself, to be changed.
        senders: "answer", "request" or both.
        roles: "variant" if it is a member of a union, "status" if it lists the statuses of a job.
    """

    schema: Document
    senders: set[str] = field(factory=set)
    roles: set[str] = field(factory=set)


def target(document: Document, value: Any) -> Any:
    """What a reference leads to; the value itself if it is none."""
    while isinstance(value, dict) and "$ref" in value:
        way, value = value["$ref"].split("/")[1:], document
        for key in way:
            value = value[key.replace("~1", "/").replace("~0", "~")]
    return value


def places(document: Document) -> list[Place]:
    """Every schema that an operation uses, directly or not."""
    found: dict[int, Place] = {}

    def visit(value: Any, sender: str, *roles: str) -> None:
        if value.get("$ref", "").rpartition("/")[2] in _STATUS_LISTS:
            roles = (*roles, "status")
        schema = target(document, value)
        place = found.setdefault(id(schema), Place(schema))
        place.roles.update(roles)
        if sender in place.senders:
            return
        place.senders.add(sender)
        for name, each in schema.get("properties", {}).items():
            visit(each, sender, *({"status"} & {*roles, name} & place.roles))
        for key in ("items", "additionalProperties"):
            if isinstance(schema.get(key), dict):
                visit(schema[key], sender)
        for key in ("allOf", "oneOf", "anyOf"):
            for each in schema.get(key, ()):
                visit(each, sender, *({"status"} & place.roles), *(() if key == "allOf" else ("variant",)))

    for _method, _path, operation in operations(document):
        for sender, each in _sent(document, operation):
            visit(each, sender)
    return list(found.values())


def _sent(document: Document, operation: Document) -> Iterator[tuple[str, Document]]:
    for parameter in operation.get("parameters", ()):
        yield "request", target(document, parameter)["schema"]
    bodies = [("request", operation["requestBody"])] if "requestBody" in operation else []
    for sender, body in (*bodies, *(("answer", each) for each in operation["responses"].values())):
        body = target(document, body)
        yield from ((sender, each["schema"]) for each in body.get("content", {}).values() if "schema" in each)
        yield from ((sender, target(document, each)["schema"]) for each in body.get("headers", {}).values())
