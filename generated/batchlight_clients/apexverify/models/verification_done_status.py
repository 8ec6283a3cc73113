# Generated from specs/apexverify by `make regen`; do not edit.
from enum import StrEnum


class VerificationDoneStatus(StrEnum):
    VERIFICATION_DONE = "verification_done"

    def __str__(self) -> str:
        return str(self.value)
