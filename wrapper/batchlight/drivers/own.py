"""Our own connections: httpx's transports, called with the request as it is, without the layers of a client above."""

import os
import ssl
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final, TypeVar, cast

import httpcore
import httpx
from attrs import frozen

from ..engine.calls import Request
from ..engine.connection import Connection
from ..engine.transfers import Transfer
from ..errors import ConfigurationError
from ..reading.answers import Reply
from ..text import printable
from .deadline import DeadlineBackend, limited, within
from .idling import IdlingBackend
from .preparing import Prepared
from .proxies import proxy_for
from .receiving import receive, send_until
from .transferring import exchange, exchange_async, prepared

P = TypeVar("P")

# Longer than the longest pause between two looks: a connection made anew costs more than the request.
# No more of them are kept than httpx itself keeps: with each request httpcore goes through all of them, and asks each
# that is idle whether it is still there.
LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=20, keepalive_expiry=150.0)


_CERTIFICATES: Final = ("SSL_CERT_FILE", "SSL_CERT_DIR")


@cache
def _ssl_context(_certificates: tuple[str | None, ...]) -> ssl.SSLContext:
    # To read the certificates takes longer than a hundred requests, and a context may be shared.
    return httpx.create_ssl_context()


def _context_of_environment() -> ssl.SSLContext:
    try:
        return _ssl_context(tuple(map(os.environ.get, _CERTIFICATES)))
    except OSError as error:
        named = " or ".join(name for name in (*_CERTIFICATES, "SSLKEYLOGFILE") if name in os.environ)
        raise ConfigurationError(
            f"the file that {named or 'the system'} names for certificates cannot be used: "
            f"{printable(error.strerror or error)}"
        ) from error


@frozen
class Route:
    """How our own connections get to a provider.

    Attributes:
        context: What decides whether the provider is who it says it is; None for plain HTTP to this machine.
        proxy: What they go through, or None.
    """

    context: ssl.SSLContext | None
    proxy: httpx.Proxy | None

    @staticmethod
    def to(connection: Connection, verify: ssl.SSLContext | None, proxy: str | httpx.Proxy | None) -> "Route":
        """The way to a provider, by the caller's wish or else by the environment.

        Raises:
            ConfigurationError: the proxy, or a file of certificates that the environment names, cannot be used.
        """
        if verify is not None:
            _check_context(verify)
        try:
            url = httpx.URL(connection.base_url)
            scheme = url.scheme if url.host else ""
        except (httpx.InvalidURL, UnicodeError):
            provider = connection.provider
            raise ConfigurationError(
                f"the base URL of {provider.title} (base_url, or {provider.base_url_variable}) cannot be used"
            ) from None
        context = verify
        if context is None and scheme == "https":
            context = _context_of_environment()
        named = proxy
        # What stays on this machine goes through no proxy of the environment.
        if named is None and not connection.is_loopback:
            named = proxy_for(url)
        if named is None:
            return Route(context, None)
        try:
            made = named if isinstance(named, httpx.Proxy) else httpx.Proxy(named)
            if made.url.host and (made.url.port is None or 0 < made.url.port < 65536):
                return Route(context, made)
        except (ValueError, TypeError, httpx.InvalidURL):
            pass
        # The address is not repeated: it may hold a password.
        raise ConfigurationError(
            "the proxy (proxy, or the environment's HTTPS_PROXY, HTTP_PROXY or ALL_PROXY) is not an address that "
            "begins with http://, https://, socks5:// or socks5h:// and names a host"
        )


def _check_context(verify: object) -> None:
    if not isinstance(verify, ssl.SSLContext):
        raise ConfigurationError(
            "verify is an ssl.SSLContext, such as ssl.create_default_context(cafile=...); there is no way to send the "
            "key to whom nobody has verified"
        )


class _Pool(httpx.HTTPTransport):
    """httpx's own transport, whose connections keep to the limit.

    httpx hands no network backend on to httpcore, so the pool is made here; everything else is httpx's, also for the
    tools that observe or replace `httpx.HTTPTransport`.
    """

    def __init__(self, route: Route) -> None:
        self._pool = _pool(_SYNC, route, DeadlineBackend())


class _AsyncPool(httpx.AsyncHTTPTransport):
    """The same, with connections that tell cheaply whether they are still there."""

    def __init__(self, route: Route) -> None:
        self._pool = _pool(_ASYNC, route, IdlingBackend())


_SYNC: Final = (httpcore.ConnectionPool, httpcore.HTTPProxy, httpcore.SOCKSProxy)
_ASYNC: Final = (httpcore.AsyncConnectionPool, httpcore.AsyncHTTPProxy, httpcore.AsyncSOCKSProxy)


def _pool(classes: tuple[type[P], type[Any], type[Any]], route: Route, backend: object) -> P:
    """A pool of httpcore's that goes directly, or through a proxy."""
    direct, through_http, through_socks = classes
    proxy = route.proxy
    common: dict[str, Any] = {
        "ssl_context": route.context,
        "max_connections": LIMITS.max_connections,
        "max_keepalive_connections": LIMITS.max_keepalive_connections,
        "keepalive_expiry": LIMITS.keepalive_expiry,
        "network_backend": backend,
    }
    if proxy is None:
        return direct(**common)
    url = httpcore.URL(
        scheme=proxy.url.raw_scheme, host=proxy.url.raw_host, port=proxy.url.port, target=proxy.url.raw_path
    )
    if proxy.url.scheme not in ("http", "https"):
        return cast("P", through_socks(proxy_url=url, proxy_auth=proxy.raw_auth, **common))
    told = {"proxy_headers": proxy.headers.raw, "proxy_ssl_context": proxy.ssl_context}
    return cast("P", through_http(proxy_url=url, proxy_auth=proxy.raw_auth, **told, **common))


class OwnTransport:
    """The default: httpx's transport, called with the request as it is."""

    def __init__(self, route: Route) -> None:
        self._pool = _made(lambda: _Pool(route))
        # TLS within TLS does not end with a time-out of ours: httpcore gives each of its reads the whole time anew.
        self._is_in_tls = route.proxy is not None and route.proxy.url.scheme == "https"
        self._prepared = Prepared()

    def send(self, request: Request, headers: Mapping[str, str], limit: float | None) -> Reply:
        """Send a request; see `Transport.send`."""
        prepared = self._prepared(request, headers, limit)
        if self._is_in_tls:
            return within(limit, lambda: self._answer(prepared, limit))
        return self._answer(prepared, limit)

    def _answer(self, request: httpx.Request, limit: float | None) -> Reply:
        with limited(limit):
            return receive(self._pool.handle_request(request))

    def transfer(self, request: Request, headers: Mapping[str, str], limit: float | None, transfer: Transfer) -> Reply:
        """Send a request that is carried in pieces; see `Transport.transfer`."""
        return exchange(prepared(request, headers, limit, transfer), self._pool.handle_request, transfer)

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()


class AsyncOwnTransport:
    """The default: httpx's transport, called with the request as it is."""

    def __init__(self, route: Route) -> None:
        self._pool = _made(lambda: _AsyncPool(route))
        self._prepared = Prepared()

    async def send(self, request: Request, headers: Mapping[str, str], limit: float | None) -> Reply:
        """Send a request; see `Transport.send`."""
        return await send_until(limit, self._prepared(request, headers, limit), self._pool.handle_async_request)

    async def transfer(
        self, request: Request, headers: Mapping[str, str], limit: float | None, transfer: Transfer
    ) -> Reply:
        """Send a request that is carried in pieces; see `Transport.transfer`."""
        return await exchange_async(
            lambda moved: prepared(request, headers, limit, transfer, moved=moved),
            self._pool.handle_async_request,
            transfer,
            limit,
        )

    async def aclose(self) -> None:
        """Close the connections."""
        await self._pool.aclose()


def _made(make: Callable[[], P]) -> P:
    try:
        return make()
    except (ImportError, RuntimeError) as error:
        # httpx and httpcore need one more package for SOCKS.
        raise ConfigurationError(f"the proxy cannot be used: {printable(error)}") from error
