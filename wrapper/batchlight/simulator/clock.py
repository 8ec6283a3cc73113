"""The time by which simulated jobs advance."""

import datetime
import time
from collections.abc import Callable
from typing import TypeAlias

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
