"""A fleet and the lists of the providers, over HTTP: many jobs are seen with one request, and what is missing by itself."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import anyio
import pytest
from attrs import frozen
from batchlight import AsyncFleet, Fleet, Job, JobRef, JobState
from batchlight.engine.calls import Call
from batchlight.providers import PROVIDERS, async_client_class, client_class, ecore, llamacloud, revenuebase
from batchlight.simulator import Fault, Simulator
from batchlight_clients.operations import OPERATIONS

from tests.drivers import Driver
from tests.test_fleets import SCRIPTS


@frozen
class Page:
    """A page of a list, as `_bulk_look` gives it."""

    items: Sequence[Job[Any]]
    following: Any


def revenuebase_list(_page: int = 1) -> Call[Page]:
    def parse(payload: Any) -> Page:
        entries = (
            payload if isinstance(payload, list) else next(each for each in payload.values() if isinstance(each, list))
        )
        return Page([revenuebase.job_of(str(each["process_id"]), each) for each in entries], None)

    return Call(
        OPERATIONS["revenuebase_v2.list_active_jobs"],
        {"method": "get", "url": OPERATIONS["revenuebase_v2.list_active_jobs"].path},
        parse,
    )


def ecore_list(page: int = 1) -> Call[Page]:
    def parse(payload: Mapping[str, Any]) -> Page:
        jobs = [ecore.job_of(str(each["id"]), each) for each in payload["results"]]
        return Page(jobs, ecore_list(page + 1) if payload["next"] else None)

    operation = OPERATIONS["ecore.list_jobs"]
    parameters = {"page": page, "page_size": 10, "status": "Processing"}
    return Call(operation, {"method": "get", "url": operation.path, "params": parameters}, parse)


def llamacloud_list(page: int = 1) -> Call[Page]:
    def parse(payload: Mapping[str, Any]) -> Page:
        jobs = [llamacloud.job_of(each["id"], {"job": each, "progress_percentage": 0.0}) for each in payload["items"]]
        return Page(jobs, llamacloud_list(page + 1) if len(jobs) == 15 else None)

    operation = OPERATIONS["llamacloud.list_batch_jobs"]
    parameters = {"limit": 15, "offset": (page - 1) * 15}
    return Call(operation, {"method": "get", "url": operation.path, "params": parameters}, parse)


LISTS = {"revenuebase": revenuebase_list, "ecore": ecore_list, "llamacloud": llamacloud_list}


def seen(
    simulator: Simulator, driver: Driver, provider: str, refs: list[JobRef], monkeypatch: pytest.MonkeyPatch
) -> tuple[dict[JobRef, Any], Counter[str]]:
    """The outcomes of jobs, and how often each operation was asked for."""
    asked: Counter[str] = Counter()

    def note(event: Any) -> None:
        if type(event).__name__ == "RequestEvent":
            asked[event.operation] += 1

    for made in (client_class(provider), async_client_class(provider)):
        monkeypatch.setattr(made, "_bulk_look", lambda _self: LISTS[provider](), raising=False)
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
    operation = LISTS[provider]().operation.id
    simulator.inject(Fault(status=403, body="{}"), times=None, provider=provider, operation=operation)
    outcomes, asked = seen(simulator, driver, provider, refs, monkeypatch)
    assert [outcomes[ref].state for ref in refs] == [JobState.SUCCEEDED] * 5
    assert asked[operation] == 1


def test_a_list_of_thousands_is_read_within_a_moment(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    refs = [simulator.add_job("revenuebase", [("PROCESSING", 30), "COMPLETED"]) for _ in range(1000)]
    monkeypatch.setattr(async_client_class("revenuebase"), "_bulk_look", lambda _self: revenuebase_list())

    async def run() -> dict[JobRef, Any]:
        async with simulator.async_client("revenuebase") as client, AsyncFleet([client]) as fleet:
            fleet.add(*refs)
            seen: set[JobRef] = set()
            async for change in fleet:
                seen.add(change.ref)
                if len(seen) == 1000:
                    break
            return {}

    anyio.run(run)
