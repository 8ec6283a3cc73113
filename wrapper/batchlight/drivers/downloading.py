"""The steps of a download: into a file under its final name, or into one without a name that rows are read from."""

from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final, Generic, TypeVar

from attrs import evolve, frozen

from ..engine.calls import Call
from ..engine.downloads import Kind
from ..engine.session import Session
from ..engine.steps import Give, Steps, acquire, work
from ..engine.transfers import OnProgress, Transfer
from ..errors import MalformedResponseError, TransportError
from ..text import printable
from .operations import Flow
from .saving import FilePath, Saving, Written, check_target

T = TypeVar("T")

_ROWS_AT_ONCE: Final = 500


@frozen
class Downloaded:
    """A file that was downloaded.

    Attributes:
        path: Where it is.
        size: How many bytes came.
        suggested_name: The name that the provider suggests, without folders; None if it suggests none.
        content_type: What the provider says that it is.
    """

    path: str
    size: int
    suggested_name: str | None
    content_type: str | None


def download_steps(
    session: Session,
    call: Call[Any],
    path: FilePath,
    *,
    kind: Kind = Kind.ANY,
    overwrite: bool = False,
    on_progress: OnProgress | None = None,
    before_naming: Callable[[tuple[int, int, int]], object] = lambda _identity: None,
) -> Steps[Downloaded]:
    """Download into a file, which has its name when it is complete, and not before.

    Args:
        session: the client's.
        call: what is asked; its result is not looked at.
        path: where the file is to be.
        kind: what it is expected to be.
        overwrite: whether a file that is there is replaced.
        on_progress: told how far it is.
        before_naming: told what identifies the complete file, just before it gets its name. It may block.

    Raises:
        FileExistsError: there is a file; nothing was sent, or nothing was replaced.
        MalformedResponseError: what came is not the file: see `engine.downloads`.
        OSError: it cannot be written.
    """
    check_target(path, overwrite=overwrite)
    saving = yield from acquire(lambda: Saving(path, overwrite=overwrite), lambda made: made.discard())
    try:
        written = Written(saving.file, kind, on_progress)
        yield from _fetched(session, call, written)

        def name() -> None:
            before_naming(saving.identity())
            saving.commit()

        yield from work(name)
        headers = written.headers
        return Downloaded(
            str(Path(path).absolute()), written.received, written.suggested_name, headers.get("content-type")
        )
    finally:
        saving.discard()


def _fetched(session: Session, call: Call[Any], written: Written) -> Steps[None]:
    try:
        yield from session.result(evolve(call, transfer=Transfer(sink=written)))
    except TransportError as error:
        # Closed in good order, and too early: what a server does that announced more than it has.
        is_short = written.announced is not None and 0 < written.received < written.announced
        if not is_short or not error.reason.startswith("RemoteProtocolError"):
            raise
        failure = error
    else:
        return
    problem = f"the file has {written.received} bytes, and {written.announced} were announced"
    raise _malformed(session, call, written, problem) from failure


def rows_flow(
    session: Session,
    call: Call[Any],
    read: Callable[[IO[bytes], Written], Iterator[T]],
    *,
    kind: Kind = Kind.ANY,
    on_progress: OnProgress | None = None,
) -> Flow[T]:
    """The rows of a file, of a whole one: it is downloaded into one without a name before the first row is given.

    Args:
        session: the client's.
        call: what is asked.
        read: reads the rows; what is wrong with them it raises as `ValueError`.
        kind: what the file is expected to be.
        on_progress: told how far the download is.
    """
    waiting = deque[T]()
    reading = _Reading(read)

    def steps() -> Steps[None]:
        try:
            if reading.written is None:
                reading.file = file = yield from acquire(_nameless, _close)
                written = Written(file, kind, on_progress)
                yield from _fetched(session, call, written)
                reading.written = written
            while True:
                while waiting:
                    yield Give(waiting.popleft())
                try:
                    waiting.extend((yield from work(reading.some)))
                except ValueError as error:
                    raise _malformed(session, call, reading.written, printable(error)) from None
                if not waiting:
                    break
        except KeyboardInterrupt:
            # The steps are made anew when the iteration goes on.
            raise
        except BaseException:
            reading.close()
            raise
        reading.close()

    return Flow(steps)


def _nameless() -> IO[bytes]:
    import tempfile

    return tempfile.TemporaryFile()


def _close(file: IO[bytes]) -> None:
    file.close()


class _Reading(Generic[T]):
    """Rows that are read from a file. Ctrl-C ends a generator for good: then it is read anew, up to where it was."""

    def __init__(self, read: Callable[[IO[bytes], Written], Iterator[T]]) -> None:
        self.file: IO[bytes] | None = None
        self.written: Written | None = None
        self._read = read
        self._rows: Iterator[T] | None = None
        self._given = 0

    def close(self) -> None:
        if self.file is not None:
            self.file.close()

    def some(self) -> list[T]:
        assert self.file is not None
        assert self.written is not None
        rows, self._rows = self._rows, None
        if rows is None:
            self.file.seek(0)
            rows = islice(self._read(self.file, self.written), self._given, None)
        some = list(islice(rows, _ROWS_AT_ONCE))
        self._given += len(some)
        self._rows = rows
        return some


def _malformed(session: Session, call: Call[Any], written: Written, problem: str) -> MalformedResponseError:
    """The error for a file that came, and is not what it should be; nothing of what is in it is shown."""
    provider = session.connection.provider.title
    return MalformedResponseError(
        f"{provider}: {call.operation.method} {call.operation.path} answered {written.status}: {problem}",
        operation=call.operation.id,
        status_code=written.status,
        headers=written.headers,
        body="",
        detail=problem,
    )
