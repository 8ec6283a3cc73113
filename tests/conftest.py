"""What all tests share: a clean environment, a simulator whose clock stands still, one way to call any client, and the
clients of a document generated once, however many tests ask for them.
"""

import os
import signal
import sys
from collections.abc import Iterator

import pytest
from batchlight import lifecycle, notices
from batchlight.engine import budgets
from batchlight.providers import PROVIDERS
from batchlight.simulator import Simulator, SteppedClock, serve
from batchlight.simulator.running import APIS
from batchlight.testing import batch_clock as batch_clock
from batchlight.testing import batch_simulator as batch_simulator
from batchlight.testing import batch_simulator_http as batch_simulator_http
from hypothesis import settings

from tests.drivers import DRIVERS, WAYS, Driver, Way

# How long an example takes says something of the machine, not of the code.
settings.register_profile("batchlight", deadline=None)
settings.load_profile("batchlight")


@pytest.fixture(autouse=True, scope="session")
def interrupts_arrive() -> None:
    """A shell that starts the tests in the background has them ignore SIGINT, which many of them are about."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No key and no proxy of the machine gets into a test."""
    for service in PROVIDERS.values():
        monkeypatch.delenv(service.key_variable, raising=False)
        monkeypatch.delenv(service.base_url_variable, raising=False)
        for site in service.sites.values():
            for variable in filter(None, (*site.key_variables, site.base_url_variable)):
                monkeypatch.delenv(variable, raising=False)
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def forgotten() -> None:
    """No test is warned less, or sends later, because of another."""
    notices.forget()
    lifecycle.forget()
    budgets.forget()


@pytest.fixture(scope="session", autouse=True)
def each_client_generated_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    if (
        "scripts.regen" not in sys.modules
    ):  # no test that was chosen asks for it; at the lowest versions it is not there
        yield
        return
    from tests.generating import working_once

    with working_once(tmp_path_factory.mktemp("generated-once")):
        yield


@pytest.fixture(scope="module")
def running() -> Iterator[Simulator]:
    with serve(clock=SteppedClock()) as running:
        yield running


@pytest.fixture
def simulator(running: Simulator) -> Iterator[Simulator]:
    """The module's simulator; what a test made it do wrong is over with the test."""
    yield running
    running.clear_faults()
    for api in APIS:
        running.revive(api)
        running.announce(api)


@pytest.fixture
def clock(running: Simulator) -> SteppedClock:
    """The simulator's clock, which has not slept yet."""
    assert isinstance(running.clock, SteppedClock)
    running.clock.slept.clear()
    return running.clock


@pytest.fixture(params=DRIVERS, ids=lambda driver: driver.name)
def driver(request: pytest.FixtureRequest) -> Driver:
    """Calls a client synchronously, from asyncio, and from trio: a test that uses it runs three times."""
    chosen: Driver = request.param
    return chosen


@pytest.fixture(params=WAYS, ids=lambda way: f"{way.driver.name}, {way.name}")
def way(request: pytest.FixtureRequest) -> Way:
    """Sends through each transport that there is, from each world: a test that uses it runs ten times."""
    chosen: Way = request.param
    return chosen
