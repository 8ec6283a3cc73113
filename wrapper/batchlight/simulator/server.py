"""The simulator as a server in a thread, and what a test does with it."""

import socket
import threading
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager

import uvicorn

from ..jobs import JobRef
from ..services import SERVICES, find_service
from .app import build_app
from .clock import Clock
from .jobs import DEFAULT_SCRIPTS, SimulatedJob, StepLike, read_script
from .state import State

_STOP_SECONDS = 10.0


class Simulator:
    """A running simulator; `serve` makes it.

    Attributes:
        url: Where it is, without a path.
        clock: The time by which its jobs advance.
    """

    def __init__(self, url: str, state: State) -> None:
        self.url = url
        self.clock = state.clock
        self._state = state

    @property
    def keys(self) -> Mapping[str, str]:
        """The API key that each provider takes, by the provider's name."""
        return self._state.keys

    def base_url(self, provider: str) -> str:
        """Where a provider's paths begin: what its client takes as `base_url`.

        Raises:
            ConfigurationError: there is no such provider.
        """
        # eCore's own base URL has a path, and the simulator answers below the same one.
        path = "/backend/api/v1" if find_service(provider).name == "ecore" else ""
        return self.url + path

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment variables with which clients and the command line use the simulator."""
        variables: dict[str, str] = {}
        for name, service in SERVICES.items():
            variables[service.key_variable] = self.keys[name]
            variables[service.base_url_variable] = self.base_url(name)
        return variables

    def add_job(
        self,
        provider: str,
        script: Iterable[StepLike] | None = None,
        *,
        id: int | str | None = None,
        size: int = 250,
        phone: bool = False,
        foreign: bool = False,
    ) -> JobRef:
        """Add a job that begins its script now.

        Args:
            provider: the provider's name.
            script: what it goes through: statuses, each with its seconds; the last one lasts for ever. Statuses that
                the provider does not document are welcome. By default the job runs 8 seconds and succeeds.
            id: its id; by default a new one.
            size: how many addresses or documents it holds.
            phone: whether it is a batch of phone numbers (ApexVerify).
            foreign: whether it belongs to another user: the provider then answers as if it did not exist.

        Raises:
            ConfigurationError: there is no such provider.
            ValueError: the script or the id is not of the right form.
        """
        service = find_service(provider)
        if id is None:
            id = self._state.new_id(provider)
        job = SimulatedJob(
            id=service.id_shape.check(service.title, id),
            script=read_script(DEFAULT_SCRIPTS[provider] if script is None else script),
            created=self.clock.now(),
            size=size,
            phone=phone,
            foreign=foreign,
        )
        self._state.add(provider, job)
        return JobRef(provider, job.id)

    def fail_next(self, provider: str, status: int, times: int = 1) -> None:
        """Answer the next requests to a provider with one of its documented errors.

        Args:
            provider: the provider's name.
            status: the HTTP status.
            times: how many requests.

        Raises:
            ConfigurationError: there is no such provider.
            ValueError: the provider documents no such error.
        """
        self._state.plan_error(provider, status, times)

    def retire_revenuebase_v1(self, retired: bool = True) -> None:
        """Let Revenuebase's version 1 answer 410 to everything, as after its retirement, or let it answer again."""
        if retired:
            self._state.retired.add("revenuebase_v1")
        else:
            self._state.retired.discard("revenuebase_v1")


@contextmanager
def serve(*, clock: Clock | None = None, port: int = 0) -> Generator[Simulator]:
    """Run a simulator on this machine until the block ends.

    Args:
        clock: the time by which jobs advance; by default the machine's. See `SteppedClock` for tests.
        port: the port on 127.0.0.1, or 0 for a free one.

    Raises:
        OSError: the port is taken.

    Example:
        >>> with serve() as simulator:
        ...     print(simulator.add_job("ecore"))
        ecore:42
    """
    state = State(clock or Clock())
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        # From here on connections wait in line, so nobody has to wait for the server's start.
        listener.listen(128)
        config = uvicorn.Config(
            build_app(state), loop="asyncio", http="h11", ws="none", lifespan="off", log_config=None, access_log=False
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(
            target=server.run, kwargs={"sockets": [listener]}, name="batchlight-simulator", daemon=True
        )
        thread.start()
        try:
            yield Simulator(f"http://127.0.0.1:{listener.getsockname()[1]}", state)
        finally:
            server.should_exit = True
            thread.join(_STOP_SECONDS)
