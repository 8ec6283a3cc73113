"""Steps on their way: what a driver goes through, and can go on with where it was interrupted."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from attrs import evolve

from ..errors import BatchlightError
from ..reading.answers import Reply
from .steps import Sleep, Step, Steps

T = TypeVar("T")
A = TypeVar("A")


def never() -> Steps[Any]:
    """In place of what makes steps anew, where nobody goes on with those that broke."""
    raise AssertionError


class Run(Generic[T]):
    """Steps on their way, and their result once there are no more.

    A step that a driver was given and did not finish (its task was cancelled, Ctrl-C) is still there: `resume` gives
    what is left of it. Where Ctrl-C came while the steps themselves were at work, they begin anew.

    Args:
        make: makes the steps.
        clock: a monotonic clock, in seconds.
        steps: the first ones, if they are made already.
    """

    __slots__ = ("_clock", "_given_at", "_is_broken", "_make", "_pending", "_steps", "result")

    result: T

    def __init__(self, make: Callable[[], Steps[T]], clock: Callable[[], float], steps: Steps[T] | None = None) -> None:
        self._make = make
        self._steps = make() if steps is None else steps
        self._is_broken = False
        self._clock = clock
        self._pending: Step | None = None
        self._given_at = 0.0

    def proceed(self, reply: Reply | None = None) -> Step | None:
        """The next step, or None when the result is there."""
        return self._next(self._steps.send, reply)

    def fail(self, error: Exception) -> Step | None:
        """The step that follows on an error, or None when the result is there."""
        return self._next(self._steps.throw, error)

    def resume(self) -> Step | None:
        """What to do next, whether or not the last step was finished."""
        if self._is_broken:
            self._steps, self._is_broken = self._make(), False
        pending = self._pending
        if isinstance(pending, Sleep):
            slept = self._clock() - self._given_at
            return evolve(pending, seconds=max(pending.seconds - slept, 0.0))
        return self.proceed()

    def close(self) -> None:
        """Leave the rest undone."""
        self._steps.close()

    def _next(self, advance: Callable[[A], Step], argument: A) -> Step | None:
        self._pending = None
        try:
            step = advance(argument)
        except StopIteration as end:
            self.result = end.value
            return None
        except BatchlightError:
            raise
        except BaseException:
            self._is_broken = True
            raise
        self._pending = step
        if type(step) is Sleep:
            self._given_at = self._clock()
        return step
