"""From the scheduled job to the pull request: what the workflows call, without GitHub."""

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import httpx
import pytest
from ruamel.yaml import YAML

from scripts import pull_request, refresh
from scripts.regen import PACKAGE, regenerate
from scripts.specs import ROOT, SpecError, read_source
from tests.projects import NAMES, git, make_project
from tests.test_specs import revendor
from tests.test_vendor import APEX, fern_page, files, serve_with


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one published API and one that is transcribed."""
    return make_project(tmp_path_factory.mktemp("project"), "apexverify", "ecore")


@pytest.fixture
def root(base: Path, tmp_path: Path) -> Path:
    return shutil.copytree(base, tmp_path / "project")


class TestRefresh:
    def answer(self, monkeypatch: pytest.MonkeyPatch, status: int, text: str) -> None:
        serve_with(monkeypatch, lambda _request: httpx.Response(status, text=text))

    def test_a_new_document_gives_new_clients(
        self, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        page = fern_page(
            APEX.replace(
                "        total_verification:\n",
                "        total_verification_risky:\n          type: integer\n        total_verification:\n",
            )
        )
        self.answer(monkeypatch, 200, page)
        assert refresh.refresh(root / "specs", root / "generated") == []
        assert capsys.readouterr().out.splitlines() == [
            "specs/apexverify: there is a new document",
            "specs/ecore: not fetched, there is no document of it: it is transcribed by hand",
            "wrote the clients anew",
        ]
        model = root / "generated" / PACKAGE / "apexverify" / "models" / "verification_stats.py"
        assert "total_verification_risky" in model.read_text("utf-8")

    def test_nothing_new_changes_nothing(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answer(monkeypatch, 200, fern_page(APEX))
        before = files(root)
        assert refresh.refresh(root / "specs", root / "generated") == []
        assert files(root) == before

    @pytest.mark.parametrize(
        ("status", "text", "problem"),
        [
            (404, "", "answered 404"),
            (200, "<html>", "holds no OpenAPI document"),
            (302, "", "redirects are not followed"),
        ],
    )
    def test_a_page_that_is_not_it(
        self, root: Path, monkeypatch: pytest.MonkeyPatch, status: int, text: str, problem: str
    ) -> None:
        self.answer(monkeypatch, status, text)
        before = files(root)
        monkeypatch.setattr(refresh, "SPECS", root / "specs")
        monkeypatch.setattr(refresh, "GENERATED", root / "generated")
        assert refresh.main([]) == 1
        (failure,) = refresh.refresh(root / "specs", root / "generated")
        assert failure.startswith("specs/apexverify: ")
        assert problem in failure
        assert files(root) == before

    def test_clients_that_cannot_be_generated_stay(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answer(monkeypatch, 200, fern_page(APEX.replace("parsing_content\n", "parsing\n")))
        before = files(root / "generated")
        (failure,) = refresh.refresh(root / "specs", root / "generated")
        assert "matches nothing" in failure
        assert files(root / "generated") == before
        assert "- parsing\n" in (root / "specs" / "apexverify" / "openapi.yaml").read_text("utf-8")

    @pytest.mark.parametrize(("api", "fetched"), [("apexverify", True), ("ecore", False), ("revenuebase_v1", False)])
    def test_what_is_fetched(self, api: str, fetched: bool) -> None:
        assert (refresh.why_not_fetched(read_source(api)) == "") is fetched

    def test_an_interrupt(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        def interrupt(*_arguments: Any) -> list[str]:
            raise KeyboardInterrupt

        monkeypatch.setattr(refresh, "refresh", interrupt)
        assert refresh.main([]) == 130
        assert "interrupted" in capsys.readouterr().err


FAKE_GH = """#!/bin/sh
# Notes what it was called with, and with which text; answers with the number of the open pull request, if one is given.
printf '%s\\n' "$*" >> "$GH_LOG"
while [ $# -gt 0 ]; do
  if [ "$1" = --body-file ]; then cp "$2" "$GH_BODY"; fi
  if [ "$1" = list ]; then printf '%s\\n' "$GH_OPEN"; fi
  shift
done
exit "${GH_EXIT:-0}"
"""


@pytest.fixture
def github(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A remote, and a `gh` that writes down what it is asked for; the folder of both."""
    folder = tmp_path / "github"
    git(root, "init", "--quiet", "--bare", str(folder / "remote"))
    git(root, "remote", "add", "origin", str(folder / "remote"))
    (folder / "bin").mkdir()
    (folder / "bin" / "gh").write_text(FAKE_GH)
    (folder / "bin" / "gh").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}")
    for name, value in (("GH_LOG", folder / "log"), ("GH_BODY", folder / "body"), ("GH_OPEN", "")):
        monkeypatch.setenv(name, str(value))
    for name, value in NAMES.items():
        monkeypatch.setenv(name, value)
    return folder


class TestPullRequest:
    def change(self, root: Path) -> None:
        revendor(root / "specs", "ecore", "is_cached: {type: boolean,", "is_cached: {type: string,")
        regenerate(root / "specs", root / "generated")
        (root / "generated" / "a_new_file.py").touch()

    def test_it_is_opened(self, root: Path, github: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.change(root)
        (root / "wrapper" / "batchlight" / "mine.py").touch()
        git(root, "add", "wrapper")
        before = git(root, "status", "--porcelain")
        monkeypatch.setattr(pull_request, "ROOT", root)
        assert pull_request.main([]) == 0
        assert git(root, "status", "--porcelain") == before, "the working tree and the index are as they were"
        assert git(root, "branch", "--list").split() == ["*", "main"]
        listed, created, checked = (github / "log").read_text().splitlines()
        assert listed.startswith("pr list --head refresh-specs")
        assert created.startswith("pr create --head refresh-specs --title Refresh ecore: 1 breaking, 0 warning, 0 info")
        assert checked == "workflow run check.yml --ref refresh-specs"
        body = (github / "body").read_text("utf-8")
        assert "type-changed: Record.is_cached" in body
        changed = git(github / "remote", "diff", "--name-only", "refresh-specs~1", "refresh-specs").split()
        assert "specs/ecore/openapi.yaml" in changed
        assert "generated/a_new_file.py" in changed
        assert {name.split("/")[0] for name in changed} == {"specs", "generated"}

    def test_the_open_one_is_brought_up_to_date(
        self, root: Path, github: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.change(root)
        pull_request.propose(root, "origin")
        monkeypatch.setenv("GH_OPEN", "7")
        pull_request.propose(root, "origin")
        assert "pr edit 7 --title Refresh ecore" in (github / "log").read_text()
        assert git(github / "remote", "rev-list", "--count", "refresh-specs").strip() == "2", (
            "one commit on top of the base"
        )

    def test_nothing_changed(self, root: Path, github: Path) -> None:
        assert pull_request.propose(root, "origin") == "nothing changed in specs/ and generated/"
        assert not (github / "log").exists()

    def test_a_failure_is_told(
        self, root: Path, github: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.change(root)
        monkeypatch.setenv("GH_EXIT", "4")
        with pytest.raises(SpecError, match="gh pr list: exit status 4"):
            pull_request.propose(root, "origin")
        monkeypatch.setattr(pull_request, "ROOT", root)
        assert pull_request.main(["--remote", "nowhere"]) == 1
        assert "error: git push" in capsys.readouterr().err
        (github / "bin" / "gh").unlink()
        monkeypatch.setenv("PATH", str(github / "bin"))
        with pytest.raises(SpecError, match="git cannot be run"):
            pull_request.propose(root, "origin")


WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def test_there_are_two_workflows() -> None:
    assert [path.name for path in WORKFLOWS] == ["check.yml", "refresh.yml"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
class TestWorkflows:
    def read(self, path: Path) -> dict[str, Any]:
        workflow: dict[str, Any] = json.loads(json.dumps(YAML(typ="safe").load(path.read_text("utf-8"))))
        return workflow

    def steps(self, path: Path) -> list[dict[str, Any]]:
        return [step for job in self.read(path)["jobs"].values() for step in job["steps"]]

    def test_they_call_targets_of_the_makefile_and_nothing_else(self, path: Path) -> None:
        targets = set(re.findall(r"^([a-z-]+):.*?## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
        commands = [step["run"] for step in self.steps(path) if "run" in step]
        assert commands
        for command in commands:
            words = command.split()
            assert words[0] == "make"
            assert words[1] in targets
            assert all(re.fullmatch(r'[A-Z_]+="?[\w/$]+"?', word) for word in words[2:])

    def test_nothing_that_others_write_is_put_into_a_command(self, path: Path) -> None:
        assert not [step["run"] for step in self.steps(path) if "${{" in step.get("run", "")]

    def test_what_they_may_do_is_said(self, path: Path) -> None:
        expected = (
            {"contents": "read"}
            if path.name == "check.yml"
            else {"actions": "write", "contents": "write", "pull-requests": "write"}
        )
        workflow = self.read(path)
        assert workflow["permissions"] == expected
        assert all("timeout-minutes" in job for job in workflow["jobs"].values())


def test_every_supported_python_is_checked() -> None:
    workflow = YAML(typ="safe").load((ROOT / ".github" / "workflows" / "check.yml").read_text("utf-8"))
    classifiers = re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text("utf-8"))
    assert workflow["jobs"]["check"]["strategy"]["matrix"]["python"] == classifiers
