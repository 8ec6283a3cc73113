"""The commands that make jobs and fetch what comes of them, as users run them: against the simulator over real HTTP."""

import contextlib
import csv
import errno
import json
import os
import pty
import re
import select
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
import typer
from batchlight import Job, JobState
from batchlight.cli import main
from batchlight.cli.app import COMMANDS
from batchlight.cli.exits import Exit
from batchlight.cli.journey import Journey
from batchlight.drivers.operations import Flow, stream
from batchlight.drivers.saving import Saving
from batchlight.engine.steps import Give, Steps
from batchlight.providers import PROVIDERS, operations_of
from batchlight.providers.apexverify import ApexVerifyOperations
from batchlight.simulator import Fault, Simulator, outcome_of
from batchlight.testing import batch_clock, batch_simulator_http

from tests.screens import on_a_screen
from tests.test_cli import COMMAND, Outcome
from tests.test_command_line import TestInterrupt as Interrupting

__all__ = ["batch_clock", "batch_simulator_http"]

ADDRESSES = [f"person{number}@example.com" for number in range(10_000)]
WORDS = {"valid": "Valid", "invalid": "Invalid", "unknown": "Unknown", "error": "Unknown"}
TOLD = [(address, WORDS[outcome_of(address)]) for address in ADDRESSES]

Run = Callable[..., Outcome]


@pytest.fixture
def run(
    batch_simulator_http: Simulator, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Run:
    """A command, run in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return lambda *words: Outcome(main([str(word) for word in words]), capsys)


@pytest.fixture
def sheet(tmp_path: Path) -> str:
    (tmp_path / "people.csv").write_text("email\n" + "".join(f"{address}\n" for address in ADDRESSES), "utf-8")
    return "people.csv"


def told_in(path: str) -> list[tuple[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(row.get("email") or row["Email"], row.get("status") or row["Status"]) for row in rows]


class TestTheWholeWay:
    @pytest.mark.parametrize("provider", ["revenuebase", "ecore"])
    def test_from_a_file_to_results(self, run: Run, sheet: str, provider: str) -> None:
        done = run("run", provider, sheet, "-o", "results.csv", "--yes")
        assert done.code == Exit.DONE, done.err
        *changes, end = (line.split("\t") for line in done.out.splitlines())
        assert (changes[0][1], changes[-1][1]) == ("queued", "succeeded")
        size = Path("results.csv").stat().st_size
        assert (end, done.err) == ([changes[0][0], "downloaded", "results.csv", f"{size} bytes"], "")
        assert told_in("results.csv") == TOLD
        assert sorted(path.name for path in Path().iterdir()) == ["people.csv", "results.csv"]

    @pytest.mark.parametrize("provider", ["revenuebase", "ecore"])
    def test_the_same_step_by_step(self, run: Run, sheet: str, provider: str) -> None:
        submitted = run("submit", provider, sheet, "--yes")
        ref, state = submitted.out.split("\t")[:2]
        assert (submitted.code, state, submitted.err) == (Exit.DONE, "queued", "")
        assert [line.split("\t")[0] for line in run("list", provider).out.splitlines()] == [ref]
        assert run("wait", ref).code == Exit.DONE
        fetched = run("download", ref, "-o", "results.csv")
        size = Path("results.csv").stat().st_size
        assert (fetched.code, fetched.out) == (Exit.DONE, f"{ref}\tdownloaded\tresults.csv\t{size} bytes\n")
        assert told_in("results.csv") == TOLD
        lines = [line.split("\t") for line in run("results", ref).out.splitlines()]
        email, status = lines[0].index("email"), lines[0].index("status")
        assert [(line[email], line[status]) for line in lines[1:]] == TOLD
        assert [(row["email"], row["status"]) for row in run("results", ref, "--json").objects] == TOLD

    def test_as_json(self, run: Run, sheet: str) -> None:
        *changes, end = run(
            "run", "ecore", sheet, "-o", "r.json", "--format", "json", "-y", "--json", "--no-raw"
        ).objects
        assert changes[0]["state"] == "queued"
        assert end["state"] == "succeeded"
        assert end["results"] == {"path": str(Path("r.json").resolve()), "size": Path("r.json").stat().st_size}
        assert len(json.loads(Path("r.json").read_text("utf-8"))) > 0
        ref = end["ref"]
        fetched = run("download", ref, "-o", "again.json", "--format", "json", "--json").objects[0]
        assert (fetched["ref"], fetched["results"]["size"]) == (ref, end["results"]["size"])
        (listed,) = run("list", "ecore", "--json", "--no-raw").objects
        assert (listed["ref"], listed["state"]) == (ref, "succeeded")

    def test_on_a_terminal(self, run: Run, sheet: str, monkeypatch: pytest.MonkeyPatch) -> None:
        screen = on_a_screen(monkeypatch, width=80, height=24)
        assert run("run", "ecore", sheet, "-o", "results.csv", "--yes").code == Exit.DONE
        titles, upload, job, download = screen.lines(24)[:4]
        assert titles.split() == ["JOB", "STATE", "PROGRESS", "TIME"]
        assert re.match(r"people\.csv +uploaded +━{20} +[0-9.]+ KiB", upload)
        assert re.match(r"ecore:\d+ +succeeded +━{20} +10000/10000  100%", job)
        assert re.match(r"results\.csv +downloaded +━{20} +[0-9.]+ (KiB|MiB)", download)
        assert all(len(line) <= 80 for line in screen.lines(24))

    def test_credits(self, run: Run, sheet: str) -> None:
        before = run("credits", "revenuebase", "--json").objects[0]["credits"]
        run("run", "revenuebase", sheet, "-o", "results.csv", "-y")
        left = before - sum(word != "Unknown" for _address, word in TOLD)
        assert run("credits", "revenuebase").out == f"revenuebase\tcredits\t{left}\n"

    def test_a_list_that_nobody_needs_all_of(self, run: Run) -> None:
        for number in range(3):
            run("submit", "ecore", "--emails", f"a{number}@example.com", "--list-name", f"No. {number}", "--yes")
        assert len(run("list", "ecore").out.splitlines()) == 3
        assert [job["raw"]["list_name"] for job in run("list", "ecore", "-n", 1, "--json").objects] == ["No. 2"]
        nothing = run("list", "ecore", "--status", "Failed")
        assert (nothing.code, nothing.out, nothing.err) == (Exit.DONE, "", "eCore lists no job\n")


MORE = {
    "submit": ["people.csv"],
    "run": ["people.csv", "-o", "x"],
    "list": [],
    "credits": [],
    "launch": [],
    "results": [],
    "download": ["-o", "x"],
}
NAMES = {"results": {"results", "records"}, "credits": {"credits", "balance"}}


class TestWhatItFollowsFrom:
    """A command is there where the provider's client can do it."""

    @pytest.mark.parametrize("command", list(MORE))
    @pytest.mark.parametrize("provider", list(PROVIDERS))
    def test_what_it_cannot_do_is_said_in_a_line(self, run: Run, sheet: str, provider: str, command: str) -> None:
        known = NAMES.get(command, {command}) & set(operations_of(provider))
        first = (
            f"{provider}:{PROVIDERS[provider].id_shape.example}"
            if command in ("launch", "results", "download")
            else provider
        )
        if known:
            assert run(command, *([provider] if first == provider else []), "-h").code == Exit.DONE
            return
        done = run(command, first, *MORE[command])
        assert done.code == Exit.USAGE
        title = PROVIDERS[provider].title
        assert f"{title} has no {command}: batchlight knows no such endpoint of it" in " ".join(done.err.split())

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (["submit", "nosuch", "people.csv"], "unknown provider 'nosuch'"),
            (["submit", "revenuebase.mars", "people.csv"], "Revenuebase has no site 'mars'"),
            (
                ["list", "ecore", "--status", "Sleeping"],
                "'Sleeping' is none of Uploading, Processing, Processed, Failed",
            ),
            (
                ["download", "revenuebase:1", "-o", "x", "--format", "json"],
                "`download` takes no --format at Revenuebase",
            ),
            (["results", "ecore:x"], "whole number"),
            (["run", "revenuebase", "people.csv", "-y"], "--output"),
            (["run", "revenuebase", "people.csv", "-o", "x", "--max-cost", "5"], "tells no cost before it is paid"),
            (["run", "revenuebase", "people.csv", "-o", "x", "--timeout", "soon"], "is no length of time"),
            (["list", "ecore", "--limit", "0"], "0"),
        ],
    )
    def test_a_wrong_word(self, run: Run, sheet: str, words: list[str], message: str) -> None:
        done = run(*words)
        assert (done.code, done.out) == (Exit.USAGE, "")
        assert message in " ".join(done.err.replace("│", "").split())

    def test_the_help_says_what_the_operation_says(self, run: Run) -> None:
        told = " ".join(run("run", "revenuebase", "-h").out.replace("│", "").split())
        assert "Whether the results tell the mail server" in told
        assert "See submit" not in told
        assert "open binary file" not in told

    def test_a_provider_that_gets_an_operation_gets_the_command(
        self, run: Run, batch_simulator_http: Simulator, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        taken: list[Any] = []

        def plan(client: Any, *, colour: Literal["red", "blue"], size: int = 3, parts: list[str] | None = None) -> Any:
            """List jobs by their colours.

            Args:
                colour: What they look like.
                size, parts: What else
                    there is.
            """

            def steps() -> Steps[None]:
                yield Give(Job(client.provider.name, ref.id, JobState.QUEUED, None))

            taken.append((colour, size, parts))
            return Flow(steps)

        ref = batch_simulator_http.add_job("apexverify")
        monkeypatch.setattr(ApexVerifyOperations, "list", stream(plan), raising=False)
        help_ = " ".join(run("list", "apexverify", "-h").out.split())
        assert "--colour [red|blue] What they look like. [required]" in help_
        assert "--size NUMBER What else there is. [default: (3)]" in help_
        done = run("list", "apexverify", "--colour", "red", "--parts", "a", "--parts", "b")
        assert (done.code, done.out) == (Exit.DONE, f"{ref}\tqueued\t\t\n"), done.err
        assert taken == [("red", 3, ["a", "b"])]
        assert run("list", "apexverify", "--colour", "green").code == Exit.USAGE

    def test_the_help_of_a_group_says_how_it_is_typed(self, run: Run) -> None:
        said = " ".join(run("run", "-h").out.split())
        assert "Usage: batchlight run [OPTIONS] PROVIDER FILE -o RESULTS" in said
        assert "`batchlight run PROVIDER -h` lists the options" in said

    @pytest.mark.parametrize(("provider", "shown"), [("revenuebase", False), ("apexverify", True)])
    def test_the_help_shows_what_the_provider_has_a_use_for(self, run: Run, provider: str, shown: bool) -> None:
        assert ("--max-cost CREDITS" in run("run", provider, "-h").out) is shown

    @pytest.mark.parametrize("command", list(COMMANDS))
    def test_help_has_no_traces_of_typer(self, run: Run, command: str) -> None:
        assert "{" not in run(command, "-h").out


BATCH = ("--name", "July", "--type", "email", "--target-country", "IT")


class TestApexVerify:
    """A batch costs nothing before its launch, and then what its parsing has found."""

    @pytest.fixture(autouse=True)
    def _list(self, tmp_path: Path) -> None:
        (tmp_path / "list.txt").write_text("".join(f"{address}\n" for address in ADDRESSES[:300]))

    RUN = ("run", "apexverify", "list.txt", *BATCH, "-o", "results.json")

    @pytest.mark.parametrize("agreed", [("--max-cost", "300"), ("--yes",)])
    def test_what_was_agreed_to_is_paid(self, run: Run, agreed: tuple[str, ...]) -> None:
        done = run(*self.RUN, *agreed)
        assert done.code == Exit.DONE, done.err
        assert set(json.loads(Path("results.json").read_text())) == set(ADDRESSES[:300])

    @pytest.mark.parametrize(
        ("agreed", "code", "message"),
        [
            ((), Exit.USAGE, "nobody has agreed to pay; --max-cost or --yes says so\nnothing was sent\n"),
            (
                ("--max-cost", "299"),
                Exit.JOB,
                "a launch takes 300 credits, and --max-cost is 299; nothing was paid\nto launch",
            ),
        ],
    )
    def test_more_is_not(self, run: Run, agreed: tuple[str, ...], code: Exit, message: str) -> None:
        before = run("credits", "apexverify", "--json").objects
        done = run(*self.RUN, *agreed)
        assert (done.code, message in done.err) == (code, True), done.err
        assert run("credits", "apexverify", "--json").objects == before
        assert not Path("results.json").exists()

    @pytest.mark.parametrize("answer", [True, False])
    @pytest.mark.parametrize("more", [(), ("--resume", "job.json")], ids=["", "resume"])
    def test_on_a_terminal_the_cost_is_asked(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, answer: bool, more: tuple[str, ...]
    ) -> None:
        asked: list[str] = []
        monkeypatch.setattr("batchlight.cli.paying.can_ask", lambda: True)
        monkeypatch.setattr("batchlight.cli.running.can_ask", lambda: True)

        def confirm(text: str, **_: object) -> bool:
            asked.append(text)
            return answer

        monkeypatch.setattr(typer, "confirm", confirm)
        done = run(*self.RUN, *more)
        refs = {line.split("\t")[0] for line in done.out.splitlines()}
        assert len(refs) == 1
        assert asked == [f"Launch {refs.pop()}? It takes 300 credits."]
        assert done.code == (Exit.DONE if answer else Exit.USAGE), done.err
        assert Path("results.json").exists() is answer
        if not answer:
            why, left, way = done.err.splitlines()
            assert (why, left.endswith(" waits for its launch")) == ("error: not agreed to", True)
            assert way.startswith("to launch it, and pay: batchlight launch ")
            commands = way.partition(": ")[2].replace("launch ", "launch --yes ").split(" && ")
            for command in commands:
                assert run(*shlex.split(command)[1:]).code == Exit.DONE
            assert Path("results.json").exists()

    def test_launch(self, run: Run) -> None:
        ref = run("submit", "apexverify", "list.txt", *BATCH).out.split("\t")[0]
        assert run("launch", ref, "--yes").err == f"error: {ref} is running, and does not wait for a launch\n"
        assert run("wait", ref).code == Exit.JOB
        assert run("launch", ref).code == Exit.USAGE
        assert "it costs 300 credits, and --max-cost is 299" in run("launch", ref, "--max-cost", "299").err
        assert "\tneeds_action\t" in run("status", ref).out
        done = run("launch", ref, "--max-cost", "300")
        assert (done.code, done.out.split("\t")[:2], done.err) == (Exit.DONE, [ref, "running"], "")
        assert run("wait", ref).code == Exit.DONE
        assert run("download", ref, "-o", "results.xlsx", "--format", "xlsx").code == Exit.DONE
        rows = run("results", ref, "--json").objects
        assert [row["value"] for row in rows] == ADDRESSES[:300]

    def test_a_launch_that_may_have_arrived(self, run: Run, batch_simulator_http: Simulator) -> None:
        ref = batch_simulator_http.add_job("apexverify", ["ready_for_verification"])
        batch_simulator_http.inject(Fault(status=503), operation="apexverify_batches.launch_batch")
        done = run("launch", ref, "--yes")
        assert done.code == Exit.JOB
        assert done.err.startswith(f"error: whether {ref} was launched is not known (")
        assert done.err.endswith(f"to look: batchlight status {ref}\n")

    @pytest.mark.parametrize("fault", [Fault(status=503, done=True), Fault(close="before")], ids=["503", "no answer"])
    def test_whoever_reads_json_is_told_of_it_and_it_was_sent_once(
        self, run: Run, batch_simulator_http: Simulator, fault: Fault
    ) -> None:
        ref = run("submit", "apexverify", "list.txt", *BATCH, "--json").objects[0]["ref"]
        assert run("wait", ref).code == Exit.JOB
        batch_simulator_http.inject(fault, operation="apexverify_batches.launch_batch")
        before = batch_simulator_http.credits("apexverify")
        done = run("launch", ref, "--yes", "--json")
        # The fault is for one request: the next one would have been answered.
        [told] = done.objects
        assert (done.code, told["ref"], told["error"]["type"]) == (Exit.JOB, ref, "SubmissionUncertain")
        assert before - batch_simulator_http.credits("apexverify") == 300
        assert run("wait", ref).code == Exit.DONE


class TestLlamaCloud:
    """Results are no file there: they are written line by line."""

    CONFIG = ("--job-config", '{"type": "parse_v2", "configuration_id": "cfg-1"}')

    @pytest.fixture(autouse=True)
    def _documents(self, tmp_path: Path) -> None:
        for name in ("a.pdf", "b.pdf"):
            (tmp_path / name).write_bytes(b"%PDF-1.7")
        (tmp_path / "config.json").write_text(self.CONFIG[1])

    @pytest.mark.parametrize("config", [CONFIG, ("--job-config", "@config.json")], ids=["JSON", "a file of it"])
    def test_from_files_to_results(self, run: Run, config: tuple[str, ...]) -> None:
        words = ("run", "llamacloud", "a.pdf", "b.pdf", *config, "-o", "results.jsonl", "--yes")
        done = run(*words)
        assert done.code == Exit.DONE, done.err
        rows = [json.loads(line) for line in Path("results.jsonl").read_text().splitlines()]
        assert [row["job_type"] for row in rows] == ["parse_v2", "parse_v2"]
        ref = done.out.split("\t")[0]
        assert run("results", ref, "--json").objects == rows
        again = run(*words)
        assert (again.code, again.out) == (Exit.USAGE, "")
        assert "--overwrite replaces it" in again.err

    def test_a_site(self, run: Run) -> None:
        done = run("run", "llamacloud.eu", "a.pdf", *self.CONFIG, "-o", "results.jsonl", "--yes")
        assert (done.code, done.out.startswith("llamacloud.eu:")) == (Exit.DONE, True), done.err
        assert run("list", "llamacloud.eu").out.startswith("llamacloud.eu:")

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (["--job-config", "{"], "that is no JSON"),
            (["--job-config", "@missing.json"], "missing.json cannot be read: No such file or directory"),
            (["--job-config", "{}"], "a --job-config of v2 is"),
            ([], "--job-config"),
        ],
    )
    def test_a_configuration_that_is_none(self, run: Run, words: list[str], message: str) -> None:
        done = run("run", "llamacloud", "a.pdf", *words, "-o", "results.jsonl", "--yes")
        assert (done.code, done.out) == (Exit.USAGE, "")
        assert message in " ".join(done.err.split())


class TestMoney:
    def test_in_a_pipe_it_has_to_be_said(self, run: Run, sheet: str, batch_simulator_http: Simulator) -> None:
        for words in (["submit", "ecore", sheet], ["run", "ecore", sheet, "-o", "x"]):
            done = run(*words)
            assert done.code == Exit.USAGE
            assert "a credit is taken for each address" in done.err
            assert done.err.endswith("nobody has agreed to pay; --yes says so\nnothing was sent\n")
        assert run("list", "ecore").out == ""

    @pytest.mark.parametrize(("answer", "code"), [("y", Exit.DONE), ("n", Exit.USAGE), ("", Exit.USAGE)])
    def test_on_a_terminal_it_is_asked(self, run: Run, sheet: str, answer: str, code: int) -> None:
        status, shown = typed([COMMAND, "submit", "revenuebase", sheet], "[y/N]: ", f"{answer}\n")
        assert status == code
        assert "Submit people.csv (" in shown
        assert ("to wait for it: batchlight wait revenuebase:" in shown) is (code == Exit.DONE)
        assert ("nothing was sent" in shown) is (code != Exit.DONE)
        assert len(run("list", "revenuebase").out.splitlines()) == (code == Exit.DONE)

    def test_it_is_answered_with_an_interrupt(self, run: Run, sheet: str, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupted(*_: object, **__: object) -> None:
            raise typer.Abort

        monkeypatch.setattr("batchlight.cli.paying.can_ask", lambda: True)
        monkeypatch.setattr(typer, "confirm", interrupted)
        done = run("submit", "revenuebase", sheet)
        assert (done.code, done.out, done.err) == (130, "", "\ninterrupted; nothing was sent\n")

    def test_too_few_credits(self, run: Run, sheet: str, batch_simulator_http: Simulator) -> None:
        batch_simulator_http.inject(
            Fault(status=402, body='{"error": "Insufficient credits.", "required": 50, "balance": 12}'),
            provider="ecore",
        )
        done = run("submit", "ecore", sheet, "-y", "--json")
        assert done.code == Exit.PROVIDER
        assert "Insufficient credits" in done.err
        assert done.objects[0]["error"]["status_code"] == 402


def typed(command: list[str], wanted: str, answer: str) -> tuple[int, str]:
    """What a command shows on a terminal where somebody answers it."""
    child, terminal = pty.fork()
    if child == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.execv(command[0], command)
    shown, is_answered, end = b"", False, time.monotonic() + 30
    with contextlib.suppress(OSError):  # The terminal goes with the process.
        while select.select([terminal], [], [], max(end - time.monotonic(), 0))[0]:
            piece = os.read(terminal, 4096)
            if not piece:
                break
            shown += piece
            if not is_answered and wanted.encode() in shown:
                os.write(terminal, answer.encode())
                is_answered = True
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode()


class TestBadInput:
    @pytest.fixture(autouse=True)
    def _files(self, tmp_path: Path) -> None:
        (tmp_path / "empty.csv").touch()
        (tmp_path / "folder.csv").mkdir()
        (tmp_path / "no-address.csv").write_text("email\nnobody\n")
        (tmp_path / "list.txt").write_text("a@example.com\n")
        (tmp_path / "there.csv").write_text("precious")
        (tmp_path / "a.csv").write_text("email\na@example.com\n")
        os.mkfifo(tmp_path / "pipe.csv")

    @pytest.mark.parametrize(
        ("file", "message"),
        [
            ("missing.csv", "missing.csv: No such file or directory"),
            ("empty.csv", "'empty.csv' is empty"),
            ("folder.csv", "'folder.csv' is a folder"),
            ("pipe.csv", "'pipe.csv' is no regular file"),
            ("list.txt", "must end in .csv, .json"),
            ("no-address.csv", "'no-address.csv' holds no e-mail address"),
            ("/proc/self/mem", "/proc/self/mem"),
        ],
    )
    @pytest.mark.parametrize("command", [["submit"], ["run", "-o", "new.csv"]], ids=["submit", "run"])
    def test_a_file_that_cannot_be_sent(self, run: Run, command: list[str], file: str, message: str) -> None:
        done = run(command[0], "revenuebase", file, *command[1:], "--yes")
        assert done.code == Exit.USAGE
        assert (done.out, done.err.count("\n")) == ("", 1)
        assert message in done.err
        assert run("list", "revenuebase").out == ""

    @pytest.mark.parametrize(
        ("output", "message"),
        [
            ("there.csv", "there.csv: there is a file of that name; --overwrite replaces it"),
            ("folder.csv", "folder.csv: Is a directory"),
            ("no-such-folder/new.csv", "no-such-folder: No such file or directory"),
            ("there.csv/new.csv", "there.csv: Not a directory"),
        ],
    )
    def test_results_that_have_no_place(self, run: Run, output: str, message: str) -> None:
        done = run("run", "revenuebase", "a.csv", "-o", output, "--yes")
        assert (done.code, done.err.endswith(f"{message}\n"), done.err.count("\n")) == (Exit.USAGE, True, 1), done.err
        assert run("list", "revenuebase").out == ""
        assert Path("there.csv").read_text() == "precious"

    def test_results_do_not_replace_what_is_submitted(self, run: Run) -> None:
        before = Path("a.csv").read_text()
        done = run("run", "revenuebase", "a.csv", "-o", "./a.csv", "--overwrite", "--yes")
        assert done.code == Exit.USAGE
        assert done.err == "error: './a.csv' cannot be both: it is what is submitted\n"
        assert Path("a.csv").read_text() == before

    def test_a_place_is_not_for_two_files(self, run: Run) -> None:
        done = run("run", "revenuebase", "a.csv", "-o", "new.csv", "--resume", "./new.csv", "--yes")
        assert (done.code, done.err) == (
            Exit.USAGE,
            "error: 'new.csv' cannot be both: --resume is for a file of its own\n",
        )
        assert run("list", "revenuebase").out == ""
        assert not Path("new.csv").exists()

    def test_a_name_is_said_once(self, run: Run) -> None:
        done = run("submit", "revenuebase", "list.txt", "--yes")
        assert done.err == "error: 'list.txt': its name must end in .csv, .json\n"

    @pytest.mark.parametrize(
        ("words", "kind"),
        [
            (("run", "revenuebase", "missing.csv", "-o", "new.csv", "--yes"), "FileNotFoundError"),
            (("submit", "revenuebase", "empty.csv", "--yes"), "ValueError"),
            (("submit", "revenuebase", "a.csv"), "Refused"),
            (("download", "revenuebase:42", "-o", "there.csv"), "FileExistsError"),
        ],
    )
    def test_whoever_reads_json_is_told_of_it(self, run: Run, words: tuple[str, ...], kind: str) -> None:
        done = run(*words, "--json")
        [told] = done.objects
        assert (done.code, told["provider"], told["error"]["type"]) == (Exit.USAGE, "revenuebase", kind)
        assert f"error: {told['error']['message']}" in done.err.splitlines()

    def test_what_is_refused_of_a_job_is_not_advised_again(self, run: Run, batch_simulator_http: Simulator) -> None:
        ref = batch_simulator_http.add_job("revenuebase", ["ERROR"])
        done = run("download", str(ref), "-o", "new.csv")
        error, way = done.err.splitlines()
        assert (done.code, way) == (Exit.JOB, f"to see where it stands: batchlight status {ref}"), error
        done = run("download", "revenuebase:999999", "-o", "new.csv")
        assert (done.code, done.err.count("\n")) == (Exit.NO_SUCH_JOB, 1)

    @pytest.mark.parametrize(
        ("words", "typed"),
        [
            (("run", "llamacloud", "a.csv", "-o", "new.csv", "--job-config", "{}", "--yes"), "--api-version v1beta"),
            (("submit", "revenuebase", "a.csv", "--api-version", "v1", "--yes"), "leave out --api-version"),
            (
                ("submit", "apexverify", "list.txt", "--name", "n", "--type", "email", "--target-country", "Italy"),
                "error: --target-country has two letters",
            ),
        ],
    )
    def test_it_is_said_as_it_is_typed(self, run: Run, words: tuple[str, ...], typed: str) -> None:
        assert typed in run(*words).err

    def test_they_replace_a_file_only_when_told(self, run: Run) -> None:
        ref = run("run", "revenuebase", "a.csv", "-o", "new.csv", "--yes").out.split("\t")[0]
        for code, words in ((Exit.USAGE, []), (Exit.DONE, ["--overwrite"])):
            done = run("download", ref, "-o", "there.csv", *words)
            assert done.code == code
            assert (Path("there.csv").read_text() == "precious") is (code == Exit.USAGE)

    def test_a_disk_that_is_full(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(Saving, "commit", full)
        done = run("run", "revenuebase", "a.csv", "-o", "new.csv", "--yes")
        ref = done.out.split("\t")[0]
        assert done.code == Exit.PROVIDER
        assert done.err == (
            f"error: No space left on device\nto have its results: batchlight download {ref} -o new.csv\n"
        )
        assert not Path("new.csv").exists()

    @pytest.mark.parametrize(
        "fault",
        [
            Fault(body="<html>Back soon</html>", headers={"Content-Type": "text/html"}),
            Fault(content_length=1),
            Fault(status=403),
        ],
        ids=["HTML with 200", "another length", "403"],
    )
    def test_results_that_are_none(self, run: Run, batch_simulator_http: Simulator, fault: Fault) -> None:
        batch_simulator_http.inject(fault, operation="revenuebase_v2.download_results", times=20)
        done = run("run", "revenuebase", "a.csv", "-o", "new.csv", "--yes")
        ref = done.out.split("\t")[0]
        assert done.code == (Exit.CONFIGURATION if fault.status == 403 else Exit.PROVIDER)
        error, way = done.err.splitlines()
        assert error.startswith("error: Revenuebase: ")
        assert way == f"to have its results: batchlight download {ref} -o new.csv"
        assert not Path("new.csv").exists()

    def test_a_malformed_address(self, run: Run) -> None:
        words = [word for address in ("a@example.com", "nobody") for word in ("--emails", address)]
        done = run("submit", "ecore", *words, "--yes")
        assert done.code == Exit.PROVIDER
        assert "emails.1: Not a valid email address: 'nobody'" in done.err

    def test_no_key(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("REVENUEBASE_API_KEY")
        done = run("run", "revenuebase", "a.csv", "-o", "new.csv")
        assert (done.code, done.out) == (Exit.CONFIGURATION, "")
        assert done.err.endswith("for Revenuebase: set the environment variable REVENUEBASE_API_KEY\n")

    def test_a_job_that_does_not_succeed(self, run: Run, batch_simulator_http: Simulator) -> None:
        batch_simulator_http.next_script("revenuebase", [("PROCESSING", 5), "ERROR"])
        done = run("run", "revenuebase", "a.csv", "-o", "new.csv", "--yes")
        assert (done.code, done.err.count("\n")) == (Exit.JOB, 1)
        assert not Path("new.csv").exists()

    def test_a_wait_that_takes_too_long(self, run: Run, batch_simulator_http: Simulator) -> None:
        batch_simulator_http.next_script("revenuebase", [("PROCESSING", 7200), "COMPLETED"])
        done = run("run", "revenuebase", "a.csv", "-o", "new.csv", "--yes", "--timeout", "15m")
        ref = done.out.split("\t")[0]
        assert done.code == Exit.TIMEOUT
        way = f"batchlight wait {ref} && batchlight download {ref} -o new.csv"
        assert done.err.endswith(f"to come back to it: {way}\n")


class TestClosedPipes:
    """Whoever read the output has gone: what there is at the provider is said where it still can be."""

    def piped(self, line: str, **streams: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-c", f"set -o pipefail; {line}"],
            env={**os.environ, "PATH": f"{Path(COMMAND).parent}:{os.environ['PATH']}"},
            text=True,
            check=False,
            capture_output=True,
            **streams,
        )

    def test_a_job_that_was_made(self, run: Run, sheet: str) -> None:
        done = self.piped(f"batchlight submit revenuebase {sheet} --yes | true")
        error, way = done.stderr.splitlines()
        assert (done.returncode, error) == (Exit.PROVIDER, "error: nobody reads standard output any more")
        ref = way.removeprefix("to come back to it: batchlight wait ")
        assert run("wait", ref).code == Exit.DONE

    def test_nobody_listens_at_all(self, run: Run, sheet: str) -> None:
        done = self.piped(f"batchlight submit revenuebase {sheet} --yes 2>&1 | true")
        assert done.returncode == Exit.PROVIDER

    @pytest.mark.parametrize("more", ["", " --json"])
    def test_rows_that_nobody_needs_all_of(self, run: Run, sheet: str, more: str) -> None:
        ref = run("submit", "revenuebase", sheet, "--yes").out.split("\t")[0]
        assert run("wait", ref).code == Exit.DONE
        done = self.piped(f"batchlight results {ref}{more} | head -n 2")
        assert (done.returncode, done.stderr, done.stdout.count("\n")) == (Exit.DONE, "", 2)


class TestUncertain:
    """A submission whose answer is lost: it is not sent again, and what there may be is said."""

    @pytest.fixture(autouse=True)
    def _file(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_text("email\na@example.com\n")

    def test_it_is_found(self, run: Run, batch_simulator_http: Simulator) -> None:
        batch_simulator_http.inject(Fault(close="before"), operation="ecore.upload_emails")
        done = run("submit", "ecore", "a.csv", "--yes", "--json")
        (ref,) = [line.split("\t")[0] for line in run("list", "ecore").out.splitlines()]
        assert done.code == Exit.JOB
        assert done.objects[0]["error"]["type"] == "SubmissionUncertain"
        assert done.objects[0]["candidates"] == [ref]
        first, found, way, again = done.err.splitlines()
        assert first.startswith("error: eCore: whether 'a.csv' was taken is not known (")
        assert first.endswith("There may be a job that is paid for, so it was not sent again")
        assert re.fullmatch(rf"this could be it: {ref}  \w+", found)
        assert way == f"to come back to it: batchlight wait {ref}"
        assert again == "to send it again, and maybe pay again: batchlight submit ecore a.csv --yes --json"

    def test_it_is_not_found(self, run: Run, batch_simulator_http: Simulator) -> None:
        batch_simulator_http.inject(Fault(status=503), operation="revenuebase_v2.submit_batch")
        done = run("submit", "revenuebase", "a.csv", "--yes")
        assert (done.code, done.out) == (Exit.JOB, "")
        assert (
            "lists no job that could be it (yet, or any more)\nto look for it: batchlight list revenuebase\n"
            in done.err
        )
        assert "candidates()" not in done.err

    def test_a_run_goes_on_with_what_it_finds(self, run: Run, batch_simulator_http: Simulator) -> None:
        batch_simulator_http.inject(Fault(close="before"), operation="ecore.upload_emails")
        done = run("run", "ecore", "a.csv", "-o", "r.csv", "--yes", "--resume", "job.json")
        assert done.code == Exit.DONE
        assert len(run("list", "ecore").out.splitlines()) == 1

    def test_a_run_that_finds_nothing_says_what_to_do(self, run: Run, batch_simulator_http: Simulator) -> None:
        words = ["run", "revenuebase", "a.csv", "-o", "r.csv", "--resume", "job.json"]
        batch_simulator_http.inject(Fault(status=503), operation="revenuebase_v2.submit_batch")
        for code, more in (
            (Exit.JOB, ["--yes"]),
            (Exit.JOB, []),
            (Exit.USAGE, ["--resubmit"]),
            (Exit.DONE, ["--resubmit", "-y"]),
        ):
            done = run(*words, *more)
            assert done.code == code, done.err
            if code == Exit.JOB:
                assert "To submit it again, and maybe pay again: --resubmit, or delete 'job.json'" in done.err
        assert Path("r.csv").exists()

    def test_a_run_that_was_done_is_not_done_again(self, run: Run) -> None:
        words = ["run", "revenuebase", "a.csv", "-o", "r.csv", "--resume", "job.json"]
        first, second = run(*words, "--yes"), run(*words)
        assert (first.code, second.code) == (Exit.DONE, Exit.DONE)
        assert {line.split("\t")[0] for line in (first.out + second.out).splitlines()} == {first.out.split("\t")[0]}


class TestInterrupts:
    """Ctrl-C at each stage says what there is at the provider, and the line that goes on does go on."""

    @pytest.fixture(autouse=True)
    def _big(self, tmp_path: Path) -> None:
        # Much more than an upload hands out at once.
        note = "x" * 4000
        rows = (f"{address},{note}\n" for address in ADDRESSES[: self.COUNT])
        (tmp_path / "big.csv").write_text("email,note\n" + "".join(rows), "utf-8")

    COUNT = 2000

    def interrupted(
        self,
        monkeypatch: pytest.MonkeyPatch,
        where: str,
        run: Run,
        *words: str,
        doing: str = "",
        number: int = signal.SIGINT,
    ) -> Outcome:
        """A command that gets Ctrl-C, or another signal, when it is told of something for the first time."""
        told = getattr(Journey, where)
        pressed: list[bool] = []

        def and_press(*arguments: Any) -> Any:
            result = told(*arguments)
            if not pressed and doing in repr(arguments[1:]):
                pressed.append(True)
                os.kill(os.getpid(), number)
            return result

        with monkeypatch.context() as patch:
            patch.setattr(Journey, where, and_press)
            return run(*words)

    WORDS = ("run", "revenuebase", "big.csv", "-o", "results.csv", "--yes")

    def typed_again(self, run: Run, line: str) -> None:
        """Type what is shown after a colon: commands with `&&` between them."""
        for command in line.partition(": ")[2].split(" && "):
            words = shlex.split(command)
            assert words[0] == "batchlight"
            done = run(*words[1:])
            assert done.code == Exit.DONE, done.err

    def test_in_the_upload(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        done = self.interrupted(monkeypatch, "_moved", run, *self.WORDS)
        assert (done.code, done.out) == (130, "")
        first, way = done.err.splitlines()
        assert re.fullmatch(r"interrupted in the upload at \d+%: it was not taken, and there is no job", first)
        assert way == f"to start again: batchlight {' '.join(self.WORDS)}"
        assert run("list", "revenuebase").out == ""
        self.typed_again(run, way)
        assert len(told_in("results.csv")) == self.COUNT

    @pytest.mark.parametrize("more", [(), ("--resume", "job.json")], ids=["", "resume"])
    def test_between_submit_and_wait(self, run: Run, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]) -> None:
        done = self.interrupted(monkeypatch, "see", run, *self.WORDS, *more)
        ref = done.out.split("\t")[0]
        assert done.code == 130
        first, way = done.err.splitlines()
        assert first == f"interrupted; at the provider this goes on: {ref}  queued"
        if more:
            assert way == f"to go on: batchlight {' '.join((*self.WORDS, *more))}"
        else:
            fetch = f"batchlight download {ref} -o results.csv"
            assert way == f"to come back to it: batchlight wait {ref} && {fetch}"
        self.typed_again(run, way)
        assert len(told_in("results.csv")) == self.COUNT
        # It was not submitted again.
        assert run("status", ref.replace(ref.split(":")[1], str(int(ref.split(":")[1]) + 1))).code == Exit.NO_SUCH_JOB

    def test_before_the_answer(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, batch_simulator_http: Simulator
    ) -> None:
        batch_simulator_http.inject(Fault(delay=30), operation="revenuebase_v2.submit_batch")
        Path("small.csv").write_text("email\na@example.com\n")
        done = self.interrupted(monkeypatch, "_moved", run, "submit", "revenuebase", "small.csv", "--yes")
        assert (done.code, done.out) == (130, "")
        first, way = done.err.splitlines()
        assert first == "interrupted before the answer: there may be a job that is paid for"
        assert way == "to look for it: batchlight list revenuebase"

    def test_in_the_download(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        ref = run("run", *self.WORDS[1:]).out.split("\t")[0]
        Path("results.csv").unlink()
        done = self.interrupted(monkeypatch, "_moved", run, "download", ref, "-o", "results.csv")
        assert (done.code, done.out) == (130, "")
        first, way = done.err.splitlines()
        assert first == "interrupted in the download; nothing of it is at results.csv"
        assert way == f"to have its results: batchlight download {ref} -o results.csv"
        assert [path.name for path in Path().iterdir()] == ["big.csv"]
        self.typed_again(run, way)
        assert len(told_in("results.csv")) == self.COUNT

    def test_in_the_download_of_a_run(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        words = ("run", "ecore", *self.WORDS[2:], "--format", "json")
        done = self.interrupted(monkeypatch, "_moved", run, *words, doing="downloading")
        ref = done.out.split("\t")[0]
        assert done.code == 130
        way = f"batchlight download {ref} -o results.csv --format json"
        assert done.err.splitlines()[1] == f"to have its results: {way}"
        self.typed_again(run, done.err.splitlines()[1])

    @pytest.mark.parametrize(
        ("where", "doing", "said"),
        [
            ("_moved", "uploading", "interrupted in the upload"),
            ("see", "", "interrupted; at the provider this goes on: revenuebase:"),
            ("_moved", "downloading", "interrupted in the download; nothing of it is at results.csv"),
        ],
        ids=["upload", "wait", "download"],
    )
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=["kill", "a terminal that is closed"])
    def test_ended_otherwise_it_says_the_same(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, number: int, where: str, doing: str, said: str
    ) -> None:
        done = self.interrupted(monkeypatch, where, run, *self.WORDS, doing=doing, number=number)
        assert done.code == 128 + number
        first, way = done.err.splitlines()
        assert first.startswith(said)
        assert [path.name for path in Path().iterdir()] == ["big.csv"]
        self.typed_again(run, way)
        assert len(told_in("results.csv")) == self.COUNT

    def test_before_anything_is_sent(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        done = self.interrupted(monkeypatch, "uploads", run, "submit", "revenuebase", "big.csv", "--yes")
        assert (done.code, done.out) == (130, "")
        assert done.err == "interrupted; nothing was sent\n"

    def test_at_every_moment_what_there_is_is_said(self, run: Run, batch_simulator_http: Simulator) -> None:
        """SIGINT at each seventh call of one of the command's own functions."""
        Path("a.csv").write_text("email\na@example.com\n")
        number, jobs = 1, 0
        while True:
            Path("results.csv").unlink(missing_ok=True)
            pressed = Interrupting.At(number)
            sys.setprofile(pressed)
            try:
                done = run("run", "ecore", "a.csv", "-o", "results.csv", "--yes")
            finally:
                sys.setprofile(None)
            if pressed.left > 0:
                break
            with batch_simulator_http.client("ecore") as made:
                ecore: Any = made
                refs = [str(job.ref) for job in ecore.list()]
            assert done.code in (130, Exit.DONE), pressed.where
            assert "Traceback" not in done.err
            if len(refs) > jobs and not Path("results.csv").exists():
                assert refs[0] in done.err or "there may be a job" in done.err, pressed.where
            jobs = len(refs)
            number += 7
        assert jobs > 10
