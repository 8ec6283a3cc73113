"""What type checkers say to a user's program: mypy and pyright, both strict, as users run them."""

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import pytest

from scripts.specs import ROOT

RIGHT = """
from typing import Any, assert_type

from batchlight import (
    AnswerEvent, ApexVerify, ApexVerifyStatus, AsyncLlamaCloud, ECore, ECoreStatus, EndEvent, Event, Job, JobCancelled,
    JobFailed, JobNeedsAction, JobRef, JobState, JobTable, LlamaCloud, LlamaCloudStatus, WaitTimeout, async_client_for,
    client_for, decode, show_progress,
)
from batchlight.providers.apexverify import ApexVerifyDetails
from batchlight_clients.apexverify.models import VerificationDone
from batchlight_clients.llamacloud.models import BatchJobStatusResponse
from batchlight_clients.llamacloud_v2.models import Batch, DirectoryFile
from batchlight_clients.unset import UNSET


def counts(apex: ApexVerify, llama: LlamaCloud) -> tuple[int, int]:
    valid = failed = 0
    match apex.get("3f0c8a52-6a0e-4d0b-9d57-0a7c3c1f2b11").status:
        case VerificationDone(stats=stats):
            assert_type(stats.total_verification_valid, int | None)
            valid = stats.total_verification_valid or 0
        case _:
            pass
    status = llama.get("bjb-1").status
    # Which version of the API answers depends on the id, which no type tells.
    if isinstance(status, BatchJobStatusResponse):
        assert_type(status.job.failed_items, int | None)
        assert_type(status.job.total_items, int)
        failed = status.job.failed_items or 0
        message = status.job.error_message
        if message is not UNSET and message is not None:
            print(message.upper())
    return valid, failed


def batches(apex: ApexVerify) -> None:
    job = apex.submit("a.txt", name="Q1", type="email", target_country="IT")
    assert_type(job, Job[ApexVerifyStatus])
    assert_type(apex.configure(job.id, type="phone", target_country="IT"), Job[ApexVerifyStatus])
    assert_type(apex.launch(job.id), Job[ApexVerifyStatus])
    assert_type(apex.run(b"", name="Q1", type="phone", target_country="IT", max_cost=5), Job[ApexVerifyStatus])
    assert_type(apex.details(job.id), Job[ApexVerifyDetails])
    assert_type(apex.download(job.id, "a.json", format="xlsx").size, int)
    assert_type(dict(apex.results(job.id)), dict[str, Any])
    apex.delete(job.id)


async def files(llama: AsyncLlamaCloud) -> None:
    directory = await llama.create_directory("Q1", ephemeral=True)
    assert_type(await llama.upload_file(directory.id, b"%PDF", filename="a.pdf"), DirectoryFile)
    job = await llama.submit({"type": "parse_v2", "configuration_id": "cfg-1"}, directory_id=directory.id)
    assert_type(job, Job[LlamaCloudStatus])
    assert_type(await llama.cancel(job.id, reason=None), Job[LlamaCloudStatus])
    async for job in llama.list(status="throttled"):
        if isinstance(job.status, Batch):
            assert_type(job.status.source_directory_id, str)
    async for item in llama.items("bjb-1", status="failed"):
        assert_type(item.item_name, str)
    assert_type([result.status async for result in llama.results("bat-1", outcomes=True)], list[str | None])


def versions() -> tuple[LlamaCloud, LlamaCloud]:
    return LlamaCloud("key", api_version="v1beta"), LlamaCloud("key", api_version="v2", timeout=5)


def waits(ecore: ECore) -> str:
    ecore.wait(42, until="running")
    ecore.wait(42, until="terminal")
    ecore.wait(42, until=JobState.RUNNING)
    ecore.wait(42, until=["running", JobState.FAILED])
    ecore.wait(42, until={"needs_action", "queued"})
    ecore.wait(42, until=(JobState.RUNNING, JobState.QUEUED))
    ecore.wait(42, until=lambda job: job.state is JobState.RUNNING)
    try:
        job = ecore.wait(42)
    except (JobFailed, JobCancelled, JobNeedsAction) as error:
        return error.job.id
    except WaitTimeout as error:
        return error.job.id if error.job is not None else "never seen"
    return {job: "a job is a key"}[job]


def stored(text: str, ref: JobRef) -> list[Job[Any]]:
    assert_type(client_for("ecore"), ECore)
    assert_type(async_client_for("llamacloud", site="eu"), AsyncLlamaCloud)
    assert_type(client_for("ecore", timeout=5).get(text), Job[ECoreStatus])
    assert_type(decode("ecore", {}), Job[ECoreStatus])
    with client_for(text) as client:
        jobs = [client.get(text), client.get(ref), client_for(ref).wait(ref, on_update=show_progress())]
    return [*JobTable(jobs), decode(text, b"{}", id=42), Job.from_dict(jobs[0].to_dict())]


def events(key: str) -> ECore:
    def on_event(event: Event) -> None:
        match event:
            case AnswerEvent(status_code=status, seconds=seconds):
                print(event.provider, status, seconds)
            case EndEvent(state=JobState.FAILED):
                print(event.operation)
            case _:
                pass

    return ECore(key, on_event=on_event)
"""
WRONG = (
    'ecore.wait(42, until="sleepy")',
    'ecore.wait(42, until=["sleepy"])',
    "ecore.get(None)",
    "ecore.get(4.2)",
    'apex.submit("a.txt", name="Q1", type="fax", target_country="IT")',
    'apex.submit("a.txt", name="Q1")',
    'apex.cancel("3f0c8a52-6a0e-4d0b-9d57-0a7c3c1f2b11")',
    "apex.list()",
    'llama.list(status="sleepy")',
    "llama.submit(42)",
    'LlamaCloud("key", api_version="v3")',
    "ecore.get((ecore,))",
    'client_for("ecore").cancel(42)',
    'client_for("ecore", tiemout=5)',
    'decode("ecore", 42)',
    "ECore(on_event=print_nothing)",
    'JobRef("ecore", 4.2)',
    "print(timeout.job.id)",
    "print(error.job.no_such_thing)",
)
PROGRAM = """
from batchlight import ApexVerify, ECore, JobFailed, JobRef, LlamaCloud, WaitTimeout, client_for, decode


def print_nothing() -> None: ...


def program(apex: ApexVerify, ecore: ECore, llama: LlamaCloud, error: JobFailed, timeout: WaitTimeout) -> None:
"""


Checker: TypeAlias = Callable[[Path], list[str]]


def mypy(path: Path) -> list[str]:
    return _problems(["-m", "mypy", "--strict", "--no-error-summary", "--config-file", "pyproject.toml"], path)


def pyright(path: Path) -> list[str]:
    # A comment makes one file strict; the settings of the project hold for the rest.
    path.write_text("# pyright: strict\n" + path.read_text("utf-8"), "utf-8")
    return _problems(["-m", "pyright"], path)


def _problems(command: Sequence[str], path: Path) -> list[str]:
    done = subprocess.run([sys.executable, *command, str(path)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return re.findall(rf"{path.name}:(.*error.*)", done.stdout)


pytestmark = pytest.mark.packaging
CHECKERS = pytest.mark.parametrize("checker", [mypy, pyright])


@CHECKERS
def test_a_right_program_has_no_errors(checker: Checker, tmp_path: Path) -> None:
    path = tmp_path / "right.py"
    path.write_text(RIGHT, "utf-8")
    assert checker(path) == []


@CHECKERS
def test_each_line_of_a_wrong_program_is_an_error(checker: Checker, tmp_path: Path) -> None:
    path = tmp_path / "wrong.py"
    path.write_text(PROGRAM + "".join(f"    {line}\n" for line in WRONG), "utf-8")
    found = checker(path)
    first = path.read_text("utf-8").splitlines().index(f"    {WRONG[0]}") + 1
    lines = {int(problem.split(":")[0]) for problem in found}
    assert lines == set(range(first, first + len(WRONG))), found
