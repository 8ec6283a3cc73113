"""How much is asked of a provider: what is beyond it is late, never an error, and no client is alone with its budget."""

import gc
import math
import threading
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import trio
import trio.testing
from attrs import define, field
from batchlight import (
    JobState,
    PollPolicy,
    RateBudget,
    RateLimitError,
    RetryPolicy,
    WaitTimeout,
)
from batchlight.drivers.drawing import budget_of
from batchlight.engine.budgets import Budget, Pace, Slot, is_due
from batchlight.engine.connection import connect
from batchlight.keys import Secret
from batchlight.providers import PROVIDERS, async_client_class
from batchlight.reading.limits import Told, told
from batchlight.simulator import Simulator, SteppedClock
from hypothesis import example, given
from hypothesis import strategies as st
from pyrate_limiter import GCRA, Rate

from tests.drivers import KEY, Driver, answering


class TestPace:
    @given(
        interval=st.integers(1, 5000),
        burst=st.integers(1, 20),
        gaps=st.lists(st.integers(0, 20_000), min_size=1, max_size=60),
    )
    def test_it_lets_through_what_the_same_algorithm_written_elsewhere_does(
        self, interval: int, burst: int, gaps: list[int]
    ) -> None:
        pace, now = Pace(float(interval), burst), 1_000_000
        theirs, rates = GCRA(), [Rate(1, interval, burst=burst)]
        state = theirs.initial(rates)
        for gap in gaps:
            now += gap
            after, decision = theirs.step(rates, state, now, 1)
            assert (pace.earliest(now) <= now) is decision.allowed
            if decision.allowed:
                pace.take(now)
                state = after
            else:
                assert pace.earliest(now) - now == decision.retry_after_ms

    @given(interval=st.floats(0.01, 100), burst=st.integers(1, 20), times=st.lists(st.floats(0, 1e4), max_size=60))
    def test_what_is_given_back_may_be_had_again(self, interval: float, burst: int, times: list[float]) -> None:
        pace = Pace(interval, burst)
        for at in sorted(times):
            before = pace.earliest(at)
            pace.take(before)
            pace.give_back()
            assert pace.earliest(at) == pytest.approx(before)
            pace.take(before)


def held(per_minute: float, burst: int | None = None) -> Budget:
    budget = Budget()
    budget.hold_to(RateBudget(per_minute, burst), 0.0, is_given=True)
    return budget


def reserved(budget: Budget, now: float) -> float:
    slot = budget.reserve(now)
    assert slot is not None
    return slot.at


class TestReserving:
    @given(
        per_minute=st.one_of(st.integers(1, 400), st.floats(0.2, 400)),
        burst=st.one_of(st.none(), st.integers(1, 400)),
        gaps=st.lists(st.one_of(st.just(0.0), st.floats(0, 3), st.floats(0, 200)), min_size=1, max_size=400),
    )
    @example(per_minute=60, burst=60, gaps=[0.0] * 200)
    @example(per_minute=0.5, burst=None, gaps=[0.0] * 5)
    def test_no_minute_has_more_than_the_limit(self, per_minute: float, burst: int | None, gaps: list[float]) -> None:
        budget, now = held(per_minute, burst), 0.0
        times: list[float] = []
        for gap in gaps:
            now += gap
            times.append(reserved(budget, now))
            assert times[-1] >= now
        assert times == sorted(times)
        most, window = max(int(per_minute), 1), 60.0 * max(int(per_minute), 1) / per_minute
        for first, last in zip(times, times[most:], strict=False):
            assert last - first >= window
        if burst is not None:
            assert all(last > first for first, last in zip(times, times[burst:], strict=False))

    @pytest.mark.parametrize("per_minute", [20, 60, 180])
    def test_nearly_all_of_the_limit_can_be_used(self, per_minute: int) -> None:
        budget = held(per_minute)
        last = [reserved(budget, 0.0) for _ in range(20 * per_minute)][-1]
        assert last <= 20 * 61

    def test_what_comes_too_late_is_not_taken(self) -> None:
        budget = held(60, 1)
        assert reserved(budget, 0.0) == 0.0
        assert budget.reserve(0.0, latest=1.0) is None
        assert budget.reserve(0.0, latest=1.0) is None
        assert reserved(budget, 0.0) == pytest.approx(61 / 60)

    def test_what_is_given_back_is_for_others(self) -> None:
        budget = held(60, 1)
        slots = [budget.reserve(0.0) for _ in range(1000)]
        for slot in slots[1:]:
            assert slot is not None
            budget.give_back(slot)
        assert reserved(budget, 0.0) == pytest.approx(61 / 60)

    @given(
        limit=st.sampled_from([1, 3, 20, 60]),
        burst=st.sampled_from([None, 1, 60]),
        acts=st.lists(st.tuples(st.sampled_from("rrrrrggl--"), st.floats(0, 30), st.integers(0, 99)), max_size=200),
    )
    def test_no_minute_has_more_though_places_are_given_back_and_requests_refused(
        self, limit: int, burst: int | None, acts: list[tuple[str, float, int]]
    ) -> None:
        """Whoever leaves the line may stand anywhere in it."""
        budget, now = held(limit, burst), 0.0
        line: list[Slot] = []
        sent: list[float] = []

        def send_due() -> None:
            for slot in [each for each in line if is_due(each, now)]:
                line.remove(slot)
                renewed = budget.renew(slot, now)
                assert renewed is not None
                if is_due(renewed, now):
                    sent.append(now)
                else:
                    line.append(renewed)

        for act, seconds, number in acts:
            if act == "r":
                slot = budget.reserve(now)
                assert slot is not None
                line.append(slot)
            elif act == "g" and line:
                budget.give_back(line.pop(number % len(line)))
            elif act == "l":
                budget.learn(None, 429, {}, now)
            else:
                now = min([now + seconds, *(slot.at for slot in line)])
            send_due()
        for _ in range(3 * len(acts)):
            if line:
                now = max(now, min(slot.at for slot in line))
                send_due()
        assert not line, "whoever waits gets a place"
        assert all(last - first >= 60 - 1e-4 for first, last in zip(sent, sent[limit:], strict=False))

    def test_threads_share_it(self) -> None:
        budget = held(60)
        times: list[float] = []

        def ask() -> None:
            for _ in range(50):
                times.append(reserved(budget, 0.0))

        threads = [threading.Thread(target=ask) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        times.sort()
        assert all(last - first >= 60 for first, last in zip(times, times[60:], strict=False))
        assert times[-1] <= 1000 * 61 / 60


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({}, None),
        ({"Retry-After": "5"}, None),
        # Revenuebase; the reset is a Unix time, by the server's own clock.
        (
            {
                "X-RateLimit-Limit": "60",
                "X-RateLimit-Remaining": "59",
                "X-RateLimit-Reset": "1764144060",
                "Date": "Wed, 26 Nov 2025 08:00:00 GMT",
            },
            Told(60, None, 59, 60),
        ),
        # ApexVerify
        (
            {"X-RateLimit-Limit": "180", "X-RateLimit-Used": "180", "X-RateLimit-Remaining": "0"},
            Told(180, None, 0, None),
        ),
        ({"X-RateLimit-Limit": "180", "X-RateLimit-Used": "170"}, Told(180, None, 10, None)),
        ({"X-RateLimit-Remaining": "3", "X-RateLimit-Reset": "12"}, Told(None, None, 3, 12)),
        # The drafts of the IETF, in the order of their age.
        (
            {"RateLimit-Limit": "100, 100;w=60", "RateLimit-Remaining": "50", "RateLimit-Reset": "30"},
            Told(100, None, 50, 30),
        ),
        (
            {"RateLimit": "limit=100, remaining=50, reset=30", "RateLimit-Policy": "100;w=60"},
            Told(100, 60, 50, 30),
        ),
        (
            {"RateLimit": '"default";r=50;t=30', "RateLimit-Policy": '"default";q=100;w=60'},
            Told(100, 60, 50, 30),
        ),
        (
            {
                "RateLimit": '"day";r=4;t=3000, "burst";r=9;t=1',
                "RateLimit-Policy": '"day";q=1000;w=86400, "burst";q=10;w=1',
            },
            Told(10, 1, 4, 3000),
        ),
        ({"RateLimit": '"default";r=50;t=30;pk=:cGs=:'}, Told(None, None, 50, 30)),
        ({"RateLimit-Policy": '"default"; q=10; w=1'}, Told(10, 1, None, None)),
        ({"X-RateLimit-Limit": "many", "X-RateLimit-Remaining": "-1", "X-RateLimit-Reset": "soon"}, None),
        ({"X-RateLimit-Limit": "1e400", "X-RateLimit-Remaining": "NaN"}, None),
        ({"RateLimit": "," * 50_000, "RateLimit-Policy": ";" * 50_000}, None),
    ],
    ids=str,
)
def test_what_answers_say(headers: dict[str, str], said: Told | None) -> None:
    assert told(httpx.Headers(headers)) == said


@given(value=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60))
def test_no_header_is_an_error(value: str) -> None:
    names = ("ratelimit", "ratelimit-policy", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "date")
    budget = Budget(is_minute=True)
    budget.learn(budget.reserve(0.0), 429, httpx.Headers(dict.fromkeys(names, value)), 0.0)
    assert math.isfinite(reserved(budget, 0.0))


def answered(budget: Budget, times: int, status: int = 200, now: float = 0.0, **headers: str) -> None:
    for _ in range(times):
        slot = budget.reserve(now)
        budget.learn(slot, status, {name.replace("_", "-"): value for name, value in headers.items()}, now)


class TestLearning:
    def test_a_pause_that_is_asked_for_is_everybodys(self) -> None:
        budget = Budget()
        answered(budget, 1, 429, retry_after="44")
        assert reserved(budget, 1.0) == 44.0

    def test_nobody_is_silent_for_longer_than_two_minutes_on_a_word(self) -> None:
        budget = Budget()
        answered(budget, 1, 429, retry_after="86400")
        assert reserved(budget, 1.0) == 120.0

    def test_who_waited_for_a_place_gets_a_later_one(self) -> None:
        budget = held(60, 1)
        slots = [budget.reserve(0.0) for _ in range(5)]
        budget.learn(slots[0], 429, {"retry-after": "30"}, 0.5)
        assert slots[1] is not None
        renewed = budget.renew(slots[1], slots[1].at)
        assert renewed is not None
        assert renewed.at >= 30.5
        assert not is_due(renewed, slots[1].at)

    def test_the_documented_limit_is_replaced_by_the_one_that_is_told(self) -> None:
        budget = Budget(is_minute=True)
        budget.hold_to(RateBudget(60), 0.0, is_given=False)
        answered(budget, 1, x_ratelimit_limit="120", x_ratelimit_remaining="119")
        assert budget.per_minute == 120

    def test_what_the_user_says_is_not_replaced(self) -> None:
        budget = held(30)
        answered(budget, 1, ratelimit='"d";r=99;t=60', ratelimit_policy='"d";q=100;w=60')
        assert budget.per_minute == 30

    def test_a_limit_with_its_window_is_taken_from_anybody(self) -> None:
        budget = Budget()
        answered(budget, 1, ratelimit='"d";r=9;t=1', ratelimit_policy='"d";q=10;w=1')
        assert budget.per_minute == 600

    def test_a_limit_without_a_window_says_nothing_where_it_is_not_documented(self) -> None:
        budget = Budget()
        answered(budget, 100, x_ratelimit_limit="60", x_ratelimit_remaining="59")
        assert budget.per_minute is None
        assert reserved(budget, 0.0) == 0.0

    @pytest.mark.parametrize(
        "headers",
        [
            {"ratelimit-policy": "1;w=31536000"},
            {"ratelimit-policy": '"d";q=1;w=99999999999999'},
            {"ratelimit-policy": '"a";q=0;w=1, "b";q=1;w=86400, "c";q=2;w=100000'},
            {"x-ratelimit-limit": "60", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "253402300799"},
            {"x-ratelimit-limit": "60", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "253402300799000"},
            {"x-ratelimit-limit": "0", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "0"},
            {"ratelimit-limit": "60", "ratelimit-remaining": "0", "ratelimit-reset": "1e14"},
            {"retry-after": "99999999"},
            {"retry-after-ms": "1e300"},
            {"retry-after": "Fri, 31 Dec 9999 23:59:59 GMT"},
        ],
        ids=str,
    )
    @pytest.mark.parametrize("status", [200, 429])
    def test_no_word_silences_it_for_longer_than_two_minutes(self, headers: dict[str, str], status: int) -> None:
        budget, now = Budget(is_minute=True), 0.0
        budget.hold_to(RateBudget(60), now, is_given=False)
        for _ in range(5):
            slot = budget.reserve(now)
            assert slot is not None
            assert slot.at <= now + 122
            now = slot.at
            budget.learn(slot, status, httpx.Headers(headers), now)

    def test_a_reset_may_be_told_in_milliseconds(self) -> None:
        budget = Budget()
        said = {"x-ratelimit-limit": "60", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1764144005000"}
        budget.learn(budget.reserve(0.0), 200, {**said, "date": "Wed, 26 Nov 2025 08:00:00 GMT"}, 0.0)
        assert reserved(budget, 0.0) == 5.0

    def test_what_is_left_is_not_exceeded(self) -> None:
        budget = Budget()
        answered(budget, 1, x_ratelimit_limit="60", x_ratelimit_remaining="2", x_ratelimit_reset="20")
        assert [reserved(budget, 1.0) for _ in range(3)] == [1.0, 1.0, 20.0]

    def test_what_others_took_is_not_counted_on(self) -> None:
        """Another process has the same key: fewer are left than this one knows of."""
        budget = held(60)
        answered(budget, 1, x_ratelimit_limit="60", x_ratelimit_remaining="1")
        assert [reserved(budget, 0.0) for _ in range(2)] == [0.0, pytest.approx(61 / 60)]

    def test_without_any_word_it_goes_slower_and_comes_back(self) -> None:
        budget = held(60)
        answered(budget, 30, 200, now=0.0)
        answered(budget, 30, 200, now=30.0)
        answered(budget, 1, 429, now=59.0)

        def pace_at(now: float) -> float:
            first = reserved(budget, now)
            return 60 / (reserved(budget, first) - first)

        assert pace_at(61.0) == pytest.approx(0.7 * 60, rel=0.1)
        assert pace_at(75.0) > 45
        answered(budget, 1, 200, now=200.0)
        assert budget.per_minute == 60
        assert [reserved(budget, 300.0) for _ in range(30)] == [300.0] * 30

    def test_those_that_were_refused_together_count_once(self) -> None:
        budget = Budget()
        answered(budget, 60)
        slots = [budget.reserve(1.0) for _ in range(40)]
        for slot in slots:
            budget.learn(slot, 429, {}, 1.0)
        first = reserved(budget, 2.0)
        assert 60 / (reserved(budget, first) - first) == pytest.approx(0.7 * 60, rel=0.1)

    def test_who_hardly_asks_is_not_slowed(self) -> None:
        budget = Budget()
        answered(budget, 3)
        answered(budget, 1, 429)
        assert reserved(budget, 0.0) == 0.0


class TestWhose:
    def budget(
        self, provider: str, wanted: Any = "documented", url: str | None = None, **options: Any
    ) -> Budget | None:
        key = options.pop("key", KEY)
        connection = connect(PROVIDERS[provider], Secret(key), url, 30.0)
        return budget_of(connection, wanted, options.pop("clock", SteppedClock().now), **options)

    @pytest.mark.parametrize(
        ("provider", "limit"), [("revenuebase", 60), ("apexverify", 180), ("llamacloud", 20), ("ecore", None)]
    )
    def test_what_a_provider_documents_holds_for_its_own_site(self, provider: str, limit: float | None) -> None:
        budget = self.budget(provider)
        assert budget is not None
        assert budget.per_minute == limit

    @pytest.mark.parametrize(
        "options", [{"url": "http://127.0.0.1:8080"}, {"transport": answering(200)}], ids=["another site", "a function"]
    )
    def test_elsewhere_only_answers_teach(self, options: dict[str, Any]) -> None:
        budget = self.budget("revenuebase", **options)
        assert budget is not None
        assert budget.per_minute is None

    def test_none_is_none(self) -> None:
        assert self.budget("revenuebase", None) is None

    def test_the_users_word_holds_everywhere(self) -> None:
        budget = self.budget("ecore", RateBudget(7), "http://127.0.0.1:8080")
        assert budget is not None
        assert budget.per_minute == 7

    def test_clients_with_the_same_site_and_key_share_one(self) -> None:
        clock = SteppedClock()
        one = self.budget("ecore", clock=clock.now)
        assert self.budget("ecore", clock=clock.now) is one
        assert self.budget("ecore", clock=clock.now, key="another-key") is not one
        assert self.budget("ecore", clock=clock.now, url="http://127.0.0.1:1") is not one
        assert self.budget("ecore", clock=SteppedClock().now) is not one

    def test_what_was_sent_is_known_after_the_client_is_gone(self) -> None:
        with httpx.Client():
            pass
        budget = self.budget("llamacloud", clock=__import__("time").monotonic)
        assert budget is not None
        budget.reserve(0.0)
        taken = id(budget)
        del budget
        gc.collect()
        assert id(self.budget("llamacloud", clock=__import__("time").monotonic)) == taken

    def test_no_key_is_kept(self) -> None:
        budget = self.budget("ecore")
        seen: set[int] = set()
        waiting: list[Any] = [budget, *gc.get_referrers(budget)]
        while waiting and len(seen) < 2000:
            each = waiting.pop()
            if id(each) in seen or isinstance(each, type):
                continue
            seen.add(id(each))
            assert KEY not in repr(each)[:100_000] or "connection" in repr(each)
            waiting += [part for part in gc.get_referents(each) if isinstance(part, str | bytes | tuple | dict)]

    @pytest.mark.parametrize(
        ("arguments", "error"),
        [
            ({"per_minute": 0}, ValueError),
            ({"per_minute": -1}, ValueError),
            ({"per_minute": math.inf}, ValueError),
            ({"per_minute": "60"}, TypeError),
            ({"per_minute": 60, "burst": 0}, ValueError),
            ({"per_minute": 60, "burst": 1.5}, TypeError),
        ],
        ids=str,
    )
    def test_what_makes_no_sense_is_refused(self, arguments: dict[str, Any], error: type[Exception]) -> None:
        with pytest.raises(error, match=r"per_minute|burst"):
            RateBudget(**arguments)

    def test_a_budget_is_a_budget(self) -> None:
        with pytest.raises(TypeError, match='budget is a RateBudget, "documented" or None, not 60'):
            self.budget("ecore", 60)


BUDGET = RateBudget(per_minute=60, burst=1)
STEP = pytest.approx(61 / 60)


class TestClients:
    def test_a_look_without_budget_is_late(self, simulator: Simulator, clock: SteppedClock, driver: Driver) -> None:
        ref = simulator.add_job("ecore", ["Processed"])
        for _ in range(3):
            driver.use(simulator, "ecore", lambda client: client.get(ref.id), budget=BUDGET)
        assert sum(clock.slept) == 0, "each client here is alone with the clock, and its budget ends with it"
        kept = [simulator.client("ecore", budget=BUDGET)]
        for _ in range(3):
            driver.use(simulator, "ecore", lambda client: client.get(ref.id, timeout=0.5), budget=BUDGET)
        assert clock.slept == [STEP, STEP], "and the request has all of its time"
        kept[0].close()

    def test_a_retry_draws_too(self, simulator: Simulator, clock: SteppedClock, driver: Driver) -> None:
        ref = simulator.add_job("ecore", ["Processed"])
        simulator.fail_next("ecore", 500, times=2)
        retry = RetryPolicy(initial=0.25, maximum=0.25, jitter=0)
        driver.use(simulator, "ecore", lambda client: client.get(ref.id), budget=BUDGET, retry=retry)
        assert clock.slept == [0.25, pytest.approx(61 / 60 - 0.25)] * 2

    def test_the_deadline_of_a_wait_holds(self, simulator: Simulator, clock: SteppedClock, driver: Driver) -> None:
        ref = simulator.add_job("ecore", [("Processing", 100), "Processed"])
        budget = RateBudget(per_minute=2, burst=1)
        with pytest.raises(WaitTimeout, match="the budget allows no request before the time is over") as error:
            driver.use(
                simulator, "ecore", lambda client: client.wait(ref.id, timeout=20), budget=budget, poll=PollPolicy(5)
            )
        assert error.value.job is not None
        assert sum(clock.slept) == pytest.approx(20)

    def test_a_wait_is_late_and_ends_well(self, simulator: Simulator, clock: SteppedClock, driver: Driver) -> None:
        ref = simulator.add_job("ecore", [("Processing", 100), "Processed"])
        budget = RateBudget(per_minute=2, burst=1)
        job = driver.use(simulator, "ecore", lambda client: client.wait(ref.id), budget=budget, poll=PollPolicy(5))
        assert job.state is JobState.SUCCEEDED
        assert sum(clock.slept) == pytest.approx(4 * 30.5)

    def test_without_a_budget_all_is_sent_at_once(
        self, simulator: Simulator, clock: SteppedClock, driver: Driver
    ) -> None:
        simulator.fail_next("ecore", 429)
        ref = simulator.add_job("ecore", ["Processed"])
        with pytest.raises(RateLimitError):
            driver.use(
                simulator, "ecore", lambda client: client.get(ref.id), budget=None, retry=RetryPolicy(attempts=1)
            )
        driver.use(simulator, "ecore", lambda client: client.get(ref.id), budget=None)
        assert clock.slept == []


@define
class LimitedServer:
    """Jobs that take their time, behind a limit that is enforced as the documents say it: so many in any minute."""

    limit: int
    ends: dict[str, float]
    body: Callable[[str, bool], dict[str, Any]]
    now: Callable[[], float] = trio.current_time
    times: list[float] = field(factory=list[float])
    refused: int = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        now = self.now()
        if sum(1 for at in self.times[-self.limit :] if at > now - 60) >= self.limit:
            self.refused += 1
            return httpx.Response(429, json={"detail": "Too many requests"})
        self.times.append(now)
        id = next(part for part in reversed(request.url.path.split("/")) if part in self.ends)
        return httpx.Response(200, json=self.body(id, now >= self.ends[id]))


def revenuebase(id: str, ended: bool) -> dict[str, Any]:
    return {"process_id": int(id), "filename": "a.csv", "current_status": "COMPLETED" if ended else "PROCESSING"}


def apexverify(id: str, ended: bool) -> dict[str, Any]:
    return {"status": "internal_error" if ended else "parsing_content"}


@pytest.mark.parametrize(
    ("provider", "body", "id_of"),
    [
        ("revenuebase", revenuebase, str),
        ("apexverify", apexverify, lambda number: f"3f0c8a52-6a0e-4d0b-9d57-{number:012d}"),
    ],
    ids=["revenuebase", "apexverify"],
)
def test_a_thousand_waits_lose_no_job_and_are_never_refused(
    provider: str, body: Callable[[str, bool], dict[str, Any]], id_of: Callable[[int], str]
) -> None:
    documented = PROVIDERS[provider].budget
    assert documented is not None
    ids = [id_of(number) for number in range(1000)]

    async def run() -> None:
        server = LimitedServer(int(documented.per_minute), dict.fromkeys(ids, 1800.0), body)
        seen: list[JobState] = []
        client = async_client_class(provider)(
            KEY,
            transport=httpx.MockTransport(server),
            budget=documented,
            clock=trio.current_time,
            sleep=trio.sleep,
        )

        async def wait(id: str) -> None:
            seen.append((await client.wait(id, timeout=None, check=False)).state)

        async with client, trio.open_nursery() as tasks:
            for id in ids:
                tasks.start_soon(wait, id)
        assert (len(seen), server.refused) == (1000, 0)
        assert trio.current_time() < 1800 + 2 * 1000 * 61 / documented.per_minute

    trio.run(run, clock=trio.testing.MockClock(autojump_threshold=0))


def test_who_is_interrupted_in_line_leaves_his_place() -> None:
    async def run() -> None:
        clock = trio.current_time
        client = async_client_class("ecore")(
            KEY,
            transport=answering(200, json={"id": 42, "status": "Processed"}),
            budget=BUDGET,
            clock=clock,
            sleep=trio.sleep,
        )
        async with client:
            await client.get(42)
            with trio.move_on_after(0.5):
                async with trio.open_nursery() as tasks:
                    for _ in range(100):
                        tasks.start_soon(client.get, 42)
            await client.get(42)
            assert trio.current_time() < 2 * 61 / 60

    trio.run(run, clock=trio.testing.MockClock(autojump_threshold=0))
