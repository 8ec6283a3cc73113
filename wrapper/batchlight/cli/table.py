"""Lines of a table that fit a terminal: no line is wider, none is wrapped. Knows nothing of jobs.

Where there is little room the bar goes first, then when the next look comes, then the note, then the remark; names lose
their middle, and a state is never cut. It is drawn several times a second, so it costs what it shows.
"""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from attrs import frozen
from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.style import Style

_GAP = 2
_BAR_WIDTH = 20
# A name keeps so much in favour of a remark that is urgent, and to tell it from others; a remark is worth showing from
# so much on.
_NAME_WIDTH, _LEAST_NAME, _LEAST_REMARK = 17, 12, 8

Piece: TypeAlias = tuple[str, str]
"""Text, and its style."""


@frozen
class Line:
    """What is shown of one job.

    Attributes:
        name: Its name, in ASCII.
        state: Its state in a word; the colour is the state's.
        colour: A style of rich.
        progress: How far it is, in a few characters.
        fraction: The same from 0.0 to 1.0, for the bar.
        time: For how long it is followed; a table where it is empty everywhere has no bars.
        more: What else there is to say of its time.
        remark: What else there is to say.
        is_urgent: Whether the remark is worth more than the middle of a name.
        note: What the job is.
    """

    name: str
    state: str
    colour: str
    progress: str = ""
    fraction: float | None = None
    time: str = ""
    more: str = ""
    remark: str = ""
    is_urgent: bool = False
    note: str = ""


@frozen
class Table:
    """Lines that are ready to be drawn by rich, each as pieces of text."""

    lines: Sequence[Sequence[Piece]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        styles = {style: console.get_style(style) if style else Style.null() for style in _styles(self.lines)}
        for line in self.lines:
            for text, style in line:
                yield Segment(text, styles[style])
            yield Segment.line()


def table_of(lines: Sequence[Line], room: int, rest: str = "") -> Table:
    """A table with a line for each job.

    Args:
        lines: what is shown of each job.
        room: how many characters wide it may be.
        rest: what there is to say of jobs that are not shown, for a line at its end.
    """
    columns = _columns(lines, room)
    drawn = [_line([(column.title, "bold") for column in columns], columns, room)]
    drawn += [_line([column.cells[number] for column in columns], columns, room) for number in range(len(lines))]
    if rest:
        drawn.append([(clipped(rest, room), "dim")])
    return Table(drawn)


@frozen
class _Column:
    title: str
    cells: Sequence[Piece]
    width: int

    @classmethod
    def of(cls, title: str, cells: Sequence[Piece]) -> "_Column":
        """A column as wide as its widest cell."""
        return cls(title, cells, max([cell_len(title), *(cell_len(text) for text, _style in cells)]))


def _columns(lines: Sequence[Line], room: int) -> Sequence[_Column]:
    state = _Column.of("STATE", [(line.state, line.colour) for line in lines])
    progress = _Column.of("PROGRESS", [(line.progress, "") for line in lines])
    times = _Column.of("TIME", [(line.time, "") for line in lines])
    longer = _Column.of("TIME", [(f"{line.time}, {line.more}" if line.more else line.time, "") for line in lines])
    remarks = _Column.of("REMARK", [(line.remark, "") for line in lines])
    notes = _Column.of("WHAT IT IS", [(line.note, "dim") for line in lines])
    is_live = any(line.time for line in lines)
    longest = max((len(line.name) for line in lines), default=3)

    fixed = [state, progress, *([times] if is_live else [])]
    extra = [column for column in (remarks, notes) if any(text for text, _style in column.cells)]
    if room - _widths(fixed) < _LEAST_NAME:
        fixed = [state]
    left = room - _widths(fixed)
    wanted = longest + _widths(extra)
    if is_live and wanted + longer.width - times.width <= left:
        left -= longer.width - times.width
        fixed[-1] = longer
        if wanted + _BAR_WIDTH + _GAP <= left and any(line.fraction is not None for line in lines):
            left -= _BAR_WIDTH + _GAP
            fixed.insert(1, _Column("", [(_bar(line.fraction), line.colour) for line in lines], _BAR_WIDTH))

    urgent = max((cell_len(line.remark) + _GAP for line in lines if line.is_urgent), default=0)
    name = min(longest, max(min(_NAME_WIDTH, left), left - urgent, 1))
    left -= name
    columns = [_Column("JOB", [(shortened(line.name, name), "") for line in lines], name), *fixed]
    for column in extra:
        if left >= _LEAST_REMARK + _GAP:
            columns.append(_Column(column.title, column.cells, min(column.width, left - _GAP)))
            left -= columns[-1].width + _GAP
    return columns


def _widths(columns: Sequence[_Column]) -> int:
    return sum(column.width + _GAP for column in columns)


def _line(cells: Sequence[Piece], columns: Sequence[_Column], room: int) -> Sequence[Piece]:
    """A line of cells, each as wide as its column; the last one ends with its text."""
    line: list[Piece] = []
    for (text, style), column in zip(cells, columns, strict=True):
        shown = clipped(text, column.width)
        line += [(shown, style), (" " * (column.width - cell_len(shown) + _GAP), "")]
    while line and not line[-1][0].strip():
        line.pop()
    # A terminal of a few columns cannot show even the states.
    if sum(cell_len(text) for text, _style in line) > room:
        return [(clipped("".join(text for text, _style in line), room), "")]
    return line


def _bar(fraction: float | None) -> str:
    """How far a job is; what is left of it has another shape, for a terminal without colours."""
    if fraction is None:
        return ""
    done = min(max(int(fraction * _BAR_WIDTH), 0), _BAR_WIDTH)
    return "━" * done + "╌" * (_BAR_WIDTH - done)


def _styles(lines: Sequence[Sequence[Piece]]) -> Iterator[str]:
    for line in lines:
        for _text, style in line:
            yield style


def clipped(text: str, width: int) -> str:
    """A text that takes no more than so many columns of a terminal."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1) + "…" if width > 0 else ""


def shortened(name: str, width: int) -> str:
    """A name without its middle, if it is too long: its beginning says whose, and its end which."""
    if len(name) <= width:
        return name
    tail = (width - 1) // 3
    return f"{name[: width - 1 - tail]}…{name[len(name) - tail :]}"
