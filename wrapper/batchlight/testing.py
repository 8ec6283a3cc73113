"""For tests of code that uses batchlight: a simulator, and a clock with which a wait of hours takes milliseconds.

Put `pytest_plugins = ["batchlight.testing"]` into your `conftest.py`; the fixtures are then there by their names.

    def test_my_report(batch_simulator):
        ref = batch_simulator.add_job("ecore", [("Processing", 7200), "Processed"])
        assert my_report(ref.id) == "done after two hours"

It needs pytest and the extra `simulator`.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager, nullcontext

import pytest

from . import lifecycle, notices
from .engine import budgets
from .simulator import Clock, Fault, Simulator, Step, SteppedClock, in_process, serve

__all__ = [
    "Clock",
    "Fault",
    "Simulator",
    "Step",
    "SteppedClock",
    "batch_clock",
    "batch_simulator",
    "batch_simulator_http",
    "in_process",
    "serve",
]


@pytest.fixture
def batch_clock() -> SteppedClock:
    """The clock of the simulator, and of all clients that are made within the test and are given none of their own."""
    return SteppedClock()


@pytest.fixture
def batch_simulator(batch_clock: SteppedClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Simulator]:
    """A simulator without jobs and without a socket.

    For the length of the test the environment's keys and base URLs are its own, and clients that are made live by its
    clock and send to it within the process, whoever makes them, in whatever thread or task.
    """
    with in_process(clock=batch_clock) as simulator, _surrounding(simulator, batch_clock, monkeypatch):
        yield simulator


@pytest.fixture
def batch_simulator_http(batch_clock: SteppedClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Simulator]:
    """The same over HTTP, on a port of this machine: for other processes, and for other HTTP clients."""
    with serve(clock=batch_clock) as simulator, _surrounding(simulator, batch_clock, monkeypatch):
        yield simulator


@contextmanager
def _surrounding(simulator: Simulator, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    notices.forget()
    lifecycle.forget()
    budgets.forget()
    for name, value in simulator.environment.items():
        monkeypatch.setenv(name, value)
    # A test may give a clock that goes by itself in the place of `batch_clock`.
    with clock.installed() if isinstance(clock, SteppedClock) else nullcontext():
        yield
