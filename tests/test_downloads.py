"""A download: under the final name there is nothing, or all of it."""

import asyncio
import errno
import gzip
import io
import json
import os
import resource
import signal
import stat
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from batchlight import (
    AsyncECore,
    BadRequestError,
    BatchlightError,
    MalformedResponseError,
    RetryPolicy,
    Revenuebase,
    TransportError,
)
from batchlight.drivers.saving import Saving, Written
from batchlight.engine.downloads import Kind, name_of
from batchlight.reading.rows import csv_rows, json_rows
from batchlight.simulator import Fault, Simulator
from hypothesis import given
from hypothesis import strategies as st

from tests.drivers import Driver, Way, answering, played

CSV = "Email,Status\n" + "".join(f"person{number}@example.com,Valid\n" for number in range(5_000))


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("format", "content", "words"),
    [
        ("csv", {"html": "<!DOCTYPE html><p>Sorry"}, "an HTML page, and CSV was asked for"),
        ("csv", {"content": b"\n <html>Sorry", "headers": {"content-type": "text/csv"}}, "an HTML page"),
        ("json", {"html": "<html>Sorry"}, "an HTML page, and JSON was asked for"),
        ("csv", {"json": {"detail": "Sorry"}}, "CSV was asked for"),
        ("json", {"content": b"Email,Status", "headers": {"content-type": "text/csv"}}, "JSON was asked for"),
        ("json", {"content": b"Email,Status"}, "it is not JSON"),
        ("csv", {"content": b"<!-- login --><html>", "headers": {"content-type": "text/csv"}}, "an HTML page"),
        ("csv", {"content": b"<?xml version='1.0'?><html>"}, "an HTML page"),
        ("csv", {"content": "<html>Sorry".encode("utf-16")}, "an HTML page"),
        ("csv", {"content": b'{"detail": "Sorry"}'}, "it is JSON, and CSV was asked for"),
        ("csv", {"content": b'[{"email": "a@b.de"}]'}, "it is JSON, and CSV was asked for"),
        ("json", {"content": b'[{"email": "a@b.de"}, '}, "the JSON ends in its middle"),
        ("csv", {"content": b""}, "the file is empty"),
        ("csv", {"text": CSV, "headers": {"content-length": "100"}}, "bytes, and 100 were announced"),
        ("csv", {"text": CSV, "headers": {"content-length": "999999"}}, "bytes, and 999999 were announced"),
        ("csv", {"content": b"packed", "headers": {"content-encoding": "br"}}, "Content-Encoding 'br'"),
        ("csv", {"content": b"no gzip", "headers": {"content-encoding": "gzip"}}, "does not match its Content-Enc"),
        ("csv", {"content": gzip.compress(CSV.encode())[:-9], "headers": {"content-encoding": "gzip"}}, "too early"),
    ],
)
def test_what_is_no_result_file(
    driver: Driver, format: str, content: dict[str, Any], words: str, tmp_path: Path
) -> None:
    def handle(_request: httpx.Request) -> httpx.Response:
        # As it comes from a network, and not decoded by the class that makes answers.
        if "content-encoding" not in content.get("headers", {}):
            return httpx.Response(200, **content)
        return httpx.Response(200, headers=content["headers"], stream=httpx.ByteStream(content["content"]))

    def download(client: Any) -> Any:
        return client.download(42, tmp_path / "results", format=format)

    with pytest.raises(MalformedResponseError) as caught:
        driver.use_own(download, transport=httpx.MockTransport(handle))
    assert words in str(caught.value)
    assert "person1@" not in repr(caught.value.body)
    assert left_in(tmp_path) == []


@pytest.mark.parametrize("status", [201, 202, 204, 206])
def test_a_success_of_another_kind(driver: Driver, status: int, tmp_path: Path) -> None:
    with pytest.raises(MalformedResponseError, match="something else than a whole file"):
        driver.use_own(lambda client: client.download(42, tmp_path / "x.csv"), transport=answering(status))
    assert left_in(tmp_path) == []


def test_what_is_packed_is_unpacked(driver: Driver, tmp_path: Path) -> None:
    parts = gzip.compress(CSV[:1000].encode()) + gzip.compress(CSV[1000:].encode()) + bytes(512)

    def handle(request: httpx.Request) -> httpx.Response:
        assert request.headers["accept-encoding"] == "identity"
        headers = {"content-encoding": "gzip", "content-length": str(len(parts))}
        return httpx.Response(200, headers=headers, stream=httpx.ByteStream(parts))

    driver.use_own(lambda client: client.download(42, tmp_path / "x.csv"), transport=httpx.MockTransport(handle))
    assert (tmp_path / "x.csv").read_text() == CSV


class TestXlsx:
    """No provider of this file gives one; the mechanism takes it."""

    def judged(self, content: bytes) -> str | None:
        written = Written(io.BytesIO(), Kind.XLSX, None)
        assert written.begin(200, {"content-length": str(len(content))})
        written.write(content)
        written.end()
        return written.problem

    def test_a_zip_file(self) -> None:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("xl/workbook.xml", "<workbook/>")
        assert self.judged(file.getvalue()) is None
        assert self.judged(file.getvalue()[:-30]) == "it is no XLSX, which is a zip file"

    @pytest.mark.parametrize("content", [b"Email,Status\n", b"PK", b"PK\x05\x06", b"\xd0\xcf\x11\xe0"])
    def test_what_is_none(self, content: bytes) -> None:
        assert self.judged(content) == "it is no XLSX, which is a zip file"


class TestNames:
    def test_a_file_that_is_there_is_left(self, driver: Driver, tmp_path: Path) -> None:
        (tmp_path / "x.csv").write_text("mine")
        asked: list[httpx.Request] = []

        def handle(request: httpx.Request) -> httpx.Response:
            asked.append(request)
            return httpx.Response(200, text=CSV)

        def download(client: Any) -> Any:
            return client.download(42, tmp_path / "x.csv")

        with pytest.raises(FileExistsError, match=r"x\.csv"):
            driver.use_own(download, transport=httpx.MockTransport(handle))
        assert asked == []
        assert (tmp_path / "x.csv").read_text() == "mine"

    def test_and_replaced_by_who_says_so(self, driver: Driver, tmp_path: Path) -> None:
        (tmp_path / "x.csv").write_text("mine")
        (tmp_path / "x.csv").chmod(0o640)

        def download(client: Any) -> Any:
            return client.download(42, tmp_path / "x.csv", overwrite=True)

        driver.use_own(download, transport=answering(text=CSV))
        assert (tmp_path / "x.csv").read_text() == CSV
        assert stat.S_IMODE((tmp_path / "x.csv").stat().st_mode) == 0o640
        assert left_in(tmp_path) == ["x.csv"]

    def test_a_file_that_appears_meanwhile_is_left(self, driver: Driver, tmp_path: Path) -> None:
        def handle(_request: httpx.Request) -> httpx.Response:
            (tmp_path / "x.csv").write_text("mine")
            return httpx.Response(200, text=CSV)

        def download(client: Any) -> Any:
            return client.download(42, tmp_path / "x.csv")

        with pytest.raises(FileExistsError):
            driver.use_own(download, transport=httpx.MockTransport(handle))
        assert (tmp_path / "x.csv").read_text() == "mine"
        assert left_in(tmp_path) == ["x.csv"]

    def test_where_there_are_no_links(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        def refuse(*_arguments: object) -> None:
            raise OSError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(Path, "hardlink_to", refuse)
        for name in ("x", "y"):
            made = Saving(tmp_path / name, overwrite=False)
            made.file.write(b"content")
            if name == "y":
                (tmp_path / "y").write_text("mine")
                with pytest.raises(FileExistsError):
                    made.commit()
            else:
                made.commit()
            made.discard()
        assert [(tmp_path / name).read_text() for name in left_in(tmp_path)] == ["content", "mine"]

    @pytest.mark.parametrize("name", ["\N{GRINNING FACE}" * 60, "x" * 255], ids=["faces", "letters"])
    def test_a_name_that_is_as_long_as_names_may_be(self, driver: Driver, name: str, tmp_path: Path) -> None:
        driver.use_own(lambda client: client.download(42, tmp_path / name), transport=answering(text=CSV))
        assert left_in(tmp_path) == [name]

    def test_what_is_no_file_is_not_replaced(self, driver: Driver, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "loop").symlink_to(tmp_path / "loop")

        def download(name: str) -> Any:
            return lambda client: client.download(42, tmp_path / name, overwrite=True)

        with pytest.raises(ValueError, match="pipe' is no regular file, and is not replaced"):
            driver.use_own(download("pipe"), transport=answering(500))
        with pytest.raises(OSError, match="levels of symbolic links"):
            driver.use_own(download("loop"), transport=answering(500))
        assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)

    def test_what_cannot_be_written_is_named_as_the_caller_does(
        self, driver: Driver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        def refuse(path: Any, *_arguments: object) -> int:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))

        monkeypatch.setattr(os, "open", refuse)
        with pytest.raises(PermissionError, match=r"/x\.csv'$"):
            driver.use_own(lambda client: client.download(42, tmp_path / "x.csv"), transport=answering(500))

    @pytest.mark.parametrize(
        ("path", "error"),
        [("", IsADirectoryError), ("none/x.csv", FileNotFoundError), ("file/x.csv", NotADirectoryError)],
    )
    def test_a_place_that_is_none(self, driver: Driver, path: str, error: type[Exception], tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(error):
            driver.use_own(lambda client: client.download(42, tmp_path / path), transport=answering(500))

    def test_the_rights_are_those_of_a_new_file(self, tmp_path: Path) -> None:
        before = os.umask(0o027)
        try:
            made = Saving(tmp_path / "x", overwrite=False)
            made.file.write(b"content")
            made.commit()
        finally:
            os.umask(before)
        assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o640

    @pytest.mark.parametrize(
        ("header", "name"),
        [
            ('attachment; filename="results.csv"', "results.csv"),
            ("attachment; filename=results.csv; size=3", "results.csv"),
            ('attachment; filename="../../../etc/passwd"', "passwd"),
            ('attachment; filename="C:\\\\Windows\\\\win.ini"', "win.ini"),
            ('attachment; filename="\x1b[2Ja.csv"', "[2Ja.csv"),
            ('attachment; filename=".."', None),
            ('attachment; other-filename="evil"; filename="good.csv"', "good.csv"),
            ("attachment", None),
            ("", None),
        ],
    )
    def test_the_name_that_an_answer_suggests_is_no_path(
        self, driver: Driver, header: str, name: str | None, tmp_path: Path
    ) -> None:
        assert name_of({"content-disposition": header}) == name
        transport = answering(text=CSV, headers={"content-disposition": header.replace("\x1b", "")})
        driver.use_own(lambda client: client.download(42, tmp_path / "x.csv"), transport=transport)
        assert left_in(tmp_path) == ["x.csv"]


class TestDisk:
    def test_one_that_is_full(self, driver: Driver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        class Full(io.BytesIO):
            def write(self, _data: Any) -> int:
                raise OSError(errno.ENOSPC, "No space left on device")

        def make(path: Any, *, overwrite: bool) -> Saving:
            made = Saving(path, overwrite=overwrite)
            made.file.close()
            made.file = Full()
            return made

        monkeypatch.setattr("batchlight.drivers.downloading.Saving", make)
        asked: list[object] = []

        def handle(request: httpx.Request) -> httpx.Response:
            asked.append(request)
            return httpx.Response(200, text=CSV)

        def download(client: Any) -> Any:
            return client.download(42, tmp_path / "x.csv")

        with pytest.raises(OSError, match="No space left on device") as caught:
            driver.use_own(download, transport=httpx.MockTransport(handle))
        assert caught.value.errno == errno.ENOSPC
        assert len(asked) == 1
        assert left_in(tmp_path) == []

    def test_room_for_a_part_of_it(self, way: Way, simulator: Simulator, tmp_path: Path) -> None:
        """The system takes what there is room for, and says that it was less: of the last piece, too, that is no error."""
        ref = simulator.add_job("ecore", ["Processed"], size=100)
        way.use(simulator, "ecore", lambda client: client.download(ref.id, tmp_path / "y.csv"))
        size = (tmp_path / "y.csv").stat().st_size
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size - 1, hard))
        try:
            with pytest.raises(OSError, match="File too large"):
                way.use(simulator, "ecore", lambda client: client.download(ref.id, tmp_path / "x.csv"))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert left_in(tmp_path) == ["y.csv"]

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
    def test_the_system_says_so(
        self, way: Way, monkeypatch: pytest.MonkeyPatch, simulator: Simulator, tmp_path: Path
    ) -> None:
        full = os.fdopen(os.open("/dev/full", os.O_WRONLY), "wb", buffering=0)

        def begin(written: Written, *_answer: object) -> bool:
            written._file = full
            return True

        monkeypatch.setattr(Written, "begin", begin)
        ref = simulator.add_job("ecore", ["Processed"], size=5_000)
        with pytest.raises(OSError, match="No space left on device"):
            way.use(simulator, "ecore", lambda client: client.download(ref.id, tmp_path / "x.csv"))
        full.close()
        assert left_in(tmp_path) == []


class TestBreaks:
    """The connection breaks after so many bytes of the body."""

    @pytest.mark.parametrize("after", [0, 1, 100, 70_000, 100_000])
    def test_at_any_byte(self, way: Way, simulator: Simulator, after: int, tmp_path: Path) -> None:
        ref = simulator.add_job("ecore", ["Processed"], size=5_000)
        simulator.inject(Fault(close="body", after=after), times=None, operation="ecore.download_results")
        with pytest.raises(BatchlightError) as caught:
            way.use(simulator, "ecore", lambda client: client.download(ref.id, tmp_path / "x.csv"))
        assert isinstance(caught.value, MalformedResponseError if after else TransportError)
        assert left_in(tmp_path) == []

    def test_and_is_asked_for_anew(self, way: Way, simulator: Simulator, tmp_path: Path) -> None:
        ref = simulator.add_job("ecore", ["Processed"], size=5_000)
        simulator.inject(Fault(close="body", after=70_000), times=2, operation="ecore.download_results")
        way.use(
            simulator,
            "ecore",
            lambda client: client.download(ref.id, tmp_path / "x.csv"),
            retry=RetryPolicy(attempts=3),
        )
        assert len((tmp_path / "x.csv").read_text().splitlines()) == 5_001
        assert left_in(tmp_path) == ["x.csv"]

    def test_one_that_is_refused(self, way: Way, simulator: Simulator, tmp_path: Path) -> None:
        ref = simulator.add_job("ecore", ["Processing"])
        with pytest.raises(BadRequestError, match="Job is not yet complete"):
            way.use(simulator, "ecore", lambda client: client.download(ref.id, tmp_path / "x.csv"))
        assert left_in(tmp_path) == []

    @pytest.mark.parametrize("at", [1, 2, 3])
    def test_ctrl_c(self, way: Way, simulator: Simulator, at: int, tmp_path: Path) -> None:
        ref = simulator.add_job("ecore", ["Processed"], size=100_000)
        seen: list[int] = []

        def interrupt(done: int, _total: int | None) -> None:
            seen.append(done)
            if len(seen) == at:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            way.use(
                simulator, "ecore", lambda client: client.download(ref.id, tmp_path / "x.csv", on_progress=interrupt)
            )
        assert left_in(tmp_path) == []


class TestCancelled:
    """asyncio's own `Task.cancel`, which no shield of anyio's keeps off, while a thread is at work."""

    def cancelled(self, monkeypatch: pytest.MonkeyPatch, place: str, folder: Path) -> list[str]:
        """Cancel a download while the method of this name is at work; what is left in its folder."""
        at_work, go_on, ended = threading.Event(), threading.Event(), threading.Event()
        true = getattr(Saving, place)

        def slow(*arguments: Any, **options: Any) -> Any:
            at_work.set()
            assert go_on.wait(20)
            try:
                return true(*arguments, **options)
            finally:
                ended.set()

        monkeypatch.setattr(Saving, place, slow)

        async def main() -> None:
            async with AsyncECore("key", transport=answering(text=CSV)) as client:
                task = asyncio.create_task(client.download(42, folder / "x.csv"))
                while not at_work.is_set():
                    await asyncio.sleep(0)
                for _ in range(3):
                    task.cancel()
                    await asyncio.sleep(0)
                go_on.set()
                with pytest.raises(asyncio.CancelledError):
                    await task
                assert ended.is_set()

        asyncio.run(main())
        return left_in(folder)

    @pytest.mark.parametrize(("place", "left"), [("__init__", []), ("identity", ["x.csv"]), ("commit", ["x.csv"])])
    def test_what_is_at_work_ends_first(
        self, monkeypatch: pytest.MonkeyPatch, place: str, left: list[str], tmp_path: Path
    ) -> None:
        assert self.cancelled(monkeypatch, place, tmp_path) == left
        assert all((tmp_path / name).read_text() == CSV for name in left)


KILLED = """
import os, signal, sys
from batchlight import ECore
from batchlight.drivers import saving

number, url, key, id, path = int(sys.argv[1]), *sys.argv[2:]
seen = 0

def count(event, arguments):
    global seen
    names = [str(each) for each in arguments if isinstance(each, str) or hasattr(each, "__fspath__")]
    if event in ("open", "os.link", "os.rename", "os.remove") and any(each.startswith(os.path.dirname(path)) for each in names):
        seen += 1
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)

with ECore(key, base_url=url) as client:
    client.get(int(id))
    sys.addaudithook(count)
    def progress(done, total):
        if number < 0 and done >= -number:
            os.kill(os.getpid(), signal.SIGKILL)
    client.download(int(id), path, on_progress=progress)
"""


@pytest.mark.parametrize("place", [1, 2, 3, 4, -1, -70_000, -200_000])
def test_a_kill_at_any_change_leaves_none_or_all(simulator: Simulator, place: int, tmp_path: Path) -> None:
    """Killed just before a change in the folder, or after so many bytes."""
    ref = simulator.add_job("ecore", ["Processed"], size=5_000)
    path = tmp_path / "x.csv"
    arguments = [str(place), simulator.base_url("ecore"), simulator.keys["ecore"], ref.id, str(path)]
    ended = subprocess.run([sys.executable, "-c", KILLED, *arguments], check=False, timeout=60).returncode
    if not path.exists():
        assert ended == -signal.SIGKILL
    else:
        assert len(path.read_text().splitlines()) == 5_001


class TestRows:
    def rows(self, read: Callable[[Any], Iterator[Any]], text: str) -> list[Any]:
        return list(read(io.BytesIO(text.encode())))

    @given(
        st.lists(
            st.dictionaries(st.text(max_size=5), st.text(max_size=9) | st.integers() | st.none() | st.booleans()),
            max_size=9,
        ),
        st.sampled_from([None, 1]),
    )
    def test_json_as_the_standard_library_reads_it(self, rows: list[Any], indent: int | None) -> None:
        assert self.rows(json_rows, json.dumps(rows, indent=indent)) == rows

    def test_json_of_more_than_a_piece(self) -> None:
        rows = [{"n": n, "text": "x" * (n % 3000)} for n in range(1_000)]
        assert self.rows(json_rows, json.dumps(rows)) == rows

    @pytest.mark.parametrize("text", ["", "{}", "[", "[1]", "[{}", "[{},", "[{}}", "[{} {}]", '[{"a": 1', "nothing"])
    def test_what_is_no_json_array(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"JSON|entry"):
            self.rows(json_rows, text)

    def test_csv(self) -> None:
        text = '\ufeffemail,"a, b"\nx@y.de,"1\n2"\n\nz@y.de\n'
        assert self.rows(csv_rows, text) == [{"email": "x@y.de", "a, b": "1\n2"}, {"email": "z@y.de", "a, b": ""}]

    @pytest.mark.parametrize("text", ["a\n1,2\n", 'a\n"1\n', 'a\n"1"2\n'])
    def test_what_is_no_csv(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"fields|CSV"):
            self.rows(csv_rows, text)

    def test_rows_are_those_of_a_whole_file(self, driver: Driver) -> None:
        def rows(client: Any) -> Generator[Any, Any, Any]:
            return (yield client.results(42))

        transport = answering(text='email,status\na@b.de,Valid\n"c@d.de', headers={"content-type": "text/csv"})
        with pytest.raises(MalformedResponseError, match="the file is not CSV"):
            driver.use_own(played(rows), "revenuebase", transport=transport)

    def test_ctrl_c_between_rows_loses_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with Revenuebase("key", transport=answering(text=CSV)) as client, client.results(42) as rows:
            first = [next(rows) for _ in range(499)]

            def interrupted(*arguments: Any) -> Any:
                raise KeyboardInterrupt

            first.append(next(rows))
            monkeypatch.setattr("batchlight.drivers.downloading.islice", interrupted)
            with pytest.raises(KeyboardInterrupt):
                next(rows)
            monkeypatch.undo()
            assert len([*first, *rows]) == 5_000
