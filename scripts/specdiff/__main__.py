"""What changed in specs/ since a commit, for who uses the clients, and what it does to the Python names.

The kinds of change and how severe each is stand in docs/spec-changes.md. The exit status is 0, whatever changed, unless
--fail-on says otherwise.
"""

import argparse
import datetime
import subprocess
import sys
from pathlib import Path

from scripts.specdiff.kinds import Change, Severity
from scripts.specdiff.report import WRITERS

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(prog="make spec-diff", description=__doc__)
    parser.add_argument("--base", default="HEAD", metavar="REF", help="the commit to compare with (default: HEAD)")
    parser.add_argument("--to", metavar="REF", help="the commit to compare (default: the working tree)")
    parser.add_argument("--format", choices=WRITERS, default="text", help="how to write it (default: %(default)s)")
    words = "exit with 1 if there is a change as severe as this, or more"
    parser.add_argument("--fail-on", choices=("breaking", "warning"), help=words)
    options = parser.parse_args(arguments)
    try:
        changes, old, new = _unchanged(options.base, options.to) or _compared(options.base, options.to)
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(WRITERS[options.format](changes, old, new))
    limit = Severity[options.fail_on.upper()] if options.fail_on else None
    return int(limit is not None and any(each.severity >= limit for each in changes))


def _unchanged(base: str, to: str | None) -> tuple[list[Change], str, str] | None:
    """No changes, and the names of the two states, if git's hashes say so: to read both would take seconds."""

    def git(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)

    parts = ("--", "specs", "generated", "wrapper")
    refs = (base,) if to is None else (base, to)
    try:
        found = [git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}") for ref in refs]
        commits = [each.stdout.strip() for each in found]
        if not all(commits) or git("diff", "--quiet", "--no-ext-diff", *commits, *parts).returncode:
            return None
        if to is None and git("ls-files", "--others", "--exclude-standard", *parts).stdout:
            return None
    except OSError:
        return None
    names = [f"{ref} ({commit[:9]})" for ref, commit in zip(refs, commits, strict=True)]
    return [], names[0], "the working tree" if to is None else names[1]


def _compared(base: str, to: str | None) -> tuple[list[Change], str, str]:
    # Imported here because the tools that read documents take longer to load than git takes to answer.
    from scripts.specdiff.compare import compare_snapshots
    from scripts.specdiff.snapshots import snapshot
    from scripts.specs import SpecError

    try:
        with snapshot(base, ROOT) as old, snapshot(to, ROOT) as new:
            return compare_snapshots(old, new, datetime.datetime.now(datetime.UTC)), old.name, new.name
    except SpecError as error:
        raise ValueError(str(error)) from error


if __name__ == "__main__":
    sys.exit(main())
