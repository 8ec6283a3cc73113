"""`batchlight demo`: the simulator and `batchlight watch` in one, the first thing a newcomer runs."""

import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from attrs import define, evolve, field
from batchlight_clients.apexverify.models import EmailContent, PhoneContent, VerificationDone

from ..engine.policies import PollPolicy
from ..fleet import Event, Seen
from ..jobs import JobState, UnknownStatus, UnknownStatusWarning
from ..providers import async_client_class
from ..simulator import serve
from ..simulator.providers import SIMULATED
from ..text import printable
from .board import Board
from .interrupts import run_async
from .output import Row, is_screen, stdout
from .waiting import wait_for_all

_POLL: Final = PollPolicy(initial=0.25, maximum=0.25, jitter=0.0)
_GIVE_UP_SECONDS: Final = 19.0


@define
class _DemoBoard(Board):
    """A board that also remembers the unknown statuses that went by."""

    unheard_of: list[str] = field(factory=list[str])

    def take(self, event: Event) -> None:
        if isinstance(event, Seen):
            if isinstance(event.job.status, UnknownStatus):
                self.unheard_of.append(f"{event.job.status.tag!r} ({event.ref})")
            before = self.rows[event.ref]
            if not self.is_live and before.state == event.job.state:
                # Progress alone is for the table; in a pipe it would be a line each time.
                self.put(evolve(before, job=event.job))
                return
        Board.take(self, event)


def play() -> bool:
    """Run the demo and print what was seen; return whether every job came to its end."""
    stdout.print("Jobs of all providers, on a simulator on this machine. No keys, no network.\n")
    with serve() as simulator, warnings.catch_warnings():
        # The table shows it.
        warnings.simplefilter("ignore", UnknownStatusWarning)
        rows = {ref: Row(ref, note=note) for ref, note in simulator.add_samples().items()}
        board = _DemoBoard(rows, every_change=True, json=False)
        makers = {
            name: partial(async_client_class(name), simulator.keys[name], base_url=simulator.base_url(name))
            for name in SIMULATED
        }
        run_async(partial(wait_for_all, board, makers, timeout=_GIVE_UP_SECONDS, poll=_POLL, until=None))
    stdout.print()
    for line in _seen(list(board.rows.values()), board.unheard_of):
        # The lines are sentences: on a screen they are broken between words.
        stdout.print(line, soft_wrap=not is_screen())
    return not any(row.error for row in board.rows.values())


def _seen(rows: Sequence[Row], unheard_of: Sequence[str]) -> Iterator[str]:
    """The last lines: what went by, in words."""
    jobs = [row.job for row in rows if row.job is not None]
    counts = sorted(Counter(str(job.state) for job in jobs).items(), key=lambda each: (-each[1], each[0]))
    yield f"{len(rows)} jobs: {', '.join(f'{number} {state}' for state, number in counts)}."
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
