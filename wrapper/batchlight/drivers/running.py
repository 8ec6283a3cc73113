"""The whole life of a job in one call: submit, wait, and have its results in a file; and to go on after a kill.

With a file to resume from, no job is paid for twice: what was submitted is waited for again, and what may have been
submitted is looked for. Only who says so submits it anew.
"""

# pyright: reportPrivateUsage=false
# What a client does in parts is private to its callers, and not to this.

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Generic

from attrs import evolve, frozen

from ..engine.calls import Call
from ..engine.downloads import Kind
from ..engine.session import Session
from ..engine.steps import Report, Steps, acquire, work
from ..engine.submitting import uncertain
from ..engine.transfers import OnProgress
from ..errors import BatchlightError, SubmissionUncertain
from ..jobs import Job, JobState
from .downloading import download_steps
from .looking import S
from .resuming import Record, ResumeFile
from .saving import FilePath, check_target, identity_of
from .submitting import Prepared, SubmittingOperations


@frozen
class Results:
    """Where the results of a job go.

    Attributes:
        path: The file.
        call: Makes the call that asks for them, of the job's id.
        kind: What they are expected to be.
        overwrite: Whether a file that is there is replaced.
        on_progress: Told how far the download is.
    """

    path: FilePath
    call: Callable[[str], Call[Any]]
    kind: Kind = Kind.ANY
    overwrite: bool = False
    on_progress: OnProgress | None = None


@frozen
class Running(Generic[S]):
    """A job from its submission to its results.

    Attributes:
        client: The client.
        prepare: Makes the steps that check what is to be submitted; nothing is sent by them.
        finish: Makes the steps from a submitted job, of this id, to one that has succeeded. It is given the file to
            resume from, if there is one: what it does that is paid for, it writes there.
        results: Where the results go, if they go to a file.
        resume: The file to resume from.
        resubmit: Whether what may have been submitted is submitted anew.
    """

    client: SubmittingOperations[S, Any]
    prepare: Callable[[], Steps[Prepared[S]]]
    finish: Callable[[str, ResumeFile | None], Steps[Job[S]]]
    results: Results | None
    resume: FilePath | None
    resubmit: bool

    def steps(self) -> Steps[Job[S]]:
        """All of it; returns the job as it ended."""
        if self.resume is None:
            if self.results is not None:
                check_target(self.results.path, overwrite=self.results.overwrite)
            job = yield from self.client._submit_steps(self.prepare)
            yield from _reported(job)
            return (yield from self._finished(job.id, None))
        path = self.resume
        file = yield from acquire(lambda: ResumeFile(path), ResumeFile.close)
        try:
            return (yield from self._resumed(file))
        finally:
            file.close()

    def _resumed(self, file: ResumeFile) -> Steps[Job[S]]:
        is_saved = self._is_saved(file)
        if self.results is not None and not is_saved:
            check_target(self.results.path, overwrite=self.results.overwrite)
        prepared = yield from self.prepare()
        try:
            id = yield from self._submitted(file, prepared)
        finally:
            prepared.close()
        if is_saved:
            return (yield from self.finish(id, file))
        return (yield from self._finished(id, file))

    def _is_saved(self, file: ResumeFile) -> bool:
        """Whether the results are there: the program was ended after that."""
        saved = file.record.saved if file.record is not None else None
        if saved is None or self.results is None:
            return False
        try:
            return identity_of(Path(self.results.path).stat()) == tuple(saved)
        except OSError:
            return False

    def _finished(self, id: str, file: ResumeFile | None) -> Steps[Job[S]]:
        job = yield from self.finish(id, file)
        if self.results is not None:
            yield from download_steps(
                self._session,
                self.results.call(id),
                self.results.path,
                kind=self.results.kind,
                overwrite=self.results.overwrite,
                on_progress=self.results.on_progress,
                before_naming=lambda identity: None if file is None else file.change(saved=identity),
            )
        return job

    def _submitted(self, file: ResumeFile, prepared: Prepared[S]) -> Steps[str]:
        """The id of the job: of one that was submitted before, or is submitted now."""
        sha256 = yield from prepared.fingerprint()
        submission = prepared.submission
        connection = self._session.connection
        record = Record(
            connection.provider.name,
            connection.base_url,
            submission.operation,
            submission.name,
            submission.size,
            sha256,
            submission.fields,
            submission.began_at,
        )
        before = file.record
        if before is not None:
            difference = before.differs(record)
            if difference is not None:
                raise ValueError(
                    f"{file.shown} is of another submission ({difference} is not the same); it was left as it is"
                )
            if before.job is not None:
                return self.client._ref(before.job).id
            if not self.resubmit:
                earlier = evolve(submission, began_at=before.began_at)
                reason = "an earlier program was ended before the answer came"
                return (yield from self._found(file, uncertain(self._session, earlier, reason, self._search)))
        known = yield from self.client._known_steps(submission)
        record = evolve(record, known=tuple(str(job.ref) for job in known))
        try:
            yield from work(lambda: file.write(record))
            job = yield from self.client._sent(prepared)
        except SubmissionUncertain as error:
            failure = error
        except BatchlightError:
            yield from work(lambda: file.restore(before))
            raise
        except BaseException:
            # Ctrl-C, a cancellation, a file that has changed: what was not given out to its end, nobody has taken.
            if not prepared.is_given_out:
                file.restore(before)
            raise
        else:
            yield from work(lambda: file.change(state="submitted", job=str(job.ref)))
            yield from _reported(job)
            return job.id
        return (yield from self._found(file, failure))

    def _found(self, file: ResumeFile, failure: SubmissionUncertain) -> Steps[str]:
        """The id of the one job that a submission can have made.

        Raises:
            SubmissionUncertain: there is none in the list, or several.
        """
        assert file.record is not None
        known = set(file.record.known)
        jobs = yield from self.client._known_steps(failure.request)
        found = [job for job in jobs if str(job.ref) not in known]
        if len(found) == 1:
            ref = found[0].ref
            yield from work(lambda: file.change(state="submitted", job=str(ref)))
            return ref.id
        advice = _what_to_do(file.shown, found, self.client._cannot_look)
        raise uncertain(self._session, failure.request, failure.reason, self._search, advice) from failure.__cause__

    @property
    def _session(self) -> Session:
        return self.client._session

    @property
    def _search(self) -> Callable[[Any], Any]:
        return self.client._candidates


def _reported(job: Job[Any]) -> Steps[None]:
    """Tell of a job as it was submitted, so that whoever is ended now knows its name.

    One that needs an action is not told of: the run takes it.
    """
    if job.state is not JobState.NEEDS_ACTION:
        yield Report(job)


def _what_to_do(shown: str, found: Sequence[Job[Any]], cannot_look: str | None) -> str:
    if cannot_look is not None:
        return f"{cannot_look}. To submit it again: resubmit=True, or delete {shown}"
    if found:
        names = ", ".join(str(job.ref) for job in found[:10])
        listed = f"{len(found)} jobs of the provider's list could be it: {names}; wait for the one that is"
    else:
        listed = "the provider lists no job that could be it (yet, or any more)"
    return f"{listed}. To submit it again, and maybe pay again: resubmit=True, or delete {shown}"
