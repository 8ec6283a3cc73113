"""A time limit for a whole request, sent synchronously.

httpx bounds each single read, so a server that sends a byte a second keeps a request alive for ever. Asynchronously, a
cancel scope bounds all of it; synchronously there is none, so the connections of our own transport get no more time for
each operation than the request has left (`DeadlineBackend`), and what cannot be interrupted runs beside (`within`).
"""

import ipaddress
import math
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from contextvars import ContextVar, copy_context
from typing import Any, TypeVar

import httpcore

R = TypeVar("R")

_PIECE = 64 * 1024

_ends: ContextVar[float] = ContextVar("batchlight_request_ends", default=math.inf)


class limited:  # it is used like a function; a generator would take three times as long
    """Let the requests of this thread that are sent within the block take so many seconds, or any number."""

    __slots__ = ("_seconds", "_token")

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds

    def __enter__(self) -> None:
        self._token = _ends.set(math.inf if self._seconds is None else time.monotonic() + self._seconds)

    def __exit__(self, *_error: object) -> None:
        _ends.reset(self._token)


def is_over() -> bool:
    """Whether the time of the current block is over."""
    return time.monotonic() >= _ends.get()


def within(
    seconds: float | None, work: Callable[[], R], give_up: Callable[[threading.Thread], object] | None = None
) -> R:
    """Do what cannot be interrupted, for so long and no longer.

    It runs in a thread of its own. One that takes too long is left behind, and its result thrown away; it does not keep
    the process alive.

    Args:
        seconds: how long to wait for it; None does it right here.
        work: what to do.
        give_up: called with its thread when nobody waits for it any more.

    Raises:
        TimeoutError: the time is over.
        BaseException: what `work` raises.
    """
    if seconds is None:
        return work()
    results: list[R] = []
    errors: list[BaseException] = []
    done = threading.Event()

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:
            errors.append(error)
        finally:
            done.set()

    thread = threading.Thread(target=copy_context().run, args=(run,), name="batchlight", daemon=True)
    thread.start()
    is_done = False
    try:
        is_done = done.wait(seconds)
    finally:
        # Also when Ctrl-C ends the waiting.
        if not is_done and give_up is not None:
            give_up(thread)
    if not is_done:
        raise TimeoutError
    if errors:
        raise errors.pop()
    return results[0]


def _left(timeout: float | None, error: type[Exception]) -> float | None:
    end = _ends.get()
    if end == math.inf:
        return timeout
    left = end - time.monotonic()
    if left <= 0:
        raise error("the request took too long as a whole")
    return left if timeout is None else min(timeout, left)


def _addresses(host: str, port: int) -> list[str]:
    """The addresses of a host, in the order in which the system wants them tried.

    Raises:
        httpcore.ConnectError: it has none.
        httpcore.ConnectTimeout: the look-up takes longer than the request may.
    """
    try:
        ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        return [host]
    try:
        found = within(
            _left(None, httpcore.ConnectTimeout), lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        )
    except TimeoutError as error:
        raise httpcore.ConnectTimeout("the look-up of the host took too long") from error
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(str(error)) from error
    return list(dict.fromkeys(str(address[0]) for *_kind, address in found))


class DeadlineBackend(httpcore.NetworkBackend):
    """Makes connections that obey the limit."""

    def __init__(self) -> None:
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """See `httpcore.NetworkBackend`."""
        failure: Exception = httpcore.ConnectError("the host has no address")
        addresses = _addresses(host, port)
        for number, address in enumerate(addresses):
            # An address that keeps silent must leave time for those that follow it.
            left = _left(timeout, httpcore.ConnectTimeout)
            share = None if left is None else left / (len(addresses) - number)
            try:
                return _Stream(self._inner.connect_tcp(address, port, share, local_address, socket_options))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """See `httpcore.NetworkBackend`."""
        left = _left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.connect_unix_socket(path, left, socket_options))

    def sleep(self, seconds: float) -> None:
        """See `httpcore.NetworkBackend`."""
        self._inner.sleep(seconds)


class _Stream(httpcore.NetworkStream):
    """A connection whose every operation obeys the limit."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        # In pieces, because a reader that takes a byte now and then is given the time-out anew with each byte.
        for start in range(0, len(buffer), _PIECE):
            self._inner.write(buffer[start : start + _PIECE], _left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, _left(timeout, httpcore.ConnectTimeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
