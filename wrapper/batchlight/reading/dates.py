"""Read dates as servers and documents really write them: the one place that does. A date that is not whole is no date,
and neither is one that no calendar or no zone has.
"""

import datetime
import re

# The forms of RFC 9110, 5.6.7 (with UTC for GMT, with and without a time, weekday or comma), asctime, ISO 8601.
_DAY = r"\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}"
_TIME = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
_DATES = re.compile(
    rf"(?:[A-Za-z]{{3,9}},? +)?{_DAY}(?: +{_TIME}(?: *(?:GMT|UTC|Z|[+-]\d{{2}}:?\d{{2}}))?)?"
    rf"|[A-Za-z]{{3}} +[A-Za-z]{{3}} +\d{{1,2}} +{_TIME} +\d{{4}}"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}(?:[T ]{_TIME}(?:Z|[+-]\d{{2}}:?\d{{2}})?)?"
)

# RFC 3339, and what ISO 8601 allows beside it: no zone, one without minutes, a comma, no seconds.
_TIMESTAMP = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"(?:[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)


# A point and no digit after it: Python reads that.
_NO_FRACTION = len("2019-12-27T18:11:19.Z")


def read_timestamp(text: str) -> datetime.datetime | None:
    """A date and time as JSON has it (RFC 3339), with its own offset, or naive if it has none; None if it is none.

    Example:
        >>> print(read_timestamp("2019-12-27t18:11:19z"))
        2019-12-27 18:11:19+00:00
        >>> read_timestamp("2019-W52-5") is None
        True
    """
    try:
        # In the usual form Python itself looks at the digits (see `readers`); of all else, it reads more than we do.
        if text[4:20:3] == "--T::." and text[-1] == "Z" and len(text) > _NO_FRACTION:
            return datetime.datetime.fromisoformat(text)
        if _TIMESTAMP.fullmatch(text) is not None:
            return datetime.datetime.fromisoformat(text.upper())
    except ValueError:
        pass
    return None


def in_utc(moment: datetime.datetime) -> datetime.datetime | None:
    """A moment in UTC, which one without an offset is already; None where that leads out of the calendar."""
    if moment.tzinfo is datetime.UTC:
        return moment
    try:
        return moment.replace(tzinfo=datetime.UTC) if moment.tzinfo is None else moment.astimezone(datetime.UTC)
    except (OverflowError, ValueError):
        return None


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
        return in_utc(datetime.datetime.fromisoformat(text))
    except ValueError:
        pass
    # Only here: to load it takes longer than to load everything else of a job, and few dates are not ISO 8601.
    from dateutil.parser import parse as parse_with_dateutil

    # dateutil fills what is missing from a default. Two defaults that differ everywhere show what was missing.
    defaults = (datetime.datetime(2001, 1, 1), datetime.datetime(2002, 2, 2))  # they are naive
    try:
        parsed, other = (parse_with_dateutil(text, default=default, tzinfos=_zone) for default in defaults)
        return in_utc(parsed) if parsed == other else None
    except (OverflowError, ValueError, TypeError):
        return None


def _zone(name: str | None, offset: int | None) -> datetime.timezone | None:
    """The zone of an offset in seconds. A name alone says nothing: dateutil would take it for one of this machine's."""
    if offset is None and name is not None:
        raise ValueError("a zone that is not known")
    return None if offset is None else datetime.timezone(datetime.timedelta(seconds=offset))


def read_http_date(text: str) -> datetime.datetime | None:
    """A header that is one date and nothing else, in any form that servers use, in UTC; None if it is none."""
    folded = " ".join(text[:100].split())
    return read_date(folded) if _DATES.fullmatch(folded) else None


def find_dates(text: str) -> list[datetime.datetime]:
    """All whole dates in a header that may hold several: a comma stands between them, and inside them too."""
    found = (read_date(match[0]) for match in _DATES.finditer(" ".join(text[:1000].split())))
    return [date for date in found if date is not None]


def deprecation_date(value: str) -> datetime.datetime | None:
    """The date of a `Deprecation` header (RFC 9745: seconds since 1970), or of what servers write instead."""
    if re.fullmatch(r"@-?[0-9]{1,12}", value):
        try:
            return datetime.datetime.fromtimestamp(int(value[1:]), datetime.UTC)
        except (ValueError, OverflowError, OSError):
            return None
    dates = find_dates(value.strip('"'))
    return min(dates) if dates else None
