"""A run that was killed goes on with its job, and pays once."""

import json
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from batchlight import BadRequestError, JobFailed, PaymentRequiredError, SubmissionUncertain, WaitTimeout
from batchlight.drivers.resuming import ResumeFile
from batchlight.simulator import Fault, Simulator, SteppedClock, serve

from tests import killed_runs
from tests.drivers import Driver, played

OPERATION = {"revenuebase": "revenuebase_v2.submit_batch", "ecore": "ecore.upload_emails"}


@pytest.fixture
def fresh() -> Iterator[Simulator]:
    with serve(clock=SteppedClock()) as simulator:
        yield simulator


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return killed_runs.prepared(tmp_path / "work")


def running(folder: Path, **options: Any) -> Callable[[Any], Any]:
    def run(client: Any) -> Any:
        return client.run(folder / "people.csv", folder / "results.csv", resume=folder / "run.json", **options)

    return run


def listed(client: Any) -> Generator[Any, Any, Any]:
    return (yield client.list())


def said(folder: Path) -> Any:
    return json.loads((folder / "run.json").read_text("utf-8"))


@pytest.mark.parametrize("provider", OPERATION)
def test_what_is_done_is_not_done_again(driver: Driver, fresh: Simulator, provider: str, folder: Path) -> None:
    first = driver.use(fresh, provider, running(folder))
    changed = (folder / "results.csv").stat().st_mtime_ns
    again = driver.use(fresh, provider, running(folder))
    assert again.ref == first.ref
    assert (folder / "results.csv").stat().st_mtime_ns == changed
    assert said(folder)["job"] == str(first.ref)
    assert fresh.keys[provider] not in (folder / "run.json").read_text("utf-8")
    assert sorted(path.name for path in folder.iterdir()) == ["people.csv", "results.csv", "run.json"]


@pytest.mark.parametrize("provider", OPERATION)
def test_a_job_that_goes_on_is_waited_for(driver: Driver, fresh: Simulator, provider: str, folder: Path) -> None:
    with pytest.raises(WaitTimeout):
        driver.use(fresh, provider, running(folder, timeout=3))
    assert len(driver.use(fresh, provider, played(listed))) == 1
    job = driver.use(fresh, provider, running(folder))
    assert str(job.ref) == said(folder)["job"]
    assert (folder / "results.csv").exists()
    # It is no longer the file that the run has made.
    (folder / "results.csv").write_text("mine")
    with pytest.raises(FileExistsError):
        driver.use(fresh, provider, running(folder))
    assert (folder / "results.csv").read_text() == "mine"


@pytest.mark.parametrize("provider", OPERATION)
def test_an_answer_that_is_lost_is_found_in_the_list(
    driver: Driver, fresh: Simulator, provider: str, folder: Path
) -> None:
    fresh.inject(Fault(close="before"), operation=OPERATION[provider])
    job = driver.use(fresh, provider, running(folder))
    assert job.state == "succeeded"
    assert said(folder)["state"] == "submitted"


class TestUncertain:
    def test_it_is_not_submitted_again_without_being_told_to(
        self, driver: Driver, fresh: Simulator, folder: Path
    ) -> None:
        fresh.inject(Fault(status=502), operation="ecore.upload_emails")
        for _ in range(3):
            with pytest.raises(SubmissionUncertain) as caught:
                driver.use(fresh, "ecore", running(folder))
            assert "lists no job that could be it" in str(caught.value)
            assert "resubmit=True" in str(caught.value)
            assert "run.json" in str(caught.value)
        assert driver.use(fresh, "ecore", played(listed)) == []
        job = driver.use(fresh, "ecore", running(folder, resubmit=True))
        assert [each.ref for each in driver.use(fresh, "ecore", played(listed))] == [job.ref]

    def test_it_is_found_later(self, driver: Driver, fresh: Simulator, folder: Path) -> None:
        """The list is of no use at first."""
        fresh.inject(Fault(close="before"), operation="ecore.upload_emails")
        passed = iter([False])

        def lost(client: Any) -> Any:
            client._could_be = lambda *_: next(passed, False)
            return running(folder)(client)

        with pytest.raises(SubmissionUncertain):
            driver.use(fresh, "ecore", lost)
        job = driver.use(fresh, "ecore", running(folder))
        assert [each.ref for each in driver.use(fresh, "ecore", played(listed))] == [job.ref]

    def test_another_job_that_was_there_is_not_taken(self, driver: Driver, fresh: Simulator, folder: Path) -> None:
        earlier = driver.use(fresh, "ecore", lambda client: client.submit(folder / "people.csv"))
        fresh.inject(Fault(status=502), operation="ecore.upload_emails")
        with pytest.raises(SubmissionUncertain, match="lists no job"):
            driver.use(fresh, "ecore", running(folder))
        assert said(folder)["known"] == [str(earlier.ref)]

    def test_of_several_none_is_taken(self, driver: Driver, fresh: Simulator, folder: Path) -> None:
        fresh.inject(Fault(status=502), operation="ecore.upload_emails")
        with pytest.raises(SubmissionUncertain):
            driver.use(fresh, "ecore", running(folder))
        made = [driver.use(fresh, "ecore", lambda client: client.submit(folder / "people.csv")) for _ in range(2)]
        with pytest.raises(SubmissionUncertain, match="2 jobs of the provider's list could be it") as caught:
            driver.use(fresh, "ecore", running(folder))
        assert all(str(job.ref) in str(caught.value) for job in made)


def test_what_is_refused_leaves_no_file(driver: Driver, fresh: Simulator, folder: Path) -> None:
    fresh.inject(Fault(status=400, body='{"detail": "upload_error"}'), operation="revenuebase_v2.submit_batch")
    with pytest.raises(BadRequestError):
        driver.use(fresh, "revenuebase", running(folder))
    assert [path.name for path in folder.iterdir()] == ["people.csv"]


class Enough(Exception):
    pass


@pytest.mark.parametrize("error", [Enough, KeyboardInterrupt])
def test_an_upload_that_was_broken_off_leaves_no_file(
    driver: Driver, fresh: Simulator, folder: Path, error: type[BaseException]
) -> None:
    """Nobody has all of it: there is nothing to be uncertain of."""
    (folder / "people.csv").write_bytes(b"email\n" + b"a@example.com\n" * 200_000)

    def stop(done: int, _total: int | None) -> None:
        assert (folder / "run.json").exists()
        if done > 1_000_000:
            raise error

    with pytest.raises(error):
        driver.use(fresh, "ecore", running(folder, on_upload=stop))
    assert [path.name for path in folder.iterdir()] == ["people.csv"]
    job = driver.use(fresh, "ecore", running(folder))
    assert [each.ref for each in driver.use(fresh, "ecore", played(listed))] == [job.ref]


def test_what_was_ended_before_anything_was_sent_leaves_no_file(
    driver: Driver, fresh: Simulator, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = ResumeFile.write

    def write(file: ResumeFile, record: Any) -> None:
        true(file, record)
        raise Enough

    monkeypatch.setattr(ResumeFile, "write", write)
    with pytest.raises(Enough):
        driver.use(fresh, "ecore", running(folder))
    assert [path.name for path in folder.iterdir()] == ["people.csv"]
    assert driver.use(fresh, "ecore", played(listed)) == []


def test_one_that_is_given_out_stays_uncertain(driver: Driver, fresh: Simulator, folder: Path) -> None:
    def stop(done: int, total: int | None) -> None:
        if done == total:
            raise Enough

    with pytest.raises(Enough):
        driver.use(fresh, "ecore", running(folder, on_upload=stop))
    assert said(folder)["state"] == "submitting"


def test_an_earlier_submission_is_not_forgotten_with_a_later_one(
    driver: Driver, fresh: Simulator, folder: Path
) -> None:
    fresh.inject(Fault(status=502), operation="ecore.upload_emails")
    with pytest.raises(SubmissionUncertain):
        driver.use(fresh, "ecore", running(folder))
    before = said(folder)
    fresh.inject(Fault(status=402), operation="ecore.upload_emails")
    with pytest.raises(PaymentRequiredError):
        driver.use(fresh, "ecore", running(folder, resubmit=True))
    assert said(folder) == before
    with pytest.raises(SubmissionUncertain):
        driver.use(fresh, "ecore", running(folder))


def test_a_job_that_failed_stays_failed(driver: Driver, fresh: Simulator, folder: Path) -> None:
    fresh.next_script("ecore", ["Failed"])
    for _ in range(2):
        with pytest.raises(JobFailed):
            driver.use(fresh, "ecore", running(folder))
    assert len(driver.use(fresh, "ecore", played(listed))) == 1


class TestFile:
    @pytest.mark.parametrize(
        ("content", "words"),
        [
            ("", "no file of a submission, or is damaged"),
            ("{", "no file of a submission, or is damaged"),
            ('{"my": "data"}', "no file of a submission, or is damaged"),
            ('{"batchlight_resume": 2}', "of another version of batchlight"),
            ('{"batchlight_resume": 1}', "is damaged"),
            ('{"batchlight_resume": 1, "state": "submitted", "job": null}', "is damaged"),
            (b"\xff\xfe", "no file of a submission, or is damaged"),
        ],
    )
    def test_one_that_is_not_understood_is_left(
        self, driver: Driver, folder: Path, content: str | bytes, words: str
    ) -> None:
        data = content if isinstance(content, bytes) else content.encode()
        (folder / "run.json").write_bytes(data)
        with pytest.raises(ValueError, match=f"run.json.*{words}.*it was left as it is"):
            driver.use_own(running(folder), transport=nobody())
        assert (folder / "run.json").read_bytes() == data

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"content": "email\nperson1@example.com\n"}, "the size"),
            ({"swap": True}, "the content"),
            ({"name": "others.csv"}, "the name"),
            ({"list_name": "Others"}, "the name"),
        ],
    )
    def test_one_of_another_submission_is_left(
        self, driver: Driver, fresh: Simulator, folder: Path, change: dict[str, Any], words: str
    ) -> None:
        driver.use(fresh, "ecore", running(folder))
        before = (folder / "run.json").read_bytes()
        (folder / "results.csv").unlink()
        path = folder / "people.csv"
        if "content" in change:
            path.write_text(change["content"])
        if "swap" in change:
            path.write_text(path.read_text().replace("person1@", "person2@"))
        options = {"filename": change.get("name"), "list_name": change.get("list_name")}
        with pytest.raises(ValueError, match=rf"of another submission \({words} is not the same\)"):
            driver.use(fresh, "ecore", running(folder, **options))
        assert (folder / "run.json").read_bytes() == before

    def test_of_another_provider(self, driver: Driver, fresh: Simulator, folder: Path) -> None:
        driver.use(fresh, "ecore", running(folder))
        (folder / "results.csv").unlink()
        with pytest.raises(ValueError, match=r"\(the provider is not the same\)"):
            driver.use(fresh, "revenuebase", running(folder))

    def test_two_programs_do_not_share_one(self, driver: Driver, folder: Path) -> None:
        held = ResumeFile(folder / "run.json")
        with pytest.raises(ValueError, match=r"run\.json' is in use by another program"):
            driver.use_own(running(folder), transport=nobody())
        held.close()
        ResumeFile(folder / "run.json").close()
        assert [path.name for path in folder.iterdir()] == ["people.csv"]


def nobody() -> httpx.MockTransport:
    def handle(request: httpx.Request) -> httpx.Response:
        raise AssertionError(request)

    return httpx.MockTransport(handle)


def test_a_program_that_is_killed_at_random_moments(tmp_path: Path) -> None:
    happened = killed_runs.main(10, 13, tmp_path)
    assert len(happened) == 10
