"""Waiting: the same outcomes and the same pauses from sync, asyncio and trio, whatever the network does."""

import asyncio
import gc
import inspect
import logging
from collections.abc import Callable, Iterator
from operator import methodcaller
from typing import Any

import httpx
import pytest
import trio
from attrs import evolve
from batchlight import (
    AsyncECore,
    BadRequestError,
    ECore,
    EndpointGoneError,
    Job,
    JobCancelled,
    JobError,
    JobFailed,
    JobNeedsAction,
    JobState,
    MalformedResponseError,
    NotFoundError,
    PollPolicy,
    RateLimitError,
    ResponseError,
    RetryPolicy,
    ServerError,
    TransportError,
    WaitTimeout,
)
from batchlight.engine.polling import Guidance, next_look, policy_for
from batchlight.providers import apexverify, ecore, llamacloud, revenuebase
from batchlight.simulator import Fault, Simulator, Step, SteppedClock, serve
from batchlight.simulator.jobs import StepLike

from tests.drivers import IDS, Driver

# Version 1 of Revenuebase is tested here for what it answers; what is said of its end, in test_lifecycle.py.
pytestmark = pytest.mark.filterwarnings("ignore::batchlight.EndpointSunsetWarning")

# Without chance, so that pauses can be compared.
POLL = PollPolicy(initial=4, maximum=10, jitter=0)
RETRY = RetryPolicy(attempts=4, initial=1, maximum=8, jitter=0)
OPTIONS: dict[str, Any] = {"poll": POLL, "retry": RETRY}


class TestOutcomes:
    def test_success(self, simulator: Simulator, clock: SteppedClock, driver: Driver) -> None:
        ref = simulator.add_job("revenuebase", [("QUEUED", 10), ("PROCESSING", 20), "COMPLETED"])
        job = driver.use(simulator, "revenuebase", lambda client: client.wait(ref.id), **OPTIONS)
        assert isinstance(job, Job)
        assert job.state is JobState.SUCCEEDED
        assert clock.slept == [4, 6, 9, 10, 10]

    def test_already_terminal_is_one_look_and_no_sleep(
        self, simulator: Simulator, clock: SteppedClock, driver: Driver
    ) -> None:
        ref = simulator.add_job("ecore", ["Processed"])
        assert driver.use(simulator, "ecore", lambda client: client.wait(ref.id), **OPTIONS).is_terminal
        assert clock.slept == []

    @pytest.mark.parametrize(
        ("provider", "status", "error", "message"),
        [
            ("revenuebase", "ERROR", JobFailed, "failed: The file could not be processed."),
            ("revenuebase", "CANCELLED", JobCancelled, "was cancelled"),
            ("apexverify", "internal_error", JobFailed, "failed"),
            ("apexverify", "ready_for_verification", JobNeedsAction, "needs action"),
            ("ecore", "Failed", JobFailed, "failed"),
            ("llamacloud", "failed", JobFailed, "failed"),
            ("llamacloud", "cancelled", JobCancelled, "was cancelled"),
        ],
    )
    def test_what_is_raised(
        self, simulator: Simulator, driver: Driver, provider: str, status: str, error: type[JobError], message: str
    ) -> None:
        ref = simulator.add_job(provider, [status])
        with pytest.raises(error, match=message) as caught:
            driver.use(simulator, provider, lambda client: client.wait(ref.id), **OPTIONS)
        assert type(caught.value) is error
        assert str(caught.value).startswith(f"{ref} ")
        assert caught.value.job is not None
        assert caught.value.job.ref == ref
        job = driver.use(simulator, provider, lambda client: client.wait(ref.id, check=False), **OPTIONS)
        assert job == caught.value.job

    def test_unknown_status_then_done(self, simulator: Simulator, clock: SteppedClock, driver: Driver) -> None:
        ref = simulator.add_job("llamacloud", [("pending", 4), ("on_holiday", 6), "completed"])
        seen: list[JobState] = []
        with pytest.warns(match="on_holiday"):
            job = driver.use(
                simulator,
                "llamacloud",
                lambda client: client.wait(ref.id, on_update=lambda job: seen.append(job.state)),
                **OPTIONS,
            )
        assert job.state is JobState.SUCCEEDED
        assert seen == ["queued", "unknown", "succeeded"]

    def test_timeout_with_the_job_as_last_seen(self, simulator: Simulator, clock: SteppedClock, driver: Driver) -> None:
        ref = simulator.add_job("ecore", [("Uploading", 7), "Processing"])
        with pytest.raises(WaitTimeout, match=r"is running after .* the job goes on at the provider") as caught:
            driver.use(simulator, "ecore", lambda client: client.wait(ref.id, timeout=30), **OPTIONS)
        error = caught.value
        assert isinstance(error, TimeoutError)
        assert error.job is not None
        assert error.job.state is JobState.RUNNING
        assert error.elapsed <= 30
        # The next look would come after the end, so a last one comes shortly before it.
        assert clock.slept == [4, 6, 9, 10, pytest.approx(0.9)]

    def test_a_job_that_ends_just_before_the_timeout_is_seen(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("ecore", [("Processing", 95), "Processed"])
        poll = PollPolicy(initial=60, maximum=60, jitter=0)
        job = driver.use(simulator, "ecore", lambda client: client.wait(ref.id, timeout=100, poll=poll))
        assert job.state is JobState.SUCCEEDED

    def test_no_time_is_one_look(self, simulator: Simulator, clock: SteppedClock, driver: Driver) -> None:
        busy, done = simulator.add_job("ecore", ["Processing"]), simulator.add_job("ecore", ["Processed"])
        with pytest.raises(WaitTimeout) as caught:
            driver.use(simulator, "ecore", lambda client: client.wait(busy.id, timeout=0))
        assert caught.value.job is not None
        assert caught.value.job.state is JobState.RUNNING
        assert caught.value.__cause__ is None
        assert driver.use(simulator, "ecore", lambda client: client.wait(done.id, timeout=0)).is_terminal
        assert clock.slept == []

    def test_no_time_and_no_answer(self, simulator: Simulator, clock: SteppedClock, driver: Driver) -> None:
        simulator.inject(Fault(status=503, body=""))
        with pytest.raises(WaitTimeout, match=r"the last look failed: 503") as caught:
            driver.use(simulator, "ecore", lambda client: client.wait("42", timeout=0))
        assert caught.value.job is None
        assert isinstance(caught.value.__cause__, ServerError)
        assert clock.slept == []

    @pytest.mark.parametrize("timeout", [float("inf"), 1e300, 10**400])
    def test_a_timeout_beyond_all_clocks_is_none(self, simulator: Simulator, driver: Driver, timeout: float) -> None:
        ref = simulator.add_job("ecore", [("Processing", 50), "Processed"])
        assert driver.use(simulator, "ecore", lambda client: client.wait(ref.id, timeout=timeout)).is_terminal

    @pytest.mark.parametrize("timeout", ["10", True, [1]])
    def test_a_timeout_of_a_wrong_type(self, simulator: Simulator, driver: Driver, timeout: Any) -> None:
        with pytest.raises(TypeError, match="timeout is a number"):
            driver.use(simulator, "ecore", lambda client: client.wait("42", timeout=timeout))

    @pytest.mark.parametrize("timeout", [-1, float("nan")])
    def test_a_timeout_that_is_none(self, simulator: Simulator, driver: Driver, timeout: float) -> None:
        with pytest.raises(ValueError, match="timeout"):
            driver.use(simulator, "ecore", lambda client: client.wait("42", timeout=timeout))

    def test_for_ever_must_be_said(self, simulator: Simulator, clock: SteppedClock, driver: Driver) -> None:
        # Half a second less than the pauses, because the clock counts on from other tests and rounds.
        ref = simulator.add_job("ecore", [("Processing", 999_999.5), "Processed"])
        poll = PollPolicy(initial=50_000, maximum=50_000, jitter=0)
        job = driver.use(simulator, "ecore", lambda client: client.wait(ref.id, timeout=None, poll=poll))
        assert job.state is JobState.SUCCEEDED
        assert sum(clock.slept) == 1e6

    @pytest.mark.parametrize(
        ("until", "state"),
        [
            ("terminal", "succeeded"),
            (JobState.RUNNING, "running"),
            ("running", "running"),
            ([JobState.NEEDS_ACTION, JobState.RUNNING], "running"),
            ({"needs_action", "running"}, "running"),
            (("failed", JobState.NEEDS_ACTION), "needs_action"),
            (JobState.NEEDS_ACTION, "needs_action"),
            (lambda job: job.state == "needs_action", "needs_action"),
            (JobState.CANCELLED, "succeeded"),
        ],
        ids=repr,
    )
    def test_until(self, simulator: Simulator, driver: Driver, until: Any, state: str) -> None:
        script: list[StepLike] = [("ready_for_verification", 5), ("verification_ongoing", 5), "verification_done"]
        if state == "running":
            script = [("parsing_content", 5), *script]
        ref = simulator.add_job("apexverify", script)
        job = driver.use(simulator, "apexverify", lambda client: client.wait(ref.id, until=until), **OPTIONS)
        assert job.state == state

    def test_until_does_not_hide_a_failure(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("apexverify", ["internal_error"])
        with pytest.raises(JobFailed):
            driver.use(simulator, "apexverify", lambda client: client.wait(ref.id, until="needs_action"))

    @pytest.mark.parametrize("until", ["sleepy", "Running", "", ["running", "sleepy"], {"terminal"}])
    def test_an_until_that_is_none(self, simulator: Simulator, driver: Driver, until: Any) -> None:
        def fail(_request: httpx.Request) -> httpx.Response:
            raise AssertionError("something was sent")

        def wait(client: Any) -> Any:
            return client.wait(IDS["apexverify"], until=until)

        with pytest.raises(ValueError, match='until is "terminal", a state \\(queued, '):
            driver.use(simulator, "apexverify", wait, transport=httpx.MockTransport(fail))

    def test_a_wrong_id_sends_nothing(self, simulator: Simulator, driver: Driver) -> None:
        for method in ("wait", "watch"):
            with pytest.raises(ValueError, match="whole number"):
                driver.use(simulator, "ecore", methodcaller(method, "abc"))

    def test_two_hours_in_no_time(self, simulator: Simulator, clock: SteppedClock, driver: Driver) -> None:
        ref = simulator.add_job("ecore", [("Processing", 7200), "Processed"], size=100_000)
        job = driver.use(simulator, "ecore", lambda client: client.wait(ref.id, timeout=10_000))
        assert job.state is JobState.SUCCEEDED
        # The longest pause is 30 seconds, and chance adds up to a tenth.
        assert 7200 <= sum(clock.slept) < 7200 + 33.1


class TestUpdates:
    def test_each_change_once(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("ecore", [("Uploading", 10), ("Processing", 40), "Processed"], size=100)
        seen: list[Any] = []
        driver.use(
            simulator,
            "ecore",
            lambda client: client.wait(ref.id, on_update=lambda job: seen.append((str(job.state), job.progress.done))),
            **OPTIONS,
        )
        assert seen[0] == ("queued", 0)
        assert seen[-1] == ("succeeded", 100)
        assert len(seen) == len(set(seen))
        assert {state for state, _done in seen} == {"queued", "running", "succeeded"}

    def test_the_providers_own_word_is_a_change(self, simulator: Simulator, driver: Driver) -> None:
        script: list[StepLike] = [("parsing_content", 10), ("verification_ongoing", 20), "verification_done"]
        ref = simulator.add_job("apexverify", script)
        seen: list[Any] = []
        driver.use(
            simulator, "apexverify", lambda client: client.wait(ref.id, on_update=lambda job: seen.append(job.tag))
        )
        assert seen == ["parsing_content", "verification_ongoing", "verification_done"]

    def test_a_coroutine_function_of_a_sync_client(self, simulator: Simulator) -> None:
        async def on_update(_job: Job[Any]) -> None:
            raise AssertionError

        with simulator.client("ecore") as client, pytest.raises(TypeError, match="coroutine function"):
            client.wait("42", on_update=on_update)

    @pytest.mark.parametrize("name", ["asyncio", "trio"])
    def test_a_coroutine_function(self, simulator: Simulator, name: str) -> None:
        ref = simulator.add_job("ecore", [("Uploading", 5), "Processed"])
        seen: list[str] = []

        async def on_update(job: Job[Any]) -> None:
            await (asyncio.sleep(0) if name == "asyncio" else trio.lowlevel.checkpoint())
            seen.append(job.state)

        driver = Driver(name, (lambda function: asyncio.run(function())) if name == "asyncio" else trio.run)
        driver.use(simulator, "ecore", lambda client: client.wait(ref.id, on_update=on_update), **OPTIONS)
        assert seen == ["queued", "succeeded"]

    @pytest.mark.parametrize(
        "error", [RuntimeError("mine"), KeyboardInterrupt(), StopIteration(), TimeoutError()], ids=repr
    )
    def test_what_a_callback_raises_passes_through(
        self, simulator: Simulator, clock: SteppedClock, driver: Driver, error: BaseException
    ) -> None:
        ref = simulator.add_job("ecore", ["Processing"])

        def on_update(_job: Job[Any]) -> None:
            raise error

        if isinstance(error, StopIteration) and driver.run is not None:
            # Python itself turns it into RuntimeError where a coroutine raises it.
            with pytest.raises(RuntimeError):
                self.wait(simulator, driver, ref.id, on_update)
            return
        with pytest.raises(type(error)) as caught:
            self.wait(simulator, driver, ref.id, on_update)
        assert caught.value is error
        assert clock.slept == []

    @staticmethod
    def wait(simulator: Simulator, driver: Driver, id: str, on_update: Callable[[Job[Any]], None]) -> Any:
        return driver.use(simulator, "ecore", lambda client: client.wait(id, on_update=on_update), **OPTIONS)


class TestInterrupts:
    def test_keyboard_interrupt_while_sleeping(self, simulator: Simulator) -> None:
        ref = simulator.add_job("ecore", ["Processing"])

        def interrupt(_seconds: float) -> None:
            raise KeyboardInterrupt

        with simulator.client("ecore", sleep=interrupt) as client:
            with pytest.raises(KeyboardInterrupt):
                client.wait(ref.id)
            assert client.get(ref.id).state == "running", "the client can still be used"

    def test_keyboard_interrupt_while_sending(self, simulator: Simulator) -> None:
        def interrupt(_request: httpx.Request) -> httpx.Response:
            raise KeyboardInterrupt

        with (
            simulator.client("ecore", transport=httpx.MockTransport(interrupt)) as client,
            pytest.raises(KeyboardInterrupt),
        ):
            client.wait("42")

    def test_asyncio_cancellation(self, simulator: Simulator) -> None:
        ref = simulator.add_job("ecore", ["Processing"])

        async def main() -> None:
            async with simulator.async_client(
                "ecore", clock=asyncio.get_running_loop().time, sleep=asyncio.sleep
            ) as client:
                seen = asyncio.Event()
                task = asyncio.create_task(client.wait(ref.id, on_update=lambda _job: seen.set()))
                await seen.wait()
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
                assert len(asyncio.all_tasks()) == 1
                assert (await client.get(ref.id)).state == "running"

        asyncio.run(main())

    def test_trio_cancellation(self, simulator: Simulator) -> None:
        ref = simulator.add_job("ecore", ["Processing"])

        async def main() -> bool:
            async with simulator.async_client("ecore", clock=trio.current_time, sleep=trio.sleep) as client:
                with trio.CancelScope() as scope:
                    await client.wait(ref.id, on_update=lambda _job: scope.cancel())
                assert (await client.get(ref.id)).state == "running"
                return scope.cancelled_caught

        assert trio.run(main)


class TestWatch:
    @staticmethod
    def states(result: Any) -> Any:
        """All states of a watch, sync or async."""
        if not hasattr(result, "__aiter__"):
            return [str(job.state) for job in result]

        async def collect() -> list[str]:
            return [str(job.state) async for job in result]

        return collect()

    @pytest.mark.parametrize(
        ("script", "states"),
        [
            ([("QUEUED", 10), ("PROCESSING", 20), "COMPLETED"], ["queued", "running", "succeeded"]),
            ([("QUEUED", 10), "ERROR"], ["queued", "failed"]),
            (["CANCELLED"], ["cancelled"]),
        ],
    )
    def test_the_first_look_and_each_change(
        self, simulator: Simulator, driver: Driver, script: Any, states: list[str]
    ) -> None:
        ref = simulator.add_job("revenuebase", script)
        assert (
            driver.use(simulator, "revenuebase", lambda client: self.states(client.watch(ref.id)), **OPTIONS) == states
        )

    def test_it_ends_where_action_is_needed(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("apexverify", ["ready_for_verification"])
        assert driver.use(simulator, "apexverify", lambda client: self.states(client.watch(ref.id))) == ["needs_action"]

    def test_its_timeout(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("ecore", ["Processing"])
        with pytest.raises(WaitTimeout):
            driver.use(simulator, "ecore", lambda client: self.states(client.watch(ref.id, timeout=20)), **OPTIONS)

    def test_leaving_early_leaves_nothing_behind(
        self, simulator: Simulator, driver: Driver, recwarn: pytest.WarningsRecorder
    ) -> None:
        ref = simulator.add_job("ecore", ["Processing"])

        def leave(client: Any) -> Any:
            watch = client.watch(ref.id)
            if not hasattr(watch, "__aiter__"):
                for _job in watch:
                    break
                watch.close()
                assert list(watch) == []
                return client.get(ref.id).state

            async def asynchronously() -> Any:
                async for _job in watch:
                    break
                await watch.aclose()
                assert [job async for job in watch] == []
                return (await client.get(ref.id)).state

            return asynchronously()

        assert driver.use(simulator, "ecore", leave) == "running"
        gc.collect()
        assert [str(warning.message) for warning in recwarn] == []

    def test_it_is_a_context_manager(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("ecore", ["Processing"])

        def use(client: Any) -> Any:
            watch = client.watch(ref.id)
            if not hasattr(watch, "__aiter__"):
                with watch as same:
                    seen = [next(same).state]
                return seen + [job.state for job in watch]

            async def asynchronously() -> Any:
                async with watch as same:
                    seen = [(await anext(same)).state]
                return seen + [job.state async for job in watch]

            return asynchronously()

        assert driver.use(simulator, "ecore", use) == ["running"]

    @pytest.mark.parametrize("where", ["sleeping", "sending"])
    def test_it_goes_on_after_ctrl_c(self, simulator: Simulator, clock: SteppedClock, where: str) -> None:
        ref = simulator.add_job("ecore", [("Uploading", 10), ("Processing", 20), "Processed"])
        interrupts = [False, True, False, False, True]

        def interrupted() -> bool:
            return bool(interrupts) and interrupts.pop(0)

        def sleep(seconds: float) -> None:
            if where == "sleeping" and interrupted():
                clock.sleep(seconds / 2)
                raise KeyboardInterrupt
            clock.sleep(seconds)

        def send(request: httpx.Request) -> httpx.Response:
            if where == "sending" and interrupted():
                raise KeyboardInterrupt
            return httpx.request(request.method, request.url, headers=request.headers)

        states: list[str] = []
        caught = 0
        with simulator.client("ecore", transport=httpx.MockTransport(send), sleep=sleep, **OPTIONS) as client:
            watch = client.watch(ref.id)
            while "succeeded" not in states:
                try:
                    states += [str(next(watch).state)]
                except KeyboardInterrupt:
                    caught += 1
            assert list(watch) == []
        assert list(dict.fromkeys(states)) == ["queued", "running", "succeeded"]
        assert caught == 2
        slept = [4, 6, 9, 10, 10]
        assert sum(clock.slept) <= sum(slept), "what was slept before the interrupt is not slept again"

    def test_it_goes_on_after_ctrl_c_while_an_answer_is_read(self, driver: Driver) -> None:
        """The steps themselves are interrupted, and begin anew; what was told is not told again."""
        answers = iter(["Uploading", "Processing", "Processing", "Processed"])
        interrupts = iter([False, True, False, False])

        def answer(_request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, json={"id": 42, "status": next(answers)})

        def look(payload: Any) -> Any:
            if next(interrupts):
                raise KeyboardInterrupt
            return ecore.job_of("42", payload)

        clock = SteppedClock()
        options: dict[str, Any] = {"clock": clock.now, "transport": httpx.MockTransport(answer)}
        states: list[str] = []
        caught = 0

        def note(job: Job[Any]) -> None:
            states.append(str(job.state))

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ecore, "_answered", lambda _id, payload: look(payload))
            if driver.run is None:
                with ECore("token", sleep=clock.sleep, **options) as client:
                    watch = client.watch("42")
                    while "succeeded" not in states:
                        try:
                            note(next(watch))
                        except KeyboardInterrupt:
                            caught += 1
                assert states == ["queued", "running", "succeeded"]
            else:

                async def asynchronously() -> None:
                    nonlocal caught
                    async with AsyncECore("token", sleep=clock.sleep_async, **options) as client:
                        watch = client.watch("42")
                        while "succeeded" not in states:
                            try:
                                note(await anext(watch))
                            except KeyboardInterrupt:
                                caught += 1

                driver.run(asynchronously)
                assert states == ["queued", "running", "succeeded"]
        assert caught == 1

    @pytest.mark.parametrize("timeout", [-1, float("nan")])
    def test_a_wrong_timeout_is_refused_at_once(self, timeout: float) -> None:
        with ECore("token") as client, pytest.raises(ValueError, match="timeout"):
            client.watch("42", timeout=timeout)

    def test_it_goes_on_after_a_timeout_of_asyncio(self, simulator: Simulator) -> None:
        ref = simulator.add_job("ecore", [("Processing", 3), "Processed"])
        clock = simulator.clock
        assert isinstance(clock, SteppedClock)

        async def main() -> list[str]:
            first = asyncio.Event()

            async def sleep(seconds: float) -> None:
                if not first.is_set():
                    first.set()
                    await asyncio.Event().wait()
                clock.sleep(seconds)

            states: list[str] = []
            async with simulator.async_client("ecore", sleep=sleep, **OPTIONS) as client:
                watch = client.watch(ref.id)
                states.append(str((await anext(watch)).state))
                with pytest.raises(TimeoutError):
                    await asyncio.wait_for(anext(watch), 0.01)
                async for job in watch:
                    states.append(str(job.state))  # the order of events is the point
            return states

        assert asyncio.run(main()) == ["running", "succeeded"]

    def test_it_goes_on_after_a_cancelled_request(self, simulator: Simulator) -> None:
        requests = 0

        async def main() -> list[str]:
            async def answer(_request: httpx.Request) -> httpx.Response:
                nonlocal requests
                requests += 1
                if requests == 1:
                    await asyncio.Event().wait()
                return httpx.Response(200, json={"id": 42, "status": "Processed"})

            async with simulator.async_client("ecore", transport=httpx.MockTransport(answer)) as client:
                watch = client.watch("42")
                with pytest.raises(TimeoutError):
                    await asyncio.wait_for(anext(watch), 0.01)
                return [str(job.state) async for job in watch]

        assert asyncio.run(main()) == ["succeeded"]
        assert requests == 2


class TestNetwork:
    """A wait survives what passes, and ends at once with what does not."""

    PASSING = (
        ("500", Fault(status=500, body="")),
        ("520", Fault(status=520, body="")),
        ("599", Fault(status=599, body="")),
        ("408", Fault(status=408, body="{}")),
        ("425", Fault(status=425, body="{}")),
        ("429", Fault(status=429, body="{}")),
        ("HTML with 200", Fault(status=200, headers={"Content-Type": "text/html"}, body="<html>")),
        ("empty with 200", Fault(status=200, body="")),
        ("closed before the answer", Fault(close="before")),
        ("closed in the headers", Fault(close="headers")),
        ("closed in the body", Fault(close="body")),
        ("Content-Length too large", Fault(content_length=10)),
        ("Content-Length too small", Fault(content_length=-10)),
    )

    @pytest.mark.parametrize("fault", [fault for _name, fault in PASSING], ids=[name for name, _fault in PASSING])
    def test_what_passes(self, simulator: Simulator, clock: SteppedClock, driver: Driver, fault: Fault) -> None:
        ref = simulator.add_job("ecore", [("Processing", 2), "Processed"])
        simulator.inject(fault, times=3)
        job = driver.use(simulator, "ecore", lambda client: client.wait(ref.id), **OPTIONS)
        assert job.state is JobState.SUCCEEDED
        assert clock.slept == [4, 6, 9], "three looks told nothing, the fourth did"
        assert simulator.faults_given == 3

    @pytest.mark.parametrize(
        ("fault", "error"),
        [
            (Fault(status=400, body="{}"), BadRequestError),
            (Fault(status=404, body="{}"), NotFoundError),
            (Fault(status=410, body="{}"), EndpointGoneError),
            (Fault(status=418, body="{}"), Exception),
            (Fault(status=301, headers={"Location": "https://example.com"}, body=""), Exception),
        ],
    )
    def test_what_does_not_pass(
        self, simulator: Simulator, clock: SteppedClock, driver: Driver, fault: Fault, error: type[Exception]
    ) -> None:
        ref = simulator.add_job("ecore", ["Processing"])
        simulator.inject(fault, times=None)
        with pytest.raises(error):
            driver.use(simulator, "ecore", lambda client: client.wait(ref.id), **OPTIONS)
        assert clock.slept == []
        assert simulator.faults_given == 1

    @pytest.mark.parametrize(
        ("fault", "cause"),
        [
            (Fault(close="before"), TransportError),
            (Fault(status=503, body=""), ServerError),
            (Fault(status=429, headers={"Retry-After": "1"}, body=""), RateLimitError),
            (Fault(status=503, headers={"Retry-After": "61"}, body=""), ServerError),
            (Fault(status=200, body="<html>"), MalformedResponseError),
        ],
        ids=["no answer", "503", "429, asks for a second", "503, asks for 61 s", "HTML"],
    )
    def test_what_does_not_stop_ends_with_the_time(
        self, simulator: Simulator, clock: SteppedClock, driver: Driver, fault: Fault, cause: type[Exception]
    ) -> None:
        ref = simulator.add_job("ecore", [("Processing", 600), "Processed"])
        simulator.inject(Fault(headers={"X-Nothing": "1"}))
        simulator.inject(fault, times=None)
        with pytest.raises(WaitTimeout, match="the last look failed") as caught:
            driver.use(simulator, "ecore", lambda client: client.wait(ref.id, timeout=3000), **OPTIONS)
        assert caught.value.job is not None
        assert caught.value.job.state is JobState.RUNNING, "as it was last seen"
        assert type(caught.value.__cause__) is cause
        assert 2900 < sum(clock.slept) <= 3000

    def test_an_outage_of_any_length_is_survived(
        self, simulator: Simulator, clock: SteppedClock, driver: Driver, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG, "batchlight")
        ref = simulator.add_job("ecore", [("Processing", 600), "Processed"])
        simulator.inject(Fault(status=503, body=""), times=100)
        job = driver.use(simulator, "ecore", lambda client: client.wait(ref.id, timeout=3000), **OPTIONS)
        assert job.state is JobState.SUCCEEDED
        told = [
            (record.levelname, record.getMessage())
            for record in caplog.records
            if record.name == "batchlight" and "answered" not in record.getMessage()
        ]
        quiet = ("DEBUG", f"{ref}: could not be looked at (503); the wait goes on")
        assert told == [
            ("WARNING", f"{ref}: could not be looked at (503); the wait goes on"),
            *[quiet] * 99,
            ("INFO", f"{ref}: answers again after {4 + 6 + 9 + 97 * 10} s"),
        ]

    @pytest.mark.parametrize(
        ("longest", "slept"), [(0, []), (25, [4, 6, 9, 6]), (19, [4, 6, 9]), (None, [4, 6, 9, *[10] * 497])], ids=str
    )
    def test_how_long_a_provider_may_tell_nothing(
        self, simulator: Simulator, clock: SteppedClock, driver: Driver, longest: float | None, slept: list[float]
    ) -> None:
        ref = simulator.add_job("ecore", ["Processing"])
        simulator.inject(Fault(status=503, body=""), times=None)
        poll = evolve(POLL, max_outage=longest)
        with pytest.raises(ServerError if longest is not None else WaitTimeout):
            driver.use(simulator, "ecore", lambda client: client.wait(ref.id, timeout=5000, poll=poll))
        assert clock.slept[:500] == slept

    def test_an_answer_ends_an_outage(self, simulator: Simulator, clock: SteppedClock, driver: Driver) -> None:
        ref = simulator.add_job("ecore", [("Processing", 100), "Processed"])
        for _ in range(5):
            simulator.inject(Fault(status=503, body=""), times=2)
            simulator.inject(Fault(headers={"X-Nothing": "1"}))
        poll = evolve(POLL, max_outage=20)
        job = driver.use(simulator, "ecore", lambda client: client.wait(ref.id, poll=poll))
        assert job.state is JobState.SUCCEEDED, "no outage was long enough, and all together were"

    def test_an_outage_that_asks_for_more_than_it_may_last(
        self, simulator: Simulator, clock: SteppedClock, driver: Driver
    ) -> None:
        ref = simulator.add_job("ecore", ["Processing"])
        simulator.inject(Fault(status=429, headers={"Retry-After": "90"}, body=""), times=None)
        poll = evolve(POLL, max_outage=60)
        with pytest.raises(RateLimitError):
            driver.use(simulator, "ecore", lambda client: client.wait(ref.id, poll=poll))
        assert clock.slept == []

    @pytest.mark.parametrize(
        ("headers", "slept"),
        [
            ({"Retry-After": "7"}, [7]),
            ({"retry-after-ms": "2500"}, [2.5]),
            ({"Retry-After": "Sat, 21 Nov 2026 10:00:09 GMT", "Date": "Sat, 21 Nov 2026 10:00:00 GMT"}, [9]),
            ({"Retry-After": "Sat, 21 Nov 2026 09:00:00 GMT", "Date": "Sat, 21 Nov 2026 10:00:00 GMT"}, [4]),
            (
                {
                    "X-RateLimit-Remaining": "0",
                    "X-RateLimit-Reset": "1795255211",
                    "Date": "Sat, 21 Nov 2026 10:00:00 GMT",
                },
                [11],
            ),
            ({"Retry-After": "soon"}, [4]),
            ({"Retry-After": "61"}, [61]),
            ({"Retry-After": "100000"}, [120]),
        ],
        ids=str,
    )
    def test_how_long_a_provider_asks_to_wait(
        self, simulator: Simulator, clock: SteppedClock, driver: Driver, headers: dict[str, str], slept: list[float]
    ) -> None:
        ref = simulator.add_job("ecore", ["Processed"])
        simulator.inject(Fault(status=429, headers=headers, body="{}"))
        driver.use(simulator, "ecore", lambda client: client.wait(ref.id), **OPTIONS)
        assert clock.slept == slept

    @pytest.mark.parametrize("status", [429, 503])
    def test_a_pause_for_which_there_is_no_time(
        self, simulator: Simulator, clock: SteppedClock, driver: Driver, status: int
    ) -> None:
        ref = simulator.add_job("ecore", ["Processing"])
        simulator.inject(Fault(status=status, headers={"Retry-After": "30"}, body="{}"))
        with pytest.raises(WaitTimeout, match=f"{status}, asking for a pause of 30 s") as caught:
            driver.use(simulator, "ecore", lambda client: client.wait(ref.id, timeout=20), **OPTIONS)
        assert isinstance(caught.value.__cause__, ResponseError)
        assert clock.slept == []

    @pytest.mark.parametrize(("asked", "slept"), [("60", [60]), ("61", [])])
    def test_a_single_call_waits_no_longer_than_its_policy(
        self, simulator: Simulator, clock: SteppedClock, driver: Driver, asked: str, slept: list[float]
    ) -> None:
        ref = simulator.add_job("ecore", ["Processing"])
        simulator.inject(Fault(status=429, headers={"Retry-After": asked}, body="{}"))
        if slept:
            driver.use(simulator, "ecore", lambda client: client.get(ref.id), **OPTIONS)
        else:
            with pytest.raises(RateLimitError):
                driver.use(simulator, "ecore", lambda client: client.get(ref.id), **OPTIONS)
        assert clock.slept == slept

    def test_a_success_may_say_when_to_look_again(
        self, simulator: Simulator, clock: SteppedClock, driver: Driver
    ) -> None:
        ref = simulator.add_job("ecore", [("Processing", 200), "Processed"])
        simulator.inject(Fault(headers={"Retry-After": "33"}))
        simulator.inject(Fault(headers={"Retry-After": "100000"}))
        driver.use(simulator, "ecore", lambda client: client.wait(ref.id), **OPTIONS)
        assert clock.slept[:3] == [33, 120, 9], "what is asked, what is asked up to a limit, what the policy says"

    def test_a_success_that_asks_for_no_pause_gets_one(
        self, simulator: Simulator, clock: SteppedClock, driver: Driver
    ) -> None:
        ref = simulator.add_job("ecore", [("Processing", 5), "Processed"])
        simulator.inject(Fault(headers={"Retry-After": "0"}), times=None)
        driver.use(simulator, "ecore", lambda client: client.wait(ref.id), **OPTIONS)
        assert clock.slept == [4, 6], "who asks for no pause does not say when to come"

    def test_each_retry_is_one_line(
        self, simulator: Simulator, driver: Driver, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO, "batchlight")
        ref = simulator.add_job("ecore", ["Processed"])
        simulator.inject(Fault(status=503, body=""))
        simulator.inject(Fault(close="before"))
        driver.use(simulator, "ecore", lambda client: client.get(ref.id), **OPTIONS)
        assert [record.getMessage() for record in caplog.records if record.name == "batchlight"] == [
            "ecore.get_job: attempt 1 failed (503); the next one in 1.0 s",
            (
                "ecore.get_job: attempt 2 failed (RemoteProtocolError: Server disconnected without sending a response.); "
                "the next one in 2.0 s"
            ),
        ]

    def test_a_cancel_whose_answer_was_lost_is_a_success(self, simulator: Simulator, driver: Driver) -> None:
        for version in ("v1", "v2"):
            ref = simulator.add_job("revenuebase", ["PROCESSING"])
            simulator.inject(Fault(close="body"))
            job = driver.use(simulator, "revenuebase", methodcaller("cancel", ref.id), api_version=version, **OPTIONS)
            assert job.state is JobState.CANCELLING
            with pytest.raises(BadRequestError) as caught:
                driver.use(simulator, "revenuebase", methodcaller("cancel", ref.id), **OPTIONS)
            assert caught.value.code == "already_cancelled", "and without a retry it is an error"

    def test_a_request_is_sent_again_as_it_was(self, simulator: Simulator, driver: Driver) -> None:
        requests: list[httpx.Request] = []

        def answer(request: httpx.Request) -> httpx.Response:
            requests.append(request)
            return httpx.Response(200, json={"status": "Processing"}, headers={"Set-Cookie": "a=b"})

        with pytest.raises(WaitTimeout):
            driver.use(
                simulator,
                "ecore",
                lambda client: client.wait("42", timeout=20),
                transport=httpx.MockTransport(answer),
                **OPTIONS,
            )
        assert len(requests) > 2
        assert len({id(request) for request in requests}) == 1
        assert "cookie" not in requests[-1].headers


def test_what_a_wait_says_of_a_job_that_it_never_saw(simulator: Simulator, driver: Driver) -> None:
    simulator.inject(Fault(close="before"), times=None)
    with pytest.raises(WaitTimeout, match=r"the last look failed: .*nothing is known of the job") as caught:
        driver.use(simulator, "ecore", lambda client: client.wait("42", timeout=20), **OPTIONS)
    assert "RemoteProtocolError" in str(caught.value)


def test_the_end_of_an_outage_that_was_too_long_says_so(
    simulator: Simulator, driver: Driver, caplog: pytest.LogCaptureFixture
) -> None:
    simulator.inject(Fault(status=503, body=""), times=None)
    poll = evolve(POLL, max_outage=10)
    with pytest.raises(ServerError) as caught:
        driver.use(simulator, "ecore", lambda client: client.wait("42", poll=poll))
    words = "ecore:42: the provider has told nothing for 10 s (max_outage: 10 s)"
    assert caught.value.__notes__ == [words]
    assert caplog.messages[-1] == f"{words}; the wait ends"


def test_pauses_that_were_asked_for_are_spread(simulator: Simulator, driver: Driver, clock: SteppedClock) -> None:
    poll = PollPolicy(initial=4, jitter=1.0)
    for _ in range(4):
        ref = simulator.add_job("ecore", [("Processing", 15), "Processed"])
        simulator.inject(Fault(status=429, headers={"Retry-After": "20"}, body=""))
        driver.use(simulator, "ecore", methodcaller("wait", ref.id, poll=poll))
    assert all(20 <= pause <= 40 for pause in clock.slept)
    assert len(set(clock.slept)) == len(clock.slept)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"poll": 5}, "poll is a PollPolicy"),
        ({"until": 5}, "until is a state"),
        ({"timeout": "5"}, "timeout is a number"),
    ],
    ids=str,
)
def test_arguments_of_a_wrong_type(driver: Driver, arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(TypeError, match=words):
        driver.use_own(lambda client: client.wait("42", **arguments))


@pytest.mark.parametrize("timeout", [0, -1])
def test_a_single_call_needs_some_time(driver: Driver, timeout: float) -> None:
    with pytest.raises(ValueError, match="timeout"):
        driver.use_own(lambda client: client.get("42", timeout=timeout))


def test_a_single_call_has_a_time_of_its_own(driver: Driver) -> None:
    limits: list[float] = []

    def answer(request: httpx.Request) -> httpx.Response:
        limits.append(request.extensions["timeout"]["read"])
        return httpx.Response(200, json={"id": 42, "status": "Processed"})

    clock = SteppedClock()
    for timeout in (7, 90.5):
        driver.use_own(
            methodcaller("get", "42", timeout=timeout),
            clock=clock.now,
            transport=httpx.MockTransport(answer),
        )
    assert limits == [7, 90.5]


class TestRealTime:
    """What only a real clock shows: these end at all because the deadline ends them."""

    @pytest.fixture
    def real(self) -> Iterator[Simulator]:
        with serve() as running:
            yield running

    @pytest.mark.parametrize(
        "fault",
        [Fault(drip=1.0), Fault(delay=3600), Fault(drip=0.01, headers={"X-Long": "x" * 20_000})],
        ids=["a byte a second", "no answer", "headers without end"],
    )
    def test_the_deadline_ends_a_wait_whatever_the_server_does(
        self, real: Simulator, driver: Driver, fault: Fault
    ) -> None:
        ref = real.add_job("ecore", ["Processed"])
        real.inject(fault, times=None)
        with pytest.raises(WaitTimeout) as caught:
            driver.use(real, "ecore", lambda client: client.wait(ref.id, timeout=0.3))
        assert caught.value.job is None
        assert isinstance(caught.value.__cause__, TransportError)

    @pytest.mark.parametrize("fault", [Fault(drip=1.0), Fault(delay=3600)], ids=["a byte a second", "no answer"])
    def test_the_timeout_of_a_client_ends_a_request(self, real: Simulator, driver: Driver, fault: Fault) -> None:
        ref = real.add_job("ecore", ["Processed"])
        real.inject(fault, times=None)
        with pytest.raises(TransportError, match="Timeout"):
            driver.use(real, "ecore", lambda client: client.get(ref.id), timeout=0.2, retry=RetryPolicy(attempts=1))


class TestPolicies:
    @pytest.mark.parametrize(
        ("looks", "asked", "expected"),
        [
            (1, None, 4),
            (2, None, 6),
            (3, None, 9),
            (4, None, 10),
            (10_000, None, 10),
            (1, 50, 50),
            (1, 500, 120),
            (1, 0.2, 1),
        ],
    )
    def test_next_look(self, looks: int, asked: float | None, expected: float) -> None:
        assert next_look(POLL, looks, asked) == expected

    @pytest.mark.parametrize("chance", [0.0, 0.5, 1.0])
    def test_jitter_only_adds(self, chance: float) -> None:
        assert next_look(PollPolicy(initial=10, jitter=0.2), 1, None, chance) == pytest.approx(10 + 2 * chance)

    @pytest.mark.parametrize(
        "provider", [revenuebase, apexverify, ecore, llamacloud], ids=lambda each: each.PROVIDER.name
    )
    def test_no_pause_is_shorter_than_what_is_advised(self, provider: Any) -> None:
        for row in provider.GUIDANCE:
            for looks in range(1, 50):
                for chance in (0.0, 0.3, 1.0):
                    assert next_look(row.policy, looks, None, chance) >= row.policy.initial

    def test_the_longest_pause_follows_the_first(self) -> None:
        assert PollPolicy(initial=60).maximum == 60
        assert PollPolicy(initial=5).maximum == 30
        assert RetryPolicy(initial=15).maximum == 15
        assert [next_look(PollPolicy(initial=60, jitter=0), looks, None) for looks in (1, 2, 9)] == [60, 60, 60]

    @pytest.mark.parametrize("policy", [PollPolicy, RetryPolicy])
    def test_values_that_contradict_each_other(self, policy: Any) -> None:
        with pytest.raises(ValueError, match=r"maximum \(30 s\) .* cannot be shorter than initial \(60 s\)"):
            policy(initial=60, maximum=30)

    @pytest.mark.parametrize(
        ("policy", "arguments"),
        [
            *(
                (PollPolicy, {name: value})
                for name in ("initial", "maximum", "max_outage")
                for value in ("5", True, [5])
            ),
            *((RetryPolicy, {name: value}) for name in ("initial", "jitter") for value in ("5", True, None)),
            (RetryPolicy, {"attempts": 2.5}),
            (RetryPolicy, {"attempts": "2"}),
            (PollPolicy, {"jitter": None}),
        ],
        ids=str,
    )
    def test_values_of_a_wrong_type(self, policy: Any, arguments: dict[str, Any]) -> None:
        with pytest.raises(TypeError, match=next(iter(arguments))):
            policy(**arguments)

    def test_the_defaults(self) -> None:
        assert PollPolicy() == PollPolicy(5.0, 30.0, 1.5, 0.1, 120.0, 3600.0)
        assert RetryPolicy() == RetryPolicy(6, 0.5, 10.0, 2.0, 0.25, 60.0)

    @pytest.mark.parametrize(
        "arguments",
        [
            {"initial": -1},
            {"maximum": -1},
            {"multiplier": 0.5},
            {"jitter": 2},
            {"max_retry_after": -1},
            {"initial": float("nan")},
            {"maximum": float("inf")},
        ],
        ids=str,
    )
    def test_numbers_that_make_no_sense(self, arguments: dict[str, float]) -> None:
        with pytest.raises(ValueError, match=next(iter(arguments))):
            PollPolicy(**arguments)
        with pytest.raises(ValueError, match=next(iter(arguments))):
            RetryPolicy(**arguments)  # type: ignore[arg-type]  # that is the test

    @pytest.mark.parametrize("attempts", [0, -1])
    def test_no_attempt_at_all(self, attempts: int) -> None:
        with pytest.raises(ValueError, match="attempts"):
            RetryPolicy(attempts=attempts)

    @pytest.mark.parametrize(
        ("guidance", "least", "most"),
        [
            (revenuebase.GUIDANCE, 5, 10),
            (apexverify.GUIDANCE, 3, 15),
            (llamacloud.GUIDANCE, 3, 15),
            (ecore.GUIDANCE[:1], 3, 10),
            (ecore.GUIDANCE[1:], 15, 30),
        ],
    )
    def test_what_providers_advise(self, guidance: tuple[Guidance, ...], least: float, most: float) -> None:
        policy = guidance[-1].policy
        assert (policy.initial, policy.maximum) == (least, most)

    @pytest.mark.parametrize(("size", "row"), [(1, 0), (1000, 0), (1001, 1), (10**6, 1), (None, 1)])
    def test_a_large_job_is_asked_for_less_often(self, size: int | None, row: int) -> None:
        job = ecore.job_of("42", {"status": "Processing", "total_records": size})
        assert policy_for(ecore.GUIDANCE, job) is ecore.GUIDANCE[row].policy

    def test_the_callers_policy_comes_first(self, simulator: Simulator, clock: SteppedClock, driver: Driver) -> None:
        ref = simulator.add_job("ecore", [("Processing", 10), "Processed"])
        own = PollPolicy(initial=5, maximum=5, jitter=0)
        driver.use(simulator, "ecore", lambda client: client.wait(ref.id, poll=own), **OPTIONS)
        assert clock.slept == [5, 5]


def test_a_last_answer_that_is_cut_short_by_the_deadline_is_a_timeout(
    simulator: Simulator, clock: SteppedClock, driver: Driver
) -> None:
    answers = iter([httpx.Response(200, json={"status": "Processing"})])

    def answer(request: httpx.Request) -> httpx.Response:
        for response in answers:
            return response
        limit = request.extensions["timeout"]["read"]
        clock.advance(limit)
        raise httpx.ReadTimeout("timed out", request=request)

    with pytest.raises(WaitTimeout) as caught:
        driver.use(
            simulator,
            "ecore",
            lambda client: client.wait("42", timeout=10),
            transport=httpx.MockTransport(answer),
            **OPTIONS,
        )
    assert caught.value.job is not None
    assert caught.value.job.state is JobState.RUNNING
    assert sum(clock.slept) <= 10


def test_methods_are_documented() -> None:
    from batchlight.drivers.clients import AsyncClient, Client

    for cls in (Client, AsyncClient):
        for name, member in inspect.getmembers(cls, inspect.isfunction):
            if not name.startswith("_"):
                assert inspect.getdoc(member), f"{cls.__name__}.{name}"


def test_an_error_of_the_server_names_no_id(simulator: Simulator, driver: Driver) -> None:
    simulator.inject(Fault(status=500, body=""), times=None)
    with pytest.raises(ServerError) as caught:
        driver.use(simulator, "ecore", lambda client: client.get("424242"), retry=RetryPolicy(attempts=1))
    assert "424242" not in str(caught.value)


def test_steps_of_a_script_keep_their_fields(simulator: Simulator, driver: Driver) -> None:
    ref = simulator.add_job(
        "revenuebase", [Step("QUEUED", 5, {"message": "a"}), Step("COMPLETED", fields={"message": "b"})]
    )
    seen: list[str] = []
    driver.use(
        simulator,
        "revenuebase",
        lambda client: client.wait(ref.id, on_update=lambda job: seen.append(job.message)),
        **OPTIONS,
    )
    assert seen == ["a", "b"]


def test_the_defaults_of_a_poll_policy() -> None:
    """They are what users of a provider that advises nothing get, and what they leave out of a policy of their own."""
    defaults = PollPolicy()
    assert [next_look(defaults, looks, None, chance=0.0) for looks in (1, 2, 3, 9)] == [5.0, 7.5, 11.25, 30.0]
    assert next_look(defaults, 1, 9999.0) == 120.0
    assert defaults.jitter == 0.1
