# Generated from specs/apexverify_batches by `make regen`; do not edit.
from enum import StrEnum


class ExportBatchFormat(StrEnum):
    JSON = "json"
    XLSX = "xlsx"

    def __str__(self) -> str:
        return str(self.value)
