# Generated from specs/llamacloud by `make regen`; do not edit.
from enum import StrEnum


class BatchJobType(StrEnum):
    CLASSIFY = "classify"
    EXTRACT = "extract"
    PARSE = "parse"

    def __str__(self) -> str:
        return str(self.value)
