"""Generation: the same bytes everywhere, all or nothing, and a check that sees every difference."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import regen
from scripts.regen import GENERATED, PACKAGE, check, main, regenerate
from scripts.specs import ROOT, SPECS, SpecError
from tests.test_specs import revendor

pytestmark = pytest.mark.tools

API = "apexverify"


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    """One API to change: it generates faster than five."""
    shutil.copytree(SPECS / API, tmp_path / "specs" / API)
    return tmp_path / "specs"


@pytest.fixture(scope="session")
def generated_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clients of that one API."""
    folder = tmp_path_factory.mktemp("one-api")
    shutil.copytree(SPECS / API, folder / "specs" / API)
    regenerate(folder / "specs", folder / "generated")
    return folder / "generated"


@pytest.fixture
def generated(tmp_path: Path, generated_once: Path) -> Path:
    return shutil.copytree(generated_once, tmp_path / "generated")


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_committed_is_what_the_specs_produce() -> None:
    assert check(SPECS, GENERATED) == []


def test_another_hash_seed_and_folder_give_the_same_bytes(tmp_path: Path, generated: Path) -> None:
    """And another locale and the file system's other order."""
    for name in ("scripts", "specs"):
        shutil.copytree(ROOT / name, tmp_path / "elsewhere" / name)
    for other in (tmp_path / "elsewhere" / "specs").iterdir():
        if other.name != API:
            shutil.rmtree(other)
    done = subprocess.run(
        [sys.executable, "-m", "scripts.regen"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONHASHSEED": "4711", "PYTHONPATH": str(tmp_path / "elsewhere"), "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "elsewhere" / "generated") == files(generated)


def test_every_file_says_what_it_is(generated: Path) -> None:
    modules = sorted(GENERATED.rglob("*.py"))
    assert len(modules) > 100
    for path in modules:
        first = path.read_text("utf-8").splitlines()[0]
        part = path.relative_to(GENERATED / PACKAGE).parts[0]
        source = "specs/" if part.endswith(".py") else f"specs/{part}"
        assert first == f"# Generated from {source} by `make regen`; do not edit."


class TestCheck:
    """Each difference is found, and named."""

    def changed_file(self, specs: Path, package: Path) -> str:
        with (package / API / "models" / "email_content.py").open("a") as file:
            file.write("# edited\n")
        return f"{PACKAGE}/{API}/models/email_content.py: differs"

    def added_file(self, specs: Path, package: Path) -> str:
        (package / API / "models" / "extra.py").write_text("")
        return f"{PACKAGE}/{API}/models/extra.py: not generated from any spec"

    def deleted_file(self, specs: Path, package: Path) -> str:
        (package / API / "models" / "email_content.py").unlink()
        return f"{PACKAGE}/{API}/models/email_content.py: missing"

    def changed_spec(self, specs: Path, package: Path) -> str:
        revendor(specs, API, "summary: Batch Status", "summary: Status of a batch")
        return f"specs/{API}/openapi.yaml: changed since make regen"

    def changed_overlay(self, specs: Path, package: Path) -> str:
        overlay = specs / API / "overlay.yaml"
        overlay.write_text(overlay.read_text().replace("title: EmailContent", "title: MailContent"))
        return f"specs/{API}/overlay.yaml: changed since make regen"

    def removed_api(self, specs: Path, package: Path) -> str:
        shutil.copytree(SPECS / "ecore", specs / "ecore")
        return f"{PACKAGE}/ecore/__init__.py: missing"

    def changed_tool(self, specs: Path, package: Path) -> str:
        path = package / "provenance.json"
        provenance = json.loads(path.read_text())
        provenance["tools"]["ruff"] = "0.0.1"
        path.write_text(json.dumps(provenance))
        return "ruff: 0.0.1 was used, "

    def lost_provenance(self, specs: Path, package: Path) -> str:
        (package / "provenance.json").unlink()
        return f"{PACKAGE}/provenance.json: cannot be read"

    def reformatted_provenance(self, specs: Path, package: Path) -> str:
        path = package / "provenance.json"
        path.write_text(json.dumps(json.loads(path.read_text())))
        return f"{PACKAGE}/provenance.json: differs"

    def lost_marker(self, specs: Path, package: Path) -> str:
        (package / "py.typed").unlink()
        return f"{PACKAGE}/py.typed: missing"

    @pytest.mark.parametrize(
        "change",
        [
            changed_file,
            added_file,
            deleted_file,
            changed_spec,
            changed_overlay,
            removed_api,
            changed_tool,
            lost_provenance,
            reformatted_provenance,
            lost_marker,
        ],
        ids=lambda change: change.__name__,
    )
    def test_it_is_found(self, change: Callable[..., str], specs: Path, generated: Path) -> None:
        expected = change(self, specs, generated / PACKAGE)
        problems = check(specs, generated)
        assert [problem for problem in problems if problem.startswith(expected)] != [], problems

    def test_nothing_is_found_where_nothing_is(self, specs: Path, generated: Path) -> None:
        (generated / PACKAGE / "__pycache__").mkdir()
        (generated / PACKAGE / "__pycache__" / "x.pyc").touch()
        before = files(generated)
        assert check(specs, generated) == []
        assert files(generated) == before

    def test_the_command_fails_with_the_names(
        self, specs: Path, generated: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(regen, "SPECS", specs)
        monkeypatch.setattr(regen, "GENERATED", generated)
        assert main(["--check"]) == 0
        self.deleted_file(specs, generated / PACKAGE)
        assert main(["--check"]) == 1
        assert "email_content.py: missing" in capsys.readouterr().err
        assert main([]) == 0
        assert main(["--check"]) == 0
        (specs / API / "openapi.yaml").write_text("")
        assert main(["--check"]) == 1
        assert f"error: specs/{API}/openapi.yaml" in capsys.readouterr().err


class TestAllOrNothing:
    @pytest.mark.parametrize(
        ("old", "new", "problem"),
        [
            ("type: object", "type: objekt", "not valid OpenAPI"),
            # The generator would only warn of this, and leave the operation out.
            (
                "application/json:\n              schema:\n                $ref: >-",
                "application/pdf:\n              schema:\n                $ref: >-",
                "openapi-python-client does not accept",
            ),
        ],
        ids=["invalid", "a warning of the generator"],
    )
    def test_a_failure_leaves_the_old_clients(
        self, specs: Path, generated: Path, old: str, new: str, problem: str
    ) -> None:
        before = files(generated)
        revendor(specs, API, old, new)
        with pytest.raises(SpecError, match=problem):
            regenerate(specs, generated)
        assert files(generated) == before
        assert [path.name for path in generated.iterdir()] == [PACKAGE]

    def test_an_interrupt_leaves_the_old_clients(
        self, specs: Path, generated: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupt(_package: Path) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(regen, "_format", interrupt)
        before = files(generated)
        with pytest.raises(KeyboardInterrupt):
            regenerate(specs, generated)
        assert files(generated) == before

    def test_a_run_that_was_killed_between_two_renames_is_mended(self, specs: Path, generated: Path) -> None:
        before = files(generated)
        (generated / PACKAGE).rename(generated / f".{PACKAGE}.old")
        regenerate(specs, generated)
        assert files(generated) == before

    def test_what_is_no_longer_generated_goes(self, specs: Path, generated: Path) -> None:
        before = files(generated)
        (generated / PACKAGE / API / "models" / "stale.py").touch()
        regenerate(specs, generated)
        assert files(generated) == before


def test_what_a_provider_adds_reaches_the_user(specs: Path, tmp_path: Path) -> None:
    """A new variant, a new field and a new value of an enum, with the overlay as it is."""
    revendor(
        specs,
        API,
        "        - type: object\n          properties:\n            status:\n              type: string\n              enum:\n                - internal_error\n",
        "        - type: object\n          title: VerificationPaused\n          properties:\n"
        "            status:\n              type: string\n              enum:\n                - verification_paused\n"
        "            until:\n              type: string\n              format: date-time\n"
        "          required:\n            - status\n"
        "        - type: object\n          properties:\n            status:\n              type: string\n              enum:\n                - internal_error\n",
    )
    revendor(
        specs,
        API,
        "        wrong_email:\n",
        "        risky_email:\n          type: integer\n          default: 0\n        wrong_email:\n",
    )
    revendor(
        specs,
        API,
        "                - verification_ongoing\n",
        "                - verification_ongoing\n                - verification_running\n",
    )
    regenerate(specs, tmp_path / "generated")
    program = """
from batchlight_clients.apexverify.models import EmailContent, VerificationOngoingStatus, VerificationPaused
paused = VerificationPaused.from_dict({"status": "verification_paused", "until": "2026-11-21T00:00:00Z"})
print(paused.until.year, EmailContent().risky_email, VerificationOngoingStatus.VERIFICATION_RUNNING.value)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "generated")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout == "2026 0 verification_running\n"
