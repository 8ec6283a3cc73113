"""Deprecation and sunset: what is known, when it is said, to whom, how often; and what is done about it."""

import asyncio
import datetime
import itertools
import re
import subprocess
import sys
import threading
import warnings
from operator import methodcaller
from pathlib import Path
from typing import Any

import httpx
import pytest
import time_machine
from batchlight import (
    BadRequestError,
    ConfigurationError,
    ECore,
    EndpointDeprecationWarning,
    EndpointGoneError,
    EndpointSunsetError,
    EndpointSunsetWarning,
    JobState,
    LifecyclePolicy,
    NotFoundError,
    PollPolicy,
    ResponseError,
    Revenuebase,
    TransportError,
    WaitTimeout,
)
from batchlight import lifecycle as life
from batchlight.cli import main
from batchlight.lifecycle import LifecycleEvent, OnSunset, is_gone, seen, with_headers
from batchlight.phases import Lifecycle, Phase, days_left, phase_of, sentence
from batchlight.reading.dates import find_dates, read_date
from batchlight.simulator import Fault, Simulator, serve
from batchlight_clients.operations import OPERATIONS
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.specs import ROOT
from tests.drivers import KEY, Driver, answering
from tests.sockets import closed_port, with_own_certificate

V1 = Lifecycle.of(OPERATIONS["revenuebase_v1.get_batch_status"])
ACTIVE = Lifecycle("ecore.get_job", "GET", "/jobs/{job_id}/")
NOTICE = datetime.timedelta(days=90)


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


def on(text: str, **options: Any) -> LifecyclePolicy:
    """A policy for which it is a certain time."""
    return LifecyclePolicy(clock=lambda: at(text), **options)


class TestPhases:
    @pytest.mark.parametrize(
        ("now", "phase", "days"),
        [
            ("2026-01-01T00:00:00", Phase.DEPRECATED, 187),
            ("2026-04-07T23:59:59", Phase.DEPRECATED, 90),
            ("2026-04-08T00:00:00", Phase.SUNSETTING, 90),
            ("2026-07-05T23:59:59", Phase.SUNSETTING, 1),
            ("2026-07-06T00:00:00", Phase.SUNSETTING, 1),
            ("2026-07-06T23:59:59", Phase.SUNSETTING, 0),
            ("2026-07-07T00:00:00", Phase.SUNSET, 0),
            ("2026-07-08T00:00:00", Phase.SUNSET, -1),
            ("2026-11-21T00:00:00", Phase.SUNSET, -137),
        ],
    )
    def test_the_boundaries_of_revenuebase_v1(self, now: str, phase: Phase, days: int) -> None:
        assert phase_of(V1, at(now), NOTICE) is phase
        assert days_left(V1, at(now)) == days

    def test_without_dates(self) -> None:
        now = at("2026-11-21T00:00:00")
        assert phase_of(ACTIVE, now, NOTICE) is Phase.ACTIVE
        assert phase_of(Lifecycle("x", "GET", "/", deprecated=True), now, NOTICE) is Phase.DEPRECATED
        soon = Lifecycle("x", "GET", "/", deprecated=True, deprecated_at=at("2026-12-01T00:00:00"))
        assert phase_of(soon, now, NOTICE) is Phase.SCHEDULED
        assert phase_of(soon, at("2026-12-01T00:00:00"), NOTICE) is Phase.DEPRECATED
        assert (
            phase_of(Lifecycle("x", "GET", "/", sunset_at=at("2030-01-01T00:00:00")), now, NOTICE) is Phase.DEPRECATED
        )
        assert days_left(ACTIVE, now) is None

    @pytest.mark.parametrize(
        ("now", "category"),
        [("2026-04-07T23:59:59", EndpointDeprecationWarning), ("2026-04-08T00:00:00", EndpointSunsetWarning)],
    )
    def test_the_notice_is_90_days_by_default(
        self, simulator: Simulator, driver: Driver, now: str, category: type[Warning]
    ) -> None:
        ref = simulator.add_job("revenuebase")
        with pytest.warns(category) as caught:
            driver.get(simulator, "revenuebase", ref.id, api_version="v1", lifecycle=on(now))
        assert [warning.category for warning in caught] == [category]

    def test_the_notice_is_a_choice(self) -> None:
        assert phase_of(V1, at("2026-01-10T00:00:00"), datetime.timedelta(days=180)) is Phase.SUNSETTING

    @pytest.mark.parametrize(
        ("status", "now", "gone"),
        [
            (410, "2020-01-01", True),
            (404, "2026-07-06", False),
            (404, "2026-07-07", True),
            (301, "2026-07-07", True),
            (308, "2026-07-07", True),
            (None, "2026-07-07", True),
            (None, "2026-07-06", False),
            (302, "2026-11-21", False),
            (400, "2026-11-21", False),
            (500, "2026-11-21", False),
        ],
    )
    def test_what_means_gone(self, status: int | None, now: str, gone: bool) -> None:
        assert is_gone(OPERATIONS["revenuebase_v1.get_batch_status"], status, {}, at(f"{now}T00:00:00")) is gone
        if status != 410:
            assert not is_gone(OPERATIONS["ecore.get_job"], status, {}, at(f"{now}T00:00:00"))


JULY = at("2026-07-07T00:00:00")


def failing_past(sunset: datetime.datetime, on_sunset: OnSunset) -> LifecyclePolicy:
    """A policy for a call that fails past a sunset. One that is migrated begins before it: afterwards it is not sent."""
    first = [sunset - datetime.timedelta(seconds=1)] if on_sunset == "migrate" else []
    times = itertools.chain(first, itertools.repeat(sunset))
    return LifecyclePolicy(on_sunset=on_sunset, clock=lambda: next(times))


async def _nothing() -> None:
    pass


class TestHeaders:
    @pytest.mark.parametrize(
        ("value", "deprecated", "date"),
        [
            ("@1688169599", True, at("2023-06-30T23:59:59")),
            ("true", True, None),
            ('"true"', True, None),
            ("?1", True, None),
            ("Tue, 07 Jul 2026 00:00:00 GMT", True, JULY),
            ("2026-07-07", True, JULY),
            ("2026-07-07T00:00:00Z", True, JULY),
            ('"2026-07-07"', True, JULY),
            ("since forever", True, None),
            ("@99999999999999999999", True, None),
            ("@999999999999", True, None),
            ("false", False, None),
            ("?0", False, None),
            ("", False, None),
        ],
    )
    def test_deprecation(self, value: str, deprecated: bool, date: datetime.datetime | None) -> None:
        known = with_headers(ACTIVE, {"deprecation": value})
        assert (known.deprecated, known.deprecated_at) == (deprecated, date)
        assert with_headers(V1, {"deprecation": value}).deprecated, "a header never clears the flag"

    @pytest.mark.parametrize(
        ("value", "date"),
        [
            ("Tue, 07 Jul 2026 00:00:00 GMT", JULY),
            ("Tue, 07 Jul 2026 00:00:00 UTC", JULY),
            ("Tue, 07 Jul 2026 02:00:00 +0200", JULY),
            ("Tuesday, 07-Jul-26 00:00:00 GMT", JULY),
            ("Tue Jul  7 00:00:00 2026", JULY),
            ("2026-07-07", JULY),
            ("2026-07-07T00:00:00Z", JULY),
            ("2026-07-07T02:00:00+02:00", JULY),
            ("Wed, 07 Jul 2026 00:00:00 GMT", JULY),
            ("Tue, 07 Jul 2026", JULY),
            ("Sat, 01 May 2027 00:00:00 GMT, Tue, 07 Jul 2026 00:00:00 GMT", JULY),
            ("2027-05-01, 2026-07-07", JULY),
            ("soon", None),
            ("", None),
            ("Tue, 32 Jul 2026 00:00:00 GMT", None),
            ("July 2026", None),
            ("\x1b[31m", None),
            ("9" * 5000, None),
        ],
    )
    def test_sunset(self, value: str, date: datetime.datetime | None) -> None:
        assert with_headers(ACTIVE, {"sunset": value}).sunset_at == date

    def test_dates_of_headers_replace_those_of_the_spec(self) -> None:
        known = with_headers(V1, {"sunset": "Sat, 01 May 2027 00:00:00 GMT"})
        assert known.sunset_at == at("2027-05-01T00:00:00")
        assert known.source == "spec and headers"
        assert known.replacement == V1.replacement

    def test_a_bad_header_changes_nothing(self) -> None:
        assert with_headers(V1, {"sunset": "soon"}) is V1

    def test_links(self) -> None:
        link = (
            '<https://example.com/v3>; rel="successor-version", <https://example.com/why>;title="a, b"; rel=deprecation, '
            "<https://example.com/when>; rel=sunset"
        )
        known = with_headers(ACTIVE, {"deprecation": "true", "link": link})
        assert known.replacement == "https://example.com/v3"
        assert known.docs_url == "https://example.com/why"

    @given(st.dictionaries(st.sampled_from(["deprecation", "sunset", "link"]), st.text(max_size=200), min_size=1))
    def test_junk_breaks_nothing(self, headers: dict[str, str]) -> None:
        known = with_headers(ACTIVE, headers)
        for phase in Phase:
            assert sentence("eCore", known, phase, JULY).isprintable()

    @settings(max_examples=200)
    @given(st.binary(max_size=300))
    def test_junk_on_the_wire_breaks_no_call(self, junk: bytes) -> None:
        value = bytes(byte for byte in junk if byte >= 32 and byte != 127)
        transport = httpx.MockTransport(
            lambda _request: httpx.Response(
                200,
                json={},
                headers=[(b"Deprecation", value), (b"Sunset", value), (b"Link", b"<" + value + b">;rel=sunset")],
            )
        )
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            with ECore(KEY, transport=transport) as client:
                client.get(42)
        assert all(str(warning.message).isprintable() for warning in caught)

    def test_dates(self) -> None:
        assert read_date("0001-01-01T00:00:00+23:00") is None, "before the calendar begins"
        assert find_dates("nothing") == []


class TestWarnings:
    @pytest.mark.parametrize(
        ("now", "category", "words"),
        [
            (
                "2026-01-01T00:00:00",
                EndpointDeprecationWarning,
                "is deprecated and will stop answering on 2026-07-07 (in 187 days)",
            ),
            ("2026-06-07T00:00:00", EndpointSunsetWarning, "will stop answering on 2026-07-07 (in 30 days)"),
            ("2026-07-06T12:00:00", EndpointSunsetWarning, "will stop answering on 2026-07-07 (today)"),
            ("2026-11-21T00:00:00", EndpointSunsetWarning, "is past its sunset, 2026-07-07 (137 days ago)"),
        ],
    )
    def test_what_is_said(
        self, simulator: Simulator, driver: Driver, now: str, category: type[Warning], words: str
    ) -> None:
        ref = simulator.add_job("revenuebase")
        with pytest.warns(category) as caught:
            driver.get(simulator, "revenuebase", ref.id, api_version="v1", lifecycle=on(now))
        (warning,) = caught
        text = str(warning.message)
        assert text.startswith(f"Revenuebase: POST /v1/batch-process-email-status {words}")
        assert "use GET /v2/jobs/{process_id} instead" in text
        assert "see https://docs.revenuebase.ai/api-reference/jobs/get-batch-job-status." in text
        assert "BATCHLIGHT_LIFECYCLE=ignore" in text
        assert warning.filename == str(Path(__file__).with_name("drivers.py")), "the user's line"

    def test_once_for_each_phase_and_operation(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("revenuebase")
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            for now in ("2026-06-01T00:00:00", "2026-06-02T00:00:00", "2026-08-01T00:00:00", "2026-08-02T00:00:00"):
                driver.get(simulator, "revenuebase", ref.id, api_version="v1", lifecycle=on(now))
            driver.ask(
                simulator, "revenuebase", "cancel", ref.id, api_version="v1", lifecycle=on("2026-08-03T00:00:00")
            )
        assert len(caught) == 3
        assert {(row.operation, str(row.phase), row.count) for row in seen()} == {
            ("revenuebase_v1.get_batch_status", "sunsetting", 2),
            ("revenuebase_v1.get_batch_status", "sunset", 2),
            ("revenuebase_v1.cancel_batch", "sunset", 1),
        }

    def test_reminders(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("revenuebase")
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            for day in ("01", "02", "08", "09", "20"):
                policy = on(f"2026-08-{day}T00:00:00", remind_every=datetime.timedelta(days=7))
                driver.get(simulator, "revenuebase", ref.id, api_version="v1", lifecycle=policy)
        assert len(caught) == 3

    def test_an_operation_that_no_spec_calls_deprecated(self, simulator: Simulator, driver: Driver) -> None:
        simulator.announce("ecore", deprecation="@1688169599", sunset="Sat, 01 May 2027 00:00:00 GMT")
        ref = simulator.add_job("ecore", ["Processed"], id=987654)
        with pytest.warns(EndpointDeprecationWarning) as caught:
            driver.get(simulator, "ecore", ref.id, lifecycle=on("2026-11-21T00:00:00"))
        text = str(caught[0].message)
        assert "GET /email-validation/jobs/{job_id}/ is deprecated since 2023-06-30" in text
        assert "987654" not in text
        assert "None" not in text

    def test_what_is_scheduled_is_a_line_in_the_log(
        self, simulator: Simulator, driver: Driver, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level("INFO", "batchlight")
        simulator.announce("ecore", deprecation="2027-01-01")
        ref = simulator.add_job("ecore", ["Processed"])
        driver.get(simulator, "ecore", ref.id, lifecycle=on("2026-11-21T00:00:00"))
        assert "will be deprecated on 2027-01-01" in caplog.text

    def test_threads_and_tasks(self, simulator: Simulator) -> None:
        ref = simulator.add_job("revenuebase")
        policy = on("2026-11-21T00:00:00")
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            with simulator.client("revenuebase", api_version="v1", lifecycle=policy) as client:
                threads = [threading.Thread(target=client.get, args=(ref.id,)) for _ in range(20)]
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()

            async def tasks() -> None:
                async with simulator.async_client("revenuebase", api_version="v1", lifecycle=policy) as client:
                    await asyncio.gather(*(client.get(ref.id) for _ in range(20)))

            asyncio.run(tasks())
        assert len(caught) == 1
        (row,) = seen()
        assert row.count == 40

    def test_as_an_error(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("revenuebase")
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)
            with pytest.raises(EndpointSunsetWarning):
                driver.get(simulator, "revenuebase", ref.id, api_version="v1")

    @pytest.mark.parametrize(
        ("now", "shown"),
        [("2026-01-01", False), ("2026-06-01", True), ("2026-11-21", True)],
        ids=["deprecated", "sunsetting", "sunset"],
    )
    def test_what_python_shows_by_default(self, simulator: Simulator, tmp_path: Path, now: str, shown: bool) -> None:
        module = tmp_path / "mine.py"
        module.write_text(
            f"""
import datetime
from batchlight import LifecyclePolicy, Revenuebase

def look():
    clock = lambda: datetime.datetime.fromisoformat("{now}T00:00:00+00:00")
    with Revenuebase(api_version="v1", lifecycle=LifecyclePolicy(clock=clock)) as client:
        client.get(4242)  # this line
"""
        )
        simulator.add_job("revenuebase", id=4242)
        done = subprocess.run(
            [sys.executable, "-c", "import mine; mine.look()"],
            cwd=tmp_path,
            env={**simulator.environment, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        )
        assert ("client.get(4242)  # this line" in done.stderr) is shown
        assert ("mine.py:8: EndpointSunsetWarning" in done.stderr) is shown

    def test_on_the_command_line(self, simulator: Simulator, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
        for name, value in simulator.environment.items():
            monkeypatch.setenv(name, value)
        simulator.announce("ecore", sunset="Tue, 07 Jul 2026 00:00:00 GMT")
        ref = simulator.add_job("ecore", ["Processed"])
        with warnings.catch_warnings():
            warnings.simplefilter("default")
            assert main(["status", str(ref)]) == 0
        assert capsys.readouterr().err.startswith(
            "warning: eCore: GET /email-validation/jobs/{job_id}/ is past its sunset"
        )


class TestPolicy:
    def test_error_sends_nothing(self, driver: Driver) -> None:
        def fail(_request: httpx.Request) -> httpx.Response:
            raise AssertionError("something was sent")

        policy = LifecyclePolicy(on_sunset="error")
        for method in ("get", "cancel", "wait"):
            with pytest.raises(EndpointSunsetError) as caught:
                driver.call(
                    "revenuebase", method, "42", api_version="v1", lifecycle=policy, transport=httpx.MockTransport(fail)
                )
            assert type(caught.value) is EndpointSunsetError
            assert caught.value.sunset == JULY
            assert caught.value.replacement is not None

    def test_error_before_the_sunset_is_a_warning(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("revenuebase")
        policy = on("2026-07-06T23:59:59", on_sunset="error")
        with pytest.warns(EndpointSunsetWarning):
            driver.get(simulator, "revenuebase", ref.id, api_version="v1", lifecycle=policy)

    def test_ignore_says_nothing_and_counts(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("revenuebase")
        driver.get(simulator, "revenuebase", ref.id, api_version="v1", lifecycle=LifecyclePolicy(on_sunset="ignore"))
        assert [row.count for row in seen()] == [1]

    def test_the_environment(self, simulator: Simulator, driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
        ref = simulator.add_job("revenuebase")
        monkeypatch.setenv("BATCHLIGHT_LIFECYCLE", "error")
        with pytest.raises(EndpointSunsetError):
            driver.get(simulator, "revenuebase", ref.id, api_version="v1")
        monkeypatch.setenv("BATCHLIGHT_LIFECYCLE", "ignore")
        driver.get(simulator, "revenuebase", ref.id, api_version="v1")
        monkeypatch.setenv("BATCHLIGHT_LIFECYCLE", "sometimes")
        with pytest.raises(ConfigurationError, match="BATCHLIGHT_LIFECYCLE"):
            driver.get(simulator, "revenuebase", ref.id, api_version="v1")

    def test_events(self, simulator: Simulator, driver: Driver) -> None:
        events: list[LifecycleEvent] = []
        ref = simulator.add_job("revenuebase", id=987654)
        policy = on("2026-11-21T00:00:00", on_sunset="ignore", on_event=events.append)
        for _ in range(2):
            driver.get(simulator, "revenuebase", ref.id, api_version="v1", lifecycle=policy)
        driver.get(simulator, "revenuebase", ref.id, lifecycle=policy)
        assert [(event.phase, event.count, event.days_left) for event in events] == [
            (Phase.SUNSET, 1, -137),
            (Phase.SUNSET, 2, -137),
        ]
        assert "987654" not in repr(events)

    def test_an_event_that_fails_breaks_no_call(
        self, simulator: Simulator, driver: Driver, caplog: pytest.LogCaptureFixture
    ) -> None:
        def fail(_event: LifecycleEvent) -> None:
            raise RuntimeError("metrics are down")

        ref = simulator.add_job("revenuebase")
        policy = LifecyclePolicy(on_sunset="ignore", on_event=fail)
        assert driver.get(simulator, "revenuebase", ref.id, api_version="v1", lifecycle=policy).state == "queued"
        assert "on_event failed" in caplog.text


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-07-06T23:59:59", "is gone (410); its sunset is 2026-07-07 (today); use"),
        ("2026-07-07T00:00:00", "is gone (410); its sunset was 2026-07-07 (today); use"),
        ("2026-05-01T00:00:00", "is gone (410); its sunset is 2026-07-07 (in 67 days); use"),
        ("2026-11-21T00:00:00", "is gone (410); its sunset was 2026-07-07 (137 days ago); use"),
    ],
)
def test_what_is_said_of_what_is_gone(simulator: Simulator, driver: Driver, now: str, words: str) -> None:
    simulator.retire("revenuebase_v1")
    with pytest.raises(EndpointGoneError) as caught:
        driver.get(simulator, "revenuebase", "42", api_version="v1", lifecycle=on(now))
    assert words in str(caught.value)


class TestGone:
    POLL = PollPolicy(initial=5, maximum=5, jitter=0)

    def test_a_wait_that_becomes_gone_in_its_middle(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("revenuebase", [("QUEUED", 20), "COMPLETED"])

        def retire(_job: object) -> None:
            simulator.retire("revenuebase_v1")

        with pytest.warns(EndpointSunsetWarning), pytest.raises(EndpointGoneError) as caught:
            driver.use(
                simulator,
                "revenuebase",
                lambda client: client.wait(ref.id, on_update=retire),
                api_version="v1",
                poll=self.POLL,
            )
        assert caught.value.replacement == "GET /v2/jobs/{process_id}"
        assert "GET /v2/jobs/{process_id}" in str(caught.value)
        assert isinstance(caught.value.__cause__, ResponseError)

    @pytest.mark.parametrize("now", ["2026-05-01T00:00:00", "2026-11-21T00:00:00"], ids=["before", "after"])
    def test_migrate_goes_on_to_the_jobs_true_end(self, simulator: Simulator, driver: Driver, now: str) -> None:
        ref = simulator.add_job("revenuebase", [("QUEUED", 7), ("PROCESSING", 7), "COMPLETED"])
        versions: list[str] = []

        def retire(job: Any) -> None:
            versions.append(job.api_version)
            simulator.retire("revenuebase_v1")

        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            job = driver.use(
                simulator,
                "revenuebase",
                lambda client: client.wait(ref.id, on_update=retire),
                api_version="v1",
                poll=self.POLL,
                lifecycle=on(now, on_sunset="migrate"),
            )
        assert job.state is JobState.SUCCEEDED
        assert job.api_version == "v2"
        before = now.startswith("2026-05")
        assert versions == (["v1", "v2", "v2"] if before else ["v2", "v2", "v2"])
        migrated = [warning for warning in caught if "was asked in its place" in str(warning.message)]
        assert len(migrated) == 1

    def test_migrate_serves_get_cancel_and_watch_too(self, simulator: Simulator, driver: Driver) -> None:
        options: dict[str, Any] = {"api_version": "v1", "lifecycle": LifecyclePolicy(on_sunset="migrate")}
        simulator.retire("revenuebase_v1")
        ref = simulator.add_job("revenuebase", ["PROCESSING"])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", EndpointSunsetWarning)
            assert driver.get(simulator, "revenuebase", ref.id, **options).api_version == "v2"
            assert driver.ask(simulator, "revenuebase", "cancel", ref.id, **options).state is JobState.CANCELLING
            with pytest.raises(BadRequestError) as caught:
                driver.ask(simulator, "revenuebase", "cancel", ref.id, **options)
            assert caught.value.code == "already_cancelled"

    @pytest.mark.filterwarnings("ignore::batchlight.EndpointSunsetWarning")
    def test_the_job_is_the_same_whichever_answered(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("revenuebase", ["PROCESSING"])
        first = driver.get(simulator, "revenuebase", ref.id, api_version="v1")
        second = driver.get(simulator, "revenuebase", ref.id)
        assert (first.api_version, second.api_version) == ("v1", "v2")
        assert first == second
        assert type(first.status) is type(second.status)

    @pytest.mark.filterwarnings("ignore::batchlight.EndpointSunsetWarning")
    def test_a_brownout_is_not_remembered(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("revenuebase")
        simulator.retire("revenuebase_v1", times=1)
        with pytest.raises(EndpointGoneError):
            driver.get(simulator, "revenuebase", ref.id, api_version="v1")
        assert driver.get(simulator, "revenuebase", ref.id, api_version="v1").state == "queued"

    @pytest.mark.parametrize("status", [404, 301, 308])
    def test_other_answers_mean_it_only_past_the_sunset(
        self, simulator: Simulator, driver: Driver, status: int
    ) -> None:
        simulator.retire("revenuebase_v1", status=status)
        with pytest.raises(EndpointGoneError, match=f"is gone \\({status}\\)"):
            driver.get(simulator, "revenuebase", "42", api_version="v1", lifecycle=on("2026-11-21T00:00:00"))
        before = on("2026-05-01T00:00:00", on_sunset="ignore")
        with pytest.raises(ResponseError) as caught:
            driver.get(simulator, "revenuebase", "42", api_version="v1", lifecycle=before)
        assert caught.value.status_code == status

    @pytest.mark.parametrize("sunset", ["Sat, 01 May 2027 00:00:00 GMT", "2027-05-01"])
    @pytest.mark.parametrize("status", [404, 301, 308])
    def test_the_date_of_the_answer_replaces_that_of_the_spec(
        self, simulator: Simulator, driver: Driver, status: int, sunset: str
    ) -> None:
        simulator.retire("revenuebase_v1", status=status)
        simulator.announce("revenuebase_v1", sunset=sunset)
        policy = on("2026-11-21T00:00:00", on_sunset="ignore")
        with pytest.raises(ResponseError) as caught:
            driver.get(simulator, "revenuebase", "42", api_version="v1", lifecycle=policy)
        assert caught.value.status_code == status

    def test_an_answer_past_its_own_sunset_is_gone(self, simulator: Simulator, driver: Driver) -> None:
        simulator.announce("ecore", sunset="Wed, 01 Apr 2026 00:00:00 GMT")
        with pytest.raises(EndpointGoneError, match=r"\(404\); its sunset was 2026-04-01 \(1 day ago\)") as caught:
            driver.get(simulator, "ecore", "999999", lifecycle=on("2026-04-02T00:00:00"))
        assert caught.value.sunset == at("2026-04-01T00:00:00")
        with pytest.raises(NotFoundError):
            driver.get(simulator, "ecore", "999999", lifecycle=on("2026-03-31T00:00:00", on_sunset="ignore"))

    def test_what_is_migrated_is_dated_by_the_answer(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("revenuebase")
        simulator.retire("revenuebase_v1", status=404)
        simulator.announce("revenuebase_v1", sunset="Wed, 01 Apr 2026 00:00:00 GMT")
        with pytest.warns(EndpointSunsetWarning, match=r"is gone; its sunset was 2026-04-01 \(1 day ago\)"):
            job = driver.get(
                simulator,
                "revenuebase",
                ref.id,
                api_version="v1",
                lifecycle=on("2026-04-02T00:00:00", on_sunset="migrate"),
            )
        assert job.api_version == "v2"

    def test_no_connection(self, driver: Driver) -> None:
        options: dict[str, Any] = {"base_url": closed_port(), "api_version": "v1"}
        with pytest.raises(EndpointGoneError, match=r"is gone \(connection refused\); its sunset was 2026") as caught:
            driver.call("revenuebase", "get", "42", lifecycle=on("2026-11-21T00:00:00"), **options)
        assert isinstance(caught.value.__cause__, TransportError)
        with pytest.raises(TransportError):
            driver.call("revenuebase", "get", "42", lifecycle=on("2026-05-01T00:00:00"), **options)

    @pytest.mark.parametrize("on_sunset", ["warn", "migrate"])
    def test_a_certificate_that_fails_is_no_end(self, driver: Driver, tmp_path: Path, on_sunset: OnSunset) -> None:
        policy = failing_past(JULY, on_sunset)

        def fall_back(url: str) -> None:
            try:
                raise ConnectionRefusedError
            except ConnectionRefusedError:
                # Python notes in every error from here on that this one is being handled.
                driver.call("revenuebase", "cancel", "42", base_url=url, api_version="v1", lifecycle=policy)

        with with_own_certificate(tmp_path) as url, pytest.raises(TransportError, match="ConnectError") as caught:
            fall_back(url)
        assert not caught.value.refused
        assert not caught.value.sent

    @pytest.mark.parametrize("on_sunset", ["warn", "migrate"])
    def test_a_full_pool_is_no_end(self, on_sunset: OnSunset) -> None:
        with (
            serve() as simulator,
            httpx.Client(limits=httpx.Limits(max_connections=1), trust_env=False) as http,
            http.stream("GET", simulator.url),
            pytest.raises(TransportError, match="PoolTimeout") as caught,
        ):
            Driver("sync").get(
                simulator,
                "revenuebase",
                "42",
                api_version="v1",
                http_client=http,
                timeout=0.05,
                lifecycle=failing_past(JULY, on_sunset),
            )
        assert not caught.value.refused

    @pytest.mark.parametrize("error", [httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ReadTimeout, httpx.ConnectError])
    @pytest.mark.parametrize("on_sunset", ["warn", "migrate"])
    def test_no_answer_without_a_refusal_is_no_end(
        self, driver: Driver, error: type[httpx.TransportError], on_sunset: OnSunset
    ) -> None:
        def fail(request: httpx.Request) -> httpx.Response:
            raise error("no luck", request=request)

        with pytest.raises(TransportError) as caught:
            driver.call(
                "revenuebase",
                "get",
                "42",
                api_version="v1",
                transport=httpx.MockTransport(fail),
                lifecycle=failing_past(JULY, on_sunset),
            )
        assert "/v1/" in str(caught.value)

    def test_a_cancel_whose_answer_was_lost(self, simulator: Simulator, driver: Driver) -> None:
        """Version 1 has cancelled, its answer is lost, and it is gone: version 2 says "already_cancelled"."""
        ref = simulator.add_job("revenuebase", ["PROCESSING"])
        simulator.inject(Fault(close="before"), provider="revenuebase")

        def retire(_seconds: float) -> Any:
            simulator.retire("revenuebase_v1")
            return None if driver.run is None else _nothing()

        with pytest.warns(EndpointSunsetWarning, match="was asked in its place"):
            job = driver.use(
                simulator,
                "revenuebase",
                lambda client: client.cancel(ref.id),
                api_version="v1",
                sleep=retire,
                lifecycle=on("2026-05-01T00:00:00", on_sunset="migrate"),
            )
        assert job.state is JobState.CANCELLING
        assert job.api_version == "v2"

    @pytest.mark.filterwarnings("ignore::batchlight.EndpointSunsetWarning")
    def test_a_wait_without_time_is_no_end(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("revenuebase", ["PROCESSING"])
        for timeout in (0, 8):
            with pytest.raises(WaitTimeout):
                driver.use(simulator, "revenuebase", methodcaller("wait", ref.id, timeout=timeout), api_version="v1")

    def test_a_connection_that_broke_is_no_end(self, simulator: Simulator, driver: Driver) -> None:
        simulator.inject(Fault(close="before"))
        with pytest.raises(TransportError):
            driver.get(simulator, "revenuebase", "42", api_version="v1")

    @pytest.mark.filterwarnings("ignore::batchlight.EndpointSunsetWarning")
    def test_a_400_never_means_gone(self, simulator: Simulator, driver: Driver) -> None:
        with pytest.raises(BadRequestError):
            driver.get(simulator, "revenuebase", "999999", api_version="v1")

    def test_a_404_of_an_operation_without_a_sunset_is_a_404(self, simulator: Simulator, driver: Driver) -> None:
        with pytest.raises(NotFoundError):
            driver.get(simulator, "ecore", "999999")

    def test_a_simulator_that_was_stopped_refuses_connections(self, driver: Driver) -> None:
        with serve() as simulator:
            simulator.stop()
            with pytest.raises(TransportError, match="ConnectError"):
                driver.get(simulator, "ecore", "42")

    @pytest.mark.parametrize(
        ("name", "arguments"),
        [
            ("retire", {"api": "x"}),
            ("retire", {"api": "ecore", "status": 500}),
            ("announce", {"api": "x"}),
            ("revive", {"api": "x"}),
        ],
    )
    def test_stages_that_do_not_exist(self, simulator: Simulator, name: str, arguments: dict[str, Any]) -> None:
        with pytest.raises(ValueError, match="API"):
            getattr(simulator, name)(**arguments)


class TestCommand:
    def run(self, capsys: Any, *arguments: str) -> tuple[int, str, str]:
        code = main(["lifecycle", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    def test_the_table(self, capsys: Any) -> None:
        code, out, _err = self.run(capsys, "--today", "2026-11-21")
        assert code == 0
        assert out.splitlines() == [
            "revenuebase_v1.cancel_batch\tsunset\t2026-07-07\t-137\tPOST /v2/jobs/{process_id}/cancel\t",
            "revenuebase_v1.get_batch_status\tsunset\t2026-07-07\t-137\tGET /v2/jobs/{process_id}\t",
        ]

    @pytest.mark.parametrize(
        ("today", "within", "code"),
        [("2026-11-21", "0", 1), ("2026-06-07", "29", 0), ("2026-06-07", "30", 1), ("2026-07-07", "0", 1)],
    )
    def test_the_gate(self, capsys: Any, today: str, within: str, code: int) -> None:
        assert self.run(capsys, "--today", today, "--fail-within", within)[0] == code

    def test_json(self, capsys: Any) -> None:
        code, out, _err = self.run(capsys, "--today", "2026-11-21", "--fail-within", "0", "--json")
        assert code == 1
        assert out.count("\n") == 2
        assert '"days": -137' in out
        assert '"fails": true' in out

    def test_the_allow_list(self, capsys: Any, tmp_path: Path) -> None:
        path = tmp_path / "allow.toml"
        path.write_text('[tool.batchlight.lifecycle.allow]\n"revenuebase_v1.get_batch_status" = "moving in March"\n')
        code, out, _err = self.run(capsys, "--fail-within", "0", "--allow-list", str(path))
        assert code == 1
        assert "allowed: moving in March" in out
        assert out.count("fails") == 1

    @pytest.mark.parametrize(
        "text",
        [
            "[",
            '[tool.batchlight.lifecycle.allow]\n"x.y" = "why"',
            '[tool.batchlight.lifecycle.allow]\n"ecore.get_job" = " "',
        ],
    )
    def test_an_allow_list_that_is_wrong(self, capsys: Any, tmp_path: Path, text: str) -> None:
        path = tmp_path / "allow.toml"
        path.write_text(text)
        code, _out, err = self.run(capsys, "--allow-list", str(path))
        assert code == 2
        assert "allow.toml" in err

    def test_what_is_no_date(self, capsys: Any) -> None:
        assert self.run(capsys, "--today", "someday")[0] == 2

    def test_nothing_to_say(self, capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("batchlight.cli.agenda.OPERATIONS", {})
        assert self.run(capsys)[:2] == (0, "Every operation is active.\n")


class TestTypeCheckers:
    """Whoever speaks version 1 is told so while typing, by both type checkers."""

    PROGRAM = """
from batchlight import AsyncRevenuebase, Revenuebase

Revenuebase("key")
Revenuebase("key", api_version="v2", timeout=5)
AsyncRevenuebase("key")
Revenuebase("key", api_version="v1")
AsyncRevenuebase("key", api_version="v1")
"""

    @pytest.mark.packaging
    @pytest.mark.parametrize("checker", ["mypy", "pyright"])
    @pytest.mark.parametrize("is_told", [True, False], ids=["told", "not told"])
    def test_both_report_it_with_what_the_documents_say(self, tmp_path: Path, checker: str, is_told: bool) -> None:
        (tmp_path / "program.py").write_text(self.PROGRAM)
        page = (ROOT / "docs" / "deprecation.md").read_text("utf-8")
        blocks = re.findall(r"^```toml\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
        (shown,) = [block for block in blocks if "reportDeprecated" in block]
        # Which environment it is that a user has activated.
        venv = f'venvPath = "{Path(sys.prefix).parent}"\nvenv = "{Path(sys.prefix).name}"\n'
        (tmp_path / "pyproject.toml").write_text(f"{shown if is_told else '[tool.pyright]'}\n{venv}")
        command = [str(Path(sys.executable).with_name(checker)), *(["program.py"] if checker == "mypy" else [])]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        reported = [line for line in done.stdout.splitlines() if "program.py:" in line and "error" in line]
        lines = [int(line.split("program.py:")[1].split(":")[0]) for line in reported]
        assert lines == ([7, 8] if is_told else []), done.stdout + done.stderr
        assert ("2026-07-07" in done.stdout) is is_told

    def test_nothing_is_said_twice_at_run_time(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            Revenuebase(KEY, api_version="v1").close()


@pytest.mark.parametrize(
    ("today", "category", "words"),
    [
        ("2026-03-01", EndpointDeprecationWarning, "in 128 days"),
        ("2026-07-01", EndpointSunsetWarning, "in 6 days"),
        ("2026-11-21", EndpointSunsetWarning, "137 days ago"),
    ],
)
def test_end_to_end_by_the_clock_of_the_machine(
    simulator: Simulator, driver: Driver, today: str, category: type[Warning], words: str
) -> None:
    ref = simulator.add_job("revenuebase")
    with time_machine.travel(at(f"{today}T00:00:00"), tick=False), pytest.warns(category, match=words):
        driver.get(simulator, "revenuebase", ref.id, api_version="v1")


def test_headers_that_say_nothing_cost_nothing() -> None:
    assert life.with_headers(ACTIVE, {}) is ACTIVE
    Driver("sync").call("ecore", "get", "42", transport=answering(200, json={}, headers={"Deprecation": "false"}))
    assert seen() == ()
