"""The mutations of schemas: fields, types, values, variants."""

import re
from collections.abc import Callable
from random import Random
from typing import Any, Final

from scripts.mutants.mutation import BREAKING, INFO, WARNING, Mutation, inlined, told, worst
from scripts.mutants.sites import Site, sites
from scripts.specs import Document


def _pick(
    random: Random, document: Document, test: Callable[[Document], Any], *, in_unions: bool = True
) -> Site | None:
    found = [site for site in sites(document) if test(site.schema)]
    found = [site for site in found if in_unions or not re.search(r"/(one|any)Of/\d+$", site.pointer)]
    return random.choice(found) if found else None


def _fields(schema: Document) -> list[str]:
    return sorted(schema.get("properties", ()))


def drop_field(random: Random, document: Document) -> Mutation | None:
    """A field, and its mention under `required`."""
    site = _pick(random, document, _fields)
    if site is None:
        return None
    name = random.choice(_fields(site.schema))
    del site.schema["properties"][name]
    _unrequire(site.schema, name)
    return told(f"drop the field {name}", "field-removed status-removed", BREAKING, site.pointer)


def _unrequire(schema: Document, name: str) -> None:
    if name in schema.get("required", ()):
        schema["required"].remove(name)
        if not schema["required"]:
            del schema["required"]


def add_field(random: Random, document: Document) -> Mutation | None:
    """An optional or a required field."""
    site = _pick(random, document, _fields)
    if site is None:
        return None
    site.schema["properties"]["a_new_field"] = {"type": "string"}
    if random.random() < 0.5:
        return told("add an optional field", "field-added", None, site.pointer)
    site.schema.setdefault("required", []).append("a_new_field")
    severity = worst(site, INFO, BREAKING)
    return told("add a required field", "required-field-added", severity, site.pointer)


def rename_field(random: Random, document: Document) -> Mutation | None:
    """A field, also under `required`."""
    site = _pick(random, document, _fields)
    if site is None:
        return None
    name = random.choice(_fields(site.schema))
    site.schema["properties"][f"{name}_renamed"] = site.schema["properties"].pop(name)
    if name in site.schema.get("required", ()):
        _unrequire(site.schema, name)
        site.schema.setdefault("required", []).append(f"{name}_renamed")
    return told(f"rename the field {name}", "field-removed status-removed", BREAKING, site.pointer)


def rename_schema(random: Random, document: Document) -> Mutation | None:
    """A component and all references to it; only where a class is called by it does anybody notice."""
    schemas = document["components"]["schemas"]
    name = random.choice(sorted(schemas))
    schema = schemas.pop(name)
    schemas[f"{name}Renamed"] = schema
    _replace_references(document, f"#/components/schemas/{name}", f"#/components/schemas/{name}Renamed")
    called = _has_class(schema) and "title" not in schema
    kinds = "class-renamed status-list-lost"
    lists_statuses = name in ("JobStatus", "BatchJobStatus", "Batch_status_v1_batch__batch_uuid__get_Response_200")
    severity = BREAKING if called or lists_statuses else None
    return told(f"rename the schema {name}", kinds, severity, f"/components/schemas/{name}")


def _has_class(schema: Document) -> bool:
    return "properties" in schema or "allOf" in schema or "enum" in schema or schema.get("type") == "object"


def _replace_references(value: Any, old: str, new: str) -> None:
    if isinstance(value, dict):
        if value.get("$ref") == old:
            value["$ref"] = new
        for each in value.values():
            _replace_references(each, old, new)
    elif isinstance(value, list):
        for each in value:
            _replace_references(each, old, new)


def retitle(random: Random, document: Document) -> Mutation | None:
    """A title that a class is called by."""
    site = _pick(random, document, lambda schema: "title" in schema and _has_class(schema) and "oneOf" not in schema)
    if site is None:
        return None
    site.schema["title"] += "Renamed"
    return told(f"rename the class {site.schema['title']}", "class-renamed", BREAKING, site.pointer)


_PLAIN: Final = ("string", "integer", "number", "boolean")


def retype(random: Random, document: Document) -> Mutation | None:
    """A plain type."""
    site = _pick(
        random,
        document,
        lambda schema: schema.get("type") in _PLAIN and not {"enum", "const", "format", "default"} & schema.keys(),
    )
    if site is None:
        return None
    was = site.schema["type"]
    now = random.choice([name for name in _PLAIN if name != was])
    for limit in ("minimum", "maximum"):
        site.schema.pop(limit, None)
    site.schema["type"] = now
    what = f"{was} becomes {now}"
    if (was, now) == ("integer", "number"):
        return told(what, "type-widened", worst(site, BREAKING, INFO), site.pointer)
    if (was, now) == ("number", "integer"):
        return told(what, "type-narrowed", worst(site, INFO, BREAKING), site.pointer)
    return told(what, "type-changed type-widened type-narrowed", BREAKING, site.pointer)


def reformat(random: Random, document: Document) -> Mutation | None:
    """A format, away or to another one."""
    site = _pick(random, document, lambda schema: "format" in schema)
    if site is None:
        return None
    was = site.schema.pop("format")
    if random.random() < 0.5:
        site.schema["format"] = "hostname"
    typed = was in ("date-time", "date", "uuid", "binary")
    kind, severity = ("format-changed", BREAKING) if typed else ("format-hint-changed", None)
    return told(f"the format {was} becomes {site.schema.get('format')}", kind, severity, site.pointer)


def require(random: Random, document: Document) -> Mutation | None:
    """A field becomes required, or optional."""
    site = _pick(random, document, _fields)
    if site is None:
        return None
    name = random.choice(_fields(site.schema))
    if name in site.schema.get("required", ()):
        _unrequire(site.schema, name)
        return told(f"{name} becomes optional", "field-became-optional", worst(site, BREAKING, INFO), site.pointer)
    site.schema.setdefault("required", []).append(name)
    return told(f"{name} becomes required", "field-became-required", worst(site, INFO, BREAKING), site.pointer)


def make_nullable(random: Random, document: Document) -> Mutation | None:
    """A type with null becomes one without, or the other way round."""
    site = _pick(
        random,
        document,
        lambda schema: (
            (schema.get("type") in _PLAIN or isinstance(schema.get("type"), list))
            and not {"enum", "const", "default"} & schema.keys()
        ),
        in_unions=False,  # a union that has null already is not changed by another one
    )
    if site is None:
        return None
    if isinstance(site.schema["type"], list):
        (site.schema["type"],) = (name for name in site.schema["type"] if name != "null")
        severity = worst(site, INFO, BREAKING)
        return told("null is no value any more", "became-not-nullable", severity, site.pointer)
    site.schema["type"] = [site.schema["type"], "null"]
    return told("null is a value", "became-nullable", worst(site, BREAKING, INFO), site.pointer)


_STATUS_LIST: Final = re.compile(r"/(JobStatus|BatchJobStatus|Batch_status_v1_[^/]*/oneOf/\d+/properties/status)$")


def change_enum(random: Random, document: Document) -> Mutation | None:
    """Another value of an enum, or one less."""
    site = _pick(random, document, lambda schema: "enum" in schema)
    if site is None:
        return None
    values = site.schema["enum"]
    if len(values) > 1 and site.schema.get("default") is None and random.random() < 0.5:
        gone = values.pop(random.randrange(len(values)))
        return told(f"{gone} is no value any more", "enum-value-removed status-removed", BREAKING, site.pointer)
    values.append("a_new_value")
    # A new status of a job is worth a look, wherever the list stands.
    is_status = bool(
        re.search(r"/(JobStatus|BatchJobStatus|Batch_status_v1_[^/]*/oneOf/\d+/properties/status)$", site.pointer)
    )
    severity = WARNING if is_status else worst(site, WARNING, INFO)
    return told("another value", "enum-value-added status-added", severity, site.pointer)


def change_variants(random: Random, document: Document) -> Mutation | None:
    """Another variant of a union, or one less."""
    site = _pick(random, document, lambda schema: {"oneOf", "anyOf"} & schema.keys())
    if site is None:
        return None
    variants = site.schema.get("oneOf") or site.schema["anyOf"]
    followed = [inlined(document, variant) for variant in variants]
    if random.random() < 0.5 and len(variants) > 1:
        index = random.randrange(len(variants))
        gone = followed[index]
        del variants[index]
        if _has_class(gone):
            return told("a variant goes", "variant-removed status-removed", BREAKING, site.pointer)
        kind = "became-not-nullable" if gone.get("type") == "null" else "type-narrowed"
        return told("a type goes from a union", kind, worst(site, INFO, BREAKING), site.pointer)
    if any(variant.get("type") == "array" or _has_class(variant) for variant in followed):
        tag = site.schema.get("discriminator", {}).get("propertyName", "kind")
        new = {"type": "string", "enum": ["a_new_variant"]}
        variants.append({"type": "object", "title": "NewVariant", "properties": {tag: new}, "required": [tag]})
        return told("another variant", "variant-added status-added", worst(site, WARNING, INFO), site.pointer)
    variants.append({"type": "boolean"})
    return told("another type in a union", "type-widened", worst(site, BREAKING, INFO), site.pointer)
