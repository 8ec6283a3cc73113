"""What it costs to draw the live table of `batchlight watch`: of as many jobs as fit, and of many more."""

import io
import sys
from collections.abc import Iterator
from functools import partial

from batchlight import Job, JobRef, JobState, Progress
from batchlight.cli.board import Board
from batchlight.cli.output import Row, stdout

from .table import Row as TableRow
from .table import costs

FEW, MANY = 30, 1000
_PER_SECOND = 4


def board(count: int) -> Board:
    """A board of so many jobs that run, each seen once."""
    refs = [JobRef("llamacloud", f"bjb-aaaaaaaa-bbbb-cccc-dddd-{number:012}") for number in range(count)]
    found = Board({ref: Row(ref) for ref in refs}, every_change=True, json=False)
    for number, ref in enumerate(refs):
        progress = Progress(done=number, total=count, fraction=number / count)
        found.put(Row(ref, Job(ref.provider, ref.id, JobState.RUNNING, None, progress=progress)))
    return found


def rows() -> Iterator[TableRow]:
    """A redraw of each, on a terminal of 120 columns and 40 lines; in between a few jobs change, as jobs do."""
    boards = {f"redraw of {count:,} jobs": board(count) for count in (FEW, MANY)}

    def redraw(found: Board, times: int) -> None:
        changing = list(found.rows)[:10]
        states = (JobState.QUEUED, JobState.RUNNING)
        for number in range(times):
            ref = changing[number % len(changing)]
            found.put(Row(ref, Job(ref.provider, ref.id, states[number // len(changing) % 2], None)))
            stdout.print(found.table())

    real, size = sys.stdout, (stdout.width, stdout.height)
    sys.stdout, stdout.width, stdout.height = io.StringIO(), 120, 40
    try:
        spent = costs({name: partial(redraw, each) for name, each in boards.items()}, 100)
    finally:
        sys.stdout, (stdout.width, stdout.height) = real, size
    few, many = (spent[name] / 1000 for name in boards)
    first, second = boards
    yield TableRow(first, few, "ms")
    yield TableRow(second, many, "ms", goal=10)
    yield TableRow(f"{second}, beside {FEW}", many, "ms", many / few, first, goal=2)
    yield TableRow(f"{second}, {_PER_SECOND} a second", many * _PER_SECOND / 10, "%", goal=4)
