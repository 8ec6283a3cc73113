# Generated from specs/apexverify_batches by `make regen`; do not edit.
from enum import StrEnum


class ParsingContentDetailsStatus(StrEnum):
    PARSING_CONTENT = "parsing_content"

    def __str__(self) -> str:
        return str(self.value)
