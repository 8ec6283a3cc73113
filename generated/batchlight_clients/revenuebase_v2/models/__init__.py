# Generated from specs/revenuebase_v2 by `make regen`; do not edit.
"""Contains all the data models used in inputs/outputs"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .batch_email_request import BatchEmailRequest
    from .batch_email_response import BatchEmailResponse
    from .batch_email_status_response import BatchEmailStatusResponse
    from .batch_status import BatchStatus
    from .error_response import ErrorResponse
    from .http_validation_error import HTTPValidationError
    from .process import Process
    from .queued_processes_response import QueuedProcessesResponse
    from .submission_status import SubmissionStatus
    from .usage_response import UsageResponse
    from .validation_error import ValidationError
    from .validation_error_ctx import ValidationErrorCtx
else:
    _MODULES = {
        "BatchEmailRequest": "batch_email_request",
        "BatchEmailResponse": "batch_email_response",
        "BatchEmailStatusResponse": "batch_email_status_response",
        "BatchStatus": "batch_status",
        "ErrorResponse": "error_response",
        "HTTPValidationError": "http_validation_error",
        "Process": "process",
        "QueuedProcessesResponse": "queued_processes_response",
        "SubmissionStatus": "submission_status",
        "UsageResponse": "usage_response",
        "ValidationError": "validation_error",
        "ValidationErrorCtx": "validation_error_ctx",
    }

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(f".{_MODULES[name]}", __name__), name)
        return found

    def __dir__() -> list[str]:
        return [*globals(), *(name for name in _MODULES if name not in globals())]


__all__ = (
    "BatchEmailRequest",
    "BatchEmailResponse",
    "BatchEmailStatusResponse",
    "BatchStatus",
    "ErrorResponse",
    "HTTPValidationError",
    "Process",
    "QueuedProcessesResponse",
    "SubmissionStatus",
    "UsageResponse",
    "ValidationError",
    "ValidationErrorCtx",
)
