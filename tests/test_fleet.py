"""Many jobs at once: whatever is wrong with one of them is its own outcome."""

from typing import Any

import anyio
import pytest
from batchlight import ConfigurationError, Job, JobRef, JobState
from batchlight.fleet import Event, Outcome, Over, follow
from batchlight.simulator import Simulator


def followed(simulator: Simulator, refs: list[JobRef], *providers: str, **options: Any) -> dict[JobRef, Outcome]:
    async def run() -> dict[JobRef, Outcome]:
        clients = {name: simulator.async_client(name) for name in providers}
        try:
            return await follow(refs, clients, **options)
        finally:
            for client in clients.values():
                await client.aclose()

    return anyio.run(run)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (JobRef("ecore", "abc"), "an id of eCore is a whole number, such as 42, not 'abc'"),
        (JobRef("ecore", "../42"), "an id of eCore is a whole number"),
        (JobRef("nobody", "42"), "there is no client for 'nobody'"),
        (JobRef("apexverify", "3f0c8a52-6a0e-4d0b-9d57-0a7c3c1f2b11"), "there is no client for 'apexverify'"),
        (JobRef("no\x1b[2Jbody", "42"), "there is no client for 'no"),
    ],
    ids=str,
)
def test_a_name_that_cannot_be_a_jobs_is_one_outcome(simulator: Simulator, wrong: JobRef, why: str) -> None:
    good = [simulator.add_job("ecore", [("Processing", 5), "Processed"]) for _ in range(2)]
    events: list[Event] = []
    outcomes = followed(simulator, [good[0], wrong, good[1]], "ecore", on_event=events.append)
    assert list(outcomes) == [good[0], wrong, good[1]]
    for ref in good:
        job = outcomes[ref]
        assert isinstance(job, Job)
        assert job.state is JobState.SUCCEEDED
    error = outcomes[wrong]
    assert isinstance(error, ConfigurationError)
    assert str(error).startswith(why)
    assert str(error).isprintable()
    assert [event for event in events if event.ref == wrong] == [Over(wrong, error)]


@pytest.mark.parametrize("options", [{"timeout": -1}, {"until": "sleepy"}])
def test_what_is_wrong_for_all_ends_all(simulator: Simulator, options: dict[str, Any]) -> None:
    refs = [simulator.add_job("ecore", ["Processed"]) for _ in range(2)]
    with pytest.raises(ValueError, match=next(iter(options))):
        followed(simulator, refs, "ecore", **options)
