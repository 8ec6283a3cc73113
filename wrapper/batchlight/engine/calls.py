"""A call as data: what is sent, what its answer means, and what may be done when it fails."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, Generic, TypeVar
from urllib.parse import urlencode

from attrs import define, frozen
from batchlight_clients.operations import Operation
from typing_extensions import TypeIs

from ..errors import ResponseError
from ..jobs import JobRef
from ..reading.answers import Reply
from .retrying import Repeat
from .transfers import Transfer

T = TypeVar("T")


@frozen(weakref_slot=False)
class Call(Generic[T]):
    """One call as data.

    Attributes:
        operation: What is called; the row of the table of operations.
        request: The request as a generated `_get_kwargs` gives it: method, url below the base URL, json, headers, ...
        parse: Makes the result of the JSON object of a successful answer. It raises `AnotherJob` if the answer is not
            about what was asked, and nothing else, whatever is in it. The object is of plain dicts and lists: what of
            it is handed on as it came is made read-only (`Job.raw` does that by itself; see `readonly`).
        ref: The job that the call is about, for messages.
        repeat: Whether it may be sent a second time.
        instead: Given the error of a call that was repeated, the call that finds out whether an earlier attempt had
            already done it; None if the error is what it seems.
        timeout: Seconds that one request may take; None for those of the client.
        successor: Makes the call of the operation that replaces this one, with the same result.
        transfer: What is carried in pieces, because it may be larger than memory: the body of the request, that of the
            answer (`parse` gets an empty object then), or both.
        may_be_empty: Whether a success may come without a body; `parse` gets an empty object then.
    """

    operation: Operation
    request: Mapping[str, Any]
    parse: Callable[[Mapping[str, Any]], T]
    ref: JobRef | None = None
    repeat: Repeat = Repeat.ALWAYS
    instead: "Callable[[ResponseError], Call[T] | None] | None" = None
    successor: "Callable[[], Call[T]] | None" = None
    timeout: float | None = None
    transfer: Transfer | None = None
    may_be_empty: bool = False


@frozen
class Page(Generic[T]):
    """One page.

    Attributes:
        items: What it holds.
        following: The call that gives the next page; None after the last one.
    """

    items: Sequence[T]
    following: "Call[Page[T]] | None" = None


def is_page(value: object) -> TypeIs[Page[Any]]:
    """Whether the result of a call is a page."""
    return isinstance(value, Page)


@define(eq=False, weakref_slot=False)
class About(Generic[T]):
    """Reads an answer about a job, for `Call.parse`: a closure, of which each wait has one, in a quarter of the memory.

    Attributes:
        read: Given the id that was asked for, and the JSON object.
        id: The id that was asked for.
    """

    read: Callable[[str, Mapping[str, Any]], T]
    id: str

    def __call__(self, payload: Mapping[str, Any]) -> T:
        """See `Call.parse`."""
        return self.read(self.id, payload)


@define(eq=False, weakref_slot=False)
class Request:
    """A request as it is sent, but for what every request of a client has, and the key.

    One is kept for each job that is waited for: it is small, and a transport makes of it what it needs.

    Attributes:
        method: The HTTP method.
        url: The whole URL.
        headers: The headers of this request alone.
        content: The body.
    """

    method: str
    url: str
    headers: Mapping[str, str]
    content: bytes

    @staticmethod
    def of(arguments: Mapping[str, Any], base_url: str) -> "Request":
        """Make a request of what a generated `_get_kwargs` gives."""
        url = base_url + arguments["url"]
        parameters = arguments.get("params")
        if parameters:
            url = f"{url}?{urlencode(parameters, doseq=True)}"
        # All requests that are kept hold one string.
        method = sys.intern(arguments["method"].upper())
        if "json" not in arguments:
            return Request(method, url, _NO_HEADERS, b"")
        text = json.dumps(arguments["json"], ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return Request(method, url, _JSON, text.encode())


_NO_HEADERS: Final[Mapping[str, str]] = MappingProxyType({})
_JSON: Final[Mapping[str, str]] = MappingProxyType({"Content-Type": "application/json"})


@define(eq=False, weakref_slot=False)
class Outgoing(Generic[T]):
    """A call and its request, which is made once and sent as often as needed.

    Attributes:
        call: The call.
        request: Its request.
        successor: What takes its place once the operation is past its sunset or gone, if the policy is to migrate.
    """

    call: Call[T]
    request: Request
    successor: "Outgoing[T] | None" = None

    @property
    def name(self) -> str:
        """What the call is about."""
        return str(self.call.ref or self.call.operation.id)


@define(eq=False, weakref_slot=False)
class Answer(Generic[T]):
    """The result of a call.

    Attributes:
        value: The result.
        asked: The seconds that the answer asks to wait before the next request, or None.
        call: What was asked in the end.
        reply: What came, without the key in its headers.
    """

    value: T
    asked: float | None
    call: Call[T]
    reply: Reply
