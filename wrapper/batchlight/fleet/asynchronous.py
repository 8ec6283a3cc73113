"""A fleet for asyncio and trio: one timer for each provider, and a task for each request that is under way."""

# pyright: reportPrivateUsage=false
# It sends with clients, and lives by their time.

import math
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Any, Final, Self, TypeAlias

import anyio
import anyio.lowlevel
from anyio.abc import TaskGroup

from ..drivers.clients import AsyncClient
from ..drivers.operations import Plan
from ..engine.policies import PollPolicy
from ..engine.polling import Until, check_timeout
from ..engine.steps import Steps
from ..errors import BatchlightError
from ..jobs import JobRef
from ..providers import async_client_class
from .board import Board, Claim, Route, clients_by_name, refs_of, timed_out
from .changes import Change, Outcome
from .following import single_exception
from .journal import open_journal
from .rolls import Action

_Client: TypeAlias = AsyncClient[Any, Any]

# asyncio and trio close a generator that nobody has any more in one of their next turns.
_TURNS: Final = 10


class AsyncFleet:
    """Many jobs, at any of the providers, watched within one budget; from asyncio or trio.

    However many jobs there are, no more than ten requests are under way at a provider, and none is sent that its limit
    does not allow (see `RateBudget`). Where a provider lists jobs, one request tells of many. A provider that does not
    answer holds up no other.

    What goes wrong with a job is its outcome, and no exception: `Change.outcome` is the job, or why it cannot be
    watched.

    Args:
        clients: The clients to look with, as a list or by the names of their providers; they are the caller's, and are
            not closed. Where there is none, one is made with the key of the environment.
        poll: How often to look at a job; by default when its progress says, or as the provider advises.
        until: What ends the watch of a job besides its end; see `Client.wait`. By default a job that needs action does.
        journal: A file that remembers the jobs and their ends: a fleet that is opened on it again, also after the
            process was killed, goes on with them, asks for none that has ended, and tells again every end of which it
            is not known that it was taken (`Change.repeated`).

    Raises:
        TypeError: a client is none, or of the other kind.
        RuntimeError: it is entered a second time.
        ConfigurationError: there are two clients for one provider; or, when it is entered, the journal is in use,
            damaged, or of another version.

    Example:
        >>> async def report(refs):
        ...     async with AsyncFleet() as fleet:
        ...         fleet.add(*refs)
        ...         async for change in fleet:
        ...             if change.is_over:
        ...                 print(change.ref, change.outcome)
    """

    def __init__(
        self,
        clients: Mapping[str, _Client] | Iterable[_Client] = (),
        *,
        poll: PollPolicy | None = None,
        until: Until | None = None,
        journal: str | os.PathLike[str] | None = None,
    ) -> None:
        self._board: Board[_Client] = Board(clients_by_name(clients, AsyncClient), _made, poll, until)
        self._journal = journal
        self._running: set[str] = set()
        self._wakes: dict[str, anyio.Event] = {}
        self._told: Change | None = None
        self._stack = AsyncExitStack()
        self._tasks: TaskGroup | None = None

    def add(self, *refs: JobRef | str) -> None:
        """Watch jobs from now on; one that is watched already is watched once.

        Args:
            refs: The jobs: refs or their strings, such as "ecore:42".

        Raises:
            ValueError: a string is no name of a job.
            RuntimeError: the fleet is not open.
        """
        self._opened()
        self._board.add(refs_of(refs))
        self._wake_all()

    @property
    def watched(self) -> int:
        """How many jobs are watched, and have not ended."""
        return self._board.watched

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Change:
        """The next change of a job; there is none more when all have ended. Of a job that changes faster than it is
        asked for, the last one is told, and its end always.
        """
        self._opened()
        self._board.taken(self._told)
        self._told = None
        while (change := self._board.take()) is None:
            if self._board.is_over and await self._stays_over():
                raise StopAsyncIteration
            await self._news.wait()
        self._told = change
        return change

    async def wait_all(self, refs: Iterable[JobRef | str], *, timeout: float | None = None) -> dict[JobRef, Outcome]:
        """Wait for jobs to end; those that are not watched are from now on. Iterations are not told of them meanwhile.

        Args:
            refs: the jobs.
            timeout: seconds that all of it may take, or None for ever.

        Returns:
            The outcome of each, in the order of `refs`: the job, or why it cannot be watched, or a `WaitTimeout`.

        Raises:
            ValueError: a string is no name of a job, or the timeout is negative.
        """
        wanted = refs_of(refs)
        outcomes: dict[JobRef, Outcome | None] = dict.fromkeys(wanted)
        async for change in self.as_completed(wanted, timeout=timeout):
            outcomes[change.ref] = change.outcome
        return {ref: outcome for ref, outcome in outcomes.items() if outcome is not None}

    async def as_completed(
        self, refs: Iterable[JobRef | str], *, timeout: float | None = None
    ) -> AsyncIterator[Change]:
        """Tell the ends of jobs in the order in which they are seen; the arguments are those of `wait_all`."""
        self._opened()
        limit = check_timeout(timeout)
        claim = self._board.claim(refs_of(refs))
        self._wake_all()
        clock, sleep = self._time()
        began = clock()
        try:
            while claim.missing or claim.ended:
                if not claim.ended and not await self._end_of(claim, limit - (clock() - began), sleep):
                    break
                while claim.ended:
                    change = claim.ended.popleft()
                    self._board.handed_out(change)
                    yield change
                    self._board.taken(change)
            for ref in sorted(claim.missing):
                yield Change(ref, timed_out(ref, clock() - began), is_over=True)
        finally:
            self._board.give_up(claim)
            self._wake_all()

    async def __aenter__(self) -> Self:
        self._board.open()
        self._news = anyio.Event()
        async with AsyncExitStack() as stack:
            # What is opened last is closed first: the requests end before the clients do.
            if self._journal is not None:
                journal = open_journal(self._journal)
                stack.callback(journal.close)
                self._board.resume(journal)
            stack.push_async_callback(self._close_clients)
            stack.enter_context(single_exception())
            self._tasks = await stack.enter_async_context(anyio.create_task_group())
            self._stack = stack.pop_all()
        self._wake_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> bool | None:
        if self._tasks is not None:
            self._tasks.cancel_scope.cancel()
        self._tasks = None
        if kind is None:
            self._board.taken(self._told)
        return await self._stack.__aexit__(kind, error, traceback)

    def _opened(self) -> TaskGroup:
        if self._tasks is None:
            raise RuntimeError("a fleet is used within `async with AsyncFleet() as fleet:`")
        return self._tasks

    async def _close_clients(self) -> None:
        with anyio.CancelScope(shield=True):
            for client in self._board.made:
                await client.aclose()

    def _wake_all(self) -> None:
        for name, route in self._board.routes.items():
            if name not in self._running and self._tasks is not None:
                self._running.add(name)
                self._tasks.start_soon(self._run, name, route)
            self._wake(name)
        self._tell()

    def _wake(self, name: str) -> None:
        if name in self._wakes:
            self._wakes[name].set()

    def _tell(self) -> None:
        self._news.set()
        self._news = anyio.Event()

    async def _run(self, name: str, route: Route[_Client]) -> None:
        """Send what is due, when it is."""
        tasks = self._opened()
        while True:
            request = route.next_request()
            if request is not None:
                tasks.start_soon(self._ask, name, route, *request)
                continue
            self._wakes[name] = wake = anyio.Event()
            at = route.next_at()
            if at == math.inf:
                await wake.wait()
            else:
                await _until(wake, route.client._sleep, max(at - route.session.clock(), 0.0))

    async def _ask(self, name: str, route: Route[_Client], action: Action, steps: Steps[Any]) -> None:
        try:
            result: Any = await route.client._perform(Plan(steps))
        except BatchlightError as error:
            result = error
        self._board.tell(route.take(action, result))
        self._wake(name)
        self._tell()

    async def _stays_over(self) -> bool:
        """Whether nothing is left to tell, once iterations of `as_completed` that somebody left are closed."""
        for _ in range(_TURNS):
            if not self._board.is_claimed:
                break
            await anyio.lowlevel.checkpoint()
        return self._board.is_over

    async def _end_of(self, claim: Claim, seconds: float, sleep: Callable[[float], Awaitable[object]]) -> bool:
        """Wait for an end, so long at most; whether there is one."""
        async with anyio.create_task_group() as tasks:

            async def give_up() -> None:
                await sleep(max(seconds, 0.0))
                tasks.cancel_scope.cancel()

            if seconds != math.inf:
                tasks.start_soon(give_up)
            while not claim.ended:
                await self._news.wait()
            tasks.cancel_scope.cancel()
        return bool(claim.ended)

    def _time(self) -> tuple[Callable[[], float], Callable[[float], Awaitable[object]]]:
        """By which time a wait of many is: that of any of its clients."""
        for route in self._board.routes.values():
            return route.session.clock, route.client._sleep
        return anyio.current_time, anyio.sleep


def _made(ref: JobRef) -> _Client:
    return async_client_class(ref.provider)(site=ref.site)


async def _until(wake: anyio.Event, sleep: Callable[[float], Awaitable[object]], seconds: float) -> None:
    """Sleep until it is time, or until somebody says that there is news."""
    async with anyio.create_task_group() as tasks:

        async def rest() -> None:
            await sleep(seconds)
            tasks.cancel_scope.cancel()

        tasks.start_soon(rest)
        await wake.wait()
        tasks.cancel_scope.cancel()
