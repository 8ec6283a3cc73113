"""The page of a report: complete in itself, inert whatever a provider wrote, and readable on paper and on screens."""

import itertools
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from batchlight import JobRef
from batchlight.cli.report_page import report_page
from batchlight.cli.report_style import COLOURS, STYLE, WORDS, look_of
from batchlight.cli.report_text import as_csv, report_text
from batchlight.fleet import Entry, report_lines
from batchlight.fleet.report import Line, report_reasons, report_slowest
from batchlight.fleet.timeline import Axis, chosen, flow
from rich.cells import cell_len

NOW = 1_000_000_000.0
HOSTILE = '<script>alert(1)</script><img src=x onerror="a"> & \x1b[31mred\x1b]0;title\x07 \u202egnp "\'= \ud83d'


def line(id: str = "42", provider: str = "ecore", **fields: Any) -> Line:
    usual: dict[str, Any] = {
        "state": "succeeded",
        "tag": None,
        "done": None,
        "total": None,
        "fraction": None,
        "error": None,
        "added_at": NOW - 100,
        "seen_at": NOW - 99,
        "changed_at": NOW - 50,
        "ended_at": NOW - 50,
        "told": True,
    }
    entry = Entry(ref=JobRef(provider, id), **{**usual, **fields})
    return report_lines([entry], NOW)[0]


def failed(id: str, message: str | None = "No column of addresses.", **fields: Any) -> Line:
    return line(id, state="failed", message=message, **fields)


def many(count: int = 500) -> list[Line]:
    return [
        (failed if number % 7 == 0 else line)(str(number), ended_at=NOW - 90 + number / 10) for number in range(count)
    ]


class Elements(HTMLParser):
    """What a page is made of, as another parser sees it."""

    # These have no end.
    EMPTY = ("meta", "path/")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("lines", [[], [line()], many()], ids=["none", "one", "many"])
def test_it_is_complete_in_itself(lines: list[Line]) -> None:
    page = report_page("Report on j.db", lines, NOW)
    elements = Elements(page)
    assert not {tag for tag, _attributes in elements.found} & {"script", "link", "img", "iframe", "object", "form", "a"}
    names = {name for _tag, attributes in elements.found for name in attributes}
    assert not names & {"src", "href", "srcset", "action"}
    assert not {name for name in names if name.startswith("on")}
    assert "url(" not in page
    assert "@import" not in page
    assert "://" not in page
    # And a browser is told so.
    (policy,) = [dict(given) for tag, given in elements.found if tag == "meta" and "http-equiv" in given]
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"


HOSTILE_LINES = {
    "a message": lambda: [failed("1", HOSTILE)],
    "an error": lambda: [line(ended_at=None, error=HOSTILE)],
    "a state": lambda: [line(state=HOSTILE)],
    "many messages": lambda: [*many(), *(failed(str(number), HOSTILE + str(number)) for number in range(90))],
}


@pytest.mark.parametrize("what", HOSTILE_LINES)
def test_what_a_provider_wrote_comes_out_as_text(what: str) -> None:
    lines = HOSTILE_LINES[what]()
    page = report_page(HOSTILE, lines, NOW)
    # It is written as UTF-8, and half of a pair is none.
    elements = Elements(page.encode().decode())
    assert "<script>alert(1)</script><img src=x onerror" in elements.text
    assert not {tag for tag, _attributes in elements.found} & {"script", "img"}
    assert {look for tag, given in elements.found if tag == "li" for look in (given.get("class") or "").split()} <= {
        *("row", "share-row", *map(look_of, WORDS))
    }
    shown = [page, *report_text(HOSTILE, lines), as_csv(lines)]
    assert all(each.isprintable() for text in shown for each in text.replace("\n", "").replace("\r", ""))


@pytest.mark.parametrize(("number", "where"), [(0, "on paper"), (1, "on a dark screen")])
def test_contrast(number: int, where: str) -> None:
    """WCAG 2.2, 1.4.3: what is written, 4.5; 1.4.11: what is drawn, 3."""
    for name in set(COLOURS) - {"paper", "shade", "grid"}:
        assert contrast(COLOURS[name][number], COLOURS["paper"][number]) >= 4.5, (name, where)
        least = 3.0 if name in ("queued", "not-seen") else 4.5
        assert contrast(COLOURS[name][number], COLOURS["shade"][number]) >= least, (name, where)


def contrast(one: str, other: str) -> float:
    """By the definition of WCAG."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_each_state_has_a_colour_and_each_colour_is_declared() -> None:
    assert {look_of(state) for state in WORDS} <= set(COLOURS)
    assert set(re.findall(r"var\(--([a-z_-]+)", STYLE)) - {"look"} <= set(COLOURS)


class TestTimeline:
    def test_of_a_few_each_has_a_bar_with_its_story(self) -> None:
        page = report_page("r", [line(running_at=NOW - 75)], NOW)
        assert "from 2001-09-09 01:45:00, at work from 2001-09-09 01:45:25, succeeded at 2001-09-09 01:45:50" in page
        assert re.findall(r"left:min\(([\d.]+)%,100% - 3px\);width:([\d.]+)%", page) == [("0", "50"), ("50", "50")]

    def test_of_many_the_slowest_and_each_that_failed(self) -> None:
        lines = many()
        slowest, *reasons = chosen(lines)
        assert next(each.ref.id for each in slowest.lines) == "499"
        assert sum(len(part.lines) for part in reasons) == sum(each.state == "failed" for each in lines)
        page = report_page("r", lines, NOW)
        assert all(f">{each.ref.id}</div>" in page for each in lines if each.state == "failed")
        assert len(page) < 200_000

    def test_many_reasons(self) -> None:
        lines = [failed(str(number), f"Reason {'abcdefgh'[number % 8]}.") for number in range(80)]
        titles = [part.title for part in chosen(lines)]
        assert titles[1:] == [*(f"10 failed: Reason {each}." for each in "abcde"), "30 for other reasons"]

    def test_every_job_is_in_one_state_at_each_moment(self) -> None:
        lines = [*many(), line("a", state="running", ended_at=None), line("b", state="queued", ended_at=None)]
        axis = Axis.of(lines)
        counts = flow(lines, axis, 50)
        sums = [sum(of_state[number] for _state, of_state in counts) for number in range(50)]
        assert sums[0] == sums[-1] == len(lines)
        assert {state: of_state[-1] for state, of_state in counts} == {
            "succeeded": 428,
            "failed": 72,
            "running": 1,
            "queued": 1,
        }

    @pytest.mark.parametrize("seconds", [1, 59, 600, 5000, 86400, 86400 * 40, 86400 * 4000])
    def test_an_axis_has_a_few_times_on_it(self, seconds: float) -> None:
        ticks = Axis(NOW, NOW + seconds).ticks()
        assert 1 <= len(ticks) <= 7
        assert len({words for _place, words in ticks}) == len(ticks)
        assert all(0 <= place <= 1 for place, _words in ticks)

    def test_one_old_job_does_not_make_all_others_short(self) -> None:
        lines = [*many(50), line("old", created_at="1990-01-01T00:00:00+00:00")]
        assert Axis.of(lines).seconds < 300
        assert "Report" in report_page("Report", lines, NOW)


class TestReasons:
    def test_what_differs_by_the_job_alone_is_one(self) -> None:
        lines = [failed(id, f"Job {id} of ecore:{id}: no column.") for id in ("1", "2", "3")]
        (reason,) = report_reasons([*lines, line("4")])
        assert (reason.title, len(reason.lines)) == ("3 failed: Job ... of ...: no column.", 3)

    def test_one_keeps_its_words(self) -> None:
        assert report_reasons([failed("1", "Job 1 is bad.")])[0].remark == "Job 1 is bad."

    def test_who_waits_for_somebody_is_not_slow(self) -> None:
        waits = line("w", state="needs_action", ended_at=None, added_at=0.0)
        assert [each.ref.id for each in report_slowest([waits, line("a")], 5)] == ["a"]


class TestText:
    @pytest.mark.parametrize("room", [40, 80, 119])
    def test_it_fits(self, room: int) -> None:
        states = itertools.cycle(WORDS)
        lines = [
            *many(),
            *(line(str(number), "llamacloud", state=next(states), message=HOSTILE * 9) for number in range(50)),
            failed("x" * 300),
        ]
        assert max(cell_len(each) for each in report_text("j.db", lines, room)) <= room

    def test_what_it_says(self) -> None:
        shown = "\n".join(report_text("j.db", many()))
        for words in (
            "j.db: 500 jobs from 2001-09-09",
            "428 succeeded, 72 failed",
            "SLOWEST",
            "No column of addresses.",
        ):
            assert words in shown

    @pytest.mark.parametrize("message", ["=1+1", "+1", "-1", "@SUM(A1)"])
    def test_a_spreadsheet_runs_nothing(self, message: str) -> None:
        assert as_csv([failed("1", message)]).splitlines()[1].endswith(f",'{message}")
