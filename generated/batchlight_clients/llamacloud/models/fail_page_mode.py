# Generated from specs/llamacloud by `make regen`; do not edit.
from enum import StrEnum


class FailPageMode(StrEnum):
    BLANK_PAGE = "blank_page"
    ERROR_MESSAGE = "error_message"
    RAW_TEXT = "raw_text"

    def __str__(self) -> str:
        return str(self.value)
