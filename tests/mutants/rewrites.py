"""Say the same API otherwise: nothing above info may be reported of what these do."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import cycle
from random import Random
from typing import Any, Final, TypeAlias

from scripts.specs import Document, operations
from tests.mutants.places import places, target

Rewrite: TypeAlias = Callable[[Random, Document], None]


def _each(value: Any, what: Callable[[Document], object]) -> None:
    """Do something to every mapping, the innermost first."""
    for each in list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else ():
        _each(each, what)
    if isinstance(value, dict):
        what(value)


def _schemas(document: Document) -> list[Document]:
    return [place.schema for place in places(document)]


def parameter_defaults(_random: Random, document: Document) -> None:
    for _method, _path, operation in operations(document):
        for parameter in (target(document, each) for each in operation.get("parameters", ())):
            is_form = parameter["in"] in ("query", "cookie")
            said = {"style": "form" if is_form else "simple", "explode": is_form}
            parameter.update({**said, "required": False, "deprecated": False, **parameter})
        if "requestBody" in operation:
            operation["requestBody"].setdefault("required", False)


def schema_defaults(_random: Random, document: Document) -> None:
    bounds: Document = {
        "string": {"minLength": 0},
        "array": {"minItems": 0, "uniqueItems": False},
        "object": {"minProperties": 0, "additionalProperties": True, "unevaluatedProperties": True},
    }
    for schema in _schemas(document):
        said = bounds.get(str(schema.get("type")), {})
        schema.update({**said, "deprecated": False, "readOnly": False, "writeOnly": False, **schema})


def hoisted(_random: Random, document: Document) -> None:
    """Parameters and servers of an operation that is alone in its path, said of the path."""
    for item in document["paths"].values():
        if len(item) == 1:
            (operation,) = item.values()
            item.update(parameters=operation.pop("parameters", []), servers=deepcopy(document["servers"]))


def lone_all_of(_random: Random, document: Document) -> None:
    """A reference to a schema as the only member of an allOf."""

    def wrap(value: Document) -> None:
        if str(value.get("$ref")).startswith("#/components/schemas/"):
            value["allOf"] = [{"$ref": value.pop("$ref")}]

    _each(document["paths"], wrap)
    _each([each.get("properties") for each in document["components"]["schemas"].values()], wrap)


def null_as_variant(_random: Random, document: Document) -> None:
    for schema in _schemas(document):
        types = schema.get("type")
        if isinstance(types, list) and len(types) == 2 and "null" in types and "enum" not in schema:
            (name,) = set(types) - {"null"}
            inner = {key: schema.pop(key) for key in list(schema) if key not in ("title", "default", "description")}
            schema["anyOf"] = [{"type": "null"}, {**inner, "type": name}]


def null_as_flag(_random: Random, document: Document) -> None:
    document["openapi"] = "3.0.3"
    for schema in _schemas(document):
        if isinstance(schema.get("type"), list) and "null" in schema["type"]:
            (name,) = set(schema["type"]) - {"null"}
            schema.update(type=name, nullable=True)
        for key in ("oneOf", "anyOf"):
            if {"type": "null"} in schema.get(key, ()):
                schema[key].remove({"type": "null"})
                schema["nullable"] = True


def charset(_random: Random, document: Document) -> None:
    was, now = "application/json", "Application/JSON; charset=utf-8"
    _each(document, lambda each: was in each and each.update({now: each.pop(was)}))


def other_keys(_random: Random, document: Document) -> None:
    """Another name for the scheme of the key, said of each operation; and a scheme with scopes that nobody needs."""
    schemes = document["components"]["securitySchemes"]
    flow = {"tokenUrl": "https://x.example", "scopes": {"read": "To read."}}
    schemes["Renamed"] = schemes.pop(next(iter(schemes)))
    schemes["Unused"] = {"type": "oauth2", "flows": {"clientCredentials": flow}}
    for _method, _path, operation in operations(document):
        listed: Any = operation.get("security", document.get("security"))
        operation["security"] = [{"Renamed": scopes} for each in listed for scopes in each.values()]


def inlined(_random: Random, document: Document) -> None:
    """Parameters, answers and headers in the place of references to them."""
    for _method, _path, operation in operations(document):
        operation["parameters"] = [target(document, each) for each in operation.get("parameters", ())]
        for code, answer in operation["responses"].items():
            operation["responses"][code] = answer = deepcopy(target(document, answer))
            headers = answer.get("headers", {})
            headers.update({name.lower(): target(document, headers.pop(name)) for name in list(headers)})


def shuffled(random: Random, document: Document) -> None:
    def mix(value: Document) -> None:
        for key in ("required", "enum", "type", "parameters", "oneOf", "anyOf"):
            if isinstance(value.get(key), list):
                random.shuffle(value[key])
        for key in random.sample(list(value), len(value)):
            value[key] = value.pop(key)

    _each(document, mix)


def aliases(_random: Random, document: Document) -> None:
    """References over another name, which is only a reference."""
    schemas = document["components"]["schemas"]
    known = {f"#/components/schemas/{name}" for name in schemas}
    _each(document["paths"], lambda each: each.get("$ref") in known and each.update({"$ref": each["$ref"] + "Alias"}))
    schemas.update({f"{name}Alias": {"$ref": f"#/components/schemas/{name}"} for name in list(schemas)})


def mapped(_random: Random, document: Document) -> None:
    """A discriminator with a mapping that says what the variants say."""
    schemas = document["components"]["schemas"]
    for schema in _schemas(document):
        tag, variants = schema.get("discriminator", {}), schema.get("oneOf", [])
        for index, variant in enumerate(variants if tag else ()):
            if "$ref" not in variant and variant["title"] not in schemas:
                schemas[variant["title"]] = variant
                variants[index] = {"$ref": f"#/components/schemas/{variant['title']}"}
                (value,) = variant["properties"][tag["propertyName"]]["enum"]
                tag.setdefault("mapping", {})[value] = variants[index]["$ref"]


def nested(_random: Random, document: Document) -> None:
    """A union within a union, and a list of one type."""
    for schema in _schemas(document):
        for key in ("oneOf", "anyOf"):
            if len(schema.get(key, ())) > 2:
                first, *rest = schema[key]
                schema[key] = [first, {key: rest}]
        if isinstance(schema.get("type"), str) and document["openapi"] >= "3.1":
            schema["type"] = [schema["type"]]


def words(random: Random, document: Document) -> None:
    for place in random.sample(found := places(document), len(found) // 2):
        place.schema.update({"description": "Other words.", "example": 1, "x-tool": {"a": 1}})


REWRITES: Final[tuple[Rewrite, ...]] = (
    *(parameter_defaults, schema_defaults, hoisted, lone_all_of, null_as_variant, null_as_flag, charset),
    *(other_keys, inlined, shuffled, aliases, mapped, nested, words),
)


def rewritten(
    seed: int, document_of: Callable[[str], Document], apis: tuple[str, ...]
) -> Iterator[tuple[str, str, Document, Document]]:
    """Rewrites without end: (what was done, API, document as it was, document as it is); several at once at times."""
    random = Random(seed)
    for rewrite in cycle(REWRITES):
        before = document_of(api := random.choice(apis))
        done, after = [rewrite, *random.sample(REWRITES, random.choice((0, 0, 1, 3)))], deepcopy(before)
        for each in done:
            each(random, after)
        yield ", ".join(each.__name__ for each in done), api, before, after
