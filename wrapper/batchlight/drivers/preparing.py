"""Requests as httpx's transports take them, made once for each that is sent again and again."""

from collections.abc import Callable, Mapping
from typing import Final

import httpx

from ..engine.calls import Request

# A request of httpx is fifteen times as large as ours: of those that wait for their turn no more are kept.
_MOST: Final = 64


class Prepared:
    """Makes httpx's requests, and keeps the last ones.

    Args:
        build: Makes a request of method, url, headers and content; a client of the caller's adds its own to it.
    """

    def __init__(self, build: Callable[..., httpx.Request] = httpx.Request) -> None:
        self._build = build
        self._kept: dict[Request, httpx.Request] = {}

    def __call__(self, request: Request, headers: Mapping[str, str], limit: float | None) -> httpx.Request:
        """The request, with the headers that all have (the key among them) and the limit of each of its parts."""
        prepared = self._kept.get(request)
        if prepared is None:
            content = request.content or None
            prepared = self._build(request.method, request.url, headers={**request.headers, **headers}, content=content)
            # What a client of the caller's has by default does not replace what is ours.
            prepared.headers.update(headers)
            if len(self._kept) >= _MOST:
                self._kept.clear()
            self._kept[request] = prepared
        prepared.extensions["timeout"] = {"connect": limit, "read": limit, "write": limit, "pool": limit}
        return prepared
