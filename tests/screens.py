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

    @property
    def last(self) -> list[str]:
        """The lines since the cursor was last moved up, which is what can be seen at the end of a live table."""
        parts = re.split(r"\x1b\[1A(?:\x1b\[2K)?", self.getvalue())
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", parts[-1]).splitlines()


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
