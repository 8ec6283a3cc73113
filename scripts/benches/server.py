"""A server that costs little: whatever it is asked, it answers with the status of a LlamaCloud job that runs.

It is a process of its own, so that its CPU is not that of who asks.
"""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

JOB = "bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
PATH = f"/api/v1/beta/batch-processing/{JOB}"

BODY = (
    b'{"job":{"id":"bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee","project_id":"11111111-2222-3333-4444-555555555555",'
    b'"job_type":"parse","status":"running","total_items":100,"processed_items":50,"failed_items":0,"skipped_items":0,'
    b'"directory_id":"dir-1","created_at":"2026-01-02T03:04:05.678901Z","updated_at":"2026-01-02T03:05:05.678901Z",'
    b'"started_at":"2026-01-02T03:04:06Z"},"progress_percentage":50.0}'
)
ANSWER = (
    b"HTTP/1.1 200 OK\r\nDate: Fri, 02 Jan 2026 03:05:06 GMT\r\nServer: bench\r\nContent-Type: application/json\r\n"
    b"X-Request-Id: 0123456789\r\nContent-Length: %d\r\n\r\n" % len(BODY)
) + BODY


class _Connection(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._read = b""

    def data_received(self, data: bytes) -> None:
        self._read += data
        while b"\r\n\r\n" in self._read:
            _request, _, self._read = self._read.partition(b"\r\n\r\n")
            assert isinstance(self._transport, asyncio.WriteTransport)
            self._transport.write(ANSWER)


@contextmanager
def answering() -> Iterator[str]:
    """Run it; yields its URL."""
    command = [sys.executable, str(Path(__file__))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.terminate()


async def _serve() -> None:
    server = await asyncio.get_running_loop().create_server(_Connection, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve())
