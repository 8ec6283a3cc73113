"""What is known of many jobs that are waited for, and how it is told. It costs what is told, not what is waited for."""

import shlex
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from attrs import define, evolve, field

from ..engine.retrying import reason_of
from ..errors import WaitTimeout
from ..fleet import Event, Over, Paused, Seen
from ..jobs import Job, JobRef
from ..text import printable
from .output import IN_ERROR, NOT_SEEN, Row, is_screen, job_table, json_of, print_json, print_line, stdout
from .ranking import Ranking
from .saying import say
from .table import Table

_WORDS: Final = {NOT_SEEN: "not seen yet", IN_ERROR: "with an error"}
# After an interrupt more jobs than this are summed up, and not listed.
_LISTED: Final = 10


@define
class Board:
    """What is known of all jobs, and how it is told.

    Attributes:
        rows: The jobs, by name.
        every_change: Whether each change is told, and not only the end.
        json: Whether it is told as JSON.
        raw: Whether what the provider sent is in the JSON.
        clock: A clock, in seconds.
        tells_next_look: Whether it is known when each job is looked at next.
    """

    rows: dict[JobRef, Row]
    every_change: bool
    json: bool
    raw: bool = True
    clock: Callable[[], float] = time.monotonic
    tells_next_look: bool = True
    _began: float = field(init=False)
    _counts: Counter[str] = field(init=False)
    _ranking: Ranking = field(init=False)
    _next_look: dict[JobRef, float] = field(factory=dict[JobRef, float], init=False)
    _outages: dict[JobRef, tuple[float, str]] = field(factory=dict[JobRef, "tuple[float, str]"], init=False)
    _took: dict[JobRef, float] = field(factory=dict[JobRef, float], init=False)

    def __attrs_post_init__(self) -> None:
        self._began = self.clock()
        self._counts = Counter(row.state for row in self.rows.values())
        self._ranking = Ranking(self.clock)
        for row in self.rows.values():
            self._ranking.put(row)

    @property
    def is_live(self) -> bool:
        """Whether the jobs are shown as a table that changes."""
        return is_screen() and not self.json

    @property
    def unfinished(self) -> list[Row]:
        """The jobs whose wait is not over."""
        return [row for ref, row in self.rows.items() if ref not in self._took]

    def take(self, event: Event) -> None:
        """Note an event, and tell of it unless the table does."""
        if isinstance(event, Paused):
            self._next_look[event.ref] = self.clock() + event.seconds
            self._note_outage(event)
            return
        row = self.rows[event.ref]
        if isinstance(event, Seen):
            row = evolve(row, job=event.job, repeated=event.repeated)
        elif isinstance(event.outcome, Job):
            row = evolve(row, job=event.outcome, repeated=event.repeated)
        else:
            row = evolve(row, error=event.outcome)
        is_news = isinstance(event, Over) != self.every_change or row.error is not None
        self.put(row)
        self._outages.pop(event.ref, None)
        if isinstance(event, Over):
            self._took[event.ref] = self.clock() - self._began
        if self.is_live or not is_news:
            return
        if self.json:
            print_json(json_of(row, raw=self.raw))
        elif row.error is None or isinstance(row.error, WaitTimeout):
            print_line(row)

    def put(self, row: Row) -> None:
        """Take a job's new row for its old one, in silence."""
        before = self.rows[row.ref]
        self.rows[row.ref] = row
        self._counts[before.state] -= 1
        self._counts[row.state] += 1
        self._ranking.put(row, before)

    def table(self) -> Table:
        """The table as it is now: no longer than the terminal, with the jobs that are most worth a look."""
        # A line for the titles, and one that stays free for what the terminal itself writes.
        room = max(stdout.height - 2, 2)
        if len(self.rows) <= room:
            rows, rest = list(self.rows.values()), ""
        else:
            rows = [self.rows[ref] for ref in self._ranking.first(room - 1)]
            rest = f"and {len(self.rows) - len(rows)} more: {self._sums(self._counts - Counter(r.state for r in rows))}"
        now = self.clock()
        return job_table([row.line(*self._time(row.ref, now), self._silence(row.ref, now)) for row in rows], rest)

    def what_goes_on(self, command: str, words: Sequence[str], *, journal: str | None = None) -> list[str]:
        """After an interrupt: which jobs go on at their providers, and how to come back to them.

        Args:
            command: the command that was interrupted.
            words: the jobs as they were named.
            journal: the file that remembers them, if there is one.
        """
        rows = self.unfinished
        if not rows:
            return ["interrupted; no job goes on"]
        if len(rows) > _LISTED:
            sums = self._sums(Counter(row.state for row in rows))
            lines = [f"interrupted; at the providers {len(rows)} jobs go on: {sums}"]
            refs: Iterable[str] = words
        else:
            lines = ["interrupted; at the providers these go on:"]
            lines += [f"  {row.ref}  {row.state}  {row.progress}".rstrip() for row in rows]
            refs = (str(row.ref) for row in rows)
        if journal is not None:
            refs = ("--journal", journal)
        return [*lines, f"to come back to them: {shlex.join(['batchlight', command, *refs])}"]

    @staticmethod
    def _sums(counts: Counter[str]) -> str:
        return ", ".join(f"{count} {_WORDS.get(state, state)}" for state, count in counts.most_common() if count)

    def _note_outage(self, event: Paused) -> None:
        """Note whether the provider tells anything, and say so where there is no table."""
        before = self._outages.pop(event.ref, None)
        if event.outage is not None:
            self._outages[event.ref] = event.outage.began, reason_of(event.outage.failure)
        if self.is_live or (before is None) == (event.outage is None):
            return
        words = f"cannot be looked at ({self._outages[event.ref][1]}); waiting on" if event.outage else "answers again"
        say(f"{event.ref}: {printable(words)}")

    def _silence(self, ref: JobRef, now: float) -> str:
        """What there is instead of an answer, such as "no answer for 40 s (503)"."""
        if ref not in self._outages:
            return ""
        began, reason = self._outages[ref]
        return f"no answer for {shown_seconds(now - began)} ({printable(reason)})"

    def _time(self, ref: JobRef, now: float) -> tuple[str, str]:
        """For how long a job is followed, and when the next look at it comes."""
        if ref in self._took:
            return shown_seconds(self._took[ref]), ""
        in_seconds = max(self._next_look.get(ref, now) - now, 0.0)
        more = f"next look in {in_seconds:.0f} s" if self.tells_next_look else ""
        return shown_seconds(now - self._began), more


def shown_seconds(seconds: float) -> str:
    """A length of time in a few characters.

    Example:
        >>> shown_seconds(95.2), shown_seconds(600), shown_seconds(9000)
        ('95 s', '10 min', '2.5 h')
    """
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"
