"""What comes one after the other, synchronously and asynchronously: a job as it changes, jobs of a list, rows."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any, Self, TypeVar

from ..engine.runs import Run
from ..engine.steps import Give, Report, Step

T = TypeVar("T")


class Stream(Iterator[T]):
    """An iterator of a client's: of a job as it changes (`watch`), of jobs (`list`), of rows.

    Between two items no connection is held, and `with` closes it. After Ctrl-C the iteration can go on where it was.
    """

    def __init__(self, run: Run[Any], carry_out: Callable[[Run[Any], Step], Step | None]) -> None:
        self._run = run
        self._carry_out = carry_out
        self._told: object = None

    def __next__(self) -> T:
        step = self._run.resume()
        while step is not None:
            if isinstance(step, Give):
                return step.item  # type: ignore[no-any-return]  # what the steps give, the operation has declared
            # Steps that began anew tell what was told already.
            if isinstance(step, Report) and step.job != self._told:
                self._told = step.job
                return step.job  # type: ignore[return-value]  # as above
            step = self._carry_out(self._run, step)
        raise StopIteration

    def close(self) -> None:
        """End the iteration."""
        self._run.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


class AsyncStream(AsyncIterator[T]):
    """An iterator of an async client's: of a job as it changes (`watch`), of jobs (`list`), of rows.

    Between two items no connection is held, and `async with` closes it. When a step was cancelled, as by
    `asyncio.wait_for`, the iteration can go on where it was.
    """

    def __init__(self, run: Run[Any], carry_out: Callable[[Run[Any], Step], Awaitable[Step | None]]) -> None:
        self._run = run
        self._carry_out = carry_out
        self._told: object = None

    async def __anext__(self) -> T:
        step = self._run.resume()
        while step is not None:
            if isinstance(step, Give):
                return step.item  # type: ignore[no-any-return]  # what the steps give, the operation has declared
            if isinstance(step, Report) and step.job != self._told:
                self._told = step.job
                return step.job  # type: ignore[return-value]  # as above
            step = await self._carry_out(self._run, step)
        raise StopAsyncIteration

    async def aclose(self) -> None:
        """End the iteration."""
        self._run.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.aclose()
