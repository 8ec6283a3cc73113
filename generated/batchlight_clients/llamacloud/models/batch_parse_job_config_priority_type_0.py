# Generated from specs/llamacloud by `make regen`; do not edit.
from enum import StrEnum


class BatchParseJobConfigPriorityType0(StrEnum):
    CRITICAL = "critical"
    HIGH = "high"
    LOW = "low"
    MEDIUM = "medium"

    def __str__(self) -> str:
        return str(self.value)
