# Generated from specs/ by `make regen`; do not edit.
"""Every operation of every API: where it is, and what the specs say of its deprecation and sunset."""

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from attrs import frozen


@frozen
class Operation:
    """One operation of a provider's API.

    Attributes:
        id: The API and the operationId, such as "apexverify.get_batch_status".
        method: The HTTP method, in upper case.
        path: The path template, below the API's base URL.
        deprecated: Whether the spec calls it deprecated.
        deprecated_at: Since when, in UTC, if the spec says so.
        sunset_at: From when on it may stop answering, in UTC, if the spec says so.
        replacement: The method and path, or the name, of what to use instead.
        docs_url: Where the replacement is documented.
    """

    id: str
    method: str
    path: str
    deprecated: bool = False
    deprecated_at: datetime.datetime | None = None
    sunset_at: datetime.datetime | None = None
    replacement: str | None = None
    docs_url: str | None = None


OPERATIONS: Final[Mapping[str, Operation]] = MappingProxyType(
    {
        "apexverify.get_batch_status": Operation("apexverify.get_batch_status", "GET", "/v1/batch/{batch_uuid}"),
        "apexverify_batches.delete_batch": Operation(
            "apexverify_batches.delete_batch", "DELETE", "/v1/batch/{batch_uuid}"
        ),
        "apexverify_batches.export_batch": Operation(
            "apexverify_batches.export_batch", "GET", "/v1/batch/{batch_uuid}/export"
        ),
        "apexverify_batches.get_batch_details": Operation(
            "apexverify_batches.get_batch_details", "GET", "/v1/batch/{batch_uuid}/details"
        ),
        "apexverify_batches.get_credits": Operation("apexverify_batches.get_credits", "GET", "/v1/account/credits"),
        "apexverify_batches.launch_batch": Operation(
            "apexverify_batches.launch_batch", "POST", "/v1/batch/{batch_uuid}"
        ),
        "apexverify_batches.parse_batch": Operation(
            "apexverify_batches.parse_batch", "PATCH", "/v1/batch/{batch_uuid}"
        ),
        "apexverify_batches.update_batch_parameters": Operation(
            "apexverify_batches.update_batch_parameters", "PUT", "/v1/batch/{batch_uuid}"
        ),
        "apexverify_batches.upload_batch": Operation("apexverify_batches.upload_batch", "POST", "/v1/batch"),
        "ecore.download_results": Operation(
            "ecore.download_results", "GET", "/email-validation/jobs/{job_id}/download/"
        ),
        "ecore.get_job": Operation("ecore.get_job", "GET", "/email-validation/jobs/{job_id}/"),
        "ecore.list_job_records": Operation(
            "ecore.list_job_records", "GET", "/email-validation/jobs/{job_id}/records/"
        ),
        "ecore.list_jobs": Operation("ecore.list_jobs", "GET", "/email-validation/jobs/"),
        "ecore.upload_emails": Operation("ecore.upload_emails", "POST", "/email-validation/jobs/upload/"),
        "llamacloud.cancel_batch_job": Operation(
            "llamacloud.cancel_batch_job", "POST", "/api/v1/beta/batch-processing/{job_id}/cancel"
        ),
        "llamacloud.create_batch_job": Operation(
            "llamacloud.create_batch_job", "POST", "/api/v1/beta/batch-processing"
        ),
        "llamacloud.get_batch_job_status": Operation(
            "llamacloud.get_batch_job_status", "GET", "/api/v1/beta/batch-processing/{job_id}"
        ),
        "llamacloud.get_item_processing_results": Operation(
            "llamacloud.get_item_processing_results",
            "GET",
            "/api/v1/beta/batch-processing/items/{item_id}/processing-results",
        ),
        "llamacloud.list_batch_job_items": Operation(
            "llamacloud.list_batch_job_items", "GET", "/api/v1/beta/batch-processing/{job_id}/items"
        ),
        "llamacloud.list_batch_jobs": Operation("llamacloud.list_batch_jobs", "GET", "/api/v1/beta/batch-processing"),
        "llamacloud_v2.add_directory_file": Operation(
            "llamacloud_v2.add_directory_file", "POST", "/api/v1/beta/directories/{directory_id}/files"
        ),
        "llamacloud_v2.cancel_batch": Operation(
            "llamacloud_v2.cancel_batch", "POST", "/api/v2/batches/{batch_id}/cancel"
        ),
        "llamacloud_v2.create_batch": Operation("llamacloud_v2.create_batch", "POST", "/api/v2/batches"),
        "llamacloud_v2.create_directory": Operation(
            "llamacloud_v2.create_directory", "POST", "/api/v1/beta/directories"
        ),
        "llamacloud_v2.get_batch": Operation("llamacloud_v2.get_batch", "GET", "/api/v2/batches/{batch_id}"),
        "llamacloud_v2.get_directory": Operation(
            "llamacloud_v2.get_directory", "GET", "/api/v1/beta/directories/{directory_id}"
        ),
        "llamacloud_v2.get_extract_job": Operation("llamacloud_v2.get_extract_job", "GET", "/api/v2/extract/{job_id}"),
        "llamacloud_v2.get_parse_job": Operation("llamacloud_v2.get_parse_job", "GET", "/api/v2/parse/{job_id}"),
        "llamacloud_v2.list_batches": Operation("llamacloud_v2.list_batches", "GET", "/api/v2/batches"),
        "llamacloud_v2.list_directory_files": Operation(
            "llamacloud_v2.list_directory_files", "GET", "/api/v1/beta/directories/{directory_id}/files"
        ),
        "llamacloud_v2.upload_directory_file": Operation(
            "llamacloud_v2.upload_directory_file", "POST", "/api/v1/beta/directories/{directory_id}/files/upload"
        ),
        "revenuebase_v1.cancel_batch": Operation(
            "revenuebase_v1.cancel_batch",
            "POST",
            "/v1/cancel-process",
            deprecated=True,
            sunset_at=datetime.datetime(2026, 7, 7, 0, 0, 0, tzinfo=datetime.UTC),
            replacement="POST /v2/jobs/{process_id}/cancel",
            docs_url="https://docs.revenuebase.ai/api-reference/jobs/cancel-a-batch-job",
        ),
        "revenuebase_v1.get_batch_status": Operation(
            "revenuebase_v1.get_batch_status",
            "POST",
            "/v1/batch-process-email-status",
            deprecated=True,
            sunset_at=datetime.datetime(2026, 7, 7, 0, 0, 0, tzinfo=datetime.UTC),
            replacement="GET /v2/jobs/{process_id}",
            docs_url="https://docs.revenuebase.ai/api-reference/jobs/get-batch-job-status",
        ),
        "revenuebase_v2.cancel_batch": Operation("revenuebase_v2.cancel_batch", "POST", "/v2/jobs/{process_id}/cancel"),
        "revenuebase_v2.download_results": Operation(
            "revenuebase_v2.download_results", "GET", "/v2/jobs/{process_id}/download"
        ),
        "revenuebase_v2.get_balance": Operation("revenuebase_v2.get_balance", "GET", "/v2/account/balance"),
        "revenuebase_v2.get_batch_status": Operation("revenuebase_v2.get_batch_status", "GET", "/v2/jobs/{process_id}"),
        "revenuebase_v2.list_active_jobs": Operation("revenuebase_v2.list_active_jobs", "GET", "/v2/jobs"),
        "revenuebase_v2.submit_batch": Operation("revenuebase_v2.submit_batch", "POST", "/v2/email/verify/batch"),
    }
)
