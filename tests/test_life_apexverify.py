"""ApexVerify, from a list to its results: uploaded, parsed, launched, which is paid, verified, exported."""

import json
import zipfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from batchlight import (
    AuthenticationError,
    BadRequestError,
    BatchlightError,
    ConfigurationError,
    JobFailed,
    JobNeedsAction,
    JobState,
    MalformedResponseError,
    NotFoundError,
    PaymentRequiredError,
    PermissionDeniedError,
    PollPolicy,
    RateLimitError,
    ResponseError,
    RetryPolicy,
    ServerError,
    SubmissionUncertain,
    TransportError,
    UnknownStatus,
    ValidationError,
)
from batchlight.providers.apexverify import PROVIDER
from batchlight.simulator import Fault, Simulator, SteppedClock, outcome_of, serve
from batchlight.simulator.outcomes import is_cached
from batchlight_clients.apexverify.models import ReadyForVerification, VerificationDone
from batchlight_clients.apexverify_batches.models import BatchUploadAnswer, ReadyForVerificationDetails

from tests import killed_launches
from tests.drivers import KEY, Driver, Way, played

ADDRESSES = [f"person{number}@example.com" for number in range(10_000)]
NUMBERS = [f"+3906{number:08}" for number in range(10_000)]
WORDS = {"valid": "valid", "invalid": "wrong", "unknown": "unknown", "error": "unknown"}
Q1 = {"name": "Q1", "type": "email", "target_country": "IT"}
PATIENT = RetryPolicy(attempts=6, initial=0.001, maximum=0.001)
ID = PROVIDER.id_shape.example


@pytest.fixture
def fresh() -> Iterator[Simulator]:
    with serve(clock=SteppedClock()) as simulator:
        yield simulator


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return listing(tmp_path, [f"person{number}@example.com" for number in range(100)])


def listing(folder: Path, lines: list[str]) -> Path:
    path = folder / "people.txt"
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


def told(lines: list[str]) -> list[tuple[str, str]]:
    return [(line, WORDS[outcome_of(line)]) for line in lines]


def paid(simulator: Simulator) -> float:
    """What was paid since the beginning; what came back for the cache when a batch was verified is not."""
    return START - simulator.credits("apexverify")


# For the hundred people below: the price of a launch, and what is left of it when the half of each hit has come back.
PRICE = 100
NET = PRICE - sum(is_cached(f"person{number}@example.com") for number in range(100)) // 2


with serve(clock=SteppedClock()) as _simulator:
    START = _simulator.credits("apexverify")


@pytest.mark.parametrize(("type", "lines"), [("email", ADDRESSES), ("phone", NUMBERS)])
def test_step_by_step(way: Way, fresh: Simulator, tmp_path: Path, type: str, lines: list[str]) -> None:
    path = listing(tmp_path, lines)
    seen: list[tuple[int, int | None]] = []

    def life(client: Any) -> Generator[Any, Any, None]:
        before = (yield client.credits())["credits"]
        job = yield client.submit(
            path, name="Q1", type=type, target_country="IT", on_progress=lambda *step: seen.append(step)
        )
        assert (job.state, job.tag, job.created_at is not None) == (JobState.RUNNING, None, True)
        assert isinstance(job.status, BatchUploadAnswer)
        assert seen[-1] == (path.stat().st_size, path.stat().st_size)
        job = yield client.wait(job.id, until="needs_action")
        assert isinstance(job.status, ReadyForVerification)
        assert before == (yield client.credits())["credits"]
        details = yield client.details(job.id)
        assert (details.ref, details.state, details.raw["name"]) == (job.ref, job.state, "Q1")
        assert isinstance(details.status, ReadyForVerificationDetails)
        launched = yield client.launch(job.id)
        assert (launched.state, launched.tag) == (JobState.RUNNING, "verification_ongoing")
        job = yield client.wait(job.id)
        assert isinstance(job.status, VerificationDone)
        assert job.progress.done == job.progress.total == len(lines)
        found = yield client.results(job.id)
        assert [(line, said["status"]) for line, said in found] == told(lines)
        yield client.download(job.id, tmp_path / "results.json")
        yield client.download(job.id, tmp_path / "results.xlsx", format="xlsx")
        yield client.delete(job.id)
        with pytest.raises(NotFoundError):
            yield client.get(job.id)

    way.use(fresh, "apexverify", played(life))
    stored = json.loads((tmp_path / "results.json").read_text("utf-8"))
    assert [(line, said["status"]) for line, said in stored.items()] == told(lines)
    assert zipfile.is_zipfile(tmp_path / "results.xlsx")


@pytest.mark.parametrize(("type", "lines", "price"), [("email", ADDRESSES, 1), ("phone", NUMBERS, 10)])
def test_all_of_it_in_one_call(
    way: Way, fresh: Simulator, tmp_path: Path, type: str, lines: list[str], price: int
) -> None:
    path, target = listing(tmp_path, lines), tmp_path / "results.json"
    fresh.set_credits("apexverify", 10**6)
    seen: list[str | None] = []

    def life(client: Any) -> Any:
        return client.run(
            path,
            target,
            name="Q1",
            type=type,
            target_country="IT",
            max_cost=len(lines) * price,
            on_update=lambda job: seen.append(job.tag),
        )

    job = way.use(fresh, "apexverify", life)
    assert job.state is JobState.SUCCEEDED
    assert seen == [
        "parsing_content",
        "ready_for_verification",
        "verification_ongoing",
        "verification_done",
    ]
    assert [(line, said["status"]) for line, said in json.loads(target.read_text("utf-8")).items()] == told(lines)


class TestMoney:
    @pytest.mark.parametrize(
        ("max_cost", "words"),
        [
            (None, "a launch takes 100 credits, and no max_cost says that it may be paid; nothing was paid"),
            (0, "a launch takes 100 credits, and max_cost is 0; nothing was paid"),
            (99.5, "a launch takes 100 credits, and max_cost is 99.5; nothing was paid"),
        ],
    )
    def test_what_was_not_agreed_to_is_not_paid(
        self, driver: Driver, fresh: Simulator, people: Path, max_cost: float | None, words: str
    ) -> None:
        with pytest.raises(JobNeedsAction, match=words) as caught:
            driver.use(fresh, "apexverify", lambda client: client.run(people, **Q1, max_cost=max_cost))
        job = caught.value.job
        assert job.tag == "ready_for_verification"
        assert f"launch('{job.id}') pays" in str(caught.value)
        assert paid(fresh) == 0
        assert driver.use(fresh, "apexverify", lambda client: client.launch(job.id)).state is JobState.RUNNING
        assert paid(fresh) == PRICE

    def test_a_cost_that_is_not_told_is_not_paid(self, driver: Driver, fresh: Simulator, people: Path) -> None:
        fresh.inject(
            Fault(body='{"status": "ready_for_verification", "found_content": {}}'),
            times=None,
            operation="apexverify.get_batch_status",
        )
        with pytest.raises(JobNeedsAction, match="what a launch takes is not told"):
            driver.use(fresh, "apexverify", lambda client: client.run(people, **Q1, max_cost=10**9))
        assert paid(fresh) == 0

    @pytest.mark.parametrize("wrong", [-1, float("nan"), "100", True])
    def test_a_max_cost_that_is_none(self, driver: Driver, fresh: Simulator, people: Path, wrong: Any) -> None:
        with pytest.raises((ValueError, TypeError), match="max_cost"):
            driver.use(fresh, "apexverify", lambda client: client.run(people, **Q1, max_cost=wrong))

    def test_too_few_credits(self, driver: Driver, fresh: Simulator, people: Path, tmp_path: Path) -> None:
        fresh.set_credits("apexverify", 10)
        resume = tmp_path / "run.json"

        def run(client: Any) -> Any:
            return client.run(people, **Q1, max_cost=100, resume=resume)

        with pytest.raises(PaymentRequiredError, match="reload your credits") as caught:
            driver.use(fresh, "apexverify", run)
        assert str(caught.value.ref) == json.loads(resume.read_text("utf-8"))["job"]
        assert "was not launched" in caught.value.__notes__[0]
        fresh.set_credits("apexverify", 100)
        assert driver.use(fresh, "apexverify", run).ref == caught.value.ref

    def test_a_failed_parsing(self, driver: Driver, fresh: Simulator, people: Path) -> None:
        fresh.next_script("apexverify", [("parsing_content", 2), "internal_error"])
        with pytest.raises(JobFailed):
            driver.use(fresh, "apexverify", lambda client: client.run(people, **Q1, max_cost=100))
        assert paid(fresh) == 0


# What a launch that was not a success means: the error, and whether the batch may have been launched.
LAUNCHED: dict[str, tuple[Fault, type[BatchlightError], str]] = {
    "400": (Fault(status=400), BadRequestError, "400"),
    "401": (Fault(status=401), AuthenticationError, "401"),
    "402": (Fault(status=402), PaymentRequiredError, "402"),
    "403": (Fault(status=403), PermissionDeniedError, "403"),
    "404": (Fault(status=404), NotFoundError, "404"),
    "422": (Fault(status=422), ValidationError, "422"),
    "429": (Fault(status=429, headers={"Retry-After": "1"}), RateLimitError, "429"),
    "408": (Fault(status=408, done=True), SubmissionUncertain, "408"),
    "500": (Fault(status=500, done=True), SubmissionUncertain, "500"),
    "502 of a proxy": (Fault(status=502, body="<html>", done=True), SubmissionUncertain, "502"),
    "524": (Fault(status=524, done=True), SubmissionUncertain, "524"),
    "a page": (Fault(status=200, body="<html>", done=True), SubmissionUncertain, "an answer that cannot be read"),
    "closed before the answer": (Fault(close="before"), SubmissionUncertain, "not known"),
    "closed in the headers": (Fault(close="headers"), SubmissionUncertain, "not known"),
    "closed in the body": (Fault(close="body"), SubmissionUncertain, "not known"),
}


@pytest.mark.parametrize("name", LAUNCHED)
def test_a_launch_is_sent_once(driver: Driver, fresh: Simulator, people: Path, name: str) -> None:
    fault, kind, words = LAUNCHED[name]
    fresh.inject(fault, times=None, operation="apexverify_batches.launch_batch")

    def life(client: Any) -> Generator[Any, Any, None]:
        job = yield client.submit(people, **Q1)
        yield client.wait(job.id, until="needs_action")
        with pytest.raises(kind, match=words) as caught:
            yield client.launch(job.id)
        error = caught.value
        if not isinstance(error, SubmissionUncertain):
            assert (yield client.get(job.id)).tag == "ready_for_verification"
            return
        assert "candidates() looks whether the batch is being verified" in str(error)
        assert error.request.operation == "apexverify_batches.launch_batch"
        assert error.request.name == f"the launch of {job.ref}"
        assert [found.ref for found in (yield error.candidates())] == [job.ref]

    driver.use(fresh, "apexverify", played(life), retry=PATIENT)
    assert fresh.faults_given == 1
    assert paid(fresh) == (PRICE if kind is SubmissionUncertain else 0)


def test_a_launch_that_did_not_arrive_has_no_candidate(driver: Driver, fresh: Simulator) -> None:
    id = fresh.add_job("apexverify", ["ready_for_verification"]).id
    fresh.inject(Fault(status=503), operation="apexverify_batches.launch_batch")

    def life(client: Any) -> Generator[Any, Any, None]:
        with pytest.raises(SubmissionUncertain) as caught:
            yield client.launch(id)
        assert (yield caught.value.candidates()) == []

    driver.use(fresh, "apexverify", played(life))


@pytest.mark.parametrize("status", ["parsing_content", "verification_ongoing", "verification_done"])
def test_a_launch_of_what_is_not_ready(driver: Driver, fresh: Simulator, status: str) -> None:
    id = fresh.add_job("apexverify", [status]).id
    with pytest.raises(BadRequestError, match="not ready for verification"):
        driver.use(fresh, "apexverify", lambda client: client.launch(id))


# An upload: what its failure means, and how many batches may be there.
UPLOADED: dict[str, tuple[Fault, type[BatchlightError], str]] = {
    "402": (Fault(status=402), PaymentRequiredError, "402"),
    "413": (Fault(status=413), ResponseError, "413"),
    "422": (Fault(status=422), ValidationError, "422"),
    "500": (Fault(status=500, done=True), SubmissionUncertain, "500"),
    "no batch_uuid": (Fault(status=200, body='{"status": "ok"}', done=True), SubmissionUncertain, "cannot be read"),
    "closed before the answer": (Fault(close="before"), SubmissionUncertain, "not known"),
}


@pytest.mark.parametrize("name", UPLOADED)
def test_an_upload_is_sent_once(driver: Driver, fresh: Simulator, people: Path, name: str) -> None:
    fault, kind, words = UPLOADED[name]
    fresh.inject(fault, times=None, operation="apexverify_batches.upload_batch")

    def life(client: Any) -> Generator[Any, Any, None]:
        with pytest.raises(kind, match=words) as caught:
            yield client.submit(people, **Q1)
        if isinstance(caught.value, SubmissionUncertain):
            assert "'Q1'" in str(caught.value)
            assert "an upload costs nothing" in str(caught.value)
            with pytest.raises(ConfigurationError, match="its list of batches is not documented"):
                yield caught.value.candidates()

    driver.use(fresh, "apexverify", played(life), retry=PATIENT)
    assert fresh.faults_given == 1


class TestParsing:
    def test_one_that_fails_names_the_batch(self, driver: Driver, fresh: Simulator, people: Path) -> None:
        fresh.inject(Fault(status=403), times=None, operation="apexverify_batches.parse_batch")

        def life(client: Any) -> Generator[Any, Any, None]:
            with pytest.raises(PermissionDeniedError) as caught:
                yield client.submit(people, **Q1)
            ref = caught.value.ref
            assert ref is not None
            assert f"parse('{ref.id}') starts it" in caught.value.__notes__[0]
            fresh.clear_faults()
            assert (yield client.parse(ref.id)).tag == "parsing_content"
            assert (yield client.wait(ref.id, until="needs_action")).tag == "ready_for_verification"

        driver.use(fresh, "apexverify", played(life))

    def test_it_is_repeated(self, driver: Driver, fresh: Simulator, people: Path) -> None:
        fresh.inject(Fault(close="before"), times=2, operation="apexverify_batches.parse_batch")
        job = driver.use(fresh, "apexverify", lambda client: client.submit(people, **Q1), retry=PATIENT)
        assert job.state is JobState.RUNNING

    def test_without_it_the_batch_is_configured_first(self, driver: Driver, fresh: Simulator, tmp_path: Path) -> None:
        path = listing(tmp_path, [*ADDRESSES[:50], "no address", ADDRESSES[0]])

        def life(client: Any) -> Generator[Any, Any, None]:
            job = yield client.submit(
                path, **Q1, parse=False, use_global_cache=False, description="x", target_audience=3
            )
            assert job.state is JobState.NEEDS_ACTION
            changed = yield client.configure(job.id, type="email", target_country="DE", remove_duplicate=False)
            assert changed.tag == "parsing_content"
            job = yield client.wait(job.id, until="needs_action")
            parameters = (yield client.details(job.id)).raw["parameters"]
            # What was not said again is not reset.
            assert parameters["use_global_cache"] is False
            assert (parameters["target_audience"], parameters["target_country"]) == (3, "DE")
            assert parameters["remove_duplicate"] is False

        driver.use(fresh, "apexverify", played(life))


# What is not documented: how an operation answers that changes a batch.
ANSWERS: dict[str, httpx.Response] = {
    "204": httpx.Response(204),
    "202 and nothing": httpx.Response(202, content=b""),
    "null": httpx.Response(200, content=b"null"),
    "an object": httpx.Response(200, json={"status": "ok"}),
    "another object": httpx.Response(201, json={"anything": [1]}),
}


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("method", ["launch", "parse", "configure", "delete"])
def test_an_answer_may_be_empty(driver: Driver, name: str, method: str) -> None:
    sent: list[tuple[str, Any]] = []

    def handle(request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, json={"status": "parsing_content"})
        sent.append((request.method, json.loads(request.content) if request.content else None))
        return ANSWERS[name]

    arguments = {"configure": {"type": "phone", "target_country": "IT", "target_objective": 16}}.get(method, {})
    job = driver.use_own(
        lambda client: getattr(client, method)(ID, **arguments), "apexverify", transport=httpx.MockTransport(handle)
    )
    assert job is None if method == "delete" else job.tag == "parsing_content"
    expected: dict[str, list[tuple[str, Any]]] = {
        "launch": [("POST", None)],
        "parse": [("PATCH", None)],
        # Nothing but what was given.
        "configure": [("PUT", {"type": "phone", "target_country": "IT", "target_objective": 16}), ("PATCH", None)],
        "delete": [("DELETE", None)],
    }
    assert sent == expected[method]


def test_a_launch_that_cannot_be_looked_at_was_a_launch(driver: Driver) -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        return httpx.Response(204) if request.method == "POST" else httpx.Response(500)

    job = driver.use_own(lambda client: client.launch(ID), "apexverify", transport=httpx.MockTransport(handle))
    assert job.state is JobState.RUNNING
    assert isinstance(job.status, UnknownStatus)
    assert "it was done, and the look after it failed" in job.status.reason


class TestDelete:
    @pytest.mark.parametrize(("status", "kind"), [("verification_ongoing", BadRequestError), (None, NotFoundError)])
    def test_what_cannot_be(self, driver: Driver, fresh: Simulator, status: str | None, kind: type[Exception]) -> None:
        id = ID if status is None else fresh.add_job("apexverify", [status]).id
        with pytest.raises(kind):
            driver.use(fresh, "apexverify", lambda client: client.delete(id), retry=PATIENT)

    def test_an_answer_that_is_lost(self, driver: Driver, fresh: Simulator) -> None:
        """The second attempt is told that there is no such batch: the first one has deleted it."""
        id = fresh.add_job("apexverify", ["verification_done"]).id
        fresh.inject(Fault(close="before"), operation="apexverify_batches.delete_batch")
        assert driver.use(fresh, "apexverify", lambda client: client.delete(id), retry=PATIENT) is None


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no name": ({"name": ""}, "name has 1 to 255 characters"),
    "a long name": ({"name": "x" * 256}, "name has 1 to 255 characters"),
    "another type": ({"type": "fax"}, 'type is "email" or "phone"'),
    "a country by its name": ({"target_country": "Italy"}, "target_country has two letters"),
    "a long remark": ({"description": "x" * 2049}, "description has up to 2048 characters"),
    "an audience": ({"target_audience": 24}, "target_audience is a number from 1 to 23, not 24"),
    "an industry": ({"target_market_industry": 0}, "target_market_industry is a number from 1 to 115"),
    "an objective": ({"target_objective": True}, "target_objective is a number from 1 to 16"),
}


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("method", ["submit", "run"])
def test_nothing_is_sent_of_what_is_wrong(people: Path, driver: Driver, name: str, method: str) -> None:
    arguments, words = WRONG[name]
    transport = httpx.MockTransport(lambda _request: pytest.fail("sent"))
    with pytest.raises(ValueError, match=words):
        driver.use_own(
            lambda client: getattr(client, method)(people, **{**Q1, **arguments}), "apexverify", transport=transport
        )


FILES: dict[str, tuple[str, str, str, str]] = {
    "no address": ("a.txt", "nobody\n", "email", "holds no e-mail address"),
    "no number": ("a.txt", "0612345678\n", "phone", "holds no phone number in the form of E.164"),
    "another suffix": ("a.csv", "a@b.de\n", "email", "its name must end in .txt"),
    "nothing": ("a.txt", "", "email", "is empty"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_list(tmp_path: Path, driver: Driver, name: str) -> None:
    filename, text, type, words = FILES[name]
    path = tmp_path / filename
    path.write_text(text, "utf-8")
    transport = httpx.MockTransport(lambda _request: pytest.fail("sent"))
    with pytest.raises(ValueError, match=words):
        driver.use_own(
            lambda client: client.submit(path, name="Q1", type=type, target_country="IT"),
            "apexverify",
            transport=transport,
        )


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"[]", "the file is not a JSON object"),
        (b'{"a@b.de": {"status": "valid"}', "the JSON object has no end"),
        (b'{"a@b.de" 1}', "a name and a colon were expected"),
        (b"{1: 2}", "a name and a colon were expected"),
    ],
)
def test_results_that_are_none(driver: Driver, body: bytes, words: str) -> None:
    headers = {"content-type": "application/json"}
    transport = httpx.MockTransport(lambda _request: httpx.Response(200, headers=headers, content=body))

    def life(client: Any) -> Generator[Any, Any, Any]:
        return (yield client.results(ID))

    with pytest.raises(MalformedResponseError, match=words):
        driver.use_own(played(life), "apexverify", transport=transport)


def test_results_are_whatever_they_are(driver: Driver) -> None:
    """Values of every kind, white space of every kind, and more than is read at once."""
    many = {f"person{number}@example.com": [number, None, 1.5, "x" * 50] for number in range(5_000)}
    body = json.dumps({"a": 1, "b": "x", "c": {}, "d": [], "e": None, "f": -1.5e3, **many, "z": 12345}, indent=3)
    transport = httpx.MockTransport(lambda _request: httpx.Response(200, content=f" \n{body}\n".encode()))

    def life(client: Any) -> Generator[Any, Any, Any]:
        return (yield client.results(ID))

    found = driver.use_own(played(life), "apexverify", transport=transport)
    assert dict(found) == json.loads(body)


class TestResume:
    """A program that was ended at any place goes on with its batch, and launches it once."""

    def run(self, people: Path, folder: Path, **options: Any) -> Callable[[Any], Any]:
        given = {"max_cost": 100, "resume": folder / "run.json", **options}
        return lambda client: client.run(people, folder / "results.json", **Q1, **given)

    def said(self, folder: Path) -> Any:
        return json.loads((folder / "run.json").read_text("utf-8"))

    @pytest.mark.parametrize("ended_in", ["parsing", "launching", "launched", "waiting", "downloading"])
    def test_at_every_place(
        self, driver: Driver, fresh: Simulator, people: Path, tmp_path: Path, ended_in: str
    ) -> None:
        faults = {
            "parsing": ("apexverify_batches.parse_batch", Fault(status=401)),
            # The launch arrives, and its answer is lost; so is what is asked after it.
            "launching": ("apexverify_batches.launch_batch", Fault(close="before")),
            "launched": ("apexverify.get_batch_status", Fault(status=401)),
            "waiting": ("apexverify.get_batch_status", Fault(status=401)),
            "downloading": ("apexverify_batches.export_batch", Fault(status=401)),
        }
        operation, fault = faults[ended_in]
        if ended_in == "launched":

            def seen(job: Any) -> None:
                if job.tag == "ready_for_verification":
                    fresh.inject(fault, operation=operation)

            with pytest.raises(AuthenticationError):
                driver.use(fresh, "apexverify", self.run(people, tmp_path, on_update=seen))
        else:
            fresh.inject(fault, operation=operation)
            if ended_in == "launching":
                # Without a kill this is no error at all: the status says that the batch was launched.
                driver.use(fresh, "apexverify", self.run(people, tmp_path))
            else:
                with pytest.raises(AuthenticationError):
                    driver.use(fresh, "apexverify", self.run(people, tmp_path))
        job = driver.use(fresh, "apexverify", self.run(people, tmp_path))
        assert str(job.ref) == self.said(tmp_path)["job"]
        assert (tmp_path / "results.json").exists()
        assert paid(fresh) == NET

    def test_a_launch_that_did_not_arrive_is_not_sent_again_untold(
        self, driver: Driver, fresh: Simulator, people: Path, tmp_path: Path
    ) -> None:
        fresh.inject(Fault(status=503), operation="apexverify_batches.launch_batch")
        with pytest.raises(SubmissionUncertain, match="the launch of apexverify:"):
            driver.use(fresh, "apexverify", self.run(people, tmp_path))
        assert self.said(tmp_path)["stage"] == "launching"
        with pytest.raises(SubmissionUncertain, match=r"still ready for verification.*resubmit=True"):
            driver.use(fresh, "apexverify", self.run(people, tmp_path))
        assert paid(fresh) == 0
        job = driver.use(fresh, "apexverify", self.run(people, tmp_path, resubmit=True))
        assert job.state is JobState.SUCCEEDED
        assert paid(fresh) == NET

    def test_an_upload_that_may_have_arrived(
        self, driver: Driver, fresh: Simulator, people: Path, tmp_path: Path
    ) -> None:
        fresh.inject(Fault(close="before"), operation="apexverify_batches.upload_batch")
        for _ in range(2):
            with pytest.raises(SubmissionUncertain, match=r"an upload costs nothing.*resubmit=True"):
                driver.use(fresh, "apexverify", self.run(people, tmp_path))
        job = driver.use(fresh, "apexverify", self.run(people, tmp_path, resubmit=True))
        assert job.state is JobState.SUCCEEDED

    def test_a_larger_max_cost_goes_on(self, driver: Driver, fresh: Simulator, people: Path, tmp_path: Path) -> None:
        with pytest.raises(JobNeedsAction) as caught:
            driver.use(fresh, "apexverify", self.run(people, tmp_path, max_cost=None))
        assert driver.use(fresh, "apexverify", self.run(people, tmp_path)).ref == caught.value.job.ref
        assert paid(fresh) == NET

    def test_no_key_in_the_file(self, driver: Driver, fresh: Simulator, people: Path, tmp_path: Path) -> None:
        driver.use(fresh, "apexverify", self.run(people, tmp_path))
        assert fresh.keys["apexverify"] not in (tmp_path / "run.json").read_text("utf-8")
        assert KEY not in (tmp_path / "run.json").read_text("utf-8")


def test_a_status_that_lags_behind_the_launch(driver: Driver, fresh: Simulator, people: Path) -> None:
    """For a while after its launch a batch may still be told as ready: that is no reason to stop, nor to pay again."""
    ready = (
        '{"status": "ready_for_verification", "found_content": {"valid_email": 100}, "found_cost": {"total_email_cost": '
        '100, "net_email_cost": 100.0, "email_cache_account_return": 0, "email_cache_global_return": 0}}'
    )

    def seen(job: Any) -> None:
        if job.tag == "ready_for_verification" and not fresh.faults_given:
            fresh.inject(Fault(body=ready), times=3, operation="apexverify.get_batch_status")

    job = driver.use(
        fresh,
        "apexverify",
        lambda client: client.run(people, **Q1, max_cost=100, on_update=seen),
        poll=PollPolicy(initial=1, maximum=1),
    )
    assert (job.state, fresh.faults_given, paid(fresh)) == (JobState.SUCCEEDED, 3, NET)


@pytest.mark.parametrize("fault", [Fault(status=500), Fault(close="before")])
def test_what_is_free_is_an_ordinary_error(driver: Driver, fresh: Simulator, fault: Fault) -> None:
    fresh.inject(fault, operation="apexverify_batches.get_credits")
    with pytest.raises((ServerError, TransportError)) as caught:
        driver.use(fresh, "apexverify", lambda client: client.credits(), retry=RetryPolicy(attempts=1))
    assert not isinstance(caught.value, SubmissionUncertain)


def test_a_program_that_is_killed_at_random_moments(tmp_path: Path) -> None:
    assert len(killed_launches.main(8, 13, tmp_path)) == 8
