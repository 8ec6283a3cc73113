"""Vendored documents, overlays and effective specs; and the table of operations that is made of them."""

import datetime
import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest
from batchlight_clients.operations import OPERATIONS

from scripts.operations import operation_table
from scripts.specs import SPECS, SpecError, apis, effective_spec, operations, read_source, read_yaml


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    """A copy of specs/ to change."""
    return shutil.copytree(SPECS, tmp_path / "specs")


def revendor(specs: Path, api: str, old: str, new: str) -> None:
    """Change a vendored document the honest way: with its hash."""
    document = specs / api / "openapi.yaml"
    text = document.read_text("utf-8")
    assert old in text
    source = specs / api / "source.toml"
    before = hashlib.sha256(document.read_bytes()).hexdigest()
    document.write_text(text.replace(old, new), "utf-8")
    after = hashlib.sha256(document.read_bytes()).hexdigest()
    source.write_text(source.read_text("utf-8").replace(before, after), "utf-8")


def test_the_apis() -> None:
    assert apis() == (
        "apexverify",
        "apexverify_batches",
        "ecore",
        "llamacloud",
        "llamacloud_v2",
        "revenuebase_v1",
        "revenuebase_v2",
    )


@pytest.mark.parametrize("api", apis())
def test_source_and_effective_spec_are_valid(api: str) -> None:
    source = read_source(api)
    assert source.kind == ("published" if api in ("apexverify", "revenuebase_v1") else "transcribed")
    assert isinstance(source.date, datetime.date)
    assert source.pages
    effective_spec(api)


@pytest.mark.parametrize("api", apis())
def test_no_words_have_become_keys(api: str) -> None:
    """In `{description: one, two}` the comma ends the description, and "two" is a key that nobody notices."""
    waiting: list[Any] = [read_yaml(SPECS / api / "openapi.yaml")]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            assert not [key for key, value in part.items() if " " in key or value is None]
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part


@pytest.mark.parametrize("api", apis())
def test_overlays_do_not_copy_properties_of_the_document(api: str) -> None:
    """What a provider adds must flow through to users: an overlay names things, it does not restate them."""
    document = read_yaml(SPECS / api / "openapi.yaml")
    existing = document["components"]["schemas"]
    for action in read_yaml(SPECS / api / "overlay.yaml")["actions"]:
        update: Any = action.get("update")
        if action["target"] == "$.components.schemas":
            assert not update.keys() & existing.keys()
        elif isinstance(update, dict):
            assert "properties" not in update


class TestBrokenSpecs:
    def test_an_edited_document(self, specs: Path) -> None:
        with (specs / "ecore" / "openapi.yaml").open("a") as file:
            file.write("# edited\n")
        with pytest.raises(SpecError, match=r"specs/ecore/openapi\.yaml: its sha256 is"):
            read_source("ecore", specs)

    @pytest.mark.parametrize(
        ("action", "problem"),
        [
            (
                "- target: $.paths['/gone']\n    description: x\n    remove: true",
                r"\(\$\.paths\['/gone'\]\) matches nothing",
            ),
            ("- target: $.info\n    update: {title: x}", "has no description"),
            ("- description: x\n    update: {title: x}", "has no target"),
            ("- target: $.info[\n    description: x\n    update: {title: x}", "cannot be applied"),
            ("- target: $.info\n    description: x\n    update: {title: [1]}", "not valid OpenAPI"),
        ],
        ids=["no match", "no reason", "no target", "no JSONPath", "not valid afterwards"],
    )
    def test_an_overlay_action(self, specs: Path, action: str, problem: str) -> None:
        with (specs / "ecore" / "overlay.yaml").open("a") as file:
            file.write(f"  {action}\n")
        with pytest.raises(SpecError, match=problem) as caught:
            effective_spec("ecore", specs)
        assert "specs/ecore" in str(caught.value)

    @pytest.mark.parametrize(
        "text", ["", "[]", "a: [", "openapi: 3.1.0\n", "openapi: 3.1.0\ninfo: {}\npaths: 5\n", "a: .nan"]
    )
    def test_a_document_that_is_none(self, specs: Path, text: str) -> None:
        (specs / "ecore" / "openapi.yaml").write_text(text)
        with pytest.raises(SpecError, match=r"ecore/openapi\.yaml"):
            effective_spec("ecore", specs)

    def test_a_reference_to_nowhere(self, specs: Path) -> None:
        revendor(specs, "ecore", "#/components/schemas/Record'", "#/components/schemas/Nothing'")
        with pytest.raises(SpecError, match="not valid OpenAPI"):
            effective_spec("ecore", specs)


class TestOperations:
    def test_every_operation_is_in_the_table(self) -> None:
        expected = {
            f"{api}.{operation['operationId']}": (method, path)
            for api in apis()
            for method, path, operation in operations(effective_spec(api))
        }
        assert {row.id: (row.method, row.path) for row in OPERATIONS.values()} == expected
        assert all(id == row.id for id, row in OPERATIONS.items())

    @pytest.mark.parametrize(
        ("id", "replacement", "page"),
        [
            ("revenuebase_v1.get_batch_status", "GET /v2/jobs/{process_id}", "get-batch-job-status"),
            ("revenuebase_v1.cancel_batch", "POST /v2/jobs/{process_id}/cancel", "cancel-a-batch-job"),
        ],
    )
    def test_what_is_deprecated(self, id: str, replacement: str, page: str) -> None:
        row = OPERATIONS[id]
        assert row.deprecated
        assert row.sunset_at == datetime.datetime(2026, 7, 7, tzinfo=datetime.UTC)
        assert row.replacement == replacement
        assert row.docs_url == f"https://docs.revenuebase.ai/api-reference/jobs/{page}"

    def test_nothing_else_is_deprecated(self) -> None:
        assert [id for id, row in OPERATIONS.items() if row.deprecated or row.sunset_at or row.replacement] == [
            "revenuebase_v1.cancel_batch",
            "revenuebase_v1.get_batch_status",
        ]

    def test_dates_of_extensions(self) -> None:
        row = self.row(**{"deprecated": True, "x-deprecated-at": "2026-01-31", "x-sunset": "2027-01-31T12:00:00+02:00"})
        assert row.deprecated_at == datetime.datetime(2026, 1, 31, tzinfo=datetime.UTC)
        assert row.sunset_at == datetime.datetime(2027, 1, 31, 10, tzinfo=datetime.UTC)

    @pytest.mark.parametrize(
        "words",
        [
            "Sunset: Tue, 07 Jul 2026.",
            "Deprecated. Sunset:\n  Tue, 07\n  Jul 2026. More words.",
            "sunset: 2026-07-07",
            "Sunset: 7 July 2026 (midnight)",
            # The RFC's own example has a weekday that is not that day's.
            "Sunset: Mon, 07 Jul 2026.",
        ],
    )
    def test_dates_of_descriptions(self, words: str) -> None:
        assert self.row(description=words).sunset_at == datetime.datetime(2026, 7, 7, tzinfo=datetime.UTC)

    def test_replacement_of_descriptions(self) -> None:
        row = self.row(description="Deprecated \u2014 use [GET\n /v3](https://example.com/v3) instead.")
        assert (row.replacement, row.docs_url) == ("GET /v3", "https://example.com/v3")

    @pytest.mark.parametrize(
        "operation",
        [
            {"description": "Sunset: soon."},
            {"description": "Sunset: July 2026."},
            {"description": "Sunset:"},
            {"description": "Sunset: ."},
            {"description": "Sunset: 31 Feb 2026."},
            {"x-sunset": "never"},
            {"x-sunset": "2026-07"},
            {"x-deprecated-at": "12:00"},
            {"x-replaced-by": "GET /nowhere"},
        ],
        ids=str,
    )
    def test_what_cannot_be_read_fails_with_the_operations_name(self, operation: dict[str, Any]) -> None:
        with pytest.raises(SpecError, match=r"^some_api\.look: "):
            self.row(**operation)

    def test_an_operation_without_a_name(self) -> None:
        with pytest.raises(SpecError, match="some_api: GET /look has no operationId"):
            operation_table({"some_api": {"paths": {"/look": {"get": {}}}}})

    @staticmethod
    def row(**operation: Any) -> Any:
        (row,) = operation_table({"some_api": {"paths": {"/look": {"get": {"operationId": "look", **operation}}}}})
        return row
