"""Simulated jobs: a script of statuses, and where in it a job is at a given time. Knows nothing about HTTP."""

import math
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeAlias

from attrs import Factory, define, field, frozen

from .entries import Entries


@frozen
class Step:
    """One status of a job's script.

    Attributes:
        status: The provider's word, documented or not.
        seconds: How long the job stays in it; the last step of a script lasts for ever.
        fields: Replaces fields of the answer, at its top level.
    """

    status: str
    seconds: float = math.inf
    fields: Mapping[str, Any] = field(factory=dict[str, Any])


StepLike: TypeAlias = Step | str | tuple[str, float]
"""A step, its status alone, or its status and seconds."""


@define
class SimulatedJob:
    """A job at one of the simulated providers.

    Attributes:
        id: As it is written in a path.
        script: What it goes through.
        created: When it was created, in the clock's seconds.
        size: How many addresses or documents it holds.
        phone: Whether it is a batch of phone numbers (ApexVerify).
        owner: The key that it belongs to; nobody's, if it is empty.
        name: What whoever submitted it called it: a file or a list.
        entries: What was submitted; by default so many made-up ones.
        version: The version of the API that it belongs to, where its provider's versions have jobs of their own.
        details: What else its provider keeps of it.
        charged: The credits that were taken for it, as long as it runs.
        cost: The credits that it cost in the end, once that is settled.
        since: When its script began: later than `created` if the script was replaced.
    """

    id: str
    script: tuple[Step, ...]
    created: float
    size: int = 250
    phone: bool = False
    owner: str = field(default="", repr=False)
    name: str = ""
    entries: Entries = field(
        default=Factory(lambda job: Entries.made_up(job.size, phone=job.phone), takes_self=True), repr=False
    )
    version: str | None = None
    details: dict[str, Any] = field(factory=dict[str, Any], repr=False)
    charged: float = 0.0
    cost: float | None = None
    since: float = Factory(lambda job: job.created, takes_self=True)

    def at(self, now: float) -> "Moment":
        """Where the job is at a time of the clock."""
        before = 0.0
        elapsed = now - self.since
        for step in self.script[:-1]:
            if elapsed < before + step.seconds:
                return Moment(step, self.since + before, (elapsed - before) / step.seconds)
            before += step.seconds
        return Moment(self.script[-1], self.since + before, 0.0)

    def follow(self, script: Iterable[StepLike], now: float) -> None:
        """Go on with another script from now."""
        self.script = read_script(script)
        self.since = now


@frozen
class Moment:
    """A job at one time.

    Attributes:
        step: The step that it is in.
        began: When the step began, in the clock's seconds.
        fraction: How much of the step's time is over, from 0.0 to 1.0.
    """

    step: Step
    began: float
    fraction: float

    def processed(self, size: int, *, running: Collection[str], ended: Collection[str]) -> int:
        """How many items of a job of this size are done, by the words for a job that runs and one that has ended."""
        if self.step.status in ended:
            return size
        return int(size * self.fraction) if self.step.status in running else 0


def read_script(script: Iterable[StepLike]) -> tuple[Step, ...]:
    """The steps of a script, each in its long form.

    Raises:
        ValueError: there is no step, or a step that is not the last lasts for ever or less than no time.
    """
    steps = tuple(_read_step(step) for step in script)
    if not steps:
        raise ValueError("a script has at least one step")
    for step in steps[:-1]:
        if not 0 < step.seconds < math.inf:
            raise ValueError(f"every step but the last lasts for some seconds; {step.status!r} has {step.seconds!r}")
    return steps


def _read_step(step: StepLike) -> Step:
    if isinstance(step, Step):
        return step
    return Step(step) if isinstance(step, str) else Step(*step)
