"""A transport or a client of the caller's, used as it is: never changed, never closed.

Its connections know nothing of the limit of a whole request. Synchronously it works beside, and is left behind when the
time is over; asynchronously a cancel scope ends it.
"""

import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Protocol

import httpx

from ..engine.calls import Request
from ..engine.transfers import Transfer
from ..errors import ConfigurationError
from ..reading.answers import Reply
from .deadline import limited, within
from .preparing import Prepared
from .receiving import TICK_SECONDS, TOO_LONG, receive, send_until
from .transferring import exchange, exchange_async, prepared


class _Sends(Protocol):
    """What a transport of httpx does."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """See `httpx.BaseTransport`."""
        ...


class _SendsAsync(Protocol):
    """What an asynchronous transport of httpx does."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """See `httpx.AsyncBaseTransport`."""
        ...


class CallersTransport:
    """A transport of the caller's.

    Args:
        transport: the transport.
        is_here: whether it only calls functions of this process, and keeps to the limit by itself.
    """

    def __init__(self, transport: _Sends, *, is_here: bool = False) -> None:
        self._transport = transport
        # These two call a function; a thread of its own would be none that the function knows.
        self._beside = _Beside()
        self._is_here = is_here or isinstance(transport, httpx.MockTransport | httpx.WSGITransport)
        self._prepared = Prepared()

    def send(self, request: Request, headers: Mapping[str, str], limit: float | None) -> Reply:
        """Send a request; see `Transport.send`."""
        prepared = self._prepared(request, headers, limit)
        if self._is_here:
            with limited(limit):
                return receive(self._transport.handle_request(prepared))
        return self._beside(prepared, limit, self._transport.handle_request)

    def transfer(self, request: Request, headers: Mapping[str, str], limit: float | None, transfer: Transfer) -> Reply:
        """Send a request that is carried in pieces; see `Transport.transfer`."""
        return exchange(prepared(request, headers, limit, transfer), self._transport.handle_request, transfer)

    def close(self) -> None:
        """Nothing: it is the caller's."""


class CallersClient:
    """An `httpx.Client` of the caller's, or one of that shape."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self._prepared = Prepared(client)
        self._beside = _Beside()

    def send(self, request: Request, headers: Mapping[str, str], limit: float | None) -> Reply:
        """Send a request; see `Transport.send`."""
        self._refuse_closed()
        return self._beside(self._prepared(request, headers, limit), limit, self._send)

    def transfer(self, request: Request, headers: Mapping[str, str], limit: float | None, transfer: Transfer) -> Reply:
        """Send a request that is carried in pieces; see `Transport.transfer`."""
        self._refuse_closed()
        return exchange(prepared(request, headers, limit, transfer, self._client), self._send, transfer)

    def _send(self, request: httpx.Request) -> httpx.Response:
        try:
            return self._client.send(request, stream=True, auth=None, follow_redirects=False)
        except httpx.HTTPStatusError as error:
            # A hook of the client raised it, and it holds the answer.
            return error.response

    def _refuse_closed(self) -> None:
        if self._client.is_closed:
            raise ConfigurationError("the http_client is closed")

    def close(self) -> None:
        """Nothing: it is the caller's."""


class AsyncCallersTransport:
    """A transport of the caller's."""

    def __init__(self, transport: _SendsAsync) -> None:
        self._transport = transport
        self._prepared = Prepared()

    async def send(self, request: Request, headers: Mapping[str, str], limit: float | None) -> Reply:
        """Send a request; see `Transport.send`."""
        return await send_until(limit, self._prepared(request, headers, limit), self._transport.handle_async_request)

    async def transfer(
        self, request: Request, headers: Mapping[str, str], limit: float | None, transfer: Transfer
    ) -> Reply:
        """Send a request that is carried in pieces; see `Transport.transfer`."""
        return await exchange_async(
            lambda moved: prepared(request, headers, limit, transfer, moved=moved),
            self._transport.handle_async_request,
            transfer,
            limit,
        )

    async def aclose(self) -> None:
        """Nothing: it is the caller's."""


class AsyncCallersClient:
    """An `httpx.AsyncClient` of the caller's, or one of that shape."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._prepared = Prepared(client)

    async def send(self, request: Request, headers: Mapping[str, str], limit: float | None) -> Reply:
        """Send a request; see `Transport.send`."""
        self._refuse_closed()
        return await send_until(limit, self._prepared(request, headers, limit), self._send)

    async def transfer(
        self, request: Request, headers: Mapping[str, str], limit: float | None, transfer: Transfer
    ) -> Reply:
        """Send a request that is carried in pieces; see `Transport.transfer`."""
        self._refuse_closed()
        return await exchange_async(
            lambda moved: prepared(request, headers, limit, transfer, self._client, moved),
            self._send,
            transfer,
            limit,
        )

    async def _send(self, request: httpx.Request) -> httpx.Response:
        try:
            return await self._client.send(request, stream=True, auth=None, follow_redirects=False)
        except httpx.HTTPStatusError as error:
            return error.response

    def _refuse_closed(self) -> None:
        if self._client.is_closed:
            raise ConfigurationError("the http_client is closed")

    async def aclose(self) -> None:
        """Nothing: it is the caller's."""


# How many requests of one client or transport may hang with nobody waiting for them.
_MOST_HANGING = 8


class _Beside:
    """Sends through an object of the caller's, whose connections know nothing of our limit."""

    def __init__(self) -> None:
        self._hanging: list[threading.Thread] = []

    def __call__(
        self, request: httpx.Request, limit: float | None, send: Callable[[httpx.Request], httpx.Response]
    ) -> Reply:
        self._hanging = [thread for thread in self._hanging if thread.is_alive()]
        if len(self._hanging) >= _MOST_HANGING:
            raise httpx.PoolTimeout(f"{_MOST_HANGING} requests that took too long still hang; see docs/waiting.md")
        connections: list[Any] = []

        def trace(event: str, info: Mapping[str, Any]) -> None:
            # A connection is made, and another is made of it for TLS.
            if event.startswith(("connection.connect_", "connection.start_tls")) and event.endswith(".complete"):
                connections.append(info.get("return_value"))

        def work() -> Reply:
            with limited(limit):
                return receive(send(request))

        def hang_up(thread: threading.Thread) -> None:
            # A thread that nobody waits for any more would read on for as long as the server sends. What was opened
            # for this request is of no use to another one; a connection that was there before stays, and is counted.
            for connection in connections:
                with suppress(Exception):
                    connection.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
            self._hanging.append(thread)

        request.extensions["trace"] = trace
        try:
            # A moment more than httpx has, so that it is httpx that says what took too long, where it can.
            return within(None if limit is None else limit + TICK_SECONDS, work, hang_up)
        except TimeoutError:
            raise httpx.ReadTimeout(TOO_LONG) from None
