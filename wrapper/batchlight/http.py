"""Send one call and read its answer: the only two places that do I/O are `Client.send` and `AsyncClient.send`.

Both share everything else. Nothing here knows any provider: a call is data that a provider's module makes, and says
itself what its answer means.
"""

import logging
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, ClassVar, Generic, Self, TypeVar, cast

import httpx
from attrs import field, frozen
from batchlight_clients.operations import Operation

from .answers import CONTENT_ENCODINGS, MAX_BODY_BYTES, Question, Reply, read_object
from .connection import Connection, Secret, connect, take_key
from .errors import EndpointGoneError, ResponseError, TransportError
from .services import Service
from .text import printable

T = TypeVar("T")

logger = logging.getLogger("batchlight")


@frozen
class Call(Generic[T]):
    """One call as data.

    Attributes:
        operation: What is called; the row of the table of operations.
        request: The request as a generated `_get_kwargs` gives it: method, url below the base URL, json, headers, ...
        parse: Makes the result of the JSON object of a successful answer. It must not fail, whatever is in it.
    """

    operation: Operation
    request: Mapping[str, Any]
    parse: Callable[[Mapping[str, Any]], T]


@frozen
class _Session:
    """What the sync and the async client share: everything but the sending."""

    connection: Connection
    headers: Mapping[str, str] = field(repr=False)

    def request(self, http: httpx.Client | httpx.AsyncClient, call: Call[Any]) -> httpx.Request:
        """The request of a call. The key is put into it here and nowhere else."""
        arguments = {**call.request, "url": self.connection.base_url + call.request["url"]}
        request = http.build_request(**arguments, timeout=self.connection.timeout)
        request.headers.update(self.headers)
        service = self.connection.service
        request.headers[service.key_header] = service.key_prefix + self.connection.key.reveal()
        return request

    def read(self, call: Call[T], reply: Reply) -> T:
        """The result of a call, or the exception that its answer stands for."""
        logger.debug("%s answered %d", call.operation.id, reply.status_code)
        question = Question(call.operation.id, self._line(call), self.connection.key)
        try:
            payload = read_object(question, reply)
        except ResponseError as error:
            if error.status_code == 410:
                raise self._gone(call.operation) from error
            raise
        return call.parse(payload)

    @contextmanager
    def transport_errors(self, call: Call[Any], request: httpx.Request) -> Generator[None]:
        """Turn what httpx raises into `TransportError`."""
        try:
            yield
        except httpx.HTTPError as error:
            # The error carries the request, and that the key.
            request.headers[self.connection.service.key_header] = "***"
            _clean(error, self.connection.key)
            reason = self.connection.key.redact(printable(error))
            kind = type(error).__name__
            raise TransportError(
                f"{self._line(call)}: no answer ({kind}{f': {reason}' if reason else ''})",
                operation=call.operation.id,
            ) from error

    def _line(self, call: Call[Any]) -> str:
        """The call in words, with the path template: an id or a key is never in it."""
        return f"{self.connection.service.title}: {call.operation.method} {call.operation.path}"

    def _gone(self, operation: Operation) -> EndpointGoneError:
        line = f"{self.connection.service.title}: {operation.method} {operation.path} is gone (410)"
        if operation.sunset_at is not None:
            line += f"; its sunset was {operation.sunset_at:%Y-%m-%d}"
        if operation.replacement is not None:
            line += f"; use {operation.replacement} instead"
        if operation.docs_url is not None:
            line += f", see {operation.docs_url}"
        return EndpointGoneError(
            line, operation=operation.id, sunset=operation.sunset_at, replacement=operation.replacement
        )


class Client:
    """A provider's API, called synchronously. Safe to use from several threads.

    Args:
        api_key: The key; by default that of the environment (see `batchlight providers`).
        base_url: Where the provider's paths begin; by default the provider's own, or that of the environment.
        timeout: Seconds to wait for the connection and for each part of an answer; None waits for ever.
        transport: An httpx transport to send through, such as `httpx.MockTransport` in a test.
        http_client: An `httpx.Client` to send through; it is the caller's, and is not closed.

    Raises:
        ConfigurationError: there is no key, or the base URL would send it in clear text over a network.
    """

    service: ClassVar[Service]

    def __init__(
        self,
        api_key: str | Secret | None = None,
        *,
        base_url: str | None = None,
        timeout: float | None = 30.0,
        transport: httpx.BaseTransport | None = None,
        http_client: httpx.Client | None = None,
    ) -> None:
        key = take_key(self.service, api_key)
        del api_key
        connection = connect(self.service, key, base_url, timeout)
        self._session = _Session(connection, _own_headers())
        self._owned = http_client is None
        self._http = http_client or httpx.Client(transport=transport, trust_env=not connection.is_loopback)

    def send(self, call: Call[T]) -> T:
        """Send a call and return its result.

        Args:
            call: what to send; the provider's module makes it.

        Raises:
            TransportError: no answer came.
            ResponseError: the answer is an error, or cannot be read.
            EndpointGoneError: the answer is 410.
        """
        request = self._session.request(self._http, call)
        with self._session.transport_errors(call, request):
            response = self._http.send(request, stream=True, auth=None, follow_redirects=False)
            reply = _receive(response)
        return self._session.read(call, reply)

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

    def __repr__(self) -> str:
        return _shown(self)


class AsyncClient:
    """A provider's API, called from asyncio or trio.

    Args:
        api_key: The key; by default that of the environment (see `batchlight providers`).
        base_url: Where the provider's paths begin; by default the provider's own, or that of the environment.
        timeout: Seconds to wait for the connection and for each part of an answer; None waits for ever.
        transport: An httpx transport to send through, such as `httpx.MockTransport` in a test.
        http_client: An `httpx.AsyncClient` to send through; it is the caller's, and is not closed.

    Raises:
        ConfigurationError: there is no key, or the base URL would send it in clear text over a network.
    """

    service: ClassVar[Service]

    def __init__(
        self,
        api_key: str | Secret | None = None,
        *,
        base_url: str | None = None,
        timeout: float | None = 30.0,
        transport: httpx.AsyncBaseTransport | None = None,
        http_client: httpx.AsyncClient | None = None,
    ) -> None:
        key = take_key(self.service, api_key)
        del api_key
        connection = connect(self.service, key, base_url, timeout)
        self._session = _Session(connection, _own_headers())
        self._owned = http_client is None
        self._http = http_client or httpx.AsyncClient(transport=transport, trust_env=not connection.is_loopback)

    async def send(self, call: Call[T]) -> T:
        """Send a call and return its result.

        Args:
            call: what to send; the provider's module makes it.

        Raises:
            TransportError: no answer came.
            ResponseError: the answer is an error, or cannot be read.
            EndpointGoneError: the answer is 410.
        """
        request = self._session.request(self._http, call)
        with self._session.transport_errors(call, request):
            response = await self._http.send(request, stream=True, auth=None, follow_redirects=False)
            reply = await _receive_async(response)
        return self._session.read(call, reply)

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

    def __repr__(self) -> str:
        return _shown(self)


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


def _shown(client: Client | AsyncClient) -> str:
    session: _Session | None = vars(client).get("_session")
    # A report about a constructor that failed shows a client that has none.
    return f"<{type(client).__name__} at {session.connection.base_url if session else 'nowhere'}>"


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
