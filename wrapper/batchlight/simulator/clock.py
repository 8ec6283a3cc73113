"""The time by which simulated jobs advance."""

import datetime
import threading
import time
from collections.abc import Callable
from typing import TypeAlias

import anyio.lowlevel

Dates: TypeAlias = Callable[[float], str]
"""Makes the ISO date of a time of a clock."""


def iso_dates(start: datetime.datetime) -> Dates:
    """Dates of a clock that showed 0 at `start`."""
    return lambda at: (start + datetime.timedelta(seconds=at)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Clock:
    """The machine's clock, or a faster or slower one.

    Args:
        speed: How many simulated seconds go by in a real one.
    """

    def __init__(self, speed: float = 1.0) -> None:
        if not speed > 0:
            raise ValueError(f"speed is a positive number, not {speed!r}")
        self._speed = speed
        self._start = time.monotonic()

    def now(self) -> float:
        """Simulated seconds since the clock was made."""
        return (time.monotonic() - self._start) * self._speed


class SteppedClock(Clock):
    """A clock that stands still until it is told to go on: no test has to sleep.

    Attributes:
        slept: The steps by which the time went by, in seconds.

    Example:
        >>> clock = SteppedClock()
        >>> clock.advance(7200)
        >>> clock.now()
        7200.0
    """

    def __init__(self) -> None:
        super().__init__()
        self._now = 0.0
        self.slept: list[float] = []
        self._lock = threading.Lock()

    def now(self) -> float:
        """Simulated seconds since the clock was made."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Let time go by.

        Args:
            seconds: how much, from 0 on.
        """
        if seconds < 0:
            raise ValueError(f"time does not go back: {seconds!r}")
        with self._lock:
            self._now += seconds
            self.slept.append(seconds)

    def sleep(self, seconds: float) -> None:
        """Take the place of `time.sleep`: the time goes by at once."""
        self.advance(seconds)

    async def sleep_async(self, seconds: float) -> None:
        """Take the place of `anyio.sleep`: the time goes by at once, and other tasks get their turn."""
        self.advance(seconds)
        await anyio.lowlevel.checkpoint()
