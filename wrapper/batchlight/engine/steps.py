"""What a call or a wait asks to be done, as data. Generators yield these; a sync and an async driver carry them out.

A generator gets back what a driver obtained: the `Reply` of a `Fetch`, else None. A `TransportError` is thrown into it.
A step is made for each look, and is not frozen: that would take three times as long.
"""

import math
from collections.abc import Callable, Generator
from typing import Any, TypeAlias, TypeVar

from attrs import define, frozen

from ..errors import BatchlightError
from ..jobs import Job
from ..reading.answers import Reply
from .calls import Outgoing

T = TypeVar("T")


@define(eq=False, weakref_slot=False)
class Fetch:
    """Send a request and read its answer. Who gets None for it was interrupted, and asks again.

    Attributes:
        outgoing: The call and its request.
        limit: Seconds that all of it may take, or None.
        deadline: Until when it must be done, by the session's clock: it may stand in line before it is sent.
    """

    outgoing: Outgoing[Any]
    limit: float | None
    deadline: float = math.inf


class NoAnswer(Exception):
    """No reply came to a `Fetch`; the cause is what the transport raised.

    Attributes:
        sent: Whether the provider may have received the request.
        refused: Whether the connection was refused.
    """

    def __init__(self, *, sent: bool, refused: bool) -> None:
        super().__init__()
        self.sent = sent
        self.refused = refused


@frozen
class Outage:
    """Looks at a job that told nothing, one after the other.

    Attributes:
        began: When the first of them did, by the session's clock.
        failure: Why the last one told nothing.
    """

    began: float
    failure: BatchlightError


@define(eq=False, weakref_slot=False)
class Sleep:
    """Let time go by.

    Attributes:
        seconds: How much.
        outage: What there is instead of an answer, if the last look told nothing.
        in_line: Whether it is for the next request's place in the provider's budget, and no pause of the wait's own.
        failure: Why the call is sent again afterwards, if it is.
    """

    seconds: float
    outage: Outage | None = None
    in_line: bool = False
    failure: BatchlightError | None = None


@define(eq=False, weakref_slot=False)
class Report:
    """Tell the caller of a job that was seen for the first time, or has changed."""

    job: Job[Any]


@frozen
class Give:
    """Hand the caller one item of a list."""

    item: Any


@frozen
class Work:
    """Do what takes a while and is no request, such as to read a file. An error of it is thrown into the generator."""

    do: Callable[[], object]


Step: TypeAlias = Fetch | Sleep | Report | Give | Work
Steps: TypeAlias = Generator[Step, Reply | None, T]


def work(do: Callable[[], T]) -> Steps[T]:
    """Do it, and return its result. Who was interrupted in the middle of it does it again."""
    results: list[T] = []
    while not results:
        yield Work(lambda: results.append(do()))
    return results[0]


def acquire(make: Callable[[], T], release: Callable[[T], object]) -> Steps[T]:
    """Make what has to be released later, and return it. Who is ended just when it was made releases it here."""
    results: list[T] = []
    try:
        while not results:
            yield Work(lambda: results.append(make()))
    except BaseException:
        for result in results:
            release(result)
        raise
    return results[0]
