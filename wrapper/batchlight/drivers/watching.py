"""A job as it changes, synchronously and asynchronously: what `watch` returns."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any, Self, TypeVar

from ..engine.session import Run
from ..engine.steps import Report, Step
from ..jobs import Job

S = TypeVar("S")


class Watch(Iterator[Job[S]]):
    """A job as it changes; `Client.watch` makes it.

    Between two jobs nothing is held open, and `with` closes it. After Ctrl-C the iteration can go on where it was.
    """

    def __init__(self, run: Run[Job[S]], carry_out: Callable[[Run[Any], Step], Step | None]) -> None:
        self._run = run
        self._carry_out = carry_out
        self._told: Job[S] | None = None

    def __next__(self) -> Job[S]:
        step = self._run.resume()
        while step is not None:
            # Steps that began anew tell what was told already.
            if isinstance(step, Report) and step.job != self._told:
                self._told = step.job
                return step.job
            step = self._carry_out(self._run, step)
        raise StopIteration

    def close(self) -> None:
        """End the iteration."""
        self._run.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


class AsyncWatch(AsyncIterator[Job[S]]):
    """A job as it changes; `AsyncClient.watch` makes it.

    Between two jobs nothing is held open, and `async with` closes it. When a step was cancelled, as by
    `asyncio.wait_for`, the iteration can go on where it was.
    """

    def __init__(self, run: Run[Job[S]], carry_out: Callable[[Run[Any], Step], Awaitable[Step | None]]) -> None:
        self._run = run
        self._carry_out = carry_out
        self._told: Job[S] | None = None

    async def __anext__(self) -> Job[S]:
        step = self._run.resume()
        while step is not None:
            if isinstance(step, Report) and step.job != self._told:
                self._told = step.job
                return step.job
            step = await self._carry_out(self._run, step)
        raise StopAsyncIteration

    async def aclose(self) -> None:
        """End the iteration."""
        self._run.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.aclose()
