"""What CONTRIBUTING.md says of a new provider, done: a fifth one, invented, with the files that are shown there alone."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from scripts.operations import operation_table, render
from scripts.regen import build
from scripts.specs import ROOT, apis, effective_spec
from tests.test_cli import interruptible

pytestmark = pytest.mark.tools

RUN = "import sys; from batchlight.cli import main; sys.exit(main())"


def shown_files() -> dict[str, str]:
    """The files of the guide by their paths."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    return dict(re.findall(r"^<!-- (\S+) -->\n```\w+\n(.*?)^```$", text, re.DOTALL | re.MULTILINE))


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with a fifth provider, and its clients as `make regen` makes them."""
    root = tmp_path_factory.mktemp("tree")
    for part in ("wrapper", "generated", "specs", "scripts", "docs"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "README.md", root)
    for name, text in shown_files().items():
        path = root / name
        assert not path.exists()
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    # Clients do not know each other, so only the new one is generated; the table of operations has those of all.
    alone = root / "alone"
    shutil.copytree(root / "specs" / "mailproof", alone / "mailproof")
    build(alone, root / "fresh")
    clients = root / "generated" / "batchlight_clients"
    shutil.move(root / "fresh" / "mailproof", clients / "mailproof")
    rows = operation_table({api: effective_spec(api, root / "specs") for api in apis(root / "specs")})
    (clients / "operations.py").write_text(render(rows), "utf-8")
    return root


def run(tree: Path, *command: str, environment: Mapping[str, str] = os.environ, code: int = 0) -> str:
    """Run Python in the tree, and return what it prints."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=tree,
        env=of_tree(tree, environment),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def of_tree(tree: Path, environment: Mapping[str, str]) -> dict[str, str]:
    return {**environment, "PYTHONPATH": os.pathsep.join(str(tree / part) for part in ("wrapper", "generated", "."))}


def test_the_guide_shows_each_kind_of_file_once() -> None:
    assert sorted(shown_files()) == [
        "specs/mailproof/openapi.yaml",
        "specs/mailproof/overlay.yaml",
        "specs/mailproof/source.toml",
        "wrapper/batchlight/providers/mailproof.py",
        "wrapper/batchlight/simulator/providers/mailproof.py",
    ]


def test_it_is_listed_and_its_key_is_asked_for(tree: Path) -> None:
    lines = run(tree, "-c", RUN, "providers", "--json").splitlines()
    (row,) = (each for each in map(json.loads, lines) if each["provider"] == "mailproof")
    assert len(lines) == 5
    assert (row["title"], row["can"]) == ("Mail Proof", ["get", "wait", "watch"])
    assert (row["key_variable"], row["id"]) == ("MAILPROOF_API_KEY", "chk_ and a number, such as chk_42")
    run(tree, "-c", RUN, "status", "mailproof:chk_42", code=4)
    run(tree, "-c", RUN, "status", "mailproof:42", code=2)


def test_the_command_line_drives_it_on_the_simulator(tree: Path) -> None:
    with interruptible(
        [sys.executable, "-c", RUN, "simulate", "--port", "0", "--speed", "20"],
        env=of_tree(tree, os.environ),
        cwd=tree,
        stdout=subprocess.PIPE,
    ) as server:
        assert server.stdout is not None
        variables: dict[str, str] = {}
        refs: list[str] = []
        for line in server.stdout:
            if line.startswith("export "):
                name, _, value = line.removeprefix("export ").strip().partition("=")
                variables[name] = value
            elif line.startswith("batchlight status "):
                refs = [word for word in line.split() if word.startswith("mailproof:")]
                break
        environment = {**os.environ, **variables}
        assert variables["MAILPROOF_BASE_URL"].endswith("/v1")
        (ref,) = refs
        waited = run(tree, "-c", RUN, "wait", "--json", "--interval", "0.2", ref, environment=environment)
        looked = run(tree, "-c", RUN, "status", ref, environment=environment)
        run(tree, "-c", RUN, "status", "mailproof:chk_999999", environment=environment, code=6)
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 130
    job = json.loads(waited.splitlines()[-1])
    assert (job["ref"], job["state"]) == (ref, "succeeded")
    assert looked.startswith(f"{ref}\tsucceeded\t250/250")


def test_its_names_are_names_of_batchlight(tree: Path) -> None:
    program = """
import sys
import batchlight
from batchlight import AsyncMailProof, MailProof, MailProofStatus
print(MailProof("a-key-of-it"), AsyncMailProof.provider is MailProof.provider)
print(*(name for name in sys.modules if name.endswith(".models")))
"""
    assert run(tree, "-c", program).splitlines() == [
        "<MailProof at https://api.mailproof.example/v1> True",
        "batchlight_clients.mailproof.models",
    ]


def test_documents_and_type_checkers_learn_of_it(tree: Path) -> None:
    run(tree, "-m", "scripts.tables", "--check", code=1)
    run(tree, "-m", "scripts.tables")
    run(tree, "-m", "scripts.tables", "--check")
    assert "| `MailProof` | `get`, `wait`, `watch` | `MAILPROOF_API_KEY` |" in (tree / "README.md").read_text("utf-8")
    assert "| Mail Proof | `waiting` | `queued` |" in (tree / "docs" / "statuses.md").read_text("utf-8")
    names = (tree / "wrapper" / "batchlight" / "__init__.py").read_text("utf-8")
    assert "from .providers.mailproof import AsyncMailProof, MailProof, MailProofStatus\n" in names
    assert '    "AsyncMailProof",\n' in names
    overloads = (tree / "wrapper" / "batchlight" / "by_name.py").read_text("utf-8")
    assert '    name: Literal["mailproof"],\n' in overloads
    assert ") -> Job[MailProofStatus]: ...\n" in overloads


def test_its_stored_strings_lead_to_it(tree: Path) -> None:
    program = """
from batchlight import Job, client_for, decode
with client_for("mailproof:chk_42", "a-key-of-it") as client:
    print(type(client).__name__)
job = decode("mailproof", {"id": "chk_42", "status": "working", "total": 4, "done": 1})
print(job, type(job.status).__name__, Job.from_dict(job.to_dict()) == job)
"""
    assert run(tree, "-c", program).splitlines() == ["MailProof", "<Job mailproof:chk_42 running 1/4> Check True"]


def test_its_statuses_are_held_against_its_spec(tree: Path) -> None:
    program = """
from scripts.specs import effective_spec
from scripts.states import has_row, state_table, status_schemas, statuses
provider, (schema,) = status_schemas()["mailproof"]
listed = statuses(effective_spec("mailproof"), schema)
print(provider, sorted(listed), all(has_row(state_table(provider), status) for status in listed))
"""
    assert run(tree, "-c", program) == "mailproof ['broken', 'ready', 'waiting', 'working'] True\n"
