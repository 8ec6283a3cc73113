"""The providers' official clients against the simulator: every batch operation that they have, and what they read of it.

Each is installed into an environment of its own below build/, once; nothing of batchlight is in it.
"""

import json
import subprocess
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from batchlight.cli import main
from batchlight.simulator import Simulator, SteppedClock, outcome_of, serve

from scripts.specs import ROOT

pytestmark = pytest.mark.packaging

ADDRESSES = [f"person{number}@example.com" for number in range(1_000)]
DOCUMENTS = ["report-1.pdf", "report-2.pdf", "error-1.pdf"]

# What is common to the programs: the arguments are URL, key and data.
BEGINNING = """
import asyncio, json, sys
url, key, data = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
"""

REVENUEBASE = (
    BEGINNING
    + """
import revenuebase_sdk
client = revenuebase_sdk.RevenuebaseClient(api_key=key, base_url=url)
found = {"before": client.account.balance().credits}
text = "email\\n" + "\\n".join(data) + "\\n"
job = client.email.batch_upload(file=text.encode(), filename="ours.csv")
found["submitted"] = [job.filename, job.status]
found["status"] = client.jobs.get(process_id=job.process_id).current_status
found["results"] = client.jobs.download(process_id=job.process_id).decode()
found["after"] = client.account.balance().credits
other = client.email.batch_upload(file=b'["a@example.com"]', filename="theirs.json", metadata=True)
found["active"] = [[each.process_id == other.process_id, each.filename, each.status] for each in client.jobs.list().processes]
found["cancelled"] = client.jobs.cancel(process_id=other.process_id).current_status
for name, call in {
    "cancel again": lambda: client.jobs.cancel(process_id=other.process_id),
    "download too early": lambda: client.jobs.download(process_id=other.process_id),
    "nobody's": lambda: client.jobs.get(process_id=999999),
    "no file of addresses": lambda: client.email.batch_upload(file=b"x", filename="x.txt"),
}.items():
    try:
        call()
        found[name] = None
    except revenuebase_sdk.APIStatusError as error:
        found[name] = [type(error).__name__, error.body]

async def asynchronously():
    async with revenuebase_sdk.AsyncRevenuebaseClient(api_key=key, base_url=url) as client:
        return [(await client.jobs.get(process_id=job.process_id)).current_status,
                len(await client.jobs.download(process_id=job.process_id)), len((await client.jobs.list()).processes)]
found["async"] = asyncio.run(asynchronously())
print(json.dumps(found))
"""
)

# 2.12.0 is the last but one that speaks v1beta.
V1BETA = (
    BEGINNING
    + """
import llama_cloud
client = llama_cloud.LlamaCloud(api_key=key, base_url=url)
directory = client.beta.directories.create(name="Ours")
for name in data:
    client.beta.directories.files.upload(directory.id, upload_file=(name, b"%PDF"))
batch = client.beta.batch
job = batch.create(job_config={}, directory_id=directory.id)
found = {"created": [job.status, job.total_items, job.job_type, job.directory_id == directory.id]}
status = batch.get_status(job.id)
found["status"] = [status.job.status, status.progress_percentage, status.job.failed_items, status.job.created_at is not None]
items = batch.job_items.list(job.id).items
found["items"] = [[each.item_name, each.status] for each in items]
results = [batch.job_items.get_processing_results(each.item_id) for each in items]
found["results"] = [len(each.processing_results) for each in results]
other = batch.create(job_config={"rules": [{"type": "a", "description": "b"}]}, item_ids=["one", "two"])
cancelled = batch.cancel(other.id)
found["cancelled"] = [cancelled.status, cancelled.processed_items, cancelled.message]
# Its paging stops where no total is told.
found["listed"] = len(batch.list(limit=1).items), len(list(batch.list(limit=1))), len(list(batch.list()))
try:
    batch.cancel(other.id)
except llama_cloud.APIStatusError as error:
    found["cancel again"] = type(error).__name__
try:
    batch.get_status("bjb-none")
except llama_cloud.APIStatusError as error:
    found["nobody's"] = type(error).__name__

async def asynchronously():
    async with llama_cloud.AsyncLlamaCloud(api_key=key, base_url=url) as client:
        return (await client.beta.batch.get_status(job.id)).job.status
found["async"] = asyncio.run(asynchronously())
print(json.dumps(found))
"""
)

V2 = (
    BEGINNING
    + """
import llama_cloud
client = llama_cloud.LlamaCloud(api_key=key, base_url=url)
directory = client.beta.directories.create(name="Ours", type="ephemeral")
files = [client.beta.directories.files.upload(directory.id, upload_file=(name, b"%PDF")) for name in data[:-1]]
files.append(client.beta.directories.files.add(directory.id, file_id="file-1", display_name=data[-1]))
found = {"directory": client.beta.directories.get(directory.id).type,
         "files": [each.display_name for each in client.beta.directories.files.list(directory.id)]}
config = {"job": {"type": "parse_v2", "configuration_id": "cfg-PARSE_AGENTIC"}}
batch = client.batches.create(source_directory_id=directory.id, config=config)
found["created"] = [batch.status, batch.source_directory_id == directory.id, batch.config.job.type, batch.results]
found["got"] = client.batches.get(batch.id).results
results = client.batches.get(batch.id, expand=["results"]).results
found["results"] = [[files[n].id == each.source_directory_file_id, each.job_reference is not None, each.error_message]
                    for n, each in enumerate(results)]
found["parsed"] = [client.parsing.get(each.job_reference.id).job.status for each in results if each.job_reference]
others = [client.batches.create(source_directory_id="dir-1", config=config) for _ in range(4)]
found["listed"] = len(client.batches.list(page_size=2).items), len(list(client.batches.list(page_size=2)))
found["some"] = [each.id == batch.id for each in client.batches.list(source_directory_id=directory.id)]
if hasattr(client.batches, "cancel"):
    found["cancelled"] = client.batches.cancel(others[0].id).status
    try:
        client.batches.cancel(batch.id)
    except llama_cloud.APIStatusError as error:
        found["cancel again"] = type(error).__name__

async def asynchronously():
    async with llama_cloud.AsyncLlamaCloud(api_key=key, base_url=url) as client:
        return [each.status async for each in client.batches.list(page_size=2)]
found["async"] = asyncio.run(asynchronously())
print(json.dumps(found))
"""
)


def installed(wanted: str) -> Path:
    """The Python of an environment that has this client; it is made when it is first wanted."""
    folder = ROOT / "build" / "official" / wanted.replace("==", "-")
    python = folder / "bin" / "python"
    if not (folder / "complete").exists():
        venv.create(folder, clear=True, with_pip=True)
        run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wanted])
        (folder / "complete").touch()
    return python


def run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def found_by(client: str, program: str, simulator: Simulator, provider: str, data: Any) -> Any:
    arguments = [simulator.base_url(provider), simulator.keys[provider], json.dumps(data)]
    return json.loads(run([str(installed(client)), "-c", program, *arguments]))


@pytest.fixture
def served() -> Iterator[Simulator]:
    with serve(clock=SteppedClock()) as simulator:
        yield simulator


def test_revenuebase(served: Simulator) -> None:
    served.next_script("revenuebase", ["COMPLETED"])
    served.next_script("revenuebase", [("PROCESSING", 3600), "COMPLETED"])
    found = found_by("revenuebase-sdk==0.3.0", REVENUEBASE, served, "revenuebase", ADDRESSES)
    words = [outcome_of(address).capitalize() for address in ADDRESSES]
    rows = [f"{address},{word}\n" for address, word in zip(ADDRESSES, words, strict=True)]
    results = "email,status\n" + "".join(rows)
    assert found.pop("results") == results
    assert found.pop("before") - found.pop("after") == len(words) - words.count("Unknown")
    assert found == {
        "submitted": ["ours.csv", "PROCESSING QUEUED"],
        "status": "COMPLETED",
        "active": [[True, "theirs.json", "PROCESSING"]],
        "cancelled": "CANCELLING",
        "cancel again": ["BadRequestError", {"detail": "already_cancelled"}],
        "download too early": ["BadRequestError", {"detail": "not_completed"}],
        "nobody's": [
            "BadRequestError",
            {"detail": "Invalid process_id, or the job does not belong to your account."},
        ],
        "no file of addresses": ["BadRequestError", {"detail": "invalid_extension"}],
        "async": ["COMPLETED", len(results), 0],
    }


def test_the_command_line_has_the_results_that_the_official_client_has(
    served: Simulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in served.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    served.next_script("revenuebase", ["COMPLETED"])
    served.next_script("revenuebase", [("PROCESSING", 3600), "COMPLETED"])
    served.next_script("revenuebase", ["COMPLETED"])
    (tmp_path / "ours.csv").write_text("email\n" + "\n".join(ADDRESSES) + "\n", "utf-8")
    theirs = found_by("revenuebase-sdk==0.3.0", REVENUEBASE, served, "revenuebase", ADDRESSES)["results"]
    assert main(["run", "revenuebase", "ours.csv", "-o", "results.csv", "--yes"]) == 0
    assert (tmp_path / "results.csv").read_bytes().decode() == theirs


def test_llamacloud_v1beta(served: Simulator) -> None:
    served.next_script("llamacloud", ["completed"])
    served.next_script("llamacloud", [("running", 3600), "completed"])
    found = found_by("llama-cloud==2.12.0", V1BETA, served, "llamacloud", DOCUMENTS)
    assert found == {
        "created": ["completed", 3, "parse", True],
        "status": ["completed", 100, 1, True],
        "items": [["report-1.pdf", "completed"], ["report-2.pdf", "completed"], ["error-1.pdf", "failed"]],
        "results": [1, 1, 0],
        "cancelled": ["cancelled", 0, "Batch job cancelled"],
        "listed": [1, 1, 2],
        "cancel again": "BadRequestError",
        "nobody's": "NotFoundError",
        "async": "completed",
    }


@pytest.mark.parametrize("version", ["2.12.0", "2.19.0"])
def test_llamacloud_v2(served: Simulator, version: str) -> None:
    served.next_script("llamacloud", ["COMPLETED"])
    served.next_script("llamacloud", [("RUNNING", 3600), "COMPLETED"], times=4)
    found = found_by(f"llama-cloud=={version}", V2, served, "llamacloud", DOCUMENTS)
    # Only the newer one can cancel.
    cancelled = {"cancelled": "RUNNING", "cancel again": "ConflictError"} if version == "2.19.0" else {}
    assert found == {
        "directory": "ephemeral",
        "files": DOCUMENTS,
        "created": ["COMPLETED", True, "parse_v2", None],
        "got": None,
        "results": [[True, True, None], [True, True, None], [True, False, "The file could not be read."]],
        "parsed": ["COMPLETED", "COMPLETED"],
        "listed": [2, 5],
        "some": [True],
        "async": ["RUNNING"] * 4 + ["COMPLETED"],
        **cancelled,
    }
