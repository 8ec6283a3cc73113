"""From the scheduled job to the pull request: what the workflows call, without GitHub."""

import contextlib
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
from scripts.regen import PACKAGE, check, regenerate
from scripts.specdiff.snapshots import Snapshot
from scripts.specs import ROOT, SpecError, read_source
from tests.projects import NAMES, git, make_project
from tests.test_specs import revendor
from tests.test_vendor import APEX, fern_page, files, serve_with

pytestmark = pytest.mark.tools


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
# Notes what it was called with, and with which text; answers with the open pull requests, if some are given.
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
    for name, value in (("GH_LOG", folder / "log"), ("GH_BODY", folder / "body"), ("GH_OPEN", "[]")):
        monkeypatch.setenv(name, str(value))
    for name, value in NAMES.items():
        monkeypatch.setenv(name, value)
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID"):
        monkeypatch.delenv(name, raising=False)
    return folder


OPEN = '[{"isCrossRepository": true, "number": 66}, {"isCrossRepository": false, "number": 7}]'


@pytest.fixture(scope="module")
def small_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one API: most of the time goes into generating it."""
    return make_project(tmp_path_factory.mktemp("small"), "ecore")


@pytest.fixture
def no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of the branch alone: the report takes longer than all the rest."""
    monkeypatch.setattr(pull_request, "snapshot", lambda ref, _root: contextlib.nullcontext(Snapshot(ref, Path())))
    monkeypatch.setattr(pull_request, "compare_snapshots", lambda *_arguments: [])


class TestPullRequest:
    @pytest.fixture
    def root(self, small_base: Path, tmp_path: Path) -> Path:
        return shutil.copytree(small_base, tmp_path / "project")

    def change(
        self,
        root: Path,
        field: str = "is_cached: {type: boolean,",
        to: str = "is_cached: {type: string,",
        clients: bool = False,
    ) -> None:
        revendor(root / "specs", "ecore", field, to)
        if clients:
            regenerate(root / "specs", root / "generated")

    def propose(self, root: Path, **options: Any) -> str:
        return pull_request.propose(root, "origin", root, **options)

    def log(self, github: Path) -> list[str]:
        """What gh was called for since the last look."""
        lines = (github / "log").read_text().splitlines()
        (github / "log").write_text("")
        return lines

    def tip(self, github: Path) -> str:
        return git(github / "remote", "rev-parse", "refresh-specs").strip()

    def checkout(self, github: Path, tmp_path: Path) -> Path:
        """What somebody has who looks at the proposal."""
        clone = tmp_path / "somebody"
        if clone.exists():
            git(clone, "pull", "--quiet")
        else:
            git(tmp_path, "clone", "--quiet", "--branch", "refresh-specs", str(github / "remote"), str(clone))
        return clone

    def commit(self, clone: Path, message: str) -> str:
        git(clone, "add", "--all")
        git(clone, "commit", "--quiet", "--message", message)
        git(clone, "push", "--quiet", "origin", "HEAD:refs/heads/refresh-specs")
        return git(clone, "rev-parse", "HEAD").strip()

    def test_it_is_opened(self, root: Path, github: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.change(root, clients=True)
        (root / "generated" / "a_new_file.py").touch()
        (root / "wrapper" / "batchlight" / "mine.py").touch()
        git(root, "add", "wrapper")
        before = git(root, "status", "--porcelain")
        monkeypatch.setattr(pull_request, "ROOT", root)
        assert pull_request.main(["--parts", str(root)]) == 0
        assert git(root, "status", "--porcelain") == before, "the working tree and the index are as they were"
        assert git(root, "branch", "--list").split() == ["*", "main"]
        listed, created, checked = self.log(github)
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
        self.change(root, clients=True)
        self.propose(root)
        first = self.tip(github)
        self.log(github)
        monkeypatch.setenv("GH_OPEN", OPEN)
        self.propose(root)
        assert self.tip(github) == first, "nothing is new"
        (_listed, edited) = self.log(github)
        assert edited.startswith("pr edit 7 --title Refresh ecore: 1 breaking")

        self.change(root, "total_records: {type: integer,", "total_records: {type: string,", clients=True)
        self.propose(root)
        base = git(root, "rev-parse", "HEAD").strip()
        assert git(github / "remote", "rev-list", "--count", "--first-parent", f"{base}..refresh-specs").strip() == "2"
        assert git(github / "remote", "merge-base", first, "refresh-specs").strip() == first
        (_listed, edited, checked) = self.log(github)
        assert edited.startswith("pr edit 7 --title Refresh ecore: 2 breaking")
        assert checked.startswith("workflow run check.yml")

    @pytest.mark.usefixtures("no_report")
    def test_a_fork_may_have_a_proposal_of_the_same_name(
        self, root: Path, github: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.change(root)
        monkeypatch.setenv("GH_OPEN", '[{"isCrossRepository": true, "number": 66}]')
        self.propose(root)
        (_listed, created, _checked) = self.log(github)
        assert created.startswith("pr create ")

    def test_what_a_person_committed_stays(
        self, root: Path, github: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An overlay title with its clients, and a row of a table; then main moves on and the provider changes again."""
        git(root, "push", "--quiet", "origin", "main")
        self.change(root, clients=True)
        self.propose(root)
        monkeypatch.setenv("GH_OPEN", OPEN)
        clone = self.checkout(github, tmp_path)
        with (clone / "specs" / "ecore" / "overlay.yaml").open("a") as file:
            file.write("  - target: $.components.schemas.Record\n    description: x\n    update: {title: Entry}\n")
        regenerate(clone / "specs", clone / "generated")
        assert (clone / "generated" / PACKAGE / "ecore" / "models" / "entry.py").is_file()
        (clone / "wrapper" / "batchlight" / "row.py").write_text("ROW = 1\n")
        theirs = self.commit(clone, "A title and a row")

        assert self.propose(root).startswith("proposed on refresh-specs")
        assert self.tip(github) == theirs, "nothing is new"

        # What is new on main comes along, as what the provider changed.
        git(root, "stash", "--quiet")
        (root / "wrapper" / "batchlight" / "other.py").write_text("OTHER = 1\n")
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--message", "Something else")
        git(root, "stash", "pop", "--quiet")
        self.change(root, "total_records: {type: integer,", "total_records: {type: string,")
        self.log(github)
        self.propose(root)
        clone = self.checkout(github, tmp_path)
        assert git(clone, "merge-base", theirs, "HEAD").strip() == theirs, "their commit is still there"
        overlay = (clone / "specs" / "ecore" / "overlay.yaml").read_text()
        assert "update: {title: Entry}" in overlay
        document = (clone / "specs" / "ecore" / "openapi.yaml").read_text()
        assert "total_records: {type: string," in document
        assert "is_cached: {type: string," in document
        for name in ("row.py", "other.py"):
            assert (clone / "wrapper" / "batchlight" / name).is_file()
        assert check(clone / "specs", clone / "generated") == [], "the clients are those of the merged specs"
        (_listed, edited, _checked) = self.log(github)
        assert edited.startswith("pr edit 7 --title Refresh ecore: ")
        assert "class-renamed: Record" in (github / "body").read_text("utf-8"), "the report is of what is proposed"

    @pytest.mark.usefixtures("no_report")
    def test_what_cannot_be_merged_is_told_and_left_alone(
        self, root: Path, github: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
    ) -> None:
        self.change(root)
        self.propose(root)
        monkeypatch.setenv("GH_OPEN", OPEN)
        clone = self.checkout(github, tmp_path)
        self.change(clone, "is_cached: {type: string,", "is_cached: {type: integer,")
        theirs = self.commit(clone, "Another type")
        self.change(root, "is_cached: {type: string,", "is_cached: {type: number,")
        before = git(root, "status", "--porcelain")
        self.log(github)
        monkeypatch.setattr(pull_request, "ROOT", root)
        assert pull_request.main(["--parts", str(root)]) == 1
        said = capsys.readouterr().err
        assert said.startswith(
            "error: refresh-specs cannot be merged with what came since, and was left as it is: specs/"
        )
        assert self.tip(github) == theirs
        assert git(root, "status", "--porcelain") == before
        (_listed, told) = self.log(github)
        assert told.startswith("pr comment 7 --body-file ")
        body = (github / "body").read_text("utf-8")
        assert "Nothing was changed" in body
        assert "- `specs/ecore/openapi.yaml`" in body
        assert "generated/" not in body

    @pytest.mark.usefixtures("no_report")
    def test_a_branch_that_somebody_rewrote(
        self, root: Path, github: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Squashed into one commit of their own, which no longer says where ours ended."""
        self.change(root)
        self.propose(root)
        monkeypatch.setenv("GH_OPEN", OPEN)
        clone = self.checkout(github, tmp_path)
        (clone / "wrapper" / "batchlight" / "row.py").write_text("ROW = 1\n")
        git(clone, "add", "--all")
        git(clone, "commit", "--quiet", "--amend", "--message", "All in one")
        git(clone, "push", "--quiet", "--force", "origin", "HEAD:refs/heads/refresh-specs")
        theirs = self.tip(github)
        self.change(root, "total_records: {type: integer,", "total_records: {type: string,")
        with contextlib.suppress(SpecError):
            self.propose(root)
        assert git(github / "remote", "merge-base", theirs, "refresh-specs").strip() == theirs
        assert git(github / "remote", "show", "refresh-specs:wrapper/batchlight/row.py") == "ROW = 1\n"

    @pytest.mark.usefixtures("no_report")
    def test_without_a_difference_left_it_is_closed(
        self, root: Path, github: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.change(root)
        self.propose(root)
        self.log(github)
        git(root, "checkout", "--quiet", "--", ".")
        monkeypatch.setenv("GH_OPEN", OPEN)
        stays = self.propose(root, is_complete=False)
        assert stays == "not everything was fetched, and nothing else is new: the proposal #7 stays as it is"
        assert len(self.log(github)) == 1
        assert self.propose(root) == "no difference is left to propose; closed #7"
        (_listed, closed) = self.log(github)
        assert closed.startswith("pr close 7 --comment There is no difference left")
        assert git(github / "remote", "branch", "--list") == ""

    @pytest.mark.usefixtures("no_report")
    def test_what_was_not_fetched_is_not_withdrawn(
        self, root: Path, github: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Two APIs: one is proposed, and the week after only the other one can be fetched."""
        shutil.copytree(root / "specs" / "ecore", root / "specs" / "other")
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--message", "Another API")
        self.change(root)
        self.propose(root)
        monkeypatch.setenv("GH_OPEN", OPEN)
        git(root, "checkout", "--quiet", "--", ".")
        revendor(root / "specs", "other", "is_cached: {type: boolean,", "is_cached: {type: number,")
        self.propose(root, is_complete=False)
        clone = self.checkout(github, tmp_path)
        for api, type in (("ecore", "string"), ("other", "number")):
            assert f"is_cached: {{type: {type}," in (clone / "specs" / api / "openapi.yaml").read_text()
            read_source(api, clone / "specs")
        assert check(clone / "specs", clone / "generated") == []
        self.propose(root)
        clone = self.checkout(github, tmp_path)
        assert "is_cached: {type: boolean," in (clone / "specs" / "ecore" / "openapi.yaml").read_text()

    @pytest.mark.usefixtures("no_report")
    def test_what_a_person_added_keeps_it_open(
        self, root: Path, github: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.change(root)
        self.propose(root)
        clone = self.checkout(github, tmp_path)
        (clone / "wrapper" / "batchlight" / "row.py").write_text("ROW = 1\n")
        self.commit(clone, "A row")
        self.log(github)
        git(root, "checkout", "--quiet", "--", ".")
        monkeypatch.setenv("GH_OPEN", OPEN)
        assert self.propose(root) == "proposed on refresh-specs: Refresh specs: no changes"
        assert git(
            github / "remote", "diff", "--name-only", git(root, "rev-parse", "HEAD").strip(), "refresh-specs"
        ) == ("wrapper/batchlight/row.py\n")

    @pytest.mark.usefixtures("no_report")
    def test_parts_of_another_folder(self, root: Path, github: Path, tmp_path: Path) -> None:
        """As they come from the job that fetched: nothing but specs/ and generated/ is taken."""
        parts = tmp_path / "proposed"
        for part in ("specs", "generated"):
            shutil.copytree(root / part, parts / part)
        self.change(parts)
        (parts / "generated" / "a_new_file.py").touch()
        (parts / "wrapper").mkdir()
        (parts / "wrapper" / "evil.py").touch()
        (parts / "Makefile").touch()
        (parts / "generated" / "__pycache__").mkdir()
        (parts / "generated" / "__pycache__" / "x.pyc").touch()
        (root / ".gitignore").write_text("__pycache__/\n")
        assert pull_request.propose(root, "origin", parts).startswith("proposed on refresh-specs: ")
        changed = git(github / "remote", "diff", "--name-only", "refresh-specs~1", "refresh-specs")
        assert {name.split("/")[0] for name in changed.split()} == {"specs", "generated"}
        assert "__pycache__" not in changed
        shutil.rmtree(parts / "generated")
        with pytest.raises(SpecError, match=r"proposed has no generated/"):
            pull_request.propose(root, "origin", parts)

    @pytest.mark.usefixtures("no_report")
    @pytest.mark.parametrize("in_a_workflow", [True, False])
    def test_a_long_report_is_cut(
        self, root: Path, github: Path, monkeypatch: pytest.MonkeyPatch, in_a_workflow: bool
    ) -> None:
        self.change(root)
        report = "1 breaking.\n\n````text\n" + "a line with an \u00e9 in it\n" * 20_000 + "````"
        monkeypatch.setattr(pull_request, "as_markdown", lambda *_arguments: report)
        if in_a_workflow:
            monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(github / "summary"))
            monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.example")
            monkeypatch.setenv("GITHUB_REPOSITORY", "somebody/batchlight")
            monkeypatch.setenv("GITHUB_RUN_ID", "42")
        self.propose(root)
        body = (github / "body").read_text("utf-8")
        assert 59_000 < len(body) < 65_536
        shown, _fence, said = body.rpartition("\n````\n\n")
        assert report.startswith(shown + "\n"), "whole lines, and the fence ends"
        assert "`make spec-diff TO=refresh-specs` tells all of it" in said
        assert ("(https://github.example/somebody/batchlight/actions/runs/42)" in said) is in_a_workflow
        assert (github / "summary").exists() is in_a_workflow
        if in_a_workflow:
            summary = (github / "summary").read_text("utf-8")
            assert 240_000 < len(summary) <= 250_001
            assert summary.endswith("in it\n````\n")

    def test_nothing_changed(self, root: Path, github: Path) -> None:
        assert self.propose(root) == "nothing changed in specs/ and generated/"
        assert [line.split(" --")[0] for line in self.log(github)] == ["pr list"]
        assert git(github / "remote", "branch", "--list") == ""

    @pytest.mark.usefixtures("no_report")
    def test_a_failure_is_told(
        self, root: Path, github: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.change(root)
        monkeypatch.setattr(pull_request, "ROOT", root)
        assert pull_request.main(["--parts", str(root), "--remote", "nowhere"]) == 1
        assert capsys.readouterr().err.startswith("error: git ls-remote nowhere: ")
        monkeypatch.setenv("GH_OPEN", "no list")
        with pytest.raises(SpecError, match="gh pr list answered 'no list"):
            self.propose(root)
        monkeypatch.setenv("GH_EXIT", "4")
        with pytest.raises(SpecError, match="gh pr list: exit status 4"):
            self.propose(root)
        (github / "bin" / "gh").unlink()
        monkeypatch.setenv("PATH", str(github / "bin"))
        with pytest.raises(SpecError, match="git cannot be run"):
            self.propose(root)


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
        workflow = self.read(path)
        assert workflow["permissions"] == {}
        for name, job in workflow["jobs"].items():
            assert job["permissions"] == MAY_WRITE.get(name, {"contents": "read"})
            assert "timeout-minutes" in job

    def test_actions_are_pinned_by_their_hash_with_the_version_beside_it(self, path: Path) -> None:
        used = re.findall(r"uses: (.*)", path.read_text("utf-8"))
        assert used
        for each in used:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)
        assert len({each.split("@")[1] for each in used}) == len({each.split("@")[0] for each in used}), "one version"

    def test_no_checkout_keeps_its_key(self, path: Path) -> None:
        checkouts = [step for step in self.steps(path) if step.get("uses", "").startswith("actions/checkout@")]
        assert checkouts
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)


MAY_WRITE = {"propose": {"actions": "write", "contents": "write", "pull-requests": "write"}}


def test_what_may_write_does_not_fetch() -> None:
    jobs = YAML(typ="safe").load((ROOT / ".github" / "workflows" / "refresh.yml").read_text("utf-8"))["jobs"]
    commands = {name: [step["run"].split()[1] for step in job["steps"] if "run" in step] for name, job in jobs.items()}
    assert commands == {"fetch": ["refresh"], "propose": ["pull-request"]}
    assert jobs["propose"]["needs"] == "fetch"
    (taken,) = [step["with"] for step in jobs["propose"]["steps"] if "download-artifact" in step.get("uses", "")]
    assert taken["path"] == "proposed", "beside the checkout, not over it"
    assert "cache" not in str(jobs["propose"]["steps"])
    assert jobs["fetch"]["if"] == "vars.REFRESH_SPECS == 'true'"
    settings = (ROOT / "docs" / "spec-changes.md").read_text("utf-8")
    assert "REFRESH_SPECS" in settings
    assert "Allow GitHub Actions to create and approve pull requests" in settings


def test_every_supported_python_is_checked() -> None:
    workflow = YAML(typ="safe").load((ROOT / ".github" / "workflows" / "check.yml").read_text("utf-8"))
    classifiers = re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text("utf-8"))
    assert workflow["jobs"]["check"]["strategy"]["matrix"]["python"] == classifiers
