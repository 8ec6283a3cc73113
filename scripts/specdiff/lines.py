"""Find the line of a file that a change is about."""

from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from scripts.specdiff.kinds import Change
from scripts.specs import ROOT, SpecError
from scripts.states import state_table, status_schemas


def find_line(found: Change, specs: Path) -> tuple[str | None, int | None]:
    """The file to look at, relative to the project, and the line in it; what is gone is looked for where it was."""
    if found.kind in ("status-added", "status-removed"):
        try:
            table = state_table(status_schemas()[found.api].provider)
        except SpecError:
            return None, None
        return table.path.relative_to(ROOT).as_posix(), table.line
    if found.place.endswith("/overlay.yaml"):
        return found.place, 1
    path, overlay = (specs / found.api / name for name in ("openapi.yaml", "overlay.yaml"))
    # The line of the deepest part of the pointer that exists.
    node: Any = _loaded(path, path.stat().st_mtime) if path.is_file() else None
    line, depth = 1, 0
    for key in found.pointer:
        if isinstance(node, CommentedMap) and key in node:
            line, node = node.lc.key(key)[0] + 1, node[key]
        elif isinstance(node, CommentedSeq) and key.isdecimal() and int(key) < len(node):
            line, node = node.lc.item(int(key))[0] + 1, node[int(key)]
        else:
            break
        depth += 1
    if depth < 3 and found.pointer[:1] == ("components",) and overlay.is_file():
        for number, text in enumerate(overlay.read_text("utf-8").splitlines(), start=1):
            if text.strip().startswith(f"{found.pointer[2]}:"):
                return f"specs/{found.api}/overlay.yaml", number
    return f"specs/{found.api}/openapi.yaml", line


@cache
def _loaded(path: Path, _changed: float) -> Any:
    try:
        return YAML().load(path.read_text("utf-8"))
    except (OSError, YAMLError):
        return None
