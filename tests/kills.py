"""Run a tool again and again, and kill it at the first change of a file, at the second, and so on, until it ends.

    python -m tests.kills vendor|regen exchange|renames PROJECT PAGE STATES

writes what each killed run left as STATES/1, STATES/2, ..., and prints for each of them at which change it was killed.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scripts import folders, regen
from scripts.vendor import vendor

CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir")


def stand_in(specs: Path, package: Path) -> None:
    """Instead of generating for seconds: the new clients are these two files."""
    package.mkdir()
    for name in ("new.py", "provenance.json"):
        (package / name).write_text(name)


def no_exchange(first: Path, second: Path) -> bool:
    """As on a system that cannot exchange names."""
    return False


def tool(name: str, project: Path, page: str) -> Callable[[], Any]:
    """The tool as a function; each ends with a project that has changed."""
    if name == "vendor":
        return lambda: vendor("apexverify", [page], specs=project / "specs")
    return lambda: regen.regenerate(project / "specs", project / "generated")


def killed_at(number: int, run: Callable[[], Any]) -> bool:
    """Run in a child process that is killed just before its n-th change; say whether that came."""
    child = os.fork()
    if child == 0:
        seen = 0

        def count(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal seen
            if event in CHANGES or (event == "open" and isinstance(arguments[1], str) and "w" in arguments[1]):
                seen += 1
                if seen == number:
                    names = [str(each) for each in arguments if isinstance(each, (str, Path))]
                    sys.stdout.write(f"{number} {event} {' '.join(Path(each).name for each in names)}\n")
                    sys.stdout.flush()
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        run()
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
        sys.exit(f"the tool failed before change {number}")
    return os.WIFSIGNALED(status)


def main(name: str, mechanism: str, project: str, page: str, states: str) -> None:
    """Make all the states."""
    regen.build = stand_in
    if mechanism == "renames":
        folders.exchange = no_exchange
    number = 1
    while True:
        state = shutil.copytree(project, Path(states) / str(number))
        if not killed_at(number, tool(name, state, page)):
            return
        number += 1


if __name__ == "__main__":
    main(*sys.argv[1:])
