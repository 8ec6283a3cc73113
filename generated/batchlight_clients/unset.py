# Generated from specs/ by `make regen`; do not edit.
"""The value of a field that is absent, and its type: one for all the clients."""

from enum import Enum
from typing import Final, Literal


class Unset(Enum):
    """The type of `UNSET`.

    An enum of one member is its only instance after `pickle` and `copy` too, and both `value is UNSET` and
    `isinstance(value, Unset)` narrow a type.
    """

    UNSET = "unset"

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return self.name


UNSET: Final = Unset.UNSET
