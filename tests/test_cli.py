"""The command line: what it prints, where, and with which status it exits."""

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from batchlight import RetryPolicy
from batchlight.cli import main
from batchlight.providers import PROVIDERS, async_client_class
from batchlight.simulator import Fault, Simulator, Step, SteppedClock
from batchlight.simulator.jobs import StepLike

from tests.screens import on_a_screen
from tests.sockets import closed_port

# As outside of tests: the warning is shown, not raised.
pytestmark = pytest.mark.filterwarnings("default::batchlight.UnknownStatusWarning")

COMMAND = str(Path(sys.executable).with_name("batchlight"))

# A process whose parent ignores SIGINT (`&` in a script, nohup, some CI) ignores it, too, and Python then leaves it at
# that. A child that is to be interrupted begins with the default.
_DEFAULT = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"


@contextmanager
def interruptible(command: Sequence[str], **options: Any) -> Iterator[subprocess.Popen[str]]:
    """A process that takes SIGINT; it ends with the block, also when the time limit of the test has ended that."""
    with subprocess.Popen([sys.executable, "-c", _DEFAULT, *command], text=True, **options) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def keys(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> Simulator:
    """The environment of the simulator."""
    for name, value in simulator.environment.items():
        monkeypatch.setenv(name, value)
    return simulator


class Outcome:
    """What a command did."""

    def __init__(self, code: int, capsys: pytest.CaptureFixture[str]) -> None:
        self.code = code
        self.out, self.err = capsys.readouterr()

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines; fails if anything else is there."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr("batchlight.cli.looking.RETRY", RetryPolicy(attempts=1))
    return lambda *arguments: Outcome(main([str(argument) for argument in arguments]), capsys)


class TestStatus:
    def test_lines_in_a_pipe(self, keys: Simulator, run: Any) -> None:
        first = keys.add_job("ecore", ["Processed"])
        second = keys.add_job("revenuebase", ["QUEUED"])
        done = run("status", first, second)
        assert done.code == 0
        assert done.out == f"{first}\tsucceeded\t250/250  100%\t\n{second}\tqueued\t\tThe job is waiting.\n"
        assert done.err == ""

    def test_json(self, keys: Simulator, run: Any) -> None:
        ref = keys.add_job("ecore", ["Processed"])
        (job,) = run("status", "--json", ref).objects
        assert (job["ref"], job["provider"], job["id"]) == (str(ref), "ecore", ref.id)
        assert (job["state"], job["is_terminal"], job["message"]) == ("succeeded", True, None)
        assert job["progress"] == {"done": 250, "total": 250, "failed": None, "skipped": None, "fraction": 1.0}
        assert job["created_at"].endswith("+00:00")
        assert job["raw"]["status"] == "Processed"

    @pytest.mark.parametrize(
        ("provider", "script", "code"),
        [
            ("revenuebase", "QUEUED", 0),
            ("revenuebase", "COMPLETED", 0),
            ("revenuebase", "ERROR", 1),
            ("revenuebase", "CANCELLED", 1),
            ("apexverify", "ready_for_verification", 1),
            ("llamacloud", "whatever", 0),
        ],
    )
    @pytest.mark.parametrize("json", [[], ["--json"]], ids=["lines", "json"])
    def test_the_exit_status_follows_the_job(
        self, keys: Simulator, run: Any, provider: str, script: str, code: int, json: list[str]
    ) -> None:
        assert run("status", *json, keys.add_job(provider, [script])).code == code

    def test_an_unknown_status_is_shown_and_warned_of(self, keys: Simulator, run: Any) -> None:
        ref = keys.add_job("llamacloud", ["whatever"])
        done = run("status", ref)
        assert "\tunknown\t" in done.out
        assert done.err.startswith("warning: llamacloud uses the status 'whatever'")
        assert ".py" not in done.err

    def test_no_key(self, run: Any) -> None:
        done = run("status", "revenuebase:42")
        assert done.code == 4
        assert "REVENUEBASE_API_KEY" in done.err
        assert done.out == ""

    def test_what_fails_is_said_and_the_rest_is_shown(self, keys: Simulator, run: Any) -> None:
        good = keys.add_job("ecore", ["Failed"])
        done = run("status", "ecore:999999", good)
        assert done.code == 6
        assert done.out.startswith(f"{good}\tfailed\t")
        assert (
            done.err
            == "error: ecore:999999: eCore: GET /email-validation/jobs/{job_id}/ answered 404 Not Found: Not found.\n"
        )

    def test_what_fails_is_json_too(self, keys: Simulator, run: Any) -> None:
        done = run("status", "--json", "ecore:999999")
        (job,) = done.objects
        assert done.code == 6
        assert job["error"]["type"] == "NotFoundError"
        assert job["error"]["status_code"] == 404

    def test_no_connection(self, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ECORE_API_TOKEN", "token")
        monkeypatch.setenv("ECORE_BASE_URL", closed_port())
        done = run("status", "ecore:1")
        assert done.code == 5
        assert "Traceback" not in done.err

    def test_a_missing_key_comes_before_a_failing_provider(
        self, keys: Simulator, run: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("REVENUEBASE_API_KEY")
        assert run("status", "ecore:999999", "revenuebase:1").code == 4

    @pytest.mark.parametrize(
        "ref",
        [
            "42",
            "revenuebase",
            "revenuebase:",
            "revenuebase:abc",
            "nobody:1",
            "apexverify:42",
            "ecore:../1",
            "ecore:1\x1b",
        ],
    )
    def test_what_is_no_job(self, keys: Simulator, run: Any, ref: str) -> None:
        done = run("status", ref)
        assert done.code == 2
        assert done.out == ""
        assert "Traceback" not in done.err
        assert "\x1b" not in done.err

    def test_no_job_at_all(self, run: Any) -> None:
        assert run("status").code == 2

    def test_nothing_from_a_provider_steers_the_terminal(self, keys: Simulator, run: Any) -> None:
        nasty = "\x1b]0;title\x07[red]:smile:\r\n\u202e" + "\ud83d"
        ref = keys.add_job("revenuebase", [Step("COMPLETED", fields={"message": nasty})])
        done = run("status", ref)
        assert done.code == 0
        assert done.out == f"{ref}\tsucceeded\t\t\ufffd]0;title\ufffd[red]:smile: \ufffd\ufffd\n"
        (job,) = run("status", "--json", ref).objects
        assert job["message"] == nasty

    def test_a_table_on_a_terminal(self, keys: Simulator) -> None:
        ref = keys.add_job("ecore", ["Processed"])
        main_end, command_end = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120"}
        done = subprocess.run([COMMAND, "status", str(ref)], env=environment, stdout=command_end, check=False)
        shown = os.read(main_end, 65536).decode()
        os.close(command_end)
        os.close(main_end)
        assert done.returncode == 0
        assert "JOB" in shown
        assert "PROGRESS" in shown
        assert str(ref) in shown

    def test_how_far_it_is_is_shown_meanwhile(self, keys: Simulator, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        screen = on_a_screen(monkeypatch, width=120)
        monkeypatch.setattr("batchlight.cli.looking.REDRAW_SECONDS", -1)
        refs = [str(keys.add_job("ecore", ["Processed"])) for _ in range(3)]
        assert run("status", *refs).code == 0
        assert "2 of 3" in screen.text
        assert [line.split()[0] for line in screen.lines(24) if line] == ["JOB", *refs]


class TestWait:
    @pytest.fixture
    def quick(self, keys: Simulator, monkeypatch: pytest.MonkeyPatch) -> Simulator:
        """The clients of the command live by the simulator's clock: no pause takes time."""
        clock = keys.clock
        assert isinstance(clock, SteppedClock)

        def on_the_clock(name: str) -> Any:
            return partial(async_client_class(name), clock=clock.now, sleep=clock.sleep_async)

        monkeypatch.setattr("batchlight.cli.waiting.async_client_class", on_the_clock)
        return keys

    def test_a_line_as_each_job_ends(self, quick: Simulator, run: Any) -> None:
        slow = quick.add_job("ecore", [("Processing", 100), "Processed"])
        fast = quick.add_job("llamacloud", ["completed"])
        done = run("wait", slow, fast)
        assert done.code == 0
        assert [line.split("\t")[:2] for line in done.out.splitlines()] == [
            [str(fast), "succeeded"],
            [str(slow), "succeeded"],
        ]
        assert done.err == ""

    def test_a_line_at_each_change(self, quick: Simulator, run: Any) -> None:
        ref = quick.add_job("revenuebase", [("QUEUED", 10), ("PROCESSING", 10), "ERROR"])
        done = run("watch", ref)
        assert done.code == 1
        assert [line.split("\t")[1] for line in done.out.splitlines()] == ["queued", "running", "failed"]

    def test_json(self, quick: Simulator, run: Any) -> None:
        ref = quick.add_job("revenuebase", [("QUEUED", 10), "COMPLETED"])
        assert [job["state"] for job in run("wait", "--json", ref).objects] == ["succeeded"]
        ref = quick.add_job("revenuebase", [("QUEUED", 10), "COMPLETED"])
        assert [job["state"] for job in run("watch", "--json", ref).objects] == ["queued", "succeeded"]

    @pytest.mark.parametrize(
        ("status", "code"), [("verification_done", 0), ("internal_error", 1), ("ready_for_verification", 1)]
    )
    def test_the_exit_status_follows_the_job(self, quick: Simulator, run: Any, status: str, code: int) -> None:
        assert run("wait", quick.add_job("apexverify", [("parsing_content", 5), status])).code == code

    def test_the_time_is_over(self, quick: Simulator, run: Any) -> None:
        ref = quick.add_job("ecore", ["Processing"])
        done = run("wait", "--timeout", "30", ref)
        assert done.code == 3
        assert done.out.startswith(f"{ref}\trunning\t")
        assert "the job goes on at the provider" in done.out
        (job,) = run("wait", "--timeout", "30", "--json", ref).objects
        assert (job["state"], job["error"]["type"]) == ("running", "WaitTimeout")

    def test_until_terminal(self, quick: Simulator, run: Any) -> None:
        script: list[StepLike] = [("ready_for_verification", 50), ("verification_ongoing", 5), "verification_done"]
        assert run("wait", "--until", "terminal", quick.add_job("apexverify", script)).code == 0
        assert run("wait", "--until", "needs_action", quick.add_job("apexverify", script)).code == 1
        assert run("wait", "--until", "sleepy", "ecore:1").code == 2

    def test_interval(self, quick: Simulator, run: Any) -> None:
        assert isinstance(quick.clock, SteppedClock)
        ref = quick.add_job("ecore", [("Processing", 20), "Processed"])
        quick.clock.slept.clear()
        assert run("wait", "--interval", "7", "--no-timeout", ref).code == 0
        assert quick.clock.slept == [7, 7, 7]

    def test_one_that_fails_does_not_end_the_others(self, quick: Simulator, run: Any) -> None:
        good = quick.add_job("ecore", [("Processing", 20), "Processed"])
        done = run("wait", "ecore:999999", good)
        assert done.code == 6
        assert done.out.startswith(f"{good}\tsucceeded\t")
        assert done.err.startswith("error: ecore:999999: ")

    def test_no_key(self, quick: Simulator, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("ECORE_API_TOKEN")
        done = run("wait", "ecore:1", quick.add_job("llamacloud"))
        assert done.code == 4
        assert "ECORE_API_TOKEN" in done.err
        assert done.out == ""

    def test_the_same_job_twice_is_one_job(self, quick: Simulator, run: Any) -> None:
        ref = quick.add_job("ecore", ["Processed"])
        assert len(run("wait", ref, ref).out.splitlines()) == 1

    @pytest.mark.parametrize("command", ["wait", "watch"])
    def test_an_interrupt_says_what_goes_on(self, keys: Simulator, command: str) -> None:
        going, over = keys.add_job("ecore", ["Processing"]), keys.add_job("llamacloud", ["completed"])
        with interruptible(
            [COMMAND, command, str(over), str(going)],
            env=os.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as waiting:
            assert waiting.stdout is not None
            assert waiting.stderr is not None
            # The job that is over is told of at once; in `watch` the other one is too, in any order.
            while str(over) not in waiting.stdout.readline():
                pass
            waiting.send_signal(signal.SIGINT)
            assert waiting.wait(20) == 130
            said = waiting.stderr.read()
        assert "Traceback" not in said
        assert f"  {going}" in said
        assert f"to come back to them: batchlight {command} " in said
        assert said.endswith(f"{going}\n")

    def test_a_live_table_on_a_terminal(self, quick: Simulator, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        screen = on_a_screen(monkeypatch, width=140)
        ref = quick.add_job("ecore", [("Processing", 20), "Processed"])
        assert run("wait", ref, quick.add_job("ecore", ["Failed"])).code == 1
        for word in (str(ref), "PROGRESS", "TIME", "next look in", "250/250  100%", "failed"):
            assert word in screen.text

    @pytest.mark.parametrize("count", [1, 3, 50])
    def test_the_titles_are_there_once(
        self, quick: Simulator, run: Any, monkeypatch: pytest.MonkeyPatch, count: int
    ) -> None:
        screen = on_a_screen(monkeypatch, height=24)
        screen.write("$ batchlight watch @refs.txt\n")
        refs = [quick.add_job("llamacloud", [("running", 20 + number), "completed"]) for number in range(count)]
        assert run("watch", *refs).code == 0
        lines = screen.lines(24)
        assert sum(line.startswith("JOB ") for line in lines) == 1
        assert sum(" succeeded " in line for line in lines) == min(count, 21)
        assert lines[-2 if count == 50 else 0].startswith("and 29 more: 29 succeeded" if count == 50 else "$ batch")

    def test_a_terminal_that_can_do_nothing_gets_lines(
        self, quick: Simulator, run: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        screen = on_a_screen(monkeypatch, term="dumb")
        ref = quick.add_job("ecore", [("Processing", 20), "Processed"])
        assert run("watch", ref).code == 0
        assert [line.split("\t")[:2] for line in screen.getvalue().splitlines()][-1] == [str(ref), "succeeded"]
        assert "\x1b" not in screen.getvalue()

    def test_no_terminal_gets_lines_whatever_is_said_of_colours(
        self, quick: Simulator, run: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("FORCE_COLOR", "1")
        ref = quick.add_job("ecore", ["Processed"])
        for command in ("status", "wait"):
            assert run(command, ref).out == f"{ref}\tsucceeded\t250/250  100%\t\n"


class TestProviders:
    def test_it_says_what_each_can_do_and_never_the_key(self, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("REVENUEBASE_API_KEY", "hidden-key")
        done = run("providers")
        assert done.code == 0
        assert "hidden-key" not in done.out + done.err
        for service in PROVIDERS.values():
            assert service.key_variable in done.out
            assert service.title in done.out
        assert "REVENUEBASE_API_KEY (set)" in done.out
        assert "ECORE_API_TOKEN (not set)" in done.out

    def test_json(self, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ECORE_API_TOKEN", "hidden-key")
        done = run("providers", "--json")
        assert "hidden-key" not in done.out
        rows = {row["provider"]: row for row in done.objects}
        assert list(rows) == list(PROVIDERS)
        assert rows["revenuebase"]["can"] == [
            "get",
            "wait",
            "watch",
            "submit",
            "run",
            "list",
            "download",
            "results",
            "balance",
            "cancel",
        ]
        assert rows["ecore"]["can"] == ["get", "wait", "watch", "submit", "run", "list", "records", "download"]
        assert (rows["ecore"]["key_is_set"], rows["apexverify"]["key_is_set"]) == (True, False)

    def test_a_base_url_with_a_password_is_not_shown(self, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ECORE_BASE_URL", "https://me:hidden-password@example.com")
        done = run("providers")
        assert "hidden-password" not in done.out + done.err


class TestHelp:
    def test_alone_it_helps(self, run: Any) -> None:
        done = run()
        assert done.code in (0, 2)
        for command in ("status", "wait", "watch", "providers", "simulate", "demo"):
            assert command in done.out + done.err

    @pytest.mark.parametrize("command", ["status", "wait", "watch", "providers", "simulate", "demo"])
    def test_each_command_helps(self, run: Any, command: str) -> None:
        done = run(command, "--help")
        assert done.code == 0
        assert "--help" in done.out

    def test_a_wrong_option(self, run: Any) -> None:
        done = run("status", "--nonsense")
        assert done.code == 2
        assert "Traceback" not in done.err

    def test_without_its_packages_it_says_what_to_install(self) -> None:
        program = "import sys; sys.modules['typer'] = None\nfrom batchlight.cli import main\nsys.exit(main([]))"
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        assert done.returncode == 4
        assert 'pip install "batchlight[cli,simulator]"' in done.stderr
        assert "Traceback" not in done.stderr


def test_demo() -> None:
    done = subprocess.run([COMMAND, "demo"], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    shown = [line for line in lines if "\t" in line]
    assert {line.split(":")[0] for line in shown} == set(PROVIDERS)
    for state in ("queued", "running", "needs_action", "succeeded", "failed", "unknown"):
        assert any(f"\t{state}\t" in line for line in shown)
    tail = "\n".join(lines[-8:])
    assert "8 jobs: 6 succeeded, 1 failed, 1 needs_action." in tail
    assert "was an e-mail batch" in tail
    assert "was a phone batch" in tail
    assert "needs action" in tail
    assert "'verification_paused'" in tail


class TestInterrupts:
    """Ctrl-C, as a user presses it."""

    def interrupted(self, command: list[str], first: str) -> tuple[int, str]:
        with interruptible(
            [COMMAND, *command], env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            while first not in process.stdout.readline():
                pass
            process.send_signal(signal.SIGINT)
            return process.wait(20), process.stderr.read()

    def test_demo(self) -> None:
        said = self.interrupted(["demo"], "\trunning\t")
        assert said == (130, "interrupted; the jobs were simulated, and nothing goes on\n")

    def test_simulate(self) -> None:
        said = self.interrupted(["simulate", "--port", "0"], "batchlight status")
        assert said == (130, "stopped; the simulated jobs are gone\n")

    @pytest.mark.parametrize(
        ("command", "words"),
        [
            ("status", "interrupted; jobs at the providers go on\n"),
            ("cancel", "interrupted; what was cancelled stays cancelled, and all other jobs go on\n"),
        ],
    )
    def test_while_a_provider_does_not_answer(self, keys: Simulator, command: str, words: str) -> None:
        refs = [keys.add_job("revenuebase") for _ in range(2)]
        keys.inject(Fault(delay=60), ref=refs[1])
        assert self.interrupted([command, *map(str, refs)], str(refs[0])) == (130, words)


class TestSimulate:
    def test_it_serves_until_it_is_interrupted(self) -> None:
        with interruptible([COMMAND, "simulate", "--port", "0", "--speed", "1000"], stdout=subprocess.PIPE) as server:
            assert server.stdout is not None
            variables: dict[str, str] = {}
            for line in server.stdout:
                if line.startswith("export "):
                    name, _, value = line.removeprefix("export ").strip().partition("=")
                    variables[name] = value
                if line.startswith("batchlight status"):
                    command = line.split()
                    break
            done = subprocess.run(
                [COMMAND, *command[1:]], env={**os.environ, **variables}, capture_output=True, text=True, check=False
            )
            server.send_signal(signal.SIGINT)
            assert server.wait(20) == 130
        assert done.returncode == 1, "one job fails, one needs action"
        assert {line.split("\t")[1] for line in done.stdout.splitlines()} == {"succeeded", "failed", "needs_action"}

    def test_a_port_that_is_taken(self, simulator: Simulator, run: Any) -> None:
        done = run("simulate", "--port", simulator.url.rpartition(":")[2])
        assert done.code == 4
        assert "cannot be used" in done.err


def test_a_reader_that_has_seen_enough(keys: Simulator) -> None:
    refs = [str(keys.add_job("ecore", ["Processed"])) for _ in range(3)]
    done = subprocess.run(
        f"{COMMAND} status --json {' '.join(refs)} | head -c 1",
        shell=True,
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
