"""`batchlight simulate` and `demo`: the providers on this machine."""

import sys
import time
from typing import Annotated, Any

import typer

from ..errors import ConfigurationError
from .arguments import Verbose, number
from .exits import Exit
from .interrupts import interrupted_as
from .output import stdout

# The demo shows them in a quarter of a minute; here somebody types commands.
_LONGER = 15.0


@interrupted_as("stopped; the simulated jobs are gone")
def simulate(
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port on 127.0.0.1; 0 takes a free one.")] = 8765,
    speed: Annotated[
        float, typer.Option(parser=number(0.001), metavar="NUMBER", help="Simulated seconds in a real one.")
    ] = 1.0,
    chaos: Annotated[
        float, typer.Option(parser=number(0, 1), metavar="SHARE", help="The share of all requests that is broken.")
    ] = 0.0,
    seed: Annotated[int, typer.Option(help="Makes the same requests break again.")] = 0,
    limits: Annotated[
        bool,
        typer.Option("--limits", help="Take no more requests a minute than the providers do."),
    ] = False,
) -> int:
    """Run a server on this machine that answers like all the providers, until Ctrl-C."""
    simulator = _simulator_module()
    try:
        with simulator.serve(clock=simulator.Clock(speed), port=port, chaos=chaos, seed=seed, limits=limits) as server:
            refs = server.add_samples(_LONGER)
            stdout.print(f"The simulator is at {server.url}; Ctrl-C ends it. In another terminal:\n")
            for name, value in server.environment.items():
                stdout.print(f"export {name}={value}")
            stdout.print(f"batchlight status {' '.join(map(str, refs))}")
            sys.stdout.flush()
            while True:
                time.sleep(3600)
    except OSError as error:
        raise ConfigurationError(f"the port {port} cannot be used: {error.strerror or error}") from error


@interrupted_as("interrupted; the jobs were simulated, and nothing goes on")
def demo(_verbose: Verbose = False) -> int:
    """Watch simulated jobs of all providers run to their ends: no keys, no network, a quarter of a minute."""
    _simulator_module()
    from .demo import play

    return Exit.DONE if play() else Exit.PROVIDER


def _simulator_module() -> Any:
    try:
        from .. import simulator
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            f'this command needs packages that are not installed ({error.name}): pip install "batchlight[simulator]"'
        ) from error
    return simulator
