"""What is submitted: files that are refused before anything is sent, and files of any size that are sent as they are."""

import email.message
import email.parser
import io
import mimetypes
import os
import resource
import socket
import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
import python_multipart
from batchlight import PaymentRequiredError, TransportError, ValidationError
from batchlight.drivers import sources
from batchlight.drivers.submitting import media_type
from batchlight.engine.uploads import multipart
from batchlight.simulator import Simulator, SteppedClock, serve
from hypothesis import given
from hypothesis import strategies as st

from tests.drivers import Driver, Way, played
from tests.drivers import answering as answering_with

GIB = 1024**3


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def unreadable(path: Path) -> Path:
    written(path, b"a@example.com\n").chmod(0)
    return path


def pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


def loop(path: Path) -> Path:
    path.symlink_to(path)
    return path


class TextFile:
    name = "a.csv"

    def read(self, _size: int = -1) -> str:
        return ""


BAD: dict[str, tuple[Callable[[Path], Any], type[Exception], str]] = {
    "missing": (lambda folder: folder / "none.csv", FileNotFoundError, "none.csv"),
    "empty": (lambda folder: written(folder / "none.csv", b""), ValueError, "none.csv' is empty"),
    "a folder": (lambda folder: folder, ValueError, "is a folder, not a file"),
    "a pipe": (lambda folder: pipe(folder / "pipe.csv"), ValueError, "pipe.csv' is no regular file"),
    "a link to itself": (lambda folder: loop(folder / "a.csv"), ValueError, "a.csv' cannot be read: Too many levels"),
    "below a file": (
        lambda folder: written(folder / "a", b"a@b.de") / "b.csv",
        ValueError,
        "b.csv' cannot be read: Not a dir",
    ),
    "a name that is too long": (lambda folder: folder / ("x" * 300 + ".csv"), ValueError, "cannot be read: File name"),
    "no path at all": (lambda folder: f"{folder}/a\0.csv", ValueError, ".csv' is no path: it holds a null character"),
    "a wrong suffix": (lambda folder: written(folder / "a.txt", b"a@b.de"), ValueError, "must end in .csv"),
    "no suffix": (lambda folder: written(folder / "csv", b"a@b.de"), ValueError, "must end in .csv"),
    "no address": (lambda folder: written(folder / "a.csv", b"email\nnobody\n"), ValueError, "a.csv' holds no e-mail"),
    "an at sign alone": (lambda folder: written(folder / "a.csv", b"email\n @ \n"), ValueError, "holds no e-mail"),
    "bytes without a name": (lambda _folder: b"a@b.de", ValueError, "pass filename"),
    "text": (lambda _folder: io.StringIO("a@b.de"), TypeError, "not StringIO"),
    "text, by another class": (lambda _folder: TextFile(), TypeError, "is open for reading text"),
    "a number": (lambda _folder: 7, TypeError, "not int"),
}


@pytest.mark.parametrize("provider", ["revenuebase", "ecore"])
@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_submitted(driver: Driver, provider: str, name: str, tmp_path: Path) -> None:
    make, error, words = BAD[name]
    file = make(tmp_path)

    asked: list[object] = []
    transport = answering_with(500)
    transport.handler = asked.append  # type: ignore[assignment]  # nothing may be asked
    with pytest.raises(error) as caught:
        driver.call(provider, "submit", file, transport=transport)
    assert words in str(caught.value)
    assert asked == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(driver: Driver, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"a\.csv' cannot be read: Permission denied"):
        driver.call("ecore", "submit", unreadable(tmp_path / "a.csv"), transport=answering_with(500))


def test_who_may_not_read_a_file_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", b"a@b.de")

    def refuse(*_arguments: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ValueError, match=r"a\.csv' cannot be read: Permission denied"):
        sources.opened(path, None, (".csv",))


@pytest.mark.parametrize(
    ("content", "at"),
    [
        (b"email\na@b.de\n", "the beginning"),
        ("email\na@b.de\n".encode("utf-16"), "UTF-16"),
        (b"x" * (sources.PIECE - 1) + b"a@b.de", "the edge of two pieces"),
        (b"x" * sources.PIECE + b"@b.de", "the edge itself"),
        (b"PK\x03\x04 a sheet", "a sheet, into which nobody looks"),
    ],
)
def test_an_address_is_found(content: bytes, at: str, tmp_path: Path) -> None:
    source = sources.opened(written(tmp_path / "a.csv", content), None, (".csv",))
    assert run_of(sources.find_address(source)) is None, at
    source.close()


def run_of(steps: Generator[Any, Any, Any]) -> Any:
    """The result of steps that ask for work only."""
    try:
        while True:
            next(steps).do()
    except StopIteration as end:
        return end.value


@pytest.mark.parametrize(
    ("name", "media"),
    [("a.csv", "text/csv"), ("A.CSV", "text/csv"), ("a.json", "application/json"), ("a", "application/octet-stream")],
)
def test_what_a_file_is_said_to_be_is_the_same_on_each_system(
    monkeypatch: pytest.MonkeyPatch, name: str, media: str
) -> None:
    monkeypatch.setitem(mimetypes.types_map, ".csv", "application/vnd.ms-excel")
    assert media_type(name) == media


@pytest.mark.parametrize("shape", ["path", "str", "open file", "buffer", "bytes"])
def test_the_shapes_of_a_file(way: Way, shape: str, tmp_path: Path) -> None:
    path = written(tmp_path / 'a "list".csv', b"email\n" + b"a@example.com\n" * 30_000)
    content = path.read_bytes()
    with Sink() as sink, path.open("rb") as opened:
        file: Any = {
            "path": path,
            "str": str(path),
            "open file": opened,
            "buffer": io.BytesIO(content),
            "bytes": content,
        }[shape]
        named = {} if shape in ("path", "str", "open file") else {"filename": path.name}

        def submit(client: Any) -> Any:
            return client.submit(file, list_name="Liste Ä", **named)

        job = way.act("ecore", submit, base_url=sink.url)
        assert job.id == "42"
        assert not opened.closed
    payload: Any = sink.form.get_payload()
    parts: dict[str, Any] = {part.get_param("name", header="content-disposition"): part for part in payload}
    assert parts["list_name"].get_payload(decode=True).decode() == "Liste Ä"
    assert parts["csv_file"].get_payload(decode=True) == content
    assert parts["csv_file"].get_filename() == "a %22list%22.csv"
    assert "transfer-encoding" not in sink.headers
    assert int(sink.headers["content-length"]) == len(sink.body)


class Sink:
    """A server that takes one upload and keeps it, as it came."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self.headers: email.message.Message = email.message.Message()
        self.body = b""

    @property
    def form(self) -> email.message.Message:
        head = f"Content-Type: {self.headers['content-type']}\r\n\r\n".encode()
        return email.parser.BytesParser().parsebytes(head + self.body)

    def _serve(self) -> None:
        connection, _address = self._listener.accept()
        with connection, connection.makefile("rb") as stream:
            stream.readline()
            self.headers = email.parser.BytesParser().parsebytes(b"".join(iter(stream.readline, b"\r\n")))
            self.body = stream.read(int(self.headers["content-length"]))
            connection.sendall(b'HTTP/1.1 201 Created\r\nContent-Length: 14\r\n\r\n{"job_id": 42}')

    def __enter__(self) -> "Sink":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._thread.join(10)
        self._listener.close()


class TestLarge:
    """A file of ten gibibytes, of which a server takes a little."""

    @pytest.fixture
    def large(self, tmp_path: Path) -> Path:
        path = tmp_path / "large.csv"
        with path.open("wb") as file:
            file.write(b"email\na@example.com\n")
            file.truncate(10 * GIB)
        return path

    def test_it_streams(self, way: Way, large: Path) -> None:
        heads: list[bytes] = []
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with socket.create_server(("127.0.0.1", 0)) as listener:

            def take_a_little() -> None:
                connection, _address = listener.accept()
                with connection:
                    taken = 0
                    while taken < 64 * 1024 * 1024:
                        data = connection.recv(1024 * 1024)
                        heads.append(data[:1000]) if not heads else None
                        taken += len(data)

            thread = threading.Thread(target=take_a_little, daemon=True)
            thread.start()
            # No whole request was sent, so nothing can have come of it: no uncertainty.
            url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            with pytest.raises(TransportError) as caught:
                way.act("ecore", lambda client: client.submit(large), base_url=url)
            thread.join(10)
        assert type(caught.value) is TransportError
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
        assert grown < 64 * 1024 * 1024
        (length,) = [line for line in heads[0].lower().split(b"\r\n") if line.startswith(b"content-length")]
        assert 10 * GIB < int(length.partition(b":")[2]) < 10 * GIB + 1000
        assert b"chunked" not in heads[0].lower()


def test_a_file_that_shrinks_while_it_is_sent(driver: Driver, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", b"email\n" + b"a@example.com\n" * 200_000)
    with serve() as simulator:

        def submit(client: Any) -> Any:
            return client.submit(path, on_progress=lambda *_seen: os.truncate(path, 100))

        with pytest.raises(ValueError, match=r"a\.csv' has changed while it was read"):
            driver.use(simulator, "ecore", submit)
        assert driver.use(simulator, "ecore", played(listed)) == []


def grow(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"b@example.com\n")


def rewrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"email\nb@")
    os.utime(path, ns=(1, 1))


@pytest.mark.parametrize("change", [grow, rewrite])
@pytest.mark.parametrize("given", ["a path", "an open file"])
def test_a_file_that_changes_while_it_is_sent(
    driver: Driver, change: Callable[[Path], object], given: str, tmp_path: Path
) -> None:
    """What would be sent is neither what was there nor what is there now."""
    path = written(tmp_path / "a.csv", b"email\n" + b"a@example.com\n" * 200_000)
    changed: list[object] = []

    def on_progress(*_seen: object) -> None:
        if not changed:
            changed.append(change(path))

    with serve() as simulator, path.open("rb") as opened:
        file = path if given == "a path" else opened
        with pytest.raises(ValueError, match=r"a\.csv' has changed while it was read; it was not sent to its end"):
            driver.use(simulator, "ecore", lambda client: client.submit(file, on_progress=on_progress))
        assert driver.use(simulator, "ecore", played(listed)) == []


def listed(client: Any) -> Generator[Any, Any, Any]:
    return (yield client.list())


def test_what_a_progress_function_raises_ends_the_upload(way: Way, fresh: Simulator, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", b"email\n" + b"a@example.com\n" * 200_000)

    class Enough(Exception):
        pass

    def stop(_done: int, _total: int | None) -> None:
        raise Enough

    with pytest.raises(Enough):
        way.use(fresh, "ecore", lambda client: client.submit(path, on_progress=stop))


@pytest.fixture
def fresh() -> Iterator[Simulator]:
    with serve(clock=SteppedClock()) as simulator:
        yield simulator


class TestAddresses:
    def test_one_that_is_malformed_among_many(self, driver: Driver, fresh: Simulator) -> None:
        emails = [f"person{number}@example.com" for number in range(10_000)]
        emails[7_003] = "not an address"
        with pytest.raises(ValidationError) as caught:
            driver.use(fresh, "ecore", lambda client: client.submit(emails=emails))
        (fault,) = caught.value.errors
        assert fault.path == ("emails", 7_003)
        assert "'not an address'" in fault.message
        assert caught.value.status_code == 400
        assert "emails.7003" in str(caught.value)

    def test_too_few_credits(self, driver: Driver, fresh: Simulator) -> None:
        fresh.set_credits("ecore", 12)
        emails = [f"person{number}@example.com" for number in range(50)]
        with pytest.raises(PaymentRequiredError) as caught:
            driver.use(fresh, "ecore", lambda client: client.submit(emails=emails))
        assert (caught.value.required, caught.value.balance) == (50, 12)

    @pytest.mark.parametrize(
        ("arguments", "error", "words"),
        [
            ({}, ValueError, "either a file or emails"),
            ({"file": b"a@b.de", "filename": "a.csv", "emails": ["a@b.de"]}, ValueError, "either a file or emails"),
            ({"emails": []}, ValueError, "emails are none"),
            ({"emails": "a@b.de"}, TypeError, "not one string"),
            ({"emails": ["a@b.de", None]}, TypeError, r"emails\[1\] is an address, not None"),
        ],
    )
    def test_what_is_no_submission(
        self, driver: Driver, arguments: dict[str, Any], error: type[Exception], words: str
    ) -> None:
        with pytest.raises(error, match=words):
            driver.use_own(lambda client: client.submit(**arguments), transport=answering_with(500))


def is_sendable(text: str) -> bool:
    return text.isprintable() and "/" not in text and "\\" not in text


@given(
    st.text(max_size=60).filter(is_sendable),
    st.text(min_size=1, max_size=60).filter(is_sendable),
    st.binary(max_size=99),
)
def test_a_multipart_body_says_what_was_put_into_it(value: str, name: str, content: bytes) -> None:
    """As the parser that Starlette uses reads it."""
    payload = object()
    body = multipart([("field", (None, value.encode(), "text/plain")), ("f", (name, payload, "x/y"))], payload)
    fields: dict[bytes | None, bytes | None] = {}
    files: dict[bytes | None, tuple[bytes | None, bytes]] = {}

    def keep(file: Any) -> None:
        file.file_object.seek(0)
        files[file.field_name] = (file.file_name, file.file_object.read())
        file.close()

    python_multipart.parse_form(
        {"Content-Type": body.content_type.encode(), "Content-Length": b"%d" % len(body.head + content + body.tail)},
        io.BytesIO(body.head + content + body.tail),
        lambda field: fields.__setitem__(field.field_name, field.value),
        keep,
    )
    assert (fields[b"field"] or b"").decode() == value
    assert files[b"f"] == (name.replace('"', "%22").encode(), content)
