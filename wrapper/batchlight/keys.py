"""The API key, held so that it shows itself only when asked. Knows nothing about where it is sent."""

import re


class Secret:
    """A key that shows itself only when asked: not in a repr, not in `vars()`, not in a traceback with locals."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def __repr__(self) -> str:
        return "Secret(***)"

    @property
    def is_empty(self) -> bool:
        """Whether there is no key at all."""
        return not self._value

    @property
    def fits_in_a_header(self) -> bool:
        """Whether the key is made of visible ASCII characters."""
        return re.fullmatch(r"[\x21-\x7e]+", self._value) is not None

    def reveal(self) -> str:
        """The key itself."""
        return self._value

    def redact(self, text: str) -> str:
        """Take the key out of a text in which a server may have repeated it."""
        # A key of a few characters (in tests) would tear ordinary words apart.
        return text.replace(self._value, "***") if len(self._value) >= 4 else text
