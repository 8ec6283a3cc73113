"""The rooms of the wrapper: every import runs downwards, none in a circle, also not those that type checkers alone see."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from scripts.specs import ROOT

WRAPPER = ROOT / "wrapper" / "batchlight"

# From the top: a room imports from its own line and from those below.
ROOMS = (
    ("__init__", "__main__"),
    ("cli", "notebook", "testing"),
    ("simulator",),
    ("fleet",),
    ("by_name",),
    ("providers",),
    ("drivers",),
    ("engine",),
    ("lifecycle",),
    ("phases", "reading"),
    ("errors",),
    ("jobs",),
    ("finding", "hooks", "keys", "markup", "notices", "refs", "storing"),
    ("making", "readonly", "text"),
)
FLOOR = {room: len(ROOMS) - number for number, rooms in enumerate(ROOMS) for room in rooms}


def modules(package: Path) -> dict[str, Path]:
    """The modules of the wrapper by their names below `batchlight`; a folder's is that of its `__init__`."""
    found: dict[str, Path] = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts) or "__init__"] = path
    return found


def imports(package: Path, name: str, known: Mapping[str, Path]) -> Iterator[str]:
    """The modules of the wrapper that a module names in an import, wherever in it the import stands."""
    path = known[name]
    here = path.relative_to(package).parent.parts
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                assert alias.name.partition(".")[0] != "batchlight", f"{name}: the wrapper imports itself by its name"
        if not isinstance(node, ast.ImportFrom) or node.level == 0:
            assert not isinstance(node, ast.ImportFrom) or (node.module or "").partition(".")[0] != "batchlight", name
            continue
        base = (*here[: len(here) - node.level + 1], *(node.module.split(".") if node.module else ()))
        for alias in node.names:
            whole = ".".join((*base, alias.name))
            yield whole if whole in known else ".".join(base) or "__init__"


def graph(package: Path) -> dict[str, set[str]]:
    known = modules(package)
    return {name: set(imports(package, name, known)) for name in known}


def upwards(edges: Mapping[str, set[str]]) -> list[str]:
    return [
        f"{name} imports {other}"
        for name, others in edges.items()
        for other in sorted(others)
        if FLOOR[other.partition(".")[0]] > FLOOR[name.partition(".")[0]]
        or (FLOOR[other.partition(".")[0]] == FLOOR[name.partition(".")[0]] and is_another_room(name, other))
    ]


def is_another_room(name: str, other: str) -> bool:
    return name.partition(".")[0] != other.partition(".")[0]


def circle(edges: Mapping[str, set[str]]) -> list[str]:
    """Modules that import each other in a circle; empty if there are none."""
    done: set[str] = set()

    def walk(name: str, way: list[str]) -> list[str]:
        if name in way:
            return [*way[way.index(name) :], name]
        if name in done:
            return []
        for other in sorted(edges.get(name, ())):
            found = walk(other, [*way, name])
            if found:
                return found
        done.add(name)
        return []

    return next(filter(None, (walk(name, []) for name in sorted(edges))), [])


def test_every_module_is_in_a_room() -> None:
    assert {name.partition(".")[0] for name in modules(WRAPPER)} == set(FLOOR)


def test_no_import_runs_upwards_or_to_a_neighbour() -> None:
    assert upwards(graph(WRAPPER)) == []


def test_no_imports_run_in_a_circle() -> None:
    assert circle(graph(WRAPPER)) == []


def test_no_module_is_long() -> None:
    assert [name for name, path in modules(WRAPPER).items() if len(path.read_text("utf-8").splitlines()) > 400] == []


@pytest.mark.parametrize(
    ("module", "line", "up", "round_trip"),
    [
        ("errors.py", "from .providers import PROVIDERS", ["errors imports providers"], True),
        ("errors.py", "if TYPE_CHECKING:\n    from .cli import app", ["errors imports cli.app"], True),
        ("engine/calls.py", "def f():\n    from .session import Session", [], True),
        (
            "engine/calls.py",
            "def f():\n    from ..drivers import looking",
            ["engine.calls imports drivers.looking"],
            True,
        ),
        ("jobs.py", "from . import __version__", ["jobs imports __init__"], True),
        ("keys.py", "from .notices import warn_once", ["keys imports notices"], False),
    ],
)
def test_what_goes_the_wrong_way_is_found(
    tmp_path: Path, module: str, line: str, up: list[str], round_trip: bool
) -> None:
    for path in modules(WRAPPER).values():
        copy = tmp_path / path.relative_to(WRAPPER)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text("utf-8") + (f"\n{line}\n" if copy == tmp_path / module else ""), "utf-8")
    edges = graph(tmp_path)
    assert upwards(edges) == up
    assert bool(circle(edges)) is round_trip
