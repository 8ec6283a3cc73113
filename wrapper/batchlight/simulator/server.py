"""The simulator as a server in a thread."""

import asyncio
import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from .app import build_app
from .clock import Clock
from .faults import Chaos
from .providers import SIMULATED
from .running import Simulator
from .state import State
from .stepped import SteppedClock

_STOP_SECONDS = 10.0


class _Protocol(H11Protocol):
    """Gives the application the connection itself, on which faults are written."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # what uvicorn gives
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}


@contextmanager
def serve(
    *, clock: Clock | None = None, port: int = 0, chaos: float = 0.0, seed: int = 0, limits: bool = False
) -> Generator[Simulator]:
    """Run a simulator on this machine until the block ends.

    Args:
        clock: the time by which jobs advance; by default the machine's. See `SteppedClock` for tests.
        port: the port on 127.0.0.1, or 0 for a free one.
        chaos: the share of all requests that is broken, from 0.0 to 1.0.
        seed: makes the same choices by chance again.
        limits: whether the providers' limits of requests are enforced, with 429 beyond.

    Raises:
        OSError: the port is taken.

    Example:
        >>> with serve() as simulator:
        ...     print(simulator.add_job("ecore"))
        ecore:42
    """
    state = State(clock or Clock(), SIMULATED, limits=limits)
    faults = Chaos(chaos, seed)
    # With the protocol named: only then asyncio sends small packets at once (TCP_NODELAY), and not 40 ms later.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        # From here on connections wait in line, so nobody has to wait for the server's start.
        listener.listen(128)
        config = uvicorn.Config(
            build_app(state, faults),
            loop="asyncio",
            http=_Protocol,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(
            target=server.run, kwargs={"sockets": [listener]}, name="batchlight-simulator", daemon=True
        )
        thread.start()
        if isinstance(state.clock, SteppedClock):
            state.clock.leave_out(thread)

        def stop() -> None:
            # Without waiting for answers that somebody lets take their time.
            server.should_exit = server.force_exit = True
            thread.join(_STOP_SECONDS)
            listener.close()

        try:
            yield Simulator(f"http://127.0.0.1:{listener.getsockname()[1]}", state, faults, stop)
        finally:
            stop()
