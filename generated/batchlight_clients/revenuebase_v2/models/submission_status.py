# Generated from specs/revenuebase_v2 by `make regen`; do not edit.
from enum import StrEnum


class SubmissionStatus(StrEnum):
    PROCESSING_QUEUED = "PROCESSING QUEUED"

    def __str__(self) -> str:
        return str(self.value)
