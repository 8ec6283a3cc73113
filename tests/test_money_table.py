"""The table of docs/submitting.md: what goes wrong with a submission or a launch, and the error that says so."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from batchlight import BatchlightError, RetryPolicy, SubmissionUncertain
from batchlight.simulator import Fault, Simulator, SteppedClock, serve

from tests.drivers import Driver

PAGE = Path(__file__).parent.parent / "docs" / "submitting.md"
HEADING = "| what happens | raised | its text |"
PATIENT = RetryPolicy(attempts=6, initial=0.001, maximum=0.001)
ARGUMENTS: dict[str, dict[str, Any]] = {
    "ecore": {},
    "apexverify": {"name": "Q1", "type": "email", "target_country": "IT"},
}

FAULTS: dict[str, Fault] = {
    "400": Fault(status=400, body='{"detail": "Sorry."}'),
    "401": Fault(status=401, body='{"detail": "Sorry."}'),
    "402": Fault(status=402, body='{"detail": "Sorry."}'),
    "403": Fault(status=403, body='{"detail": "Sorry."}'),
    "404": Fault(status=404, body='{"detail": "Sorry."}'),
    "409": Fault(status=409, body='{"detail": "Sorry."}'),
    "413": Fault(status=413, body='{"detail": "Sorry."}'),
    "422": Fault(status=422, body='{"detail": "Sorry."}'),
    "429": Fault(status=429, body='{"detail": "Sorry."}', headers={"Retry-After": "1"}),
    "a redirect": Fault(status=307, headers={"Location": "https://elsewhere.example/"}, body=""),
    "408": Fault(status=408, done=True),
    "500": Fault(status=500, done=True),
    "502 of a proxy": Fault(status=502, body="<html>", done=True),
    "503, and when to come again": Fault(status=503, headers={"Retry-After": "1"}, done=True),
    "524": Fault(status=524, done=True),
    "200 with a page": Fault(status=200, body="<html>", done=True),
    "closed before the answer": Fault(close="before"),
    "closed in its headers": Fault(close="headers"),
    "closed in its body": Fault(close="body"),
    "a body shorter than announced": Fault(content_length=10),
    "an answer byte by byte, that is late": Fault(drip=0.001),
}


@pytest.fixture
def fresh() -> Iterator[Simulator]:
    with serve(clock=SteppedClock()) as simulator:
        yield simulator


def rows() -> dict[str, tuple[str, str]]:
    """The table: what is raised and its text, by what happens."""
    lines = PAGE.read_text("utf-8").partition(HEADING)[2].strip().splitlines()[1:]
    found: dict[str, tuple[str, str]] = {}
    for line in lines:
        if not line.startswith("|"):
            break
        name, kind, text = (cell.strip() for cell in line.strip("|").split(" | "))
        found[name] = kind.strip("`"), text.strip("`")
    return found


def test_the_page_has_all_of_them() -> None:
    assert list(rows()) == list(FAULTS)


def raised(call: Any) -> BatchlightError | None:
    try:
        call()
    except BatchlightError as error:
        return error
    return None


@pytest.mark.parametrize("provider", ARGUMENTS)
@pytest.mark.parametrize("name", FAULTS)
def test_a_submission(driver: Driver, fresh: Simulator, name: str, provider: str, tmp_path: Path) -> None:
    kind, text = rows()[name]
    sheet = tmp_path / ("people.csv" if provider == "ecore" else "people.txt")
    sheet.write_text("email\na@example.com\n" if provider == "ecore" else "a@example.com\n", "utf-8")
    operation = {"ecore": "ecore.upload_emails", "apexverify": "apexverify_batches.upload_batch"}[provider]
    fresh.inject(FAULTS[name], times=None, operation=operation)

    def submit(client: Any) -> Any:
        return client.submit(sheet, **ARGUMENTS[provider])

    error = raised(lambda: driver.use(fresh, provider, submit, retry=PATIENT))
    assert fresh.faults_given == 1
    assert type(error).__name__ == kind.replace("nothing", "NoneType")
    if provider == "ecore" and error is not None:
        assert_reads(str(error), text)


@pytest.mark.parametrize("name", FAULTS)
def test_a_launch(driver: Driver, fresh: Simulator, name: str) -> None:
    kind, _text = rows()[name]
    id = fresh.add_job("apexverify", ["ready_for_verification"]).id
    fresh.inject(FAULTS[name], times=None, operation="apexverify_batches.launch_batch")
    error = raised(lambda: driver.use(fresh, "apexverify", lambda client: client.launch(id), retry=PATIENT))
    assert fresh.faults_given == 1
    assert type(error).__name__ == kind.replace("nothing", "NoneType")
    assert not isinstance(error, SubmissionUncertain) or f"the launch of apexverify:{id}" in str(error)


def assert_reads(said: str, text: str) -> None:
    """Where each provider and HTTP library has words of its own, the table has three dots."""
    assert re.fullmatch(".*".join(map(re.escape, text.split("..."))), said, re.DOTALL), said
