"""A submission: sent once. What may have arrived, and may have been paid for, is never sent again by itself."""

import datetime
from collections.abc import Callable
from typing import Any, Final, TypeVar

from ..errors import (
    BatchlightError,
    MalformedResponseError,
    ResponseError,
    Submission,
    SubmissionUncertain,
    TransportError,
)
from ..jobs import Job
from ..text import printable
from .calls import Call
from .retrying import Repeat, reason_of
from .session import Session
from .steps import Steps

S = TypeVar("S")

ADVICE: Final = "it may be a job that is paid for, and candidates() looks for it"
"""What to do about a submission that may have arrived, where the provider lists jobs."""

# The provider's clock and ours may differ; and what it lists may be dated by the second.
CLOCK_SKEW: Final = datetime.timedelta(minutes=5)


def submit_steps(
    session: Session,
    call: Call[Job[S]],
    submission: Submission,
    search: Callable[[Submission], Any],
    advice: str = ADVICE,
) -> Steps[Job[S]]:
    """Submit, once.

    Args:
        session: the client's.
        call: what is sent; it may be repeated only if it was never sent.
        submission: what is sent, for people.
        search: looks for jobs that could be it.
        advice: what to do if it may have arrived.

    Raises:
        SubmissionUncertain: it may have arrived.
        BatchlightError: it has not been taken.
    """
    assert call.repeat is Repeat.UNSENT
    try:
        job = yield from session.result(call)
    except BatchlightError as error:
        failure = error
    else:
        session.submitted.add(job.ref, session.clock())
        return job
    if not may_have_arrived(call, failure):
        raise failure
    raise uncertain(session, submission, reason_of(failure), search, advice) from failure


def may_have_arrived(call: Call[Any], failure: BatchlightError) -> bool:
    """Whether a provider may have taken what was sent, though its answer does not say so.

    A 5xx may come from a proxy that has passed the request on; 408 says that somebody waited too long, and not for
    what. Every other error is a refusal. A body that was not given out to its end is no complete request (RFC 9112,
    section 8), which nobody can take.
    """
    if isinstance(failure, TransportError):
        feed = call.transfer.feed if call.transfer is not None else None
        return failure.sent and (feed is None or feed.is_complete)
    if isinstance(failure, MalformedResponseError):
        return True
    return isinstance(failure, ResponseError) and (failure.status_code == 408 or 500 <= failure.status_code <= 599)


def uncertain(
    session: Session, submission: Submission, reason: str, search: Callable[[Submission], Any], advice: str = ADVICE
) -> SubmissionUncertain:
    """The error that says that nobody knows whether a submission arrived."""
    title = session.connection.provider.title
    return SubmissionUncertain(
        f"{title}: whether {printable(submission.name, 100)!r} was taken is not known ({reason}), so it was not "
        f"sent again; {advice}",
        operation=submission.operation,
        reason=reason,
        request=submission,
        search=search,
    )


def earliest(submission: Submission) -> datetime.datetime:
    """What was created before this cannot be the job of a submission."""
    return submission.began_at - CLOCK_SKEW
