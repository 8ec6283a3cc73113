"""The schemas of a document that a change can be made in, and who sends each."""

from typing import Any

from attrs import field, frozen

from scripts.specs import Document, operations
from scripts.states import status_schemas

_STATUS_LISTS = {schema for listed in status_schemas().values() for schema in listed.schemas}


@frozen(eq=False)
class Place:
    """A schema that an operation uses."""

    schema: Document
    """The mapping itself, to be changed."""
    senders: set[str] = field(factory=set)
    """ "answer", "request" or both."""
    roles: set[str] = field(factory=set)
    """ "variant" if it is a member of a union, "status" if it lists the statuses of a job."""


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
        sent = [("request", each) for each in operation.get("parameters", ())]
        bodies = [("request", operation.get("requestBody", {}))]
        bodies += [("answer", target(document, each)) for each in operation["responses"].values()]
        for sender, body in bodies:
            parts = (*body.get("content", {}).values(), *body.get("headers", {}).values())
            sent += [(sender, each) for each in parts]
        for sender, holder in ((sender, target(document, each)) for sender, each in sent):
            if "schema" in holder:
                visit(holder["schema"], sender)
    return list(found.values())
