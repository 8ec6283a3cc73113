"""What batchlight costs beside what it stands on: everything is measured in one run, and told as ratios within it.

make bench
make bench JSON=1
"""

import argparse
import json
import os
import sys
import warnings
from collections.abc import Callable, Iterator

from .benches import decoding, events, holding, importing, lifecycles, looking, screens, testing, transfers
from .benches.table import Row

# Each gives the rows of one kind.
SECTIONS: dict[str, Callable[[], Iterator[Row]]] = {
    "One look at a job, CPU": looking.rows,
    "Bytes to a job, CPU, beside json.loads and the generated from_dict": decoding.rows,
    "Memory": holding.rows,
    "Import, CPU": importing.rows,
    "Lifecycle, CPU": lifecycles.rows,
    "Events, CPU": events.rows,
    "Users' own tests, CPU": testing.rows,
    "Live table, CPU": screens.rows,
    "Large files, time beside plain httpx and a disk that has them": transfers.rows,
}


def main(arguments: list[str]) -> int:
    """Print the measurements; return the exit status, which does not depend on them."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    as_json = parser.parse_args(arguments).json
    warnings.simplefilter("ignore")
    load = os.getloadavg()[0]
    if not as_json:
        print(f"The load of the machine is {load:.1f}; {os.cpu_count()} cores, Python {sys.version.split()[0]}.")
    rows: list[dict[str, object]] = []
    for title, section in SECTIONS.items():
        if not as_json:
            print(f"\n{title}")
        for row in section():
            rows.append({"section": title, **row.data()})
            if not as_json:
                print(f"  {row.line()}", flush=True)
    if as_json:
        print(json.dumps({"load": load, "rows": rows}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
