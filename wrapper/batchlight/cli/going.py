"""A command that goes on for a while: its client, what is shown meanwhile, and what becomes of what it raises."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AsyncExitStack, nullcontext
from typing import Any

import anyio
from attrs import define, field

from ..drivers.clients import AsyncClient
from ..errors import BatchlightError, JobNeedsAction, ResponseError, SubmissionUncertain
from ..fleet import single_exception
from ..text import printable
from .exits import Exit, exit_of_error
from .going_on import GoingOn, candidates_of
from .interrupts import Interrupted, run_async
from .output import REDRAW_SECONDS, Row, json_of, json_of_error, live_display, print_json, shut_stdout
from .paying import Refused
from .saying import say, spoken

Work = Callable[[Any], Awaitable[Any]]

# What an argument is at fault for.
_OF_THE_CALLER = (
    FileExistsError,
    FileNotFoundError,
    Refused,
    IsADirectoryError,
    NotADirectoryError,
    PermissionError,
    ValueError,
    TypeError,
)


@define
class Going:
    """How a command goes, and how it ends.

    Attributes:
        on: What there is to say of how to go on.
    """

    on: GoingOn
    _candidates: Sequence[Any] = field(default=(), init=False)

    def do(self, client: AsyncClient[Any, Any], work: Work) -> Any:
        """Do something with a client, and show how far it is.

        Raises:
            Interrupted: it was ended by Ctrl-C, and this is what there is.
            Exception: what the work raises.
        """
        result: Any = None
        journey = self.on.journey

        async def all_of_it() -> None:
            nonlocal result
            async with AsyncExitStack() as stack:
                used = await stack.enter_async_context(client)
                live = stack.enter_context(live_display() if journey.is_live else nullcontext())

                async def redraw() -> None:
                    while live is not None:
                        live.update(journey.table(), refresh=True)
                        await anyio.sleep(REDRAW_SECONDS)

                try:
                    with single_exception():
                        async with anyio.create_task_group() as tasks:
                            tasks.start_soon(redraw)
                            try:
                                result = await work(used)
                            except SubmissionUncertain as error:
                                self._candidates = await candidates_of(error)
                                raise
                            tasks.cancel_scope.cancel()
                finally:
                    if live is not None:
                        live.update(journey.table(), refresh=True)

        try:
            run_async(all_of_it)
        except KeyboardInterrupt:
            raise Interrupted(*self.on.after_interrupt()) from None
        return result

    def failed(self, error: Exception) -> Exit:
        """Say what has failed and what there is all the same, and return the exit status."""
        journey = self.on.journey
        row = journey.row
        if isinstance(error, BrokenPipeError):
            # Whoever read standard output has gone; the interpreter must not complain of it at its end.
            shut_stdout()
        elif journey.json:
            self._print_json(error)
        code = exit_of(error, self.on.place.provider.name if row is not None else "")
        names = self.on.given.operation
        if isinstance(error, Refused):
            why, *lines = map(str, error.args)
            lines = [f"error: {why}", *lines]
        elif isinstance(error, SubmissionUncertain):
            lines = self.on.uncertain(error, self._candidates)
        elif isinstance(error, ResponseError) and code in (Exit.JOB, Exit.NO_SUCH_JOB) and row and row.job is None:
            # The same again, of a job that was only named, gets the same answer.
            lines = [f"error: {words_of(error, names)}", *(self.on.how_to_look_at_it() if code is Exit.JOB else ())]
        else:
            lines = [f"error: {words_of(error, names)}", *self.on.after_error(error)]
        for line in lines:
            say(line)
        return code

    def _print_json(self, error: Exception) -> None:
        row = self.on.journey.row
        if row is None or not isinstance(error, BatchlightError):
            known = {} if row is None else json_of(Row(row.ref, row.job), raw=False)
            # Of what nobody agreed to, only the first argument says why.
            reason = error if isinstance(error, BatchlightError) else words_of(error, self.on.given.operation)
            told = {**known, "error": {**json_of_error(error), "message": str(reason)}}
        else:
            told = json_of(Row(row.ref, row.job, error), raw=self.on.journey.raw)
        found = {"candidates": [str(job.ref) for job in self._candidates]}
        print_json({"provider": self.on.place.provider.name, **told, **(found if self._candidates else {})})


def words_of(error: Exception, names: Iterable[str] = ()) -> str:
    """An error in one line.

    Args:
        error: what was raised.
        names: arguments that were given, which are options on the command line.
    """
    if isinstance(error, Refused):
        return printable(error.args[0], 600)
    if isinstance(error, BrokenPipeError):
        return "nobody reads standard output any more"
    if isinstance(error, FileExistsError) and error.filename is not None:
        return f"{printable(error.filename, 200)}: there is a file of that name; --overwrite replaces it"
    if isinstance(error, OSError) and error.filename is not None and error.strerror:
        return f"{printable(error.filename, 200)}: {printable(error.strerror)}"
    if isinstance(error, OSError) and error.strerror:
        return printable(error.strerror)
    # What a program would call next, the command line says in a line of its own.
    text = str(error).partition(" launch(")[0].rstrip(". ") if isinstance(error, JobNeedsAction) else error
    # What a provider says is its own.
    return spoken(text, names if isinstance(error, ValueError | TypeError) else ())


def exit_of(error: Exception, provider: str) -> Exit:
    """The exit status of what a command raised; see `exits`.

    Args:
        error: what was raised.
        provider: the provider's name if there is a job; what it says otherwise is not of one.
    """
    if isinstance(error, _OF_THE_CALLER):
        return Exit.USAGE
    return exit_of_error(error, provider)
