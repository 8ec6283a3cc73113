"""Write what follows from the providers' values: tables of README.md and docs/, the names of `batchlight`, and what a
literal name gives.

Type checkers and readers of the source see only what is written there; at run time nothing depends on it.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from batchlight.engine.provider import Provider
from batchlight.providers import PROVIDERS, operations_of, public_names

from scripts.specs import ROOT

COMMAND = "make tables"


def clients() -> list[str]:
    """What each client needs."""
    rows = [f"| `{each.class_name}` | `{each.key_variable}` | {each.id_shape.words} |" for each in PROVIDERS.values()]
    return ["| client | its key | its ids |", "|---|---|---|", *rows]


def operations() -> list[str]:
    """What each client can do; what all of them can is said once."""
    of_each = {each.class_name: operations_of(name) for name, each in PROVIDERS.items()}
    of_all = set.intersection(*map(set, of_each.values()))
    common = [name for name in next(iter(of_each.values())) if name in of_all]
    rows = [
        f"| `{client}` | {_code(name for name in names if name not in of_all)} |" for client, names in of_each.items()
    ]
    return ["| client | operations |", "|---|---|", f"| each | {_code(common)} |", *rows]


def states() -> list[str]:
    """Each provider's words and their states."""
    rows = [row for provider in PROVIDERS.values() for row in _states_of(provider)]
    return ["| provider | its word | `job.state` |", "|---|---|---|", *rows]


def _states_of(provider: Provider) -> list[str]:
    words: dict[str, list[str]] = {}
    for word, state in provider.states.items():
        words.setdefault(state, []).append(str(word))
    titles = (provider.title, *[""] * len(words))
    return [
        f"| {f'{title} ' if title else ''}| {_code(each)} | `{state}` |"
        for title, (state, each) in zip(titles, words.items(), strict=False)
    ]


def sites() -> list[str]:
    """The sites of the providers that have several."""
    rows = [
        f"| {each.title} | {f'`{name}`' if name else 'none'} | `{site.base_url}` | {_code(site.key_variables)} "
        f"| {_code(filter(None, [site.base_url_variable]))} |"
        for each in PROVIDERS.values()
        if each.sites
        for name in (None, *each.sites)
        for site in [each.at(name)]
    ]
    return [
        "| provider | `site` | address | key, the first that is set | variable of the address |",
        "|---|---|---|---|---|",
        *rows,
    ]


def _code(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


TABLES: Final[Mapping[str, Mapping[str, Callable[[], list[str]]]]] = {
    "README.md": {"clients": clients, "operations": operations},
    "docs/jobs.md": {"sites": sites},
    "docs/statuses.md": {"states": states},
}
NAMES: Final = "wrapper/batchlight/__init__.py"
OVERLOADS: Final = "wrapper/batchlight/by_name.py"


def with_tables(text: str, tables: Mapping[str, Callable[[], list[str]]]) -> str:
    """A document with its tables anew; each stands below a comment with its name, and ends with a line without it."""
    for name, rows in tables.items():
        parts = re.split(rf"(<!-- {name}: {COMMAND} -->\n\n)(?:\|[^\n]*\n)*", text)
        if len(parts) != 3:
            raise ValueError(f"there is no one place for the table {name!r}")
        end = "\n" if parts[2] and not parts[2].startswith("\n") else ""
        text = "".join((*parts[:2], *(f"{row}\n" for row in rows()), end, parts[2]))
    return text


def with_names(text: str) -> str:
    """The text of the package's `__init__` with the names of all providers."""
    text = _with_imports(text)
    block = text[text.index("if TYPE_CHECKING:\n") : text.index("__all__ = [\n")]
    listed = re.findall(r"import (?:\((.*?)\)|([^\n(]*))", block, re.DOTALL)
    names = {name.strip() for each in listed for name in "".join(each).split(",") if name.strip()}
    entries = "".join(f'    "{name}",\n' for name in sorted({*names, "__version__"}))
    return re.sub(r"__all__ = \[\n.*?\]\n", f"__all__ = [\n{entries}]\n", text, flags=re.DOTALL)


def _with_imports(text: str) -> str:
    lines = [f"from .providers.{name} import {', '.join(sorted(public_names(name)))}" for name in PROVIDERS]
    imports = "".join(f"    {line}\n" for line in lines)
    text, found = re.subn(r"(?:    from \.providers\.\w+ import [^\n]*\n)+", imports, text)
    if found != 1:
        raise ValueError("there is no one place for the imports from providers")
    return text


def with_overloads(text: str) -> str:
    """The text of a module whose functions take the name of any provider, with an overload for each that there is.

    They are made of the last one, which is for any string: only what is taken for a name, and the result, differ.
    """
    text = _with_imports(text)
    kinds = {"client_for": "{0}", "async_client_for": "Async{0}", "decode": "Job[{0}Status]"}
    for function, result in kinds.items():
        pattern = rf"(?:@overload\ndef {function}\(\n(?:    [^\n]*\n)+\) -> [^\n]*: \.\.\.\n\n\n)+"
        match = re.search(pattern, text)
        if match is None or len(re.findall(pattern, text)) != 1:
            raise ValueError(f"there is no one place for the overloads of {function}")
        general = match[0][match[0].rindex("@overload") :]
        each = [_overload(general, name, result.format(PROVIDERS[name].class_name)) for name in PROVIDERS]
        text = text[: match.start()] + "".join([*each, general]) + text[match.end() :]
    return text


def _overload(general: str, name: str, result: str) -> str:
    taken = re.sub(r"\(\n    (\w+): [^\n]*,\n", rf'(\n    \1: Literal["{name}"],\n', general, count=1)
    return re.sub(r"\) -> [^\n]*: ", f") -> {result}: ", taken)


def written(root: Path) -> dict[Path, str]:
    """Every file that holds something of it, as it should be."""
    files = {root / name: with_tables((root / name).read_text("utf-8"), tables) for name, tables in TABLES.items()}
    names, overloads = root / NAMES, root / OVERLOADS
    return {
        **files,
        names: with_names(names.read_text("utf-8")),
        overloads: with_overloads(overloads.read_text("utf-8")),
    }


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m scripts.tables", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file is out of date")
    options = parser.parse_args(arguments)
    stale = {path: text for path, text in written(ROOT).items() if path.read_text("utf-8") != text}
    for path, text in stale.items():
        name = path.relative_to(ROOT).as_posix()
        if options.check:
            print(f"{name}: not what {COMMAND} writes", file=sys.stderr)
        else:
            path.write_text(text, "utf-8")
            print(f"wrote {name}")
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
