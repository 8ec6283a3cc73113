"""Which schemas list the statuses of a job, and the state tables of the wrapper that need a row for each of them.

The tables are read as source text: they must be found also when they do not fit the generated clients any more.
"""

import ast
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from scripts.specdiff.nodes import alternatives, named_schemas
from scripts.specdiff.normal import normalised
from scripts.specs import ROOT, Document, SpecError, operations

PROVIDERS = ROOT / "wrapper" / "batchlight" / "providers"


class StatusSchemas(NamedTuple):
    """Where an API lists its statuses, and whose state table has them."""

    provider: str
    schemas: tuple[str, ...]


@cache
def status_schemas() -> Mapping[str, StatusSchemas]:
    """Where each API lists its statuses: what the providers' modules say in `APIS`.

    Raises:
        SpecError: a module cannot be read, or has no such table.
    """
    found: dict[str, StatusSchemas] = {}
    for path in sorted(PROVIDERS.glob("[!_]*.py")):
        table = _table(path, "APIS")
        try:
            apis: dict[str, tuple[str, ...]] = ast.literal_eval(table)
        except ValueError as error:
            raise SpecError(f"{path.name}: APIS is more than names: {error}") from error
        found |= {api: StatusSchemas(path.stem, schemas) for api, schemas in apis.items()}
    return found


class StateTable(NamedTuple):
    """A table `STATES`: its file, the line where it ends, and the names of its rows (values, or members of an enum)."""

    path: Path
    line: int
    rows: frozenset[str]


def statuses(document: Document, schema: str) -> set[str] | None:
    """The statuses that a schema lists, as an enum or as the tags of its variants; None if there is no such schema."""
    found = named_schemas(normalised(document)).get(schema)
    if found is None:
        return None
    tag = (found.get("discriminator") or {}).get("propertyName")
    listing = [each.node.child("properties", tag) if tag else each.node for each in alternatives(found)[0]]
    return {str(value) for each in listing for value in each.values or ()}


def prose_statuses(document: Document) -> set[str]:
    """The statuses that a description lists ("Possible statuses: ..."), as Revenuebase does."""
    return {
        status
        for _method, _path, operation in operations(document)
        for sentence in re.findall(r"Possible statuses:(.*?)\.", str(operation.get("description", "")), re.DOTALL)
        for status in re.findall(r"`([^`\n]+)`", sentence)
    }


def state_table(provider: str, providers: Path = PROVIDERS) -> StateTable:
    """Find the table of a provider's module.

    Raises:
        SpecError: there is none.
    """
    path = providers / f"{provider}.py"
    table = _table(path, "STATES")
    rows = frozenset(_row_name(key) for key in table.keys if key is not None)
    return StateTable(path, table.end_lineno or table.lineno, rows)


def _table(path: Path, name: str) -> ast.Dict:
    """A table in the text of a module."""
    try:
        tree = ast.parse(path.read_text("utf-8"))
    except (OSError, SyntaxError) as error:
        raise SpecError(f"{path.name}: {error}") from error
    for node in tree.body:
        if not isinstance(node, ast.AnnAssign) or getattr(node.target, "id", None) != name:
            continue
        if isinstance(node.value, ast.Dict):
            return node.value
    raise SpecError(f"{path.name} has no table {name}")


def has_row(table: StateTable, status: str) -> bool:
    """Whether a table knows a status, by its value or by the name that the generator gives the enum's member."""
    return status in table.rows or re.sub(r"\W+", "_", status).upper() in table.rows


def _row_name(key: ast.expr) -> str:
    if isinstance(key, ast.Constant):
        return str(key.value)
    return key.attr if isinstance(key, ast.Attribute) else ""
