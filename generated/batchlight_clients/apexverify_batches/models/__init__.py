# Generated from specs/apexverify_batches by `make regen`; do not edit.
"""Contains all the data models used in inputs/outputs"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .answer import Answer
    from .batch_parameters import BatchParameters
    from .batch_parameters_update import BatchParametersUpdate
    from .batch_results import BatchResults
    from .batch_type import BatchType
    from .batch_upload import BatchUpload
    from .batch_upload_answer import BatchUploadAnswer
    from .email_content import EmailContent
    from .email_cost import EmailCost
    from .error_message import ErrorMessage
    from .export_batch_format import ExportBatchFormat
    from .http_validation_error import HTTPValidationError
    from .internal_error_details import InternalErrorDetails
    from .internal_error_details_status import InternalErrorDetailsStatus
    from .parsing_content_details import ParsingContentDetails
    from .parsing_content_details_status import ParsingContentDetailsStatus
    from .phone_content import PhoneContent
    from .phone_cost import PhoneCost
    from .ready_for_verification_details import ReadyForVerificationDetails
    from .ready_for_verification_details_status import ReadyForVerificationDetailsStatus
    from .unclassified_content import UnclassifiedContent
    from .validation_error import ValidationError
    from .validation_error_ctx import ValidationErrorCtx
    from .verification_done_details import VerificationDoneDetails
    from .verification_done_details_status import VerificationDoneDetailsStatus
    from .verification_ongoing_details import VerificationOngoingDetails
    from .verification_ongoing_details_status import VerificationOngoingDetailsStatus
    from .verification_stats import VerificationStats
else:
    _MODULES = {
        "Answer": "answer",
        "BatchParameters": "batch_parameters",
        "BatchParametersUpdate": "batch_parameters_update",
        "BatchResults": "batch_results",
        "BatchType": "batch_type",
        "BatchUpload": "batch_upload",
        "BatchUploadAnswer": "batch_upload_answer",
        "EmailContent": "email_content",
        "EmailCost": "email_cost",
        "ErrorMessage": "error_message",
        "ExportBatchFormat": "export_batch_format",
        "HTTPValidationError": "http_validation_error",
        "InternalErrorDetails": "internal_error_details",
        "InternalErrorDetailsStatus": "internal_error_details_status",
        "ParsingContentDetails": "parsing_content_details",
        "ParsingContentDetailsStatus": "parsing_content_details_status",
        "PhoneContent": "phone_content",
        "PhoneCost": "phone_cost",
        "ReadyForVerificationDetails": "ready_for_verification_details",
        "ReadyForVerificationDetailsStatus": "ready_for_verification_details_status",
        "UnclassifiedContent": "unclassified_content",
        "ValidationError": "validation_error",
        "ValidationErrorCtx": "validation_error_ctx",
        "VerificationDoneDetails": "verification_done_details",
        "VerificationDoneDetailsStatus": "verification_done_details_status",
        "VerificationOngoingDetails": "verification_ongoing_details",
        "VerificationOngoingDetailsStatus": "verification_ongoing_details_status",
        "VerificationStats": "verification_stats",
    }

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(f".{_MODULES[name]}", __name__), name)
        return found

    def __dir__() -> list[str]:
        return [*globals(), *(name for name in _MODULES if name not in globals())]


__all__ = (
    "Answer",
    "BatchParameters",
    "BatchParametersUpdate",
    "BatchResults",
    "BatchType",
    "BatchUpload",
    "BatchUploadAnswer",
    "EmailContent",
    "EmailCost",
    "ErrorMessage",
    "ExportBatchFormat",
    "HTTPValidationError",
    "InternalErrorDetails",
    "InternalErrorDetailsStatus",
    "ParsingContentDetails",
    "ParsingContentDetailsStatus",
    "PhoneContent",
    "PhoneCost",
    "ReadyForVerificationDetails",
    "ReadyForVerificationDetailsStatus",
    "UnclassifiedContent",
    "ValidationError",
    "ValidationErrorCtx",
    "VerificationDoneDetails",
    "VerificationDoneDetailsStatus",
    "VerificationOngoingDetails",
    "VerificationOngoingDetailsStatus",
    "VerificationStats",
)
