"""What an answer says of how much may be asked: `X-RateLimit-*`, and `RateLimit` and `RateLimit-Policy` of the IETF.

The drafts of the IETF (draft-ietf-httpapi-ratelimit-headers) have spelt it in three ways, and servers speak each:

| draft | headers |
|---|---|
| 00 to 06 | `RateLimit-Limit: 100`, `RateLimit-Remaining: 50`, `RateLimit-Reset: 30` |
| 07 | `RateLimit: limit=100, remaining=50, reset=30`, `RateLimit-Policy: 100;w=60` |
| 08 on | `RateLimit: "default";r=50;t=30`, `RateLimit-Policy: "default";q=100;w=60` |
"""

import math
import time
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from attrs import frozen

from .dates import read_http_date

# The headers without which an answer says nothing of the kind.
LIMITS: Final = frozenset(
    {b"x-ratelimit-limit", b"x-ratelimit-remaining", b"ratelimit", b"ratelimit-remaining", b"ratelimit-policy"}
)

_MOST_POLICIES: Final = 20
_MOST: Final = 1e15
# What is smaller is seconds, and no moment of this century.
_OLDEST: Final = 1e9
# And what is as large as this is no second before the year 5138: some count milliseconds.
_MILLISECONDS: Final = 1e11


@frozen
class Told:
    """How much may be asked, as an answer says it; None is what it does not say.

    Attributes:
        limit: Requests in a window.
        window: Seconds that the window lasts.
        remaining: Requests that are left of it.
        reset: Seconds until the window begins anew.
    """

    limit: float | None = None
    window: float | None = None
    remaining: float | None = None
    reset: float | None = None


def told(headers: Mapping[str, str]) -> Told | None:
    """What an answer says of how much may be asked; None if it says nothing that can be read.

    Args:
        headers: the answer's headers, by name in any case.

    Example:
        >>> told({"x-ratelimit-limit": "180", "x-ratelimit-used": "170"})
        Told(limit=180.0, window=None, remaining=10.0, reset=None)
        >>> told({"ratelimit": '"default";r=50;t=30', "ratelimit-policy": '"default";q=100;w=60'})
        Told(limit=100.0, window=60.0, remaining=50.0, reset=30.0)
    """
    if "x-ratelimit-limit" in headers or "x-ratelimit-remaining" in headers:
        said = _of_fields(headers, "x-ratelimit-")
    elif "ratelimit" in headers:
        said = _of_item(headers["ratelimit"])
    elif "ratelimit-remaining" in headers:
        said = _of_fields(headers, "ratelimit-")
    else:
        said = Told()
    policy = headers.get("ratelimit-policy")
    if policy is not None:
        limit, window = _shortest(policy)
        said = Told(said.limit if limit is None else limit, window, said.remaining, said.reset)
    return None if said == Told() else said


@lru_cache(maxsize=16)
def _seconds(date: str) -> float | None:
    # To read a date takes longer than all the rest, and a busy server sends the same one many times.
    moment = read_http_date(date)
    return None if moment is None else moment.timestamp()


def _of_fields(headers: Mapping[str, str], prefix: str) -> Told:
    # "100, 100;w=60" has the policy beside the number.
    limit = _number(headers.get(f"{prefix}limit", "").partition(",")[0])
    remaining, used = _number(headers.get(f"{prefix}remaining")), _number(headers.get(f"{prefix}used"))
    if remaining is None and limit is not None and used is not None:
        remaining = max(limit - used, 0.0)
    reset = _number(headers.get(f"{prefix}reset"))
    if reset is not None and reset >= _OLDEST:
        reset = reset / 1000 if reset >= _MILLISECONDS else reset
        now = _seconds(headers.get("date", ""))
        reset = max(reset - (time.time() if now is None else now), 0.0)
    return Told(limit, None, remaining, reset)


def _of_item(value: str) -> Told:
    found = _parameters(value)
    if any("limit" in each or "remaining" in each for each in found):
        whole = {name: number for each in found for name, number in each.items()}
        return Told(whole.get("limit"), None, whole.get("remaining"), whole.get("reset"))
    # Of several, the one that has the least left.
    none: dict[str, float] = {}
    tightest = min(found, key=lambda each: each.get("r", math.inf), default=none)
    return Told(None, None, tightest.get("r"), tightest.get("t"))


def _shortest(value: str) -> tuple[float | None, float | None]:
    """The policy with the shortest window: the pace. What is left of a longer one is told with each answer."""
    policies = [each for each in _parameters(value) if each.get("w") and each.get("q")]
    if not policies:
        return None, None
    shortest = min(policies, key=lambda each: each["w"])
    return shortest["q"], shortest["w"]


def _parameters(value: str) -> list[dict[str, float]]:
    """The parameters of each item of a list; a number at the beginning of one is its quota (draft 07)."""
    return [
        {name.lower(): number for name, number in _pairs(item.split(";"))}
        for item in value[:2000].split(",")[:_MOST_POLICIES]
    ]


def _pairs(parts: Iterable[str]) -> Iterable[tuple[str, float]]:
    for part in parts:
        name, equals, text = part.strip().partition("=")
        number = _number(text if equals else name)
        if number is not None:
            yield (name.strip() if equals else "q"), number


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if 0 <= number < _MOST else None
