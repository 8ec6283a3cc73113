"""The table of jobs on a terminal: what fits, which jobs of many are shown, and what a redraw costs."""

import io
import re
from collections.abc import Iterator

import pytest
from batchlight import BatchlightError, Job, JobRef, JobState, Progress, ServerError, TransportError, WaitTimeout
from batchlight.cli.board import Board, shown_seconds
from batchlight.cli.output import Row, job_table, shown_progress
from batchlight.cli.table import shortened
from batchlight.engine.steps import Outage
from batchlight.fleet import Over, Paused, Seen
from rich.console import Console

from tests.screens import on_a_screen

UUID = "3f0c8a52-6a0e-4d0b-9d57-0a7c3c1f2b11"
LLAMA = f"llamacloud:bjb-{UUID}"
ANSWER = ServerError("503", operation="", status_code=503, headers={}, body="", detail="")
WIDTHS = [60, 80, 120, 200]


class Time:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def seen(ref: JobRef, state: JobState, done: int | None = None, message: str | None = None) -> Seen:
    progress = None if done is None else Progress(done=done, total=250, fraction=done / 250)
    return Seen(ref, Job(ref.provider, ref.id, state, None, progress=progress, message=message))


def lines(board: Board) -> list[str]:
    console = Console(width=400, file=io.StringIO(), soft_wrap=True)
    console.print(board.table(), end="")
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


@pytest.fixture
def clock() -> Time:
    return Time()


def board_of(clock: Time, refs: list[JobRef]) -> Board:
    return Board({ref: Row(ref) for ref in refs}, every_change=True, json=False, clock=clock)


class TestWidths:
    """An id of 36 characters, and a state of 12, on terminals of four widths."""

    FIRST, SECOND, THIRD, LAST = (
        JobRef("apexverify", UUID),
        JobRef("llamacloud", f"bjb-{UUID}"),
        JobRef("ecore", "42"),
        JobRef("revenuebase", "43"),
    )

    @pytest.fixture(params=WIDTHS)
    def shown(self, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, clock: Time) -> list[str]:
        return self.drawn(request.param, monkeypatch, clock)

    def drawn(self, width: int, monkeypatch: pytest.MonkeyPatch, clock: Time, *, outage: bool = True) -> list[str]:
        on_a_screen(monkeypatch, width=width)
        board = board_of(clock, [self.FIRST, self.SECOND, self.THIRD, self.LAST])
        board.take(seen(self.FIRST, JobState.NEEDS_ACTION, 120))
        board.take(seen(self.SECOND, JobState.CANCELLING, 250))
        board.take(seen(self.THIRD, JobState.RUNNING, 7, "The addresses are being verified, one by one."))
        if outage:
            board.take(Paused(self.SECOND, 5.0, Outage(clock.now - 40.2, ANSWER)))
        found = lines(board)
        assert all(len(line) <= width - 2 for line in found), "what the terminal writes itself makes no new line"
        return found

    def test_a_line_for_each_job(self, shown: list[str]) -> None:
        assert len(shown) == 5

    def test_a_state_is_never_cut(self, shown: list[str]) -> None:
        for state, line in zip(("STATE", "needs_action", "cancelling", "running", "-"), shown, strict=True):
            assert f" {state}" in line

    def test_a_name_says_whose_and_which(self, shown: list[str]) -> None:
        assert shown[1].startswith("apexverify:")
        assert "2b11 " in shown[1]
        assert "120/250  48%" in shown[1]

    @pytest.mark.parametrize("width", [80, 120, 200])
    def test_an_outage_is_seen(self, width: int, monkeypatch: pytest.MonkeyPatch, clock: Time) -> None:
        assert "no answer for 40 s (503)" in self.drawn(width, monkeypatch, clock)[2]

    def test_what_gives_way(self, monkeypatch: pytest.MonkeyPatch, clock: Time) -> None:
        shown = {width: "\n".join(self.drawn(width, monkeypatch, clock, outage=False)) for width in WIDTHS}
        there = {
            part: [width for width in WIDTHS if part in shown[width]]
            for part in ("━", "next look", "one by one.", "The addr", LLAMA, "needs_action")
        }
        assert there == {
            "━": [200],
            "next look": [200],
            "one by one.": [200],
            "The addr": [120, 200],
            LLAMA: [120, 200],
            "needs_action": WIDTHS,
        }

    @pytest.mark.parametrize("width", range(4, 60))
    def test_a_terminal_of_a_few_columns(self, width: int, monkeypatch: pytest.MonkeyPatch, clock: Time) -> None:
        assert len(self.drawn(width, monkeypatch, clock)) == 5

    def test_wide_characters(self, monkeypatch: pytest.MonkeyPatch, clock: Time) -> None:
        on_a_screen(monkeypatch, width=80)
        board = board_of(clock, [self.LAST])
        board.take(seen(self.LAST, JobState.QUEUED, message="順番を待っています。" * 9))
        line = lines(board)[1]
        assert line.endswith("…")
        assert Console().render_str(line).cell_len <= 78


class TestManyJobs:
    REFS = tuple(JobRef("ecore", str(number)) for number in range(1, 1001))

    @pytest.fixture
    def board(self, monkeypatch: pytest.MonkeyPatch, clock: Time) -> Board:
        """Of 1,000 jobs 700 run, one second longer each, and 200 wait in line, on 24 lines."""
        on_a_screen(monkeypatch, width=80, height=24)
        board = board_of(clock, list(self.REFS))
        for ref in self.REFS[:700]:
            clock.now += 1
            board.take(seen(ref, JobState.RUNNING, 10))
        for ref in self.REFS[700:900]:
            board.take(seen(ref, JobState.QUEUED, 0))
        return board

    def names(self, board: Board) -> list[str]:
        return [line.split()[0] for line in lines(board)[1:-1]]

    def test_it_is_never_longer_than_the_terminal(self, board: Board) -> None:
        shown = lines(board)
        assert len(shown) == 23
        assert shown[-1] == "and 979 more: 679 running, 200 queued, 100 not seen yet"

    def test_what_runs_longest_is_shown(self, board: Board) -> None:
        assert self.names(board) == [f"ecore:{number}" for number in range(1, 22)]

    def test_what_changes_comes_first_and_goes_back_when_it_is_no_news(self, board: Board, clock: Time) -> None:
        board.take(seen(JobRef("ecore", "800"), JobState.RUNNING, 1))
        clock.now += 1
        board.take(seen(JobRef("ecore", "801"), JobState.SUCCEEDED, 250))
        assert self.names(board)[:3] == ["ecore:801", "ecore:800", "ecore:1"]
        clock.now += 30
        assert self.names(board)[:1] == ["ecore:1"]
        assert {"ecore:800", "ecore:801"} & set(self.names(board)) == set()

    def test_what_needs_somebody_stays_first(self, board: Board, clock: Time) -> None:
        board.take(seen(JobRef("ecore", "500"), JobState.FAILED))
        board.take(seen(JobRef("ecore", "501"), JobState.NEEDS_ACTION))
        board.take(Over(JobRef("ecore", "950"), BatchlightError("no such job")))
        clock.now += 3600
        assert set(self.names(board)[:3]) == {"ecore:500", "ecore:501", "ecore:950"}
        assert self.names(board)[3] == "ecore:1"

    def test_progress_alone_moves_nothing(self, board: Board) -> None:
        before = self.names(board)
        board.take(seen(JobRef("ecore", "500"), JobState.RUNNING, 99))
        board.take(seen(JobRef("ecore", "2"), JobState.RUNNING, 99))
        assert self.names(board) == before

    def test_the_rest_is_summed_up(self, board: Board) -> None:
        for ref in self.REFS[:212]:
            board.take(seen(ref, JobState.SUCCEEDED))
        for ref in self.REFS[212:215]:
            board.take(Over(ref, BatchlightError("no such job")))
        (last,) = lines(board)[-1:]
        counts = {word: int(count) for count, word in re.findall(r"(\d+) (\w+)", last.partition(":")[2])}
        assert sum(counts.values()) == 979

    def test_a_redraw_costs_what_it_shows(self, board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
        """No row but those that are shown is looked at, and none is sorted anew."""
        looked_at: list[JobRef] = []

        class Watched(dict[JobRef, Row]):
            def __getitem__(self, ref: JobRef) -> Row:
                looked_at.append(ref)
                return super().__getitem__(ref)

            def __iter__(self) -> Iterator[JobRef]:
                raise AssertionError("all rows were looked at")

            values = items = keys = __iter__  # type: ignore[assignment]  # none of them may be called

        board.rows = Watched(board.rows)
        drawn: list[Row] = []
        line = Row.line

        def noted(row: Row, *how: str) -> object:
            drawn.append(row)
            return line(row, *how)

        monkeypatch.setattr(Row, "line", noted)
        assert len(lines(board)) == 23
        assert len(looked_at) == len(drawn) == 21

    def test_after_an_interrupt_they_are_summed_up(self, board: Board) -> None:
        said = board.what_goes_on("wait", ["@my refs.txt"])
        assert said == [
            "interrupted; at the providers 1000 jobs go on: 700 running, 200 queued, 100 not seen yet",
            "to come back to them: batchlight wait '@my refs.txt'",
        ]

    def test_jobs_that_fit_stay_in_their_order(self, monkeypatch: pytest.MonkeyPatch, clock: Time) -> None:
        on_a_screen(monkeypatch, height=24)
        board = board_of(clock, list(self.REFS[:22]))
        board.take(seen(self.REFS[7], JobState.FAILED))
        assert [line.split()[0] for line in lines(board)[1:]] == [str(ref) for ref in self.REFS[:22]]

    @pytest.mark.parametrize("height", [1, 2, 3, 5])
    def test_a_terminal_of_a_few_lines(
        self, board: Board, monkeypatch: pytest.MonkeyPatch, clock: Time, height: int
    ) -> None:
        on_a_screen(monkeypatch, height=height)
        assert len(lines(board)) == max(height - 1, 3)


def test_the_table_says_that_a_provider_tells_nothing(monkeypatch: pytest.MonkeyPatch, clock: Time) -> None:
    on_a_screen(monkeypatch, width=160)
    ref = JobRef("ecore", "42")
    board = board_of(clock, [ref])
    failure = TransportError("no answer", operation="ecore.get_job", reason="ConnectError: refused")
    for paused, shown in (
        (Paused(ref, 5.0, Outage(clock.now - 40.2, failure)), ["no answer for 40 s (ConnectError: refused)"]),
        (Paused(ref, 5.0, Outage(clock.now - 41.2, ANSWER)), ["no answer for 41 s (503)"]),
        (Paused(ref, 5.0), []),
    ):
        board.take(paused)
        assert re.findall(r"no answer for \d+ s \([^)]*\)", "\n".join(lines(board))) == shown


def test_a_timeout_is_told_in_the_table(monkeypatch: pytest.MonkeyPatch, clock: Time) -> None:
    on_a_screen(monkeypatch, width=120)
    ref = JobRef("ecore", "42")
    board = board_of(clock, [ref])
    board.take(Over(ref, WaitTimeout("ecore:42 is running after 30.0 s", job=None, elapsed=30.0)))
    assert "ecore:42 is running after 30.0 s" in lines(board)[1]


@pytest.mark.parametrize(
    ("progress", "shown"),
    [
        (None, ""),
        (Progress(done=120, total=250, fraction=0.48), "120/250  48%"),
        (Progress(done=120), ""),
        (Progress(fraction=0.5), "50%"),
        (Progress(done=1, total=10**40, fraction=0.0), "0%"),
    ],
)
def test_progress(progress: Progress | None, shown: str) -> None:
    assert shown_progress(progress) == shown


@pytest.mark.parametrize(
    ("width", "shown"),
    [(51, LLAMA), (30, "llamacloud:bjb-3f0c…a7c3c1f2b11"[:20] + "…c3c1f2b11"), (2, "l…"), (1, "…")],
)
def test_a_name_loses_its_middle(width: int, shown: str) -> None:
    assert len(shortened(LLAMA, width)) <= width
    if width != 30:
        assert shortened(LLAMA, width) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0 s"), (119, "119 s"), (600, "10 min"), (7199, "120 min"), (9000, "2.5 h")]
)
def test_lengths_of_time(seconds: float, shown: str) -> None:
    assert shown_seconds(seconds) == shown


def test_colours_are_left_out_where_they_are_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Row(JobRef("ecore", "1"), seen(JobRef("ecore", "1"), JobState.FAILED).job)
    written = {}
    for name in ("colours", "none"):
        console = Console(file=io.StringIO(), force_terminal=True, color_system="standard", no_color=name == "none")
        console.print(job_table([row.line()]), soft_wrap=True)
        assert isinstance(console.file, io.StringIO)
        written[name] = console.file.getvalue()
    assert "\x1b[31m" in written["colours"]
    assert "31m" not in written["none"]
