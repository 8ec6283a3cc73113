"""The wait: when to look at a job again, and when to stop. A generator without I/O; `http` drives it.

Three times bound a wait, and they are not the same. The *timeout* of a wait bounds all of it: looks, pauses, retries.
The *timeout of a client* bounds one request. The seconds of a *policy* are the pauses between looks (`PollPolicy`) or
between attempts at one look (`RetryPolicy`).
"""

import math
import random
from collections.abc import Callable, Collection, Sequence
from typing import Any, Literal, TypeAlias, TypeVar

from attrs import field, frozen, validators

from ..errors import BatchlightError, JobCancelled, JobError, JobFailed, JobNeedsAction, WaitTimeout
from ..jobs import Job, JobState
from ..text import printable
from .calls import Outgoing
from .retrying import growing
from .steps import Report, Sleep, Steps

S = TypeVar("S")

Until: TypeAlias = Literal["terminal"] | JobState | Collection[JobState] | Callable[[Job[Any]], bool]
"""What stops a wait besides a terminal state: nothing ("terminal"), a state, one of several, or a test of one's own."""

_at_least_zero = validators.ge(0.0)


@frozen
class PollPolicy:
    """How often to look at a job.

    What to do when a look fails is another thing: see `RetryPolicy`.

    Args:
        initial: Seconds between the first look and the second.
        maximum: The most seconds between two looks.
        multiplier: How much longer each pause is than the one before.
        jitter: The share of a pause that is left to chance, from 0.0 to 1.0, so that clients do not come all at once.
        max_retry_after: The longest pause, in seconds, that a provider may ask for; it is cut to that.

    Example:
        >>> PollPolicy(initial=2, maximum=2).maximum
        2
    """

    initial: float = field(default=5.0, validator=_at_least_zero)
    maximum: float = field(default=30.0, validator=_at_least_zero)
    multiplier: float = field(default=1.5, validator=validators.ge(1.0))
    jitter: float = field(default=0.1, validator=[validators.ge(0.0), validators.le(1.0)])
    max_retry_after: float = field(default=120.0, validator=_at_least_zero)


@frozen
class Guidance:
    """How often a provider wants to be asked, by the size of the job.

    Attributes:
        policy: For jobs of this size.
        up_to: The largest size, in items, that it is for; None is for all, and for jobs whose size is not known.
    """

    policy: PollPolicy
    up_to: int | None = None


def policy_for(guidance: Sequence[Guidance], job: Job[Any]) -> PollPolicy:
    """The policy of a provider for a job; the last row is for what no other fits."""
    size = job.progress.total if job.progress is not None else None
    if size is not None:
        for row in guidance:
            if row.up_to is not None and size <= row.up_to:
                return row.policy
    return guidance[-1].policy


def next_look(policy: PollPolicy, looks: int, asked: float | None, chance: float | None = None) -> float:
    """How many seconds to pause before the next look.

    Args:
        policy: how often to look.
        looks: how many looks there were, from 1.
        asked: the seconds that the last answer asks for, if it does; what is shorter than a second, and than the
            policy's first pause, is not taken.
        chance: from 0.0 to 1.0, for the jitter; by default a random number.
    """
    if asked is not None:
        # A provider that asks for no pause at all does not get a loop without one.
        return min(max(asked, min(policy.initial, _LEAST_SECONDS)), policy.max_retry_after)
    pause = growing(policy.initial, policy.multiplier, policy.maximum, looks - 1)
    return pause * (1 - policy.jitter * (random.random() if chance is None else chance))  # noqa: S311  # no secret


_LEAST_SECONDS = 1.0

# What a last look may take when the next one would come too late: a tenth of what is left, and no more than this.
_LAST_LOOK_SECONDS = 2.0


def wait_steps(
    outgoing: Outgoing[Job[S]],
    *,
    attempt: Callable[[Outgoing[Job[S]], float], Steps[tuple[Job[S], float | None]]],
    clock: Callable[[], float],
    timeout: float | None,
    poll: PollPolicy | None,
    guidance: Sequence[Guidance],
    until: Until | None,
    check: bool,
) -> Steps[Job[S]]:
    """Look at a job until it stops, first at once and then after each pause.

    Args:
        outgoing: the call that looks at the job.
        attempt: makes the steps of one look, with retries, up to a time of the clock; they return the job and the
            seconds that the answer asks to wait, or None.
        clock: a monotonic clock, in seconds.
        timeout: seconds that all of it may take, or None for ever.
        poll: how often to look, or None for the provider's guidance.
        guidance: the provider's guidance.
        until: what stops the wait besides a terminal state; by default a job that needs action.
        check: whether a job that did not succeed is raised.

    Returns:
        The job that stopped the wait.

    Raises:
        JobFailed, JobCancelled, JobNeedsAction: the job ended like this, and `check` is set.
        WaitTimeout: the time is over.
        BatchlightError: a look failed for good.
        ValueError: the timeout is negative or no number.
    """
    if timeout is not None and not timeout >= 0:
        raise ValueError(f"timeout is a number of seconds from 0 on or None, not {timeout!r}")
    stops = _stopping(until)
    began = clock()
    deadline = math.inf if timeout is None else began + timeout
    job: Job[S] | None = None
    looks = 0
    is_last_look = False
    while True:
        try:
            seen, asked = yield from attempt(outgoing, deadline)
        except BatchlightError as error:
            # A look that our own time limit has cut short says nothing of the provider.
            if clock() >= deadline or is_last_look:
                raise _timed_out(job, outgoing, clock() - began) from error
            raise
        looks += 1
        if job is None or (seen.state, seen.progress) != (job.state, job.progress):
            yield Report(seen)
        job = seen
        if job.is_terminal or stops(job):
            if check:
                _raise_unless_wanted(job, until)
            return job
        pause = next_look(poll or policy_for(guidance, job), looks, asked)
        remaining = deadline - clock()
        if pause >= remaining:
            if is_last_look or remaining <= 0:
                raise _timed_out(job, outgoing, clock() - began)
            is_last_look = True
            pause = remaining - min(_LAST_LOOK_SECONDS, remaining / 10)
        yield Sleep(pause, until_next_look=True)


def _stopping(until: Until | None) -> Callable[[Job[Any]], bool]:
    if until is None:
        return lambda job: job.state is JobState.NEEDS_ACTION
    if isinstance(until, str):
        if until == "terminal":
            return lambda _job: False
        state = JobState(until)
        return lambda job: job.state is state
    if callable(until):
        return until
    states = frozenset(JobState(state) for state in until)
    return lambda job: job.state in states


_ENDS: dict[JobState, tuple[type[JobError], str]] = {
    JobState.FAILED: (JobFailed, "failed"),
    JobState.CANCELLED: (JobCancelled, "was cancelled"),
    JobState.NEEDS_ACTION: (JobNeedsAction, "needs action and will not go on by itself"),
}


def _raise_unless_wanted(job: Job[Any], until: Until | None) -> None:
    """Raise what `check` is for. Whoever names what to wait for gets it, as long as the job has not ended otherwise."""
    if job.state not in _ENDS or (until is not None and not job.is_terminal):
        return
    error, words = _ENDS[job.state]
    message = f": {printable(job.message)}" if job.message else ""
    raise error(f"{job.ref} {words}{message}", job=job)


def _timed_out(job: Job[Any] | None, outgoing: Outgoing[Any], elapsed: float) -> WaitTimeout:
    if job is None:
        message = f"{outgoing.name} could not be looked at within {elapsed:.1f} s"
    else:
        message = f"{job.ref} is {job.state} after {elapsed:.1f} s"
    return WaitTimeout(f"{message}; the job goes on at the provider", job=job, elapsed=elapsed)
