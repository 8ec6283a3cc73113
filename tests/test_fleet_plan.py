"""A fleet's plan over a provider that is numbers, on a clock that is a number: who is asked when, and how often.

The model of the provider and the second scheduler are written here, from the documents; they share nothing with the plan.
"""

import math
import random
from collections import Counter
from collections.abc import Mapping
from heapq import heappop, heappush
from typing import Any

import pytest
from attrs import asdict, define, evolve, field, frozen
from batchlight import Job, JobRef, JobState, PollPolicy, Progress, RateBudget, ServerError
from batchlight.engine.budgets import Budget
from batchlight.engine.polling import Guidance, stopping
from batchlight.engine.provider import Listing
from batchlight.fleet.plan import MOST_IN_AIR, Lane
from batchlight.fleet.rolls import Action, Look
from batchlight.fleet.watched import Watched
from batchlight.fleet.when import fraction_of, pause_after, rest_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

GUIDANCE = (Guidance(PollPolicy(initial=5, maximum=15, jitter=0.0)),)
FAILURE = ServerError("503", operation="", status_code=503, headers={}, body=None, detail="")


@frozen
class Model:
    """A provider.

    Attributes:
        ends: When each job ends; before `begins` it is queued, and not on a list of active jobs.
        begins: When each job begins.
        breaks: Which requests, by their number, are answered with an error.
        per_page: How many jobs a page of its list holds; None for no list, 0 for all.
        active_only: Whether its list holds only jobs at work.
        listed: How many of the jobs are on the list at all: the others are too old.
        limit: How many requests it takes in any minute.
        has_progress: Whether it tells how far a job is.
        takes: How long a request takes.
    """

    ends: Mapping[str, float]
    begins: Mapping[str, float]
    breaks: frozenset[int] = frozenset()
    per_page: int | None = None
    active_only: bool = False
    listed: int = 10**9
    limit: int | None = None
    has_progress: bool = False
    takes: float = 0.2

    def job(self, id: str, now: float) -> Job[Any]:
        begins, end = self.begins[id], self.ends[id]
        state = JobState.SUCCEEDED if now >= end else JobState.RUNNING if now >= begins else JobState.QUEUED
        share = min(max((now - begins) / max(end - begins, 0.001), 0.0), 1.0)
        progress = Progress(done=int(1000 * share), total=1000) if self.has_progress else None
        return Job("ecore", id, state, None, progress=progress)

    def page(self, number: int, now: float) -> tuple[list[Job[Any]], int | None]:
        jobs = [self.job(id, now) for id in list(self.ends)[: self.listed]]
        found = [job for job in jobs if not self.active_only or job.state is JobState.RUNNING]
        size = self.per_page or max(len(found), 1)
        return found[(number - 1) * size : number * size], number + 1 if len(found) > number * size else None


@define
class Ran:
    """What came of a run."""

    requests: int = 0
    refused: int = 0
    most_in_air: int = 0
    ends: Counter[str] = field(factory=Counter[str])
    outcomes: dict[str, Any] = field(factory=dict[str, Any])
    seen_at: dict[str, float] = field(factory=dict[str, float])
    asked_at: dict[str, list[tuple[float, float]]] = field(factory=dict[str, list[tuple[float, float]]])


def run(model: Model, budget: RateBudget | None = None, until: float = 1e7) -> Ran:
    """Let a lane watch the jobs of a provider to their ends."""
    ran, allowed = Ran(), Budget()
    if budget is not None:
        allowed.hold_to(budget, 0.0, is_given=True)
    listing = None if model.per_page is None else Listing(model.per_page or math.inf, model.active_only)
    lane = Lane(GUIDANCE, lambda _id: listing, None, stopping(None), allowed.per_minute)
    for id in model.ends:
        lane.add(JobRef("ecore", id), 0.0)
    now, times = 0.0, list[float]()
    air: list[tuple[float, int, Action, Any]] = []
    while lane.jobs and now < until:
        at = lane.next_at(now)
        at = math.inf if at is None else max(at, now, allowed.earliest(max(at, now)))
        if air and air[0][0] <= at:
            now, _number, action, answer = heappop(air)
            if answer is None:
                changes = lane.failed(action, FAILURE, now)
            elif isinstance(action, Look):
                changes = lane.told(action, answer, None, now)
            else:
                changes = lane.listed(action, answer[0], answer[1], now)
            for change in changes:
                if change.is_over:
                    ran.ends[change.ref.id] += 1
                    ran.outcomes[change.ref.id] = change.outcome
                    ran.seen_at[change.ref.id] = now
            continue
        assert at < math.inf, "nothing is under way, and nothing is to be asked: jobs would starve"
        now = at
        chosen = lane.choose(now)
        if chosen is None:
            continue
        action = chosen
        allowed.reserve(now)
        ran.requests += 1
        if model.limit is not None:
            times = [each for each in times if each > now - 60]
            ran.refused += len(times) >= model.limit
            times.append(now)
        if isinstance(action, Look):
            ran.asked_at.setdefault(action.job.ref.id, []).append((action.job.due, now))
        ran.most_in_air = max(ran.most_in_air, len(air) + 1)
        answer = None
        if ran.requests not in model.breaks:
            heard = now + model.takes / 2
            answer = (
                model.job(action.job.ref.id, heard) if isinstance(action, Look) else model.page(action.number, heard)
            )
        heappush(air, (now + model.takes, ran.requests, action, answer))
    return ran


@st.composite
def models(draw: st.DrawFn) -> Model:
    number = draw(st.integers(1, 60))
    begins = draw(st.lists(st.sampled_from([0.0, 0.0, 10.0, 100.0]), min_size=number, max_size=number))
    lengths = draw(st.lists(st.sampled_from([0.0, 1.0, 20.0, 90.0, 600.0, 5000.0]), min_size=number, max_size=number))
    ids = [str(each) for each in range(1, number + 1)]
    return Model(
        ends={id: begin + length for id, begin, length in zip(ids, begins, lengths, strict=True)},
        begins=dict(zip(ids, begins, strict=True)),
        breaks=frozenset(draw(st.one_of(st.just([]), st.lists(st.integers(1, 400), max_size=200)))),
        per_page=draw(st.sampled_from([None, 0, 1, 7, 100])),
        active_only=draw(st.booleans()),
        listed=draw(st.sampled_from([10**9, 10**9, 10, 1, 0])),
        limit=draw(st.sampled_from([None, 3, 20, 180])),
        has_progress=draw(st.booleans()),
        takes=draw(st.sampled_from([0.01, 0.2, 5.0])),
    )


@given(model=models())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_whatever_a_provider_does_every_end_is_told_once_and_right(model: Model) -> None:
    budget = None if model.limit is None else RateBudget(model.limit)
    ran = run(model, budget)
    assert ran.ends == dict.fromkeys(model.ends, 1)
    assert all(ran.outcomes[id].state is JobState.SUCCEEDED for id in model.ends)
    assert all(ran.seen_at[id] >= model.ends[id] for id in model.ends)
    assert ran.refused == 0
    assert ran.most_in_air <= MOST_IN_AIR


@define(frozen=True)
class Liar(Model):
    """A provider whose list is wrong in every way but one: it tells of no job that it has ended before it has.

    It leaves out some jobs and tells of others twice, of those of other people, and of those that have ended as if they
    went on; and it has more pages than jobs, or none, or an end in the middle.
    """

    seed: int = 0

    def page(self, number: int, now: float) -> tuple[list[Job[Any]], int | None]:
        dice = random.Random(f"{self.seed} {number} {now}")
        some = [id for id in self.ends if dice.random() < 0.5]
        told = [self.job(id, now - dice.choice([0.0, 0.0, 100.0])) for id in [*some, *some[:3]]]
        told += [Job("ecore", f"other-{each}", JobState.SUCCEEDED, None) for each in range(3)]
        return told, number + 1 if dice.random() < 0.9 else None


@given(model=models(), seed=st.integers(0, 10**6))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_whatever_a_list_says_every_end_is_told_once_and_right(model: Model, seed: int) -> None:
    liar = Liar(**{**asdict(model, recurse=False), "per_page": model.per_page or 0}, seed=seed)
    ran = run(liar, None if model.limit is None else RateBudget(model.limit))
    assert ran.ends == dict.fromkeys(model.ends, 1)
    assert all(ran.outcomes[id].state is JobState.SUCCEEDED for id in model.ends)
    assert ran.refused == 0


@given(model=models())
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=300)
def test_no_job_starves(model: Model) -> None:
    """Where requests are free, no end is seen later than twice the longest pause that a job may have, and a failure's."""
    ran = run(evolve(model, limit=None, breaks=frozenset()))
    # A list may have so many pages that reading it takes longer than a pause; each page takes its time.
    pages = len(model.ends) if model.per_page else 1
    slack = 10 + model.takes * (2 * pages + len(model.ends) / MOST_IN_AIR)
    assert max(ran.seen_at[id] - model.ends[id] for id in model.ends) <= 2 * 33 + slack


def simple(model: Model, per_minute: float | None) -> int:
    """A scheduler without a plan: each job is asked for by itself after each pause of the guidance, one by one in the
    order in which they are due, as fast as the limit allows. How many requests it takes.
    """
    due = [(0.0, id, 5.0) for id in model.ends]
    requests, free_at = 0, 0.0
    while due:
        at, id, pause = heappop(due)
        at = max(at, free_at)
        if per_minute is not None:
            free_at = at + 60 / per_minute
        requests += 1
        if at < model.ends[id]:
            heappush(due, (at + pause, id, min(pause * 1.5, 15.0)))
    return requests


@pytest.mark.parametrize(("jobs", "limit"), [(10, None), (100, None), (100, 60), (300, 180), (1000, 180)])
def test_where_nothing_is_listed_it_asks_as_often_as_a_simple_scheduler(jobs: int, limit: int | None) -> None:
    ends = {str(number): 10.0 + 7000.0 * (number / jobs) ** 3 for number in range(1, jobs + 1)}
    model = Model(ends, dict.fromkeys(ends, 0.0), limit=limit)
    ran = run(model, None if limit is None else RateBudget(limit, burst=1))
    assert 0.8 <= ran.requests / simple(model, limit) <= 1.25
    assert ran.refused == 0


@pytest.mark.parametrize("active_only", [False, True])
@pytest.mark.parametrize("per_page", [0, 100, 1000])
def test_a_list_costs_a_fraction_of_that(per_page: int, active_only: bool) -> None:
    ends = {str(number): 10.0 + 7000.0 * (number / 1000) ** 3 for number in range(1, 1001)}
    model = Model(ends, dict.fromkeys(ends, 0.0), per_page=per_page, active_only=active_only)
    assert run(model).requests < simple(model, None) / 20


def test_a_list_that_tells_of_none_is_left_alone() -> None:
    ends = {str(number): 3000.0 for number in range(1, 101)}
    listed = run(Model(ends, dict.fromkeys(ends, 0.0), per_page=10, listed=0)).requests
    alone = run(Model(ends, dict.fromkeys(ends, 0.0))).requests
    assert listed < 1.1 * alone


def test_one_job_is_not_looked_for_in_a_list() -> None:
    ran = run(Model({"1": 100.0}, {"1": 0.0}, per_page=100))
    assert len(ran.asked_at["1"]) == ran.requests


class TestWhen:
    @pytest.mark.parametrize(
        ("progress", "fraction"),
        [
            (None, None),
            (Progress(), None),
            (Progress(done=1, total=4), 0.25),
            (Progress(done=1, total=4, fraction=0.9), 0.25),
            (Progress(fraction=0.9), 0.9),
            (Progress(done=5, total=4), 1.0),
            (Progress(done=0, total=0, fraction=0.5), 0.5),
        ],
        ids=str,
    )
    def test_how_far_a_job_is(self, progress: Progress | None, fraction: float | None) -> None:
        assert fraction_of(progress) == fraction

    @pytest.mark.parametrize(
        ("fraction", "first", "seconds", "rest"),
        [
            (0.5, 0.0, 100, 100),
            (0.75, 0.5, 10, 10),
            (0.5, 0.5, 10, None),
            (0.4, 0.5, 10, None),
            (0.5, 0.0, 0, None),
            (None, None, 10, None),
        ],
    )
    def test_what_it_needs_yet(
        self, fraction: float | None, first: float | None, seconds: float, rest: float | None
    ) -> None:
        assert rest_of(fraction, first, seconds) == rest

    @pytest.mark.parametrize(
        ("rest", "looks", "asked", "poll", "pause"),
        [
            (10.0, 1, None, None, 7.0),
            (1.0, 1, None, None, 3.0),
            (1e6, 1, None, None, 30.0),
            (None, 1, None, None, 5.0),
            (None, 2, None, None, 7.5),
            (None, 9, None, None, 15.0),
            (10.0, 1, 44.0, None, 44.0),
            (10.0, 1, None, PollPolicy(2, jitter=0), 2.0),
        ],
    )
    def test_when_it_is_looked_at_again(
        self, rest: float | None, looks: int, asked: float | None, poll: PollPolicy | None, pause: float
    ) -> None:
        job = Job[Any]("ecore", "1", JobState.RUNNING, None)
        assert pause_after(job, rest, looks, asked, poll, GUIDANCE, chance=0.0) == pause


def test_what_is_kept_of_a_job_is_small() -> None:
    assert not hasattr(Watched(JobRef("ecore", "1"), 0.0), "__dict__")
