"""ApexVerify's launch, which is paid: sent once, and by `run` only where the cost was agreed to.

With a file to resume from, the launch is written down before it is sent. Whoever finds it there looks whether the batch
is being verified; one that is still ready may have been launched a moment ago, and is launched again only if told to.
"""

# pyright: reportPrivateUsage=false
# What is done here is done for a client, with what is its own.

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final
from uuid import UUID

from attrs import frozen

from ..drivers.resuming import ResumeFile
from ..drivers.submitting import SubmittingOperations
from ..engine.policies import PollPolicy, check_number
from ..engine.polling import check_timeout, policy_for
from ..engine.retrying import reason_of
from ..engine.steps import Steps, work
from ..engine.submitting import may_have_arrived, uncertain
from ..errors import (
    BadRequestError,
    BatchlightError,
    ConflictError,
    JobNeedsAction,
    Submission,
    SubmissionUncertain,
)
from ..jobs import Job, JobRef, JobState, UnknownStatus
from ..text import printable
from ._apexverify_calls import ApexVerifyStatus, cost_of, launch_call, parse_call

_PARSING: Final = "parsing"
_LAUNCHING: Final = "launching"
_LAUNCHED: Final = "launched"


class PaidOperations(SubmittingOperations[ApexVerifyStatus, UUID | str]):
    """What an upload and a launch have in common: what is done when nobody knows whether they arrived."""

    _cannot_look: ClassVar[str | None] = (
        "an upload costs nothing, and whether it arrived only ApexVerify's own pages tell: its list of batches is not "
        "documented"
    )

    def _start_parsing(self, ref: JobRef) -> Steps[Mapping[str, Any]]:
        try:
            return (yield from self._session.result(parse_call(ref)))
        except BatchlightError as error:
            error.ref = ref
            error.add_note(f"{ref} is there, and its parsing may not have begun: parse({ref.id!r}) starts it")
            raise

    def _seen(self, ref: JobRef, payload: Mapping[str, Any], state: JobState) -> Steps[Job[ApexVerifyStatus]]:
        """The batch after a change, whose own answer tells nothing that is documented.

        What was asked is done: that the batch cannot be looked at is no reason to say that it failed.
        """
        try:
            answer = yield from self._session.look(self._session.outgoing(self._look(ref)), float("inf"))
        except BatchlightError as error:
            reason = f"it was done, and the look after it failed: {error}"
            return Job(ref.provider, ref.id, state, UnknownStatus(None, payload, printable(reason, 300)), raw=payload)
        return answer.value

    def _candidate_steps(self, submission: Submission) -> Steps[list[Job[ApexVerifyStatus]]]:
        id = submission.fields.get("batch_uuid")
        if submission.operation != "apexverify_batches.launch_batch" or not isinstance(id, str):
            return (yield from super()._candidate_steps(submission))
        job = yield from self._session.result(self._look(self._ref(id)))
        return [] if job.tag in ("parsing_content", "ready_for_verification") else [job]


def launch_steps(client: PaidOperations, ref: JobRef) -> Steps[Job[ApexVerifyStatus]]:
    """Launch a batch, once.

    Raises:
        SubmissionUncertain: it may have been launched.
        BatchlightError: it was not.
    """
    payload = yield from _launched(client, ref)
    return (yield from client._seen(ref, payload, JobState.RUNNING))


def _launched(client: PaidOperations, ref: JobRef) -> Steps[Mapping[str, Any]]:
    session = client._session
    call = launch_call(ref)
    submission = _submission(client, ref)
    try:
        return (yield from session.result(call))
    except BatchlightError as error:
        failure = error
    if not may_have_arrived(call, failure):
        raise failure
    raise _uncertain(client, submission, reason_of(failure)) from failure


def _submission(client: PaidOperations, ref: JobRef) -> Submission:
    began_at = client._session.lifecycle.clock()
    fields = {"batch_uuid": ref.id}
    return Submission("apexverify_batches.launch_batch", f"the launch of {ref}", began_at, fields=fields)


def _uncertain(client: PaidOperations, submission: Submission, reason: str, advice: str = "") -> SubmissionUncertain:
    advice = advice or "a launch is paid, and candidates() looks whether the batch is being verified"
    return uncertain(client._session, submission, reason, client._candidates, advice)


@frozen
class Launching:
    """The way of an uploaded batch to its end: parsed, launched if the cost was agreed to, verified.

    Attributes:
        client: The client.
        max_cost: The credits that may be paid; None for none at all.
        timeout: Seconds that it may take; None for ever.
        poll: How often to look.
        relaunch: Whether a batch that may have been launched is launched again.
    """

    client: PaidOperations
    max_cost: float | None
    timeout: float | None
    poll: PollPolicy | None
    relaunch: bool

    def __attrs_post_init__(self) -> None:
        if self.max_cost is not None:
            check_number(self.max_cost, "max_cost", 0.0)
        check_timeout(self.timeout)

    def steps(self, id: str, file: ResumeFile | None) -> Steps[Job[ApexVerifyStatus]]:
        """All of it; returns the batch as it ended.

        Raises:
            JobNeedsAction: it costs more than was agreed to.
        """
        end = self.client._session.clock() + check_timeout(self.timeout)
        ref = self.client._ref(id)
        stage = file.record.stage if file is not None and file.record is not None else None
        if stage is None:
            yield from self._parse(ref)
            yield from _write(file, _PARSING)
        if stage in (_LAUNCHING, _LAUNCHED):
            job = yield from self._wait(ref, self._stuck(), end)
            if job.is_terminal:
                return job
            if not self.relaunch:
                raise self._still_ready(ref, file)
        else:
            job = yield from self._wait(ref, lambda job: job.state is JobState.NEEDS_ACTION, end)
            if job.is_terminal:
                return job
        self._check_cost(job)
        return (yield from self._launch(ref, file, end))

    def _parse(self, ref: JobRef) -> Steps[None]:
        if ref in self.client._session.submitted:
            yield from self.client._start_parsing(ref)
            return
        # An earlier program has uploaded it; it may have begun the parsing, too.
        job = yield from self.client._session.result(self.client._look(ref))
        if job.state is not JobState.RUNNING or job.tag != "parsing_content":
            return
        try:
            yield from self.client._session.result(parse_call(ref))
        except (BadRequestError, ConflictError):
            # It is being parsed; what else there may be, the wait tells.
            return

    def _launch(self, ref: JobRef, file: ResumeFile | None, end: float) -> Steps[Job[ApexVerifyStatus]]:
        yield from _write(file, _LAUNCHING)
        failure: SubmissionUncertain | None = None
        try:
            yield from _launched(self.client, ref)
        except SubmissionUncertain as error:
            failure = error
        except BatchlightError as error:
            # It was refused, as for want of credits: the next call launches it.
            yield from _write(file, _PARSING)
            error.ref = ref
            error.add_note(f"{ref} is parsed, and was not launched: launch({ref.id!r}) pays, and starts it")
            raise
        else:
            yield from _write(file, _LAUNCHED)
        job = yield from self._wait(ref, self._stuck(), end)
        if job.is_terminal:
            return job
        if failure is not None:
            raise failure
        raise JobNeedsAction(f"{ref} was launched, and is still {job.tag}", job=job)

    def _wait(self, ref: JobRef, until: Callable[[Job[Any]], bool], end: float) -> Steps[Job[ApexVerifyStatus]]:
        left = max(end - self.client._session.clock(), 0.0)
        return self.client._wait_steps(ref, left, self.poll, until, True)

    def _stuck(self) -> Callable[[Job[Any]], bool]:
        """Whether a batch is still ready although it was launched: for a while that may be so."""
        session = self.client._session
        policy = self.poll or session.poll or policy_for(self.client.provider.guidance, None)
        end = session.clock() + policy.grace
        return lambda job: job.state is JobState.NEEDS_ACTION and session.clock() >= end

    def _check_cost(self, job: Job[ApexVerifyStatus]) -> None:
        cost = cost_of(job)
        if cost is not None and self.max_cost is not None and cost <= self.max_cost:
            return
        takes = "what a launch takes is not told" if cost is None else f"a launch takes {cost:g} credits"
        agreed = "no max_cost says that it may be paid" if self.max_cost is None else f"max_cost is {self.max_cost:g}"
        raise JobNeedsAction(
            f"{job.ref} needs action: {takes}, and {agreed}; nothing was paid. launch({job.id!r}) pays, and starts it",
            job=job,
        )

    def _still_ready(self, ref: JobRef, file: ResumeFile | None) -> SubmissionUncertain:
        shown = file.shown if file is not None else ""
        reason = "an earlier program was ended in the middle of it"
        advice = (
            f"the batch is still ready for verification, so most likely it was not launched. To launch it, and pay: "
            f"resubmit=True; {shown} goes on"
        )
        return _uncertain(self.client, _submission(self.client, ref), reason, advice)


def _write(file: ResumeFile | None, stage: str) -> Steps[None]:
    if file is not None:
        yield from work(lambda: file.change(stage=stage))
