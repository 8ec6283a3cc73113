"""The async default: aiohttp's session on asyncio where it is installed, httpx's transport everywhere else.

A test that believes itself mocked must not reach a network, and telemetry must not lose requests: where somebody has
put other functions into httpx or httpcore, at whatever time, requests go through them. What is looked at are the
classes that carry requests; what is done to `httpx.AsyncClient` is not seen, because no default sends through it.
"""

from collections.abc import Mapping
from importlib.util import find_spec
from operator import is_
from types import FunctionType
from typing import TYPE_CHECKING, Final

import httpcore
import httpx

from ..engine.calls import Request
from ..engine.transfers import Transfer
from ..reading.answers import Reply
from .idling import in_asyncio
from .own import AsyncOwnTransport, Route

if TYPE_CHECKING:
    from .with_aiohttp import AiohttpTransport


class AsyncChosenTransport:
    """The default: which one is decided with each request."""

    def __init__(self, route: Route) -> None:
        self._route = route
        # Made now, because it is the one that refuses a proxy that cannot be used.
        self._httpx = AsyncOwnTransport(route)
        self._aiohttp: AiohttpTransport | None = None
        # aiohttp knows no SOCKS, and would verify a proxy as it does the provider.
        self._may_be_aiohttp = find_spec("aiohttp") is not None and (
            route.proxy is None or route.proxy.url.scheme == "http"
        )

    async def send(self, request: Request, headers: Mapping[str, str], limit: float | None) -> Reply:
        """Send a request; see `Transport.send`."""
        return await (self._chosen() or self._httpx).send(request, headers, limit)

    async def transfer(
        self, request: Request, headers: Mapping[str, str], limit: float | None, transfer: Transfer
    ) -> Reply:
        """Send a request that is carried in pieces; see `Transport.transfer`."""
        return await (self._chosen() or self._httpx).transfer(request, headers, limit, transfer)

    async def aclose(self) -> None:
        """Close the connections."""
        if self._aiohttp is not None:
            await self._aiohttp.aclose()
        await self._httpx.aclose()

    def _chosen(self) -> "AiohttpTransport | None":
        return self._over_aiohttp() if self._may_be_aiohttp and in_asyncio() and not is_patched() else None

    def _over_aiohttp(self) -> "AiohttpTransport | None":
        if self._aiohttp is None:
            try:
                from .with_aiohttp import AiohttpTransport
            except ImportError:
                # It is there, but too old.
                self._may_be_aiohttp = False
                return None
            self._aiohttp = AiohttpTransport(self._route)
        return self._aiohttp


def is_patched() -> bool:
    """Whether somebody wants to see, or to answer, what goes through httpx."""
    carriers = (
        httpx.AsyncHTTPTransport.handle_async_request,
        httpcore.AsyncConnectionPool.handle_async_request,
        httpcore.AsyncHTTPConnection.handle_async_request,
    )
    # Asked with each request: those that were found to be its own once are not looked at again.
    if all(map(is_, carriers, _own)):
        return False
    if not all(map(_is_its_own, carriers)):
        return True
    _own[:] = carriers
    return False


_own: Final[list[object]] = [None, None, None]


def _is_its_own(function: object) -> bool:
    # Of what was there before we were imported nothing is known; where a function was written it always knows, and no
    # wrapper repeats that.
    return type(function) is FunctionType and function.__globals__["__name__"].startswith(("httpx.", "httpcore."))
