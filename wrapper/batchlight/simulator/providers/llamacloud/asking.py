"""How the operations of LlamaCloud are asked: parameters, pages, the jobs of a version."""

import datetime
from collections.abc import Sequence
from typing import Final

from ...jobs import SimulatedJob
from ...pages import cursor_page, whole_number
from ...simulated import Body, Refusal, Visit

PROJECT: Final = "proj-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"


def invalid(place: str, name: str, message: str = "value is not valid") -> Refusal:
    """What is answered where a parameter or the body has the wrong form."""
    return Refusal(422, {"detail": [{"loc": [place, name], "msg": message, "type": "value_error"}]})


def one_of(visit: Visit, name: str, known: Sequence[str]) -> str | None:
    """A parameter of the query that is one of some words; empty is as good as absent."""
    value = visit.query(name) or None
    if value is not None and value not in known:
        raise invalid("query", name)
    return value


def bounded(visit: Visit, name: str, default: int, least: int, most: int) -> int:
    """A parameter of the query that is a number within bounds."""
    value = whole_number(visit.query(name), default)
    if value is None or not least <= value <= most:
        raise invalid("query", name, f"value is not a number from {least} to {most}")
    return value


def date(visit: Visit, name: str) -> datetime.datetime | None:
    """A parameter of the query that is a date."""
    value = visit.query(name)
    try:
        return moment(value) if value else None
    except ValueError:
        raise invalid("query", name, "value is not a date-time") from None


def moment(text: str) -> datetime.datetime:
    """A date and time as it is written in JSON."""
    found = datetime.datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)


def page_by_token(visit: Visit, found: list[Body]) -> Body:
    """A page of v2; the answer has the token of the next one."""
    # Neither the default nor the bounds of page_size are known.
    size = bounded(visit, "page_size", 50, 1, 1000) if visit.query("page_size") else 50
    page = cursor_page([each["id"] for each in found], visit.query("page_token"), size)
    if page is None:
        raise invalid("query", "page_token")
    part, token = page
    return {"items": found[part], "next_page_token": token}


def find(visit: Visit, id: str, version: str | None) -> SimulatedJob:
    """The job of that id, if it is of that version.

    Raises:
        Refusal: it is not.
    """
    job = visit.find(id)
    if job.version != version:
        raise Refusal(404)
    return job


def newest(visit: Visit, version: str | None) -> list[SimulatedJob]:
    """The jobs of a version, the newest first. In which order they are listed is not documented."""
    return [job for job in reversed(visit.jobs()) if job.version == version]
