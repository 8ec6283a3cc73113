"""`batchlight report`: what is in the journal of a fleet, on the terminal and in files."""

import time
from pathlib import Path
from typing import Annotated

import typer

from ..drivers.saving import Saving, check_target
from ..fleet import read_journal
from ..fleet.report import report_lines
from ..text import printable
from .arguments import Verbose
from .exits import Exit
from .output import is_screen, print_json, stdout
from .report_page import report_page
from .report_text import as_csv, as_data, report_text

_WIDEST = 120


def report(
    journal: Annotated[Path, typer.Argument(metavar="JOURNAL", help="The file that `watch --journal` writes.")],
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write every job as a line of CSV.")] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write a page with a timeline, complete in itself.")
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace files that are there.")] = False,
    json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line for each job, and nothing else on standard output.")
    ] = False,
    _verbose: Verbose = False,
) -> int:
    """Say what became of the jobs of a journal: by provider and state, the slowest, and what went wrong.

    It asks no provider, and needs no key; `watch` may be at work on
    the journal meanwhile.
    """
    files = [(path, option) for path, option in ((csv, "--csv"), (html, "--html")) if path is not None]
    for path, option in files:
        _check(path, option, journal, overwrite=overwrite)
    if csv is not None and html is not None and csv.absolute() == html.absolute():
        raise typer.BadParameter("--csv and --html are to be two files", param_hint="--html")
    now = time.time()
    lines = report_lines(read_journal(journal), now)
    title = printable(journal.name, 60)
    if csv is not None:
        _write(csv, as_csv(lines), "--csv", overwrite=overwrite)
    if html is not None:
        _write(html, report_page(f"Report on {title}", lines, now), "--html", overwrite=overwrite)
    if json:
        for line in lines:
            print_json(as_data(line))
        return Exit.DONE
    for text in report_text(title, lines, min(stdout.width - 1, _WIDEST) if is_screen() else 80):
        stdout.print(text)
    return Exit.DONE


def _check(path: Path, option: str, journal: Path, *, overwrite: bool) -> None:
    """See that a file can be written, before anything else is done."""
    try:
        check_target(path, overwrite=overwrite)
    except OSError as error:
        raise _wrong(path, option, error) from error
    if path.exists() and journal.exists() and path.samefile(journal):
        raise typer.BadParameter(f"{printable(path, 200)} is the journal itself", param_hint=option)


def _write(path: Path, text: str, option: str, *, overwrite: bool) -> None:
    try:
        saving = Saving(path, overwrite=overwrite)
        try:
            saving.file.write(text.encode("utf-8", "replace"))
            saving.commit()
        finally:
            saving.discard()
    except OSError as error:
        raise _wrong(path, option, error) from error


def _wrong(path: Path, option: str, error: OSError) -> typer.BadParameter:
    reason = "it is there already; --overwrite replaces it" if isinstance(error, FileExistsError) else error.strerror
    return typer.BadParameter(f"{printable(path, 200)} cannot be written: {reason}", param_hint=option)
