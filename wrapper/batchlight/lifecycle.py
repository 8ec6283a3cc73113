"""Deprecation and sunset of operations: what answers add to what is known, and what is done about it.

What is known comes from the specs (`batchlight_clients.operations`) and from the headers `Deprecation` (RFC 9745),
`Sunset` (RFC 8594) and `Link` of answers. Headers are hints: a bad one never breaks a call, no link is followed.

| phase | when | by default |
|---|---|---|
| active | nothing known | - |
| scheduled | a deprecation in the future | a line in the log, at INFO |
| deprecated | deprecated; sunset unknown, or further off than the notice | `EndpointDeprecationWarning` |
| sunsetting | sunset within the notice (90 days) | `EndpointSunsetWarning` |
| sunset | past the date, and it still answers | `EndpointSunsetWarning` |
| gone | it no longer answers | `EndpointGoneError` |
"""

import datetime
import logging
import os
import threading
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, Literal, TypeAlias, cast, get_args

from attrs import evolve, field, frozen
from batchlight_clients.operations import Operation

from .errors import ConfigurationError, EndpointGoneError, EndpointSunsetError
from .hooks import Event, tell
from .notices import Place, warn_user
from .phases import Lifecycle, Phase, days_left, phase_of, sentence
from .reading.dates import read_date
from .reading.headers import Announced, announced
from .text import printable

logger = logging.getLogger("batchlight")

OnSunset: TypeAlias = Literal["warn", "error", "migrate", "ignore"]
VARIABLE: Final = "BATCHLIGHT_LIFECYCLE"


class EndpointDeprecationWarning(DeprecationWarning):
    """An operation is deprecated; it has no sunset yet, or one that is far off.

    Example:
        >>> import warnings
        >>> from batchlight import ECore
        >>> with warnings.catch_warnings(), ECore() as ecore:
        ...     warnings.simplefilter("error", EndpointDeprecationWarning)
        ...     print(ecore.get(42).state)
        succeeded
    """


class EndpointSunsetWarning(FutureWarning):
    """An operation will soon stop answering, or may already. Python shows this one by default.

    Example:
        >>> import warnings
        >>> from batchlight import Revenuebase
        >>> with warnings.catch_warnings(), Revenuebase(api_version="v1") as revenuebase:
        ...     warnings.simplefilter("ignore", EndpointSunsetWarning)
        ...     print(revenuebase.get(42).api_version)
        v1
    """


@frozen(kw_only=True)
class LifecycleEvent(Event):
    """One call of an operation that is not active: for metrics. It holds no URL, no query, no id and no body.

    Attributes:
        provider: The provider's name.
        site: The provider's site; None for the default one.
        operation: The operation's id.
        lifecycle: What is known of the operation.
        phase: Where it is in its life.
        days_left: Whole days until the sunset, negative after it; None without one.
        count: The calls of this operation in this phase in the process so far, this one included.
        at: When, in UTC.
    """

    lifecycle: Lifecycle
    phase: Phase
    days_left: int | None
    count: int
    at: datetime.datetime


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


@frozen
class LifecyclePolicy:
    """What to do about operations that are deprecated, past their sunset, or gone.

    Args:
        on_sunset: "warn" warns and goes on; "error" raises `EndpointSunsetError` before anything is sent; "migrate"
            asks the replacement where batchlight knows it (Revenuebase v1: v2); "ignore" says nothing. By default that
            of the environment variable BATCHLIGHT_LIFECYCLE, or "warn".
        notice: How long before the sunset the warning becomes one that Python shows by default.
        remind_every: After how long to warn again; by default once in the process for each operation and phase.
        on_event: Called with a `LifecycleEvent` for each call of an operation that is not active. What it raises is
            logged, and the call goes on.
        clock: The time, as an aware datetime.

    Raises:
        ConfigurationError: on_sunset, or the environment variable, is none of the words.

    Example:
        >>> from batchlight import ECore
        >>> with ECore(lifecycle=LifecyclePolicy(on_sunset="error", notice=datetime.timedelta(days=180))) as ecore:
        ...     print(ecore.get(42).state)
        succeeded
    """

    on_sunset: OnSunset = field(factory=lambda: cast("OnSunset", os.environ.get(VARIABLE) or "warn"))
    notice: datetime.timedelta = datetime.timedelta(days=90)
    remind_every: datetime.timedelta | None = None
    on_event: Callable[[LifecycleEvent], object] | None = None
    clock: Callable[[], datetime.datetime] = _now

    def __attrs_post_init__(self) -> None:
        words = get_args(OnSunset)
        if self.on_sunset not in words:
            raise ConfigurationError(
                f"on_sunset (or {VARIABLE}) is one of {', '.join(words)}, not {printable(repr(self.on_sunset), 60)}"
            )


def with_headers(lifecycle: Lifecycle, headers: Mapping[str, str]) -> Lifecycle:
    """Add what an answer says. Its dates replace those of the spec; nothing that it says clears the flag."""
    said = announced(headers)
    return lifecycle if said is None else _with_said(lifecycle, said)


@lru_cache(maxsize=256)
def _with_said(lifecycle: Lifecycle, said: Announced) -> Lifecycle:
    # Kept: every answer of an operation says the same.
    known = lifecycle.deprecated or lifecycle.sunset_at is not None
    return evolve(
        lifecycle,
        deprecated=said.deprecated or lifecycle.deprecated,
        deprecated_at=said.deprecated_at or lifecycle.deprecated_at,
        sunset_at=said.sunset_at or lifecycle.sunset_at,
        replacement=lifecycle.replacement or said.replacement,
        docs_url=lifecycle.docs_url or said.docs_url,
        source="spec and headers" if known else "headers",
    )


@frozen
class Seen:
    """How often an operation was called in a phase, in this process."""

    provider: str
    operation: str
    phase: Phase
    count: int


class _Count:
    """A counter, and when it was last warned of."""

    __slots__ = ("count", "warned_at")

    def __init__(self) -> None:
        self.count = 0
        self.warned_at: datetime.datetime | None = None


# Operation ids and phases come from tables of ours, so there is a known number of them.
_counts: dict[tuple[str, str, Phase], _Count] = {}
_lock = threading.Lock()


def seen() -> tuple[Seen, ...]:
    """All operations that were called in a phase other than active, with their counts."""
    with _lock:
        return tuple(Seen(*key, counter.count) for key, counter in sorted(_counts.items()))


def forget() -> None:
    """Forget all counts, and what was warned of: for tests."""
    with _lock:
        _counts.clear()


def before_call(policy: LifecyclePolicy, title: str, operation: Operation) -> Phase:
    """Whether a call must not be sent as it is: SUNSET if so, and the policy is to migrate.

    Raises:
        EndpointSunsetError: it is past its sunset, and the policy is "error".
    """
    # Whoever only wants to be warned is warned of what answers, afterwards.
    if operation.sunset_at is None or policy.on_sunset not in ("error", "migrate"):
        return Phase.ACTIVE
    lifecycle = Lifecycle.of(operation)
    now = policy.clock()
    phase = phase_of(lifecycle, now, policy.notice)
    if phase is Phase.SUNSET and policy.on_sunset == "error":
        raise EndpointSunsetError(
            sentence(title, lifecycle, phase, now),
            operation=operation.id,
            sunset=lifecycle.sunset_at,
            replacement=lifecycle.replacement,
        )
    return phase


def after_answer(
    policy: LifecyclePolicy,
    provider: str,
    title: str,
    operation: Operation,
    headers: Mapping[str, str],
    made_at: Place | None = None,
) -> None:
    """Count, tell and warn, after an operation has answered; `made_at` is where the client was made."""
    # Most operations are active and their answers say nothing: that is all that it costs.
    if not operation.deprecated and operation.sunset_at is None and announced(headers) is None:
        return
    lifecycle = with_headers(Lifecycle.of(operation), headers)
    now = policy.clock()
    note(policy, provider, title, lifecycle, phase_of(lifecycle, now, policy.notice), now, made_at=made_at)


def note(
    policy: LifecyclePolicy,
    provider: str,
    title: str,
    lifecycle: Lifecycle,
    phase: Phase,
    now: datetime.datetime,
    *,
    made_at: Place | None = None,
    migrated: bool = False,
) -> None:
    """Count a call of an operation that is not active; tell whoever wants to know; warn if it is time to."""
    if phase is Phase.ACTIVE:
        return
    with _lock:
        counter = _counts.setdefault((provider, lifecycle.operation, phase), _Count())
        counter.count += 1
        count = counter.count
        again = policy.remind_every
        due = counter.warned_at is None or (again is not None and now - counter.warned_at >= again)
        warns = due and policy.on_sunset != "ignore"
        if warns:
            counter.warned_at = now
    if policy.on_event is not None:
        event = LifecycleEvent(
            provider=provider,
            operation=lifecycle.operation,
            lifecycle=lifecycle,
            phase=phase,
            days_left=days_left(lifecycle, now),
            count=count,
            at=now,
        )
        tell(policy.on_event, event)
    # An operation that is gone and has no successor is an error, and no warning on top of it.
    if not warns or (phase is Phase.GONE and not migrated):
        return
    text = sentence(title, lifecycle, phase, now)
    if migrated:
        text += f" {lifecycle.replacement} was asked in its place."
    if phase is Phase.SCHEDULED:
        logger.info("%s", text)
        return
    warn_user(
        f'{text} To turn this off: LifecyclePolicy(on_sunset="ignore"), or {VARIABLE}=ignore in the environment.',
        EndpointDeprecationWarning if phase is Phase.DEPRECATED else EndpointSunsetWarning,
        made_at,
    )


def gone(title: str, lifecycle: Lifecycle, now: datetime.datetime, answer: str) -> EndpointGoneError:
    """The error for an operation that no longer answers."""
    return EndpointGoneError(
        sentence(title, lifecycle, Phase.GONE, now, answer),
        operation=lifecycle.operation,
        sunset=lifecycle.sunset_at,
        replacement=lifecycle.replacement,
    )


def is_gone(operation: Operation, status: int | None, headers: Mapping[str, str], now: datetime.datetime) -> bool:
    """Whether a failure means that the operation no longer exists.

    410 means it at any time. 404, 301, 308, or a connection that was refused (status None) may mean many things, and
    mean this only past the sunset: that of the answer itself, or else that of the spec. A 400 never does.
    """
    if status not in (404, 301, 308, None):
        return status == 410
    sunset_at = with_headers(Lifecycle.of(operation), headers).sunset_at
    return sunset_at is not None and now >= sunset_at


def parse_today(text: str) -> datetime.datetime:
    """A date that somebody typed.

    Raises:
        ValueError: it is none.
    """
    date = read_date(text)
    if date is None:
        raise ValueError(f"a date is written like 2026-07-07, not {printable(repr(text), 60)}")
    return date
