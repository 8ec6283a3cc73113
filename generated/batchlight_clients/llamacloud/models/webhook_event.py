# Generated from specs/llamacloud by `make regen`; do not edit.
from enum import StrEnum


class WebhookEvent(StrEnum):
    CLASSIFY_CANCELLED = "classify.cancelled"
    CLASSIFY_ERROR = "classify.error"
    CLASSIFY_PARTIAL_SUCCESS = "classify.partial_success"
    CLASSIFY_PENDING = "classify.pending"
    CLASSIFY_RUNNING = "classify.running"
    CLASSIFY_SUCCESS = "classify.success"
    EXTRACT_CANCELLED = "extract.cancelled"
    EXTRACT_ERROR = "extract.error"
    EXTRACT_PARTIAL_SUCCESS = "extract.partial_success"
    EXTRACT_PENDING = "extract.pending"
    EXTRACT_SUCCESS = "extract.success"
    PARSE_CANCELLED = "parse.cancelled"
    PARSE_ERROR = "parse.error"
    PARSE_PARTIAL_SUCCESS = "parse.partial_success"
    PARSE_PENDING = "parse.pending"
    PARSE_RUNNING = "parse.running"
    PARSE_SUCCESS = "parse.success"
    SHEETS_CANCELLED = "sheets.cancelled"
    SHEETS_ERROR = "sheets.error"
    SHEETS_PARTIAL_SUCCESS = "sheets.partial_success"
    SHEETS_PENDING = "sheets.pending"
    SHEETS_SUCCESS = "sheets.success"
    SPLIT_CANCELLED = "split.cancelled"
    SPLIT_ERROR = "split.error"
    SPLIT_PENDING = "split.pending"
    SPLIT_PROCESSING = "split.processing"
    SPLIT_SUCCESS = "split.success"
    UNMAPPED_EVENT = "unmapped_event"

    def __str__(self) -> str:
        return str(self.value)
