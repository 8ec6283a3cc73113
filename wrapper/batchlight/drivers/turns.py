"""How many requests of one client are under way at once; the others stand in line, and lose none of their time there.

httpx lets requests wait for a connection within its pool, counts that as time of the request, and goes through all that
wait with each one that is done.
"""

import threading
from collections import deque
from queue import Empty, SimpleQueue
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
        # A queue of as many entries as there are turns is a semaphore in C: a tenth of what that of `threading` takes.
        self._free = SimpleQueue[None]()
        for _ in range(MOST_AT_ONCE):
            self._free.put(None)

    def take(self, seconds: float) -> None:
        """Wait for a turn, so long at most; who has it leaves it afterwards.

        Raises:
            httpx.PoolTimeout: there was none.
        """
        try:
            self._free.get(timeout=min(max(seconds, 0.0), _LONGEST))
        except Empty:
            raise httpx.PoolTimeout(_TOO_LATE) from None

    def leave(self) -> None:
        """Let another have the turn."""
        self._free.put(None)


class AsyncTurns:
    """The turns of a client, for tasks: who came first goes first."""

    def __init__(self) -> None:
        self._free = MOST_AT_ONCE
        self._waiting: deque[anyio.Event] = deque()

    async def take(self, seconds: float) -> None:
        """Wait for a turn, so long at most; see `Turns.take`."""
        if self._free:
            self._free -= 1
            return
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
            self.leave()
        else:
            self._waiting.remove(mine)

    def leave(self) -> None:
        """Let another have the turn."""
        if self._waiting:
            self._waiting.popleft().set()
        else:
            self._free += 1
