"""A body that is larger than memory, on its way to the provider or from it: what a transport is given.

Who reads and writes the files is in `drivers`; here is only what a transport may rely on.
"""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from typing import Protocol, TypeAlias

from attrs import frozen

OnProgress: TypeAlias = Callable[[int, int | None], object]
"""Told how many bytes are done, and of how many, if that is known."""


class Feed(Protocol):
    """The body of an upload, piece by piece, each time from its beginning."""

    @property
    def length(self) -> int:
        """How many bytes it has."""
        ...

    @property
    def content_type(self) -> str:
        """Its media type."""
        ...

    @property
    def is_complete(self) -> bool:
        """Whether all of it was given out; before that, no provider can have all of it."""
        ...

    @property
    def failure(self) -> Exception | None:
        """What went wrong on this machine while it was read."""
        ...

    def __iter__(self) -> Iterator[bytes]: ...

    def __aiter__(self) -> AsyncIterator[bytes]: ...


class Sink(Protocol):
    """Where the body of a successful answer goes."""

    @property
    def problem(self) -> str | None:
        """Why what came is not what was asked for, in words."""
        ...

    @property
    def failure(self) -> Exception | None:
        """What went wrong on this machine while it was written."""
        ...

    @property
    def start(self) -> bytes:
        """The first bytes, where they show what is wrong."""
        ...

    def begin(self, status: int, headers: Mapping[str, str]) -> bool:
        """An answer begins, and takes the place of what came before; whether its body is wanted."""
        ...

    def write(self, data: bytes) -> bool:
        """Take a part of the body, as it was sent; whether more is wanted. It may block."""
        ...

    def tell(self) -> None:
        """Tell the caller how far it is."""
        ...

    def end(self) -> None:
        """The answer is over. It may block."""
        ...


@frozen
class Transfer:
    """What of a call is carried in pieces.

    The limit of its request is one on silence: so long nothing may move, and not so long it may take.

    Attributes:
        feed: The body of the request, if that is large.
        sink: Where the body of a successful answer goes, if that is large.
    """

    feed: Feed | None = None
    sink: Sink | None = None

    @property
    def failure(self) -> Exception | None:
        """What went wrong on this machine, if it did."""
        feed = self.feed.failure if self.feed is not None else None
        return feed or (self.sink.failure if self.sink is not None else None)
