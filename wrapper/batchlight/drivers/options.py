"""The arguments of a client besides the key, as types for those clients that have more."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypedDict

from ..engine.policies import PollPolicy, RetryPolicy
from ..hooks import Hook
from ..lifecycle import LifecyclePolicy

if TYPE_CHECKING:
    import ssl

    import httpx

    from .drawing import Wanted


class _Options(TypedDict, total=False):
    base_url: str | None
    site: str | None
    timeout: float | None
    retry: RetryPolicy | None
    poll: PollPolicy | None
    lifecycle: LifecyclePolicy | None
    budget: Wanted
    verify: ssl.SSLContext | None
    proxy: str | httpx.Proxy | None
    on_event: Hook | None
    clock: Callable[[], float] | None


class ClientOptions(_Options, total=False):
    """The arguments of `Client` besides the key, for clients that have more."""

    transport: httpx.BaseTransport | None
    http_client: httpx.Client | None
    sleep: Callable[[float], object] | None


class AsyncClientOptions(_Options, total=False):
    """The arguments of `AsyncClient` besides the key, for clients that have more."""

    transport: httpx.AsyncBaseTransport | None
    http_client: httpx.AsyncClient | None
    sleep: Callable[[float], Awaitable[object]] | None
