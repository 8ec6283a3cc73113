"""The two drivers, one sync and one async: they make what a client needs, and carry out the steps of an operation.

Both share everything else. What a call or a wait does is a generator of steps (`engine`); a driver carries out one
after the other. Nothing here knows any provider.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypedDict, TypeVar

from ..engine.calls import Call
from ..engine.connection import connect, take_key
from ..engine.policies import PollPolicy, RetryPolicy
from ..engine.session import Run, Session, never
from ..engine.steps import Fetch, Sleep, Step, Steps
from ..errors import ConfigurationError, TransportError
from ..jobs import Job
from ..keys import Secret
from ..lifecycle import LifecyclePolicy
from ..reading.answers import CONTENT_ENCODINGS, Reply
from .looking import Id, JobOperations, S
from .operations import Asynchronous, Observe, Plan, Synchronous, asynchronously
from .watching import AsyncWatch, Watch

if TYPE_CHECKING:
    import ssl

    import httpx

T = TypeVar("T")
R = TypeVar("R")


class _Base(JobOperations[S, Id]):
    """What both clients have."""

    _is_closed = False

    def _steps(self, planned: Call[T] | Plan[T]) -> tuple[Steps[T], Observe | None]:
        if isinstance(planned, Plan):
            return planned.steps, planned.observe
        return self._session.result(planned), None

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


class Client(_Base[S, Id], Synchronous):
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
        try:
            key = take_key(self.provider, api_key)
        finally:
            # Also the frame of a constructor that failed shows no key.
            del api_key
        connection = connect(self.provider, key, base_url, timeout)
        # The HTTP library takes longer to load than all of batchlight: it is loaded for whoever makes a client.
        from .transports import transport_of

        self._transport = transport_of(connection, transport, http_client, verify, proxy)
        self._sleep = sleep
        self._session = Session(
            connection,
            retry or RetryPolicy(),
            poll,
            lifecycle or LifecyclePolicy(),
            clock,
            _own_headers(),
        )

    def _perform(self, planned: Call[T] | Plan[T]) -> T:
        steps, observe = self._steps(planned)
        run = Run(never, self._session.clock, steps)
        try:
            step = run.proceed()
            while step is not None:
                if observe is not None:
                    observe(step)
                step = self._carry_out(run, step)
            return run.result
        finally:
            run.close()

    def _follow(self, make: Callable[[], Steps[Job[R]]]) -> Watch[R]:
        return Watch(Run(make, self._session.clock), self._carry_out)

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
        session = self._session
        headers = session.arm()
        handled = sys.exc_info()[1]
        try:
            return self._transport.send(step.outgoing.request, headers, step.limit)
        except BaseException:
            # Made for errors only: for each look it would cost a tenth of it.
            from .failures import failures

            with session.transport_errors(step, headers, handled), failures():
                raise

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


async def _sleep(seconds: float) -> None:
    from anyio import sleep

    await sleep(seconds)


class AsyncClient(_Base[S, Id], Asynchronous):
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
        sleep: Callable[[float], Awaitable[object]] = _sleep,
    ) -> None:
        try:
            key = take_key(self.provider, api_key)
        finally:
            # Also the frame of a constructor that failed shows no key.
            del api_key
        connection = connect(self.provider, key, base_url, timeout)
        from .transports import async_transport_of

        self._transport = async_transport_of(connection, transport, http_client, verify, proxy)
        self._sleep = sleep
        self._session = Session(
            connection,
            retry or RetryPolicy(),
            poll,
            lifecycle or LifecyclePolicy(),
            clock,
            _own_headers(),
        )

    async def _perform(self, planned: Call[T] | Plan[T]) -> T:
        return await asynchronously(lambda _client: planned)(self)

    def _follow(self, make: Callable[[], Steps[Job[R]]]) -> AsyncWatch[R]:
        return AsyncWatch(Run(make, self._session.clock), self._carry_out)

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
        session = self._session
        headers = session.arm()
        handled = sys.exc_info()[1]
        try:
            return await self._transport.send(step.outgoing.request, headers, step.limit)
        except BaseException:
            # Made for errors only: for each look it would cost a tenth of it.
            from .failures import failures

            with session.transport_errors(step, headers, handled), failures():
                raise

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


@cache
def _own_headers() -> Mapping[str, str]:
    from importlib.metadata import version

    return {
        "Accept": "application/json",
        "Accept-Encoding": ", ".join(CONTENT_ENCODINGS),
        "User-Agent": f"batchlight/{version('batchlight')}",
    }
