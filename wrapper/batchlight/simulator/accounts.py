"""Who asks: accounts with a key and credits, and how many requests a provider takes of each."""

import math
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, Final, Literal

from attrs import define, field, frozen

WINDOW_SECONDS: Final = 60.0
# Enough for whatever is tried out; a test that wants to run out of credits says how many there are.
CREDITS: Final = 100_000_000.0


@frozen
class Reading:
    """What a provider says of its limit.

    Attributes:
        limit: Requests in a minute.
        remaining: How many are left now.
        wait: Seconds until the next request is taken; 0.0 if this one was.
        reset: Seconds until all of them can be sent again.
    """

    limit: int
    remaining: int
    wait: float
    reset: float


@frozen
class Rate:
    """How many requests a provider takes.

    Attributes:
        per_minute: How many of each key.
        kind: Whether those of the last minute are counted, or a bucket is filled again, drop by drop.
        headers: What its answers say of it.
    """

    per_minute: int
    kind: Literal["window", "bucket"]
    headers: Callable[[Reading], Mapping[str, str]]


class Meter:
    """Counts the requests of one account; not more than the rate says are taken."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._taken: deque[float] = deque()
        self._tokens = float(rate.per_minute)
        self._filled = -math.inf

    def take(self, now: float) -> Reading:
        """Take a request, or refuse it: then `wait` is above 0."""
        return self._take_from_window(now) if self._rate.kind == "window" else self._take_from_bucket(now)

    def _take_from_window(self, now: float) -> Reading:
        limit, taken = self._rate.per_minute, self._taken
        while taken and taken[0] <= now - WINDOW_SECONDS:
            taken.popleft()
        if len(taken) < limit:
            taken.append(now)
            return Reading(limit, limit - len(taken), 0.0, WINDOW_SECONDS)
        wait = taken[0] + WINDOW_SECONDS - now
        return Reading(limit, 0, wait, wait)

    def _take_from_bucket(self, now: float) -> Reading:
        limit = self._rate.per_minute
        per_second = limit / WINDOW_SECONDS
        if self._filled < now:
            self._tokens = min(limit, self._tokens + min(now - self._filled, WINDOW_SECONDS) * per_second)
            self._filled = now
        # A hair less than one is one that rounding left a hair short.
        if self._tokens < 1 - 1e-9:
            return Reading(limit, 0, (1 - self._tokens) / per_second, (limit - self._tokens) / per_second)
        self._tokens -= 1
        return Reading(limit, max(int(self._tokens), 0), 0.0, (limit - self._tokens) / per_second)


@define(eq=False)
class Account:
    """An account at a provider.

    Attributes:
        key: Its key; whoever sends it owns the jobs that are submitted with it.
        credits: What it has left, without what ended jobs have yet to give back.
        meter: Counts its requests, where the provider's limit is enforced.
        things: What else it has at its provider, by kind and id.
    """

    key: str = field(repr=False)
    credits: float = CREDITS
    meter: Meter | None = None
    things: dict[str, dict[str, Any]] = field(factory=dict[str, dict[str, Any]], repr=False)
