"""What a caller wants of retries and of looks, as checked values. Knows nothing about how they are used."""

import math
import random
import sys
from collections.abc import Callable
from typing import Any, TypeAlias

from attrs import Attribute, Factory, field, frozen

from ..text import printable


def check_number(value: object, name: str, least: float, most: float = math.inf) -> None:
    """Refuse what is no number of a range.

    Raises:
        TypeError: it is no number.
        ValueError: it is not finite, or outside the range.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{name} is a number, not {printable(repr(value), 60)}")
    # An integer may be larger than any float.
    if not (least <= value <= most and value <= sys.float_info.max):
        bounds = f"from {least:g} on" if most == math.inf else f"from {least:g} to {most:g}"
        raise ValueError(f"{name} is a number {bounds}, not {printable(repr(value), 60)}")


def check_type(value: object, kind: type, words: str) -> None:
    """Refuse what a type checker would have refused.

    Raises:
        TypeError: the value is of another type.
    """
    if not isinstance(value, kind):
        raise TypeError(f"{words}, not {printable(repr(value), 60)}")


_Check: TypeAlias = "Callable[[object, Attribute[Any], object], None]"


def _in_range(least: float, most: float = math.inf) -> _Check:
    return lambda _policy, attribute, value: check_number(value, attribute.name, least, most)


def _unless_none(policy: object, attribute: "Attribute[Any]", value: object) -> None:
    if value is not None:
        _in_range(0.0)(policy, attribute, value)


def _whole(_policy: object, attribute: "Attribute[Any]", value: object) -> None:
    if isinstance(value, float):
        raise TypeError(f"{attribute.name} is a whole number, not {value!r}")


def _agree(policy: "PollPolicy | RetryPolicy") -> None:
    if policy.maximum < policy.initial:
        raise ValueError(
            f"maximum ({policy.maximum:g} s) is the longest pause and cannot be shorter than initial "
            f"({policy.initial:g} s)"
        )


def _maximum(usual: float) -> Any:
    """The default of a longest pause: the usual one, or the first pause where that is longer."""
    return Factory(
        lambda policy: max(usual, policy.initial) if isinstance(policy.initial, int | float) else usual, takes_self=True
    )


@frozen
class PollPolicy:
    """How often to look at a job.

    What to do when a single call fails is another thing: see `RetryPolicy`.

    Args:
        initial: Seconds between the first look and the second.
        maximum: The most seconds between two looks; by default 30, or `initial` where that is longer.
        multiplier: How much longer each pause is than the one before.
        jitter: The share of a pause, from 0.0 to 1.0, that chance may add to it: clients shall not come all at once.
        max_retry_after: The longest pause, in seconds, that a provider may ask for; it is cut to that.
        max_outage: For how many seconds a provider may tell nothing at all (no answer, 429, 5xx, an answer that cannot
            be read) before a wait ends with the last failure; None leaves that to the wait's own timeout.
        grace: For how many seconds after it was submitted a job may be unknown to the provider; until then a wait
            looks again. It is for jobs that the same client has submitted: any other that is unknown does not exist.

    Raises:
        TypeError: a value is no number.
        ValueError: a value is out of its range, or two contradict each other.

    Example:
        >>> PollPolicy(initial=60).maximum
        60
    """

    initial: float = field(default=5.0, validator=_in_range(0.0))
    maximum: float = field(default=_maximum(30.0), validator=_in_range(0.0))
    multiplier: float = field(default=1.5, validator=_in_range(1.0))
    jitter: float = field(default=0.1, validator=_in_range(0.0, 1.0))
    max_retry_after: float = field(default=120.0, validator=_in_range(0.0))
    max_outage: float | None = field(default=3600.0, validator=_unless_none)
    grace: float = field(default=30.0, validator=_in_range(0.0))

    def __attrs_post_init__(self) -> None:
        _agree(self)


@frozen
class RetryPolicy:
    """What to do when a single call fails. (A wait goes on by itself: see `PollPolicy`.)

    Args:
        attempts: How often a call is sent at most; 1 never tries again.
        initial: Seconds before the second attempt.
        maximum: The most seconds between two attempts; by default 10, or `initial` where that is longer.
        multiplier: How much longer each pause is than the one before.
        jitter: The share of a pause, from 0.0 to 1.0, that chance may add to it: clients shall not come all at once.
        max_retry_after: The longest pause, in seconds, that a provider may ask for; for a longer one the error is
            raised at once.

    Raises:
        TypeError: a value is no number.
        ValueError: a value is out of its range, or two contradict each other.

    Example:
        >>> RetryPolicy(attempts=1).attempts
        1
    """

    attempts: int = field(default=6, validator=[_whole, _in_range(1)])
    initial: float = field(default=0.5, validator=_in_range(0.0))
    maximum: float = field(default=_maximum(10.0), validator=_in_range(0.0))
    multiplier: float = field(default=2.0, validator=_in_range(1.0))
    jitter: float = field(default=0.25, validator=_in_range(0.0, 1.0))
    max_retry_after: float = field(default=60.0, validator=_in_range(0.0))

    def __attrs_post_init__(self) -> None:
        _agree(self)


def pause_of(policy: PollPolicy | RetryPolicy, step: int, chance: float | None = None) -> float:
    """The pause of a step in seconds: it begins with `initial`, grows up to `maximum`, and chance adds to it.

    Args:
        policy: what the caller wants.
        step: how many pauses there were before.
        chance: from 0.0 to 1.0; by default a random number.
    """
    try:
        pause = min(policy.initial * policy.multiplier**step, policy.maximum)
    except OverflowError:
        pause = policy.maximum
    return jittered(policy, pause, chance)


def jittered(policy: PollPolicy | RetryPolicy, pause: float, chance: float | None = None) -> float:
    """A pause in seconds with what chance adds to it; see `pause_of`."""
    return pause * (1 + policy.jitter * (random.random() if chance is None else chance))  # noqa: S311  # no secret
