# Generated from specs/apexverify_batches by `make regen`; do not edit.
from enum import StrEnum


class ReadyForVerificationDetailsStatus(StrEnum):
    READY_FOR_VERIFICATION = "ready_for_verification"

    def __str__(self) -> str:
        return str(self.value)
