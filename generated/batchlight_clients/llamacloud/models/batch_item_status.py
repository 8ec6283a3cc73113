# Generated from specs/llamacloud by `make regen`; do not edit.
from enum import StrEnum


class BatchItemStatus(StrEnum):
    CANCELLED = "cancelled"
    COMPLETED = "completed"
    FAILED = "failed"
    PENDING = "pending"
    PROCESSING = "processing"
    SKIPPED = "skipped"

    def __str__(self) -> str:
        return str(self.value)
