"""Write what was found: for people, for programs, for GitHub. What comes from a provider is made safe."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Final

from attrs import asdict
from batchlight.text import printable

from scripts.specdiff.kinds import Change, Severity


def as_text(changes: Sequence[Change], old: str, new: str) -> str:
    """A paragraph for each API, with the most severe changes first."""
    lines: list[str] = []
    for api, group in groupby(changes, lambda each: each.api):
        found = list(group)
        lines += [f"{'Python' if api == 'python' else f'specs/{printable(api)}'}: {counted(found)}", ""]
        for each in found:
            lines.append(f"  {str(each.severity).upper():8}  {each.kind}: {printable(each.place, 200)}")
            lines.append(f"            {printable(each.message, 500)}")
            if concerned := [name for name in each.operations if name not in each.place]:
                lines.append(f"            in {printable(', '.join(concerned), 300)}")
            if each.file is not None:
                lines.append(f"            {printable(each.file)}:{each.line}")
        lines.append("")
    return "\n".join([*lines, _summary(changes, old, new)])


def as_json(changes: Sequence[Change], old: str, new: str) -> str:
    """One object: the two states, the counts, and the changes."""
    rows = [{**asdict(each), "severity": str(each.severity)} for each in changes]
    return json.dumps({"from": old, "to": new, "counts": _counts(changes), "changes": rows}, indent=2)


def as_annotations(changes: Sequence[Change], old: str, new: str) -> str:
    """Workflow commands, which GitHub shows beside the lines of a pull request; it shows the first ten of each kind."""
    commands = {Severity.BREAKING: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    lines: list[str] = []
    for each in sorted(changes, key=lambda each: -each.severity):
        place = {"file": each.file, "line": each.line, "title": f"{each.kind}: {printable(each.place, 120)}"}
        parts = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in place.items() if value is not None)
        lines.append(f"::{commands[each.severity]} {parts}::{_escaped(printable(each.message, 500))}")
    return "\n".join([*lines, _summary(changes, old, new)])


def _escaped(text: str, also: str = "") -> str:
    """Without the characters that end a value in a workflow command; what else could is not printable and gone."""
    for character in f"%\r\n{also}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def as_markdown(changes: Sequence[Change], old: str, new: str) -> str:
    """For the text of a pull request: the report in a fence, so that nothing in it is read as Markdown."""
    text = as_text(changes, old, new)
    ticks = "```"
    while ticks in text:
        ticks += "`"
    return f"{counted(changes)}.\n\n{ticks}text\n{text}\n{ticks}"


WRITERS: Final[Mapping[str, Callable[[Sequence[Change], str, str], str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_annotations,
    "markdown": as_markdown,
}
"""The formats: for people, for programs, for the lines of a pull request on GitHub, for its text."""


def _counts(changes: Sequence[Change]) -> dict[str, int]:
    found = Counter(each.severity for each in changes)
    return {str(severity): found[severity] for severity in reversed(Severity)}


def counted(changes: Sequence[Change]) -> str:
    """How many changes there are of each severity, in words."""
    return ", ".join(f"{count} {name}" for name, count in _counts(changes).items()) if changes else "no changes"


def _summary(changes: Sequence[Change], old: str, new: str) -> str:
    return f"{counted(changes)}, from {printable(old)} to {printable(new)}"
