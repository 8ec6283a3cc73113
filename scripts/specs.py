"""The vendored documents and their overlays, and the effective spec that they make together.

Everything else (generator, table of operations, tests) reads specs through here. Knows nothing about Python code.
"""

import datetime
import hashlib
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from batchlight.text import printable
from jsonpath_ng.exceptions import JSONPathError
from jsonpath_ng.ext.parser import ExtentedJsonPathParser
from oas_patch.overlay import apply_overlay
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

from scripts.folders import mend
from scripts.yamltext import NotYaml, TooLarge, load_yaml

ROOT = Path(__file__).resolve().parent.parent
SPECS = ROOT / "specs"

Document: TypeAlias = dict[str, Any]

METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
"""The keys of a path that hold its operations."""


class SpecError(Exception):
    """A spec, an overlay or its source note is not usable; the message says which file and why."""


class Source(NamedTuple):
    """Where a vendored document comes from: the content of source.toml."""

    kind: str
    pages: tuple[str, ...]
    date: datetime.date
    sha256: str


def apis(specs: Path = SPECS) -> tuple[str, ...]:
    """The names of all vendored APIs, sorted. What a killed run left there is mended before, whichever tool asks."""
    mend(specs)
    folders = (folder for folder in specs.iterdir() if not folder.name.startswith("."))
    return tuple(sorted(folder.name for folder in folders if (folder / "openapi.yaml").is_file()))


def sha256(path: Path) -> str:
    """The hash of a file's bytes, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_source(api: str, specs: Path = SPECS) -> Source:
    """Read source.toml and hold its hash against the document, so that an edit by hand is noticed."""
    path = specs / api / "source.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        source = Source(data["kind"], tuple(data["pages"]), data["date"], data["sha256"])
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise SpecError(f"specs/{api}/source.toml: {error!r}") from error
    if source.kind not in ("published", "transcribed"):
        raise SpecError(f'specs/{api}/source.toml: kind is {source.kind!r}, not "published" or "transcribed"')
    actual = sha256(specs / api / "openapi.yaml")
    if actual != source.sha256:
        raise SpecError(
            f"specs/{api}/openapi.yaml: its sha256 is {actual}, source.toml says {source.sha256}. A vendored document "
            "is not edited: correct it in overlay.yaml, or vendor it anew and update source.toml."
        )
    return source


def read_yaml(path: Path) -> Document:
    """Read a YAML file as plain JSON data: dates become ISO strings, and no part is shared with another.

    Raises:
        SpecError: it cannot be read, is no mapping, or stands for more than can be meant.
    """
    try:
        data = load_yaml(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, NotYaml, TooLarge) as error:
        raise SpecError(f"{_shown(path)}: {error}") from error
    if not isinstance(data, dict):
        raise SpecError(f"{_shown(path)}: not a mapping")
    return data


def effective_spec(api: str, specs: Path = SPECS, *, lost: list[str] | None = None) -> Document:
    """Apply the overlay of an API to its document, both validated.

    Args:
        api: the API's folder in specs/.
        specs: the folder of all specs.
        lost: where to put what is wrong with actions that cannot be applied, which are then passed over, and with what
            comes of them; without it that is an error.

    Raises:
        SpecError: a file is missing or invalid, or an overlay action matches nothing, lacks its reason or fails.
    """
    document = read_yaml(specs / api / "openapi.yaml")
    validate(f"specs/{api}/openapi.yaml", document)
    overlay = read_yaml(specs / api / "overlay.yaml")
    for number, action in enumerate(overlay.get("actions", ()), start=1):
        try:
            document = _apply(f"specs/{api}/overlay.yaml: action {number}", action, document)
        except SpecError as error:
            if lost is None:
                raise
            lost.append(str(error))
    try:
        validate(f"specs/{api}: the effective spec (openapi.yaml with overlay.yaml)", document)
    except SpecError as error:
        if lost is None:
            raise
        lost.append(str(error))
    return document


def operations(document: Document) -> Iterator[tuple[str, str, Document]]:
    """Each operation of a document as (method in upper case, path template, operation object)."""
    for path, item in document.get("paths", {}).items():
        for method, operation in item.items():
            if method in METHODS:
                yield method.upper(), path, operation


def _apply(name: str, action: Document, document: Document) -> Document:
    target = action.get("target")
    if not isinstance(target, str):
        raise SpecError(f"{name} has no target")
    name = f"{name} ({target})"
    if not str(action.get("description", "")).strip():
        raise SpecError(f"{name} has no description: every correction says why")
    try:
        # oas-patch passes over an action without a match in silence, and then the correction is lost.
        if not _jsonpath().parse(target).find(document):
            raise SpecError(f"{name} matches nothing: the document has changed, or the target is wrong")
        patched: Document = apply_overlay(document, {"actions": [action]})
    except SpecError:
        raise
    except (JSONPathError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise SpecError(f"{name} cannot be applied: {error}") from error
    return patched


@cache
def _jsonpath() -> Any:
    # Its tables take a twentieth of a second to make; `jsonpath_ng.ext.parse` makes them for every expression.
    return ExtentedJsonPathParser()


def validate(name: str, document: Document) -> None:
    """Hold a document against the schema of the OpenAPI version that it names, 3.0 or 3.1.

    Raises:
        SpecError: it is not valid, or refers to another document; the message has the name and the first problems.
    """
    # The validator would fetch what a reference names, over http or from a disk.
    for place, reference in _references(document):
        if not reference.startswith("#"):
            raise SpecError(
                f"{name}: {printable(place)} refers to another document, {printable(reference, 200)}. Only what was "
                "named is fetched: vendor a document that is whole."
            )
    is_30 = str(document.get("openapi", "")).startswith("3.0.")
    validator = OpenAPIV30SpecValidator if is_30 else OpenAPIV31SpecValidator
    version = "3.0" if is_30 else "3.1"
    try:
        # A message may hold the whole document.
        found = sorted(validator(document).iter_errors(), key=lambda problem: problem.json_path)
        problems = [f"{problem.json_path}: {printable(problem.message)}" for problem in found]
    except Exception as error:
        # The validator stumbles over documents that are broken in its own way (a reference to nowhere, say).
        problems = [printable(error)]
    lists = [place for place, part in _mappings(document) if isinstance(part.get("type"), list)]
    if problems and is_30 and lists:
        # Of this the validator says nothing that helps: it quotes the whole schema, or stumbles.
        places = f"at {printable(lists[0])}" + (f" and {len(lists) - 1} other places" if len(lists) > 1 else "")
        hint = "Either the document is of 3.1 and says 3.0, or `nullable: true` is meant."
        problems = [f"the type is a list {places}, which only 3.1 has. {hint}"]
    if problems:
        raise SpecError(f"{name} is not valid OpenAPI {version}:" + "".join(f"\n  {line}" for line in problems[:10]))


def _references(document: Document) -> Iterator[tuple[str, str]]:
    for place, part in _mappings(document):
        for key in ("$ref", "$dynamicRef", "$recursiveRef"):
            if isinstance(part.get(key), str):
                yield place, part[key]


def _mappings(part: Any, place: str = "$") -> Iterator[tuple[str, Document]]:
    """Every mapping of a document with its place, as the problems of the validator name it."""
    if isinstance(part, dict):
        yield place, part
        for key, value in part.items():
            step = f".{key}" if key.isidentifier() else f"['{printable(key, 100)}']"
            yield from _mappings(value, place + step)
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from _mappings(value, f"{place}[{number}]")


def _shown(path: Path) -> str:
    return "/".join(path.parts[-3:])
