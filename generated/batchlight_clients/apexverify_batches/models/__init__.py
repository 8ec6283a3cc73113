# Generated from specs/apexverify_batches by `make regen`; do not edit.
"""Contains all the data models used in inputs/outputs"""

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
