"""A command that goes on for a while: its client, what is shown meanwhile, and what becomes of what it raises."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, nullcontext
from typing import Any

import anyio
from attrs import define, field

from ..drivers.clients import AsyncClient
from ..errors import BatchlightError, JobNeedsAction, SubmissionUncertain
from ..fleet import single_exception
from ..text import printable
from .exits import Exit, exit_of_error
from .going_on import GoingOn, candidates_of
from .interrupts import Interrupted, run_async
from .output import REDRAW_SECONDS, Row, json_of, json_of_error, live_display, print_json
from .paying import Refused
from .saying import say

Work = Callable[[Any], Awaitable[Any]]

# What an argument is at fault for.
_OF_THE_CALLER = (
    FileExistsError,
    FileNotFoundError,
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
        if isinstance(error, Refused):
            why, *left = map(str, error.args)
            for line in (f"error: {why}", *left):
                say(line)
            return Exit.USAGE
        if journey.json and isinstance(error, BatchlightError):
            told = json_of(Row(row.ref, row.job, error)) if row is not None else {"error": json_of_error(error)}
            found = {"candidates": [str(job.ref) for job in self._candidates]}
            print_json({"provider": self.on.place.provider.name, **told, **(found if self._candidates else {})})
        if isinstance(error, SubmissionUncertain):
            lines = self.on.uncertain(error, self._candidates)
        else:
            lines = [f"error: {words_of(error)}", *self.on.after_error(error)]
        for line in lines:
            say(line)
        return exit_of(error, self.on.place.provider.name if row is not None else "")


def words_of(error: Exception) -> str:
    """An error in one line."""
    if isinstance(error, FileExistsError):
        return f"{printable(error.filename, 200)}: there is a file of that name; --overwrite replaces it"
    if isinstance(error, OSError) and error.filename is not None and error.strerror:
        return f"{printable(error.filename, 200)}: {printable(error.strerror)}"
    if isinstance(error, OSError) and error.strerror:
        return printable(error.strerror)
    # What a program would call next, the command line says in a line of its own.
    text = str(error).partition(" launch(")[0].rstrip(". ") if isinstance(error, JobNeedsAction) else error
    return printable(text, 600)


def exit_of(error: Exception, provider: str) -> Exit:
    """The exit status of what a command raised; see `exits`.

    Args:
        error: what was raised.
        provider: the provider's name if there is a job; what it says otherwise is not of one.
    """
    if isinstance(error, _OF_THE_CALLER):
        return Exit.USAGE
    return exit_of_error(error, provider)
