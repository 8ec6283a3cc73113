# Generated from specs/revenuebase_v1 by `make regen`; do not edit.
"""Contains all the data models used in inputs/outputs"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .batch_email_status_request import BatchEmailStatusRequest
    from .batch_email_status_response import BatchEmailStatusResponse
    from .batch_status import BatchStatus
    from .context import Context
    from .error_response import ErrorResponse
    from .http_validation_error import HTTPValidationError
    from .validation_error import ValidationError
else:
    _MODULES = {
        "BatchEmailStatusRequest": "batch_email_status_request",
        "BatchEmailStatusResponse": "batch_email_status_response",
        "BatchStatus": "batch_status",
        "Context": "context",
        "ErrorResponse": "error_response",
        "HTTPValidationError": "http_validation_error",
        "ValidationError": "validation_error",
    }

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(f".{_MODULES[name]}", __name__), name)
        return found

    def __dir__() -> list[str]:
        return [*globals(), *(name for name in _MODULES if name not in globals())]


__all__ = (
    "BatchEmailStatusRequest",
    "BatchEmailStatusResponse",
    "BatchStatus",
    "Context",
    "ErrorResponse",
    "HTTPValidationError",
    "ValidationError",
)
