"""Pages of a list, as the providers number them."""

import base64
from collections.abc import Sequence
from typing import Any, Final

from starlette.requests import Request

# A number with more digits is no page of anything.
_DIGITS: Final = 9


def whole_number(text: str | None, default: int) -> int | None:
    """The number that a parameter of the query says; None if it says none."""
    if text is None:
        return default
    digits = text.strip().removeprefix("+").removeprefix("-")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > _DIGITS:
        return None
    return int(text)


def numbered_page(request: Request, page: int, page_size: int, count: int, results: list[Any]) -> dict[str, Any]:
    """A page with the URLs of its neighbours, in the envelope that Django REST framework's services use.

    Args:
        request: which asked for it: the URLs are its own, with another page.
        page: the page's number, from 1 on.
        page_size: how many entries a page has.
        count: how many entries there are on all pages.
        results: those of this page.
    """
    pages = max(-(-count // page_size), 1)

    def url(number: int) -> str | None:
        return str(request.url.include_query_params(page=number)) if 1 <= number <= pages else None

    return {
        "count": count,
        "total_pages": pages,
        "current_page": page,
        "next": url(page + 1),
        "previous": url(page - 1),
        "results": results,
    }


def cursor_of(id: str) -> str:
    """A token for the page after the entry with this id; to a client it means nothing."""
    return base64.urlsafe_b64encode(id.encode()).decode()


def cursor_page(ids: Sequence[str], token: str | None, page_size: int) -> tuple[slice, str | None] | None:
    """Which entries are on the page that a token names, and the token of the next one.

    A token names the last entry of the page before, so that what is added meanwhile moves nothing.

    Args:
        ids: those of all entries, in their order.
        token: from the page before, or None for the first page.
        page_size: how many entries a page has.

    Returns:
        None, if the token is of no page.
    """
    start = 0
    if token:
        try:
            start = ids.index(base64.urlsafe_b64decode(token.encode()).decode()) + 1
        except ValueError:
            return None
    end = start + page_size
    return slice(start, end), cursor_of(ids[end - 1]) if end < len(ids) else None
