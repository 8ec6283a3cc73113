"""All exceptions.

    BatchlightError
    ├── ConfigurationError            no key, an unsafe base URL, an unknown provider
    ├── TransportError                no answer; the httpx error is __cause__
    │   └── SubmissionUncertain       a submission may have arrived, and may have been paid for
    ├── ResponseError                 an answer that is not a success
    │   ├── BadRequestError           400
    │   ├── AuthenticationError       401
    │   ├── PaymentRequiredError      402
    │   ├── PermissionDeniedError     403
    │   ├── NotFoundError             404
    │   ├── ConflictError             409
    │   ├── ValidationError           422, or what else names single faults of what was sent
    │   ├── RateLimitError            429
    │   ├── ServerError               every 5xx
    │   └── MalformedResponseError    a success whose body cannot be read
    ├── JobError                      what a wait ends with instead of a job
    │   ├── JobFailed                 the job failed
    │   ├── JobCancelled              the job was cancelled
    │   ├── JobNeedsAction            the job waits for the caller and will not go on by itself
    │   └── WaitTimeout               the job goes on; also a TimeoutError
    └── EndpointSunsetError           the operation is past its sunset
        └── EndpointGoneError         the operation no longer answers

No message, attribute or traceback holds an API key.
"""

import datetime
from collections.abc import Callable, Mapping
from typing import Any, cast

from attrs import field, frozen

from .jobs import Job, JobRef


@frozen
class FieldError:
    """One fault in what was sent.

    Attributes:
        path: Where the fault is, from the outside in, such as ("body", "emails", 3).
        message: What is wrong.
        type: The provider's name for this kind of fault, if it has one.
    """

    path: tuple[str | int, ...]
    message: str
    type: str | None = None

    def __str__(self) -> str:
        where = ".".join(str(part) for part in self.path)
        return f"{where}: {self.message}" if where else self.message


class BatchlightError(Exception):
    """Everything that batchlight raises on its own, except ValueError for an argument of the wrong form.

    Attributes:
        ref: The job that there is all the same, where an operation of several requests failed after the one that made
            it; its notes say how to go on.
    """

    ref: JobRef | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        # An exception is pickled by its arguments alone, and most of these have more; a pool of processes that
        # cannot read an exception hangs.
        return _rebuild, (type(self), self.args, self.__dict__)


class ConfigurationError(BatchlightError):
    """The client cannot be used like this; nothing was sent."""


class TransportError(BatchlightError):
    """No answer came, or the connection broke in the middle of it; `__cause__` is the httpx error.

    Attributes:
        operation: The operation's id, such as "apexverify.get_batch_status".
        sent: Whether the provider may have received the request: False if the connection was never made.
        refused: Whether the connection was refused: the machine is there, and nothing listens on the port.
        reason: Why there is none, in a few words.
    """

    def __init__(
        self, message: str, *, operation: str, sent: bool = True, refused: bool = False, reason: str = ""
    ) -> None:
        super().__init__(message)
        self.reason = reason
        self.operation = operation
        self.sent = sent
        self.refused = refused


@frozen
class Submission:
    """What was sent to make a job, without its content and without the key.

    Attributes:
        operation: The operation's id, such as "ecore.upload_emails".
        name: The name of the file or of the list.
        began_at: When it was sent, in UTC.
        size: How many bytes the file has; None if it was no file.
        count: How many addresses or documents it holds, where that is known.
        fields: What else was sent, by the provider's names.
    """

    operation: str
    name: str
    began_at: datetime.datetime
    size: int | None = None
    count: int | None = None
    fields: Mapping[str, Any] = field(factory=dict[str, Any], hash=False)


class SubmissionUncertain(TransportError):
    """A submission may have arrived, and may have been paid for: its answer is lost, or says nothing (5xx, 408).

    It was not sent again, and is not without being told to.

    Attributes:
        request: What was sent.
    """

    def __init__(
        self,
        message: str,
        *,
        operation: str,
        reason: str,
        request: Submission,
        search: Callable[[Submission], Any] | None = None,
    ) -> None:
        super().__init__(message, operation=operation, sent=True, reason=reason)
        self.request = request
        self._search = search

    def candidates(self) -> Any:
        """Look through the provider's list for jobs that could be it: by name, by size, and by when they were made.

        Returns:
            A list of jobs; of an async client a coroutine that returns it. No job means that none is listed (yet, or
            any more), not that there is none.

        Raises:
            ConfigurationError: the error has been pickled, and its client with it is lost; or the provider lists no
                jobs.
            BatchlightError: the list could not be read.
        """
        if self._search is None:
            raise ConfigurationError(
                "jobs cannot be looked for from here: this error was pickled; use list() or get() of a client"
            )
        return self._search(self.request)

    def __reduce__(self) -> tuple[Any, ...]:
        # The client stays where it is.
        return _rebuild, (type(self), self.args, {**self.__dict__, "_search": None})


class ResponseError(BatchlightError):
    """The provider answered, and the answer is not a success.

    Attributes:
        operation: The operation's id, such as "apexverify.get_batch_status".
        status_code: The HTTP status.
        headers: The answer's headers, by name in any case.
        body: What came: JSON data, or text where it was not JSON.
        request_id: The provider's id of the request, if it sent one.
        code: The provider's code for the error, such as "already_cancelled", if it sent one.
        detail: What is wrong, always a readable line.
        errors: The single faults, where the provider lists them.
        retry_after: How many seconds the provider asks to wait before trying again, if it does.
    """

    def __init__(
        self,
        message: str,
        *,
        operation: str,
        status_code: int,
        headers: Mapping[str, str],
        body: Any,
        detail: str,
        request_id: str | None = None,
        code: str | None = None,
        errors: tuple[FieldError, ...] = (),
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.operation = operation
        self.status_code = status_code
        self.headers = headers
        self.body = body
        self.detail = detail
        self.request_id = request_id
        self.code = code
        self.errors = errors
        self.retry_after = retry_after


class BadRequestError(ResponseError):
    """400: the request makes no sense to the provider; `code` may say why."""


class AuthenticationError(ResponseError):
    """401: the key is missing, wrong, expired or revoked."""


class PaymentRequiredError(ResponseError):
    """402: the account has too few credits."""

    @property
    def required(self) -> float | None:
        """How many credits it takes, if the provider says so."""
        return _number(self.body, "required")

    @property
    def balance(self) -> float | None:
        """How many credits there are, if the provider says so."""
        return _number(self.body, "balance")


class PermissionDeniedError(ResponseError):
    """403: the key may not do this."""


class NotFoundError(ResponseError):
    """404: there is no such job, or it is somebody else's."""


class ConflictError(ResponseError):
    """409: the job is not in a state in which this can be done."""


class ValidationError(ResponseError):
    """422, or 400 where it names single faults: something that was sent has the wrong form; `errors` says what."""


class RateLimitError(ResponseError):
    """429: too many requests; `retry_after` says how long to wait, if the provider does."""


class ServerError(ResponseError):
    """5xx: the provider, or something before it, failed."""


class MalformedResponseError(ResponseError):
    """The answer is a success, and its body is not what a success looks like."""


class JobError(BatchlightError):
    """A wait did not end with the job that was hoped for."""

    def __init__(self, message: str, *, job: Job[Any] | None) -> None:
        super().__init__(message)
        self._job = job

    @property
    def job(self) -> Job[Any] | None:
        """The job as it was last seen; None only where a `WaitTimeout` came before the first look."""
        return self._job


class JobFailed(JobError):
    """The job failed at the provider."""

    _job: Job[Any]

    @property
    def job(self) -> Job[Any]:
        """The job as it failed."""
        return self._job


class JobCancelled(JobError):
    """The job was cancelled at the provider."""

    _job: Job[Any]

    @property
    def job(self) -> Job[Any]:
        """The job as it was cancelled."""
        return self._job


class JobNeedsAction(JobError):
    """The job waits for the caller: to go on waiting would be to wait for ever."""

    _job: Job[Any]

    @property
    def job(self) -> Job[Any]:
        """The job that waits."""
        return self._job


class WaitTimeout(JobError, TimeoutError):
    """The time is over and the job has not ended; it goes on at the provider.

    Attributes:
        elapsed: How many seconds were waited.
    """

    def __init__(self, message: str, *, job: Job[Any] | None, elapsed: float) -> None:
        super().__init__(message, job=job)
        self.elapsed = elapsed


class EndpointSunsetError(BatchlightError):
    """The operation is past its sunset.

    Attributes:
        operation: The operation's id, such as "revenuebase_v1.get_batch_status".
        sunset: Since when, in UTC, if it is known.
        replacement: What to use instead, such as "GET /v2/jobs/{process_id}", if it is known.
    """

    def __init__(
        self,
        message: str,
        *,
        operation: str,
        sunset: datetime.datetime | None,
        replacement: str | None,
    ) -> None:
        super().__init__(message)
        self.operation = operation
        self.sunset = sunset
        self.replacement = replacement


class EndpointGoneError(EndpointSunsetError):
    """The operation no longer answers (410); `__cause__` is the `ResponseError`."""


def _rebuild(cls: type[BatchlightError], args: tuple[Any, ...], attributes: dict[str, Any]) -> BatchlightError:
    error = cls.__new__(cls, *args)
    error.args = args
    error.__dict__.update(attributes)
    return error


def _number(body: Any, name: str) -> float | None:
    value = cast("Mapping[str, Any]", body).get(name) if isinstance(body, Mapping) else None
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
