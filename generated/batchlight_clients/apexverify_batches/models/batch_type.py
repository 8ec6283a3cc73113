# Generated from specs/apexverify_batches by `make regen`; do not edit.
from enum import StrEnum


class BatchType(StrEnum):
    EMAIL = "email"
    PHONE = "phone"

    def __str__(self) -> str:
        return str(self.value)
