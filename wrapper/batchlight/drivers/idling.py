"""Asynchronous connections that tell cheaply whether they are still there, and do nothing where there is nothing to do.

With each request httpcore asks it of every idle connection. The streams of anyio go through all that is known of a
socket to answer, which with twenty connections costs more than the request; here one look at the socket does.
"""

import asyncio
import select
import ssl
from collections.abc import Callable, Iterable
from typing import Any, cast

import httpcore


def in_asyncio() -> bool:
    """Whether a task of asyncio is running; under trio there may be a loop of asyncio, but no task."""
    try:
        return asyncio.current_task() is not None
    except RuntimeError:
        return False


def watching(socket: Any) -> Callable[[], bool]:
    """What tells whether a read from a socket would return at once. From an idle connection that is its end.

    It is made once for a connection and asked with each request: to ask alone takes a quarter of the time.
    """
    number = socket.fileno()
    if not hasattr(select, "poll"):
        return lambda: socket.fileno() < 0 or bool(select.select([number], [], [], 0)[0])
    poll = select.poll()
    if number >= 0:
        poll.register(number, select.POLLIN)
    # The number of a socket that was closed may be that of another by now.
    return lambda: socket.fileno() < 0 or bool(poll.poll(0))


class IdlingBackend(httpcore.AsyncNetworkBackend):
    """httpcore's connections on asyncio and trio, which answer cheaply."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """See `httpcore.AsyncNetworkBackend`."""
        return _Stream(await _backend().connect_tcp(host, port, timeout, local_address, socket_options))

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        """See `httpcore.AsyncNetworkBackend`."""
        return _Stream(await _backend().connect_unix_socket(path, timeout, socket_options))

    async def sleep(self, seconds: float) -> None:
        """See `httpcore.AsyncNetworkBackend`."""
        await _backend().sleep(seconds)


def _backend() -> httpcore.AsyncNetworkBackend:
    # To a type checker each may be missing, and then is no backend.
    return cast("httpcore.AsyncNetworkBackend", httpcore.AnyIOBackend() if in_asyncio() else httpcore.TrioBackend())


class _Stream(httpcore.AsyncNetworkStream):
    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner = inner
        socket = inner.get_extra_info("socket")
        self._has_ended = None if socket is None else watching(socket)

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return await self._inner.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        # The end of a request is written as nothing, for which an event loop would go round.
        if buffer:
            await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        return _Stream(await self._inner.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable" and self._has_ended is not None:
            return self._has_ended()
        return self._inner.get_extra_info(info)
