"""What httpx, httpcore and the system raise when no answer comes, in the words of the engine."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import cast

import httpcore
import httpx

from ..engine.steps import NoAnswer
from ..engine.transfers import Transfer

# A transport of the caller's may raise what the system raised. asyncio and trio group what each address of a host gave.
_NO_ANSWER = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, UnicodeError, ExceptionGroup)

# What may be wrong before a request can have reached the provider.
_NEVER_CONNECTED = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)


@contextmanager
def failures() -> Generator[None]:
    """Raise `NoAnswer` for whatever means that no answer came."""
    try:
        yield
    except _NO_ANSWER as error:
        if isinstance(error, httpx.RequestError):
            # The one that it may hold has the key among its headers.
            error.request = httpx.Request("GET", "")
        never = isinstance(error, _NEVER_CONNECTED)
        raise NoAnswer(sent=not never, refused=isinstance(error, httpx.ConnectError) and _is_refused(error)) from error
    except RuntimeError as error:
        # What a connection says that an event loop has left behind; the next request makes a new one.
        if not str(error).startswith(("Event loop is closed", "no running event loop")):
            raise
        raise NoAnswer(sent=False, refused=False) from error


@contextmanager
def own_failures(transfer: Transfer | None) -> Generator[None]:
    """Raise what went wrong on this machine (a disk that is full, a file that has changed) as it is.

    To the HTTP library it is no answer, as everything that ends a request.
    """
    try:
        yield
    except Exception:
        failure = None if transfer is None else transfer.failure
        if failure is None:
            raise
    else:
        return
    # Out here, so that the error of the HTTP library is not its context.
    raise failure


def _is_refused(error: BaseException | None) -> bool:
    """Whether what caused an error is that a connection was refused.

    asyncio and trio try each address of a host and group the errors: one that did not answer in time is no refusal.
    """
    while error is not None and not isinstance(error, ConnectionRefusedError):
        if isinstance(error, BaseExceptionGroup):
            group = cast("BaseExceptionGroup[BaseException]", error)
            return any(map(_is_refused, group.exceptions)) and group.subgroup(TimeoutError) is None
        # httpcore raises its errors anew "from None". No other `__context__` is looked at: the caller may be handling a
        # refused connection of its own.
        error = error.__cause__ or (error.__context__ if isinstance(error, httpcore.ConnectError) else None)
    return error is not None
