"""Try one mutant or rewrite, and judge what was said of it."""

import datetime
import json
import shutil
import signal
import tempfile
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from scripts.regen import regenerate
from scripts.specdiff.compare import compare_snapshots, compare_specs
from scripts.specdiff.kinds import Change, Severity, without_repetition
from scripts.specdiff.snapshots import Snapshot, Spec
from scripts.specs import SPECS, Document, SpecError
from scripts.vendor import vendor
from tests.drivers import spec_of
from tests.mutants.sorts import B, I, Mutant, W

TODAY: Final = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)


def judged_rewrite(api: str, before: Document, after: Document) -> list[str]:
    """What is said above info of two documents that say the same."""
    changes = compare_specs({api: Spec(before, before, ())}, {api: Spec(after, after, ())}, TODAY)
    return [
        f"{each.severity}: {each.kind}: {each.place}: {each.message}"
        for each in changes
        if each.severity > Severity.INFO
    ]


def judged(mutant: Mutant, changes: Iterable[Change]) -> list[tuple[str, str]]:
    """What is wrong in what was said of a mutant."""
    in_spec = {(each.kind, str(each.severity)) for each in changes if each.api != "python"}
    worst = max((severity for _kind, severity in in_spec), key=(I, W, B).index, default=I)
    found: list[tuple[str, str]] = []
    if not {kind for kind, _severity in in_spec} & mutant.kinds:
        found.append(("missed", f"reported {sorted(in_spec)}"))
    elif worst != mutant.severity:
        found.append(("wrongly classed", f"{worst}, not {mutant.severity}: {sorted(in_spec)}"))
    quiet = {"generation-fails", "python-value"}
    breaks = [each for each in changes if each.api == "python" and each.kind not in quiet]
    if breaks and worst != B:
        found.append(("wrongly classed", f"{worst}, but it breaks Python: {breaks[0].place}: {breaks[0].message}"))
    return found


def tried(mutant: Mutant, bases: Path) -> tuple[str, bool, list[tuple[str, str]]]:
    """The name of a mutant, whether it was generated, and what is wrong with what became of it."""
    if not mutant.is_generated:
        before, after = (Spec(each, each, ()) for each in (mutant.before, mutant.after))
        found = compare_specs({mutant.api: before}, {mutant.api: after}, TODAY)
        return mutant.name, False, judged(mutant, without_repetition(found))
    with TemporaryDirectory(prefix="batchlight-mutant-") as scratch:
        old, new = bases / mutant.api, shutil.copytree(bases / mutant.api, Path(scratch) / "new")
        page, problem = Path(scratch) / "document.json", ""
        page.write_text(json.dumps(mutant.after), "utf-8")
        try:
            vendor(mutant.api, [str(page)], force=True, specs=new / "specs")
            whole = _files(new)
            regenerate(new / "specs", new / "generated")
        except SpecError as error:
            problem = str(error)
        states = (
            Snapshot("old", old, old / "generated"),
            Snapshot("new", new, None if problem else new / "generated", problem),
        )
        flaws = judged(mutant, compare_snapshots(*states, TODAY))
        flaws += [("half written", f"{path.relative_to(new)} was left behind") for path in new.glob("*/.*")]
        if problem and _files(new) != whole:
            flaws.append(("half written", "files were changed although the generation failed"))
        return mutant.name, not problem, flaws


def prepare(bases: Path, names: Iterable[str]) -> None:
    """Write a folder for each API with its effective spec, without an overlay, and the clients of it."""
    for api in names:
        for name in {api, "revenuebase_v2"} if api == "revenuebase_v1" else {api}:
            folder = shutil.copytree(SPECS / name, bases / api / "specs" / name)
            (folder / "overlay.yaml").write_text("overlay: 1.0.0\ninfo: {title: None, version: 1.0.0}\nactions: []\n")
            (page := bases / "document.json").write_text(json.dumps(spec_of(name)), "utf-8")
            vendor(name, [str(page)], force=True, specs=bases / api / "specs")
        regenerate(bases / api / "specs", bases / api / "generated")


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def begin(scratch: str) -> None:
    """Make a process ready to try mutants."""
    # Ctrl-C is for the parent, which ends its processes and takes away what they were writing.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = scratch
