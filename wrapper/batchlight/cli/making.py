"""`batchlight submit` and `launch`: what makes a job, and what pays for it. Each is sent once."""

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from ..by_name import client_for
from ..drivers.sources import opened
from ..errors import BatchlightError, JobError, JobNeedsAction, SubmissionUncertain
from ..jobs import JobState
from ..providers import async_client_class
from ..text import printable
from .arguments import Json, NoRaw, Verbose, number, parse_ref
from .deriving import Given, Place, check_given
from .exits import UNWANTED, Exit, exit_of_rows
from .going import Going
from .going_on import GoingOn
from .interrupts import Interrupted
from .journey import Journey, shown_bytes
from .output import Row, is_screen, json_of, print_json, print_rows
from .paying import Refused, agree
from .saying import say

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Pay without being asked.")]
MaxCost = Annotated[
    float | None,
    typer.Option(parser=number(0.0), metavar="CREDITS", help="How many credits may be paid; more is not asked for."),
]


def submit(
    place: Place,
    given: Given,
    yes: Yes = False,
    json: Json = False,
    no_raw: NoRaw = False,
    _verbose: Verbose = False,
) -> int:
    """Submit a file, and say which job it has become.

    It is sent once. What is paid is asked before on a terminal;
    in a pipe it wants --yes. Exits with 1 if nobody knows whether it
    has arrived, 2 if nothing was sent, 5 if the provider refuses it.
    """
    journey = Journey(json, not no_raw)
    going = Going(GoingOn(place, journey, size_of(given.operation), given))
    try:
        arguments = {**given.operation, **progress_of(journey, given.operation)}
        client = async_client_class(place.provider.name)(site=place.site, on_event=journey.hear, **given.client)
        check_readable(given.operation)
        agree_to_submit(place, given.operation, yes=yes)

        async def send(used: Any) -> None:
            journey.see(await used.submit(**arguments))

        going.do(client, send)
    except KeyboardInterrupt:
        raise Interrupted(*going.on.after_interrupt()) from None
    except (BatchlightError, Refused, OSError, ValueError, TypeError) as error:
        return going.failed(error)
    if journey.is_live:
        say(f"to wait for it: {shlex.join(['batchlight', 'wait', str(journey.ref)])}")
    return Exit.DONE


def launch(
    ref: Annotated[str, typer.Argument(metavar="REF", help="The job, as provider:id.", show_default=False)],
    given: Given,
    max_cost: MaxCost = None,
    yes: Yes = False,
    json: Json = False,
    no_raw: NoRaw = False,
    _verbose: Verbose = False,
) -> int:
    """Start the paid part of a job that waits for it.

    It is sent once. What it costs is asked before on a terminal; in a
    pipe it wants --max-cost or --yes. Exits with 1 if it costs more, or if
    nobody knows whether it has arrived.
    """
    job = parse_ref(ref)
    provider = Place.parse(job.where).provider
    operation = check_given(provider, "launch", given)
    journey = Journey(json, not no_raw)
    going = Going(GoingOn(Place.parse(job.where), journey, None))
    sent = False
    try:
        with client_for(job) as client:
            before = client.get(job)
            cost = provider.cost_of(before)
            _check_cost(before, cost, max_cost)
            left = (f"{job} is left as it is",)
            words = provider.paid.get("launch", "") if cost is None else f"it takes {cost:g} credits"
            if words and max_cost is None:
                agree(f"Launch {job}", words, yes=yes, otherwise="--max-cost or --yes says so", left=left)
            sent = True
            launched = getattr(client, operation)(job, **given.operation)
    except KeyboardInterrupt:
        look = shlex.join(["batchlight", "status", str(job)])
        words = f"{job} may have been launched; to look: {look}" if sent else "nothing was launched"
        raise Interrupted(f"interrupted; {words}") from None
    except SubmissionUncertain as error:
        say(f"error: whether {job} was launched is not known ({printable(error.reason, 100)}); it was not sent again")
        say(f"to look: {shlex.join(['batchlight', 'status', str(job)])}")
        return Exit.JOB
    except (BatchlightError, Refused, ValueError) as error:
        journey.row = Row(job)
        return going.failed(error)
    row = Row(launched.ref, launched)
    if json:
        print_json(json_of(row, raw=not no_raw))
    else:
        print_rows([row])
        if is_screen():
            say(f"to wait for it: {shlex.join(['batchlight', 'wait', str(job)])}")
    return exit_of_rows([row], UNWANTED)


def _check_cost(job: Any, cost: float | None, max_cost: float | None) -> None:
    if job.state is not JobState.NEEDS_ACTION:
        raise JobError(f"{job.ref} is {job.state}, and does not wait for a launch", job=job)
    if max_cost is None or (cost is not None and cost <= max_cost):
        return
    told = "what it costs is not told" if cost is None else f"it costs {cost:g} credits"
    raise JobNeedsAction(f"{job.ref} was not launched: {told}, and --max-cost is {max_cost:g}", job=job)


def files_of(arguments: Mapping[str, Any]) -> Sequence[str]:
    """The files that are sent."""
    file = arguments.get("file")
    return [file] if file is not None else arguments.get("files", [])


def size_of(arguments: Mapping[str, Any]) -> int | None:
    """How many bytes the files have that are sent; None if there are none, or they cannot be looked at."""
    try:
        sizes = [Path(path).stat().st_size for path in files_of(arguments)]
    except OSError:
        return None
    return sum(sizes) if sizes else None


def check_readable(arguments: Mapping[str, Any]) -> None:
    """See that what is sent is there, before anybody is asked anything.

    Raises:
        OSError, ValueError: it is not, or it cannot be read.
    """
    for path in files_of(arguments):
        # Which ends of names the provider takes, its own operation knows.
        opened(path, None, (Path(path).suffix.lower(),)).close()


def agree_to_submit(place: Place, arguments: Mapping[str, Any], *, yes: bool, otherwise: str = "--yes says so") -> None:
    """See that somebody agrees to pay for a submission, where that is paid."""
    cost = place.provider.paid.get("submit")
    if cost is None:
        return
    files, size = files_of(arguments), size_of(arguments)
    what = "this" if not files else printable(files[0], 100) if len(files) == 1 else f"{len(files)} files"
    how_much = f" ({shown_bytes(size)})" if size is not None else ""
    agree(f"Submit {what}{how_much} to {place.provider.title}", cost, yes=yes, otherwise=otherwise)


def progress_of(journey: Journey, arguments: Mapping[str, Any], name: str = "on_progress") -> dict[str, Any]:
    """The argument that tells how far the upload is, where there is one."""
    files = files_of(arguments)
    if not files:
        return {}
    return {name: journey.uploads(files[0] if len(files) == 1 else f"{len(files)} files")}
