"""Every fault, sync and async, and what becomes of it; the table is that of docs/waiting.md. And what may charge money is
sent once, whatever happens after the connection was made.
"""

import re
from typing import Any

import httpx
import pytest
from batchlight import BatchlightError, PollPolicy, RetryPolicy, WaitTimeout
from batchlight.engine.calls import Call
from batchlight.engine.retrying import Repeat, next_attempt
from batchlight.simulator import Fault, Simulator, SteppedClock, serve
from batchlight.simulator.faults import CHAOS, Chaos, Faults, provider_of, read_fault
from batchlight_clients.operations import Operation

from scripts.specs import ROOT
from tests.drivers import IDS, Driver

# The fault; what is done when it comes: tried again, tried again in a wait only, or raised; what is raised if it stays.
OUTCOMES: dict[str, tuple[Fault, str, str]] = {
    "500 to 599": (Fault(status=520, body=""), "tries again", "ServerError"),
    "408, 425": (Fault(status=425, body=""), "tries again", "ResponseError"),
    "429": (Fault(status=429, body=""), "tries again", "RateLimitError"),
    "429, asks for more than a minute": (
        Fault(status=429, headers={"Retry-After": "61"}, body=""),
        "in a wait",
        "RateLimitError",
    ),
    "400": (Fault(status=400, body=""), "raises", "BadRequestError"),
    "401": (Fault(status=401, body=""), "raises", "AuthenticationError"),
    "404": (Fault(status=404, body=""), "raises", "NotFoundError"),
    "410": (Fault(status=410, body=""), "raises", "EndpointGoneError"),
    "301, 302, 307, 308": (Fault(status=307, headers={"Location": "/"}, body=""), "raises", "ResponseError"),
    "200 with an HTML page": (
        Fault(status=200, headers={"Content-Type": "text/html"}, body="<html>"),
        "in a wait",
        "MalformedResponseError",
    ),
    "200 with an empty body": (Fault(status=200, body=""), "in a wait", "MalformedResponseError"),
    "200 with truncated JSON": (Fault(status=200, body='{"a": '), "in a wait", "MalformedResponseError"),
    "closed before the answer": (Fault(close="before"), "tries again", "TransportError"),
    "closed in the headers": (Fault(close="headers"), "tries again", "TransportError"),
    "closed in the body": (Fault(close="body"), "tries again", "TransportError"),
    "Content-Length too large": (Fault(content_length=20), "tries again", "TransportError"),
    "Content-Length too small": (Fault(content_length=-20), "in a wait", "MalformedResponseError"),
    "no answer in time": (Fault(delay=3600), "tries again", "TransportError"),
    "a byte now and then": (Fault(drip=0.5), "tries again", "TransportError"),
}
RETRY = RetryPolicy(attempts=2, initial=1, jitter=0)
SLOW = ("no answer in time", "a byte now and then")


def limit(name: str) -> float:
    """The time for a request: short only where it has to run out, because this machine may be busy."""
    return 0.5 if name in SLOW else 60.0


ACTIONS: dict[str, Any] = {
    "get": lambda client, ref: client.get(ref.id),
    "wait": lambda client, ref: client.wait(ref.id),
}


def outcome(name: str, driver: Driver) -> tuple[Fault, str, str]:
    """The row of a fault; aiohttp takes no answer that is followed by what is none, and it is asked for again."""
    fault, once, error = OUTCOMES[name]
    if name == "Content-Length too small" and driver.name == "asyncio":
        return fault, "tries again", "TransportError"
    return fault, once, error


def survives(once: str, action: str) -> bool:
    return once == "tries again" or (once == "in a wait" and action == "wait")


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("name", OUTCOMES)
def test_a_fault_that_comes_once(simulator: Simulator, driver: Driver, name: str, action: str) -> None:
    fault, once, error = outcome(name, driver)
    ref = simulator.add_job("ecore", ["Processed"])
    simulator.inject(fault)

    def act(client: Any) -> Any:
        return ACTIONS[action](client, ref)

    if survives(once, action):
        # Where the time is short, a good answer may run out of it, too.
        retry = RetryPolicy(attempts=8, initial=1, jitter=0) if name in SLOW else RETRY
        assert driver.use(simulator, "ecore", act, retry=retry, timeout=limit(name)).state == "succeeded"
    else:
        with pytest.raises(BatchlightError) as caught:
            driver.use(simulator, "ecore", act, retry=RETRY, timeout=limit(name))
        assert type(caught.value).__name__ == error


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("name", OUTCOMES)
def test_a_fault_that_does_not_stop(simulator: Simulator, driver: Driver, name: str, action: str) -> None:
    fault, once, error = outcome(name, driver)
    ref = simulator.add_job("ecore", ["Processed"])
    simulator.inject(fault, times=None)
    with pytest.raises(BatchlightError) as caught:
        driver.use(
            simulator,
            "ecore",
            lambda client: ACTIONS[action](client, ref),
            retry=RETRY,
            timeout=limit(name),
            poll=PollPolicy(initial=400, jitter=0),
        )
    if action == "wait" and once != "raises":
        assert isinstance(caught.value, WaitTimeout)
        assert type(caught.value.__cause__).__name__ == error
        assert simulator.faults_given > 2
    else:
        assert type(caught.value).__name__ == error
        assert simulator.faults_given == (2 if once == "tries again" else 1)


def test_the_table_in_the_documentation_is_this_one() -> None:
    text = (ROOT / "docs" / "waiting.md").read_text("utf-8")
    rows = re.findall(r"^\| ([^|]+) \| (tries again|in a wait|raises) \| `(\w+)` \|$", text, re.MULTILINE)
    assert rows == [(name, once, error) for name, (_fault, once, error) in OUTCOMES.items()]


@pytest.mark.parametrize("name", OUTCOMES)
def test_what_may_charge_is_sent_once(simulator: Simulator, driver: Driver, name: str) -> None:
    """Under every fault after the connection was made."""
    ref = simulator.add_job("ecore", ["Processed"])
    simulator.inject(OUTCOMES[name][0], times=None)
    with pytest.raises(BatchlightError):
        driver.use(
            simulator, "ecore", lambda client: client._perform(charging(ref.id)), retry=RETRY, timeout=limit(name)
        )
    assert simulator.faults_given == 1


def test_what_may_charge_is_sent_again_if_the_connection_was_never_made(driver: Driver) -> None:
    attempts: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        attempts.append(request.method)
        if len(attempts) == 1:
            raise httpx.ConnectError("refused", request=request)
        return httpx.Response(200, json={"ok": True})

    with serve(clock=SteppedClock()) as simulator:
        result = driver.use(
            simulator,
            "ecore",
            lambda client: client._perform(charging("1")),
            transport=httpx.MockTransport(answer),
            retry=RETRY,
        )
    assert result == {"ok": True}
    assert attempts == ["POST", "POST"]


def charging(id: str) -> Call[Any]:
    """A call that stands for those that submit or launch."""
    operation = Operation("ecore.submit_for_test", "POST", "/email-validation/jobs/{job_id}/")
    request = {"method": "post", "url": f"/email-validation/jobs/{id}/", "json": {}}
    return Call(operation, request, lambda payload: payload, repeat=Repeat.UNSENT)


class TestRules:
    def test_for_the_next_requests(self, simulator: Simulator) -> None:
        ref = simulator.add_job("ecore", ["Processed"])
        simulator.inject(Fault(status=404, body=""), times=2)
        assert self.outcomes(simulator, ref.id, 4) == [404, 404, 200, 200]

    def test_for_one_job_and_one_provider(self, simulator: Simulator) -> None:
        first, second = (simulator.add_job("ecore", ["Processed"]) for _ in range(2))
        simulator.inject(Fault(status=404, body=""), times=None, ref=first)
        simulator.inject(Fault(status=404, body=""), times=None, provider="llamacloud")
        assert self.outcomes(simulator, first.id, 1) == [404]
        assert self.outcomes(simulator, second.id, 1) == [200]

    def test_at_a_rate(self, simulator: Simulator) -> None:
        ref = simulator.add_job("ecore", ["Processed"])
        simulator.inject(Fault(status=404, body=""), times=None, rate=0.5)
        outcomes = self.outcomes(simulator, ref.id, 60)
        assert 10 < outcomes.count(404) < 50

    def test_over_http(self, simulator: Simulator) -> None:
        ref = simulator.add_job("ecore", ["Processed"])
        url = f"{simulator.url}/_simulator/faults"
        assert httpx.post(url, json={"status": 404, "body": "", "times": 5, "provider": "ecore"}).status_code == 204
        assert self.outcomes(simulator, ref.id, 1) == [404]
        assert httpx.delete(url).status_code == 204
        assert self.outcomes(simulator, ref.id, 1) == [200]

    @pytest.mark.parametrize(
        "body",
        [
            "",
            "[]",
            "5",
            '{"nonsense": 1}',
            '{"status": 5}',
            '{"close": "never"}',
            '{"delay": -1}',
            '{"times": 0}',
            '{"rate": 2}',
            '{"provider": "x"}',
            '{"delay": "a"}',
        ],
    )
    def test_a_fault_that_is_none_over_http(self, simulator: Simulator, body: str) -> None:
        answer = httpx.post(f"{simulator.url}/_simulator/faults", content=body)
        assert answer.status_code == 422
        assert answer.json()["detail"]

    @pytest.mark.parametrize("arguments", [{"times": 0}, {"rate": 0}, {"rate": 1.1}], ids=str)
    def test_numbers_that_make_no_sense(self, simulator: Simulator, arguments: dict[str, Any]) -> None:
        with pytest.raises(ValueError, match=next(iter(arguments))):
            simulator.inject(Fault(), **arguments)

    @staticmethod
    def outcomes(simulator: Simulator, id: str, times: int) -> list[int]:
        headers = {"Authorization": f"Token {simulator.keys['ecore']}"}
        url = f"{simulator.base_url('ecore')}/email-validation/jobs/{id}/"
        return [httpx.get(url, headers=headers).status_code for _ in range(times)]

    def test_paths_belong_to_providers(self) -> None:
        assert provider_of("/v1/batch/x") == "apexverify"
        assert provider_of("/v1/batch-process-email-status") == "revenuebase"
        assert provider_of("/v2/jobs/1") == "revenuebase"
        assert provider_of("/_simulator/faults") is None

    def test_reading_a_fault(self) -> None:
        assert read_fault({"status": 500, "rate": 0.5}) == (
            Fault(status=500),
            {"times": 1, "rate": 0.5, "provider": None, "id": None, "operation": None},
        )


class TestChaos:
    def test_the_same_seed_breaks_the_same_requests(self) -> None:
        first, second = ([Chaos(0.3, seed=7).take("/v2/") for _ in range(1)] for _ in range(2))
        assert first == second
        one, other = Chaos(0.3, seed=7), Chaos(0.3, seed=7)
        assert [one.take("/v2/") for _ in range(200)] == [other.take("/v2/") for _ in range(200)]

    def test_it_breaks_its_share(self) -> None:
        chaos = Chaos(0.2, seed=1)
        given = [chaos.take("/v2/") for _ in range(2000)]
        assert 300 < sum(fault is not None for fault in given) < 500
        assert all(fault in given for fault in CHAOS)

    @pytest.mark.parametrize("share", [-0.1, 1.1])
    def test_a_share_that_is_none(self, share: float) -> None:
        with pytest.raises(ValueError, match="share"):
            Chaos(share)

    def test_no_chaos_unless_asked_for(self) -> None:
        assert all(Chaos(0.0).take("/v2/") is None for _ in range(100))
        assert Faults().take("/v2/") is None

    @pytest.mark.parametrize("provider", IDS)
    def test_a_wait_goes_through_it(self, driver: Driver, provider: str) -> None:
        with serve(clock=SteppedClock(), chaos=0.3, seed=3) as simulator:
            ref = simulator.add_job(provider)
            job = driver.use(
                simulator,
                provider,
                lambda client: client.wait(ref.id),
                poll=PollPolicy(1, 1),
                retry=RetryPolicy(attempts=12),
                timeout=60,
            )
            assert simulator.faults_given > 0
        assert job.state == "succeeded"


def test_decisions_need_no_clock() -> None:
    error = BatchlightError("other")
    assert next_attempt(RetryPolicy(), Repeat.ALWAYS, 1, error, 100.0) is None
