"""Send calls: the only places that do I/O are the two drivers here, one sync and one async.

Both share everything else. What a call or a wait does is a generator of steps (`Session`, `polling`); a driver carries
out one step after the other. Nothing here knows any provider: a call is data that a provider's module makes, and says
itself what its answer means.
"""

import inspect
import ssl
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import closing
from types import TracebackType
from typing import Any, ClassVar, Generic, Self, TypedDict

import anyio
import httpx
from typing_extensions import TypeVar

from ..engine.calls import Call
from ..engine.connection import connect, take_key
from ..engine.policies import PollPolicy, RetryPolicy
from ..engine.polling import Guidance, Until, wait_steps
from ..engine.session import Run, Session
from ..engine.steps import Fetch, Report, Sleep, Step, Steps
from ..errors import ConfigurationError, TransportError
from ..jobs import Job
from ..keys import Secret
from ..lifecycle import LifecyclePolicy
from ..reading.answers import CONTENT_ENCODINGS, Reply
from ..services import Service
from .transports import async_transport_of, transport_of

T = TypeVar("T")
S = TypeVar("S")
"""The provider's typed status."""
Id = TypeVar("Id", contravariant=True, default=str)
"""What the provider's ids may be given as."""

OnUpdate = Callable[[Job[S]], object]
Observe = Callable[[Step], object]


class _Base(ABC, Generic[S, Id]):
    """The parts of a client that its provider gives."""

    service: ClassVar[Service]
    guidance: ClassVar[Sequence[Guidance]]
    _session: Session
    _is_closed = False

    @abstractmethod
    def _look(self, id: Id) -> Call[Job[S]]:
        """The call that asks for a job's status."""

    def _wait_steps(
        self, id: Id, timeout: float | None, poll: PollPolicy | None, until: Until | None, check: bool
    ) -> Steps[Job[S]]:
        """The steps of a wait; see `polling.wait_steps`."""
        session = self._session
        return wait_steps(
            session.outgoing(self._look(id)),
            look=session.look,
            clock=session.clock,
            timeout=timeout,
            poll=poll or session.poll,
            guidance=self.guidance,
            until=until,
            check=check,
        )

    def _refuse_closed(self) -> None:
        if self._is_closed:
            raise ConfigurationError(f"this {type(self).__name__} is closed; make a new one")

    def __repr__(self) -> str:
        # A report about a constructor that failed shows a client that has no session.
        session: Session | None = vars(self).get("_session")
        return f"<{type(self).__name__} at {session.connection.base_url if session else 'nowhere'}>"


class _Options(TypedDict, total=False):
    base_url: str | None
    timeout: float | None
    retry: RetryPolicy | None
    poll: PollPolicy | None
    lifecycle: LifecyclePolicy | None
    verify: ssl.SSLContext | None
    proxy: str | httpx.Proxy | None
    clock: Callable[[], float]


class ClientOptions(_Options, total=False):
    """The arguments of `Client` besides the key, for clients that have more."""

    transport: httpx.BaseTransport | None
    http_client: httpx.Client | None
    sleep: Callable[[float], object]


class AsyncClientOptions(_Options, total=False):
    """The arguments of `AsyncClient` besides the key, for clients that have more."""

    transport: httpx.AsyncBaseTransport | None
    http_client: httpx.AsyncClient | None
    sleep: Callable[[float], Awaitable[object]]


class Client(_Base[S, Id]):
    """A provider's API, called synchronously. Safe to use from several threads.

    Args:
        api_key: The key; by default that of the environment (see `batchlight providers`).
        base_url: Where the provider's paths begin; by default the provider's own, or that of the environment.
        timeout: Seconds that one request may take, from the connection to the last byte; None for ever.
        retry: What to do when a single call fails.
        poll: How often `wait` and `watch` look; by default what the provider advises.
        lifecycle: What to do about operations that are deprecated, past their sunset, or gone.
        verify: What decides whether the provider is who it says it is; by default the usual certificates.
        proxy: The address of a proxy; by default that of the environment.
        transport: An httpx transport to send through, such as `httpx.MockTransport` in a test; it is the caller's, and
            is neither changed nor closed.
        http_client: An `httpx.Client` to send through; it is the caller's, too.
        clock: A monotonic clock, in seconds; see `batchlight.testing`.
        sleep: Lets seconds go by.

    Raises:
        ConfigurationError: there is no key, the base URL would send it in clear text over a network, or the arguments
            contradict each other.
    """

    def __init__(
        self,
        api_key: str | Secret | None = None,
        *,
        base_url: str | None = None,
        timeout: float | None = 30.0,
        retry: RetryPolicy | None = None,
        poll: PollPolicy | None = None,
        lifecycle: LifecyclePolicy | None = None,
        verify: ssl.SSLContext | None = None,
        proxy: str | httpx.Proxy | None = None,
        transport: httpx.BaseTransport | None = None,
        http_client: httpx.Client | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        key = take_key(self.service, api_key)
        del api_key
        connection = connect(self.service, key, base_url, timeout)
        self._transport = transport_of(connection, transport, http_client, verify, proxy)
        self._sleep = sleep
        self._session = Session(
            connection,
            self._transport.build,
            retry or RetryPolicy(),
            poll,
            lifecycle or LifecyclePolicy(),
            clock,
            _own_headers(),
        )

    def get(self, id: Id) -> Job[S]:
        """Look at a job once.

        Args:
            id: The provider's id of the job.

        Raises:
            ValueError: the id is not of the provider's shape; nothing was sent.
            NotFoundError: there is no such job. (Revenuebase says BadRequestError.)
            BatchlightError: see `batchlight.errors`.
        """
        return self.send(self._look(id))

    def wait(
        self,
        id: Id,
        *,
        timeout: float | None = 900.0,
        poll: PollPolicy | None = None,
        until: Until | None = None,
        check: bool = True,
        on_update: OnUpdate[S] | None = None,
    ) -> Job[S]:
        """Wait for a job to end. Nothing is cancelled at the provider, however the wait ends.

        Args:
            id: The provider's id of the job.
            timeout: Seconds that all of it may take, looks and pauses. 0 looks once; None waits for ever.
            poll: How often to look; by default that of the client, or what the provider advises.
            until: What stops the wait besides the job's end: a state or its word ("running"), several, a function of
                the job, or "terminal" for nothing else. By default a job that needs action does: it would not go on by
                itself.
            check: Whether to raise if the job did not succeed; False returns it.
            on_update: Called with the job at the first look and whenever its state, its progress or the provider's own
                word for it (`Job.tag`) has changed. What it raises ends the wait.

        Raises:
            JobFailed: the job failed.
            JobCancelled: the job was cancelled.
            JobNeedsAction: the job needs action, and `until` does not say that this is waited for.
            WaitTimeout: the time is over; `.job` is the job as it was last seen, and the cause is why the last look
                told nothing, if it did.
            ValueError: the id is not of the provider's shape, or `until` is no state; nothing was sent.
            BatchlightError: a look failed in a way that does not pass (400, 401, 403, 404, 410, 422), or the provider
                told nothing for as long as `PollPolicy.max_outage`; see `batchlight.errors`.
        """
        if inspect.iscoroutinefunction(on_update):
            raise TypeError("on_update is a coroutine function, which only an async client can call")
        steps = self._wait_steps(id, timeout, poll, until, check)
        return self._drive(steps, None if on_update is None else _reports_to(on_update))

    def watch(self, id: Id, *, timeout: float | None = 900.0, poll: PollPolicy | None = None) -> "Watch[S]":
        """Follow a job to its end: an iterator of the job as it is now, and at each change.

        A change is one of its state, of its progress, or of the provider's own word for it (`Job.tag`).

        It ends with a job that has ended or needs action. How a job ended is no exception here, as it is for `wait`.
        Leaving the iteration early leaves nothing behind.

        Args:
            id: The provider's id of the job.
            timeout: Seconds that all of it may take. None follows for ever.
            poll: How often to look; by default that of the client, or what the provider advises.

        Raises:
            WaitTimeout: the time is over; raised by the iteration.
            ValueError: the id is not of the provider's shape; nothing was sent.
            BatchlightError: a look failed for good, as in `wait`; raised by the iteration.
        """
        steps = self._wait_steps(id, timeout, poll, None, False)
        return Watch(Run(steps, self._session.clock), self._carry_out)

    def send(self, call: Call[T]) -> T:
        """Send a call and return its result.

        Args:
            call: what to send; the provider's module makes it.

        Raises:
            TransportError: no answer came.
            ResponseError: the answer is an error, or cannot be read.
            EndpointGoneError: the answer is 410.
        """
        return self._drive(self._session.result(call))

    def _drive(self, steps: Steps[T], observe: Observe | None = None) -> T:
        with closing(steps):
            run = Run(steps, self._session.clock)
            step = run.proceed()
            while step is not None:
                if observe is not None:
                    observe(step)
                step = self._carry_out(run, step)
            return run.result

    def _carry_out(self, run: Run[Any], step: Step) -> Step | None:
        """Do one step, and return the next."""
        if isinstance(step, Sleep):
            self._sleep(step.seconds)
        if not isinstance(step, Fetch):
            return run.proceed()
        try:
            reply = self._fetch(step)
        except TransportError as error:
            return run.fail(error)
        return run.proceed(reply)

    def _fetch(self, step: Fetch) -> Reply:
        self._refuse_closed()
        with self._session.transport_errors(step):
            return self._transport.send(self._session.arm(step), step.limit)

    def close(self) -> None:
        """Close the connections; the client cannot be used any more."""
        self._is_closed = True
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class AsyncClient(_Base[S, Id]):
    """A provider's API, called from asyncio or trio.

    Args:
        api_key: The key; by default that of the environment (see `batchlight providers`).
        base_url: Where the provider's paths begin; by default the provider's own, or that of the environment.
        timeout: Seconds that one request may take, from the connection to the last byte; None for ever.
        retry: What to do when a single call fails.
        poll: How often `wait` and `watch` look; by default what the provider advises.
        lifecycle: What to do about operations that are deprecated, past their sunset, or gone.
        verify: What decides whether the provider is who it says it is; by default the usual certificates.
        proxy: The address of a proxy; by default that of the environment.
        transport: An httpx transport to send through, such as `httpx.MockTransport` in a test; it is the caller's, and
            is neither changed nor closed.
        http_client: An `httpx.AsyncClient` to send through; it is the caller's, too.
        clock: A monotonic clock, in seconds; see `batchlight.testing`.
        sleep: Lets seconds go by.

    Raises:
        ConfigurationError: there is no key, the base URL would send it in clear text over a network, or the arguments
            contradict each other.
    """

    def __init__(
        self,
        api_key: str | Secret | None = None,
        *,
        base_url: str | None = None,
        timeout: float | None = 30.0,
        retry: RetryPolicy | None = None,
        poll: PollPolicy | None = None,
        lifecycle: LifecyclePolicy | None = None,
        verify: ssl.SSLContext | None = None,
        proxy: str | httpx.Proxy | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        http_client: httpx.AsyncClient | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = anyio.sleep,
    ) -> None:
        key = take_key(self.service, api_key)
        del api_key
        connection = connect(self.service, key, base_url, timeout)
        self._transport = async_transport_of(connection, transport, http_client, verify, proxy)
        self._sleep = sleep
        self._session = Session(
            connection,
            self._transport.build,
            retry or RetryPolicy(),
            poll,
            lifecycle or LifecyclePolicy(),
            clock,
            _own_headers(),
        )

    async def get(self, id: Id) -> Job[S]:
        """Look at a job once; see `Client.get`."""
        return await self.send(self._look(id))

    async def wait(
        self,
        id: Id,
        *,
        timeout: float | None = 900.0,
        poll: PollPolicy | None = None,
        until: Until | None = None,
        check: bool = True,
        on_update: OnUpdate[S] | None = None,
    ) -> Job[S]:
        """Wait for a job to end; see `Client.wait`. `on_update` may be a coroutine function."""
        steps = self._wait_steps(id, timeout, poll, until, check)
        return await self._drive(steps, None if on_update is None else _reports_to(on_update))

    def watch(self, id: Id, *, timeout: float | None = 900.0, poll: PollPolicy | None = None) -> "AsyncWatch[S]":
        """Follow a job to its end, with `async for`; see `Client.watch`."""
        steps = self._wait_steps(id, timeout, poll, None, False)
        return AsyncWatch(Run(steps, self._session.clock), self._carry_out)

    async def send(self, call: Call[T]) -> T:
        """Send a call and return its result; see `Client.send`."""
        return await self._drive(self._session.result(call))

    async def _drive(self, steps: Steps[T], observe: Observe | None = None) -> T:
        with closing(steps):
            run = Run(steps, self._session.clock)
            step = run.proceed()
            while step is not None:
                if observe is not None:
                    told = observe(step)
                    if inspect.isawaitable(told):
                        await told
                step = await self._carry_out(run, step)
            return run.result

    async def _carry_out(self, run: Run[Any], step: Step) -> Step | None:
        """Do one step, and return the next."""
        if isinstance(step, Sleep):
            await self._sleep(step.seconds)
        if not isinstance(step, Fetch):
            return run.proceed()
        try:
            reply = await self._fetch(step)
        except TransportError as error:
            return run.fail(error)
        return run.proceed(reply)

    async def _fetch(self, step: Fetch) -> Reply:
        self._refuse_closed()
        with self._session.transport_errors(step):
            return await self._transport.send(self._session.arm(step), step.limit)

    async def aclose(self) -> None:
        """Close the connections; the client cannot be used any more."""
        self._is_closed = True
        await self._transport.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()


class Watch(Iterator[Job[S]]):
    """A job as it changes; `Client.watch` makes it.

    Between two jobs nothing is held open, and `with` closes it. After Ctrl-C the iteration can go on where it was.
    """

    def __init__(self, run: Run[Job[S]], carry_out: Callable[[Run[Any], Step], Step | None]) -> None:
        self._run = run
        self._carry_out = carry_out

    def __next__(self) -> Job[S]:
        step = self._run.resume()
        while step is not None:
            if isinstance(step, Report):
                return step.job
            step = self._carry_out(self._run, step)
        raise StopIteration

    def close(self) -> None:
        """End the iteration."""
        self._run.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


class AsyncWatch(AsyncIterator[Job[S]]):
    """A job as it changes; `AsyncClient.watch` makes it.

    Between two jobs nothing is held open, and `async with` closes it. When a step was cancelled, as by
    `asyncio.wait_for`, the iteration can go on where it was.
    """

    def __init__(self, run: Run[Job[S]], carry_out: Callable[[Run[Any], Step], Awaitable[Step | None]]) -> None:
        self._run = run
        self._carry_out = carry_out

    async def __anext__(self) -> Job[S]:
        step = self._run.resume()
        while step is not None:
            if isinstance(step, Report):
                return step.job
            step = await self._carry_out(self._run, step)
        raise StopAsyncIteration

    async def aclose(self) -> None:
        """End the iteration."""
        self._run.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.aclose()


def _reports_to(on_update: OnUpdate[Any]) -> Observe:
    return lambda step: on_update(step.job) if isinstance(step, Report) else None


def _own_headers() -> Mapping[str, str]:
    from .. import __version__

    return {
        "Accept": "application/json",
        "Accept-Encoding": ", ".join(CONTENT_ENCODINGS),
        "User-Agent": f"batchlight/{__version__}",
    }
