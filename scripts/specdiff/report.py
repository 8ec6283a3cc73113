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
        title = "Python" if api == "python" else f"specs/{printable(api)}"
        lines += [f"{title}: {counted(found)}", ""]
        for each in found:
            lines.append(f"  {str(each.severity).upper():8}  {each.kind}: {printable(each.place, 200)}")
            lines.append(f"            {printable(each.message, 500)}")
            if concerned := [name for name in each.operations if name not in each.place]:
                lines.append(f"            in {printable(', '.join(concerned), 300)}")
            if each.file is not None:
                lines.append(f"            {printable(each.file)}:{each.line}")
        lines.append("")
    lines.append(f"{counted(changes)}, from {printable(old)} to {printable(new)}")
    return "\n".join(lines)


def as_json(changes: Sequence[Change], old: str, new: str) -> str:
    """One object: the two states, the counts, and the changes."""
    rows = [{**asdict(each), "severity": str(each.severity)} for each in changes]
    return json.dumps({"from": old, "to": new, "counts": _counts(changes), "changes": rows}, indent=2)


_COMMANDS: Final = {Severity.BREAKING: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_annotations(changes: Sequence[Change], old: str, new: str) -> str:
    """Workflow commands, which GitHub shows beside the lines of a pull request; it shows the first ten of each kind."""
    lines = [_annotation(each) for each in sorted(changes, key=lambda each: -each.severity)]
    return "\n".join([*lines, f"{counted(changes)}, from {printable(old)} to {printable(new)}"])


def _annotation(each: Change) -> str:
    place = {"file": each.file, "line": each.line, "title": f"{each.kind}: {printable(each.place, 120)}"}
    parts = ",".join(f"{key}={_property(str(value))}" for key, value in place.items() if value is not None)
    return f"::{_COMMANDS[each.severity]} {parts}::{_data(printable(each.message, 500))}"


# The characters that end a value in a workflow command; everything else that could is not printable and gone already.
def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


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
    if not changes:
        return "no changes"
    return ", ".join(f"{count} {name}" for name, count in _counts(changes).items())
