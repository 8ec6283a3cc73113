"""Lists that come in pages: each job once, one page in memory, and an end."""

import inspect
import itertools
import json
from collections.abc import Callable, Generator, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from batchlight import ECore, MalformedResponseError, UnknownStatus
from batchlight.drivers.operations import Flow
from batchlight.engine.calls import Call
from batchlight.engine.paging import Page, Walk, page_steps
from batchlight.simulator import Simulator, SteppedClock, serve
from batchlight_clients.operations import OPERATIONS

from tests.drivers import Driver, Way, played

LISTED = {
    "uuid": "0d5b0a52-8f0e-4a3c-9d57-0a7c3c1f2b11",
    "list_name": "People",
    "status": "Processed",
    "total_records": 1,
    "valid_count": 1,
    "invalid_count": 0,
    "unknown_count": 0,
    "total_credits_charged": 1,
    "credits_charged_at": None,
    "created_at": "2026-10-01T00:00:00Z",
    "started_at": None,
    "completed_at": None,
    "duration": None,
    "results_summary": "1/1",
}


def page(ids: Iterator[int] | range | list[int], number: int, total: int, **other: Any) -> dict[str, Any]:
    results = [{"id": id, **LISTED} for id in ids]
    following = f"https://evil.example/steal?page={number + 1}" if number < total else None
    envelope = {"count": 0, "total_pages": total, "current_page": number, "next": following, "previous": None}
    return {**envelope, "results": results, **other}


class Pages:
    """A provider whose pages a function makes; it keeps what it was asked for."""

    def __init__(self, make: Callable[[int], Mapping[str, Any]]) -> None:
        self.asked: list[int] = []
        self._make = make

    def __call__(self, request: httpx.Request) -> httpx.Response:
        assert request.url.host == "app.ecoreservice.com"
        (number,) = parse_qs(urlsplit(str(request.url)).query)["page"]
        self.asked.append(int(number))
        return httpx.Response(200, content=json.dumps(self._make(int(number))))

    @property
    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self)


def ids_of(client: Any) -> Generator[Any, Any, list[int]]:
    jobs = yield client.list()
    return [int(job.id) for job in jobs]


def test_all_of_them_over_http(way: Way) -> None:
    with serve(clock=SteppedClock()) as simulator:
        added = [simulator.add_job("ecore", ["Processed"]).id for _ in range(2_500)]

        def listed(client: Any) -> Generator[Any, Any, Any]:
            return (yield client.list())

        jobs = way.use(simulator, "ecore", played(listed))
        assert sorted(int(job.id) for job in jobs) == sorted(map(int, added))
        assert not any(isinstance(job.status, UnknownStatus) for job in jobs)
        assert all(job.state.is_terminal and job.raw for job in jobs)


def test_each_once_while_jobs_are_added(driver: Driver) -> None:
    """Thirty new jobs come with every page that is read, and push thirty old ones to the next."""
    jobs = list(range(1_000))

    def make(number: int) -> dict[str, Any]:
        newest_first = jobs[::-1]
        found = page(newest_first[(number - 1) * 100 : number * 100], number, -(-len(jobs) // 100))
        jobs.extend(range(len(jobs), len(jobs) + 30))
        return found

    pages = Pages(make)
    found = driver.use_own(played(ids_of), transport=pages.transport)
    assert len(found) == len(set(found))
    assert set(range(1_000)) <= set(found)
    assert pages.asked == list(range(1, len(pages.asked) + 1))


def test_a_page_is_asked_for_when_it_is_needed() -> None:
    pages = Pages(lambda number: page(range(number * 100, number * 100 + 100), number, 9))
    with ECore("key", transport=pages.transport) as client, client.list() as jobs:
        assert pages.asked == []
        assert len(list(itertools.islice(jobs, 100))) == 100
        assert pages.asked == [1]
        next(jobs)
        assert pages.asked == [1, 2]
    assert list(jobs) == []


def test_one_page_is_remembered_and_not_all() -> None:
    pages = Pages(lambda number: page(range(number * 100, number * 100 + 100), number, 10_000))
    with ECore("key", transport=pages.transport) as client:
        jobs = client.list()
        for _ in itertools.islice(jobs, 20_000):
            pass
        walk = inspect.getgeneratorlocals(jobs._run._steps)["walk"]
        assert len(walk.waiting) <= 100
        assert len(walk._told) <= 2_000


BROKEN: dict[str, tuple[Callable[[int], Mapping[str, Any]], str]] = {
    "it has no list": (lambda _n: {"count": 0}, "no list of objects named results"),
    "entries are no objects": (lambda n: {**page([], n, 1), "results": [1]}, "no list of objects named results"),
    "a job has no id": (lambda n: {**page([], n, 1), "results": [{"status": "Processed"}]}, "it tells no id"),
    "always the first page": (lambda _n: page([1], 1, 9), "it is page 1, and page 2 was asked for"),
    "the last page has a next one": (
        lambda n: page([n], n, 3, next="https://evil.example/"),
        "it is page 3 of 3, and says that another one follows",
    ),
    "empty pages without end": (
        lambda n: page([], n, 1, total_pages=None, next="/next"),
        "no page of the last 100 holds anything new",
    ),
    "known jobs without end": (
        lambda n: page([1, 2, 3], n, 1, total_pages=None, next="/next"),
        "no page of the last 100 holds anything new",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_list_that_is_broken(driver: Driver, name: str) -> None:
    make, words = BROKEN[name]
    with pytest.raises(MalformedResponseError, match=words):
        driver.use_own(played(ids_of), transport=Pages(make).transport)


def test_a_cursor_that_comes_again() -> None:
    def call(cursor: str | None) -> Call[Page[str]]:
        def parse(payload: Mapping[str, Any]) -> Page[str]:
            return Page(payload["items"], call(payload["cursor"]))

        request = {"method": "get", "url": "/things", "params": {} if cursor is None else {"cursor": cursor}}
        return Call(OPERATIONS["ecore.list_jobs"], request, parse)

    cursors = {None: "a", "a": "b", "b": "a"}

    def handle(request: httpx.Request) -> httpx.Response:
        cursor = request.url.params.get("cursor")
        return httpx.Response(200, json={"items": [f"after {cursor}"], "cursor": cursors[cursor]})

    with ECore("key", transport=httpx.MockTransport(handle)) as client:
        walk = Walk(call(None), lambda item: item)
        items = client._follow(Flow[str](lambda: page_steps(client._session, walk)))
        assert list(itertools.islice(items, 2)) == ["after None", "after a"]
        with pytest.raises(MalformedResponseError, match="the page that it says comes next was given already"):
            next(items)


def test_a_record_that_does_not_fit(driver: Driver) -> None:
    pages = Pages(lambda number: page([7], number, 1))

    def records(client: Any) -> Generator[Any, Any, Any]:
        return (yield client.records(42))

    with pytest.raises(MalformedResponseError, match=r"a record does not fit: .*ec_id"):
        driver.use_own(played(records), transport=pages.transport)


@pytest.mark.parametrize("method", ["list", "records"])
def test_a_status_that_is_none(driver: Driver, method: str) -> None:
    def ask(client: Any) -> Generator[Any, Any, Any]:
        return (yield getattr(client, method)(*([42] if method == "records" else []), status="done"))

    with pytest.raises(ValueError, match=r"status is one of .*not 'done'"):
        driver.use_own(played(ask), transport=Pages(lambda n: page([], n, 1)).transport)


def test_ctrl_c_in_a_list_loses_none() -> None:
    interrupted = iter([True])

    def make(number: int) -> dict[str, Any]:
        if number == 2 and next(interrupted, False):
            raise KeyboardInterrupt
        return page(range(number * 100, number * 100 + 100), number, 3)

    with ECore("key", transport=Pages(make).transport) as client:
        jobs = client.list()
        found = list(itertools.islice(jobs, 100))
        with pytest.raises(KeyboardInterrupt):
            next(jobs)
        assert [int(job.id) for job in [*found, *jobs]] == list(range(100, 400))


def test_the_jobs_of_revenuebase_are_those_that_are_active(driver: Driver, simulator: Simulator) -> None:
    added = {simulator.add_job("revenuebase", [status]).id for status in ("QUEUED", "PROCESSING", "COMPLETED")}

    def listed(client: Any) -> Generator[Any, Any, Any]:
        return (yield client.list())

    jobs = [job for job in driver.use(simulator, "revenuebase", played(listed)) if job.id in added]
    assert sorted(str(job.state) for job in jobs) == ["queued", "running"]
    assert not any(isinstance(job.status, UnknownStatus) for job in jobs)
