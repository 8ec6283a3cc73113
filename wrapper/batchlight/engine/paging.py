"""Lists that come in pages: one page in memory, each item once, and an end that is certain to come.

A page says which call gives the page after it, made of our own parameters: what a provider writes as the address of the
next page is never asked for. Jobs that are added while pages are read push others from one page to the next, which then
shows them again: they are told once.
"""

from collections import deque
from collections.abc import Callable, Hashable
from typing import Any, Final, Generic, TypeVar

from attrs import evolve

from ..reading.identity import Mismatch
from .calls import Call
from .calls import Page as Page
from .session import Session
from .steps import Give, Steps

T = TypeVar("T")

# What was told is remembered for as many pages as may have been pushed on meanwhile.
_PAGES_REMEMBERED: Final = 20
_LEAST_REMEMBERED: Final = 2_000
# A page may hold nothing new when as many items were added as fill it; a hundred of them, one after the other, do not.
_MOST_WITHOUT_NEWS: Final = 100


class Walk(Generic[T]):
    """Where somebody is in a list: what of the page is still to be told, and what comes after it.

    Args:
        first: The call that gives the first page.
        key: What tells one item from another.
    """

    def __init__(self, first: Call[Page[T]], key: Callable[[T], Hashable]) -> None:
        self.following: Call[Page[T]] | None = first
        self.waiting = deque[T]()
        self._key = key
        self._asked = {_question(first)}
        self._told: dict[Hashable, None] = {}
        self._without_news = 0

    def checked(self) -> Call[Page[T]]:
        """The call that gives the next page; an answer that would lead nowhere is no answer to it."""
        assert self.following is not None
        call = self.following

        def parse(payload: Any) -> Page[T]:
            page = call.parse(payload)
            if page.following is not None:
                if _question(page.following) in self._asked:
                    raise Mismatch("the page that it says comes next was given already")
                if self._without_news >= _MOST_WITHOUT_NEWS and not self._news(page):
                    raise Mismatch(f"no page of the last {_MOST_WITHOUT_NEWS} holds anything new, and it has no end")
            return page

        return evolve(call, parse=parse)

    def turn(self, page: Page[T]) -> None:
        """Take the page that came."""
        news = self._news(page)
        self._without_news = 0 if news else self._without_news + 1
        self.waiting.extend(news.values())
        self._told.update(dict.fromkeys(news))
        most = max(_PAGES_REMEMBERED * len(page.items), _LEAST_REMEMBERED)
        while len(self._told) > most:
            del self._told[next(iter(self._told))]
        self.following = page.following
        if page.following is not None:
            self._asked.add(_question(page.following))

    def _news(self, page: Page[T]) -> dict[Hashable, T]:
        found: dict[Hashable, T] = {}
        for item in page.items:
            key = self._key(item)
            if key not in self._told:
                found.setdefault(key, item)
        return found


def page_steps(session: Session, walk: Walk[T]) -> Steps[None]:
    """Give each item, and fetch a page when there is none left. Whoever stops within goes on with the same walk."""
    while True:
        while walk.waiting:
            yield Give(walk.waiting.popleft())
        if walk.following is None:
            return
        walk.turn((yield from session.result(walk.checked())))


def _question(call: Call[Any]) -> int:
    """What a page is asked for by, as a number: a long list has many pages, and their cursors may be long."""
    parameters: dict[str, object] = call.request.get("params") or {}
    return hash((call.request["url"], *sorted((name, str(value)) for name, value in parameters.items())))
