"""The whole life of a job over real HTTP, in every way that a request can take: a list in, results out, row by row."""

import csv
import json
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from batchlight import JobState
from batchlight.simulator import Simulator, SteppedClock, outcome_of, serve

from tests.drivers import Way, played

ADDRESSES = [f"person{number}@example.com" for number in range(10_000)]
WORDS = {"valid": "Valid", "invalid": "Invalid", "unknown": "Unknown", "error": "Unknown"}
TOLD = [(address, WORDS[outcome_of(address)]) for address in ADDRESSES]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("email\n" + "".join(f"{address}\n" for address in ADDRESSES), "utf-8")
    return path


@pytest.fixture
def fresh() -> Iterator[Simulator]:
    with serve(clock=SteppedClock()) as simulator:
        yield simulator


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_revenuebase(way: Way, fresh: Simulator, sheet: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []

    def life(client: Any) -> Generator[Any, Any, None]:
        before = yield client.balance()
        job = yield client.submit(sheet, on_progress=lambda done, total: told.append((done, total)))
        assert (job.state, job.tag) == (JobState.QUEUED, "PROCESSING QUEUED")
        assert told[-1] == (sheet.stat().st_size, sheet.stat().st_size)
        assert [listed.ref for listed in (yield client.list())] == [job.ref]
        job = yield client.wait(job.id)
        assert job.state is JobState.SUCCEEDED
        assert (yield client.list()) == []
        found = yield client.download(job.id, tmp_path / "results.csv", on_progress=lambda *seen: told.append(seen))
        assert found.size == told[-1][0] == (tmp_path / "results.csv").stat().st_size
        assert found.suggested_name == "people.csv"
        rows = yield client.results(job.id)
        assert [(row["email"], row["status"]) for row in rows] == TOLD
        assert before - (yield client.balance()) == sum(word != "Unknown" for _address, word in TOLD)

    way.use(fresh, "revenuebase", played(life))
    assert [(row["email"], row["status"]) for row in rows_of(tmp_path / "results.csv")] == TOLD
    assert sorted(path.name for path in tmp_path.iterdir()) == ["people.csv", "results.csv"]


def test_ecore(way: Way, fresh: Simulator, sheet: Path, tmp_path: Path) -> None:
    def life(client: Any) -> Generator[Any, Any, None]:
        job = yield client.submit(sheet, list_name="People")
        assert job.state is JobState.QUEUED
        listed = yield client.list()
        assert [(each.ref, each.raw["list_name"]) for each in listed] == [(job.ref, "People")]
        job = yield client.wait(job.id)
        assert job.progress.done == job.progress.total == len(ADDRESSES)
        assert (yield client.list(status="Failed")) == []
        records = yield client.records(job.id)
        assert [(record.email, record.status) for record in records] == TOLD
        invalid = yield client.records(job.id, status="Invalid")
        assert [record.email for record in invalid] == [address for address, word in TOLD if word == "Invalid"]
        yield client.download(job.id, tmp_path / "results.csv")
        yield client.download(job.id, tmp_path / "results.json", format="json")

    way.use(fresh, "ecore", played(life))
    assert [(row["Email"], row["Status"]) for row in rows_of(tmp_path / "results.csv")] == TOLD
    stored = json.loads((tmp_path / "results.json").read_text("utf-8"))
    assert [(row["email"], row["status"]) for row in stored] == TOLD


@pytest.mark.parametrize("provider", ["revenuebase", "ecore"])
def test_all_of_it_in_one_call(way: Way, fresh: Simulator, provider: str, sheet: Path, tmp_path: Path) -> None:
    seen: list[JobState] = []

    def life(client: Any) -> Generator[Any, Any, Any]:
        target = tmp_path / "results.csv"
        return (yield client.run(sheet, target, on_update=lambda job: seen.append(job.state)))

    job = way.use(fresh, provider, played(life))
    assert seen[0] is JobState.QUEUED
    assert seen[-1] is job.state is JobState.SUCCEEDED
    assert [tuple(row.values())[:2] for row in rows_of(tmp_path / "results.csv")] == TOLD


def test_json_in_and_out(fresh: Simulator, tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    path.write_text(json.dumps([{"email": address, "n": n} for n, address in enumerate(ADDRESSES)]), "utf-8")
    with fresh.client("revenuebase") as client:
        job = client.run(path)  # type: ignore[attr-defined]  # of any provider
        rows = client.results(job.id)  # type: ignore[attr-defined]
        assert [(row["n"], row["email"], row["status"]) for row in rows] == [
            (n, address, word) for n, (address, word) in enumerate(TOLD)
        ]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("ada@example.com\ngrace@example.com\n", ["email", "status"]),
        ("ada@example.com\n", ["email", "status"]),
        ("ada@example.com,Ada\ngrace@example.com,Grace\n", ["email", "column_2", "status"]),
        ("email\nada@example.com\n", ["email", "status"]),
    ],
)
def test_a_list_without_a_header_loses_no_row(fresh: Simulator, text: str, columns: list[str]) -> None:
    with fresh.client("revenuebase") as made:
        client: Any = made
        job = client.run(text.encode(), filename="people.csv")
        rows = list(client.results(job.id))
    assert [list(row) for row in rows] == [columns] * text.count("@")
    assert [row["email"] for row in rows] == [word for word in text.replace("\n", ",").split(",") if "@" in word]
    assert {row["status"] for row in rows} <= set(WORDS.values())


def test_addresses_one_by_one(fresh: Simulator) -> None:
    with fresh.client("ecore") as client:
        job = client.submit(emails=ADDRESSES)  # type: ignore[attr-defined]
        assert client.wait(job.id).raw["list_name"] == "API Upload"
        assert [each.email for each in client.records(job.id)] == ADDRESSES  # type: ignore[attr-defined]
