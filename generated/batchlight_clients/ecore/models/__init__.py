# Generated from specs/ecore by `make regen`; do not edit.
"""Contains all the data models used in inputs/outputs"""

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
