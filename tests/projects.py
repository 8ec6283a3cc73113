"""A copy of this project in a repository of its own, to change and to compare."""

import os
import shutil
import subprocess
from pathlib import Path

from scripts.regen import regenerate
from scripts.specs import ROOT

NAMES = {f"GIT_{who}_{what}": "somebody@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def git(root: Path, *arguments: str, input: bytes | None = None) -> str:
    """Run git in a folder, whoever the user of this machine is, and return what it prints."""
    command = ["git", "-c", "commit.gpgsign=false", *arguments]
    done = subprocess.run(command, cwd=root, env={**os.environ, **NAMES}, input=input, capture_output=True, check=True)
    return done.stdout.decode()


def make_project(root: Path, *apis: str) -> Path:
    """Commit the wrapper, and the specs and clients of some APIs: not of all, because every generation takes its time."""
    for part in (*(f"specs/{api}" for api in apis), "wrapper"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    regenerate(root / "specs", root / "generated")
    git(root, "init", "--quiet", "--initial-branch", "main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "The base")
    return root
