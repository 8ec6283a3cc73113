"""Read an answer: the JSON object of a success, or the exception that an error stands for.

Pure functions of a `Reply`; they know the shapes of error bodies, and nothing about jobs. The shapes are those that
the providers document, and none is tied to a provider, because one provider uses several:

| body | who |
|---|---|
| `{"detail": "Not found."}` | Revenuebase, eCore, LlamaCloud |
| `{"detail": [{"loc": ["body", "email"], "msg": "...", "type": "..."}]}` | 422 of all FastAPI services |
| `{"detail": {"code": "...", "message": "..."}}` | not documented, and possible where Revenuebase speaks of codes |
| `{"error": "Invalid status filter."}` | eCore |
| `{"message": "Unauthorized"}` | ApexVerify |
| `{"emails": {"3": ["Not a valid email address."]}}` | eCore, for fields |
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from http import HTTPStatus
from itertools import chain, islice
from types import MappingProxyType
from typing import Any, NoReturn

from attrs import frozen

from .. import errors
from ..errors import FieldError, MalformedResponseError, ResponseError
from ..keys import Secret
from ..text import printable
from .headers import retry_after
from .jsondata import OutOfBounds, is_list, is_object, kind, parse, parse_plain
from .replies import Reply as Reply

# A job's status is a few kilobytes (eCore adds up to 100 records); this bounds what a broken server can make us hold.
MAX_BODY_BYTES = 16 * 1024 * 1024
_TOO_LARGE = f"the body is larger than {MAX_BODY_BYTES // 1024 // 1024} MiB"

MAX_ERROR_BYTES = 64 * 1024
"""What is read of the body of an error: it is for people, and the rest is left."""

_NO_FIELDS: Mapping[str, Any] = MappingProxyType({})

MAX_FAULTS = 100
"""How many single faults of an error are told; a form has fewer fields."""

CONTENT_ENCODINGS = ("gzip",)
"""What is asked for: what zlib unpacks up to a limit, and what has one meaning only (deflate has two)."""

# A file that was packed in parallel has a part for each piece of it (RFC 1952, 2.2).
_MOST_GZIP_PARTS = 100

_ERROR_CLASSES: Mapping[int, type[ResponseError]] = {
    400: errors.BadRequestError,
    401: errors.AuthenticationError,
    402: errors.PaymentRequiredError,
    403: errors.PermissionDeniedError,
    404: errors.NotFoundError,
    409: errors.ConflictError,
    422: errors.ValidationError,
    429: errors.RateLimitError,
}

_REQUEST_ID_HEADERS = ("x-request-id", "request-id", "x-amzn-requestid", "x-amz-request-id", "cf-ray")


def body_limit(status_code: int) -> int:
    """How many bytes of the body of an answer are taken, packed and unpacked."""
    return MAX_BODY_BYTES if 200 <= status_code <= 299 else MAX_ERROR_BYTES


def without_key(key: Secret, reply: Reply) -> Reply:
    """The answer without the key that a server may have repeated in its headers, names and values.

    In the body it is left: there it may be escaped, and what is decoded of it is freed of it (`read_object`).
    """
    if not key.may_be_in(b"\n".join(chain.from_iterable(reply.lines)).decode("latin-1")):
        return reply
    items = reply.headers.multi_items()
    clean = [(key.redact(name), key.redact(value)) for name, value in items]
    if clean == items:
        return reply
    import httpx

    # UTF-8: a value may have been sent in Latin-1 or UTF-8, and is text here.
    return Reply(reply.status_code, httpx.Headers(clean, encoding="utf-8"), reply.body)


@frozen
class Question:
    """What was asked: for the messages, and so that no key gets into them."""

    operation: str
    line: str
    key: Secret


class _Unreadable(Exception):
    """Why a body cannot be read, in words; it never leaves this module."""


def read_object(question: Question, reply: Reply, *, may_be_empty: bool = False) -> Mapping[str, Any]:
    """The JSON object of a successful answer, without the key; whoever hands parts of it on makes them read-only.

    Args:
        question: what was asked.
        reply: the answer.
        may_be_empty: whether no body, or `null`, is as good as an object without fields.

    Raises:
        ResponseError: the answer is not a success; see the tree in `batchlight.errors`.
        MalformedResponseError: it is a success whose body is no JSON object.
    """
    if not 200 <= reply.status_code <= 299:
        _raise_error(question, reply)
    if may_be_empty and (reply.status_code in _WITHOUT_CONTENT or reply.body.strip() in (b"", b"null")):
        return _NO_FIELDS
    body = reply.body
    try:
        if b"content-encoding" in reply.names:
            body = _unpacked(reply)
        if len(body) > MAX_BODY_BYTES:
            raise _Unreadable(_TOO_LARGE)
        # `json.loads` would guess UTF-16; RFC 8259 knows UTF-8 only.
        text = body.decode().removeprefix("\ufeff")
        # The decoded strings are freed of the key, because a server may write `\u002d` for a dash. For most answers one
        # look at the text tells that there is nothing to do.
        payload = parse(text, question.key.redact) if question.key.may_be_in(text) else parse_plain(text)
        # The class first, because a call for each answer takes as long as to look for the key.
        if (payload.__class__ is dict or is_object(payload)) and reply.status_code not in _WITHOUT_CONTENT:
            return payload
        problem = f"the body is {kind(payload)}, not a JSON object"
    except _Unreadable as error:
        problem = str(error)
    except OutOfBounds as error:
        problem = f"the body is {error}"
    except ValueError as error:
        is_empty = not body or body.isspace()
        problem = "the body is empty" if is_empty else f"the body is not JSON in UTF-8 ({error})"
    if reply.status_code in _WITHOUT_CONTENT:
        problem = "that means no content, and a job was asked for"
    # A server may have put the key into its answer, and a report may show the variables of this frame. Made out here,
    # because the errors of decoders hold the whole text.
    body, text, payload = b"", "", None
    raise malformed(question, reply, problem)


_WITHOUT_CONTENT = (204, 205)


def _unpacked(reply: Reply, *, whole: bool = True) -> bytes:
    """The body without its content encoding; at most a byte or a chunk more than `body_limit`.

    Args:
        reply: the answer.
        whole: whether a body that ends too early is refused, or read as far as it goes.
    """
    if b"content-encoding" not in reply.names:
        return reply.body
    encoding = reply.headers["content-encoding"].strip().lower()
    if encoding in ("", "identity"):
        return reply.body
    # RFC 9110, 8.4.1.3: x-gzip is another name for it.
    if encoding not in (*CONTENT_ENCODINGS, "x-gzip"):
        raise _Unreadable(f"the body has the Content-Encoding {encoding!r}, which was not asked for")
    limit = body_limit(reply.status_code)
    if whole and len(reply.body) > limit:
        raise _Unreadable(_TOO_LARGE)
    unpacked, rest = b"", reply.body
    for _ in range(_MOST_GZIP_PARTS):
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            unpacked += unpacker.decompress(rest, limit + 1 - len(unpacked))
        except zlib.error as error:
            raise _Unreadable(f"the body does not match its Content-Encoding, {encoding} ({error})") from error
        # What may follow a part is another, or zeros that fill a block.
        rest = unpacker.unused_data.lstrip(b"\0")
        if len(unpacked) > limit or not (unpacker.eof and rest):
            break
    else:
        raise _Unreadable(f"the body has more than {_MOST_GZIP_PARTS} parts in its Content-Encoding, {encoding}")
    if whole and len(unpacked) <= limit and not unpacker.eof:
        raise _Unreadable(f"the body ends too early for its Content-Encoding, {encoding}")
    return unpacked


def _text_of(question: Question, reply: Reply) -> str:
    """The beginning of the body as text for people, without the key; as it was sent if it cannot be unpacked."""
    try:
        body = _unpacked(reply, whole=False)
    except _Unreadable:
        body = reply.body
    text = question.key.redact(body[:MAX_ERROR_BYTES].decode("utf-8", "replace"))
    # What was cut may end in the first part of the key, in whatever form.
    return text if len(body) <= MAX_ERROR_BYTES else text[: -question.key.longest_form]


def malformed(question: Question, reply: Reply, problem: str) -> MalformedResponseError:
    """The exception for a success that is not an answer to the question; the problem is said in words."""
    text = _text_of(question, reply)[:2000]
    content_type = reply.headers.get("content-type")
    shown = f"; it begins {printable(text, 200)!r}" if text else ""
    problem = printable(problem)
    return MalformedResponseError(
        f"{question.line} answered {reply.status_code} ({printable(content_type or 'no content type', 60)}): "
        f"{problem}{shown}",
        operation=question.operation,
        status_code=reply.status_code,
        headers=reply.headers,
        body=text,
        detail=problem,
        request_id=request_id_of(reply.headers),
    )


def _raise_error(question: Question, reply: Reply) -> NoReturn:
    text = _text_of(question, reply)
    body: Any = text
    with suppress(ValueError):
        body = parse(text, question.key.redact if question.key.may_be_in(text) else None)
    code, detail, faults = explain(body)
    status = reply.status_code
    if 300 <= status <= 399:
        detail = "a redirect, which is not followed because the key would go along"
    elif "html" in reply.headers.get("content-type", "").lower():
        detail = "an HTML page"
    phrase = _phrase(status)
    default = errors.ServerError if 500 <= status <= 599 else ResponseError
    raise _ERROR_CLASSES.get(status, default)(
        f"{question.line} answered {status}{f' {phrase}' if phrase else ''}{f': {detail}' if detail else ''}",
        operation=question.operation,
        status_code=status,
        headers=reply.headers,
        body=body,
        code=code,
        detail=detail or phrase or f"HTTP status {status}",
        errors=faults,
        request_id=request_id_of(reply.headers),
        retry_after=retry_after(reply.headers),
    )


# A code is one word with an underscore in it, alone or before a remark: "already_cancelled: the job is ...".
_CODE = re.compile(r"([a-z][a-z0-9]*(?:_[a-z0-9]+)+)(?=$|[\s:.,;—-])")


def explain(body: Any) -> tuple[str | None, str, tuple[FieldError, ...]]:
    """Find the code, a readable line and the single faults in the body of an error.

    Args:
        body: JSON data, or text.

    Returns:
        The code or None, the line (empty if the body says nothing), and the first `MAX_FAULTS` faults.

    Example:
        >>> explain({"detail": "already_cancelled"})[0]
        'already_cancelled'
        >>> explain({"emails": {"3": ["Not a valid email address."]}})[1]
        'emails.3: Not a valid email address.'
    """
    if isinstance(body, str):
        match = _CODE.match(body.strip())
        return (match[1] if match else None), printable(body), ()
    if is_list(body):
        faults = _first(_listed_faults(body))
        return None, _joined(faults), faults
    if not is_object(body):
        return None, "", ()
    for key in ("detail", "error", "message", "msg", "title"):
        if body.get(key):
            code, detail, faults = explain(body[key])
            if detail:
                return _stated_code(body) or code, detail, faults
    faults = _first(_field_faults(body, ()))
    return _stated_code(body), _joined(faults), faults


def _stated_code(fields: Mapping[str, Any]) -> str | None:
    for key in ("code", "error_code", "error", "type"):
        value = fields.get(key)
        if isinstance(value, str) and (key.endswith("code") or _CODE.fullmatch(value)):
            return printable(value, 100)
    return None


def _listed_faults(items: list[Any]) -> Iterator[FieldError]:
    """FastAPI's list of `{loc, msg, type}`; anything else in the list is shown as it is."""
    for item in items:
        entry: Mapping[str, Any] = item if is_object(item) else {}
        loc = entry.get("loc")
        message = entry.get("msg") or entry.get("message") or entry.get("detail") or item
        kind = entry.get("type")
        yield FieldError(
            path=tuple(_path_part(part) for part in loc) if is_list(loc) else (),
            message=printable(message),
            type=printable(kind, 100) if isinstance(kind, str) else None,
        )


def _field_faults(fields: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[FieldError]:
    """Django REST framework's map from a field (and an index) to its messages."""
    for name, value in fields.items():
        here = (*path, printable(name, 100))
        if is_object(value):
            yield from _field_faults(value, here)
            continue
        for message in value if is_list(value) else [value]:
            if isinstance(message, str):
                yield FieldError(here, printable(message))


def _first(faults: Iterable[FieldError]) -> tuple[FieldError, ...]:
    return tuple(islice(faults, MAX_FAULTS))


def _path_part(part: object) -> str | int:
    return part if isinstance(part, int) else printable(part, 100)


def _joined(faults: tuple[FieldError, ...]) -> str:
    return printable("; ".join(str(fault) for fault in faults[:5]) + ("; ..." if len(faults) > 5 else ""))


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        # 520 to 527 and 530 come from proxies and are in no list.
        return ""


def request_id_of(headers: Mapping[str, str]) -> str | None:
    """The provider's id of the request, which its support asks for."""
    return next((printable(headers[name], 200) for name in _REQUEST_ID_HEADERS if headers.get(name)), None)


def id_of(reply: Reply) -> str | None:
    """See `request_id_of`."""
    names = reply.names
    if _IDS.isdisjoint(names):
        return None
    for name in _REQUEST_ID_HEADERS:
        value = names.get(name.encode())
        # What was sent twice, or is not ASCII, is for httpx to read.
        if value and value.isascii() and len(names) == len(reply.lines):
            return printable(value.decode(), 200)
    return request_id_of(reply.headers)


_IDS = frozenset(name.encode() for name in _REQUEST_ID_HEADERS)
