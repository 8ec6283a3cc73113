# Generated from specs/apexverify by `make regen`; do not edit.
from enum import StrEnum


class VerificationOngoingStatus(StrEnum):
    VERIFICATION_ONGOING = "verification_ongoing"

    def __str__(self) -> str:
        return str(self.value)
