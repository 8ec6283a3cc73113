"""`batchlight lifecycle`: every operation that is not active, and which of them fail a build."""

import datetime
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from attrs import frozen
from batchlight_clients.operations import OPERATIONS
from rich.table import Table
from rich.text import Text

from ..lifecycle import LifecyclePolicy
from ..phases import Lifecycle, Phase, days_left, phase_of
from ..reading.jsondata import is_object
from .output import print_cells, stdout


@frozen
class Entry:
    """One operation that is not active.

    Attributes:
        lifecycle: What the spec knows of it.
        phase: Where it is in its life.
        days: Whole days until the sunset, negative after it; None without one.
        fails: Whether it fails the build.
        allowed: Why it may be over, if the allow-list says so.
    """

    lifecycle: Lifecycle
    phase: Phase
    days: int | None
    fails: bool
    allowed: str | None

    def as_json(self) -> dict[str, Any]:
        """The entry as JSON data."""
        known = self.lifecycle
        return {
            "operation": known.operation,
            "method": known.method,
            "path": known.path,
            "phase": str(self.phase),
            "deprecated_at": known.deprecated_at.isoformat() if known.deprecated_at else None,
            "sunset_at": known.sunset_at.isoformat() if known.sunset_at else None,
            "days": self.days,
            "replacement": known.replacement,
            "docs_url": known.docs_url,
            "fails": self.fails,
            "allowed": self.allowed,
        }


def agenda(now: datetime.datetime, fail_within: int | None, allowed: Mapping[str, str]) -> list[Entry]:
    """The operations that are not active at a time, in the order of their sunsets.

    Args:
        now: the time.
        fail_within: how many days before its sunset an operation fails the build; None never does.
        allowed: the operations that may be over, with the reason.
    """
    notice = LifecyclePolicy(on_sunset="warn").notice
    entries: list[Entry] = []
    for operation in OPERATIONS.values():
        known = Lifecycle.of(operation)
        phase = phase_of(known, now, notice)
        if phase is Phase.ACTIVE:
            continue
        days = days_left(known, now)
        is_near = fail_within is not None and days is not None and days <= fail_within
        entries.append(Entry(known, phase, days, is_near and operation.id not in allowed, allowed.get(operation.id)))
    never = datetime.datetime.max.replace(tzinfo=datetime.UTC)
    return sorted(entries, key=lambda entry: (entry.lifecycle.sunset_at or never, entry.lifecycle.operation))


def read_allow_list(path: Path) -> dict[str, str]:
    """The operations that may be over, with the reason.

    Raises:
        ValueError: the file is no TOML, names an operation that does not exist, or gives no reason.
    """
    try:
        data: Any = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{path}: {error}") from error
    for part in ("tool", "batchlight", "lifecycle", "allow"):
        data = data.get(part, {}) if is_object(data) else {}
    allowed = cast("dict[str, Any]", data)
    for operation, reason in allowed.items():
        if operation not in OPERATIONS:
            raise ValueError(f"{path}: there is no operation {operation!r}; take it off the allow-list")
        if not isinstance(reason, str) or not reason.strip():
            raise ValueError(f"{path}: {operation} is allowed without a reason")
    return allowed


def print_agenda(entries: Sequence[Entry]) -> None:
    """Show the operations as a table on a terminal, and as lines with tabs in a pipe."""
    if not entries:
        stdout.print("Every operation is active.")
        return
    table = Table(box=None, pad_edge=False)
    for title in ("OPERATION", "PHASE", "SUNSET", "DAYS", "USE INSTEAD", ""):
        # What has no room goes on in the next line of its own column; the operation and its dates are whole.
        is_last = title in ("USE INSTEAD", "")
        table.add_column(title, justify="right" if title == "DAYS" else "left", no_wrap=not is_last, overflow="fold")
    for entry in entries:
        cells = _cells(entry)
        if not stdout.is_terminal:
            print_cells(cells)
            continue
        colour = "red" if entry.fails else "yellow" if entry.phase in (Phase.SUNSET, Phase.SUNSETTING) else "default"
        table.add_row(*(Text(cell, style=colour if column in (1, 5) else "") for column, cell in enumerate(cells)))
    if stdout.is_terminal:
        stdout.print(table)


def _cells(entry: Entry) -> tuple[str, ...]:
    known = entry.lifecycle
    return (
        known.operation,
        str(entry.phase),
        f"{known.sunset_at:%Y-%m-%d}" if known.sunset_at else "-",
        "-" if entry.days is None else str(entry.days),
        known.replacement or "-",
        "fails" if entry.fails else f"allowed: {entry.allowed}" if entry.allowed else "",
    )
