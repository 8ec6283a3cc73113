"""The stepped clock: who sleeps together wakes together, in the order of the wake-ups, and the time never goes back."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import accumulate
from typing import Any

import anyio
import pytest
import trio
from batchlight.simulator import SteppedClock, stepped
from hypothesis import given
from hypothesis import strategies as st

Naps = Sequence[Sequence[float]]
"""For each sleeper, how long it sleeps, one time after the other."""


def in_tasks(clock: SteppedClock, naps: Naps) -> list[tuple[float, float]]:
    woken: list[tuple[float, float]] = []

    async def sleeper(seconds: Sequence[float]) -> None:
        due = clock.now()
        for each in seconds:
            due += each
            await clock.sleep_async(each)
            woken.append((due, clock.now()))

    async def all_of_them() -> None:
        async with anyio.create_task_group() as tasks:
            for each in naps:
                tasks.start_soon(sleeper, each)

    asyncio.run(all_of_them())
    return woken


def in_tasks_of_trio(clock: SteppedClock, naps: Naps) -> list[tuple[float, float]]:
    woken: list[tuple[float, float]] = []

    async def sleeper(seconds: Sequence[float]) -> None:
        due = clock.now()
        for each in seconds:
            due += each
            await clock.sleep_async(each)
            woken.append((due, clock.now()))

    async def all_of_them() -> None:
        async with trio.open_nursery() as nursery:
            for each in naps:
                nursery.start_soon(sleeper, each)

    trio.run(all_of_them)
    return woken


def in_threads(clock: SteppedClock, seconds: Sequence[float]) -> None:
    """Each in a thread, once; the time stands still until the last of them sleeps."""
    with ThreadPoolExecutor(len(seconds)) as pool:
        with clock.hold():
            done = [pool.submit(clock.sleep, each) for each in seconds]
            while len(clock._asleep) < len(seconds):
                time.sleep(0)
        for each in done:
            each.result()


IN_TASKS = pytest.mark.parametrize("sleep_together", [in_tasks, in_tasks_of_trio])
# Whole numbers of halves, so that sums are exact.
SECONDS = st.integers(0, 20).map(lambda halves: halves / 2)


@IN_TASKS
def test_ten_tasks_that_sleep_at_once_sleep_together(sleep_together: Callable[..., Any]) -> None:
    clock = SteppedClock()
    sleep_together(clock, [[100]] * 10)
    assert clock.now() == 100
    assert clock.slept == [100]


@IN_TASKS
@given(naps=st.lists(st.lists(SECONDS, max_size=4), max_size=5))
def test_every_task_wakes_when_it_is_due_and_in_order(sleep_together: Callable[..., Any], naps: Naps) -> None:
    clock = SteppedClock()
    woken = sleep_together(clock, naps)
    assert len(woken) == sum(map(len, naps))
    assert all(due == now for due, now in woken)
    assert [now for _due, now in woken] == sorted(now for _due, now in woken)
    assert clock.now() == max((sum(each) for each in naps), default=0)
    assert sum(clock.slept) == clock.now()
    assert all(step >= 0 for step in clock.slept)


@given(naps=st.lists(SECONDS, min_size=1, max_size=5))
def test_threads_wake_in_the_order_in_which_they_are_due(naps: Sequence[float]) -> None:
    clock = SteppedClock()
    in_threads(clock, naps)
    assert list(accumulate(clock.slept)) == sorted(set(naps))


def test_ten_threads_that_sleep_at_once_sleep_together() -> None:
    clock = SteppedClock()
    in_threads(clock, [100] * 10)
    assert clock.slept == [100]


@IN_TASKS
def test_event_loops_of_several_threads_say_by_themselves_that_all_of_their_tasks_wait(
    sleep_together: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    moments: list[float] = []
    sleep = anyio.sleep

    async def counted(seconds: float) -> None:
        if seconds == stepped._MOMENT:
            moments.append(seconds)
        await sleep(seconds)

    monkeypatch.setattr(anyio, "sleep", counted)
    clock = SteppedClock()
    loops = [threading.Thread(target=sleep_together, args=(clock, [[1] * 200])) for _ in range(2)]
    with clock.hold():
        for loop in loops:
            loop.start()
    for loop in loops:
        loop.join()
    # While the threads begin and end nobody knows whether they will sleep; in between nobody has to be given a moment.
    assert len(moments) < 100


def test_threads_and_event_loops_sleep_together() -> None:
    clock = SteppedClock()
    with ThreadPoolExecutor(4) as pool:
        with clock.hold():
            done: list[Future[Any]] = [
                pool.submit(clock.sleep, 100),
                pool.submit(in_tasks, clock, [[40], [100]]),
                pool.submit(in_tasks_of_trio, clock, [[70], [100], [30]]),
                pool.submit(clock.sleep, 60),
            ]
            while len(clock._asleep) < 7:
                time.sleep(0)
        for ended in done:
            ended.result()
    assert list(accumulate(clock.slept)) == [30, 40, 60, 70, 100]


@pytest.mark.parametrize("run", [asyncio.run, trio.run], ids=["asyncio", "trio"])
class TestInAnEventLoop:
    def test_others_work_as_long_as_they_like_before_the_time_goes_on(self, run: Callable[..., Any]) -> None:
        clock = SteppedClock()
        seen: list[float] = []

        async def works() -> None:
            send, receive = anyio.create_memory_object_stream[int](0)
            async with anyio.create_task_group() as tasks, send, receive:
                tasks.start_soon(reads, receive)
                for number in range(50):
                    await send.send(number)
                    seen.append(clock.now())

        async def reads(receive: Any) -> None:
            for _ in range(50):
                await receive.receive()

        async def both() -> None:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(clock.sleep_async, 100)
                tasks.start_soon(works)

        run_in(run, both)
        assert seen == [0.0] * 50
        assert clock.now() == 100

    def test_a_sleeper_that_is_cancelled_is_forgotten(self, run: Callable[..., Any]) -> None:
        clock = SteppedClock()

        async def both() -> None:
            async with anyio.create_task_group() as tasks:
                scopes = [anyio.CancelScope() for _ in range(3)]
                for scope, seconds in zip(scopes, (1000, 5, 2000), strict=True):
                    tasks.start_soon(sleeps, clock, scope, seconds)
                tasks.start_soon(cancels, scopes[::2])

        async def cancels(scopes: Sequence[anyio.CancelScope]) -> None:
            for scope in scopes:
                await anyio.lowlevel.checkpoint()
                scope.cancel()

        run_in(run, both)
        assert clock.now() == 5
        clock.sleep(1)
        assert clock.slept == [5, 1]

    def test_a_test_may_let_the_time_go_on_as_well(self, run: Callable[..., Any]) -> None:
        clock = SteppedClock()
        woken: list[float] = []

        async def sleeps_long() -> None:
            await clock.sleep_async(10)
            woken.append(clock.now())

        async def both() -> None:
            async with anyio.create_task_group() as tasks:
                with clock.hold():
                    tasks.start_soon(sleeps_long)
                    while not clock._asleep:
                        await anyio.lowlevel.checkpoint()
                    clock.advance(4)
                    assert woken == []
                    clock.advance(60)

        run_in(run, both)
        assert woken == [64]

    def test_who_never_waits_does_not_stop_the_time(self, run: Callable[..., Any]) -> None:
        clock = SteppedClock()

        async def both() -> None:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(spins)
                for _ in range(50):
                    await clock.sleep_async(1)
                tasks.cancel_scope.cancel()

        async def spins() -> None:
            while True:
                await anyio.lowlevel.checkpoint()

        run_in(run, both)
        assert clock.now() == 50

    def test_one_that_sleeps_in_the_loops_own_thread_does_not_wait_for_its_tasks(self, run: Callable[..., Any]) -> None:
        clock = SteppedClock()

        async def both() -> None:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(clock.sleep_async, 5)
                await anyio.lowlevel.checkpoint()
                clock.sleep(10)

        run_in(run, both)
        assert clock.now() in (10, 15)


async def sleeps(clock: SteppedClock, scope: anyio.CancelScope, seconds: float) -> None:
    with scope:
        await clock.sleep_async(seconds)


def run_in(run: Callable[..., Any], function: Callable[[], Awaitable[None]]) -> None:
    run(function() if run is asyncio.run else function)


def test_nobody_is_waited_for_that_only_looks_on() -> None:
    """A thread that was there before the clock, or does nothing by it, gets no time for ever."""
    over = threading.Event()
    before = threading.Thread(target=over.wait)
    before.start()
    clock = SteppedClock()
    since = threading.Thread(target=over.wait)
    since.start()
    try:
        for _ in range(200):
            clock.sleep(1)
        assert clock.now() == 200
    finally:
        over.set()
        before.join()
        since.join()


@pytest.mark.parametrize("seconds", [-1, float("nan")])
def test_time_does_not_go_back(seconds: float) -> None:
    clock = SteppedClock()
    for sleep in (clock.sleep, lambda each: asyncio.run(clock.sleep_async(each))):
        with pytest.raises(ValueError, match="time does not go back"):
            sleep(seconds)
    assert clock.now() == 0
    assert clock.slept == []
