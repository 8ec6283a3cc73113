"""What a call or a wait asks to be done, as data. Generators yield these; a sync and an async driver carry them out.

A generator gets back what a driver obtained: the `Reply` of a `Fetch`, else None. A `TransportError` is thrown into it.
"""

from collections.abc import Generator
from typing import Any, TypeAlias, TypeVar

from attrs import frozen

from ..jobs import Job
from ..reading.answers import Reply
from .calls import Outgoing

T = TypeVar("T")


@frozen
class Fetch:
    """Send a request and read its answer.

    Attributes:
        outgoing: The call and its request.
        limit: Seconds that all of it may take, or None.
    """

    outgoing: Outgoing[Any]
    limit: float | None


@frozen
class Sleep:
    """Let time go by.

    Attributes:
        seconds: How much.
        until_next_look: Whether it is the pause between two looks at a job, and not one before another attempt.
    """

    seconds: float
    until_next_look: bool = False


@frozen
class Report:
    """Tell the caller of a job that was seen for the first time, or has changed."""

    job: Job[Any]


Step: TypeAlias = Fetch | Sleep | Report
Steps: TypeAlias = Generator[Step, Reply | None, T]
