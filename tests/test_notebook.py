"""What a notebook shows: a job and several as a table, and how far a wait is; and what a provider wrote is only text."""

import re
import sys
import types
from html.parser import HTMLParser
from typing import Any

import pytest
from batchlight import Job, JobRef, JobState, JobTable, Progress, UnknownStatus, show_progress
from batchlight.simulator import Simulator

from tests.drivers import Driver

EVIL = "<script>alert(1)</script>\"'&\x1b[31m"


class _Tags(HTMLParser):
    """The tags of a text, with their attributes, and what is shown of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.cells: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        self.cells[-1] += data


def job(id: int | str = 42, **more: Any) -> Job[Any]:
    return Job("ecore", str(id), JobState.RUNNING, UnknownStatus(EVIL, {"a": EVIL}, EVIL), raw={"a": EVIL}, **more)


class TestTable:
    def test_a_job(self) -> None:
        shown = _Tags(job(progress=Progress(done=3, total=4, fraction=0.75), message="almost")._repr_html_())
        assert shown.cells == ["job", "state", "progress", "message", "ecore:42", "running", " 3/4", "almost"]
        assert shown.attributes == [("max", "1"), ("value", "0.7500")]

    @pytest.mark.parametrize("where", ["message", "id", "provider", "site"])
    def test_what_a_provider_wrote_is_text(self, where: str) -> None:
        plain: dict[str, Any] = {"provider": "ecore", "id": "42", "state": JobState.FAILED, "status": None}
        text = Job(**{**plain, where: EVIL})._repr_html_()
        shown = _Tags(text)
        assert set(shown.tags) == {"table", "thead", "tbody", "tr", "th", "td"}
        assert "<script>alert(1)</script>\"'&" in "".join(shown.cells)
        assert "\x1b" not in text
        assert not re.search(r"<script|&(?!\w+;|#)", text)

    def test_a_long_message_is_cut(self) -> None:
        assert len(job(message="x" * 10**6)._repr_html_()) < 1000

    @pytest.mark.parametrize("fraction", [-1.0, 2.0, 0.5])
    def test_a_bar_is_from_0_to_1(self, fraction: float) -> None:
        (_, (name, value)) = _Tags(job(progress=Progress(fraction=fraction))._repr_html_()).attributes
        assert name == "value"
        assert value is not None
        assert 0 <= float(value) <= 1

    def test_several_jobs(self) -> None:
        table = JobTable([job(1), job(2), job(3)])
        assert _Tags(table._repr_html_()).tags.count("tr") == 4
        assert repr(table) == "<Job ecore:1 running>\n<Job ecore:2 running>\n<Job ecore:3 running>"
        assert len(table) == 3
        assert [each.id for each in table] == ["1", "2", "3"]
        assert table[0].id == "1"
        assert isinstance(table[1:], JobTable)
        assert [each.id for each in table[1:]] == ["2", "3"]
        assert repr(JobTable(iter(table[3:]))) == "<no jobs>"


class _Handle:
    def __init__(self) -> None:
        self.shown: list[Any] = []

    def update(self, what: Any) -> None:
        self.shown.append(what)


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> list[_Handle]:
    """An IPython as it is in a notebook: it has a kernel, and gives a handle for what it displays."""
    handles: list[_Handle] = []

    def display(what: Any, *, display_id: bool) -> _Handle:
        assert display_id
        handles.append(_Handle())
        handles[-1].update(what)
        return handles[-1]

    module, displays = types.ModuleType("IPython"), types.ModuleType("IPython.display")
    vars(module)["get_ipython"] = lambda: types.SimpleNamespace(kernel=object())
    vars(displays)["display"] = display
    monkeypatch.setitem(sys.modules, "IPython", module)
    monkeypatch.setitem(sys.modules, "IPython.display", displays)
    return handles


class TestProgress:
    def test_in_a_notebook_it_is_one_table(
        self, simulator: Simulator, driver: Driver, notebook: list[_Handle], capsys: pytest.CaptureFixture[str]
    ) -> None:
        ref = simulator.add_job("llamacloud", [("pending", 1), ("running", 5), "completed"])
        driver.use(simulator, "llamacloud", lambda client: client.wait(ref, on_update=show_progress()))
        (handle,) = notebook
        assert len(handle.shown) >= 3
        assert [job.ref for job in handle.shown[-1]] == [ref]
        assert "<td>succeeded</td>" in handle.shown[-1]._repr_html_()
        assert capsys.readouterr() == ("", "")

    def test_several_jobs_are_one_table(self, notebook: list[_Handle]) -> None:
        show = show_progress()
        for each in (job(1), job(2), job(1, message="more")):
            show(each)
        (handle,) = notebook
        assert [each.ref for each in handle.shown[-1]] == [JobRef("ecore", 1), JobRef("ecore", 2)]
        assert handle.shown[-1][0].message == "more"

    @pytest.mark.parametrize("shell", ["none", "not running", "a terminal"])
    def test_elsewhere_it_is_a_line(
        self, shell: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.delitem(sys.modules, "IPython", raising=False)
        if shell != "none":
            module = types.ModuleType("IPython")
            vars(module)["get_ipython"] = lambda: types.SimpleNamespace() if shell == "a terminal" else None
            monkeypatch.setitem(sys.modules, "IPython", module)
        show = show_progress()
        show(job(progress=Progress(done=1, total=2)))
        show(job(message=EVIL + "\n"))
        out, err = capsys.readouterr()
        assert out == ""
        assert err.splitlines() == [
            "<Job ecore:42 running 1/2>",
            "<Job ecore:42 running> <script>alert(1)</script>\"'&\ufffd[31m",
        ]
