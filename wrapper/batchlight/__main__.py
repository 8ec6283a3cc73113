"""`python -m batchlight` is the command `batchlight`."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
