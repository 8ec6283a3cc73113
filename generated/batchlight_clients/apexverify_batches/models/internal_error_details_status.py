# Generated from specs/apexverify_batches by `make regen`; do not edit.
from enum import StrEnum


class InternalErrorDetailsStatus(StrEnum):
    INTERNAL_ERROR = "internal_error"

    def __str__(self) -> str:
        return str(self.value)
