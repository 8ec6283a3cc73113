# Generated from specs/revenuebase_v1 by `make regen`; do not edit.
"""Contains all the data models used in inputs/outputs"""

from .batch_email_status_request import BatchEmailStatusRequest
from .batch_email_status_response import BatchEmailStatusResponse
from .batch_status import BatchStatus
from .context import Context
from .error_response import ErrorResponse
from .http_validation_error import HTTPValidationError
from .validation_error import ValidationError

__all__ = (
    "BatchEmailStatusRequest",
    "BatchEmailStatusResponse",
    "BatchStatus",
    "Context",
    "ErrorResponse",
    "HTTPValidationError",
    "ValidationError",
)
