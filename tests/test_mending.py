"""What regeneration mends: one `Unset`, and a field of an answer that has a default needs none."""

import datetime
import enum
import importlib
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_origin

import attrs
import pytest
from batchlight_clients.apexverify.models import EmailContent
from batchlight_clients.unset import UNSET, Unset

from scripts.mending import add_unset, mend_clients, optional_defaults, require_defaults
from scripts.regen import SETTINGS, generate
from scripts.specs import SpecError, apis
from tests.drivers import spec_of
from tests.mutants.places import places

pytestmark = pytest.mark.tools


def classes_of(api: str) -> dict[str, Any]:
    models = importlib.import_module(f"batchlight_clients.{api}.models")
    return {name: getattr(models, name) for name in models.__all__ if attrs.has(getattr(models, name))}


def in_requests(api: str) -> set[str]:
    """The names of the schemas that requests use, found in another way than the mending does."""
    spec = spec_of(api)
    names = {id(schema): name for name, schema in spec.get("components", {}).get("schemas", {}).items()}
    used = [place.schema for place in places(spec) if "request" in place.senders]
    return {str(schema.get("title", names.get(id(schema)))) for schema in used}


def hints_of(model: Any) -> dict[str, Any]:
    package = vars(importlib.import_module(model.__module__.rpartition(".")[0]))
    return typing.get_type_hints(model, localns=dict(package))


def fields_with_default(model: Any) -> dict[str, Any]:
    return {
        each.name: each.default
        for each in attrs.fields(model)
        if each.init and each.default is not attrs.NOTHING and each.default is not UNSET
    }


def some(hint: Any) -> Any:
    """Some JSON value of a type."""
    if get_origin(hint) in (typing.Union, types.UnionType):
        return some(get_args(hint)[0])
    if get_origin(hint) is typing.Literal:
        return get_args(hint)[0]
    if attrs.has(hint):
        return required_of(hint)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return next(iter(hint)).value
    values: dict[Any, Any] = {datetime.datetime: "2026-11-22T00:00:00Z", types.NoneType: None, list: []}
    return values[get_origin(hint) or hint] if (get_origin(hint) or hint) in values else hint()


def required_of(model: Any) -> dict[str, Any]:
    """The smallest body of a class; an attribute that would hide a name of Python ends with an underscore."""
    hints = hints_of(model)
    required = [each.name for each in attrs.fields(model) if each.default is attrs.NOTHING]
    return {name.removesuffix("_"): some(hints[name]) for name in required}


ANSWERS = [
    pytest.param(model, id=f"{api}.{name}")
    for api in apis()
    for name, model in classes_of(api).items()
    if name not in in_requests(api) and fields_with_default(model)
]
REQUESTS = [
    pytest.param(model, id=f"{api}.{name}")
    for api in apis()
    for name, model in classes_of(api).items()
    if name in in_requests(api) and fields_with_default(model)
]
# The overlay requires their counts, because these tell e-mail from phone.
TOLD_APART = {"EmailContent", "PhoneContent", "EmailCost", "PhoneCost"}


@pytest.mark.parametrize("model", ANSWERS)
def test_a_field_of_an_answer_with_a_default_is_typed_without_unset(model: Any) -> None:
    for name in fields_with_default(model):
        hint = hints_of(model)[name]
        assert Unset not in (hint, *get_args(hint)), name


@pytest.mark.parametrize("model", [each for each in ANSWERS if each.id.split(".")[1] not in TOLD_APART])  # type: ignore[union-attr]  # each has an id
def test_an_absent_field_reads_as_its_default(model: Any) -> None:
    defaults = fields_with_default(model)
    instance = model.from_dict(required_of(model))
    assert {name: getattr(instance, name) for name in defaults} == defaults
    assert defaults.items() <= instance.to_dict().items()
    for name in defaults:
        given = some(hints_of(model)[name])
        assert getattr(model.from_dict({**required_of(model), name: given}), name) == given


def test_there_are_such_classes() -> None:
    assert {"apexverify.VerificationStats", "llamacloud.BatchJobResponse"} <= {str(each.id) for each in ANSWERS}
    assert {"llamacloud.BatchJobCreateRequest", "ecore.EmailListUpload"} <= {str(each.id) for each in REQUESTS}


@pytest.mark.parametrize("model", REQUESTS)
def test_in_a_request_absent_and_the_default_are_two_things(model: Any) -> None:
    for name in fields_with_default(model):
        assert Unset in get_args(hints_of(model)[name])
        assert name not in model.from_dict(required_of(model)).to_dict()


def test_what_an_overlay_requires_is_required() -> None:
    with pytest.raises(KeyError):
        EmailContent.from_dict({})


# Each kind of default; a schema that an answer and a request share; one that another is made of; a name that is a keyword.
STATE = {"type": "string", "title": "State", "enum": ["new", "old"], "default": "new"}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "T", "version": "1"},
    "paths": {
        "/x": {
            "post": {
                "operationId": "x",
                "tags": ["x"],
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Shared"}}}},
                "responses": {
                    "200": {
                        "description": "OK",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Answer"}}},
                    }
                },
            }
        }
    },
    "components": {
        "schemas": {
            "Shared": {"type": "object", "properties": {"size": {"type": "integer", "default": 3}}},
            "Part": {"type": "object", "properties": {"count": {"type": "number", "default": 0}}},
            "Answer": {
                "allOf": [
                    {"$ref": "#/components/schemas/Part"},
                    {
                        "type": "object",
                        "required": ["id"],
                        "properties": {
                            "id": {"type": "integer"},
                            "shared": {"$ref": "#/components/schemas/Shared"},
                            "state": STATE,
                            "at": {"type": "string", "format": "date-time", "default": "2026-11-22T00:00:00+00:00"},
                            "or_null": {"type": ["string", "null"], "default": 'a "quoted" one'},
                            "is_new": {"type": "boolean", "default": True},
                            "properties": {"type": "string", "default": "p"},
                            "none": {"type": "string"},
                            "inner": {
                                "type": "object",
                                "properties": {"deep": {"type": "integer", "default": 7}},
                            },
                        },
                    },
                ]
            },
        }
    },
}


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("mended")
    package = folder / "mended_clients"
    package.mkdir()
    (package / "__init__.py").touch()
    generate("tiny", DOCUMENT, package / "tiny")
    add_unset(package)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        yield importlib.import_module("mended_clients.tiny.models")


def test_every_kind_of_default(models: Any) -> None:
    answer = models.Answer.from_dict({"id": 1, "inner": {}})
    assert answer.count == 0
    assert isinstance(answer.state, enum.Enum)
    assert answer.state.value == "new"
    assert answer.at == datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
    assert answer.or_null == 'a "quoted" one'
    assert answer.is_new is True
    assert answer.properties == "p"
    assert answer.inner.deep == 7
    absent = importlib.import_module("mended_clients.unset").UNSET
    assert answer.none is absent
    assert models.Answer.from_dict({"id": 1}).shared is absent
    assert models.Answer.from_dict({"id": 1, "or_null": None}).or_null is None
    for name in ("count", "state", "at", "or_null", "is_new", "properties"):
        assert "Unset" not in models.Answer.__annotations__[name]
    assert "Unset" in models.Shared.__annotations__["size"], "a request uses it"
    with pytest.raises(KeyError):
        models.Answer.from_dict({})


def test_the_document_itself_is_not_changed() -> None:
    before = repr(DOCUMENT)
    assert require_defaults(DOCUMENT) != DOCUMENT
    assert repr(DOCUMENT) == before
    assert require_defaults(require_defaults(DOCUMENT)) == require_defaults(DOCUMENT)


def test_another_generator_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "types.py").write_text("class Unset: ...\n")
    with pytest.raises(SpecError, match=r"no longer writes .*class Unset.* in types\.py"):
        mend_clients(tmp_path, {})
    (tmp_path / "types.py").write_text(
        "class Unset:\n    def __bool__(self) -> Literal[False]:\n        return False\n\n\nUNSET: Unset = Unset()\n"
    )
    init = tmp_path / "__init__.py"
    init.write_text("from .client import Client\n")
    with pytest.raises(SpecError, match=r"no longer writes .*AuthenticatedClient.* in __init__\.py"):
        mend_clients(tmp_path, {})
    endpoint = tmp_path / "api" / "jobs" / "get_job.py"
    endpoint.parent.mkdir(parents=True)
    endpoint.write_text("from httpx import Response\n")
    types = (
        "class Unset:\n    def __bool__(self) -> Literal[False]:\n        return False\n\n\nUNSET: Unset = Unset()\n"
    )
    for path, text in ((tmp_path / "types.py", types), (init, "from .client import AuthenticatedClient, Client\n")):
        path.write_text(text)
    with pytest.raises(SpecError, match=r"no longer writes .*import httpx.* in get_job\.py"):
        mend_clients(tmp_path, {})
    endpoint.unlink()
    for path, text in ((tmp_path / "types.py", types), (init, "from .client import AuthenticatedClient, Client\n")):
        path.write_text(text)
    (tmp_path / "models").mkdir()
    classes = tmp_path / "models" / "__init__.py"
    classes.write_text('"""Classes."""\n\nfrom .job import Job, State\n')
    with pytest.raises(SpecError, match=r"no longer writes an import for each class in models/__init__\.py"):
        mend_clients(tmp_path, {})
    for path, text in ((tmp_path / "types.py", types), (init, "from .client import AuthenticatedClient, Client\n")):
        path.write_text(text)
    classes.write_text('"""No classes."""\n')
    for module in optional_defaults(DOCUMENT, SETTINGS):
        (tmp_path / "models" / f"{module}.py").write_text("")
    with pytest.raises(SpecError, match=r"no longer writes .*d\.pop"):
        mend_clients(tmp_path, optional_defaults(DOCUMENT, SETTINGS))
