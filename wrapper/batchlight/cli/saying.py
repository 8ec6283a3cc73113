"""What is said on standard error: warnings, errors, the log."""

import logging
import sys
from contextlib import suppress

from ..text import printable


def say(line: str) -> None:
    """Print a line on standard error, as it is at this moment: a live table puts the line above itself."""
    # Where it cannot be said there is nobody to tell; the exit status still tells.
    with suppress(OSError):
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


def say_traceback(text: str) -> None:
    """Print a traceback on standard error; what stands in it may have come from elsewhere."""
    for line in text.rstrip().splitlines():
        say("".join(character if character.isprintable() else "\ufffd" for character in line))


def show_warning(message: Warning | str, *_place: object, **_more: object) -> None:
    """Say a warning as a line for people: the place in the source code means nothing to them."""
    say(f"warning: {printable(message)}")


class _Lines(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        say(printable(self.format(record)))


class Log:
    """The log of batchlight on standard error, if it is asked for."""

    def __init__(self) -> None:
        self._logger = logging.getLogger("batchlight")
        self._handler = _Lines()
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s", "%H:%M:%S"))
        self._level = logging.NOTSET
        self.is_shown = False

    def show(self) -> None:
        """Show all of it from now on: each answer, each retry, each outage."""
        if not self.is_shown:
            self._level = self._logger.level
            self._logger.addHandler(self._handler)
            self._logger.setLevel(logging.DEBUG)
            self.is_shown = True

    def hide(self) -> None:
        """Show it no longer."""
        if self.is_shown:
            self._logger.removeHandler(self._handler)
            self._logger.setLevel(self._level)
            self.is_shown = False


log = Log()
