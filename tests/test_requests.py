"""What the generated builders make of every kind of request: method, path, query, body, and the parts of a form."""

# pyright: reportPrivateUsage=false
# A generated module's builder of requests is named _get_kwargs.

import datetime
import io
from importlib import import_module
from typing import Any
from uuid import UUID

import httpx
import jsonschema
import pytest
from batchlight_clients.apexverify_batches.api.account import get_credits
from batchlight_clients.apexverify_batches.api.batch import (
    delete_batch,
    export_batch,
    get_batch_details,
    launch_batch,
    parse_batch,
    update_batch_parameters,
    upload_batch,
)
from batchlight_clients.apexverify_batches.models import (
    BatchParametersUpdate,
    BatchType,
    BatchUpload,
    ExportBatchFormat,
)
from batchlight_clients.apexverify_batches.types import File as ApexVerifyFile
from batchlight_clients.ecore.api.jobs import download_results, list_job_records, list_jobs, upload_emails
from batchlight_clients.ecore.models import (
    DownloadResultsFormat,
    EmailListUpload,
    EmailSheetUpload,
    ListJobRecordsStatus,
    ListJobsStatus,
)
from batchlight_clients.ecore.types import File as ECoreFile
from batchlight_clients.llamacloud.api.batch import (
    cancel_batch_job,
    create_batch_job,
    get_item_processing_results,
    list_batch_job_items,
    list_batch_jobs,
)
from batchlight_clients.llamacloud.models import (
    BatchJobCancelRequest,
    BatchJobCreateRequest,
    BatchJobStatus,
    BatchParseJobRecordCreate,
)
from batchlight_clients.llamacloud_v2.api.batches import cancel_batch, create_batch, get_batch, list_batches
from batchlight_clients.llamacloud_v2.api.directories import (
    add_directory_file,
    create_directory,
    get_directory,
    list_directory_files,
    upload_directory_file,
)
from batchlight_clients.llamacloud_v2.api.jobs import get_extract_job, get_parse_job
from batchlight_clients.llamacloud_v2.models import (
    BatchCreateConfig,
    BatchCreateJob,
    BatchCreateRequest,
    BatchStatus,
    DirectoryCreateRequest,
    DirectoryCreateRequestType,
    DirectoryFileAddRequest,
    DirectoryFileUpload,
    JobType,
)
from batchlight_clients.llamacloud_v2.types import File as LlamaCloudFile
from batchlight_clients.operations import OPERATIONS
from batchlight_clients.revenuebase_v2.api.account import get_balance
from batchlight_clients.revenuebase_v2.api.jobs import download_results as download_revenuebase
from batchlight_clients.revenuebase_v2.api.jobs import list_active_jobs, submit_batch
from batchlight_clients.revenuebase_v2.models import BatchEmailRequest
from batchlight_clients.revenuebase_v2.types import File as RevenuebaseFile

from scripts.specs import operations
from tests.drivers import spec_of

UUID_1 = UUID("3f0c8a52-6a0e-4d0b-9d57-0a7c3c1f2b11")
NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
NEW_BATCH = BatchCreateRequest("dir-1", BatchCreateConfig(BatchCreateJob(JobType.PARSE_V2, "cfg-PARSE_AGENTIC")))

# For each request: the operation, what its builder makes, the path and query that come of it, and the body in JSON.
REQUESTS: list[tuple[str, dict[str, Any], str, Any]] = [
    ("apexverify_batches.delete_batch", delete_batch._get_kwargs(UUID_1), f"/v1/batch/{UUID_1}", None),
    (
        "apexverify_batches.export_batch",
        export_batch._get_kwargs(UUID_1, format_=ExportBatchFormat.XLSX),
        f"/v1/batch/{UUID_1}/export?format=xlsx",
        None,
    ),
    (
        "apexverify_batches.get_batch_details",
        get_batch_details._get_kwargs(UUID_1),
        f"/v1/batch/{UUID_1}/details",
        None,
    ),
    ("apexverify_batches.get_credits", get_credits._get_kwargs(), "/v1/account/credits", None),
    ("apexverify_batches.launch_batch", launch_batch._get_kwargs(UUID_1), f"/v1/batch/{UUID_1}", None),
    ("apexverify_batches.parse_batch", parse_batch._get_kwargs(UUID_1), f"/v1/batch/{UUID_1}", None),
    (
        "apexverify_batches.update_batch_parameters",
        update_batch_parameters._get_kwargs(
            UUID_1, body=BatchParametersUpdate(BatchType.PHONE, "IT", target_audience=23, use_global_cache=False)
        ),
        f"/v1/batch/{UUID_1}",
        {
            "type": "phone",
            "target_country": "IT",
            "target_audience": 23,
            "use_account_cache": True,
            "max_account_cache_backoff": 30,
            "use_global_cache": False,
            "max_global_cache_backoff": 30,
            "remove_duplicate": True,
            "remove_wrong_email_format": True,
            "remove_wrong_phone_format": True,
        },
    ),
    (
        "ecore.upload_emails",
        upload_emails._get_kwargs(body=EmailListUpload(["a@example.com"])),
        "/email-validation/jobs/upload/",
        {"emails": ["a@example.com"], "list_name": "API Upload"},
    ),
    (
        "ecore.list_jobs",
        list_jobs._get_kwargs(status=ListJobsStatus.FAILED, page=2, page_size=100),
        "/email-validation/jobs/?status=Failed&page=2&page_size=100",
        None,
    ),
    (
        "ecore.list_job_records",
        list_job_records._get_kwargs(42, status=ListJobRecordsStatus.ERROR, page_size=1000),
        "/email-validation/jobs/42/records/?status=Error&page=1&page_size=1000",
        None,
    ),
    *(
        (
            "ecore.download_results",
            download_results._get_kwargs(42, format_=format),
            f"/email-validation/jobs/42/download/?format={format.value}",
            None,
        )
        for format in DownloadResultsFormat
    ),
    (
        "llamacloud.create_batch_job",
        create_batch_job._get_kwargs(body=BatchJobCreateRequest(BatchParseJobRecordCreate(), directory_id="dir-1")),
        "/api/v1/beta/batch-processing",
        {"job_config": {"job_name": "parse_raw_file_job"}, "directory_id": "dir-1", "page_size": 100},
    ),
    (
        "llamacloud.list_batch_jobs",
        list_batch_jobs._get_kwargs(status=BatchJobStatus.FAILED, limit=1000, offset=1000),
        "/api/v1/beta/batch-processing?status=failed&limit=1000&offset=1000",
        None,
    ),
    (
        "llamacloud.list_batch_job_items",
        list_batch_job_items._get_kwargs("bjb-1", offset=100),
        "/api/v1/beta/batch-processing/bjb-1/items?limit=100&offset=100",
        None,
    ),
    (
        "llamacloud.cancel_batch_job",
        cancel_batch_job._get_kwargs("bjb-1", body=BatchJobCancelRequest()),
        "/api/v1/beta/batch-processing/bjb-1/cancel",
        {},
    ),
    (
        "llamacloud.get_item_processing_results",
        get_item_processing_results._get_kwargs("item-1"),
        "/api/v1/beta/batch-processing/items/item-1/processing-results",
        None,
    ),
    (
        "llamacloud_v2.create_batch",
        create_batch._get_kwargs(body=NEW_BATCH),
        "/api/v2/batches",
        {
            "source_directory_id": "dir-1",
            "config": {"job": {"type": "parse_v2", "configuration_id": "cfg-PARSE_AGENTIC"}},
        },
    ),
    (
        "llamacloud_v2.list_batches",
        list_batches._get_kwargs(page_token="next", status=BatchStatus.THROTTLED, created_at_on_or_after=NOON),
        "/api/v2/batches?page_token=next&status=THROTTLED&created_at_on_or_after=2026-11-22T12%3A00%3A00%2B00%3A00",
        None,
    ),
    (
        "llamacloud_v2.get_batch",
        get_batch._get_kwargs("bat-1", expand=["results"]),
        "/api/v2/batches/bat-1?expand=results",
        None,
    ),
    ("llamacloud_v2.cancel_batch", cancel_batch._get_kwargs("bat-1"), "/api/v2/batches/bat-1/cancel", None),
    (
        "llamacloud_v2.create_directory",
        create_directory._get_kwargs(body=DirectoryCreateRequest("Q1", DirectoryCreateRequestType.EPHEMERAL)),
        "/api/v1/beta/directories",
        {"name": "Q1", "type": "ephemeral"},
    ),
    ("llamacloud_v2.get_directory", get_directory._get_kwargs("dir-1"), "/api/v1/beta/directories/dir-1", None),
    (
        "llamacloud_v2.add_directory_file",
        add_directory_file._get_kwargs("dir-1", body=DirectoryFileAddRequest("fil-1")),
        "/api/v1/beta/directories/dir-1/files",
        {"file_id": "fil-1"},
    ),
    (
        "llamacloud_v2.list_directory_files",
        list_directory_files._get_kwargs("dir-1", page_token="next", include_deleted=False),
        "/api/v1/beta/directories/dir-1/files?page_token=next&include_deleted=false",
        None,
    ),
    (
        "llamacloud_v2.get_parse_job",
        get_parse_job._get_kwargs("pjb-1", expand=["text", "usage"]),
        "/api/v2/parse/pjb-1?expand=text&expand=usage",
        None,
    ),
    ("llamacloud_v2.get_extract_job", get_extract_job._get_kwargs("exj-1"), "/api/v2/extract/exj-1", None),
    ("revenuebase_v2.get_balance", get_balance._get_kwargs(), "/v2/account/balance", None),
    ("revenuebase_v2.list_active_jobs", list_active_jobs._get_kwargs(), "/v2/jobs", None),
    ("revenuebase_v2.download_results", download_revenuebase._get_kwargs(42), "/v2/jobs/42/download", None),
]
CONTENT = io.BytesIO(b"a@example.com\n")
# For each form: the operation, what its builder makes, the path and query, and the parts: (name, file name, content).
FORMS: list[tuple[str, dict[str, Any], str, list[tuple[str, str | None, object]]]] = [
    (
        "apexverify_batches.upload_batch",
        upload_batch._get_kwargs(
            body=BatchUpload(
                ApexVerifyFile(CONTENT, "a.txt"),
                "Q1",
                BatchType.EMAIL,
                "IT",
                target_objective=16,
                use_global_cache=True,
            )
        ),
        "/v1/batch",
        [
            ("file", "a.txt", CONTENT),
            ("name", None, b"Q1"),
            ("type", None, b"email"),
            ("target_country", None, b"IT"),
            ("target_objective", None, b"16"),
            ("use_global_cache", None, b"True"),
        ],
    ),
    (
        "ecore.upload_emails",
        upload_emails._get_kwargs(body=EmailSheetUpload(csv_file=ECoreFile(CONTENT, "a.csv"), list_name="Q1")),
        "/email-validation/jobs/upload/",
        [("csv_file", "a.csv", CONTENT), ("list_name", None, b"Q1")],
    ),
    (
        "llamacloud_v2.upload_directory_file",
        upload_directory_file._get_kwargs(
            "dir-1", body=DirectoryFileUpload(LlamaCloudFile(CONTENT, "a.pdf"), unique_id="1"), project_id="prj-1"
        ),
        "/api/v1/beta/directories/dir-1/files/upload?project_id=prj-1",
        [("upload_file", "a.pdf", CONTENT), ("unique_id", None, b"1")],
    ),
    (
        "revenuebase_v2.submit_batch",
        submit_batch._get_kwargs(body=BatchEmailRequest(RevenuebaseFile(CONTENT, "a.csv")), metadata=True),
        "/v2/email/verify/batch?metadata=true",
        [("requested_file", "a.csv", CONTENT)],
    ),
]


def sent(built: dict[str, Any]) -> tuple[str, str]:
    """Method and path with the query, as httpx writes them."""
    request = httpx.Request(built["method"], f"https://example.com{built['url']}", params=built.get("params"))
    return request.method, request.url.raw_path.decode()


@pytest.mark.parametrize(("operation", "built", "path", "body"), REQUESTS, ids=[each[0] for each in REQUESTS])
def test_a_request(operation: str, built: dict[str, Any], path: str, body: Any) -> None:
    assert sent(built) == (OPERATIONS[operation].method, path)
    assert built.get("json") == body
    assert "files" not in built
    if body is not None:
        jsonschema.Draft202012Validator(schema_of(operation, "application/json")).validate(body)


@pytest.mark.parametrize(("operation", "built", "path", "parts"), FORMS, ids=[each[0] for each in FORMS])
def test_a_form(operation: str, built: dict[str, Any], path: str, parts: list[tuple[str, str | None, object]]) -> None:
    assert sent(built) == (OPERATIONS[operation].method, path)
    assert [(name, part[0], part[1]) for name, part in built["files"]] == parts
    schema = schema_of(operation, "multipart/form-data")
    names = [name for name, _file, _content in parts]
    documented = spec_of(operation.partition(".")[0])["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    assert set(documented.get("required", ())) <= set(names) <= set(documented["properties"])


def test_every_operation_has_its_builder() -> None:
    """Also those that are asked for elsewhere, as the status is."""
    for api in {id.partition(".")[0] for id in OPERATIONS}:
        for _method, _path, operation in operations(spec_of(api)):
            (tag,) = operation["tags"]
            assert import_module(f"batchlight_clients.{api}.api.{tag}.{operation['operationId']}")._get_kwargs


def test_a_file_without_a_name_would_be_no_file() -> None:
    """httpx writes no file name then, and a server takes the part for a field: whoever sends a file names it."""
    name, *_content = RevenuebaseFile(CONTENT).to_tuple()
    assert name is None


def schema_of(operation_id: str, media_type: str) -> dict[str, Any]:
    api, _, name = operation_id.partition(".")
    document = spec_of(api)
    (operation,) = (each for _method, _path, each in operations(document) if each["operationId"] == name)
    schema: dict[str, Any] = operation["requestBody"]["content"][media_type]["schema"]
    return {**schema, "components": document["components"]}
