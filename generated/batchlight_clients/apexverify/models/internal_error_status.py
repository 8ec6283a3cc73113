# Generated from specs/apexverify by `make regen`; do not edit.
from enum import StrEnum


class InternalErrorStatus(StrEnum):
    INTERNAL_ERROR = "internal_error"

    def __str__(self) -> str:
        return str(self.value)
