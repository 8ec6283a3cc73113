"""Compare how long something lives: an operation, a parameter or a field that is deprecated, and its sunset."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, Final

from scripts.operations import Operation, row_of
from scripts.specs import SpecError

EXTENSIONS: Final = frozenset({"x-sunset", "x-deprecated-at", "x-replaced-by"})


def lifecycle(place: str, said: Mapping[str, Any]) -> Operation | SpecError:
    """What is said of something's life; or why that cannot be read."""
    try:
        return row_of("", "", "", {"operationId": place, **said})
    except SpecError as error:
        return error


def compare_lifecycles(place: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The kinds of change and the words for them: of the flag, the dates, and what to use instead."""
    old, new = lifecycle(place, before), lifecycle(place, after)
    if isinstance(new, SpecError) and str(old) != str(new):
        yield "lifecycle-unreadable", str(new).removeprefix(".")
    if isinstance(old, SpecError) or isinstance(new, SpecError):
        return
    if new.deprecated and not old.deprecated:
        yield "deprecated", "it is deprecated now"
    if old.deprecated and not new.deprecated:
        yield "deprecation-withdrawn", "it is not deprecated any more"
    if old.deprecated_at != new.deprecated_at:
        yield "deprecation-date-changed", f"the date was {_date(old.deprecated_at)} and is {_date(new.deprecated_at)}"
    was, now = old.sunset_at, new.sunset_at
    if was is None and now is not None:
        yield "sunset-set", f"the sunset is {_date(now)}"
    # What is not deprecated any more has no sunset, and that is told already.
    if was is not None and now is None and (new.deprecated or not old.deprecated):
        yield "sunset-removed", f"the sunset was {_date(was)}, and there is no date now"
    if was is not None and now is not None and was != now:
        way = "earlier" if now < was else "later"
        yield f"sunset-moved-{way}", f"the sunset was {_date(was)} and is {_date(now)}"
    named = new.replacement, new.docs_url
    if named != (old.replacement, old.docs_url):
        yield "replacement-changed", f"the replacement is {' '.join(filter(None, named)) or 'not named any more'}"


def _date(value: datetime.datetime | None) -> str:
    return "no date" if value is None else value.isoformat().removesuffix("T00:00:00+00:00")
