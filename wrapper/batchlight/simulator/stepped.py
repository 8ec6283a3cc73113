"""A clock that stands still while somebody works, and goes on to the next wake-up when all who live by it sleep.

Who sleeps says when to wake. Time goes on to the earliest of these wake-ups, and never beyond one: ten tasks that each
sleep 100 s sleep them together. It goes on only when nobody is known to be at work:

- In an event loop all other tasks run until each of them waits for something. One sleeper of a loop, its pilot, looks
  after that, and wakes the others; a pilot that leaves hands over.
- A request of a client that lives by the clock, and the block of `hold`, hold the time.
- Who was woken holds it until it runs.
- Of other threads nobody can know what they are up to. As long as one has lived by the clock lately, or may yet begin
  to, a sleeper gives it a moment of real time; after so many moments in which it did nothing by the clock, no more.
"""

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from heapq import heapify, heappop, heappush
from itertools import count
from typing import Final
from weakref import WeakKeyDictionary

import anyio
from attrs import define

from ..drivers.ambient import Time, living_by
from ..drivers.idling import in_asyncio
from .clock import Clock

# Seconds of real time that are given to other threads before the time goes on, and how often they are to one that does
# nothing with them. To start a thread takes a fraction of it.
_MOMENT: Final = 0.005
_MOMENTS: Final = 20
# How soon an event loop notices what another thread did, in seconds.
_GLANCE: Final = 0.0005
# Seconds of real time for which a task that was woken, and does not run, holds the time.
_MOST_SECONDS: Final = 1.0
# A task that never waits for anything, as one that asks again and again, does not stop the time for ever: rounds of an
# event loop of asyncio, and seconds of one of trio. Each time that they do not suffice they are halved, down to a least
# share. Where a loop does not tell whether somebody is ready, it gets fewer rounds, and always all of them.
_MOST_ROUNDS: Final = 1000
_LONGEST_TURN: Final = 0.25
_LEAST_SHARE: Final = 1 / 128
_ROUNDS: Final = 50


@define(eq=False)
class _Sleeper:
    """Somebody who sleeps.

    Attributes:
        wakes_at: When to wake, by the clock.
        number: Counts them: of those who wake at the same time, who slept first.
        since: When it began, by the clock.
        seconds: How long it sleeps.
        thread: In which thread.
        event: Wakes its task, or None if the thread itself sleeps.
        is_due: Whether its time has come.
        due_since: Since when it is, by the machine's clock.
    """

    wakes_at: float
    number: int
    since: float
    seconds: float
    thread: int
    event: anyio.Event | None
    is_due: bool = False
    due_since: float = 0.0

    def __lt__(self, other: "_Sleeper") -> bool:
        return (self.wakes_at, self.number) < (other.wakes_at, other.number)


class SteppedClock(Clock):
    """A clock that stands still until it is told to go on, or all who live by it sleep: no test has to wait.

    Attributes:
        slept: The steps by which the time went by, in seconds.

    Example:
        >>> clock = SteppedClock()
        >>> clock.advance(7200)
        >>> clock.sleep(60)
        >>> clock.now()
        7260.0
    """

    def __init__(self) -> None:
        super().__init__()
        self._now = 0.0
        self.slept: list[float] = []
        # Of all that follows; told whenever some of it changes.
        self._changed = threading.Condition(threading.Lock())
        self._changes = 0
        self._numbers = count()
        self._asleep: list[_Sleeper] = []
        self._waking: set[_Sleeper] = set()
        self._holds: Counter[int] = Counter()
        # For each event loop, by its thread, those of its tasks that sleep; the pilot among them.
        self._tasks: dict[int, dict[_Sleeper, None]] = {}
        self._pilots: dict[int, _Sleeper] = {}
        # For each event loop the number of changes at which all of its tasks were last seen to wait.
        self._quiet: dict[int, int] = {}
        self._share = 1.0
        self._moments: WeakKeyDictionary[threading.Thread, int] = WeakKeyDictionary()
        me = threading.current_thread()
        for thread in threading.enumerate():
            if thread is not me:
                self.leave_out(thread)

    def now(self) -> float:
        """Simulated seconds since the clock was made."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Let time go by; who sleeps wakes when its time has come.

        Args:
            seconds: how much, from 0 on.
        """
        if seconds < 0:
            raise ValueError(f"time does not go back: {seconds!r}")
        with self._changed:
            self._go_on(self._now + seconds, seconds)

    def sleep(self, seconds: float) -> None:
        """Take the place of `time.sleep`."""
        with self._changed:
            sleeper = self._lie_down(seconds, None)
            try:
                while not sleeper.is_due:
                    seen = self._changes
                    # What its own thread holds, or shall wake, cannot go on before this returns.
                    if self._is_held(sleeper.thread):
                        self._changed.wait(_MOST_SECONDS)
                    elif others := self._others():
                        self._changed.wait(_MOMENT)
                        if seen == self._changes:
                            self._lose_patience(others)
                            self._step()
                    else:
                        self._step()
            finally:
                self._get_up(sleeper)

    async def sleep_async(self, seconds: float) -> None:
        """Take the place of `anyio.sleep`, on asyncio and trio."""
        event = anyio.Event()
        with self._changed:
            sleeper = self._lie_down(seconds, event)
            tasks = self._tasks.setdefault(sleeper.thread, {})
            tasks[sleeper] = None
            pilot = self._pilots.setdefault(sleeper.thread, sleeper)
        try:
            if pilot is not sleeper:
                # Until its time has come, or the pilot has left.
                await event.wait()
            if not sleeper.is_due:
                await self._pilot(sleeper)
        finally:
            with self._changed:
                self._get_up(sleeper)
                del tasks[sleeper]
                if self._pilots.get(sleeper.thread) is sleeper:
                    self._hand_over(sleeper.thread, tasks)
                if not tasks:
                    self._tasks.pop(sleeper.thread, None)
                    self._quiet.pop(sleeper.thread, None)

    @contextmanager
    def hold(self) -> Generator[None]:
        """Let the clock stand still within the block, whoever sleeps: to start threads that shall sleep together.

        Who is in the block must not wait there for somebody who sleeps.

        Example:
            >>> from concurrent.futures import ThreadPoolExecutor
            >>> clock = SteppedClock()
            >>> with ThreadPoolExecutor(10) as pool:
            ...     with clock.hold():
            ...         slept = [pool.submit(clock.sleep, 100) for _ in range(10)]
            >>> clock.now()
            100.0
        """
        me = threading.get_ident()
        self._change_holds(me, 1)
        try:
            yield
        finally:
            self._change_holds(me, -1)

    @contextmanager
    def installed(self) -> Generator[None]:
        """Let every client that is made within the block, and is given no clock of its own, live by this one.

        Also those that other threads and tasks make. What was made before keeps the time that it has.
        """
        with living_by(self.time):
            yield

    @property
    def time(self) -> Time:
        """The time of clients that live by this clock."""
        return Time(self.now, self.sleep, self.sleep_async, _Request(self._change_holds))

    def leave_out(self, thread: threading.Thread) -> None:
        """Give no time to a thread that does not live by the clock. One that does all the same is left out no more."""
        self._moments[thread] = _MOMENTS

    def _change_holds(self, thread: int, more: int) -> None:
        with self._changed:
            self._hold(thread, more)

    # What follows is called with the lock.

    def _tell(self) -> None:
        self._changes += 1
        self._changed.notify_all()

    def _hold(self, thread: int, more: int) -> None:
        self._holds[thread] += more
        if not self._holds[thread]:
            del self._holds[thread]
        self._moments.pop(threading.current_thread(), None)
        self._tell()

    def _lie_down(self, seconds: float, event: anyio.Event | None) -> _Sleeper:
        if not seconds >= 0:
            raise ValueError(f"time does not go back: {seconds!r}")
        me = threading.get_ident()
        sleeper = _Sleeper(self._now + seconds, next(self._numbers), self._now, seconds, me, event)
        heappush(self._asleep, sleeper)
        # An answer that takes its time holds nothing meanwhile.
        self._hold(me, -_is_in_request.get())
        return sleeper

    def _get_up(self, sleeper: _Sleeper) -> None:
        if sleeper.is_due:
            self._waking.discard(sleeper)
        else:
            # It was cancelled, or interrupted.
            self._asleep.remove(sleeper)
            heapify(self._asleep)
        self._hold(sleeper.thread, _is_in_request.get())

    def _is_held(self, but: int | None = None) -> bool:
        """Whether somebody is known to be at work, in another thread than one."""
        if any(thread != but for thread in self._holds):
            return True
        # One whose event loop is held up, perhaps by somebody who waits for this very sleeper, holds nothing for ever.
        lately = time.monotonic() - _MOST_SECONDS
        return any(each.thread != but and each.due_since > lately for each in self._waking)

    def _others(self) -> list[threading.Thread]:
        """The threads that may yet do something by the clock, and do not sleep."""
        if threading.active_count() == 1:
            return []
        asleep = {each.thread for each in self._asleep if each.event is None}
        # Nor can an event loop go on by itself whose tasks all wait, as long as nothing has changed since.
        asleep.update(thread for thread, changes in self._quiet.items() if changes == self._changes)
        me = threading.current_thread()
        return [
            thread
            for thread in threading.enumerate()
            if thread is not me and thread.ident not in asleep and self._moments.get(thread, 0) < _MOMENTS
        ]

    def _lose_patience(self, others: list[threading.Thread]) -> None:
        for thread in others:
            self._moments[thread] = self._moments.get(thread, 0) + 1

    def _step(self) -> None:
        """Go on to the earliest wake-up."""
        first = self._asleep[0]
        # Exactly as many seconds as were asked for, where nothing has come between.
        self._go_on(first.wakes_at, first.seconds if first.since == self._now else first.wakes_at - self._now)

    def _go_on(self, now: float, step: float) -> None:
        self._now = now
        self.slept.append(step)
        while self._asleep and self._asleep[0].wakes_at <= now:
            sleeper = heappop(self._asleep)
            sleeper.is_due, sleeper.due_since = True, time.monotonic()
            self._waking.add(sleeper)
        self._tell()

    def _hand_over(self, thread: int, tasks: dict[_Sleeper, None]) -> None:
        """Make another sleeper of an event loop its pilot, if there is one."""
        # The one that lay down last is likely to sleep longest.
        successor = next((each for each in reversed(tasks) if not each.is_due), None)
        if successor is None:
            del self._pilots[thread]
            self._ring(tasks)
        else:
            self._pilots[thread] = successor
            assert successor.event is not None
            successor.event.set()

    def _ring(self, tasks: dict[_Sleeper, None]) -> None:
        """Wake the tasks of this thread's event loop whose time has come."""
        for sleeper in sorted(each for each in self._waking if each in tasks):
            assert sleeper.event is not None
            sleeper.event.set()

    async def _pilot(self, sleeper: _Sleeper) -> None:
        """Let the time go on, on behalf of all tasks of an event loop that sleep, until one's own has come."""
        tasks = self._tasks[sleeper.thread]
        seen, since = -1, 0.0
        while True:
            with self._changed:
                self._ring(tasks)
                if sleeper.is_due:
                    return
            is_quiet = await _all_waiting(self._share)
            with self._changed:
                self._share = 1.0 if is_quiet else max(self._share / 2, _LEAST_SHARE)
                if sleeper.is_due:
                    continue
                if is_quiet:
                    self._quiet[sleeper.thread] = self._changes
                is_held = self._is_held()
                others = [] if is_held else self._others()
                if seen != self._changes or is_held:
                    seen, since = self._changes, time.monotonic()
                is_over = time.monotonic() >= since + _MOMENT
                if not is_held and (is_over or not others):
                    self._lose_patience(others)
                    self._step()
                    continue
                # Another event loop says by itself that all of it waits.
                is_soon = is_held or all(each.ident in self._tasks for each in others)
            await anyio.sleep(_GLANCE if is_soon else _MOMENT)


# Whether a request holds the time in this task or thread.
_is_in_request: ContextVar[bool] = ContextVar("batchlight_is_in_request", default=False)


class _Request:
    """Entered again and again, by any task and thread: a request under way, which holds the time."""

    def __init__(self, change_holds: Callable[[int, int], None]) -> None:
        self._change_holds = change_holds

    def __enter__(self) -> None:
        self._change_holds(threading.get_ident(), 1)
        _is_in_request.set(True)

    def __exit__(self, *_error: object) -> None:
        _is_in_request.set(False)
        self._change_holds(threading.get_ident(), -1)


async def _all_waiting(share: float) -> bool:
    """Let the other tasks of this event loop run, until each of them waits for something; whether they do."""
    if not in_asyncio():
        with anyio.move_on_after(_LONGEST_TURN * share) as turn:
            await anyio.wait_all_tasks_blocked()
        return not turn.cancelled_caught
    # What is ready to run. It is no public name of asyncio; of the public ones, none tells.
    ready = getattr(asyncio.get_running_loop(), "_ready", None)
    for _ in range(_ROUNDS if ready is None else int(_MOST_ROUNDS * share)):
        await asyncio.sleep(0)
        if ready is not None and not ready:
            return True
    return ready is None
