# Generated from specs/apexverify_batches by `make regen`; do not edit.
from enum import StrEnum


class VerificationOngoingDetailsStatus(StrEnum):
    VERIFICATION_ONGOING = "verification_ongoing"

    def __str__(self) -> str:
        return str(self.value)
