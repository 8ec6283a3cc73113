"""A nightly script: it reads refs of batch jobs from a file, follows all of them to their ends, and reports.

    python -m examples.nightly refs.txt --hours 6

The file has one ref a line, such as `ecore:42`; lines that are empty or begin with # are left out. The keys are those
of the environment. It exits with 0 if all jobs succeeded, 1 if one did not, and 2 if the file or an argument is wrong.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from batchlight import BatchlightError, JobRef, JobState
from batchlight.providers import PROVIDERS, async_client_class


def read_refs(lines: Iterable[str]) -> list[JobRef]:
    """The refs of a file, each once.

    Raises:
        ValueError: a line is none, or its provider is not known.
    """
    refs: dict[JobRef, None] = {}
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        try:
            ref = JobRef.parse(text)
        except ValueError as error:
            raise ValueError(f"line {number}: {error}") from error
        if ref.provider not in PROVIDERS:
            raise ValueError(f"line {number}: no provider is called {ref.provider}; there are {', '.join(PROVIDERS)}")
        refs[ref] = None
    return list(refs)


async def follow(refs: Sequence[JobRef], timeout: float) -> dict[JobRef, tuple[bool, str]]:
    """Wait for all jobs at once: for each, whether it succeeded, and what there is to say."""
    async with AsyncExitStack() as stack:
        clients = {
            name: await stack.enter_async_context(async_client_class(name)()) for name in {ref.provider for ref in refs}
        }

        async def end_of(ref: JobRef) -> tuple[bool, str]:
            try:
                # Also a job that failed is a result here, and no exception.
                job = await clients[ref.provider].wait(ref.id, timeout=timeout, check=False)
            except (BatchlightError, ValueError) as error:
                return False, str(error)
            return job.state is JobState.SUCCEEDED, job.state.value

        return dict(zip(refs, await asyncio.gather(*map(end_of, refs)), strict=True))


def main(arguments: Sequence[str] | None = None) -> int:
    """Follow the jobs of a file; return the exit code."""
    parser = argparse.ArgumentParser(description="Follow batch jobs to their ends, and report.")
    parser.add_argument("file", type=Path, help="a file with one ref a line, such as ecore:42")
    parser.add_argument("--hours", type=float, default=8.0, help="how long to wait at most (default: 8)")
    given = parser.parse_args(arguments)
    if not given.hours >= 0:
        parser.error("--hours is a number from 0 on")
    try:
        refs = read_refs(given.file.read_text("utf-8").splitlines())
        ends = asyncio.run(follow(refs, given.hours * 3600))
    except (OSError, ValueError, BatchlightError) as error:
        # A BatchlightError here is a client that cannot be made: there is no key.
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    for ref, (_is_good, said) in ends.items():
        print(f"{ref}\t{said}")
    succeeded = sum(is_good for is_good, _said in ends.values())
    print(f"{succeeded} of {len(ends)} succeeded")
    return 0 if succeeded == len(ends) else 1


if __name__ == "__main__":
    sys.exit(main())
