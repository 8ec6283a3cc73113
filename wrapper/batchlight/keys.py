"""The API key, held so that it shows itself only when asked. Knows nothing about where it is sent."""

import re
from typing import Never, Self

# A key of a few characters (in tests) would tear ordinary words apart.
_SHORTEST = 4
_SHOWN = "***"


class Secret:
    """A key that shows itself only when asked: not in a repr, not in `vars()`, not in a traceback with locals.

    A copy of it is itself, and it cannot be pickled: a pickle would hold the key in clear text.
    """

    __slots__ = ("_forms", "_value")

    def __init__(self, value: str) -> None:
        self._value = value
        self._forms: re.Pattern[str] | None = None

    def __repr__(self) -> str:
        return "Secret(***)"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _memo: object) -> Self:
        return self

    def __reduce_ex__(self, _protocol: object) -> Never:
        raise TypeError("a key is not pickled: whoever unpickles it takes it from where it is kept")

    @property
    def is_empty(self) -> bool:
        """Whether there is no key at all."""
        return not self._value

    @property
    def fits_in_a_header(self) -> bool:
        """Whether the key is made of visible ASCII characters."""
        return re.fullmatch(r"[\x21-\x7e]+", self._value) is not None

    @property
    def longest_form(self) -> int:
        """How many characters the key takes at most, in the forms that `redact` knows."""
        return 6 * len(self._value)

    def reveal(self) -> str:
        """The key itself."""
        return self._value

    def mark(self, salt: bytes) -> bytes:
        """What tells the key from others, and does not tell what it is."""
        import hashlib

        return hashlib.blake2b(self._value.encode(), key=salt, digest_size=16).digest()

    def may_be_in(self, text: str) -> bool:
        """Whether a text, or what is decoded of it as JSON, can hold the key in any way that `redact` finds.

        No is certain. A character is written in another way by a backslash, a percent sign or an ampersand at least: of
        a key in three pieces, two of those leave one piece as it is.

        Example:
            >>> Secret("ab/cd-ef").may_be_in('{"path": "a%20b"}')
            False
        """
        if not ("\\" in text or "%" in text or "&" in text):
            return self._value in text and len(self._value) >= _SHORTEST
        length = len(self._value)
        if length < _SHORTEST:
            return False
        pieces = 1 + text.count("\\") + text.count("%") + text.count("&")
        # Pieces of a few characters are in every text.
        size = length // pieces
        return size < _SHORTEST or any(self._value[at : at + size] in text for at in range(0, size * pieces, size))

    def redact(self, text: str) -> str:
        """Take the key out of a text in which a server may have repeated it.

        It is found as it is, and with characters written as in JSON or a repr, percent-encoded, or as in HTML.

        Example:
            >>> Secret("ab/cd-ef").redact("no such key: ab\\\\/cd%2Def")
            'no such key: ***'
        """
        if len(self._value) < _SHORTEST:
            return text
        if "\\" in text or "%" in text or "&" in text:
            if self._forms is None:
                self._forms = re.compile("".join(map(_forms_of, self._value)))
            return self._forms.sub(_SHOWN, text)
        return text.replace(self._value, _SHOWN)


def _forms_of(character: str) -> str:
    """A pattern of all the ways to write a character; each begins with a literal, by which `re` finds it fast."""
    code = f"{ord(character):02x}"
    digits = "".join(f"[{digit}{digit.upper()}]" if digit.isalpha() else digit for digit in code)
    import html

    itself, as_html = re.escape(character), re.escape(html.escape(character))
    # An escape within an escape has more backslashes; more than four of them are no text for people.
    ways = (
        [rf"\\\\{{0,3}}(?:u00{digits})?"] if character == "\\" else [itself, rf"\\\\{{0,3}}+(?:{itself}|u00{digits})"]
    )
    ways += [f"&#(?:{ord(character)}|[xX]0{{0,4}}{digits});", f"%(?:25){{0,2}}{digits}"]
    # No way twice: what fails at the last character would be tried in all combinations.
    return f"(?:{'|'.join([*ways, as_html] if as_html != itself else ways)})"
