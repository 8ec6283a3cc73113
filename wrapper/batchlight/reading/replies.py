"""An answer as it came: its status, its headers, the bytes of its body."""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import httpx

Lines: TypeAlias = list[tuple[bytes, bytes]] | tuple[tuple[bytes, bytes], ...]
"""The headers of an answer as they came."""


class Reply:
    """An answer as it came. Its repr does not show what a server may have repeated of the request.

    What httpx makes of headers takes longer than to read a small body, and of most answers nobody asks for it: `says`
    tells whether anybody has to.

    Args:
        status_code: Any number that the server sent, in the IANA list or not.
        headers: The headers, or their lines as they came.
        body: The body as it was sent, packed or not; larger than `body_limit` if there was more than is taken.

    Attributes:
        names: The names of the headers, in small letters, each with its last value.
    """

    __slots__ = ("_headers", "body", "lines", "names", "status_code")

    def __init__(self, status_code: int, headers: "httpx.Headers | Lines", body: bytes) -> None:
        self.status_code = status_code
        self.body = body
        self._headers: httpx.Headers | None = None
        if isinstance(headers, list | tuple):
            self.lines: Lines = headers
        else:
            self.lines, self._headers = headers.raw, headers
        self.names = {name.lower(): value for name, value in self.lines}

    def __repr__(self) -> str:
        return f"Reply(status_code={self.status_code})"

    @property
    def headers(self) -> "httpx.Headers":
        """By name in any case."""
        if self._headers is None:
            # An answer is there, so the library is loaded; whoever imports a client need not wait for it.
            import httpx

            self._headers = httpx.Headers(self.lines)
        return self._headers

    def says(self, names: frozenset[bytes]) -> bool:
        """Whether there is a header of one of these names."""
        return not names.isdisjoint(self.names)
