"""A program that watches jobs with a journal, and writes down each end that it is told; tests kill it.

    python -m tests.journaling JOURNAL TOLD sync|asyncio

The clients are those of the environment. It says when it begins to watch. A line of the file is the job, its state, and whether it may be a repetition.
"""

import os
import sys
import time
from pathlib import Path

import anyio
from batchlight import AsyncFleet, Change, Fleet, PollPolicy

_WORK_SECONDS = 0.02
_POLL = PollPolicy(initial=0.02, maximum=0.05)


def main(journal: Path, told: Path, world: str, refs: list[str]) -> None:
    """Watch the jobs to their ends, also those of the journal."""
    out = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def write(change: Change) -> None:
        if change.is_over:
            word = change.job.state if change.job is not None else f"error:{change.error!r}"
            os.write(out, f"{change.ref} {word} {change.repeated}\n".encode())
            # Whoever is told has something to do: there the process is killed, too.
            time.sleep(_WORK_SECONDS)

    async def run() -> None:
        async with AsyncFleet(journal=journal, poll=_POLL) as fleet:
            fleet.add(*refs)
            os.write(sys.stdout.fileno(), b"ready\n")
            async for change in fleet:
                write(change)

    if world == "sync":
        with Fleet(journal=journal, poll=_POLL) as fleet:
            fleet.add(*refs)
            os.write(sys.stdout.fileno(), b"ready\n")
            for change in fleet:
                write(change)
    else:
        anyio.run(run)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4:])
