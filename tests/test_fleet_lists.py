"""A fleet and the lists of the providers, over HTTP: many jobs are seen with one request, and what is missing by itself."""

from collections import Counter
from typing import Any

import anyio
import httpx
import pytest
import trio
import trio.testing
from batchlight import AsyncFleet, Fleet, Job, JobRef, JobState, Revenuebase
from batchlight.providers import PROVIDERS, async_client_class
from batchlight.simulator import Fault, Simulator

from tests.drivers import Driver
from tests.test_fleets import SCRIPTS

LISTS = {
    "revenuebase": "revenuebase_v2.list_active_jobs",
    "ecore": "ecore.list_jobs",
    "llamacloud": "llamacloud.list_batch_jobs",
    "llamacloud v2": "llamacloud_v2.list_batches",
}


def job_of(simulator: Simulator, kind: str, script: list[Any]) -> JobRef:
    """A job of a provider and, where it has several, of a version."""
    provider, _, version = kind.partition(" ")
    return simulator.add_job(provider, script, api_version=version or None)


def script_of(kind: str) -> list[Any]:
    script = SCRIPTS[kind.partition(" ")[0]]
    upper = [(first.upper(), seconds) for first, seconds in script[:-1]]
    return [*upper, script[-1].upper()] if kind.endswith("v2") else script


def seen(simulator: Simulator, driver: Driver, kind: str, refs: list[JobRef]) -> tuple[dict[JobRef, Any], Counter[str]]:
    """The outcomes of jobs, and how often each operation was asked for."""
    asked: Counter[str] = Counter()
    provider = kind.partition(" ")[0]

    def note(event: Any) -> None:
        if type(event).__name__ == "RequestEvent":
            asked[event.operation] += 1

    if driver.run is None:
        with simulator.client(provider, on_event=note) as client, Fleet([client]) as fleet:
            return fleet.wait_all(refs), asked

    async def run() -> dict[JobRef, Any]:
        async with simulator.async_client(provider, on_event=note) as client, AsyncFleet([client]) as fleet:
            return await fleet.wait_all(refs)

    return driver.run(run), asked


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_tells_of_many(simulator: Simulator, driver: Driver, kind: str) -> None:
    first, (second, _), end = script_of(kind)
    refs = [job_of(simulator, kind, [first, (second, 400 + 10 * number), end]) for number in range(30)]
    outcomes, asked = seen(simulator, driver, kind, refs)
    assert [outcomes[ref].state for ref in refs] == [JobState.SUCCEEDED] * 30
    lists = sum(count for operation, count in asked.items() if "list" in operation)
    looks = asked.total() - lists
    assert 0 < lists == asked[LISTS[kind]] < 250
    # Those that a list of active jobs does not tell of are asked for by themselves: before they begin, and at the end.
    assert looks <= (8 * 30 if PROVIDERS[kind.partition(" ")[0]].listings[0].active_only else 3)


@pytest.mark.parametrize("kind", LISTS)
def test_where_the_list_fails_each_job_is_asked_for(simulator: Simulator, driver: Driver, kind: str) -> None:
    refs = [job_of(simulator, kind, script_of(kind)) for _ in range(5)]
    provider, operation = kind.partition(" ")[0], LISTS[kind]
    simulator.inject(Fault(status=403, body="{}"), times=None, provider=provider, operation=operation)
    outcomes, asked = seen(simulator, driver, kind, refs)
    assert [outcomes[ref].state for ref in refs] == [JobState.SUCCEEDED] * 5
    assert asked[operation] == 1


def test_jobs_of_both_versions_are_each_in_the_list_of_their_own(simulator: Simulator, driver: Driver) -> None:
    old, new = ([job_of(simulator, kind, script_of(kind)) for _ in range(20)] for kind in LISTS if "llama" in kind)
    outcomes, asked = seen(simulator, driver, "llamacloud", [*old, *new])
    assert {outcomes[ref].state for ref in outcomes} == {JobState.SUCCEEDED}
    assert {outcomes[ref].api_version for ref in old} == {"v1beta"}
    assert {outcomes[ref].api_version for ref in new} == {"v2"}
    assert asked.keys() == {"llamacloud.list_batch_jobs", "llamacloud_v2.list_batches"}
    assert max(asked.values()) < 20


def batch(number: int, status: str) -> dict[str, Any]:
    config = {"job": {"type": "parse_v2", "configuration_id": "cfg-1"}}
    return {
        "id": f"bat-{number}",
        "project_id": "p",
        "source_directory_id": "dir-1",
        "config": config,
        "status": status,
    }


@pytest.mark.parametrize("size", [1, 2, 7, 40, 1000])
def test_however_much_a_page_holds_it_is_read_while_it_is_worth_it(size: int) -> None:
    """A page that is not documented may hold one job: then each is asked for by itself."""
    asked: Counter[str] = Counter()

    def answer(request: httpx.Request) -> httpx.Response:
        ended = trio.current_time() >= 300
        word = "COMPLETED" if ended else "RUNNING"
        id = request.url.path.rpartition("/")[2]
        if id != "batches":
            asked["look"] += 1
            return httpx.Response(200, json=batch(int(id.removeprefix("bat-")), word))
        asked["page"] += 1
        start = int(request.url.params.get("page_token") or 0)
        # It moves while it is read: each page begins with the last job of the one before.
        found = [batch(number, word) for number in range(max(start - 1, 0), min(start + size, 40))]
        return httpx.Response(
            200, json={"items": found, "next_page_token": str(start + size) if start + size < 40 else None}
        )

    async def run() -> None:
        client = async_client_class("llamacloud")(
            "key", transport=httpx.MockTransport(answer), clock=trio.current_time, sleep=trio.sleep
        )
        async with client, AsyncFleet([client]) as fleet:
            outcomes = await fleet.wait_all([f"llamacloud:bat-{number}" for number in range(40)])
        assert {outcome.state for outcome in outcomes.values() if isinstance(outcome, Job)} == {JobState.SUCCEEDED}
        assert len(outcomes) == 40

    trio.run(run, clock=trio.testing.MockClock(autojump_threshold=0))
    if size == 1:
        assert asked["page"] < 45
    elif size >= 7:
        assert asked["look"] == 0
        assert asked["page"] < 100 * 40 / size + 80


def test_a_list_of_a_thousand_is_one_request(simulator: Simulator) -> None:
    refs = [simulator.add_job("revenuebase", [("PROCESSING", 30), "COMPLETED"]) for _ in range(1000)]
    asked: list[str] = []

    def note(event: Any) -> None:
        if type(event).__name__ == "RequestEvent":
            asked.append(event.operation)

    async def run() -> None:
        async with simulator.async_client("revenuebase", on_event=note) as client, AsyncFleet([client]) as fleet:
            fleet.add(*refs)
            for _ in refs:
                await anext(fleet)

    anyio.run(run)
    assert asked == ["revenuebase_v2.list_active_jobs"]


def test_version_1_of_revenuebase_lists_nothing() -> None:
    with Revenuebase("key") as client, Revenuebase("key", api_version="v1") as old:
        assert client._listing_of("42") is not None
        assert old._listing_of("42") is None
