"""Bodies that are larger than memory, over httpx: an upload given out and a download taken, piece by piece.

The limit is one on silence, and httpx's own: it gives each of its reads and writes so many seconds.
"""

import math
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Final, cast

import anyio
import httpx

from ..engine.calls import Request
from ..engine.transfers import Feed, Sink, Transfer
from ..reading.answers import Reply
from .receiving import TICK_SECONDS, read_already, receive, receive_async
from .threads import in_thread

# What is written in one go beside an event loop: to change to a thread takes longer than to write a little.
BATCH_BYTES: Final = 1024 * 1024


def headers_of(request: Request, headers: Mapping[str, str], transfer: Transfer) -> dict[str, str]:
    """The headers of a request, with those that tell what its body is, or ask for a file."""
    made = {**request.headers, **headers}
    if transfer.feed is not None:
        made |= {"Content-Type": transfer.feed.content_type, "Content-Length": str(transfer.feed.length)}
    if transfer.sink is not None:
        # The announced length is then that of the file.
        made |= {"Accept": "*/*", "Accept-Encoding": "identity"}
    return made


def is_taken(sink: Sink | None, status: int) -> bool:
    """Whether the body of an answer with this status goes to a sink; that of an error does not."""
    return sink is not None and 200 <= status <= 299


class _Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """What is sent, as httpx takes it."""

    def __init__(self, feed: Feed, moved: Callable[[], object]) -> None:
        self._feed = feed
        self._moved = moved

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._feed)

    def __aiter__(self) -> AsyncIterator[bytes]:
        return _Moving(aiter(self._feed), self._moved)


class _Moving(AsyncIterator[bytes]):
    def __init__(self, inner: AsyncIterator[bytes], moved: Callable[[], object]) -> None:
        self._inner = inner
        self._moved = moved

    async def __anext__(self) -> bytes:
        self._moved()
        data = await anext(self._inner)
        self._moved()
        return data


def prepared(
    request: Request,
    headers: Mapping[str, str],
    limit: float | None,
    transfer: Transfer,
    client: httpx.Client | httpx.AsyncClient | None = None,
    moved: Callable[[], object] = lambda: None,
) -> httpx.Request:
    """The request as httpx takes it.

    Args:
        request: what is sent.
        headers: what all requests have, the key among it.
        limit: for how many seconds nothing may move.
        transfer: what is carried in pieces.
        client: a client of the caller's, which adds its own headers, parameters and cookies.
        moved: called whenever a piece was given out.
    """
    own = headers_of(request, headers, transfer)
    if client is not None:
        made = client.build_request(request.method, request.url, headers=own)
        if transfer.feed is not None:
            made.stream = _Body(transfer.feed, moved)
    else:
        url = httpx.URL(request.url)
        items = [("Host", url.netloc.decode("ascii")), *own.items()]
        stream = _Body(transfer.feed, moved) if transfer.feed is not None else _NO_BODY
        made = httpx.Request(request.method, url, headers=items, stream=stream)
    made.extensions["timeout"] = {"connect": limit, "read": limit, "write": limit, "pool": limit}
    return made


def slack(limit: float) -> float:
    """How many seconds a limit on silence may be off: to put it off with every piece would take its time."""
    return min(limit / 20, 0.5)


class _NoBody(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body of no piece at all."""

    def __iter__(self) -> Iterator[bytes]:
        return iter(())

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece


_NO_BODY: Final = _NoBody()


def exchange(request: httpx.Request, send: Callable[[httpx.Request], httpx.Response], transfer: Transfer) -> Reply:
    """Send a request, and take its answer to where it goes."""
    response = send(request)
    sink = transfer.sink
    if sink is None or not is_taken(sink, response.status_code):
        return receive(response)
    try:
        read = read_already(response)
        headers = response.headers if read is None else read.headers
        if not sink.begin(response.status_code, headers):
            return receive(response) if read is None else read
        pieces = cast("httpx.SyncByteStream", response.stream) if read is None else [read.body]
        for data in pieces:
            if not sink.write(data):
                return Reply(response.status_code, response.headers, sink.start)
            sink.tell()
        sink.end()
        return Reply(response.status_code, headers, b"")
    finally:
        response.close()


async def exchange_async(
    make: Callable[[Callable[[], object]], httpx.Request],
    send: Callable[[httpx.Request], Awaitable[httpx.Response]],
    transfer: Transfer,
    limit: float | None,
) -> Reply:
    """Send a request, and take its answer to where it goes.

    Args:
        make: makes the request; it is given what is to be called whenever something has moved.
        send: sends it.
        transfer: what is carried in pieces.
        limit: for how many seconds nothing may move.
    """
    # httpx bounds each read and write; a transport of the caller's may not.
    with anyio.CancelScope() as scope:
        put_off_at = -math.inf

        def moved() -> None:
            nonlocal put_off_at
            now = anyio.current_time()
            if limit is not None and now >= put_off_at:
                scope.deadline = now + limit + TICK_SECONDS
                put_off_at = now + slack(limit)

        moved()
        return await _exchanged(await send(make(moved)), transfer.sink, moved)
    raise httpx.ReadTimeout("nothing has moved for too long")


async def _exchanged(response: httpx.Response, sink: Sink | None, moved: Callable[[], object]) -> Reply:
    moved()
    if sink is None or not is_taken(sink, response.status_code):
        return await receive_async(response, math.inf)
    read = read_already(response)
    if read is not None:
        await response.aclose()
    headers = response.headers if read is None else read.headers
    if not sink.begin(response.status_code, headers):
        return await receive_async(response, math.inf) if read is None else read
    if read is not None:
        wants_more, failure = await written(sink, [read.body]), None
    else:
        wants_more, failure = await _poured(response, sink, moved)
    if failure is not None:
        raise failure
    if not wants_more:
        return Reply(response.status_code, headers, sink.start)
    await in_thread(sink.end)
    return Reply(response.status_code, headers, b"")


async def _poured(
    response: httpx.Response, sink: Sink, moved: Callable[[], object]
) -> tuple[bool, BaseException | None]:
    """Write the body as it comes. The loop is never left early: half-read generators would be, of which trio warns.

    Returns:
        Whether the sink wants more, and what was raised while it took what came.
    """
    batch, size = list[bytes](), 0
    wants_more = True
    failure: BaseException | None = None
    try:
        async for data in cast("httpx.AsyncByteStream", response.stream):
            if failure is not None or not wants_more:
                # What had come before the answer was closed comes still.
                continue
            moved()
            batch.append(data)
            size += len(data)
            if size < BATCH_BYTES:
                continue
            try:
                wants_more = await written(sink, batch)
            except BaseException as error:
                failure = error
            batch, size = [], 0
            if failure is not None or not wants_more:
                await response.aclose()
    except httpx.HTTPError as error:
        if failure is None and wants_more:
            # How much came tells what is wrong.
            await written(sink, batch)
            failure = error
    finally:
        await response.aclose()
    if batch and failure is None and wants_more:
        wants_more = await written(sink, batch)
    return wants_more, failure


async def written(sink: Sink, batch: Sequence[bytes]) -> bool:
    """Write some pieces beside the event loop, and tell the caller of it; whether more is wanted."""
    wants_more = await in_thread(lambda: all(map(sink.write, batch)))
    sink.tell()
    return wants_more
