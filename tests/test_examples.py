"""The programs in examples/, run against the simulator."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import anyio.lowlevel
import httpx
import pytest
from batchlight.simulator import Fault, Simulator, SteppedClock

from examples import nightly
from examples.web_worker import make_app


class TestNightly:
    def run(self, tmp_path: Path, text: str, *arguments: str) -> int:
        refs = tmp_path / "refs.txt"
        refs.write_text(text, "utf-8")
        return nightly.main([str(refs), *arguments])

    def test_all_is_well(
        self, batch_simulator: Simulator, batch_clock: SteppedClock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        batch_simulator.add_job("ecore", [("Processing", 3600), "Processed"], id=42)
        batch_simulator.add_job("llamacloud", [("running", 7200), "completed"], id="bjb-1")
        assert self.run(tmp_path, "# tonight\necore:42\n\nllamacloud:bjb-1\necore:42\n") == 0
        assert capsys.readouterr().out == "ecore:42\tsucceeded\nllamacloud:bjb-1\tsucceeded\n2 of 2 succeeded\n"
        # Both were waited for at once.
        assert 7200 <= batch_clock.now() < 7300

    def test_one_fails_one_is_unknown_and_one_takes_too_long(
        self, batch_simulator: Simulator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        batch_simulator.add_job("ecore", ["Failed"], id=42)
        batch_simulator.add_job("ecore", ["Processing"], id=43)
        batch_simulator.add_job("ecore", ["Processed"], id=45)
        text = "ecore:42\necore:43\necore:44\necore:45\necore:no-number\n"
        assert self.run(tmp_path, text, "--hours", "1") == 1
        failed, late, unknown, good, wrong, last = capsys.readouterr().out.splitlines()
        assert failed == "ecore:42\tfailed"
        assert late.startswith("ecore:43\tecore:43 is running after 3")
        assert "404" in unknown
        assert good == "ecore:45\tsucceeded"
        assert "whole number" in wrong
        assert last == "1 of 5 succeeded"

    @pytest.mark.parametrize(
        ("text", "said"), [("ecore:1\nwhat\n", "line 2: a job is named"), ("nobody:1", "line 1: no provider is called")]
    )
    def test_a_line_that_is_no_ref(
        self, text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.run(tmp_path, text) == 2
        assert said in capsys.readouterr().err

    def test_no_key_and_no_file(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.run(tmp_path, "ecore:1") == 2
        assert "no API key for eCore" in capsys.readouterr().err
        assert nightly.main([str(tmp_path / "nowhere.txt")]) == 2
        with pytest.raises(SystemExit) as ended:
            self.run(tmp_path, "ecore:1", "--hours", "nan")
        assert ended.value.code == 2


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBS_DB", str(tmp_path / "jobs.sqlite"))


@asynccontextmanager
async def worker() -> AsyncIterator[httpx.AsyncClient]:
    """The web worker as one process runs it, and somebody who asks it."""
    app = make_app()
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://worker") as client,
    ):
        yield client


async def until(
    client: httpx.AsyncClient, ref: object, state: str, *, pause: Callable[[], Any] = anyio.lowlevel.checkpoint
) -> dict[str, Any]:
    """Ask until a job is in a state."""
    while True:
        found: dict[str, Any] = (await client.get(f"/jobs/{ref}")).json()
        if found["state"] == state:
            return found
        await pause()


@pytest.mark.usefixtures("kept")
class TestWebWorker:
    def test_a_job_is_followed_to_its_end(self, batch_simulator: Simulator, batch_clock: SteppedClock) -> None:
        ref = batch_simulator.add_job("revenuebase", [("QUEUED", 60), ("PROCESSING", 7200), "COMPLETED"])

        async def follows() -> None:
            async with worker() as client:
                with batch_clock.hold():
                    assert (await client.post("/jobs", json={"ref": str(ref)})).status_code == 202
                    assert (await until(client, ref, "queued"))["problem"] is None
                await until(client, ref, "succeeded", pause=lambda: batch_clock.sleep_async(60))

        asyncio.run(follows())
        assert batch_clock.now() >= 7260

    def test_the_next_process_goes_on(self, batch_simulator: Simulator, batch_clock: SteppedClock) -> None:
        ref = batch_simulator.add_job("ecore", [("Processing", 7200), "Processed"])

        async def begins() -> None:
            with batch_clock.hold():
                async with worker() as client:
                    await client.post("/jobs", json={"ref": str(ref)})
                    await until(client, ref, "running")

        async def goes_on() -> None:
            async with worker() as client:
                await until(client, ref, "succeeded", pause=lambda: batch_clock.sleep_async(60))

        asyncio.run(begins())
        assert batch_clock.now() == 0
        asyncio.run(goes_on())

    def test_a_job_that_is_posted_twice_is_followed_once(self, batch_simulator: Simulator) -> None:
        ref = batch_simulator.add_job("ecore", ["Processed"])
        batch_simulator.inject(Fault(), times=None)

        async def twice() -> None:
            async with worker() as client:
                for _ in range(2):
                    assert (await client.post("/jobs", json={"ref": str(ref)})).json()["ref"] == str(ref)
                await until(client, ref, "succeeded")

        asyncio.run(twice())
        # As many requests as it was looked at.
        assert batch_simulator.faults_given == 1

    def test_what_cannot_be_followed_says_why(self, batch_simulator: Simulator) -> None:
        async def asks() -> str:
            async with worker() as client:
                await client.post("/jobs", json={"ref": "ecore:4711"})
                while (found := (await client.get("/jobs/ecore:4711")).json())["problem"] is None:
                    await anyio.lowlevel.checkpoint()
            return str(found["problem"])

        assert "404" in asyncio.run(asks())

    @pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'{"ref": 1}', b'{"ref": "nobody:1"}', b'{"ref": "ecore:x"}'])
    def test_what_is_no_job(self, body: bytes) -> None:
        async def posts() -> tuple[int, int]:
            async with worker() as client:
                posted = await client.post("/jobs", content=body)
                return posted.status_code, (await client.get("/jobs/ecore:1")).status_code

        assert asyncio.run(posts()) == (422, 404)
