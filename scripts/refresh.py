"""Vendor every published document anew from its pages, and generate the clients if any has changed.

A document that cannot be fetched, or that is refused, does not keep the others from being fetched.
"""

import argparse
import sys
from pathlib import Path

from scripts.regen import GENERATED, is_current, regenerate
from scripts.specs import SPECS, Source, SpecError, apis, read_source
from scripts.vendor import vendor


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    argparse.ArgumentParser(prog="make refresh", description=__doc__).parse_args(arguments)
    try:
        return int(bool(refresh(SPECS, GENERATED)))
    except KeyboardInterrupt:
        print("interrupted; what was fetched before is whole", file=sys.stderr)
        return 130


def refresh(specs: Path, generated: Path) -> list[str]:
    """Do it, tell about each API, and return what has failed."""
    failures: list[str] = []
    for api in apis(specs):
        try:
            source = read_source(api, specs)
            if reason := why_not_fetched(source):
                print(f"specs/{api}: not fetched, {reason}")
                continue
            changed = vendor(api, source.pages, specs=specs)
            print(f"specs/{api}: {'there is a new document' if changed else 'up to date'}", flush=True)
        except (SpecError, OSError) as error:
            failures.append(f"specs/{api}: {error}")
    try:
        if not is_current(specs, generated):
            regenerate(specs, generated)
            print("wrote the clients anew")
    except (SpecError, OSError) as error:
        failures.append(f"the clients are as they were: {error}")
    for failure in failures:
        print(f"error: {failure}", file=sys.stderr)
    return failures


def why_not_fetched(source: Source) -> str:
    """Why an API's document cannot be fetched from its pages; empty if it can."""
    if source.kind != "published":
        return "there is no document of it: it is transcribed by hand"
    if not all(page.startswith("https://") and " " not in page for page in source.pages):
        return "source.toml names operations, not pages: vendor its pages by hand"
    return ""


if __name__ == "__main__":
    sys.exit(main())
