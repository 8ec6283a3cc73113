"""A job as JSON data and back, and a job from an answer that came another way than over HTTP."""

import datetime
import json
import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import httpx
import pytest
from attrs import evolve
from batchlight import (
    ConfigurationError,
    Job,
    JobRef,
    JobState,
    LifecyclePolicy,
    Progress,
    UnknownStatus,
    decode,
)
from batchlight.providers import PROVIDERS
from batchlight.reading.jsondata import ReadOnlyDict
from batchlight.simulator import Fault, Simulator
from batchlight_clients.ecore.models import JobDetail
from batchlight_clients.revenuebase_v2.models import BatchEmailStatusResponse
from hypothesis import given
from hypothesis import strategies as st

from tests.drivers import IDS, JOB_OF, Driver, answering
from tests.test_decoding import BODIES, spoiled_bodies

NOW = datetime.datetime(2026, 11, 22, 12, 0, 0, 250, tzinfo=datetime.UTC)

# Numbers and texts that other formats, or a careless way through JSON, would change.
WEIRD = st.sampled_from(
    [
        2**63,
        -(2**63) - 1,
        10**400,
        0.1,
        -0.0,
        5e-324,
        1e308,
        1e16,
        True,
        "\ud800",
        "\udfff\u0000",
        "\u2028",
        "😀",
        "1e999",
    ]
)


@st.composite
def odd_bodies(draw: st.DrawFn, provider: str) -> dict[str, Any]:
    """A body in which anything may be anything, and some things are odd."""
    body = draw(spoiled_bodies(provider))
    body = {**body, **draw(st.dictionaries(st.sampled_from(["odd", "message", "\ud83d"]), WEIRD, max_size=2))}
    inner = body.get("job")
    if isinstance(inner, dict):
        body["job"] = {**inner, **draw(st.dictionaries(st.sampled_from(["total_items", "odd"]), WEIRD, max_size=1))}
    # As it is after its way over HTTP: of the words of a spec there are only strings.
    sent: dict[str, Any] = json.loads(json.dumps(body))
    return sent


def same(one: Job[Any], other: Job[Any]) -> bool:
    """Whether they are equal, and so is what does not count for equality."""
    return (
        one == other
        and hash(one) == hash(other)
        and type(one.status) is type(other.status)
        and (one.api_version, one.request_id, one.received_at)
        == (other.api_version, other.request_id, other.received_at)
        and repr(one.raw) == repr(other.raw)
    )


class TestToDictAndBack:
    @pytest.mark.parametrize("provider", PROVIDERS)
    @pytest.mark.filterwarnings("ignore::batchlight.UnknownStatusWarning")
    @given(data=st.data())
    def test_whatever_the_answer(self, provider: str, data: st.DataObject) -> None:
        body = data.draw(odd_bodies(provider))
        job = evolve(
            decode(provider, body, id=IDS[provider], received_at=NOW)
            if not _names_another(provider, body)
            else JOB_OF[provider](IDS[provider], body),
            request_id="req-7",
            site=data.draw(st.sampled_from([None, "eu"])),
        )
        stored = job.to_dict()
        assert same(Job.from_dict(stored), job)
        text = json.dumps(stored, allow_nan=False)
        assert same(Job.from_dict(json.loads(text)), job)
        assert json.dumps(Job.from_dict(json.loads(text)).to_dict()) == text

    @pytest.mark.parametrize("provider", PROVIDERS)
    def test_over_http(self, simulator: Simulator, driver: Driver, provider: str) -> None:
        ref = simulator.add_job(provider)
        simulator.inject(Fault(headers={"X-Request-Id": "req-7"}))
        policy = LifecyclePolicy(clock=lambda: NOW)
        job = driver.use(simulator, provider, lambda client: client.get(ref.id), lifecycle=policy)
        assert not isinstance(job.status, UnknownStatus)
        other = Job.from_dict(json.loads(json.dumps(job.to_dict())))
        assert same(other, job)
        assert (other.request_id, other.received_at) == ("req-7", NOW)

    def test_what_it_looks_like(self) -> None:
        job = decode("ecore", {**BODIES["ecore"], "records": []}, site=None, received_at=NOW)
        stored = job.to_dict()
        raw = stored.pop("raw")
        assert stored == {
            "provider": "ecore",
            "site": None,
            "id": "42",
            "state": "succeeded",
            "status": {"type": "ecore.JobDetail"},
            "tag": "Processed",
            "progress": {"done": 250, "total": 250, "failed": None, "skipped": None, "fraction": 1.0},
            "message": None,
            "created_at": "2026-05-06T11:41:55.001000+00:00",
            "started_at": "2026-05-06T11:42:01.220000+00:00",
            "finished_at": "2026-05-06T11:43:17.880000+00:00",
            "api_version": None,
            "request_id": None,
            "received_at": "2026-11-22T12:00:00.000250+00:00",
        }
        assert raw == {**BODIES["ecore"], "records": []}
        assert {type(raw), type(raw["records"])} == {dict, list}, "nothing of batchlight's own: any encoder takes it"

    def test_what_it_holds_can_be_changed_and_what_comes_of_it_not(self) -> None:
        stored = decode("ecore", BODIES["ecore"]).to_dict()
        job = Job.from_dict(stored)
        stored["raw"]["records"].clear()
        assert len(job.raw["records"]) == 1
        assert isinstance(job.raw, ReadOnlyDict)
        with pytest.raises(TypeError, match="read-only"):
            job.raw["records"].append(1)

    def test_numbers_that_no_float_and_no_int_holds(self, driver: Driver) -> None:
        body = '{"id": 42, "status": "Processed", "a": 1e999, "b": 1' + "0" * 700 + ', "c": 18446744073709551617}'
        job = driver.call("ecore", "get", 42, transport=answering(text=body))
        assert job.raw["c"] == 2**64 + 1
        assert Job.from_dict(json.loads(json.dumps(job.to_dict()))) == job

    def test_large_integers_tell_jobs_apart(self) -> None:
        jobs = [decode("ecore", {**BODIES["ecore"], "total_records": 2**63 + step}) for step in (0, 1)]
        assert jobs[0] != jobs[1], "as floats they would be equal"
        assert [Job.from_dict(json.loads(json.dumps(job.to_dict()))) for job in jobs] == jobs
        assert jobs[0].progress is not None
        assert jobs[0].progress.total == 2**63

    def test_another_version_of_batchlight(self) -> None:
        """It has more keys, or calls a class otherwise: what was received is there all the same."""
        job = decode("ecore", BODIES["ecore"])
        stored = {**job.to_dict(), "a_key_of_tomorrow": 1}
        assert Job.from_dict(stored) == job
        for name in (
            "ecore.JobOfTomorrow",
            "elsewhere.JobDetail",
            "ecore.JobStatus",
            "os.system",
            "",
            "..",
            "ecore.__doc__",
        ):
            other = Job.from_dict({**stored, "status": {"type": name, "more": 1}})
            assert isinstance(other.status, UnknownStatus)
            assert other.status.payload == job.raw
            assert "is no class of this version of batchlight" in other.status.reason
            assert (other.state, other.progress, other.tag) == (job.state, job.progress, job.tag)

    def test_what_is_missing_may_be_missing(self) -> None:
        least = {"provider": "ecore", "id": "42", "state": "running", "status": {"type": "ecore.JobDetail"}, "raw": {}}
        job = Job.from_dict(least)
        assert isinstance(job.status, UnknownStatus)
        assert (job.ref, job.progress, job.created_at) == (JobRef("ecore", 42), None, None)

    def test_dates_of_any_offset_are_read_in_utc(self) -> None:
        stored = {**decode("ecore", BODIES["ecore"]).to_dict(), "created_at": "2026-05-06T13:41:55+02:00"}
        read = Job.from_dict(stored)
        assert read.created_at == datetime.datetime(2026, 5, 6, 11, 41, 55, tzinfo=datetime.UTC)
        assert read.created_at.tzinfo is datetime.UTC

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"provider": "nobody"}, "there is no provider 'nobody', but there are apexverify, ecore"),
            ({"provider": None}, "'provider' is None, and not a string"),
            ({"provider": 7}, "'provider' is 7, and not a string"),
            ({"id": 42}, "'id' is 42, and not a string"),
            ({"state": "sleepy"}, "'state' is 'sleepy', and not one of queued, running"),
            ({"status": "Processed"}, "'status' is 'Processed', and not an object"),
            ({"status": {}}, "no status of a stored job: 'type' is missing"),
            ({"status": {"type": "UnknownStatus", "tag": None}}, "no status of a stored job: 'reason' is missing"),
            ({"raw": [1]}, "'raw' is a list, and not an object"),
            ({"raw": {"a": math.nan}}, "no JSON object"),
            ({"raw": {"a": {1, 2}}}, "no JSON object"),
            ({"progress": 7}, "'progress' is 7, and not an object"),
            ({"progress": {"done": "7"}}, r"\('progress' in it\): 'done' is '7', and not a whole number or null"),
            ({"progress": {"done": True}}, "'done' is True, and not a whole number or null"),
            ({"progress": {"fraction": "half"}}, "'fraction' is 'half', and not a number from 0 to 1 or null"),
            ({"progress": {"fraction": math.nan}}, "'fraction' is nan, and not a number from 0 to 1 or null"),
            ({"progress": {"fraction": -5}}, "'fraction' is -5, and not a number from 0 to 1 or null"),
            ({"progress": {"fraction": 10**400}}, "and not a number from 0 to 1 or null"),
            ({"provider": 7}, "'provider' is 7, and not a string$"),
            ({"created_at": "yesterday"}, "'created_at' is 'yesterday', and not a date and time with its offset"),
            ({"created_at": "2026-05-06T13:41:55"}, "'created_at' is '2026-05-06T13:41:55', and not a date and time"),
            ({"received_at": 7}, "'received_at' is 7, and not a date and time"),
            ({"message": ["\x1b[2J"]}, "'message' is a list, and not a string or null"),
            ({"message": 7}, "'message' is 7, and not a string or null"),
            ({"site": "\x1b[2J"}, "no job is named 'ecore.*2J:42'"),
            ({"site": "eu:x"}, "no job is named 'ecore.eu:x:42'"),
            ({"id": "4\n2"}, "no job is named"),
            ({"id": ""}, "no job is named 'ecore:'"),
        ],
        ids=lambda value: str(value)[:40],
    )
    def test_what_is_no_such_dict(self, change: Mapping[str, Any], words: str) -> None:
        with pytest.raises(ValueError, match=words) as caught:
            Job.from_dict({**decode("ecore", BODIES["ecore"]).to_dict(), **change})
        assert str(caught.value).isprintable()

    @pytest.mark.parametrize("data", [None, 7, "ecore:42", [], b"{}"])
    def test_what_is_no_dict_at_all(self, data: Any) -> None:
        with pytest.raises(ValueError, match="this is no stored job: it is"):
            Job.from_dict(data)

    @pytest.mark.parametrize("name", ["provider", "id", "state", "status", "raw"])
    def test_what_must_be_there(self, name: str) -> None:
        stored = decode("ecore", BODIES["ecore"]).to_dict()
        del stored[name]
        with pytest.raises(ValueError, match=f"this is no stored job: '{name}' is missing"):
            Job.from_dict(stored)

    def test_it_is_nested_too_deep(self) -> None:
        deep: Any = {}
        for _ in range(100_000):
            deep = {"a": deep}
        stored = {**decode("ecore", BODIES["ecore"]).to_dict(), "raw": deep}
        with pytest.raises(ValueError, match="no JSON object"):
            Job.from_dict(stored)

    def test_a_status_of_the_users_own(self) -> None:
        with pytest.raises(TypeError, match="a status of the class object is none of eCore, and is not stored"):
            Job("ecore", "42", JobState.RUNNING, object()).to_dict()
        with pytest.raises(TypeError, match="there is no provider 'nobody', and its job is not stored"):
            Job("nobody", "42", JobState.RUNNING, None).to_dict()


def _names_another(provider: str, body: Mapping[str, Any]) -> bool:
    try:
        decode(provider, body, id=IDS[provider])
    except ValueError:
        return True
    return False


class TestDecode:
    @pytest.mark.parametrize("provider", PROVIDERS)
    @pytest.mark.parametrize(
        "way",
        [
            dict,
            MappingProxyType,
            json.dumps,
            lambda body: json.dumps(body).encode(),
            lambda body: "\ufeff" + json.dumps(body),
        ],
        ids=["dict", "mapping", "text", "bytes", "with a mark at its beginning"],
    )
    def test_it_is_the_job_that_http_gives(self, driver: Driver, provider: str, way: Any) -> None:
        id = IDS[provider]
        body = BODIES[provider]
        asked = driver.call(
            provider, "get", id, transport=httpx.MockTransport(lambda _: httpx.Response(200, json=body))
        )
        job = decode(provider, way(body), id=id)
        assert job == asked
        assert job.received_at is None

    @pytest.mark.parametrize("provider", ["revenuebase", "ecore", "llamacloud"])
    def test_the_id_is_in_the_payload(self, provider: str) -> None:
        assert decode(provider, BODIES[provider]).ref == JobRef(provider, IDS[provider])

    def test_it_is_typed(self) -> None:
        assert isinstance(decode("ecore", BODIES["ecore"]).status, JobDetail)
        assert isinstance(decode("revenuebase", BODIES["revenuebase"]).status, BatchEmailStatusResponse)

    def test_apexverify_tells_no_id(self) -> None:
        with pytest.raises(ValueError, match=r"does not say which job it is about \(its answers never do\): pass id="):
            decode("apexverify", BODIES["apexverify"])

    @pytest.mark.parametrize("id", [42, "42", "ecore:42", JobRef("ecore", 42)])
    def test_the_id_that_is_given(self, id: Any) -> None:
        assert decode("ecore", {"status": "Failed"}, id=id).ref == JobRef("ecore", 42)

    def test_its_site(self) -> None:
        body = BODIES["llamacloud"]
        assert decode("llamacloud", body, site="eu").ref == JobRef("llamacloud", IDS["llamacloud"], "eu")
        ref = JobRef("llamacloud", IDS["llamacloud"], "eu")
        assert decode("llamacloud", body, id=ref).site == "eu"
        with pytest.raises(ValueError, match="is a job of another site than 'eu'"):
            decode("llamacloud", body, id=evolve(ref, site=None), site="eu")
        with pytest.raises(ConfigurationError, match="LlamaCloud has no site 'mars'"):
            decode("llamacloud", body, site="mars")

    def test_what_is_known_of_it(self) -> None:
        job = decode("revenuebase", BODIES["revenuebase"], api_version="v1", received_at=NOW)
        assert (job.api_version, job.received_at) == ("v1", NOW)
        assert decode("revenuebase", BODIES["revenuebase"]).api_version is None

    @pytest.mark.parametrize(
        ("payload", "options", "words"),
        [
            ("", {}, "this is no JSON object"),
            ("[]", {}, "this is no JSON object, but a list"),
            ("null", {}, "this is no JSON object, but null"),
            (b"\xff", {}, "this is no JSON object"),
            ("[" * 100_000, {}, "this is no JSON object: nested deeper than 100 levels"),
            ({"id": 42, "a": math.inf}, {}, "this is no JSON object"),
            (None, {}, "this is no JSON object"),
            (7, {}, "this is no JSON object"),
            ({"status": "Failed"}, {}, r"does not say which job it is about \(there is nothing at id\): pass id="),
            ({"id": None}, {}, "does not say which job it is about"),
            ({"id": "../42"}, {}, "an id of eCore is a whole number"),
            ({"id": "llamacloud:1"}, {}, "an id of eCore is a whole number"),
            ({"id": 43}, {"id": 42}, "is not about the job that was named: it is about the job 43, not 42"),
            ({"id": 42}, {"id": "revenuebase:42"}, "revenuebase:42 is a job of revenuebase, and not of eCore"),
        ],
        ids=lambda value: str(value)[:40],
    )
    def test_what_is_none(self, payload: Any, options: Mapping[str, Any], words: str) -> None:
        with pytest.raises(ValueError, match=words) as caught:
            decode("ecore", payload, **options)
        assert str(caught.value).isprintable()

    def test_a_whole_number_that_is_written_as_a_fraction(self) -> None:
        assert decode("ecore", '{"id": 42.0, "status": "Failed"}').id == "42"

    def test_no_such_provider(self) -> None:
        with pytest.raises(ConfigurationError, match="unknown provider 'nobody'"):
            decode("nobody", {})

    @pytest.mark.filterwarnings("ignore::batchlight.UnknownStatusWarning")
    @pytest.mark.parametrize("provider", PROVIDERS)
    @given(data=st.data())
    def test_any_object_is_a_job(self, provider: str, data: st.DataObject) -> None:
        body = data.draw(odd_bodies(provider))
        body.pop("job" if provider == "llamacloud" else "process_id" if provider == "revenuebase" else "id", None)
        job = decode(provider, body, id=IDS[provider])
        assert job == JOB_OF[provider](IDS[provider], body)
        assert isinstance(job.progress, Progress | None)
