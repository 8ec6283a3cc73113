"""Many files, each from its submission to its results: each paid for once, within what may be under way and paid."""

import itertools
import os
import random
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from batchlight import ECore
from batchlight.fleet import read_journal
from batchlight.fleet.running import check_files
from batchlight.simulator import Clock, Simulator, serve

from tests.test_cli import COMMAND, Outcome, interruptible
from tests.test_cli import run as run

Run = Callable[..., Outcome]


@pytest.fixture(scope="module")
def fast() -> Iterator[Simulator]:
    with serve(clock=Clock(200)) as simulator:
        yield simulator


class Account:
    """An account at eCore with a folder of files: the n-th has n + 1 addresses."""

    def __init__(self, simulator: Simulator, folder: Path, files: int, credits: float | None = None) -> None:
        self.simulator, self.folder = simulator, folder
        self.key = simulator.add_key("ecore", credits=credits)
        self.files = [folder / f"list{number}.csv" for number in range(files)]
        for number, path in enumerate(self.files):
            path.write_text("email\n" + "".join(f"p{each}@example.com\n" for each in range(number + 1)), "utf-8")
        self.words = ["run", "ecore", *map(str, self.files), "--journal", str(folder / "j.db")]
        self.words += ["-o", str(folder / "out"), "--yes", "--interval", "0.1"]

    @property
    def environment(self) -> dict[str, str]:
        return {"ECORE_API_TOKEN": self.key, "ECORE_BASE_URL": self.simulator.base_url("ecore")}

    def names(self) -> list[str]:
        """The names of what was submitted."""
        with ECore(self.key, base_url=self.simulator.base_url("ecore")) as client:
            return sorted(str(job.raw["list_name"]) for job in client.list())

    def check(self) -> None:
        """Each file was submitted once, and has its own results."""
        assert self.names() == sorted(path.name for path in self.files)
        for number, path in enumerate(self.files):
            assert len((self.folder / "out" / path.name).read_text("utf-8").splitlines()) == number + 2
        entries = read_journal(self.folder / "j.db")
        assert [entry.state for entry in entries] == ["succeeded"] * len(self.files)


def use(account: Account, monkeypatch: pytest.MonkeyPatch) -> Account:
    for name, value in account.environment.items():
        monkeypatch.setenv(name, value)
    return account


def test_each_file_has_its_results(fast: Simulator, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    account = use(Account(fast, tmp_path, 12), monkeypatch)
    done = run(*account.words)
    assert done.code == 0
    assert {line.split("\t")[0] for line in done.out.splitlines()} == set(map(str, account.files))
    assert done.err == ""
    account.check()
    monkeypatch.setenv("ECORE_BASE_URL", "http://127.0.0.1:1")
    again = run(*account.words)
    assert again.code == 0, "nothing is asked about what has its results"
    monkeypatch.setenv("ECORE_BASE_URL", account.environment["ECORE_BASE_URL"])
    assert "12 succeeded" in run("report", tmp_path / "j.db").out


def test_when_credits_are_out(fast: Simulator, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    account = use(Account(fast, tmp_path, 20, credits=60), monkeypatch)
    done = run(*account.words, "--at-once", "2")
    assert done.code == 5
    submitted = len(account.names())
    assert 0 < submitted < 20
    assert f"{submitted} of 20 files have their results" in done.err
    assert re.search(rf"{20 - submitted} were not submitted, and cost nothing \(.*402", done.err)
    assert "to go on: batchlight run ecore " in done.err
    fast.set_credits("ecore", 10_000, account.key)
    assert run(*account.words).code == 0
    account.check()


def test_no_more_are_under_way_than_may_be(
    fast: Simulator, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = use(Account(fast, tmp_path, 6), monkeypatch)
    assert run(*account.words, "--at-once", "1").code == 0
    entries = read_journal(tmp_path / "j.db")
    for before, after in itertools.pairwise(entries):
        assert before.ended_at is not None
        assert before.ended_at <= after.added_at


def test_one_that_fails_does_not_end_the_others(
    fast: Simulator, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = use(Account(fast, tmp_path, 4), monkeypatch)
    account.files[2].write_text("name\nnobody\n", "utf-8")
    done = run(*account.words)
    assert done.code == 2
    assert "3 of 4 files have their results" in done.err
    assert "list2.csv: " in done.err


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda words: [*words, "--resume", "r.json"], "--resume"),
        (lambda words: [*words, "--max-cost", "3"], "tells no cost"),
        (lambda words: [*words[:3], *words[4:], *words[2:3]], "have the name 'list0.csv'"),
        (lambda words: [each for each in words if each != "--yes"], "nobody has agreed to pay"),
        (lambda words: [*words[:2], "no-such-file.csv", *words[3:]], "no-such-file.csv"),
        (lambda words: [each for each in words if "j.db" not in each and each != "--journal"], "several files need"),
    ],
)
def test_what_is_wrong_sends_nothing(
    fast: Simulator,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[list[str]], list[str]],
    words: str,
) -> None:
    account = use(Account(fast, tmp_path, 3), monkeypatch)
    done = run(*change(account.words))
    if "list0" in words:
        # Given twice it is one file.
        with pytest.raises(ValueError, match="have the name"):
            check_files({"a/list0.csv": "1", "b/list0.csv": "2"})
        return
    assert done.code == 2
    assert words in " ".join(done.err.replace("│", "").split())
    assert account.names() == []


def test_an_interrupt_says_how_to_go_on(tmp_path: Path) -> None:
    with serve() as slow:
        account = Account(slow, tmp_path, 3)
        slow.next_script("ecore", [("Processed")], times=1)
        with interruptible(
            [COMMAND, *account.words],
            env={**os.environ, **account.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.readline()
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 130
            said = process.stderr.read()
    assert "the journal remembers it" in said
    assert "to go on: batchlight run ecore " in said
    assert "Traceback" not in said


@pytest.mark.parametrize("seed", range(2))
def test_killed_at_random_moments_each_is_paid_for_once(fast: Simulator, tmp_path: Path, seed: int) -> None:
    """A moment is a number of function calls of the process, so that it does not depend on the machine."""
    chance = random.Random(seed)
    account = Account(fast, tmp_path, 8)
    program = (
        "import os, signal, sys, threading\n"
        # What is loaded before is none of the moments.
        "import batchlight.cli.app, batchlight.providers.ecore, batchlight.fleet.running\n"
        "from batchlight.cli import main\n"
        "left = int(sys.argv[1])\n"
        "def count(frame, event, argument):\n"
        "    global left\n"
        "    left -= 1\n"
        "    if left == 0:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "if left:\n"
        "    sys.setprofile(count)\n"
        "sys.exit(main(sys.argv[2:]))\n"
    )
    environment = {**os.environ, **account.environment}

    def started(left: int, *more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", program, str(left), *account.words, "--at-once", "4", *more]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=100)

    kills = 0
    for _ in range(4):
        kills += started(chance.randrange(50_000, 700_000)).returncode == -signal.SIGKILL
        names = account.names()
        assert len(names) == len(set(names))
    assert kills
    last = started(0)
    if last.returncode != 0:
        # Nobody can know whether it arrived, and the list has none: a person says so.
        assert "--resubmit" in last.stderr, last.stderr
        last = started(0, "--resubmit")
    assert last.returncode == 0, last.stderr
    account.check()
