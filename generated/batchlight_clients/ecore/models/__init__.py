# Generated from specs/ecore by `make regen`; do not edit.
"""Contains all the data models used in inputs/outputs"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .detail_message import DetailMessage
    from .download_results_format import DownloadResultsFormat
    from .email_list_upload import EmailListUpload
    from .email_sheet_upload import EmailSheetUpload
    from .error_message import ErrorMessage
    from .insufficient_credits import InsufficientCredits
    from .job_detail import JobDetail
    from .job_page import JobPage
    from .job_status import JobStatus
    from .job_summary import JobSummary
    from .list_job_records_status import ListJobRecordsStatus
    from .list_jobs_status import ListJobsStatus
    from .record import Record
    from .record_page import RecordPage
    from .record_status import RecordStatus
    from .upload_refusal import UploadRefusal
    from .upload_refusal_emails import UploadRefusalEmails
    from .upload_response import UploadResponse
else:
    _MODULES = {
        "DetailMessage": "detail_message",
        "DownloadResultsFormat": "download_results_format",
        "EmailListUpload": "email_list_upload",
        "EmailSheetUpload": "email_sheet_upload",
        "ErrorMessage": "error_message",
        "InsufficientCredits": "insufficient_credits",
        "JobDetail": "job_detail",
        "JobPage": "job_page",
        "JobStatus": "job_status",
        "JobSummary": "job_summary",
        "ListJobRecordsStatus": "list_job_records_status",
        "ListJobsStatus": "list_jobs_status",
        "Record": "record",
        "RecordPage": "record_page",
        "RecordStatus": "record_status",
        "UploadRefusal": "upload_refusal",
        "UploadRefusalEmails": "upload_refusal_emails",
        "UploadResponse": "upload_response",
    }

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(f".{_MODULES[name]}", __name__), name)
        return found

    def __dir__() -> list[str]:
        return [*globals(), *(name for name in _MODULES if name not in globals())]


__all__ = (
    "DetailMessage",
    "DownloadResultsFormat",
    "EmailListUpload",
    "EmailSheetUpload",
    "ErrorMessage",
    "InsufficientCredits",
    "JobDetail",
    "JobPage",
    "JobStatus",
    "JobSummary",
    "ListJobRecordsStatus",
    "ListJobsStatus",
    "Record",
    "RecordPage",
    "RecordStatus",
    "UploadRefusal",
    "UploadRefusalEmails",
    "UploadResponse",
)
