"""One way to make a client and call it, whether it is sync or async, so that one suite covers both."""

import asyncio
import inspect
from collections.abc import AsyncIterator, Callable, Coroutine, Generator, Iterator, Mapping
from contextlib import nullcontext
from functools import cache
from importlib import import_module
from typing import Any
from unittest import mock

import httpx
import trio
from attrs import frozen
from batchlight import Job, JobState, RetryPolicy
from batchlight.providers import PROVIDERS, async_client_class, client_class
from batchlight.simulator import Simulator, SteppedClock

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

    def use_own(self, action: Callable[[Any], Any], provider: str = "ecore", **options: Any) -> Any:
        """Let a function use a client that knows no simulator."""
        if self.run is None:
            with client_class(provider)(KEY, **options) as client:
                return action(client)

        async def asynchronously() -> Any:
            async with async_client_class(provider)(KEY, **options) as client:
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


@frozen
class Way:
    """A driver and what it sends through: every way that a request can take to a real socket."""

    driver: Driver
    name: str

    def act(self, provider: str, action: Callable[[Any], Any], **options: Any) -> Any:
        """Let a function use a client that sends in this way; its result may be awaitable. It does not try again."""
        options = {"retry": RetryPolicy(attempts=1), **options}
        key = options.pop("key", KEY)
        verify = options.get("verify", True)
        with mock.patch("batchlight.drivers.choosing.find_spec") if self.name == OVER_HTTPX else nullcontext() as found:
            if found is not None:
                found.return_value = None
            if self.driver.run is None:
                with (
                    httpx.Client(verify=verify) as http_client,
                    httpx.HTTPTransport(verify=verify) as transport,
                    client_class(provider)(key, **self._options(options, http_client, transport)) as client,
                ):
                    return action(client)
            return self.driver.run(lambda: self._act_asynchronously(provider, action, key, options, verify))

    async def _act_asynchronously(
        self, provider: str, action: Callable[[Any], Any], key: str, options: dict[str, Any], verify: Any
    ) -> Any:
        async with (
            httpx.AsyncClient(verify=verify) as http_client,
            httpx.AsyncHTTPTransport(verify=verify) as transport,
        ):
            made = async_client_class(provider)(key, **self._options(options, http_client, transport))
            async with made as client:
                result = action(client)
                return await result if inspect.isawaitable(result) else result

    def _options(self, options: dict[str, Any], http_client: object, transport: object) -> dict[str, Any]:
        given = {CALLERS_CLIENT: {"http_client": http_client}, CALLERS_TRANSPORT: {"transport": transport}}
        if self.name not in given:
            return options
        return {name: value for name, value in options.items() if name != "verify"} | given[self.name]

    def use(self, simulator: Simulator, provider: str, action: Callable[[Any], Any], **options: Any) -> Any:
        """Let a function use a client of a simulator, on the simulator's clock; its result may be awaitable."""
        clock = simulator.clock
        assert isinstance(clock, SteppedClock)
        sleep = clock.sleep if self.driver.run is None else clock.sleep_async
        own = {"key": simulator.keys[provider], "base_url": simulator.base_url(provider)}
        return self.act(provider, action, **{**own, "clock": clock.now, "sleep": sleep, **options})

    def get(self, provider: str, url: str, **options: Any) -> Any:
        """Look at a job of a server."""
        return self.act(provider, lambda client: client.get(IDS[provider]), base_url=url, **options)


DEFAULT, OVER_HTTPX = "the default", "the default without aiohttp"
CALLERS_CLIENT, CALLERS_TRANSPORT = "a client of the caller's", "a transport of the caller's"
WAYS = tuple(
    Way(driver, name)
    for driver in DRIVERS
    for name in (DEFAULT, OVER_HTTPX, CALLERS_CLIENT, CALLERS_TRANSPORT)
    if name != OVER_HTTPX or driver.name == "asyncio"
)


def played(script: Callable[[Any], Generator[Any, Any, Any]]) -> Callable[[Any], Any]:
    """What a client does, written once for both worlds: a generator that yields what a client returns, and gets its
    result, or the error that it ended with. An iterator that it yields comes back as a list.
    """

    def play(client: Any) -> Any:
        return _play_asynchronously(script(client)) if hasattr(client, "aclose") else _play(script(client))

    return play


def _play(steps: Generator[Any, Any, Any]) -> Any:
    advance, argument = steps.send, None
    while True:
        try:
            result = advance(argument)
        except StopIteration as end:
            return end.value
        try:
            argument = list(result) if isinstance(result, Iterator) else result
            advance = steps.send
        except Exception as error:
            advance, argument = steps.throw, error


async def _play_asynchronously(steps: Generator[Any, Any, Any]) -> Any:
    advance, argument = steps.send, None
    while True:
        try:
            result = advance(argument)
        except StopIteration as end:
            return end.value
        try:
            argument = [each async for each in result] if isinstance(result, AsyncIterator) else await result
            advance = steps.send
        except Exception as error:
            advance, argument = steps.throw, error


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
