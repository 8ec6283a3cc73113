"""Generate the typed clients from specs/, or (`--check`) compare what is there with what would be generated.

The result is a function of the vendored documents, the overlays, the generator's settings and the versions of the
tools, which `provenance.json` records; it does not depend on the machine, the folder or the hash seed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

from scripts.folders import alone, mend, replacing
from scripts.mending import add_unset, mend_clients, optional_defaults, require_defaults
from scripts.operations import operation_table, render
from scripts.specs import ROOT, SPECS, Document, SpecError, apis, effective_spec, read_source, sha256

GENERATED = ROOT / "generated"
PACKAGE = "batchlight_clients"
SETTINGS = ROOT / "scripts" / "generator.yaml"
TOOLS = ("openapi-python-client", "oas-patch", "jsonpath-ng", "ruff")
COMMAND = "make regen"

PROVENANCE = "provenance.json"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m scripts.regen", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if generated/ is out of date")
    options = parser.parse_args(arguments)
    try:
        if not options.check:
            regenerate(SPECS, GENERATED)
            print(f"wrote generated/{PACKAGE}")
            return 0
        problems = check(SPECS, GENERATED)
    except (SpecError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted; generated/ is as it was", file=sys.stderr)
        return 130
    if problems:
        print(f"generated/ is not what {COMMAND} produces:", file=sys.stderr)
        print("".join(f"  {problem}\n" for problem in problems), end="", file=sys.stderr)
        return 1
    print("generated/ is up to date")
    return 0


def regenerate(specs: Path, generated: Path) -> None:
    """Generate all clients beside the old ones and swap the folder; a failure leaves the old one untouched."""
    generated.mkdir(parents=True, exist_ok=True)
    with alone(specs), alone(generated), replacing(generated / PACKAGE) as fresh:
        build(specs, fresh)


def check(specs: Path, generated: Path) -> list[str]:
    """Compare generated/ with a fresh build; return a line for each difference, none when there is none."""
    mend(generated)
    target = generated / PACKAGE
    problems = _provenance_problems(specs, target)
    with tempfile.TemporaryDirectory(prefix="batchlight-check-") as scratch:
        fresh = Path(scratch) / PACKAGE
        build(specs, fresh)
        expected, actual = _tree(fresh), _tree(target)
    for name in sorted(expected.keys() | actual.keys()):
        if name not in actual:
            problems.append(f"{PACKAGE}/{name}: missing")
        elif name not in expected:
            problems.append(f"{PACKAGE}/{name}: not generated from any spec")
        elif expected[name] != actual[name] and name != PROVENANCE:
            problems.append(f"{PACKAGE}/{name}: differs")
    if not problems and expected[PROVENANCE] != actual[PROVENANCE]:
        problems.append(f"{PACKAGE}/{PROVENANCE}: differs")
    return problems


def is_current(specs: Path, generated: Path) -> bool:
    """Whether the clients say that they were made of these specs; `check` looks whether that is so."""
    return (generated / PACKAGE).is_dir() and not _provenance_problems(specs, generated / PACKAGE)


def build(specs: Path, package: Path) -> None:
    """Write the whole package `batchlight_clients` into a folder that does not exist yet.

    Raises:
        SpecError: a spec or overlay is not usable, or the generator is not content with it.
    """
    effective: dict[str, Document] = {}
    for api in apis(specs):
        read_source(api, specs)
        effective[api] = effective_spec(api, specs)
    rows = operation_table(effective)

    package.mkdir(parents=True)
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda api: generate(api, effective[api], package / api), effective))
    (package / "__init__.py").write_text('"""Typed clients for the APIs in specs/, one package each."""\n', "utf-8")
    (package / "operations.py").write_text(render(rows), "utf-8")
    add_unset(package)
    (package / "py.typed").touch()
    _format(package)
    for path in sorted(package.rglob("*.py")):
        _sign(path, path.relative_to(package).parts[0], effective)
    provenance = json.dumps(_provenance(specs), indent=2, sort_keys=True)
    (package / PROVENANCE).write_text(provenance + "\n", "utf-8")


def generate(api: str, document: Document, package: Path) -> None:
    """Write the client of one API, mended and not yet formatted, into a folder that does not exist yet.

    Raises:
        SpecError: the generator is not content with the document.
    """
    with tempfile.TemporaryDirectory(prefix=f"batchlight-{api}-") as scratch:
        spec = Path(scratch) / "openapi.json"
        spec.write_text(json.dumps(require_defaults(document)), "utf-8")
        done = subprocess.run(
            [
                *(sys.executable, "-m", "openapi_python_client", "generate", "--fail-on-warning", "--meta", "none"),
                *("--path", str(spec), "--config", str(SETTINGS), "--output-path", str(package)),
            ],
            cwd=scratch,
            # The generator walks over sets in places; a fixed seed makes their order a fixed one.
            env={**os.environ, "PYTHONHASHSEED": "0", "NO_COLOR": "1", "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode != 0:
        said = "\n".join(line for line in (done.stdout + done.stderr).splitlines() if line.strip())
        raise SpecError(f"specs/{api}: openapi-python-client does not accept the effective spec:\n{said}")
    mend_clients(package, optional_defaults(document, SETTINGS))


def _format(package: Path) -> None:
    ruff = [sys.executable, "-m", "ruff"]
    isolated = ["--isolated", "--no-cache", "--quiet", "--target-version", "py311", "--line-length", "120"]
    for command in (
        [*ruff, "check", *isolated, "--select", "I,F401", "--fix-only", str(package)],
        [*ruff, "format", *isolated, str(package)],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SpecError(f"ruff failed over the generated code:\n{done.stderr or done.stdout}")


def _sign(path: Path, api: str, effective: Mapping[str, Document]) -> None:
    sources = f"specs/{api}" if api in effective else "specs/"
    line = f"# Generated from {sources} by `{COMMAND}`; do not edit.\n"
    path.write_text(line + path.read_text("utf-8"), "utf-8")


def _provenance(specs: Path) -> dict[str, dict[str, str]]:
    files = {
        f"specs/{api}/{name}": sha256(specs / api / name)
        for api in apis(specs)
        for name in ("openapi.yaml", "overlay.yaml")
    }
    return {
        "files": {**files, "scripts/generator.yaml": sha256(SETTINGS)},
        "tools": {tool: version(tool) for tool in TOOLS},
    }


def _provenance_problems(specs: Path, target: Path) -> list[str]:
    """What changed of the inputs since the clients were generated, by name: that explains the differences below."""
    try:
        recorded = json.loads((target / PROVENANCE).read_text("utf-8"))
        files, tools = dict(recorded["files"]), dict(recorded["tools"])
    except (OSError, ValueError, TypeError, LookupError) as error:
        return [f"{PACKAGE}/{PROVENANCE}: cannot be read ({error.__class__.__name__})"]
    current = _provenance(specs)
    problems = [
        f"{name}: changed since {COMMAND}"
        for name in sorted(files.keys() | current["files"].keys())
        if files.get(name) != current["files"].get(name)
    ]
    problems += [
        f"{tool}: {tools.get(tool, 'nothing')} was used, {current['tools'].get(tool, 'nothing')} is installed"
        for tool in sorted(tools.keys() | current["tools"].keys())
        if tools.get(tool) != current["tools"].get(tool)
    ]
    return problems


def _tree(package: Path) -> dict[str, bytes]:
    return {
        path.relative_to(package).as_posix(): path.read_bytes()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


if __name__ == "__main__":
    sys.exit(main())
