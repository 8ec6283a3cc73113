"""What changed in specs/ since a commit, for who uses the clients, and what it does to the Python names.

The kinds of change and how severe each is stand in docs/spec-changes.md.
"""

import argparse
import datetime
import sys

from scripts.specdiff.compare import compare_snapshots
from scripts.specdiff.kinds import Severity
from scripts.specdiff.report import as_annotations, as_json, as_markdown, as_text
from scripts.specdiff.snapshots import snapshot
from scripts.specs import ROOT, SpecError


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(prog="make spec-diff", description=__doc__)
    parser.add_argument("--base", default="HEAD", metavar="REF", help="the commit to compare with (default: HEAD)")
    parser.add_argument("--to", metavar="REF", help="the commit to compare (default: the working tree)")
    parser.add_argument(
        "--fail-on", choices=("breaking", "warning"), help="exit with 1 if there is a change as severe as this, or more"
    )
    form = parser.add_mutually_exclusive_group()
    for name, write, words in (
        ("--text", as_text, "for people (the default)"),
        ("--json", as_json, "for programs"),
        ("--github", as_annotations, "as annotations of a GitHub workflow"),
        ("--markdown", as_markdown, "for the text of a pull request"),
    ):
        form.add_argument(name, dest="write", action="store_const", const=write, default=as_text, help=words)
    options = parser.parse_args(arguments)
    try:
        with snapshot(options.base, ROOT) as old, snapshot(options.to, ROOT) as new:
            changes = compare_snapshots(old, new, datetime.datetime.now(datetime.UTC))
            print(options.write(changes, old.name, new.name))
    except SpecError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    limit = Severity[options.fail_on.upper()] if options.fail_on else None
    return int(limit is not None and any(each.severity >= limit for each in changes))


if __name__ == "__main__":
    sys.exit(main())
