"""What each exit status means, and which one an outcome has: tables, read by two small functions."""

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import Final

from ..errors import (
    AuthenticationError,
    BadRequestError,
    BatchlightError,
    ConfigurationError,
    ConflictError,
    JobError,
    NotFoundError,
    PermissionDeniedError,
    ResponseError,
    SubmissionUncertain,
    WaitTimeout,
)
from ..jobs import JobState
from ..providers import PROVIDERS
from .output import Row


class Exit(IntEnum):
    """The exit statuses."""

    DONE = 0
    JOB = 1
    USAGE = 2
    TIMEOUT = 3
    CONFIGURATION = 4
    PROVIDER = 5
    NO_SUCH_JOB = 6
    CRASH = 70
    INTERRUPTED = 130


MEANINGS: Final[Mapping[Exit, str]] = {
    Exit.DONE: "done",
    Exit.JOB: "a job failed, was cancelled or needs action, is in no state for what was asked, or may have been "
    "submitted and has to be looked for",
    Exit.USAGE: "a wrong argument, a file that cannot be read or written, or nobody agreed to pay; nothing was sent",
    Exit.TIMEOUT: "the time of a wait is over",
    Exit.CONFIGURATION: "a key is missing or wrong, or may not do this (401, 403), or the configuration is wrong",
    Exit.PROVIDER: "the provider, the network or the disk: no answer, an outage, a limit of rates, too few credits, no "
    "room",
    Exit.NO_SUCH_JOB: "there is no such job, or it is somebody else's",
    Exit.CRASH: "a defect of batchlight",
    Exit.INTERRUPTED: "interrupted by Ctrl-C",
}

# The first row that fits counts.
_ERRORS: Final[tuple[tuple[type[BatchlightError], Exit], ...]] = (
    (ConfigurationError, Exit.CONFIGURATION),
    (AuthenticationError, Exit.CONFIGURATION),
    # The key is read and refused: to try again helps as little as with a wrong one.
    (PermissionDeniedError, Exit.CONFIGURATION),
    (NotFoundError, Exit.NO_SUCH_JOB),
    (ConflictError, Exit.JOB),
    (WaitTimeout, Exit.TIMEOUT),
    (JobError, Exit.JOB),
    # A script that tries again after a 5 must not pay twice: somebody has to look.
    (SubmissionUncertain, Exit.JOB),
    (BatchlightError, Exit.PROVIDER),
)

# Where several jobs end in several ways: what keeps one from asking comes before what the answers say.
_WORST_FIRST: Final = (Exit.CONFIGURATION, Exit.PROVIDER, Exit.NO_SUCH_JOB, Exit.TIMEOUT, Exit.JOB)

UNWANTED: Final = (JobState.FAILED, JobState.CANCELLED, JobState.NEEDS_ACTION)
"""States of a job that was looked at or waited for which are no success."""


def exit_of_error(error: Exception, provider: str = "") -> Exit:
    """The exit status of what was raised.

    Args:
        error: what was raised; a warning is raised where the environment says so (PYTHONWARNINGS=error).
        provider: the name of the provider that was asked for a job.
    """
    if isinstance(error, ResponseError) and error.code is None and provider in PROVIDERS:
        if error.status_code in PROVIDERS[provider].no_such_job:
            return Exit.NO_SUCH_JOB
    elif isinstance(error, BadRequestError) and provider:
        # With a code it speaks of the job, such as "already_cancelled".
        return Exit.JOB
    return next((code for kind, code in _ERRORS if isinstance(error, kind)), Exit.PROVIDER)


def exit_of_rows(rows: Iterable[Row], unwanted: Iterable[JobState] = UNWANTED) -> Exit:
    """The exit status of what became of some jobs.

    Args:
        rows: the jobs.
        unwanted: the states that are no success.
    """
    bad = frozenset(unwanted)
    return worst(_exit_of_row(row, bad) for row in rows)


def worst(codes: Iterable[Exit]) -> Exit:
    """The exit status that counts, of several."""
    found = set(codes)
    return next((code for code in _WORST_FIRST if code in found), Exit.DONE)


def _exit_of_row(row: Row, unwanted: frozenset[JobState]) -> Exit:
    if row.error is not None:
        return exit_of_error(row.error, row.ref.provider)
    return Exit.JOB if row.job is not None and row.job.state in unwanted else Exit.DONE
