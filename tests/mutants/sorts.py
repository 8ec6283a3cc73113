"""The sorts of change, and what each is for who calls the API: a table.

A row says the kind that is to be reported (one of several, with spaces between), how severe it is in an answer and in a
request, and how it is done: by a function, or in a field that is as the first schema says and becomes as the second says.
"""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random
from typing import Any, Final, TypeAlias

from attrs import frozen

from scripts.specs import Document, operations
from tests.mutants.places import Place, places, target

I, W, B = "info", "warning", "breaking"  # noqa: E741 - a table
BOTH: Final = frozenset({"answer", "request"})

Edit: TypeAlias = Callable[[Random, Document, Document], set[str] | None]
"""Change the second document (if need be the first one too, in which there is something to change); say who sends it."""


@frozen
class Sort:
    """A row of the table."""

    kinds: str
    answer: str
    request: str
    edit: Edit
    is_generated: bool = True


def on_schema(test: Callable[[Document, Place], Any], edit: Callable[[Document, Random], object]) -> Edit:
    """Change a schema that passes a test."""

    def done(random: Random, _before: Document, after: Document) -> set[str] | None:
        found = [place for place in places(after) if test(place.schema, place)]
        if not found:
            return None
        place = random.choice(found)
        edit(place.schema, random)
        return place.senders

    return done


def on_field(test: Callable[[Document, str], Any], edit: Callable[[Document, str], object]) -> Edit:
    """Change a field of a schema: both take the schema and the field's name."""

    def changed(schema: Document, random: Random) -> None:
        edit(schema, random.choice([name for name in sorted(schema["properties"]) if test(schema, name)]))

    return on_schema(lambda schema, _place: any(test(schema, name) for name in schema.get("properties", ())), changed)


def on_operation(test: Callable[[Document], Any], *edits: Callable[[Document], object]) -> Edit:
    """Change an operation that passes a test: the last way in the mutant, one before it in what it came from."""

    def done(random: Random, before: Document, after: Document) -> set[str] | None:
        rows = zip(operations(before), operations(after), strict=True)
        found = [(one[2], other[2]) for one, other in rows if test(other[2])]
        if not found:
            return None
        for operation, edit in zip(random.choice(found)[2 - len(edits) :], edits, strict=True):
            edit(operation)
        return {"request"}

    return done


def on_document(edit: Callable[[Document, str, str], object]) -> Edit:
    """Change a document at an operation: takes the document, the path and the method."""

    def done(random: Random, _before: Document, after: Document) -> set[str] | None:
        method, path, _operation = random.choice(list(operations(after)))
        return {"request"} if edit(after, path, method.lower()) is not False else None

    return done


def in_probe(before: Document, after: Document) -> Edit:
    """A new field is as the first schema says, and becomes as the second says."""

    def done(random: Random, old: Document, new: Document) -> set[str]:
        count = len(places(old))
        fits = [n for n in range(count) if "properties" in (at := places(old)[n]).schema and "variant" not in at.roles]
        index = random.choice(fits)
        for document, schema in ((old, before), (new, after)):
            places(document)[index].schema["properties"]["a_probe"] = deepcopy(schema)
        return places(new)[index].senders

    return done


def put(**values: Any) -> Callable[..., object]:
    """Set keys; underscores are hyphens, so that extensions can be written."""
    return lambda mapping, *_: mapping.update({key.replace("_", "-"): value for key, value in values.items()})


def drop_field(schema: Document, name: str) -> None:
    """Take out a field and its mention under `required`."""
    del schema["properties"][name]
    schema["required"] = [each for each in schema.get("required", ()) if each != name]


def rename_field(schema: Document, name: str) -> None:
    """Give a field another name."""
    schema["properties"][f"{name}_renamed"] = schema["properties"][name]
    drop_field(schema, name)


def rename_path(document: Document, path: str, _method: str) -> object:
    """Give the first parameter of a path another name."""
    names = re.findall(r"\{(.*?)\}", path)
    if not names:
        return False
    item = document["paths"].pop(path)
    for operation in item.values():
        operation["parameters"] = [
            {**found, "name": "renamed"} if found["name"] == names[0] else found
            for found in (target(document, each) for each in operation["parameters"])
        ]
    document["paths"][path.replace(f"{{{names[0]}}}", "{renamed}")] = item
    return True


def move(document: Document, path: str, method: str, new: str) -> None:
    """Put an operation elsewhere."""
    document["paths"].setdefault(new, {})["trace" if new == path else method] = document["paths"][path].pop(method)


def accept_another(document: Document, _name: str) -> None:
    """Another key is as good."""
    document["components"]["securitySchemes"]["Another"] = {"type": "http", "scheme": "basic"}
    for _method, _path, operation in operations(document):
        listed: list[Document] = operation.get("security") or document["security"]
        operation["security"] = [*listed, {"Another": []}]


def key(edit: Callable[[Document, str], object]) -> Edit:
    """Change the scheme of the key; takes the document and the scheme's name."""
    return on_document(lambda document, *_: edit(document, next(iter(document["components"]["securitySchemes"]))))


def _plain(schema: Document, place: Place) -> bool:
    free = not {"enum", "const", "format", "default", "minimum", "maximum"} & schema.keys()
    return free and isinstance(schema.get("type"), str) and "variant" not in place.roles


def _is(kind: str) -> Callable[[Document, Place], bool]:
    return lambda schema, place: _plain(schema, place) and schema["type"] == kind


def _has(key: str, role: str = "") -> Callable[[Document, Place], bool]:
    return lambda schema, place: key in schema and ("status" in place.roles) == (role == "status")


def _own(operation: Document) -> list[Document]:
    return [each for each in operation.get("parameters", ()) if each.get("in") == "query"]


def _query(**values: Any) -> Callable[[Document], object]:
    parameter = {"name": "a_probe", "in": "query", "schema": {"type": "string"}, **values}
    return lambda operation: operation.setdefault("parameters", []).append(deepcopy(parameter))


def _always(*_anything: object) -> bool:
    return True


def _dated(operation: Document) -> bool:
    return "unset:" not in operation.get("description", "") and "x-sunset" not in operation


def _answer(code: str, **values: Any) -> Callable[[Document], object]:
    return lambda operation: operation["responses"].update({code: {"description": "News.", **deepcopy(values)}})


def _nothing(_operation: Document) -> None:
    """Leave it as it is."""


NEW: Final = {"type": "object", "title": "NewVariant", "properties": {"kind": {"enum": ["a_new_variant"]}}}
TEXT, LIST, THING = (
    {"type": "string"},
    {"type": "array", "items": {}},
    {"type": "object", "properties": {"a": {}, "b": {}}},
)
ONE, OTHER = {"enum": ["one", "other"]}, {"enum": ["one"]}
RULE: Final = {"if": {"required": ["a"]}, "then": {"required": ["b"]}}

# What is done to a document as it is.
EDITS: Final = (
    Sort("field-removed status-removed", B, B, on_field(_always, drop_field)),
    Sort("field-removed status-removed", B, B, on_field(_always, rename_field)),
    Sort("field-added", I, I, on_schema(_has("properties"), lambda schema, _: put(a_new={})(schema["properties"]))),
    Sort("required-field-added", I, B, on_schema(_has("properties"), lambda schema, _: (put(new=TEXT)(schema["properties"]), put(required=[*schema.get("required", ()), "new"])(schema)))),
    Sort("field-became-required", I, B, on_field(lambda schema, name: name not in schema.get("required", ()), lambda schema, name: put(required=[*schema.get("required", ()), name])(schema))),
    Sort("field-became-optional", B, I, on_field(lambda schema, name: name in schema.get("required", ()), lambda schema, name: schema["required"].remove(name))),
    Sort("deprecated", W, W, on_field(lambda schema, name: not schema["properties"][name].get("deprecated"), lambda schema, name: put(deprecated=True)(schema["properties"][name]))),
    Sort("sunset-set", W, W, on_field(_always, lambda schema, name: put(x_sunset="2027-01-01")(schema["properties"][name]))),
    Sort("type-changed", B, B, on_schema(_is("string"), put(type="boolean"))),
    Sort("type-changed", B, B, on_schema(_is("boolean"), put(type="integer"))),
    Sort("type-widened", B, I, on_schema(_is("integer"), put(type="number"))),
    Sort("type-narrowed", I, B, on_schema(_is("number"), put(type="integer"))),
    Sort("became-nullable", B, I, on_schema(_plain, lambda schema, _: put(type=[schema["type"], "null"])(schema))),
    Sort("became-not-nullable", I, B, on_schema(lambda schema, place: "null" in schema.get("type", "") and schema.get("default", 0) is not None and "variant" not in place.roles, lambda schema, _: schema["type"].remove("null"))),
    Sort("format-changed", B, B, on_schema(lambda schema, _: schema.get("format") in ("date-time", "date", "uuid", "binary"), lambda schema, _: schema.pop("format"))),
    Sort("format-hint-changed", I, I, on_schema(_is("string"), put(format="hostname"))),
    Sort("default-changed", W, W, on_schema(_has("default"), lambda schema, _: schema.pop("default"))),
    Sort("enum-value-added", W, I, on_schema(_has("enum"), lambda schema, _: schema["enum"].append("a_new_value"))),
    Sort("enum-value-removed", B, B, on_schema(lambda schema, place: _has("enum")(schema, place) and len(schema["enum"]) > 1 and "default" not in schema, lambda schema, random: schema["enum"].pop(random.randrange(len(schema["enum"]))))),
    Sort("enum-lifted", B, B, on_schema(_has("enum"), lambda schema, _: schema.pop("enum"))),
    Sort("status-added", W, W, on_schema(_has("enum", "status"), lambda schema, _: schema["enum"].append("a_new_value"))),
    Sort("status-removed", B, B, on_schema(_has("enum", "status"), lambda schema, _: (schema["enum"].pop(), put(enum=schema["enum"] or ["a_new_value"])(schema)))),
    Sort("variant-added", W, I, on_schema(lambda schema, place: "oneOf" in schema and "status" not in place.roles, lambda schema, _: schema["oneOf"].append(deepcopy(NEW)))),
    Sort("variant-added", W, I, on_schema(_has("anyOf"), lambda schema, _: schema["anyOf"].append(deepcopy(NEW)))),
    Sort("type-widened", B, I, on_schema(_has("anyOf"), lambda schema, _: schema["anyOf"].append({"type": "boolean"}))),
    Sort("class-renamed", B, B, on_schema(lambda schema, _: "title" in schema and "properties" in schema, lambda schema, _: put(title=schema["title"] + "Renamed")(schema))),
    Sort("description-changed", I, I, on_schema(_always, put(description="More was said of it. See also: nothing."))),
    Sort("class-added", I, I, on_document(lambda document, *_: put(ANewOne=NEW)(document["components"]["schemas"]))),
    Sort("operation-removed operation-removed-after-sunset", B, B, on_document(lambda document, path, method: _dated(document["paths"][path][method]) and document["paths"][path].pop(method))),
    Sort("operation-added", I, I, on_document(lambda document, *_: put(**{"/news": {"get": {"operationId": "news", "tags": ["news"], "responses": {"204": {"description": "Nothing."}}}}})(document["paths"]))),
    Sort("operation-moved", B, B, on_document(lambda document, path, method: move(document, path, method, f"/moved{path}"))),
    Sort("operation-moved", B, B, on_document(lambda document, path, method: move(document, path, method, path))),
    Sort("operation-renamed", B, B, on_operation(_always, put(operationId="renamed"))),
    Sort("operation-regrouped", B, B, on_operation(_always, put(tags=["regrouped"]))),
    Sort("parameter-renamed", B, B, on_document(rename_path)),
    Sort("parameter-added", I, I, on_operation(_always, _query())),
    Sort("required-parameter-added", B, B, on_operation(_always, _query(required=True))),
    Sort("parameter-removed", B, B, on_operation(_own, lambda operation: operation["parameters"].remove(_own(operation)[0]))),
    Sort("parameter-became-required", B, B, on_operation(lambda operation: [each for each in _own(operation) if not each.get("required")], lambda operation: put(required=True)(next(each for each in _own(operation) if not each.get("required"))))),
    Sort("lifecycle-unreadable", B, B, on_operation(_dated, put(x_sunset="soon"))),
    Sort("sunset-set", W, W, on_operation(_dated, put(x_sunset="2027-03-31"))),
    Sort("success-added", W, W, on_operation(_always, _answer("299"))),
    Sort("error-added", I, I, on_operation(_always, _answer("418"))),
    Sort("success-removed", B, B, on_operation(lambda operation: len(operation["responses"]) > 1, lambda operation: operation["responses"].pop(min(operation["responses"])))),
    Sort("error-removed", I, I, on_operation(lambda operation: max(operation["responses"]) >= "4", lambda operation: operation["responses"].pop(max(operation["responses"])))),
    Sort("body-removed", B, B, on_operation(lambda operation: "requestBody" in operation, lambda operation: operation.pop("requestBody"))),
    Sort("security-removed", W, W, on_operation(lambda operation: operation.get("security", 1), put(security=[]))),
    Sort("security-changed", B, B, key(lambda document, name: put(**{name: {"type": "apiKey", "in": "header", "name": "X-Another"}})(document["components"]["securitySchemes"]))),
    Sort("security-alternative-added", I, I, key(accept_another)),
    Sort("server-changed", B, B, on_document(lambda document, *_: put(servers=[{"url": "https://other.example"}])(document))),
    Sort("webhook-added", I, I, on_document(lambda document, *_: put(webhooks={"done": {"post": {"responses": {"204": {"description": "Thanks."}}}}})(document))),
)  # fmt: skip

# What is done to an operation or a field that was added for the purpose: before, after.
PROBES: Final = (
    Sort("sunset-moved-later", I, I, on_operation(_dated, put(x_sunset="2099-01-01"), put(x_sunset="2099-01-02")), False),
    Sort("sunset-moved-earlier", B, B, on_operation(_dated, put(x_sunset="2099-01-02"), put(x_sunset="2099-01-01")), False),
    Sort("sunset-removed", W, W, on_operation(_dated, put(x_sunset="2099-01-02"), _nothing), False),
    Sort("deprecation-withdrawn", I, I, on_operation(lambda operation: not operation.get("deprecated"), put(deprecated=True), _nothing), False),
    Sort("parameter-encoding-changed", B, B, on_operation(_always, _query(), _query(explode=False)), False),
    Sort("parameter-became-optional", I, I, on_operation(_always, _query(required=True), _query()), False),
    Sort("default-changed", W, W, on_operation(_always, _query(), _query(schema={"type": "string", "default": "x"})), False),
    Sort("sunset-set", W, W, on_operation(_always, _query(), _query(**{"x-sunset": "2099-01-01"})), False),
    Sort("header-removed", W, W, on_operation(_always, _answer("418", headers={"X-A": {"schema": TEXT}}), _answer("418")), False),
    Sort("error-code-removed", W, W, on_operation(_always, _answer("418", **{"x-error-codes": ["a"]}), _answer("418")), False),
    Sort("media-type-removed", B, B, on_operation(_always, _answer("418", content={"text/csv": {}}), _answer("418")), False),
    *(
        Sort(kind, answer, request, in_probe(was, now), False)
        for kind, answer, request, was, now in (
            ("limit-tightened", I, B, TEXT, {**TEXT, "minLength": 2}),
            ("limit-loosened", I, I, {**TEXT, "maxLength": 2}, {**TEXT, "maxLength": 3}),
            ("limit-changed", I, W, {**TEXT, "pattern": "a"}, {**TEXT, "pattern": "b"}),
            ("enum-set", W, B, TEXT, {**TEXT, **ONE}),
            ("enum-value-removed", B, B, {**TEXT, **ONE}, {**TEXT, **OTHER}),
            ("const-set", I, B, TEXT, {**TEXT, "const": "a"}),
            ("const-lifted", B, I, {**TEXT, "const": "a"}, TEXT),
            ("const-changed", B, B, {**TEXT, "const": "a"}, {**TEXT, "const": "b"}),
            ("became-read-only", I, W, TEXT, {**TEXT, "readOnly": True}),
            ("no-longer-read-only", I, I, {**TEXT, "readOnly": True}, TEXT),
            ("became-write-only", B, I, TEXT, {**TEXT, "writeOnly": True}),
            ("extensible-value-removed", W, B, {**TEXT, "x-extensible-enum": ["a", "b"]}, {**TEXT, "x-extensible-enum": ["a"]}),
            ("content-changed", W, W, TEXT, {**TEXT, "contentMediaType": "text/html"}),
            ("extra-fields-forbidden", B, B, THING, {**THING, "additionalProperties": False}),
            ("extra-fields-allowed", I, I, {**THING, "additionalProperties": False}, THING),
            ("type-narrowed", I, B, THING, {**THING, "additionalProperties": TEXT}),
            ("condition-set", I, B, THING, {**THING, **RULE}),
            ("condition-lifted", W, I, {**THING, **RULE}, THING),
            ("condition-changed", W, W, {**THING, **RULE}, {**THING, **RULE, "then": {}}),
            ("dependency-set", I, B, THING, {**THING, "dependentRequired": {"a": ["b"]}}),
            ("pattern-fields-set", I, B, THING, {**THING, "patternProperties": {"^x": TEXT}}),
            ("type-changed", B, B, {**THING, "patternProperties": {"^x": TEXT}}, {**THING, "patternProperties": {"^x": LIST}}),
            ("field-names-lifted", W, I, {**THING, "propertyNames": {"maxLength": 3}}, THING),
            ("unevaluated-set", I, B, THING, {**THING, "unevaluatedProperties": False}),
            ("positions-set", I, B, LIST, {**LIST, "prefixItems": [TEXT]}),
            ("contains-lifted", W, I, {**LIST, "contains": TEXT}, LIST),
            ("type-changed", B, B, {**LIST, "items": TEXT}, {**LIST, "items": LIST}),
            ("variant-removed", B, B, {"oneOf": [THING, NEW]}, {"oneOf": [THING]}),
            ("variant-added", W, I, {"oneOf": [{**THING, "title": "Old"}, {"type": "integer"}]}, {"oneOf": [{**THING, "title": "Old"}, {"type": "integer"}, NEW]}),
            ("discriminator-changed", B, B, {"oneOf": [NEW], "discriminator": {"propertyName": "kind"}}, {"oneOf": [NEW], "discriminator": {"propertyName": "sort"}}),
            ("other-change", W, W, THING, {**THING, "xml": {"name": "thing"}}),
        )
    ),
)  # fmt: skip


@frozen
class Mutant:
    """A changed document, what it came from, and what ought to be said of the difference."""

    number: int
    api: str
    kinds: frozenset[str]
    severity: str
    is_generated: bool
    before: Document
    after: Document

    @property
    def name(self) -> str:
        """How to call it in a report."""
        return f"mutant {self.number} ({self.api}: {' or '.join(sorted(self.kinds))})"


def mutants(seed: int, document_of: Callable[[str], Document], apis: tuple[str, ...]) -> Iterator[Mutant]:
    """Mutants without end, every sort in its turn, each in any API that has something for it."""
    random, number = Random(seed), 0
    while True:
        for sort in (*EDITS, *PROBES):
            for api in random.sample(apis, len(apis)):
                before, after = deepcopy(document_of(api)), deepcopy(document_of(api))
                senders = sort.edit(random, before, after)
                if senders:
                    number += 1
                    told = [
                        each
                        for each, sender in ((sort.answer, "answer"), (sort.request, "request"))
                        if sender in senders
                    ]
                    worst = max(told, key=(I, W, B).index)
                    yield Mutant(number, api, frozenset(sort.kinds.split()), worst, sort.is_generated, before, after)
                    break
