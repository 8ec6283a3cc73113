"""Money: a submission is sent once, and what may have arrived says so."""

import copy
import pickle
import traceback
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from batchlight import (
    AuthenticationError,
    BadRequestError,
    ConfigurationError,
    MalformedResponseError,
    NotFoundError,
    PaymentRequiredError,
    PollPolicy,
    RateLimitError,
    ResponseError,
    RetryPolicy,
    Revenuebase,
    ServerError,
    SubmissionUncertain,
    TransportError,
)
from batchlight.simulator import Fault, Simulator, SteppedClock, serve

from tests.drivers import KEY, Driver, Way, answering, played

OPERATION = {"revenuebase": "revenuebase_v2.submit_batch", "ecore": "ecore.upload_emails"}
PATIENT = RetryPolicy(attempts=6, initial=0.001, maximum=0.001)


@pytest.fixture
def fresh() -> Iterator[Simulator]:
    with serve(clock=SteppedClock()) as simulator:
        yield simulator


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("email\n" + "".join(f"person{number}@example.com\n" for number in range(100)), "utf-8")
    return path


def listed(client: Any) -> Generator[Any, Any, Any]:
    return (yield client.list())


UNCERTAIN: dict[str, tuple[Fault, str]] = {
    "closed before the answer": (Fault(close="before"), "no answer|Server disconnected|RemoteProtocolError"),
    "closed in the headers": (Fault(close="headers"), "RemoteProtocolError|ReadError|Server disconnected"),
    "closed in the body": (Fault(close="body"), "RemoteProtocolError"),
    "a body that is too short": (Fault(content_length=10), "RemoteProtocolError"),
    "not JSON": (Fault(status=200, body="<html>", done=True), "an answer that cannot be read"),
    "no id": (Fault(status=200, body='{"status": "ok"}', done=True), "an answer that cannot be read"),
    "408": (Fault(status=408, done=True), "408"),
    "500": (Fault(status=500, done=True), "500"),
    "502": (Fault(status=502, body="<html>", done=True), "502"),
    "503, and when to come again": (Fault(status=503, headers={"Retry-After": "1"}, done=True), "503"),
    "524 of a proxy": (Fault(status=524, done=True), "524"),
    "599": (Fault(status=599, done=True), "599"),
}


@pytest.mark.parametrize("provider", OPERATION)
@pytest.mark.parametrize("name", UNCERTAIN)
def test_what_may_have_arrived_is_sent_once(
    driver: Driver, fresh: Simulator, provider: str, name: str, sheet: Path
) -> None:
    fault, reason = UNCERTAIN[name]
    fresh.inject(fault, times=None, operation=OPERATION[provider])
    found: list[Any] = []

    def search(client: Any) -> Any:
        if is_sync(client):
            with pytest.raises(SubmissionUncertain, match=reason) as error:
                client.submit(sheet)
            found.extend(error.value.candidates())
            return error.value

        async def asynchronously() -> Any:
            with pytest.raises(SubmissionUncertain, match=reason) as error:
                await client.submit(sheet)
            found.extend(await error.value.candidates())
            return error.value

        return asynchronously()

    error: SubmissionUncertain = driver.use(fresh, provider, search, retry=PATIENT)
    assert fresh.faults_given == 1
    assert error.sent
    request = error.request
    assert (request.operation, request.name, request.size) == (OPERATION[provider], "people.csv", sheet.stat().st_size)
    assert "people.csv" in str(error)
    assert "not sent again" in str(error)
    # The simulator has made the job each time, and no other is there.
    assert [job.raw.get("filename", job.raw.get("list_name")) for job in found] == ["people.csv"]
    assert len(driver.use(fresh, provider, played(listed))) == 1


def is_sync(client: Any) -> bool:
    return not hasattr(client, "aclose")


REFUSED: dict[str, tuple[Fault, type[ResponseError], str]] = {
    "400": (Fault(status=400, body='{"detail": "upload_error"}'), BadRequestError, "upload_error"),
    "401": (Fault(status=401), AuthenticationError, "401"),
    "402": (Fault(status=402), PaymentRequiredError, "402"),
    "404": (Fault(status=404), NotFoundError, "404"),
    "413": (Fault(status=413), ResponseError, "413"),
    "425": (Fault(status=425), ResponseError, "425"),
    "429": (Fault(status=429, headers={"Retry-After": "1"}), RateLimitError, "429"),
    "a redirect": (Fault(status=307, headers={"Location": "https://elsewhere.example/"}), ResponseError, "307"),
}


@pytest.mark.parametrize("provider", OPERATION)
@pytest.mark.parametrize("name", REFUSED)
def test_what_was_refused_is_sent_once_and_certain(
    driver: Driver, fresh: Simulator, provider: str, name: str, sheet: Path
) -> None:
    fault, kind, words = REFUSED[name]
    fresh.inject(fault, times=None, operation=OPERATION[provider])
    with pytest.raises(kind, match=words) as caught:
        driver.use(fresh, provider, lambda client: client.submit(sheet), retry=PATIENT)
    assert not isinstance(caught.value, TransportError)
    assert fresh.faults_given == 1
    assert driver.use(fresh, provider, played(listed)) == []


def test_what_was_never_sent_is_tried_again(driver: Driver, sheet: Path) -> None:
    attempts: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        attempts.append(request.method)
        if len(attempts) < 3:
            raise httpx.ConnectError("refused")
        return httpx.Response(201, json={"job_id": 42})

    job = driver.use_own(lambda client: client.submit(sheet), transport=httpx.MockTransport(handle), retry=PATIENT)
    assert (job.id, len(attempts)) == ("42", 3)


def test_every_way_says_it(way: Way, fresh: Simulator, sheet: Path) -> None:
    fresh.inject(Fault(close="before"), operation="ecore.upload_emails")
    with pytest.raises(SubmissionUncertain):
        way.use(fresh, "ecore", lambda client: client.submit(sheet), retry=PATIENT)
    assert len(way.use(fresh, "ecore", played(listed))) == 1


def test_addresses_one_by_one(driver: Driver, fresh: Simulator) -> None:
    fresh.inject(Fault(close="before"), operation="ecore.upload_emails")
    with pytest.raises(SubmissionUncertain) as caught:
        driver.use(fresh, "ecore", lambda client: client.submit(emails=["A@b.de", "a@b.de", "c@d.de"]))
    request = caught.value.request
    assert (request.name, request.size, request.count) == ("API Upload", None, 2)


class TestCandidates:
    def uncertain(self, simulator: Simulator, client: Any, sheet: Path) -> SubmissionUncertain:
        simulator.inject(Fault(close="before"), operation="ecore.upload_emails")
        with pytest.raises(SubmissionUncertain) as caught:
            client.submit(sheet)
        return caught.value

    def test_what_this_client_has_submitted_is_none(self, fresh: Simulator, sheet: Path) -> None:
        with fresh.client("ecore") as client:
            known: Any = client.submit(sheet)  # type: ignore[attr-defined]  # of any provider
            error = self.uncertain(fresh, client, sheet)
            assert [job.ref != known.ref for job in error.candidates()] == [True]

    def test_nor_is_what_has_another_name_or_is_old(self, fresh: Simulator, sheet: Path) -> None:
        fresh.add_job("ecore", ["Processed"])
        with fresh.client("ecore") as client:
            error = self.uncertain(fresh, client, sheet)
            (found,) = error.candidates()
            assert found.raw["list_name"] == "people.csv"

    def test_pickled_it_says_where_to_look(self, fresh: Simulator, sheet: Path) -> None:
        with fresh.client("ecore") as client:
            error = self.uncertain(fresh, client, sheet)
        for made in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
            assert str(made) == str(error)
            assert made.request == error.request
            with pytest.raises(ConfigurationError, match="use list"):
                made.candidates()


def test_no_key_anywhere(driver: Driver, sheet: Path) -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadError(f"lost {KEY}", request=request)

    with pytest.raises(SubmissionUncertain) as caught:
        driver.use_own(lambda client: client.submit(sheet), transport=httpx.MockTransport(handle))
    error = caught.value
    shown = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert KEY not in shown
    assert KEY not in f"{error!r} {error.request!r} {vars(error)!r}"


class TestGrace:
    """A job that was just submitted may be unknown for a while."""

    @pytest.mark.parametrize("provider", OPERATION)
    @pytest.mark.parametrize("by", ["wait", "run"])
    def test_a_wait_right_after_a_submit(
        self, driver: Driver, fresh: Simulator, provider: str, by: str, sheet: Path
    ) -> None:
        missing = {"ecore": Fault(status=404, body='{"detail": "Not found."}'), "revenuebase": Fault(status=400)}
        looks = {"ecore": "ecore.get_job", "revenuebase": "revenuebase_v2.get_batch_status"}
        fresh.inject(missing[provider], times=3, operation=looks[provider])

        def life(client: Any) -> Generator[Any, Any, Any]:
            if by == "run":
                return (yield client.run(sheet))
            job = yield client.submit(sheet)
            return (yield client.wait(job.id))

        assert driver.use(fresh, provider, played(life), poll=PollPolicy(initial=5)).state == "succeeded"
        assert fresh.faults_given == 3

    def test_it_has_an_end(self, driver: Driver, fresh: Simulator, sheet: Path) -> None:
        fresh.inject(Fault(status=404, body='{"detail": "Not found."}'), times=None, operation="ecore.get_job")

        def life(client: Any) -> Generator[Any, Any, Any]:
            job = yield client.submit(sheet)
            return (yield client.wait(job.id))

        with pytest.raises(NotFoundError):
            driver.use(fresh, "ecore", played(life), poll=PollPolicy(initial=5, maximum=5, jitter=0, grace=12))
        assert fresh.faults_given == 4

    def test_a_typo_fails_at_once(self, driver: Driver, fresh: Simulator, sheet: Path) -> None:
        def life(client: Any) -> Generator[Any, Any, Any]:
            yield client.submit(sheet)
            return (yield client.wait(4711))

        with pytest.raises(NotFoundError):
            driver.use(fresh, "ecore", played(life))

    def test_a_400_with_a_code_is_no_missing_job(self, driver: Driver, fresh: Simulator, sheet: Path) -> None:
        body = '{"detail": "invalid_extension"}'
        fresh.inject(Fault(status=400, body=body), times=None, operation="revenuebase_v2.get_batch_status")

        def life(client: Any) -> Generator[Any, Any, Any]:
            job = yield client.submit(sheet)
            return (yield client.wait(job.id))

        with pytest.raises(BadRequestError):
            driver.use(fresh, "revenuebase", played(life))


@pytest.mark.parametrize("method", ["submit", "list", "download", "results", "balance"])
def test_version_1_only_looks_and_cancels(method: str, sheet: Path, tmp_path: Path) -> None:
    arguments: dict[str, tuple[Any, ...]] = {"submit": (sheet,), "download": (42, tmp_path / "x"), "results": (42,)}
    client = Revenuebase("key", api_version="v1", transport=answering(500))
    with client, pytest.raises(ConfigurationError, match=f"{method} is an operation of version 2"):
        getattr(client, method)(*arguments.get(method, ()))


def test_a_balance_that_is_none(driver: Driver) -> None:
    with pytest.raises(MalformedResponseError, match="it tells no number of credits"):
        driver.use_own(lambda client: client.balance(), "revenuebase", transport=answering(json={"credits": "12"}))


def test_errors_of_a_server_are_of_a_server_for_what_is_free(driver: Driver) -> None:
    with pytest.raises(ServerError):
        driver.use_own(lambda client: client.balance(), "revenuebase", transport=answering(500), retry=RetryPolicy(1))
