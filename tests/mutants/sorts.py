"""The sorts of change, and what each is for who calls the API: a table, and the engine that makes mutants of it.

A row says the kind that is to be reported (one of several, with spaces between), how severe it is in an answer and in a
request, and how it is made: in one of the spots of a document that pass a test.
"""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import count, cycle
from random import Random
from typing import Any, Final, NamedTuple, TypeAlias

from scripts.specs import Document, operations
from tests.mutants.places import Place, places, target

I, W, B = "info", "warning", "breaking"  # noqa: E741 - a table

Change: TypeAlias = Callable[..., object]
Spots: TypeAlias = list[tuple[tuple[Any, ...], set[str]]]
"""What a test and a change take; and who sends it."""


class Sort(NamedTuple):
    """A row of the table; with `before`, what is changed is put into the document that it is compared with."""

    kinds: str
    answer: str
    request: str
    where: Callable[[Document], Spots]
    change: Change
    test: Change = lambda *_spot: True
    before: Change | None = None


def a_schema(document: Document) -> Spots:
    return [((place.schema, place), place.senders) for place in places(document)]


def a_field(document: Document) -> Spots:
    found = [(place, name) for place in places(document) for name in sorted(place.schema.get("properties", ()))]
    return [((place.schema, name), place.senders) for place, name in found]


def in_field(document: Document) -> Spots:
    return [((schema["properties"][name],), senders) for (schema, name), senders in a_field(document)]


def an_operation(document: Document) -> Spots:
    found = [(document["paths"][path], method.lower()) for method, path, _operation in operations(document)]
    return [((item[method], item, method), {"request"}) for item, method in found]


def a_path(document: Document) -> Spots:
    return [((document, path), {"request"}) for path in document["paths"]]


def put(*way: str, **values: Any) -> Change:
    """Set keys of what the way leads to."""

    def change(found: Document, *_: object) -> None:
        for key in way:
            found = found.setdefault(key, {})
        found.update(deepcopy(values))

    return change


def drop(key: str) -> Change:
    return lambda found, *_: found.pop(key)


def add(key: str, value: Any) -> Change:
    return lambda found, *_: found.update({key: [*found.get(key, ()), deepcopy(value)]})


def add_needed(schema: Document, _place: Place) -> None:
    schema["properties"]["new"] = {}
    add("required", "new")(schema)


def drop_field(schema: Document, name: str) -> None:
    del schema["properties"][name]
    schema["required"] = [each for each in schema.get("required", ()) if each != name]


def rename_field(schema: Document, name: str) -> None:
    schema["properties"][f"{name}_renamed"] = schema["properties"][name]
    drop_field(schema, name)


def rename_parameter(document: Document, path: str) -> None:
    name = re.findall(r"\{(.*?)\}", path)[0]
    item = document["paths"].pop(path)
    for operation in item.values():
        found = [target(document, each) for each in operation["parameters"]]
        operation["parameters"] = [{**each, "name": "new"} if each["name"] == name else each for each in found]
    document["paths"][path.replace(f"{{{name}}}", "{new}")] = item


def drop_operation(_operation: Document, item: Document, method: str) -> None:
    del item[method]


def drop_parameter(operation: Document, *_: object) -> None:
    operation["parameters"].remove(of_query(operation)[0])


def require_parameter(operation: Document, *_: object) -> None:
    optional(operation)[0]["required"] = True


def drop_answer(which: Callable[[Document], str]) -> Change:
    return lambda operation, *_: operation["responses"].pop(which(operation["responses"]))


def move(document: Document, path: str) -> None:
    document["paths"][f"/moved{path}"] = document["paths"].pop(path)


def change_key(document: Document, _path: str) -> None:
    name = next(iter(document["components"]["securitySchemes"]))
    put("components", "securitySchemes", **{name: {"type": "apiKey", "in": "header", "name": "X-New"}})(document)


def accept_another(document: Document, _path: str) -> None:
    put("components", "securitySchemes", Another={"type": "http", "scheme": "basic"})(document)
    for _method, _path, operation in operations(document):
        operation["security"] = [*(operation.get("security") or document["security"]), {"Another": []}]


def plain(kind: str = "") -> Change:
    """Of a type (or any), and nothing is said that would go with it."""
    bound = {"enum", "const", "format", "default", "minimum", "maximum"}

    def test(schema: Document, place: Place) -> bool:
        is_free = not bound & schema.keys() and "variant" not in place.roles
        return is_free and (schema.get("type") == kind if kind else isinstance(schema.get("type"), str))

    return test


def is_nullable(schema: Document, place: Place) -> bool:
    """Null is a type of it, and not the default."""
    return "null" in schema.get("type", "") and schema.get("default", 0) is not None and "variant" not in place.roles


def has(*keys: str) -> Change:
    return lambda schema, place: set(keys) <= schema.keys() and "status" not in place.roles


def is_status(schema: Document, place: Place) -> bool:
    return "enum" in schema and "status" in place.roles


def needs(schema: Document, name: str) -> bool:
    return name in schema.get("required", ())


def is_long(schema: Document, place: Place) -> bool:
    return len(schema.get("enum", ())) > 1 and "default" not in schema and "status" not in place.roles


def is_thing(schema: Document, place: Place) -> bool:
    return "properties" in schema and "variant" not in place.roles


def of_query(operation: Document, *_: object) -> list[Document]:
    return [each for each in operation.get("parameters", ()) if each.get("in") == "query"]


def optional(operation: Document, *_: object) -> list[Document]:
    return [each for each in of_query(operation) if not each.get("required")]


def until(date: str) -> Change:
    return put(**{"x-sunset": date})


def undated(operation: Document, *_: object) -> bool:
    return "unset:" not in operation.get("description", "") and "x-sunset" not in operation


def is_dull(operation: Document, *_: object) -> bool:
    return undated(operation) and not operation.get("deprecated")


def query(**values: Any) -> Change:
    return add("parameters", {"name": "a_probe", "in": "query", "schema": TEXT, **values})


def probe(schema: Document) -> Change:
    return put("properties", a_probe=schema)


def answer(code: str, **values: Any) -> Change:
    return put("responses", **{code: {"description": "News.", **values}})


NEW: Final = {"type": "object", "title": "NewVariant", "properties": {"kind": {"enum": ["a_new_variant"]}}}
TEXT: Final = {"type": "string"}
LIST: Final = {"type": "array", "items": {}}
THING: Final = {"type": "object", "properties": {"a": {}, "b": {}}}
OLD: Final = [{**THING, "title": "Old"}, {"type": "integer"}]
RULE: Final = {"if": {"required": ["a"]}, "then": {"required": ["b"]}}
KIND: Final = {"propertyName": "kind"}
OTHER_KIND: Final = {"propertyName": "sort"}
NEWS: Final = {"get": {"operationId": "news", "tags": ["news"], "responses": {"204": {"description": "Nothing."}}}}
HOOK: Final = {"post": {"responses": {"204": {"description": "Thanks."}}}}
TYPED: Final = ("date-time", "date", "uuid", "binary")

# What is done to a document as it is.
EDITS: Final = (
    Sort("field-removed status-removed", B, B, a_field, drop_field),
    Sort("field-removed status-removed", B, B, a_field, rename_field),
    Sort("field-added", I, I, a_schema, put("properties", a_new={}), has("properties")),
    Sort("required-field-added", I, B, a_schema, add_needed, has("properties")),
    Sort("field-became-required", I, B, a_field, lambda each, n: add("required", n)(each), lambda *at: not needs(*at)),
    Sort("field-became-optional", B, I, a_field, lambda each, name: each["required"].remove(name), needs),
    Sort("deprecated", W, W, in_field, put(deprecated=True), lambda field: not field.get("deprecated")),
    Sort("sunset-set", W, W, in_field, until("2027-01-01")),
    Sort("type-changed", B, B, a_schema, put(type="boolean"), plain("string")),
    Sort("type-changed", B, B, a_schema, put(type="integer"), plain("boolean")),
    Sort("type-widened", B, I, a_schema, put(type="number"), plain("integer")),
    Sort("type-narrowed", I, B, a_schema, put(type="integer"), plain("number")),
    Sort("became-nullable", B, I, a_schema, lambda schema, _: schema.update(type=[schema["type"], "null"]), plain()),
    Sort("became-not-nullable", I, B, a_schema, lambda schema, _: schema["type"].remove("null"), is_nullable),
    Sort("format-changed", B, B, a_schema, drop("format"), lambda schema, _: schema.get("format") in TYPED),
    Sort("format-hint-changed", I, I, a_schema, put(format="hostname"), plain("string")),
    Sort("default-changed", W, W, a_schema, drop("default"), has("default")),
    Sort("enum-value-added", W, I, a_schema, add("enum", "a_new_value"), has("enum")),
    Sort("enum-value-removed", B, B, a_schema, lambda schema, _: schema["enum"].pop(), is_long),
    Sort("enum-lifted", B, B, a_schema, drop("enum"), has("enum")),
    Sort("status-added", W, W, a_schema, add("enum", "a_new_value"), is_status),
    Sort("status-removed", B, B, a_schema, lambda each, _: put(enum=each["enum"][:-1] or ["new"])(each), is_status),
    Sort("variant-added", W, I, a_schema, add("oneOf", NEW), has("oneOf")),
    Sort("variant-added", W, I, a_schema, add("anyOf", NEW), has("anyOf")),
    Sort("type-widened", B, I, a_schema, add("anyOf", {"type": "boolean"}), has("anyOf")),
    Sort("class-renamed", B, B, a_schema, put(title="Renamed"), has("title", "properties")),
    Sort("description-changed", I, I, a_schema, put(description="More was said of it. See also: nothing.")),
    Sort("class-added", I, I, a_path, put("components", "schemas", ANewOne=NEW)),
    Sort("operation-removed operation-removed-after-sunset", B, B, an_operation, drop_operation, undated),
    Sort("operation-added", I, I, a_path, put("paths", **{"/news": NEWS})),
    Sort("operation-moved", B, B, a_path, move),
    Sort("operation-moved", B, B, an_operation, lambda _, item, method: item.update(trace=item.pop(method))),
    Sort("operation-renamed", B, B, an_operation, put(operationId="renamed")),
    Sort("operation-regrouped", B, B, an_operation, put(tags=["regrouped"])),
    Sort("parameter-renamed", B, B, a_path, rename_parameter, lambda _document, path: "{" in path),
    Sort("parameter-added", I, I, an_operation, query()),
    Sort("required-parameter-added", B, B, an_operation, query(required=True)),
    Sort("parameter-removed", B, B, an_operation, drop_parameter, of_query),
    Sort("parameter-became-required", B, B, an_operation, require_parameter, optional),
    Sort("lifecycle-unreadable", B, B, an_operation, until("soon"), undated),
    Sort("sunset-set", W, W, an_operation, until("2027-03-31"), undated),
    Sort("success-added", W, W, an_operation, answer("299")),
    Sort("error-added", I, I, an_operation, answer("418")),
    Sort("success-removed", B, B, an_operation, drop_answer(min), lambda each, *_: len(each["responses"]) > 1),
    Sort("error-removed", I, I, an_operation, drop_answer(max), lambda each, *_: max(each["responses"]) >= "4"),
    Sort("body-removed", B, B, an_operation, drop("requestBody"), lambda each, *_: "requestBody" in each),
    Sort("security-removed", W, W, an_operation, put(security=[]), lambda each, *_: each.get("security", 1)),
    Sort("security-changed", B, B, a_path, change_key),
    Sort("security-alternative-added", I, I, a_path, accept_another),
    Sort("server-changed", B, B, a_path, put(servers=[{"url": "https://other.example"}])),
    Sort("webhook-added", I, I, a_path, put("webhooks", done=HOOK)),
)

# Said of an operation, before and after.
_OF_OPERATIONS: Final[tuple[tuple[str, str, Change, Change], ...]] = (
    ("sunset-moved-later", I, until("2099-01-01"), until("2099-01-02")),
    ("sunset-moved-earlier", B, until("2099-01-02"), until("2099-01-01")),
    ("sunset-removed", W, until("2099-01-02"), put()),
    ("deprecation-withdrawn", I, put(deprecated=True), put(deprecated=False)),
    ("parameter-encoding-changed", B, query(), query(explode=False)),
    ("parameter-became-optional", I, query(required=True), query()),
    ("default-changed", W, query(), query(schema={**TEXT, "default": "x"})),
    ("sunset-set", W, query(), query(**{"x-sunset": "2099-01-01"})),
    ("header-removed", W, answer("418", headers={"X-A": {"schema": TEXT}}), answer("418")),
    ("error-code-removed", W, answer("418", **{"x-error-codes": ["a"]}), answer("418")),
    ("media-type-removed", B, answer("418", content={"text/csv": {}}), answer("418")),
)

# A schema, and what is said in it, before and after: of a field that is added for the purpose.
_OF_FIELDS: Final[tuple[tuple[str, str, str, Document, Document, Document], ...]] = (
    ("limit-tightened", I, B, TEXT, {}, {"minLength": 2}),
    ("limit-loosened", I, I, TEXT, {"maxLength": 2}, {"maxLength": 3}),
    ("limit-changed", I, W, TEXT, {"pattern": "a"}, {"pattern": "b"}),
    ("enum-set", W, B, TEXT, {}, {"enum": ["one", "other"]}),
    ("enum-value-removed", B, B, TEXT, {"enum": ["one", "other"]}, {"enum": ["one"]}),
    ("const-set", I, B, TEXT, {}, {"const": "a"}),
    ("const-lifted", B, I, TEXT, {"const": "a"}, {}),
    ("const-changed", B, B, TEXT, {"const": "a"}, {"const": "b"}),
    ("became-read-only", I, W, TEXT, {}, {"readOnly": True}),
    ("no-longer-read-only", I, I, TEXT, {"readOnly": True}, {}),
    ("became-write-only", B, I, TEXT, {}, {"writeOnly": True}),
    ("extensible-value-removed", W, B, TEXT, {"x-extensible-enum": ["a", "b"]}, {"x-extensible-enum": ["a"]}),
    ("content-changed", W, W, TEXT, {}, {"contentMediaType": "text/html"}),
    ("extra-fields-forbidden", B, B, THING, {}, {"additionalProperties": False}),
    ("extra-fields-allowed", I, I, THING, {"additionalProperties": False}, {}),
    ("type-narrowed", I, B, THING, {}, {"additionalProperties": TEXT}),
    ("condition-set", I, B, THING, {}, RULE),
    ("condition-lifted", W, I, THING, RULE, {}),
    ("condition-changed", W, W, THING, RULE, {**RULE, "then": {}}),
    ("dependency-set", I, B, THING, {}, {"dependentRequired": {"a": ["b"]}}),
    ("pattern-fields-set", I, B, THING, {}, {"patternProperties": {"^x": TEXT}}),
    ("type-changed", B, B, THING, {"patternProperties": {"^x": TEXT}}, {"patternProperties": {"^x": LIST}}),
    ("field-names-lifted", W, I, THING, {"propertyNames": {"maxLength": 3}}, {}),
    ("unevaluated-set", I, B, THING, {}, {"unevaluatedProperties": False}),
    ("positions-set", I, B, LIST, {}, {"prefixItems": [TEXT]}),
    ("contains-lifted", W, I, LIST, {"contains": TEXT}, {}),
    ("type-changed", B, B, LIST, {"items": TEXT}, {"items": LIST}),
    ("variant-removed", B, B, {}, {"oneOf": [THING, NEW]}, {"oneOf": [THING]}),
    ("variant-added", W, I, {}, {"oneOf": OLD}, {"oneOf": [*OLD, NEW]}),
    ("discriminator-changed", B, B, {"oneOf": [NEW]}, {"discriminator": KIND}, {"discriminator": OTHER_KIND}),
    ("other-change", W, W, THING, {}, {"xml": {"name": "thing"}}),
)

PROBES: Final = (
    *(Sort(kind, how, how, an_operation, now, is_dull, was) for kind, how, was, now in _OF_OPERATIONS),
    *(
        Sort(kind, answer, request, a_schema, probe({**base, **now}), is_thing, probe({**base, **was}))
        for kind, answer, request, base, was, now in _OF_FIELDS
    ),
)


class Mutant(NamedTuple):
    """A changed document, what it came from, and what ought to be said of the difference."""

    name: str
    api: str
    kinds: frozenset[str]
    severity: str
    is_generated: bool
    before: Document
    after: Document


def mutants(seed: int, document_of: Callable[[str], Document], apis: tuple[str, ...]) -> Iterator[Mutant]:
    """Mutants without end, every sort in its turn, each in any API that has something for it."""
    random, numbers = Random(seed), count(1)
    for sort in cycle((*EDITS, *PROBES)):
        for api in random.sample(apis, len(apis)):
            before, after = deepcopy(document_of(api)), deepcopy(document_of(api))
            fitting = [at for at, (spot, _senders) in enumerate(sort.where(after)) if sort.test(*spot)]
            if fitting:
                at = random.choice(fitting)
                spot, senders = sort.where(after)[at]
                if sort.before:
                    sort.before(*sort.where(before)[at][0])
                sort.change(*spot)
                severe = {"answer": sort.answer, "request": sort.request}
                worst = max((severe[sender] for sender in senders), key=(I, W, B).index)
                name = f"mutant {next(numbers)} ({api}: {sort.kinds.replace(' ', ' or ')})"
                yield Mutant(name, api, frozenset(sort.kinds.split()), worst, sort.before is None, before, after)
                break
