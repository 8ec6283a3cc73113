"""Folders that are replaced: never half, never missing, never by two runs at once, whenever a run is killed."""

import contextlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts import folders, regen
from scripts.folders import alone, exchange, mend, replacing
from scripts.regen import PACKAGE, regenerate
from scripts.specs import ROOT, apis, effective_spec, read_source, sha256
from scripts.vendor import vendor
from tests.kills import stand_in
from tests.test_vendor import fern_page, files, written

pytestmark = pytest.mark.tools

APIS = ("apexverify", "ecore")
# As small as can be: it is read some hundred times.
OLD = """\
openapi: 3.1.0
info: {title: A title, version: '1'}
paths:
  /look:
    get: {operationId: look, summary: Old, tags: [x], responses: {'204': {description: ok}}}
"""
NEW = OLD.replace("summary: Old", "summary: New")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two APIs, and clients that are a file: what is tested is how they are put in place."""
    for api in APIS:
        folder = tmp_path / "project" / "specs" / api
        folder.mkdir(parents=True)
        (folder / "openapi.yaml").write_text(OLD)
        (folder / "overlay.yaml").write_text("overlay: 1.1.0\nactions: []\n")
        (folder / "source.toml").write_text(
            f'kind = "published"\ndate = 2026-11-22\nsha256 = "{sha256(folder / "openapi.yaml")}"\npages = []\n'
        )
    (tmp_path / "project" / "generated" / PACKAGE).mkdir(parents=True)
    (tmp_path / "project" / "generated" / PACKAGE / "old.py").touch()
    return tmp_path / "project"


@pytest.fixture
def page(tmp_path: Path) -> str:
    return written(tmp_path / "page.md", fern_page(NEW))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def clients(root: Path) -> set[str]:
    return names(root / "generated" / PACKAGE)


OLD_CLIENTS, NEW_CLIENTS = {"old.py"}, {"new.py", "provenance.json"}


def run_vendor(root: Path, page: str) -> None:
    vendor("apexverify", [page], specs=root / "specs")
    assert (root / "specs" / "apexverify" / "openapi.yaml").read_text("utf-8") == NEW


def run_regen(root: Path, page: str) -> None:
    regenerate(root / "specs", root / "generated")
    assert clients(root) == NEW_CLIENTS


def run_check(root: Path, page: str) -> None:
    regen.check(root / "specs", root / "generated")


def run_reading(root: Path, page: str) -> None:
    for api in apis(root / "specs"):
        effective_spec(api, root / "specs")


TOOLS: dict[str, Callable[[Path, str], None]] = {
    "vendor": run_vendor,
    "regen": run_regen,
    "check": run_check,
    "reading": run_reading,
}
# Which of the two folders a tool looks at, and so mends.
MENDS = {"vendor": {"specs"}, "regen": {"specs", "generated"}, "check": {"specs", "generated"}, "reading": {"specs"}}

PLACES = {
    ("vendor", "exchange"): ["os.rename apexverify apexverify"],
    ("vendor", "renames"): ["os.rename apexverify .apexverify.old", "os.rename apexverify apexverify"],
    ("regen", "exchange"): [f"os.rename {PACKAGE} {PACKAGE}"],
    ("regen", "renames"): [f"os.rename {PACKAGE} .{PACKAGE}.old", f"os.rename {PACKAGE} {PACKAGE}"],
}


class TestKilled:
    @pytest.mark.parametrize(("tool", "mechanism"), PLACES)
    def test_the_next_run_mends_it(
        self, tool: str, mechanism: str, project: Path, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Killed at every change of a file, and then each tool: all is old or all is new, and nothing is left."""
        states = tmp_path / "states"
        states.mkdir()
        done = subprocess.run(
            [sys.executable, "-m", "tests.kills", tool, mechanism, str(project), page, str(states)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        places = [line.split(" ", 1)[1] for line in done.stdout.splitlines()]
        assert [place for place in places if place.startswith("os.rename")] == PLACES[tool, mechanism]
        assert len(places) >= 8

        monkeypatch.setattr(regen, "build", stand_in)
        whole: set[tuple[bool, bool]] = set()
        for number, place in enumerate(places, start=1):
            for name, run in TOOLS.items():
                root = shutil.copytree(states / str(number), tmp_path / "again" / f"{number}-{name}")
                run(root, page)
                assert apis(root / "specs") == APIS, (place, name)
                for api in APIS:
                    read_source(api, root / "specs")
                for folder in MENDS[name]:
                    assert not [each for each in names(root / folder) if each.startswith(".")], (place, name)
                if "generated" in MENDS[name]:
                    assert clients(root) in (OLD_CLIENTS, NEW_CLIENTS), (place, name)
                if name == "check":
                    document = (root / "specs" / "apexverify" / "openapi.yaml").read_text("utf-8")
                    assert document in (OLD, NEW)
                    whole.add((document == NEW, clients(root) == NEW_CLIENTS))
        assert len(whole) == 2, "some were killed before the change was made, some after it"

    def test_what_a_kill_leaves_is_no_api_and_not_committed(self, project: Path) -> None:
        shutil.copytree(project / "specs" / "ecore", project / "specs" / ".unknown")
        assert apis(project / "specs") == APIS
        for name in ("specs/.apexverify.old/openapi.yaml", f"generated/.{PACKAGE}.new/{PACKAGE}/operations.py"):
            ignored = subprocess.run(["git", "check-ignore", "--quiet", "--no-index", name], cwd=ROOT, check=False)
            assert ignored.returncode == 0, name

    def test_what_somebody_else_put_there_stays(self, project: Path) -> None:
        for name in (".idea", ".apexverify.bak", ".DS_Store.new.x"):
            (project / "specs" / name).mkdir()
        (project / "specs" / ".note.old").touch()
        before = names(project / "specs")
        mend(project / "specs")
        assert names(project / "specs") == before


class TestReplacing:
    @pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux exchanges two names")
    def test_there_is_no_moment_without_the_folder(self, project: Path) -> None:
        """Somebody who looks all the time always finds one of the two."""
        target = project / "specs" / "apexverify"
        missing: list[OSError] = []
        is_over = threading.Event()

        def look() -> None:
            while not is_over.is_set():
                try:
                    target.stat()
                except OSError as error:
                    missing.append(error)

        looking = threading.Thread(target=look)
        looking.start()
        try:
            for _time in range(200):
                with replacing(target) as fresh:
                    fresh.mkdir()
        finally:
            is_over.set()
            looking.join()
        assert not missing

    @pytest.mark.parametrize("can_exchange", [True, False])
    def test_a_failure_leaves_the_old_folder(
        self, project: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
    ) -> None:
        if not can_exchange:
            monkeypatch.setattr(folders, "exchange", lambda _first, _second: False)
        before = files(project)
        with contextlib.suppress(KeyboardInterrupt), replacing(project / "specs" / "ecore") as fresh:
            fresh.mkdir()
            raise KeyboardInterrupt
        assert files(project) == before
        with pytest.raises(OSError, match="No such file"), replacing(project / "specs" / "ecore"):
            pass  # nothing was made that could take the place
        assert files(project) == before
        assert names(project / "specs") == set(APIS)

    def test_a_file_system_that_cannot_exchange(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(folders, "_renameat2", lambda: None)
        assert exchange(project / "specs", project / "generated") is False
        with replacing(project / "specs" / "ecore") as fresh:
            fresh.mkdir()
        assert names(project / "specs" / "ecore") == set()


HOLD = """
import sys
from pathlib import Path
from scripts.folders import alone
with alone(Path(sys.argv[1])):
    print("at work", flush=True)
    sys.stdin.read()
"""


class TestAlone:
    @pytest.mark.parametrize(
        ("folder", "command"),
        [
            ("specs", "from scripts.vendor import vendor; vendor('apexverify', [sys.argv[2]], specs=root / 'specs')"),
            ("specs", "from scripts.regen import *; regenerate(root / 'specs', root / 'generated')"),
            ("generated", "from scripts.regen import *; regenerate(root / 'specs', root / 'generated')"),
        ],
        ids=["vendor", "regen and vendor", "regen"],
    )
    def test_the_second_run_waits_and_says_so(self, folder: str, command: str, project: Path, page: str) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        options: dict[str, Any] = {"env": environment, "text": True, "stderr": subprocess.PIPE}
        first = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(project / folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            **options,
        )
        assert first.stdout is not None
        assert first.stdout.readline() == "at work\n"
        program = f"import sys\nfrom pathlib import Path\nroot = Path(sys.argv[1])\n{command}\n"
        second = subprocess.Popen([sys.executable, "-c", program, str(project), page], **options)
        assert second.stderr is not None
        said = second.stderr.readline()
        assert said == f"another run is at work in {folder}/; waiting until it is done\n"
        before = files(project)
        first.communicate("")
        assert second.communicate()[1] == ""
        assert second.returncode == 0
        assert files(project) != before

    def test_a_run_that_is_killed_gives_the_lock_back(self, project: Path) -> None:
        first = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(project)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert first.stdout is not None
        first.stdout.readline()
        first.kill()
        first.communicate()
        with alone(project):
            pass
