"""Try one mutant: vendor it, generate its clients, compare it with what it came from, and judge what was said of it."""

import datetime
import json
import shutil
import signal
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from attrs import frozen

from scripts.mutants.mutation import BREAKING, INFO, WARNING, Mutation
from scripts.mutants.operators import mutations
from scripts.mutants.sites import found_at
from scripts.regen import regenerate
from scripts.specdiff.compare import compare_snapshots
from scripts.specdiff.kinds import Change
from scripts.specdiff.snapshots import Snapshot
from scripts.specs import SPECS, Document, SpecError, apis, effective_spec, read_yaml
from scripts.vendor import vendor

_TODAY: Final = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
_RANKS: Final = (INFO, WARNING, BREAKING)


@frozen
class Mutant:
    """One mutant: its number, the operator that made it, and what ought to be reported of it."""

    number: int
    operator: str
    api: str
    document: Document
    mutation: Mutation

    @property
    def name(self) -> str:
        """How to call it in a report."""
        return f"mutant {self.number} ({self.api}: {self.mutation.what})"


@frozen
class Verdict:
    """What became of a mutant; `flaws` is empty if all was as it should be."""

    mutant: Mutant
    generated: bool = False
    refused: str = ""
    reported: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    misjudged: tuple[str, ...] = ()
    half_written: tuple[str, ...] = ()

    @property
    def flaws(self) -> tuple[str, ...]:
        """All that is wrong, in words."""
        return (*self.missed, *self.misjudged, *self.half_written)


@cache
def _document_of(api: str) -> Document:
    return read_yaml(SPECS / api / "openapi.yaml")


def mutants(seed: int, count: int) -> list[Mutant]:
    """The first mutants of a seed."""
    found = islice(mutations(seed, _document_of, apis()), count)
    return [Mutant(number, *parts) for number, parts in enumerate(found, start=1)]


def begin(scratch: str) -> None:
    """Make a process ready to judge: Ctrl-C is for its parent, which ends it and takes away what it was writing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = scratch


def judge(mutant: Mutant, bases: Path) -> Verdict:
    """Vendor, generate and compare a mutant, and hold it against what ought to come of it."""
    with TemporaryDirectory(prefix="batchlight-mutant-") as scratch:
        old, new = (shutil.copytree(bases / mutant.api, Path(scratch) / name) for name in ("old", "new"))
        if mutant.mutation.base is not None:
            for folder in (old, new):
                _vendored(folder, mutant.api, mutant.mutation.base)
                regenerate(folder / "specs", folder / "generated")
        before = _files(new)
        try:
            _vendored(new, mutant.api, mutant.document)
        except SpecError as error:
            return Verdict(mutant, refused=str(error), half_written=tuple(_strays(new, before)))
        before = _files(new)
        problem = ""
        try:
            regenerate(new / "specs", new / "generated")
        except SpecError as error:
            problem = str(error)
        strays = _strays(new, before if problem else _files(new))
        generated = None if problem else new / "generated"
        changes = compare_snapshots(
            Snapshot("old", old, old / "generated"), Snapshot("new", new, generated, problem), _TODAY
        )
        return _judged(mutant, old, new, changes, problem, tuple(strays))


@frozen
class _Expected:
    """What ought to be reported: one of each of these groups of kinds, and at worst one of these severities."""

    groups: tuple[frozenset[str], ...]
    severities: frozenset[str]


_HIDDEN: Final = frozenset({"hidden-by-overlay"})
_NAMES: Final = frozenset({"operation-renamed", "class-renamed", "status-list-lost"})


def _expected(mutation: Mutation, *, lost: bool, hidden: bool, overlaid: bool) -> _Expected:
    """What ought to be reported of a mutation, given what the overlay makes of it.

    Args:
        mutation: what was done to the document.
        lost: whether an action of the overlay matches nothing any more.
        hidden: whether the effective spec is the same as before.
        overlaid: whether the overlay says something at the place that was changed.
    """
    severity = mutation.severity or INFO
    # A name may be no matter: a schema may have no class, or one that is called by its title.
    own = (mutation.kinds,) if mutation.kinds and not (severity == INFO and mutation.kinds <= _NAMES) else ()
    if hidden and (severity == INFO or mutation.kinds <= _NAMES):
        own, severity = (), INFO
    elif hidden:
        own, severity = (_HIDDEN,), WARNING
    elif overlaid and own:
        own = (own[0] | _HIDDEN,)
    if lost:
        return _Expected((frozenset({"overlay-broken"}), *own), frozenset({BREAKING}))
    return _Expected(own, frozenset({severity, WARNING} if overlaid and not hidden and own else {severity}))


def _judged(
    mutant: Mutant, old: Path, new: Path, changes: list[Change], problem: str, half_written: tuple[str, ...]
) -> Verdict:
    in_spec = [each for each in changes if each.api != "python"]
    reported = {each.kind for each in in_spec}
    worst = max((str(each.severity) for each in in_spec), key=_RANKS.index, default=INFO)
    before = effective_spec(mutant.api, old / "specs")
    lost: list[str] = []
    hidden = effective_spec(mutant.api, new / "specs", lost=lost) == before
    overlaid = _is_overlaid(mutant, before, old)
    expected = _expected(mutant.mutation, lost=bool(lost), hidden=hidden, overlaid=overlaid)
    missed = [f"reported {sorted(reported)}, not {sorted(kinds)}" for kinds in expected.groups if not kinds & reported]
    misjudged: list[str] = []
    if worst not in expected.severities:
        misjudged.append(f"{worst}, not {' or '.join(sorted(expected.severities))}: {sorted(reported)}")
    if lost and not any(text in problem for text in lost):
        misjudged.append(f"the generation does not name the overlay's action: {problem!r}")
    surface = [each for each in changes if each.api == "python"]
    breaks = [each for each in surface if each.kind not in ("generation-fails", "python-value")]
    if breaks and worst != BREAKING:
        misjudged.append(f"{worst}, but it breaks Python: {breaks[0].place}: {breaks[0].message}")
    return Verdict(mutant, not problem, "", tuple(sorted(reported)), tuple(missed), tuple(misjudged), half_written)


def _is_overlaid(mutant: Mutant, effective: Document, old: Path) -> bool:
    """Whether the overlay says something at the place that was changed."""
    pointer = mutant.mutation.pointer
    vendored = read_yaml(old / "specs" / mutant.api / "openapi.yaml")
    return bool(pointer) and found_at(vendored, pointer) != found_at(effective, pointer)


def prepare(bases: Path, names: Iterable[str]) -> None:
    """Write a folder for each API, with its specs and its clients, and those of the API that replaces it."""
    for api in names:
        for name in {api, "revenuebase_v2"} if api == "revenuebase_v1" else {api}:
            shutil.copytree(SPECS / name, bases / api / "specs" / name)
        regenerate(bases / api / "specs", bases / api / "generated")


def _vendored(folder: Path, api: str, document: Document) -> None:
    page = folder / "document.json"
    page.write_text(json.dumps(document), "utf-8")
    try:
        vendor(api, [str(page)], force=True, specs=folder / "specs")
    finally:
        page.unlink()


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _strays(folder: Path, expected: dict[str, bytes]) -> Iterator[str]:
    """What is not as it was, or left behind."""
    actual = _files(folder)
    for name in sorted(expected.keys() | actual.keys()):
        if expected.get(name) != actual.get(name):
            yield f"{name} was changed although nothing was to be written"
    for part in (folder / "specs", folder / "generated"):
        for path in part.iterdir():
            if path.name.startswith("."):
                yield f"{path.name} was left behind"
