"""Compare how long something lives: an operation, a parameter or a field that is deprecated, and its sunset."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, Final

from scripts.operations import Operation, row_of
from scripts.specdiff.kinds import Change, change
from scripts.specdiff.nodes import Node
from scripts.specdiff.normal import same
from scripts.specs import SpecError

EXTENSIONS: Final = frozenset({"x-sunset", "x-deprecated-at", "x-replaced-by"})


def lifecycle(place: str, said: Mapping[str, Any]) -> Operation | SpecError:
    """What is said of something's life; or why that cannot be read."""
    try:
        return row_of("", "", "", {"operationId": place, **said})
    except SpecError as error:
        return error


def compare_lifecycles(
    api: str, place: str, before: Mapping[str, Any], after: Mapping[str, Any], at: Node
) -> Iterator[Change]:
    """The flag `deprecated`, the dates and what to use instead, by the keys that say so."""
    if same(before, after):
        return
    old, new = lifecycle(place, before), lifecycle(place, after)
    if isinstance(new, SpecError):
        if not isinstance(old, SpecError) or str(old) != str(new):
            yield change("lifecycle-unreadable", api, place, str(new).removeprefix("."), pointer=at.pointer)
    elif not isinstance(old, SpecError):
        for kind, words in _differences(old, new):
            yield change(kind, api, place, words, pointer=at.pointer)


def _differences(old: Operation, new: Operation) -> Iterator[tuple[str, str]]:
    if new.deprecated and not old.deprecated:
        yield "deprecated", "it is deprecated now"
    if old.deprecated and not new.deprecated:
        yield "deprecation-withdrawn", "it is not deprecated any more"
    if old.deprecated_at != new.deprecated_at:
        yield "deprecation-date-changed", f"the date was {_date(old.deprecated_at)} and is {_date(new.deprecated_at)}"
    was, now = old.sunset_at, new.sunset_at
    if was is None and now is not None:
        yield "sunset-set", f"the sunset is {_date(now)}"
    elif was is not None and now is None:
        # What is not deprecated any more has no sunset, and that is told already.
        if new.deprecated or not old.deprecated:
            yield "sunset-removed", f"the sunset was {_date(was)}, and there is no date now"
    elif was is not None and now is not None and was != now:
        kind = "sunset-moved-earlier" if now < was else "sunset-moved-later"
        yield kind, f"the sunset was {_date(was)} and is {_date(now)}"
    named = new.replacement, new.docs_url
    if named != (old.replacement, old.docs_url):
        yield "replacement-changed", f"the replacement is {' '.join(filter(None, named)) or 'not named any more'}"


def _date(value: datetime.datetime | None) -> str:
    return "no date" if value is None else value.isoformat().removesuffix("T00:00:00+00:00")
