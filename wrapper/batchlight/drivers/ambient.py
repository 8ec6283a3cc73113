"""What a client takes that was given no clock, no sleep and no transport: the machine's, or what stands in for it.

A test puts a simulator in the place of both for a while. It is looked for once, when a client is made; there is one
such place for the whole process, so that it counts in every thread and task.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from attrs import frozen

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")


async def _sleep(seconds: float) -> None:
    from anyio import sleep

    await sleep(seconds)


@frozen
class Time:
    """The time that clients live by.

    Attributes:
        clock: A monotonic clock, in seconds.
        sleep: Lets seconds go by.
        sleep_async: Lets seconds go by, for asyncio and trio.
        request: Entered for as long as a request is under way.
    """

    clock: Callable[[], float]
    sleep: Callable[[float], object]
    sleep_async: Callable[[float], Awaitable[object]]
    request: AbstractContextManager[object]


class StandIn(Protocol):
    """Carries the requests to its own URLs, as both kinds of httpx's transports do."""

    def is_at(self, base_url: str) -> bool:
        """Whether a base URL is one of its own."""
        ...

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """See `httpx.BaseTransport`."""
        ...

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """See `httpx.AsyncBaseTransport`."""
        ...


_MACHINE: Final = Time(time.monotonic, time.sleep, _sleep, nullcontext())

# The last one counts.
_times: list[Time] = [_MACHINE]
_stand_ins: list[StandIn] = []


def time_of(clock: Callable[[], float] | None) -> Time:
    """The time of a client that was given this clock, or none.

    A clock that is a method of what has a whole `time` brings that. Any other brings no sleep: that is the machine's.
    """
    if clock is None:
        return _times[-1]
    time = getattr(getattr(clock, "__self__", None), "time", None)
    return time if isinstance(time, Time) else _MACHINE


def stand_in_for(base_url: str) -> StandIn | None:
    """What carries the requests to a base URL in place of a network, if anything does."""
    return next((each for each in reversed(_stand_ins) if each.is_at(base_url)), None)


@contextmanager
def living_by(time: Time) -> Generator[None]:
    """Let clients that are made within the block, and are given no clock, live by a time."""
    with _among(_times, time):
        yield


@contextmanager
def standing_in(transport: StandIn) -> Generator[None]:
    """Let clients that are made within the block, and are given no transport, send through it what is for its URLs."""
    with _among(_stand_ins, transport):
        yield


@contextmanager
def _among(all_of_them: list[T], one: T) -> Generator[None]:
    all_of_them.append(one)
    try:
        yield
    finally:
        # Blocks may end in another order than that in which they began.
        del all_of_them[max(at for at, each in enumerate(all_of_them) if each is one)]
