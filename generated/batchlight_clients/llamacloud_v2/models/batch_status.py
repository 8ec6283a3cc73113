# Generated from specs/llamacloud_v2 by `make regen`; do not edit.
from enum import StrEnum


class BatchStatus(StrEnum):
    CANCELLED = "CANCELLED"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    PENDING = "PENDING"
    RUNNING = "RUNNING"
    THROTTLED = "THROTTLED"

    def __str__(self) -> str:
        return str(self.value)
