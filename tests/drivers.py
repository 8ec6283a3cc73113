"""One way to make a client and call it, whether it is sync or async, so that one suite covers both."""

import asyncio
import inspect
from collections.abc import Callable, Coroutine, Mapping
from functools import cache
from importlib import import_module
from typing import Any

import httpx
import trio
from attrs import frozen
from batchlight import Job, JobState, RetryPolicy
from batchlight.providers import PROVIDERS, async_client_class, client_class
from batchlight.simulator import Simulator

from scripts.specs import Document, effective_spec

KEY = "key-4f9c2e71-secret"


@frozen
class Driver:
    """A way to run a call: `name` is "sync", "asyncio" or "trio"."""

    name: str
    run: Callable[[Callable[[], Coroutine[Any, Any, Any]]], Any] | None = None

    def call(self, provider: str, method: str, *args: Any, key: str = KEY, **options: Any) -> Any:
        """Make a client, call one of its methods, close it, and return the result. It does not try again."""
        options = {"retry": RetryPolicy(attempts=1), **options}
        if self.run is None:
            with client_class(provider)(key, **options) as client:
                return getattr(client, method)(*args)

        async def asynchronously() -> Any:
            async with async_client_class(provider)(key, **options) as client:
                return await getattr(client, method)(*args)

        return self.run(asynchronously)

    def use(self, simulator: Simulator, provider: str, action: Callable[[Any], Any], **options: Any) -> Any:
        """Let a function use a client of a simulator, on the simulator's clock; its result may be awaitable."""
        if self.run is None:
            with simulator.client(provider, **options) as client:
                return action(client)

        async def asynchronously() -> Any:
            async with simulator.async_client(provider, **options) as client:
                result = action(client)
                return await result if inspect.isawaitable(result) else result

        return self.run(asynchronously)

    def use_own(self, action: Callable[[Any], Any], **options: Any) -> Any:
        """Let a function use a client of eCore's that knows no simulator."""
        if self.run is None:
            with client_class("ecore")(KEY, **options) as client:
                return action(client)

        async def asynchronously() -> Any:
            async with async_client_class("ecore")(KEY, **options) as client:
                return await action(client)

        return self.run(asynchronously)

    def get(self, simulator: Simulator, provider: str, id: str, **options: Any) -> Any:
        """Look at a job of the simulator."""
        return self.ask(simulator, provider, "get", id, **options)

    def ask(self, simulator: Simulator, provider: str, method: str, id: str, **options: Any) -> Any:
        """Call a method for a job of the simulator."""
        return self.call(
            provider, method, id, key=simulator.keys[provider], base_url=simulator.base_url(provider), **options
        )


DRIVERS = (
    Driver("sync"),
    Driver("asyncio", lambda function: asyncio.run(function())),
    Driver("trio", trio.run),
)


STATES: dict[str, Mapping[str, JobState]] = {name: provider.states for name, provider in PROVIDERS.items()}
IDS = {name: provider.id_shape.example for name, provider in PROVIDERS.items()}
JOB_OF: dict[str, Callable[[str, Mapping[str, Any]], Job[Any]]] = {
    name: import_module(f"batchlight.providers.{name}").job_of for name in PROVIDERS
}


@cache
def spec_of(api: str) -> Document:
    """The effective spec of an API; whoever changes it copies it."""
    return effective_spec(api)


def answering(status: int = 200, **content: Any) -> httpx.MockTransport:
    """A transport that always answers the same; content is json=, content=, text=, headers=."""
    return httpx.MockTransport(lambda _request: httpx.Response(status, **content))
