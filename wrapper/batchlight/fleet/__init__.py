"""Many jobs at once: watched within one budget (`AsyncFleet`, `Fleet`), or each waited for and shown (`follow`)."""

from .asynchronous import AsyncFleet
from .changes import Change, Outcome
from .following import Event, Over, Paused, Seen, follow, single_exception
from .journal import Entry, read_journal
from .report import Line, Summary, report_lines, report_summaries
from .running import Ran, run_files
from .synchronous import Fleet

__all__ = [
    "AsyncFleet",
    "Change",
    "Entry",
    "Event",
    "Fleet",
    "Line",
    "Outcome",
    "Over",
    "Paused",
    "Ran",
    "Seen",
    "Summary",
    "follow",
    "read_journal",
    "report_lines",
    "report_summaries",
    "run_files",
    "single_exception",
]
