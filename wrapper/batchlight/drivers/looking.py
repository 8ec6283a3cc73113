"""What every client can do with a job: look at it once, wait for it, watch it. Declared once for both worlds."""

import inspect
import math
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar, Generic

from attrs import evolve
from typing_extensions import TypeVar

from ..engine.calls import Call
from ..engine.paging import Page
from ..engine.policies import PollPolicy, check_number, check_type
from ..engine.polling import Until, check_timeout, policy_for, wait_steps
from ..engine.provider import Listing, Provider
from ..engine.session import Session
from ..engine.steps import Report, Step, Steps
from ..errors import BatchlightError, ResponseError
from ..jobs import Job, JobRef
from .operations import Asynchronous, Flow, Observe, Plan, operation, stream

S = TypeVar("S")
"""The provider's typed status."""
Id = TypeVar("Id", contravariant=True, default=str)
"""What the provider's ids may be given as."""

OnUpdate = Callable[[Job[S]], object]


class JobOperations(ABC, Generic[S, Id]):
    """What every client can do; a provider says how a job is looked at."""

    provider: ClassVar[Provider]
    _session: Session

    @abstractmethod
    def _look(self, ref: JobRef) -> Call[Job[S]]:
        """The call that asks for a job's status."""

    def _ref(self, id: Id | JobRef | str) -> JobRef:
        """The name of a job, from whatever an operation takes for one.

        Raises:
            ValueError: the id is not of the provider's shape, or the ref is of another provider or site.
        """
        return self._session.connection.ref(id)

    def _listing_of(self, _id: str) -> Listing | None:
        """The list that tells of a job, if there is one: one of `Provider.listings`."""
        return None

    def _bulk_look(self, _listing: Listing) -> Call[Page[Job[S]]]:
        """The call that gives the first page of a list that `_listing_of` named."""
        raise NotImplementedError

    @operation
    def get(self, id: Id | JobRef | str, *, timeout: float | None = None) -> Call[Job[S]]:
        """Look at a job once.

        Args:
            id: The provider's id of the job; or its `JobRef`, or the ref's string.
            timeout: Seconds that the request may take; by default those of the client.

        Raises:
            ValueError: the id is not of the provider's shape, or the ref is of another provider or site; nothing was
                sent.
            NotFoundError: there is no such job. (Revenuebase says BadRequestError.)
            BatchlightError: see `batchlight.errors`.
        """
        if timeout is not None and timeout != math.inf:
            check_number(timeout, "timeout", 0.0)
            if not timeout:
                raise ValueError("timeout is a positive number of seconds; a request cannot take none")
        call = self._look(self._ref(id))
        return call if timeout is None else evolve(call, timeout=timeout)

    @operation
    def wait(
        self,
        id: Id | JobRef | str,
        *,
        timeout: float | None = 900.0,
        poll: PollPolicy | None = None,
        until: Until | None = None,
        check: bool = True,
        on_update: OnUpdate[S] | None = None,
    ) -> Plan[Job[S]]:
        """Wait for a job to end. Nothing is cancelled at the provider, however the wait ends.

        Args:
            id: The provider's id of the job; or its `JobRef`, or the ref's string.
            timeout: Seconds that all of it may take, looks and pauses. 0 looks once; None waits for ever.
            poll: How often to look; by default that of the client, or what the provider advises.
            until: What stops the wait besides the job's end: a state or its word ("running"), several, a function of
                the job, or "terminal" for nothing else. By default a job that needs action does: it would not go on by
                itself.
            check: Whether to raise if the job did not succeed; False returns it.
            on_update: Called with the job at the first look and whenever its state, its progress or the provider's own
                word for it (`Job.tag`) has changed; an async client takes a coroutine function, too. What it raises
                ends the wait.

        Raises:
            JobFailed: the job failed.
            JobCancelled: the job was cancelled.
            JobNeedsAction: the job needs action, and `until` does not say that this is waited for.
            WaitTimeout: the time is over, or too short for the pause that the provider asks for; `.job` is the job as
                it was last seen, and the cause is why the last look failed, if it did.
            ValueError: the id is not of the provider's shape, the ref is of another provider or site, or `until` is no
                state; nothing was sent.
            BatchlightError: a look failed in a way that does not pass (any error but 408, 425, 429, 5xx and no
                answer), or the provider told nothing for as long as `PollPolicy.max_outage`; see `batchlight.errors`.
        """
        observe = self._observing(on_update)
        return Plan(self._wait_steps(id, timeout, poll, until, check), observe)

    @stream
    def watch(
        self, id: Id | JobRef | str, *, timeout: float | None = 900.0, poll: PollPolicy | None = None
    ) -> Flow[Job[S]]:
        """Follow a job to its end: an iterator of the job as it is now, and at each change.

        A change is one of its state, of its progress, or of the provider's own word for it (`Job.tag`).

        It ends with a job that has ended or needs action. How a job ended is no exception here, as it is for `wait`.
        Leaving the iteration early leaves nothing behind.

        Args:
            id: The provider's id of the job; or its `JobRef`, or the ref's string.
            timeout: Seconds that all of it may take. None follows for ever.
            poll: How often to look; by default that of the client, or what the provider advises.

        Raises:
            WaitTimeout: the time is over; raised by the iteration.
            ValueError: the id is not of the provider's shape, or the ref is of another provider or site; nothing was
                sent.
            BatchlightError: a look failed for good, as in `wait`; raised by the iteration.
        """
        check_timeout(timeout)
        clock = self._session.clock
        began = clock()

        def steps() -> Steps[Job[S]]:
            left = None if timeout is None else max(timeout - (clock() - began), 0.0)
            return self._wait_steps(id, left, poll, None, False)

        return Flow(steps)

    def _wait_steps(
        self,
        id: Id | JobRef | str,
        timeout: float | None,
        poll: PollPolicy | None,
        until: Until | None,
        check: bool,
    ) -> Steps[Job[S]]:
        """The steps of a wait; see `polling.wait_steps`."""
        if poll is not None:
            check_type(poll, PollPolicy, "poll is a PollPolicy")
        session = self._session
        call = self._look(self._ref(id))
        chosen = poll or session.poll or policy_for(self.provider.guidance, None)
        grace_ends = session.submitted.until(call.ref, chosen.grace)
        return wait_steps(
            session.outgoing(call, is_kept=True),
            eyes=session,
            clock=session.clock,
            timeout=timeout,
            poll=poll or session.poll,
            guidance=self.provider.guidance,
            until=until,
            check=check,
            not_there_yet=None if grace_ends is None else self._missing_before(grace_ends),
        )

    def _observing(self, on_update: OnUpdate[S] | None) -> Observe | None:
        """What tells a function of the caller's of each job that is reported."""
        if inspect.iscoroutinefunction(on_update) and not isinstance(self, Asynchronous):
            raise TypeError("on_update is a coroutine function, which only an async client can call")
        return None if on_update is None else _reports_to(on_update)

    def _missing_before(self, grace_ends: float) -> Callable[[BatchlightError], bool]:
        """What tells whether an error says that a job, submitted a moment ago, is not known yet."""
        return lambda error: self._session.clock() < grace_ends and self._is_missing(error)

    def _is_missing(self, error: BatchlightError) -> bool:
        """Whether a provider says that there is no such job."""
        missing = self.provider.no_such_job
        return isinstance(error, ResponseError) and error.code is None and error.status_code in missing


def _reports_to(on_update: OnUpdate[Any]) -> Observe:
    def observe(step: Step) -> object:
        return on_update(step.job) if isinstance(step, Report) else None

    return observe
