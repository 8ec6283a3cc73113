"""Which failures are tried again, and when. Pure functions of a failure, a policy and the time; nothing here sleeps."""

from enum import Enum

from ..errors import BatchlightError, MalformedResponseError, ResponseError, TransportError
from .policies import RetryPolicy, pause_of


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


def reason_of(failure: BatchlightError) -> str:
    """A failure in a few words: the status of the answer, that it cannot be read, or why there was none."""
    if isinstance(failure, MalformedResponseError):
        return "an answer that cannot be read"
    if isinstance(failure, TransportError):
        return failure.reason or "no answer"
    return str(failure.status_code) if isinstance(failure, ResponseError) else type(failure).__name__


def next_attempt(
    policy: RetryPolicy,
    repeat: Repeat,
    attempt: int,
    failure: BatchlightError,
    remaining: float,
    chance: float | None = None,
) -> float | None:
    """How long to pause before a call is sent again.

    Args:
        policy: what the caller wants.
        repeat: whether the call may be sent twice.
        attempt: how often it was sent, from 1.
        failure: how the last attempt ended.
        remaining: seconds until the deadline, maybe infinite.
        chance: from 0.0 to 1.0, for the jitter; by default a random number.

    Returns:
        Seconds, or None if the failure is final.
    """
    if attempt >= policy.attempts or not is_passing(failure):
        return None
    if repeat is Repeat.UNSENT and not (isinstance(failure, TransportError) and not failure.sent):
        return None
    asked = failure.retry_after if isinstance(failure, ResponseError) else None
    if asked is not None:
        return asked if asked <= policy.max_retry_after and asked < remaining else None
    pause = pause_of(policy, attempt - 1, chance)
    return pause if pause < remaining else None
