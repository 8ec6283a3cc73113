"""Requests as httpx's transports take them, made once for each that is sent again and again."""

from collections.abc import AsyncIterator, Iterator, Mapping
from functools import lru_cache
from typing import Final

import httpx

from ..engine.calls import Request

# A request of httpx is fifteen times as large as ours: of those that wait for their turn no more are kept.
_MOST: Final = 64


class Prepared:
    """Makes httpx's requests, and keeps the last ones.

    Args:
        client: A client of the caller's, which adds its own headers, parameters and cookies.
    """

    def __init__(self, client: httpx.Client | httpx.AsyncClient | None = None) -> None:
        self._client = client
        self._kept: dict[Request, httpx.Request] = {}

    def __call__(self, request: Request, headers: Mapping[str, str], limit: float | None) -> httpx.Request:
        """The request, with the headers that all have (the key among them) and the limit of each of its parts."""
        prepared = self._kept.get(request)
        if prepared is None:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            prepared = self._kept[request] = self._made(request, headers)
        prepared.extensions["timeout"] = {"connect": limit, "read": limit, "write": limit, "pool": limit}
        return prepared

    def _made(self, request: Request, headers: Mapping[str, str]) -> httpx.Request:
        own = {**request.headers, **headers}
        if self._client is not None:
            return self._client.build_request(request.method, request.url, headers=own, content=request.content or None)
        url = _url(request.url)
        items = [("Host", url.netloc.decode("ascii")), *own.items()]
        if request.content or request.method not in _WITHOUT_BODY:
            items.append(("Content-Length", str(len(request.content))))
        # A stream is taken as it is; httpx would work out these headers anew.
        return httpx.Request(request.method, url, headers=items, stream=_stream(request.content))


class _NoBody(httpx.ByteStream):
    """A body of no piece at all; that of httpx is one of no bytes, which is sent as any other."""

    def __iter__(self) -> Iterator[bytes]:
        return iter(())

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece


def _stream(content: bytes) -> httpx.ByteStream:
    return httpx.ByteStream(content) if content else _NoBody(b"")


_WITHOUT_BODY: Final = ("GET", "HEAD", "OPTIONS", "DELETE")

# To read a URL takes as long as to read a small answer.
_url = lru_cache(maxsize=256)(httpx.URL)
