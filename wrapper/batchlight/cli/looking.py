"""`batchlight status` and `cancel`: jobs that are asked for once, one after the other."""

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, nullcontext
from typing import Any

import typer
from attrs import frozen

from ..drivers.clients import Client
from ..engine.policies import RetryPolicy
from ..errors import BatchlightError
from ..jobs import Job, JobRef, JobState
from ..providers import PROVIDERS, client_class, operations_of
from .arguments import Json, NoRaw, Refs, Verbose, read_refs
from .exits import UNWANTED, exit_of_rows
from .interrupts import interrupted_as
from .output import (
    REDRAW_SECONDS,
    Row,
    is_screen,
    json_of,
    live_display,
    print_errors,
    print_json,
    print_line,
    print_rows,
)

# Somebody sits and waits for the answer.
RETRY = RetryPolicy(attempts=3)


def status(refs: Refs, json: Json = False, no_raw: NoRaw = False, _verbose: Verbose = False) -> int:
    """Look at jobs once and say where they stand.

    Exits with 0 if all could be asked, and none failed, was
    cancelled or needs action. `batchlight -h` lists the exit statuses.
    """
    return _Asking(_get, json, not no_raw).ask_all(read_refs(refs), UNWANTED)


@interrupted_as("interrupted; what was cancelled stays cancelled, and all other jobs go on")
def cancel(refs: Refs, json: Json = False, no_raw: NoRaw = False, _verbose: Verbose = False) -> int:
    """Cancel jobs, where the provider can do that, and say where they stand.

    Exits with 0 if all are cancelled or about to be, 1 if one cannot be cancelled any more.
    """
    jobs = read_refs(refs)
    for ref in jobs:
        if "cancel" not in operations_of(ref.provider):
            raise typer.BadParameter(
                f"{ref} cannot be cancelled: batchlight knows no such endpoint of {PROVIDERS[ref.provider].title}. "
                "`batchlight providers` lists what each can do",
                param_hint="REF",
            )
    return _Asking(_cancel, json, not no_raw).ask_all(jobs, set(JobState) - {JobState.CANCELLING, JobState.CANCELLED})


def _get(client: Client[Any, Any], ref: JobRef) -> Job[Any]:
    return client.get(ref)


def _cancel(client: Any, ref: JobRef) -> Job[Any]:
    job: Job[Any] = client.cancel(ref)
    return job


@frozen
class _Asking:
    """How jobs are asked for, and how they are shown."""

    ask: Callable[[Client[Any, Any], JobRef], Job[Any]]
    json: bool
    raw: bool

    def ask_all(self, refs: Sequence[JobRef], unwanted: Iterable[JobState]) -> int:
        """Ask for each job, show what became of it, and return the exit status."""
        rows: list[Row] = []
        clients: dict[str, Client[Any, Any]] = {}
        drawn = time.monotonic()
        # On a screen there is one table, also of what was seen before an interrupt.
        at_once = self.json or not is_screen()
        with ExitStack() as stack:
            try:
                with nullcontext() if at_once else live_display(transient=True) as live:
                    for ref in refs:
                        rows.append(self._ask(ref, clients, stack))
                        if at_once:
                            self._show(rows[-1])
                        elif live is not None and time.monotonic() > drawn + REDRAW_SECONDS:
                            live.update(f"{len(rows)} of {len(refs)}", refresh=True)
                            drawn = time.monotonic()
            finally:
                if not at_once:
                    print_rows([row for row in rows if row.job is not None])
        print_errors(rows)
        return exit_of_rows(rows, unwanted)

    def _show(self, row: Row) -> None:
        if self.json:
            print_json(json_of(row, raw=self.raw))
        elif row.job is not None:
            print_line(row)

    def _ask(self, ref: JobRef, clients: dict[str, Client[Any, Any]], stack: ExitStack) -> Row:
        """Ask for one job; what batchlight raises becomes its outcome."""
        try:
            if ref.where not in clients:
                clients[ref.where] = stack.enter_context(client_class(ref.provider)(site=ref.site, retry=RETRY))
            return Row(ref, self.ask(clients[ref.where], ref))
        except BatchlightError as error:
            return Row(ref, error=error)
