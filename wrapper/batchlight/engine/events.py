"""What a client tells of its work, as it does it: an event for each request, answer, retry, pause, outage and end.

The events follow from the steps of an operation and from what becomes of them, so that what makes the steps, and what
carries them out, know nothing of who listens; without a listener nothing of this runs.

| event | when |
|---|---|
| `RequestEvent` | a request is about to be sent |
| `AnswerEvent` | it was answered, or no answer came |
| `RetryEvent` | a call has failed and will be sent again |
| `PauseEvent` | a wait pauses before it looks again |
| `OutageEvent` | looks tell nothing any more; and again when they do |
| `EndEvent` | the operation is over |
| `LifecycleEvent` | an operation was called that is not active (see `LifecyclePolicy`) |

An operation that sends nothing, as with an id of the wrong shape, has no events.
"""

import itertools
from collections.abc import Callable
from typing import Any, TypeVar

from attrs import evolve, frozen

from ..errors import BatchlightError, ResponseError, TransportError
from ..hooks import Event, Hook, tell
from ..jobs import Job, JobState
from ..lifecycle import LifecycleEvent, LifecyclePolicy
from .calls import Call
from .connection import Connection
from .steps import Fetch, Give, Outage, Report, Sleep, Step, Steps, Work

T = TypeVar("T")


@frozen(kw_only=True)
class ClientEvent(Event):
    """What the events of a client have in common.

    Attributes:
        provider: The provider's name.
        site: The provider's site; None for the default one.
        operation: The operation's id, such as "ecore.get_job".
        run: A number that all events of one `get`, `wait`, ... have, and no others in the process.
        attempt: How often the call was sent, from 1; each look of a wait is a call of its own.
    """

    run: int
    attempt: int


@frozen(kw_only=True)
class RequestEvent(ClientEvent):
    """A request is about to be sent."""


@frozen(kw_only=True)
class AnswerEvent(ClientEvent):
    """A request was answered, or no answer came.

    Attributes:
        status_code: The HTTP status; None if no answer came.
        seconds: How long it took.
        error: Why no answer came, as the name of an exception's class, such as "ConnectTimeout".
    """

    status_code: int | None
    seconds: float
    error: str | None = None


@frozen(kw_only=True)
class RetryEvent(ClientEvent):
    """A call has failed and will be sent again.

    Attributes:
        seconds: The pause before.
        error: The name of the class of the failure, such as "ServerError".
        status_code: The HTTP status of the failure; None if no answer came.
    """

    seconds: float
    error: str
    status_code: int | None


@frozen(kw_only=True)
class PauseEvent(ClientEvent):
    """A wait pauses before it looks again.

    Attributes:
        seconds: The pause.
        state: The job's state as it was last seen; None if it was not seen yet.
    """

    seconds: float
    state: JobState | None


@frozen(kw_only=True)
class OutageEvent(ClientEvent):
    """Looks tell nothing any more, or they do again.

    Attributes:
        is_over: False when it begins, True when a look tells something again.
        seconds: How long it has lasted.
        error: The name of the class of the last failure, such as "ServerError".
        status_code: The HTTP status of the last failure; None if no answer came.
    """

    is_over: bool
    seconds: float
    error: str
    status_code: int | None


@frozen(kw_only=True)
class EndEvent(ClientEvent):
    """An operation is over, well or badly.

    Attributes:
        seconds: How long all of it took.
        requests: How many requests were sent for it.
        state: The job's state as it was last seen, if the operation is about a job.
        error: The name of the class of what was raised, such as "JobFailed"; None if there is a result. What was left
            early (Ctrl-C, a task that was cancelled, a `watch` that was closed) is "abandoned".
    """

    seconds: float
    requests: int
    state: JobState | None
    error: str | None


_runs = itertools.count(1)


def told(steps: Steps[T], hook: Hook, connection: Connection, clock: Callable[[], float]) -> Steps[T]:
    """The same steps, and an event for whatever becomes of them.

    Args:
        steps: the steps of one operation.
        hook: called with each event.
        connection: of the client.
        clock: a monotonic clock, in seconds.
    """
    teller = _Teller(hook, connection, clock)
    try:
        step = next(steps)
        while True:
            teller.before(step)
            try:
                reply = yield step
            except GeneratorExit:
                raise
            except BaseException as error:
                teller.failed(step, error)
                step = steps.throw(error)
            else:
                if reply is not None:
                    teller.answered(reply.status_code)
                step = steps.send(reply)
    except StopIteration as end:
        result: T = end.value
    except BaseException as error:
        teller.ended(error)
        raise
    finally:
        steps.close()
    teller.returned(result)
    return result


class _Teller:
    """Makes events of the steps of one operation."""

    def __init__(self, hook: Hook, connection: Connection, clock: Callable[[], float]) -> None:
        self._hook = hook
        self._provider, self._site = connection.provider.name, connection.site
        self._clock = clock
        self._run = next(_runs)
        self._call: Call[Any] | None = None
        self._began = self._sent_at = 0.0
        self._attempt = self._requests = 0
        self._is_retry = False
        self._outage: Outage | None = None
        self._state: JobState | None = None

    def before(self, step: Step) -> None:
        """Tell of a step that is about to be done."""
        match step:
            case Fetch():
                self._request(step)
            case Report(job=job):
                self._saw(job.state)
            case Sleep() if step.failure is not None:
                self._tell(RetryEvent, seconds=step.seconds, **_failure(step.failure))
                self._is_retry = True
            case Sleep():
                self._pause(step)
            case Give() | Work():
                # Neither is of the provider's making.
                pass

    def answered(self, status_code: int) -> None:
        """Tell of an answer."""
        self._tell(AnswerEvent, status_code=status_code, seconds=self._clock() - self._sent_at)

    def failed(self, step: Step, error: BaseException) -> None:
        """Tell that no answer came."""
        if isinstance(step, Fetch):
            why = error.__cause__ if isinstance(error, TransportError) and error.__cause__ is not None else error
            name = type(why).__name__
            self._tell(AnswerEvent, status_code=None, seconds=self._clock() - self._sent_at, error=name)

    def returned(self, result: object) -> None:
        """Tell that the operation has its result."""
        if isinstance(result, Job):
            self._saw(result.state)
        self.ended(None)

    def ended(self, error: BaseException | None) -> None:
        """Tell that the operation is over."""
        name = "abandoned" if isinstance(error, GeneratorExit) else type(error).__name__ if error is not None else None
        seconds = self._clock() - self._began
        self._tell(EndEvent, seconds=seconds, requests=self._requests, state=self._state, error=name)

    def _request(self, step: Fetch) -> None:
        now = self._clock()
        if self._call is None:
            self._began = now
        self._call = step.outgoing.call
        self._attempt = self._attempt + 1 if self._is_retry else 1
        self._is_retry = False
        self._requests += 1
        self._sent_at = now
        self._tell(RequestEvent)

    def _saw(self, state: JobState) -> None:
        self._state = state
        self._answers_again()

    def _pause(self, step: Sleep) -> None:
        if not step.in_line:
            # Who only stands in line for a request has learnt nothing of an outage.
            if step.outage is None:
                self._answers_again()
            elif self._outage is None:
                self._tell_outage(step.outage, is_over=False)
            self._outage = step.outage
        self._tell(PauseEvent, seconds=step.seconds, state=self._state)

    def _answers_again(self) -> None:
        outage, self._outage = self._outage, None
        if outage is not None:
            self._tell_outage(outage, is_over=True)

    def _tell_outage(self, outage: Outage, *, is_over: bool) -> None:
        seconds = self._clock() - outage.began
        self._tell(OutageEvent, is_over=is_over, seconds=seconds, **_failure(outage.failure))

    def _tell(self, kind: type[ClientEvent], **fields: Any) -> None:
        if self._call is not None:
            event = kind(
                provider=self._provider,
                site=self._site,
                operation=self._call.operation.id,
                run=self._run,
                attempt=self._attempt,
                **fields,
            )
            tell(self._hook, event)


def _failure(failure: BatchlightError) -> dict[str, Any]:
    status = failure.status_code if isinstance(failure, ResponseError) else None
    return {"error": type(failure).__name__, "status_code": status}


def listening(policy: LifecyclePolicy, hook: Hook, site: str | None) -> LifecyclePolicy:
    """The policy, whose events the hook of a client is told of as well.

    Args:
        policy: the caller's.
        hook: that of the client.
        site: the site of the client.
    """
    own = policy.on_event

    def both(event: LifecycleEvent) -> None:
        event = evolve(event, site=site)
        if own is not None:
            tell(own, event)
        tell(hook, event)

    return evolve(policy, on_event=both)
