# Generated from specs/llamacloud_v2 by `make regen`; do not edit.
"""Contains all the data models used in inputs/outputs"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .batch import Batch
    from .batch_config import BatchConfig
    from .batch_config_job import BatchConfigJob
    from .batch_create_config import BatchCreateConfig
    from .batch_create_job import BatchCreateJob
    from .batch_create_request import BatchCreateRequest
    from .batch_page import BatchPage
    from .batch_result import BatchResult
    from .batch_status import BatchStatus
    from .directory import Directory
    from .directory_create_request import DirectoryCreateRequest
    from .directory_create_request_system_metadata_type_0 import DirectoryCreateRequestSystemMetadataType0
    from .directory_create_request_type import DirectoryCreateRequestType
    from .directory_file import DirectoryFile
    from .directory_file_add_request import DirectoryFileAddRequest
    from .directory_file_page import DirectoryFilePage
    from .directory_file_upload import DirectoryFileUpload
    from .directory_system_metadata_type_0 import DirectorySystemMetadataType0
    from .directory_type import DirectoryType
    from .error_response import ErrorResponse
    from .extract_job import ExtractJob
    from .extract_job_status import ExtractJobStatus
    from .file_metadata import FileMetadata
    from .job_reference import JobReference
    from .job_type import JobType
    from .parse_job import ParseJob
    from .parse_job_answer import ParseJobAnswer
    from .parse_job_status import ParseJobStatus
    from .presigned_url import PresignedUrl
    from .presigned_url_form_fields_type_0 import PresignedUrlFormFieldsType0
    from .webhook_configuration import WebhookConfiguration
    from .webhook_configuration_webhook_headers_type_0 import WebhookConfigurationWebhookHeadersType0
    from .webhook_event import WebhookEvent
else:
    _MODULES = {
        "Batch": "batch",
        "BatchConfig": "batch_config",
        "BatchConfigJob": "batch_config_job",
        "BatchCreateConfig": "batch_create_config",
        "BatchCreateJob": "batch_create_job",
        "BatchCreateRequest": "batch_create_request",
        "BatchPage": "batch_page",
        "BatchResult": "batch_result",
        "BatchStatus": "batch_status",
        "Directory": "directory",
        "DirectoryCreateRequest": "directory_create_request",
        "DirectoryCreateRequestSystemMetadataType0": "directory_create_request_system_metadata_type_0",
        "DirectoryCreateRequestType": "directory_create_request_type",
        "DirectoryFile": "directory_file",
        "DirectoryFileAddRequest": "directory_file_add_request",
        "DirectoryFilePage": "directory_file_page",
        "DirectoryFileUpload": "directory_file_upload",
        "DirectorySystemMetadataType0": "directory_system_metadata_type_0",
        "DirectoryType": "directory_type",
        "ErrorResponse": "error_response",
        "ExtractJob": "extract_job",
        "ExtractJobStatus": "extract_job_status",
        "FileMetadata": "file_metadata",
        "JobReference": "job_reference",
        "JobType": "job_type",
        "ParseJob": "parse_job",
        "ParseJobAnswer": "parse_job_answer",
        "ParseJobStatus": "parse_job_status",
        "PresignedUrl": "presigned_url",
        "PresignedUrlFormFieldsType0": "presigned_url_form_fields_type_0",
        "WebhookConfiguration": "webhook_configuration",
        "WebhookConfigurationWebhookHeadersType0": "webhook_configuration_webhook_headers_type_0",
        "WebhookEvent": "webhook_event",
    }

    def __getattr__(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(f".{_MODULES[name]}", __name__), name)
        return found

    def __dir__() -> list[str]:
        return [*globals(), *(name for name in _MODULES if name not in globals())]


__all__ = (
    "Batch",
    "BatchConfig",
    "BatchConfigJob",
    "BatchCreateConfig",
    "BatchCreateJob",
    "BatchCreateRequest",
    "BatchPage",
    "BatchResult",
    "BatchStatus",
    "Directory",
    "DirectoryCreateRequest",
    "DirectoryCreateRequestSystemMetadataType0",
    "DirectoryCreateRequestType",
    "DirectoryFile",
    "DirectoryFileAddRequest",
    "DirectoryFilePage",
    "DirectoryFileUpload",
    "DirectorySystemMetadataType0",
    "DirectoryType",
    "ErrorResponse",
    "ExtractJob",
    "ExtractJobStatus",
    "FileMetadata",
    "JobReference",
    "JobType",
    "ParseJob",
    "ParseJobAnswer",
    "ParseJobStatus",
    "PresignedUrl",
    "PresignedUrlFormFieldsType0",
    "WebhookConfiguration",
    "WebhookConfigurationWebhookHeadersType0",
    "WebhookEvent",
)
