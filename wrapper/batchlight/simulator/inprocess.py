"""The simulator without a socket: its application is called where the client is.

    from batchlight.simulator import SteppedClock, in_process

    with in_process(clock=SteppedClock()) as simulator, simulator.client("ecore") as client:
        ref = simulator.add_job("ecore", [("Processing", 7200), "Processed"])
        print(client.wait(ref.id, timeout=None).state)

An answer that goes wrong is written as bytes, as to a socket, and httpx's own connection reads them: it finds in them
what it would find on a network.
"""

import asyncio
import errno
import ssl
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine, Generator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from itertools import count
from typing import Any
from urllib.parse import unquote

import anyio
import anyio.lowlevel
import httpcore
import httpx
from attrs import evolve, field, frozen

from ..drivers.ambient import standing_in
from .app import build_app
from .clock import Clock
from .faults import App, Chaos, Fault, Message
from .providers import SIMULATED
from .running import Simulator
from .state import State
from .stepped import SteppedClock

_numbers = count(1)
# Seconds before an answer, and between two of its bytes, of the request that is being answered.
_pace: ContextVar[tuple[float, float]] = ContextVar("batchlight_pace", default=(0.0, 0.0))


class _PacedByOthers(Chaos):
    """Faults that take no time: how much they would take is noted, for whoever knows a clock."""

    def take(self, *args: Any, **options: Any) -> Fault | None:
        """The fault of the next request, if any."""
        fault = super().take(*args, **options)
        _pace.set((0.0, 0.0) if fault is None else (fault.delay, fault.drip))
        return None if fault is None else evolve(fault, delay=0.0, drip=0.0)


@frozen
class _Wire:
    """Takes the place of the connection on which a fault writes.

    Attributes:
        written: What was written.
    """

    written: bytearray = field(factory=bytearray)

    def write(self, data: bytes) -> None:
        self.written.extend(data)

    def is_closing(self) -> bool:
        return False

    def close(self) -> None:
        pass


class _Reading(httpx.HTTPTransport):
    """Reads an answer from bytes, and whatever is wrong with it."""

    def __init__(self, written: bytes) -> None:
        self._pool = httpcore.ConnectionPool(
            # Nothing is verified with it; to make the usual one takes longer than a thousand answers.
            ssl_context=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
            network_backend=httpcore.MockBackend([written] if written else []),
        )


@frozen
class _Exchange:
    """A request, and what comes of it.

    Attributes:
        request: The request.
        content: Its body.
        start: What the application says of its answer.
        body: The body of that, in pieces.
        wire: Where a fault writes.
        pace: How slow the answer is; see `_pace`.
    """

    request: httpx.Request
    content: bytes
    start: list[Message] = field(factory=list[Message])
    body: list[bytes] = field(factory=list[bytes])
    wire: _Wire = field(factory=_Wire)
    pace: list[tuple[float, float]] = field(factory=list[tuple[float, float]])

    async def take_place(self, app: App) -> None:
        """Let the application answer."""
        _pace.set((0.0, 0.0))
        messages: list[Message] = [{"type": "http.request", "body": self.content, "more_body": False}]

        async def receive() -> Message:
            return messages.pop() if messages else {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.start.append(message)
            else:
                self.body.append(message.get("body", b""))

        await app(_scope(self.request, self.wire), receive, send)
        self.pace.append(_pace.get())

    @property
    def seconds(self) -> float:
        """How long the answer takes: so long, or as long as there is time."""
        (delay, drip) = self.pace[-1]
        whole = delay + drip * len(self.wire.written)
        limit = self._limit
        return whole if limit is None else min(whole, limit)

    @property
    def _limit(self) -> float | None:
        limit: float | None = self.request.extensions.get("timeout", {}).get("read")
        return limit

    def answer(self) -> httpx.Response:
        """The answer, after its seconds.

        Raises:
            httpx.TransportError: what httpx raises when a connection breaks, or nothing comes for too long.
        """
        seconds = self.seconds
        if seconds and seconds == self._limit:
            raise httpx.ReadTimeout("timed out", request=self.request)
        if self.start:
            status, headers = self.start[0]["status"], self.start[0]["headers"]
            body = b"".join(self.body)
        else:
            with _Reading(bytes(self.wire.written)) as transport:
                read = transport.handle_request(self.request)
                # As it was sent, and not unpacked.
                body = b"".join(read.iter_raw())
            status, headers = read.status_code, read.headers.raw
        return httpx.Response(status, headers=headers, stream=httpx.ByteStream(body), request=self.request)


def _scope(request: httpx.Request, wire: _Wire) -> MutableMapping[str, Any]:
    raw_path, _, query = request.url.raw_path.partition(b"?")
    return {
        "type": "http",
        # From 2.4 on an application need not listen for a connection that is closed.
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.url.scheme,
        "path": unquote(raw_path.decode("ascii")),
        "raw_path": raw_path,
        "query_string": query,
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "server": (request.url.host, request.url.port),
        "client": ("127.0.0.1", 0),
        "state": {"transport": wire},
    }


class _InTurns(Awaitable[None]):
    """Awaits a coroutine with a lock that is free while it waits.

    As in the one event loop of a server, nobody else is at work between two of its waits.
    """

    def __init__(self, coroutine: Coroutine[Any, Any, None], lock: threading.Lock) -> None:
        self._coroutine = coroutine
        self._lock = lock

    def __await__(self) -> Generator[Any, Any, None]:
        step: Callable[[], Any] = partial(self._coroutine.send, None)
        while True:
            try:
                with self._lock:
                    waits_for = step()
            except StopIteration:
                return
            sent = None
            try:
                # asyncio.sleep(0) waits for nothing, and trio would not know what to do with it.
                if waits_for is not None:
                    sent = yield waits_for
                step = partial(self._coroutine.send, sent)
            except BaseException as error:
                step = partial(self._coroutine.throw, error)


class InProcessTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Carries requests to a simulator in this process, for httpx's clients of both kinds.

    Args:
        app: The simulator's application.
        clock: The time by which an answer is slow.
        url: Where it is.
    """

    def __init__(self, app: App, clock: Clock, url: str) -> None:
        self._app = app
        self._clock = clock
        self._url = url
        self._lock = threading.Lock()
        self._is_stopped = False
        # Has no thread as long as nobody needs it.
        self._aside = ThreadPoolExecutor(1, "batchlight-simulator", self._leave_out)

    def _leave_out(self) -> None:
        if isinstance(self._clock, SteppedClock):
            self._clock.leave_out(threading.current_thread())

    def is_at(self, base_url: str) -> bool:
        """Whether a base URL is one of this simulator's."""
        return base_url == self._url or base_url.startswith(f"{self._url}/")

    def stop(self) -> None:
        """Refuse all connections from now on."""
        self._is_stopped = True
        self._aside.shutdown()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """See `httpx.BaseTransport`."""
        exchange = self._exchange_here(request, request.read())
        if exchange.seconds:
            (self._clock.sleep if isinstance(self._clock, SteppedClock) else time.sleep)(exchange.seconds)
        return exchange.answer()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """See `httpx.AsyncBaseTransport`."""
        self._refuse_if_stopped(request)
        exchange = _Exchange(request, await request.aread())
        await _InTurns(exchange.take_place(self._app), self._lock)
        if exchange.seconds:
            await (self._clock.sleep_async if isinstance(self._clock, SteppedClock) else anyio.sleep)(exchange.seconds)
        else:
            await anyio.lowlevel.checkpoint()
        return exchange.answer()

    def _exchange_here(self, request: httpx.Request, content: bytes) -> _Exchange:
        """What comes of a request that is sent synchronously.

        Most answers wait for nothing, and so need no event loop. To begin anew in one does no harm to a GET; all else
        begins there.
        """
        self._refuse_if_stopped(request)
        if request.method == "GET":
            exchange = _Exchange(request, content)
            try:
                for _waits_for in _InTurns(exchange.take_place(self._app), self._lock).__await__():
                    raise RuntimeError("it waits for something")
            except RuntimeError:
                # Also what says that there is no event loop.
                pass
            else:
                return exchange
        exchange = _Exchange(request, content)

        async def take_place() -> None:
            await _InTurns(exchange.take_place(self._app), self._lock)

        # In a thread of its own, because there may be an event loop in this one.
        self._aside.submit(lambda: asyncio.run(take_place())).result()
        return exchange

    def _refuse_if_stopped(self, request: httpx.Request) -> None:
        if self._is_stopped:
            refused = ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused")
            raise httpx.ConnectError(str(refused), request=request) from refused


@contextmanager
def in_process(
    *, clock: Clock | None = None, chaos: float = 0.0, seed: int = 0, limits: bool = False
) -> Generator[Simulator]:
    """Run a simulator without a socket until the block ends: a look at it costs a fraction of one over HTTP.

    Clients that are made within the block, and have its base URL (as those of `Simulator.client`, and those that find
    `Simulator.environment` in the environment), send to it without a network. All others, and those that are given a
    transport or an http_client of their own, are left alone; to them its URL is a host that does not exist. An answer
    that is slow on purpose takes simulated time, if the clock is stepped.

    Args:
        clock: the time by which jobs advance; by default the machine's. See `SteppedClock` for tests.
        chaos: the share of all requests that is broken, from 0.0 to 1.0.
        seed: makes the same choices by chance again.
        limits: whether the providers' limits of requests are enforced, with 429 beyond.

    Example:
        >>> with in_process() as simulator, simulator.client("ecore") as client:
        ...     print(client.get(simulator.add_job("ecore", ["Processed"]).id).state)
        succeeded
    """
    state = State(clock or Clock(), SIMULATED, limits=limits)
    faults = _PacedByOthers(chaos, seed)
    # A name of those that are never given to a host (RFC 6761, 6.4), so that nothing can be sent to anybody.
    url = f"https://simulator-{next(_numbers)}.invalid"
    transport = InProcessTransport(build_app(state, faults), state.clock, url)
    with standing_in(transport):
        try:
            yield Simulator(url, state, faults, transport.stop)
        finally:
            transport.stop()
