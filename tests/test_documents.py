"""The documents of the project hold together: links lead somewhere, lists are whole, public names are explained."""

import inspect
import re
import tomllib

import batchlight
import pytest

from scripts.specs import ROOT

PAGES = [f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))]
DOCUMENTS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", *PAGES]
# What is written in them is run by tests/test_package.py, or shown (in files and reports that other tests compare).
LANGUAGES = {"python", "console", "yaml", "toml", "text"}


def text_of(document: str) -> str:
    return (ROOT / document).read_text("utf-8")


def without_code(text: str) -> str:
    return re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)


def anchors(document: str) -> set[str]:
    """The names by which headings are linked to, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", without_code(text_of(document)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", without_code(text_of(document))):
        path = (ROOT / document).parent / target if target else ROOT / document
        assert path.exists(), f"{document} links to {target}"
        if anchor:
            name = path.resolve().relative_to(ROOT).as_posix()
            assert anchor in anchors(name), f"{document} links to {target}#{anchor}"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_begins_with_what_it_is_for_and_the_readme_leads_to_it(page: str) -> None:
    title, first = text_of(page).split("\n\n")[:2]
    assert re.fullmatch(r"# \S.*", title)
    assert re.match(r"\w|`", first), f"{page} begins with {first[:40]!r}"
    assert f"]({page})" in text_of("README.md")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_block_says_what_it_is(document: str) -> None:
    fences = re.findall(r"^ *```(.*)$", text_of(document), re.MULTILINE)
    assert len(fences) % 2 == 0
    assert set(fences[::2]) <= LANGUAGES
    assert not any(fences[1::2])


ROOM_LISTS = re.split(r"^### `(\w+)/`\n", text_of("CONTRIBUTING.md").partition("### Rules")[0], flags=re.MULTILINE)[1:]


@pytest.mark.parametrize(("room", "listed"), list(zip(ROOM_LISTS[::2], ROOM_LISTS[1::2], strict=True)))
def test_the_guide_names_every_module_of_a_room(room: str, listed: str) -> None:
    folder = ROOT / ("scripts" if room == "scripts" else f"wrapper/batchlight/{room}")
    there = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert there or room == "providers"
    if room != "providers":  # found by their files: no list names them
        assert there <= set(re.findall(r"`(\w+)`", listed))


def test_the_guide_names_every_room_once() -> None:
    rooms = {path.parent.name for path in (ROOT / "wrapper" / "batchlight").glob("*/__init__.py")}
    assert sorted(ROOM_LISTS[::2]) == sorted({*rooms, "scripts"})
    tree = text_of("CONTRIBUTING.md").partition("    wrapper/batchlight/\n")[2].partition("\n\n")[0]
    files = {path.name for path in (ROOT / "wrapper" / "batchlight").glob("[a-z]*.py")}
    named = re.findall(r"(?<!\S)(\w+(?:\.py|/))(?=\s)", tree)
    assert sorted(named) == sorted({*files, *(f"{room}/" for room in rooms)})


def test_the_guide_says_why_of_every_dependency() -> None:
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    wanted = {
        re.split(r"[^\w.-]", text)[0]
        for group in (project["dependencies"], *project["optional-dependencies"].values())
        for text in group
    }
    rows = re.findall(r"^\| ([^|`]+)", text_of("CONTRIBUTING.md").partition("## What we depend on")[2], re.MULTILINE)
    named = set(re.findall(r"[\w.-]+", " ".join(rows)))
    assert wanted - {"batchlight"} <= named


def test_the_guide_names_every_target_and_what_check_runs() -> None:
    makefile, guide = text_of("Makefile"), text_of("CONTRIBUTING.md")
    parts = re.findall(r"^check: ([a-z -]+?) ##", makefile, re.MULTILINE)[0].split()
    assert f"all that CI runs: {', '.join(f'`{part}`' for part in parts)} |" in guide
    named = {*re.findall(r"`make ([a-z-]+)", guide), *parts, "help", "demo"}
    assert named == set(re.findall(r"^([a-z-]+):.*?## ", makefile, re.MULTILINE))


PUBLIC = [name for name in batchlight.__all__ if callable(getattr(batchlight, name))]


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_has_an_example(name: str) -> None:
    """Those of a family (exceptions, warnings, events) share that of its head."""
    thing = getattr(batchlight, name)
    is_of_family = inspect.isclass(thing) and issubclass(thing, Exception | batchlight.Event)
    line = inspect.getmro(thing)[:-1] if is_of_family else (thing,)
    ours = [each for each in line if each.__module__.startswith("batchlight")]
    assert any("Example:\n" in (each.__doc__ or "") and ">>>" in (each.__doc__ or "") for each in ours)


OPERATIONS = [
    (name, method)
    for name in PUBLIC
    if isinstance(getattr(batchlight, name), type) and not issubclass(getattr(batchlight, name), Exception)
    for method, value in inspect.getmembers(getattr(batchlight, name), inspect.isfunction)
    if not method.startswith("_") and value.__module__.startswith("batchlight")
]


@pytest.mark.parametrize(("name", "method"), OPERATIONS)
def test_an_operation_explains_each_argument_and_what_it_raises(name: str, method: str) -> None:
    function = getattr(getattr(batchlight, name), method)
    doc = inspect.getdoc(function) or ""
    if method == "as_completed" and "those of `wait_all`" in doc:
        return
    arguments = [each for each in inspect.signature(function).parameters if each != "self"]
    explained = set(re.findall(r"\w+", " ".join(re.findall(r"^    ((?:\w+, )*\w+):", doc, re.MULTILINE))))
    assert set(arguments) <= explained, f"{name}.{method}"
    assert "Raises:\n" in doc or method in {"close", "aclose", "to_dict"}, f"{name}.{method}"
