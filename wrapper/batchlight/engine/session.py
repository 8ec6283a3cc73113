"""What the sync and the async client share: a call with its retries, from the request to the result, without I/O."""

import datetime
import itertools
import logging
import math
import traceback
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, Generic, TypeVar, cast

from attrs import define, evolve, field, frozen
from batchlight_clients.operations import Operation

from ..errors import EndpointGoneError, ResponseError, TransportError
from ..hooks import Hook
from ..jobs import Job, is_job, stamp
from ..keys import Secret
from ..lifecycle import LifecyclePolicy, after_answer, before_call, gone, is_gone, note, with_headers
from ..notices import Place, users_place
from ..phases import Lifecycle, Phase
from ..reading.answers import Question, Reply, id_of, malformed, read_object, without_key
from ..reading.headers import ENDS, PAUSES, retry_after
from ..reading.identity import Mismatch
from ..reading.limits import LIMITS
from ..text import printable
from .budgets import Budget, Slot, is_due
from .calls import Answer, Call, Outgoing, Request, is_page
from .connection import Connection
from .policies import PollPolicy, RetryPolicy
from .retrying import next_attempt, reason_of
from .steps import Fetch, NoAnswer, Sleep, Steps
from .submitted import Submitted

T = TypeVar("T")

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
    _questions: dict[str, Question] = field(factory=dict[str, Question], init=False, repr=False)

    def outgoing(self, call: Call[T], *, is_kept: bool = False) -> Outgoing[T]:
        """Make the request of a call; the key is not in it yet.

        Args:
            call: the call.
            is_kept: whether it is kept for long: then without what its request was made of.

        Raises:
            ValueError: the call is about a job that lives at another site.
        """
        if call.ref is not None and call.ref.site != self.connection.site:
            self.connection.check(call.ref)
        request = Request.of(call.request, self.connection.base_url)
        if is_kept:
            call = evolve(call, request=_NO_HEADERS)
        migrates = self.lifecycle.on_sunset == "migrate" and call.successor is not None
        return Outgoing(call, request, self.outgoing(call.successor()) if migrates and call.successor else None)

    def look(self, outgoing: Outgoing[T], deadline: float, slot: Slot | None = None) -> Steps[Answer[T]]:
        """Send a call once: what a wait does, which comes again by itself. See `attempts`."""
        return self.attempts(outgoing, deadline, retry=_ONCE, slot=slot)

    def again(self, answer: Answer[T]) -> Callable[[], T]:
        """What makes the result of an answer again, for who waits for the next one and has hardly any use for it.

        Of a job it holds the bytes that came, which take a quarter of the memory; all that is made of them is the same
        each time. A body in which the key may be is not held.
        """
        body, value = answer.reply.body, answer.value
        if not is_job(value) or self.connection.key.may_be_in(body.decode("latin-1")):
            return lambda: value
        packed = answer.reply.names.get(b"content-encoding")
        job = cast("Job[Any]", value)
        return _Again(self, answer.call, body, packed, job.request_id, job.received_at)

    def attempts(
        self,
        outgoing: Outgoing[T],
        deadline: float = math.inf,
        *,
        retry: RetryPolicy,
        was_sent: bool = False,
        slot: Slot | None = None,
    ) -> Steps[Answer[T]]:
        """Send a call as often as the policy allows, until it succeeds.

        Args:
            outgoing: the call and its request.
            deadline: until when, by the session's clock.
            retry: how often.
            was_sent: whether the provider may have received it before, as the operation that this one replaces.
            slot: the first attempt's place in the budget, if the caller has one.

        Returns:
            The result, with what it is made of.
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
                reply = without_key(self.connection.key, reply)
                if budget is not None:
                    said = reply.headers if reply.says(LIMITS) or reply.status_code == 429 else _NO_HEADERS
                    budget.learn(slot, reply.status_code, said, self.clock())
                value = self.read(call, reply)
                return Answer(value, retry_after(reply.headers) if reply.says(PAUSES) else None, call, reply)
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
        answer = yield from self.attempts(self.outgoing(call), retry=self.retry)
        return answer.value

    def arm(self) -> dict[str, str]:
        """The headers that all requests have. The key is put into them here and nowhere else."""
        provider = self.connection.provider
        return {**self.headers, provider.key_header: provider.key_prefix + self.connection.key.reveal()}

    def read(self, call: Call[T], reply: Reply) -> T:
        """The result of a call, or the exception that its answer stands for."""
        operation, status = call.operation, reply.status_code
        logger.debug("%s answered %d", operation.id, status)
        question = self.question(call)
        now = self.lifecycle.clock()
        # Most operations are active and their answers say nothing: that is all that it costs.
        is_known = operation.deprecated or operation.sunset_at is not None
        if (is_known or reply.says(ENDS)) and not is_gone(operation, status, reply.headers, now):
            provider = self.connection.provider
            after_answer(self.lifecycle, provider.name, provider.title, operation, reply.headers, self.made_at)
        sink = call.transfer.sink if call.transfer is not None and 200 <= status <= 299 else None
        if sink is not None and sink.problem is not None:
            raise malformed(question, reply, sink.problem)
        payload = _NOTHING if sink is not None else read_object(question, reply, may_be_empty=call.may_be_empty)
        try:
            result = call.parse(payload)
            if is_job(result):
                self._stamp(result, reply, now)
            else:
                for job in _jobs_on(result):
                    self._stamp(job, reply, now)
            return result
        except Mismatch as error:
            problem = str(error)
        # Made out here, because what the provider wrote may hold the key, and an error keeps the one before it.
        raise malformed(question, reply, problem)

    def _stamp(self, job: Any, reply: Reply, received_at: datetime.datetime) -> None:
        """Put into a job of an answer what it alone does not tell."""
        stamp(job, id_of(reply), received_at, self.connection.site)

    def question(self, call: Call[Any]) -> Question:
        """What a call asks, for messages; made once for an operation."""
        question = self._questions.get(call.operation.id)
        if question is None:
            question = Question(call.operation.id, self._line(call), self.connection.key)
            self._questions[call.operation.id] = question
        return question

    @contextmanager
    def transport_errors(
        self, step: Fetch, headers: dict[str, str], handled: BaseException | None = None
    ) -> Generator[None]:
        """Turn `NoAnswer` into `TransportError`; whatever passes, no variable of a frame below holds the key.

        Args:
            step: what is being fetched.
            headers: those that `arm` has made.
            handled: what the caller was handling before the fetch: it is the caller's, though it is the context of
                whatever is raised here.
        """
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


@define(eq=False, repr=False, weakref_slot=False)
class _Again(Generic[T]):
    """The bytes of an answer, and how the job is made of them; a closure would take three times the memory."""

    session: Session
    call: Call[T]
    body: bytes
    packed: bytes | None
    request_id: str | None
    received_at: datetime.datetime | None

    def __call__(self) -> T:
        lines = [] if self.packed is None else [(b"content-encoding", self.packed)]
        reply = Reply(200, lines, self.body)
        value = self.call.parse(read_object(self.session.question(self.call), reply))
        stamp(cast("Job[Any]", value), self.request_id, self.received_at, self.session.connection.site)
        return value


def _jobs_on(result: object) -> list[Any]:
    """The jobs on a page, if a result is one."""
    return [item for item in result.items if is_job(item)] if is_page(result) else []


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
