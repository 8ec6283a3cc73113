"""The `batchlight` command. This module loads without its extra, to say what is missing."""

import sys
from collections.abc import Sequence

from .interrupts import exit_status, one_interrupt

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
        configuration; 5 the provider or the network; 6 no such job; 70 a defect of batchlight; 130 interrupted, or
        128 and the number of the signal that ended it.
    """
    try:
        with one_interrupt(is_process=arguments is None):
            from .app import run

            return run(arguments)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "batchlight":
            raise
        sys.stderr.write(_MISSING.format(name=error.name))
        return 4
    except KeyboardInterrupt:
        # Before the command began, or after its end.
        sys.stderr.write("interrupted\n")
        return exit_status()
