# Generated from specs/llamacloud_v2 by `make regen`; do not edit.
from enum import StrEnum


class JobType(StrEnum):
    EXTRACT_V2 = "extract_v2"
    PARSE_V2 = "parse_v2"

    def __str__(self) -> str:
        return str(self.value)
