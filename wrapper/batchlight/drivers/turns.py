"""How many requests of one client are under way at once; the others stand in line, and lose none of their time there.

httpx lets requests wait for a connection within its pool, counts that as time of the request, and goes through all that
wait with each one that is done.
"""

import threading
from collections import deque
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Final

import httpx

if TYPE_CHECKING:
    import anyio

MOST_AT_ONCE: Final = 20
"""As many as connections are kept: more would be opened for one request each."""

_LONGEST: Final = threading.TIMEOUT_MAX
_TOO_LATE: Final = "the time was over before the request's turn had come"


class Turns:
    """The turns of a client, for threads."""

    def __init__(self) -> None:
        self._free = threading.Semaphore(MOST_AT_ONCE)

    @contextmanager
    def turn(self, seconds: float) -> Generator[None]:
        """Wait for a turn, so long at most, and have it within the block.

        Raises:
            httpx.PoolTimeout: there was none.
        """
        if not self._free.acquire(timeout=min(max(seconds, 0.0), _LONGEST)):
            raise httpx.PoolTimeout(_TOO_LATE)
        try:
            yield
        finally:
            self._free.release()


class AsyncTurns:
    """The turns of a client, for tasks: who came first goes first."""

    def __init__(self) -> None:
        self._free = MOST_AT_ONCE
        self._waiting: deque[anyio.Event] = deque()

    @asynccontextmanager
    async def turn(self, seconds: float) -> AsyncGenerator[None]:
        """Wait for a turn, so long at most, and have it within the block; see `Turns.turn`."""
        if self._free:
            self._free -= 1
        else:
            await self._wait(seconds)
        try:
            yield
        finally:
            self._leave()

    async def _wait(self, seconds: float) -> None:
        from anyio import Event, move_on_after

        mine = Event()
        self._waiting.append(mine)
        try:
            with move_on_after(seconds):
                await mine.wait()
        except BaseException:
            self._give_up(mine)
            raise
        if not mine.is_set():
            self._give_up(mine)
            raise httpx.PoolTimeout(_TOO_LATE)

    def _give_up(self, mine: "anyio.Event") -> None:
        if mine.is_set():
            # Its turn had just come: the next one has it.
            self._leave()
        else:
            self._waiting.remove(mine)

    def _leave(self) -> None:
        if self._waiting:
            self._waiting.popleft().set()
        else:
            self._free += 1
