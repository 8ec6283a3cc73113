"""What there is at the provider when a command ends too early, and the line that goes on: words to copy."""

import shlex
from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import field, frozen

from ..errors import (
    BatchlightError,
    JobCancelled,
    JobFailed,
    JobNeedsAction,
    NotFoundError,
    SubmissionUncertain,
)
from ..jobs import JobState
from ..text import printable
from .deriving import Given, Place, operation_name, parameters_of
from .journey import PIECE, Journey

# What is of no use when the same is said again: it would submit again what was submitted meanwhile.
_ONCE: Final = ("--resubmit",)


class CommandLine:
    """The command as it was typed."""

    def __init__(self) -> None:
        self.words: Sequence[str] = ()

    def again(self, *more: str) -> str:
        """The same, to be typed again."""
        return _line(*(word for word in self.words if word not in _ONCE), *more)


command_line = CommandLine()


def _line(*words: str) -> str:
    return shlex.join(["batchlight", *words])


@frozen
class GoingOn:
    """A command that makes a job, and how far it is.

    Attributes:
        place: The provider.
        journey: What is known of the job.
        size: How many bytes are sent; None if they are no file.
        given: What else was said.
        output: Where the results were to be, if they were.
        resume: The file that the command can be resumed from, if there is one.
    """

    place: Place
    journey: Journey
    size: int | None
    given: Given = field(factory=Given)
    output: str | None = None
    resume: str | None = None

    def after_interrupt(self) -> list[str]:
        """What there is, and how to go on, after Ctrl-C."""
        journey, ref = self.journey, self.journey.ref
        if ref is None:
            return self._without_job()
        assert journey.row is not None
        if self.output is not None and (journey.download is not None or journey.row.job is None):
            return [
                f"interrupted in the download; nothing of it is at {printable(self.output, 100)}",
                *self.how_to_go_on(),
            ]
        state = f"{journey.row.state}  {journey.row.progress}".rstrip()
        return [f"interrupted; at the provider this goes on: {ref}  {state}", *self.how_to_go_on()]

    def after_error(self, error: Exception) -> list[str]:
        """What there is, and how to go on, after an error that has been said."""
        if (
            self.journey.ref is None
            or not self.journey.is_asked
            or isinstance(error, JobFailed | JobCancelled | NotFoundError)
        ):
            return []
        if isinstance(error, JobNeedsAction) and operation_name(self.place.provider.name, "launch") is not None:
            ref = str(self.journey.ref)
            then = [command_line.again()] if self.resume else [_line("wait", ref), *self._fetch(ref)]
            return [f"to launch it, and pay: {' && '.join([_line('launch', ref), *then])}"]
        return self.how_to_go_on()

    def how_to_go_on(self) -> list[str]:
        """The line that goes on with the job."""
        ref, row = self.journey.ref, self.journey.row
        if self.resume is not None:
            return [f"to go on: {command_line.again()}"]
        if ref is None or row is None:
            return []
        # Who only downloads has not looked at the job.
        has_ended = row.job is None or row.job.state is JobState.SUCCEEDED
        wait = [] if has_ended else [_line("wait", str(ref))]
        fetch = self._fetch(str(ref))
        words = "to have its results" if has_ended else "to come back to it"
        return [f"{words}: {' && '.join([*wait, *fetch])}"] if wait or fetch else []

    def _fetch(self, ref: str) -> list[str]:
        if self.output is None:
            return []
        name = self.place.provider.name
        operation = operation_name(name, "download")
        if operation is None:
            return [f"{_line('results', ref, '--json')} > {shlex.quote(self.output)}"]
        more = _options(self.given.taken_by(parameters_of(name, operation)))
        return [_line("download", ref, "-o", self.output, *more)]

    def _without_job(self) -> list[str]:
        journey, upload = self.journey, self.journey.upload
        again = f"to {'go on' if self.resume else 'start again'}: {command_line.again()}"
        if not journey.is_asked:
            return ["interrupted; nothing was sent", *([again] if self.resume else [])]
        # What was handed out last is not counted yet; only what was not handed out to its end cannot have been taken.
        if self.size is not None and self.size - (upload.done if upload else 0) > PIECE:
            how_far = f" at {upload.fraction:.0%}" if upload is not None and upload.fraction else ""
            return [f"interrupted in the upload{how_far}: it was not taken, and there is no job", again]
        paid = " that is paid for" if "submit" in self.place.provider.paid else ""
        lines = [f"interrupted before the answer: there may be a job{paid}"]
        if self.resume is not None:
            return [*lines, f"to have it looked for, and go on with it: {command_line.again()}"]
        return [*lines, *self._how_to_look()]

    def _how_to_look(self) -> list[str]:
        if operation_name(self.place.provider.name, "list") is None:
            return ["whether there is one, only the provider's own pages tell"]
        return [f"to look for it: {_line('list', str(self.place))}"]

    def uncertain(self, error: SubmissionUncertain, candidates: Sequence[Any]) -> list[str]:
        """What there may be, and what to do, where nobody knows whether a submission has arrived."""
        if self.resume is not None:
            return [f"error: {printable(str(error).replace('resubmit=True', '--resubmit'), 600)}"]
        name, title = printable(repr(error.request.name), 100), self.place.provider.title
        paid = " that is paid for" if "submit" in self.place.provider.paid else ""
        unknown = f"{title}: whether {name} was taken is not known ({printable(error.reason, 100)})"
        lines = [f"error: {unknown}. There may be a job{paid}, so it was not sent again"]
        lines += [f"this could be it: {job.ref}  {job.state}" for job in candidates[:10]]
        if candidates:
            lines.append(f"to come back to it: {_line('wait', str(candidates[0].ref))}")
        elif operation_name(self.place.provider.name, "list") is not None:
            lines.append("the provider lists no job that could be it (yet, or any more)")
            lines += self._how_to_look()
        else:
            lines += self._how_to_look()
        again = "and maybe pay again" if paid else "and maybe have it twice"
        return [*lines, f"to send it again, {again}: {command_line.again()}"]


def _options(given: Mapping[str, Any]) -> list[str]:
    return [word for name, value in given.items() for word in (f"--{name.replace('_', '-')}", str(value))]


async def candidates_of(error: SubmissionUncertain) -> Sequence[Any]:
    """The jobs that could be the one of a submission; none where they cannot be looked for."""
    try:
        found: Sequence[Any] = await error.candidates()
    except BatchlightError:
        return ()
    return found
