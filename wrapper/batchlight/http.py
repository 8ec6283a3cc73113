"""Send calls: the only places that do I/O are the two drivers here, one sync and one async.

Both share everything else. What a call or a wait does is a generator of steps (`Session`, `polling`); a driver carries
out one step after the other. Nothing here knows any provider: a call is data that a provider's module makes, and says
itself what its answer means.
"""

import inspect
import itertools
import logging
import math
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from types import TracebackType
from typing import Any, ClassVar, Generic, Self, TypedDict, cast

import anyio
import httpx
from attrs import field, frozen
from batchlight_clients.operations import Operation
from typing_extensions import TypeVar

from .answers import CONTENT_ENCODINGS, MAX_BODY_BYTES, Question, Reply, read_object
from .connection import Connection, Secret, connect, take_key
from .deadline import is_over, limited, obey_limits
from .errors import EndpointGoneError, ResponseError, TransportError
from .jobs import Job, JobRef
from .lifecycle import Lifecycle, LifecyclePolicy, Phase, after_answer, before_call, gone, is_gone, note
from .polling import Guidance, PollPolicy, Until, wait_steps
from .retrying import Repeat, RetryPolicy, next_attempt, retry_after
from .services import Service
from .steps import Fetch, Report, Sleep, Step, Steps
from .text import printable

T = TypeVar("T")
S = TypeVar("S")
"""The provider's typed status."""
Id = TypeVar("Id", contravariant=True, default=str)
"""What the provider's ids may be given as."""

logger = logging.getLogger("batchlight")

OnUpdate = Callable[[Job[S]], object]
Observe = Callable[[Step], object]


@frozen
class Call(Generic[T]):
    """One call as data.

    Attributes:
        operation: What is called; the row of the table of operations.
        request: The request as a generated `_get_kwargs` gives it: method, url below the base URL, json, headers, ...
        parse: Makes the result of the JSON object of a successful answer. It must not fail, whatever is in it.
        ref: The job that the call is about, for messages.
        repeat: Whether it may be sent a second time.
        instead: Given the error of a call that was repeated, the call that finds out whether an earlier attempt had
            already done it; None if the error is what it seems.
        successor: Makes the call of the operation that replaces this one, with the same result.
    """

    operation: Operation
    request: Mapping[str, Any]
    parse: Callable[[Mapping[str, Any]], T]
    ref: JobRef | None = None
    repeat: Repeat = Repeat.ALWAYS
    instead: "Callable[[ResponseError], Call[T] | None] | None" = None
    successor: "Callable[[], Call[T]] | None" = None


@frozen
class Outgoing(Generic[T]):
    """A call and its request, which is made once and sent as often as needed.

    Attributes:
        call: The call.
        request: Its request.
        successor: What takes its place once the operation is past its sunset or gone, if the policy is to migrate.
    """

    call: Call[T]
    request: httpx.Request
    successor: "Outgoing[T] | None" = None

    @property
    def name(self) -> str:
        """What the call is about."""
        return str(self.call.ref or self.call.operation.id)


@frozen
class Session:
    """What the sync and the async client share: everything but the sending."""

    connection: Connection
    http: httpx.Client | httpx.AsyncClient
    retry: RetryPolicy
    poll: PollPolicy | None
    lifecycle: LifecyclePolicy
    clock: Callable[[], float]
    headers: Mapping[str, str] = field(repr=False)

    def outgoing(self, call: Call[T]) -> Outgoing[T]:
        """Make the request of a call; the key is not in it yet."""
        arguments = {**call.request, "url": self.connection.base_url + call.request["url"]}
        request = self.http.build_request(**arguments)
        request.headers.update(self.headers)
        migrates = self.lifecycle.on_sunset == "migrate" and call.successor is not None
        return Outgoing(call, request, self.outgoing(call.successor()) if migrates and call.successor else None)

    def attempts(
        self, outgoing: Outgoing[T], deadline: float = math.inf, *, in_wait: bool = False
    ) -> Steps[tuple[T, float | None]]:
        """Send a call as often as the policy allows, until it succeeds.

        Args:
            outgoing: the call and its request.
            deadline: until when, by the session's clock.
            in_wait: whether it is a look of a wait, which survives more than a single call.

        Returns:
            The result, and the seconds that the answer asks to wait before the next request, or None.
        """
        call = outgoing.call
        if self._phase_before(call) is Phase.SUNSET and outgoing.successor is not None:
            self._note_migration(outgoing, Phase.SUNSET)
            return (yield from self.attempts(outgoing.successor, deadline, in_wait=in_wait))
        was_sent = False
        for attempt in itertools.count(1):
            limit = self._limit(call, deadline)
            try:
                reply = cast("Reply", (yield Fetch(outgoing, limit)))
                return self.read(call, reply), retry_after(reply.headers)
            except (TransportError, ResponseError) as error:
                failure = error
            if was_sent and call.instead is not None and isinstance(failure, ResponseError):
                other = call.instead(failure)
                if other is not None:
                    return (yield from self.attempts(self.outgoing(other), deadline, in_wait=in_wait))
            was_sent = was_sent or not isinstance(failure, TransportError) or failure.sent
            left = deadline - self.clock()
            pause = next_attempt(self.retry, call.repeat, attempt, failure, left, in_wait=in_wait)
            if pause is None:
                if not self._is_gone(call.operation, failure):
                    raise failure
                if outgoing.successor is None:
                    raise self._gone(call.operation, failure) from failure
                self._note_migration(outgoing, Phase.GONE)
                return (yield from self.attempts(outgoing.successor, deadline, in_wait=in_wait))
            logger.info(
                "%s: attempt %d failed (%s); the next one in %.1f s",
                call.operation.id,
                attempt,
                failure.status_code if isinstance(failure, ResponseError) else "no answer",
                pause,
            )
            yield Sleep(pause)
        raise AssertionError  # the loop has no end

    def result(self, call: Call[T]) -> Steps[T]:
        """Send a call, with retries; return its result."""
        value, _asked = yield from self.attempts(self.outgoing(call))
        return value

    def arm(self, step: Fetch) -> httpx.Request:
        """The request of a step, ready to be sent. The key is put into it here and nowhere else."""
        service = self.connection.service
        request = step.outgoing.request
        request.headers[service.key_header] = service.key_prefix + self.connection.key.reveal()
        request.extensions["timeout"] = httpx.Timeout(step.limit).as_dict()
        return request

    def read(self, call: Call[T], reply: Reply) -> T:
        """The result of a call, or the exception that its answer stands for."""
        logger.debug("%s answered %d", call.operation.id, reply.status_code)
        question = Question(call.operation.id, self._line(call), self.connection.key)
        if not is_gone(call.operation, reply.status_code, self.lifecycle.clock()):
            service = self.connection.service
            after_answer(self.lifecycle, service.name, service.title, call.operation, reply.headers)
        return call.parse(read_object(question, reply))

    @contextmanager
    def transport_errors(self, step: Fetch) -> Generator[None]:
        """Turn what httpx raises into `TransportError`, without the key."""
        call, request = step.outgoing.call, step.outgoing.request
        try:
            yield
        except httpx.HTTPError as error:
            # The error carries the request, and that the key.
            request.headers[self.connection.service.key_header] = "***"
            _clean(error, self.connection.key)
            reason = printable(error)
            kind = type(error).__name__
            raise TransportError(
                f"{self._line(call)}: no answer ({kind}{f': {reason}' if reason else ''})",
                operation=call.operation.id,
                sent=not isinstance(error, _NEVER_CONNECTED),
            ) from error

    def _limit(self, call: Call[Any], deadline: float) -> float | None:
        """The seconds that the next request may take: those of the client, and no more than are left."""
        left = min(deadline - self.clock(), self.connection.timeout or math.inf)
        if left <= 0:
            raise TransportError(f"{self._line(call)}: there is no time left", operation=call.operation.id, sent=False)
        return None if left == math.inf else left

    def _line(self, call: Call[Any]) -> str:
        """The call in words, with the path template: an id or a key is never in it."""
        return f"{self.connection.service.title}: {call.operation.method} {call.operation.path}"

    def _phase_before(self, call: Call[Any]) -> Phase:
        return before_call(self.lifecycle, self.connection.service.title, call.operation)

    def _is_gone(self, operation: Operation, failure: TransportError | ResponseError) -> bool:
        if isinstance(failure, TransportError):
            return not failure.sent and is_gone(operation, None, self.lifecycle.clock())
        return is_gone(operation, failure.status_code, self.lifecycle.clock())

    def _gone(self, operation: Operation, failure: TransportError | ResponseError) -> EndpointGoneError:
        service, now = self.connection.service, self.lifecycle.clock()
        note(self.lifecycle, service.name, service.title, Lifecycle.of(operation), Phase.GONE, now)
        answer = str(failure.status_code) if isinstance(failure, ResponseError) else "no connection"
        return gone(service.title, operation, now, answer)

    def _note_migration(self, outgoing: Outgoing[Any], phase: Phase) -> None:
        """Tell, once, that the replacement answers in place of an operation."""
        service, now = self.connection.service, self.lifecycle.clock()
        lifecycle = Lifecycle.of(outgoing.call.operation)
        note(self.lifecycle, service.name, service.title, lifecycle, phase, now, migrated=True)


class _Run(Generic[T]):
    """Steps on their way, and their result once there are no more."""

    result: T

    def __init__(self, steps: Steps[T]) -> None:
        self._steps = steps

    def proceed(self, reply: Reply | None = None) -> Step | None:
        """The next step, or None when the result is there."""
        try:
            return self._steps.send(reply)
        except StopIteration as end:
            self.result = end.value
            return None

    def fail(self, error: TransportError) -> Step | None:
        """The step that follows on an error, or None when the result is there."""
        try:
            return self._steps.throw(error)
        except StopIteration as end:
            self.result = end.value
            return None


class _Base(ABC, Generic[S, Id]):
    """The parts of a client that its provider gives."""

    service: ClassVar[Service]
    guidance: ClassVar[Sequence[Guidance]]
    _session: Session

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
            attempt=partial(session.attempts, in_wait=True),
            clock=session.clock,
            timeout=timeout,
            poll=poll or session.poll,
            guidance=self.guidance,
            until=until,
            check=check,
        )

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
        retry: What to do when a request fails.
        poll: How often `wait` and `watch` look; by default what the provider advises.
        lifecycle: What to do about operations that are deprecated, past their sunset, or gone.
        transport: An httpx transport to send through, such as `httpx.MockTransport` in a test.
        http_client: An `httpx.Client` to send through; it is the caller's, and is not closed.
        clock: A monotonic clock, in seconds; see `batchlight.testing`.
        sleep: Lets seconds go by.

    Raises:
        ConfigurationError: there is no key, or the base URL would send it in clear text over a network.
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
        transport: httpx.BaseTransport | None = None,
        http_client: httpx.Client | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        key = take_key(self.service, api_key)
        del api_key
        connection = connect(self.service, key, base_url, timeout)
        self._owned = http_client is None
        self._http = http_client or httpx.Client(transport=transport, trust_env=not connection.is_loopback)
        if self._owned:
            obey_limits(self._http)
        self._sleep = sleep
        self._session = Session(
            connection, self._http, retry or RetryPolicy(), poll, lifecycle or LifecyclePolicy(), clock, _own_headers()
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
            timeout: Seconds that all of it may take: looks, pauses and retries. None waits for ever.
            poll: How often to look; by default that of the client, or what the provider advises.
            until: What stops the wait besides the job's end: a state, several, a function of the job, or "terminal" for
                nothing else. By default a job that needs action does: it would not go on by itself.
            check: Whether to raise if the job did not succeed; False returns it.
            on_update: Called with the job at the first look and whenever its state or progress has changed. What it
                raises ends the wait.

        Raises:
            JobFailed: the job failed.
            JobCancelled: the job was cancelled.
            JobNeedsAction: the job needs action, and `until` does not say that this is waited for.
            WaitTimeout: the time is over; `.job` is the job as it was last seen.
            ValueError: the id is not of the provider's shape; nothing was sent.
            BatchlightError: a look failed, and so did its retries; see `batchlight.errors`.
        """
        steps = self._wait_steps(id, timeout, poll, until, check)
        return self._drive(steps, None if on_update is None else _reports_to(on_update))

    def watch(self, id: Id, *, timeout: float | None = 900.0, poll: PollPolicy | None = None) -> "Watch[S]":
        """Follow a job to its end: an iterator of the job as it is now, and at each change of state or progress.

        It ends with a job that has ended or needs action. How a job ended is no exception here, as it is for `wait`.
        Leaving the iteration early leaves nothing behind.

        Args:
            id: The provider's id of the job.
            timeout: Seconds that all of it may take. None follows for ever.
            poll: How often to look; by default that of the client, or what the provider advises.

        Raises:
            WaitTimeout: the time is over; raised by the iteration.
            ValueError: the id is not of the provider's shape; nothing was sent.
            BatchlightError: a look failed, and so did its retries; raised by the iteration.
        """
        return Watch(self._wait_steps(id, timeout, poll, None, False), self._carry_out)

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
            run = _Run(steps)
            step = run.proceed()
            while step is not None:
                if observe is not None:
                    observe(step)
                step = self._carry_out(run, step)
            return run.result

    def _carry_out(self, run: _Run[Any], step: Step) -> Step | None:
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
        with self._session.transport_errors(step), limited(step.limit):
            request = self._session.arm(step)
            return _receive(self._http.send(request, stream=True, auth=None, follow_redirects=False))

    def close(self) -> None:
        """Close the connections."""
        if self._owned:
            self._http.close()

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
        retry: What to do when a request fails.
        poll: How often `wait` and `watch` look; by default what the provider advises.
        lifecycle: What to do about operations that are deprecated, past their sunset, or gone.
        transport: An httpx transport to send through, such as `httpx.MockTransport` in a test.
        http_client: An `httpx.AsyncClient` to send through; it is the caller's, and is not closed.
        clock: A monotonic clock, in seconds; see `batchlight.testing`.
        sleep: Lets seconds go by.

    Raises:
        ConfigurationError: there is no key, or the base URL would send it in clear text over a network.
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
        transport: httpx.AsyncBaseTransport | None = None,
        http_client: httpx.AsyncClient | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = anyio.sleep,
    ) -> None:
        key = take_key(self.service, api_key)
        del api_key
        connection = connect(self.service, key, base_url, timeout)
        self._owned = http_client is None
        self._http = http_client or httpx.AsyncClient(transport=transport, trust_env=not connection.is_loopback)
        self._sleep = sleep
        self._session = Session(
            connection, self._http, retry or RetryPolicy(), poll, lifecycle or LifecyclePolicy(), clock, _own_headers()
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
        return AsyncWatch(self._wait_steps(id, timeout, poll, None, False), self._carry_out)

    async def send(self, call: Call[T]) -> T:
        """Send a call and return its result; see `Client.send`."""
        return await self._drive(self._session.result(call))

    async def _drive(self, steps: Steps[T], observe: Observe | None = None) -> T:
        with closing(steps):
            run = _Run(steps)
            step = run.proceed()
            while step is not None:
                if observe is not None:
                    told = observe(step)
                    if inspect.isawaitable(told):
                        await told
                step = await self._carry_out(run, step)
            return run.result

    async def _carry_out(self, run: _Run[Any], step: Step) -> Step | None:
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
        with self._session.transport_errors(step):
            request = self._session.arm(step)
            # A moment more than httpx has, so that it is httpx that says what took too long, where it can.
            limit = math.inf if step.limit is None else step.limit + _TICK_SECONDS
            with anyio.move_on_after(limit):
                response = await self._http.send(request, stream=True, auth=None, follow_redirects=False)
                return await _receive_async(response)
            raise httpx.ReadTimeout("the request took too long as a whole", request=request)

    async def aclose(self) -> None:
        """Close the connections."""
        if self._owned:
            await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()


class Watch(Iterator[Job[S]]):
    """A job as it changes; `Client.watch` makes it. Between two jobs nothing is held open."""

    def __init__(self, steps: Steps[Job[S]], carry_out: Callable[[_Run[Any], Step], Step | None]) -> None:
        self._steps = steps
        self._run = _Run(steps)
        self._carry_out = carry_out

    def __next__(self) -> Job[S]:
        step = self._run.proceed()
        while step is not None:
            if isinstance(step, Report):
                return step.job
            step = self._carry_out(self._run, step)
        raise StopIteration

    def close(self) -> None:
        """End the iteration."""
        self._steps.close()


class AsyncWatch(AsyncIterator[Job[S]]):
    """A job as it changes; `AsyncClient.watch` makes it. Between two jobs nothing is held open."""

    def __init__(self, steps: Steps[Job[S]], carry_out: Callable[[_Run[Any], Step], Awaitable[Step | None]]) -> None:
        self._steps = steps
        self._run = _Run(steps)
        self._carry_out = carry_out

    async def __anext__(self) -> Job[S]:
        step = self._run.proceed()
        while step is not None:
            if isinstance(step, Report):
                return step.job
            step = await self._carry_out(self._run, step)
        raise StopAsyncIteration

    async def aclose(self) -> None:
        """End the iteration."""
        self._steps.close()


def _reports_to(on_update: OnUpdate[Any]) -> Observe:
    return lambda step: on_update(step.job) if isinstance(step, Report) else None


# What may be wrong before a request can have reached the provider.
_NEVER_CONNECTED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)

_TICK_SECONDS = 0.05


def _receive(response: httpx.Response) -> Reply:
    """Read the bytes of an answer as they were sent, up to one chunk more than is taken; close it.

    The bytes are not those of `iter_bytes`, which unpacks a chunk into whatever it holds: a kilobyte may hold many
    megabytes. `answers` unpacks up to the limit.
    """
    body = bytearray()
    try:
        for chunk in cast("httpx.SyncByteStream", response.stream):
            body += chunk
            if len(body) > MAX_BODY_BYTES:
                break
            if is_over():
                raise httpx.ReadTimeout("the request took too long as a whole", request=response.request)
    finally:
        response.close()
    return Reply(response.status_code, response.headers, bytes(body))


async def _receive_async(response: httpx.Response) -> Reply:
    """What `_receive` does, asynchronously."""
    body = bytearray()
    try:
        async for chunk in cast("httpx.AsyncByteStream", response.stream):
            if len(body) > MAX_BODY_BYTES:
                break
            body += chunk
            if len(body) > MAX_BODY_BYTES:
                # To leave the loop would leave half-read generators to the garbage collector, of which trio warns. In
                # a closed answer the next step ends them all.
                await response.aclose()
    except httpx.HTTPError:
        if len(body) <= MAX_BODY_BYTES:
            raise
    finally:
        await response.aclose()
    return Reply(response.status_code, response.headers, bytes(body))


def _own_headers() -> Mapping[str, str]:
    from . import __version__

    return {
        "Accept": "application/json",
        "Accept-Encoding": ", ".join(CONTENT_ENCODINGS),
        "User-Agent": f"batchlight/{__version__}",
    }


def _clean(error: BaseException | None, key: Secret) -> None:
    """Take the key out of an error of the HTTP libraries, and out of what caused it.

    The frames of their tracebacks have variables that hold the headers, which a report with variables would show; and a
    server that repeats the key in a broken answer gets it into the message.
    """
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        error.__traceback__ = None
        error.args = tuple(key.redact(part) if isinstance(part, str) else part for part in error.args)
        error = error.__cause__ or error.__context__
