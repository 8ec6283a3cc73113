"""When to look at a job again: by its progress where there is any, else as the provider advises. Pure functions."""

from collections.abc import Sequence
from typing import Any, Final

from ..engine.policies import PollPolicy, jittered
from ..engine.polling import Guidance, next_look, policy_for
from ..jobs import Job, Progress

# Of the time that a job seems to need yet: what is left then is looked at again, and its end is not missed by much.
_SHARE: Final = 0.7
_SHORTEST: Final = 3.0
_LONGEST: Final = 30.0


def fraction_of(progress: Progress | None) -> float | None:
    """How far a job is, from 0.0 to 1.0."""
    if progress is None:
        return None
    if progress.done is not None and progress.total:
        # The counts are finer than a percentage.
        return min(max(progress.done / progress.total, 0.0), 1.0)
    return progress.fraction


def rest_of(fraction: float | None, first: float | None, seconds: float) -> float | None:
    """The seconds that a job seems to need yet.

    Args:
        fraction: how far it is.
        first: how far it was when it was first seen at work.
        seconds: how long ago that was.

    Returns:
        Seconds, or None as long as nothing can be said.
    """
    if fraction is None or first is None or fraction <= first or seconds <= 0:
        return None
    return (1 - fraction) * seconds / (fraction - first)


def pause_after(
    job: Job[Any],
    rest: float | None,
    looks: int,
    asked: float | None,
    poll: PollPolicy | None,
    guidance: Sequence[Guidance],
    chance: float | None = None,
) -> float:
    """The seconds until the next look at a job.

    Args:
        job: the job as it is now.
        rest: the seconds that it seems to need yet, or None.
        looks: how many looks there were.
        asked: the seconds that the answer asks for, if it does.
        poll: how often the caller wants to look, or None.
        guidance: what the provider advises.
        chance: from 0.0 to 1.0, for the jitter; by default a random number.
    """
    policy = poll or policy_for(guidance, job)
    if rest is None or asked or poll is not None:
        return next_look(policy, looks, asked or None, chance)
    return jittered(policy, min(max(_SHARE * rest, _SHORTEST), _LONGEST), chance)
