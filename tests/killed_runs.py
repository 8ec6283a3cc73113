"""Kill a program in `run(..., resume=path)` at random moments, start it again, and see that one job was paid for.

    python -m tests.killed_runs 50

A moment is a number of function calls, so that it does not depend on how fast the machine is. Whoever is told that the
submission may or may not have arrived, and finds no job that could be it, says `resubmit=True`, as a person would.
"""

import random
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from attrs import frozen
from batchlight import ECore, ECoreStatus, Job
from batchlight.simulator import Clock, Simulator, serve

ROWS = 200

PROGRAM = """
import os, signal, sys
from pathlib import Path
from batchlight import ECore, PollPolicy, SubmissionUncertain

number, url, key, folder, resubmit = int(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4]), sys.argv[5] == "resubmit"
calls = 0

def count(frame, event, argument):
    global calls
    calls += 1
    if calls == number:
        os.kill(os.getpid(), signal.SIGKILL)

with ECore(key, base_url=url, poll=PollPolicy(initial=0.02, maximum=0.05)) as client:
    list(client.list())
    sys.setprofile(count)
    try:
        job = client.run(folder / "people.csv", folder / "results.csv", resume=folder / "run.json", resubmit=resubmit)
    except SubmissionUncertain as error:
        sys.setprofile(None)
        print("uncertain", len(error.candidates()))
    else:
        sys.setprofile(None)
        print("done", job.id)
    print(calls)
"""


@frozen
class Ended:
    """How a program ended.

    Attributes:
        words: What it said, word by word; none if it was killed.
        calls: How many function calls it made; None if it was killed.
    """

    words: tuple[str, ...]
    calls: int | None


def run(simulator: Simulator, key: str, folder: Path, *, kill_at: int = 0, resubmit: bool = False) -> Ended:
    """Run the program, up to its n-th function call or to its end."""
    arguments = [str(kill_at), simulator.base_url("ecore"), key, str(folder), "resubmit" if resubmit else "no"]
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], check=False, capture_output=True, text=True, timeout=120
    )
    if ended.returncode == -signal.SIGKILL:
        return Ended((), None)
    assert ended.returncode == 0, ended.stderr
    words, calls = ended.stdout.splitlines()
    return Ended(tuple(words.split()), int(calls))


def prepared(folder: Path) -> Path:
    """A folder with a list in it."""
    folder.mkdir()
    rows = "".join(f"person{number}@example.com\n" for number in range(ROWS))
    (folder / "people.csv").write_text(f"email\n{rows}", "utf-8")
    return folder


def jobs_of(simulator: Simulator, key: str) -> list[Job[ECoreStatus]]:
    """The jobs of an account."""
    with ECore(key, base_url=simulator.base_url("ecore")) as client:
        return list(client.list())


def killed_once(simulator: Simulator, folder: Path, moment: int) -> str:
    """Kill the program at a moment, start it again until it has its results, and judge; what happened, in words.

    Raises:
        AssertionError: there are two jobs, or none, or the results are not those of the job.
    """
    key = simulator.add_key("ecore")
    prepared(folder)
    first = run(simulator, key, folder, kill_at=moment)
    after_the_kill = len(jobs_of(simulator, key))
    assert after_the_kill <= 1
    again = run(simulator, key, folder)
    happened = "was killed" if first.calls is None else "was at its end"
    if again.words[0] == "uncertain":
        assert again.words[1] == "0", "it did not take the one job that could be it"
        assert after_the_kill == 0, "a job was lost"
        again = run(simulator, key, folder, resubmit=True)
        happened += " before anything arrived, and was told to submit again"
    (job,) = jobs_of(simulator, key)
    assert again.words == ("done", job.id)
    assert len((folder / "results.csv").read_text("utf-8").splitlines()) == ROWS + 1
    assert key not in (folder / "run.json").read_text("utf-8")
    return f"at call {moment}: {happened}, with {after_the_kill} jobs then"


def main(times: int, seed: int, folder: Path) -> list[str]:
    """Kill at so many random moments; what happened at each."""
    with serve(clock=Clock(100)) as simulator:
        whole = run(simulator, simulator.add_key("ecore"), prepared(folder / "whole"))
        assert whole.calls is not None
        chance = random.Random(seed)
        moments = sorted(chance.randrange(1, whole.calls) for _ in range(times))
        return [killed_once(simulator, folder / str(number), moment) for number, moment in enumerate(moments)]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        found = main(int(sys.argv[1]), random.randrange(2**32), Path(made))
    sys.stdout.write("\n".join([*found, ""]))
