"""LlamaCloud, simulated: batch processing (v1beta), the batches that came after it (v2), the directories of both."""

import math
from collections.abc import Mapping
from typing import Final

from ...accounts import Rate, Reading
from ...clock import Dates
from ...entries import Entries
from ...jobs import Moment, SimulatedJob
from ...simulated import Body, Sample, Simulated, Version
from . import directories, v1beta, v2


def status_body(job: SimulatedJob, moment: Moment, dates: Dates) -> Body:
    """The answer to a question for a job's status, in the version that the job belongs to."""
    answer = v2.status_body if job.version == "v2" else v1beta.status_body
    return answer(job, moment, dates)


# Only 422 is documented; the rest is what a FastAPI service says.
ERRORS: Final[Mapping[int, Body]] = {
    400: {"detail": "Bad Request"},
    401: {"detail": "Invalid API Key"},
    403: {"detail": "Forbidden"},
    404: {"detail": "Batch job not found"},
    409: {"detail": "Conflict"},
    410: {"detail": "Gone"},
    422: {"detail": [{"loc": ["path", "job_id"], "msg": "value is not valid", "type": "value_error"}]},
    429: {"detail": "Too Many Requests"},
    500: {"detail": "Internal Server Error"},
}


def rate_headers(reading: Reading) -> Mapping[str, str]:
    """How long to wait, where the limit is passed: "Retry-After may be returned" is all that is known."""
    return {"Retry-After": str(math.ceil(reading.wait))} if reading.wait else {}


SIMULATED: Final = Simulated(
    script=(("pending", 2), ("running", 6), "completed"),
    status=status_body,
    errors=ERRORS,
    operations={
        "llamacloud.create_batch_job": v1beta.create_batch_job,
        "llamacloud.list_batch_jobs": v1beta.list_batch_jobs,
        "llamacloud.get_batch_job_status": v1beta.get_batch_job_status,
        "llamacloud.list_batch_job_items": v1beta.list_batch_job_items,
        "llamacloud.cancel_batch_job": v1beta.cancel_batch_job,
        "llamacloud.get_item_processing_results": v1beta.get_item_processing_results,
        "llamacloud_v2.create_batch": v2.create_batch,
        "llamacloud_v2.list_batches": v2.list_batches,
        "llamacloud_v2.get_batch": v2.get_batch,
        "llamacloud_v2.cancel_batch": v2.cancel_batch,
        "llamacloud_v2.get_parse_job": v2.get_parse_job,
        "llamacloud_v2.get_extract_job": v2.get_extract_job,
        "llamacloud_v2.create_directory": directories.create_directory,
        "llamacloud_v2.get_directory": directories.get_directory,
        "llamacloud_v2.add_directory_file": directories.add_directory_file,
        "llamacloud_v2.upload_directory_file": directories.upload_directory_file,
        "llamacloud_v2.list_directory_files": directories.list_directory_files,
    },
    new_id=lambda _number, uuid: f"bjb-{uuid}",
    versions={
        "v2": Version(
            (("PENDING", 1), ("THROTTLED", 1), ("RUNNING", 6), "COMPLETED"), lambda _number, uuid: f"bat-{uuid}"
        )
    },
    made_up=lambda size, _phone: Entries.documents(size),
    # "Free tier 20 requests/min overall" (third-party notes of June 2026).
    rate=Rate(20, "window", rate_headers),
    samples=(Sample("documents", (("pending", 1), ("dispatched", 1), ("running", 8), "completed"), size=40),),
)
