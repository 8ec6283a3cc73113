"""What is made late, or again: the raw data of a job, which is read-only, and the job that a wait has seen last."""

import copy
import gzip
import json
from typing import Any

import attrs
import pytest
from batchlight import Job, JobState, Progress, WaitTimeout
from batchlight.jobs import new_job, new_progress
from batchlight.providers import ecore
from batchlight.reading.jsondata import parse_plain

from tests.drivers import IDS, JOB_OF, KEY, Driver, answering
from tests.test_decoding import BODIES, ECORE_EXAMPLE


def read(body: dict[str, Any]) -> Any:
    return ecore.job_of("42", parse_plain(json.dumps(body)))


class TestRaw:
    def test_it_is_the_same_each_time(self) -> None:
        job = read(ECORE_EXAMPLE)
        assert job.raw is job.raw
        assert job.raw == ECORE_EXAMPLE

    def test_what_somebody_gives_is_not_changed(self) -> None:
        given = {"emails": ["a"]}
        job = Job("ecore", "42", JobState.RUNNING, None, raw=given)
        with pytest.raises(TypeError):
            job.raw["emails"].append("b")
        given["emails"].append("c")
        assert job.raw == {"emails": ["a"]}

    @pytest.mark.parametrize("field", ["new", "status"])
    def test_nothing_of_it_can_be_changed_through_the_status(self, field: str) -> None:
        """Neither where the status keeps what it does not know, nor where it could not be read at all."""
        body = {**ECORE_EXAMPLE, "new": {"a": [1]}}
        if field == "status":
            body |= {"records": {"a": [1]}}
        job = read(body)
        kept = job.status.additional_properties["new"] if field == "new" else job.status.payload["records"]
        with pytest.raises(TypeError):
            kept["a"].append(2)
        with pytest.raises(TypeError):
            kept.clear()
        assert job.raw == body

    def test_fields_are_known_and_refuse_to_be_set(self) -> None:
        job = read(ECORE_EXAMPLE)
        for name in [each.name for each in attrs.fields(Job)]:
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(job, name, None)
        assert attrs.evolve(job, message="x").raw == job.raw


@pytest.mark.parametrize("provider", JOB_OF)
def test_what_is_made_fast_is_made_as_attrs_makes_it(provider: str) -> None:
    job = JOB_OF[provider](IDS[provider], copy.deepcopy(BODIES[provider]))
    arguments = {each.name: getattr(job, each.name) for each in attrs.fields(Job)}
    for made in (Job(**arguments), new_job(**arguments)):
        assert type(made) is Job
        assert {name: getattr(made, name) for name in arguments} == arguments
        assert (made, hash(made)) == (job, hash(job))
    assert new_job("a", "b", JobState.QUEUED, None) == Job("a", "b", JobState.QUEUED, None)
    assert new_progress(done=1) == Progress(done=1)
    assert type(new_progress()) is Progress
    with pytest.raises(TypeError, match="missing"):
        new_job("a")  # type: ignore[call-arg]  # that is what is tested


class TestTheJobThatAWaitHasSeenLast:
    @pytest.mark.parametrize("packed", [False, True])
    @pytest.mark.parametrize("name", ["Q1 Leads", "Ümläut 🦀", f"the key is {KEY}", f"escaped {KEY[:4]}\\u002d"])
    @pytest.mark.parametrize("status", ["Processing", "Resting"])
    @pytest.mark.filterwarnings("ignore::batchlight.UnknownStatusWarning")
    def test_it_is_the_one_that_was_told(self, driver: Driver, status: str, name: str, packed: bool) -> None:
        body = json.dumps({**ECORE_EXAMPLE, "status": status, "list_name": name}).encode()
        headers = {"x-request-id": "req-7"} | ({"content-encoding": "gzip"} if packed else {})
        told: list[Job[Any]] = []
        with pytest.raises(WaitTimeout) as caught:
            driver.use_own(
                lambda client: client.wait("42", timeout=0, on_update=told.append),
                transport=answering(content=gzip.compress(body) if packed else body, headers=headers),
            )
        job = caught.value.job
        assert job == told[-1]
        assert (job.request_id, job.received_at) == ("req-7", told[-1].received_at)
        assert KEY not in f"{job.raw} {job.status}"
