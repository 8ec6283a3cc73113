"""Read dates as servers and documents really write them. A date that is not whole is no date."""

import datetime
import re

from dateutil.parser import ParserError
from dateutil.parser import parse as parse_with_dateutil

# The forms of RFC 9110, 5.6.7 (with UTC for GMT, with and without a time, weekday or comma), asctime, ISO 8601.
_DAY = r"\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}"
_TIME = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
_DATES = re.compile(
    rf"(?:[A-Za-z]{{3,9}},? +)?{_DAY}(?: +{_TIME}(?: *(?:GMT|UTC|Z|[+-]\d{{2}}:?\d{{2}}))?)?"
    rf"|[A-Za-z]{{3}} +[A-Za-z]{{3}} +\d{{1,2}} +{_TIME} +\d{{4}}"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}(?:[T ]{_TIME}(?:Z|[+-]\d{{2}}:?\d{{2}})?)?"
)


def read_date(text: str) -> datetime.datetime | None:
    """A whole date, with or without a time, in UTC; a date alone is 00:00 UTC of that day.

    A weekday that does not belong to the date is passed over: RFC 8594's own example has one.

    Returns:
        An aware datetime, or None if the text is no whole date.

    Example:
        >>> print(read_date("Tue, 07 Jul 2026"))
        2026-07-07 00:00:00+00:00
        >>> read_date("July 2026") is None
        True
    """
    try:
        parsed = datetime.datetime.fromisoformat(text)
    except ValueError:
        # dateutil fills what is missing from a default. Two defaults that differ everywhere show what was missing.
        defaults = (datetime.datetime(2001, 1, 1), datetime.datetime(2002, 2, 2))  # they are naive
        try:
            parsed, other = (parse_with_dateutil(text, default=default) for default in defaults)
        except (ParserError, OverflowError, ValueError, TypeError):
            return None
        if parsed != other:
            return None
    try:
        return parsed.replace(tzinfo=datetime.UTC) if parsed.tzinfo is None else parsed.astimezone(datetime.UTC)
    except OverflowError:
        return None


def find_dates(text: str) -> list[datetime.datetime]:
    """All whole dates in a header that may hold several: a comma stands between them, and inside them too."""
    found = (read_date(match[0]) for match in _DATES.finditer(" ".join(text[:1000].split())))
    return [date for date in found if date is not None]
