# Generated from specs/ecore by `make regen`; do not edit.
from enum import StrEnum


class JobStatus(StrEnum):
    FAILED = "Failed"
    PROCESSED = "Processed"
    PROCESSING = "Processing"
    UPLOADING = "Uploading"

    def __str__(self) -> str:
        return str(self.value)
