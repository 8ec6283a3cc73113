# Generated from specs/apexverify_batches by `make regen`; do not edit.
from enum import StrEnum


class VerificationDoneDetailsStatus(StrEnum):
    VERIFICATION_DONE = "verification_done"

    def __str__(self) -> str:
        return str(self.value)
