# Generated from specs/apexverify by `make regen`; do not edit.
"""Contains all the data models used in inputs/outputs"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
else:
    _MODULES = {
        "BadRequestResponse": "bad_request_response",
        "EmailContent": "email_content",
        "EmailCost": "email_cost",
        "ForbiddenResponse": "forbidden_response",
        "HTTPValidationError": "http_validation_error",
        "InternalError": "internal_error",
        "InternalErrorStatus": "internal_error_status",
        "InternalServerErrorResponse": "internal_server_error_response",
        "NotFoundResponse": "not_found_response",
        "ParsingContent": "parsing_content",
        "ParsingContentStatus": "parsing_content_status",
        "PhoneContent": "phone_content",
        "PhoneCost": "phone_cost",
        "ReadyForVerification": "ready_for_verification",
        "ReadyForVerificationStatus": "ready_for_verification_status",
        "TooManyRequestsResponse": "too_many_requests_response",
        "UnauthorizedResponse": "unauthorized_response",
        "UnclassifiedContent": "unclassified_content",
        "ValidationError": "validation_error",
        "ValidationErrorCtx": "validation_error_ctx",
        "VerificationDone": "verification_done",
        "VerificationDoneStatus": "verification_done_status",
        "VerificationOngoing": "verification_ongoing",
        "VerificationOngoingStatus": "verification_ongoing_status",
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
