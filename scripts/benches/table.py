"""The rows of the table, and how a cost is measured: CPU of this process, in rounds that take turns, and the median."""

import statistics
import time
from collections.abc import Callable, Mapping

from attrs import asdict, frozen

ROUNDS = 9


@frozen
class Row:
    """A line of the table.

    Attributes:
        name: What was measured.
        value: How much it was, or None where it could not be measured.
        unit: Of the value.
        ratio: The value as a multiple of another one of the same run.
        of: What that other one is.
        goal: What the ratio, or where there is none the value, ought to be at most.
        note: Why there is no value.
    """

    name: str
    value: float | None
    unit: str
    ratio: float | None = None
    of: str = ""
    goal: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """Whether the goal is reached; empty where there is none."""
        measured = self.value if self.ratio is None else self.ratio
        if self.goal is None or measured is None:
            return ""
        return "reached" if measured <= self.goal else "not reached"

    def line(self) -> str:
        """The row for people."""
        if self.value is None:
            return f"{self.name:46} {self.note}"
        ratio = "" if self.ratio is None else f"{self.ratio:7.3f} x {self.of}"
        goal = "" if self.goal is None else f"goal {self.goal:g}: {self.verdict}"
        return f"{self.name:46} {self.value:9.2f} {self.unit:4} {ratio:34} {goal}".rstrip()

    def data(self) -> dict[str, object]:
        """The row for programs."""
        return {**asdict(self), "verdict": self.verdict}


def costs(subjects: Mapping[str, Callable[[int], object]], times: int) -> dict[str, float]:
    """The CPU of one time, in microseconds, of each of some functions that do what they do so many times.

    They take turns, so that what else the machine does is shared among them.
    """
    runs: dict[str, list[float]] = {name: [] for name in subjects}
    for round_ in range(ROUNDS + 1):
        for name, function in subjects.items():
            began = time.process_time()
            function(times)
            spent = (time.process_time() - began) / times * 1e6
            if round_ > 0:  # the first one opens connections and fills caches
                runs[name].append(spent)
    return {name: statistics.median(values) for name, values in runs.items()}
