"""The mutants: that they are what they say, and that the judge can find a flaw. `make mutants` tries hundreds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.mutants import trial
from scripts.mutants.operators import OPERATORS
from scripts.mutants.sites import sites
from scripts.mutants.trial import Mutant, Verdict, judge, mutants, prepare
from scripts.specdiff.kinds import KINDS, Change, change
from scripts.specs import SPECS, apis, read_yaml, validate
from tests.drivers import spec_of

APIS = ("apexverify", "ecore")


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bases")
    prepare(folder, APIS)
    return folder


def some(seed: int, operator: str) -> Mutant:
    return next(each for each in mutants(seed, 400) if each.operator == operator and each.api in APIS)


def test_every_operator_has_its_turn_and_a_seed_says_which() -> None:
    found = mutants(5, 2 * len(OPERATORS))
    assert [each.operator for each in found] == 2 * list(OPERATORS)
    assert found == mutants(5, 2 * len(OPERATORS))
    assert found != mutants(6, 2 * len(OPERATORS))
    assert {each.api for each in mutants(5, 60)} == set(apis())
    assert {kind for each in mutants(5, 200) for kind in each.mutation.kinds} <= set(KINDS)


def test_most_mutants_are_valid_documents() -> None:
    for mutant in mutants(8, 2 * len(OPERATORS)):
        validate(mutant.name, mutant.document)
        assert mutant.document != (mutant.mutation.base or read_yaml(SPECS / mutant.api / "openapi.yaml"))


@pytest.mark.parametrize("api", apis())
def test_sites_know_who_sends_them(api: str) -> None:
    directions = {site.pointer: site.directions for site in sites(spec_of(api))}
    assert all(directions.values())
    if api == "revenuebase_v1":
        assert directions["/components/schemas/BatchEmailStatusRequest"] == {"request"}
        assert directions["/components/schemas/BatchEmailStatusResponse/properties/message"] == {"answer"}
    if api == "llamacloud":
        assert directions["/components/schemas/BatchJobStatus"] == {"answer", "request"}


@pytest.mark.parametrize("operator", ["drop", "enum", "path", "description"])
def test_a_mutant_is_reported_as_it_should_be(operator: str, bases: Path) -> None:
    verdict = judge(some(11, operator), bases)
    assert verdict.flaws == ()
    assert verdict.refused == ""


class TestTheJudge:
    def verdict(self, changes: list[Change], bases: Path, monkeypatch: pytest.MonkeyPatch, operator: str) -> Verdict:
        monkeypatch.setattr(trial, "compare_snapshots", lambda *_arguments: changes)
        return judge(some(11, operator), bases)

    def test_it_finds_what_was_missed(self, bases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        verdict = self.verdict([], bases, monkeypatch, "security")
        assert len(verdict.missed) == 1

    def test_it_finds_what_is_worse_than_said(self, bases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        verdict = self.verdict([change("field-removed", "ecore", "x", "y")], bases, monkeypatch, "description")
        assert verdict.misjudged == ("breaking, not info: ['field-removed']",)

    def test_it_finds_what_breaks_python_and_was_not_said(self, bases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        verdict = self.verdict([change("python-removed", "python", "x", "y")], bases, monkeypatch, "description")
        assert verdict.misjudged == ("info, but it breaks Python: x: y",)

    def test_it_finds_what_is_half_written(self, bases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def half(_specs: Path, generated: Path) -> Iterator[None]:
            (generated / ".batchlight_clients.old").mkdir()
            yield

        monkeypatch.setattr(trial, "regenerate", lambda specs, generated: next(half(specs, generated)))
        verdict = self.verdict([], bases, monkeypatch, "description")
        assert verdict.half_written == (".batchlight_clients.old was left behind",)
