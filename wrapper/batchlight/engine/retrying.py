"""Which failures are tried again, and when. Pure functions of a failure, a policy and the time; nothing here sleeps."""

import random
from enum import Enum

from attrs import field, frozen, validators

from ..errors import BatchlightError, MalformedResponseError, ResponseError, TransportError

_at_least_zero = validators.ge(0.0)


@frozen
class RetryPolicy:
    """What to do when a request fails.

    How often to look at a job is another thing: see `PollPolicy`.

    Args:
        attempts: How often a call is sent at most; 1 never tries again.
        initial: Seconds before the second attempt.
        maximum: The most seconds between two attempts.
        multiplier: How much longer each pause is than the one before.
        jitter: The share of a pause that is left to chance, from 0.0 to 1.0, so that clients do not come all at once.
        max_retry_after: The longest pause, in seconds, that a provider may ask for; for a longer one the error is
            raised at once.

    Example:
        >>> RetryPolicy(attempts=1).attempts
        1
    """

    attempts: int = field(default=6, validator=[validators.instance_of(int), validators.ge(1)])
    initial: float = field(default=0.5, validator=_at_least_zero)
    maximum: float = field(default=10.0, validator=_at_least_zero)
    multiplier: float = field(default=2.0, validator=validators.ge(1.0))
    jitter: float = field(default=0.25, validator=[validators.ge(0.0), validators.le(1.0)])
    max_retry_after: float = field(default=60.0, validator=_at_least_zero)


class Repeat(Enum):
    """When a call may be sent a second time."""

    ALWAYS = "always"
    """It changes nothing, or changes the same thing again."""
    UNSENT = "unsent"
    """It may charge money: only if the provider cannot have received it."""


# 408 and 425 ask for it; 429 and 5xx pass; the codes above 511 that proxies use are 5xx too.
_PASSING = frozenset({408, 425, 429})


def is_passing(failure: BatchlightError, *, in_wait: bool = False) -> bool:
    """Whether the same request may well succeed in a moment.

    A success that cannot be read (a page of a proxy, an answer cut short) says nothing of the job. Whoever asks once
    wants to know of it at once; a wait of an hour does not end with it.
    """
    if isinstance(failure, MalformedResponseError):
        return in_wait
    if isinstance(failure, ResponseError):
        return failure.status_code in _PASSING or 500 <= failure.status_code <= 599
    return isinstance(failure, TransportError)


def next_attempt(
    policy: RetryPolicy,
    repeat: Repeat,
    attempt: int,
    failure: BatchlightError,
    remaining: float,
    chance: float | None = None,
    *,
    in_wait: bool = False,
) -> float | None:
    """How long to pause before a call is sent again.

    Args:
        policy: what the caller wants.
        repeat: whether the call may be sent twice.
        attempt: how often it was sent, from 1.
        failure: how the last attempt ended.
        remaining: seconds until the deadline, maybe infinite.
        chance: from 0.0 to 1.0, for the jitter; by default a random number.
        in_wait: whether the call is a look of a wait.

    Returns:
        Seconds, or None if the failure is final.
    """
    if attempt >= policy.attempts or not is_passing(failure, in_wait=in_wait):
        return None
    if repeat is Repeat.UNSENT and not (isinstance(failure, TransportError) and not failure.sent):
        return None
    asked = failure.retry_after if isinstance(failure, ResponseError) else None
    if asked is not None:
        return asked if asked <= policy.max_retry_after and asked < remaining else None
    pause = growing(policy.initial, policy.multiplier, policy.maximum, attempt - 1)
    pause *= 1 - policy.jitter * (random.random() if chance is None else chance)  # noqa: S311  # no secret
    return pause if pause < remaining else None


def growing(initial: float, multiplier: float, maximum: float, step: int) -> float:
    """The pause of a step that begins with `initial` and grows up to `maximum`; step counts from 0."""
    try:
        return min(initial * multiplier**step, maximum)
    except OverflowError:
        return maximum
