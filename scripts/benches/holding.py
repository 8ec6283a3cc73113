"""What is held: memory per waiting job, in a process of its own, without a network."""

import json
import subprocess
import sys
from collections.abc import Iterator

from .table import Row

JOBS = 5000

_PROGRAM = f"""
import asyncio, gc, json, resource, httpx
from batchlight import AsyncLlamaCloud
from scripts.benches.server import BODY

def resident():
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize()

def answer(request):
    job = request.url.path.rpartition("/")[2].encode()
    return httpx.Response(200, content=BODY.replace(b"bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee", job))

async def main():
    asleep, never = 0, asyncio.Event()
    async def sleep(seconds):
        nonlocal asleep
        asleep += 1
        await never.wait()
    async with AsyncLlamaCloud("key-of-bench", transport=httpx.MockTransport(answer), sleep=sleep) as client:
        tasks = []
        async def begin(first, last):
            for number in range(first, last):
                job = f"bjb-aaaaaaaa-bbbb-cccc-dddd-{{number:012d}}"
                tasks.append(asyncio.create_task(client.wait(job, timeout=None)))
            while asleep < last:
                await asyncio.sleep(0)
        await begin(0, 500)
        before = resident()
        await begin(500, 500 + {JOBS})
        after = resident()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    print(json.dumps((after - before) / {JOBS} / 1024))

asyncio.run(main())
"""


def rows() -> Iterator[Row]:
    """Memory per waiting job."""
    name = "memory per waiting job, its task included"
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        yield Row(name, None, "KiB", note=f"could not be measured: {done.stderr.strip().splitlines()[-1]}")
        return
    yield Row(name, json.loads(done.stdout), "KiB", goal=4.0)
