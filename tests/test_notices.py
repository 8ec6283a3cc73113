"""Whose line a warning names: the user's, or else that on which the client was made."""

import asyncio
import datetime
import linecache
import threading
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import trio
from batchlight import EndpointSunsetWarning, LifecyclePolicy, notices
from batchlight.simulator import Simulator

from tests.drivers import answering

NOVEMBER = datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC)


def line_of(warning: warnings.WarningMessage) -> str:
    """The line of this file that a warning names."""
    assert warning.filename == __file__
    return linecache.getline(warning.filename, warning.lineno)


def in_a_thread(function: Callable[..., object], *arguments: object) -> None:
    thread = threading.Thread(target=function, args=arguments)
    thread.start()
    thread.join()


def in_a_pool(function: Callable[..., object], *arguments: object) -> None:
    with ThreadPoolExecutor(1) as executor:
        executor.submit(function, *arguments).result()


@pytest.mark.filterwarnings("always::batchlight.EndpointSunsetWarning")
class TestWhoseLine:
    """A warning names a line of the user's, whatever runs the call."""

    def options(self) -> dict[str, Any]:
        return {"api_version": "v1", "lifecycle": LifecyclePolicy(clock=lambda: NOVEMBER)}

    def test_tasks_of_asyncio(self, simulator: Simulator) -> None:
        ref = simulator.add_job("revenuebase")

        async def tasks() -> None:
            async with simulator.async_client("revenuebase", **self.options()) as client:  # made here
                await asyncio.gather(*(client.get(ref.id) for _ in range(5)))

        with pytest.warns(EndpointSunsetWarning) as caught:
            asyncio.run(tasks())
        assert ["# made here" in line_of(warning) for warning in caught] == [True]

    def test_tasks_of_trio(self, simulator: Simulator) -> None:
        ref = simulator.add_job("revenuebase")

        async def tasks() -> None:
            async with (
                simulator.async_client("revenuebase", **self.options()) as client,  # made here
                trio.open_nursery() as nursery,
            ):
                nursery.start_soon(client.get, ref.id)

        with pytest.warns(EndpointSunsetWarning) as caught:
            trio.run(tasks)
        assert ["# made here" in line_of(warning) for warning in caught] == [True]

    def test_a_task_that_is_the_call(self, simulator: Simulator) -> None:
        transport = answering(200, json={})
        client = simulator.async_client("revenuebase", transport=transport, **self.options())  # made here
        with pytest.warns(EndpointSunsetWarning) as caught:
            asyncio.run(client.get(42))
        assert ["# made here" in line_of(warning) for warning in caught] == [True]

    @pytest.mark.parametrize("pool", [False, True], ids=["thread", "pool"])
    def test_threads(self, simulator: Simulator, pool: bool) -> None:
        ref = simulator.add_job("revenuebase")
        with (
            simulator.client("revenuebase", **self.options()) as client,  # made here
            pytest.warns(EndpointSunsetWarning) as caught,
        ):
            (in_a_pool if pool else in_a_thread)(client.get, ref.id)
        assert ["# made here" in line_of(warning) for warning in caught] == [True]

    def test_what_stands_between_the_user_and_the_call(self, simulator: Simulator) -> None:
        ref = simulator.add_job("revenuebase")

        async def waits() -> None:
            async with simulator.async_client("revenuebase", **self.options()) as client:
                await asyncio.wait_for(client.get(ref.id), 20)  # asked here, or made above

        with pytest.warns(EndpointSunsetWarning) as caught:
            asyncio.run(waits())
        # Up to Python 3.11 wait_for makes a task, later it does not.
        assert [warning.filename for warning in caught] == [__file__]

    def test_what_is_warned_of_without_a_client(self) -> None:
        async def warn() -> None:
            await asyncio.create_task(unrelated())

        async def unrelated() -> None:
            asyncio.get_running_loop().call_soon(notices.warn_user, "soon", EndpointSunsetWarning)
            await asyncio.sleep(0)

        with pytest.warns(EndpointSunsetWarning) as caught:
            asyncio.run(warn())  # run here
        assert ["# run here" in line_of(warning) for warning in caught] == [True]

    def test_a_thread_without_a_line_of_the_users(self) -> None:
        with pytest.warns(EndpointSunsetWarning, match="soon"):
            in_a_thread(notices.warn_user, "soon", EndpointSunsetWarning)

    @pytest.mark.parametrize(
        ("path", "module", "users"),
        [
            ("{package}_report.py", "batchlight_report", True),
            ("{package}_reports/monthly.py", "batchlight_reports.monthly", True),
            ("{package}/../mine/batchlight.py", "mine.batchlight", True),
            ("{package}/fleet.py", "batchlight.fleet", False),
            ("{package}/../../generated/batchlight_clients/types.py", "batchlight_clients.types", False),
        ],
    )
    def test_whose_a_file_is(self, path: str, module: str, users: bool) -> None:
        file = path.format(package=Path(notices.__file__).parent)
        names: dict[str, Any] = {"__name__": module, "notices": notices}
        exec(compile("def warn(*args):\n    notices.warn_user(*args)", file, "exec"), names)
        with pytest.warns(EndpointSunsetWarning) as caught:
            names["warn"]("soon", EndpointSunsetWarning)
        assert caught[0].filename == (file if users else __file__)
