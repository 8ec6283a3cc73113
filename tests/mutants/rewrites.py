"""Say the same API otherwise: nothing above info may be reported of what these do."""

from collections.abc import Callable, Iterator
from copy import deepcopy
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


def parameter_defaults(_random: Random, document: Document) -> None:
    """Style, explode, required and deprecated as they are anyway."""
    for _method, _path, operation in operations(document):
        for parameter in (target(document, each) for each in operation.get("parameters", ())):
            is_form = parameter["in"] in ("query", "cookie")
            said = {
                "style": "form" if is_form else "simple",
                "explode": is_form,
                "required": False,
                "deprecated": False,
            }
            parameter.update({**said, **parameter})
        if "requestBody" in operation:
            operation["requestBody"].setdefault("required", False)


def schema_defaults(_random: Random, document: Document) -> None:
    """The bounds, flags and freedoms that a schema has anyway."""
    flags: Document = {"deprecated": False, "readOnly": False, "writeOnly": False}
    bounds: Document = {
        "string": {"minLength": 0},
        "array": {"minItems": 0, "uniqueItems": False},
        "object": {"minProperties": 0, "additionalProperties": True, "unevaluatedProperties": True},
    }
    for place in places(document):
        said = {**flags, **bounds.get(str(place.schema.get("type")), {})}
        place.schema.update({**said, **place.schema})


def hoisted(_random: Random, document: Document) -> None:
    """Parameters and servers of an operation that is alone in its path, said of the path."""
    for item in document["paths"].values():
        for operation in item.values() if len(item) == 1 else ():
            item["parameters"] = operation.pop("parameters", [])
            item["servers"] = deepcopy(document["servers"])
            break


def lone_all_of(_random: Random, document: Document) -> None:
    """A reference to a schema as the only member of an allOf."""

    def wrap(value: Document) -> None:
        if str(value.get("$ref")).startswith("#/components/schemas/"):
            value["allOf"] = [{"$ref": value.pop("$ref")}]

    _each(document["paths"], wrap)
    for schema in document["components"]["schemas"].values():
        _each(schema.get("properties", {}), wrap)


def null_as_variant(_random: Random, document: Document) -> None:
    """`type: [x, "null"]` as a union with null."""
    for place in places(document):
        types = place.schema.get("type")
        if isinstance(types, list) and len(types) == 2 and "null" in types and "enum" not in place.schema:
            words: Document = {
                key: place.schema.pop(key) for key in ("title", "default", "description") if key in place.schema
            }
            inner: Document = {**place.schema, "type": next(name for name in types if name != "null")}
            place.schema.clear()
            place.schema.update({**words, "anyOf": [{"type": "null"}, inner]})


def null_as_flag(_random: Random, document: Document) -> None:
    """Null as OpenAPI 3.0 says it."""
    document["openapi"] = "3.0.3"
    for place in places(document):
        schema = place.schema
        if isinstance(schema.get("type"), list) and "null" in schema["type"]:
            (schema["type"],) = (name for name in schema["type"] if name != "null")
            schema["nullable"] = True
        for key in ("oneOf", "anyOf"):
            if {"type": "null"} in schema.get(key, ()):
                schema[key].remove({"type": "null"})
                schema["nullable"] = True


def charset(_random: Random, document: Document) -> None:
    """Content types with the charset that they have anyway."""

    def named(value: Document) -> None:
        if "application/json" in value:
            value["Application/JSON; charset=utf-8"] = value.pop("application/json")

    _each(document, named)


def other_keys(_random: Random, document: Document) -> None:
    """Another name for the scheme of the key, said of each operation; and a scheme with scopes that nobody needs."""
    (name, *_), schemes = document["components"]["securitySchemes"], document["components"]["securitySchemes"]
    flow = {"tokenUrl": "https://x.example", "scopes": {"read": "To read."}}
    schemes.update(Renamed=schemes.pop(name), Unused={"type": "oauth2", "flows": {"clientCredentials": flow}})
    for _method, _path, operation in operations(document):
        listed: Any = operation.get("security", document.get("security"))
        operation["security"] = [{"Renamed": scopes} for each in listed for scopes in each.values()]


def inlined(_random: Random, document: Document) -> None:
    """Parameters, answers and headers in the place of references to them."""
    for _method, _path, operation in operations(document):
        operation["parameters"] = [target(document, each) for each in operation.get("parameters", ())]
        for code, answer in operation["responses"].items():
            operation["responses"][code] = deepcopy(target(document, answer))
            headers = operation["responses"][code].get("headers", {})
            headers.update({name.lower(): target(document, headers.pop(name)) for name in list(headers)})


def shuffled(random: Random, document: Document) -> None:
    """Another order of what has none."""

    def mix(value: Document) -> None:
        for key in ("required", "enum", "type", "parameters", "oneOf", "anyOf"):
            if isinstance(value.get(key), list):
                random.shuffle(value[key])
        entries = list(value.items())
        random.shuffle(entries)
        value.clear()
        value.update(entries)

    _each(document, mix)


def aliases(_random: Random, document: Document) -> None:
    """References over another name, which is only a reference."""
    schemas = document["components"]["schemas"]
    names = {f"#/components/schemas/{name}": f"#/components/schemas/{name}Alias" for name in schemas}
    _each(
        document["paths"],
        lambda value: value.update({"$ref": names.get(value["$ref"], value["$ref"])} if "$ref" in value else {}),
    )
    schemas.update({f"{name}Alias": {"$ref": f"#/components/schemas/{name}"} for name in list(schemas)})


def mapped(_random: Random, document: Document) -> None:
    """A discriminator with a mapping that says what the variants say."""
    schemas = document["components"]["schemas"]
    for place in places(document):
        if (tag := place.schema.get("discriminator")) and "oneOf" in place.schema:
            for index, variant in enumerate(place.schema["oneOf"]):
                if "$ref" not in variant and variant["title"] not in schemas:
                    schemas[variant["title"]] = variant
                    place.schema["oneOf"][index] = {"$ref": f"#/components/schemas/{variant['title']}"}
                    (value,) = variant["properties"][tag["propertyName"]]["enum"]
                    tag.setdefault("mapping", {})[value] = f"#/components/schemas/{variant['title']}"


def nested(_random: Random, document: Document) -> None:
    """A union within a union, and a list of one type."""
    for place in places(document):
        for key in {"oneOf", "anyOf"} & place.schema.keys():
            if len(place.schema[key]) > 2:
                first, *rest = place.schema[key]
                place.schema[key] = [first, {key: rest}]
        if isinstance(place.schema.get("type"), str) and document["openapi"] >= "3.1":
            place.schema["type"] = [place.schema["type"]]


def words(random: Random, document: Document) -> None:
    """Words, examples and extensions for tools."""
    for place in random.sample(found := places(document), len(found) // 2):
        place.schema.update({"description": "Other words.", "example": 1, "x-tool": {"a": 1}})


REWRITES: Final[tuple[Rewrite, ...]] = (
    parameter_defaults, schema_defaults, hoisted, lone_all_of, null_as_variant, null_as_flag, charset, other_keys,
    inlined, shuffled, aliases, mapped, nested, words,
)  # fmt: skip


def rewritten(
    seed: int, document_of: Callable[[str], Document], apis: tuple[str, ...]
) -> Iterator[tuple[str, str, Document, Document]]:
    """Rewrites without end: (what was done, API, document as it was, document as it is); several at once at times."""
    random = Random(seed)
    while True:
        for rewrite in REWRITES:
            before = document_of(api := random.choice(apis))
            done = [rewrite, *random.sample(REWRITES, random.choice((0, 0, 1, 3)))]
            after = deepcopy(before)
            for each in done:
                each(random, after)
            yield ", ".join(each.__name__ for each in done), api, before, after
