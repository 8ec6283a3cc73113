"""The mutations, each with what ought to be reported of it.

An operator takes a random generator and a document that it changes. It says what it did, which kinds of change name it,
and how severe they are in an answer and in a request; or None if the document has nothing for it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from random import Random
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from attrs import frozen

from scripts.mutants.sites import ANSWER, REQUEST, Site, found_at, sites
from scripts.specs import Document, operations

INFO, WARNING, BREAKING = "info", "warning", "breaking"


@frozen
class Mutation:
    """What was done, and what ought to be said of it.

    Attributes:
        what: In words.
        kinds: One of these has to be reported.
        severity: The most severe report there has to be; None: nothing above info.
        pointer: The place in the document.
        base: The document to compare with, if it is not the one that was given.
    """

    what: str
    kinds: frozenset[str]
    severity: str | None
    pointer: str = ""
    base: Document | None = None


Operator: TypeAlias = Callable[[Random, Document], Mutation | None]


def _told(what: str, kinds: str, severity: str | None, pointer: str = "", base: Document | None = None) -> Mutation:
    return Mutation(what, frozenset(kinds.split()), severity, pointer, base)


def _worst(site: Site, answer: str, request: str) -> str:
    """A schema that is used in both directions counts as the worse of the two."""
    found = [severity for direction, severity in ((ANSWER, answer), (REQUEST, request)) if direction in site.directions]
    return max(found, key=(INFO, WARNING, BREAKING).index)


def _pick(
    random: Random, document: Document, test: Callable[[Document], Any], *, in_unions: bool = True
) -> Site | None:
    found = [site for site in sites(document) if test(site.schema)]
    found = [site for site in found if in_unions or not re.search(r"/(one|any)Of/\d+$", site.pointer)]
    return random.choice(found) if found else None


def _operation(random: Random, document: Document) -> tuple[str, str, Document]:
    return random.choice(list(operations(document)))


def _pointer_of(method: str, path: str) -> str:
    return f"/paths/{path.replace('/', '~1')}/{method.lower()}"


def _fields(schema: Document) -> list[str]:
    return sorted(schema.get("properties", ()))


# Drop


def drop_field(random: Random, document: Document) -> Mutation | None:
    """A field, and its mention under `required`."""
    site = _pick(random, document, _fields)
    if site is None:
        return None
    name = random.choice(_fields(site.schema))
    del site.schema["properties"][name]
    _unrequire(site.schema, name)
    return _told(f"drop the field {name}", "field-removed status-removed", BREAKING, site.pointer)


def _unrequire(schema: Document, name: str) -> None:
    if name in schema.get("required", ()):
        schema["required"].remove(name)
        if not schema["required"]:
            del schema["required"]


def _own_parameters(document: Document) -> list[tuple[Document, int]]:
    """The parameters that stand in an operation itself and are not part of its path."""
    return [
        (operation, index)
        for _method, _path, operation in operations(document)
        for index, parameter in enumerate(operation.get("parameters", ()))
        if parameter.get("in") in ("query", "header", "cookie")
    ]


def drop_parameter(random: Random, document: Document) -> Mutation | None:
    """A parameter of the query, a header or a cookie."""
    found = _own_parameters(document)
    if not found:
        return None
    operation, index = random.choice(found)
    gone = operation["parameters"].pop(index)
    return _told(f"drop the parameter {gone['name']}", "parameter-removed", BREAKING)


def drop_operation(random: Random, document: Document) -> Mutation | None:
    """An operation; its announced sunset decides how bad that is."""
    method, path, operation = _operation(random, document)
    del document["paths"][path][method.lower()]
    if not document["paths"][path]:
        del document["paths"][path]
    # The only sunset that a vendored document announces has passed.
    past = "Sunset:" in operation.get("description", "")
    kind, severity = ("operation-removed-after-sunset", WARNING) if past else ("operation-removed", BREAKING)
    return _told(f"drop {method} {path}", kind, severity)


def drop_answer(random: Random, document: Document) -> Mutation | None:
    """A documented status code."""
    method, path, operation = _operation(random, document)
    code = random.choice(sorted(operation["responses"]))
    del operation["responses"][code]
    if not operation["responses"]:
        return None
    kind, severity = ("success-removed", BREAKING) if code.startswith("2") else ("error-removed", None)
    return _told(f"drop {code} of {method} {path}", kind, severity, f"{_pointer_of(method, path)}/responses/{code}")


# Add


def add_field(random: Random, document: Document) -> Mutation | None:
    """An optional or a required field."""
    site = _pick(random, document, _fields)
    if site is None:
        return None
    site.schema["properties"]["a_new_field"] = {"type": "string"}
    if random.random() < 0.5:
        return _told("add an optional field", "field-added", None, site.pointer)
    site.schema.setdefault("required", []).append("a_new_field")
    severity = _worst(site, INFO, BREAKING)
    return _told("add a required field", "required-field-added", severity, site.pointer)


def add_parameter(random: Random, document: Document) -> Mutation | None:
    """An optional or a required parameter of the query."""
    method, path, operation = _operation(random, document)
    required = random.random() < 0.5
    parameter = {"name": "a_new_parameter", "in": "query", "required": required, "schema": {"type": "string"}}
    operation.setdefault("parameters", []).append(parameter)
    kind, severity = ("required-parameter-added", BREAKING) if required else ("parameter-added", None)
    return _told(f"add a parameter to {method} {path}", kind, severity)


def add_operation(random: Random, document: Document) -> Mutation | None:
    """An operation like another one."""
    _method, _path, operation = _operation(random, document)
    answer = {"204": {"description": "Nothing."}}
    new = {"operationId": "a_new_operation", "tags": operation.get("tags", []), "responses": answer}
    document["paths"]["/v9/news"] = {"get": new}
    return _told("add an operation", "operation-added", None)


def add_answer(random: Random, document: Document) -> Mutation | None:
    """A status code of success or failure."""
    method, path, operation = _operation(random, document)
    code = random.choice(["202", "418"])
    operation["responses"][code] = {"description": "News."}
    kind, severity = ("success-added", WARNING) if code == "202" else ("error-added", None)
    return _told(f"add {code} to {method} {path}", kind, severity)


# Rename


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
    return _told(f"rename the field {name}", "field-removed status-removed", BREAKING, site.pointer)


def rename_operation(random: Random, document: Document) -> Mutation | None:
    """An operationId."""
    method, path, operation = _operation(random, document)
    operation["operationId"] += "_renamed"
    return _told(f"rename {method} {path}", "operation-renamed", BREAKING)


def rename_parameter(random: Random, document: Document) -> Mutation | None:
    """A parameter of the query, a header, a cookie; or of the path, with the path."""
    found = _own_parameters(document)
    in_path = sorted(path for path in document["paths"] if "{" in path)
    if in_path and (not found or random.random() < 0.5):
        path = random.choice(in_path)
        name = re.findall(r"\{(.*?)\}", path)[0]
        item = document["paths"].pop(path)
        for operation in item.values():
            operation["parameters"] = [
                {**inlined, "name": f"{name}_renamed"} if inlined["name"] == name else parameter
                for parameter in operation["parameters"]
                for inlined in [_inlined(document, parameter)]
            ]
        document["paths"][path.replace(f"{{{name}}}", f"{{{name}_renamed}}")] = item
        return _told(f"rename the parameter {name} of {path}", "parameter-renamed", BREAKING)
    if not found:
        return None
    operation, index = random.choice(found)
    parameter = operation["parameters"][index]
    parameter["name"] += "_renamed"
    return _told(f"rename the parameter to {parameter['name']}", "parameter-removed", BREAKING)


def _inlined(document: Document, value: Document) -> Document:
    found: Document = found_at(document, value["$ref"][1:]) if "$ref" in value else value
    return found


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
    return _told(f"rename the schema {name}", kinds, severity, f"/components/schemas/{name}")


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
    return _told(f"rename the class {site.schema['title']}", "class-renamed", BREAKING, site.pointer)


# Retype


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
        return _told(what, "type-widened", _worst(site, BREAKING, INFO), site.pointer)
    if (was, now) == ("number", "integer"):
        return _told(what, "type-narrowed", _worst(site, INFO, BREAKING), site.pointer)
    return _told(what, "type-changed type-widened type-narrowed", BREAKING, site.pointer)


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
    return _told(f"the format {was} becomes {site.schema.get('format')}", kind, severity, site.pointer)


# Require, nullable


def require(random: Random, document: Document) -> Mutation | None:
    """A field becomes required, or optional."""
    site = _pick(random, document, _fields)
    if site is None:
        return None
    name = random.choice(_fields(site.schema))
    if name in site.schema.get("required", ()):
        _unrequire(site.schema, name)
        return _told(f"{name} becomes optional", "field-became-optional", _worst(site, BREAKING, INFO), site.pointer)
    site.schema.setdefault("required", []).append(name)
    return _told(f"{name} becomes required", "field-became-required", _worst(site, INFO, BREAKING), site.pointer)


def require_parameter(random: Random, document: Document) -> Mutation | None:
    """A parameter becomes required, or optional."""
    found = _own_parameters(document)
    if not found:
        return None
    operation, index = random.choice(found)
    parameter = operation["parameters"][index]
    parameter["required"] = not parameter.get("required", False)
    if parameter["required"]:
        return _told(f"{parameter['name']} becomes required", "parameter-became-required", BREAKING)
    return _told(f"{parameter['name']} becomes optional", "parameter-became-optional", None)


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
        severity = _worst(site, INFO, BREAKING)
        return _told("null is no value any more", "became-not-nullable", severity, site.pointer)
    site.schema["type"] = [site.schema["type"], "null"]
    return _told("null is a value", "became-nullable", _worst(site, BREAKING, INFO), site.pointer)


# Enum, variant


_STATUS_LIST: Final = re.compile(r"/(JobStatus|BatchJobStatus|Batch_status_v1_[^/]*/oneOf/\d+/properties/status)$")


def change_enum(random: Random, document: Document) -> Mutation | None:
    """Another value of an enum, or one less."""
    site = _pick(random, document, lambda schema: "enum" in schema)
    if site is None:
        return None
    values = site.schema["enum"]
    if len(values) > 1 and site.schema.get("default") is None and random.random() < 0.5:
        gone = values.pop(random.randrange(len(values)))
        return _told(f"{gone} is no value any more", "enum-value-removed status-removed", BREAKING, site.pointer)
    values.append("a_new_value")
    # A new status of a job is worth a look, wherever the list stands.
    is_status = bool(
        re.search(r"/(JobStatus|BatchJobStatus|Batch_status_v1_[^/]*/oneOf/\d+/properties/status)$", site.pointer)
    )
    severity = WARNING if is_status else _worst(site, WARNING, INFO)
    return _told("another value", "enum-value-added status-added", severity, site.pointer)


def change_variants(random: Random, document: Document) -> Mutation | None:
    """Another variant of a union, or one less."""
    site = _pick(random, document, lambda schema: {"oneOf", "anyOf"} & schema.keys())
    if site is None:
        return None
    variants = site.schema.get("oneOf") or site.schema["anyOf"]
    followed = [_inlined(document, variant) for variant in variants]
    if random.random() < 0.5 and len(variants) > 1:
        index = random.randrange(len(variants))
        gone = followed[index]
        del variants[index]
        if _has_class(gone):
            return _told("a variant goes", "variant-removed status-removed", BREAKING, site.pointer)
        kind = "became-not-nullable" if gone.get("type") == "null" else "type-narrowed"
        return _told("a type goes from a union", kind, _worst(site, INFO, BREAKING), site.pointer)
    if any(variant.get("type") == "array" or _has_class(variant) for variant in followed):
        tag = site.schema.get("discriminator", {}).get("propertyName", "kind")
        new = {"type": "string", "enum": ["a_new_variant"]}
        variants.append({"type": "object", "title": "NewVariant", "properties": {tag: new}, "required": [tag]})
        return _told("another variant", "variant-added status-added", _worst(site, WARNING, INFO), site.pointer)
    variants.append({"type": "boolean"})
    return _told("another type in a union", "type-widened", _worst(site, BREAKING, INFO), site.pointer)


# Deprecation, sunset


def deprecate(random: Random, document: Document) -> Mutation | None:
    """An operation, a parameter or a field; or not any more."""
    candidates: list[tuple[Document, str]] = [(operation, "") for _method, _path, operation in operations(document)]
    candidates += [(operation["parameters"][index], "") for operation, index in _own_parameters(document)]
    fields = [site for site in sites(document) if re.search(r"/properties/[^/]+$", site.pointer)]
    candidates += [(site.schema, site.pointer) for site in fields]
    target, pointer = random.choice(candidates)
    if target.pop("deprecated", False):
        return _told("not deprecated any more", "deprecation-withdrawn", None, pointer)
    target["deprecated"] = True
    return _told("deprecate", "deprecated", WARNING, pointer)


def change_sunset(random: Random, document: Document) -> Mutation | None:
    """A sunset is announced, moved, taken back, forgotten in a removal, or unreadable."""
    method, path, operation = _operation(random, document)
    base: Document | None = None
    what = random.choice(["set", "earlier", "later", "removed", "unreadable", "gone before"])
    if what == "unreadable":
        operation["x-sunset"] = "soon"
        return _told(f"an unreadable sunset of {method} {path}", "lifecycle-unreadable", BREAKING)
    if what == "set" and "Sunset:" not in operation.get("description", ""):
        operation["x-sunset"] = "2027-03-31"
        return _told(f"a sunset of {method} {path}", "sunset-set", WARNING)
    operation["x-sunset"] = "2099-03-31"
    base = _copied(document)
    if what == "earlier":
        operation["x-sunset"] = "2099-03-30"
        return _told(f"the sunset of {method} {path} comes earlier", "sunset-moved-earlier", BREAKING, base=base)
    if what == "removed" and "Sunset:" not in operation.get("description", ""):
        del operation["x-sunset"]
        return _told(f"the sunset of {method} {path} is taken back", "sunset-removed", WARNING, base=base)
    if what == "gone before":
        del document["paths"][path][method.lower()]
        kind = "operation-removed-before-sunset"
        return _told(f"{method} {path} goes before its sunset", kind, BREAKING, base=base)
    operation["x-sunset"] = "2099-04-01"
    return _told(f"the sunset of {method} {path} comes later", "sunset-moved-later", None, base=base)


def _copied(document: Document) -> Document:
    return {key: _copy(value) for key, value in document.items()}


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(each) for key, each in value.items()}
    return [_copy(each) for each in value] if isinstance(value, list) else value


# Path, security, description


def move(random: Random, document: Document) -> Mutation | None:
    """Another path, or another method."""
    method, path, operation = _operation(random, document)
    del document["paths"][path][method.lower()]
    if not document["paths"][path]:
        del document["paths"][path]
    if random.random() < 0.5:
        document["paths"].setdefault(f"/moved{path}", {})[method.lower()] = operation
    else:
        document["paths"].setdefault(path, {})["put" if method != "PUT" else "patch"] = operation
    return _told(f"move {method} {path}", "operation-moved", BREAKING)


def change_security(random: Random, document: Document) -> Mutation | None:
    """No key, another header for it, or a second kind."""
    _method, _path, operation = _operation(random, document)
    owner = operation if "security" in operation else document
    schemes = document["components"]["securitySchemes"]
    (name,) = schemes
    what = random.choice(["none", "other", "second"])
    if what == "other":
        schemes[name] = {"type": "apiKey", "in": "header", "name": "X-Another-Key"}
        return _told("another header for the key", "security-changed", BREAKING)
    if not owner.get("security"):
        return None
    if what == "none":
        owner["security"] = []
        return _told("no key", "security-removed", WARNING)
    schemes["Another"] = {"type": "http", "scheme": "basic"}
    owner["security"] = [*owner["security"], {"Another": []}]
    return _told("another kind of key is accepted", "security-alternative-added", None)


def describe(random: Random, document: Document) -> Mutation | None:
    """Words only."""
    places: list[tuple[Document, str]] = [(document["info"], "description")]
    places += [
        (operation, key) for _method, _path, operation in operations(document) for key in ("summary", "description")
    ]
    places += [
        (answer, "description") for _m, _p, each in operations(document) for answer in each["responses"].values()
    ]
    places += [(site.schema, "description") for site in sites(document)]
    places += [(site.schema, "example") for site in sites(document) if site.schema.get("type") == "string"]
    target, key = random.choice([place for place in places if "$ref" not in place[0]])
    if key == "example":
        target["examples"] = ["another example"]
    else:
        target[key] = f"{target.get(key, '')} More was said of it."
    return _told(f"another {key}", "", None)


OPERATORS: Final[Mapping[str, tuple[Operator, ...]]] = MappingProxyType(
    {
        "drop": (drop_field, drop_parameter, drop_operation, drop_answer),
        "add": (add_field, add_parameter, add_operation, add_answer),
        "rename": (rename_field, rename_operation, rename_parameter, rename_schema, retitle),
        "retype": (retype, retype, reformat),
        "require": (require, require, require_parameter),
        "nullable": (make_nullable,),
        "enum": (change_enum,),
        "variant": (change_variants,),
        "deprecate": (deprecate,),
        "sunset": (change_sunset,),
        "path": (move,),
        "security": (change_security,),
        "description": (describe,),
    }
)


def mutations(
    seed: int, document_of: Callable[[str], Document], apis: tuple[str, ...]
) -> Iterator[tuple[str, str, Document, Mutation]]:
    """Mutants without end: (operator's name, API, mutated document, what ought to be reported)."""
    random = Random(seed)
    while True:
        for name, variants in OPERATORS.items():
            for _attempt in range(50):
                api = random.choice(apis)
                document = _copied(document_of(api))
                mutation = random.choice(variants)(random, document)
                if mutation is not None:
                    yield name, api, document, mutation
                    break
