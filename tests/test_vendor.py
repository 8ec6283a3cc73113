"""Vendoring: pages and documents in their forms, merged or refused; and nothing is ever half written."""

import json
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from ruamel.yaml import YAML

from scripts import vendor as vendoring
from scripts.specs import SPECS, SpecError, effective_spec, read_source, read_yaml
from scripts.vendor import main, vendor
from scripts.yamltext import load_yaml

pytestmark = pytest.mark.tools

APEX = (SPECS / "apexverify" / "openapi.yaml").read_text("utf-8")
V1 = (SPECS / "revenuebase_v1" / "openapi.yaml").read_text("utf-8")
V1_PATHS = ("/v1/batch-process-email-status", "/v1/cancel-process")


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    return shutil.copytree(SPECS, tmp_path / "specs")


def fern_page(document: str) -> str:
    """As ApexVerify's documentation shows it."""
    return (
        "# Batch Status\n\nGET https://api.apexverify.com/v1/batch/{batch_uuid}\n\n## OpenAPI Specification\n\n"
        f"```yaml\n{document}```\n\n## SDK Code Examples\n\n```python\nimport requests\n```\n"
    )


def mintlify_page(path: str) -> str:
    """As Revenuebase's documentation shows one operation of its document."""
    start = V1.index("  /v1/batch-process-email-status:")
    middle = V1.index("  /v1/cancel-process:")
    end = V1.index("components:\n")
    one = V1[start:middle] if path == V1_PATHS[0] else V1[middle:end]
    document = V1[:start] + one + V1[end:]
    return (
        f"# A page\n\n## OpenAPI\n\n````yaml https://api.revenuebase.ai/v1/openapi.json post {path}\n{document}\n````"
    )


def written(path: Path, text: str) -> str:
    path.write_text(text, "utf-8")
    return str(path)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class TestForms:
    def test_a_page_with_a_fence_gives_the_committed_bytes(self, specs: Path, tmp_path: Path) -> None:
        page = written(tmp_path / "page.md", fern_page(APEX))
        assert vendor("apexverify", [page], specs=specs) is False
        (specs / "apexverify" / "openapi.yaml").write_text(APEX.replace("summary: Batch Status", "summary: Old"))
        assert vendor("apexverify", [page], specs=specs) is True
        assert (specs / "apexverify" / "openapi.yaml").read_text("utf-8") == APEX
        assert vendor("apexverify", [page], specs=specs) is False, "the same twice changes nothing"

    def test_pages_with_an_operation_each_are_merged_into_the_committed_bytes(
        self, specs: Path, tmp_path: Path
    ) -> None:
        pages = [written(tmp_path / f"{number}.md", mintlify_page(path)) for number, path in enumerate(V1_PATHS)]
        (specs / "revenuebase_v1" / "openapi.yaml").write_text(V1.replace("version: 0.1.0", "version: 0.0.9"))
        assert vendor("revenuebase_v1", pages, specs=specs) is True
        assert (specs / "revenuebase_v1" / "openapi.yaml").read_text("utf-8") == V1
        read_source("revenuebase_v1", specs)

    @pytest.mark.parametrize("form", ["yaml", "json"])
    def test_a_document_as_it_is(self, specs: Path, tmp_path: Path, form: str) -> None:
        text = APEX.replace("summary: Batch Status", "summary: New")
        if form == "json":
            text = json.dumps(YAML(typ="safe").load(text))
        assert vendor("apexverify", [written(tmp_path / "document", text)], specs=specs) is True
        document = read_yaml(specs / "apexverify" / "openapi.yaml")
        assert document["paths"]["/v1/batch/{batch_uuid}"]["get"]["summary"] == "New"
        assert not (specs / "apexverify" / "openapi.yaml").read_text("utf-8").startswith("{")
        source = read_source("apexverify", specs)
        assert source.kind == "published"
        assert source.pages == read_source("apexverify").pages, "a file says nothing of where it is published"

    def test_a_transcription_stays_one(self, specs: Path, tmp_path: Path) -> None:
        text = (specs / "ecore" / "openapi.yaml").read_text("utf-8").replace("The job's uuid;", "The uuid;")
        assert vendor("ecore", [written(tmp_path / "document", text)], specs=specs) is True
        assert (specs / "ecore" / "openapi.yaml").read_text("utf-8") == text
        assert read_source("ecore", specs).kind == "transcribed"

    def test_a_document_of_openapi_30(self, specs: Path, tmp_path: Path) -> None:
        document: dict[str, Any] = {
            "openapi": "3.0.3",
            "info": {"title": "openapi", "version": "1"},
            "servers": [{"url": "https://api.apexverify.com"}],
            "paths": {"/v1/batch/{batch_uuid}": {"get": {"responses": {"200": {"description": "ok"}}}}},
        }
        document["paths"]["/v1/batch/{batch_uuid}"]["parameters"] = [
            {"name": "batch_uuid", "in": "path", "required": True, "schema": {"type": "string", "nullable": True}}
        ]
        assert vendor("apexverify", [written(tmp_path / "document", json.dumps(document))], specs=specs) is True

    def test_a_url(self, specs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        requests: list[httpx.Request] = []

        def answer(request: httpx.Request) -> httpx.Response:
            requests.append(request)
            return httpx.Response(200, text=fern_page(APEX.replace("summary: Batch Status", "summary: New")))

        serve_with(monkeypatch, answer)
        monkeypatch.setenv("APEXVERIFY_API_KEY", "secret-key")
        assert vendor("apexverify", ["https://documentation.example/page.md"], specs=specs) is True
        assert read_source("apexverify", specs).pages == ("https://documentation.example/page.md",)
        assert "secret-key" not in str(requests[0].headers)


NEW = APEX.replace("summary: Batch Status", "summary: New")


def crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def fenced(opening: str, ending: str, indent: str = "") -> str:
    """A page with the document in another fence."""
    lines = [opening, *NEW.splitlines(), ending]
    return "# A page\n\n1. First.\n\n" + "".join(f"{indent if line else ''}{line}\n" for line in lines) + "\nThe end.\n"


ODD_PAGES = {
    "carriage returns": crlf(fern_page(NEW)),
    "old carriage returns": fern_page(NEW).replace("\n", "\r"),
    "a byte order mark": "\ufeff" + fern_page(NEW),
    "a document with both": "\ufeff" + crlf(NEW),
    "JSON with both": "\ufeff" + crlf(json.dumps(YAML(typ="safe").load(NEW), indent=1)),
    "tildes": fenced("~~~yaml", "~~~"),
    "more tildes": fenced("~~~~ yaml", "~~~~~"),
    "tildes with backticks": fenced("~~~ yaml `x`", "~~~"),
    "indented": fenced("```yaml", "```", "    "),
    "indented by a tab": fenced("```yaml", "```", "\t"),
    "upper case": fenced("```YAML", "```"),
    "openapi": fenced("```openapi", "```"),
    "OpenAPI with more words": fenced('``` OpenAPI title="x"', "```"),
    "braces": fenced("```{.yaml}", "```"),
    "marks": fenced("````yaml", "`````"),
    "beside another fence": "~~~text\n```yaml\nopenapi: 3.1.0\n~~~\n\n" + fern_page(NEW),
}


@pytest.mark.parametrize("page", ODD_PAGES.values(), ids=ODD_PAGES)
def test_odd_pages_are_read_and_written_plainly(specs: Path, tmp_path: Path, page: str) -> None:
    (tmp_path / "page.md").write_bytes(page.encode("utf-8"))
    assert vendor("apexverify", [str(tmp_path / "page.md")], specs=specs) is True
    content = (specs / "apexverify" / "openapi.yaml").read_bytes()
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")
    assert read_yaml(specs / "apexverify" / "openapi.yaml") == YAML(typ="safe").load(NEW)
    if "JSON" not in page and not page.lstrip("\ufeff").startswith("{"):
        assert content.decode() == NEW
    read_source("apexverify", specs)


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server that answers everything with a schema, and the paths that it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(b'{"type": "string"}')

        def log_message(self, format: str, *arguments: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


# Where a document can name another one, each with what is said of it: the place, or None if it is taken as it is.
_OPERATION = "$.paths['/v1/batch/{batch_uuid}'].get"
_SCHEMA = "$.components.schemas.VerificationStats"
REFERENCES: dict[str, tuple[Callable[[Any, str], Any], str | None]] = {
    "schema": (lambda d, url: stats(d)["properties"].update(x={"$ref": url}), f"{_SCHEMA}.properties.x"),
    "default": (
        lambda d, url: stats(d)["properties"].update(x={"default": {"$ref": url}}),
        f"{_SCHEMA}.properties.x.default",
    ),
    "dynamic": (lambda d, url: stats(d).update({"$dynamicRef": url}), _SCHEMA),
    "path": (lambda d, url: d["paths"].update({"/x": {"$ref": url}}), "$.paths['/x']"),
    "parameter": (lambda d, url: look(d)["parameters"].append({"$ref": url}), f"{_OPERATION}.parameters["),
    "response": (lambda d, url: look(d)["responses"].update({"418": {"$ref": url}}), f"{_OPERATION}.responses['418']"),
    "base": (lambda d, url: stats(d).update({"$id": url}), None),
    "mapping": (
        lambda d, url: stats(d).update(discriminator={"propertyName": "x", "mapping": {"x": url}}),
        None,
    ),
    "link": (lambda d, url: look(d)["responses"]["200"].update(links={"x": {"operationRef": url}}), None),
}


def stats(document: Any) -> Any:
    return document["components"]["schemas"]["VerificationStats"]


def look(document: Any) -> Any:
    return document["paths"]["/v1/batch/{batch_uuid}"]["get"]


class TestNothingIsFetched:
    @pytest.mark.parametrize("scheme", ["http", "file", "relative"])
    @pytest.mark.parametrize("reference", REFERENCES)
    def test_that_was_not_named(
        self, specs: Path, tmp_path: Path, listener: tuple[str, list[str]], reference: str, scheme: str
    ) -> None:
        base, asked = listener
        (tmp_path / "other.json").write_text('{"type": "string"}')
        url = {"http": f"{base}/x", "file": (tmp_path / "other.json").as_uri(), "relative": "other.json"}[scheme]
        change, place = REFERENCES[reference]
        document = YAML(typ="safe").load(APEX)
        change(document, url)
        page = written(tmp_path / "document.json", json.dumps(document))
        before = files(specs)
        if place is None:
            assert vendor("apexverify", [page], specs=specs) is True
        else:
            with pytest.raises(SpecError, match=re.escape(place)) as caught:
                vendor("apexverify", [page], specs=specs)
            assert f"refers to another document, {url}." in str(caught.value)
            assert files(specs) == before
        assert asked == []

    def test_nor_for_an_overlay(self, specs: Path, listener: tuple[str, list[str]]) -> None:
        base, asked = listener
        with (specs / "ecore" / "overlay.yaml").open("a") as file:
            file.write(
                f"  - target: $.components.schemas.Record.properties\n    description: x\n"
                f"    update: {{x: {{$ref: '{base}/x'}}}}\n"
            )
        with pytest.raises(SpecError, match="refers to another document"):
            effective_spec("ecore", specs)
        assert asked == []


def levels(count: int, link: str) -> str:
    """Nine times nine times nine ...: a few lines that stand for billions of values."""
    first = "a0: &a0 {x: 1}\n"
    return first + "".join(f"a{n}: &a{n} {link.format(','.join([f'*a{n - 1}'] * 9))}\n" for n in range(1, count))


BOMBS = {
    "anchors": (levels(10, "[{}]"), "larger than 32 MiB"),
    "merges": (levels(10, "{{<<: [{}]}}"), "larger than 32 MiB"),
    "a long text": (f"a: &a {'x' * 100_000}\nb: [{','.join(['*a'] * 1000)}]\n", "larger than 32 MiB"),
    "an anchor in itself": ("a: &a [*a]\n", "an anchor holds itself"),
    "brackets": ("a: " + "[" * 5000, "more than 100 levels deep"),
    "braces": ("{a: " * 5000, "more than 100 levels deep"),
    "lists": ("- " * 5000 + "x", "more than 100 levels deep"),
    "a chain of anchors": (
        "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 5000)),
        "more than 100 levels deep",
    ),
}


class TestBounds:
    """What would run for minutes, or fail with a RecursionError, is refused before it is built."""

    @pytest.mark.parametrize(("bomb", "problem"), BOMBS.values(), ids=BOMBS)
    @pytest.mark.parametrize("form", ["document", "page", "extension"])
    def test_pages(self, specs: Path, tmp_path: Path, bomb: str, problem: str, form: str) -> None:
        indented = "".join(f"  {line}\n" for line in bomb.splitlines())
        text = {"document": bomb, "page": fern_page(bomb), "extension": f"{APEX}x-more:\n{indented}"}[form]
        before = files(specs)
        with pytest.raises(SpecError, match=rf"page\.md is refused: .*{problem}"):
            vendor("apexverify", [written(tmp_path / "page.md", text)], specs=specs)
        assert files(specs) == before

    @pytest.mark.parametrize(("bomb", "problem"), BOMBS.values(), ids=BOMBS)
    @pytest.mark.parametrize("name", ["openapi.yaml", "overlay.yaml"])
    def test_files_in_specs(self, specs: Path, bomb: str, problem: str, name: str) -> None:
        (specs / "ecore" / name).write_text(bomb)
        with pytest.raises(SpecError, match=rf"specs/ecore/{re.escape(name)}: .*{problem}"):
            effective_spec("ecore", specs)

    def test_anchors_that_are_meant(self) -> None:
        assert load_yaml("a: &a {b: [1]}\nc: *a\nd: {<<: *a, e: 2}\nf: &a 3\ng: *a") == {
            "a": {"b": [1]}, "c": {"b": [1]}, "d": {"b": [1], "e": 2}, "f": 3, "g": 3,
        }  # fmt: skip
        deep = load_yaml("[" * 99 + "]" * 99)
        for _level in range(98):
            (deep,) = deep
        assert deep == []


def serve_with(monkeypatch: pytest.MonkeyPatch, answer: Any) -> None:
    client = httpx.Client

    def make(**options: Any) -> httpx.Client:
        return client(transport=httpx.MockTransport(answer), **options)

    monkeypatch.setattr("scripts.vendor.httpx.Client", make)


class TestRefused:
    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("", "holds no OpenAPI document"),
            ("<!doctype html><html><body>Not found</body></html>", "holds no OpenAPI document"),
            ("# A page\n\n```python\nprint()\n```\n", "holds no OpenAPI document"),
            (fern_page(APEX)[:4000], "is the page cut off"),
            (fern_page(APEX) + fern_page(APEX), "holds 2 OpenAPI documents"),
            (fern_page(V1), "is it another API"),
            (fern_page(APEX.replace("api.apexverify.com", "api.example.com")), "is it another API"),
            (
                fern_page(APEX.replace("/v1/batch/{batch_uuid}", "/v3/batch/{batch_uuid}")),
                "operations of specs/apexverify are gone",
            ),
            (fern_page(APEX.replace("type: object", "type: objekt")), "is not valid OpenAPI"),
            ("openapi: 3.1.0\n", "is not valid OpenAPI"),
            ("\ufeff\x00", "holds no OpenAPI document"),
            (
                fern_page(APEX.replace("openapi: 3.1.0", "openapi: 3.0.3")),
                r"is not valid OpenAPI 3\.0:\n  the type is a list at \$\.comp\S+ and 11 other places, which only 3\.1 has",
            ),
        ],
        ids=[
            "empty",
            "HTML",
            "no document",
            "cut off",
            "two",
            "another API",
            "another server",
            "moved",
            "invalid",
            "no paths",
            "junk",
            "3.1 that says 3.0",
        ],
    )
    def test_nothing_is_written(self, specs: Path, tmp_path: Path, text: str, problem: str) -> None:
        before = files(specs)
        with pytest.raises(SpecError, match=problem):
            vendor("apexverify", [written(tmp_path / "page.md", text)], specs=specs)
        assert files(specs) == before

    @pytest.mark.parametrize(
        ("old", "new", "where"),
        [
            ("version: 0.1.0", "version: 0.2.0", "/info"),
            ("title: Process Id", "title: Job Id", "/components/schemas/BatchEmailStatusRequest"),
            ("name: x-key", "name: x-api-key", "/components/securitySchemes/APIKeyHeader"),
            ("security: []\n", "", "/security"),
        ],
    )
    def test_pages_that_contradict_each_other_are_both_named(
        self, specs: Path, tmp_path: Path, old: str, new: str, where: str
    ) -> None:
        first = written(tmp_path / "first.md", mintlify_page(V1_PATHS[0]))
        second = written(tmp_path / "second.md", mintlify_page(V1_PATHS[1]).replace(old, new, 1))
        before = files(specs)
        for pages in ([first, second], [second, first]):
            with pytest.raises(SpecError, match="contradict each other") as caught:
                vendor("revenuebase_v1", pages, specs=specs)
            assert "first.md" in str(caught.value)
            assert "second.md" in str(caught.value)
            assert where in str(caught.value)
        assert files(specs) == before

    def test_a_page_of_two_loses_half_of_the_operations(self, specs: Path, tmp_path: Path) -> None:
        page = written(tmp_path / "page.md", mintlify_page(V1_PATHS[1]))
        with pytest.raises(SpecError, match="POST /v1/batch-process-email-status"):
            vendor("revenuebase_v1", [page], specs=specs)
        assert vendor("revenuebase_v1", [page], force=True, specs=specs) is True

    @pytest.mark.parametrize("api", ["nobody", "../specs", "", "apexverify/.."])
    def test_an_api_that_does_not_exist(self, specs: Path, api: str) -> None:
        with pytest.raises(SpecError, match="there is no specs/"):
            vendor(api, ["x"], specs=specs)

    @pytest.mark.parametrize(
        "source", ["http://example.com/page.md", "ftp://example.com", "file:///etc/passwd", "/nowhere/page.md"]
    )
    def test_a_source_that_is_not_read(self, specs: Path, source: str) -> None:
        with pytest.raises(SpecError, match=r"is not https|cannot be read"):
            vendor("apexverify", [source], specs=specs)

    @pytest.mark.parametrize(
        ("answer", "problem"),
        [
            (httpx.Response(404, text="no"), "answered 404"),
            (httpx.Response(302, headers={"Location": "https://example.com"}), "answered 302"),
            (httpx.Response(200, content=b"x" * (vendoring.MAX_BYTES + 1)), "is larger than"),
            (httpx.Response(200, content=b"\xff\xfe"), "cannot be read"),
        ],
        ids=["404", "redirect", "large", "no text"],
    )
    def test_a_url_that_does_not_answer_with_a_page(
        self, specs: Path, monkeypatch: pytest.MonkeyPatch, answer: httpx.Response, problem: str
    ) -> None:
        serve_with(monkeypatch, lambda _request: answer)
        with pytest.raises(SpecError, match=problem):
            vendor("apexverify", ["https://documentation.example/page.md"], specs=specs)


def test_the_command(specs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr(vendoring.vendor, "__kwdefaults__", {"force": False, "specs": specs})
    page = written(tmp_path / "page.md", fern_page(APEX.replace("summary: Batch Status", "summary: New")))
    assert main(["apexverify", page]) == 0
    assert "next: make spec-diff, make regen, make check" in capsys.readouterr().out
    assert main(["apexverify", page]) == 0
    assert "is up to date" in capsys.readouterr().out
    assert main(["apexverify", written(tmp_path / "empty.md", "")]) == 1
    assert capsys.readouterr().err.endswith("nothing was written\n")
