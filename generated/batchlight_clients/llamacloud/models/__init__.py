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
from .batch_parse_job_record_create import BatchParseJobRecordCreate
from .batch_parse_job_record_create_partitions_type_0 import BatchParseJobRecordCreatePartitionsType0
from .classify_job import ClassifyJob
from .classify_job_rules_item import ClassifyJobRulesItem
from .error_response import ErrorResponse
from .http_validation_error import HTTPValidationError
from .item_processing_results_response import ItemProcessingResultsResponse
from .processing_result import ProcessingResult
from .validation_error import ValidationError
from .validation_error_ctx import ValidationErrorCtx
from .webhook_configuration import WebhookConfiguration
from .webhook_configuration_webhook_headers_type_0 import WebhookConfigurationWebhookHeadersType0

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
    "BatchParseJobRecordCreate",
    "BatchParseJobRecordCreatePartitionsType0",
    "ClassifyJob",
    "ClassifyJobRulesItem",
    "ErrorResponse",
    "HTTPValidationError",
    "ItemProcessingResultsResponse",
    "ProcessingResult",
    "ValidationError",
    "ValidationErrorCtx",
    "WebhookConfiguration",
    "WebhookConfigurationWebhookHeadersType0",
)
