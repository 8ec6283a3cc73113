"""Vendoring: pages and documents in their forms, merged or refused; and nothing is ever half written."""

import json
import shutil
from pathlib import Path
from typing import Any

import httpx
import pytest
from ruamel.yaml import YAML

from scripts import vendor as vendoring
from scripts.specs import SPECS, SpecError, read_source, read_yaml
from scripts.vendor import main, vendor

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
