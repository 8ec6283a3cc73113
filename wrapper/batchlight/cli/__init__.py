"""The `batchlight` command. This module loads without its extra, to say what is missing."""

import signal
import sys
from collections.abc import Sequence

_MISSING = """\
The batchlight command needs packages that are not installed ({name}).
Install them with: pip install "batchlight[cli,simulator]"
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: by default those of the process.

    Returns:
        The exit status: 0 done; 1 a job failed, was cancelled or needs action; 2 usage; 3 the time is over; 4 key or
        configuration; 5 the provider or the network; 6 no such job; 70 a defect of batchlight; 130 interrupted.
    """
    try:
        from .app import run

        return run(arguments)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "batchlight":
            raise
        sys.stderr.write(_MISSING.format(name=error.name))
        return 4
    except KeyboardInterrupt:
        # Before the command began, or once more while it was told of.
        sys.stderr.write("interrupted\n")
        return 130
    finally:
        if arguments is None and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            # All is said: one more Ctrl-C ends the process, without a traceback of the interpreter.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
