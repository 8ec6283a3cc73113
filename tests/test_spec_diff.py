"""What changed between two states of specs/: each kind of change, once in an answer and once in a request."""

import datetime
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from scripts.specdiff import snapshots
from scripts.specdiff.__main__ import main
from scripts.specdiff.compare import compare_snapshots, compare_specs
from scripts.specdiff.documents import compare_documents
from scripts.specdiff.kinds import KINDS, TABLE, Change, Severity, change, without_repetition
from scripts.specdiff.report import as_annotations, as_json, as_markdown, as_text
from scripts.specdiff.snapshots import Spec, snapshot
from scripts.specs import ROOT, SPECS, Document, SpecError, read_yaml
from scripts.states import state_table, status_schemas
from tests.drivers import spec_of
from tests.projects import git, make_project
from tests.test_specs import revendor

pytestmark = pytest.mark.tools

TODAY = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)

# One operation that takes a Thing and one that answers with it, so that every change of a Thing is seen both ways.
THING: Document = {
    "type": "object",
    "required": ["id", "kind"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "kind": {"type": "string", "enum": ["big", "small"]},
        "size": {"type": "integer", "minimum": 1, "format": "int32"},
        "note": {"type": ["string", "null"]},
        "any": {},
        "tags": {"type": "array", "items": {"type": "string"}},
        "part": {
            "oneOf": [{"$ref": "#/components/schemas/Wheel"}, {"$ref": "#/components/schemas/Door"}],
            "discriminator": {"propertyName": "part"},
        },
    },
}
BASE: Document = {
    "openapi": "3.1.0",
    "info": {"title": "Things", "version": "1"},
    "servers": [{"url": "https://things.example"}],
    "security": [{"Key": []}],
    "paths": {
        "/things/{id}": {
            "get": {
                "operationId": "get_thing",
                "tags": ["things"],
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "page", "in": "query", "schema": {"type": "integer", "default": 1}},
                ],
                "responses": {
                    "200": {
                        "description": "It.",
                        "headers": {"X-Left": {"schema": {"type": "integer"}}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
                    },
                    "404": {"description": "None.", "x-error-codes": ["no_such_thing"]},
                },
            }
        },
        "/things": {
            "post": {
                "operationId": "make_thing",
                "tags": ["things"],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewThing"}}},
                },
                "responses": {"204": {"description": "Made."}},
            }
        },
        "/old": {
            "get": {
                "operationId": "get_old",
                "deprecated": True,
                "x-sunset": "2026-07-07",
                "x-deprecated-at": "2026-01-01",
                "responses": {"200": {"description": "It."}},
            }
        },
    },
    "components": {
        "securitySchemes": {"Key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
        "schemas": {
            "Thing": THING,
            "NewThing": THING,
            "Wheel": {"type": "object", "properties": {"part": {"const": "wheel"}, "spokes": {"type": "integer"}}},
            "Door": {"type": "object", "properties": {"part": {"const": "door"}}},
        },
    },
}
GONE = object()


def edited(document: Document, edits: Mapping[str, Any]) -> Document:
    """A document with values set, or taken out, at JSON pointers."""
    found: Document = json.loads(json.dumps(document))  # parts that Python shares become parts of their own
    for pointer, value in edits.items():
        *way, last = (part.replace("~1", "/") for part in pointer.split("/")[1:])
        node: Any = found
        for key in way:
            node = node[int(key)] if isinstance(node, list) else node.setdefault(key, {})
        if isinstance(node, list):
            node[int(last) : int(last) + 1] = [] if value is GONE else [value]
        elif value is GONE:
            del node[last]
        else:
            node[last] = value
    return found


def found_in(old: Document, new: Document) -> set[tuple[str, str]]:
    changes = without_repetition(compare_documents("things", old, new, today=TODAY))
    return {(each.kind, str(each.severity)) for each in changes}


GET, POST, OLD = "/paths/~1things~1{id}/get", "/paths/~1things/post", "/paths/~1old/get"
MOVED = BASE["paths"]["/things/{id}"]["get"]

HOOK: Document = {
    "done": {
        "post": {
            "requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {"a": {}}}}}},
            "responses": {"200": {"description": "Thanks.", "content": {"application/json": {"schema": {}}}}},
        }
    }
}

# What is edited, and all that is reported of it.
CASES: list[tuple[str, dict[str, Any], set[tuple[str, str]]]] = [
    ("nothing", {}, set()),
    ("a server", {"/servers/0/url": "https://other.example"}, {("server-changed", "breaking")}),
    ("a version", {"/info/version": "2"}, {("version-changed", "info")}),
    ("a new operation", {"/paths/~1new": {"get": BASE["paths"]["/old"]["get"]}}, {("operation-added", "info")}),
    ("an operation goes", {GET: GONE}, {("operation-removed", "breaking")}),
    ("an operation goes after its sunset", {OLD: GONE}, {("operation-removed-after-sunset", "warning")}),
    ("another path", {"/paths/~1things~1{id}": GONE, "/paths/~1v2~1{id}": {"get": MOVED}}, {("operation-moved", "breaking")}),
    ("another method", {"/paths/~1things~1{id}": {"put": MOVED}}, {("operation-moved", "breaking")}),
    ("another operationId", {f"{GET}/operationId": "see_thing"}, {("operation-renamed", "breaking")}),
    ("another tag", {f"{GET}/tags/0": "objects"}, {("operation-regrouped", "breaking")}),
    ("a deprecated operation", {f"{GET}/deprecated": True}, {("deprecated", "warning")}),
    ("a deprecated parameter", {f"{GET}/parameters/1/deprecated": True}, {("deprecated", "warning")}),
    ("no longer deprecated", {f"{OLD}/deprecated": False}, {("deprecation-withdrawn", "info")}),
    ("no longer deprecated, no sunset", {f"{OLD}/deprecated": False, f"{OLD}/x-sunset": GONE}, {("deprecation-withdrawn", "info")}),
    ("another date", {f"{OLD}/x-deprecated-at": "2026-01-02"}, {("deprecation-date-changed", "info")}),
    ("a sunset", {f"{GET}/x-sunset": "2027-01-01"}, {("sunset-set", "warning")}),
    ("a sunset in words", {f"{GET}/description": "Sunset: Fri, 01 Jan 2027."}, {("sunset-set", "warning"), ("description-changed", "info")}),
    ("an earlier sunset", {f"{OLD}/x-sunset": "2026-07-06"}, {("sunset-moved-earlier", "breaking")}),
    ("a later sunset", {f"{OLD}/x-sunset": "2026-07-08"}, {("sunset-moved-later", "info")}),
    ("no sunset any more", {f"{OLD}/x-sunset": GONE}, {("sunset-removed", "warning")}),
    ("an unreadable sunset", {f"{OLD}/x-sunset": "soon"}, {("lifecycle-unreadable", "breaking")}),
    ("a replacement", {f"{OLD}/x-replaced-by": "GET /things/{id}"}, {("replacement-changed", "info")}),
    ("no key", {"/security": []}, {("security-removed", "warning")}),
    ("an optional key", {"/security": [{"Key": []}, {}]}, {("security-removed", "warning")}),
    ("another header", {"/components/securitySchemes/Key/name": "X-Other"}, {("security-changed", "breaking")}),
    ("the same header", {"/components/securitySchemes/Key/name": "x-key"}, set()),
    ("the scheme's name", {"/components/securitySchemes/Other": BASE["components"]["securitySchemes"]["Key"], "/security": [{"Other": []}]}, set()),
    ("a scope", {f"{GET}/security": [{"Key": ["admin"]}]}, {("security-changed", "breaking")}),
    ("a second kind of key", {"/components/securitySchemes/Basic": {"type": "http", "scheme": "basic"}, "/security": [{"Key": []}, {"Basic": []}]}, {("security-alternative-added", "info")}),
    ("a parameter", {f"{GET}/parameters/2": {"name": "q", "in": "query", "schema": {}}}, {("parameter-added", "info")}),
    ("a required parameter", {f"{GET}/parameters/2": {"name": "q", "in": "query", "required": True, "schema": {}}}, {("required-parameter-added", "breaking")}),
    ("a parameter goes", {f"{GET}/parameters/1": GONE}, {("parameter-removed", "breaking")}),
    ("a parameter is renamed", {"/paths/~1things~1{id}": GONE, "/paths/~1things~1{key}": edited({"get": MOVED}, {"/get/parameters/0/name": "key"})}, {("parameter-renamed", "breaking")}),
    ("a parameter becomes required", {f"{GET}/parameters/1/required": True}, {("parameter-became-required", "breaking")}),
    ("a parameter's style", {f"{GET}/parameters/1/explode": False}, {("parameter-encoding-changed", "breaking")}),
    ("a parameter's default", {f"{GET}/parameters/1/schema/default": 2}, {("default-changed", "warning")}),
    ("a parameter's limit", {f"{GET}/parameters/1/schema/maximum": 9}, {("limit-tightened", "breaking")}),
    ("a parameter's pattern", {f"{GET}/parameters/0/schema/pattern": "^x"}, {("limit-tightened", "breaking")}),
    ("a body", {f"{GET}/requestBody": {"content": {}}}, {("body-added", "info")}),
    ("a required body", {f"{GET}/requestBody": {"required": True, "content": {}}}, {("required-body-added", "breaking")}),
    ("no body", {f"{POST}/requestBody": GONE}, {("body-removed", "breaking")}),
    ("an optional body", {f"{POST}/requestBody/required": False}, {("body-became-optional", "info")}),
    ("another content type", {f"{POST}/requestBody/content/text~1csv": {}}, {("media-type-added", "info")}),
    ("no content type", {f"{POST}/requestBody/content/application~1json": GONE}, {("media-type-removed", "breaking")}),
    ("another success", {f"{GET}/responses/202": {"description": "Later."}}, {("success-added", "warning")}),
    ("no success", {f"{GET}/responses/200": GONE}, {("success-removed", "breaking")}),
    ("another error", {f"{GET}/responses/410": {"description": "Gone."}}, {("error-added", "info")}),
    ("no error", {f"{GET}/responses/404": GONE}, {("error-removed", "info")}),
    ("another error code", {f"{GET}/responses/404/x-error-codes": ["no_such_thing", "lost"]}, {("error-code-added", "info")}),
    ("no error code", {f"{GET}/responses/404/x-error-codes": []}, {("error-code-removed", "warning")}),
    ("another header of an answer", {f"{GET}/responses/200/headers/X-More": {"schema": {}}}, {("header-added", "info")}),
    ("no header in an answer", {f"{GET}/responses/200/headers": GONE}, {("header-removed", "warning")}),
    ("a header's type", {f"{GET}/responses/200/headers/X-Left/schema/type": "string"}, {("type-changed", "breaking")}),
    ("words", {f"{GET}/summary": "See it.", f"{GET}/x-tool": 1, "/components/schemas/Thing/description": "It."}, {("description-changed", "info")}),
    ("another version of OpenAPI", {"/openapi": "3.1.1"}, {("version-changed", "info")}),
    ("words about the API", {"/info/license": {"name": "None"}}, {("description-changed", "info")}),
    ("a webhook", {"/webhooks": HOOK}, {("webhook-added", "info")}),
    ("a server of a path", {"/paths/~1things~1{id}/servers": [{"url": "https://x.example"}]}, {("server-changed", "breaking")}),
    ("a server of an operation", {f"{GET}/servers": [{"url": "https://x.example"}]}, {("server-changed", "breaking")}),
    ("a link", {f"{GET}/responses/200/links": {"next": {}}}, {("other-change", "warning")}),
    ("a callback", {f"{POST}/callbacks": {"done": {"{$request.body#/url}": HOOK["done"]}}}, {("webhook-added", "info")}),
    ("something else", {f"{POST}/requestBody/content/application~1json/encoding": {"id": {}}}, {("other-change", "warning")}),
    ("a keyword without a kind", {"/components/schemas/Thing/xml": {"name": "thing"}}, {("other-change", "warning")}),
    ("a header is always there", {f"{GET}/responses/200/headers/X-Left/required": True}, {("header-became-required", "info")}),
    ("a parameter's sunset", {f"{GET}/parameters/1/x-sunset": "2027-01-01"}, {("sunset-set", "warning")}),
    ("a parameter's sunset that nobody can read", {f"{GET}/parameters/1/x-sunset": "soon"}, {("lifecycle-unreadable", "breaking")}),
    ("a class", {"/components/schemas/Unused": {"type": "object"}}, {("class-added", "info")}),
    ("an alias", {"/components/schemas/Unused": {"type": "string"}}, set()),
]  # fmt: skip

T = "/properties"

# What is edited in a Thing; what is reported where it is answered; and where it is sent.
SCHEMA_CASES: list[tuple[str, dict[str, Any], tuple[str, str], tuple[str, str]]] = [
    ("a field", {f"{T}/new": {"type": "string"}}, ("field-added", "info"), ("field-added", "info")),
    ("a required field", {f"{T}/new": {}, "/required": ["id", "kind", "new"]}, ("required-field-added", "info"), ("required-field-added", "breaking")),
    ("a field goes", {f"{T}/size": GONE}, ("field-removed", "breaking"), ("field-removed", "breaking")),
    ("required", {"/required": ["id", "kind", "size"]}, ("field-became-required", "info"), ("field-became-required", "breaking")),
    ("optional", {"/required": ["id"]}, ("field-became-optional", "breaking"), ("field-became-optional", "info")),
    ("nullable", {f"{T}/id/type": ["string", "null"]}, ("became-nullable", "breaking"), ("became-nullable", "info")),
    ("nullable in 3.0", {f"{T}/id/nullable": True}, ("became-nullable", "breaking"), ("became-nullable", "info")),
    ("nullable as a union", {f"{T}/size": {"anyOf": [THING["properties"]["size"], {"type": "null"}]}}, ("became-nullable", "breaking"), ("became-nullable", "info")),
    ("not nullable", {f"{T}/note/type": "string"}, ("became-not-nullable", "info"), ("became-not-nullable", "breaking")),
    ("another type", {f"{T}/note/type": ["boolean", "null"]}, ("type-changed", "breaking"), ("type-changed", "breaking")),
    ("a wider type", {f"{T}/size/type": "number"}, ("type-widened", "breaking"), ("type-widened", "info")),
    ("more types", {f"{T}/note/type": ["string", "integer", "null"]}, ("type-widened", "breaking"), ("type-widened", "info")),
    ("a narrower type", {f"{T}/any/type": "string"}, ("type-narrowed", "info"), ("type-narrowed", "breaking")),
    ("another type in a list", {f"{T}/tags/items/type": "integer"}, ("type-changed", "breaking"), ("type-changed", "breaking")),
    ("a format with a type", {f"{T}/id/format": GONE}, ("format-changed", "breaking"), ("format-changed", "breaking")),
    ("another format", {f"{T}/size/format": "int64"}, ("format-hint-changed", "info"), ("format-hint-changed", "info")),
    ("a default", {f"{T}/size/default": 1}, ("default-changed", "warning"), ("default-changed", "warning")),
    ("a default of null", {f"{T}/note/default": None}, ("default-changed", "warning"), ("default-changed", "warning")),
    ("an enum", {f"{T}/note/enum": ["a", None]}, ("enum-set", "warning"), ("enum-set", "breaking")),
    ("no enum", {f"{T}/kind/enum": GONE}, ("enum-lifted", "breaking"), ("enum-lifted", "breaking")),
    ("a value", {f"{T}/kind/enum": ["big", "small", "tiny"]}, ("enum-value-added", "warning"), ("enum-value-added", "info")),
    ("no value", {f"{T}/kind/enum": ["big"]}, ("enum-value-removed", "breaking"), ("enum-value-removed", "breaking")),
    ("a variant", {f"{T}/part/oneOf/2": {"title": "Roof", "type": "object", "properties": {"part": {"const": "roof"}}}}, ("variant-added", "warning"), ("variant-added", "info")),
    ("no variant", {f"{T}/part/oneOf/1": GONE}, ("variant-removed", "breaking"), ("variant-removed", "breaking")),
    ("another tag", {f"{T}/part/discriminator/propertyName": "spokes"}, ("discriminator-changed", "breaking"), ("discriminator-changed", "breaking")),
    ("a higher minimum", {f"{T}/size/minimum": 2}, ("limit-tightened", "info"), ("limit-tightened", "breaking")),
    ("a lower minimum", {f"{T}/size/minimum": 0}, ("limit-loosened", "info"), ("limit-loosened", "info")),
    ("no minimum", {f"{T}/size/minimum": GONE}, ("limit-loosened", "info"), ("limit-loosened", "info")),
    ("unique items", {f"{T}/tags/uniqueItems": True}, ("limit-tightened", "info"), ("limit-tightened", "breaking")),
    ("no other fields", {"/additionalProperties": False}, ("extra-fields-forbidden", "breaking"), ("extra-fields-forbidden", "breaking")),
    ("typed other fields", {"/additionalProperties": {"type": "string"}}, ("type-narrowed", "info"), ("type-narrowed", "breaking")),
    ("only answered", {f"{T}/size/readOnly": True}, ("became-read-only", "info"), ("became-read-only", "warning")),
    ("only sent", {f"{T}/size/writeOnly": True}, ("became-write-only", "breaking"), ("became-write-only", "info")),
    ("a constant", {f"{T}/note/const": "a"}, ("const-set", "info"), ("const-set", "breaking")),
    ("a known value", {f"{T}/note/x-extensible-enum": ["a"]}, ("extensible-value-added", "info"), ("extensible-value-added", "info")),
    ("a condition", {"/if": {"required": ["size"]}, "/then": {"required": ["note"]}}, ("condition-set", "info"), ("condition-set", "breaking")),
    ("a dependency", {"/dependentRequired": {"size": ["note"]}}, ("dependency-set", "info"), ("dependency-set", "breaking")),
    ("fields by a pattern", {"/patternProperties": {"^x": {"type": "string"}}}, ("pattern-fields-set", "info"), ("pattern-fields-set", "breaking")),
    ("names of fields", {"/propertyNames": {"maxLength": 9}}, ("field-names-set", "info"), ("field-names-set", "breaking")),
    ("nothing else", {"/unevaluatedProperties": False}, ("unevaluated-set", "info"), ("unevaluated-set", "breaking")),
    ("positions", {f"{T}/tags/prefixItems": [{"type": "string"}]}, ("positions-set", "info"), ("positions-set", "breaking")),
    ("what a list contains", {f"{T}/tags/contains": {"const": "a"}}, ("contains-set", "info"), ("contains-set", "breaking")),
    ("more of what a list contains", {f"{T}/tags/minContains": 2}, ("limit-tightened", "info"), ("limit-tightened", "breaking")),
    ("what a text holds", {f"{T}/note/contentEncoding": "base64"}, ("content-changed", "warning"), ("content-changed", "warning")),
    ("a field's sunset", {f"{T}/size/x-sunset": "2027-01-01"}, ("sunset-set", "warning"), ("sunset-set", "warning")),
    ("a type beside a union", {f"{T}/part/type": "object"}, ("type-narrowed", "info"), ("type-narrowed", "breaking")),
    ("a field beside a union", {f"{T}/part/properties": {"size": {}}}, ("field-added", "info"), ("field-added", "info")),
    ("a deprecated field", {f"{T}/size/deprecated": True}, ("deprecated", "warning"), ("deprecated", "warning")),
    ("another class", {"/title": "Object"}, ("class-renamed", "breaking"), ("class-renamed", "breaking")),
    ("words that look like a sunset", {f"{T}/size/description": "The hour of the sunset: in UTC."}, ("description-changed", "info"), ("description-changed", "info")),
    ("words", {f"{T}/size/description": "How big."}, ("description-changed", "info"), ("description-changed", "info")),
]  # fmt: skip


THING_IN = "/components/schemas/Thing"
T_IN = f"{THING_IN}/properties"
SAID = edited(
    BASE,
    {
        "/components/securitySchemes/OAuth": {
            "type": "oauth2",
            "flows": {"clientCredentials": {"tokenUrl": "https://x.example", "scopes": {"read": "Read.", "write": ""}}},
        },
        "/security": [{"Key": []}, {"OAuth": ["read"]}],
        f"{T_IN}/wheel": {"$ref": "#/components/schemas/Wheel"},
        f"{T_IN}/more": {"type": "integer", "exclusiveMinimum": 1},
        f"{T_IN}/shut": {"type": "object", "additionalProperties": False},
    },
)

# What is edited in `SAID` without another meaning.
SAME: dict[str, dict[str, Any]] = {
    "the style of a parameter": {f"{GET}/parameters/1/style": "form", f"{GET}/parameters/1/explode": True},
    "the style of a path parameter": {f"{GET}/parameters/0/style": "simple", f"{GET}/parameters/0/explode": False},
    "flags of a parameter": {f"{GET}/parameters/1/required": False, f"{GET}/parameters/1/deprecated": False},
    "bounds": {f"{T_IN}/note/minLength": 0, f"{T_IN}/tags/minItems": 0, f"{T_IN}/tags/uniqueItems": False},
    "flags of a schema": {f"{T_IN}/note/readOnly": False, f"{T_IN}/note/deprecated": False},
    "other fields": {f"{THING_IN}/additionalProperties": True, f"{THING_IN}/unevaluatedProperties": {}},
    "other fields, written out": {f"{T_IN}/any/additionalProperties": {}},
    "no other fields": {f"{T_IN}/shut/additionalProperties": {"not": {}}},
    "parameters of the path": {"/paths/~1things~1{id}/parameters": MOVED["parameters"], f"{GET}/parameters": []},
    "servers of the path": {"/paths/~1things~1{id}/servers": BASE["servers"]},
    "a reference in a lone allOf": {f"{T_IN}/wheel": {"allOf": [{"$ref": "#/components/schemas/Wheel"}]}},
    "a lone variant": {f"{T_IN}/note": {"oneOf": [THING["properties"]["note"]]}},
    "null in a union": {f"{T_IN}/note": {"anyOf": [{"type": "null"}, {"type": "string"}]}},
    "null in 3.0": {f"{T_IN}/note": {"type": "string", "nullable": True}, "/openapi": "3.0.3"},
    "an exclusive bound in 3.0": {f"{T_IN}/more": {"type": "integer", "minimum": 1, "exclusiveMinimum": True}},
    "a list of one type": {f"{T_IN}/size/type": ["integer"]},
    "the order of values": {f"{T_IN}/kind/enum": ["small", "big"], f"{THING_IN}/required": ["kind", "id"]},
    "a charset": {
        f"{GET}/responses/200/content": {"Application/JSON; charset=utf-8": MOVED["responses"]["200"]["content"]["application/json"]}
    },
    "the words of a scope": {"/components/securitySchemes/OAuth/flows/clientCredentials/scopes/read": "To read."},
    "a scope that nobody needs": {"/components/securitySchemes/OAuth/flows/clientCredentials/scopes/write": GONE},
    "a mapping that says the names": {f"{T_IN}/part/discriminator/mapping": {"Door": "#/components/schemas/Door"}},
    "a mapping that says the tags": {f"{T_IN}/part/discriminator/mapping": {"door": "#/components/schemas/Door"}},
    "the default of contains": {f"{T_IN}/tags/minContains": 1},
}  # fmt: skip


class TestDocuments:
    @pytest.mark.parametrize(("edits", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
    def test_it_is_reported(self, edits: dict[str, Any], expected: set[tuple[str, str]]) -> None:
        assert found_in(BASE, edited(BASE, edits)) == expected

    @pytest.mark.parametrize(
        ("component", "edits", "expected"),
        [
            (component, case[1], case[2 + index])
            for case in SCHEMA_CASES
            for index, component in enumerate(("Thing", "NewThing"))
        ],
        ids=[f"{case[0]} in {where}" for case in SCHEMA_CASES for where in ("an answer", "a request")],
    )
    def test_a_schema(self, component: str, edits: dict[str, Any], expected: tuple[str, str]) -> None:
        edits = {f"/components/schemas/{component}{pointer}": value for pointer, value in edits.items()}
        assert found_in(BASE, edited(BASE, edits)) == {expected}

    @pytest.mark.parametrize(
        ("edits", "backwards"),
        [
            ({f"{GET}/parameters/1/required": True}, ("parameter-became-optional", "info")),
            ({f"{POST}/requestBody/required": False}, ("body-became-required", "breaking")),
            ({"/security": []}, ("security-added", "breaking")),
            ({"/components/schemas/Thing/additionalProperties": False}, ("extra-fields-allowed", "info")),
            ({"/components/schemas/Unused": {"type": "object"}}, ("class-removed", "breaking")),
            ({"/webhooks": HOOK}, ("webhook-removed", "breaking")),
            ({f"{GET}/responses/200/headers/X-Left/required": True}, ("header-became-optional", "warning")),
            ({f"{T_IN}/size/readOnly": True}, ("no-longer-read-only", "info")),
            ({f"{T_IN}/size/writeOnly": True}, ("no-longer-write-only", "info")),
            ({f"{T_IN}/note/const": "a"}, ("const-lifted", "breaking")),
            ({f"{T_IN}/note/x-extensible-enum": ["a"]}, ("extensible-value-removed", "warning")),
            ({f"{THING_IN}/not": {"required": ["size"]}}, ("condition-lifted", "warning")),
            ({f"{THING_IN}/dependentRequired": {"size": ["note"]}}, ("dependency-lifted", "warning")),
            ({f"{THING_IN}/patternProperties": {"^x": {}}}, ("pattern-fields-lifted", "warning")),
            ({f"{THING_IN}/propertyNames": {"maxLength": 9}}, ("field-names-lifted", "warning")),
            ({f"{THING_IN}/unevaluatedProperties": False}, ("unevaluated-lifted", "warning")),
            ({f"{T_IN}/tags/prefixItems": [{"type": "string"}]}, ("positions-lifted", "warning")),
            ({f"{T_IN}/tags/contains": {"const": "a"}}, ("contains-lifted", "warning")),
        ],
    )
    def test_the_way_back(self, edits: dict[str, Any], backwards: tuple[str, str]) -> None:
        assert found_in(edited(BASE, edits), BASE) == {backwards}

    @pytest.mark.parametrize(
        ("keyword", "was", "now", "expected"),
        [
            ("const", "a", "b", ("const-changed", "breaking")),
            ("if", {"const": "a"}, {"const": "b"}, ("condition-changed", "warning")),
            ("x-extensible-enum", ["a", "b"], ["b"], ("extensible-value-removed", "warning")),
            ("x-sunset", "2027-01-02", "2027-01-01", ("sunset-moved-earlier", "breaking")),
            ("patternProperties", {"^x": {"type": "string"}}, {"^x": {"type": "array"}}, ("type-changed", "breaking")),
            ("contains", {"minimum": 1}, {"minimum": 2}, ("limit-tightened", "info")),
        ],
    )
    def test_a_keyword_with_another_value(self, keyword: str, was: Any, now: Any, expected: tuple[str, str]) -> None:
        old, new = (edited(BASE, {f"{T_IN}/note/{keyword}": value}) for value in (was, now))
        assert found_in(old, new) == {expected}

    def test_a_webhook_is_sent_by_the_provider(self) -> None:
        """What is a request elsewhere is an answer here, and the other way round."""
        base = edited(BASE, {"/webhooks": HOOK})
        sent = "/webhooks/done/post/requestBody/content/application~1json/schema"
        taken = "/webhooks/done/post/responses/200/content/application~1json/schema"
        assert found_in(base, edited(base, {f"{sent}/required": ["a"]})) == {("field-became-required", "info")}
        assert found_in(base, edited(base, {f"{taken}/type": "string"})) == {("type-narrowed", "breaking")}

    def test_what_only_one_side_sends_is_not_asked_of_the_other(self) -> None:
        for component, flag, severity in (("NewThing", "readOnly", "info"), ("Thing", "writeOnly", "breaking")):
            pointer = f"/components/schemas/{component}"
            base = edited(BASE, {f"{pointer}/properties/new": {"type": "string", flag: True}})
            assert found_in(base, edited(base, {f"{pointer}/required": ["id", "kind", "new"]})) == set()
            tighter = edited(base, {f"{pointer}/properties/new/maxLength": 3})
            assert found_in(base, tighter) == {("limit-tightened", severity)}, "it counts for who sends it"

    def test_what_is_said_beside_a_reference_is_not_lost_where_the_component_is_known_already(self) -> None:
        pointer = "/components/schemas/Thing/properties"
        reference = {"$ref": "#/components/schemas/Wheel"}
        base = edited(BASE, {f"{pointer}/a": reference, f"{pointer}/z": reference})
        new = edited(base, {f"{pointer}/z": {"anyOf": [reference, {"type": "null"}]}})
        (only,) = without_repetition(compare_documents("things", base, new, today=TODAY))
        assert (only.kind, only.place) == ("became-nullable", "Thing.z")

    @pytest.mark.parametrize("edits", SAME.values(), ids=SAME)
    def test_the_same_api_said_otherwise(self, edits: dict[str, Any]) -> None:
        new = edited(SAID, edits)
        assert new != SAID
        assert found_in(SAID, new) <= {("version-changed", "info")}
        assert found_in(new, SAID) <= {("version-changed", "info")}

    def test_a_mapping_that_leads_elsewhere(self) -> None:
        pointer = "/components/schemas/Thing/properties/part/discriminator/mapping"
        wheel, door = "#/components/schemas/Wheel", "#/components/schemas/Door"
        old, new = (edited(BASE, {pointer: {"round": target}}) for target in (wheel, door))
        assert found_in(old, new) == {("discriminator-changed", "breaking")}

    def test_a_limit_that_cannot_be_compared(self) -> None:
        for component, severity in (("Thing", "info"), ("NewThing", "warning")):
            pointer = f"/components/schemas/{component}/properties/note/pattern"
            old, new = (edited(BASE, {pointer: pattern}) for pattern in ("^a", "^b"))
            assert found_in(old, new) == {("limit-changed", severity)}

    def test_a_removal_before_the_sunset(self) -> None:
        old = edited(BASE, {f"{OLD}/x-sunset": "2026-11-23"})
        assert found_in(old, edited(old, {OLD: GONE})) == {("operation-removed-before-sunset", "breaking")}

    def test_a_variant_without_a_title(self) -> None:
        new = {"type": "object", "properties": {"part": {"const": "roof"}}}
        pointer = "/components/schemas/Thing/properties/part/oneOf/2"
        assert found_in(BASE, edited(BASE, {pointer: new})) == {
            ("variant-added", "warning"),
            ("variant-unnamed", "warning"),
        }

    def test_a_schema_for_both_directions_counts_as_the_worse(self) -> None:
        pointer = "/components/schemas/NewThing"
        both = edited(BASE, {pointer: {"$ref": "#/components/schemas/Thing"}})
        new = edited(both, {"/components/schemas/Thing/properties/id/type": ["string", "null"]})
        (only,) = without_repetition(compare_documents("things", both, new, today=TODAY))
        assert (only.kind, only.severity, only.place) == ("became-nullable", Severity.BREAKING, "Thing.id")

    def test_where_a_component_is_used_does_not_matter(self) -> None:
        """A schema that is written in place is the same as one that is referred to."""
        pointer = f"{GET}/responses/200/content/application~1json/schema"
        assert found_in(BASE, edited(BASE, {pointer: {**THING, "title": "Thing"}})) == set()

    def test_a_member_of_allof_is_a_part_of_the_whole(self) -> None:
        whole = {"allOf": [{"type": "object", "properties": {"id": THING["properties"]["id"]}, "required": ["id"]}]}
        properties = {name: each for name, each in THING["properties"].items() if name != "id"}
        rest = {"type": "object", "required": ["kind"], "properties": properties}
        new = edited(BASE, {"/components/schemas/Thing": {**rest, **whole}})
        assert found_in(BASE, new) == set()
        pointer = "/components/schemas/Thing/allOf/0/properties/id"
        assert found_in(new, edited(new, {pointer: GONE})) == {("field-removed", "breaking")}

    def test_schemas_that_hold_themselves(self) -> None:
        pointer = "/components/schemas/Thing/properties/inner"
        base = edited(BASE, {pointer: {"$ref": "#/components/schemas/Thing"}})
        assert found_in(base, base) == set()
        new = edited(base, {"/components/schemas/Thing/properties/new": {}})
        assert found_in(base, new) == {("field-added", "info")}

    def test_unions_that_hold_themselves(self) -> None:
        pointer = "/components/schemas/Thing/properties/any"
        loop = {"/components/schemas/Any": {"oneOf": [{"$ref": "#/components/schemas/Any"}] * 2}}
        base = edited(BASE, {pointer: {"$ref": "#/components/schemas/Any"}, **loop})
        parts = {"/components/schemas/Any/allOf": [{"$ref": "#/components/schemas/Any"}] * 2}
        assert found_in(base, edited(base, parts)) == set()

    def test_a_document_whose_parts_are_used_again_and_again(self) -> None:
        """Written out, this would be some 2**60 schemas."""
        levels = {
            f"/components/schemas/Level{level}": {
                "type": "object",
                "properties": {name: {"$ref": f"#/components/schemas/Level{level + 1}"} for name in ("one", "other")},
            }
            for level in range(60)
        }
        base = edited(
            BASE,
            {
                **levels,
                "/components/schemas/Level60": {},
                f"/components/schemas/Thing{T}/any": {"$ref": "#/components/schemas/Level0"},
            },
        )
        assert found_in(base, edited(base, {"/security/1": {"Key": []}})) == set()
        assert found_in(base, edited(base, {"/components/schemas/Level60/type": "string"})) == {
            ("type-narrowed", "info")
        }

    def test_a_reference_to_nowhere_does_not_crash(self) -> None:
        new = edited(BASE, {"/components/schemas/Thing/properties/part": {"$ref": "#/components/schemas/Nothing"}})
        assert ("variant-removed", "breaking") in found_in(BASE, new)

    def test_every_kind_of_change_has_a_case(self) -> None:
        tested = {kind for case in CASES for kind, _severity in case[2]}
        tested |= {case[2][0] for case in SCHEMA_CASES}
        tested |= set(re.findall(r'"([a-z-]+)"', Path(__file__).read_text("utf-8").split("class TestDocuments", 1)[1]))
        assert set(KINDS) - tested == set()


def test_the_kinds_are_read_from_the_docs() -> None:
    """No row is passed over because it is written otherwise, and none stands there twice."""
    (table,) = re.findall(r"^\| kind \|.*?\n\n", TABLE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    _head, _rule, *rows = table.strip().splitlines()
    for row, (name, kind) in zip(rows, KINDS.items(), strict=True):
        assert row == f"| `{name}` | {kind.answer} | {kind.request} | {kind.meaning} |"


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    return shutil.copytree(SPECS, tmp_path / "specs")


def changes_of(api: str, specs: Path) -> list[Change]:
    old = Spec(read_yaml(SPECS / api / "openapi.yaml"), spec_of(api), ())
    _before, after = snapshots.read_differing(SPECS, specs)
    return without_repetition(compare_specs({api: old}, {api: after[api]}, TODAY))


class TestStatuses:
    @pytest.mark.parametrize(
        ("api", "schema", "status"),
        [
            (api, schemas[0], "a_new_one")
            for api, (_provider, schemas) in status_schemas().items()
            if "enum" in spec_of(api)["components"]["schemas"][schemas[0]]
        ],
    )
    def test_a_new_status_needs_a_row(self, api: str, schema: str, status: str) -> None:
        pointer = f"/components/schemas/{schema}/enum"
        document = spec_of(api)
        enum = document["components"]["schemas"][schema]["enum"]
        new = edited(document, {pointer: [*enum[1:], status]})
        first, second = (Spec(each, each, ()) for each in (document, new))
        found = without_repetition(compare_specs({api: first}, {api: second}, TODAY))
        table = state_table(status_schemas()[api].provider)
        where = f"wrapper/batchlight/providers/{table.path.name}, line {table.line}"
        assert [(each.kind, each.subject) for each in found] == [("status-removed", enum[0]), ("status-added", status)]
        assert f"needs a row in the state table of {status_schemas()[api].provider}, {where}" in found[1].message
        assert f"its row goes from the state table of {status_schemas()[api].provider}, {where}" in found[0].message

    def test_a_new_variant_is_a_new_status(self, specs: Path) -> None:
        revendor(specs, "apexverify", "                - internal_error\n", "                - verification_paused\n")
        found = {(each.kind, each.subject) for each in changes_of("apexverify", specs)}
        assert {("status-added", "verification_paused"), ("status-removed", "internal_error")} <= found
        assert not {kind for kind, _subject in found} & {"variant-added", "enum-value-added", "variant-removed"}

    def test_a_row_that_is_there_already(self) -> None:
        document = spec_of("ecore")
        old = edited(document, {"/components/schemas/JobStatus/enum": ["Uploading", "Processing", "Processed"]})
        first, second = (Spec(each, each, ()) for each in (old, document))
        (found,) = without_repetition(compare_specs({"ecore": first}, {"ecore": second}, TODAY))
        assert (found.kind, found.subject) == ("status-added", "Failed")
        assert "it has its row in the state table of ecore" in found.message

    def test_the_list_is_lost(self) -> None:
        document = spec_of("llamacloud")
        new = json.loads(
            json.dumps(document).replace('/BatchJobStatus"', '/JobState"').replace('"BatchJobStatus"', '"JobState"')
        )
        first, second = (Spec(each, each, ()) for each in (document, new))
        found = {each.kind for each in compare_specs({"llamacloud": first}, {"llamacloud": second}, TODAY)}
        assert found == {"status-list-lost", "class-renamed"}

    def test_statuses_in_prose(self, specs: Path) -> None:
        revendor(specs, "revenuebase_v2", "`CANCELLING`, `CANCELLED`.", "`CANCELLING`, `PAUSED`.")
        found = {(each.kind, each.subject) for each in changes_of("revenuebase_v2", specs)}
        assert ("prose-status-added", "PAUSED") in found
        assert ("prose-status-removed", "CANCELLED") in found
        assert {str(KINDS[kind].answer) for kind, _subject in found} == {"warning", "info"}


class TestOverlays:
    def test_an_action_that_matches_nothing_any_more(self, specs: Path) -> None:
        revendor(specs, "ecore", "DailyCapExceeded", "DailyCapReached")
        lost = [each for each in changes_of("ecore", specs) if each.kind == "overlay-broken"]
        assert lost == []  # the action still matches ServerError
        revendor(specs, "ecore", "ServerError", "ServiceError")
        (lost_action,) = [each for each in changes_of("ecore", specs) if each.kind == "overlay-broken"]
        assert lost_action.severity is Severity.BREAKING
        assert "specs/ecore/overlay.yaml: action" in lost_action.message

    def test_a_schema_that_the_overlay_refers_to_and_that_is_gone(self, specs: Path) -> None:
        """The effective spec would refer to nothing; what changed is told all the same."""
        revendor(specs, "llamacloud", "/BatchJobType'", "/BatchKind'")
        revendor(specs, "llamacloud", "    BatchJobType:\n", "    BatchKind:\n")
        found = {each.kind: each for each in changes_of("llamacloud", specs)}
        assert "class-renamed" in found or "class-removed" in found
        broken = found["overlay-broken"].message
        assert "is not valid OpenAPI 3.1" in broken
        assert len(broken) < 500

    def test_a_change_that_the_overlay_hides(self, specs: Path) -> None:
        old = "credits_charged_at: {type: string,"
        revendor(specs, "ecore", old, "credits_charged_at: {type: integer,")
        (hidden,) = changes_of("ecore", specs)
        assert (hidden.kind, hidden.severity) == ("hidden-by-overlay", Severity.WARNING)
        assert "type-changed" in hidden.message

    def test_a_name_that_the_overlay_replaces_is_no_matter(self, specs: Path) -> None:
        revendor(specs, "apexverify", "status-v-1-batch-batch-uuid-get", "batch-status")
        assert changes_of("apexverify", specs) == []

    def test_apis_that_come_and_go(self) -> None:
        spec = Spec(BASE, BASE, ())
        (come,) = compare_specs({}, {"things": spec}, TODAY)
        (gone,) = compare_specs({"things": spec}, {}, TODAY)
        assert (come.kind, str(come.severity)) == ("api-added", "info")
        assert (gone.kind, str(gone.severity)) == ("api-removed", "breaking")


@frozen
class Project:
    """A repository with specs, clients and wrapper, of which one commit is the base."""

    root: Path

    def changed(self) -> list[Change]:
        with snapshot("HEAD", self.root) as old, snapshot(None, self.root) as new:
            return compare_snapshots(old, new, TODAY)


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("project"), "ecore", "llamacloud")


@pytest.fixture
def project(committed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    root = shutil.copytree(committed, tmp_path / "project")
    monkeypatch.setattr("scripts.specdiff.__main__.ROOT", root)
    return Project(root)


class TestProject:
    def test_nothing_changed(self, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--fail-on", "warning"]) == 0
        assert re.fullmatch(r"no changes, from HEAD \([0-9a-f]{9}\) to the working tree\n", capsys.readouterr().out)

    def test_that_nothing_changed_is_said_without_reading_anything(
        self, project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def read(*_state: object) -> None:
            raise SpecError("it was read")

        monkeypatch.setattr(snapshots, "snapshot", read)
        for reference in ("HEAD", "main"):
            assert main(["--base", reference]) == 0
        assert main(["--base", "HEAD", "--to", "main"]) == 0
        assert capsys.readouterr().out.count("no changes") == 3
        (project.root / "specs" / "new.yaml").write_text("")
        assert main([]) == 2, "a file that git does not know is a change"
        assert "it was read" in capsys.readouterr().err

    def test_what_reads_documents_is_not_loaded_to_say_so(self) -> None:
        program = "import sys, scripts.specdiff.__main__; print([name for name in ('griffe', 'scripts.specs') if name in sys.modules])"
        done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
        assert done.stdout == "[]\n"

    def test_a_format_that_there_is_not(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit, match="2"):
            main(["--format", "xml"])
        said = capsys.readouterr().err
        assert "xml" in said
        assert all(name in said for name in ("text", "json", "github", "markdown"))

    def test_a_change_with_its_operations_and_its_line(self, project: Project) -> None:
        revendor(
            project.root / "specs",
            "ecore",
            "    Record:\n      type: object\n",
            "    Record:\n      x-tool: 1\n      type: object\n",
        )
        revendor(
            project.root / "specs",
            "ecore",
            "email: {type: string, description: The address.}",
            "email: {type: integer}",
        )
        changes = project.changed()
        (found,) = [each for each in changes if each.kind == "type-changed"]
        assert found.place == "Record.email"
        assert "GET /email-validation/jobs/{job_id}/records/" in found.operations
        assert found.file == "specs/ecore/openapi.yaml"
        lines = (project.root / "specs" / "ecore" / "openapi.yaml").read_text("utf-8").splitlines()
        assert found.line is not None
        assert lines[found.line - 1].strip() == "email: {type: integer}"

    def test_what_only_the_overlay_says_is_found_there(self, project: Project) -> None:
        overlay = project.root / "specs" / "llamacloud" / "overlay.yaml"
        text = overlay.read_text("utf-8")
        overlay.write_text(text.replace("detail: {}", "detail: {type: string}"), "utf-8")
        (found,) = project.changed()
        assert (found.kind, found.place, found.file) == (
            "type-narrowed",
            "ErrorResponse.detail",
            "specs/llamacloud/overlay.yaml",
        )
        assert found.line is not None
        assert text.splitlines()[found.line - 1].strip() == "ErrorResponse:"

    def test_what_it_does_to_python(self, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
        """The clients are generated beside, because they are not yet those of the specs."""
        before = sorted(project.root.rglob("*"))
        revendor(project.root / "specs", "llamacloud", "BatchJobQueryResponse", "BatchJobPage")
        assert main(["--format", "json", "--fail-on", "breaking"]) == 1
        report = json.loads(capsys.readouterr().out)
        found = {(each["api"], each["kind"], each["place"]) for each in report["changes"]}
        assert ("llamacloud", "class-renamed", "BatchJobQueryResponse") in found
        assert ("python", "python-removed", "batchlight_clients.llamacloud.models.BatchJobQueryResponse") in found
        assert report["counts"]["breaking"] == len(
            [each for each in report["changes"] if each["severity"] == "breaking"]
        )
        assert sorted(project.root.rglob("*")) == before

    @pytest.mark.parametrize(
        ("module", "old", "new", "kind", "place"),
        [
            (
                "refs",
                "def parse(cls, text: str)",
                "def parse(cls, text: str, strict: bool)",
                "python-signature",
                "refs.JobRef.parse",
            ),
            ("errors", "class JobFailed(JobError)", "class JobFailed", "python-type", "errors.JobFailed"),
            ("text", "limit: int = 300", "limit: int = 200", "python-value", "text.printable"),
        ],
    )
    def test_changes_of_the_wrapper(
        self, project: Project, module: str, old: str, new: str, kind: str, place: str
    ) -> None:
        path = project.root / "wrapper" / "batchlight" / f"{module}.py"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        (found,) = [each for each in project.changed() if each.kind == kind]
        assert found.place.startswith(f"batchlight.{place}")
        assert (found.severity, found.file) == (KINDS[kind].answer, f"wrapper/batchlight/{module}.py")

    def test_clients_that_cannot_be_generated(self, project: Project) -> None:
        old = "application/json:\n              schema: {$ref: '#/components/schemas/JobDetail'}"
        revendor(project.root / "specs", "ecore", old, old.replace("application/json", "application/pdf"))
        (found,) = [each for each in project.changed() if each.kind == "generation-fails"]
        assert "openapi-python-client does not accept" in found.message

    def test_a_document_that_is_none(self, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
        (project.root / "specs" / "ecore" / "openapi.yaml").write_text("openapi: 3.1.0\n")
        assert main([]) == 2
        assert "\nerror: specs/ecore/openapi.yaml is not valid OpenAPI 3.1" in capsys.readouterr().err

    @pytest.mark.parametrize("ref", ["nonsense", "--output=x", "HEAD:specs"])
    def test_a_commit_that_is_none(self, project: Project, ref: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([f"--base={ref}"]) == 2
        assert "there is no such commit" in capsys.readouterr().err

    def test_a_commit_without_specs(self, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
        tree = git(project.root, "mktree", input=b"").strip()
        commit = git(project.root, "commit-tree", tree, "-m", "Empty").strip()
        assert main(["--base", commit]) == 2
        assert "has no specs/" in capsys.readouterr().err

    def test_two_commits(self, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
        revendor(project.root / "specs", "ecore", "title: eCore", "title: Another eCore")
        assert main(["--to", "HEAD"]) == 0
        assert capsys.readouterr().out.startswith("no changes")


class TestReport:
    HOSTILE = "\x1b[31mred\n::error::x\r%0A ``` @everyone"

    @pytest.fixture
    def changes(self) -> list[Change]:
        return [
            change("field-removed", "things", f"Thing.{self.HOSTILE}", self.HOSTILE, subject=self.HOSTILE),
            change("field-added", "things", "Thing.b", "a new field"),
            change("deprecated", "things", "GET /things", "it is deprecated now"),
        ]

    @pytest.mark.parametrize("write", [as_text, as_annotations, as_markdown])
    def test_text_of_a_provider_does_no_harm(self, write: Any, changes: list[Change]) -> None:
        text = write(changes, "old", "new")
        assert not re.search(r"[^\n\x20-\x7e\ufffd\u2026]", text)
        assert not [line for line in text.splitlines() if line.startswith("::error::")]

    def test_text(self, changes: list[Change]) -> None:
        lines = as_text(changes[1:], "old", "new").splitlines()
        assert lines[0] == "specs/things: 0 breaking, 1 warning, 1 info"
        assert lines[-1] == "0 breaking, 1 warning, 1 info, from old to new"
        assert "  WARNING   deprecated: GET /things" in lines

    def test_annotations(self, changes: list[Change]) -> None:
        lines = as_annotations(changes, "old", "new").splitlines()
        assert [line.split(" ")[0] for line in lines[:3]] == ["::error", "::warning", "::notice"]
        assert lines[1] == "::warning title=deprecated%3A GET /things::it is deprecated now"
        assert "%0A" not in lines[0].replace("%250A", "")

    def test_markdown_is_one_fence(self, changes: list[Change]) -> None:
        text = as_markdown(changes, "old", "new")
        first, *_rest, last = [line for line in text.splitlines() if line.startswith("```")]
        assert (first, last) == ("````text", "````")
        assert text.endswith("\n````")

    def test_json(self, changes: list[Change]) -> None:
        report = json.loads(as_json(changes, "old", "new"))
        assert report["counts"] == {"breaking": 1, "warning": 1, "info": 1}
        assert report["changes"][0]["subject"] == self.HOSTILE
        assert report["changes"][2] == {
            "kind": "deprecated", "severity": "warning", "api": "things", "place": "GET /things", "subject": "",
            "message": "it is deprecated now", "pointer": [], "operations": [], "file": None, "line": None,
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("kind", "limit", "status"),
        [
            ("deprecated", "breaking", 0),
            ("deprecated", "warning", 1),
            ("field-added", "warning", 0),
            ("field-removed", "breaking", 1),
        ],
    )
    def test_the_exit_status(
        self, kind: str, limit: str, status: int, project: Project, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(
            "scripts.specdiff.__main__._unchanged", lambda *_refs: ([change(kind, "things", "x", "y")], "old", "new")
        )
        assert main(["--fail-on", limit]) == status
        assert main([]) == 0


def test_the_state_tables_line_is_where_the_report_leads(project: Project) -> None:
    revendor(
        project.root / "specs",
        "ecore",
        "enum: [Uploading, Processing, Processed, Failed]\n",
        "enum: [Uploading, Processing, Processed, Failed, Paused]\n",
    )
    (found,) = [each for each in project.changed() if each.kind == "status-added"]
    assert (found.file, found.line) == ("wrapper/batchlight/providers/ecore.py", state_table("ecore").line)


def test_snapshots_of_a_folder_that_is_no_repository(tmp_path: Path) -> None:
    shutil.copytree(SPECS, tmp_path / "specs")
    with pytest.raises(SpecError, match="git rev-parse"), snapshot("HEAD", tmp_path):
        pass
