"""Run the tests of behaviour at the lowest versions that pyproject.toml says batchlight works with.

The environment is one of its own, in .venv/lowest. What users install (the dependencies, and the extras `aiohttp`,
`cli` and `simulator`) is there at its lowest; what the tests themselves need is there as it is pinned for development.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv" / "lowest"
PYTHON = FOLDER / "bin" / "python"

# What the tests of behaviour import, and what `scripts.specs` needs to read the documents.
TOOLS = (
    *("hypothesis", "jsonschema", "pytest", "pytest-timeout", "time-machine", "trio"),
    *("jsonpath-ng", "oas-patch", "openapi-spec-validator", "ruamel-yaml"),
)

# Tests of the project's own tools, which are pinned and want newer versions than the lowest; of the wheel, which brings
# the pins of the demo; of the simulator against the specs: schemathesis wants newer versions, too; and of what patches
# httpx.
LEFT_OUT = (
    *("test_generating", "test_mending", "test_mutants", "test_package", "test_patched", "test_refresh", "test_regen"),
    *("test_folders", "test_simulator", "test_soak"),
    *("test_spec_diff", "test_spec_example", "test_specs", "test_states", "test_vendor"),
)

# Both type checkers are part of development.
SELECTED = "not packaging and not tools"

# A newer click warns the lowest typer, at each import.
IGNORED = "ignore::DeprecationWarning:typer"


def main(arguments: list[str]) -> int:
    """Make the environment anew and run the tests in it; return the exit status.

    Args:
        arguments: files of tests and options for pytest; by default every test of behaviour.
    """
    _uv("venv", "--quiet", "--clear", "--python", sys.executable, str(FOLDER))
    _install("--resolution", "lowest-direct", "--editable", ".[aiohttp,cli,simulator]")
    lowest = _uv("pip", "freeze", "--python", str(PYTHON), "--exclude-editable")
    print(f"the lowest versions: {' '.join(lowest.split())}", flush=True)
    constraints = FOLDER / "lowest.txt"
    constraints.write_text(lowest, "utf-8")
    # A tool that wants a newer version than the lowest is an error here, and does not raise it in silence.
    _install("--constraints", str(constraints), *pins())
    tests = arguments or ["-m", SELECTED, *(f"--ignore=tests/{name}.py" for name in LEFT_OUT)]
    command = [str(PYTHON), "-m", "pytest", "-W", IGNORED, *tests]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def pins() -> list[str]:
    """The tools of the tests at the versions of requirements/dev.txt."""
    text = (ROOT / "requirements" / "dev.txt").read_text("utf-8")
    found = dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", text, re.MULTILINE))
    return [f"{name}=={found[name]}" for name in TOOLS]


def _install(*arguments: str) -> None:
    _uv("pip", "install", "--quiet", "--python", str(PYTHON), *arguments)


def _uv(*arguments: str) -> str:
    command = [sys.executable, "-m", "uv", *arguments]
    environment = {**os.environ, "UV_NO_PROGRESS": "1"}
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
