# Generated from specs/llamacloud by `make regen`; do not edit.
from enum import StrEnum


class BatchJobStatus(StrEnum):
    CANCELLED = "cancelled"
    COMPLETED = "completed"
    DISPATCHED = "dispatched"
    FAILED = "failed"
    PENDING = "pending"
    RUNNING = "running"

    def __str__(self) -> str:
        return str(self.value)
