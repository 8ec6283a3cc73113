# Generated from specs/apexverify by `make regen`; do not edit.
from enum import StrEnum


class ParsingContentStatus(StrEnum):
    PARSING_CONTENT = "parsing_content"

    def __str__(self) -> str:
        return str(self.value)
