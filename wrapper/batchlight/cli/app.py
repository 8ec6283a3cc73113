"""The commands, and what each exit status means."""

import datetime
import os
import sys
import threading
import warnings
from collections.abc import Iterable, Sequence
from enum import IntEnum, StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import anyio
import typer

from ..drivers.clients import Client
from ..engine.connection import connect
from ..engine.policies import PollPolicy, RetryPolicy
from ..engine.provider import Provider
from ..errors import BatchlightError, ConfigurationError, WaitTimeout
from ..jobs import JobRef, JobState
from ..keys import Secret
from ..lifecycle import parse_today
from ..providers import PROVIDERS, async_client_class, client_class, find_provider, operations_of
from ..text import printable
from .agenda import agenda, print_agenda, read_allow_list
from .output import Row, json_of, print_json, print_rows, stderr, stdout
from .waiting import Board, print_errors, say_what_goes_on, wait_for_all

app = typer.Typer(
    name="batchlight",
    help="Where batch jobs stand, at whichever provider: `batchlight providers` lists them.",
    epilog="Keys are read from the environment; `batchlight providers` says from which variables.",
    no_args_is_help=True,
    add_completion=False,
    # Its tracebacks show the variables of frames.
    pretty_exceptions_enable=False,
)


class Exit(IntEnum):
    """The exit statuses."""

    DONE = 0
    JOB_NOT_SUCCEEDED = 1
    USAGE = 2
    TIMEOUT = 3
    CONFIGURATION = 4
    PROVIDER = 5
    INTERRUPTED = 130


Refs = Annotated[list[str], typer.Argument(metavar="REF...", help="Jobs, as provider:id, such as revenuebase:42.")]


class Stop(StrEnum):
    """What ends a wait."""

    NEEDS_ACTION = "needs_action"
    TERMINAL = "terminal"


Timeout = Annotated[float, typer.Option(min=0.0, metavar="SECONDS", help="How long to wait at most.")]
NoTimeout = Annotated[bool, typer.Option("--no-timeout", help="Wait without end.")]
Interval = Annotated[
    float | None,
    typer.Option(min=0.1, metavar="SECONDS", help="Pause between two looks; by default what the provider advises."),
]
UntilOption = Annotated[
    Stop, typer.Option("--until", help="Whether a job that needs action ends the wait, or only one that has ended.")
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line, and nothing else on standard output.")]


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the exit status; only a defect of batchlight itself ends in a traceback."""
    warnings.showwarning = _show_warning
    # A character that the terminal's encoding lacks is no reason to fail.
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    command = typer.main.get_command(app)
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        result = command.main(words, "batchlight", standalone_mode=False)
        sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort):
        stderr.print("interrupted; jobs at the providers go on")
        return Exit.INTERRUPTED
    except typer.Exit as end:
        return end.exit_code
    except BrokenPipeError:
        # The reader has seen enough (`| head`); the interpreter must not complain when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except (BatchlightError, Warning) as error:
        # A warning is raised where the environment says so (PYTHONWARNINGS=error).
        stderr.print(f"error: {printable(error)}")
        return Exit.CONFIGURATION if isinstance(error, ConfigurationError) else Exit.PROVIDER
    except Exception as error:
        # click's exceptions are typer's own copy of them or click's, depending on the version.
        show, code = getattr(error, "show", None), getattr(error, "exit_code", None)
        if show is None or not isinstance(code, int):
            raise
        show()
        return code
    return result if isinstance(result, int) else Exit.DONE


@app.command()
def status(refs: Refs, json: Json = False) -> int:
    """Look at jobs once and say where they stand.

    Exits with 0 if all could be asked and none failed, 1 if one failed, was cancelled or needs action, 4 without a key,
    5 if a provider or the network fails.
    """
    jobs = [_parse_ref(ref) for ref in refs]
    rows: list[Row] = []
    clients: dict[str, Client[Any, Any]] = {}
    try:
        for ref in jobs:
            rows.append(_look(ref, clients))
            if json:
                print_json(json_of(rows[-1]))
    finally:
        for client in clients.values():
            client.close()
    if not json:
        print_rows([row for row in rows if row.job is not None])
    print_errors(rows)
    return _exit_code(rows)


@app.command()
def wait(
    refs: Refs,
    timeout: Timeout = 900.0,
    no_timeout: NoTimeout = False,
    interval: Interval = None,
    until: UntilOption = Stop.NEEDS_ACTION,
    json: Json = False,
) -> int:
    """Wait for jobs to end, all at once, and say how each ended.

    Exits with 0 if all succeeded, 1 if one failed, was cancelled or needs action, 3 if the time is over, 4 without a
    key, 5 if a provider or the network fails. Ctrl-C stops the waiting, not the jobs.
    """
    return _wait("wait", refs, None if no_timeout else timeout, interval, until, json, every_change=False)


@app.command()
def watch(
    refs: Refs,
    timeout: Timeout = 900.0,
    no_timeout: NoTimeout = False,
    interval: Interval = None,
    until: UntilOption = Stop.NEEDS_ACTION,
    json: Json = False,
) -> int:
    """Follow jobs, all at once, and say whenever one changes. Exits as `wait` does."""
    return _wait("watch", refs, None if no_timeout else timeout, interval, until, json, every_change=True)


@app.command()
def providers(json: Json = False) -> None:
    """List the providers: what each can do, and which variable holds its key."""
    for name, provider in PROVIDERS.items():
        can = operations_of(name)
        is_set = bool(os.environ.get(provider.key_variable))
        if json:
            print_json(
                {
                    "provider": name,
                    "title": provider.title,
                    "can": can,
                    "key_variable": provider.key_variable,
                    "key_is_set": is_set,
                    "base_url_variable": provider.base_url_variable,
                    "id": provider.id_shape.words,
                }
            )
            continue
        stdout.print(f"{provider.title} ({name}:ID, where an id is {provider.id_shape.words})")
        stdout.print(f"  can:  {', '.join(can)}")
        stdout.print(f"  key:  {provider.key_variable} ({'set' if is_set else 'not set'})")
        stdout.print(f"  at:   {_shown_base_url(provider)} (changed by {provider.base_url_variable})")


@app.command()
def lifecycle(
    today: Annotated[str | None, typer.Option(metavar="DATE", help="As of this day, such as 2026-07-07.")] = None,
    fail_within: Annotated[
        int | None,
        typer.Option(min=0, metavar="DAYS", help="Exit with 1 if a sunset is over, or no more days away than this."),
    ] = None,
    allow_list: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="A TOML file whose [tool.batchlight.lifecycle.allow] names operations that may be over, and why.",
        ),
    ] = None,
    json: Json = False,
) -> int:
    """List every operation that is deprecated or has a sunset: when, how far, and what to use instead."""
    try:
        now = parse_today(today) if today is not None else datetime.datetime.now(datetime.UTC)
        allowed = read_allow_list(allow_list) if allow_list is not None else {}
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    entries = agenda(now, fail_within, allowed)
    if json:
        for entry in entries:
            print_json(entry.as_json())
    else:
        print_agenda(entries)
    return Exit.JOB_NOT_SUCCEEDED if any(entry.fails for entry in entries) else Exit.DONE


@app.command()
def simulate(
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port on 127.0.0.1; 0 takes a free one.")] = 8765,
    speed: Annotated[float, typer.Option(min=0.001, help="Simulated seconds in a real one.")] = 1.0,
    chaos: Annotated[float, typer.Option(min=0.0, max=1.0, help="The share of all requests that is broken.")] = 0.0,
    seed: Annotated[int, typer.Option(help="Makes the same requests break again.")] = 0,
) -> int:
    """Run a server on this machine that answers like all the providers, until Ctrl-C."""
    simulator = _simulator_module()
    try:
        with simulator.serve(clock=simulator.Clock(speed), port=port, chaos=chaos, seed=seed) as server:
            refs = server.add_samples(_LONGER)
            stdout.print(f"The simulator is at {server.url}; Ctrl-C stops it. In another terminal:\n")
            for name, value in server.environment.items():
                stdout.print(f"export {name}={value}")
            stdout.print(f"batchlight status {' '.join(map(str, refs))}")
            sys.stdout.flush()
            threading.Event().wait()
    except OSError as error:
        raise ConfigurationError(f"the port {port} cannot be used: {error.strerror or error}") from error
    except KeyboardInterrupt:
        stdout.print("\nstopped")
    return Exit.DONE


@app.command()
def demo() -> int:
    """Watch simulated jobs of all providers run to their ends: no keys, no network, a quarter of a minute."""
    _simulator_module()
    from .demo import play

    return Exit.DONE if play() else Exit.PROVIDER


# The demo shows them in a quarter of a minute; here somebody types commands.
_LONGER = 15.0

# Somebody sits and waits for the answer.
STATUS_RETRY = RetryPolicy(attempts=3)


def _shown_base_url(provider: Provider) -> str:
    """The base URL that a client would use; one that it would refuse is not shown, because it may hold a password."""
    try:
        return connect(provider, Secret(""), None, None).base_url
    except ConfigurationError as error:
        return f"nowhere: {printable(error)}"


def _wait(
    command: str,
    refs: Sequence[str],
    timeout: float | None,
    interval: float | None,
    until: Stop,
    json: bool,
    *,
    every_change: bool,
) -> int:
    jobs = [_parse_ref(ref) for ref in refs]
    board = Board({ref: Row(ref) for ref in jobs}, every_change=every_change, json=json)
    poll = None if interval is None else PollPolicy(initial=interval, maximum=interval, jitter=0.0)
    makers = {ref.where: partial(async_client_class(ref.provider), site=ref.site) for ref in jobs}
    work = partial(
        wait_for_all,
        board,
        makers,
        timeout=timeout,
        poll=poll,
        until="terminal" if until is Stop.TERMINAL else None,
    )
    try:
        anyio.run(work)
    except KeyboardInterrupt:
        say_what_goes_on(board, ["batchlight", command])
        return Exit.INTERRUPTED
    rows = list(board.rows.values())
    print_errors([row for row in rows if not isinstance(row.error, WaitTimeout)])
    return _exit_code(rows)


def _parse_ref(text: str) -> JobRef:
    """Read one argument; all are read before anything is sent."""
    try:
        ref = JobRef.parse(text)
        return find_provider(ref.provider).ref(ref)
    except (ValueError, ConfigurationError) as error:
        raise typer.BadParameter(str(error)) from error


def _look(ref: JobRef, clients: dict[str, Client[Any, Any]]) -> Row:
    """Ask for one job; what batchlight raises becomes its outcome."""
    try:
        if ref.where not in clients:
            clients[ref.where] = client_class(ref.provider)(site=ref.site, retry=STATUS_RETRY)
        return Row(ref, clients[ref.where].get(ref))
    except BatchlightError as error:
        return Row(ref, error=error)


def _exit_code(rows: Iterable[Row]) -> Exit:
    """The worst of the outcomes: what keeps one from asking comes before what the answers say."""
    codes = {_exit_code_of(row) for row in rows}
    worst_first = (Exit.CONFIGURATION, Exit.PROVIDER, Exit.TIMEOUT, Exit.JOB_NOT_SUCCEEDED)
    return next((code for code in worst_first if code in codes), Exit.DONE)


def _exit_code_of(row: Row) -> Exit:
    if isinstance(row.error, ConfigurationError):
        return Exit.CONFIGURATION
    if isinstance(row.error, WaitTimeout):
        return Exit.TIMEOUT
    if row.error is not None:
        return Exit.PROVIDER
    if row.job is not None and row.job.state in (JobState.FAILED, JobState.CANCELLED, JobState.NEEDS_ACTION):
        return Exit.JOB_NOT_SUCCEEDED
    return Exit.DONE


def _simulator_module() -> Any:
    try:
        from .. import simulator
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            f'this command needs packages that are not installed ({error.name}): pip install "batchlight[simulator]"'
        ) from error
    return simulator


def _show_warning(message: Warning | str, *_place: Any, **_more: Any) -> None:
    """A warning as a line for people: the place in the source code means nothing to them."""
    stderr.print(f"warning: {printable(message)}")
