"""Read an answer as it comes in, no more of it than is taken and no longer than the request may take."""

import math
from collections.abc import Awaitable, Callable
from typing import Final, cast

import anyio
import anyio.lowlevel
import httpx

from ..reading.answers import Reply, body_limit
from .deadline import is_over

TOO_LONG: Final = "the request took too long as a whole"
_TICK_SECONDS: Final = 0.05


def receive(response: httpx.Response) -> Reply:
    """Read the bytes of an answer as they were sent, up to one chunk more than is taken; close it.

    The bytes are not those of `iter_bytes`, which unpacks a chunk into whatever it holds: a kilobyte may hold many
    megabytes. What is taken is unpacked up to the limit, later.
    """
    try:
        read = _read_already(response)
        if read is not None:
            return read
        most = body_limit(response.status_code)
        body = bytearray()
        for chunk in cast("httpx.SyncByteStream", response.stream):
            body += chunk
            if len(body) > most:
                break
            if is_over():
                raise httpx.ReadTimeout(TOO_LONG)
        return Reply(response.status_code, response.headers, bytes(body))
    finally:
        response.close()


async def receive_async(response: httpx.Response) -> Reply:
    """What `receive` does, asynchronously."""
    read = _read_already(response)
    if read is not None:
        await response.aclose()
        return read
    most = body_limit(response.status_code)
    body = bytearray()
    breathes_at = anyio.current_time() + _TICK_SECONDS
    try:
        async for chunk in cast("httpx.AsyncByteStream", response.stream):
            if len(body) > most:
                break
            body += chunk
            if len(body) > most:
                # To leave the loop would leave half-read generators to the garbage collector, of which trio warns. In
                # a closed answer the next step ends them all.
                await response.aclose()
            now = anyio.current_time()
            if now >= breathes_at:
                # A server that sends faster than we read would hold the event loop, and the deadline with it.
                await anyio.lowlevel.checkpoint()
                breathes_at = now + _TICK_SECONDS
    except httpx.HTTPError:
        if len(body) <= most:
            raise
    finally:
        await response.aclose()
    return Reply(response.status_code, response.headers, bytes(body))


def _read_already(response: httpx.Response) -> Reply | None:
    """An answer whose body a hook, or a transport, has read and kept: httpx has unpacked it then."""
    if isinstance(response.stream, httpx.ByteStream) or not (response.is_stream_consumed or response.is_closed):
        return None
    headers = response.headers.copy()
    headers.pop("content-encoding", None)
    try:
        return Reply(response.status_code, headers, response.content)
    except httpx.ResponseNotRead:
        # It was closed, or read in pieces that nobody has kept.
        return Reply(response.status_code, headers, b"")


async def send_until(
    limit: float | None, request: httpx.Request, send: Callable[[httpx.Request], Awaitable[httpx.Response]]
) -> Reply:
    """Send a request and read its answer within so many seconds, or in any time."""
    # A moment more than httpx has, so that it is httpx that says what took too long, where it can.
    ends = math.inf if limit is None else anyio.current_time() + limit + _TICK_SECONDS
    with anyio.CancelScope(deadline=ends):
        return await receive_async(await send(request))
    raise httpx.ReadTimeout(TOO_LONG)
