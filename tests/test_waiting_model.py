"""Any sequence of statuses and faults: a wait ends within its time, with the outcome that a simple model says.

The model below was written from the documentation of `wait`, as one plain loop over numbers. It shares nothing with the
code under test.
"""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from attrs import frozen
from batchlight import (
    BatchlightError,
    EndpointGoneError,
    Job,
    JobError,
    PollPolicy,
    ResponseError,
    TransportError,
    WaitTimeout,
)
from batchlight.providers import async_client_class, client_class
from batchlight.simulator import SteppedClock
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drivers import DRIVERS, KEY, Driver

INITIAL, MAXIMUM, MULTIPLIER, ASK_LIMIT = 4.0, 20.0, 1.5, 120.0
MAX_OUTAGE = 300.0
REQUEST_TIMEOUT = 30.0


@frozen
class Event:
    """What happens to one request: how long it takes, and what comes of it."""

    seconds: float
    status: str = ""
    code: int = 200
    breaks: bool = False
    asks: float | None = None


seconds = st.sampled_from([0.0, 0.01, 0.5, 3.0, 29.0, 31.0, 400.0])
events = st.lists(
    st.one_of(
        st.builds(
            Event,
            seconds=seconds,
            status=st.sampled_from(["parsing_content", "verification_ongoing", "on_holiday"]),
            asks=st.sampled_from([None, None, None, 1.0, 50.0, 500.0]),
        ),
        st.builds(
            Event,
            seconds=seconds,
            status=st.sampled_from(["verification_done", "internal_error", "ready_for_verification"]),
        ),
        st.builds(Event, seconds=seconds, breaks=st.just(True)),
        st.builds(
            Event,
            seconds=seconds,
            code=st.sampled_from([400, 401, 404, 410, 425, 429, 500, 503, 520]),
            asks=st.sampled_from([None, None, 0.0, 5.0, 59.0, 61.0, 500.0]),
        ),
    ),
    min_size=1,
    max_size=30,
)


def model(script: list[Event], timeout: float) -> tuple[str, float]:
    """The outcome in a word, and when it comes."""
    now = 0.0
    looks = 0
    last_chance = timeout == 0
    silent_since: float | None = None
    while True:
        if looks > 0 and now >= timeout:
            return "timeout", now
        event = script[min(looks, len(script) - 1)]
        began = now
        allowed = REQUEST_TIMEOUT if timeout == 0 else min(REQUEST_TIMEOUT, timeout - now)
        trouble, asked = "", event.asks or None
        if event.breaks or event.seconds > allowed:
            now += min(event.seconds, allowed)
            trouble, asked = "no answer", None
        else:
            now += event.seconds
            if event.code == 410:
                return "gone", now
            if event.code != 200:
                trouble = str(event.code)
                if event.code not in (425, 429) and event.code < 500:
                    return trouble, now
            elif event.status in ("verification_done", "internal_error", "ready_for_verification"):
                return event.status, now
        looks += 1
        if trouble and (now >= timeout or last_chance):
            return "timeout", now
        pause = min(INITIAL * MULTIPLIER ** min(looks - 1, 50), MAXIMUM)
        if asked is not None:
            pause = min(max(asked, 1.0), ASK_LIMIT)
        if trouble:
            silent_since = began if silent_since is None else silent_since
            may_be_silent = silent_since + MAX_OUTAGE - now
            if may_be_silent <= 0 or (asked is not None and pause > may_be_silent):
                return trouble, now
            pause = min(pause, may_be_silent)
        else:
            silent_since = None
        left = timeout - now
        if pause >= left:
            if last_chance or left <= 0 or (trouble and asked is not None):
                return "timeout", now
            last_chance = True
            pause = left - min(2.0, left / 10)
        now += pause


def outcome_of(result: Any) -> str:
    if isinstance(result, Job):
        return str(result.raw["status"])
    if isinstance(result, WaitTimeout):
        return "timeout"
    if isinstance(result, JobError):
        assert result.job is not None
        return str(result.job.raw["status"])
    if isinstance(result, EndpointGoneError):
        return "gone"
    if isinstance(result, ResponseError):
        return str(result.status_code)
    assert isinstance(result, TransportError)
    return "no answer"


def played(script: list[Event], clock: SteppedClock) -> httpx.MockTransport:
    """Answer request after request as the script says, on the model's clock."""

    def follow() -> Iterator[Event]:
        yield from script
        while True:
            yield script[-1]

    coming = follow()

    def answer(request: httpx.Request) -> httpx.Response:
        event = next(coming)
        allowed = request.extensions["timeout"]["read"]
        if event.breaks or event.seconds > allowed:
            clock.advance(min(event.seconds, allowed))
            raise httpx.ReadError("broken", request=request)
        clock.advance(event.seconds)
        headers = {} if event.asks is None else {"Retry-After": str(event.asks)}
        body = dict(BODIES.get(event.status, {}), status=event.status) if event.code == 200 else {}
        return httpx.Response(event.code, json=body, headers=headers)

    return httpx.MockTransport(answer)


BODIES: dict[str, dict[str, Any]] = {"internal_error": {"message": "It broke"}}


def waited(driver: Driver, script: list[Event], timeout: float, check: bool) -> tuple[Any, float]:
    clock = SteppedClock()
    options: dict[str, Any] = {
        "transport": played(script, clock),
        "timeout": REQUEST_TIMEOUT,
        "poll": PollPolicy(INITIAL, MAXIMUM, MULTIPLIER, 0.0, ASK_LIMIT, MAX_OUTAGE),
        "clock": clock.now,
    }
    id = "3f0c8a52-6a0e-4d0b-9d57-0a7c3c1f2b11"

    async def asynchronously() -> Any:
        async with async_client_class("apexverify")(KEY, sleep=clock.sleep_async, **options) as client:
            return await client.wait(id, timeout=timeout, check=check)

    try:
        if driver.run is not None:
            return driver.run(asynchronously), clock.now()
        with client_class("apexverify")(KEY, sleep=clock.sleep, **options) as client:
            return client.wait(id, timeout=timeout, check=check), clock.now()
    except BatchlightError as error:
        return error, clock.now()


@pytest.mark.filterwarnings("ignore::batchlight.UnknownStatusWarning")
@settings(deadline=None, max_examples=200)
@given(script=events, timeout=st.sampled_from([0.0, 0.5, 5.0, 60.0, 900.0, 7200.0]), check=st.booleans())
def test_a_wait_ends_in_time_and_as_the_model_says(script: list[Event], timeout: float, check: bool) -> None:
    expected, when = model(script, timeout)
    for driver in DRIVERS:
        result, ended = waited(driver, script, timeout, check)
        assert outcome_of(result) == expected, driver.name
        assert ended == pytest.approx(when)
        assert ended <= (timeout or REQUEST_TIMEOUT) + 1e-6
        if expected in ("internal_error", "ready_for_verification"):
            assert isinstance(result, JobError if check else Job)


def test_the_model_can_be_wrong() -> None:
    """It is a model of something: other outcomes are possible, and it tells them apart."""
    done, busy = Event(0.0, "verification_done"), Event(0.0, "parsing_content")
    assert model([done], 10) == ("verification_done", 0.0)
    assert model([busy, done], 10) == ("verification_done", 4.0)
    assert model([busy], 10)[0] == "timeout"
    assert model([Event(0.0, code=404)], 10) == ("404", 0.0)
    assert model([Event(400.0, breaks=True)], 10) == ("timeout", 10.0)
    assert model([Event(0.0, code=503), done], 10) == ("verification_done", 4.0)
    assert model([Event(0.0, code=503)], 10)[0] == "timeout"
    assert model([Event(0.0, code=503)], 7200) == ("503", 300.0)
    assert model([Event(0.0, code=503, asks=59.0), done], 10) == ("timeout", 0.0)
