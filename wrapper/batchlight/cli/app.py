"""The command line: which commands there are, and what becomes of what they return or raise."""

import errno
import inspect
import os
import sys
import traceback
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from ..errors import BatchlightError
from ..text import printable
from .about import lifecycle, providers
from .arguments import Verbose
from .deriving import Command, at_provider, for_jobs
from .exits import MEANINGS, Exit, exit_of_error
from .fetching import credits_left, download, list_jobs, results
from .going_on import command_line
from .interrupts import NOTHING_CANCELLED, Interrupted
from .looking import cancel, status
from .making import launch, submit
from .reporting import report
from .running import run as run_to_results
from .saying import log, say, say_traceback, show_warning
from .simulating import demo, simulate
from .waiting import wait, watch

# In the order in which the help lists them.
COMMANDS: Final[Mapping[str, Callable[..., Any]]] = {
    "run": run_to_results,
    "submit": submit,
    "launch": launch,
    "status": status,
    "wait": wait,
    "watch": watch,
    "cancel": cancel,
    "results": results,
    "download": download,
    "list": list_jobs,
    "credits": credits_left,
    "report": report,
    "providers": providers,
    "lifecycle": lifecycle,
    "simulate": simulate,
    "demo": demo,
}
# Those whose options follow from what clients can do: a provider is their first word, or a job.
_AT_PROVIDERS: Final = ("run", "submit", "list", "credits")
_OF_JOBS: Final = ("launch", "results", "download")


class _Commands(TyperGroup):
    """All commands; one whose options follow from the clients is made when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # click names it
        """See click."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """See click."""
        if cmd_name in _OF_JOBS:
            return for_jobs(COMMANDS[cmd_name], cmd_name)
        return super().get_command(ctx, cmd_name)


app = typer.Typer(
    name="batchlight",
    cls=_Commands,
    help="Where batch jobs stand, at whichever provider: `batchlight providers` lists them.",
    epilog="Keys are read from the environment; `batchlight providers` says from which variables. Exit statuses: "
    + "; ".join(f"{code} {meaning}" for code, meaning in MEANINGS.items())
    + ".",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    # Its tracebacks show the variables of frames.
    pretty_exceptions_enable=False,
)
for name, command in COMMANDS.items():
    if name in _AT_PROVIDERS:
        group = typer.Typer(subcommand_metavar="PROVIDER ...", no_args_is_help=True)
        app.add_typer(group, cls=at_provider(command), name=name, help=inspect.getdoc(command))
    elif name not in _OF_JOBS:
        app.command(name, cls=Command)(command)


# Of standard output: nobody reads it any more, or there is no room for it.
_UNWRITABLE: Final = (errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EIO)


def _show_version(is_asked_for: bool) -> None:
    if is_asked_for:
        from importlib.metadata import version

        sys.stdout.write(f"batchlight {version('batchlight')}\n")
        raise typer.Exit


@app.callback()
def before_all(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, expose_value=False, is_eager=True, help="Say the version, and exit."
        ),
    ] = False,
    _verbose: Verbose = False,
) -> None:
    """What comes before every command."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the exit status."""
    warnings.showwarning = show_warning
    for name in ("stdout", "stderr"):
        # Closed (`>&-`): nobody wants to read it.
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  # for as long as we live
    # A character that the terminal's encoding lacks is no reason to fail.
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    words = list(sys.argv[1:] if arguments is None else arguments)
    command_line.words = words
    try:
        return _run(words)
    except Exception as error:
        if log.is_shown:
            say_traceback(traceback.format_exc())
        kind, message = type(error).__name__, printable(error)
        say(f"error: batchlight itself has failed ({kind}{': ' if message else ''}{message})")
        if not log.is_shown:
            say("to see where: the same with -v before the command, as in `batchlight -v status ...`")
        return Exit.CRASH
    finally:
        log.hide()


def _exit_unwritten(error: OSError) -> int:
    """The exit status if standard output takes nothing any more."""
    # The interpreter must not complain when it flushes at its end.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if error.errno == errno.EPIPE:
        # The reader has seen enough (`| head`).
        return Exit.DONE
    say(f"error: standard output cannot be written: {error.strerror}")
    return Exit.PROVIDER


def _run(words: Sequence[str]) -> int:
    command = typer.main.get_command(app)
    try:
        result = command.main(words, "batchlight", standalone_mode=False)
        sys.stdout.flush()
    except Interrupted as interrupt:
        for line in interrupt.lines:
            say(line)
        return Exit.INTERRUPTED
    except (KeyboardInterrupt, typer.Abort):
        result = Exit.INTERRUPTED
    except typer.Exit as end:
        result = end.exit_code
    except (BatchlightError, Warning) as error:
        say(f"error: {printable(error)}")
        return exit_of_error(error)
    except (OSError, SystemExit) as error:
        # Typer makes an exit of a broken pipe, with the status of a job that failed.
        cause = error.__context__ if isinstance(error, SystemExit) else error
        if isinstance(cause, OSError) and cause.errno in _UNWRITABLE:
            return _exit_unwritten(cause)
        raise
    except Exception as error:
        # click's exceptions are typer's own copy of them or click's, depending on the version.
        show, code = getattr(error, "show", None), getattr(error, "exit_code", None)
        if show is None or not isinstance(code, int):
            raise
        with suppress(OSError):
            show()
        return code
    if result == Exit.INTERRUPTED:
        # Typer makes this of a KeyboardInterrupt.
        say(NOTHING_CANCELLED)
    return result if isinstance(result, int) else Exit.DONE
