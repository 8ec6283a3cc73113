"""What is written of the providers in documents and for type checkers is what their values say."""

import pytest

from scripts.specs import ROOT
from scripts.tables import (
    NAMES,
    OVERLOADS,
    TABLES,
    clients,
    operations,
    with_names,
    with_overloads,
    with_tables,
    written,
)


def test_what_is_written_is_current() -> None:
    for path, text in written(ROOT).items():
        assert path.read_text("utf-8") == text, f"{path.name}: run `make tables`"


@pytest.mark.parametrize("row", [*clients()[2:], *operations()[2:]])
def test_a_table_without_a_row_is_found(row: str) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert text.count(row) == 1
    assert with_tables(text.replace(f"{row}\n", ""), TABLES["README.md"]) == text


def test_a_name_that_is_missing_is_found() -> None:
    text = (ROOT / NAMES).read_text("utf-8")
    start = text.index("    from .providers.ecore import")
    without = text[:start] + text[text.index("\n", start) + 1 :].replace('    "ECore",\n', "")
    assert with_names(without) == text


@pytest.mark.parametrize("function", ["client_for", "async_client_for", "decode"])
def test_an_overload_that_is_missing_is_found(function: str) -> None:
    text = (ROOT / OVERLOADS).read_text("utf-8")
    lines = text[text.index(f"def {function}(") :]
    first = f"@overload\n{lines[: lines.index('@overload')]}"
    assert text.count(first) == 1
    assert with_overloads(text.replace(first, "")) == text


def test_a_document_without_a_place_for_its_table() -> None:
    with pytest.raises(ValueError, match="no one place for the table 'clients'"):
        with_tables("nothing", TABLES["README.md"])
    with pytest.raises(ValueError, match="no one place for the imports"):
        with_names("nothing")
    text = (ROOT / OVERLOADS).read_text("utf-8")
    with pytest.raises(ValueError, match="no one place for the overloads of decode"):
        with_overloads(text.replace("def decode(", "def read("))
