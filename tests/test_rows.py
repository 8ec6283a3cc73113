"""Rows of JSON, read piece by piece: whatever the size of the pieces, what `json` reads at once."""

import io
import json
from typing import Any

import pytest
from batchlight.reading import rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)
OBJECTS = st.dictionaries(st.text(max_size=3), VALUES, max_size=4)
FORMS = st.sampled_from([{"indent": 7}, {"separators": (",", ":")}, {}, {"separators": (" \n\t, ", "\r\n : ")}])
IN_PIECES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def file_of(value: Any, form: dict[str, Any], around: str) -> io.BytesIO:
    return io.BytesIO(f"{around}{json.dumps(value, ensure_ascii=False, **form)}{around}".encode("utf-8", "replace"))


@pytest.mark.parametrize("piece", [1, 3, 64 * 1024])
@IN_PIECES
@given(value=OBJECTS, form=FORMS, around=st.sampled_from(["", " \n"]))
def test_an_object(
    monkeypatch: pytest.MonkeyPatch, piece: int, value: dict[str, Any], form: dict[str, Any], around: str
) -> None:
    monkeypatch.setattr(rows, "_PIECE", piece)
    file = file_of(value, form, around)
    assert dict(rows.json_members(file)) == json.load(io.BytesIO(file.getvalue()))


@pytest.mark.parametrize("piece", [1, 3, 64 * 1024])
@IN_PIECES
@given(value=st.lists(OBJECTS, max_size=4), form=FORMS, around=st.sampled_from(["", " \n"]))
def test_an_array(
    monkeypatch: pytest.MonkeyPatch, piece: int, value: list[dict[str, Any]], form: dict[str, Any], around: str
) -> None:
    monkeypatch.setattr(rows, "_PIECE", piece)
    file = file_of(value, form, around)
    assert list(rows.json_rows(file)) == json.load(io.BytesIO(file.getvalue()))
