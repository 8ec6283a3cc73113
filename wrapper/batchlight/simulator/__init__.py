"""A server on this machine that answers like all the providers, for trying things out and for tests.

    from batchlight import Revenuebase
    from batchlight.simulator import serve

    with serve() as simulator:
        ref = simulator.add_job("revenuebase", [("QUEUED", 1), ("PROCESSING", 2), "COMPLETED"])
        with Revenuebase(simulator.keys["revenuebase"], base_url=simulator.base_url("revenuebase")) as client:
            print(client.get(ref.id).state)

It needs the extra `simulator` (`pip install "batchlight[simulator]"`).
"""

try:
    from .clock import Clock
    from .faults import Fault
    from .inprocess import in_process
    from .jobs import Step
    from .outcomes import Outcome, is_cached, outcome_of
    from .running import Simulator
    from .server import serve
    from .stepped import SteppedClock
except ModuleNotFoundError as error:
    missing = (error.name or "").partition(".")[0]
    if missing not in ("multipart", "openpyxl", "python_multipart", "starlette", "uvicorn"):
        raise
    raise ModuleNotFoundError(
        f"the simulator needs {missing}, which is not installed: pip install 'batchlight[simulator]'", name=missing
    ) from None

__all__ = [
    "Clock",
    "Fault",
    "Outcome",
    "Simulator",
    "Step",
    "SteppedClock",
    "in_process",
    "is_cached",
    "outcome_of",
    "serve",
]
