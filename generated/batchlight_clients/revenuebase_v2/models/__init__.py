# Generated from specs/revenuebase_v2 by `make regen`; do not edit.
"""Contains all the data models used in inputs/outputs"""

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
