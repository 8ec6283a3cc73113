"""How the command is called, and which exit status a script gets for what: tables of cases."""

import io
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from types import FrameType
from typing import Any

import anyio
import anyio.lowlevel
import pytest
from batchlight import RetryPolicy
from batchlight.cli import main
from batchlight.cli.app import COMMANDS
from batchlight.cli.arguments import number, seconds
from batchlight.cli.exits import MEANINGS, Exit
from batchlight.cli.interrupts import one_interrupt, run_async
from batchlight.drivers import own
from batchlight.providers import PROVIDERS
from batchlight.simulator import Fault, Simulator

from scripts.specs import ROOT
from tests.drivers import IDS
from tests.screens import on_a_screen
from tests.sockets import closed_port
from tests.test_cli import COMMAND, Outcome, keys

__all__ = ["keys"]

Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr("batchlight.cli.looking.RETRY", RetryPolicy(attempts=1))
    return lambda *arguments: Outcome(main([str(argument) for argument in arguments]), capsys)


class TestExitStatus:
    @pytest.mark.parametrize(
        ("provider", "status", "code"),
        [
            ("ecore", 401, Exit.CONFIGURATION),
            ("apexverify", 403, Exit.CONFIGURATION),
            ("ecore", 404, Exit.NO_SUCH_JOB),
            ("llamacloud", 404, Exit.NO_SUCH_JOB),
            ("revenuebase", 400, Exit.NO_SUCH_JOB),
            ("apexverify", 400, Exit.PROVIDER),
            ("llamacloud", 409, Exit.JOB),
            ("revenuebase", 402, Exit.PROVIDER),
            ("ecore", 429, Exit.PROVIDER),
            ("ecore", 500, Exit.PROVIDER),
            ("ecore", 410, Exit.PROVIDER),
        ],
    )
    def test_an_answer_that_is_none(self, keys: Simulator, run: Run, provider: str, status: int, code: Exit) -> None:
        keys.fail_next(provider, status)
        done = run("status", f"{provider}:{IDS[provider]}")
        assert done.code == code
        assert (done.out, done.err.count("\n")) == ("", 1)
        assert done.err.startswith(f"error: {provider}:")

    @pytest.mark.parametrize(
        "fault",
        [Fault(status=520, body="<html>"), Fault(close="before"), Fault(status=200, body="<html>"), Fault(status=302)],
        ids=["520", "closed", "no JSON", "redirect"],
    )
    def test_what_breaks(self, keys: Simulator, run: Run, fault: Fault) -> None:
        keys.inject(fault)
        assert run("status", f"ecore:{IDS['ecore']}").code == Exit.PROVIDER

    @pytest.mark.parametrize("provider", list(IDS))
    @pytest.mark.parametrize("command", ["status", "wait", "watch"])
    def test_no_such_job(self, keys: Simulator, run: Run, command: str, provider: str) -> None:
        ref = keys.add_job(provider, foreign=True)
        assert run(command, ref).code == Exit.NO_SUCH_JOB

    @pytest.mark.parametrize("provider", list(IDS))
    @pytest.mark.parametrize("command", ["status", "wait", "watch"])
    def test_a_wrong_key_is_as_a_missing_one(
        self, keys: Simulator, run: Run, monkeypatch: pytest.MonkeyPatch, command: str, provider: str
    ) -> None:
        ref = keys.add_job(provider)
        variable = PROVIDERS[provider].key_variable
        monkeypatch.setenv(variable, "wrong-key-of-somebody")
        wrong = run(command, ref)
        monkeypatch.delenv(variable)
        assert (wrong.code, run(command, ref).code) == (Exit.CONFIGURATION, Exit.CONFIGURATION)
        assert "wrong-key-of-somebody" not in wrong.out + wrong.err

    @pytest.mark.parametrize(
        ("url", "code"),
        [
            ("nonsense", Exit.CONFIGURATION),
            ("http://[::1", Exit.CONFIGURATION),
            ("https://host:99999", Exit.CONFIGURATION),
            ("http://example.com", Exit.CONFIGURATION),
            ("https://a b", Exit.CONFIGURATION),
            ("closed", Exit.PROVIDER),
        ],
    )
    @pytest.mark.parametrize(
        "command", [["status"], ["wait", "--timeout", "0"], ["watch", "--timeout", "0"]], ids=" ".join
    )
    def test_a_base_url(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, command: list[str], url: str, code: Exit
    ) -> None:
        monkeypatch.setenv("ECORE_API_TOKEN", "token")
        monkeypatch.setenv("ECORE_BASE_URL", closed_port() if url == "closed" else url)
        done = run(*command, "ecore:1")
        # A wait goes on through an outage until its time is over.
        assert done.code == (Exit.TIMEOUT if command[0] != "status" and url == "closed" else code)
        assert "Traceback" not in done.err

    @pytest.mark.parametrize(
        ("codes", "worst"),
        [
            (["Processed", "Failed"], Exit.JOB),
            (["Failed", 404], Exit.NO_SUCH_JOB),
            ([404, 500], Exit.PROVIDER),
            ([500, 401], Exit.CONFIGURATION),
        ],
    )
    def test_the_worst_of_several(self, keys: Simulator, run: Run, codes: list[Any], worst: Exit) -> None:
        refs = [keys.add_job("ecore", [code] if isinstance(code, str) else None) for code in codes]
        for code in codes:
            if isinstance(code, int):
                keys.inject(Fault(status=code, body="{}"), ref=refs[codes.index(code)])
        assert run("status", *refs).code == worst

    @pytest.mark.parametrize("options", [[], ["-v"], ["--json"]], ids=["plain", "verbose", "json"])
    def test_a_crash_is_70(
        self, keys: Simulator, run: Run, monkeypatch: pytest.MonkeyPatch, options: list[str]
    ) -> None:
        def fails(*_args: object) -> None:
            raise RuntimeError("boom\x1b[31m")

        monkeypatch.setattr("batchlight.cli.looking._get", fails)
        done = run("status", "ecore:1", *options)
        assert done.code == Exit.CRASH
        assert done.out == ""
        assert "error: batchlight itself has failed (RuntimeError: boom�[31m)" in done.err
        assert "\x1b" not in done.err
        assert ("Traceback" in done.err) is (options == ["-v"])
        assert ("`batchlight -v status ...`" in done.err) is (options != ["-v"])

    def test_each_is_documented(self) -> None:
        assert set(MEANINGS) == set(Exit)
        page = (ROOT / "docs" / "command-line.md").read_text("utf-8")
        rows = dict(re.findall(r"^\| (\d+) \| (.*) \|$", page, re.MULTILINE))
        assert rows == {str(int(code)): meaning for code, meaning in MEANINGS.items()}


class TestUsage:
    @pytest.mark.parametrize(
        "arguments",
        [
            "wait --timeout nan ecore:1",
            "wait --timeout inf ecore:1",
            "wait --timeout -1 ecore:1",
            "wait --timeout 5x ecore:1",
            "wait --timeout m ecore:1",
            "wait --timeout 1..5s ecore:1",
            "watch --interval nan ecore:1",
            "watch --interval inf ecore:1",
            "watch --interval 0.05 ecore:1",
            "wait --until done ecore:1",
            "simulate --speed nan",
            "simulate --speed inf",
            "simulate --speed 0",
            "simulate --chaos nan",
            "simulate --chaos 1.5",
            "simulate --port 70000",
            "status",
            "status --nonsense ecore:1",
            "status @no-such-file",
            "status @.",
            "cancel ecore:42",
            f"cancel apexverify:{IDS['apexverify']}",
            "nonsense",
        ],
    )
    def test_what_is_wrong_is_2_and_sends_nothing(self, run: Run, arguments: str) -> None:
        done = run(*arguments.split())
        assert done.code == Exit.USAGE
        assert done.out == ""
        assert "Traceback" not in done.err
        assert "Value error" not in done.err
        assert "{" not in done.err
        assert done.err.startswith("Usage: batchlight ")

    @pytest.mark.parametrize(
        ("command", "refs"),
        [("status", "REF..."), ("wait", "[REF...]"), ("watch", "[REF...]"), ("cancel", "REF...")],
    )
    def test_the_line_of_usage(self, run: Run, command: str, refs: str) -> None:
        assert run(command).err.splitlines()[0] == f"Usage: batchlight {command} [OPTIONS] {refs}"
        assert f"Usage: batchlight {command} [OPTIONS] {refs}" in run(command, "-h").out

    def test_what_cannot_be_cancelled_says_so(self, keys: Simulator, run: Run) -> None:
        cancellable = keys.add_job("revenuebase")
        done = run("cancel", cancellable, "ecore:42")
        assert "ecore:42 cannot be cancelled: batchlight knows no such endpoint of eCore" in done.err
        assert run("status", cancellable).out.split("\t")[1] == "queued", "nothing was sent"

    @pytest.mark.parametrize(
        ("text", "length"),
        [("90", 90), ("90s", 90), ("15m", 900), ("2h", 7200), ("1d", 86400), ("1h30m", 5400), ("0.5", 0.5), ("0", 0)],
    )
    def test_a_length_of_time(self, text: str, length: float) -> None:
        assert seconds()(text) == length

    def test_a_number(self) -> None:
        assert number(0, 1)("0.25") == 0.25

    def test_a_timeout_in_minutes(self, keys: Simulator, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        waited: list[float | None] = []

        async def noted(_board: object, _makers: object, *, timeout: float | None, **_how: object) -> None:
            waited.append(timeout)

        monkeypatch.setattr("batchlight.cli.waiting.wait_for_all", noted)
        run("wait", "ecore:1", "--timeout", "15m")
        run("wait", "ecore:1")
        run("wait", "ecore:1", "--no-timeout")
        assert waited == [900, 900, None]

    def test_the_version(self, run: Run) -> None:
        done = run("--version")
        assert (done.code, done.out) == (0, f"batchlight {version('batchlight')}\n")

    @pytest.mark.parametrize("command", ["", *COMMANDS])
    def test_short_help(self, run: Run, command: str) -> None:
        short, long = run(*command.split(), "-h"), run(*command.split(), "--help")
        assert short.code == long.code == 0
        assert short.out == long.out

    def test_as_a_module(self) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "batchlight", "--version"], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (0, f"batchlight {version('batchlight')}\n")


class TestCompletion:
    def complete(self, home: Path, command: str) -> str:
        environment = {
            **os.environ,
            "HOME": str(home),
            "PATH": f"{Path(COMMAND).parent}{os.pathsep}{os.environ['PATH']}",
        }
        done = subprocess.run(
            ["bash", "--norc", "-c", f"{command}; true"], env=environment, capture_output=True, text=True, check=True
        )
        assert done.stderr == ""
        return done.stdout

    def test_it_is_installed_and_completes(self, tmp_path: Path) -> None:
        assert "installed" in self.complete(tmp_path, "batchlight --install-completion")
        (script,) = tmp_path.rglob("batchlight.sh")
        assert str(script) in (tmp_path / ".bashrc").read_text("utf-8")
        words = 'COMP_WORDS=(batchlight st) COMP_CWORD=1; _batchlight_completion batchlight; echo "${COMPREPLY[@]}"'
        assert self.complete(tmp_path, f"source {script}; {words}").split() == ["status"]


class TestRefs:
    @pytest.fixture
    def refs(self, keys: Simulator) -> list[str]:
        return [str(keys.add_job("ecore", ["Processed"])) for _ in range(3)]

    def shown(self, done: Outcome) -> list[str]:
        return [line.split("\t")[0] for line in done.out.splitlines()]

    @pytest.mark.parametrize(
        "text",
        [
            "{0}\n{1}\n{2}\n",
            "\ufeff{0}\r\n{1}\r\n{2}",
            "# my jobs\n\n  {0}  # the first\n\n{1}\n{2}\n{0}\n",
            "{0}\tqueued\t\t\n{1}\trunning\t1/2\t\n{2}\tfailed\t\ta # b\n",
        ],
        ids=["lines", "of Windows", "comments", "what status prints"],
    )
    def test_from_a_file(self, run: Run, refs: list[str], tmp_path: Path, text: str) -> None:
        path = tmp_path / "refs.txt"
        path.write_bytes(text.format(*refs).encode())
        assert self.shown(run("status", f"@{path}")) == refs

    def test_from_standard_input(self, run: Run, refs: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{refs[1]}\n# no more\n"))
        assert self.shown(run("status", refs[0], "-")) == refs[:2]

    def test_each_is_asked_once(self, run: Run, refs: list[str]) -> None:
        assert self.shown(run("status", refs[0], refs[1], refs[0])) == refs[:2]

    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (b"ecore:1\nnonsense\n", "refs.txt, line 2: a job is named provider:id"),
            (b"ecore:1\n\nnobody:1\n", "refs.txt, line 3: unknown provider 'nobody'"),
            (b"# nothing\n", "no job is named in @"),
            (b"\xff\xfe\x00", "refs.txt cannot be read: it is no text in UTF-8"),
        ],
    )
    def test_a_file_that_is_wrong(self, run: Run, tmp_path: Path, content: bytes, why: str) -> None:
        path = tmp_path / "refs.txt"
        path.write_bytes(content)
        done = run("wait", f"@{path}")
        assert done.code == Exit.USAGE
        assert why in done.err

    def test_what_one_command_prints_another_reads(self, keys: Simulator, refs: list[str]) -> None:
        done = subprocess.run(
            f"{COMMAND} status {' '.join(refs)} | {COMMAND} wait -",
            shell=True,
            env=os.environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert sorted(line.split("\t")[0] for line in done.stdout.splitlines()) == sorted(refs)


def test_json_says_at_which_site_a_job_lives(keys: Simulator, run: Run) -> None:
    ref = keys.add_job("llamacloud", ["completed"])
    found = run("status", "--json", ref, f"llamacloud.eu:{ref.id}", f"llamacloud.eu:{ref.id}0").objects
    assert [job["site"] for job in found] == [None, "eu", "eu"]
    assert [job["provider"] for job in found] == ["llamacloud"] * 3
    assert [job["ref"].partition(":")[0] for job in found] == ["llamacloud", "llamacloud.eu", "llamacloud.eu"]


class TestStreams:
    """What a shell does with a command's streams; the job that is asked for first has succeeded, the other one failed."""

    @pytest.mark.parametrize(
        ("line", "code", "said"),
        [
            ("{batchlight} status {done} >&-", Exit.DONE, ""),
            ("{batchlight} status {failed} >&-", Exit.JOB, ""),
            ("{batchlight} status {failed} 2>&-", Exit.JOB, ""),
            ("{batchlight} status nobody:1 2>&-", Exit.USAGE, ""),
            ("{batchlight} status - <&-", Exit.USAGE, "standard input is closed"),
            # The reader has seen enough, whatever would have come.
            ("{batchlight} status {done} {failed} | true; exit ${{PIPESTATUS[0]}}", Exit.DONE, ""),
            ("{batchlight} wait --json {failed} | true; exit ${{PIPESTATUS[0]}}", Exit.DONE, ""),
            ("{batchlight} -h | true; exit ${{PIPESTATUS[0]}}", Exit.DONE, ""),
            ("{batchlight} status {done} >/dev/full", Exit.PROVIDER, "error: standard output cannot be written: "),
            ("{batchlight} wait {done} >/dev/full", Exit.PROVIDER, "error: standard output cannot be written: "),
            ("{batchlight} providers >/dev/full", Exit.PROVIDER, "error: standard output cannot be written: "),
            ("{batchlight} status ecore:0 2>/dev/full", Exit.NO_SUCH_JOB, ""),
            ("{batchlight} status nobody:1 2>/dev/full", Exit.USAGE, ""),
        ],
    )
    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
    def test_a_stream_that_is_closed_or_takes_nothing(self, keys: Simulator, line: str, code: Exit, said: str) -> None:
        done, failed = keys.add_job("ecore", ["Processed"]), keys.add_job("ecore", ["Failed"])
        words = line.format(batchlight=COMMAND, done=done, failed=failed)
        ended = subprocess.run(["bash", "-c", words], env=os.environ, capture_output=True, text=True, check=False)
        assert (ended.returncode, said in ended.stderr) == (code, True)
        assert "Traceback" not in ended.stderr
        assert said or not ended.stderr

    @pytest.mark.parametrize("command", ["status", "wait"])
    @pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSLKEYLOGFILE"])
    def test_certificates_that_cannot_be_read(
        self, keys: Simulator, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str, variable: str
    ) -> None:
        monkeypatch.setenv("ECORE_BASE_URL", "https://127.0.0.1:1")
        monkeypatch.setenv(variable, str(tmp_path / "nowhere" / "file"))
        # Its contexts are made once for the same files.
        own._ssl_context.cache_clear()
        done = run(command, "ecore:42")
        own._ssl_context.cache_clear()
        assert done.code == Exit.CONFIGURATION
        assert variable in done.err


class TestCancel:
    @pytest.mark.parametrize(
        ("script", "code"),
        [("QUEUED", Exit.DONE), ("PROCESSING", Exit.DONE), ("COMPLETED", Exit.JOB), ("ERROR", Exit.JOB)],
    )
    def test_one(self, keys: Simulator, run: Run, script: str, code: Exit) -> None:
        ref = keys.add_job("revenuebase", [script])
        done = run("cancel", ref)
        assert done.code == code
        assert done.out == (f"{ref}\tcancelling\t\tThe job is being cancelled.\n" if code is Exit.DONE else "")
        assert ("not_cancellable" in done.err) is (code is not Exit.DONE)

    def test_once_more(self, keys: Simulator, run: Run) -> None:
        ref = keys.add_job("revenuebase")
        assert [run("cancel", ref).code for _ in range(2)] == [Exit.DONE, Exit.JOB]

    def test_one_that_is_not_there(self, keys: Simulator, run: Run) -> None:
        there = keys.add_job("revenuebase")
        done = run("cancel", "--json", "revenuebase:999999", there)
        assert done.code == Exit.NO_SUCH_JOB
        assert [job.get("state", "error" in job) for job in done.objects] == [True, "cancelling"]


class TestJson:
    @pytest.mark.parametrize("command", ["status", "wait", "watch"])
    def test_raw_can_be_left_out(self, keys: Simulator, run: Run, command: str) -> None:
        ref = keys.add_job("revenuebase", ["COMPLETED"])
        (whole,) = run(command, "--json", ref).objects
        (short,) = run(command, "--json", "--no-raw", ref).objects
        assert whole.pop("raw")["current_status"] == "COMPLETED"
        assert whole == short
        assert whole["api_version"] == "v2"

    def test_each_line_is_json_whatever_happens(self, keys: Simulator, run: Run) -> None:
        refs = [keys.add_job("ecore", ["Processed"]), "ecore:999999", keys.add_job("llamacloud", ["failed"])]
        for command in ("status", "wait", "watch"):
            assert len(run(command, "--json", *refs).objects) == 3


class TestLog:
    def test_it_is_on_standard_error_and_without_keys(self, keys: Simulator, run: Run) -> None:
        ref = keys.add_job("ecore", ["Processed"])
        keys.fail_next("ecore", 500)
        for arguments in (["-v", "status", ref], ["status", "-v", ref]):
            done = run(*arguments)
            assert "DEBUG" in done.err
            assert keys.keys["ecore"] not in done.err
        assert done.out == f"{ref}\tsucceeded\t250/250  100%\t\n"

    def test_without_it_there_is_none(self, keys: Simulator, run: Run) -> None:
        ref = keys.add_job("ecore", ["Processed"])
        run("status", "-v", ref)
        assert run("status", ref).err == ""


# What each command says when it is interrupted.
WORDS = {
    "status": ["interrupted; jobs at the providers go on"],
    "cancel": ["interrupted; what was cancelled stays cancelled, and all other jobs go on"],
    "demo": ["interrupted; the jobs were simulated, and nothing goes on"],
    "simulate": ["stopped; the simulated jobs are gone"],
    "wait": ["interrupted; at the providers these go on:", "interrupted; no job goes on"],
}


class TestInterrupt:
    """SIGINT at every moment: at each call of one of the command's own functions, one after the other."""

    class At:
        """Interrupts at the n-th call of a function of `batchlight.cli`."""

        def __init__(self, number: int) -> None:
            self.left = number
            self.where = ""

        def __call__(self, frame: FrameType, event: str, _arg: object) -> None:
            path = frame.f_code.co_filename
            if event != "call" or "/batchlight/cli/" not in path:
                return
            # Nobody can guard the call of `main` itself, which is the first; and what interrupts a generator as `any`
            # lets go of it is swallowed by the interpreter.
            if path.endswith("__init__.py") or frame.f_code.co_name == "<genexpr>":
                return
            self.left -= 1
            if self.left == 0:
                self.where = frame.f_code.co_qualname
                signal.raise_signal(signal.SIGINT)

    @pytest.mark.parametrize("is_process", [True, False])
    def test_whoever_ignores_it_goes_on_ignoring_it(self, request: pytest.FixtureRequest, is_process: bool) -> None:
        usual = signal.signal(signal.SIGINT, signal.SIG_IGN)
        request.addfinalizer(lambda: signal.signal(signal.SIGINT, usual))

        async def work() -> None:
            signal.raise_signal(signal.SIGINT)

        with one_interrupt(is_process=is_process):
            run_async(work)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN

    @pytest.mark.parametrize(("is_process", "after"), [(True, signal.SIG_DFL), (False, signal.default_int_handler)])
    def test_what_is_left_of_it(self, request: pytest.FixtureRequest, is_process: bool, after: Any) -> None:
        usual = signal.signal(signal.SIGINT, signal.default_int_handler)
        request.addfinalizer(lambda: signal.signal(signal.SIGINT, usual))
        with one_interrupt(is_process=is_process):
            with pytest.raises(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)
            assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL, "the next one ends the process"
        assert signal.getsignal(signal.SIGINT) is after

    def test_in_a_loop_it_waits_for_the_end_of_a_step(self, request: pytest.FixtureRequest) -> None:
        usual = signal.signal(signal.SIGINT, signal.default_int_handler)
        request.addfinalizer(lambda: signal.signal(signal.SIGINT, usual))
        done: list[str] = []

        async def work() -> None:
            await anyio.lowlevel.checkpoint()
            try:
                for _ in range(2):
                    signal.raise_signal(signal.SIGINT)
                done.append("the step")
                await anyio.sleep_forever()
            finally:
                done.append("the end")

        with one_interrupt(is_process=False), pytest.raises(KeyboardInterrupt):
            run_async(work)
        assert done == ["the step", "the end"]

    def test_what_the_work_raises_comes_through(self) -> None:
        async def work() -> None:
            raise LookupError("as it is")

        with pytest.raises(LookupError, match="as it is"):
            run_async(work)

    @pytest.mark.parametrize("command", ["status", "cancel", "wait"])
    @pytest.mark.parametrize("screen", [False, True], ids=["pipe", "screen"])
    def test_one_clear_line_at_every_moment(
        self,
        keys: Simulator,
        run: Run,
        monkeypatch: pytest.MonkeyPatch,
        request: pytest.FixtureRequest,
        command: str,
        screen: bool,
    ) -> None:
        if screen:
            on_a_screen(monkeypatch)
        # A process whose parent ignores SIGINT ignores it, too.
        usual = signal.signal(signal.SIGINT, signal.default_int_handler)
        request.addfinalizer(lambda: signal.signal(signal.SIGINT, usual))
        allowed = {*WORDS[command], *WORDS["status"], "interrupted"}
        number = 0
        while True:
            number += 1
            ref = keys.add_job("revenuebase", ["QUEUED" if command == "cancel" else "COMPLETED"])
            interrupt = self.At(number)
            before = sys.gettrace()
            sys.settrace(interrupt)
            try:
                done = run(command, ref)
            finally:
                sys.settrace(before)
            if not interrupt.where:
                break
            said = done.err.splitlines()
            assert done.code in (130, 0), interrupt.where
            assert "Traceback" not in done.err, interrupt.where
            if done.code == 130:
                assert sum(line in allowed for line in said) == 1, (interrupt.where, said)
        assert number > 10
        assert done.code == 0
