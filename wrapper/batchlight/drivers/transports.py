"""What carries a request to a provider and brings back the answer, and which one a client's arguments ask for."""

import inspect
import ssl
from collections.abc import Mapping
from typing import Protocol

import httpx

from ..engine.calls import Request
from ..engine.connection import Connection
from ..engine.transfers import Transfer
from ..errors import ConfigurationError
from ..reading.answers import Reply
from .ambient import stand_in_for
from .callers import AsyncCallersClient, AsyncCallersTransport, CallersClient, CallersTransport
from .choosing import AsyncChosenTransport
from .own import OwnTransport, Route


class Transport(Protocol):
    """Carries requests, synchronously."""

    def send(self, request: Request, headers: Mapping[str, str], limit: float | None) -> Reply:
        """Send a request and read its answer within so many seconds, or in any time.

        Args:
            request: what is sent.
            headers: what all requests have, the key among it.
            limit: seconds, or None.

        Raises:
            httpx.HTTPError, OSError: no answer came.
        """
        ...

    def transfer(self, request: Request, headers: Mapping[str, str], limit: float | None, transfer: Transfer) -> Reply:
        """Send a request whose body, or that of whose answer, is carried in pieces.

        Args:
            request: what is sent, but for the body.
            headers: what all requests have, the key among it.
            limit: for how many seconds nothing may move, or None.
            transfer: what is carried in pieces; what goes wrong there is raised as it is.

        Raises:
            httpx.HTTPError, OSError: no answer came.
        """
        ...

    def close(self) -> None:
        """Close what is ours."""
        ...


class AsyncTransport(Protocol):
    """Carries requests, from asyncio or trio; the methods are those of `Transport`."""

    async def send(self, request: Request, headers: Mapping[str, str], limit: float | None) -> Reply:
        """Send a request and read its answer; see `Transport.send`."""
        ...

    async def transfer(
        self, request: Request, headers: Mapping[str, str], limit: float | None, transfer: Transfer
    ) -> Reply:
        """Send a request that is carried in pieces; see `Transport.transfer`."""
        ...

    async def aclose(self) -> None:
        """Close what is ours."""
        ...


def transport_of(
    connection: Connection,
    transport: httpx.BaseTransport | None,
    http_client: httpx.Client | None,
    verify: ssl.SSLContext | None,
    proxy: str | httpx.Proxy | None,
) -> Transport:
    """What a client sends through, by its arguments.

    Raises:
        ConfigurationError: the arguments contradict each other, or the proxy cannot be used.
    """
    _refuse_both(transport, http_client, verify, proxy)
    if transport is not None:
        return CallersTransport(transport)
    if http_client is not None:
        if inspect.iscoroutinefunction(http_client.send):
            raise ConfigurationError("http_client is asynchronous, and this client is not: give it an httpx.Client")
        return CallersClient(http_client)
    stand_in = stand_in_for(connection.base_url)
    if stand_in is not None:
        return CallersTransport(stand_in, is_here=True)
    return OwnTransport(Route.to(connection, verify, proxy))


def async_transport_of(
    connection: Connection,
    transport: httpx.AsyncBaseTransport | None,
    http_client: httpx.AsyncClient | None,
    verify: ssl.SSLContext | None,
    proxy: str | httpx.Proxy | None,
) -> AsyncTransport:
    """What an async client sends through; see `transport_of`."""
    _refuse_both(transport, http_client, verify, proxy)
    if transport is not None:
        return AsyncCallersTransport(transport)
    if http_client is not None:
        if not inspect.iscoroutinefunction(http_client.send):
            raise ConfigurationError("http_client is synchronous, and this client is not: give it an httpx.AsyncClient")
        return AsyncCallersClient(http_client)
    stand_in = stand_in_for(connection.base_url)
    if stand_in is not None:
        return AsyncCallersTransport(stand_in)
    return AsyncChosenTransport(Route.to(connection, verify, proxy))


def _refuse_both(transport: object, http_client: object, verify: object, proxy: object) -> None:
    given = [name for name, value in (("transport", transport), ("http_client", http_client)) if value is not None]
    if len(given) == 2:
        raise ConfigurationError("transport and http_client contradict each other: a request goes through one of them")
    settings = [name for name, value in (("verify", verify), ("proxy", proxy)) if value is not None]
    if given and settings:
        raise ConfigurationError(f"{' and '.join(settings)} cannot be given with {given[0]}, which has its own")
