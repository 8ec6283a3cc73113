"""What a job holds: the addresses, numbers or documents that were submitted, in their order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final

from .outcomes import INVALID_SHARE, VALID_SHARE, Outcome, document_outcome, outcome_of

_CODES: Final[Mapping[Outcome, int]] = {outcome: number for number, outcome in enumerate(Outcome)}
# More than these are not looked at one by one to count them: the shares of the outcomes are known.
_COUNTED: Final = 1_000_000


class Entries:
    """What a job holds.

    Attributes:
        size: How many there are.
        read: Gives them from the first on, each time it is called.
        judge: What becomes of each.

    Example:
        >>> entries = Entries.of(["valid@example.com", "invalid@example.com"])
        >>> entries.size, entries.count(2)[Outcome.INVALID]
        (2, 1)
    """

    def __init__(
        self, size: int, read: Callable[[], Iterable[str]], judge: Callable[[str], Outcome] = outcome_of
    ) -> None:
        self.size = size
        self.read = read
        self.judge = judge

    @classmethod
    def of(cls, values: Sequence[str], judge: Callable[[str], Outcome] = outcome_of) -> "Entries":
        """These."""
        return cls(len(values), lambda: values, judge)

    @classmethod
    def made_up(cls, size: int, *, phone: bool = False) -> "Entries":
        """So many that nobody submitted."""
        form = "+4930{0:07}" if phone else "person{0}@example.com"
        return cls(size, lambda: map(form.format, range(size)))

    @classmethod
    def documents(cls, size: int) -> "Entries":
        """So many documents that nobody submitted."""
        return cls(size, lambda: map("document{0}.pdf".format, range(size)), document_outcome)

    @cached_property
    def _codes(self) -> bytes:
        return bytes(_CODES[self.judge(value)] for value in self.read())

    def count(self, first: int) -> Mapping[Outcome, int]:
        """The outcomes of so many from the first on."""
        if self.size > _COUNTED:
            if self.judge is document_outcome:
                return {outcome: first if outcome is Outcome.VALID else 0 for outcome in Outcome}
            valid, invalid = first * VALID_SHARE // 100, first * INVALID_SHARE // 100
            return {
                Outcome.VALID: valid,
                Outcome.INVALID: invalid,
                Outcome.UNKNOWN: first - valid - invalid,
                Outcome.ERROR: 0,
            }
        codes = self._codes[:first]
        return {outcome: codes.count(code) for outcome, code in _CODES.items()}
