"""What the simulated providers remember. The server reads it in its own thread; tests change it from theirs."""

import datetime
import itertools
import threading
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import define

from .accounts import CREDITS, Account
from .clock import Clock, Dates, iso_dates
from .jobs import SimulatedJob, Step


@define
class Retirement:
    """What an API that was retired answers, and for how many requests (None: for ever)."""

    status: int
    times: int | None


class State:
    """Jobs, accounts, planned errors and scripts, retired versions.

    Args:
        clock: The time by which jobs advance.
        providers: Their names.
        limits: Whether the providers' limits of requests are enforced.
    """

    def __init__(self, clock: Clock, providers: Iterable[str], *, limits: bool = False) -> None:
        self.clock = clock
        self.limits = limits
        self.dates: Dates = iso_dates(datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=clock.now()))
        self.lock = threading.RLock()
        self.keys: Mapping[str, str] = {name: f"simulated-{name}-key" for name in providers}
        self.retired: dict[str, Retirement] = {}
        self.announced: dict[str, Mapping[str, str]] = {}
        self._accounts = {name: {key: Account(key)} for name, key in self.keys.items()}
        self._jobs: dict[str, dict[str, SimulatedJob]] = {name: {} for name in self.keys}
        self._planned: dict[str, deque[int]] = {name: deque() for name in self.keys}
        self._scripts: dict[str, deque[tuple[Step, ...]]] = {name: deque() for name in self.keys}
        self._numbers = itertools.count(1)

    def new_uuid(self, *of: object) -> str:
        """The uuid of something: the same in every run, so that what a simulator prints can be repeated."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, ":".join(map(str, ("batchlight", *of)))))

    def new_id(self, provider: str, make: Callable[[int, str], str]) -> str:
        """An id of the provider's shape that no job has yet; see `Simulated.new_id`."""
        number = next(self._numbers)
        id = make(number, self.new_uuid(provider, number))
        return self.new_id(provider, make) if id in self._jobs[provider] else id

    def add_key(self, provider: str, credits: float | None) -> str:
        """Make another account at a provider; its key."""
        with self.lock:
            accounts = self._accounts[provider]
            key = f"{self.keys[provider]}-{len(accounts) + 1}"
            accounts[key] = Account(key, CREDITS if credits is None else credits)
        return key

    def account(self, provider: str, key: str) -> Account | None:
        """The account of a key."""
        return self._accounts[provider].get(key)

    def add(self, provider: str, job: SimulatedJob) -> None:
        """Add a job, or replace the one with its id."""
        with self.lock:
            self._jobs[provider].pop(job.id, None)
            self._jobs[provider][job.id] = job

    def remove(self, provider: str, id: str) -> None:
        """Forget a job."""
        with self.lock:
            self._jobs[provider].pop(id, None)

    def find(self, provider: str, id: str) -> SimulatedJob | None:
        """The job of that id."""
        return self._jobs[provider].get(id)

    def jobs_of(self, provider: str, key: str) -> Iterator[SimulatedJob]:
        """The jobs of an account, the oldest first."""
        with self.lock:
            jobs = tuple(self._jobs[provider].values())
        return (job for job in jobs if job.owner == key)

    def plan_error(self, provider: str, status: int, times: int) -> None:
        """Answer the provider's next requests with one of its documented errors."""
        self._planned[provider].extend([status] * times)

    def plan_script(self, provider: str, script: tuple[Step, ...], times: int) -> None:
        """Let the next jobs that are submitted to the provider go through this."""
        self._scripts[provider].extend([script] * times)

    def take_script(self, provider: str) -> tuple[Step, ...] | None:
        """What the job that is submitted now goes through, if that is planned; it is planned no more."""
        with self.lock:
            planned = self._scripts[provider]
            return planned.popleft() if planned else None

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
