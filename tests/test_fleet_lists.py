"""A fleet and the lists of the providers, over HTTP: many jobs are seen with one request, and what is missing by itself."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import anyio
import pytest
from attrs import frozen
from batchlight import AsyncFleet, Fleet, Job, JobRef, JobState, Revenuebase
from batchlight.engine.calls import Call
from batchlight.providers import PROVIDERS, async_client_class, client_class, llamacloud
from batchlight.simulator import Fault, Simulator
from batchlight_clients.operations import OPERATIONS

from tests.drivers import Driver
from tests.test_fleets import SCRIPTS


@frozen
class Page:
    """A page of a list, as `_bulk_look` gives it."""

    items: Sequence[Job[Any]]
    following: Any


def llamacloud_list(page: int = 1) -> Call[Page]:
    def parse(payload: Mapping[str, Any]) -> Page:
        jobs = [llamacloud.job_of(each["id"], {"job": each, "progress_percentage": 0.0}) for each in payload["items"]]
        return Page(jobs, llamacloud_list(page + 1) if len(jobs) == 15 else None)

    operation = OPERATIONS["llamacloud.list_batch_jobs"]
    parameters = {"limit": 15, "offset": (page - 1) * 15}
    return Call(operation, {"method": "get", "url": operation.path, "params": parameters}, parse)


LISTS = {
    "revenuebase": "revenuebase_v2.list_active_jobs",
    "ecore": "ecore.list_jobs",
    "llamacloud": "llamacloud.list_batch_jobs",
}


def seen(
    simulator: Simulator, driver: Driver, provider: str, refs: list[JobRef], monkeypatch: pytest.MonkeyPatch
) -> tuple[dict[JobRef, Any], Counter[str]]:
    """The outcomes of jobs, and how often each operation was asked for."""
    asked: Counter[str] = Counter()

    def note(event: Any) -> None:
        if type(event).__name__ == "RequestEvent":
            asked[event.operation] += 1

    for made in (client_class(provider), async_client_class(provider)):
        if provider == "llamacloud":
            # Its pages are small here, so that there are several.
            monkeypatch.setattr(made, "_bulk_look", lambda _self: llamacloud_list())
    if driver.run is None:
        with simulator.client(provider, on_event=note) as client, Fleet([client]) as fleet:
            return fleet.wait_all(refs), asked

    async def run() -> dict[JobRef, Any]:
        async with simulator.async_client(provider, on_event=note) as client, AsyncFleet([client]) as fleet:
            return await fleet.wait_all(refs)

    return driver.run(run), asked


@pytest.mark.parametrize("provider", LISTS)
def test_a_list_tells_of_many(
    simulator: Simulator, driver: Driver, provider: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, (second, _), end = SCRIPTS[provider]
    refs = [simulator.add_job(provider, [first, (second, 400 + 10 * number), end]) for number in range(30)]
    outcomes, asked = seen(simulator, driver, provider, refs, monkeypatch)
    assert [outcomes[ref].state for ref in refs] == [JobState.SUCCEEDED] * 30
    lists = sum(count for operation, count in asked.items() if "list" in operation)
    looks = asked.total() - lists
    assert 0 < lists < 250
    listing = PROVIDERS[provider].listing
    assert listing is not None
    # Those that a list of active jobs does not tell of are asked for by themselves: before they begin, and at the end.
    assert looks <= (8 * 30 if listing.active_only else 3)


@pytest.mark.parametrize("provider", LISTS)
def test_where_the_list_fails_each_job_is_asked_for(
    simulator: Simulator, driver: Driver, provider: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    refs = [simulator.add_job(provider, SCRIPTS[provider]) for _ in range(5)]
    operation = LISTS[provider]
    simulator.inject(Fault(status=403, body="{}"), times=None, provider=provider, operation=operation)
    outcomes, asked = seen(simulator, driver, provider, refs, monkeypatch)
    assert [outcomes[ref].state for ref in refs] == [JobState.SUCCEEDED] * 5
    assert asked[operation] == 1


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
        assert client._bulk_look() is not None
        assert old._bulk_look() is None
