# Generated from specs/ecore by `make regen`; do not edit.
from enum import StrEnum


class DownloadResultsFormat(StrEnum):
    CSV = "csv"
    JSON = "json"

    def __str__(self) -> str:
        return str(self.value)
