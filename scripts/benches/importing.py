"""What an import costs, each in a fresh interpreter that finds the bytecode of all modules, as after `pip install`."""

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping
from tempfile import TemporaryDirectory

from .table import ROUNDS, Row

BASE = "import httpx"
CLIENTS = ("ApexVerify", "ECore", "LlamaCloud", "Revenuebase")
GOALS = {f"from batchlight import {name}": 1.0 for name in CLIENTS} | {
    "from batchlight import Job, client_for, decode": 1.0,
    "import batchlight": None,
}


def rows() -> Iterator[Row]:
    """The CPU of imports, as multiples of that of httpx."""
    runs: dict[str, list[float]] = {statement: [] for statement in (BASE, *GOALS)}
    with TemporaryDirectory() as cache:
        # Where no bytecode is written, only what pip has installed has any: that would be a comparison of compilers.
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = cache
        for statement in runs:
            _cost(statement, environment)
        for _ in range(ROUNDS):
            for statement, values in runs.items():
                values.append(_cost(statement, environment))
    found = {statement: statistics.median(values) for statement, values in runs.items()}
    yield Row(BASE, found[BASE], "ms")
    for statement, goal in GOALS.items():
        yield Row(statement, found[statement], "ms", found[statement] / found[BASE], BASE, goal)


def _cost(statement: str, environment: Mapping[str, str]) -> float:
    program = f"import time; began = time.process_time(); {statement}; print((time.process_time() - began) * 1000)"
    command = [sys.executable, "-c", program]
    return float(subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout)
