"""The example of docs/spec-changes.md, from the provider's page to a job that is decoded; every block of it is used here."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.regen import regenerate
from scripts.specdiff.__main__ import main
from scripts.specs import ROOT, effective_spec
from scripts.states import PROVIDERS, has_row, state_table, status_schemas, statuses
from scripts.vendor import vendor
from tests.projects import make_project
from tests.test_vendor import APEX, fern_page

pytestmark = pytest.mark.tools

PAUSED = {"status": "verification_paused", "resumes_at": "2026-11-22T12:00:00Z"}
PROGRAM = f"""
from batchlight.providers.apexverify import job_of
from batchlight_clients.operations import OPERATIONS
job = job_of("3f0c8a52-6a0e-4d0b-9d57-0a7c3c1f2b11", {PAUSED!r})
row = OPERATIONS["apexverify.get_batch_status"]
print(job.state, type(job.status).__name__, getattr(job.status, "resumes_at", None))
print(row.deprecated, row.sunset_at.date(), row.replacement)
"""


def block(name: str) -> str:
    """A block of the document, by the comment above it."""
    text = (ROOT / "docs" / "spec-changes.md").read_text("utf-8")
    (found,) = re.findall(rf"<!-- {re.escape(name)} -->\n```\w+\n(.*?)```", text, re.DOTALL)
    return str(found)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_project(tmp_path / "project", "apexverify", "apexverify_batches")
    monkeypatch.setattr("scripts.specdiff.__main__.ROOT", root)
    return root


def provider_page() -> str:
    """The provider's page, with what the example says of it."""
    internal_error = "        - type: object\n          properties:\n            status:\n              type: string\n              enum:\n                - internal_error\n"
    operation = APEX[APEX.index("      summary: Batch Status\n") : APEX.index("      tags:\n")]
    document = APEX
    for old, new in (
        (internal_error, block("page: variant") + internal_error),
        ("        total_verification:\n", block("page: field") + "        total_verification:\n"),
        (operation, block("page: operation")),
    ):
        assert document.count(old) == 1
        document = document.replace(old, new)
    return fern_page(document)


def decoded(root: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(root / "generated"), str(root / "wrapper")))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


LINES = re.compile(r"(?<=line )\d+|(?<=\.py:)\d+")


# Where each table begins, and what stands after its last row.
TABLES = {
    "apexverify.py": {"STATES": ("\nSTATES: ", "\n}\n"), "_models": ("\ndef _models()", "\n    }\n")},
    "_apexverify_calls.py": {"Variant": ("\nVariant: ", "\n]\n")},
}


def inserted(text: str, begin: str, end: str, row: str) -> str:
    """A module with another last row in a table."""
    place = text.index(end, text.index(begin)) + 1
    return text[:place] + row + text[place:]


def test_from_the_page_to_the_decoded_job(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.md"
    page.write_text(provider_page(), "utf-8")
    assert vendor("apexverify", [str(page)], specs=project / "specs")

    assert main([]) == 0
    report = capsys.readouterr().out
    # Where the table ends moves with every line above it.
    assert LINES.sub("N", report).startswith(LINES.sub("N", block("report")))
    assert set(re.findall(r"^  [A-Z]+ +([a-z-]+):", report, re.MULTILINE)) == {
        "status-added", "variant-unnamed", "deprecated", "sunset-set", "replacement-changed", "description-changed", "field-added",
    }  # fmt: skip
    assert "Python" not in report, "nothing that users write is broken"

    overlay = project / "specs" / "apexverify" / "overlay.yaml"
    overlay.write_text(overlay.read_text("utf-8") + block("overlay"), "utf-8")
    regenerate(project / "specs", project / "generated")
    lifecycle = "True 2027-06-30 GET /v2/batch/{batch_uuid}"
    assert decoded(project) == ["unknown UnknownStatus None", lifecycle]

    main([])
    report = capsys.readouterr().out
    assert "status-added" in report
    assert "variant-unnamed" not in report

    providers = project / "wrapper" / "batchlight" / "providers"
    for name, tables in TABLES.items():
        text = (providers / name).read_text("utf-8")
        for table, (begin, end) in tables.items():
            text = inserted(text, begin, end, block(f"row: {table}"))
        (providers / name).write_text(text, "utf-8")
    assert decoded(project) == ["running VerificationPaused 2026-11-22 12:00:00+00:00", lifecycle]

    (schema,) = status_schemas()["apexverify"].schemas
    table_now = state_table("apexverify", providers)
    listed = statuses(effective_spec("apexverify", project / "specs"), schema) or set()
    assert "verification_paused" in listed
    assert all(has_row(table_now, status) for status in listed)
    assert not has_row(state_table("apexverify", PROVIDERS), "verification_paused")
