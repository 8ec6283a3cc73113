"""`batchlight run ... --journal`: many files, each from its submission to its results."""

import shlex
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final, cast

import typer
from attrs import evolve, frozen

from ..drivers.saving import check_target
from ..engine.policies import PollPolicy
from ..errors import BatchlightError, SubmissionUncertain
from ..fleet.running import Ran, check_files, folder_of, left_out, run_files
from ..providers import async_client_class
from ..text import printable
from .deriving import Given, Place, parameters_of
from .exits import Exit, worst
from .going import exit_of, words_of
from .going_on import command_line
from .interrupts import Interrupted, run_async
from .making import agree_to_submit, check_readable
from .output import Row, is_screen, json_of, print_cells, print_json
from .paying import Refused
from .saying import say

RunsJournal = Annotated[
    Path | None,
    typer.Option(
        "--journal",
        metavar="FILE",
        help="For many files: remember their jobs here. After a kill the same command goes on, and pays once for each.",
    ),
]
AtOnce = Annotated[
    int, typer.Option("--at-once", min=1, max=1000, help="With --journal: how many files are under way at once.")
]

# So many names are said; the others are counted.
_NAMED: Final = 5


@frozen
class HowMany:
    """How many files are run, as the command line says it."""

    journal: Path
    folder: str
    overwrite: bool
    resubmit: bool
    at_once: int
    max_cost: float | None
    yes: bool
    timeout: float | None


def with_one_file(given: Given) -> Given:
    """What was given, for an operation that takes one file.

    Raises:
        typer.BadParameter: there are several.
    """
    named: object = given.operation.get("file")
    if not isinstance(named, list):
        return given
    files = cast("list[str]", named)
    if len(files) != 1:
        raise typer.BadParameter("several files need --journal FILE, which remembers them", param_hint="FILE...")
    return evolve(given, operation={**given.operation, "file": files[0]})


def run_many(
    place: Place, given: Given, how: HowMany, resume: str | None, interval: float | None, *, json: bool, raw: bool
) -> int:
    """Run all files, say what became of each, and return the exit status."""
    named: object = given.operation.get("file")
    parameters = parameters_of(place.provider.name, "run")
    files = cast("list[str]", named) if isinstance(named, list) else []
    if not files:
        raise typer.BadParameter("--journal is for files that become a job each; name at least one")
    if "path" not in parameters or resume is not None:
        raise typer.BadParameter("--journal does not go with --resume: it remembers all files")
    if how.max_cost is not None and "max_cost" not in parameters:
        raise typer.BadParameter(f"{place.provider.title} tells no cost before it is paid; there, --yes agrees to it")
    poll = None if interval is None else PollPolicy(initial=interval, maximum=interval, jitter=0.0)
    arguments = {name: value for name, value in given.operation.items() if name != "file"}
    arguments |= {"timeout": how.timeout, "overwrite": how.overwrite, "resubmit": how.resubmit}
    arguments |= {} if poll is None else {"poll": poll}
    arguments |= {} if how.max_cost is None else {"max_cost": how.max_cost}
    paths = {file: str(Path(how.folder) / _name(file, arguments, parameters)) for file in files}
    try:
        client = async_client_class(place.provider.name)(site=place.site, **given.client)
        _check(place, paths, how, tells_cost="max_cost" in parameters)
        ran: list[Ran] = []

        async def work() -> None:
            async with client:
                await run_files(
                    client,
                    paths,
                    journal=how.journal,
                    at_once=how.at_once,
                    arguments=arguments,
                    on_end=partial(_tell, ran, json=json, raw=raw),
                )

        run_async(work)
    except KeyboardInterrupt:
        raise Interrupted(
            "interrupted; what was submitted goes on at the provider, and the journal remembers it",
            f"to go on: {command_line.again()}",
        ) from None
    except Refused as error:
        say(f"error: {error}")
        say("nothing was sent")
        return Exit.USAGE
    except (BatchlightError, OSError, ValueError) as error:
        say(f"error: {words_of(error)}")
        return exit_of(error, "")
    return _sum_up(ran, place, how)


def _name(file: str, arguments: dict[str, Any], parameters: Any) -> str:
    """What the results of a file are called: as the file, with the end of what they are."""
    path = Path(file)
    known = parameters["format"].default if "format" in parameters else None
    kind = arguments.get("format", known)
    return f"{path.stem}.{kind}" if isinstance(kind, str) else path.name


def _check(place: Place, paths: dict[str, str], how: HowMany, *, tells_cost: bool) -> None:
    """See that all can be done that was asked for, before anything is sent."""
    check_files(paths)
    check_readable({"files": list(paths)})
    Path(how.folder).mkdir(parents=True, exist_ok=True)
    is_new = not folder_of(how.journal).exists()
    if is_new:
        for results in paths.values():
            check_target(results, overwrite=how.overwrite)
    if tells_cost:
        if how.max_cost is None and not how.yes:
            raise Refused("each of these is paid, and nobody has agreed to; --max-cost says how much for each at most")
        return
    # What was begun is agreed to.
    agree_to_submit(place, {"files": list(paths)}, yes=how.yes or not is_new)


def _tell(told: list[Ran], ran: Ran, *, json: bool, raw: bool) -> None:
    told.append(ran)
    if not ran.is_begun:
        return
    results = None if ran.error is not None else ran.results
    if json:
        job = {} if ran.job is None else json_of(Row(ran.job.ref, ran.job), raw=raw)
        error = {} if ran.error is None else {"error": {"type": type(ran.error).__name__, "message": str(ran.error)}}
        print_json({"file": ran.file, **job, **error, "results": results})
    elif ran.job is not None:
        row = Row(ran.job.ref, ran.job)
        print_cells((ran.file, str(row.ref), row.state, row.progress, row.remark, results or ""))
    if ran.error is not None and ran.job is None and not isinstance(ran.error, SubmissionUncertain):
        say(f"error: {printable(ran.file, 200)}: {words_of(ran.error)}")
    elif isinstance(ran.error, SubmissionUncertain):
        say(f"error: {printable(str(ran.error).replace('resubmit=True', '--resubmit'), 600)}")


def _sum_up(ran: Sequence[Ran], place: Place, how: HowMany) -> int:
    done = [each for each in ran if each.error is None and each.is_begun]
    left = left_out(ran)
    if len(done) == len(ran) and not is_screen():
        # The lines have said all there is.
        return Exit.DONE
    say(f"{len(done):,} of {len(ran):,} files have their results in {printable(how.folder, 200)}")
    if left:
        refused = next((each.error for each in left if each.error is not None), None)
        why = f" ({words_of(refused)})" if refused is not None else ""
        names = ", ".join(printable(each.file, 60) for each in left[:_NAMED])
        more = f" and {len(left) - _NAMED:,} more" if len(left) > _NAMED else ""
        say(f"{len(left):,} were not submitted, and cost nothing{why}: {names}{more}")
    begun = Counter(type(each.error).__name__ for each in ran if each.error is not None and each not in left)
    if begun:
        say("without results: " + ", ".join(f"{count:,} {name}" for name, count in begun.most_common()))
    if len(done) < len(ran):
        say(f"what became of each: {shlex.join(['batchlight', 'report', str(how.journal)])}")
        say(f"to go on: {command_line.again()}")
    codes = [exit_of(each.error, place.provider.name) for each in ran if each.error is not None]
    code = worst(codes)
    # A file that cannot be submitted is the caller's to mend, and of the rest it says nothing.
    return Exit.USAGE if code is Exit.DONE and codes else code
