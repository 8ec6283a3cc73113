# Generated from specs/llamacloud by `make regen`; do not edit.
"""Contains all the data models used in inputs/outputs"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .batch_item_detail import BatchItemDetail
    from .batch_item_list_response import BatchItemListResponse
    from .batch_item_status import BatchItemStatus
    from .batch_job_cancel_request import BatchJobCancelRequest
    from .batch_job_cancel_response import BatchJobCancelResponse
    from .batch_job_create_request import BatchJobCreateRequest
    from .batch_job_query_response import BatchJobQueryResponse
    from .batch_job_response import BatchJobResponse
    from .batch_job_status import BatchJobStatus
    from .batch_job_status_response import BatchJobStatusResponse
    from .batch_job_type import BatchJobType
    from .batch_parse_job_config import BatchParseJobConfig
    from .batch_parse_job_config_custom_metadata_type_0 import BatchParseJobConfigCustomMetadataType0
    from .batch_parse_job_config_images_to_save_type_0_item import BatchParseJobConfigImagesToSaveType0Item
    from .batch_parse_job_config_priority_type_0 import BatchParseJobConfigPriorityType0
    from .batch_parse_job_config_resource_info_type_0 import BatchParseJobConfigResourceInfoType0
    from .batch_parse_job_record_create import BatchParseJobRecordCreate
    from .batch_parse_job_record_create_partitions import BatchParseJobRecordCreatePartitions
    from .classifier_rule import ClassifierRule
    from .classify_job import ClassifyJob
    from .classify_job_mode import ClassifyJobMode
    from .classify_parsing_configuration import ClassifyParsingConfiguration
    from .classify_status import ClassifyStatus
    from .error_response import ErrorResponse
    from .fail_page_mode import FailPageMode
    from .http_validation_error import HTTPValidationError
    from .item_processing_results_response import ItemProcessingResultsResponse
    from .parsing_languages import ParsingLanguages
    from .parsing_mode import ParsingMode
    from .processing_result import ProcessingResult
    from .validation_error import ValidationError
    from .validation_error_ctx import ValidationErrorCtx
    from .webhook_configuration import WebhookConfiguration
    from .webhook_configuration_webhook_headers_type_0 import WebhookConfigurationWebhookHeadersType0
    from .webhook_event import WebhookEvent
else:
    _MODULES = {
        "BatchItemDetail": "batch_item_detail",
        "BatchItemListResponse": "batch_item_list_response",
        "BatchItemStatus": "batch_item_status",
        "BatchJobCancelRequest": "batch_job_cancel_request",
        "BatchJobCancelResponse": "batch_job_cancel_response",
        "BatchJobCreateRequest": "batch_job_create_request",
        "BatchJobQueryResponse": "batch_job_query_response",
        "BatchJobResponse": "batch_job_response",
        "BatchJobStatus": "batch_job_status",
        "BatchJobStatusResponse": "batch_job_status_response",
        "BatchJobType": "batch_job_type",
        "BatchParseJobConfig": "batch_parse_job_config",
        "BatchParseJobConfigCustomMetadataType0": "batch_parse_job_config_custom_metadata_type_0",
        "BatchParseJobConfigImagesToSaveType0Item": "batch_parse_job_config_images_to_save_type_0_item",
        "BatchParseJobConfigPriorityType0": "batch_parse_job_config_priority_type_0",
        "BatchParseJobConfigResourceInfoType0": "batch_parse_job_config_resource_info_type_0",
        "BatchParseJobRecordCreate": "batch_parse_job_record_create",
        "BatchParseJobRecordCreatePartitions": "batch_parse_job_record_create_partitions",
        "ClassifierRule": "classifier_rule",
        "ClassifyJob": "classify_job",
        "ClassifyJobMode": "classify_job_mode",
        "ClassifyParsingConfiguration": "classify_parsing_configuration",
        "ClassifyStatus": "classify_status",
        "ErrorResponse": "error_response",
        "FailPageMode": "fail_page_mode",
        "HTTPValidationError": "http_validation_error",
        "ItemProcessingResultsResponse": "item_processing_results_response",
        "ParsingLanguages": "parsing_languages",
        "ParsingMode": "parsing_mode",
        "ProcessingResult": "processing_result",
        "ValidationError": "validation_error",
        "ValidationErrorCtx": "validation_error_ctx",
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
    "BatchItemDetail",
    "BatchItemListResponse",
    "BatchItemStatus",
    "BatchJobCancelRequest",
    "BatchJobCancelResponse",
    "BatchJobCreateRequest",
    "BatchJobQueryResponse",
    "BatchJobResponse",
    "BatchJobStatus",
    "BatchJobStatusResponse",
    "BatchJobType",
    "BatchParseJobConfig",
    "BatchParseJobConfigCustomMetadataType0",
    "BatchParseJobConfigImagesToSaveType0Item",
    "BatchParseJobConfigPriorityType0",
    "BatchParseJobConfigResourceInfoType0",
    "BatchParseJobRecordCreate",
    "BatchParseJobRecordCreatePartitions",
    "ClassifierRule",
    "ClassifyJob",
    "ClassifyJobMode",
    "ClassifyParsingConfiguration",
    "ClassifyStatus",
    "ErrorResponse",
    "FailPageMode",
    "HTTPValidationError",
    "ItemProcessingResultsResponse",
    "ParsingLanguages",
    "ParsingMode",
    "ProcessingResult",
    "ValidationError",
    "ValidationErrorCtx",
    "WebhookConfiguration",
    "WebhookConfigurationWebhookHeadersType0",
    "WebhookEvent",
)
