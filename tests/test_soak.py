"""The soak run itself, small: it reports what is right, what is wrong and what is left behind."""

import pytest
from batchlight import JobState

from scripts import soak


def test_a_small_run_is_good() -> None:
    result = soak.run(jobs=24, seconds=1.0, chaos=0.2, seed=7, outage=0.5)
    assert result.is_good, result
    assert result.right == 24
    assert result.broken_answers > 0


def test_a_wrong_end_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    add_jobs = soak._add_jobs

    def add_and_expect_otherwise(*arguments: object) -> object:
        expected = add_jobs(*arguments)  # type: ignore[arg-type]  # as they come
        return {ref: JobState.CANCELLED if state == "succeeded" else state for ref, state in expected.items()}

    monkeypatch.setattr(soak, "_add_jobs", add_and_expect_otherwise)
    result = soak.run(jobs=12, seconds=0.5, chaos=0.0, seed=7)
    assert not result.is_good
    assert "instead of cancelled" in result.wrong[0]
