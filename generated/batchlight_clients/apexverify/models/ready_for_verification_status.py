# Generated from specs/apexverify by `make regen`; do not edit.
from enum import StrEnum


class ReadyForVerificationStatus(StrEnum):
    READY_FOR_VERIFICATION = "ready_for_verification"

    def __str__(self) -> str:
        return str(self.value)
