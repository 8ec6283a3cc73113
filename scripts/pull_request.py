"""Propose what changed in specs/ and generated/ as a pull request, with the report of spec-diff as its text.

The branch is made beside: what is checked out here, and what is staged, stays as it is. A second run replaces the
proposal.
"""

import argparse
import datetime
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from scripts.specdiff.compare import compare_snapshots
from scripts.specdiff.report import as_markdown, counted
from scripts.specdiff.snapshots import snapshot
from scripts.specs import ROOT, SpecError

BRANCH: Final = "refresh-specs"
_PARTS: Final = ("specs", "generated")


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(prog="make pull-request", description=__doc__)
    parser.add_argument("--remote", default="origin", help="where to push the branch (default: %(default)s)")
    options = parser.parse_args(arguments)
    try:
        print(propose(ROOT, options.remote))
    except SpecError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted; nothing changed here", file=sys.stderr)
        return 130
    return 0


def propose(root: Path, remote: str) -> str:
    """Push the branch, open the pull request or bring the open one up to date, and return what to tell.

    Raises:
        SpecError: git or gh fails, or the specs cannot be read.
    """
    if not _run(root, "git", "status", "--porcelain", "--untracked-files=all", "--", *_PARTS).strip():
        return "nothing changed in specs/ and generated/"
    with snapshot("HEAD", root) as old, snapshot(None, root) as new:
        changes = compare_snapshots(old, new, datetime.datetime.now(datetime.UTC))
        body = as_markdown(changes, old.name, new.name)
    apis = sorted({each.api for each in changes} - {"python"})
    title = f"Refresh {', '.join(apis) or 'specs'}: {counted(changes)}"
    commit = _commit(root, title)
    _run(root, "git", "push", "--quiet", "--force", remote, f"{commit}:refs/heads/{BRANCH}")
    with TemporaryDirectory(prefix="batchlight-pull-request-") as scratch:
        # In a file: its text comes from a provider and is no part of a command.
        text = Path(scratch) / "body.md"
        text.write_text(body, "utf-8")
        content = ("--title", title, "--body-file", str(text))
        number = _run(
            root, "gh", "pr", "list", "--head", BRANCH, "--state", "open", "--json", "number", "--jq", ".[0].number"
        )
        if number.strip():
            _run(root, "gh", "pr", "edit", number.strip(), *content)
        else:
            _run(root, "gh", "pr", "create", "--head", BRANCH, *content)
    # A pull request that a workflow opens starts no other workflow by itself.
    _run(root, "gh", "workflow", "run", "check.yml", "--ref", BRANCH)
    return f"proposed on {BRANCH}: {title}"


def _commit(root: Path, message: str) -> str:
    """Commit the parts as they are in the working tree, on top of HEAD, with an index of its own."""
    with TemporaryDirectory(prefix="batchlight-index-") as scratch:
        index = {"GIT_INDEX_FILE": str(Path(scratch) / "index")}
        _run(root, "git", "read-tree", "HEAD", environment=index)
        _run(root, "git", "add", "--all", "--", *_PARTS, environment=index)
        tree = _run(root, "git", "write-tree", environment=index).strip()
        return _run(root, "git", "commit-tree", tree, "-p", "HEAD", "-m", message, environment=index).strip()


def _run(root: Path, *command: str, environment: Mapping[str, str] | None = None) -> str:
    try:
        done = subprocess.run(
            command, cwd=root, env={**os.environ, **(environment or {})}, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise SpecError(f"{command[0]} cannot be run: {error}") from error
    if done.returncode != 0:
        raise SpecError(f"{' '.join(command[:3])}: {done.stderr.strip() or f'exit status {done.returncode}'}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
