"""How much may be asked of a provider, and when the next request may be sent. Knows no I/O, and no clock of its own.

A budget is one for each provider, site and key, and all clients, waits and fleets of the process draw from it. Each
request gets a place in time, one after the other: by virtual scheduling (GCRA, ITU-T I.371), which spreads them evenly
after a first burst, and never more than the limit in any window. What answers say corrects it.
"""

import math
import os
import threading
from collections import deque
from collections.abc import Callable, Mapping
from types import MethodType
from typing import Any, Final
from weakref import WeakValueDictionary

from attrs import Attribute, define, field, frozen

from ..keys import Secret
from ..reading.headers import retry_after
from ..reading.limits import Told, told
from .policies import check_number

_MINUTE: Final = 60.0
# Requests travel differently long: what was sent in more than a minute may arrive within one. A second is added to it.
_LONGER: Final = 61 / 60
# No provider is silent longer than this on its word alone: the next request asks again.
_LONGEST_BLOCK: Final = 120.0
# Whoever asks less often than this was not refused for asking too fast, and is not slowed.
_SLOWEST: Final = 10.0
# botocore's adaptive mode (botocore/retries/throttling.py) and RFC 9438: slower by this, back by a cubic. Its unit of
# time is a second, for limits of a second; these are limits of a minute, and ten seconds make it last about one.
_BETA: Final = 0.7
_SCALE: Final = 0.4
_UNIT_SECONDS: Final = 10.0
# How many requests are remembered at least; those of a faster limit are, too.
_REMEMBERED: Final = 1000
# Clocks add up floats.
_MOMENT: Final = 1e-6


def _positive(_budget: object, attribute: "Attribute[Any]", value: object) -> None:
    check_number(value, attribute.name, 0.0)
    if not value:
        raise ValueError(f"{attribute.name} is a number above 0; budget=None is for no budget at all")


def _whole(_budget: object, attribute: "Attribute[Any]", value: object) -> None:
    if value is None:
        return
    check_number(value, attribute.name, 1)
    if isinstance(value, float):
        raise TypeError(f"{attribute.name} is a whole number, not {value!r}")


@frozen
class RateBudget:
    """How much may be asked of a provider, by all clients of the process that have the same address and key.

    Requests beyond it are late, and never an error. How often to look at a job is another thing (`PollPolicy`), and
    what to do when a single call fails is a third (`RetryPolicy`).

    Args:
        per_minute: Requests in a minute, in any minute.
        burst: How many of them may be sent at once, after a pause; by default half of a minute's.

    Raises:
        TypeError: a value is no number, or `burst` is not whole.
        ValueError: a value is out of its range.

    Example:
        >>> RateBudget(per_minute=60).most_at_once
        30
    """

    per_minute: float = field(validator=_positive)
    burst: int | None = field(default=None, validator=_whole)

    @property
    def most_at_once(self) -> int:
        """How many requests may be sent at once."""
        half = max(math.ceil(self.per_minute / 2), 1)
        return half if self.burst is None else self.burst


class Pace:
    """The generic cell rate algorithm: requests at an interval, some of them at once after a pause.

    Args:
        interval: Seconds between two requests in the long run.
        burst: How many may be sent at once.
    """

    __slots__ = ("_full_at", "burst", "interval")

    def __init__(self, interval: float, burst: int) -> None:
        self.interval, self.burst = interval, burst
        # The theoretical arrival time: from then on the whole burst is there again.
        self._full_at = -math.inf

    def earliest(self, now: float) -> float:
        """When the next request may be sent, from now on."""
        return max(now, self._full_at - (self.burst - 1) * self.interval)

    def take(self, at: float) -> None:
        """Note a request that is sent at that time."""
        self._full_at = max(self._full_at, at) + self.interval

    def give_back(self) -> None:
        """Note that a request was not sent after all."""
        self._full_at -= self.interval

    def change(self, now: float, interval: float, burst: int) -> None:
        """Go on with other numbers, and as many requests behind or promised as before."""
        spent = max(self._full_at - now, 0.0) / self.interval
        self.interval, self.burst = interval, burst
        self._full_at = now + spent * interval

    def leave(self, now: float, requests: float) -> None:
        """Note that no more than so many may be sent at once now."""
        self._full_at = max(self._full_at, now + (self.burst - requests) * self.interval)


@define(weakref_slot=False)
class Slot:
    """A request's place in time. One is made for each request, and is not frozen: that would take twice as long.

    Attributes:
        at: When it may be sent.
        plan: Which plan it is from; when the provider says otherwise, there is a new plan, and old slots are void.
    """

    at: float
    plan: int


@frozen
class _Slowed:
    """After a refusal: slower, and back to where it was by a cubic of the time."""

    before: float
    since: float

    def per_minute(self, now: float) -> float:
        back = math.cbrt(self.before * (1 - _BETA) / _SCALE)
        return max(_SCALE * ((now - self.since) / _UNIT_SECONDS - back) ** 3 + self.before, _SLOWEST / 2)

    def is_over(self, now: float) -> bool:
        return self.per_minute(now) > 10 * self.before


class Budget:
    """The requests of one provider, site and key: when each may be sent.

    Times are those of the clock of whoever asks. Safe to use from several threads.

    Args:
        is_minute: Whether a limit without a window, as answers tell it, is one of a minute: the provider says so.
    """

    def __init__(self, *, is_minute: bool = False) -> None:
        self._lock = threading.Lock()
        self._is_minute = is_minute
        self._is_given = False
        self._limit: tuple[int, float, int] | None = None
        self._pace = Pace(0.0, 1)
        self._taken: deque[float] = deque(maxlen=_REMEMBERED)
        self._through: deque[float] = deque(maxlen=_REMEMBERED)
        self._blocked_until = -math.inf
        self._left: tuple[float, float] | None = None
        self._slowed: _Slowed | None = None
        self._plan = 0

    @property
    def per_minute(self) -> float | None:
        """What is held to be allowed, or None."""
        return None if self._limit is None else self._limit[0] * _MINUTE / self._limit[1]

    def hold_to(self, budget: RateBudget, now: float, *, is_given: bool) -> None:
        """Let so many requests be sent from now on.

        Args:
            budget: how many.
            now: the time.
            is_given: whether the user says so: then answers can only lessen it. What the provider's documents say is
                taken once, and not again over what its answers have said.
        """
        with self._lock:
            if is_given or self._limit is None:
                self._is_given = is_given
                self._set_limit(budget.per_minute, _MINUTE, budget.most_at_once, now)

    def reserve(self, now: float, latest: float = math.inf) -> Slot | None:
        """The next place in time, which is the caller's now; None, and none is taken, if it is too late.

        Args:
            now: the time.
            latest: when it is too late.
        """
        with self._lock:
            return self._reserve(now, latest)

    def earliest(self, now: float) -> float:
        """When the next place would be."""
        with self._lock:
            return self._earliest(now)

    def renew(self, slot: Slot, now: float, latest: float = math.inf) -> Slot | None:
        """The place that a slot stands for when its time has come: itself, or another if the provider said otherwise.

        Returns:
            A slot, or None if it is too late; see `reserve`.
        """
        with self._lock:
            return slot if slot.plan == self._plan else self._reserve(now, latest)

    def give_back(self, slot: Slot) -> None:
        """Note that nothing was sent in a slot."""
        with self._lock:
            if slot.plan == self._plan and slot.at in self._taken:
                self._taken.remove(slot.at)
                self._pace.give_back()

    def learn(self, slot: Slot | None, status: int, headers: Mapping[str, str], now: float) -> None:
        """Take to heart what an answer says.

        Args:
            slot: that of its request.
            status: the HTTP status.
            headers: the answer's headers, by name in any case; none if they say nothing of limits.
            now: when it came.
        """
        said = told(headers) if headers else None
        with self._lock:
            if said is not None:
                self._correct(slot, said, now)
            if status == 429:
                self._refused(slot, retry_after(headers), now)
            else:
                self._through.append(now)

    def _earliest(self, now: float) -> float:
        at = max(now, self._blocked_until)
        if self._limit is not None or self._slowed is not None:
            self._follow_the_cubic(now)
            at = self._pace.earliest(at)
            # Places that were given back do not let anybody in before those who stand in line.
            at = max(at, self._taken[-1]) if self._taken else at
        if self._limit is not None and len(self._taken) >= self._limit[0]:
            at = max(at, self._taken[-self._limit[0]] + self._limit[1] * _LONGER)
        if self._left is not None:
            left, until = self._left
            if left < 1 and at < until:
                at = until
        return at

    def _reserve(self, now: float, latest: float) -> Slot | None:
        at = self._earliest(now)
        if at > latest:
            return None
        if self._left is not None:
            left, until = self._left
            self._left = None if now >= until else (left - 1, until) if at < until else self._left
        self._pace.take(at)
        self._taken.append(at)
        return Slot(at, self._plan)

    def _set_limit(self, requests: float, window: float, burst: int, now: float) -> None:
        most = max(int(requests), 1)
        # Less than one request in a window is one in a longer window.
        window = window * most / requests
        self._limit = (most, window, min(burst, most))
        self._taken = deque(self._taken, maxlen=max(most, _REMEMBERED))
        self._repace(now)

    def _repace(self, now: float) -> None:
        interval, burst = 0.0, 1
        if self._limit is not None:
            most, window, burst = self._limit
            interval = window * _LONGER / most
        if self._slowed is not None:
            slow = _MINUTE / self._slowed.per_minute(now)
            interval, burst = (slow, 1) if slow > interval else (interval, burst)
        if now == -math.inf or self._pace.interval == 0.0:
            self._pace = Pace(interval, burst)
        else:
            self._pace.change(now, interval, burst)

    def _follow_the_cubic(self, now: float) -> None:
        if self._slowed is None:
            return
        if self._slowed.is_over(now) or (
            self.per_minute is not None and self._slowed.per_minute(now) >= self.per_minute
        ):
            self._slowed = None
        self._repace(now)

    def _correct(self, slot: Slot | None, said: Told, now: float) -> None:
        if said.limit is not None and not self._is_given:
            self._adopt(said.limit, said.window or (_MINUTE if self._is_minute else None), now)
        since = now if slot is None else slot.at
        # As long as most is left nothing needs to be done; and there are servers that always say the same. Neither is
        # there if what is gone are requests of this process, which are counted.
        if (
            said.remaining is None
            or (said.limit is not None and said.remaining > said.limit / 2)
            or self._is_known(said, since)
        ):
            self._left = None
            return
        until = now + min(said.reset or 0.0, _LONGEST_BLOCK)
        # Requests that were sent since may be counted in it, or not yet.
        left = said.remaining - sum(1 for at in self._taken if since < at <= now)
        promised = sum(1 for at in self._taken if now < at < until)
        if promised > max(left, 0.0):
            self._start_anew(now)
            promised = 0
        self._left = (left - promised, until)
        if self._limit is not None:
            self._pace.leave(now, max(left, 0.0))

    def _is_known(self, said: Told, since: float) -> bool:
        """Whether what is gone of a limit is no more than was sent from here."""
        if self._limit is None or said.limit is None or said.remaining is None or said.limit != self._limit[0]:
            return False
        began = since - self._limit[1]
        return said.limit - said.remaining <= sum(1 for at in self._taken if began < at <= since)

    def _adopt(self, limit: float, window: float | None, now: float) -> None:
        """Hold to the limit that an answer tells, where its window is known. Hardly any is none."""
        if window is None or limit < 1 or window / limit > _LONGEST_BLOCK:
            return
        known = None if self._limit is None else self._limit[:2]
        if known == (int(limit), window):
            return
        self._set_limit(int(limit), window, max(math.ceil(limit / 2), 1), now)
        if known is not None and limit / window < known[0] / known[1]:
            self._start_anew(now)

    def _refused(self, slot: Slot | None, asked: float | None, now: float) -> None:
        if asked:
            self._blocked_until = max(self._blocked_until, now + min(asked, _LONGEST_BLOCK))
        # Those that were sent before the last refusal came are refused for the same reason.
        if self._slowed is None or slot is None or slot.at > self._slowed.since:
            through = float(sum(1 for at in self._through if at > now - _MINUTE))
            before = min(through, math.inf if self.per_minute is None else self.per_minute)
            if before >= _SLOWEST:
                self._slowed = _Slowed(before, now)
                self._repace(now)
        self._start_anew(max(now, self._blocked_until))

    def _start_anew(self, at: float) -> None:
        """Make the slots void that are still to come: whoever waits for one gets another."""
        self._plan += 1
        while self._taken and self._taken[-1] > at + _MOMENT:
            self._taken.pop()
        if self._pace.interval:
            self._pace = Pace(self._pace.interval, self._pace.burst)
            self._pace.leave(at, 1.0)


def is_due(slot: Slot, now: float) -> bool:
    """Whether the time of a slot has come."""
    return slot.at <= now + _MOMENT


_SALT: Final = os.urandom(16)
_lock = threading.Lock()
# A clock that is somebody's (a test's) is over with whoever made it, and so is what was counted by it.
_of_machine: Final[dict[object, Budget]] = {}
_of_others: Final[WeakValueDictionary[object, Budget]] = WeakValueDictionary()


def shared_budget(provider: str, site: str, key: Secret, clock: Callable[[], float], *, is_minute: bool) -> Budget:
    """The budget that all clients of this process with that site and key share; nothing is known of it at first.

    Args:
        provider: the provider's name.
        site: where its paths begin.
        key: the key; it is not kept.
        clock: the clock by which the times are.
        is_minute: see `Budget`.
    """
    name = (provider, site, key.mark(_SALT), clock)
    kept = _of_others if isinstance(clock, MethodType) else _of_machine
    with _lock:
        found = kept.get(name)
        if found is None:
            found = kept[name] = Budget(is_minute=is_minute)
        return found


def forget() -> None:
    """Forget all that was sent, for tests: clients that are there go on with what they have."""
    with _lock:
        _of_machine.clear()
        _of_others.clear()
