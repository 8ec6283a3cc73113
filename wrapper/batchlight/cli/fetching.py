"""`batchlight list`, `results`, `download` and `credits`: what a provider has for whoever asks."""

import json as json_text
import sys
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Annotated, Any, Final, cast

import typer
from attrs import asdict, has

from ..by_name import async_client_for, client_for
from ..drivers.saving import Saving
from ..errors import BatchlightError
from ..jobs import JobRef
from ..providers import client_class
from ..reading.jsondata import is_object
from ..text import printable
from .arguments import Json, NoRaw, Verbose, parse_ref
from .deriving import Given, Output, Overwrite, Place, check_given, checked_operation
from .exits import Exit
from .going import Going
from .going_on import GoingOn
from .interrupts import interrupted_as
from .journey import Journey
from .output import Row, is_screen, json_of, print_cells, print_json, print_line, print_rows
from .saying import say

# On a terminal so many jobs of a list are one table.
_AT_ONCE: Final = 100
_LONGEST_CELL: Final = 500

OneRef = Annotated[str, typer.Argument(metavar="REF", help="The job, as provider:id.", show_default=False)]
Limit = Annotated[int | None, typer.Option("-n", "--limit", min=1, help="No more than so many jobs.")]


def list_jobs(
    place: Place,
    given: Given,
    limit: Limit = None,
    json: Json = False,
    no_raw: NoRaw = False,
    _verbose: Verbose = False,
) -> int:
    """List jobs, in the provider's order, page by page."""
    going = _asking(place, json)
    try:
        with _client(place, given) as client, client.list(**given.operation) as jobs:
            rows = (Row(job.ref, job) for job in islice(jobs, limit))
            shown = _print_jobs(rows, json=json, raw=not no_raw)
    except (BatchlightError, ValueError) as error:
        return going.failed(error)
    if not shown and not json:
        say(f"{place.provider.title} lists no job")
    return Exit.DONE


def results(ref: OneRef, given: Given, json: Json = False, _verbose: Verbose = False) -> int:
    """Print the results of a job, row by row.

    A line with tabs for each, the first one names the columns; with --json an object.
    """
    job = parse_ref(ref)
    place = Place.parse(job.where)
    operation = check_given(place.provider, "results", given)
    going = _asking(place, json, job)
    try:
        with (
            interrupted_as("interrupted; the results stay at the provider"),
            client_for(job) as client,
            getattr(client, operation)(job, **given.operation) as rows,
        ):
            _print_results(map(_object, rows), json=json)
    except (BatchlightError, ValueError, OSError) as error:
        if isinstance(error, BrokenPipeError):
            raise
        return going.failed(error)
    return Exit.DONE


def download(
    ref: OneRef,
    given: Given,
    output: Output,
    overwrite: Overwrite = False,
    json: Json = False,
    _verbose: Verbose = False,
) -> int:
    """Download the results of a job into a file.

    The file has its name when all of it is there, and not before. One that
    is there already is left alone, unless --overwrite is given.
    """
    job = parse_ref(ref)
    place = Place.parse(job.where)
    operation = check_given(place.provider, "download", given)
    going = _asking(place, json, job, given, output)
    journey = going.on.journey
    arguments = {**given.operation, "overwrite": overwrite, "on_progress": journey.downloads(output)}
    try:
        client = async_client_for(job, on_event=journey.hear)

        async def fetch(used: Any) -> Any:
            found = await getattr(used, operation)(job, output, **arguments)
            journey.arrived()
            return found

        found = going.do(client, fetch)
    except (BatchlightError, OSError, ValueError) as error:
        return going.failed(error)
    if json:
        print_json({"ref": str(job), "provider": job.provider, "site": job.site, "id": job.id, "results": saved(found)})
    elif not journey.is_live:
        print_cells((str(job), "downloaded", output, f"{found.size} bytes"))
    return Exit.DONE


def credits_left(place: Place, given: Given, json: Json = False, _verbose: Verbose = False) -> int:
    """Say how many credits the account has."""
    going = _asking(place, json)
    operation = checked_operation(place.provider, "credits")
    try:
        with _client(place, given) as client:
            told = getattr(client, operation)(**given.operation)
    except (BatchlightError, ValueError) as error:
        return going.failed(error)
    if json:
        print_json({"provider": place.provider.name, "site": place.site, "credits": _plain(told)})
    else:
        for name, value in _plain(told).items() if isinstance(told, Mapping) else [("credits", told)]:
            print_cells((str(place), printable(name, 60), _cell(value)))
    return Exit.DONE


def saved(found: Any) -> dict[str, Any]:
    """A file of results as JSON data."""
    return {"path": found.path, "size": found.size, "suggested_name": found.suggested_name}


async def saved_rows(rows: Any, path: str, journey: Journey, *, overwrite: bool) -> None:
    """Write results that are no file at the provider into one: an object a line."""
    tell = journey.downloads(path)
    saving = Saving(path, overwrite=overwrite)
    try:
        done = 0
        async for row in rows:
            done += saving.file.write(json_text.dumps(_object(row), allow_nan=False).encode() + b"\n")
            tell(done, None)
        saving.commit()
    finally:
        saving.discard()


def _client(place: Place, given: Given) -> Any:
    return client_class(place.provider.name)(site=place.site, **given.client)


def _asking(
    place: Place, json: bool, job: JobRef | None = None, given: Given | None = None, output: str | None = None
) -> Going:
    journey = Journey(json)
    journey.row = None if job is None else Row(job)
    return Going(GoingOn(place, journey, None, given or Given(), output))


def _print_jobs(rows: Iterator[Row], *, json: bool, raw: bool) -> int:
    """Print jobs as they come; returns how many there are."""
    count = 0
    while some := list(islice(rows, 1 if json or not is_screen() else _AT_ONCE)):
        count += len(some)
        if json:
            print_json(json_of(some[0], raw=raw))
        elif is_screen():
            print_rows(some)
        else:
            print_line(some[0])
    return count


def _print_results(rows: Iterator[Mapping[str, Any]], *, json: bool) -> None:
    columns: list[str] | None = None
    for row in rows:
        if json:
            sys.stdout.write(json_text.dumps(row, allow_nan=False) + "\n")
            continue
        if columns is None:
            columns = list(row)
            sys.stdout.write("\t".join(printable(name, 60) for name in columns) + "\n")
        # What only this row has stands behind the columns.
        more = [f"{printable(name, 60)}={_cell(row[name])}" for name in row if name not in columns]
        sys.stdout.write("\t".join([*(_cell(row.get(name, "")) for name in columns), *more]) + "\n")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json_text.dumps(value)
    return printable(text, _LONGEST_CELL)


def _object(row: Any) -> Mapping[str, Any]:
    """A row of results as a JSON object, whatever the provider's client makes of it."""
    if isinstance(row, tuple):
        name, told = cast("tuple[Any, Any]", row)
        is_more = is_object(told) and "value" not in told
        return {"value": name, **told} if is_more else {"value": name, "result": told}
    plain: Mapping[str, Any] = _plain(row)
    return plain


def _plain(value: Any) -> Any:
    """What a client returned as JSON data: of a generated class what came, of any other its attributes."""
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, Any]", value))
    if not has(value.__class__):
        return value
    # The fields say what is known of what came; that itself is of use to programs only.
    return {name: each for name, each in asdict(value, recurse=False).items() if name != "raw"}
