"""What a client tells of its work: each request, answer, retry, pause, outage and end, and nothing that is secret."""

import datetime
import logging
from collections.abc import Callable, Iterator
from typing import Any

import anyio
import attrs
import httpx
import pytest
from batchlight import (
    AnswerEvent,
    ClientEvent,
    EndEvent,
    Event,
    JobFailed,
    JobState,
    LifecycleEvent,
    LifecyclePolicy,
    LlamaCloud,
    NotFoundError,
    OutageEvent,
    PauseEvent,
    RateLimitError,
    RequestEvent,
    RetryEvent,
    RetryPolicy,
    TransportError,
    WaitTimeout,
)
from batchlight.providers import async_client_class
from batchlight.simulator import Fault, Simulator, SteppedClock

from tests.drivers import IDS, KEY, Driver, answering


def listen(
    simulator: Simulator, driver: Driver, provider: str, action: Callable[[Any], Any], **options: Any
) -> list[Any]:
    events: list[Any] = []
    driver.use(simulator, provider, action, on_event=events.append, **options)
    return events


def brief(event: Any) -> tuple[Any, ...]:
    """An event in short: its kind, and what of it a test can know beforehand."""
    kind = type(event).__name__.removesuffix("Event")
    match event:
        case AnswerEvent():
            return kind, event.attempt, event.status_code or event.error
        case RetryEvent():
            return kind, event.attempt, event.error, event.status_code, event.seconds
        case PauseEvent():
            return kind, event.state
        case OutageEvent():
            return kind, "over" if event.is_over else "begins", event.error, event.status_code
        case EndEvent():
            return kind, event.requests, event.state, event.error
        case _:
            return kind, event.attempt


class TestOneCall:
    def test_it_is_answered(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("ecore", ["Processed"])
        events = listen(simulator, driver, "ecore", lambda client: client.get(ref.id))
        assert list(map(brief, events)) == [("Request", 1), ("Answer", 1, 200), ("End", 1, JobState.SUCCEEDED, None)]
        assert {(each.provider, each.site, each.operation) for each in events} == {("ecore", None, "ecore.get_job")}
        assert len({each.run for each in events}) == 1

    def test_it_is_sent_again(self, simulator: Simulator, driver: Driver) -> None:
        answers: Iterator[httpx.Response | Exception] = iter(
            [httpx.ReadError("gone"), httpx.Response(503), httpx.Response(200, json={"status": "Failed"})]
        )

        def answer(_request: httpx.Request) -> httpx.Response:
            each = next(answers)
            if isinstance(each, Exception):
                raise each
            return each

        options = {"transport": httpx.MockTransport(answer), "retry": RetryPolicy(initial=2, jitter=0)}
        events = listen(simulator, driver, "ecore", lambda client: client.get(42), **options)
        assert list(map(brief, events)) == [
            ("Request", 1),
            ("Answer", 1, "ReadError"),
            ("Retry", 1, "TransportError", None, 2.0),
            ("Request", 2),
            ("Answer", 2, 503),
            ("Retry", 2, "ServerError", 503, 4.0),
            ("Request", 3),
            ("Answer", 3, 200),
            ("End", 3, JobState.FAILED, None),
        ]
        assert events[-1].seconds == 6

    @pytest.mark.parametrize(
        ("status", "error", "caught"), [(404, "NotFoundError", NotFoundError), (429, "RateLimitError", RateLimitError)]
    )
    def test_it_fails(
        self, simulator: Simulator, driver: Driver, status: int, error: str, caught: type[Exception]
    ) -> None:
        ref = simulator.add_job("ecore", ["Processing"])
        simulator.fail_next("ecore", status)
        events: list[Any] = []
        options = {"on_event": events.append, "retry": RetryPolicy(attempts=1)}
        with pytest.raises(caught):
            driver.use(simulator, "ecore", lambda client: client.get(ref.id), **options)
        assert list(map(brief, events)) == [("Request", 1), ("Answer", 1, status), ("End", 1, None, error)]

    def test_no_connection(self, simulator: Simulator, driver: Driver) -> None:
        def refuse(_request: httpx.Request) -> httpx.Response:
            raise httpx.ConnectError("no")

        events: list[Any] = []
        with pytest.raises(TransportError):
            driver.call("ecore", "get", 42, transport=httpx.MockTransport(refuse), on_event=events.append)
        assert list(map(brief, events)) == [
            ("Request", 1),
            ("Answer", 1, "ConnectError"),
            ("End", 1, None, "TransportError"),
        ]

    def test_what_sends_nothing_has_no_events(self, driver: Driver) -> None:
        events: list[Any] = []
        with pytest.raises(ValueError, match="a whole number"):
            driver.call("ecore", "get", "../42", transport=answering(json={}), on_event=events.append)
        assert events == []

    def test_how_long_it_took(self) -> None:
        clock = SteppedClock()

        def answer(_request: httpx.Request) -> httpx.Response:
            clock.advance(1.5)
            return httpx.Response(200, json={})

        events: list[Any] = []
        options: dict[str, Any] = {"clock": clock.now, "sleep": clock.sleep, "on_event": events.append}
        with LlamaCloud(KEY, transport=httpx.MockTransport(answer), **options) as llama:
            llama.get("bjb-1")
        assert [each.seconds for each in events if isinstance(each, AnswerEvent | EndEvent)] == [1.5, 1.5]


class TestAWait:
    def test_it_pauses_and_ends(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("llamacloud", [("pending", 1), ("running", 5), "completed"])
        events = listen(simulator, driver, "llamacloud", lambda client: client.wait(ref.id))
        assert [brief(each) for each in events if isinstance(each, PauseEvent | EndEvent)][:2] == [
            ("Pause", JobState.QUEUED),
            ("Pause", JobState.RUNNING),
        ]
        requests = sum(isinstance(each, RequestEvent) for each in events)
        assert brief(events[-1]) == ("End", requests, JobState.SUCCEEDED, None)
        assert events[-1].seconds == pytest.approx(sum(each.seconds for each in events if isinstance(each, PauseEvent)))
        assert {each.attempt for each in events} == {1}, "each look is a call of its own"

    def test_an_outage_begins_and_is_over(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("llamacloud", [("running", 60), "completed"])
        simulator.fail_next("llamacloud", 500, times=3)
        events = listen(simulator, driver, "llamacloud", lambda client: client.wait(ref.id, until="running"))
        assert [brief(each) for each in events if not isinstance(each, RequestEvent)] == [
            ("Answer", 1, 500),
            ("Outage", "begins", "ServerError", 500),
            ("Pause", None),
            ("Answer", 1, 500),
            ("Pause", None),
            ("Answer", 1, 500),
            ("Pause", None),
            ("Answer", 1, 200),
            ("Outage", "over", "ServerError", 500),
            ("End", 4, JobState.RUNNING, None),
        ]
        first, last = (each for each in events if isinstance(each, OutageEvent))
        assert first.seconds == 0
        assert last.seconds == pytest.approx(sum(each.seconds for each in events if isinstance(each, PauseEvent)))

    @pytest.mark.parametrize(
        ("script", "options", "error", "state"),
        [
            (["failed"], {}, JobFailed, JobState.FAILED),
            (["running"], {"timeout": 10}, WaitTimeout, JobState.RUNNING),
        ],
    )
    def test_it_ends_badly(
        self,
        simulator: Simulator,
        driver: Driver,
        script: list[str],
        options: dict[str, Any],
        error: type[Exception],
        state: JobState,
    ) -> None:
        ref = simulator.add_job("llamacloud", script)
        events: list[Any] = []
        with pytest.raises(error):
            driver.use(simulator, "llamacloud", lambda client: client.wait(ref, **options), on_event=events.append)
        assert (events[-1].error, events[-1].state) == (error.__name__, state)

    def test_a_watch(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("llamacloud", [("running", 5), "completed"])

        def synchronously(client: Any) -> None:
            list(client.watch(ref))

        async def asynchronously(client: Any) -> None:
            async for _job in client.watch(ref):
                pass

        action = synchronously if driver.run is None else asynchronously
        events = listen(simulator, driver, "llamacloud", action)
        assert brief(events[-1])[2:] == (JobState.SUCCEEDED, None)
        assert len([each for each in events if isinstance(each, EndEvent)]) == 1

    def test_a_watch_that_is_left_early(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("llamacloud", ["running"])

        def synchronously(client: Any) -> None:
            with client.watch(ref) as jobs:
                next(jobs)

        async def asynchronously(client: Any) -> None:
            async with client.watch(ref) as jobs:
                await anext(jobs)

        action = synchronously if driver.run is None else asynchronously
        events = listen(simulator, driver, "llamacloud", action)
        assert list(map(brief, events)) == [
            ("Request", 1),
            ("Answer", 1, 200),
            ("End", 1, JobState.RUNNING, "abandoned"),
        ]

    def test_ctrl_c(self, simulator: Simulator) -> None:
        ref = simulator.add_job("llamacloud", ["running"])
        events: list[Any] = []

        def interrupt(_seconds: float) -> None:
            raise KeyboardInterrupt

        options: dict[str, Any] = {"sleep": interrupt, "on_event": events.append}
        with simulator.client("llamacloud", **options) as client, pytest.raises(KeyboardInterrupt):
            client.wait(ref)
        assert list(map(brief, events))[-2:] == [
            ("Pause", JobState.RUNNING),
            ("End", 1, JobState.RUNNING, "abandoned"),
        ]

    def test_a_task_that_is_cancelled(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("llamacloud", ["running"])
        if driver.run is None:
            pytest.skip("there are no tasks")

        async def wait(client: Any) -> None:
            with anyio.move_on_after(60) as scope:
                await client.wait(ref, on_update=lambda _job: scope.cancel())

        events = listen(simulator, driver, "llamacloud", wait, sleep=anyio.sleep)
        assert brief(events[-1]) == ("End", 1, JobState.RUNNING, "abandoned")


class TestTheHook:
    def test_what_it_raises_is_logged_and_nothing_else(
        self, simulator: Simulator, driver: Driver, caplog: pytest.LogCaptureFixture
    ) -> None:
        ref = simulator.add_job("ecore", [("Processing", 5), "Processed"])

        def fail(_event: Event) -> None:
            raise LookupError("no such metric")

        with caplog.at_level(logging.ERROR, "batchlight"):
            job = driver.use(simulator, "ecore", lambda client: client.wait(ref), on_event=fail)
        assert job.state is JobState.SUCCEEDED
        assert "on_event failed for RequestEvent of ecore.get_job" in caplog.text
        assert "no such metric" in caplog.text

    def test_an_interrupt_in_it_goes_through(self, simulator: Simulator) -> None:
        def interrupt(_event: Event) -> None:
            raise KeyboardInterrupt

        ref = simulator.add_job("ecore", ["Processing"])
        with simulator.client("ecore", on_event=interrupt) as client, pytest.raises(KeyboardInterrupt):
            client.get(ref)

    async def coroutine(self, _event: Event) -> None: ...

    @pytest.mark.parametrize("make", [LlamaCloud, async_client_class("llamacloud")])
    def test_what_is_no_function(self, make: Any) -> None:
        for hook in (7, "print", self.coroutine):
            with pytest.raises(TypeError, match="on_event is a plain function, also of an async client"):
                make(KEY, on_event=hook)

    def test_without_one_the_steps_are_those_of_the_operation(self, simulator: Simulator) -> None:
        """What it costs is one test: nothing is put around the steps."""
        with simulator.client("ecore") as client:
            plan = client._wait_steps(42, 1.0, None, None, False)
            assert client._told(plan) is plan
        with simulator.client("ecore", on_event=print) as client:
            assert client._told(plan) is not plan

    def test_the_numbers_of_runs_tell_them_apart(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("ecore", ["Processed"])
        events = [
            each for _ in range(2) for each in listen(simulator, driver, "ecore", lambda client: client.get(ref.id))
        ]
        assert len({each.run for each in events}) == 2


class TestWhatIsInThem:
    def test_no_key_url_id_or_body(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("llamacloud", [("running", 5), "completed"])
        simulator.inject(Fault(status=500, body=f"{KEY} {ref.id}"))
        simulator.inject(Fault(close="body"))
        events = listen(simulator, driver, "llamacloud", lambda client: client.wait(ref))
        assert {type(each) for each in events} >= {RequestEvent, AnswerEvent, PauseEvent, OutageEvent, EndEvent}
        shown = repr(events)
        for secret in (simulator.keys["llamacloud"], KEY, ref.id, "http", "127.0.0.1", "/"):
            assert secret not in shown

    def test_they_are_values_of_one_family(self) -> None:
        for kind in (RequestEvent, AnswerEvent, RetryEvent, PauseEvent, OutageEvent, EndEvent):
            assert issubclass(kind, ClientEvent)
        assert issubclass(ClientEvent, Event)
        assert issubclass(LifecycleEvent, Event)
        event = RequestEvent(provider="ecore", operation="ecore.get_job", run=1, attempt=1)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            event.attempt = 2  # type: ignore[misc]  # that is the test
        assert {event: 1}[attrs.evolve(event)] == 1

    def test_their_site(self, driver: Driver) -> None:
        events: list[Any] = []
        options: dict[str, Any] = {"site": "eu", "transport": answering(json={}), "on_event": events.append}
        driver.call("llamacloud", "get", IDS["llamacloud"], **options)
        assert {each.site for each in events} == {"eu"}


class TestLifecycle:
    @pytest.mark.filterwarnings("ignore::batchlight.EndpointSunsetWarning")
    def test_its_events_are_among_them(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("revenuebase", ["PROCESSING"])
        own: list[LifecycleEvent] = []
        now = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
        lifecycle = LifecyclePolicy(on_event=own.append, clock=lambda: now)
        options = {"api_version": "v1", "lifecycle": lifecycle}
        events = listen(simulator, driver, "revenuebase", lambda client: client.get(ref.id), **options)
        assert [type(each) for each in events] == [RequestEvent, AnswerEvent, LifecycleEvent, EndEvent]
        assert own == [events[2]]
        assert (own[0].operation, own[0].provider, own[0].at) == ("revenuebase_v1.get_batch_status", "revenuebase", now)

    @pytest.mark.filterwarnings("ignore::batchlight.EndpointSunsetWarning")
    def test_a_migration(self, simulator: Simulator, driver: Driver) -> None:
        """The run is one; the operation is that which was sent."""
        ref = simulator.add_job("revenuebase", ["PROCESSING"])
        simulator.retire("revenuebase_v1")
        lifecycle = LifecyclePolicy(
            on_sunset="migrate", clock=lambda: datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
        )
        options = {"api_version": "v1", "lifecycle": lifecycle, "retry": RetryPolicy(attempts=1)}
        events = listen(simulator, driver, "revenuebase", lambda client: client.get(ref.id), **options)
        assert [
            (each.operation.partition(".")[0], *brief(each)[:2]) for each in events if isinstance(each, ClientEvent)
        ] == [
            ("revenuebase_v1", "Request", 1),
            ("revenuebase_v1", "Answer", 1),
            ("revenuebase_v2", "Request", 1),
            ("revenuebase_v2", "Answer", 1),
            ("revenuebase_v2", "End", 2),
        ]
