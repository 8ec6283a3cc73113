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
TICK_SECONDS: Final = 0.05
# More than one read from the network can hold, where a chunk is no less than six bytes.
_MOST_CHUNKS: Final = 20_000


def receive(response: httpx.Response) -> Reply:
    """Read the bytes of an answer as they were sent, up to one chunk more than is taken; close it.

    The bytes are not those of `iter_bytes`, which unpacks a chunk into whatever it holds: a kilobyte may hold many
    megabytes. What is taken is unpacked up to the limit, later.
    """
    try:
        read = read_already(response)
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


async def receive_async(response: httpx.Response, ends: float) -> Reply:
    """What `receive` does, asynchronously, up to a time of the event loop's clock."""
    read = read_already(response)
    if read is not None:
        await response.aclose()
        return read
    most = body_limit(response.status_code)
    body = bytearray()
    breathes_at = anyio.current_time() + TICK_SECONDS
    is_over = False
    left_over = 0
    try:
        async for chunk in cast("httpx.AsyncByteStream", response.stream):
            if is_over or len(body) > most:
                # What had come before the answer was closed comes still.
                left_over += 1
                if left_over > _MOST_CHUNKS:
                    break
                continue
            body += chunk
            now = anyio.current_time()
            is_over = now >= ends
            if is_over or len(body) > most:
                # To leave the loop would leave half-read generators to the garbage collector, of which trio warns. In
                # a closed answer they end by themselves.
                await response.aclose()
            elif now >= breathes_at:
                # A server that sends faster than we read would hold the event loop. To be cancelled right here would be
                # to leave the loop; the next bytes from the network are a better place.
                with anyio.CancelScope(shield=True):
                    await anyio.lowlevel.checkpoint()
                breathes_at = now + TICK_SECONDS
    except httpx.HTTPError:
        if not is_over and len(body) <= most:
            raise
    finally:
        await response.aclose()
    if is_over:
        raise httpx.ReadTimeout(TOO_LONG)
    return Reply(response.status_code, response.headers, bytes(body))


def read_already(response: httpx.Response) -> Reply | None:
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
    ends = math.inf if limit is None else anyio.current_time() + limit
    # A moment more than httpx has, so that it is httpx that says what took too long, where it can.
    with anyio.CancelScope(deadline=ends + TICK_SECONDS):
        return await receive_async(await send(request), ends)
    raise httpx.ReadTimeout(TOO_LONG)
