"""What users install and import: names, laziness, examples that run, the wheel in an empty environment."""

import ast
import doctest
import importlib
import inspect
import os
import pkgutil
import re
import shutil
import signal
import subprocess
import sys
import tomllib
import typing
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import batchlight
import batchlight_clients.ecore
import pytest
from batchlight.simulator import Simulator, SteppedClock, serve

from scripts.specs import ROOT
from tests.drivers import IDS
from tests.test_cli import COMMAND, interruptible

MODULES = [
    module.name
    for module in pkgutil.walk_packages(batchlight.__path__, "batchlight.")
    if not module.name.endswith("__main__")
]


class TestNames:
    def test_all_is_sorted_and_whole(self) -> None:
        assert list(batchlight.__all__) == sorted(batchlight.__all__)
        for name in batchlight.__all__:
            assert getattr(batchlight, name) is not None
        assert set(batchlight.__all__) <= set(dir(batchlight))

    def test_type_checkers_see_what_is_imported_lazily(self) -> None:
        tree = ast.parse(inspect.getsource(batchlight))
        imported = {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.level == 1
            for alias in node.names
        }
        assert imported == {*batchlight.__all__} - {"__version__"}

    def test_a_name_that_is_not_there(self) -> None:
        with pytest.raises(AttributeError, match="no attribute 'Nonsense'"):
            _ = batchlight.Nonsense

    def test_the_version_is_that_of_the_project(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        assert batchlight.__version__ == project["version"]

    @pytest.mark.parametrize("name", ["Revenuebase", "ApexVerify", "ECore", "LlamaCloud"])
    def test_sync_and_async_have_the_same_methods(self, name: str) -> None:
        sync, other = getattr(batchlight, name), getattr(batchlight, f"Async{name}")
        assert public_methods(sync) - {"close"} == public_methods(other) - {"aclose"}
        for method in public_methods(sync) - {"close"}:
            first, second = inspect.signature(getattr(sync, method)), inspect.signature(getattr(other, method))
            assert first.parameters == second.parameters
            assert str(first.return_annotation) == str(second.return_annotation).replace("Async", "")

    @pytest.mark.parametrize("name", ["Revenuebase", "ApexVerify", "ECore", "LlamaCloud"])
    def test_types_are_there_for_who_asks_at_run_time(self, name: str) -> None:
        client = getattr(batchlight, name)
        for method in public_methods(client):
            assert typing.get_type_hints(getattr(client, method))
        assert isinstance(batchlight.UnknownStatus("new", {}, "it is new"), getattr(batchlight, f"{name}Status"))

    def test_both_packages_are_typed(self) -> None:
        for package in (batchlight, batchlight_clients):
            assert (Path(package.__path__[0]) / "py.typed").is_file()


def public_methods(cls: type) -> set[str]:
    return {name for name, _value in inspect.getmembers(cls, callable) if not name.startswith("_")}


class TestLaziness:
    def test_importing_the_package_loads_nothing_heavy(self) -> None:
        loaded = modules_after("import batchlight")
        assert not {"httpx", "attrs", "batchlight_clients", "asyncio", "ssl"} & loaded

    def test_jobs_and_errors_need_no_http(self) -> None:
        loaded = modules_after("from batchlight import Job, JobState, JobRef, BatchlightError")
        assert "httpx" not in loaded
        assert "batchlight_clients" not in loaded

    def test_a_client_loads_its_own_provider_only(self) -> None:
        loaded = modules_after("from batchlight import ECore")
        assert "batchlight_clients.ecore" in loaded
        clients = {name.split(".")[1] for name in loaded if name.startswith("batchlight_clients.")}
        assert clients == {"ecore", "operations", "unset"}

    def test_a_generated_class_is_loaded_when_it_is_asked_for(self) -> None:
        loaded = modules_after("from batchlight_clients.llamacloud.models import BatchJobStatusResponse")
        models = "batchlight_clients.llamacloud.models"
        assert f"{models}.batch_job_status_response" in loaded
        assert f"{models}.batch_parse_job_config" not in loaded
        assert f"{models}.batch_parse_job_config" in modules_after(f"from {models} import *")

    def test_what_has_not_been_loaded_is_listed_all_the_same(self) -> None:
        program = (
            "from batchlight_clients.ecore import models\n"
            "assert 'JobDetail' in dir(models) and 'JobDetail' not in vars(models)\n"
            "assert models.JobDetail is models.JobDetail\n"
            "assert 'JobDetail' in vars(models) and dir(models).count('JobDetail') == 1\n"
            "assert not hasattr(models, 'Nothing')"
        )
        subprocess.run([sys.executable, "-c", program], check=True)

    @pytest.mark.parametrize(
        "statement",
        [
            "from batchlight import ApexVerify, AsyncECore, LlamaCloudStatus, Revenuebase",
            "from batchlight.providers import PROVIDERS; [each.title for each in PROVIDERS.values()]",
            "from batchlight_clients.apexverify.models import VerificationDone",
            "from batchlight.providers.ecore import job_of; job_of('42', {'status': 'Processed'})",
        ],
    )
    def test_what_does_no_io_loads_no_http_library(self, statement: str) -> None:
        loaded = modules_after(f"import warnings; warnings.simplefilter('ignore'); {statement}")
        assert not {"httpx", "httpcore", "anyio", "dateutil"} & loaded

    def test_the_generated_client_is_there_all_the_same(self) -> None:
        loaded = modules_after("from batchlight_clients.ecore import AuthenticatedClient, Client")
        assert "httpx" in loaded
        with pytest.raises(AttributeError, match="no attribute 'Nonsense'"):
            _ = batchlight_clients.ecore.Nonsense  # type: ignore[attr-defined]  # that is the test


def modules_after(statement: str) -> set[str]:
    program = f"{statement}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.fixture(scope="module")
def stage() -> Iterator[Simulator]:
    """The jobs of which the examples tell."""
    with serve(clock=SteppedClock()) as simulator:
        yield simulator


@pytest.fixture
def examples(stage: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.add_job("revenuebase", ["PROCESSING"], id=IDS["revenuebase"])
    stage.add_job("apexverify", ["verification_done"], id=IDS["apexverify"])
    stage.add_job("ecore", ["Processed"], id=IDS["ecore"])
    stage.add_job("llamacloud", [("running", 100), "completed"], id=IDS["llamacloud"])
    assert isinstance(stage.clock, SteppedClock)
    stage.clock.advance(50)
    for name, value in stage.environment.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("examples")
@pytest.mark.parametrize("name", MODULES)
def test_examples_of_docstrings(name: str) -> None:
    module = importlib.import_module(name)
    for case in doctest.DocTestFinder(exclude_empty=True).find(module):
        if case.examples:
            result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(case)
            assert result.failed == 0


CLIENTS = ["ApexVerify", "ECore", "LlamaCloud", "Revenuebase"]


@pytest.mark.usefixtures("examples")
@pytest.mark.parametrize(
    ("client", "method"),
    [(name, method) for name in CLIENTS for method in sorted(public_methods(getattr(batchlight, name)))],
)
def test_examples_of_operations(stage: Simulator, client: str, method: str) -> None:
    """An operation is a descriptor, which doctest does not look into. They wait by the simulator's clock."""
    assert isinstance(stage.clock, SteppedClock)
    names = {name: getattr(batchlight, name) for name in batchlight.__all__}
    (case,) = doctest.DocTestFinder().find(getattr(getattr(batchlight, client), method), method, globs=names)
    assert case.examples or method == "close"
    with stage.clock.installed():
        assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(case).failed == 0


DOCUMENTS = ["README.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))]


def blocks(document: str, language: str) -> list[str]:
    text = (ROOT / document).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def simulating() -> Iterator[tuple[list[str], dict[str, str]]]:
    """`batchlight simulate` as a user starts it: the jobs and the variables that it prints."""
    with interruptible([COMMAND, "simulate", "--port", "0", "--speed", "1000"], stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        variables: dict[str, str] = {}
        refs: list[str] = []
        while not refs:
            line = server.stdout.readline().strip()
            if line.startswith("export "):
                name, _, variables[name] = line.removeprefix("export ").partition("=")
            elif line.startswith("batchlight status "):
                refs = line.split()[2:]
        yield refs, variables
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 130


@pytest.fixture
def printed_refs(simulating: tuple[list[str], dict[str, str]], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The environment of a user who has pasted what `batchlight simulate` prints, and the jobs that it names."""
    refs, variables = simulating
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PATH", f"{Path(COMMAND).parent}{os.pathsep}{os.environ['PATH']}")
    return refs


@pytest.mark.usefixtures("printed_refs")
@pytest.mark.parametrize("document", DOCUMENTS)
def test_python_in_documents_runs(document: str, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("email\nada@example.com\n", "utf-8")
    (tmp_path / "people.txt").write_text("ada@example.com\n", "utf-8")
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.7")
    for number, block in enumerate(blocks(document, "python")):
        if "conftest.py" in block:
            continue  # tests/test_testing.py runs these files under pytest
        done = subprocess.run(
            [sys.executable, "-W", "error", "-W", "default::FutureWarning", "-c", block],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{document}, block {number}: {done.stderr}"


@pytest.mark.usefixtures("examples")
@pytest.mark.parametrize(
    ("status", "caught", "matched"),
    [
        ("verification_done", "succeeded", "valid"),
        ("ready_for_verification", "waits for its paid launch", "would cost"),
        ("internal_error", "JobFailed: ", "failed"),
        ("whatever_is_new", "unknown", "new to this version of batchlight"),
    ],
)
def test_what_the_snippets_of_the_readme_show_can_happen(
    stage: Simulator, status: str, caught: str, matched: str
) -> None:
    stage.add_job("apexverify", [status], id=IDS["apexverify"])
    shown_blocks = blocks("README.md", "python")
    (first,) = (block for block in shown_blocks if "except JobNeedsAction" in block)
    (second,) = (block for block in shown_blocks if "check=False" in block)
    for snippet, shown in ((first, caught), (second, matched)):
        if status == "whatever_is_new":
            # It may go on: a wait would go on, too.
            snippet = snippet.replace("timeout=600", 'timeout=600, until="unknown"')
        done = subprocess.run([sys.executable, "-c", snippet], capture_output=True, text=True, check=False)
        assert shown in done.stdout + done.stderr


@pytest.mark.parametrize("document", DOCUMENTS)
def test_commands_in_documents_run(document: str, printed_refs: list[str], tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    lines = [line.removeprefix("$ ") for block in blocks(document, "console") for line in block.splitlines()]
    # What installs has a test of its own.
    for line in (line for line in lines if not line.startswith("pip install")):
        named = re.findall(r"\b[a-z]+:[0-9a-z][0-9a-z-]*", line.partition("#")[0])
        assert set(named) <= set(printed_refs), f"{document}: {line}"
        done = subprocess.run(["bash", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), f"{document}: {line}: {done.stderr}"


def test_the_readme_shows_commands() -> None:
    assert (
        sum(line.startswith("$ batchlight ") for block in blocks("README.md", "console") for line in block.splitlines())
        > 3
    )


def test_what_the_readme_says_of_installing() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (from_checkout, from_index) = re.findall(r"^    pip install \"(\S+)\" +# ", readme, re.MULTILINE)
    assert (from_checkout, from_index) == (".[cli,simulator]", f"{project['name']}[cli,simulator]")
    assert {"cli", "simulator"} <= set(project["optional-dependencies"])
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    command = [*pip, "install", "--dry-run", "--no-deps", "--no-index", "--no-build-isolation", from_checkout]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"Would install batchlight-{project['version']}" in done.stdout


def test_the_readme_names_the_two_commands_of_the_makefile() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*?## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {"demo", "test"} <= targets
    assert "    make demo\n    make test\n" in readme
    for document in (*DOCUMENTS, "CONTRIBUTING.md"):
        for target in re.findall(r"`make ([a-z-]+)`", (ROOT / document).read_text("utf-8")):
            assert target in targets, f"{document} names make {target}"


def test_what_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    declared = {
        re.split(r"[^A-Za-z0-9_-]", text)[0].replace("-", "_").replace("python_dateutil", "dateutil")
        for text in (*project["dependencies"], *extras["aiohttp"], *extras["cli"], *extras["simulator"])
    }
    imported = {
        name.partition(".")[0]
        for package in (batchlight, batchlight_clients)
        for path in Path(package.__path__[0]).rglob("*.py")
        for name in imports_of(ast.parse(path.read_text("utf-8")))
    }
    # Who uses `batchlight.testing` has pytest.
    assert imported - sys.stdlib_module_names - {"batchlight", "batchlight_clients", "pytest"} == declared


def imports_of(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module is not None:
            yield node.module


def test_lock_files_hold_versions_and_hashes_only() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text("utf-8")
        assert "://" not in text
        assert not re.search(r"^-", text, re.MULTILINE)
        pins = re.findall(r"^[a-z0-9].*", text, re.MULTILINE)
        assert len(pins) > 10
        assert all("==" in pin for pin in pins)
        assert text.count("--hash=sha256:") >= len(pins)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = folder.glob("*.whl")
    assert len(list(folder.glob("*.tar.gz"))) == 1
    return found


@pytest.mark.packaging
def test_the_wheel_holds_both_packages_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"batchlight", "batchlight_clients"}
    for name in ("batchlight/py.typed", "batchlight_clients/py.typed", "batchlight_clients/operations.py"):
        assert name in names


@pytest.mark.packaging
def test_the_wheel_works_in_an_empty_environment(wheel: Path, tmp_path: Path, stage: Simulator) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    pip: list[str | Path] = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "--require-hashes", "-r", ROOT / "requirements" / "demo.txt"], check=True, capture_output=True
    )
    subprocess.run([*pip, "--no-deps", wheel], check=True, capture_output=True)
    subprocess.run([python, "-m", "pip", "check"], check=True, capture_output=True)
    ref = stage.add_job("apexverify", ["verification_done"], phone=True)
    done = subprocess.run(
        [environment / "bin" / "batchlight", "status", str(ref)],
        cwd=tmp_path,
        env={**os.environ, **stage.environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{ref}\tsucceeded\t")
