"""What a job at LlamaCloud is made of: the files of a directory, or items that have ids.

A directory that was not created here holds ten made-up documents, so that a job can be tried out without one.
"""

import uuid
from typing import Final

from ...entries import Entries
from ...jobs import Moment, SimulatedJob
from ...outcomes import Outcome, document_outcome
from ...simulated import Body, Visit

_MADE_UP_DOCUMENTS: Final = 10

ITEM_WORDS: Final = {
    Outcome.VALID: "completed",
    Outcome.INVALID: "failed",
    Outcome.ERROR: "failed",
    Outcome.UNKNOWN: "skipped",
}


def directories(visit: Visit) -> dict[str, Body]:
    """The directories of whoever asks, by id."""
    return visit.account.things.setdefault("directories", {})


def files(visit: Visit) -> dict[str, Body]:
    """The files in all of them, by id."""
    return visit.account.things.setdefault("files", {})


def files_of(visit: Visit, directory_id: str) -> list[Body]:
    """The files in one of them, in the order in which they came."""
    return [file for file in files(visit).values() if file["directory_id"] == directory_id]


def documents(visit: Visit, directory_id: str) -> tuple[Entries, list[str]]:
    """The documents in a directory, and their ids; none, if they are made up."""
    if directory_id not in directories(visit):
        return Entries.documents(_MADE_UP_DOCUMENTS), []
    found = files_of(visit, directory_id)
    return Entries.of([file["display_name"] for file in found], document_outcome), [file["id"] for file in found]


def item_id(job: SimulatedJob, number: int) -> str:
    """The id of a document of a job."""
    ids = job.details.get("item_ids", ())
    if ids:
        return str(ids[number])
    return f"dfl-{uuid.uuid5(uuid.NAMESPACE_URL, job.id)}-{number}"


def file_job(job: SimulatedJob, number: int, kind: str = "parse_v2") -> str:
    """The id of the job that was made of a document."""
    prefix = "pjb" if kind == "parse_v2" else "exj"
    return f"{prefix}-{uuid.uuid5(uuid.NAMESPACE_URL, f'{job.id}:{number}')}"


def done_of(job: SimulatedJob, moment: Moment) -> int:
    """How many documents of a job are done."""
    if moment.step.status.lower() == "cancelled":
        return int(job.details.get("done", 0))
    running = ("dispatched", "running", "RUNNING")
    return moment.processed(job.size, running=running, ended=("completed", "COMPLETED"))
