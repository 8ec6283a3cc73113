"""What a result file looks like, so that a page of a proxy is not taken for one. Functions of bytes and headers."""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Final

from ..text import printable


class Kind(Enum):
    """What a download is expected to be."""

    ANY = "a file"
    CSV = "CSV"
    JSON = "JSON"
    XLSX = "XLSX"


START_BYTES: Final = 512
"""How many bytes from its beginning show what a file is."""

END_BYTES: Final = 64
"""How many bytes from its end do."""

# How a page begins, or a document of a gateway; no table of results begins so.
_HTML: Final = re.compile(
    rb"\s*<(!--|\?xml\b|!doctype\s+html\b|(html|head|body|title|meta|script|style|center|h[1-6]|div|p)\b)",
    re.IGNORECASE,
)
_ENCODINGS: Final = {"": False, "identity": False, "gzip": True, "x-gzip": True}


def problem_with_headers(kind: Kind, status: int, headers: Mapping[str, str]) -> str | None:
    """What is wrong with an answer whose body has not come yet, in words."""
    if status != 200:
        return f"the status means something else than a whole file, and {kind.value} was asked for"
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding not in _ENCODINGS:
        return f"the body has the Content-Encoding {printable(repr(encoding), 60)}, which was not asked for"
    media = headers.get("content-type", "").partition(";")[0].strip().lower()
    if media in ("text/html", "application/xhtml+xml"):
        return f"an HTML page, and {kind.value} was asked for"
    if media in _OTHERS.get(kind, ()):
        return f"{kind.value} was asked for"
    return None


_OTHERS: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.CSV: ("application/json", "application/problem+json", "application/zip"),
    Kind.JSON: ("text/csv", "application/zip"),
    Kind.XLSX: ("application/json", "application/problem+json", "text/csv"),
}


def is_packed(headers: Mapping[str, str]) -> bool:
    """Whether the body is sent with gzip."""
    return _ENCODINGS.get(headers.get("content-encoding", "").strip().lower(), False)


def announced_length(headers: Mapping[str, str]) -> int | None:
    """How many bytes the body is said to have, as it is sent."""
    said = headers.get("content-length", "").strip()
    return int(said) if re.fullmatch(r"[0-9]{1,18}", said) else None


def problem_with_start(kind: Kind, start: bytes) -> str | None:
    """What is wrong with the first bytes of a file, in words."""
    text = start.removeprefix(b"\xef\xbb\xbf")
    # Also in UTF-16.
    if _HTML.match(text.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")):
        return f"an HTML page, and {kind.value} was asked for"
    first = text.lstrip()[:1]
    if kind is Kind.JSON and text and first not in (b"[", b"{", b""):
        return "it is not JSON, which was asked for"
    if kind is Kind.CSV and re.match(rb'\s*(\{\s*["}]|\[\s*[\[{"\]])', text):
        return "it is JSON, and CSV was asked for"
    if kind is Kind.XLSX and not start.startswith(b"PK\x03\x04"):
        return "it is no XLSX, which is a zip file"
    return None


def problem_with_end(kind: Kind, end: bytes) -> str | None:
    """What is wrong with the last bytes of a file, in words: a body without a length may end anywhere."""
    if kind is Kind.JSON and not end.rstrip().endswith((b"]", b"}")) and not end.isspace():
        return "the JSON ends in its middle"
    return None


def name_of(headers: Mapping[str, str]) -> str | None:
    """The file name that an answer suggests, as one word without any folder: information, and never a path.

    Example:
        >>> name_of({"content-disposition": 'attachment; filename="../../etc/passwd"'})
        'passwd'
    """
    said = headers.get("content-disposition", "")
    match = re.search(r'(?:^|[\s;])filename="((?:[^"\\]|\\.)*)"', said) or re.search(
        r"(?:^|[\s;])filename=([^\s;\"]+)", said
    )
    if match is None:
        return None
    name = re.split(r"[/\\:]", match[1])[-1]
    name = printable("".join(each for each in name if each.isprintable()), 200).strip(". ")
    return name or None
