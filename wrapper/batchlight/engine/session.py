"""What the sync and the async client share: a call with its retries, from the request to the result, without I/O."""

import itertools
import logging
import math
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import Any, Generic, TypeVar, cast

import httpx
from attrs import field, frozen
from batchlight_clients.operations import Operation

from ..errors import EndpointGoneError, ResponseError, TransportError
from ..keys import Secret
from ..lifecycle import Lifecycle, LifecyclePolicy, Phase, after_answer, before_call, gone, is_gone, note
from ..reading.answers import Question, Reply, read_object
from ..reading.headers import retry_after
from ..text import printable
from .calls import Call, Outgoing
from .connection import Connection
from .polling import PollPolicy
from .retrying import RetryPolicy, next_attempt
from .steps import Fetch, Sleep, Step, Steps

T = TypeVar("T")

logger = logging.getLogger("batchlight")

# What may be wrong before a request can have reached the provider.
_NEVER_CONNECTED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


@frozen
class Session:
    """What the sync and the async client share: everything but the sending."""

    connection: Connection
    http: httpx.Client | httpx.AsyncClient
    retry: RetryPolicy
    poll: PollPolicy | None
    lifecycle: LifecyclePolicy
    clock: Callable[[], float]
    headers: Mapping[str, str] = field(repr=False)

    def outgoing(self, call: Call[T]) -> Outgoing[T]:
        """Make the request of a call; the key is not in it yet."""
        arguments = {**call.request, "url": self.connection.base_url + call.request["url"]}
        request = self.http.build_request(**arguments)
        request.headers.update(self.headers)
        migrates = self.lifecycle.on_sunset == "migrate" and call.successor is not None
        return Outgoing(call, request, self.outgoing(call.successor()) if migrates and call.successor else None)

    def attempts(
        self, outgoing: Outgoing[T], deadline: float = math.inf, *, in_wait: bool = False
    ) -> Steps[tuple[T, float | None]]:
        """Send a call as often as the policy allows, until it succeeds.

        Args:
            outgoing: the call and its request.
            deadline: until when, by the session's clock.
            in_wait: whether it is a look of a wait, which survives more than a single call.

        Returns:
            The result, and the seconds that the answer asks to wait before the next request, or None.
        """
        call = outgoing.call
        if self._phase_before(call) is Phase.SUNSET and outgoing.successor is not None:
            self._note_migration(outgoing, Phase.SUNSET)
            return (yield from self.attempts(outgoing.successor, deadline, in_wait=in_wait))
        was_sent = False
        for attempt in itertools.count(1):
            limit = self._limit(call, deadline)
            try:
                reply = cast("Reply", (yield Fetch(outgoing, limit)))
                return self.read(call, reply), retry_after(reply.headers)
            except (TransportError, ResponseError) as error:
                failure = error
            if was_sent and call.instead is not None and isinstance(failure, ResponseError):
                other = call.instead(failure)
                if other is not None:
                    return (yield from self.attempts(self.outgoing(other), deadline, in_wait=in_wait))
            was_sent = was_sent or not isinstance(failure, TransportError) or failure.sent
            left = deadline - self.clock()
            pause = next_attempt(self.retry, call.repeat, attempt, failure, left, in_wait=in_wait)
            if pause is None:
                if not self._is_gone(call.operation, failure):
                    raise failure
                if outgoing.successor is None:
                    raise self._gone(call.operation, failure) from failure
                self._note_migration(outgoing, Phase.GONE)
                return (yield from self.attempts(outgoing.successor, deadline, in_wait=in_wait))
            logger.info(
                "%s: attempt %d failed (%s); the next one in %.1f s",
                call.operation.id,
                attempt,
                failure.status_code if isinstance(failure, ResponseError) else "no answer",
                pause,
            )
            yield Sleep(pause)
        raise AssertionError  # the loop has no end

    def result(self, call: Call[T]) -> Steps[T]:
        """Send a call, with retries; return its result."""
        value, _asked = yield from self.attempts(self.outgoing(call))
        return value

    def arm(self, step: Fetch) -> httpx.Request:
        """The request of a step, ready to be sent. The key is put into it here and nowhere else."""
        service = self.connection.service
        request = step.outgoing.request
        request.headers[service.key_header] = service.key_prefix + self.connection.key.reveal()
        request.extensions["timeout"] = httpx.Timeout(step.limit).as_dict()
        return request

    def read(self, call: Call[T], reply: Reply) -> T:
        """The result of a call, or the exception that its answer stands for."""
        logger.debug("%s answered %d", call.operation.id, reply.status_code)
        question = Question(call.operation.id, self._line(call), self.connection.key)
        if not is_gone(call.operation, reply.status_code, self.lifecycle.clock()):
            service = self.connection.service
            after_answer(self.lifecycle, service.name, service.title, call.operation, reply.headers)
        return call.parse(read_object(question, reply))

    @contextmanager
    def transport_errors(self, step: Fetch) -> Generator[None]:
        """Turn what httpx raises into `TransportError`, without the key."""
        call, request = step.outgoing.call, step.outgoing.request
        try:
            yield
        except httpx.HTTPError as error:
            # The error carries the request, and that the key.
            request.headers[self.connection.service.key_header] = "***"
            _clean(error, self.connection.key)
            reason = printable(error)
            kind = type(error).__name__
            raise TransportError(
                f"{self._line(call)}: no answer ({kind}{f': {reason}' if reason else ''})",
                operation=call.operation.id,
                sent=not isinstance(error, _NEVER_CONNECTED),
            ) from error

    def _limit(self, call: Call[Any], deadline: float) -> float | None:
        """The seconds that the next request may take: those of the client, and no more than are left."""
        left = min(deadline - self.clock(), self.connection.timeout or math.inf)
        if left <= 0:
            raise TransportError(f"{self._line(call)}: there is no time left", operation=call.operation.id, sent=False)
        return None if left == math.inf else left

    def _line(self, call: Call[Any]) -> str:
        """The call in words, with the path template: an id or a key is never in it."""
        return f"{self.connection.service.title}: {call.operation.method} {call.operation.path}"

    def _phase_before(self, call: Call[Any]) -> Phase:
        return before_call(self.lifecycle, self.connection.service.title, call.operation)

    def _is_gone(self, operation: Operation, failure: TransportError | ResponseError) -> bool:
        if isinstance(failure, TransportError):
            return not failure.sent and is_gone(operation, None, self.lifecycle.clock())
        return is_gone(operation, failure.status_code, self.lifecycle.clock())

    def _gone(self, operation: Operation, failure: TransportError | ResponseError) -> EndpointGoneError:
        service, now = self.connection.service, self.lifecycle.clock()
        note(self.lifecycle, service.name, service.title, Lifecycle.of(operation), Phase.GONE, now)
        answer = str(failure.status_code) if isinstance(failure, ResponseError) else "no connection"
        return gone(service.title, operation, now, answer)

    def _note_migration(self, outgoing: Outgoing[Any], phase: Phase) -> None:
        """Tell, once, that the replacement answers in place of an operation."""
        service, now = self.connection.service, self.lifecycle.clock()
        lifecycle = Lifecycle.of(outgoing.call.operation)
        note(self.lifecycle, service.name, service.title, lifecycle, phase, now, migrated=True)


class Run(Generic[T]):
    """Steps on their way, and their result once there are no more."""

    result: T

    def __init__(self, steps: Steps[T]) -> None:
        self._steps = steps

    def proceed(self, reply: Reply | None = None) -> Step | None:
        """The next step, or None when the result is there."""
        try:
            return self._steps.send(reply)
        except StopIteration as end:
            self.result = end.value
            return None

    def fail(self, error: TransportError) -> Step | None:
        """The step that follows on an error, or None when the result is there."""
        try:
            return self._steps.throw(error)
        except StopIteration as end:
            self.result = end.value
            return None


def _clean(error: BaseException | None, key: Secret) -> None:
    """Take the key out of an error of the HTTP libraries, and out of what caused it.

    The frames of their tracebacks have variables that hold the headers, which a report with variables would show; and a
    server that repeats the key in a broken answer gets it into the message.
    """
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        error.__traceback__ = None
        error.args = tuple(key.redact(part) if isinstance(part, str) else part for part in error.args)
        error = error.__cause__ or error.__context__
