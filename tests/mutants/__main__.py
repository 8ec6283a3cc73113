"""Try many mutants and rewrites: is each reported as what it is, and is nothing ever half written?

Each mutant is compared with what it came from. Those that are made in a document as it is are vendored and generated, too,
in a folder of their own, and what becomes of the Python names must fit what was said.
"""

import argparse
import multiprocessing
import sys
import time
from collections import Counter
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.specs import apis
from tests.drivers import spec_of
from tests.mutants.rewrites import rewritten
from tests.mutants.sorts import mutants
from tests.mutants.trial import begin, judged_rewrite, prepare, tried


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    for name, default, what in (("count", 300, "mutants"), ("rewrites", 60, "rewrites"), ("seed", 1, "seed of it all")):
        parser.add_argument(f"--{name}", type=int, default=default, help=f"{what} (default: %(default)s)")
    options = parser.parse_args(arguments)
    # What the processes run stands in a module: they would not find it in this one.
    started, flaws, told = time.monotonic(), Counter[str](), Counter[str]()
    for what, api, before, after in islice(rewritten(options.seed, spec_of, apis()), options.rewrites):
        told["rewrites"] += 1
        for flaw in judged_rewrite(api, before, after):
            flaws["false alarms"] += 1
            print(f"{what} ({api}): {flaw}")
    context = multiprocessing.get_context("spawn")
    with TemporaryDirectory(prefix="batchlight-mutants-") as scratch, context.Pool(2, begin, (scratch,)) as pool:
        prepare(bases := Path(scratch) / "bases", apis())
        made = islice(mutants(options.seed, spec_of, apis()), options.count)
        for name, generated, found in pool.imap_unordered(partial(tried, bases=bases), made):
            told["mutants"] += 1
            told["generated"] += generated
            for sort, flaw in found:
                flaws[sort] += 1
                print(f"{name}: {sort}: {flaw}")
            if told["mutants"] % 50 == 0:
                print(f"{told['mutants']} of {options.count}, {time.monotonic() - started:.0f} s", flush=True)
    print(f"{told['mutants']} mutants ({told['generated']} generated), {told['rewrites']} rewrites: ", end="")
    print(", ".join(f"{flaws[sort]} {sort}" for sort in ("missed", "wrongly classed", "false alarms", "half written")))
    return int(bool(flaws))


if __name__ == "__main__":
    sys.exit(main())
