# Generated from specs/ecore by `make regen`; do not edit.
from enum import StrEnum


class RecordStatus(StrEnum):
    ERROR = "Error"
    INVALID = "Invalid"
    PENDING = "Pending"
    UNKNOWN = "Unknown"
    VALID = "Valid"

    def __str__(self) -> str:
        return str(self.value)
