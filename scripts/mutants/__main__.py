"""Try many mutants: is every change reported, as severe as it is, and is nothing ever half written?

Each mutant is vendored, generated and compared with what it came from, in a folder of its own.
"""

import argparse
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from multiprocessing.pool import Pool
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.mutants.operators import OPERATORS
from scripts.mutants.trial import Verdict, begin, judge, mutants, prepare
from scripts.specs import apis


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=325, help="how many (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the random choices (default: %(default)s)")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    verdicts: list[Verdict] = []
    try:
        with TemporaryDirectory(prefix="batchlight-mutants-") as scratch, _pool(scratch) as pool:
            bases = Path(scratch) / "bases"
            prepare(bases, apis())
            for verdict in pool.imap_unordered(partial(judge, bases=bases), mutants(options.seed, options.count)):
                verdicts.append(verdict)
                for flaw in verdict.flaws:
                    print(f"{verdict.mutant.name}: {flaw}")
                if len(verdicts) % 25 == 0:
                    print(f"{len(verdicts)} of {options.count}, {time.monotonic() - started:.0f} s", flush=True)
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    print("\n".join(_table(verdicts)))
    return int(any(verdict.flaws for verdict in verdicts))


def _pool(scratch: str) -> Pool:
    # What the processes run stands in a module: they would not find it in this one.
    return multiprocessing.get_context("spawn").Pool(initializer=begin, initargs=(scratch,))


def _table(verdicts: list[Verdict]) -> Iterator[str]:
    """A row for each operator, and one for all."""
    columns = ("mutants", "reported", "missed", "misjudged", "refused", "generated", "not generated", "half written")
    yield f"{'':12}" + "".join(f"{column:>15}" for column in columns)
    for name in (*OPERATORS, "all"):
        found = [each for each in verdicts if name in ("all", each.mutant.operator)]
        counts = Counter[str](
            {
                "mutants": len(found),
                "reported": sum(not each.refused and not each.missed for each in found),
                "missed": sum(bool(each.missed) for each in found),
                "misjudged": sum(bool(each.misjudged) for each in found),
                "refused": sum(bool(each.refused) for each in found),
                "generated": sum(each.generated for each in found),
                "not generated": sum(not each.generated and not each.refused for each in found),
                "half written": sum(bool(each.half_written) for each in found),
            }
        )
        yield f"{name:12}" + "".join(f"{counts[column]:>15}" for column in columns)


if __name__ == "__main__":
    sys.exit(main())
