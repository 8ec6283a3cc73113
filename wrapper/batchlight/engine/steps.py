"""What a call or a wait asks to be done, as data. Generators yield these; a sync and an async driver carry them out.

A generator gets back what a driver obtained: the `Reply` of a `Fetch`, else None. A `TransportError` is thrown into it.
A step is made for each look, and is not frozen: that would take three times as long.
"""

from collections.abc import Generator
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
    """

    outgoing: Outgoing[Any]
    limit: float | None


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
    """

    seconds: float
    outage: Outage | None = None


@define(eq=False, weakref_slot=False)
class Report:
    """Tell the caller of a job that was seen for the first time, or has changed."""

    job: Job[Any]


Step: TypeAlias = Fetch | Sleep | Report
Steps: TypeAlias = Generator[Step, Reply | None, T]
