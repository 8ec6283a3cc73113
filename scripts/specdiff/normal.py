"""Bring a document into one form, so that documents that say the same API are the same.

What a keyword means when it is absent is left out, null is a flag, an allOf is put together, and what a path says for
all its operations stands at each. Knows nothing about comparing.
"""

from collections.abc import Mapping
from typing import Any, Final

from scripts.specs import METHODS, Document

WORDS: Final = frozenset({"description", "summary", "example", "examples", "externalDocs", "$comment"})
"""Keywords that only people read."""

# What stands under which key; a star for each mapping or list in between.
_PARTS: Final[Mapping[str, Mapping[str, str]]] = {
    "document": {"paths": "item*", "webhooks": "item*", "components": "components"},
    "components": {
        "schemas": "schema*",
        "parameters": "parameter*",
        "headers": "header*",
        "responses": "response*",
        "requestBodies": "body*",
        "pathItems": "item*",
        "callbacks": "item**",
    },
    "item": {**dict.fromkeys(METHODS, "operation"), "parameters": "parameter*"},
    "operation": {"parameters": "parameter*", "requestBody": "body", "responses": "response*", "callbacks": "item**"},
    "parameter": {"schema": "schema", "content": "media*"},
    "header": {"schema": "schema", "content": "media*"},
    "body": {"content": "media*"},
    "response": {"content": "media*", "headers": "header*"},
    "media": {"schema": "schema"},
    "schema": {
        **dict.fromkeys(("properties", "patternProperties", "dependentSchemas"), "schema*"),
        **dict.fromkeys(("allOf", "oneOf", "anyOf", "prefixItems"), "schema*"),
        **dict.fromkeys(("items", "additionalProperties", "contains", "propertyNames", "contentSchema"), "schema"),
        **dict.fromkeys(("not", "if", "then", "else", "unevaluatedItems", "unevaluatedProperties"), "schema"),
    },
}

# What an absent keyword means.
_DEFAULTS: Final[Mapping[str, Mapping[str, Any]]] = {
    "item": {"parameters": [], "servers": []},
    "operation": {"deprecated": False, "parameters": [], "servers": [], "callbacks": {}},
    "parameter": {"required": False, "deprecated": False, "allowReserved": False, "allowEmptyValue": False},
    "header": {"required": False, "deprecated": False, "style": "simple", "explode": False},
    "body": {"required": False},
    "response": {"headers": {}, "links": {}, "content": {}},
    "media": {"encoding": {}, "schema": {}},
    "schema": {
        **dict.fromkeys(("deprecated", "readOnly", "writeOnly", "nullable", "uniqueItems"), False),
        **dict.fromkeys(("exclusiveMinimum", "exclusiveMaximum"), False),
        **dict.fromkeys(("minLength", "minItems", "minProperties"), 0),
        "minContains": 1,
        **{key: {} for key in ("additionalProperties", "items", "unevaluatedItems", "unevaluatedProperties")},
        **{key: {} for key in ("properties", "patternProperties", "dependentRequired", "dependentSchemas")},
        **{key: [] for key in ("required", "prefixItems", "allOf")},
    },
}

NOTHING: Final[Mapping[str, Any]] = {"not": {}}
"""The form of a schema that refuses everything, also written as `false`."""


def normalised(document: Document) -> Document:
    """The one form of all documents that say the same; the document itself is left as it is."""
    found: Document = _normal("document", document)
    known: dict[str, Document] = {}

    def put_together(value: Any) -> Any:
        """Every allOf as one schema."""
        if isinstance(value, list):
            return [put_together(each) for each in value]
        if not isinstance(value, dict):
            return value
        whole = {key: put_together(each) for key, each in value.items() if key != "allOf"}
        if value is not found and isinstance(value.get("servers"), list) and value["servers"] == found.get("servers"):
            del whole["servers"]  # those of the document are meant anyway
        members = value.get("allOf", [])
        if not isinstance(members, list):
            return {**whole, "allOf": put_together(members)}  # a field of that name
        for member in reversed(members):
            whole = _joined(referred_to(member), whole)
        return whole

    def referred_to(schema: Any) -> Document:
        if not isinstance(schema, dict) or not isinstance(schema.get("$ref"), str):
            return dict(put_together(schema))
        reference = schema["$ref"]
        if reference not in known:
            known[reference] = {}  # what holds itself adds nothing to itself
            known[reference] = whole = referred_to(entry(found, *way(reference)) or {})
            # What a schema has from another one is that one's, and is told there once.
            whole["properties"] = {
                name: each if "$ref" in each else {"$ref": f"{reference}/properties/{_escaped(name)}"}
                for name, each in whole.get("properties", {}).items()
            }
        return _joined(known[reference], {key: put_together(each) for key, each in schema.items() if key != "$ref"})

    whole: Document = put_together(found)
    return whole


def _joined(part: Document, whole: Document) -> Document:
    """A member of an allOf and what comes after it: of two words for a thing the last one counts."""
    found = {**{key: each for key, each in part.items() if key not in WORDS | {"title"}}, **whole}
    for key in part.keys() & whole.keys() & {"properties", "required", "oneOf", "anyOf"}:
        if isinstance(part[key], dict):
            found[key] = {**part[key], **whole[key]}
        else:
            found[key] = [*part[key], *(each for each in whole[key] if each not in part[key])]
    return found


def way(reference: str) -> tuple[str, ...]:
    """The keys that a reference within the document leads over."""
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in reference[2:].split("/"))


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def entry(value: Any, *keys: str) -> Any:
    """What stands under some keys; None if there is nothing."""
    for key in keys:
        if isinstance(value, list) and key.isdecimal() and int(key) < len(value):
            value = value[int(key)]
        else:
            value = value.get(key) if isinstance(value, dict) else None
    return value


def same(one: Any, other: Any) -> bool:
    """Equality of JSON: unlike Python's, 1 is not true."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def _normal(sort: str, value: Any) -> Any:
    if sort.endswith("*"):
        if isinstance(value, list):
            return [_normal(sort[:-1], each) for each in value]
        found = {name: _normal(sort[:-1], each) for name, each in value.items()} if isinstance(value, dict) else value
        return _media_types(found) if sort == "media*" else found
    if sort == "schema" and isinstance(value, bool):
        return {} if value else dict(NOTHING)
    if not isinstance(value, dict):
        return value
    parts, defaults = _PARTS[sort], _DEFAULTS.get(sort, {})
    found = {key: _normal(parts[key], each) if key in parts else each for key, each in value.items()}
    found = {key: each for key, each in found.items() if key not in defaults or not same(each, defaults[key])}
    return _FORMS[sort](found) if sort in _FORMS else found


def _media_types(content: Any) -> Any:
    """A charset is no other type, and the case of a type is no matter."""
    if not isinstance(content, dict):
        return content
    found: Document = {}
    for name, each in content.items():
        parts = [part.strip().lower() for part in str(name).split(";")]
        found.setdefault("; ".join(part for part in parts if not part.startswith("charset=")), each)
    return found


# These change a mapping that `_normal` has just made.


def _item(item: Document) -> Document:
    """Parameters and servers are those of the operations, whose own parameters come first: they keep their place."""
    parameters, servers = item.pop("parameters", []), item.pop("servers", None)
    for method in METHODS & item.keys():
        item[method]["parameters"] = [*item[method].get("parameters", []), *parameters]
        if servers:
            item[method].setdefault("servers", servers)
    return item


def _parameter(parameter: Document) -> Document:
    style = "form" if parameter.get("in") in ("query", "cookie") else "simple"
    implied = {"style": style, "explode": parameter.get("style", style) == "form"}
    return {key: each for key, each in parameter.items() if key not in implied or each != implied[key]}


def _schema(schema: Document) -> Document:
    _flag_null(schema)
    for bound, flag in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if schema.get(flag) is True:  # in OpenAPI 3.0 a flag says that the bound itself is refused
            del schema[flag]
            if bound in schema:
                schema[flag] = schema.pop(bound)
    if "$ref" in schema:
        schema.pop("title", None)  # who refers to a class does not name it
    for key in ("enum", "required"):
        if isinstance(schema.get(key), list):
            schema[key] = sorted(schema[key], key=str)
    for key in ("allOf", "oneOf", "anyOf"):
        if len(schema.get(key) or ()) == 1 and isinstance(schema[key][0], dict):
            schema = _opened(key, schema)
    return schema


def _flag_null(schema: Document) -> None:
    """`type: [x, "null"]`, `nullable: true`, a null among the values or the variants: all are `nullable: true`."""
    types, values = schema.get("type"), schema.get("enum")
    if isinstance(types, str | list):
        named = {types} if isinstance(types, str) else set(map(str, types))
        others = sorted(named - {"null"})
        schema["type"] = others[0] if len(others) == 1 else others
        if "null" in named:
            schema["nullable"] = True
    if isinstance(values, list) and None in values:
        schema |= {"nullable": True, "enum": [value for value in values if value is not None]}
    if values == [None] or ("const" in schema and schema["const"] is None):
        schema.pop("enum", None)
        schema.pop("const", None)
        schema |= {"nullable": True, "type": []}
    for key in ("oneOf", "anyOf"):
        variants = schema.get(key)
        if isinstance(variants, list) and any(map(_is_null, variants)):
            schema |= {"nullable": True, key: [variant for variant in variants if not _is_null(variant)]}


def _is_null(schema: Any) -> bool:
    return isinstance(schema, dict) and schema.get("type") == [] and schema.get("nullable") is True


# Keywords that mean the same beside a lone member of allOf, oneOf or anyOf and inside it.
_BESIDE: Final = WORDS | {"title", "nullable", "default", "deprecated", "readOnly", "writeOnly", "type"}


def _opened(key: str, schema: Document) -> Document:
    """A lone member of allOf, oneOf or anyOf is the whole; what was said beside it is said of it."""
    inner = schema[key][0]
    beside = {name: each for name, each in schema.items() if name != key}
    if any(name not in _BESIDE and not name.startswith("x-") for name in beside):
        return schema
    if key != "allOf" or "$ref" in inner:
        beside.pop("title", None)
    return {**inner, **beside}


_FORMS: Final = {"item": _item, "parameter": _parameter, "schema": _schema}
