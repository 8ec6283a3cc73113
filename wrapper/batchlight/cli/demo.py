"""`batchlight demo`: the simulator and a look at its jobs in one, the first thing a newcomer runs."""

import time
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import evolve
from batchlight_clients.apexverify.models import EmailContent, PhoneContent, VerificationDone
from rich.live import Live

from ..http import Client
from ..jobs import Job, JobRef, JobState, UnknownStatus, UnknownStatusWarning
from ..providers import client_class
from ..services import SERVICES
from ..simulator import Simulator, serve
from ..text import printable
from .output import Row, print_line, stdout, table_of

_LOOK_EVERY_SECONDS: Final = 0.25
_GIVE_UP_SECONDS: Final = 19.0

_UNHEARD_OF: Final = "verification_paused"


def play() -> bool:
    """Run the demo and print what was seen; return whether every job came to its end."""
    stdout.print("Jobs of four providers, on a simulator on this machine. No keys, no network.\n")
    with serve() as simulator, warnings.catch_warnings():
        # The table shows it.
        warnings.simplefilter("ignore", UnknownStatusWarning)
        clients = {
            name: client_class(name)(simulator.keys[name], base_url=simulator.base_url(name)) for name in SERVICES
        }
        try:
            rows, unheard_of = _follow(_add_jobs(simulator), clients)
        finally:
            for client in clients.values():
                client.close()
    stdout.print()
    for line in _seen(rows, unheard_of):
        stdout.print(line)
    return all(map(_is_settled, rows))


def _add_jobs(simulator: Simulator) -> Mapping[JobRef, str]:
    """Jobs and what each is there to show."""
    add = simulator.add_job
    return {
        add("revenuebase", [("QUEUED", 2), ("PROCESSING", 6), "COMPLETED"]): "a list of addresses",
        add("revenuebase", [("QUEUED", 1), ("PROCESSING", 5), "ERROR"]): "a list that fails",
        add(
            "apexverify", [("parsing_content", 1.5), ("verification_ongoing", 6), "verification_done"]
        ): "an e-mail batch",
        add(
            "apexverify",
            [("parsing_content", 2), ("verification_ongoing", 7), "verification_done"],
            phone=True,
        ): "a phone batch",
        add("apexverify", [("parsing_content", 3), "ready_for_verification"]): "a batch that waits for its launch",
        add(
            "apexverify",
            [("parsing_content", 1), (_UNHEARD_OF, 4), ("verification_ongoing", 3), "verification_done"],
        ): "a batch with a status that is new",
        add("ecore", [("Uploading", 1), ("Processing", 8), "Processed"], size=1000): "a list of addresses",
        add("llamacloud", [("pending", 1), ("dispatched", 1), ("running", 8), "completed"], size=40): "documents",
    }


def _follow(jobs: Mapping[JobRef, str], clients: Mapping[str, Client]) -> tuple[list[Row], list[str]]:
    """Show the jobs until each has ended or needs action; also return the unknown statuses that went by."""
    rows = [Row(ref, note=note) for ref, note in jobs.items()]
    unheard_of: dict[str, None] = {}
    began = time.monotonic()
    with Live(console=stdout, auto_refresh=False) as live:
        while not all(map(_is_settled, rows)) and time.monotonic() - began < _GIVE_UP_SECONDS:
            for number, row in enumerate(rows):
                if _is_settled(row):
                    continue
                client: Any = clients[row.ref.provider]
                job: Job[Any] = client.get(row.ref.id)
                rows[number] = evolve(row, outcome=job)
                if isinstance(job.status, UnknownStatus):
                    unheard_of[f"{job.status.tag!r} ({job.ref})"] = None
                if not stdout.is_terminal and row.state != job.state:
                    print_line(rows[number])
            if stdout.is_terminal:
                live.update(table_of(rows), refresh=True)
            time.sleep(_LOOK_EVERY_SECONDS)
    return rows, list(unheard_of)


def _seen(rows: Sequence[Row], unheard_of: Sequence[str]) -> Iterator[str]:
    """The last lines: what went by, in words."""
    jobs = [row.outcome for row in rows if isinstance(row.outcome, Job)]
    counts = Counter(str(job.state) for job in jobs)
    yield f"{len(rows)} jobs: {', '.join(f'{number} {state}' for state, number in counts.items())}."
    for job in jobs:
        match job.status:
            case VerificationDone(found_content=EmailContent(valid_email=valid)):
                yield f"{job.ref} was an e-mail batch with {valid} valid addresses."
            case VerificationDone(found_content=PhoneContent(valid_phone=valid)):
                yield f"{job.ref} was a phone batch with {valid} valid numbers; it was not taken for e-mail."
            case _ if job.state is JobState.NEEDS_ACTION:
                yield f"{job.ref} waits for a paid launch and would wait for ever: it needs action."
            case _ if job.state is JobState.FAILED:
                yield f"{job.ref} failed: {printable(job.message or 'no reason given')}"
            case _:
                pass
    for status in unheard_of:
        yield f"The status {status} is not known; the job was reported as unknown, and followed to its end."
    yield "To try it yourself: batchlight simulate"


def _is_settled(row: Row) -> bool:
    return isinstance(row.outcome, Job) and (row.outcome.is_terminal or row.outcome.state is JobState.NEEDS_ACTION)
