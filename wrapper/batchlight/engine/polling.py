"""The wait: when to look at a job again, and when to stop. A generator without I/O; a driver carries out its steps.

Three times bound a wait, and they are not the same. The *timeout* of a wait bounds all of it: looks and pauses. The
*timeout of a client* bounds one request. The seconds of a *policy* are the pauses between looks (`PollPolicy`); what a
`RetryPolicy` says is for single calls. A look that told nothing is no end of a wait: the next one comes.
"""

import logging
import math
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, Generic, Literal, Protocol, TypeAlias, TypeVar

from attrs import define, frozen

from ..errors import BatchlightError, JobCancelled, JobError, JobFailed, JobNeedsAction, ResponseError, WaitTimeout
from ..jobs import Job, JobState, Progress, StateWord
from ..text import printable
from .calls import Answer, Outgoing
from .policies import PollPolicy, check_number, check_type, jittered, pause_of
from .retrying import is_passing, reason_of
from .steps import Outage, Report, Sleep, Steps

S = TypeVar("S")
T = TypeVar("T")

logger = logging.getLogger("batchlight")

Until: TypeAlias = (
    Literal["terminal"] | StateWord | JobState | Collection[StateWord | JobState] | Callable[[Job[Any]], bool]
)
"""What stops a wait besides a terminal state: nothing ("terminal"), a state or its word, one of several, or a test of
one's own."""


@frozen
class Guidance:
    """How often a provider wants to be asked, by the size of the job.

    Attributes:
        policy: For jobs of this size.
        up_to: The largest size, in items, that it is for; None is for all, and for jobs whose size is not known.
    """

    policy: PollPolicy
    up_to: int | None = None


class Looking(Protocol):
    """What looks at a job: the session of a client."""

    def look(self, outgoing: Outgoing[T], deadline: float, /) -> Steps[Answer[T]]:
        """The steps of one look, up to a time of the clock."""
        ...

    def again(self, answer: Answer[T], /) -> Callable[[], T]:
        """What makes the job of an answer again."""
        ...


@define(eq=False, weakref_slot=False)
class Kept(Generic[S]):
    """What a wait keeps of a job until the next look: thousands may wait at once.

    Attributes:
        state, progress, tag: By what a change is told.
        again: Makes the job again.
    """

    state: JobState
    progress: Progress | None
    tag: str | None
    again: Callable[[], Job[S]]


def policy_for(guidance: Sequence[Guidance], job: Job[Any] | Kept[Any] | None) -> PollPolicy:
    """The policy of a provider for a job; the last row is for what no other fits, and for a job not seen yet."""
    size = job.progress.total if job is not None and job.progress is not None else None
    if size is not None:
        for row in guidance:
            if row.up_to is not None and size <= row.up_to:
                return row.policy
    return guidance[-1].policy


def next_look(policy: PollPolicy, looks: int, asked: float | None, chance: float | None = None) -> float:
    """How many seconds to pause before the next look.

    Args:
        policy: how often to look.
        looks: how many looks there were, from 1, those that told nothing included.
        asked: the seconds that the last answer asks for, if it does; what is shorter than a second, and than the
            policy's first pause, is not taken.
        chance: from 0.0 to 1.0, for the jitter; by default a random number.
    """
    if asked is not None:
        # Those that were sent away together shall not come back together.
        spread = jittered(policy, max(asked, min(policy.initial, _LEAST_SECONDS)), chance)
        return min(spread, policy.max_retry_after)
    return min(pause_of(policy, looks - 1, chance), _MOST_SECONDS)


_LEAST_SECONDS = 1.0
_NO_END = 1e300
# More than a clock of the operating system takes at once would be an OverflowError; it is eleven days.
_MOST_SECONDS = 1e6

# What a last look may take when the next one would come too late: a tenth of what is left, and no more than this.
_LAST_LOOK_SECONDS = 2.0


def wait_steps(
    outgoing: Outgoing[Job[S]],
    *,
    eyes: Looking,
    clock: Callable[[], float],
    timeout: float | None,
    poll: PollPolicy | None,
    guidance: Sequence[Guidance],
    until: Until | None,
    check: bool,
    not_there_yet: Callable[[BatchlightError], bool] | None = None,
) -> Steps[Job[S]]:
    """Look at a job until it stops, first at once and then after each pause.

    Each wait holds all that is named in here, as long as it sleeps: there is no name that is not needed.

    Args:
        outgoing: the call that looks at the job.
        eyes: what looks.
        clock: a monotonic clock, in seconds.
        timeout: seconds that all of it may take, 0 to look once, or None for ever.
        poll: how often to look, or None for the provider's guidance.
        guidance: the provider's guidance.
        until: what stops the wait besides a terminal state; by default a job that needs action.
        check: whether a job that did not succeed is raised.
        not_there_yet: whether an error says that a job, submitted a moment ago, is not known yet; None for one that
            was not.

    Returns:
        The job that stopped the wait.

    Raises:
        JobFailed, JobCancelled, JobNeedsAction: the job ended like this, and `check` is set.
        WaitTimeout: the time is over; its cause is why the last look told nothing, if it did.
        BatchlightError: a look failed in a way that does not pass, or nothing was told for `max_outage` seconds.
        ValueError: the timeout is negative or no number.
    """
    limit = check_timeout(timeout)
    stops = stopping(until)
    began = clock()
    deadline = began + limit
    last: Kept[S] | None = None
    outage: Outage | None = None
    looks = 0
    is_last_look = limit == 0
    while True:
        now = clock()
        if looks and now >= deadline:
            raise _timed_out(last, outgoing, now - began, outage) from _cause(outage)
        asked: float | None
        try:
            # A wait without any time still looks once, and then only the client's own limit bounds the request.
            answer = yield from eyes.look(outgoing, math.inf if limit == 0 else deadline)
        except BatchlightError as error:
            if not (is_passing(error, in_wait=True) or (not_there_yet is not None and not_there_yet(error))):
                _note_end(outgoing, outage, clock())
                raise
            begins = outage is None
            outage = Outage(now if outage is None else outage.began, error)
            if clock() >= deadline or is_last_look:
                raise _timed_out(last, outgoing, clock() - began, outage) from error
            asked = error.retry_after if isinstance(error, ResponseError) else None
        else:
            _note_end(outgoing, outage, clock())
            begins, outage = False, None
            job, asked = answer.value, answer.asked
            if last is None or (job.state, job.progress, job.tag) != (last.state, last.progress, last.tag):
                yield Report(job)
            if job.is_terminal or stops(job):
                if check:
                    _raise_unless_wanted(job, until)
                return job
            # All that wait for jobs of the same status hold one string.
            tag = sys.intern(job.tag) if type(job.tag) is str else job.tag
            last = Kept(job.state, job.progress, tag, eyes.again(answer))
            del answer, job
        # Who asks for no pause, or for a time that is past, does not say when to come.
        asked = asked or None
        looks += 1
        policy = poll or policy_for(guidance, last)
        pause = next_look(policy, looks, asked)
        now = clock()
        if outage is not None:
            pause = _within_outage(outgoing.name, pause, outage, policy, asked, now)
        if pause >= deadline - now:
            # Whoever asked for a longer pause than there is time is not asked once more before it is over.
            if is_last_look or now >= deadline or (outage is not None and asked is not None):
                raise _timed_out(last, outgoing, now - began, outage) from _cause(outage)
            is_last_look = True
            pause = deadline - now - min(_LAST_LOOK_SECONDS, (deadline - now) / 10)
        if outage is not None:
            _note_outage(outgoing, outage, logging.WARNING if begins else logging.DEBUG)
        yield Sleep(pause, outage=outage)


def check_timeout(timeout: float | None) -> float:
    """The seconds that a wait may take, maybe infinite.

    Raises:
        TypeError: it is no number.
        ValueError: it is negative.
    """
    if timeout is None:
        return math.inf
    # Whoever says infinity, or more than a clock of floats can add up, means no end as well.
    if timeout == math.inf or (isinstance(timeout, int) and timeout > _NO_END):
        return math.inf
    check_number(timeout, "timeout", 0.0)
    return float(timeout) if timeout < _NO_END else math.inf


def _note_outage(outgoing: Outgoing[Any], outage: Outage, level: int) -> None:
    reason = reason_of(outage.failure)
    logger.log(level, "%s: could not be looked at (%s); the wait goes on", outgoing.name, reason)


def _note_end(outgoing: Outgoing[Any], outage: Outage | None, now: float) -> None:
    if outage is not None:
        logger.info("%s: answers again after %.0f s", outgoing.name, now - outage.began)


def _within_outage(
    name: str, pause: float, outage: Outage, policy: PollPolicy, asked: float | None, now: float
) -> float:
    """The pause before the next look of an outage: the last one comes when the outage has lasted as long as it may.

    Raises:
        BatchlightError: the last failure, if the outage may last no longer.
    """
    if policy.max_outage is None:
        return pause
    left = outage.began + policy.max_outage - now
    if left <= 0 or (asked is not None and pause > left):
        length = f"the provider has told nothing for {now - outage.began:.0f} s (max_outage: {policy.max_outage:g} s)"
        logger.warning("%s: %s; the wait ends", name, length)
        outage.failure.add_note(f"{name}: {length}")
        raise outage.failure
    return min(pause, left)


def stopping(until: Until | None) -> Callable[[Job[Any]], bool]:
    """Whether a job that has not ended stops a wait all the same.

    Raises:
        TypeError, ValueError: `until` is no state, no word of one, and no function.
    """
    if until is None:
        return _needs_action
    if until == "terminal":
        return lambda _job: False
    if callable(until):
        return until
    check_type(until, Iterable, "until is a state, several of them or a function")
    states = frozenset(_state(word) for word in ((until,) if isinstance(until, str) else until))
    return lambda job: job.state in states


def _needs_action(job: Job[Any]) -> bool:
    return job.state is JobState.NEEDS_ACTION


def _state(word: str) -> JobState:
    try:
        return JobState(word)
    except ValueError:
        raise ValueError(
            f'until is "terminal", a state ({", ".join(JobState)}), several of them or a function, '
            f"not {printable(repr(word), 60)}"
        ) from None


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


def _timed_out(last: Kept[Any] | None, outgoing: Outgoing[Any], elapsed: float, outage: Outage | None) -> WaitTimeout:
    job = None if last is None else last.again()
    if job is None:
        message, ending = (
            f"{outgoing.name} could not be looked at within {elapsed:.1f} s",
            "nothing is known of the job",
        )
    else:
        message, ending = f"{job.ref} is {job.state} after {elapsed:.1f} s", "the job goes on at the provider"
    if outage is not None:
        message += f" (the last look failed: {reason_of(outage.failure)}{_asking(outage.failure)})"
    return WaitTimeout(f"{message}; {ending}", job=job, elapsed=elapsed)


def _cause(outage: Outage | None) -> BatchlightError | None:
    return None if outage is None else outage.failure


def _asking(failure: BatchlightError) -> str:
    asked = failure.retry_after if isinstance(failure, ResponseError) else None
    return f", asking for a pause of {asked:.0f} s" if asked is not None else ""
