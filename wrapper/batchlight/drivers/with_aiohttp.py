"""Our own connections on asyncio, over aiohttp's session: a third of what httpx's cost there. The extra `aiohttp`.

What it sends, takes and raises is what `own` does; aiohttp's errors, which hold the headers of the request, become
those of httpx.
"""

import asyncio
import math
from base64 import b64encode
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, Final
from weakref import WeakKeyDictionary

import aiohttp
import httpx
from aiohttp.client_reqrep import ClientRequest
from aiohttp.connector import Connection
from aiohttp.tracing import Trace
from attrs import define
from yarl import URL

from ..engine.calls import Request
from ..engine.transfers import Feed, Transfer
from ..reading.answers import Reply, body_limit
from .idling import watching
from .own import LIMITS, Route
from .receiving import TOO_LONG
from .threads import in_thread
from .transferring import BATCH_BYTES, headers_of, is_taken, slack, written

if tuple(map(int, aiohttp.__version__.split(".")[:2])) < (3, 11):
    raise ImportError("batchlight needs aiohttp 3.11 or newer")

# aiohttp's own limit is 8 KiB for a line; this is what httpx takes.
_LONGEST_LINE: Final = 100 * 1024

# What we send we say ourselves.
_OWN_HEADERS: Final = ("Accept", "Accept-Encoding", "Content-Type", "User-Agent")


# To read a URL takes as long as to read a small answer.
@lru_cache(maxsize=256)
def _url(url: str) -> URL:
    return URL(url, encoded=True)


@define
class _Progress:
    """How far a request has got.

    Attributes:
        is_connected: Whether a connection was there for it: from then on the provider may have received it.
    """

    is_connected: bool = False


_progress: ContextVar[_Progress] = ContextVar("batchlight_aiohttp_progress")


class _Connector(aiohttp.TCPConnector):
    """Tells how far a request has got, and lets none be sent twice: what may be repeated is ours to decide."""

    def __init__(self, route: Route) -> None:
        super().__init__(  # pyright: ignore[reportUnknownMemberType]  # one of its arguments has no type
            ssl=route.context or True, limit=LIMITS.max_connections or 0, keepalive_timeout=LIMITS.keepalive_expiry
        )
        self._used = WeakKeyDictionary[asyncio.BaseProtocol, Callable[[], bool]]()

    async def connect(self, req: ClientRequest, traces: list[Trace], timeout: aiohttp.ClientTimeout) -> Connection:
        progress = _progress.get()
        if progress.is_connected:
            raise httpx.RemoteProtocolError("Server disconnected without sending a response.")
        connection = await super().connect(req, traces, timeout)
        while self._is_over(connection):
            # The provider has closed it, and an event loop that was busy does not know yet.
            connection.close()
            connection = await super().connect(req, traces, timeout)
        progress.is_connected = True
        return connection

    def _is_over(self, connection: Connection) -> bool:
        """Whether a connection that was used before is over."""
        protocol, transport = connection.protocol, connection.transport
        if protocol is None or transport is None:
            return protocol in self._used
        has_ended = self._used.get(protocol)
        if has_ended is None:
            self._used[protocol] = watching(transport.get_extra_info("socket"))
            return False
        return has_ended()


class AiohttpTransport:
    """aiohttp's session, made in the event loop in which it is used first."""

    def __init__(self, route: Route) -> None:
        self._route = route
        self._session: aiohttp.ClientSession | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def send(self, request: Request, headers: Mapping[str, str], limit: float | None) -> Reply:
        """Send a request; see `Transport.send`."""
        progress = _Progress()
        token = _progress.set(progress)
        proxy = self._route.proxy
        own = {**request.headers, **headers}
        through: dict[str, Any] = {}
        if proxy is not None:
            own |= self._proxy_headers(request, to_provider=True)
            through = {
                "proxy": str(proxy.url),
                "proxy_headers": self._proxy_headers(request, to_provider=False) or None,
            }
        try:
            async with asyncio.timeout(limit):
                response = await self._session_here().request(
                    request.method,
                    _url(request.url),
                    headers=own,
                    data=request.content or None,
                    allow_redirects=False,
                    **through,
                )
                try:
                    most = body_limit(response.status)
                    content = response.content
                    body = await content.readany()
                    if not content.at_eof():
                        pieces = bytearray(body)
                        while len(pieces) <= most and not content.at_eof():
                            pieces += await content.readany()
                        body = bytes(pieces)
                    return Reply(response.status, response.raw_headers, body)
                finally:
                    # A connection whose answer was read to its end is back in the pool by now.
                    response.close()
        except (aiohttp.ClientError, OSError) as error:
            failure, cause = _translated(error, progress), _cause(error)
        finally:
            _progress.reset(token)
            # They hold the key.
            own.clear()
            through.clear()
        # Out here, so that the error of aiohttp is not its context.
        raise failure from cause

    async def transfer(
        self, request: Request, headers: Mapping[str, str], limit: float | None, transfer: Transfer
    ) -> Reply:
        """Send a request that is carried in pieces; see `Transport.transfer`."""
        progress = _Progress()
        token = _progress.set(progress)
        loop = asyncio.get_running_loop()
        put_off_at = -math.inf
        try:
            async with asyncio.timeout(limit) as silence:

                def moved() -> None:
                    nonlocal put_off_at
                    now = loop.time()
                    if limit is not None and now >= put_off_at:
                        silence.reschedule(now + limit)
                        put_off_at = now + slack(limit)

                return await self._transferred(request, headers_of(request, headers, transfer), transfer, moved)
        except (aiohttp.ClientError, OSError) as error:
            failure, cause = _translated(error, progress), _cause(error)
        finally:
            _progress.reset(token)
        raise failure from cause

    async def _transferred(
        self, request: Request, headers: Mapping[str, str], transfer: Transfer, moved: Callable[[], object]
    ) -> Reply:
        body = None if transfer.feed is None else _Moving(transfer.feed, moved)
        response = await self._requested(request, headers, body, BATCH_BYTES)
        try:
            moved()
            sink = transfer.sink
            if sink is None or not is_taken(sink, response.status):
                return await self._read(response)
            received = httpx.Headers(response.raw_headers)
            if not sink.begin(response.status, received):
                return await self._read(response)
            while not response.content.at_eof():
                batch, size = list[bytes](), 0
                try:
                    while size < BATCH_BYTES and not response.content.at_eof():
                        batch.append(await response.content.readany())
                        size += len(batch[-1])
                        moved()
                finally:
                    # Also of an answer that breaks: how much came tells what is wrong.
                    wants_more = await written(sink, batch)
                if not wants_more:
                    return Reply(response.status, received, sink.start)
            await in_thread(sink.end)
            return Reply(response.status, received, b"")
        finally:
            response.close()

    async def _requested(
        self, request: Request, headers: Mapping[str, str], body: object, buffer: int | None = None
    ) -> aiohttp.ClientResponse:
        return await self._session_here().request(
            request.method,
            _url(request.url),
            headers={**headers, **self._proxy_headers(request, to_provider=True)},
            data=body,
            read_bufsize=buffer,
            allow_redirects=False,
            proxy=str(self._route.proxy.url) if self._route.proxy else None,
            proxy_headers=self._proxy_headers(request, to_provider=False) or None,
        )

    @staticmethod
    async def _read(response: aiohttp.ClientResponse) -> Reply:
        most = body_limit(response.status)
        body = bytearray()
        while len(body) <= most and not response.content.at_eof():
            body += await response.content.readany()
        return Reply(response.status, httpx.Headers(response.raw_headers), bytes(body))

    def _session_here(self) -> aiohttp.ClientSession:
        loop = asyncio.get_running_loop()
        if self._session is None or self._loop is not loop:
            self._leave()
            self._session = aiohttp.ClientSession(
                connector=_Connector(self._route),
                cookie_jar=aiohttp.DummyCookieJar(),
                skip_auto_headers=_OWN_HEADERS,
                auto_decompress=False,
                timeout=aiohttp.ClientTimeout(total=None),
                max_line_size=_LONGEST_LINE,
                max_field_size=_LONGEST_LINE,
            )
            self._loop = loop
        return self._session

    def _proxy_headers(self, request: Request, *, to_provider: bool) -> dict[str, str]:
        """What a proxy is told: in the request itself where it is not encrypted, else when the tunnel is asked for."""
        proxy = self._route.proxy
        if proxy is None or to_provider != request.url.startswith("http:"):
            return {}
        told = dict(proxy.headers)
        if proxy.raw_auth is not None:
            told["Proxy-Authorization"] = f"Basic {b64encode(b':'.join(proxy.raw_auth)).decode()}"
        return told

    async def aclose(self) -> None:
        """Close the connections."""
        session = self._session
        if session is not None and _running_loop() is self._loop:
            self._session = None
            await session.close()
        self._leave()

    def _leave(self) -> None:
        """Close a session whose event loop is over, and cannot be waited for."""
        if self._session is not None:
            closing = self._session.close()
            with suppress(StopIteration):
                closing.send(None)
            closing.close()
            self._session = None


class _Moving:
    """What is sent, as aiohttp takes it: an async iterable and nothing else."""

    def __init__(self, feed: Feed, moved: Callable[[], object]) -> None:
        self._feed = feed
        self._moved = moved

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for data in self._feed:
            self._moved()
            yield data
            self._moved()


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def _translated(error: Exception, progress: _Progress) -> httpx.HTTPError:
    """The error of httpx that says the same, without what aiohttp's knows of the request."""
    if isinstance(error, TimeoutError):
        return httpx.ReadTimeout(TOO_LONG) if progress.is_connected else httpx.ConnectTimeout(TOO_LONG)
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return httpx.ProxyError(f"{error.status} {error.message}")
    if isinstance(error, aiohttp.ClientProxyConnectionError):
        return httpx.ProxyError(f"the proxy cannot be reached: {error.os_error}")
    if not progress.is_connected:
        return httpx.ConnectError(str(_cause(error) or error))
    if isinstance(error, aiohttp.ServerDisconnectedError):
        return httpx.RemoteProtocolError("Server disconnected without sending a response.")
    if isinstance(error, aiohttp.ClientResponseError):
        return httpx.RemoteProtocolError(error.message)
    if isinstance(error, aiohttp.ClientPayloadError):
        return httpx.RemoteProtocolError(str(error))
    return httpx.ReadError(str(error))


def _cause(error: Exception) -> BaseException | None:
    """What the system or TLS said when no connection was made; a proxy's refusal is none of the provider's."""
    cause: BaseException | None = None
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        cause = error.certificate_error
    elif isinstance(error, aiohttp.ClientConnectorError) and not isinstance(error, aiohttp.ClientProxyConnectionError):
        cause = error.os_error
    if cause is not None:
        # Its frames are those of aiohttp, which hold the request.
        cause.__traceback__ = cause.__context__ = cause.__cause__ = None
    return cause
