"""For tests of code that uses batchlight: a simulator, and a clock with which a wait of hours takes milliseconds.

Put `pytest_plugins = ["batchlight.testing"]` into your `conftest.py`; the fixtures are then there by their names.

    def test_my_report(batch_simulator):
        ref = batch_simulator.add_job("ecore", [("Processing", 7200), "Processed"])
        with batch_simulator.client("ecore") as client:
            assert my_report(client, ref.id) == "done after two hours"

It needs pytest and the extra `simulator`.
"""

from collections.abc import Iterator

import pytest

from . import lifecycle, notices
from .engine import budgets
from .simulator import Clock, Fault, Simulator, Step, SteppedClock, serve

__all__ = ["Clock", "Fault", "Simulator", "Step", "SteppedClock", "batch_clock", "batch_simulator", "serve"]


@pytest.fixture
def batch_clock() -> SteppedClock:
    """The clock of `batch_simulator` and of the clients that it makes; to sleep advances it."""
    return SteppedClock()


@pytest.fixture
def batch_simulator(batch_clock: SteppedClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Simulator]:
    """A simulator without jobs; the environment's keys and base URLs are its own for the length of the test."""
    notices.forget()
    lifecycle.forget()
    budgets.forget()
    with serve(clock=batch_clock) as simulator:
        for name, value in simulator.environment.items():
            monkeypatch.setenv(name, value)
        yield simulator
