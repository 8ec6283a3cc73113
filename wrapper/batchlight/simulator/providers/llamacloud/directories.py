"""The directories of LlamaCloud, and the files in them, as far as a batch needs them."""

from ....reading.jsondata import is_object
from ...simulated import Body, Refusal, Reply, Visit
from ...uploads import read_form
from .asking import PROJECT, date, invalid, moment, page_by_token
from .documents import directories, files, files_of


async def create_directory(visit: Visit) -> Reply:
    """Make a directory."""
    body = await visit.json()
    if not is_object(body) or not isinstance(body.get("name"), str):
        raise invalid("body", "name", "Field required")
    kind = body.get("type", "user")
    if kind not in ("user", "ephemeral"):
        raise invalid("body", "type")
    known = directories(visit)
    now = visit.state.clock.now()
    id = f"dir-{visit.state.new_uuid('directory', visit.account.key, len(known))}"
    known[id] = {
        "id": id,
        "name": body["name"],
        "project_id": PROJECT,
        "type": kind,
        "description": body["description"] if isinstance(body.get("description"), str) else None,
        "created_at": visit.state.dates(now),
        "updated_at": visit.state.dates(now),
        # Assumed: "cleaned up by itself" is all that is said.
        "expires_at": visit.state.dates(now + 7 * 86400) if kind == "ephemeral" else None,
    }
    return Reply(known[id], 201)


def _directory(visit: Visit) -> Body:
    found = directories(visit).get(visit.parameter("directory_id"))
    if found is None:
        raise Refusal(404, {"detail": "Directory not found"})
    return found


async def get_directory(visit: Visit) -> Body:
    """A directory."""
    return _directory(visit)


async def add_directory_file(visit: Visit) -> Reply:
    """Put a file into a directory that was uploaded elsewhere: any id is taken for that of one."""
    directory = _directory(visit)
    body = await visit.json()
    if not is_object(body) or not isinstance(body.get("file_id"), str):
        raise invalid("body", "file_id", "Field required")
    return _added(visit, directory, body["file_id"], body.get("display_name"), body.get("unique_id"))


async def upload_directory_file(visit: Visit) -> Reply:
    """Take a file into a directory."""
    directory = _directory(visit)
    form = await read_form(visit.request)
    stored = form.files.get("upload_file") if form else None
    if form is None or stored is None:
        raise invalid("body", "upload_file", "Field required")
    name = form.fields.get("display_name") or stored.name
    return _added(visit, directory, None, name, form.fields.get("unique_id") or form.fields.get("external_file_id"))


def _added(visit: Visit, directory: Body, file_id: str | None, name: object, unique_id: object) -> Reply:
    known = files(visit)
    number = len(known)
    id = f"dfl-{visit.state.new_uuid('file', visit.account.key, number)}"
    shown = name if isinstance(name, str) and name else file_id or f"file-{number}"
    at = visit.state.dates(visit.state.clock.now())
    known[id] = {
        "id": id,
        "directory_id": directory["id"],
        "display_name": shown,
        "project_id": PROJECT,
        "unique_id": unique_id if isinstance(unique_id, str) and unique_id else shown,
        "file_id": file_id or f"file-{visit.state.new_uuid('stored', visit.account.key, number)}",
        "created_at": at,
        "updated_at": at,
    }
    return Reply(known[id], 201)


async def list_directory_files(visit: Visit) -> Body:
    """A page of a directory's files, in the order in which they came."""
    found = files_of(visit, _directory(visit)["id"])
    after, before = date(visit, "updated_at_on_or_after"), date(visit, "updated_at_on_or_before")
    for name in ("display_name", "file_id", "unique_id"):
        wanted = visit.query(name)
        found = [each for each in found if not wanted or each[name] == wanted]
    part = visit.query("display_name_contains") or ""
    found = [
        each
        for each in found
        if part in each["display_name"]
        and (after is None or moment(each["updated_at"]) >= after)
        and (before is None or moment(each["updated_at"]) <= before)
    ]
    return page_by_token(visit, found)
