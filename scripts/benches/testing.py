"""A wait of two hours in a test, on a clock that nobody has to wait for: without a socket, and over HTTP."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from batchlight.simulator import Simulator, SteppedClock, in_process, serve

from .table import Row, costs

HOURS, SECONDS = 2, 7200
BASE = "over HTTP"


def rows() -> Iterator[Row]:
    """What the wait costs, all of the process: the client and the simulator."""
    simulators: dict[str, Callable[[SteppedClock], AbstractContextManager[Simulator]]] = {
        BASE: lambda clock: serve(clock=clock),
        "in process": lambda clock: in_process(clock=clock),
    }
    # Each of eCore's answers holds 100 records.
    for kind, wait in (("sync", _wait), ("sync, of eCore", _wait_of_ecore), ("asyncio", _wait_async)):
        found = costs({name: _times(make, wait) for name, make in simulators.items()}, 1)
        for name, cost in found.items():
            goal = None if name == BASE else 0.4
            yield Row(f"a wait of {HOURS} hours, {kind}, {name}", cost / 1000, "ms", cost / found[BASE], BASE, goal)


def _times(
    make: Callable[[SteppedClock], AbstractContextManager[Simulator]], wait: Callable[[Simulator], object]
) -> Callable[[int], None]:
    def some(times: int) -> None:
        for _ in range(times):
            with make(SteppedClock()) as simulator:
                wait(simulator)

    return some


def _wait(simulator: Simulator) -> None:
    ref = simulator.add_job("llamacloud", [("running", SECONDS), "completed"])
    with simulator.client("llamacloud") as client:
        client.wait(ref.id, timeout=None)


def _wait_of_ecore(simulator: Simulator) -> None:
    ref = simulator.add_job("ecore", [("Processing", SECONDS), "Processed"])
    with simulator.client("ecore") as client:
        client.wait(ref.id, timeout=None)


def _wait_async(simulator: Simulator) -> None:
    async def wait() -> None:
        ref = simulator.add_job("llamacloud", [("running", SECONDS), "completed"])
        async with simulator.async_client("llamacloud") as client:
            await client.wait(ref.id, timeout=None)

    asyncio.run(wait())
