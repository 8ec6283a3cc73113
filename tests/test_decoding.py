"""Every documented body, over real HTTP, decodes to the exact class and state; and nothing else makes it crash."""

import datetime
import json
import warnings
from typing import Any

import pytest
from batchlight import (
    Job,
    JobRef,
    JobState,
    MalformedResponseError,
    Progress,
    UnknownStatus,
    UnknownStatusWarning,
)
from batchlight.providers import apexverify, ecore, llamacloud, revenuebase
from batchlight.simulator import Simulator, Step
from batchlight_clients.apexverify.models import (
    EmailContent,
    EmailCost,
    InternalError,
    ParsingContent,
    PhoneContent,
    PhoneCost,
    ReadyForVerification,
    UnclassifiedContent,
    VerificationDone,
    VerificationOngoing,
    VerificationStats,
)
from batchlight_clients.ecore.models import JobDetail, JobStatus, Record, RecordStatus
from batchlight_clients.llamacloud.models import BatchJobStatus, BatchJobStatusResponse
from batchlight_clients.llamacloud_v2.models import Batch, BatchResult, JobReference, JobType
from batchlight_clients.llamacloud_v2.models import BatchStatus as LlamaBatchStatus
from batchlight_clients.revenuebase_v2.models import BatchEmailStatusResponse, BatchStatus
from hypothesis import given
from hypothesis import strategies as st

from tests.drivers import IDS, JOB_OF, STATES, Driver, answering

# Version 1 of Revenuebase is tested here for what it answers; what is said of its end, in test_lifecycle.py.
pytestmark = pytest.mark.filterwarnings("ignore::batchlight.EndpointSunsetWarning")

# The example of eCore's page "Job Status".
ECORE_EXAMPLE: dict[str, Any] = {
    "id": 42,
    "uuid": "f8a1c3e5-9b2d-4e6f-a8c1-0d3e5f7a9b2d",
    "list_name": "Q1 Leads",
    "status": "Processed",
    "total_records": 250,
    "valid_count": 178,
    "invalid_count": 49,
    "unknown_count": 23,
    "total_credits_charged": 178.0,
    "credits_charged_at": "2026-05-06T11:42:08.913Z",
    "created_at": "2026-05-06T11:41:55.001Z",
    "started_at": "2026-05-06T11:42:01.220Z",
    "completed_at": "2026-05-06T11:43:17.880Z",
    "duration": "1m 16s",
    "results_summary": "250/250",
    "records": [
        {
            "id": 9881,
            "ec_id": None,
            "email": "jane@acme.com",
            "status": "Valid",
            "validator_used": "ZeroBounce",
            "is_cached": False,
            "error_message": None,
            "processed_at": "2026-05-06T11:42:31.412Z",
        }
    ],
}

# The example of LlamaCloud's page "Get Batch Job Status": pending, with a date of completion.
LLAMACLOUD_EXAMPLE: dict[str, Any] = {
    "job": {
        "id": "bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
        "job_type": "parse",
        "project_id": "proj-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
        "status": "pending",
        "total_items": 0,
        "completed_at": "2019-12-27T18:11:19.117Z",
        "created_at": "2019-12-27T18:11:19.117Z",
        "directory_id": "dir-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
        "effective_at": "2019-12-27T18:11:19.117Z",
        "error_message": "error_message",
        "failed_items": 0,
        "job_record_id": "job_record_id",
        "processed_items": 0,
        "skipped_items": 0,
        "started_at": "2019-12-27T18:11:19.117Z",
        "updated_at": "2019-12-27T18:11:19.117Z",
        "workflow_id": "workflow_id",
    },
    "progress_percentage": 0,
}

# The example of a batch in the types of LlamaCloud's official client, llama-cloud 2.19.0.
LLAMACLOUD_BATCH: dict[str, Any] = {
    "id": "bat-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
    "project_id": "prj-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
    "source_directory_id": "dir-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
    "config": {"job": {"type": "parse_v2", "configuration_id": "cfg-PARSE_AGENTIC"}},
    "status": "COMPLETED",
    "results": [
        {
            "source_directory_file_id": "dfl-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
            "job_reference": {"type": "parse_v2", "id": "pjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"},
            "error_message": None,
        }
    ],
}

EMAIL_CONTENT = {"valid_email": 180, "wrong_email": 3, "duplicate_email": 2}
PHONE_CONTENT = {"valid_phone": 90, "wrong_phone": 1, "duplicate_phone": 0}
EMAIL_COST = {
    "total_email_cost": 180,
    "net_email_cost": 177.5,
    "email_cache_account_return": 5,
    "email_cache_global_return": 0,
}
PHONE_COST = {
    "total_phone_cost": 900,
    "net_phone_cost": 900.0,
    "phone_cache_account_return": 0,
    "phone_cache_global_return": 0,
}
STATS = {"total_verification": 180, "total_verification_valid": 150, "total_verification_valid_perc": 83.3}


def moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).astimezone(datetime.UTC)


class TestDocumentedExamples:
    def test_ecore(self, simulator: Simulator, driver: Driver) -> None:
        simulator.add_job("ecore", [Step("Processed", fields=ECORE_EXAMPLE)], id=42)
        job = driver.get(simulator, "ecore", "42")
        assert type(job) is Job
        assert job.state is JobState.SUCCEEDED
        assert job.is_terminal
        assert type(job.status) is JobDetail
        assert job.status.status is JobStatus.PROCESSED
        assert type(job.status.records[0]) is Record
        assert job.status.records[0].status is RecordStatus.VALID
        assert job.progress == Progress(done=250, total=250, fraction=1.0)
        assert job.created_at == moment("2026-05-06T11:41:55.001+00:00")
        assert job.started_at == moment("2026-05-06T11:42:01.220+00:00")
        assert job.finished_at == moment("2026-05-06T11:43:17.880+00:00")
        assert job.raw == ECORE_EXAMPLE
        assert job.ref == JobRef("ecore", "42")

    def test_llamacloud(self, simulator: Simulator, driver: Driver) -> None:
        simulator.add_job("llamacloud", [Step("pending", fields=LLAMACLOUD_EXAMPLE)], id=IDS["llamacloud"])
        job = driver.get(simulator, "llamacloud", IDS["llamacloud"])
        assert job.state is JobState.QUEUED
        assert type(job.status) is BatchJobStatusResponse
        assert job.status.job.status is BatchJobStatus.PENDING
        assert job.progress == Progress(done=0, total=0, failed=0, skipped=0, fraction=0.0)
        assert job.created_at == moment("2019-12-27T18:11:19.117+00:00")
        assert job.finished_at is None, "a pending job has not finished, whatever its dates say"
        assert job.message == "error_message"
        assert job.raw == LLAMACLOUD_EXAMPLE

    def test_a_batch_of_llamacloud(self) -> None:
        job = llamacloud.batch_of(LLAMACLOUD_BATCH["id"], LLAMACLOUD_BATCH)
        assert job == llamacloud.job_of(LLAMACLOUD_BATCH["id"], LLAMACLOUD_BATCH)
        assert (job.state, job.api_version) == (JobState.SUCCEEDED, "v2")
        assert type(job.status) is Batch
        assert job.status.config.job.type_ is JobType.PARSE_V2
        assert job.status.results == [
            BatchResult(
                "dfl-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                JobReference("pjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee", JobType.PARSE_V2),
                None,
            )
        ]
        assert (job.progress, job.created_at, job.finished_at) == (None, None, None)

    @pytest.mark.parametrize("status", list(LlamaBatchStatus))
    @pytest.mark.parametrize("change", [{"results": None}, {"created_at": "2026-11-22T10:00:00Z"}], ids=str)
    def test_a_batch_of_llamacloud_on_its_way(self, status: LlamaBatchStatus, change: dict[str, Any]) -> None:
        job = llamacloud.batch_of("bat-1", {**LLAMACLOUD_BATCH, "status": status.value, **change})
        assert job.state is llamacloud.STATES[status]
        assert type(job.status) is Batch
        assert job.status.status is status
        assert job.created_at == (moment(change["created_at"]) if "created_at" in change else None)

    def test_a_batch_of_llamacloud_that_does_not_fit(self) -> None:
        job = llamacloud.batch_of("bat-1", {"status": "THROTTLED"})
        assert (job.state, type(job.status)) == (JobState.QUEUED, UnknownStatus)

    @pytest.mark.parametrize("version", ["v1", "v2"])
    @pytest.mark.parametrize("status", list(BatchStatus))
    def test_revenuebase(self, simulator: Simulator, driver: Driver, version: str, status: BatchStatus) -> None:
        body = {"process_id": 123, "filename": "<string>", "current_status": status.value, "message": "<string>"}
        simulator.add_job("revenuebase", [Step(status.value, fields=body)], id=123)
        job = driver.get(simulator, "revenuebase", "123", api_version=version)
        assert job.state is revenuebase.STATES[status]
        assert job.status == BatchEmailStatusResponse(123, "<string>", status, "<string>")
        assert job.message == "<string>"
        assert job.progress is None
        assert job.raw == body


class TestApexVerify:
    @pytest.mark.parametrize(
        ("content", "cost", "content_class", "cost_class"),
        [(EMAIL_CONTENT, EMAIL_COST, EmailContent, EmailCost), (PHONE_CONTENT, PHONE_COST, PhoneContent, PhoneCost)],
        ids=["e-mail", "phone"],
    )
    @pytest.mark.parametrize(
        ("tag", "status_class", "state"),
        [
            ("ready_for_verification", ReadyForVerification, JobState.NEEDS_ACTION),
            ("verification_ongoing", VerificationOngoing, JobState.RUNNING),
            ("verification_done", VerificationDone, JobState.SUCCEEDED),
        ],
    )
    def test_variant_with_content(
        self,
        simulator: Simulator,
        driver: Driver,
        tag: str,
        status_class: Any,
        state: JobState,
        content: dict[str, int],
        cost: dict[str, float],
        content_class: Any,
        cost_class: Any,
    ) -> None:
        fields = {"found_content": content, "found_cost": cost}
        if tag == "verification_done":
            fields["stats"] = STATS
        ref = simulator.add_job("apexverify", [Step(tag, fields=fields)])
        job = driver.get(simulator, "apexverify", ref.id)
        assert job.state is state
        assert type(job.status) is status_class
        assert type(job.status.found_content) is content_class
        assert job.status.found_content.to_dict() == content
        assert job.status.found_content.additional_properties == {}
        assert type(job.status.found_cost) is cost_class
        assert job.status.found_cost.to_dict() == cost

    def test_parsing_content(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("apexverify", ["parsing_content"])
        job = driver.get(simulator, "apexverify", ref.id)
        assert (job.state, type(job.status), job.progress) == (JobState.RUNNING, ParsingContent, None)

    def test_internal_error(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("apexverify", [Step("internal_error", fields={"message": "Out of paper"})])
        job = driver.get(simulator, "apexverify", ref.id)
        assert (job.state, type(job.status), job.message) == (JobState.FAILED, InternalError, "Out of paper")

    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            ({"valid_email": 1}, EmailContent(1, 0, 0)),
            ({"wrong_email": 1}, EmailContent(0, 1, 0)),
            ({"duplicate_email": 1}, EmailContent(0, 0, 1)),
            ({"valid_phone": 1}, PhoneContent(1, 0, 0)),
            ({"wrong_phone": 1}, PhoneContent(0, 1, 0)),
            ({"duplicate_phone": 1}, PhoneContent(0, 0, 1)),
            ({}, UnclassifiedContent()),
        ],
        ids=str,
    )
    def test_absent_counts_read_as_their_default(self, content: dict[str, int], expected: object) -> None:
        job = apexverify.job_of("x", done(found_content=content))
        assert isinstance(job.status, VerificationDone)
        assert type(job.status.found_content) is type(expected)
        assert job.status.found_content == expected

    def test_fields_that_are_new_are_kept(self) -> None:
        job = apexverify.job_of("x", done(found_content={**PHONE_CONTENT, "risky_phone": 4}, estimate="soon"))
        assert isinstance(job.status, VerificationDone)
        assert job.status.found_content.additional_properties == {"risky_phone": 4}
        assert job.status.additional_properties == {"estimate": "soon"}
        assert job.raw["estimate"] == "soon"

    def test_a_content_of_a_new_kind_is_kept(self) -> None:
        job = apexverify.job_of("x", done(found_content={"valid_fax": 4}))
        assert isinstance(job.status, VerificationDone)
        assert type(job.status.found_content) is UnclassifiedContent
        assert job.status.found_content.additional_properties == {"valid_fax": 4}

    def test_absent_statistics_read_as_their_default(self) -> None:
        job = apexverify.job_of("x", done(stats={"total_verification": None}))
        assert isinstance(job.status, VerificationDone)
        assert job.status.stats == VerificationStats(total_verification=None)
        assert job.status.stats.total_verification_valid == 0
        assert job.status.stats.total_verification_valid_perc == 0

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"found_content": {**EMAIL_CONTENT, **PHONE_CONTENT}}, "of EmailContent and of PhoneContent"),
            ({"found_content": {"valid_email": "many"}}, "found_content.valid_email is a string, not an integer"),
            ({"found_content": {"valid_email": True}}, "found_content.valid_email is a boolean, not an integer"),
            ({"found_content": None}, "found_content is null, not an object"),
            ({"found_content": [1]}, "found_content is a list, not an object"),
            ({"found_cost": {"total_email_cost": 1}}, "found_cost is of EmailCost, and its field 'net_email_cost'"),
            ({"found_cost": {}}, "missing"),
            ({"stats": ...}, "the required field 'stats' is missing"),
            ({"stats": 5}, "cannot be read as VerificationDone"),
            ({"stats": {"total_verification": 1.5}}, "stats.total_verification is a number, not an integer or null"),
            ({"stats": {"total_verification_valid_perc": "1"}}, "is a string, not a number or null"),
        ],
        ids=str,
    )
    def test_payload_that_does_not_fit(self, change: dict[str, Any], reason: str) -> None:
        payload = {key: value for key, value in done(**change).items() if value is not ...}
        job = apexverify.job_of("x", payload)
        assert job.state is JobState.SUCCEEDED, "the state comes from the tag"
        assert isinstance(job.status, UnknownStatus)
        assert job.status.tag == "verification_done"
        assert reason in job.status.reason
        assert job.status.payload == payload

    def test_an_integer_written_with_a_point_is_an_integer(self) -> None:
        job = apexverify.job_of("x", done(found_content={"valid_email": 5.0}))
        assert isinstance(job.status, VerificationDone)
        content = job.status.found_content
        assert isinstance(content, EmailContent)
        assert content == EmailContent(5, 0, 0)
        assert type(content.valid_email) is int


def done(**change: Any) -> dict[str, Any]:
    body = {"status": "verification_done", "found_content": EMAIL_CONTENT, "found_cost": EMAIL_COST, "stats": STATS}
    return {**body, **change}


class TestUnknownStatus:
    @pytest.mark.parametrize("provider", JOB_OF)
    def test_over_http_it_is_a_job_and_one_warning(self, simulator: Simulator, driver: Driver, provider: str) -> None:
        ref = simulator.add_job(provider, ["on_holiday"])
        with pytest.warns(UnknownStatusWarning, match=f"{provider} uses the status 'on_holiday'") as caught:
            job = driver.get(simulator, provider, ref.id)
        assert len(caught) == 1
        assert job.state is JobState.UNKNOWN
        assert not job.is_terminal
        assert isinstance(job.status, UnknownStatus)
        assert job.status.tag == "on_holiday"
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            driver.get(simulator, provider, ref.id)

    def test_the_warning_points_at_the_users_line(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("ecore", ["Resting"])
        with pytest.warns(UnknownStatusWarning) as caught:
            driver.get(simulator, "ecore", ref.id)
        assert caught[0].filename.endswith("drivers.py"), "the nearest frame that is not batchlight's"

    @pytest.mark.parametrize("tag", [None, 5, 1.5, True, [], {}, ["QUEUED"], {"a": 1}], ids=repr)
    def test_a_tag_that_is_no_string(self, tag: object) -> None:
        job = revenuebase.job_of("42", {"current_status": tag})
        assert job.state is JobState.UNKNOWN
        assert isinstance(job.status, UnknownStatus)
        assert job.status.tag is None

    def test_a_warning_shows_no_control_characters(self) -> None:
        with pytest.warns(UnknownStatusWarning) as caught:
            revenuebase.job_of("42", {"current_status": "\x1b[2J\n" + "x" * 5000})
        text = str(caught[0].message)
        assert text.isprintable()
        assert len(text) < 400


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
BODIES: dict[str, dict[str, Any]] = {
    "revenuebase": {"process_id": 42, "filename": "a.csv", "current_status": "COMPLETED", "message": ""},
    "apexverify": done(),
    "ecore": ECORE_EXAMPLE,
    "llamacloud": LLAMACLOUD_EXAMPLE,
}


@st.composite
def spoiled_bodies(draw: st.DrawFn, provider: str) -> dict[str, Any]:
    """Any JSON object; or a good body in which anything is replaced by anything, at any place."""
    if draw(st.booleans()):
        return draw(st.dictionaries(st.text(max_size=8), JSON, max_size=5))
    body: dict[str, Any] = json.loads(json.dumps(BODIES[provider]))
    for _ in range(draw(st.integers(1, 3))):
        place: Any = body
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(place[key], dict | list) and place[key] and draw(st.booleans()):
                place = place[key]
                continue
            if isinstance(place, dict) and draw(st.booleans()):
                del place[key]
            else:
                place[key] = draw(JSON | st.sampled_from(list(STATES[provider])))
            break
    return body


def is_about_another_job(provider: str, body: dict[str, Any]) -> bool:
    job = body.get("job") if provider == "llamacloud" else body
    key = {"revenuebase": "process_id", "ecore": "id", "llamacloud": "id"}.get(provider)
    told = job.get(key) if isinstance(job, dict) and key else None
    if isinstance(told, float):
        told = str(told).removesuffix(".0")
    return isinstance(told, int | str) and not isinstance(told, bool) and str(told) not in ("", IDS[provider])


@pytest.mark.parametrize("provider", JOB_OF)
@pytest.mark.filterwarnings("ignore::batchlight.UnknownStatusWarning")
@given(data=st.data())
def test_any_json_object_is_a_job(provider: str, data: st.DataObject) -> None:
    body = data.draw(spoiled_bodies(provider))
    if is_about_another_job(provider, body):
        with pytest.raises(MalformedResponseError, match="it is about the job"):
            Driver("sync").call(provider, "get", IDS[provider], transport=answering(json=body))
        return
    job = Driver("sync").call(provider, "get", IDS[provider], transport=answering(json=body))
    assert isinstance(job, Job)
    tag = body.get("job") if provider == "llamacloud" else body
    tag = tag.get("current_status" if provider == "revenuebase" else "status") if isinstance(tag, dict) else None
    expected = STATES[provider].get(tag, JobState.UNKNOWN) if isinstance(tag, str) else JobState.UNKNOWN
    assert job.state is expected, "the state comes from the tag, whatever the rest is"
    assert job.raw == json.loads(json.dumps(body))
    if job.progress is not None and job.progress.fraction is not None:
        assert 0.0 <= job.progress.fraction <= 1.0
    for value in (job.created_at, job.started_at, job.finished_at):
        assert value is None or value.utcoffset() == datetime.timedelta(0)
    assert "Unset" not in repr(job.progress)
    assert isinstance(repr(job), str)


class TestJob:
    def test_raw_cannot_be_changed(self) -> None:
        job = Driver("sync").call("ecore", "get", "42", transport=answering(json=ECORE_EXAMPLE))
        for change in (
            lambda: job.raw.update(status="Failed"),
            lambda: job.raw.__setitem__("status", "Failed"),
            lambda: job.raw["records"].append(1),
            lambda: job.raw["records"][0].clear(),
            lambda: setattr(job, "state", JobState.FAILED),
        ):
            with pytest.raises((TypeError, AttributeError)):
                change()
        assert job.raw == ECORE_EXAMPLE
        assert json.loads(json.dumps(job.raw)) == ECORE_EXAMPLE

    @pytest.mark.parametrize("naive", ["2026-05-06T11:41:55", "2026-05-06T13:41:55+02:00", "2026-05-06T11:41:55Z"])
    def test_dates_are_in_utc(self, naive: str) -> None:
        job = ecore.job_of("42", {**ECORE_EXAMPLE, "created_at": naive})
        assert job.created_at == moment("2026-05-06T11:41:55+00:00")
        assert job.created_at.tzinfo is datetime.UTC

    @pytest.mark.parametrize(
        ("state", "ends"), [(state, state in ("succeeded", "failed", "cancelled")) for state in JobState]
    )
    def test_terminal_states(self, state: JobState, ends: bool) -> None:
        assert state.is_terminal is ends


class TestJobRef:
    @pytest.mark.parametrize("provider", IDS)
    def test_it_prints_and_parses(self, provider: str) -> None:
        ref = JobRef(provider, IDS[provider])
        assert str(ref) == f"{provider}:{IDS[provider]}"
        assert JobRef.parse(str(ref)) == ref

    @pytest.mark.parametrize("text", ["", "42", "ecore:", ":42", "e core:42", "ecore:4 2", "e:\x1b", "e:1\n"])
    def test_anything_else_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="provider:id"):
            JobRef.parse(text)
