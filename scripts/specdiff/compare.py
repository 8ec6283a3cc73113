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
    concerned = {
        api: users(*(specs[api].effective for specs in (before, after) if api in specs))
        for api in before.keys() | after.keys()
    }
    located: list[Change] = []
    for each in without_repetition(compare_specs(before, after, today)):
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


# To give names of its own is what an overlay is for.
_NAMING: Final = {"operation-renamed", "operation-regrouped", "class-renamed", "class-removed", "variant-unnamed"}


def _compare_api(api: str, old: Spec, new: Spec, today: datetime.datetime) -> Iterator[Change]:
    names = _names(old.vendored), _names(new.vendored)
    effective = list(compare_documents(api, old.effective, new.effective, today=today, names=names))
    listed = list(_compare_statuses(api, old.effective, new.effective))
    told = {each.subject for each in listed if each.kind in ("status-added", "status-removed")}
    yield from listed
    yield from (each for each in effective if not _is_told(each, told))
    for problem in new.lost:
        if problem not in old.lost:
            yield change("overlay-broken", api, f"specs/{api}/overlay.yaml", problem)
    known = {(each.kind, each.place, each.subject) for each in effective}
    for each in compare_documents(api, old.vendored, new.vendored, today=today):
        is_known = (each.kind, each.place, each.subject) in known or each.kind in _NAMING
        if not is_known and each.severity is not Severity.INFO:
            words = f"in openapi.yaml: {each.message} ({each.kind}); the overlay replaces it"
            yield change("hidden-by-overlay", api, each.place, words, subject=each.subject, pointer=each.pointer)


def _names(document: Document) -> Names:
    rows = operations(document)
    return {(method, path): str(each["operationId"]) for method, path, each in rows if "operationId" in each}


def _compare_statuses(api: str, old: Document, new: Document) -> Iterator[Change]:
    """The statuses of jobs, each with the row that it needs; and those that only a description lists.

    Nothing but a reader, or this, notices a new one of the latter.
    """
    provider, schemas = status_schemas().get(api, ("", ()))
    for schema in schemas:
        was, now = statuses(old, schema), statuses(new, schema)
        at = ("components", "schemas", schema)
        if now is None:
            if was is not None:
                yield change("status-list-lost", api, schema, "the schema that lists the statuses is gone", pointer=at)
            continue
        for status in sorted(now ^ (was or set())):
            what, end = ("new", "added") if status in now else ("gone", "removed")
            words = f"the status `{status}` is {what}; {_row(provider, status, needed=status in now)}"
            yield change(f"status-{end}", api, schema, words, subject=status, pointer=at)
    was, now = prose_statuses(old), prose_statuses(new)
    for status in sorted(was ^ now):
        words = f'no description lists `{status}` under "Possible statuses" any more'
        if status in now:
            words = f'a description lists `{status}` under "Possible statuses"; the overlay lists them for the clients'
        end = "added" if status in now else "removed"
        yield change(f"prose-status-{end}", api, f"specs/{api}/overlay.yaml", words, subject=status)


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
    is_value = found.kind in ("enum-value-added", "enum-value-removed", "variant-added", "variant-removed")
    lists = [("components", "schemas", schema) for schema in status_schemas().get(found.api, ("", ()))[1]]
    return is_value and found.pointer[:3] in lists and set(found.subject.split(" | ")) <= statuses_told
