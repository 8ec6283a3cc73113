"""What a client tells while it works: what all events have in common, and how whoever wants to know is told."""

import inspect
import logging
from collections.abc import Callable
from typing import TypeAlias, TypeVar

from attrs import frozen

logger = logging.getLogger("batchlight")


@frozen(kw_only=True)
class Event:
    """Something that a client has done or seen: for metrics and logs.

    It holds no key, not the URL that was asked, no id of a job and nothing of a body.

    Attributes:
        provider: The provider's name.
        site: The provider's site; None for the default one.
        operation: The operation's id, such as "ecore.get_job".

    Example:
        >>> from batchlight import ECore
        >>> seen = []
        >>> with ECore(on_event=seen.append) as ecore:
        ...     job = ecore.get(42)
        >>> [type(event).__name__ for event in seen]
        ['RequestEvent', 'AnswerEvent', 'EndEvent']
    """

    provider: str
    site: str | None = None
    operation: str


Hook: TypeAlias = Callable[[Event], object]


def check_hook(on_event: object) -> None:
    """Make sure that it can be called just so.

    Raises:
        TypeError: it is no function, or one that has to be awaited.
    """
    if on_event is not None and (not callable(on_event) or inspect.iscoroutinefunction(on_event)):
        raise TypeError(
            "on_event is a plain function, also of an async client: it is called while requests are under way"
        )


E = TypeVar("E", bound=Event)


def tell(hook: Callable[[E], object], event: E) -> None:
    """Call the hook; what it raises is logged, and the work goes on."""
    try:
        hook(event)
    except Exception:
        logger.exception("on_event failed for %s of %s", type(event).__name__, event.operation)
