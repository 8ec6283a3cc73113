"""A server on this machine that answers like all the providers, for trying things out and for tests.

    from batchlight import Revenuebase
    from batchlight.simulator import serve

    with serve() as simulator:
        ref = simulator.add_job("revenuebase", [("QUEUED", 1), ("PROCESSING", 2), "COMPLETED"])
        with Revenuebase(simulator.keys["revenuebase"], base_url=simulator.base_url("revenuebase")) as client:
            print(client.get(ref.id).state)

It needs the extra `simulator` (`pip install "batchlight[simulator]"`).
"""

from .clock import Clock, SteppedClock
from .faults import Fault
from .jobs import Step
from .outcomes import Outcome, is_cached, outcome_of
from .server import Simulator, serve

__all__ = ["Clock", "Fault", "Outcome", "Simulator", "Step", "SteppedClock", "is_cached", "outcome_of", "serve"]
