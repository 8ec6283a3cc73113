"""The tables of states against the specs, both ways: no status without a state, no state without a status."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from batchlight import JobState
from batchlight.providers import apexverify

from scripts.specs import SPECS, Document, SpecError, apis, read_yaml
from scripts.states import PROVIDERS, has_row, prose_statuses, state_table, status_schemas, statuses
from tests.drivers import STATES, spec_of


def documented_statuses() -> Iterator[tuple[str, Mapping[str, JobState], set[str]]]:
    for provider, states in STATES.items():
        documented: set[str] = set()
        for api, listed in status_schemas().items():
            if listed.provider == provider:
                documented |= {status for schema in listed.schemas for status in statuses(spec_of(api), schema) or ()}
        yield f"batchlight/providers/{provider}.py", states, documented


def differences(module: str, states: Mapping[str, JobState], documented: set[str]) -> list[str]:
    known = {str(status) for status in states}
    return [
        *(f"{module}: STATES has no row for the status {status!r}" for status in sorted(documented - known)),
        *(f"{module}: STATES has a row for {status!r}, which no spec has" for status in sorted(known - documented)),
    ]


@pytest.mark.parametrize(("module", "states", "documented"), list(documented_statuses()))
def test_each_status_has_a_state_and_each_state_a_status(
    module: str, states: Mapping[str, JobState], documented: set[str]
) -> None:
    assert differences(module, states, documented) == []


def test_a_new_status_is_named() -> None:
    document = deepcopy(spec_of("apexverify"))
    (schema,) = status_schemas()["apexverify"].schemas
    variants = document["components"]["schemas"][schema]["oneOf"]
    variants.append({"type": "object", "properties": {"status": {"const": "verification_paused"}}})
    variants.pop(0)
    documented = statuses(document, schema)
    assert documented is not None
    assert differences("apexverify.py", apexverify.STATES, documented) == [
        "apexverify.py: STATES has no row for the status 'verification_paused'",
        "apexverify.py: STATES has a row for 'parsing_content', which no spec has",
    ]


@pytest.mark.parametrize("provider", STATES)
def test_each_status_has_a_class(provider: str) -> None:
    """A status with a state and without a class could not be decoded."""
    assert import_module(f"batchlight.providers.{provider}")._models().keys() == STATES[provider].keys()


def test_every_api_has_its_schemas_of_statuses() -> None:
    assert set(status_schemas()) == set(apis())
    for api, (_provider, schemas) in status_schemas().items():
        assert all(statuses(spec_of(api), schema) for schema in schemas)
        assert statuses(spec_of(api), "Nothing") is None


@pytest.mark.parametrize("provider", STATES)
def test_the_state_table_is_found_in_the_source(provider: str) -> None:
    """Its text is read, because it must be found also when it does not fit the generated clients any more."""
    table = state_table(provider)
    lines = table.path.read_text("utf-8").splitlines()
    assert lines[table.line - 1] == "}"
    assert "JobState." in lines[table.line - 2]
    assert all(has_row(table, str(status)) for status in STATES[provider])
    assert not has_row(table, "verification_paused")


@pytest.mark.parametrize("text", [None, "def (", "STATES = {}\n", "STATES: dict = dict()\n"])
def test_a_state_table_that_is_not_there(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "apexverify.py").write_text(text)
    with pytest.raises(SpecError, match=r"apexverify\.py"):
        state_table("apexverify", tmp_path)
    assert state_table("apexverify", PROVIDERS).rows


@pytest.mark.parametrize("api", ["revenuebase_v1", "revenuebase_v2"])
def test_the_statuses_of_the_overlay_are_those_of_the_providers_prose(api: str) -> None:
    """Revenuebase lists its statuses in a description only; the overlay's enum follows it."""
    listed = prose_statuses(read_yaml(SPECS / api / "openapi.yaml"))
    assert listed
    assert listed == statuses(spec_of(api), "BatchStatus")


def test_both_versions_of_revenuebase_answer_alike() -> None:
    """That is why both are read as one class."""
    first, second = (schema_shape(spec_of(f"revenuebase_{version}")) for version in ("v1", "v2"))
    assert first == second


def schema_shape(document: Document) -> tuple[dict[str, Any], set[str]]:
    schema = document["components"]["schemas"]["BatchEmailStatusResponse"]
    kinds = {name: (each["type"], each.get("anyOf")) for name, each in schema["properties"].items()}
    return kinds, set(schema["required"])


def test_the_details_of_apexverify_have_the_parts_of_its_status() -> None:
    """Its status has a document of the provider's own; the details are transcribed, and must follow it."""
    published, transcribed = (spec_of(api)["components"]["schemas"] for api in ("apexverify", "apexverify_batches"))
    for theirs, ours in {
        "BatchSetupVerificationParsingEmail": "EmailContent",
        "BatchSetupVerificationParsingPhone": "PhoneContent",
        "BatchSetupVerificationCostEmail": "EmailCost",
        "BatchSetupVerificationCostPhone": "PhoneCost",
        "VerificationStats": "VerificationStats",
    }.items():
        assert properties_of(published[theirs]) == properties_of(transcribed[ours])
        assert published[theirs].get("required") == transcribed[ours].get("required")


def properties_of(schema: Document) -> dict[str, Any]:
    return {
        name: {key: value for key, value in each.items() if key != "description"}
        for name, each in schema["properties"].items()
    }
