"""What an import costs, each in a fresh interpreter."""

import statistics
import subprocess
import sys
from collections.abc import Iterator

from .table import ROUNDS, Row

BASE = "import httpx"
GOALS = {"from batchlight import ApexVerify": 1.0, "import batchlight": None}


def rows() -> Iterator[Row]:
    """The CPU of imports, as multiples of that of httpx."""
    runs: dict[str, list[float]] = {statement: [] for statement in (BASE, *GOALS)}
    for _ in range(ROUNDS):
        for statement, values in runs.items():
            values.append(_cost(statement))
    found = {statement: statistics.median(values) for statement, values in runs.items()}
    yield Row(BASE, found[BASE], "ms")
    for statement, goal in GOALS.items():
        yield Row(statement, found[statement], "ms", found[statement] / found[BASE], BASE, goal)


def _cost(statement: str) -> float:
    program = f"import time; began = time.process_time(); {statement}; print((time.process_time() - began) * 1000)"
    return float(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout)
