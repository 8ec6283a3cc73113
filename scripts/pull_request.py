"""Propose what changed in specs/ and generated/ as a pull request, with the report of spec-diff as its text.

The branch is made beside: what is checked out here, and what is staged, stays as it is. It is only ever added to: what
people committed to the open proposal is merged with what came since. A proposal without a difference left is closed.
"""

import argparse
import datetime
import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from batchlight.text import printable

from scripts.proposal import PARTS, Conflict, Repository, merge, tree_with
from scripts.specdiff.compare import compare_snapshots
from scripts.specdiff.report import as_markdown, counted
from scripts.specdiff.snapshots import snapshot
from scripts.specs import ROOT, SpecError, apis

BRANCH: Final = "refresh-specs"

MAX_TEXT: Final = 60_000
"""Of the text, in characters: GitHub refuses one of more than 65,536."""

MAX_SUMMARY: Final = 250_000
"""Of the summary of a run, in characters: GitHub takes 1 MiB, and a character may take four bytes."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(prog="make pull-request", description=__doc__)
    parser.add_argument("--remote", default="origin", help="where to push the branch (default: %(default)s)")
    parser.add_argument(
        "--parts", type=Path, default=ROOT, help="the folder with the new specs/ and generated/ (default: this project)"
    )
    parser.add_argument(
        "--incomplete", action="store_true", help="not every document was fetched: what is missing was not withdrawn"
    )
    options = parser.parse_args(arguments)
    try:
        print(propose(ROOT, options.remote, options.parts, is_complete=not options.incomplete))
    except (SpecError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted; nothing changed here", file=sys.stderr)
        return 130
    return 0


def propose(root: Path, remote: str, parts: Path, *, is_complete: bool = True) -> str:
    """Bring the branch and its pull request up to date, and return what to tell.

    Args:
        root: the repository; its HEAD is what the proposal is made to.
        remote: where the branch is.
        parts: the folder with the new specs/ and generated/.
        is_complete: whether all documents were fetched; if not, what was proposed before and is missing now stays.

    Raises:
        SpecError: git or gh fails, the specs cannot be read, or what people committed to the open proposal cannot be
            merged with what came since; then the pull request says so, and nothing is changed.
    """
    for part in PARTS:
        if not (parts / part).is_dir():
            raise SpecError(f"{parts} has no {part}/")
    if not apis(parts / "specs"):
        raise SpecError(f"{parts / 'specs'} holds no API")
    repository = Repository(root)
    wanted = tree_with(repository, "HEAD", parts)
    is_changed = wanted != repository.tree("HEAD")
    number = _open_proposal(repository)
    if not is_changed and number is None:
        return "nothing changed in specs/ and generated/"
    if not is_changed and not is_complete:
        return f"not everything was fetched, and nothing else is new: the proposal #{number} stays as it is"
    tip = repository.fetch(remote, BRANCH)
    try:
        proposed = merge(repository, wanted, tip, is_complete=is_complete)
    except Conflict as conflict:
        _tell_of_conflict(repository, number, conflict)
        raise SpecError(f"{BRANCH} cannot be merged with what came since, and was left as it is: {conflict}") from None
    if repository.tree(proposed) == repository.tree("HEAD"):
        return _close(repository, remote, tip, number)
    with snapshot("HEAD", root) as old, snapshot(proposed, root) as new:
        changes = compare_snapshots(old, new, datetime.datetime.now(datetime.UTC))
        body = as_markdown(changes, old.name, "this proposal")
    concerned = sorted({each.api for each in changes} - {"python"})
    title = printable(f"Refresh {', '.join(concerned) or 'specs'}: {counted(changes)}", 200)
    if proposed != tip:
        repository.push(remote, f"{proposed}:refs/heads/{BRANCH}")
    content = ("--title", title)
    if number is None:
        _say(repository, ("pr", "create", "--head", BRANCH, *content), _fitted(body))
    else:
        _say(repository, ("pr", "edit", number, *content), _fitted(body))
    if proposed != tip:
        # A pull request that a workflow opens starts no other workflow by itself.
        repository.run("gh", "workflow", "run", "check.yml", "--ref", BRANCH)
    return f"proposed on {BRANCH}: {title}"


def _open_proposal(repository: Repository) -> str | None:
    """The number of our open pull request. A fork may have a branch of that name and a pull request from it, too."""
    listed = repository.run(
        *("gh", "pr", "list", "--head", BRANCH, "--state", "open", "--limit", "1000"),
        *("--json", "number,isCrossRepository"),
    )
    try:
        ours = [int(each["number"]) for each in json.loads(listed) if not each["isCrossRepository"]]
    except (ValueError, TypeError, LookupError) as error:
        raise SpecError(f"gh pr list answered {printable(listed)!r}, which is no list of pull requests") from error
    return str(ours[0]) if ours else None


def _say(repository: Repository, command: tuple[str, ...], text: str) -> None:
    """Run gh with a text: in a file, because it comes from a provider and is no part of a command."""
    with TemporaryDirectory(prefix="batchlight-pull-request-") as scratch:
        file = Path(scratch) / "body.md"
        file.write_text(text, "utf-8")
        repository.run("gh", *command, "--body-file", str(file))


def _tell_of_conflict(repository: Repository, number: str | None, conflict: Conflict) -> None:
    if number is not None:
        files = "".join(f"\n- `{printable(path)}`" for path in conflict.paths)
        text = (
            "There is something new, and it cannot be merged with what was committed here. Nothing was changed. "
            f"These files are changed by both:\n{files}\n\nEither merge this, and let the next run propose the rest, "
            "or close it and delete the branch, and the next run proposes everything anew."
        )
        _say(repository, ("pr", "comment", number), text)


def _close(repository: Repository, remote: str, tip: str | None, number: str | None) -> str:
    if number is not None:
        repository.run("gh", "pr", "close", number, "--comment", "There is no difference left to what it was made to.")
    if tip is not None:
        # Only as it was read: not when somebody has pushed to it since.
        repository.push(remote, f":refs/heads/{BRANCH}", f"--force-with-lease=refs/heads/{BRANCH}:{tip}")
    return "no difference is left to propose" + (f"; closed #{number}" if number is not None else "")


def _fitted(body: str) -> str:
    """The text, or as much of it as GitHub takes, and where the rest is: in the summary of the run, if this is one."""
    if len(body) <= MAX_TEXT:
        return body
    where = f"`make spec-diff TO={BRANCH}` tells all of it"
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(_cut(body, MAX_SUMMARY) + "\n")
        names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID")
        server, name, run = (os.environ.get(each, "") for each in names)
        where += f", and so does the summary of [the run that proposed it]({server}/{name}/actions/runs/{run})"
    return f"{_cut(body, MAX_TEXT)}\n\nThis is not all: the report is longer than GitHub takes. {where}."


def _cut(body: str, limit: int) -> str:
    """The whole lines up to a limit, and the last line, which ends the fence that the report stands in."""
    if len(body) <= limit:
        return body
    ending = body.rpartition("\n")[2]
    return body[: limit - len(ending)].rpartition("\n")[0] + "\n" + ending


if __name__ == "__main__":
    sys.exit(main())
