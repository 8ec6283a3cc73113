"""What batchlight adds to a request: everything is measured in one run, and told as a ratio within it.

The requests go to a transport that answers at once, so that what is measured is the library and not a network.
"""

import json
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable

import httpx
from batchlight import LifecyclePolicy, Revenuebase
from batchlight.lifecycle import after_answer, before_call
from batchlight_clients.operations import OPERATIONS, Operation

from scripts.benches import decoding

_REPEAT = 7
_BODY = {"process_id": 42, "filename": "a.csv", "current_status": "PROCESSING", "message": ""}


def microseconds(function: Callable[[], object], times: int) -> float:
    """The median time of a call, in microseconds."""
    runs: list[float] = []
    for _ in range(_REPEAT):
        began = time.perf_counter()
        for _ in range(times):
            function()
        runs.append((time.perf_counter() - began) / times * 1e6)
    return statistics.median(runs)


def import_time(statement: str) -> float:
    """The median time of an import in a fresh interpreter, in milliseconds."""
    program = f"import time; began = time.perf_counter(); {statement}; print((time.perf_counter() - began) * 1000)"
    runs = [
        float(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout)
        for _ in range(_REPEAT)
    ]
    return statistics.median(runs)


def main() -> int:
    """Print the measurements; return the exit status."""
    warnings.simplefilter("ignore")
    content = json.dumps(_BODY).encode()
    transport = httpx.MockTransport(lambda _request: httpx.Response(200, content=content))
    with httpx.Client(transport=transport) as plain, Revenuebase("key-of-bench", transport=transport) as client:
        bare = microseconds(lambda: plain.get("https://api.revenuebase.ai/v2/jobs/42").json(), 300)
        typed = microseconds(lambda: client.get(42), 300)
    print(f"httpx, get and parse JSON           {bare:8.1f} us")
    print(f"batchlight, get a typed job         {typed:8.1f} us   {typed / bare:.2f} times httpx")

    policy = LifecyclePolicy(on_sunset="warn")
    headers = httpx.Headers({"content-type": "application/json"})
    sunset = httpx.Headers({**headers, "Sunset": "Sat, 01 May 2027 00:00:00 GMT"})
    for name, id, said in (
        ("active", "apexverify.get_batch_status", headers),
        ("warned of", "revenuebase_v1.get_batch_status", headers),
        ("said by header", "ecore.get_job", sunset),
    ):
        operation = OPERATIONS[id]

        def look(operation: Operation = operation, said: httpx.Headers = said) -> None:
            before_call(policy, "Provider", operation)
            after_answer(policy, "provider", "Provider", operation, said)

        cost = microseconds(look, 5000)
        print(f"lifecycle, operation {name:14} {cost:8.2f} us   {cost / bare:.4f} of httpx")

    for row in decoding.rows():
        print(f"{row.name:40} {row.ratio:8.2f} times json.loads and from_dict; the goal is {row.goal}")

    own, other = import_time("import batchlight"), import_time("import httpx")
    print(f"import batchlight                   {own:8.2f} ms   {own / other:.3f} of import httpx ({other:.0f} ms)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
