"""The simulator against the effective specs: what it answers is what the providers document."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import jsonschema
import pytest
import schemathesis
from batchlight import ConfigurationError, JobState
from batchlight.providers import PROVIDERS, client_class
from batchlight.simulator import Clock, Simulator, Step, SteppedClock, serve
from batchlight.simulator.providers import SIMULATED
from batchlight_clients.operations import OPERATIONS
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from scripts.specs import Document, operations
from scripts.states import statuses
from tests.drivers import IDS, STATES, Driver, spec_of

# Version 1 of Revenuebase is tested here for what it answers; what is said of its end, in test_lifecycle.py.
pytestmark = pytest.mark.filterwarnings("ignore::batchlight.EndpointSunsetWarning")

# The operations that the simulator serves: API and operationId.
SERVED_OPERATIONS = [
    tuple(operation.split(".", 1)) for simulated in SIMULATED.values() for operation in simulated.operations
]
PROVIDER_OF = {api: name for name, provider in PROVIDERS.items() for api in provider.apis}
CONFORMANCE = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


# What asks for the job that is there.
KNOWN: dict[str, dict[str, Any]] = {
    "revenuebase_v1": {"body": {"process_id": 42}},
    "revenuebase_v2": {"path_parameters": {"process_id": 42}},
    "apexverify": {"path_parameters": {"batch_uuid": IDS["apexverify"]}},
    "apexverify_batches": {"path_parameters": {"batch_uuid": IDS["apexverify"]}},
    "ecore": {"path_parameters": {"job_id": 42}},
    "llamacloud": {"path_parameters": {"job_id": IDS["llamacloud"]}},
    "llamacloud_v2": {"path_parameters": {"batch_id": IDS["llamacloud"]}},
}


def made(simulator: Simulator, operation: str) -> dict[str, Any]:
    """What asks for something that is made at LlamaCloud first: a directory, an item, the job of a file."""
    headers = {"Authorization": f"Bearer {simulator.keys['llamacloud']}"}
    with httpx.Client(base_url=simulator.base_url("llamacloud"), headers=headers) as client:
        if "directory" in operation:
            answer = client.post("/api/v1/beta/directories", json={"name": "Ours"})
            return {"path_parameters": {"directory_id": answer.json()["id"]}}
        if operation == "get_item_processing_results":
            simulator.add_job("llamacloud", ["completed"], id=IDS["llamacloud"])
            items = client.get(f"/api/v1/beta/batch-processing/{IDS['llamacloud']}/items").json()["items"]
            return {"path_parameters": {"item_id": items[0]["item_id"]}}
        kind = operation.split("_")[1] + "_v2"
        job = {"type": kind, "configuration_id": "cfg-1"}
        batch = client.post("/api/v2/batches", json={"source_directory_id": "dir-1", "config": {"job": job}}).json()
        assert isinstance(simulator.clock, SteppedClock)
        simulator.clock.advance(3600)
        results = client.get(f"/api/v2/batches/{batch['id']}", params={"expand": "results"}).json()["results"]
        return {"path_parameters": {"job_id": results[0]["job_reference"]["id"]}}


MADE = {"get_directory", "add_directory_file", "upload_directory_file", "list_directory_files"} | {
    "get_item_processing_results",
    "get_parse_job",
    "get_extract_job",
}
# The status in which an operation has something to give, where the first one is not it.
ENDED = {
    "apexverify_batches.launch_batch": ["ready_for_verification"],
    "apexverify_batches.parse_batch": ["ready_for_verification"],
    "apexverify_batches.update_batch_parameters": ["ready_for_verification"],
    "apexverify_batches.delete_batch": ["ready_for_verification"],
    "apexverify_batches.export_batch": ["verification_done"],
    "revenuebase_v2.download_results": ["COMPLETED"],
    "ecore.download_results": ["Processed"],
}
# Where chance does not find what is taken; tests/test_simulated_life.py asks them rightly.
BY_CHANCE_NEVER = {
    "apexverify_batches.upload_batch",
    "apexverify_batches.update_batch_parameters",
    "ecore.upload_emails",
    "revenuebase_v2.submit_batch",
}


@pytest.fixture(scope="module")
def stocked() -> Iterator[Simulator]:
    """A simulator whose jobs are added by the test."""
    with serve(clock=SteppedClock()) as simulator:
        yield simulator


@pytest.mark.parametrize(("api", "operation"), SERVED_OPERATIONS)
@pytest.mark.parametrize("with_key", [True, False], ids=["with key", "without key"])
def test_every_answer_conforms_to_the_spec(stocked: Simulator, api: str, operation: str, with_key: bool) -> None:
    provider = PROVIDER_OF[api]
    service = PROVIDERS[provider]
    headers = {service.key_header: service.key_prefix + stocked.keys[provider]} if with_key else {}
    described = schemathesis.openapi.from_dict(spec_of(api)).find_operation_by_id(operation)
    # The right requests, the wrong ones, and the right ones for a job that exists.
    cases = [described.as_strategy(GenerationMode.POSITIVE)]
    if described.path_parameters or described.query or described.body:
        cases.append(described.as_strategy(GenerationMode.NEGATIVE))
    if "{" in described.path or api == "revenuebase_v1":
        known = made(stocked, operation) if operation in MADE else KNOWN[api]
        cases.append(described.as_strategy(GenerationMode.POSITIVE, **known))
    seen: set[int] = set()

    @seed(20261121)
    @settings(database=None, deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
    @given(case=st.one_of(cases))
    def conforms(case: schemathesis.Case[Any]) -> None:
        # Anew each time: to cancel it changes what it answers.
        version = "v2" if api == "llamacloud_v2" else None
        stocked.add_job(provider, ENDED.get(f"{api}.{operation}"), id=IDS[provider], api_version=version)
        response = case.call(base_url=stocked.base_url(provider), headers=headers)
        seen.add(response.status_code)
        case.validate_response(response, checks=CONFORMANCE)

    conforms()
    if f"{api}.{operation}" not in BY_CHANCE_NEVER:
        assert bool(seen & {200, 201}) is with_key
    assert with_key or 401 in seen


def test_every_operation_is_served() -> None:
    assert sorted(OPERATIONS) == sorted(".".join(each) for each in SERVED_OPERATIONS)


# The operations that tell a job's status, by the statuses that they tell: an API, and the schema that lists them.
TOLD_BY = {
    ("revenuebase_v2", "BatchStatus"): "get_batch_status",
    ("apexverify", "Batch_status_v1_batch__batch_uuid__get_Response_200"): "get_batch_status",
    ("ecore", "JobStatus"): "get_job",
    ("llamacloud", "BatchJobStatus"): "get_batch_job_status",
}


@pytest.mark.parametrize("phone", [False, True], ids=["e-mail", "phone"])
@pytest.mark.parametrize(
    ("api", "operation", "status"),
    [
        (api, operation, status)
        for (api, schema), operation in TOLD_BY.items()
        for status in sorted(statuses(spec_of(api), schema) or ())
    ],
)
def test_every_status_conforms_to_the_spec(
    simulator: Simulator, api: str, operation: str, status: str, phone: bool
) -> None:
    provider = PROVIDER_OF[api]
    ref = simulator.add_job(provider, [status], phone=phone)
    job = Driver("sync").get(simulator, provider, ref.id)
    document = spec_of(api)
    schema = answer_schema(document, operation)
    jsonschema.Draft202012Validator({**schema, "components": document["components"]}).validate(job.raw)
    assert job.state is STATES[provider][status]
    assert type(job.status).__name__ != "UnknownStatus"


def answer_schema(document: Document, operation_id: str) -> dict[str, Any]:
    (schema,) = (
        operation["responses"]["200"]["content"]["application/json"]["schema"]
        for _method, _path, operation in operations(document)
        if operation["operationId"] == operation_id
    )
    return dict(schema)


class TestJobs:
    @pytest.mark.parametrize("provider", PROVIDERS)
    def test_they_advance_with_the_clock(self, provider: str) -> None:
        with serve(clock=SteppedClock()) as simulator:
            ref = simulator.add_job(provider)
            seen = []
            for _ in range(10):
                seen.append(Driver("sync").get(simulator, provider, ref.id).state)
                assert isinstance(simulator.clock, SteppedClock)
                simulator.clock.advance(1)
        assert seen[-1] is JobState.SUCCEEDED
        assert seen[0] is not JobState.SUCCEEDED
        assert JobState.RUNNING in seen

    @pytest.mark.parametrize("provider", ["ecore", "llamacloud"])
    def test_progress_grows(self, provider: str) -> None:
        clock = SteppedClock()
        with serve(clock=clock) as simulator:
            ref = simulator.add_job(provider, [("Processing" if provider == "ecore" else "running", 10), "?"], size=200)
            clock.advance(5)
            progress = Driver("sync").get(simulator, provider, ref.id).progress
        assert (progress.done, progress.total, progress.fraction) == (100, 200, 0.5)

    def test_a_cancelled_job_ends_as_cancelled(self) -> None:
        clock = SteppedClock()
        with serve(clock=clock) as simulator:
            ref = simulator.add_job("revenuebase")
            driver = Driver("sync")
            assert driver.ask(simulator, "revenuebase", "cancel", ref.id).state is JobState.CANCELLING
            clock.advance(1)
            assert driver.get(simulator, "revenuebase", ref.id).state is JobState.CANCELLING
            clock.advance(2)
            assert driver.get(simulator, "revenuebase", ref.id).state is JobState.CANCELLED

    def test_two_simulators_do_not_know_each_other(self) -> None:
        with serve() as first, serve() as second:
            assert first.url != second.url
            ref = first.add_job("ecore")
            with pytest.raises(Exception, match="404"):
                Driver("sync").get(second, "ecore", ref.id)

    @pytest.mark.parametrize("speed", [0, -1])
    def test_a_clock_that_does_not_go(self, speed: float) -> None:
        with pytest.raises(ValueError, match="speed"):
            Clock(speed)

    def test_a_clock_that_goes_back(self) -> None:
        with pytest.raises(ValueError, match="back"):
            SteppedClock().advance(-1)

    def test_a_faster_clock_is_faster(self) -> None:
        slow, fast = Clock(), Clock(1e9)
        assert fast.now() > slow.now()

    @pytest.mark.parametrize(
        ("script", "problem"),
        [
            ([], "at least one"),
            (["QUEUED", "DONE"], "lasts for some seconds"),
            ([("QUEUED", 0), "DONE"], "some seconds"),
        ],
    )
    def test_a_script_that_cannot_be_played(self, simulator: Simulator, script: Any, problem: str) -> None:
        with pytest.raises(ValueError, match=problem):
            simulator.add_job("revenuebase", script)

    def test_what_it_is_asked_wrongly(self, simulator: Simulator) -> None:
        with pytest.raises(ValueError, match="whole number"):
            simulator.add_job("ecore", id="x")
        with pytest.raises(ConfigurationError, match="unknown provider"):
            simulator.add_job("nobody")
        with pytest.raises(ValueError, match="documents the errors"):
            simulator.fail_next("ecore", 418)

    def test_fields_replace_those_of_the_answer(self, simulator: Simulator) -> None:
        ref = simulator.add_job("revenuebase", [Step("QUEUED", fields={"message": "Later", "extra": 1})])
        raw = Driver("sync").get(simulator, "revenuebase", ref.id).raw
        assert (raw["message"], raw["extra"]) == ("Later", 1)


class TestServer:
    def test_planned_errors_end(self, simulator: Simulator) -> None:
        ref = simulator.add_job("ecore")
        simulator.fail_next("ecore", 500, times=2)
        for _ in range(2):
            with pytest.raises(Exception, match="500"):
                Driver("sync").get(simulator, "ecore", ref.id)
        assert Driver("sync").get(simulator, "ecore", ref.id).state == "queued"

    def test_a_port_that_is_taken(self, simulator: Simulator) -> None:
        port = int(simulator.url.rpartition(":")[2])
        with pytest.raises(OSError, match="in use"), serve(port=port):
            pass

    def test_it_is_on_this_machine_only(self, simulator: Simulator) -> None:
        assert simulator.url.startswith("http://127.0.0.1:")

    def test_every_client_finds_its_base_url(self, simulator: Simulator) -> None:
        for provider, service in PROVIDERS.items():
            assert simulator.environment[service.base_url_variable] == simulator.base_url(provider)
            assert simulator.environment[service.key_variable] == simulator.keys[provider]
            client_class(provider)(simulator.keys[provider], base_url=simulator.base_url(provider)).close()

    def test_json_that_is_none(self, simulator: Simulator) -> None:
        for content in (b"", b"{", b"[]", b"null", b"5", b"\xff", b'{"process_id": true}', b"[" * 100_000):
            response = httpx.post(
                f"{simulator.url}/v1/cancel-process", content=content, headers={"x-key": simulator.keys["revenuebase"]}
            )
            assert response.status_code == 422
            assert json.loads(response.content)["detail"][0]["loc"] == ["body", "process_id"]
