"""Everything that changed from one snapshot to another: specs, statuses, overlays, Python names."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Final

from attrs import evolve

from scripts.specdiff.documents import Names, compare_documents
from scripts.specdiff.kinds import Change, Severity, change, without_repetition
from scripts.specdiff.lines import find_line
from scripts.specdiff.nodes import users
from scripts.specdiff.snapshots import Snapshot, Spec, read_differing
from scripts.specdiff.surface import compare_surfaces
from scripts.specs import Document, SpecError, operations
from scripts.states import has_row, prose_statuses, state_table, status_schemas, statuses


def compare_snapshots(old: Snapshot, new: Snapshot, today: datetime.datetime) -> list[Change]:
    """All changes, each once; within an API the most severe first.

    Args:
        old: the state before.
        new: the state after.
        today: now, in UTC: whether a sunset has passed depends on it.

    Raises:
        SpecError: a document or an overlay of either state cannot be read.
    """
    before, after = read_differing(old.specs, new.specs)
    changes = without_repetition(compare_specs(before, after, today))
    concerned = {
        api: users(*(specs[api].effective for specs in (before, after) if api in specs))
        for api in before.keys() | after.keys()
    }
    located: list[Change] = []
    for each in changes:
        file, line = find_line(each, new.specs)
        names = concerned[each.api].get(each.pointer[:3], ())
        located.append(evolve(each, operations=tuple(sorted(names)), file=file, line=line))
    return [*located, *without_repetition(compare_surfaces(old, new))]


def compare_specs(before: Mapping[str, Spec], after: Mapping[str, Spec], today: datetime.datetime) -> Iterator[Change]:
    """The changes of all APIs, as they are found."""
    for api in sorted(before.keys() | after.keys()):
        if api not in after:
            yield change("api-removed", api, f"specs/{api}", "the API is gone")
        elif api not in before:
            yield change("api-added", api, f"specs/{api}", "a new API")
        else:
            yield from _compare_api(api, before[api], after[api], today)


def _compare_api(api: str, old: Spec, new: Spec, today: datetime.datetime) -> Iterator[Change]:
    names = _names(old.vendored), _names(new.vendored)
    effective = list(compare_documents(api, old.effective, new.effective, today=today, names=names))
    listed = list(_compare_statuses(api, old.effective, new.effective))
    told = {each.subject for each in listed if each.kind in ("status-added", "status-removed")}
    yield from listed
    yield from (each for each in effective if not _is_told(each, told))
    yield from _compare_prose(api, old.effective, new.effective)
    for problem in new.lost:
        if problem not in old.lost:
            yield change("overlay-broken", api, f"specs/{api}/overlay.yaml", problem)
    known = {(each.kind, each.place, each.subject) for each in effective}
    for each in compare_documents(api, old.vendored, new.vendored, today=today):
        if (each.kind, each.place, each.subject) in known or each.severity is Severity.INFO or each.kind in _NAMING:
            continue
        words = f"in openapi.yaml: {each.message} ({each.kind}); the overlay replaces it"
        yield change("hidden-by-overlay", api, each.place, words, subject=each.subject, pointer=each.pointer)


# To give names of its own is what an overlay is for.
_NAMING: Final = frozenset(
    {"operation-renamed", "operation-regrouped", "class-renamed", "class-removed", "variant-unnamed"}
)


def _names(document: Document) -> Names:
    return {
        (method, path): str(operation["operationId"])
        for method, path, operation in operations(document)
        if "operationId" in operation
    }


def _compare_statuses(api: str, old: Document, new: Document) -> Iterator[Change]:
    """The statuses of jobs, each with the row that it needs."""
    if api not in status_schemas():
        return
    provider, schemas = status_schemas()[api]
    for schema in schemas:
        was, now = statuses(old, schema), statuses(new, schema)
        pointer = ("components", "schemas", schema)
        if now is None:
            if was is not None:
                words = "the schema that lists the statuses is gone"
                yield change("status-list-lost", api, schema, words, pointer=pointer)
            continue
        for status in sorted(now - (was or set())):
            words = f"the status `{status}` is new; {_row(provider, status, needed=True)}"
            yield change("status-added", api, schema, words, subject=status, pointer=pointer)
        for status in sorted((was or set()) - now):
            words = f"the status `{status}` is gone; {_row(provider, status, needed=False)}"
            yield change("status-removed", api, schema, words, subject=status, pointer=pointer)


def _row(provider: str, status: str, *, needed: bool) -> str:
    """What to do about a status in the state table."""
    try:
        table = state_table(provider)
    except SpecError as error:
        return f"the state table of {provider} cannot be found ({error})"
    where = f"the state table of {provider}, wrapper/batchlight/providers/{table.path.name}, line {table.line}"
    if has_row(table, status):
        return f"it has its row in {where}" if needed else f"its row goes from {where}"
    return f"it needs a row in {where}" if needed else f"{where}, has no row for it any more"


def _is_told(found: Change, statuses_told: set[str]) -> bool:
    """Whether a change of an enum or a union says only what was said of a status."""
    if found.kind not in ("enum-value-added", "enum-value-removed", "variant-added", "variant-removed"):
        return False
    schemas = status_schemas()[found.api].schemas if found.api in status_schemas() else ()
    within = found.pointer[:2] == ("components", "schemas") and found.pointer[2] in schemas
    return within and set(found.subject.split(" | ")) <= statuses_told


def _compare_prose(api: str, old: Document, new: Document) -> Iterator[Change]:
    """Statuses that only a description lists: nothing but a reader, or this, notices a new one."""
    was, now = prose_statuses(old), prose_statuses(new)
    for status in sorted(now - was):
        words = f'a description lists `{status}` under "Possible statuses"; the overlay lists them for the clients'
        yield change("prose-status-added", api, f"specs/{api}/overlay.yaml", words, subject=status)
    for status in sorted(was - now):
        words = f'no description lists `{status}` under "Possible statuses" any more'
        yield change("prose-status-removed", api, f"specs/{api}/overlay.yaml", words, subject=status)
