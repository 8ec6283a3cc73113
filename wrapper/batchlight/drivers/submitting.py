"""What a client does that makes jobs: list those there are, submit one, and look for one whose answer was lost."""

from abc import abstractmethod
from collections.abc import Callable, Collection, Mapping
from io import BytesIO
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, ClassVar, Final, Generic, TypeVar, cast

from attrs import frozen
from batchlight_clients.operations import OPERATIONS

from ..engine.calls import Call
from ..engine.paging import Page, Walk, page_steps
from ..engine.provider import Listing
from ..engine.retrying import Repeat
from ..engine.steps import Steps, acquire
from ..engine.submitting import ADVICE, earliest, submit_steps
from ..engine.transfers import OnProgress, Transfer
from ..engine.uploads import multipart
from ..errors import BatchlightError, ConfigurationError, Submission
from ..jobs import Job
from .looking import Id, JobOperations, S
from .operations import Flow, Plan
from .sources import ADDRESS, Entry, FileFeed, FileLike, Source, find_address, fingerprint, opened

R = TypeVar("R")

# A hundred pages of a hundred jobs since a submission: who makes more than that is asked by other means.
_MOST_PAGES: Final = 100
_MEDIA: Final = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".xls": "application/vnd.ms-excel",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_NO_FIELDS: Final[Mapping[str, Any]] = MappingProxyType({})


@frozen
class Prepared(Generic[S]):
    """A submission that was checked, and is ready to be sent.

    Attributes:
        call: What is sent.
        submission: The same for people.
        fingerprint: Makes the steps that tell its content from every other, as a SHA-256.
        source: The file in it, if there is one.
        refused: Makes of the provider's refusal the error that says most.
    """

    call: Call[Job[S]]
    submission: Submission
    fingerprint: Callable[[], Steps[str]]
    source: Source | None = None
    refused: Callable[[BatchlightError], BatchlightError] = lambda error: error

    @property
    def is_given_out(self) -> bool:
        """Whether the provider may have all of it; of what is small, nobody knows when it is sent."""
        transfer = self.call.transfer
        return transfer is None or transfer.feed is None or transfer.feed.is_complete

    def close(self) -> None:
        """Close its file."""
        if self.source is not None:
            self.source.close()


class SubmittingOperations(JobOperations[S, Id]):
    """A provider that makes jobs. Whether it lists them too, `ListingOperations` says."""

    # What to do about a submission that may have arrived, where nothing can be looked for; None where it can be.
    _cannot_look: ClassVar[str | None] = None

    def _candidates(self, submission: Submission) -> Any:
        """The jobs that could be the one of a submission; of an async client a coroutine of them."""
        return cast("Any", self)._perform(Plan(self._candidate_steps(submission)))

    def _candidate_steps(self, _submission: Submission) -> Steps[list[Job[S]]]:
        raise ConfigurationError(f"{self.provider.title}: {self._cannot_look}")
        yield  # nothing is done

    def _known_steps(self, _submission: Submission) -> Steps[list[Job[S]]]:
        """The jobs that could be taken for the one of a submission before it is sent."""
        return []
        yield  # nothing is done

    def _prepare_file(
        self,
        file: FileLike,
        arguments: Callable[[BytesIO, str, str], Mapping[str, Any]],
        parse: Callable[[Mapping[str, Any]], Job[S]],
        operation: str,
        *,
        suffixes: Collection[str],
        filename: str | None = None,
        name: str | None = None,
        fields: Mapping[str, Any] = _NO_FIELDS,
        entry: Entry | None = ADDRESS,
        on_progress: OnProgress | None = None,
    ) -> Steps[Prepared[S]]:
        """Check a file, and make the call that submits it; nothing is sent.

        Args:
            file: a path, an open binary file, or bytes.
            arguments: makes the request, as a generated `_get_kwargs` does, of what stands for the content, the name
                and the media type.
            parse: makes the job of the answer.
            operation: the operation's id.
            suffixes: the ends of names that the provider takes.
            filename: what the provider is to call the file; by default its own name.
            name: what the provider calls the job, if not as the file.
            fields: what else is sent.
            entry: what a file without is refused, if anything.
            on_progress: told how far the upload is.
        """
        source = yield from acquire(lambda: opened(file, filename, suffixes), Source.close)
        try:
            if entry is not None:
                yield from find_address(source, entry)
            call = upload_call(source, arguments, parse, operation, on_progress)
            began_at = self._session.lifecycle.clock()
            submission = Submission(operation, name or source.name, began_at, source.size, fields=fields)
            return Prepared(call, submission, lambda: fingerprint(source), source)
        except BaseException:
            source.close()
            raise

    def _submit_steps(self, prepare: Callable[[], Steps[Prepared[S]]]) -> Steps[Job[S]]:
        """Check what is to be submitted, and submit it, once."""
        prepared = yield from prepare()
        try:
            return (yield from self._sent(prepared))
        finally:
            prepared.close()

    def _sent(self, prepared: Prepared[S]) -> Steps[Job[S]]:
        try:
            return (
                yield from submit_steps(
                    self._session, prepared.call, prepared.submission, self._candidates, self._cannot_look or ADVICE
                )
            )
        except BatchlightError as error:
            failure = prepared.refused(error)
            if failure is error:
                raise
        raise failure


class ListingOperations(SubmittingOperations[S, Id]):
    """A provider that lists jobs."""

    # Whether it lists the newest job first, so that the first old one ends a search.
    _is_newest_first: ClassVar[bool] = False

    @abstractmethod
    def _list_page(self) -> Call[Page[Job[S]]]:
        """The call that gives the first page of all the jobs that the provider lists."""

    def _listing_of(self, _id: str) -> Listing | None:
        return next(iter(self.provider.listings), None)

    def _bulk_look(self, _listing: Listing) -> Call[Page[Job[S]]]:
        return self._list_page()

    @abstractmethod
    def _could_be(self, job: Job[S], submission: Submission) -> bool:
        """Whether a job of the list may be the one of a submission, but for its time."""

    def _listed(self, first: Call[Page[Job[S]]]) -> Flow[Job[S]]:
        """The jobs of a list, each once."""
        walk = Walk(first, lambda job: job.id)
        return Flow(lambda: page_steps(self._session, walk))

    def _search_page(self, _submission: Submission) -> Call[Page[Job[S]]]:
        """The call that gives the first page of the jobs among which the one of a submission is."""
        return self._list_page()

    def _known_steps(self, submission: Submission) -> Steps[list[Job[S]]]:
        return self._candidate_steps(submission)

    def _candidate_steps(self, submission: Submission) -> Steps[list[Job[S]]]:
        since = earliest(submission)
        found: list[Job[S]] = []
        walk = Walk(self._search_page(submission), lambda job: job.id)
        for _ in range(_MOST_PAGES):
            if walk.following is None:
                break
            walk.turn((yield from self._session.result(walk.checked())))
            is_old = False
            while walk.waiting:
                job = walk.waiting.popleft()
                is_old = job.created_at is not None and job.created_at < since
                if not is_old and job.ref not in self._session.submitted and self._could_be(job, submission):
                    found.append(job)
            if is_old and self._is_newest_first:
                break
        return found


def media_type(name: str) -> str:
    """What a file is said to be. `mimetypes` asks the system, on some of which a .csv is a sheet of Excel."""
    import mimetypes

    end = PurePath(name).suffix.lower()
    return _MEDIA.get(end) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def upload_call(
    source: Source,
    arguments: Callable[[BytesIO, str, str], Mapping[str, Any]],
    parse: Callable[[Mapping[str, Any]], R],
    operation: str,
    on_progress: OnProgress | None = None,
) -> Call[R]:
    """The call that uploads a file, once; see `SubmittingOperations._prepare_file` for the arguments."""
    content, media = BytesIO(), media_type(source.name)
    request = dict(arguments(content, source.name, media))
    body = multipart(request.pop("files"), content)
    return Call(
        OPERATIONS[operation],
        request,
        parse,
        repeat=Repeat.UNSENT,
        transfer=Transfer(feed=FileFeed(body, source, on_progress)),
    )
