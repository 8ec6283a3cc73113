"""Large files up and down: throughput beside plain httpx, and memory; each in a process of its own, over loopback.

The server is a process of its own, too. It reads what is sent and throws it away, and sends lines of CSV.
"""

import json
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from .table import Row

MIB = 1024 * 1024
SIZE = 512 * MIB
ROUNDS = 5

# The most memory that a transfer may take, in MiB, and the least throughput as a multiple of that of httpx.
MOST_MEMORY = 32.0
LEAST_THROUGHPUT = 0.9

_LINES = b"person.of.a.list@example.com,Valid\n" * 30_000

_BEGIN = """
import json, os, resource, sys, time
import httpx

url, folder, direction = sys.argv[1:4]
source, target = os.path.join(folder, "list.csv"), os.path.join(folder, f"results-{os.getpid()}.csv")

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize()

def most():
    # Not what getrusage says, which is no less than what the process that started this one had.
    with open("/proc/self/status") as file:
        return 1024 * next(int(line.split()[1]) for line in file if line.startswith("VmHWM:"))

def report(began, before):
    seconds = time.perf_counter() - began
    print(json.dumps([seconds, most() - before]))
"""

_HTTPX = (
    _BEGIN
    + """
with httpx.Client(base_url=url, trust_env=False) as client:
    client.get("/email-validation/jobs/42/")
    before, began = resident(), time.perf_counter()
    if direction == "up":
        with open(source, "rb") as file:
            client.post("/email-validation/jobs/upload/", files={"csv_file": file}).raise_for_status()
    else:
        with client.stream("GET", "/email-validation/jobs/42/download/") as response, open(target, "wb") as file:
            for chunk in response.iter_raw():
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    report(began, before)
"""
)

_SYNC = (
    _BEGIN
    + """
from batchlight import ECore
with ECore("key", base_url=url) as client:
    client.get(42)
    before, began = resident(), time.perf_counter()
    client.submit(source) if direction == "up" else client.download(42, target)
    report(began, before)
"""
)

_ASYNC = (
    _BEGIN
    + """
import asyncio
from batchlight import AsyncECore
async def main():
    async with AsyncECore("key", base_url=url) as client:
        await client.get(42)
        before, began = resident(), time.perf_counter()
        await (client.submit(source) if direction == "up" else client.download(42, target))
        report(began, before)
asyncio.run(main())
"""
)

_HTTPX_ASYNC = (
    _BEGIN
    + """
import asyncio
async def main():
    async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
        await client.get("/email-validation/jobs/42/")
        before, began = resident(), time.perf_counter()
        if direction == "up":
            with open(source, "rb") as file:
                (await client.post("/email-validation/jobs/upload/", files={"csv_file": file})).raise_for_status()
        else:
            async with client.stream("GET", "/email-validation/jobs/42/download/") as response:
                with open(target, "wb") as file:
                    async for chunk in response.aiter_raw():
                        file.write(chunk)
                    file.flush()
                    os.fsync(file.fileno())
        report(began, before)
asyncio.run(main())
"""
)

_PROGRAMS = {"httpx": _HTTPX, "sync": _SYNC, "httpx, asyncio": _HTTPX_ASYNC, "asyncio": _ASYNC}


def rows() -> Iterator[Row]:
    """Throughput and memory of an upload and a download."""
    command = [sys.executable, "-m", "scripts.benches.transfers"]
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server,
    ):
        try:
            assert server.stdout is not None
            url = f"http://127.0.0.1:{int(server.stdout.readline())}"
            with (Path(folder) / "list.csv").open("wb") as file:
                file.write(b"email\n")
                while file.tell() < SIZE:
                    file.write(_LINES)
                file.truncate(SIZE)
            for direction, words in (("up", "upload"), ("down", "download")):
                yield from _direction(url, folder, direction, f"{SIZE // MIB} MiB {words}")
        finally:
            server.terminate()


def _direction(url: str, folder: str, direction: str, words: str) -> Iterator[Row]:
    measured: dict[str, list[tuple[float, float]]] = {name: [] for name in _PROGRAMS}
    for _ in range(ROUNDS):
        # They take turns, so that what else the machine does is shared among them.
        for name, program in _PROGRAMS.items():
            done = subprocess.run(
                [sys.executable, "-c", program, url, folder, direction], capture_output=True, text=True, check=False
            )
            if done.returncode != 0:
                yield Row(f"{words}, {name}", None, "MiB/s", note=done.stderr.strip().splitlines()[-1])
                return
            seconds, extra = json.loads(done.stdout)
            measured[name].append((SIZE / MIB / seconds, extra / MIB))
            for path in Path(folder).glob("results-*"):
                path.unlink()
    speeds = {name: statistics.median(speed for speed, _extra in runs) for name, runs in measured.items()}
    for name, of in (("sync", "httpx"), ("asyncio", "httpx, asyncio")):
        # As what it takes: a goal is what a ratio ought to be at most.
        ratio = speeds[of] / speeds[name]
        yield Row(f"{words}, {name}: time", SIZE / MIB / speeds[name], "s", ratio, of, 1 / LEAST_THROUGHPUT)
        memory = max(extra for _speed, extra in measured[name])
        yield Row(f"{words}, {name}: extra memory", memory, "MiB", goal=MOST_MEMORY)


def _serve() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(listener.getsockname()[1], flush=True)
        while True:
            connection, _address = listener.accept()
            with connection, connection.makefile("rb") as stream:
                while _answered(connection, stream):
                    pass


def _answered(connection: socket.socket, stream: IO[bytes]) -> bool:
    """Answer a request; whether there was one."""
    line = stream.readline()
    if not line:
        return False
    length = 0
    while (header := stream.readline().strip()) != b"":
        name, _, value = header.partition(b":")
        length = int(value) if name.lower() == b"content-length" else length
    while length:
        length -= len(stream.read(min(length, MIB)))
    if b"/download/" in line:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: %d\r\n\r\n" % SIZE)
        sent = 0
        while sent < SIZE:
            data = _LINES[: SIZE - sent]
            connection.sendall(data)
            sent += len(data)
        return True
    body = b'{"job_id": 42}' if line.startswith(b"POST") else b'{"id": 42, "status": "Processed"}'
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
    return True


if __name__ == "__main__":
    _serve()
