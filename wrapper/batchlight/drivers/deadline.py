"""A time limit for a whole request, sent synchronously.

httpx bounds each single read, so a server that sends a byte a second keeps a request alive for ever. Asynchronously, a
cancel scope bounds all of it; synchronously there is none, so here every operation on the connection gets no more time
than the request has left. Name look-ups are the exception: Python cannot interrupt them.
"""

# pyright: reportPrivateUsage=false
# See `obey_limits`.

import math
import ssl
import time
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import httpcore
import httpx

_ends: ContextVar[float] = ContextVar("batchlight_request_ends", default=math.inf)


@contextmanager
def limited(seconds: float | None) -> Generator[None]:
    """Let the requests of this thread that are sent within the block take so many seconds, or any number."""
    token = _ends.set(math.inf if seconds is None else time.monotonic() + seconds)
    try:
        yield
    finally:
        _ends.reset(token)


def is_over() -> bool:
    """Whether the time of the current block is over."""
    return time.monotonic() >= _ends.get()


def obey_limits(client: httpx.Client) -> None:
    """Let a client's connections obey `limited`.

    httpx takes no network backend of ours, and httpcore's pools take one only when they are made; a test holds that the
    place is still there. A transport that has no pool is bounded between the chunks of a body only.
    """
    for transport in (client._transport, *client._mounts.values()):
        pool = getattr(transport, "_pool", None)
        backend = getattr(pool, "_network_backend", None)
        if isinstance(backend, httpcore.NetworkBackend):
            pool._network_backend = _Backend(backend)  # type: ignore[union-attr]  # it has a backend, so it is a pool


def _left(timeout: float | None, error: type[Exception]) -> float | None:
    end = _ends.get()
    if end == math.inf:
        return timeout
    left = end - time.monotonic()
    if left <= 0:
        raise error("the request took too long as a whole")
    return left if timeout is None else min(timeout, left)


class _Backend(httpcore.NetworkBackend):
    """Makes connections that obey the limit."""

    def __init__(self, inner: httpcore.NetworkBackend) -> None:
        self._inner = inner

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        left = _left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.connect_tcp(host, port, left, local_address, socket_options))

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        left = _left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.connect_unix_socket(path, left, socket_options))

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


class _Stream(httpcore.NetworkStream):
    """A connection whose every operation obeys the limit."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, _left(timeout, httpcore.ConnectTimeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
