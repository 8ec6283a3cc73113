"""The same look by the provider's official client, in an environment of its own, which holds nothing of ours."""

import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

from attrs import frozen

from .server import JOB, PATH

VERSION = "2.12.0"
ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "build" / "bench"
AT_ONCE = 20

# Run over there; it prints the microseconds of CPU of each, and those of httpx beside it.
_PROGRAM = """
import asyncio, json, statistics, sys, time
import httpx
from llama_cloud import AsyncLlamaCloud, DefaultAioHttpClient, LlamaCloud
url, path, job, at_once, times, rounds = *sys.argv[1:4], *map(int, sys.argv[4:])
plain, client = httpx.Client(), LlamaCloud(api_key="key-of-bench", base_url=url)
subjects = {
    "httpx.Client": lambda: [plain.get(url + path).json() for _ in range(times)],
    "llama-cloud, sync": lambda: [client.beta.batch.get_status(job) for _ in range(times)],
}
async def at_the_same_time(function):
    async def worker():
        for _ in range(times // at_once):
            await function()
    await asyncio.gather(*(worker() for _ in range(at_once)))
runner = asyncio.Runner()
async def made():
    return httpx.AsyncClient(), AsyncLlamaCloud(api_key="key-of-bench", base_url=url), AsyncLlamaCloud(
        api_key="key-of-bench", base_url=url, http_client=DefaultAioHttpClient())
aplain, one, other = runner.run(made())
for name, function in {
    "httpx.AsyncClient": lambda: aplain.get(url + path),
    "llama-cloud, async": lambda: one.beta.batch.get_status(job),
    "llama-cloud, async with aiohttp": lambda: other.beta.batch.get_status(job),
}.items():
    subjects[name] = lambda function=function: runner.run(at_the_same_time(function))
found = {name: [] for name in subjects}
for round_ in range(rounds + 1):
    for name, function in subjects.items():
        began = time.process_time()
        function()
        if round_:
            found[name].append((time.process_time() - began) / times * 1e6)
async def closed():
    for each in (aplain.aclose, one.close, other.close):
        await each()
runner.run(closed())
print(json.dumps({name: statistics.median(values) for name, values in found.items()}))
"""


@frozen
class Official:
    """What was found.

    Attributes:
        found: The name, the ratio to httpx, and the microseconds of CPU of each.
        problem: Why there is nothing, or empty.
    """

    found: tuple[tuple[str, float, float], ...] = ()
    problem: str = ""


def official(url: str, times: int = 400, rounds: int = 5) -> Official:
    """Measure it against a server; make its environment first, if there is none."""
    python = FOLDER / "bin" / "python"
    try:
        if not (FOLDER / "complete").exists():
            venv.create(FOLDER, clear=True, with_pip=True)
            wanted = f"llama-cloud[aiohttp]=={VERSION}"
            _run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wanted])
            (FOLDER / "complete").touch()
        text = _run([str(python), "-c", _PROGRAM, url, PATH, JOB, *map(str, (AT_ONCE, times, rounds))])
    except (subprocess.CalledProcessError, OSError) as error:
        said = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
        return Official(problem=f"could not be measured: {said[-1] if said else error}")
    costs: dict[str, Any] = json.loads(text)
    bases = {name: costs["httpx.AsyncClient" if "async" in name else "httpx.Client"] for name in costs}
    return Official(
        tuple((name, cost / bases[name], cost) for name, cost in costs.items() if name.startswith("llama-cloud"))
    )


def _run(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    sys.exit("run it by `make bench`")
