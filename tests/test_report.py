"""The rows of a report on a journal: what a person wants to know of each job, and of each provider."""

from typing import Any

import pytest
from batchlight import JobRef
from batchlight.fleet import Entry, report_lines, report_summaries

REF = JobRef("ecore", "42")


def entry(**fields: Any) -> Entry:
    usual: dict[str, Any] = {
        "ref": REF,
        "state": "running",
        "tag": "Processing",
        "done": None,
        "total": None,
        "fraction": None,
        "added_at": 100.0,
        "seen_at": 101.0,
        "changed_at": 101.0,
        "ended_at": None,
        "error": None,
        "told": False,
    }
    return Entry(**{**usual, **fields})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"state": "running", "has_ended": False, "ended_at": 160.0, "seconds": 60.0, "share": None, "remark": ""}),
        ({"state": None}, {"state": "not seen", "has_ended": False}),
        ({"done": 1, "total": 4, "fraction": 0.9}, {"share": 0.25}),
        ({"fraction": 0.9}, {"share": 0.9}),
        ({"done": 9, "total": 4}, {"share": 1.0}),
        ({"done": 0, "total": 0}, {"share": None}),
        (
            {"state": "succeeded", "ended_at": 130.0, "told": True},
            {"has_ended": True, "ended_at": 130.0, "seconds": 30.0, "remark": ""},
        ),
        ({"state": "failed", "ended_at": 130.0}, {"remark": "its end was not told to anybody yet"}),
        ({"state": "needs_action"}, {"remark": "it waits for the caller, and does not go on by itself"}),
        ({"error": "Not found."}, {"remark": "Not found."}),
        ({"added_at": 500.0}, {"seconds": 0.0}),
    ],
    ids=str,
)
def test_a_line_for_each_job(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    (line,) = report_lines([entry(**fields)], now=160.0)
    assert {name: getattr(line, name) for name in expected} == expected


def test_a_line_for_each_provider() -> None:
    entries = [
        entry(ref=JobRef("revenuebase", "1"), state="succeeded", ended_at=110.0),
        *(entry(ref=JobRef("ecore", str(end)), state="succeeded", ended_at=100.0 + end) for end in (30, 10, 20)),
        entry(),
        entry(ref=JobRef("llamacloud", "a", "eu"), state=None),
    ]
    first, second, third = report_summaries(report_lines(entries, now=200.0))
    assert (first.where, first.jobs, first.states, first.median) == ("ecore", 4, {"succeeded": 3, "running": 1}, 20.0)
    assert (second.where, second.states, second.median) == ("llamacloud.eu", {"not seen": 1}, None)
    assert (third.where, third.jobs, third.seconds) == ("revenuebase", 1, [10.0])
