"""Kill a program in ApexVerify's `run(..., resume=path)` at random moments, start it again, and see that it paid once.

    python -m tests.killed_launches 50

As in `killed_runs`, a moment is a number of function calls, and who is told that an upload or a launch may have arrived
says `resubmit=True`.
"""

import random
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from batchlight.simulator import Clock, Simulator, serve
from batchlight.simulator.outcomes import is_cached

from tests.killed_runs import Ended

PEOPLE = [f"person{number}@example.com" for number in range(200)]
CREDITS = 1_000
# What one launch has cost when the batch is verified: half of each hit in the cache has come back.
PRICE = len(PEOPLE)
NET = PRICE - sum(map(is_cached, PEOPLE)) // 2

PROGRAM = """
import os, signal, sys
from pathlib import Path
from batchlight import ApexVerify, PollPolicy, SubmissionUncertain

number, url, key, folder, resubmit = int(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4]), sys.argv[5] == "resubmit"
calls = 0

def count(frame, event, argument):
    global calls
    calls += 1
    if calls == number:
        os.kill(os.getpid(), signal.SIGKILL)

with ApexVerify(key, base_url=url, poll=PollPolicy(initial=0.02, maximum=0.05, grace=0.3)) as client:
    client.credits()
    sys.setprofile(count)
    try:
        job = client.run(
            folder / "people.txt", folder / "results.json", name="People", type="email", target_country="IT",
            max_cost=200, resume=folder / "run.json", resubmit=resubmit,
        )
    except SubmissionUncertain as error:
        sys.setprofile(None)
        print("uncertain", error.operation)
    else:
        sys.setprofile(None)
        print("done", job.id)
    print(calls)
"""


def run(simulator: Simulator, key: str, folder: Path, *, kill_at: int = 0, resubmit: bool = False) -> Ended:
    """Run the program, up to its n-th function call or to its end."""
    arguments = [str(kill_at), simulator.base_url("apexverify"), key, str(folder), "resubmit" if resubmit else "no"]
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
    (folder / "people.txt").write_text("\n".join(PEOPLE), "utf-8")
    return folder


def killed_once(simulator: Simulator, folder: Path, moment: int) -> str:
    """Kill the program at a moment, start it again until it has its results, and judge; what happened, in words.

    Raises:
        AssertionError: something was paid twice, or is lost.
    """
    key = simulator.add_key("apexverify", credits=CREDITS)
    prepared(folder)
    first = run(simulator, key, folder, kill_at=moment)
    paid = CREDITS - simulator.credits("apexverify", key)
    assert paid in (0, PRICE, NET)
    happened = "was killed" if first.calls is None else "was at its end"
    again = run(simulator, key, folder)
    # An upload and a launch may be in doubt one after the other.
    for _ in range(2):
        if again.words[0] == "done":
            break
        if again.words[1] == "apexverify_batches.launch_batch":
            assert paid == 0, "a launch that had arrived was not found"
        happened += f", and was told to repeat {again.words[1]}"
        again = run(simulator, key, folder, resubmit=True)
    assert again.words[0] == "done"
    assert CREDITS - simulator.credits("apexverify", key) == NET
    assert (folder / "results.json").read_text("utf-8").count("status") == len(PEOPLE)
    assert key not in (folder / "run.json").read_text("utf-8")
    return f"at call {moment}: {happened}, with {paid} credits paid then"


def main(times: int, seed: int, folder: Path) -> list[str]:
    """Kill at so many random moments; what happened at each."""
    with serve(clock=Clock(100)) as simulator:
        whole = run(simulator, simulator.add_key("apexverify", credits=CREDITS), prepared(folder / "whole"))
        assert whole.calls is not None
        chance = random.Random(seed)
        moments = sorted(chance.randrange(1, whole.calls) for _ in range(times))
        return [killed_once(simulator, folder / str(number), moment) for number, moment in enumerate(moments)]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        found = main(int(sys.argv[1]), random.randrange(2**32), Path(made))
    sys.stdout.write("\n".join([*found, ""]))
