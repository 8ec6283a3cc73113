"""A job as a value: pickled, copied, compared, used as a key, and shown in one line."""

import copy
import datetime
import pickle
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any, get_args

import pytest
from batchlight import Job, JobState, LifecyclePolicy, Progress, UnknownStatus
from batchlight.jobs import StateWord
from batchlight.simulator import Fault, Simulator
from batchlight_clients import apexverify, ecore, llamacloud, revenuebase_v1, revenuebase_v2, unset
from hypothesis import given
from hypothesis import strategies as st

from tests.drivers import IDS, JOB_OF, Driver
from tests.test_decoding import BODIES, spoiled_bodies

ADDRESS = "jane.doe@example.com"


def pickled(protocol: int, value: Any) -> Any:
    return pickle.loads(pickle.dumps(value, protocol))


COPIES: dict[str, Callable[[Any], Any]] = {
    **{f"pickle {number}": partial(pickled, number) for number in range(pickle.HIGHEST_PROTOCOL + 1)},
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
}


class TestUnset:
    @pytest.mark.parametrize("how", COPIES)
    def test_it_stays_itself(self, how: str) -> None:
        assert COPIES[how](unset.UNSET) is unset.UNSET

    @pytest.mark.parametrize("package", [apexverify, ecore, llamacloud, revenuebase_v1, revenuebase_v2])
    def test_all_clients_share_it(self, package: Any) -> None:
        types = import_module(f"{package.__name__}.types")
        assert types.UNSET is unset.UNSET
        assert types.Unset is unset.Unset

    def test_it_is_false_and_has_a_short_repr(self) -> None:
        assert not unset.UNSET
        assert repr(unset.UNSET) == "UNSET"


class TestJob:
    @pytest.mark.parametrize("how", COPIES)
    @pytest.mark.parametrize("provider", JOB_OF)
    def test_a_copy_is_equal(self, provider: str, how: str) -> None:
        job = JOB_OF[provider](IDS[provider], BODIES[provider])
        assert not isinstance(job.status, UnknownStatus)
        other = COPIES[how](job)
        assert other == job
        assert hash(other) == hash(job)
        assert {job: 1}[other] == 1

    @pytest.mark.parametrize("provider", JOB_OF)
    @pytest.mark.filterwarnings("ignore::batchlight.UnknownStatusWarning")
    @given(data=st.data())
    def test_whatever_the_answer(self, provider: str, data: st.DataObject) -> None:
        body = data.draw(spoiled_bodies(provider))
        job = JOB_OF[provider](IDS[provider], body)
        for how in COPIES.values():
            other = how(job)
            assert (other, hash(other)) == (job, hash(job))
            assert other.api_version == job.api_version
        assert JOB_OF[provider](IDS[provider], copy.deepcopy(body)) == job
        assert JOB_OF[provider](IDS[provider], {**body, "a_new_field": 1}) != job, "what came is part of equality"
        assert repr(job).startswith(f"<Job {job.ref} {job.state}")
        assert len(repr(job)) < 120
        assert repr(job).isprintable()

    def test_a_status_that_is_not_known_hashes_too(self) -> None:
        status = UnknownStatus("x", {"a": [1]}, "no")
        assert status == UnknownStatus("x", {"a": [1]}, "no")
        assert hash(status) == hash(UnknownStatus("x", {"a": [1]}, "no"))

    @pytest.mark.parametrize(
        ("progress", "shown"),
        [
            (Progress(done=250, total=250, fraction=1.0), " 250/250"),
            (Progress(done=0, total=0), " 0/0"),
            (Progress(done=3, total=None, fraction=0.25), " 25%"),
            (Progress(done=None, total=8, fraction=0.5), " 50%"),
            (Progress(done=10**5000, total=10**5000, fraction=0.5), " 50%"),
            (Progress(done=3), ""),
            (Progress(failed=3, skipped=4), ""),
            (None, ""),
        ],
        ids=lambda value: str(value)[:20] if isinstance(value, str) else None,
    )
    def test_its_repr(self, progress: Progress | None, shown: str) -> None:
        job = Job("ecore", "44", JobState.SUCCEEDED, None, progress, message=ADDRESS, raw={"email": ADDRESS})
        assert repr(job) == str(job) == f"<Job ecore:44 succeeded{shown}>"

    def test_a_repr_shows_no_payload(self) -> None:
        """Nor do those of its parts that are no generated classes."""
        body = {**BODIES["ecore"], "records": ADDRESS, "results_summary": ADDRESS, "status": "Failed"}
        job = JOB_OF["ecore"]("42", body)
        assert isinstance(job.status, UnknownStatus)
        for value in (job, job.progress, job.status):
            assert ADDRESS not in repr(value)
        assert len(repr(UnknownStatus("x" * 10**6, {}, "no"))) < 200


def test_the_words_of_the_states_are_those_that_a_type_checker_knows() -> None:
    assert get_args(StateWord) == tuple(JobState)


class TestNullCounts:
    """LlamaCloud may say null for a count: it is not told, which is not 0."""

    def test_null_is_none_and_absent_is_the_default(self) -> None:
        job = {"id": IDS["llamacloud"], "project_id": "p", "job_type": "parse", "status": "running", "total_items": 9}
        counts = ("processed_items", "failed_items", "skipped_items")
        body = {"job": {**job, **dict.fromkeys(counts), "effective_at": None}, "progress_percentage": 50}
        null = JOB_OF["llamacloud"](IDS["llamacloud"], body)
        assert null.progress == Progress(total=9, fraction=0.5)
        assert [getattr(null.status.job, name) for name in counts] == [None] * 3
        assert null.status.job.effective_at is None
        absent = JOB_OF["llamacloud"](IDS["llamacloud"], {"job": job, "progress_percentage": 50})
        assert absent.progress == Progress(done=0, total=9, failed=0, skipped=0, fraction=0.5)
        assert [getattr(absent.status.job, name) for name in counts] == [0] * 3
        assert absent.status.job.effective_at is unset.UNSET


def test_what_a_support_ticket_needs(simulator: Simulator, driver: Driver) -> None:
    ref = simulator.add_job("ecore", ["Processed"])
    now = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)
    lifecycle = LifecyclePolicy(clock=lambda: now)

    def get() -> Job[Any]:
        job: Job[Any] = driver.use(simulator, "ecore", lambda client: client.get(ref.id), lifecycle=lifecycle)
        return job

    plain = get()
    assert (plain.request_id, plain.received_at) == (None, now)
    simulator.inject(Fault(headers={"X-Request-Id": "req-7"}))
    job = get()
    assert job.request_id == "req-7"
    assert job == plain
    assert hash(job) == hash(plain)
    again = pickle.loads(pickle.dumps(job))
    assert (again.request_id, again.received_at) == (job.request_id, now)
