"""What is done to the generator's input and output, mechanically, where its settings do not reach, and why.

No templates of our own: they would freeze the project on one version of the generator. What is expected and not found
is an error, so that another version is noticed.
"""

import ast
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, Final, TypeAlias

from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.properties.protocol import Value
from openapi_python_client.strings import in_double_quote_literal

from scripts.specs import Document, SpecError, operations

_UNSET: Final = Path(__file__).with_name("unset.py")
_OWN_UNSET: Final = """\
class Unset:
    def __bool__(self) -> Literal[False]:
        return False


UNSET: Unset = Unset()
"""

# What type checkers see stays; what is loaded waits until it is asked for.
_CLIENT_IMPORT: Final = "from .client import AuthenticatedClient, Client\n"
_LAZY_CLIENT_IMPORT: Final = """\
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient, Client
else:

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from . import client

        return getattr(client, name)


"""
_ENDPOINT_IMPORTS: Final = """\
import httpx

from ...client import AuthenticatedClient, Client
"""
_LAZY_ENDPOINT_IMPORTS: Final = """\
if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client

"""

_MODEL_IMPORT: Final = re.compile(r"^(from \.(\w+) import (\w+))\n", re.MULTILINE)
_LAZY_MODELS: Final = """\
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    {imports}
else:
    _MODULES = {modules}

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")
        found = globals()[name] = getattr(import_module(f".{{_MODULES[name]}}", __name__), name)
        return found

    def __dir__() -> list[str]:
        return [*globals(), *(name for name in _MODULES if name not in globals())]

"""

_LAZY_ENDPOINTS: Final = """\

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    {imports}
else:
    _MODULES = {modules}

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")
        return import_module(f".{{name}}", __name__)

    def __dir__() -> list[str]:
        return sorted({{*globals(), *_MODULES}})
"""

_LATE_ANNOTATIONS: Final = """\
from __future__ import annotations

from typing import TYPE_CHECKING

"""

Defaults: TypeAlias = Mapping[str, Mapping[str, str]]
"""For each module of models: its fields that are optional and have a default, and that default as Python code."""


def add_unset(package: Path) -> None:
    """Write the module of the `Unset` that all clients share."""
    shutil.copyfile(_UNSET, package / _UNSET.name)


def mend_clients(package: Path, defaults: Defaults) -> None:
    """Mend the client of one API.

    Args:
        package: the client's folder, as the generator wrote it.
        defaults: what `optional_defaults` found in its document.

    Raises:
        SpecError: the generator did not write what it used to.
    """
    for path in package.rglob("*.py"):
        # The endpoint template uses `Unset` where an operation takes two kinds of body (eCore's upload), and imports
        # only `UNSET`: the module would not even import. Unused imports are taken out again by the formatting.
        _replace(path, "import Response, UNSET\n", "import Response, UNSET, Unset\n", at_least=0)
    # An `Unset` for each client would be five for a user, and none of them is itself after `pickle` or `copy`.
    _replace(package / "types.py", _OWN_UNSET, "from ..unset import UNSET, Unset\n")
    # Classes of answers and builders of requests need no HTTP library, and who imports them should not load one.
    _replace(package / "__init__.py", _CLIENT_IMPORT, _LAZY_CLIENT_IMPORT)
    for path in package.glob("api/*/[!_]*.py"):
        _replace(path, _ENDPOINT_IMPORTS, _LAZY_ENDPOINT_IMPORTS)
        path.write_text(_LATE_ANNOTATIONS + path.read_text("utf-8"), "utf-8")
    _load_late(package / "models" / "__init__.py")
    for path in package.glob("api/*/__init__.py"):
        _load_endpoints_late(path)
    for module, fields in defaults.items():
        for name, default in fields.items():
            _fall_back(package / "models" / f"{module}.py", name, default)


def require_defaults(document: Document) -> Document:
    """A copy of a document in which the fields of answers that have a default are required.

    An absent field of an answer reads as its default, and its type needs no `Unset`; the generator leaves that out only
    where a field is required. In a request, "absent" and "the default" are two things: schemas that requests use stay
    as they are. That these fields may be absent nevertheless is what `mend_clients` puts right.
    """
    changed = deepcopy(document)
    in_requests = {id(schema) for schema in _schemas(changed, _requests(changed))}
    for schema in _schemas(changed, _answers(changed)):
        properties = schema.get("properties")
        if id(schema) in in_requests or not isinstance(properties, dict):
            continue
        required = schema.get("required", [])
        added = [name for name, each in properties.items() if "default" in each and name not in required]
        if added:
            schema["required"] = [*required, *added]
    return changed


def optional_defaults(document: Document, settings: Path) -> Defaults:
    """The optional fields with a default of every class that the generator makes of a document."""
    config = Config.from_sources(ConfigFile.load_from_path(settings), MetaType.NONE, settings, "utf-8", False, None)
    parsed = GeneratorData.from_dict(document, config=config)
    if not isinstance(parsed, GeneratorData):
        # The generator will say so, and better.
        return {}
    return {
        model.class_info.module_name: {
            in_double_quote_literal(each.name): _code(each.default)
            for each in model.optional_properties or ()
            if each.default is not None
        }
        for model in parsed.models
    }


def _code(default: Value) -> str:
    """A default as a JSON value in Python code: "new" and not `State.NEW`, but `0.0` for the 0 of a number."""
    code = default.python_code.as_unembedded_code()
    try:
        is_json = ast.literal_eval(code) == default.raw_value
    except ValueError:
        is_json = False
    return code if is_json else repr(default.raw_value)


def _load_late(path: Path) -> None:
    """Let a package of classes load each of them when it is asked for: who waits for a job needs few, and none of those
    that a request is made of."""
    text = path.read_text("utf-8")
    imports = _MODEL_IMPORT.findall(text)
    docstring, rest = _MODEL_IMPORT.sub("", text).split("\n", 1)
    if "import " in rest:
        raise SpecError(f"openapi-python-client no longer writes an import for each class in models/{path.name}")
    if imports:
        lines = "\n    ".join(line for line, _module, _name in imports)
        lazy = _LAZY_MODELS.format(imports=lines, modules={name: module for _line, module, name in imports})
        path.write_text(f"{docstring}\n\n{lazy}{rest}", "utf-8")


def _load_endpoints_late(path: Path) -> None:
    """Let a package of endpoints load each of them when it is asked for, with the classes of its request and its
    answers: who makes a client calls few."""
    text = path.read_text("utf-8")
    if "import" in text:
        raise SpecError(f"openapi-python-client writes imports in {path.parent.name}/{path.name}: see mending.py")
    names = sorted(each.stem for each in path.parent.glob("[!_]*.py"))
    if names:
        lines = "\n    ".join(f"from . import {name} as {name}" for name in names)
        path.write_text(text + _LAZY_ENDPOINTS.format(imports=lines, modules=tuple(names)), "utf-8")


def _fall_back(path: Path, name: str, default: str) -> None:
    # Only a field that `require_defaults` has made required: the generator takes it for granted, and it may be absent.
    if f'd.pop("{name}", UNSET)' not in path.read_text("utf-8"):
        _replace(path, f'd.pop("{name}")', f'd.pop("{name}", {default})')


def _replace(path: Path, old: str, new: str, at_least: int = 1) -> None:
    text = path.read_text("utf-8")
    if text.count(old) < at_least:
        raise SpecError(f"openapi-python-client no longer writes {old!r} in {path.name}: see scripts/mending.py")
    path.write_text(text.replace(old, new), "utf-8")


def _requests(document: Document) -> Iterator[Any]:
    for _method, path, operation in operations(document):
        yield operation.get("parameters")
        yield document["paths"][path].get("parameters")
        yield operation.get("requestBody")


def _answers(document: Document) -> Iterator[Any]:
    for _method, _path, operation in operations(document):
        yield list(operation.get("responses", {}).values())


def _schemas(document: Document, start: Iterable[Any]) -> list[Document]:
    """Every object that can be reached, schemas among them, each once, with references followed."""
    found: dict[int, Document] = {}
    waiting = list(start)
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict) and id(node) not in found:
            found[id(node)] = node
            if isinstance(reference := node.get("$ref"), str):
                waiting.append(_target(document, reference))
            for key, value in node.items():
                if key == "properties" and isinstance(value, dict):
                    # A field may have any name, that of a keyword too.
                    waiting += value.values()
                elif key not in _DATA:
                    waiting.append(value)
    return list(found.values())


_DATA: Final = frozenset({"default", "const", "enum", "example", "examples"})


def _target(document: Document, reference: str) -> Any:
    node: Any = document
    for part in reference.removeprefix("#/").split("/"):
        node = node.get(part.replace("~1", "/").replace("~0", "~")) if isinstance(node, dict) else None
    return node
