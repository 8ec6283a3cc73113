"""The tables of states against the specs, both ways: no status without a state, no state without a status."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

import pytest
from batchlight import JobState
from batchlight.providers import apexverify, ecore, llamacloud, revenuebase

from scripts.specs import SPECS, Document, operations, read_yaml
from tests.drivers import spec_of


def statuses_of_schema(document: Document, name: str) -> set[str]:
    return set(document["components"]["schemas"][name]["enum"])


def apexverify_statuses(document: Document) -> set[str]:
    answer = document["components"]["schemas"]["Batch_status_v1_batch__batch_uuid__get_Response_200"]
    return {tag for variant in answer["oneOf"] for tag in variant["properties"]["status"]["enum"]}


def documented_statuses() -> Iterator[tuple[str, Mapping[str, JobState], set[str]]]:
    v1, v2 = spec_of("revenuebase_v1"), spec_of("revenuebase_v2")
    yield (
        "batchlight/providers/revenuebase.py",
        revenuebase.STATES,
        statuses_of_schema(v1, "BatchStatus")
        | statuses_of_schema(v2, "BatchStatus")
        | statuses_of_schema(v2, "SubmissionStatus"),
    )
    yield "batchlight/providers/apexverify.py", apexverify.STATES, apexverify_statuses(spec_of("apexverify"))
    yield "batchlight/providers/ecore.py", ecore.STATES, statuses_of_schema(spec_of("ecore"), "JobStatus")
    yield (
        "batchlight/providers/llamacloud.py",
        llamacloud.STATES,
        statuses_of_schema(spec_of("llamacloud"), "BatchJobStatus"),
    )


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
    answer = document["components"]["schemas"]["Batch_status_v1_batch__batch_uuid__get_Response_200"]
    answer["oneOf"].append({"type": "object", "properties": {"status": {"enum": ["verification_paused"]}}})
    answer["oneOf"].pop(0)
    assert differences("apexverify.py", apexverify.STATES, apexverify_statuses(document)) == [
        "apexverify.py: STATES has no row for the status 'verification_paused'",
        "apexverify.py: STATES has a row for 'parsing_content', which no spec has",
    ]


@pytest.mark.parametrize("api", ["revenuebase_v1", "revenuebase_v2"])
def test_the_statuses_of_the_overlay_are_those_of_the_providers_prose(api: str) -> None:
    """Revenuebase lists its statuses in a description only; the overlay's enum follows it."""
    document = read_yaml(SPECS / api / "openapi.yaml")
    sentences = [
        match[1]
        for _method, _path, operation in operations(document)
        if (match := re.search(r"Possible statuses:(.*?)\.", operation["description"], re.DOTALL))
    ]
    assert len(sentences) == 1
    listed = set(re.findall(r"`([A-Z_]+)`", sentences[0]))
    assert listed == statuses_of_schema(spec_of(api), "BatchStatus")


def test_both_versions_of_revenuebase_answer_alike() -> None:
    """That is why both are read as one class."""
    first, second = (schema_shape(spec_of(f"revenuebase_{version}")) for version in ("v1", "v2"))
    assert first == second


def schema_shape(document: Document) -> tuple[dict[str, Any], set[str]]:
    schema = document["components"]["schemas"]["BatchEmailStatusResponse"]
    kinds = {name: (each["type"], each.get("anyOf")) for name, each in schema["properties"].items()}
    return kinds, set(schema["required"])
