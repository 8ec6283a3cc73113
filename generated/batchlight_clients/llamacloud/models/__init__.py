# Generated from specs/llamacloud by `make regen`; do not edit.
"""Contains all the data models used in inputs/outputs"""

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
