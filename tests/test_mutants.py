"""The mutants: that they are what they say, and that the judge can find a flaw. `make mutants` tries hundreds."""

import shutil
from itertools import islice
from pathlib import Path

import pytest

from scripts.regen import regenerate
from scripts.specdiff.kinds import KINDS, Change, change
from scripts.specs import SpecError, apis, validate
from tests.drivers import spec_of
from tests.mutants import trial
from tests.mutants.places import places
from tests.mutants.rewrites import REWRITES, rewritten
from tests.mutants.sorts import EDITS, PROBES, Mutant, mutants

pytestmark = pytest.mark.tools

COUNT = len(EDITS) + len(PROBES)
APIS = ("apexverify", "ecore")


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bases")
    trial.prepare(folder, APIS)
    return folder


def some(kind: str) -> Mutant:
    return next(each for each in mutants(11, spec_of, APIS) if kind in each.kinds)


def test_every_sort_has_its_turn_and_a_seed_says_where() -> None:
    found = list(islice(mutants(5, spec_of, apis()), COUNT))
    assert [each.kinds for each in found] == [frozenset(sort.kinds.split()) for sort in (*EDITS, *PROBES)]
    assert found == list(islice(mutants(5, spec_of, apis()), COUNT))
    assert found != list(islice(mutants(6, spec_of, apis()), COUNT))
    assert {each.api for each in found} == set(apis())
    assert {kind for each in found for kind in each.kinds} <= set(KINDS)


def test_mutants_are_valid_documents() -> None:
    for mutant in islice(mutants(8, spec_of, apis()), COUNT):
        validate(mutant.name, mutant.after)
        assert mutant.after != mutant.before


@pytest.mark.parametrize("api", apis())
def test_places_know_who_sends_them(api: str) -> None:
    document = spec_of(api)
    senders = {id(place.schema): place.senders for place in places(document)}
    assert all(senders.values())
    schemas = document["components"]["schemas"]
    if api == "revenuebase_v1":
        assert senders[id(schemas["BatchEmailStatusRequest"])] == {"request"}
        assert senders[id(schemas["BatchEmailStatusResponse"]["properties"]["message"])] == {"answer"}
    if api == "llamacloud":
        assert senders[id(schemas["BatchJobStatus"])] == {"answer", "request"}


def test_every_sort_is_reported_as_it_should_be(bases: Path) -> None:
    for mutant in islice(mutants(3, spec_of, apis()), COUNT):
        if not mutant.is_generated:
            assert trial.tried(mutant, bases) == (mutant.name, False, [])


@pytest.mark.parametrize("kind", ["field-removed", "enum-value-added", "operation-moved", "description-changed"])
def test_a_mutant_that_is_generated_is_reported_as_it_should_be(kind: str, bases: Path) -> None:
    assert trial.tried(some(kind), bases)[1:] == (True, [])


def test_the_same_api_said_otherwise_is_no_matter() -> None:
    for what, api, before, after in islice(rewritten(1, spec_of, apis()), 2 * len(REWRITES)):
        assert trial.judged_rewrite(api, before, after) == [], what


@pytest.mark.parametrize("rewrite", REWRITES)
def test_a_rewrite_changes_something(rewrite: object) -> None:
    name = getattr(rewrite, "__name__", "")
    found = islice(rewritten(1, spec_of, apis()), 40 * len(REWRITES))
    assert any(what == name and str(before) != str(after) for what, _api, before, after in found)


class TestTheJudge:
    def test_it_finds_what_was_missed(self) -> None:
        ((sort, _words),) = trial.judged(some("security-changed"), [])
        assert sort == "missed"

    def test_it_finds_what_is_worse_or_better_than_said(self) -> None:
        mutant = some("description-changed")
        told = change("description-changed", mutant.api, "x")
        assert trial.judged(mutant, [told]) == []
        ((sort, words),) = trial.judged(mutant, [told, change("field-removed", mutant.api, "x")])
        assert (sort, words.split(":")[0]) == ("wrongly classed", "breaking, not info")

    def test_it_finds_what_breaks_python_and_was_not_said(self) -> None:
        mutant = some("description-changed")
        told = [change("description-changed", mutant.api, "x"), change("python-removed", "python", "x", "y")]
        assert trial.judged(mutant, told) == [("wrongly classed", "info, but it breaks Python: x: y")]

    def test_it_finds_what_is_half_written(self, bases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def half(specs: Path, generated: Path) -> None:
            regenerate(specs, generated)
            (generated / ".batchlight_clients.old").mkdir()

        monkeypatch.setattr(trial, "regenerate", half)
        assert trial.tried(some("description-changed"), bases)[2] == [
            ("half written", f"{Path('generated') / '.batchlight_clients.old'} was left behind")
        ]

    def test_it_finds_what_was_written_although_the_generation_failed(
        self, bases: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(_specs: Path, generated: Path) -> None:
            shutil.rmtree(generated)
            raise SpecError("no")

        monkeypatch.setattr(trial, "regenerate", fails)
        flaws = trial.tried(some("description-changed"), bases)[2]
        assert ("half written", "files were changed although the generation failed") in flaws

    def test_it_finds_a_false_alarm(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def alarmed(*_states: object) -> list[Change]:
            return [change("server-changed", "ecore", "x", "y")]

        monkeypatch.setattr(trial, "compare_specs", alarmed)
        assert trial.judged_rewrite("ecore", {}, {}) == ["breaking: server-changed: x: y"]
