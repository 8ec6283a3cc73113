# Generated from specs/revenuebase_v2 by `make regen`; do not edit.
from enum import StrEnum


class BatchStatus(StrEnum):
    CANCELLED = "CANCELLED"
    CANCELLING = "CANCELLING"
    COMPLETED = "COMPLETED"
    ERROR = "ERROR"
    PROCESSING = "PROCESSING"
    QUEUED = "QUEUED"

    def __str__(self) -> str:
        return str(self.value)
