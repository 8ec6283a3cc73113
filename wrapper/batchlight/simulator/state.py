"""What the simulated providers remember. The server reads it in its own thread; tests change it from theirs."""

import datetime
import itertools
import threading
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Mapping

from attrs import define

from .clock import Clock, Dates, iso_dates
from .jobs import SimulatedJob


@define
class Retirement:
    """What an API that was retired answers, and for how many requests (None: for ever)."""

    status: int
    times: int | None


class State:
    """Jobs, keys, planned errors, retired versions."""

    def __init__(self, clock: Clock, providers: Iterable[str]) -> None:
        self.clock = clock
        self.dates: Dates = iso_dates(datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=clock.now()))
        self.lock = threading.RLock()
        self.keys: Mapping[str, str] = {name: f"simulated-{name}-key" for name in providers}
        self.retired: dict[str, Retirement] = {}
        self.announced: dict[str, Mapping[str, str]] = {}
        self._jobs: dict[tuple[str, str], SimulatedJob] = {}
        self._planned: dict[str, deque[int]] = {name: deque() for name in self.keys}
        self._numbers = itertools.count(1)

    def new_id(self, provider: str, make: Callable[[int, str], str]) -> str:
        """An id of the provider's shape that no job has yet; see `Simulated.new_id`."""
        number = next(self._numbers)
        # The same ids in every run, so that what a simulator prints can be repeated.
        id = make(number, str(uuid.uuid5(uuid.NAMESPACE_URL, f"batchlight:{provider}:{number}")))
        return self.new_id(provider, make) if (provider, id) in self._jobs else id

    def add(self, provider: str, job: SimulatedJob) -> None:
        """Add a job, or replace the one with its id."""
        with self.lock:
            self._jobs[provider, job.id] = job

    def find(self, provider: str, id: str) -> SimulatedJob | None:
        """The job of that id."""
        return self._jobs.get((provider, id))

    def plan_error(self, provider: str, status: int, times: int) -> None:
        """Answer the provider's next requests with one of its documented errors."""
        self._planned[provider].extend([status] * times)

    def take_retirement(self, api: str) -> int | None:
        """The status that a retired API answers the next request with, or None if it still works."""
        with self.lock:
            retirement = self.retired.get(api)
            if retirement is None:
                return None
            if retirement.times is not None:
                retirement.times -= 1
                if retirement.times == 0:
                    del self.retired[api]
            return retirement.status

    def take_planned_error(self, provider: str) -> int | None:
        """The error that the next request gets, if one is planned; it is planned no more."""
        with self.lock:
            planned = self._planned[provider]
            return planned.popleft() if planned else None
