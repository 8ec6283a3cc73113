"""A terminal of a given size that a test reads as text."""

import io
import re

import pytest
from batchlight.cli import output


class Screen(io.StringIO):
    """What is written to it; to a program it is a terminal."""

    def isatty(self) -> bool:
        return True

    @property
    def text(self) -> str:
        """What was written, without what steers the terminal."""
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self.getvalue())

    def lines(self, height: int) -> list[str]:
        """What a terminal of so many lines shows at the end, with what has left it at its top."""
        lines, row, column = [""], 0, 0
        for control, character in re.findall(r"\x1b\[([0-9;?]*[a-zA-Z])|(.)", self.getvalue(), re.DOTALL):
            if character == "\n":
                row, column = row + 1, 0
                lines += [""] * (row + 1 - len(lines))
            elif character == "\r":
                column = 0
            elif character:
                lines[row] = lines[row][:column].ljust(column) + character + lines[row][column + 1 :]
                column += 1
            elif control == "2K":
                lines[row] = ""
            elif control.endswith("A"):
                # What has left the terminal cannot be reached.
                row = max(row - int(control[:-1] or 1), len(lines) - height, 0)
        return lines


def on_a_screen(
    monkeypatch: pytest.MonkeyPatch, *, width: int = 80, height: int = 24, term: str = "xterm-256color"
) -> Screen:
    """Let the command write to a terminal of that size."""
    screen = Screen()
    monkeypatch.setattr("sys.stdout", screen)
    for name, value in {"COLUMNS": width, "LINES": height, "TERM": term}.items():
        monkeypatch.setenv(name, str(value))
    # rich asks once, when the console is made.
    monkeypatch.setattr(output.stdout, "is_interactive", term != "dumb")
    return screen
