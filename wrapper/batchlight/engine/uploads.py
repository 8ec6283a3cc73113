"""The body of an upload as a description: what stands before the file and after it. Pure functions; no file is read."""

from collections.abc import Iterable
from typing import Any

from attrs import frozen


@frozen
class Body:
    """A multipart body with one file in it (RFC 7578).

    Attributes:
        content_type: Its media type, with the boundary.
        head: What stands before the bytes of the file.
        tail: What stands after them.
    """

    content_type: str
    head: bytes
    tail: bytes


def multipart(files: Iterable[tuple[str, tuple[Any, ...]]], payload: object, boundary: str | None = None) -> Body:
    """Describe a body.

    Args:
        files: the parts, as a generated `to_multipart` gives them: names, each with a file name or None, the content
            and maybe a media type.
        payload: the content that stands for the file; exactly one part has it.
        boundary: what separates the parts; by default chance, which no file can hold on purpose.

    Example:
        >>> body = multipart([("file", ("a.csv", "HERE", "text/csv"))], "HERE", "xyz")
        >>> body.head.decode().splitlines()[1]
        'Content-Disposition: form-data; name="file"; filename="a.csv"'
    """
    import secrets

    boundary = boundary or secrets.token_hex(16)
    fields: list[bytes] = []
    last = b""
    for name, (filename, content, *kind) in files:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{_quoted(name)}"'
        if filename is not None:
            head += f'; filename="{_quoted(filename)}"'
        if kind and kind[0] and (filename is not None or kind[0] != "text/plain"):
            head += f"\r\nContent-Type: {kind[0]}"
        part = f"{head}\r\n\r\n".encode()
        if content is payload:
            last = part
        else:
            fields.append(part + (content if isinstance(content, bytes) else str(content).encode()) + b"\r\n")
    if not last:
        raise ValueError("no part is the file")
    end = f"\r\n--{boundary}--\r\n".encode()
    return Body(f"multipart/form-data; boundary={boundary}", b"".join([*fields, last]), end)


def _quoted(text: str) -> str:
    """A name within quotes, as browsers write it (HTML, 4.10.21.8)."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
