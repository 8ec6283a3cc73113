"""`batchlight run`: from a file to results."""

import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any

import typer
from attrs import frozen

from ..drivers.saving import check_target
from ..engine.policies import PollPolicy
from ..errors import BatchlightError, JobNeedsAction
from ..fleet.running import AT_ONCE
from ..jobs import Job
from ..providers import async_client_class
from ..text import printable
from .arguments import Interval, Json, NoRaw, NoTimeout, Timeout, Verbose
from .deriving import Given, Output, Overwrite, Place, operation_name, parameters_of
from .exits import Exit
from .fetching import saved_rows
from .going import Going
from .going_on import GoingOn
from .interrupts import Interrupted
from .journey import Journey
from .making import MaxCost, Yes, agree_to_submit, check_readable, progress_of, size_of
from .many import AtOnce, HowMany, RunsJournal, run_many, with_one_file
from .output import Row, json_of, print_cells, print_json
from .paying import Refused, agree, can_ask

Resume = Annotated[
    str | None,
    typer.Option(
        metavar="PATH",
        help="A small file that remembers the job: a command that was killed goes on with it when it is started again, "
        "and pays once.",
    ),
]
Resubmit = Annotated[
    bool,
    typer.Option("--resubmit", help="With --resume: submit again what may have been submitted, and maybe pay again."),
]


def run(
    place: Place,
    given: Given,
    output: Output,
    overwrite: Overwrite = False,
    resume: Resume = None,
    resubmit: Resubmit = False,
    max_cost: MaxCost = None,
    yes: Yes = False,
    timeout: Timeout = 900.0,
    no_timeout: NoTimeout = False,
    interval: Interval = None,
    json: Json = False,
    no_raw: NoRaw = False,
    journal: RunsJournal = None,
    at_once: AtOnce = AT_ONCE,
    _verbose: Verbose = False,
) -> int:
    """Go from a file to results: submit it, wait for the job, and download what came out.

    What is paid is asked before on a terminal; in a pipe it wants --yes, or
    --max-cost where the provider tells the cost. Ctrl-C says what there is
    at the provider, and which command goes on. With --journal there may be
    many files: -o is then the folder of their results.
    """
    if journal is not None:
        many = HowMany(journal, output, overwrite, resubmit, at_once, max_cost, yes, None if no_timeout else timeout)
        return run_many(place, given, many, resume, interval, json=json, raw=not no_raw)
    given = with_one_file(given)
    parameters = parameters_of(place.provider.name, "run")
    if max_cost is not None and "max_cost" not in parameters:
        raise typer.BadParameter(f"{place.provider.title} tells no cost before it is paid; there, --yes agrees to it")
    journey = Journey(json, not no_raw)
    poll = None if interval is None else PollPolicy(initial=interval, maximum=interval, jitter=0.0)
    going = Going(GoingOn(place, journey, size_of(given.operation), given, output, resume))
    try:
        arguments: dict[str, Any] = {
            **given.operation,
            **progress_of(journey, given.operation, "on_upload"),
            "timeout": None if no_timeout else timeout,
            "poll": poll,
            "on_update": journey.see,
            "resume": resume,
            "resubmit": resubmit,
        }
        if "path" in parameters:
            arguments |= {"path": output, "overwrite": overwrite, "on_download": journey.downloads(output)}
        how = _Run(going, arguments, overwrite, "max_cost" in parameters, max_cost, yes)
        job = how.to_the_end()
    except KeyboardInterrupt:
        raise Interrupted(*going.on.after_interrupt()) from None
    except (BatchlightError, Refused, OSError, ValueError, TypeError) as error:
        return going.failed(error)
    size = Path(output).stat().st_size
    if json:
        print_json(
            {
                **json_of(Row(job.ref, job), raw=not no_raw),
                "results": {"path": str(Path(output).absolute()), "size": size},
            }
        )
    elif not journey.is_live:
        print_cells((str(job.ref), "downloaded", output, f"{size} bytes"))
    return Exit.DONE


@frozen
class _Run:
    """A run as the command line asks for it.

    Attributes:
        going: How it goes, and how it ends.
        arguments: Those of the operation.
        overwrite: Whether results that are there are replaced.
        tells_cost: Whether the provider tells the cost before it is paid.
        max_cost: What may be paid at most.
        yes: Whether whatever it costs is agreed to.
    """

    going: Going
    arguments: Mapping[str, Any]
    overwrite: bool
    tells_cost: bool
    max_cost: float | None
    yes: bool

    def to_the_end(self) -> Job[Any]:
        """All of it; returns the job as it ended."""
        on = self.going.on
        made = self._client()
        check_readable(on.given.operation)
        self._check_output()
        self._agree()
        if not self.tells_cost:
            return self._done(made, self.arguments)
        limit = sys.float_info.max if self.max_cost is None and self.yes else self.max_cost
        with ExitStack() as stack:
            arguments = dict(self.arguments)
            if limit is None and on.resume is None:
                # What was asked in between goes on with the same job.
                folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="batchlight-"))
                arguments["resume"] = str(Path(folder) / "resume.json")
            try:
                return self._done(made, {**arguments, "max_cost": limit})
            except JobNeedsAction as error:
                cost = on.place.provider.cost_of(error.job)
                if limit is not None or cost is None:
                    raise
                left = (f"{error.job.ref} waits for its launch", *on.after_error(error))
                agree(f"Launch {error.job.ref}", f"it takes {cost:g} credits", yes=False, left=left)
            return self._done(self._client(), {**arguments, "max_cost": cost})

    def _client(self) -> Any:
        on = self.going.on
        cls = async_client_class(on.place.provider.name)
        return cls(site=on.place.site, on_event=on.journey.hear, **on.given.client)

    def _check_output(self) -> None:
        on = self.going.on
        assert on.output is not None
        if on.resume is not None and Path(on.resume).absolute() == Path(on.output).absolute():
            raise ValueError(f"{printable(repr(on.output), 200)} cannot be both: --resume is for a file of its own")
        sent: object = on.given.operation.get("file")
        if (
            isinstance(sent, str)
            and Path(sent).exists()
            and Path(on.output).exists()
            and Path(sent).samefile(on.output)
        ):
            raise ValueError(f"{printable(repr(on.output), 200)} cannot be both: it is what is submitted")
        # With a file to resume from, results that are there may be those of the run that was killed.
        if on.resume is None:
            check_target(on.output, overwrite=self.overwrite)

    def _agree(self) -> None:
        """See that somebody agrees to pay, or can be asked when the cost is known."""
        on = self.going.on
        if self.tells_cost:
            if self.max_cost is None and not self.yes and not can_ask():
                agree("Run it to its end", "it is paid", yes=False, otherwise="--max-cost or --yes says so")
            return
        # What the file says was submitted is not paid again.
        is_known = on.resume is not None and Path(on.resume).exists() and not self.arguments["resubmit"]
        agree_to_submit(on.place, on.given.operation, yes=self.yes or is_known)

    def _done(self, client: Any, arguments: Mapping[str, Any]) -> Job[Any]:
        on = self.going.on
        known = {name: value for name, value in arguments.items() if value is not None or name == "timeout"}
        operation = operation_name(on.place.provider.name, "results")

        async def work(used: Any) -> Job[Any]:
            job: Job[Any] = await used.run(**known)
            on.journey.see(job)
            if "path" not in known and operation is not None:
                assert on.output is not None
                await saved_rows(getattr(used, operation)(job.ref), on.output, on.journey, overwrite=self.overwrite)
            on.journey.arrived()
            return job

        found: Job[Any] = self.going.do(client, work)
        return found
