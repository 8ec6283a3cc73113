"""The two drivers, one sync and one async: they make what a client needs, and carry out the steps of an operation.

Both share everything else. What a call or a wait does is a generator of steps (`engine`); a driver carries out one
after the other. Nothing here knows any provider.
"""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from ..engine.calls import Call
from ..engine.connection import connect, take_key
from ..engine.policies import PollPolicy, RetryPolicy
from ..engine.runs import Run, never
from ..engine.session import Session
from ..engine.steps import Fetch, Sleep, Step, Steps, Work
from ..errors import ConfigurationError, TransportError
from ..hooks import Hook, check_hook
from ..keys import Secret
from ..lifecycle import LifecyclePolicy
from ..reading.answers import CONTENT_ENCODINGS, Reply
from .ambient import time_of
from .looking import Id, JobOperations, S
from .operations import Asynchronous, Flow, Observe, Plan, Synchronous, asynchronously
from .options import AsyncClientOptions as AsyncClientOptions
from .options import ClientOptions as ClientOptions
from .streams import AsyncStream, Stream

if TYPE_CHECKING:
    import ssl

    import httpx

    from .drawing import Wanted

T = TypeVar("T")
R = TypeVar("R")


class _Base(JobOperations[S, Id]):
    """What both clients have."""

    _is_closed = False

    def _steps(self, planned: Call[T] | Plan[T]) -> tuple[Steps[T], Observe | None]:
        if isinstance(planned, Plan):
            return self._told(planned.steps), planned.observe
        return self._told(self._session.result(planned)), None

    def _told(self, steps: Steps[T]) -> Steps[T]:
        hook = self._session.on_event
        if hook is None:
            return steps
        from ..engine.events import told

        return told(steps, hook, self._session.connection, self._session.clock)

    def _refuse_closed(self) -> None:
        if self._is_closed:
            raise ConfigurationError(f"this {type(self).__name__} is closed; make a new one")

    def __repr__(self) -> str:
        # A report about a constructor that failed shows a client that has no session.
        session: Session | None = vars(self).get("_session")
        return f"<{type(self).__name__} at {session.connection.base_url if session else 'nowhere'}>"


class Client(_Base[S, Id], Synchronous):
    """A provider's API, called synchronously. Safe to use from several threads.

    Args:
        api_key: The key; by default that of the environment (see `batchlight providers`).
        base_url: Where the provider's paths begin; by default the site's own, or that of the environment.
        site: The provider's site, such as "eu" of LlamaCloud; by default the one without a name.
        timeout: Seconds that one request may take, from the connection to the last byte; None for ever. Of an upload or
            a download of a file it is how long nothing may move.
        retry: What to do when a single call fails.
        poll: How often `wait` and `watch` look; by default what the provider advises.
        lifecycle: What to do about operations that are deprecated, past their sunset, or gone.
        budget: How much may be asked by all clients of this process with the same key; by default what the provider
            documents, as its answers correct it. A request beyond it is late; None sends all at once.
        verify: What decides whether the provider is who it says it is; by default the usual certificates.
        proxy: The address of a proxy; by default that of the environment.
        transport: An httpx transport to send through, such as `httpx.MockTransport` in a test; it is the caller's, and
            is neither changed nor closed.
        http_client: An `httpx.Client` to send through; it is the caller's, too.
        on_event: Called with an `Event` for each request, answer, retry, pause, outage and end; see
            `batchlight.engine.events`. What it raises is logged, and the work goes on.
        clock: A monotonic clock, in seconds; by default the machine's, or the simulator's (see `batchlight.testing`).
        sleep: Lets seconds go by; by default as the clock does.

    Raises:
        ConfigurationError: there is no key, no such site, the base URL would send the key in clear text over a network,
            or the arguments contradict each other.
        TypeError: on_event is no plain function.
    """

    def __init__(
        self,
        api_key: str | Secret | None = None,
        *,
        base_url: str | None = None,
        site: str | None = None,
        timeout: float | None = 30.0,
        retry: RetryPolicy | None = None,
        poll: PollPolicy | None = None,
        lifecycle: LifecyclePolicy | None = None,
        budget: Wanted = "documented",
        verify: ssl.SSLContext | None = None,
        proxy: str | httpx.Proxy | None = None,
        transport: httpx.BaseTransport | None = None,
        http_client: httpx.Client | None = None,
        on_event: Hook | None = None,
        clock: Callable[[], float] | None = None,
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        try:
            key = take_key(self.provider, api_key, site)
        finally:
            # Also the frame of a constructor that failed shows no key.
            del api_key
        connection = connect(self.provider, key, base_url, timeout, site)
        check_hook(on_event)
        # The HTTP library takes longer to load than all of batchlight: it is loaded for whoever makes a client.
        from .drawing import budget_of
        from .transports import transport_of
        from .turns import Turns

        self._turns = Turns()
        self._transport = transport_of(connection, transport, http_client, verify, proxy)
        time = time_of(clock)
        self._sleep = sleep or time.sleep
        self._request = time.request
        self._session = Session(
            connection,
            retry or RetryPolicy(),
            poll,
            _listening(lifecycle or LifecyclePolicy(), on_event, site),
            clock or time.clock,
            _own_headers(),
            budget=budget_of(connection, budget, clock or time.clock, transport),
            on_event=on_event,
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

    def _follow(self, flow: Flow[R]) -> Stream[R]:
        return Stream(Run(lambda: self._told(flow.make()), self._session.clock), self._carry_out)

    def _carry_out(self, run: Run[Any], step: Step) -> Step | None:
        """Do one step, and return the next."""
        if isinstance(step, Sleep):
            self._sleep(step.seconds)
        if not isinstance(step, Fetch):
            return self._work(run, step) if isinstance(step, Work) else run.proceed()
        try:
            reply = self._fetch(step)
        except TransportError as error:
            return run.fail(error)
        return run.proceed(reply)

    def _work(self, run: Run[Any], step: Work) -> Step | None:
        try:
            step.do()
        except Exception as error:
            return run.fail(error)
        return run.proceed()

    def _fetch(self, step: Fetch) -> Reply:
        self._refuse_closed()
        session, transfer = self._session, step.outgoing.call.transfer
        headers = session.arm()
        handled = sys.exc_info()[1]
        try:
            self._turns.take(step.deadline - session.clock())
            try:
                with self._request:
                    if transfer is not None:
                        return self._transport.transfer(step.outgoing.request, headers, step.limit, transfer)
                    return self._transport.send(step.outgoing.request, headers, session.left(step))
            finally:
                self._turns.leave()
        except BaseException:
            # Made for errors only: for each look it would cost a tenth of it.
            from .failures import failures, own_failures

            with own_failures(transfer), session.transport_errors(step, headers, handled), failures():
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


class AsyncClient(_Base[S, Id], Asynchronous):
    """A provider's API, called from asyncio or trio.

    Args:
        api_key: The key; by default that of the environment (see `batchlight providers`).
        base_url: Where the provider's paths begin; by default the site's own, or that of the environment.
        site: The provider's site, such as "eu" of LlamaCloud; by default the one without a name.
        timeout: Seconds that one request may take, from the connection to the last byte; None for ever. Of an upload or
            a download of a file it is how long nothing may move.
        retry: What to do when a single call fails.
        poll: How often `wait` and `watch` look; by default what the provider advises.
        lifecycle: What to do about operations that are deprecated, past their sunset, or gone.
        budget: How much may be asked by all clients of this process with the same key; by default what the provider
            documents, as its answers correct it. A request beyond it is late; None sends all at once.
        verify: What decides whether the provider is who it says it is; by default the usual certificates.
        proxy: The address of a proxy; by default that of the environment.
        transport: An httpx transport to send through, such as `httpx.MockTransport` in a test; it is the caller's, and
            is neither changed nor closed.
        http_client: An `httpx.AsyncClient` to send through; it is the caller's, too.
        on_event: Called with an `Event` for each request, answer, retry, pause, outage and end; see
            `batchlight.engine.events`. What it raises is logged, and the work goes on.
        clock: A monotonic clock, in seconds; by default the machine's, or the simulator's (see `batchlight.testing`).
        sleep: Lets seconds go by; by default as the clock does.

    Raises:
        ConfigurationError: there is no key, no such site, the base URL would send the key in clear text over a network,
            or the arguments contradict each other.
        TypeError: on_event is no plain function.
    """

    def __init__(
        self,
        api_key: str | Secret | None = None,
        *,
        base_url: str | None = None,
        site: str | None = None,
        timeout: float | None = 30.0,
        retry: RetryPolicy | None = None,
        poll: PollPolicy | None = None,
        lifecycle: LifecyclePolicy | None = None,
        budget: Wanted = "documented",
        verify: ssl.SSLContext | None = None,
        proxy: str | httpx.Proxy | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        http_client: httpx.AsyncClient | None = None,
        on_event: Hook | None = None,
        clock: Callable[[], float] | None = None,
        sleep: Callable[[float], Awaitable[object]] | None = None,
    ) -> None:
        try:
            key = take_key(self.provider, api_key, site)
        finally:
            # Also the frame of a constructor that failed shows no key.
            del api_key
        connection = connect(self.provider, key, base_url, timeout, site)
        check_hook(on_event)
        from .drawing import budget_of
        from .transports import async_transport_of
        from .turns import AsyncTurns

        self._turns = AsyncTurns()
        self._transport = async_transport_of(connection, transport, http_client, verify, proxy)
        time = time_of(clock)
        self._sleep = sleep or time.sleep_async
        self._request = time.request
        self._session = Session(
            connection,
            retry or RetryPolicy(),
            poll,
            _listening(lifecycle or LifecyclePolicy(), on_event, site),
            clock or time.clock,
            _own_headers(),
            budget=budget_of(connection, budget, clock or time.clock, transport),
            on_event=on_event,
        )

    async def _perform(self, planned: Call[T] | Plan[T]) -> T:
        result: T = await _perform_async(self, planned)
        return result

    def _follow(self, flow: Flow[R]) -> AsyncStream[R]:
        return AsyncStream(Run(lambda: self._told(flow.make()), self._session.clock), self._carry_out)

    async def _carry_out(self, run: Run[Any], step: Step) -> Step | None:
        """Do one step, and return the next."""
        if isinstance(step, Sleep):
            await self._sleep(step.seconds)
        if not isinstance(step, Fetch):
            return await self._work(run, step) if isinstance(step, Work) else run.proceed()
        try:
            reply = await self._fetch(step)
        except TransportError as error:
            return run.fail(error)
        return run.proceed(reply)

    async def _work(self, run: Run[Any], step: Work) -> Step | None:
        from anyio.lowlevel import checkpoint

        from .threads import in_thread

        await checkpoint()
        try:
            await in_thread(step.do)
        except Exception as error:
            return run.fail(error)
        return run.proceed()

    async def _fetch(self, step: Fetch) -> Reply:
        self._refuse_closed()
        session, transfer = self._session, step.outgoing.call.transfer
        headers = session.arm()
        handled = sys.exc_info()[1]
        try:
            await self._turns.take(step.deadline - session.clock())
            try:
                with self._request:
                    if transfer is not None:
                        return await self._transport.transfer(step.outgoing.request, headers, step.limit, transfer)
                    return await self._transport.send(step.outgoing.request, headers, session.left(step))
            finally:
                self._turns.leave()
        except BaseException:
            # Made for errors only: for each look it would cost a tenth of it.
            from .failures import failures, own_failures

            with own_failures(transfer), session.transport_errors(step, headers, handled), failures():
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


def _as_planned(_client: object, planned: Call[T] | Plan[T]) -> Call[T] | Plan[T]:
    return planned


_perform_async: Callable[..., Awaitable[Any]] = asynchronously(_as_planned)


def _listening(policy: LifecyclePolicy, hook: Hook | None, site: str | None) -> LifecyclePolicy:
    """The policy, whose events the hook is told of as well: what is told is loaded for whoever listens."""
    if hook is None:
        return policy
    from ..engine.events import listening

    return listening(policy, hook, site)


@cache
def _own_headers() -> Mapping[str, str]:
    from importlib.metadata import version

    return {
        "Accept": "application/json",
        "Accept-Encoding": ", ".join(CONTENT_ENCODINGS),
        "User-Agent": f"batchlight/{version('batchlight')}",
    }
