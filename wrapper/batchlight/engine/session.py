"""What the sync and the async client share: a call with its retries, from the request to the result, without I/O."""

import itertools
import logging
import math
import sys
import traceback
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, Generic, TypeVar, cast

from attrs import evolve, field, frozen
from batchlight_clients.operations import Operation

from ..errors import BatchlightError, EndpointGoneError, ResponseError, TransportError
from ..hooks import Hook
from ..jobs import Job
from ..keys import Secret
from ..lifecycle import LifecyclePolicy, after_answer, before_call, gone, is_gone, note, with_headers
from ..notices import Place, users_place
from ..phases import Lifecycle, Phase
from ..reading.answers import Question, Reply, malformed, read_object, request_id_of, without_key
from ..reading.headers import retry_after
from ..reading.identity import Mismatch
from ..text import printable
from .budgets import Budget, Slot, is_due
from .calls import Call, Outgoing, Page, Request
from .connection import Connection
from .policies import PollPolicy, RetryPolicy
from .retrying import next_attempt, reason_of
from .steps import Fetch, NoAnswer, Sleep, Step, Steps
from .submitted import Submitted

T = TypeVar("T")
S = TypeVar("S")
A = TypeVar("A")

logger = logging.getLogger("batchlight")

_NO_HEADERS: Mapping[str, str] = MappingProxyType({})
_NOTHING: Mapping[str, Any] = MappingProxyType({})

_ONCE = RetryPolicy(attempts=1)

# The operating system takes no longer time-out than some weeks; this is eleven days.
_LONGEST = 1e6


@frozen
class Session:
    """What the sync and the async client share: everything but the sending."""

    connection: Connection
    retry: RetryPolicy
    poll: PollPolicy | None
    lifecycle: LifecyclePolicy
    clock: Callable[[], float]
    headers: Mapping[str, str] = field(repr=False)
    made_at: Place | None = field(factory=users_place, repr=False)
    budget: Budget | None = field(default=None, repr=False)
    on_event: Hook | None = None
    submitted: Submitted = field(factory=Submitted, repr=False)

    def outgoing(self, call: Call[T]) -> Outgoing[T]:
        """Make the request of a call; the key is not in it yet.

        Raises:
            ValueError: the call is about a job that lives at another site.
        """
        if call.ref is not None and call.ref.site != self.connection.site:
            self.connection.check(call.ref)
        request = Request.of(call.request, self.connection.base_url)
        migrates = self.lifecycle.on_sunset == "migrate" and call.successor is not None
        return Outgoing(call, request, self.outgoing(call.successor()) if migrates and call.successor else None)

    def look(self, outgoing: Outgoing[T], deadline: float, slot: Slot | None = None) -> Steps[tuple[T, float | None]]:
        """Send a call once: what a wait does, which comes again by itself. See `attempts`."""
        return self.attempts(outgoing, deadline, retry=_ONCE, slot=slot)

    def attempts(
        self,
        outgoing: Outgoing[T],
        deadline: float = math.inf,
        *,
        retry: RetryPolicy,
        was_sent: bool = False,
        slot: Slot | None = None,
    ) -> Steps[tuple[T, float | None]]:
        """Send a call as often as the policy allows, until it succeeds.

        Args:
            outgoing: the call and its request.
            deadline: until when, by the session's clock.
            retry: how often.
            was_sent: whether the provider may have received it before, as the operation that this one replaces.
            slot: the first attempt's place in the budget, if the caller has one.

        Returns:
            The result, and the seconds that the answer asks to wait before the next request, or None.
        """
        call = outgoing.call
        if self._phase_before(call) is Phase.SUNSET and outgoing.successor is not None:
            self._note_migration(outgoing, Phase.SUNSET)
            return (yield from self.attempts(outgoing.successor, deadline, retry=retry, was_sent=was_sent))
        budget = self.budget
        for attempt in itertools.count(1):
            try:
                if budget is not None and (slot is None or attempt > 1):
                    slot = budget.reserve(self.clock(), deadline)
                    if slot is None or not is_due(slot, self.clock()):
                        slot = yield from self._in_line(call, budget, slot, deadline)
                # None: the driver was interrupted, and its caller goes on.
                while (reply := (yield Fetch(outgoing, self._limit(call, deadline), deadline))) is None:
                    pass
                if budget is not None:
                    budget.learn(slot, reply.status_code, reply.headers, self.clock())
                reply = without_key(self.connection.key, reply)
                return self.read(call, reply), retry_after(reply.headers)
            except (TransportError, ResponseError) as error:
                failure = error
            if was_sent and call.instead is not None and isinstance(failure, ResponseError):
                other = call.instead(failure)
                if other is not None:
                    return (yield from self.attempts(self.outgoing(other), deadline, retry=retry))
            left = deadline - self.clock()
            pause = next_attempt(retry, call.repeat, attempt, failure, left)
            if pause is None:
                if not self._is_gone(call.operation, failure):
                    raise failure
                if outgoing.successor is None:
                    raise self._gone(call.operation, failure) from failure
                self._note_migration(outgoing, Phase.GONE, _headers(failure))
                # What is gone has done nothing, but an attempt before it may have.
                return (yield from self.attempts(outgoing.successor, deadline, retry=retry, was_sent=was_sent))
            was_sent = was_sent or not isinstance(failure, TransportError) or failure.sent
            logger.info(
                "%s: attempt %d failed (%s); the next one in %.1f s",
                call.operation.id,
                attempt,
                reason_of(failure),
                pause,
            )
            yield Sleep(pause, failure=failure)
        raise AssertionError  # the loop has no end

    def _in_line(self, call: Call[Any], budget: Budget, slot: Slot | None, deadline: float) -> Steps[Slot]:
        """Wait for a request's place in the budget; none of it is the time that the request may take.

        Raises:
            TransportError: there is no place before the deadline, which has come.
        """
        while slot is not None:
            now = self.clock()
            if is_due(slot, now):
                slot = budget.renew(slot, now, deadline)
                if slot is not None and is_due(slot, now):
                    return slot
                continue
            try:
                yield Sleep(slot.at - now, in_line=True)
            except BaseException:
                # Whoever waited for it has gone.
                budget.give_back(slot)
                raise
        left = deadline - self.clock()
        if left > 0:
            yield Sleep(left, in_line=True)
        words = "the budget allows no request before the time is over"
        raise TransportError(f"{self._line(call)}: {words}", operation=call.operation.id, sent=False, reason=words)

    def result(self, call: Call[T]) -> Steps[T]:
        """Send a call, with retries; return its result."""
        value, _asked = yield from self.attempts(self.outgoing(call), retry=self.retry)
        return value

    def arm(self) -> dict[str, str]:
        """The headers that all requests have. The key is put into them here and nowhere else."""
        provider = self.connection.provider
        return {**self.headers, provider.key_header: provider.key_prefix + self.connection.key.reveal()}

    def read(self, call: Call[T], reply: Reply) -> T:
        """The result of a call, or the exception that its answer stands for."""
        logger.debug("%s answered %d", call.operation.id, reply.status_code)
        question = Question(call.operation.id, self._line(call), self.connection.key)
        if not is_gone(call.operation, reply.status_code, reply.headers, self.lifecycle.clock()):
            provider = self.connection.provider
            after_answer(self.lifecycle, provider.name, provider.title, call.operation, reply.headers, self.made_at)
        sink = call.transfer.sink if call.transfer is not None and 200 <= reply.status_code <= 299 else None
        if sink is not None and sink.problem is not None:
            raise malformed(question, reply, sink.problem)
        payload = _NOTHING if sink is not None else read_object(question, reply, may_be_empty=call.may_be_empty)
        try:
            result = call.parse(payload)
            if isinstance(result, Job):
                return cast("T", self._stamped(cast("Job[Any]", result), reply))
            if isinstance(result, Page):
                page = cast("Page[Any]", result)
                items = [
                    self._stamped(cast("Job[Any]", item), reply) if isinstance(item, Job) else item
                    for item in page.items
                ]
                return cast("T", evolve(page, items=items))
            return result
        except Mismatch as error:
            problem = str(error)
        # Made out here, because what the provider wrote may hold the key, and an error keeps the one before it.
        raise malformed(question, reply, problem)

    def _stamped(self, job: Job[S], reply: Reply) -> Job[S]:
        """A job with what its answer alone does not tell."""
        return evolve(
            job,
            request_id=request_id_of(reply.headers),
            received_at=self.lifecycle.clock(),
            site=self.connection.site,
        )

    @contextmanager
    def transport_errors(self, step: Fetch, headers: dict[str, str]) -> Generator[None]:
        """Turn `NoAnswer` into `TransportError`; whatever passes, no variable of a frame below holds the key.

        Args:
            step: what is being fetched.
            headers: those that `arm` has made.
        """
        # What the caller is handling is the caller's, though it is the context of whatever is raised here.
        handled = sys.exc_info()[1]
        try:
            yield
        except BaseException as error:
            # The frame that an interrupt or a cancellation has left holds the headers, and those the key.
            headers.clear()
            is_clean = _clean(error, self.connection.key, handled)
            if not isinstance(error, NoAnswer):
                raise
            failure = error
        else:
            return
        cause = failure.__cause__
        kind, words = type(cause).__name__, printable(self.connection.key.redact(str(cause)))
        reason = f"{kind}: {words}" if words else kind
        raise TransportError(
            f"{self._line(step.outgoing.call)}: no answer ({reason})",
            operation=step.outgoing.call.operation.id,
            sent=failure.sent,
            refused=failure.refused,
            reason=reason,
        ) from (cause if is_clean else None)

    def left(self, step: Fetch) -> float | None:
        """The seconds that a request may take now that its turn has come: those in line were none of its own."""
        if step.deadline == math.inf or step.limit is None:
            return step.limit
        return min(step.limit, max(step.deadline - self.clock(), 0.0))

    def _limit(self, call: Call[Any], deadline: float) -> float | None:
        """The seconds that the next request may take: those of the client, and no more than are left."""
        left = min(deadline - self.clock(), self._longest(call))
        if left <= 0:
            words = "there is no time left"
            raise TransportError(f"{self._line(call)}: {words}", operation=call.operation.id, sent=False, reason=words)
        return None if left == math.inf else min(left, _LONGEST)

    def _longest(self, call: Call[Any]) -> float:
        own = self.connection.timeout if call.timeout is None else call.timeout
        return math.inf if own is None else own

    def _line(self, call: Call[Any]) -> str:
        """The call in words, with the path template: an id or a key is never in it."""
        return f"{self.connection.provider.title}: {call.operation.method} {call.operation.path}"

    def _phase_before(self, call: Call[Any]) -> Phase:
        return before_call(self.lifecycle, self.connection.provider.title, call.operation)

    def _is_gone(self, operation: Operation, failure: TransportError | ResponseError) -> bool:
        # No answer may mean many things: a full pool, a certificate that does not fit, a network that is slow.
        if isinstance(failure, TransportError) and not failure.refused:
            return False
        status = failure.status_code if isinstance(failure, ResponseError) else None
        return is_gone(operation, status, _headers(failure), self.lifecycle.clock())

    def _gone(self, operation: Operation, failure: TransportError | ResponseError) -> EndpointGoneError:
        provider, now = self.connection.provider, self.lifecycle.clock()
        lifecycle = with_headers(Lifecycle.of(operation), _headers(failure))
        note(self.lifecycle, provider.name, provider.title, lifecycle, Phase.GONE, now)
        answer = str(failure.status_code) if isinstance(failure, ResponseError) else "connection refused"
        return gone(provider.title, lifecycle, now, answer)

    def _note_migration(self, outgoing: Outgoing[Any], phase: Phase, headers: Mapping[str, str] = _NO_HEADERS) -> None:
        """Tell, once, that the replacement answers in place of an operation."""
        provider, now = self.connection.provider, self.lifecycle.clock()
        lifecycle = with_headers(Lifecycle.of(outgoing.call.operation), headers)
        note(self.lifecycle, provider.name, provider.title, lifecycle, phase, now, made_at=self.made_at, migrated=True)


class Run(Generic[T]):
    """Steps on their way, and their result once there are no more.

    A step that a driver was given and did not finish (its task was cancelled, Ctrl-C) is still there: `resume` gives
    what is left of it. Where Ctrl-C came while the steps themselves were at work, they begin anew.

    Args:
        make: makes the steps.
        clock: a monotonic clock, in seconds.
    """

    result: T

    def __init__(self, make: Callable[[], Steps[T]], clock: Callable[[], float]) -> None:
        self._make = make
        self._steps = make()
        self._is_broken = False
        self._clock = clock
        self._pending: Step | None = None
        self._given_at = 0.0

    def proceed(self, reply: Reply | None = None) -> Step | None:
        """The next step, or None when the result is there."""
        return self._next(self._steps.send, reply)

    def fail(self, error: Exception) -> Step | None:
        """The step that follows on an error, or None when the result is there."""
        return self._next(self._steps.throw, error)

    def resume(self) -> Step | None:
        """What to do next, whether or not the last step was finished."""
        if self._is_broken:
            self._steps, self._is_broken = self._make(), False
        pending = self._pending
        if isinstance(pending, Sleep):
            slept = self._clock() - self._given_at
            return evolve(pending, seconds=max(pending.seconds - slept, 0.0))
        return self.proceed()

    def close(self) -> None:
        """Leave the rest undone."""
        self._steps.close()

    def _next(self, advance: Callable[[A], Step], argument: A) -> Step | None:
        self._pending = None
        try:
            step = advance(argument)
        except StopIteration as end:
            self.result = end.value
            return None
        except BatchlightError:
            raise
        except BaseException:
            self._is_broken = True
            raise
        self._pending, self._given_at = step, self._clock()
        return step


def _headers(failure: TransportError | ResponseError) -> Mapping[str, str]:
    return failure.headers if isinstance(failure, ResponseError) else _NO_HEADERS


def _clean(error: BaseException | None, key: Secret, handled: BaseException | None) -> bool:
    """Take the key out of an error of the HTTP libraries, and out of what caused it.

    The frames of their tracebacks have variables that hold the headers, which a report with variables would show; and a
    server that repeats the key in a broken answer gets it into the message.

    Args:
        error: the error.
        key: the key.
        handled: what the caller was handling before: it is left as it is.

    Returns:
        Whether no text of them holds the key any more.
    """
    seen: set[int] = {id(handled)}
    waiting: list[BaseException | None] = [error]
    is_clean = True
    while waiting:
        each = waiting.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        traceback.clear_frames(each.__traceback__)
        each.args = tuple(key.redact(part) if isinstance(part, str) else part for part in each.args)
        text = f"{each!r} {each} {vars(each)!r}"
        is_clean = is_clean and key.redact(text) == text
        waiting += [each.__cause__, each.__context__]
        if isinstance(each, BaseExceptionGroup):
            waiting.extend(cast("BaseExceptionGroup[BaseException]", each).exceptions)
    return is_clean
