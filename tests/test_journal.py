"""The journal of a fleet: no end is lost whenever the process dies, and what may be told twice says so."""

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import aclosing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from batchlight import Change, ConfigurationError, Fleet, JobRef, JobState
from batchlight.fleet import read_journal
from batchlight.fleet.journal import open_journal
from batchlight.simulator import Simulator, serve

from scripts.specs import ROOT
from tests.drivers import Driver
from tests.test_fleets import SCRIPTS, Many, using


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "jobs.db"


def ends(changes: list[Change]) -> list[tuple[JobRef, Any, bool]]:
    return [(change.ref, change.job and change.job.state, change.repeated) for change in changes if change.is_over]


class TestResuming:
    def test_a_fleet_goes_on_where_another_was(self, simulator: Simulator, driver: Driver, path: Path) -> None:
        quick, slow = (simulator.add_job("ecore", [("Processing", each), "Processed"]) for each in (10, 4000))

        async def first(many: Many) -> list[Change]:
            many.add(quick, slow)
            told: list[Change] = []
            async with aclosing(many.changes()) as changes:
                async for change in changes:
                    told.append(change)
                    if change.is_over:
                        break
            return told

        async def then(many: Many) -> list[Change]:
            return await many.all()

        told = using(driver, simulator, ("ecore",), first, journal=path)
        assert ends(told) == [(quick, JobState.SUCCEEDED, False)]
        told = using(driver, simulator, ("ecore",), then, journal=path)
        assert ends(told) == [(slow, JobState.SUCCEEDED, False)], "of the first it is known that it was taken"

    def test_a_job_that_has_ended_is_not_asked_for(self, simulator: Simulator, driver: Driver, path: Path) -> None:
        ref = simulator.add_job("ecore", ["Processed"])

        async def wait(many: Many) -> Any:
            return await many.wait_all([ref])

        first = using(driver, simulator, ("ecore",), wait, journal=path)
        simulator.fail_next("ecore", 500, times=1)
        again = using(driver, simulator, ("ecore",), wait, journal=path)
        assert again == first
        with simulator.client("ecore") as client:
            client.get(ref.id)
        assert again[ref].status == first[ref].status

    def test_an_end_that_was_handed_out_and_not_taken_is_told_again_and_says_so(
        self, simulator: Simulator, path: Path
    ) -> None:
        ref = simulator.add_job("ecore", ["Processed"])
        with simulator.client("ecore") as client:
            for repeated in (False, True, True):
                with suppress(KeyError), Fleet([client], journal=path) as fleet:
                    fleet.add(ref)
                    change = next(fleet)
                    assert ends([change]) == [(ref, JobState.SUCCEEDED, repeated)]
                    raise KeyError("whoever got it did not come to its end")
            with Fleet([client], journal=path) as fleet:
                fleet.add(ref)
                assert ends(list(fleet)) == [(ref, JobState.SUCCEEDED, True)]
            with Fleet([client], journal=path) as fleet:
                fleet.add(ref)
                assert list(fleet) == []

    def test_what_was_no_end_is_asked_for_again(self, simulator: Simulator, path: Path) -> None:
        """A wrong key, an outage, a job that needs action: that is over for a fleet, and not for the job."""
        ref = simulator.add_job("apexverify", ["ready_for_verification"])
        with simulator.client("apexverify") as client:
            for _ in range(2):
                with Fleet([client], journal=path) as fleet:
                    fleet.add(ref)
                    assert ends(list(fleet)) == [(ref, JobState.NEEDS_ACTION, False)]
        unknown = JobRef("apexverify", "3f0c8a52-6a0e-4d0b-9d57-0a7c3c1f2b11")
        with simulator.client("apexverify") as client, Fleet([client], journal=path) as fleet:
            fleet.add(unknown)
            assert (unknown, None, False) in ends(list(fleet))


class TestTheFile:
    def test_it_holds_what_a_report_needs(self, simulator: Simulator, path: Path) -> None:
        refs = [simulator.add_job(name, SCRIPTS[name]) for name in ("ecore", "revenuebase")]
        with (
            simulator.client("ecore") as ecore,
            simulator.client("revenuebase") as revenuebase,
            Fleet([ecore, revenuebase], journal=path) as fleet,
        ):
            fleet.add(*refs, "nobody:42")
            list(fleet)
            entries = {entry.ref: entry for entry in read_journal(path)}
        assert list(entries) == [*refs, JobRef("nobody", "42")]
        ecore_entry = entries[refs[0]]
        assert (ecore_entry.state, ecore_entry.done, ecore_entry.total) == ("succeeded", 250, 250)
        times = [ecore_entry.added_at, ecore_entry.seen_at, ecore_entry.changed_at, ecore_entry.ended_at]
        assert [at for at in times if at is not None] == sorted(map(float, filter(None, times)))
        assert None not in times
        assert (
            entries[JobRef("nobody", "42")].error
            == "unknown provider 'nobody'; there are apexverify, ecore, llamacloud, revenuebase"
        )
        assert entries[JobRef("nobody", "42")].ended_at is None

    def test_no_key_is_in_it(self, simulator: Simulator, path: Path) -> None:
        ref = simulator.add_job("ecore", ["Processed"])
        with simulator.client("ecore") as client, Fleet([client], journal=path) as fleet:
            fleet.add(ref, "ecore:999999")
            list(fleet)
        for file in path.parent.iterdir():
            assert simulator.keys["ecore"].encode() not in file.read_bytes()

    @pytest.mark.skipif(sys.platform == "win32", reason="there are no such permissions")
    def test_it_is_its_owners_alone(self, path: Path) -> None:
        open_journal(path).close()
        assert path.stat().st_mode & 0o777 == 0o600

    @pytest.mark.parametrize(
        ("spoil", "why"),
        [
            (
                lambda path: path.write_bytes(b"a list of my own"),
                "is not a journal of batchlight; it was left as it is",
            ),
            (lambda path: somebody_elses(path), "is not a journal of batchlight"),
            (lambda path: newer(path), "is of version 2, and this version of batchlight writes version 1"),
            (lambda path: cut(path), "its end is missing"),
            (lambda path: scribbled(path), "cannot be used"),
        ],
        ids=["a text", "another database", "a newer version", "cut short", "scribbled over"],
    )
    def test_what_cannot_be_used_is_left_as_it_is(self, path: Path, spoil: Callable[[Path], object], why: str) -> None:
        spoil(path)
        before = path.read_bytes()
        for _ in range(2):
            with pytest.raises(ConfigurationError) as error, Fleet(journal=path):
                pass
            assert why in str(error.value)
            assert str(path) in str(error.value)
        assert path.read_bytes() == before

    def test_a_folder_that_is_not_there(self, path: Path) -> None:
        with pytest.raises(ConfigurationError, match="cannot be used"), Fleet(journal=path / "jobs.db"):
            pass
        with pytest.raises(ConfigurationError, match="there is no such file"):
            read_journal(path)

    def test_one_fleet_at_a_time_has_it(self, path: Path) -> None:
        with Fleet(journal=path):
            with pytest.raises(ConfigurationError, match="is in use by another fleet"), Fleet(journal=path):
                pass
            assert read_journal(path) == []
        with Fleet(journal=path):
            pass

    def test_another_process_is_told(self, path: Path) -> None:
        code = "import sys; from batchlight.fleet.journal import open_journal; open_journal(sys.argv[1])"
        with Fleet(journal=path):
            done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=False)
        assert "is in use by another fleet" in done.stderr
        assert subprocess.run([sys.executable, "-c", code, path], check=False).returncode == 0

    @pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
    def test_a_link_is_what_it_leads_to(self, path: Path) -> None:
        link = path.with_name("link.db")
        link.symlink_to(path)
        with Fleet(journal=link):
            assert link.is_symlink()
            assert path.is_file()
            with pytest.raises(ConfigurationError, match="is in use by another fleet"), Fleet(journal=path):
                pass

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are none")
    @pytest.mark.parametrize("make", [os.mkdir, getattr(os, "mkfifo", None)], ids=["a folder", "a pipe"])
    def test_what_is_no_file(self, path: Path, make: Callable[[Path], None]) -> None:
        make(path)
        with pytest.raises(ConfigurationError, match="cannot be used: it is no file"), Fleet(journal=path):
            pass
        with pytest.raises(ConfigurationError, match="cannot be read: it is no file"):
            read_journal(path)

    def test_what_was_left_of_a_deleted_journal_is_no_part_of_the_next(self, path: Path) -> None:
        journal = open_journal(path)
        journal.begin(JobRef("ecore", "1"))
        left = {end: Path(f"{path}{end}").read_bytes() for end in ("", "-wal")}
        journal.close()
        path.unlink()
        Path(f"{path}-wal").write_bytes(left["-wal"])
        open_journal(path).close()
        assert read_journal(path) == []

    @pytest.mark.parametrize(
        "damage",
        [
            "outcome = 'no JSON'",
            "outcome = '[1]'",
            "outcome = NULL",
            "outcome = x'ff'",
            "told = 'a word'",
            "ref = x'00ff'",
            "ref = 'no name'",
        ],
    )
    def test_a_damaged_row_is_a_clear_error(self, simulator: Simulator, path: Path, damage: str) -> None:
        ref = simulator.add_job("ecore", ["Processed"])
        with simulator.client("ecore") as client, suppress(KeyError), Fleet([client], journal=path) as fleet:
            fleet.add(ref)
            next(fleet)
            raise KeyError
        with sqlite3.connect(path) as data:
            data.execute(f"UPDATE jobs SET {damage}")
        data.close()
        problem = r"the journal .*jobs\.db cannot be (used|read): "
        # A word is more than any number to SQLite: whoever was told is told no more.
        if "told" not in damage:
            with pytest.raises(ConfigurationError, match=problem), Fleet(journal=path):
                pass
        if "outcome" not in damage:
            with pytest.raises(ConfigurationError, match=problem):
                read_journal(path)

    def test_a_full_disk_is_a_clear_error_and_loses_no_end(
        self, simulator: Simulator, driver: Driver, path: Path
    ) -> None:
        refs = [simulator.add_job("ecore", SCRIPTS["ecore"]) for _ in range(60)]

        async def fill(many: Many) -> None:
            many.add(*refs)
            many.fleet._board.journal._data.execute("PRAGMA max_page_count = 1")
            await many.all()

        with pytest.raises(ConfigurationError, match=r"jobs\.db cannot be written: database or disk is full"):
            using(driver, simulator, ("ecore",), fill, journal=path)

        async def go_on(many: Many) -> list[Change]:
            return await many.all()

        told = using(driver, simulator, ("ecore",), go_on, journal=path)
        assert sorted(ref for ref, _, _ in ends(told)) == sorted(refs)

    def test_a_number_that_no_file_holds(self, path: Path) -> None:
        from batchlight import Job, Progress

        job = Job[Any]("ecore", "1", JobState.RUNNING, None, progress=Progress(done=10**30, total=-(10**30)))
        journal = open_journal(path)
        journal.note(Change(job.ref, job))
        journal.close()
        assert [entry.total for entry in read_journal(path)] == [None]


def somebody_elses(path: Path) -> None:
    with sqlite3.connect(path) as data:
        data.execute("CREATE TABLE mine (x)")
    data.close()


def newer(path: Path) -> None:
    open_journal(path).close()
    with sqlite3.connect(path) as data:
        data.execute("PRAGMA user_version = 2")
        data.execute("PRAGMA journal_mode = DELETE")
    data.close()


def filled(path: Path) -> None:
    journal = open_journal(path)
    for number in range(500):
        journal.begin(JobRef("ecore", str(number)))
    journal.close()
    with sqlite3.connect(path) as data:
        data.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data.close()


def cut(path: Path) -> None:
    filled(path)
    path.write_bytes(path.read_bytes()[:10_000])


def scribbled(path: Path) -> None:
    filled(path)
    data = bytearray(path.read_bytes())
    data[4096 : 4096 + 600] = b"\xa5" * 600
    path.write_bytes(bytes(data))


JOBS = 40


def killed_at_random(folder: Path, times: int, seed: int, world: str) -> dict[str, int]:
    """Kill a program that watches jobs so often, each time at a moment of chance; how often each end was told.

    Raises:
        AssertionError: an end was lost, is wrong, or was told twice without saying that it may be.
    """
    dice = random.Random(seed)
    journal, told = folder / "jobs.db", folder / "told.txt"
    with serve() as simulator:
        refs = [
            simulator.add_job(
                "ecore", [("Processing", dice.uniform(0, 0.6 * times)), dice.choice(["Processed", "Failed"])]
            )
            for _ in range(JOBS)
        ]
        command = [sys.executable, "-m", "tests.journaling", str(journal), str(told), world, *map(str, refs)]
        environment = {**os.environ, **simulator.environment}
        for _ in range(times):
            with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) as program:
                # How long it takes to start is not what is tested; but now and then it is killed before it has.
                if dice.random() < 0.9:
                    assert program.stdout is not None
                    program.stdout.readline()
                with suppress(subprocess.TimeoutExpired):
                    program.wait(timeout=dice.uniform(0, 0.3))
                program.kill()
        subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=60, stdout=subprocess.DEVNULL)
        with simulator.client("ecore") as client:
            states = {str(ref): str(client.get(ref.id).state) for ref in refs}
    counts: dict[str, int] = {}
    for line in told.read_text().splitlines():
        ref, state, repeated = line.split(" ")
        assert state == states[ref]
        counts[ref] = counts.get(ref, 0) + 1
        assert counts[ref] == 1 or repeated == "True", f"{ref} was told twice"
    assert counts.keys() == states.keys(), "an end was lost"
    return counts


@pytest.mark.parametrize("world", ["sync", "asyncio"])
def test_no_end_is_lost_whenever_it_is_killed(tmp_path: Path, world: str) -> None:
    killed_at_random(tmp_path, times=5, seed=5, world=world)


if __name__ == "__main__":
    # make fleet-kills
    for each in ("sync", "asyncio"):
        with TemporaryDirectory() as temporary:
            counts = killed_at_random(Path(temporary), times=25, seed=random.randrange(10**6), world=each)
        again = sum(count > 1 for count in counts.values())
        print(f"{each}: killed at 25 moments; {len(counts)} of {JOBS} ends told, {again} more than once, and marked")
