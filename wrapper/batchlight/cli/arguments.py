"""Arguments that several commands have, and how they are read: jobs, lengths of time, numbers."""

import math
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from ..errors import ConfigurationError
from ..jobs import JobRef
from ..providers import find_provider
from ..text import printable
from .saying import log

_UNITS: Final = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


def seconds(minimum: float = 0.0) -> Callable[[object], float]:
    """Make a reader of lengths of time: `90`, `90s`, `15m`, `1h30m`.

    Args:
        minimum: how many seconds it is at least.
    """

    def read(value: object) -> float:
        text = str(value).strip()
        parts = re.findall(r"([0-9.]+)([smhd])", text)
        try:
            length = float(text) if not parts else math.fsum(float(number) * _UNITS[unit] for number, unit in parts)
        except ValueError:
            length = math.nan
        if (parts and "".join(map("".join, parts)) != text) or not minimum <= length < math.inf:
            least = f", from {minimum:g} on" if minimum else ""
            raise typer.BadParameter(
                f"{printable(repr(value), 60)} is no length of time: seconds{least}, or such as 90s, 15m or 2h"
            )
        return length

    return read


def number(minimum: float, maximum: float = math.inf) -> Callable[[object], float]:
    """Make a reader of numbers within bounds; infinity and what is no number are outside of all."""

    def read(value: object) -> float:
        try:
            found = float(str(value))
        except ValueError:
            found = math.nan
        if not minimum <= found <= maximum or math.isinf(found):
            bounds = f"from {minimum:g} on" if math.isinf(maximum) else f"from {minimum:g} to {maximum:g}"
            raise typer.BadParameter(f"{printable(repr(value), 60)} is no number {bounds}")
        return found

    return read


def read_refs(words: Sequence[str]) -> list[JobRef]:
    """The jobs that the command line names, each once; all are read before anything is sent.

    Args:
        words: each is a job's name, `@` and the path of a file of names, or `-` for standard input.

    Raises:
        typer.BadParameter: one is no job's name, a file cannot be read, or there is no job in any of them.
    """
    refs = list(dict.fromkeys(ref for word in words for ref in _refs_of(word)))
    if not refs:
        raise _wrong(f"no job is named in {', '.join(printable(word, 60) for word in words)}")
    return refs


def _refs_of(word: str) -> Iterator[JobRef]:
    if word == "-":
        if sys.stdin is None:
            raise _wrong("standard input is closed")
        # What is no UTF-8 is no name of a job, and is shown as one that is wrong.
        yield from _refs_in(sys.stdin, "standard input")
    elif word.startswith("@"):
        try:
            text = Path(word[1:]).read_text("utf-8-sig")
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
            raise _wrong(f"{printable(word[1:], 100)} cannot be read: {reason}") from error
        yield from _refs_in(text.splitlines(), printable(word[1:], 100))
    else:
        yield parse_ref(word)


def _refs_in(lines: Iterable[str], place: str) -> Iterator[JobRef]:
    """The names in a text: a line each, up to a tab, so that the lines of `status` can be read; # begins a comment."""
    at = 0
    try:
        for at, line in enumerate(lines, 1):
            name = line.partition("\t")[0].partition("#")[0].strip()
            if name:
                yield parse_ref(name, f"{place}, line {at}: ")
    except UnicodeDecodeError as error:
        raise _wrong(f"{place} cannot be read: it is no text in UTF-8") from error


def parse_ref(text: str, place: str = "") -> JobRef:
    """Read the name of a job.

    Args:
        text: the name.
        place: where it stands, for the error.

    Raises:
        typer.BadParameter: it is none.
    """
    try:
        ref = JobRef.parse(text)
        return find_provider(ref.provider).ref(ref)
    except (ValueError, ConfigurationError) as error:
        raise _wrong(f"{place}{error}") from error


def _wrong(message: str) -> typer.BadParameter:
    return typer.BadParameter(message, param_hint="REF")


class Stop(StrEnum):
    """What ends a wait."""

    NEEDS_ACTION = "needs_action"
    TERMINAL = "terminal"


def _show_log(is_asked_for: bool) -> None:
    if is_asked_for:
        log.show()


Refs = Annotated[
    list[str],
    typer.Argument(
        metavar="REF...",
        help="Jobs, as provider:id, such as revenuebase:42; @FILE reads them from a file, a line each, and - from "
        "standard input.",
    ),
]
RefsOrJournal = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[REF...]",
        show_default=False,
        help="Jobs, as provider:id, such as revenuebase:42; @FILE reads them from a file, a line each, and - from "
        "standard input. With --journal there may be none: then those of the journal are meant.",
    ),
]
JournalFile = Annotated[
    Path | None,
    typer.Option(
        "--journal",
        metavar="FILE",
        help="Remember the jobs and their ends in this file, for any number of jobs: after a kill or Ctrl-C the same "
        "command goes on, and asks for none that has ended.",
    ),
]
Timeout = Annotated[
    float,
    typer.Option(
        parser=seconds(), metavar="TIME", show_default="15m", help="How long to wait at most: seconds, 90s, 15m or 2h."
    ),
]
NoTimeout = Annotated[bool, typer.Option("--no-timeout", help="Wait without end.")]
Interval = Annotated[
    float | None,
    typer.Option(
        parser=seconds(0.1), metavar="TIME", help="Pause between two looks; by default what the provider advises."
    ),
]
Until = Annotated[
    Stop, typer.Option("--until", help="Whether a job that needs action ends the wait, or only one that has ended.")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line, and nothing else on standard output.")]
NoRaw = Annotated[bool, typer.Option("--no-raw", help="With --json: leave out what the provider sent as it was.")]
Verbose = Annotated[
    bool,
    typer.Option(
        "-v",
        "--verbose",
        callback=_show_log,
        expose_value=False,
        is_eager=True,
        help="Show the log on standard error: each answer, retry and outage; never a key.",
    ),
]
