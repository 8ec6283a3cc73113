"""A report on a journal as a page: one file that needs no network, and no script.

Whatever a provider wrote comes out as text: it is made printable, and escaped.
"""

import html
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from ..fleet.report import NO_REASON, Line, Reason, Summary, is_unwanted, report_reasons, report_summaries
from ..fleet.timeline import RUNNING, Axis, Chosen, chosen, flow, utc
from ..text import printable
from .board import shown_seconds
from .report_style import STYLE, WORDS, look_of

_SAMPLES: Final = 161
_REASONS: Final = 30
_NAMED: Final = 3


def report_page(title: str, lines: Sequence[Line], now: float) -> str:
    """The page of a report.

    Args:
        title: what it is a report on.
        lines: the jobs.
        now: the time of the report, in seconds since 1970.
    """
    return "".join(_page(title, lines, now))


def _page(title: str, lines: Sequence[Line], now: float) -> Iterator[str]:
    summaries, axis = report_summaries(lines), Axis.of(lines)
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    # Nothing on the page is ever fetched or run, whatever somebody managed to write into it.
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{_text(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n"
    yield f"<body>\n<header>\n<h1>{_text(title)}</h1>\n"
    yield f'<p class="faint">{_text(_span(lines, axis))} All times are in UTC. Made at {_when(now)}.</p>\n'
    yield f"{_tiles(lines)}</header>\n<main>\n"
    if lines:
        yield from _providers(summaries)
        yield from _reasons(report_reasons(lines))
        yield from _timeline(summaries, lines, axis)
    yield "</main>\n<footer><p>Every job is in what <code>batchlight report --csv</code> writes.</p></footer>\n"
    yield "</body>\n</html>\n"


def _span(lines: Sequence[Line], axis: Axis) -> str:
    if not lines:
        return "There is no job in it yet."
    return f"From {_when(axis.begin)} to {_when(axis.end)}, {shown_seconds(axis.seconds)}."


def _tiles(lines: Sequence[Line]) -> str:
    counts = Counter(line.state for line in lines)
    tiles = [f"<li><b>{len(lines):,}</b><span>{'job' if len(lines) == 1 else 'jobs'}</span></li>"]
    tiles += [
        f'<li class="{look_of(state)}"><b>{counts[state]:,}</b><span class="state">{_word(state)}</span></li>'
        for state in _in_order(counts)
    ]
    return f'<ul class="tiles">{"".join(tiles)}</ul>\n'


def _providers(summaries: Iterable[Summary]) -> Iterator[str]:
    yield "<h2>Providers</h2>\n<ul>\n"
    for summary in summaries:
        states = _in_order(summary.states)
        words = ", ".join(f"{summary.states[state]:,} {_word(state)}" for state in states)
        parts = "".join(
            f'<i class="{look_of(state)}" style="flex:{summary.states[state]}" '
            f'title="{summary.states[state]:,} {_word(state)}"></i>'
            for state in states
        )
        jobs = f"{summary.jobs:,} {'job' if summary.jobs == 1 else 'jobs'}"
        yield f'<li class="row share-row"><div><b>{_text(summary.where)}</b> {jobs}</div>'
        yield f'<div class="share" role="img" aria-label="{words}">{parts}</div>'
        yield f'<div class="counts">{words}<br><span class="faint">{_durations(summary)}</span></div></li>\n'
    yield "</ul>\n"


def _durations(summary: Summary) -> str:
    if summary.median is None:
        return "none has ended yet"
    return f"median {shown_seconds(summary.median)}, longest {shown_seconds(summary.seconds[-1])}"


def _reasons(reasons: Sequence[Reason]) -> Iterator[str]:
    if not reasons:
        return
    yield "<h2>What did not succeed, or needs somebody</h2>\n"
    yield '<table class="reasons"><thead><tr><th class="number">Jobs</th><th>Provider</th><th>State</th><th>Why</th>'
    yield "<th>Which</th></tr></thead>\n<tbody>\n"
    for reason in reasons[:_REASONS]:
        names = ", ".join(_text(line.ref.id) for line in reason.lines[:_NAMED])
        more = f" and {len(reason.lines) - _NAMED:,} more" if len(reason.lines) > _NAMED else ""
        yield f'<tr><td class="number">{len(reason.lines):,}</td><td class="where">{_text(reason.where)}</td>'
        yield f'<td class="state {look_of(reason.state)}">{_word(reason.state)}</td>'
        yield f'<td class="long">{_text(reason.remark or NO_REASON)}</td>'
        yield f'<td class="long faint">{names}{more}</td></tr>\n'
    yield "</tbody></table>\n"
    if len(reasons) > _REASONS:
        count = sum(len(reason.lines) for reason in reasons[_REASONS:])
        yield f'<p class="faint">And {count:,} jobs for {len(reasons) - _REASONS:,} other reasons.</p>\n'


def _timeline(summaries: Iterable[Summary], lines: Sequence[Line], axis: Axis) -> Iterator[str]:
    yield "<h2>Timeline</h2>\n"
    states = {line.state for line in lines} | {RUNNING, "queued"}
    keys = "".join(f'<li class="{look_of(state)}"><i></i>{_word(state)}</li>' for state in _in_order(states))
    yield f'<ul class="legend">{keys}</ul>\n'
    by_provider: dict[str, list[Line]] = {}
    for line in lines:
        by_provider.setdefault(line.ref.where, []).append(line)
    yield '<p class="faint">A bar has the colour of the job\'s last state; its thin part is the time in line.</p>\n'
    for summary in summaries:
        yield from _provider(summary, by_provider[summary.where], axis)


def _provider(summary: Summary, lines: Sequence[Line], axis: Axis) -> Iterator[str]:
    jobs = f"{summary.jobs:,} {'job' if summary.jobs == 1 else 'jobs'}"
    yield f"<section>\n<h3>{_text(summary.where)} <small>{jobs}, {_durations(summary)}</small></h3>\n"
    parts = chosen(lines)
    # One part is all of them: what the bars show needs no sum.
    if len(lines) > len(parts[0].lines):
        yield f'<div class="plot">{_grid(axis)}{_axis(axis)}{_flow(summary, lines, axis)}</div>\n'
    for part in parts:
        if part.title:
            yield f"<h4>{_text(part.title)}</h4>\n"
        shown = part.lines[: len(part.lines) - part.hidden]
        yield f'<div class="plot">{_grid(axis)}{_axis(axis)}{_rows(shown, axis, part)}</div>\n'
        if part.hidden:
            yield f"<details><summary>{part.hidden:,} more</summary>\n"
            yield f'<div class="plot">{_grid(axis)}{_rows(part.lines[len(shown) :], axis, part)}</div></details>\n'
    yield "</section>\n"


def _grid(axis: Axis) -> str:
    marks = "".join(f'<i style="left:{_percent(place)}"></i>' for place, _words in axis.ticks())
    return f'<div class="row over" aria-hidden="true"><span></span><div>{marks}</div><span></span></div>'


def _axis(axis: Axis) -> str:
    marks = "".join(
        f'<span{_side(place)} style="left:{_percent(place)}">{words}</span>' for place, words in axis.ticks()
    )
    return f'<div class="row axis" aria-hidden="true"><span></span><div>{marks}</div><span></span></div>'


def _side(place: float) -> str:
    return ' class="first"' if place < 0.09 else ' class="last"' if place > 0.93 else ""


def _flow(summary: Summary, lines: Sequence[Line], axis: Axis) -> str:
    """How many jobs were in which state at each moment, one above the other."""
    below = [0] * _SAMPLES
    paths: list[str] = []
    for state, counts in flow(lines, axis, _SAMPLES):
        above = [low + count for low, count in zip(below, counts, strict=True)]
        edge = [f"{number} {summary.jobs - count}" for number, count in enumerate(above)]
        edge += [f"{number} {summary.jobs - count}" for number, count in reversed(list(enumerate(below)))]
        paths.append(f'<path class="{look_of(state)}" d="M{"L".join(edge)}Z"><title>{_word(state)}</title></path>')
        below = above
    now = ", ".join(f"{summary.states[state]:,} {_word(state)}" for state in _in_order(summary.states))
    keys = "".join(
        f'<li class="{look_of(state)}"><b class="state">{summary.states[state]:,}</b> {_word(state)}</li>'
        for state in _in_order(summary.states)
    )
    return (
        f'<div class="row flow-row"><ul class="counts">{keys}</ul>'
        f'<svg class="flow" viewBox="0 0 {_SAMPLES - 1} {summary.jobs}" preserveAspectRatio="none" role="img" '
        f'aria-label="How many jobs were in which state over time; in the end {now}.">{"".join(paths)}</svg>'
        f'<span class="faint">all {summary.jobs:,} jobs, by state at each moment</span></div>'
    )


def _rows(lines: Iterable[Line], axis: Axis, part: Chosen) -> str:
    return f'<ol class="rows">{"".join(_row(line, axis, part) for line in lines)}</ol>'


def _row(line: Line, axis: Axis, part: Chosen) -> str:
    look = look_of(line.state)
    # What a provider says of a success is of no use here.
    is_silent = part.has_one_reason or (line.has_ended and not is_unwanted(line))
    name, remark = _text(line.ref), "" if is_silent else _text(line.remark)
    told = f'<div class="remark">{remark}</div>' if remark else ""
    return (
        f'<li class="row {look}"><div class="id" title="{name}">{_text(line.ref.id)}</div>'
        f'<div class="track" role="img" aria-label="{_story(line)}" title="{_story(line)}">{_bar(line, axis)}</div>'
        f'<div class="end"><b>{_word(line.state)}</b> {shown_seconds(line.seconds)}{_share(line)}</div>{told}</li>\n'
    )


def _share(line: Line) -> str:
    return "" if line.share is None or line.has_ended else f", {line.share:.0%}"


def _bar(line: Line, axis: Axis) -> str:
    begin, end = axis.at(line.began_at), axis.at(line.ended_at)
    at_work = begin if line.running_at is None else axis.at(line.running_at)
    wait = f'<i class="wait" style="{_place(begin, at_work)}"></i>' if at_work > begin else ""
    is_open = "" if line.has_ended or is_unwanted(line) else ' class="open"'
    return f'{wait}<i{is_open} style="{_place(at_work, end)}"></i>'


def _story(line: Line) -> str:
    """What a bar shows, in words."""
    words = f"from {_when(line.began_at)}"
    if line.running_at is not None and line.running_at > line.began_at:
        words += f", at work from {_when(line.running_at)}"
    return f"{words}, {_word(line.state)} {'at' if line.has_ended else 'as of'} {_when(line.ended_at)}"


def _place(begin: float, end: float) -> str:
    # A bar at the very end of the axis is still seen.
    return f"left:min({_percent(begin)},100% - 3px);width:{_percent(end - begin)}"


def _percent(part: float) -> str:
    return f"{part * 100:.3f}".rstrip("0").rstrip(".") + "%"


def _in_order(states: Iterable[str] | Mapping[str, object]) -> list[str]:
    known = list(WORDS)
    return sorted(states, key=lambda state: (known.index(state) if state in WORDS else len(known), state))


def _word(state: str) -> str:
    return _text(WORDS.get(state, state))


def _when(time: float) -> str:
    return f"{utc(time):%Y-%m-%d %H:%M:%S}"


def _text(text: object) -> str:
    return html.escape(printable(text))
