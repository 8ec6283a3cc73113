"""One look at a job, over loopback: what it costs beside the libraries below, and the same request of others."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import ExitStack
from typing import Any
from unittest import mock

import aiohttp
import httpx
import urllib3
from batchlight import AsyncLlamaCloud, LlamaCloud
from batchlight_clients.llamacloud import AuthenticatedClient
from batchlight_clients.llamacloud.api.batch import get_batch_job_status

from .official import AT_ONCE, Official, official
from .server import JOB, PATH, answering
from .table import Row, costs

KEY = "key-of-bench"
TIMES = 400

# What has a goal: the ratio to what, and at most how much.
SYNC_BASE, ASYNC_BASE, AIOHTTP_BASE = "httpx.Client", "httpx.AsyncClient", "bare aiohttp"
GOALS: Mapping[str, tuple[str, float]] = {
    "batchlight, sync get": (SYNC_BASE, 0.90),
    "batchlight, a wait's look, sync": (SYNC_BASE, 0.75),
    "batchlight, async get with aiohttp": (AIOHTTP_BASE, 1.6),
    "batchlight, async get without aiohttp": (ASYNC_BASE, 1.0),
}


class _Enough(Exception):
    """Ends a wait."""


def rows() -> Iterator[Row]:
    """What a look costs."""
    with answering() as url, ExitStack() as stack:
        found = costs(_synchronous(url, stack), TIMES)
        yield from (_row(name, cost, found, SYNC_BASE) for name, cost in found.items())
        found = _asynchronous(url)
        yield from (_row(name, cost, found, ASYNC_BASE) for name, cost in found.items())
        theirs: Official = official(url)
        for name, ratio, cost in theirs.found:
            base = SYNC_BASE if "async" not in name else ASYNC_BASE
            yield Row(name, cost, "us", ratio, base)
        if theirs.problem:
            yield Row("llama-cloud", None, "us", note=theirs.problem)


def _row(name: str, cost: float, found: Mapping[str, float], base: str) -> Row:
    base, goal = GOALS.get(name, (base, None))
    return Row(name, cost, "us", cost / found[base], base, goal)


def _synchronous(url: str, stack: ExitStack) -> dict[str, Callable[[int], object]]:
    plain = stack.enter_context(httpx.Client())
    pool = stack.enter_context(urllib3.PoolManager())
    client = stack.enter_context(LlamaCloud(KEY, base_url=url))
    generated = stack.enter_context(AuthenticatedClient(base_url=url, token=KEY))
    headers = {"Authorization": f"Bearer {KEY}"}
    left = 0

    def pause(_seconds: float) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            raise _Enough

    waiting = stack.enter_context(LlamaCloud(KEY, base_url=url, sleep=pause))

    def wait(times: int) -> None:
        nonlocal left
        left = times
        try:
            waiting.wait(JOB, timeout=None)
        except _Enough:
            return

    def again(function: Callable[[], object]) -> Callable[[int], object]:
        return lambda times: [function() for _ in range(times)]

    return {
        SYNC_BASE: again(lambda: plain.get(url + PATH, headers=headers).json()),
        "batchlight, sync get": again(lambda: client.get(JOB)),
        "batchlight, a wait's look, sync": wait,
        "urllib3": again(lambda: pool.request("GET", url + PATH, headers=headers).json()),
        "the generated client": again(lambda: get_batch_job_status.sync_detailed(JOB, client=generated).parsed),
    }


def _asynchronous(url: str) -> dict[str, float]:
    """So many looks, twenty at once, in one event loop; each subject has its own connections."""
    with asyncio.Runner() as runner:
        over_aiohttp = AsyncLlamaCloud(KEY, base_url=url)
        with mock.patch("batchlight.drivers.choosing.find_spec", return_value=None):
            over_httpx = AsyncLlamaCloud(KEY, base_url=url)
        plain = httpx.AsyncClient()
        headers = {"Authorization": f"Bearer {KEY}"}

        async def opened() -> aiohttp.ClientSession:
            return aiohttp.ClientSession()

        session = runner.run(opened())

        async def by_httpx() -> None:
            (await plain.get(url + PATH, headers=headers)).json()

        async def by_aiohttp() -> None:
            async with session.get(url + PATH, headers=headers) as response:
                await response.json()

        def again(function: Callable[[], Awaitable[Any]]) -> Callable[[int], object]:
            async def worker(times: int) -> None:
                for _ in range(times):
                    await function()

            async def all_of(times: int) -> None:
                await asyncio.gather(*(worker(times // AT_ONCE) for _ in range(AT_ONCE)))

            return lambda times: runner.run(all_of(times))

        found = costs(
            {
                ASYNC_BASE: again(by_httpx),
                AIOHTTP_BASE: again(by_aiohttp),
                "batchlight, async get without aiohttp": again(lambda: over_httpx.get(JOB)),
                "batchlight, async get with aiohttp": again(lambda: over_aiohttp.get(JOB)),
            },
            TIMES,
        )
        for close in (over_aiohttp.aclose, over_httpx.aclose, plain.aclose, session.close):
            runner.run(close())
    return found
