"""Many jobs within one budget: each end is told once, whatever is wrong with the others, and nobody is asked too much."""

from collections import Counter
from collections.abc import AsyncGenerator, Callable
from functools import partial
from typing import Any

import anyio
import httpx
import pytest
import trio
import trio.testing
from attrs import define, field
from batchlight import (
    AsyncFleet,
    Change,
    ConfigurationError,
    Fleet,
    Job,
    JobRef,
    JobState,
    NotFoundError,
    PollPolicy,
    RateBudget,
    WaitTimeout,
)
from batchlight.providers import async_client_class
from batchlight.simulator import Fault, Simulator

from tests.drivers import KEY, Driver

Ref = JobRef | str


@define
class Many:
    """A fleet of either kind, used in the same words; `tests.drivers` does the same for clients."""

    fleet: Any

    def add(self, *refs: Ref) -> None:
        self.fleet.add(*refs)

    async def changes(self) -> AsyncGenerator[Change]:
        if isinstance(self.fleet, Fleet):
            for change in self.fleet:
                yield change
        else:
            async for change in self.fleet:
                yield change

    async def all(self) -> list[Change]:
        return [change async for change in self.changes()]

    async def wait_all(self, refs: list[Any], **options: Any) -> dict[JobRef, Any]:
        result: Any = self.fleet.wait_all(refs, **options)
        outcomes: dict[JobRef, Any] = result if isinstance(self.fleet, Fleet) else await result
        return outcomes

    async def as_completed(self, refs: list[Any], **options: Any) -> list[Change]:
        found = self.fleet.as_completed(refs, **options)
        return list(found) if isinstance(self.fleet, Fleet) else [change async for change in found]


def using(
    driver: Driver,
    simulator: Simulator,
    providers: tuple[str, ...],
    action: Callable[[Many], Any],
    client: dict[str, Any] | None = None,
    **options: Any,
) -> Any:
    """Let a coroutine function use a fleet with clients of a simulator."""
    client = client or {}

    async def run_sync() -> Any:
        clients = [simulator.client(name, **client) for name in providers]
        try:
            with Fleet(clients, **options) as fleet:
                return await action(Many(fleet))
        finally:
            for each in clients:
                each.close()

    async def run_async() -> Any:
        clients = [simulator.async_client(name, **client) for name in providers]
        try:
            async with AsyncFleet(clients, **options) as fleet:
                return await action(Many(fleet))
        finally:
            for each in clients:
                await each.aclose()

    if driver.run is None:
        # A coroutine that waits for nothing asynchronous.
        with pytest.raises(StopIteration) as end:
            run_sync().send(None)
        return end.value.value
    return driver.run(run_async)


EVERY = ("apexverify", "ecore", "llamacloud", "revenuebase")
SCRIPTS: dict[str, list[Any]] = {
    "apexverify": [("parsing_content", 2), ("verification_ongoing", 20), "verification_done"],
    "ecore": [("Uploading", 2), ("Processing", 20), "Processed"],
    "llamacloud": [("pending", 2), ("running", 20), "completed"],
    "revenuebase": [("QUEUED", 2), ("PROCESSING", 20), "COMPLETED"],
}


class TestWatching:
    def test_each_end_is_told_once(self, simulator: Simulator, driver: Driver) -> None:
        refs = [simulator.add_job(name, SCRIPTS[name]) for name in EVERY for _ in range(5)]

        async def act(many: Many) -> list[Change]:
            many.add(*refs, *refs)
            return await many.all()

        told = using(driver, simulator, EVERY, act)
        ends = [change for change in told if change.is_over]
        assert Counter(change.ref for change in ends) == dict.fromkeys(refs, 1)
        assert all(change.job is not None and change.job.state is JobState.SUCCEEDED for change in ends)
        assert not any(change.repeated for change in told)
        seen: dict[JobRef, list[Any]] = {}
        for change in told:
            seen.setdefault(change.ref, []).append((change.job.state, change.job.progress, change.job.tag))
        assert all(len(set(each)) == len(each) for each in seen.values()), "a change is told once, and has changed"

    @pytest.mark.parametrize(
        ("wrong", "error", "why"),
        [
            ("ecore:abc", ConfigurationError, "an id of eCore is a whole number"),
            ("ecore:999999", NotFoundError, "Not found"),
            ("nobody:42", ConfigurationError, "unknown provider 'nobody'"),
            ("apexverify:3f0c8a52-6a0e-4d0b-9d57-0a7c3c1f2b11", ConfigurationError, "no API key for ApexVerify"),
            ("llamacloud.mars:bjb-1", ConfigurationError, "mars"),
        ],
        ids=str,
    )
    def test_what_is_wrong_with_a_job_is_its_outcome(
        self, simulator: Simulator, driver: Driver, wrong: str, error: type[Exception], why: str
    ) -> None:
        good = simulator.add_job("ecore", SCRIPTS["ecore"])

        async def act(many: Many) -> Any:
            many.add(wrong, good)
            return await many.wait_all([wrong, good])

        outcomes = using(driver, simulator, ("ecore",), act)
        assert list(outcomes) == [JobRef.parse(wrong), good]
        assert isinstance(outcomes[JobRef.parse(wrong)], error)
        assert why in str(outcomes[JobRef.parse(wrong)])
        assert outcomes[good].state is JobState.SUCCEEDED

    def test_jobs_are_added_while_it_runs(self, simulator: Simulator, driver: Driver) -> None:
        first = simulator.add_job("ecore", SCRIPTS["ecore"])

        async def act(many: Many) -> list[JobRef]:
            many.add(first)
            ended: list[JobRef] = []
            async for change in many.changes():
                if change.is_over:
                    ended.append(change.ref)
                    if len(ended) < 3:
                        many.add(simulator.add_job("ecore", SCRIPTS["ecore"]))
            return ended

        assert len(using(driver, simulator, ("ecore",), act)) == 3

    def test_a_job_that_needs_action_is_over_and_can_be_waited_for(self, simulator: Simulator, driver: Driver) -> None:
        script = ["ready_for_verification"]
        ref = simulator.add_job("apexverify", [("parsing_content", 2), *script])

        async def act(many: Many) -> list[Change]:
            many.add(ref)
            return await many.all()

        assert using(driver, simulator, ("apexverify",), act)[-1].job.state is JobState.NEEDS_ACTION

    def test_the_time_is_over_for_those_that_have_not_ended(self, simulator: Simulator, driver: Driver) -> None:
        quick = simulator.add_job("ecore", SCRIPTS["ecore"])
        slow = simulator.add_job("ecore", [("Processing", 10_000), "Processed"])

        async def act(many: Many) -> Any:
            first = await many.wait_all([slow, quick], timeout=300)
            assert many.fleet.watched == 1, "it is watched on"
            return first, await many.wait_all([slow])

        first, then = using(driver, simulator, ("ecore",), act)
        assert isinstance(first[slow], WaitTimeout)
        assert "goes on at the provider" in str(first[slow])
        assert first[quick].state is then[slow].state is JobState.SUCCEEDED

    def test_ends_come_in_the_order_in_which_they_are_seen(self, simulator: Simulator, driver: Driver) -> None:
        refs = [simulator.add_job("ecore", [("Processing", seconds), "Processed"]) for seconds in (300, 30, 120)]

        async def act(many: Many) -> list[Change]:
            return await many.as_completed(refs)

        told = using(driver, simulator, ("ecore",), act)
        assert [change.ref for change in told] == [refs[1], refs[2], refs[0]]

    def test_who_waits_by_name_has_the_end_alone(self, simulator: Simulator, driver: Driver) -> None:
        mine, other = (simulator.add_job("ecore", SCRIPTS["ecore"]) for _ in range(2))

        async def act(many: Many) -> list[JobRef]:
            many.add(mine, other)
            await many.wait_all([mine])
            return [change.ref for change in await many.all() if change.is_over]

        assert using(driver, simulator, ("ecore",), act) == [other]

    # trio warns of every generator that is left open.
    @pytest.mark.filterwarnings("ignore:Async generator:ResourceWarning")
    def test_what_was_not_waited_for_to_the_end_is_told_to_all(self, simulator: Simulator, driver: Driver) -> None:
        refs = [simulator.add_job("ecore", [("Processing", seconds), "Processed"]) for seconds in (30, 120, 300)]

        async def act(many: Many) -> list[JobRef]:
            if isinstance(many.fleet, Fleet):
                for _change in many.fleet.as_completed(refs):
                    break
            else:
                async for _change in many.fleet.as_completed(refs):
                    break
            return [change.ref for change in await many.all() if change.is_over]

        assert using(driver, simulator, ("ecore",), act) == refs[1:]

    def test_no_job_is_no_wait(self, simulator: Simulator, driver: Driver) -> None:
        async def act(many: Many) -> Any:
            return await many.all(), await many.wait_all([])

        assert using(driver, simulator, ("ecore",), act) == ([], {})

    @pytest.mark.parametrize("provider", EVERY)
    def test_it_goes_on_through_an_outage(self, simulator: Simulator, driver: Driver, provider: str) -> None:
        refs = [simulator.add_job(provider, SCRIPTS[provider]) for _ in range(20)]
        simulator.inject(Fault(status=503, body=""), times=60, provider=provider)

        async def act(many: Many) -> Any:
            return await many.wait_all(refs)

        outcomes = using(driver, simulator, (provider,), act)
        assert [job.state for job in outcomes.values()] == [JobState.SUCCEEDED] * 20

    def test_an_outage_without_an_end_is_the_outcome(self, simulator: Simulator, driver: Driver) -> None:
        refs = [simulator.add_job("ecore", SCRIPTS["ecore"]) for _ in range(20)]
        simulator.inject(Fault(status=503, body=""), times=None, provider="ecore")

        async def act(many: Many) -> Any:
            return await many.wait_all(refs)

        outcomes = using(driver, simulator, ("ecore",), act, poll=PollPolicy(max_outage=600))
        assert {type(outcome).__name__ for outcome in outcomes.values()} == {"ServerError"}


class TestUse:
    def test_it_is_used_within_with(self) -> None:
        with pytest.raises(RuntimeError, match="with Fleet"):
            Fleet().add("ecore:42")
        with pytest.raises(RuntimeError, match="async with AsyncFleet"):
            AsyncFleet().add("ecore:42")

    def test_it_is_used_once(self, simulator: Simulator) -> None:
        fleet, other = Fleet(), AsyncFleet()
        with fleet:
            pass
        with pytest.raises(RuntimeError, match="a fleet is used once"), fleet:
            pass

        async def twice() -> None:
            async with other:
                pass
            async with other:
                pass

        with pytest.raises(RuntimeError, match="a fleet is used once"):
            anyio.run(twice)

    @pytest.mark.parametrize("named", [False, True])
    def test_a_client_of_the_other_kind_is_refused(self, simulator: Simulator, named: bool) -> None:
        one, other = simulator.client("ecore"), simulator.async_client("ecore")
        asynchronous: Any = {"ecore": other} if named else [other]
        synchronous: Any = {"ecore": one} if named else [one]
        with pytest.raises(TypeError, match="clients are each a Client, not"):
            Fleet(asynchronous)
        with pytest.raises(TypeError, match="clients are each an AsyncClient, not"):
            AsyncFleet(synchronous)
        one.close()
        anyio.run(other.aclose)

    def test_one_job_may_be_waited_for_in_several_places(self, simulator: Simulator) -> None:
        ref, other = (simulator.add_job("ecore", SCRIPTS["ecore"]) for _ in range(2))
        told: list[Any] = []

        async def run() -> None:
            async with simulator.async_client("ecore") as client, AsyncFleet([client]) as fleet:

                async def wait(**options: Any) -> None:
                    told.append((await fleet.wait_all([ref, other], **options))[ref])

                async with anyio.create_task_group() as tasks:
                    tasks.start_soon(wait)
                    tasks.start_soon(partial(wait, timeout=1))
                    tasks.start_soon(wait)
                assert not [change async for change in fleet]

        anyio.run(run)
        assert sorted(type(each).__name__ for each in told) == ["Job", "Job", "WaitTimeout"]

    def test_two_clients_for_one_provider_are_refused(self, simulator: Simulator) -> None:
        with (
            simulator.client("ecore") as one,
            simulator.client("ecore") as other,
            pytest.raises(ConfigurationError, match="there are two clients for ecore"),
        ):
            Fleet([one, other])

    @pytest.mark.parametrize("word", ["ecore", "", "ecore:"])
    def test_a_string_is_a_name(self, simulator: Simulator, word: str) -> None:
        with Fleet() as fleet, pytest.raises(ValueError, match="a job is named provider:id"):
            fleet.add(word)

    def test_several_names_are_no_string(self) -> None:
        with Fleet() as fleet, pytest.raises(TypeError, match="refs are several names"):
            fleet.wait_all("ecore:42")

    def test_until_is_checked_at_once(self) -> None:
        with pytest.raises(ValueError, match="until is"):
            Fleet(until="sleepy")  # type: ignore[arg-type]  # what is tested

    def test_clients_that_it_makes_are_closed_and_those_it_is_given_are_not(
        self, simulator: Simulator, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, value in simulator.environment.items():
            monkeypatch.setenv(name, value)
        ref = simulator.add_job("ecore", ["Processed"])
        given = simulator.client("revenuebase")
        with Fleet([given]) as fleet:
            fleet.wait_all([ref, simulator.add_job("revenuebase", ["COMPLETED"])])
            made = fleet._board.made
        with pytest.raises(ConfigurationError, match="closed"):
            made[0].get(ref.id)
        given.get(simulator.add_job("revenuebase", ["COMPLETED"]).id)
        given.close()


@define
class ModelServer:
    """Jobs of eCore or ApexVerify that end at their times; counts what is under way at once.

    Attributes:
        ends: When each job ends.
        takes: How long a request takes.
        limit: How many requests are taken in any minute, or None.
    """

    ends: dict[str, float]
    takes: float = 0.1
    limit: int | None = None
    times: list[float] = field(factory=list[float])
    at_once: int = 0
    most_at_once: int = 0
    refused: int = 0

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        now = trio.current_time()
        if self.limit is not None and sum(1 for at in self.times[-self.limit :] if at > now - 60) >= self.limit:
            self.refused += 1
            return httpx.Response(429, json={"detail": "Too many requests"})
        self.times.append(now)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await trio.sleep(self.takes)
        self.at_once -= 1
        id = next((part for part in reversed(request.url.path.split("/")) if part in self.ends), None)
        if id is None:
            # It lists nothing.
            return httpx.Response(404, json={"detail": "Not found"})
        ended = trio.current_time() >= self.ends[id]
        if "batch" in request.url.path:
            return httpx.Response(200, json={"status": "internal_error" if ended else "parsing_content"})
        return httpx.Response(200, json={"id": int(id), "status": "Processed" if ended else "Processing"})


def modelled(action: Callable[[], Any]) -> Any:
    return trio.run(action, clock=trio.testing.MockClock(autojump_threshold=0))


def model_client(provider: str, server: ModelServer, **options: Any) -> Any:
    return async_client_class(provider)(
        KEY, transport=httpx.MockTransport(server), clock=trio.current_time, sleep=trio.sleep, **options
    )


class TestAsking:
    def test_no_more_than_ten_requests_are_under_way(self) -> None:
        async def run() -> None:
            server = ModelServer({str(number): 60.0 for number in range(1, 501)})
            async with model_client("ecore", server) as client, AsyncFleet([client]) as fleet:
                await fleet.wait_all([f"ecore:{id}" for id in server.ends])
            assert server.most_at_once == 10

        modelled(run)

    def test_a_thousand_jobs_within_the_limit_are_all_seen_and_none_refused(self) -> None:
        async def run() -> None:
            ids = [f"3f0c8a52-6a0e-4d0b-9d57-{number:012d}" for number in range(1000)]
            server = ModelServer({id: 1.7 * number for number, id in enumerate(ids)}, limit=180)
            budget = RateBudget(per_minute=180)
            async with model_client("apexverify", server, budget=budget) as client, AsyncFleet([client]) as fleet:
                outcomes = await fleet.wait_all([f"apexverify:{id}" for id in ids])
            assert len(outcomes) == 1000
            assert all(isinstance(outcome, Job) for outcome in outcomes.values())
            assert server.refused == 0
            assert trio.current_time() < 1.7 * 1000 + 2 * 1000 / 3

        modelled(run)

    def test_waits_and_a_fleet_share_the_budget(self) -> None:
        async def run() -> None:
            server = ModelServer({str(number): 100.0 for number in range(1, 101)}, limit=60)
            async with (
                model_client("ecore", server, budget=RateBudget(60)) as client,
                AsyncFleet([client]) as fleet,
                trio.open_nursery() as tasks,
            ):
                for number in range(1, 51):
                    tasks.start_soon(partial(client.wait, number, timeout=None))
                await fleet.wait_all([f"ecore:{number}" for number in range(51, 101)])
            assert server.refused == 0

        modelled(run)

    def test_a_provider_that_does_not_answer_holds_up_no_other(self) -> None:
        async def run() -> None:
            async def hang(_request: httpx.Request) -> httpx.Response:
                await trio.sleep_forever()
                raise AssertionError

            good = ModelServer({str(number): 30.0 for number in range(1, 101)})
            broken = async_client_class("revenuebase")(
                KEY, transport=httpx.MockTransport(hang), clock=trio.current_time, sleep=trio.sleep
            )
            async with model_client("ecore", good) as client, broken, AsyncFleet([client, broken]) as fleet:
                fleet.add(*(f"revenuebase:{number}" for number in range(1, 101)))
                outcomes = await fleet.wait_all([f"ecore:{id}" for id in good.ends])
                assert fleet.watched == 100
            assert len(outcomes) == 100
            assert trio.current_time() < 60

        modelled(run)

    def test_a_broken_provider_is_asked_once_at_a_time(self) -> None:
        async def run() -> int:
            asked: list[float] = []

            async def refuse(_request: httpx.Request) -> httpx.Response:
                asked.append(trio.current_time())
                return httpx.Response(503)

            client = async_client_class("ecore")(
                KEY, transport=httpx.MockTransport(refuse), clock=trio.current_time, sleep=trio.sleep
            )
            async with client, AsyncFleet([client]) as fleet:
                await fleet.wait_all([f"ecore:{number}" for number in range(1, 1001)], timeout=600)
            return len(asked)

        assert modelled(run) < 100

    def test_who_leaves_early_leaves_nothing_behind(self) -> None:
        async def run() -> None:
            server = ModelServer({str(number): 1e6 for number in range(1, 101)})
            async with model_client("ecore", server) as client:
                with trio.move_on_after(5):
                    async with AsyncFleet([client]) as fleet:
                        await fleet.wait_all([f"ecore:{id}" for id in server.ends])
                seen = len(server.times)
                await trio.sleep(100)
                assert len(server.times) == seen
                assert isinstance(await client.get(1), Job)

        modelled(run)

    def test_an_error_of_the_caller_is_the_callers(self) -> None:
        async def run() -> None:
            server = ModelServer({"1": 1e6})
            async with model_client("ecore", server) as client:

                async def fail() -> None:
                    async with AsyncFleet([client]) as fleet:
                        fleet.add("ecore:1")
                        async for _change in fleet:
                            raise KeyError("mine")

                with pytest.raises(KeyError, match="mine"):
                    await fail()

        modelled(run)


def test_a_thousand_threads_and_tasks_stand_in_line_before_the_pool(simulator: Simulator) -> None:
    """None of them loses time of its request there."""
    import threading

    refs = [simulator.add_job("ecore", ["Processed"]) for _ in range(200)]
    states: list[JobState] = []
    with simulator.client("ecore", timeout=30.0) as client:
        threads = [threading.Thread(target=lambda ref=ref: states.append(client.wait(ref.id).state)) for ref in refs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert states == [JobState.SUCCEEDED] * 200

    async def run() -> None:
        async with simulator.async_client("ecore", timeout=30.0) as client, anyio.create_task_group() as tasks:
            for ref in refs:
                tasks.start_soon(client.wait, ref.id)

    anyio.run(run)


class TestTurns:
    def test_time_in_line_is_not_the_requests(self) -> None:
        async def run() -> None:
            async def slow(_request: httpx.Request) -> httpx.Response:
                await trio.sleep(8)
                return httpx.Response(200, json={"id": 42, "status": "Processed"})

            client = async_client_class("ecore")(
                KEY, transport=httpx.MockTransport(slow), clock=trio.current_time, sleep=trio.sleep, timeout=10
            )
            async with client, trio.open_nursery() as tasks:
                for _ in range(100):
                    tasks.start_soon(client.get, 42)
            assert trio.current_time() == pytest.approx(8 * 100 / 20)

        modelled(run)

    def test_the_deadline_of_a_wait_holds_in_line(self) -> None:
        async def run() -> None:
            async def slow(_request: httpx.Request) -> httpx.Response:
                await trio.sleep(100)
                return httpx.Response(200, json={"id": 42, "status": "Processed"})

            client = async_client_class("ecore")(
                KEY, transport=httpx.MockTransport(slow), clock=trio.current_time, sleep=trio.sleep, timeout=None
            )
            async with client, trio.open_nursery() as tasks:
                for _ in range(20):
                    tasks.start_soon(client.get, 42)
                await trio.sleep(1)
                with pytest.raises(WaitTimeout):
                    await client.wait(42, timeout=20)
                assert trio.current_time() == pytest.approx(21)

        modelled(run)

    def test_a_turn_that_nobody_wants_any_more_is_the_next_ones(self) -> None:
        async def run() -> None:
            async def slow(_request: httpx.Request) -> httpx.Response:
                await trio.sleep(5)
                return httpx.Response(200, json={"id": 42, "status": "Processed"})

            client = async_client_class("ecore")(
                KEY, transport=httpx.MockTransport(slow), clock=trio.current_time, sleep=trio.sleep
            )
            async with client:
                with trio.move_on_after(1):
                    async with trio.open_nursery() as tasks:
                        for _ in range(100):
                            tasks.start_soon(client.get, 42)
                async with trio.open_nursery() as tasks:
                    for _ in range(20):
                        tasks.start_soon(client.get, 42)
            assert trio.current_time() == pytest.approx(6)

        modelled(run)
