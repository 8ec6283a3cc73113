"""What can go wrong between a client and a provider, on request: any answer, and any way to break it.

A fault writes its bytes to the connection itself, because a well-behaved server could not: it sends a true answer or
another one, whole or in part, at once or byte by byte, with a Content-Length that is right or wrong, and closes.
"""

import asyncio
import random
import re
import threading
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from functools import cache
from typing import Any, Final, Literal

import attrs
from attrs import define, field, frozen, validators

from .providers import SIMULATED, endpoint_of

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]


@frozen
class Fault:
    """One way in which an answer goes wrong. Without any argument it is the true answer.

    Args:
        status: Answer with this status instead; any three digits.
        headers: Headers of the answer, added to those that it has.
        body: The body instead: text, or data that is sent as JSON.
        delay: Seconds before anything is sent.
        drip: Seconds between two bytes, from the first byte of the headers on.
        close: Close the connection "before" the answer, in the middle of the "headers" or of the "body".
        after: With `close="body"`: how many bytes of the body are sent before; by default half of them.
        content_length: What to add to the true Content-Length.
        done: Whether a request that gets another status is carried out all the same. (One that gets none always is:
            a connection that closes before the answer loses the answer, not the request.)
    """

    status: int | None = field(default=None, validator=validators.optional([validators.ge(200), validators.le(999)]))
    headers: Mapping[str, str] = field(factory=dict[str, str])
    body: str | None = None
    delay: float = field(default=0.0, validator=validators.ge(0.0))
    drip: float = field(default=0.0, validator=validators.ge(0.0))
    close: Literal["before", "headers", "body"] | None = field(
        default=None, validator=validators.optional(validators.in_(("before", "headers", "body")))
    )
    after: int | None = field(default=None, validator=validators.optional(validators.ge(0)))
    content_length: int = 0
    done: bool = False


@define
class _Rule:
    """A fault, and which requests it is for."""

    fault: Fault
    times: int | None
    rate: float
    provider: str | None
    id: str | None
    operation: str | None = None

    def fits(self, method: str, path: str) -> bool:
        """Whether a request with this path may get the fault."""
        if self.provider is not None and provider_of(path) != self.provider:
            return False
        if self.operation is not None and operation_of(method, path) != self.operation:
            return False
        return self.id is None or self.id in path.split("/")


class Faults:
    """The rules of a simulator; tests add them from their own thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rules: list[_Rule] = []
        self._chance = random.Random(0)  # noqa: S311  # no secret
        self.given = 0

    def add(
        self,
        fault: Fault,
        *,
        times: int | None,
        rate: float,
        provider: str | None,
        id: str | None,
        operation: str | None = None,
    ) -> None:
        """Add a rule; the rules are tried in the order in which they were added."""
        if times is not None and times < 1:
            raise ValueError(f"times is a number from 1 on, or None for every request, not {times!r}")
        if not 0 < rate <= 1:
            raise ValueError(f"rate is a share of the requests, above 0 and up to 1, not {rate!r}")
        if operation is not None and operation not in (name for _verb, _pattern, name in _endpoints()):
            raise ValueError(f"the simulator has no operation {operation!r}")
        with self._lock:
            self._rules.append(_Rule(fault, times, rate, provider, id, operation))

    def seed(self, seed: int) -> None:
        """Begin the chance by which rates are decided anew."""
        self._chance.seed(seed)

    def clear(self) -> None:
        """Forget all rules, and how often they were applied."""
        with self._lock:
            self._rules.clear()
            self.given = 0

    def take(self, path: str, method: str = "GET") -> Fault | None:
        """The fault of the next request, if any."""
        with self._lock:
            for rule in self._rules:
                if not rule.fits(method, path) or (rule.rate < 1 and self._chance.random() >= rule.rate):
                    continue
                if rule.times is not None:
                    rule.times -= 1
                    if rule.times == 0:
                        self._rules.remove(rule)
                self.given += 1
                return rule.fault
        return None


class Chaos(Faults):
    """Breaks a share of all requests, each in a way that a client should survive.

    Args:
        share: how many, from 0.0 to 1.0.
        seed: makes the same choices again.
    """

    def __init__(self, share: float, seed: int = 0) -> None:
        if not 0 <= share <= 1:
            raise ValueError(f"a share is from 0 to 1, not {share!r}")
        super().__init__()
        self._share = share
        self._dice = random.Random(seed)  # noqa: S311  # no secret

    def take(self, path: str, method: str = "GET") -> Fault | None:
        """The fault of the next request, if any."""
        with self._lock:
            if self._dice.random() < self._share:
                self.given += 1
                return self._dice.choice(CHAOS)
        return super().take(path, method)


_PAGE: Final = "<html><body><h1>Bad gateway</h1></body></html>"

CHAOS: Final = (
    Fault(status=500, body="Internal Server Error"),
    Fault(status=502, headers={"Content-Type": "text/html"}, body=_PAGE),
    Fault(status=503, headers={"Retry-After": "0"}, body=""),
    Fault(status=520, body=""),
    Fault(status=429, headers={"Retry-After": "0"}, body="{}"),
    Fault(status=200, headers={"Content-Type": "text/html"}, body=_PAGE),
    Fault(close="before"),
    Fault(close="headers"),
    Fault(close="body"),
    Fault(content_length=+20),
    Fault(content_length=-20),
    Fault(delay=0.1),
)


def provider_of(path: str) -> str | None:
    """The provider whose path it is, by how the paths of its operations begin."""
    return next((provider for beginning, provider in _beginnings() if path.startswith(beginning)), None)


@cache
def _beginnings() -> tuple[tuple[str, str], ...]:
    """What comes before the first parameter of each path, and whose it is; the longest first."""
    found = {
        endpoint_of(provider, operation)[1].partition("{")[0]: provider
        for provider, simulated in SIMULATED.items()
        for operation in simulated.operations
    }
    return tuple(sorted(found.items(), key=lambda each: len(each[0]), reverse=True))


def operation_of(method: str, path: str) -> str | None:
    """The operation that a request asks for, by its id in the table of operations."""
    return next((name for verb, pattern, name in _endpoints() if verb == method and pattern.fullmatch(path)), None)


@cache
def _endpoints() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Method and path of each operation; those without parameters first, which fit one path only."""
    found: list[tuple[str, re.Pattern[str], str]] = []
    for provider, simulated in SIMULATED.items():
        for operation in simulated.operations:
            method, path = endpoint_of(provider, operation)
            pattern = "[^/]+".join(re.escape(part) for part in re.split(r"\{[^}]*\}", path))
            found.append((method, re.compile(pattern), operation))
    return tuple(sorted(found, key=lambda each: each[1].pattern.count("[^/]+")))


def with_faults(app: App, faults: Faults) -> App:
    """An application whose answers go wrong as the rules say."""

    async def faulty(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        asked = scope["type"] == "http" and provider_of(scope["path"])
        fault = faults.take(scope["path"], scope["method"]) if asked else None
        if fault is None:
            await app(scope, receive, send)
            return
        parts: list[Message] = []

        async def collect(message: Message) -> None:
            parts.append(message)

        if fault.status is None:
            await app(scope, receive, collect)
        else:
            await _read_whole(app, fault, scope, receive)
        await _write(fault, parts, scope["state"]["transport"])
        # The server learns that the connection is closed, and does not answer on its own.
        while (await receive())["type"] != "http.disconnect":
            pass

    return faulty


async def _read_whole(app: App, fault: Fault, scope: MutableMapping[str, Any], receive: Receive) -> None:
    """Read the request, and carry it out if so wanted: a client that is still sending might not see the answer."""

    async def forget(_message: Message) -> None:
        pass

    if fault.done:
        await app(scope, receive, forget)
        return
    message = await receive()
    while message["type"] == "http.request" and message.get("more_body", False):
        message = await receive()


async def _write(fault: Fault, parts: list[Message], transport: asyncio.WriteTransport) -> None:
    await asyncio.sleep(fault.delay)
    head, body = _answer(fault, parts)
    if fault.close == "before":
        content = b""
    elif fault.close == "headers":
        content = head[: len(head) // 2]
    elif fault.close == "body":
        content = head + body[: len(body) // 2 if fault.after is None else fault.after]
    else:
        content = head + body
    if fault.drip:
        for byte in content:
            if transport.is_closing():
                break
            transport.write(bytes((byte,)))
            await asyncio.sleep(fault.drip)
    else:
        transport.write(content)
    transport.close()


def _answer(fault: Fault, parts: list[Message]) -> tuple[bytes, bytes]:
    """The bytes of the headers, and of the body."""
    headers: dict[str, str] = {"content-type": "application/json"}
    body = b""
    status = fault.status or 200
    for part in parts:
        if part["type"] == "http.response.start":
            status = part["status"]
            headers |= {name.decode(): value.decode() for name, value in part["headers"]}
        else:
            body += part.get("body", b"")
    if fault.body is not None:
        body = fault.body.encode("utf-8", "replace")
    headers |= {name.lower(): value for name, value in fault.headers.items()}
    headers |= {"content-length": str(max(len(body) + fault.content_length, 0)), "connection": "close"}
    lines = [f"HTTP/1.1 {status} Simulated", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode("latin-1", "replace"), body


def read_fault(data: Mapping[str, Any]) -> tuple[Fault, dict[str, Any]]:
    """A fault and its rule from JSON data, as it is sent to `/_simulator/faults`.

    Raises:
        ValueError: a name or a value is not one that `Fault` or a rule has.
    """
    names = {each.name for each in attrs.fields(Fault)}
    rule = {"times": 1, "rate": 1.0, "provider": None, "id": None, "operation": None}
    unknown = data.keys() - names - rule.keys()
    if unknown:
        raise ValueError(f"a fault has no {', '.join(sorted(unknown))}")
    if data.get("provider") not in (None, *SIMULATED):
        raise ValueError(f"there is no provider {data['provider']!r}")
    try:
        fault = Fault(**{name: value for name, value in data.items() if name in names})
    except TypeError as error:
        raise ValueError(str(error)) from error
    return fault, {**rule, **{name: value for name, value in data.items() if name in rule}}
