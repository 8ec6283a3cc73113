"""An answer that is about another job is not taken for an answer, wherever the provider repeats the id."""

import json
from typing import Any

import pytest
from batchlight import Job, MalformedResponseError, RetryPolicy, UnknownStatus
from batchlight.simulator import Fault, Simulator

from tests.drivers import IDS, KEY, Driver, answering
from tests.test_decoding import BODIES, LLAMACLOUD_EXAMPLE

# Version 1 of Revenuebase is tested here for what it answers; what is said of its end, in test_lifecycle.py.
pytestmark = pytest.mark.filterwarnings("ignore::batchlight.EndpointSunsetWarning")

REPEATING = ("revenuebase", "ecore", "llamacloud")


def telling(provider: str, id: Any) -> dict[str, Any]:
    """A good body with an id of its own."""
    if provider == "llamacloud":
        return {**LLAMACLOUD_EXAMPLE, "job": {**LLAMACLOUD_EXAMPLE["job"], "id": id}}
    return {**BODIES[provider], "process_id" if provider == "revenuebase" else "id": id}


@pytest.mark.parametrize(
    ("provider", "told"),
    [
        *[
            (provider, told)
            for provider in ("revenuebase", "ecore")
            for told in (43, 42.5, "43", "042", -42, 0, 10**30)
        ],
        *[("llamacloud", told) for told in ("bjb-2", IDS["llamacloud"] + "0", 42, 4.2)],
    ],
    ids=repr,
)
def test_another_id_is_malformed(driver: Driver, provider: str, told: Any) -> None:
    with pytest.raises(MalformedResponseError, match=r"it is about the job .*, not ") as caught:
        driver.call(provider, "get", IDS[provider], transport=answering(json=telling(provider, told)))
    assert caught.value.status_code == 200
    assert IDS[provider] in caught.value.detail
    assert len(caught.value.detail) < 200


@pytest.mark.parametrize(
    ("provider", "told"),
    [
        *[(provider, told) for provider in ("revenuebase", "ecore") for told in (42, 42.0, "42")],
        *[("llamacloud", told) for told in (IDS["llamacloud"], IDS["llamacloud"].upper())],
    ],
    ids=repr,
)
def test_the_same_id_in_another_spelling_is_the_job(driver: Driver, provider: str, told: Any) -> None:
    job = driver.call(provider, "get", IDS[provider], transport=answering(json=telling(provider, told)))
    assert job.id == IDS[provider]


@pytest.mark.parametrize("told", [None, "", True, [43], {"id": 43}], ids=repr)
@pytest.mark.parametrize("provider", REPEATING)
def test_what_is_no_id_is_said_by_the_status(driver: Driver, provider: str, told: Any) -> None:
    job = driver.call(provider, "get", IDS[provider], transport=answering(json=telling(provider, told)))
    assert isinstance(job, Job)
    if told != "" or provider != "llamacloud":
        assert isinstance(job.status, UnknownStatus)
        assert "id" in job.status.reason


@pytest.mark.parametrize("version", ["v1", "v2"])
@pytest.mark.parametrize("method", ["get", "cancel"])
def test_both_versions_and_cancel(driver: Driver, version: str, method: str) -> None:
    with pytest.raises(MalformedResponseError, match="it is about the job 43, not 42"):
        driver.call(
            "revenuebase", method, 42, api_version=version, transport=answering(json=telling("revenuebase", 43))
        )


def test_apexverify_repeats_no_id(driver: Driver) -> None:
    body = {"status": "parsing_content", "id": 43, "batch_uuid": IDS["llamacloud"]}
    assert driver.call("apexverify", "get", IDS["apexverify"], transport=answering(json=body)).state == "running"


def test_the_key_is_not_shown(driver: Driver) -> None:
    """A server may repeat it anywhere."""
    with pytest.raises(MalformedResponseError) as caught:
        driver.call("llamacloud", "get", "bjb-1", transport=answering(json=telling("llamacloud", KEY)))
    error: BaseException | None = caught.value
    while error is not None:
        assert KEY not in f"{error!r} {vars(error)}"
        error = error.__cause__ or error.__context__


def test_a_wait_survives_an_answer_about_another_job(simulator: Simulator, driver: Driver) -> None:
    """It told nothing, as any answer that cannot be read."""
    ref = simulator.add_job("ecore", [("Processing", 2), "Processed"])
    simulator.inject(Fault(status=200, body=json.dumps(telling("ecore", int(ref.id) + 1))), times=2)
    job = driver.use(simulator, "ecore", lambda client: client.wait(ref.id), retry=RetryPolicy(jitter=0))
    assert job.state == "succeeded"
    assert simulator.faults_given == 2


def test_a_simulated_provider_repeats_the_right_id(simulator: Simulator) -> None:
    for provider in REPEATING:
        ref = simulator.add_job(provider)
        with simulator.client(provider) as client:
            assert client.get(ref.id).id == ref.id
