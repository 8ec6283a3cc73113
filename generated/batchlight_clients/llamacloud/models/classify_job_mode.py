# Generated from specs/llamacloud by `make regen`; do not edit.
from enum import StrEnum


class ClassifyJobMode(StrEnum):
    FAST = "FAST"
    MULTIMODAL = "MULTIMODAL"

    def __str__(self) -> str:
        return str(self.value)
