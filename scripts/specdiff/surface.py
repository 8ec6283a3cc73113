"""What becomes of the names that users write: the public surface of the two packages, compared with griffe."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import griffe
from attrs import evolve

from scripts.specdiff.kinds import Change, change
from scripts.specdiff.snapshots import Snapshot

_KINDS: Final = {
    griffe.BreakageKind.OBJECT_REMOVED: "python-removed",
    griffe.BreakageKind.OBJECT_CHANGED_KIND: "python-type",
    griffe.BreakageKind.ATTRIBUTE_CHANGED_TYPE: "python-type",
    griffe.BreakageKind.RETURN_CHANGED_TYPE: "python-type",
    griffe.BreakageKind.CLASS_REMOVED_BASE: "python-type",
    griffe.BreakageKind.ATTRIBUTE_CHANGED_VALUE: "python-value",
    # A default that was changed does not make a call wrong.
    griffe.BreakageKind.PARAMETER_CHANGED_DEFAULT: "python-value",
}


def compare_surfaces(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    """The breaking changes of `batchlight` and `batchlight_clients`; none where the clients cannot be generated."""
    if new.problem:
        yield change("generation-fails", "python", "batchlight_clients", new.problem)
    wrappers, clients = ([state.folder / "wrapper" for state in (old, new)], [old.generated, new.generated])
    for package, folders in (("batchlight", wrappers), ("batchlight_clients", clients)):
        found = [folder for folder in folders if folder is not None and (folder / package).is_dir()]
        if len(found) == 2:
            # Read as text, never imported: nothing of the other state runs here.
            before, after = (
                griffe.load(package, search_paths=[folder], try_relative_path=False, allow_inspection=False)
                for folder in found
            )
            for breakage in griffe.find_breaking_changes(before, after):
                yield _change(breakage, new)


def _change(breakage: griffe.Breakage, new: Snapshot) -> Change:
    words = breakage.kind.value.lower()
    kind = _KINDS.get(breakage.kind, "python-signature")
    was, now = _said(breakage.old_value), _said(breakage.new_value)
    if kind != "python-removed" and was and now and was != now:
        words += f": {was} before, {now} now"
    found = change(kind, "python", breakage.obj.path, words, subject=breakage.obj.name)
    path = breakage.obj.filepath
    if isinstance(path, Path) and path.is_relative_to(new.folder):
        return evolve(found, file=path.relative_to(new.folder).as_posix(), line=breakage.obj.lineno)
    return found


def _said(value: Any) -> str:
    """What can be shown of a value: griffe gives expressions, parameters, kinds or nothing."""
    if isinstance(value, griffe.Parameter):
        return value.name
    text = str(value) if isinstance(value, str | griffe.Expr | griffe.Kind | griffe.ParameterKind) else ""
    return " ".join(text.split())[:120]
