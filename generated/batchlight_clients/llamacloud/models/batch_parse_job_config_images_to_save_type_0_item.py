# Generated from specs/llamacloud by `make regen`; do not edit.
from enum import StrEnum


class BatchParseJobConfigImagesToSaveType0Item(StrEnum):
    EMBEDDED = "embedded"
    LAYOUT = "layout"
    SCREENSHOT = "screenshot"

    def __str__(self) -> str:
        return str(self.value)
