"""Vendor a provider's document: from its file, its URL, or the documentation pages that show it.

A page in Markdown holds the document in a fence (Mintlify: four backticks and `yaml URL METHOD path`; Fern: a `yaml`
fence under "OpenAPI Specification"), often with one operation only; several pages of one API are merged. What does not
look like the API that is vendored already is refused, and then nothing is written.
"""

import argparse
import datetime
import hashlib
import io
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
from attrs import frozen
from batchlight.text import printable
from ruamel.yaml import YAML

from scripts.folders import alone, replacing
from scripts.specs import SPECS, Document, SpecError, apis, operations, read_source, read_yaml, validate
from scripts.yamltext import NotYaml, TooLarge, load_yaml

MAX_BYTES = 10 * 1024 * 1024
_TIMEOUT_SECONDS = 30.0


@frozen
class Found:
    """A document and where it was found."""

    source: str
    text: str
    document: Document


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(prog="make vendor", description=__doc__)
    parser.add_argument("api", help="a folder of specs/, such as apexverify")
    parser.add_argument("sources", nargs="+", metavar="FROM", help="files or https URLs: documents, or pages with them")
    parser.add_argument("--force", action="store_true", help="vendor it although a guard refuses it")
    options = parser.parse_args(arguments)
    try:
        changed = vendor(options.api, options.sources, force=options.force)
    except (SpecError, OSError) as error:
        print(f"error: {error}\nnothing was written", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted; nothing was written", file=sys.stderr)
        return 130
    if changed:
        print(f"wrote specs/{options.api}; next: make spec-diff, make regen, make check")
    else:
        print(f"specs/{options.api} is up to date")
    return 0


def vendor(api: str, sources: Sequence[str], *, force: bool = False, specs: Path = SPECS) -> bool:
    """Write openapi.yaml and source.toml of an API, in one step; return whether anything has changed.

    Args:
        api: the API's folder in specs/.
        sources: files or https URLs.
        force: whether to skip the guards.
        specs: the folder of all specs.

    Raises:
        SpecError: a source cannot be read, holds no document, or one that contradicts another; or a guard refuses it.
        OSError: specs/ cannot be written.
    """
    with alone(specs):
        return _vendor(api, sources, force, specs)


def _vendor(api: str, sources: Sequence[str], force: bool, specs: Path) -> bool:
    if api not in apis(specs):
        raise SpecError(f"there is no specs/{printable(api)}")
    folder = specs / api
    found = [_find_document(source, _read(source)) for source in sources]
    for each in found:
        validate(each.source, each.document)
    text = found[0].text if len(found) == 1 else _merged(found)
    merged = _parse(" and ".join(sources), text) if len(found) > 1 else found[0].document
    validate(f"the merged document of {' and '.join(sources)}", merged)
    if not force:
        _guard(api, read_yaml(folder / "openapi.yaml"), merged)
    content = text.encode("utf-8")
    if content == (folder / "openapi.yaml").read_bytes():
        return False
    with replacing(folder) as fresh:
        shutil.copytree(folder, fresh)
        (fresh / "openapi.yaml").write_bytes(content)
        (fresh / "source.toml").write_text(_source_note(folder / "source.toml", sources, content), "utf-8")
        read_source(api, fresh.parent)
    return True


def _read(source: str) -> str:
    try:
        content = _fetch(source) if "://" in source else Path(source).read_bytes()
        if len(content) > MAX_BYTES:
            raise SpecError(f"{source} is larger than {MAX_BYTES // 1024 // 1024} MiB")
        # What is written has neither a byte order mark nor carriage returns, whatever the page has.
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except (OSError, UnicodeDecodeError, httpx.HTTPError, httpx.InvalidURL) as error:
        raise SpecError(f"{source} cannot be read: {error}") from error


def _fetch(url: str) -> bytes:
    """Get a public page: over https only, without any key, within a time."""
    if not url.startswith("https://"):
        raise SpecError(f"{url} is not https://")
    with (
        httpx.Client(timeout=_TIMEOUT_SECONDS, headers={"Accept": "text/markdown, application/yaml, */*"}) as client,
        client.stream("GET", url) as response,
    ):
        if response.status_code != 200:
            raise SpecError(f"{url} answered {response.status_code}; redirects are not followed")
        content = b""
        for chunk in response.iter_bytes():
            content += chunk
            if len(content) > MAX_BYTES:
                break
        return content


@frozen
class Fence:
    """A fenced block of a page: the first word behind the opening fence, in lower case, and what it holds."""

    language: str
    body: str
    ends: bool


_OPENING = re.compile(r"(?P<indent>[ \t]*)(?P<marks>`{3,}|~{3,})(?P<info>.*)")
_LANGUAGES = ("yaml", "yml", "json", "openapi")


def _fences(text: str) -> Iterator[Fence]:
    """The fenced blocks of a page; one that is indented, as in a list, loses the indentation of its fence."""
    lines = iter(text.split("\n"))
    for line in lines:
        opening = _OPENING.fullmatch(line)
        if opening is None or ("`" in opening["info"] and opening["marks"].startswith("`")):
            continue
        indent, marks = opening["indent"], opening["marks"]
        body: list[str] = []
        ends = False
        for inner in lines:
            bare = inner.strip()
            if len(bare) >= len(marks) and set(bare) == {marks[0]}:
                ends = True
                break
            body.append(inner.removeprefix(indent) if inner.startswith(indent) else inner.lstrip())
        word = re.search(r"\w+", opening["info"])
        yield Fence(word[0].lower() if word else "", "".join(f"{each}\n" for each in body), ends)


def _find_document(source: str, text: str) -> Found:
    """The one OpenAPI document of a file or a page."""
    whole = _parse(source, text)
    if "openapi" in whole:
        return Found(source, _as_yaml(text, whole), whole)
    fences = list(_fences(text))
    found: list[Found] = []
    for fence in fences:
        if fence.ends and fence.language in _LANGUAGES:
            document = _parse(source, fence.body)
            if "openapi" in document:
                found.append(Found(source, _as_yaml(fence.body, document), document))
    if len(found) == 1:
        return found[0]
    if found:
        raise SpecError(f"{source} holds {len(found)} OpenAPI documents; give it a page with one")
    hint = "" if all(fence.ends for fence in fences) else " (its last fence does not end: is the page cut off?)"
    raise SpecError(f"{source} holds no OpenAPI document{hint}")


def _parse(source: str, text: str) -> Document:
    """The mapping that a text is; an empty one if it is none."""
    try:
        data = load_yaml(text)
    except NotYaml:
        return {}
    except TooLarge as error:
        raise SpecError(f"{source} is refused: {error}") from error
    return data if isinstance(data, dict) else {}


def _as_yaml(text: str, document: Document) -> str:
    """A document's own text; JSON is written as YAML, so that a change can be read line by line."""
    if text.lstrip().startswith("{"):
        return _dumped(document)
    return text.rstrip("\n") + "\n"


def _dumped(document: Any) -> str:
    yaml = _yaml()
    stream = io.StringIO()
    yaml.dump(document, stream)
    return stream.getvalue().rstrip("\n") + "\n"


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 80
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _merged(found: Sequence[Found]) -> str:
    """The document of several pages: the first one's, with what the others have besides."""
    first, *others = found
    # Loaded anew with its quotes and folds, so that the text stays what the provider wrote.
    merged: Any = _yaml().load(first.text)
    for other in others:
        _merge(merged, _yaml().load(other.text), "", first.source, other.source)
    return _dumped(merged)


# Where pages of one API add to each other: an operation here, a schema there. Anything else has to be the same.
_MERGED = re.compile(r"/(paths(/[^/]*)?|components(/[^/]*)?)?")


def _merge(into: Any, what: Any, path: str, first: str, second: str) -> None:
    if path == "" and (lonely := sorted(into.keys() ^ what.keys())):
        raise SpecError(f"{first} and {second} contradict each other: only one of them has /{lonely[0]}")
    for key, value in what.items():
        here = f"{path}/{str(key).replace('/', '~1')}"
        if key not in into:
            into[key] = value
        elif into[key] != value:
            both_are_maps = isinstance(into[key], dict) and isinstance(value, dict)
            if not both_are_maps or not _MERGED.fullmatch(here):
                raise SpecError(f"{first} and {second} contradict each other at {here}")
            _merge(into[key], value, here, first, second)


def _guard(api: str, old: Document, new: Document) -> None:
    """Refuse what is not the same API, or not much of it any more."""
    for name, before, after in (
        ("title", old["info"].get("title"), new["info"].get("title")),
        ("servers", _servers(old), _servers(new)),
    ):
        if before != after:
            raise SpecError(f"specs/{api} has the {name} {before!r}, this has {after!r}: is it another API? (--force)")
    had = {(method, path) for method, path, _operation in operations(old)}
    has = {(method, path) for method, path, _operation in operations(new)}
    lost = sorted(had - has)
    if len(lost) * 2 >= len(had):
        names = ", ".join(f"{method} {path}" for method, path in lost)
        raise SpecError(f"{len(lost)} of the {len(had)} operations of specs/{api} are gone: {names}. (--force)")


def _servers(document: Document) -> list[str]:
    return [server.get("url", "") for server in document.get("servers", [])]


def _source_note(path: Path, sources: Sequence[str], content: bytes) -> str:
    """source.toml with the new hash and date; its comments, and the kind and pages of what came from files, stay."""
    text = path.read_text("utf-8")
    today = datetime.datetime.now(datetime.UTC).date()
    text = re.sub(r"^date = .*$", f"date = {today.isoformat()}", text, flags=re.MULTILINE)
    text = re.sub(r"^sha256 = .*$", f'sha256 = "{hashlib.sha256(content).hexdigest()}"', text, flags=re.MULTILINE)
    if all("://" in source for source in sources):
        # A file says nothing of where it is published, or whether it is: a transcription is vendored from a file, too.
        text = re.sub(r"^kind = .*$", 'kind = "published"', text, flags=re.MULTILINE)
        pages = "".join(f'    "{source}",\n' for source in sources)
        text = re.sub(r"^pages = \[.*?\]", lambda _match: f"pages = [\n{pages}]", text, flags=re.DOTALL | re.MULTILINE)
    return text


if __name__ == "__main__":
    sys.exit(main())
