"""LlamaCloud, from documents to their results, in both of its versions."""

import json
from collections.abc import Generator, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from batchlight import (
    BadRequestError,
    ConfigurationError,
    ConflictError,
    JobCancelled,
    JobError,
    JobFailed,
    JobState,
    LlamaCloud,
    MalformedResponseError,
    NotFoundError,
    PaymentRequiredError,
    RateLimitError,
    ResponseError,
    RetryPolicy,
    SubmissionUncertain,
    TransportError,
    UnknownStatus,
    ValidationError,
    WaitTimeout,
)
from batchlight.simulator import Fault, Simulator, SteppedClock, serve
from batchlight_clients.llamacloud.models import (
    BatchJobCancelResponse,
    BatchJobResponse,
    BatchJobStatusResponse,
    BatchParseJobRecordCreate,
)
from batchlight_clients.llamacloud_v2.models import Batch, BatchCreateConfig, BatchCreateJob, JobType

from tests.drivers import KEY, Driver, Way, answering, played

PARSE = {"type": "parse_v2", "configuration_id": "cfg-PARSE_AGENTIC"}
EXTRACT = {"type": "extract_v2", "configuration_id": "cfg-1"}
RAW = {"job_name": "parse_raw_file_job", "parameters": {"high_res_ocr": True, "a_setting_that_is_new": [1]}}
CONFIG: dict[str, Mapping[str, Any]] = {"v1beta": RAW, "v2": PARSE}
CREATE = {"v1beta": "llamacloud.create_batch_job", "v2": "llamacloud_v2.create_batch"}
VERSIONS = pytest.mark.parametrize("version", CREATE)
PATIENT = RetryPolicy(attempts=6, initial=0.001, maximum=0.001)
# Their names say what becomes of them in the simulator.
NAMES = ["a.pdf", "b.pdf", "invalid.pdf", "unknown.pdf", "z.pdf"]


@pytest.fixture
def fresh() -> Iterator[Simulator]:
    with serve(clock=SteppedClock()) as simulator:
        yield simulator


@pytest.fixture
def documents(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / name for name in NAMES]
    for path in paths:
        path.write_bytes(b"%PDF-1.7\n" + path.name.encode())
    return paths


def listed(client: Any) -> Generator[Any, Any, Any]:
    return (yield client.list())


class TestWholeLife:
    def test_v2(self, way: Way, fresh: Simulator, documents: list[Path]) -> None:
        def life(client: Any) -> Generator[Any, Any, None]:
            directory = yield client.create_directory("Q1", ephemeral=True)
            put = []
            for path in documents:
                put.append((yield client.upload_file(directory.id, path, metadata={"quarter": 1})))
            files = yield client.list_files(directory.id)
            assert [file.id for file in files] == [file.id for file in put]
            assert [file.display_name for file in files] == NAMES
            job = yield client.submit(PARSE, directory_id=directory.id)
            assert (job.state, job.tag, job.api_version) == (JobState.QUEUED, "PENDING", "v2")
            assert isinstance(job.status, Batch)
            assert job.created_at is not None
            assert [each.ref for each in (yield client.list(directory_id=directory.id))] == [job.ref]
            job = yield client.wait(job.id)
            assert (job.state, job.tag, job.api_version) == (JobState.SUCCEEDED, "COMPLETED", "v2")
            results = yield client.results(job.id)
            assert [result.id for result in results] == [file.id for file in files]
            assert all(result.job.startswith("pjb-") and result.job_type == "parse_v2" for result in results)
            assert [result.status for result in results] == [None] * len(NAMES)
            results = yield client.results(job.id, outcomes=True)
            words = ["COMPLETED", "COMPLETED", "FAILED", "COMPLETED", "COMPLETED"]
            assert [result.status for result in results] == words
            assert [result.error is not None for result in results] == [word == "FAILED" for word in words]

        way.use(fresh, "llamacloud", played(life))

    def test_v1beta(self, way: Way, fresh: Simulator, documents: list[Path]) -> None:
        def life(client: Any) -> Generator[Any, Any, None]:
            assert client.api_version == "v1beta"
            directory = yield client.create_directory("Q1")
            for path in documents:
                yield client.upload_file(directory.id, path)
            job = yield client.submit(RAW, directory_id=directory.id)
            assert (job.state, job.tag, job.api_version) == (JobState.QUEUED, "pending", "v1beta")
            assert isinstance(job.status, BatchJobResponse)
            (entry,) = yield client.list(directory_id=directory.id, status="pending", job_type="parse")
            assert entry.ref == job.ref
            assert isinstance(entry.status, BatchJobResponse)
            job = yield client.wait(job.id)
            assert isinstance(job.status, BatchJobStatusResponse)
            assert (job.progress.total, job.progress.failed, job.progress.skipped) == (5, 1, 1)
            items = yield client.items(job.id)
            assert [item.item_name for item in items] == NAMES
            assert [item.item_id for item in (yield client.items(job.id, status="failed"))] == [items[2].item_id]
            results = yield client.results(job.id)
            assert [(result.name, result.status) for result in results] == list(
                zip(NAMES, ["completed", "completed", "failed", "skipped", "completed"], strict=True)
            )
            assert [result.error for result in results][2:4] == ["The document could not be read.", "already_processed"]
            where = yield client.item_results(items[0].item_id, job_type="parse")
            (path,) = [each.output_s3_path for each in where.processing_results]
            assert path.startswith("s3://")

        way.use(fresh, "llamacloud", played(life), api_version="v1beta")

    @VERSIONS
    def test_in_one_call(self, way: Way, fresh: Simulator, documents: list[Path], version: str) -> None:
        seen: list[Any] = []
        sent: list[tuple[int, int | None]] = []

        def life(client: Any) -> Generator[Any, Any, None]:
            job = yield client.run(
                CONFIG[version],
                documents,
                on_upload=lambda *step: sent.append(step),
                on_update=lambda job: seen.append(job.state),
            )
            assert (job.state, job.api_version) == (JobState.SUCCEEDED, version)
            assert len((yield client.results(job.id))) == len(NAMES)

        way.use(fresh, "llamacloud", played(life), api_version=version)
        assert seen[0] is JobState.QUEUED
        assert seen[-1] is JobState.SUCCEEDED
        size = sum(path.stat().st_size for path in documents)
        assert sent[-1] == (size, size)
        assert sent == sorted(sent)

    def test_ten_thousand_items(self, driver: Driver, fresh: Simulator) -> None:
        names = [f"item-{number}" for number in range(10_000)]

        def life(client: Any) -> Generator[Any, Any, None]:
            job = yield client.run(RAW, item_ids=names)
            assert job.progress.total == len(names)
            assert [result.id for result in (yield client.results(job.id))] == names

        driver.use(fresh, "llamacloud", played(life), api_version="v1beta")


class TestVersions:
    """A job is asked for in the version that its id is from, whatever a client makes jobs with."""

    ASKED = (
        ("bjb-1", None, "/api/v1/beta/batch-processing/bjb-1"),
        ("bjb-1", "v2", "/api/v1/beta/batch-processing/bjb-1"),
        ("bat-1", None, "/api/v2/batches/bat-1"),
        ("bat-1", "v1beta", "/api/v2/batches/bat-1"),
        ("41c7", None, "/api/v1/beta/batch-processing/41c7"),
        ("41c7", "v1beta", "/api/v1/beta/batch-processing/41c7"),
        ("41c7", "v2", "/api/v2/batches/41c7"),
    )

    @pytest.mark.parametrize(("id", "version", "path"), ASKED)
    @pytest.mark.parametrize("method", ["get", "wait", "cancel", "results"])
    def test_where_a_job_is_asked_for(
        self, driver: Driver, method: str, id: str, version: str | None, path: str
    ) -> None:
        asked: list[str] = []

        def handle(request: httpx.Request) -> httpx.Response:
            asked.append(request.url.path)
            return httpx.Response(404)

        def life(client: Any) -> Generator[Any, Any, None]:
            with pytest.raises(NotFoundError):
                yield getattr(client, method)(id)

        transport = httpx.MockTransport(handle)
        driver.use_own(played(life), "llamacloud", transport=transport, api_version=version)
        more = {"cancel": "/cancel", "results": "/items" if "batch-processing" in path else ""}.get(method, "")
        assert asked == [path + more]

    @pytest.mark.parametrize(("version", "path"), [(None, "/api/v2/batches"), ("v2", "/api/v2/batches")])
    def test_the_default_makes_and_lists_with_v2(self, driver: Driver, version: str | None, path: str) -> None:
        asked: list[str] = []

        def handle(request: httpx.Request) -> httpx.Response:
            asked.append(f"{request.method} {request.url.path}")
            return httpx.Response(404)

        def life(client: Any) -> Generator[Any, Any, None]:
            assert client.api_version == "v2"
            with pytest.raises(NotFoundError):
                yield client.list()
            with pytest.raises(NotFoundError):
                yield client.submit(PARSE, directory_id="dir-1")

        transport = httpx.MockTransport(handle)
        driver.use_own(played(life), "llamacloud", transport=transport, api_version=version)
        assert asked == [f"GET {path}", f"POST {path}"]

    def test_there_are_two(self) -> None:
        with pytest.raises(ConfigurationError, match='api_version is "v2" or "v1beta", not') as caught:
            LlamaCloud(KEY, api_version="v3")  # type: ignore[arg-type]  # what a checker refuses as well
        assert KEY not in str(caught.value)


class TestSites:
    """At the European site a job has a name of its own, wherever it was told of."""

    @VERSIONS
    def test_a_job_of_a_list(self, driver: Driver, version: str) -> None:
        entry = jobs_of(version, range(1))[0]
        asked: list[str] = []

        def handle(request: httpx.Request) -> httpx.Response:
            asked.append(str(request.url))
            if request.url.path.endswith(("/batches", "/batch-processing")):
                return httpx.Response(200, json={"items": [entry]}, headers={"x-request-id": "r-1"})
            return httpx.Response(404)

        def life(client: Any) -> Generator[Any, Any, None]:
            (job,) = yield client.list()
            assert str(job.ref) == f"llamacloud.eu:{entry['id']}"
            assert (job.request_id, job.received_at is not None) == ("r-1", True)
            for method in ("get", "cancel", "results"):
                with pytest.raises(NotFoundError):
                    yield getattr(client, method)(str(job.ref))
            with pytest.raises(ValueError, match="is a job at the default site"):
                yield client.cancel(f"llamacloud:{entry['id']}")

        transport = httpx.MockTransport(handle)
        driver.use_own(played(life), "llamacloud", transport=transport, site="eu", api_version=version)
        assert all(url.startswith("https://api.cloud.eu.llamaindex.ai/") for url in asked)

    @pytest.mark.parametrize(
        ("version", "id", "listed"),
        [
            (None, "bjb-1", "v1beta"),
            (None, "bat-1", "v2"),
            (None, "41c7", "v1beta"),
            ("v2", "bjb-1", "v1beta"),
            ("v2", "41c7", "v2"),
            ("v1beta", "bat-1", "v2"),
            ("v1beta", "41c7", "v1beta"),
        ],
    )
    def test_a_job_is_looked_for_in_the_list_of_its_version(self, version: Any, id: str, listed: str) -> None:
        paths = {"v1beta": "/api/v1/beta/batch-processing", "v2": "/api/v2/batches"}
        with LlamaCloud(KEY, api_version=version, transport=answering(500)) as client:
            listing = client._listing_of(id)
            assert listing is not None
            assert client._bulk_look(listing).request["url"] == paths[listed]


def jobs_of(version: str, ids: range, **other: Any) -> list[dict[str, Any]]:
    if version == "v1beta":
        base = {"project_id": "p", "job_type": "parse", "status": "completed", "total_items": 1}
        return [{"id": f"bjb-{id}", **base, **other} for id in ids]
    config = {"job": {"type": "parse_v2", "configuration_id": "cfg-1"}}
    batch = {"project_id": "p", "source_directory_id": "dir-1", "config": config, "status": "COMPLETED", **other}
    return [{"id": f"bat-{id}", **batch} for id in ids]


class TestList:
    @VERSIONS
    def test_five_thousand(self, driver: Driver, version: str) -> None:
        with serve(clock=SteppedClock()) as simulator:
            of = None if version == "v1beta" else version
            added = [simulator.add_job("llamacloud", api_version=of).id for _ in range(5_000)]
            size = None if version == "v1beta" else 500

            def life(client: Any) -> Generator[Any, Any, Any]:
                return (yield client.list(page_size=size))

            jobs = driver.use(simulator, "llamacloud", played(life), api_version=version)
            assert sorted(job.id for job in jobs) == sorted(added)
            assert {job.api_version for job in jobs} == {version}
            assert not any(isinstance(job.status, UnknownStatus) for job in jobs)

    @VERSIONS
    def test_each_once_while_jobs_are_added(self, driver: Driver, version: str) -> None:
        """Thirty new jobs come with every page, at the beginning, and push as many old ones to the next page."""
        there = 5_000

        def handle(request: httpx.Request) -> httpx.Response:
            nonlocal there
            query = {name: value for name, (value,) in parse_qs(urlsplit(str(request.url)).query).items()}
            offset = int(query.get("offset") or query.get("page_token") or 0)
            limit = int(query.get("limit", 50))
            newest_first = jobs_of(version, range(there))[::-1]
            page = newest_first[offset : offset + limit]
            there += 30
            token = str(offset + limit) if version == "v2" and offset + limit < there else None
            return httpx.Response(200, json={"items": page, "next_page_token": token, "total_size": None})

        transport = httpx.MockTransport(handle)
        jobs = driver.use_own(played(listed), "llamacloud", transport=transport, api_version=version)
        ids = [job.id for job in jobs]
        assert len(ids) == len(set(ids))
        prefix = "bjb" if version == "v1beta" else "bat"
        assert {f"{prefix}-{number}" for number in range(5_000)} <= set(ids)

    # Sizes of pages with what they say of more, and the offsets that are asked for.
    PAGES: tuple[tuple[list[tuple[int, dict[str, Any]]], list[int]], ...] = (
        ([(3, {})], [0]),
        ([(0, {})], [0]),
        ([(1000, {}), (7, {})], [0, 1000]),
        ([(1000, {}), (0, {})], [0, 1000]),
        ([(1000, {"total_size": 1000}), (0, {})], [0, 1000]),
        # A server that gives fewer than were asked for, and says so in one way or the other.
        ([(100, {"next_page_token": "x"}), (100, {"next_page_token": "x"}), (5, {})], [0, 100, 200]),
        ([(100, {"total_size": 150}), (50, {"total_size": 150})], [0, 100]),
        # "May be an estimate": one that is too large has an end all the same.
        ([(10, {"total_size": 500}), (0, {"total_size": 500})], [0, 10]),
    )

    @pytest.mark.parametrize(("pages", "offsets"), PAGES)
    def test_the_end_of_v1beta(
        self, driver: Driver, pages: list[tuple[int, dict[str, Any]]], offsets: list[int]
    ) -> None:
        asked: list[int] = []
        sizes = iter(pages)

        def handle(request: httpx.Request) -> httpx.Response:
            (offset,) = parse_qs(urlsplit(str(request.url)).query)["offset"]
            asked.append(int(offset))
            size, other = next(sizes)
            items = jobs_of("v1beta", range(int(offset), int(offset) + size))
            return httpx.Response(200, json={"items": items, **other})

        transport = httpx.MockTransport(handle)
        jobs = driver.use_own(played(listed), "llamacloud", transport=transport, api_version="v1beta")
        assert len(jobs) == sum(size for size, _other in pages)
        assert asked == offsets

    def test_a_cursor_that_comes_again(self, driver: Driver) -> None:
        body = {"items": jobs_of("v2", range(3)), "next_page_token": "again"}
        with pytest.raises(MalformedResponseError, match="was given already"):
            driver.use_own(played(listed), "llamacloud", transport=answering(json=body))

    @pytest.mark.parametrize("token", [None, ""])
    def test_the_end_of_v2(self, driver: Driver, token: str | None) -> None:
        body = {"items": jobs_of("v2", range(3)), "next_page_token": token}
        assert len(driver.use_own(played(listed), "llamacloud", transport=answering(json=body))) == 3

    def test_filters(self, driver: Driver, fresh: Simulator) -> None:
        for version, words in ((None, ["running", "failed"]), ("v2", ["THROTTLED", "FAILED"])):
            for word in words:
                fresh.add_job("llamacloud", [word], api_version=version)

        def found(**filters: Any) -> Any:
            def life(client: Any) -> Generator[Any, Any, Any]:
                return [job.tag for job in (yield client.list(**filters))]

            return played(life)

        assert driver.use(fresh, "llamacloud", found(status="throttled")) == ["THROTTLED"]
        assert driver.use(fresh, "llamacloud", found(status="failed", page_size=1)) == ["FAILED"]
        old = {"api_version": "v1beta"}
        assert driver.use(fresh, "llamacloud", found(status="running"), **old) == ["running"]
        assert driver.use(fresh, "llamacloud", found(job_type="classify"), **old) == []

    @pytest.mark.parametrize(
        ("version", "filters", "words"),
        [
            ("v2", {"status": "sleepy"}, "status is one of cancelled, .*throttled, not 'sleepy'"),
            ("v2", {"job_type": "parse"}, "job_type is for the list of v1beta"),
            ("v1beta", {"status": "throttled"}, "status is one of cancelled, .*running, not 'throttled'"),
            ("v1beta", {"page_size": 10}, "are for v2"),
            ("v1beta", {"job_type": "paint"}, "job_type is one of classify, extract, parse"),
        ],
    )
    def test_filters_that_are_none(self, driver: Driver, version: str, filters: dict[str, Any], words: str) -> None:
        def life(client: Any) -> Generator[Any, Any, Any]:
            return (yield client.list(**filters))

        with pytest.raises(ValueError, match=words):
            driver.use_own(played(life), "llamacloud", transport=answering(500), api_version=version)


# What is wrong with what is to be submitted, in each version.
WRONG: tuple[tuple[str, Any, dict[str, Any], str], ...] = (
    ("v2", PARSE, {}, "pass directory_id"),
    ("v2", PARSE, {"directory_id": "dir-1", "item_ids": ["a"]}, "item_ids.* are for jobs of v1beta"),
    ("v2", PARSE, {"directory_id": "dir-1", "page_size": 5}, "page_size.* are for jobs of v1beta"),
    ("v2", PARSE, {"directory_id": "../x"}, "directory_id is letters"),
    ("v2", RAW, {"directory_id": "dir-1"}, "a job_config of v2 is"),
    ("v2", {"type": "paint", "configuration_id": "c"}, {"directory_id": "dir-1"}, "is one of extract_v2, parse_v2"),
    ("v1beta", RAW, {}, "either a directory_id or item_ids"),
    ("v1beta", RAW, {"directory_id": "dir-1", "item_ids": ["a"]}, "either a directory_id or item_ids"),
    ("v1beta", RAW, {"item_ids": []}, "item_ids are none"),
    ("v1beta", RAW, {"item_ids": ["a"], "webhook_configuration_ids": ["w"]}, "are for v2"),
)


@pytest.mark.parametrize(("version", "config", "arguments", "words"), WRONG)
def test_nothing_is_sent_of_what_is_wrong(
    driver: Driver, version: str, config: Any, arguments: dict[str, Any], words: str
) -> None:
    transport = httpx.MockTransport(lambda _request: pytest.fail("sent"))
    with pytest.raises(ValueError, match=words):
        driver.use_own(
            lambda client: client.submit(config, **arguments), "llamacloud", transport=transport, api_version=version
        )


# What is given, and the body that is sent.
BODIES: tuple[tuple[str, Any, dict[str, Any], dict[str, Any]], ...] = (
    ("v2", PARSE, {"directory_id": "dir-1"}, {"source_directory_id": "dir-1", "config": {"job": PARSE}}),
    ("v2", {"job": EXTRACT}, {"directory_id": "dir-1"}, {"source_directory_id": "dir-1", "config": {"job": EXTRACT}}),
    (
        "v2",
        BatchCreateConfig(BatchCreateJob(JobType.PARSE_V2, "cfg-PARSE_AGENTIC")),
        {"directory_id": "dir-1", "webhook_configuration_ids": ["w"], "webhook_configurations": [{"webhook_url": "u"}]},
        {
            "source_directory_id": "dir-1",
            "config": {"job": PARSE},
            "webhook_configuration_ids": ["w"],
            "webhook_configurations": [{"webhook_url": "u"}],
        },
    ),
    ("v1beta", RAW, {"item_ids": iter(["a", "b"])}, {"job_config": RAW, "item_ids": ["a", "b"]}),
    (
        "v1beta",
        BatchParseJobRecordCreate(),
        {"directory_id": "dir-1", "page_size": 7, "continue_as_new_threshold": 70},
        {
            "job_config": {"job_name": "parse_raw_file_job"},
            "directory_id": "dir-1",
            "page_size": 7,
            "continue_as_new_threshold": 70,
        },
    ),
)


@pytest.mark.parametrize(("version", "config", "arguments", "body"), BODIES)
def test_what_is_sent(version: str, config: Any, arguments: dict[str, Any], body: dict[str, Any]) -> None:
    sent: list[Any] = []

    def handle(request: httpx.Request) -> httpx.Response:
        sent.append(json.loads(request.content))
        return httpx.Response(201, json=jobs_of(version, range(1))[0])

    with LlamaCloud(KEY, transport=httpx.MockTransport(handle), api_version=version) as client:  # type: ignore[arg-type]
        client.submit(config, **arguments)
    assert sent == [body]


UNCERTAIN: dict[str, tuple[Fault, str]] = {
    "closed before the answer": (Fault(close="before"), "not known"),
    "closed in the body": (Fault(close="body"), "not known"),
    "no id": (Fault(status=201, body='{"status": "ok"}', done=True), "an answer that cannot be read"),
    "408": (Fault(status=408, done=True), "408"),
    "500": (Fault(status=500, done=True), "500"),
    "524": (Fault(status=524, done=True), "524"),
}
REFUSED: dict[str, tuple[Fault, type[ResponseError]]] = {
    "400": (Fault(status=400), BadRequestError),
    "402": (Fault(status=402), PaymentRequiredError),
    "404": (Fault(status=404), NotFoundError),
    "409": (Fault(status=409), ConflictError),
    "422": (Fault(status=422), ValidationError),
    "429": (Fault(status=429, headers={"Retry-After": "1"}), RateLimitError),
}


class TestMoney:
    @VERSIONS
    @pytest.mark.parametrize("name", UNCERTAIN)
    def test_what_may_have_arrived_is_sent_once(
        self, driver: Driver, fresh: Simulator, version: str, name: str
    ) -> None:
        fault, words = UNCERTAIN[name]
        fresh.inject(fault, times=None, operation=CREATE[version])
        fresh.add_job("llamacloud", api_version=None if version == "v1beta" else version)

        def life(client: Any) -> Generator[Any, Any, None]:
            with pytest.raises(SubmissionUncertain, match=words) as caught:
                yield client.submit(CONFIG[version], directory_id="dir-1")
            error = caught.value
            assert isinstance(error, TransportError)
            assert (error.request.operation, error.request.name) == (CREATE[version], "dir-1")
            (found,) = yield error.candidates()
            assert found.raw["directory_id" if version == "v1beta" else "source_directory_id"] == "dir-1"

        driver.use(fresh, "llamacloud", played(life), retry=PATIENT, api_version=version)
        assert fresh.faults_given == 1

    @VERSIONS
    @pytest.mark.parametrize("name", REFUSED)
    def test_what_was_refused_is_certain(self, driver: Driver, fresh: Simulator, version: str, name: str) -> None:
        fault, kind = REFUSED[name]
        fresh.inject(fault, times=None, operation=CREATE[version])

        def life(client: Any) -> Generator[Any, Any, None]:
            with pytest.raises(kind) as caught:
                yield client.submit(CONFIG[version], directory_id="dir-1")
            assert not isinstance(caught.value, TransportError)
            assert (yield client.list()) == []

        driver.use(fresh, "llamacloud", played(life), retry=PATIENT, api_version=version)
        assert fresh.faults_given == 1

    def test_items_are_told_by_their_number(self, driver: Driver, fresh: Simulator) -> None:
        fresh.inject(Fault(close="before"), operation=CREATE["v1beta"])

        def life(client: Any) -> Generator[Any, Any, None]:
            other = yield client.submit(RAW, item_ids=["a", "b"])
            assert other.state is JobState.QUEUED

        with pytest.raises(SubmissionUncertain) as caught:
            driver.use(fresh, "llamacloud", lambda client: client.submit(RAW, item_ids="abc"[:3].split("b")), **V1)
        assert (caught.value.request.name, caught.value.request.count) == ("2 items", 2)
        driver.use(fresh, "llamacloud", played(life), **V1)

    @VERSIONS
    def test_a_run_that_was_ended_goes_on(self, driver: Driver, fresh: Simulator, tmp_path: Path, version: str) -> None:
        config = {**CONFIG[version], "webhook_signing_secret": "hush"}

        def run(client: Any) -> Any:
            return client.run(config, directory_id="dir-1", resume=tmp_path / "run.json", timeout=60)

        fresh.inject(Fault(close="before"), operation=CREATE[version])
        job = driver.use(fresh, "llamacloud", run, api_version=version)
        assert driver.use(fresh, "llamacloud", run, api_version=version).ref == job.ref
        assert len(driver.use(fresh, "llamacloud", played(listed), api_version=version)) == 1
        assert "hush" not in (tmp_path / "run.json").read_text("utf-8")

    def test_files_have_no_file_to_resume_from(self, driver: Driver, documents: list[Path], tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="resume goes with a directory that is there"):
            driver.use_own(
                lambda client: client.run(PARSE, documents, resume=tmp_path / "run.json"),
                "llamacloud",
                transport=answering(500),
            )


V1: dict[str, Any] = {"api_version": "v1beta"}


class TestCancel:
    def test_v2_may_go_on_for_a_while(self, driver: Driver, fresh: Simulator) -> None:
        id = fresh.add_job("llamacloud", [("RUNNING", 100), "COMPLETED"], api_version="v2").id

        def life(client: Any) -> Generator[Any, Any, None]:
            job = yield client.cancel(id)
            assert (job.tag, job.api_version) == ("RUNNING", "v2")
            with pytest.raises(JobCancelled):
                yield client.wait(id)
            with pytest.raises(ConflictError, match="terminal status"):
                yield client.cancel(id)

        driver.use(fresh, "llamacloud", played(life))

    @pytest.mark.parametrize("reason", [None, "too dear"])
    def test_v1beta(self, driver: Driver, fresh: Simulator, reason: str | None) -> None:
        id = fresh.add_job("llamacloud", [("running", 100), "completed"]).id

        def life(client: Any) -> Generator[Any, Any, None]:
            job = yield client.cancel(id, reason=reason)
            assert (job.state, job.message) == (JobState.CANCELLED, "Batch job cancelled")
            assert isinstance(job.status, BatchJobCancelResponse)
            with pytest.raises(BadRequestError, match="already cancelled"):
                yield client.cancel(id)

        driver.use(fresh, "llamacloud", played(life))

    @pytest.mark.parametrize(
        ("id", "reason", "body"), [("bjb-1", None, b"{}"), ("bjb-1", "x", b'{"reason":"x"}'), ("bat-1", None, b"")]
    )
    def test_what_is_sent(self, id: str, reason: str | None, body: bytes) -> None:
        sent: list[bytes] = []

        def handle(request: httpx.Request) -> httpx.Response:
            sent.append(request.content)
            return httpx.Response(404)

        with LlamaCloud(KEY, transport=httpx.MockTransport(handle)) as client, pytest.raises(NotFoundError):
            client.cancel(id, reason=reason)
        assert sent == [body]

    def test_v2_takes_no_reason(self, driver: Driver) -> None:
        with pytest.raises(ValueError, match="v2 takes none"):
            driver.use_own(lambda client: client.cancel("bat-1", reason="x"), "llamacloud", transport=answering(500))

    def test_an_answer_that_is_lost(self, driver: Driver, fresh: Simulator) -> None:
        """The second attempt is told that the job has ended: the first one has cancelled it."""
        id = fresh.add_job("llamacloud", [("running", 100), "completed"]).id
        fresh.inject(Fault(close="before"), operation="llamacloud.cancel_batch_job")
        job = driver.use(fresh, "llamacloud", lambda client: client.cancel(id), retry=PATIENT)
        assert job.state is JobState.CANCELLED

    def test_a_job_that_ended_meanwhile_was_not_cancelled(self, driver: Driver, fresh: Simulator) -> None:
        id = fresh.add_job("llamacloud", ["completed"]).id
        fresh.inject(Fault(status=503), operation="llamacloud.cancel_batch_job")
        with pytest.raises(BadRequestError, match="already completed"):
            driver.use(fresh, "llamacloud", lambda client: client.cancel(id), retry=PATIENT)


class TestResults:
    def results(self, id: str, **options: Any) -> Any:
        def life(client: Any) -> Generator[Any, Any, Any]:
            return (yield client.results(id, **options))

        return played(life)

    def test_a_batch_that_failed(self, driver: Driver, fresh: Simulator) -> None:
        id = fresh.add_job("llamacloud", ["FAILED"], api_version="v2").id
        with pytest.raises(JobFailed, match="cannot be relied on"):
            driver.use(fresh, "llamacloud", self.results(id))

    def test_a_batch_that_goes_on(self, driver: Driver, fresh: Simulator) -> None:
        id = fresh.add_job("llamacloud", ["THROTTLED"], api_version="v2").id
        with pytest.raises(JobError, match="is queued, and does not tell of its files yet") as caught:
            driver.use(fresh, "llamacloud", self.results(id))
        assert caught.value.job is not None
        assert caught.value.job.tag == "THROTTLED"

    def test_files_without_a_job(self, driver: Driver) -> None:
        (batch,) = jobs_of("v2", range(1))
        batch["results"] = [
            {"source_directory_file_id": "dfl-1", "error_message": "unreadable"},
            {"source_directory_file_id": "dfl-2", "job_reference": {"id": "x-1", "type": "a_new_type"}},
            {"source_directory_file_id": "dfl-3", "job_reference": {"id": "../x", "type": "parse_v2"}},
        ]
        found = driver.use_own(self.results("bat-0", outcomes=True), "llamacloud", transport=answering(json=batch))
        assert [(each.id, each.error, each.job, each.status) for each in found] == [
            ("dfl-1", "unreadable", None, None),
            ("dfl-2", None, "x-1", None),
            ("dfl-3", None, "../x", None),
        ]

    def test_an_extract_job_is_asked_too(self, driver: Driver, fresh: Simulator, documents: list[Path]) -> None:
        def life(client: Any) -> Generator[Any, Any, Any]:
            job = yield client.run(EXTRACT, documents)
            return (yield client.results(job.id, outcomes=True))

        found = driver.use(fresh, "llamacloud", played(life))
        assert [each.job_type for each in found] == ["extract_v2"] * len(NAMES)
        assert [each.status for each in found][1:3] == ["COMPLETED", "FAILED"]

    def test_v2_has_no_items(self, driver: Driver) -> None:
        def life(client: Any) -> Generator[Any, Any, Any]:
            return (yield client.items("bat-1"))

        with pytest.raises(ValueError, match="which has no items"):
            driver.use_own(played(life), "llamacloud", transport=answering(500))

    def test_a_list_of_items_may_be_absent(self, driver: Driver) -> None:
        assert driver.use_own(self.results("bjb-1"), "llamacloud", transport=answering(json={})) == []


def run_with(files: Any, client: Any) -> Any:
    return client.run(PARSE, files)


class TestFiles:
    def test_nothing_is_sent_of_what_is_wrong(self, driver: Driver, documents: list[Path], tmp_path: Path) -> None:
        other = tmp_path / "other"
        other.mkdir()
        (other / "a.pdf").write_bytes(b"x")
        (tmp_path / "empty.pdf").touch()
        transport = httpx.MockTransport(lambda _request: pytest.fail("sent"))
        cases: tuple[tuple[Any, type[Exception], str], ...] = (
            ([*documents, other / "a.pdf"], ValueError, "two files are named 'a.pdf'"),
            ([*documents, tmp_path / "empty.pdf"], ValueError, "is empty"),
            ([tmp_path / "none.pdf"], FileNotFoundError, "none.pdf"),
            ([tmp_path], ValueError, "is a folder"),
            ([], ValueError, "files are none"),
            (documents[0], TypeError, "files are several files"),
        )
        for files, kind, words in cases:
            with pytest.raises(kind, match=words):
                driver.use_own(partial(run_with, files), "llamacloud", transport=transport)

    def test_an_upload_that_fails_says_what_is_there(self, driver: Driver, documents: list[Path]) -> None:
        sent: list[str] = []

        def handle(request: httpx.Request) -> httpx.Response:
            sent.append(request.url.path.removeprefix("/api/v1/beta/directories"))
            if len(sent) == 1:
                return httpx.Response(201, json={"id": "dir-1", "name": "Q1", "project_id": "p"})
            if len(sent) == 4:
                raise httpx.ReadError("gone")
            file = {"id": f"dfl-{len(sent)}", "directory_id": "dir-1", "display_name": "x", "unique_id": "x"}
            return httpx.Response(201, json={**file, "project_id": "p"})

        with pytest.raises(TransportError) as caught:
            driver.use_own(
                lambda client: client.run(PARSE, documents), "llamacloud", transport=httpx.MockTransport(handle)
            )
        assert caught.value.__notes__ == [
            "invalid.pdf may be in dir-1 all the same, and was not sent again: list_files tells",
            "2 of 5 files are in the directory dir-1; no job was made",
        ]
        assert sent == ["", *["/dir-1/files/upload"] * 3]

    def test_a_file_that_is_stored_already(self, driver: Driver, fresh: Simulator) -> None:
        def life(client: Any) -> Generator[Any, Any, None]:
            directory = yield client.create_directory("Q1")
            file = yield client.add_file(directory.id, "fil-1", display_name="One")
            assert (file.file_id, file.display_name, file.directory_id) == ("fil-1", "One", directory.id)

        driver.use(fresh, "llamacloud", played(life))

    def test_a_wait_that_is_too_short_leaves_the_job(
        self, driver: Driver, fresh: Simulator, documents: list[Path]
    ) -> None:
        with pytest.raises(WaitTimeout) as caught:
            driver.use(fresh, "llamacloud", lambda client: client.run(PARSE, documents, timeout=2))
        assert caught.value.job is not None
        assert [job.ref for job in driver.use(fresh, "llamacloud", played(listed))] == [caught.value.job.ref]
