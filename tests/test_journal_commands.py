"""`--journal` of `watch` and `wait`, and `report`: what is told, asked and left on the disk, killed or not."""

import json
import os
import random
import signal
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import httpx
import pytest
from batchlight import JobRef
from batchlight.fleet import read_journal
from batchlight.fleet.journal import open_journal
from batchlight.simulator import Clock, Simulator, serve

from tests.screens import on_a_screen
from tests.sockets import closed_port
from tests.test_cli import COMMAND, Outcome, interruptible
from tests.test_cli import keys as keys
from tests.test_cli import run as run

Run = Callable[..., Outcome]


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "j.db"


def ended(simulator: Simulator) -> list[JobRef]:
    """Jobs that have ended, one of them badly."""
    return [
        simulator.add_job("ecore", ["Processed"]),
        simulator.add_job("revenuebase", ["ERROR"]),
        simulator.add_job("llamacloud", ["completed"]),
    ]


def unplug(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on a request fails."""
    for name, value in simulator.environment.items():
        if name.endswith("_BASE_URL"):
            monkeypatch.setenv(name, closed_port() + value.removeprefix(simulator.url))


class TestWatch:
    @pytest.mark.parametrize("command", ["watch", "wait"])
    def test_each_end_is_told_once_and_nothing_is_asked_again(
        self, keys: Simulator, run: Run, journal: Path, monkeypatch: pytest.MonkeyPatch, command: str
    ) -> None:
        refs = ended(keys)
        first = run(command, *refs, "--journal", journal)
        assert first.code == 1
        assert {line.split("\t")[0] for line in first.out.splitlines()} == {str(ref) for ref in refs}
        assert len(first.out.splitlines()) == 3
        unplug(keys, monkeypatch)
        for words in (refs, []):
            again = run(command, *words, "--journal", journal)
            assert (again.code, again.out) == (1, "")
            assert again.err == "3 jobs have ended, as was told before. `batchlight report` shows all of them\n"

    def test_only_those_that_are_named_count(self, keys: Simulator, run: Run, journal: Path) -> None:
        good, _bad, _other = refs = ended(keys)
        assert run("watch", *refs, "--journal", journal).code == 1
        assert run("watch", good, "--journal", journal).code == 0

    def test_what_was_handed_out_and_not_taken_is_told_again_as_such(
        self, keys: Simulator, run: Run, journal: Path
    ) -> None:
        (ref, *_others) = ended(keys)
        run("watch", ref, "--journal", journal)
        with sqlite3.connect(journal) as data:
            data.execute("UPDATE jobs SET told = 1")
        again = run("watch", "--journal", journal)
        assert again.out == f"{ref}\tsucceeded\t250/250  100%\tperhaps told before\n"
        with sqlite3.connect(journal) as data:
            data.execute("UPDATE jobs SET told = 1")
        (told,) = run("watch", "--journal", journal, "--json", "--no-raw").objects
        assert (told["ref"], told["repeated"]) == (str(ref), True)

    def test_after_its_time_it_goes_on(self, keys: Simulator, run: Run, journal: Path) -> None:
        ref = keys.add_job("ecore", ["Processing"])
        first = run("watch", ref, "--journal", journal, "--timeout", "0.5")
        assert first.code == 3
        assert "the journal remembers it" in first.out
        (entry,) = read_journal(journal)
        assert (entry.ref, entry.state, entry.ended_at) == (ref, "running", None)

    def test_no_key_sends_nothing(self, keys: Simulator, run: Run, journal: Path, monkeypatch: Any) -> None:
        unplug(keys, monkeypatch)
        monkeypatch.delenv("ECORE_API_TOKEN")
        done = run("watch", *ended(keys), "--journal", journal)
        assert done.code == 4
        assert "ECORE_API_TOKEN" in done.err

    def test_a_live_table(self, keys: Simulator, run: Run, journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        screen = on_a_screen(monkeypatch, width=140)
        assert run("watch", *ended(keys), "--journal", journal).code == 1
        for word in ("PROGRESS", "TIME", "250/250  100%", "failed"):
            assert word in screen.text
        assert "next look" not in screen.text

    def test_an_interrupt_says_how_to_go_on(self, keys: Simulator, journal: Path) -> None:
        going, over = keys.add_job("ecore", ["Processing"]), keys.add_job("llamacloud", ["completed"])
        command = [COMMAND, "watch", str(over), str(going), "--journal", str(journal)]
        with interruptible(command, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as watching:
            assert watching.stdout is not None
            assert watching.stderr is not None
            seen: set[str] = set()
            while len(seen) < 2:
                seen.add(watching.stdout.readline().split("\t")[0])
            watching.send_signal(signal.SIGINT)
            assert watching.wait(20) == 130
            said = watching.stderr.read()
        assert f"  {going}  running" in said
        assert said.endswith(f"to come back to them: batchlight watch --journal {journal}\n")


class TestWhatIsWrong:
    def test_no_job_and_no_journal(self, run: Run, journal: Path) -> None:
        for words in ((), ("--journal", journal)):
            done = run("watch", *words)
            assert done.code == 2
            assert "name " in done.err
        assert not journal.exists()

    BROKEN: ClassVar[dict[str, tuple[Callable[[Path], object], str]]] = {
        "it is another file": (lambda path: path.write_text("revenuebase:42\n" * 50), "is not a journal"),
        "it is of another version": (
            lambda path: path.write_bytes(path.read_bytes()[:63] + b"\x07" + path.read_bytes()[64:]),
            "is of version 7, and this version of batchlight writes version 1",
        ),
        "it is cut off": (lambda path: path.write_bytes(path.read_bytes()[:5000]), "its end is missing"),
        "a page is overwritten": (
            lambda path: path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 8192),
            "cannot be",
        ),
    }

    @pytest.mark.parametrize("command", ["watch", "report"])
    @pytest.mark.parametrize("what", BROKEN)
    def test_a_journal_that_cannot_be_used(
        self, keys: Simulator, run: Run, journal: Path, monkeypatch: pytest.MonkeyPatch, what: str, command: str
    ) -> None:
        unplug(keys, monkeypatch)
        open_journal(journal).close()
        break_it, words = self.BROKEN[what]
        break_it(journal)
        before = journal.read_bytes()
        arguments = [keys.add_job("ecore"), "--journal", journal] if command == "watch" else [journal]
        done = run(command, *arguments)
        assert (done.code, done.out) == (4, "")
        assert words in done.err
        assert "Traceback" not in done.err
        assert journal.read_bytes() == before

    def test_a_second_process_is_told(self, keys: Simulator, run: Run, journal: Path) -> None:
        refs = ended(keys)
        held = open_journal(journal)
        try:
            done = run("watch", *refs, "--journal", journal)
        finally:
            held.close()
        assert (done.code, done.out) == (4, "")
        assert "in use by another" in done.err
        assert run("watch", *refs, "--journal", journal).code == 1


class TestKills:
    @pytest.mark.parametrize("seed", range(2))
    def test_no_end_is_lost_and_a_repeat_is_marked(self, tmp_path: Path, seed: int) -> None:
        """Killed after a random number of lines, again and again, by whoever reads them."""
        chance = random.Random(seed)
        with serve(clock=Clock(50)) as simulator:
            refs: list[JobRef] = []
            for number in range(4):
                refs.append(simulator.add_job("ecore", [("Processing", 20.0 + 20 * number), "Processed"]))
                refs.append(simulator.add_job("llamacloud", [("running", 15.0 + 20 * number), "completed"]))
            (tmp_path / "refs.txt").write_text("\n".join(map(str, refs)), "utf-8")
            command = [COMMAND, "wait", f"@{tmp_path / 'refs.txt'}", "--json", "--no-raw", "--interval", "0.1"]
            command += ["--journal", str(tmp_path / "j.db")]
            told: list[dict[str, Any]] = []
            for _ in range(100):
                with subprocess.Popen(
                    command, stdout=subprocess.PIPE, env={**os.environ, **simulator.environment}, text=True
                ) as watching:
                    assert watching.stdout is not None
                    for _line in range(chance.randrange(1, 5)):
                        line = watching.stdout.readline()
                        if line:
                            told.append(json.loads(line))
                    if watching.poll() is None and len(told) < len(refs):
                        watching.kill()
                    # What was in the pipe when it was killed was told, too.
                    told += map(json.loads, watching.stdout.read().splitlines())
                    if watching.wait(60) == 0:
                        break
            else:
                pytest.fail("it never came to its end")
        assert {each["ref"] for each in told} == {str(ref) for ref in refs}
        assert all(each["state"] == "succeeded" for each in told)
        seen: set[str] = set()
        for each in told:
            assert each["ref"] not in seen or each.get("repeated")
            seen.add(each["ref"])


class TestReport:
    def test_it_says_what_became_of_them(self, keys: Simulator, run: Run, journal: Path) -> None:
        run("watch", *ended(keys), "--journal", journal)
        done = run("report", journal)
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith("j.db: 3 jobs from ")
        assert "1 failed" in done.out
        assert max(map(len, done.out.splitlines())) <= 80

    def test_as_json(self, keys: Simulator, run: Run, journal: Path) -> None:
        refs = ended(keys)
        run("watch", *refs, "--journal", journal)
        told = run("report", journal, "--json").objects
        assert {each["ref"]: each["state"] for each in told} == {
            str(ref): state for ref, state in zip(refs, ("succeeded", "failed", "succeeded"), strict=True)
        }
        assert all(each["has_ended"] for each in told)

    def test_files(self, keys: Simulator, run: Run, journal: Path, tmp_path: Path) -> None:
        refs = ended(keys)
        run("watch", *refs, "--journal", journal)
        page, rows = tmp_path / "page.html", tmp_path / "rows.csv"
        words = ["report", journal, "--html", page, "--csv", rows]
        assert run(*words).code == 0
        assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
        assert len(rows.read_text("utf-8").splitlines()) == 4
        secrets = [text for path in (page, rows, journal) for text in (path.read_bytes(),)]
        assert not any(key.encode() in text for key in keys.keys.values() for text in secrets)
        page.write_text("mine", "utf-8")
        rows.unlink()
        refused = run(*words)
        assert refused.code == 2
        assert "page.html cannot be written: it is there already; --overwrite replaces it" in " ".join(
            refused.err.replace("│", "").split()
        )
        assert page.read_text("utf-8") == "mine"
        assert not rows.exists(), "nothing is written where not all can be"
        assert run(*words, "--overwrite").code == 0
        assert page.read_text("utf-8") != "mine"
        assert sorted(path.suffix for path in tmp_path.iterdir() if "j.db" not in path.name) == [".csv", ".html"]

    @pytest.mark.parametrize(
        "words",
        [
            ("--html", "no/such/folder/page.html"),
            ("--csv", "."),
            ("--csv", "one", "--html", "one"),
            ("--csv", "j.db", "--overwrite"),
        ],
        ids=" ".join,
    )
    def test_what_cannot_be_written(
        self, run: Run, journal: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
    ) -> None:
        open_journal(journal).close()
        before = journal.read_bytes()
        monkeypatch.chdir(journal.parent)
        done = run("report", "j.db", *words)
        assert (done.code, done.out) == (2, "")
        assert journal.read_bytes() == before

    def test_of_a_journal_without_jobs(self, run: Run, journal: Path, tmp_path: Path) -> None:
        open_journal(journal).close()
        assert run("report", journal, "--html", tmp_path / "p.html").out == "j.db: there is no job in it yet\n"

    def test_of_what_is_not_there(self, run: Run, journal: Path) -> None:
        done = run("report", journal)
        assert done.code == 4
        assert "there is no such file" in done.err
        assert not list(journal.parent.iterdir())

    def test_while_it_is_written(self, keys: Simulator, run: Run, journal: Path) -> None:
        refs = ended(keys)
        run("watch", *refs, "--journal", journal)
        held = open_journal(journal)
        try:
            held.begin(JobRef("ecore", "4711"))
            assert "1 not seen" in run("report", journal).out
        finally:
            held.close()


def test_the_simulator_has_limits_where_that_is_asked_for() -> None:
    command = [COMMAND, "simulate", "--port", "0", "--limits"]
    with interruptible(command, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        variables: dict[str, str] = {}
        for line in server.stdout:
            name, _, value = line.removeprefix("export ").strip().partition("=")
            variables[name] = value
            if line.startswith("batchlight status"):
                break
        ref = next(word for word in line.split() if word.startswith("llamacloud:"))
        answers = [
            httpx.get(
                f"{variables['LLAMA_CLOUD_BASE_URL']}/api/v1/beta/batch-processing/{ref.partition(':')[2]}",
                headers={"Authorization": f"Bearer {variables['LLAMA_CLOUD_API_KEY']}"},
            ).status_code
            for _ in range(30)
        ]
        server.send_signal(signal.SIGINT)
    assert set(answers) == {200, 429}
