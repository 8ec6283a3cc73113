# Generated from specs/apexverify by `make regen`; do not edit.
"""Contains all the data models used in inputs/outputs"""

from .bad_request_response import BadRequestResponse
from .email_content import EmailContent
from .email_cost import EmailCost
from .forbidden_response import ForbiddenResponse
from .http_validation_error import HTTPValidationError
from .internal_error import InternalError
from .internal_error_status import InternalErrorStatus
from .internal_server_error_response import InternalServerErrorResponse
from .not_found_response import NotFoundResponse
from .parsing_content import ParsingContent
from .parsing_content_status import ParsingContentStatus
from .phone_content import PhoneContent
from .phone_cost import PhoneCost
from .ready_for_verification import ReadyForVerification
from .ready_for_verification_status import ReadyForVerificationStatus
from .too_many_requests_response import TooManyRequestsResponse
from .unauthorized_response import UnauthorizedResponse
from .unclassified_content import UnclassifiedContent
from .validation_error import ValidationError
from .validation_error_ctx import ValidationErrorCtx
from .verification_done import VerificationDone
from .verification_done_status import VerificationDoneStatus
from .verification_ongoing import VerificationOngoing
from .verification_ongoing_status import VerificationOngoingStatus
from .verification_stats import VerificationStats

__all__ = (
    "BadRequestResponse",
    "EmailContent",
    "EmailCost",
    "ForbiddenResponse",
    "HTTPValidationError",
    "InternalError",
    "InternalErrorStatus",
    "InternalServerErrorResponse",
    "NotFoundResponse",
    "ParsingContent",
    "ParsingContentStatus",
    "PhoneContent",
    "PhoneCost",
    "ReadyForVerification",
    "ReadyForVerificationStatus",
    "TooManyRequestsResponse",
    "UnauthorizedResponse",
    "UnclassifiedContent",
    "ValidationError",
    "ValidationErrorCtx",
    "VerificationDone",
    "VerificationDoneStatus",
    "VerificationOngoing",
    "VerificationOngoingStatus",
    "VerificationStats",
)
