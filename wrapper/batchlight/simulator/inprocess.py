"""The simulator without a socket: its application is called where the client is.

    from batchlight import ECore
    from batchlight.simulator import SteppedClock, in_process

    with in_process(clock=SteppedClock()) as simulator, simulator.client("ecore") as client:
        ref = simulator.add_job("ecore", [("Processing", 7200), "Processed"])
        print(client.wait(ref.id, timeout=None).state)

The application waits for nothing, so it needs no event loop: its coroutine is run to its end, one request at a time, as
the server's own loop does.
"""

import errno
import threading
import time
from collections.abc import Awaitable, Generator, MutableMapping
from contextlib import contextmanager
from itertools import count
from typing import Any, Final
from urllib.parse import unquote

import anyio
import anyio.lowlevel
import httpx
from attrs import frozen

from ..drivers.ambient import standing_in
from .app import build_faultless_app
from .clock import Clock
from .faults import App, Fault, Faults, Message, provider_of
from .providers import SIMULATED
from .server import Simulator
from .state import State
from .stepped import SteppedClock

# These never have a body (RFC 9110, 6.4.1).
_WITHOUT_BODY: Final = (204, 304)
_numbers = count(1)


@frozen
class _Answer:
    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


class FaultsInProcess(Faults):
    """Faults that make sense without a socket."""

    def add(self, fault: Fault, **rule: Any) -> None:
        """Add a rule.

        Raises:
            ValueError: what the fault does can be seen on a socket only.
        """
        named = [name for name in ("drip", "content_length") if getattr(fault, name)]
        if named:
            raise ValueError(
                f"Fault({named[0]}=) changes how the bytes of an answer are sent, and this simulator sends none: use "
                "the fixture batch_simulator_http, or serve()"
            )
        super().add(fault, **rule)


class InProcessTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Carries requests to a simulator in this process, for httpx's clients of both kinds.

    Args:
        app: The simulator's application, without its faults.
        faults: Its faults.
        clock: The time by which an answer is slow.
        url: Where it is.
    """

    def __init__(self, app: App, faults: Faults, clock: Clock, url: str) -> None:
        self._app = app
        self._faults = faults
        self._clock = clock
        self._url = url
        self._lock = threading.Lock()
        self._is_stopped = False

    def is_at(self, base_url: str) -> bool:
        """Whether a base URL is one of this simulator's."""
        return base_url == self._url or base_url.startswith(f"{self._url}/")

    def stop(self) -> None:
        """Refuse all connections from now on."""
        self._is_stopped = True

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """See `httpx.BaseTransport`."""
        fault, seconds = self._begin(request)
        if seconds:
            (self._clock.sleep if isinstance(self._clock, SteppedClock) else time.sleep)(seconds)
        return self._end(request, request.read(), fault)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """See `httpx.AsyncBaseTransport`."""
        fault, seconds = self._begin(request)
        if seconds:
            await (self._clock.sleep_async if isinstance(self._clock, SteppedClock) else anyio.sleep)(seconds)
        else:
            await anyio.lowlevel.checkpoint()
        return self._end(request, await request.aread(), fault)

    def _begin(self, request: httpx.Request) -> tuple[Fault | None, float]:
        """The fault of a request, and the seconds that its answer takes, or all that there are."""
        self._refuse_stopped(request)
        path = request.url.path
        fault = self._faults.take(path) if provider_of(path) is not None else None
        if fault is None or not fault.delay:
            return fault, 0.0
        limit = _limit(request)
        return fault, fault.delay if limit is None else min(fault.delay, limit)

    def _end(self, request: httpx.Request, content: bytes, fault: Fault | None) -> httpx.Response:
        """The answer.

        Raises:
            httpx.TransportError: what httpx raises when a connection breaks, or nothing comes for too long.
        """
        self._refuse_stopped(request)
        answer = None
        if fault is None or fault.status is None:
            answer = self._ask(request, content)
        if fault is not None:
            limit = _limit(request)
            if limit is not None and fault.delay >= limit:
                raise httpx.ReadTimeout("The read operation timed out", request=request)
            answer = _broken(fault, answer or _Answer(200, [], b""), request)
        assert answer is not None
        return httpx.Response(
            answer.status, headers=answer.headers, stream=httpx.ByteStream(answer.body), request=request
        )

    def _refuse_stopped(self, request: httpx.Request) -> None:
        if self._is_stopped:
            refused = ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused")
            raise httpx.ConnectError(str(refused), request=request) from refused

    def _ask(self, request: httpx.Request, content: bytes) -> _Answer:
        """What the application answers."""
        started: list[Message] = []
        body: list[bytes] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": content, "more_body": False}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.append(message)
            else:
                body.append(message.get("body", b""))

        with self._lock:
            _run(self._app(_scope(request), receive, send))
        (start,) = started
        return _Answer(start["status"], start["headers"], b"".join(body))


def _scope(request: httpx.Request) -> MutableMapping[str, Any]:
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
        "state": {},
    }


def _run(coroutine: Awaitable[None]) -> None:
    """Run a coroutine that waits for nothing."""
    for waited_for in coroutine.__await__():
        # To let others pass (`asyncio.sleep(0)`) is nothing to wait for.
        if waited_for is not None:
            raise RuntimeError("the simulator waits for an event loop, and in process there is none")


def _limit(request: httpx.Request) -> float | None:
    limit: float | None = request.extensions.get("timeout", {}).get("read")
    return limit


def _broken(fault: Fault, answer: _Answer, request: httpx.Request) -> _Answer:
    """What a fault makes of an answer.

    Raises:
        httpx.RemoteProtocolError: it closes the connection.
    """
    if fault.close in ("before", "headers"):
        raise httpx.RemoteProtocolError("Server disconnected without sending a response.", request=request)
    body = answer.body if fault.body is None else fault.body.encode("utf-8", "replace")
    if fault.close == "body":
        words = f"(received {len(body) // 2} bytes, expected {len(body)})"
        raise httpx.RemoteProtocolError(
            f"peer closed connection without sending complete message body {words}", request=request
        )
    status = fault.status or answer.status
    if status in _WITHOUT_BODY:
        body = b""
    headers = {"content-type": "application/json"}
    headers |= {name.decode("latin-1"): value.decode("latin-1") for name, value in answer.headers}
    headers |= {name.lower(): value for name, value in fault.headers.items()}
    headers["content-length"] = str(len(body))
    encoded = [
        (name.encode("latin-1", "replace"), value.encode("latin-1", "replace")) for name, value in headers.items()
    ]
    return _Answer(status, encoded, body)


@contextmanager
def in_process(*, clock: Clock | None = None) -> Generator[Simulator]:
    """Run a simulator without a socket until the block ends: a look at it costs a fraction of one over HTTP.

    Clients that are made within the block, and have its base URL (as those of `Simulator.client`, and those that find
    `Simulator.environment` in the environment), send to it without a network. All others, and those that are given a
    transport or an http_client of their own, are left alone; to them its URL is a host that does not exist.

    Args:
        clock: the time by which jobs advance; by default the machine's. See `SteppedClock` for tests.

    Example:
        >>> with in_process() as simulator, simulator.client("ecore") as client:
        ...     print(client.get(simulator.add_job("ecore", ["Processed"]).id).state)
        succeeded
    """
    state = State(clock or Clock(), SIMULATED)
    faults = FaultsInProcess()
    # A name of those that are never given to a host (RFC 6761, 6.4), so that nothing can be sent to anybody.
    url = f"https://simulator-{next(_numbers)}.invalid"
    transport = InProcessTransport(build_faultless_app(state, faults), faults, state.clock, url)
    with standing_in(transport):
        try:
            yield Simulator(url, state, faults, transport.stop)
        finally:
            transport.stop()
