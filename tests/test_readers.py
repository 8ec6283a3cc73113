"""Every generated class, read by its compiled function, is what it was when the generated `from_dict` read it."""

import ast
import inspect
import pickle
import re
import subprocess
import sys
import textwrap
from functools import cache
from importlib import import_module
from typing import Any, Literal, get_args, get_origin

import attrs
import pytest
from batchlight.reading.decoding import decode
from batchlight.reading.jsondata import LargeNumber
from batchlight.reading.readers import DoesNotFit, _arms, _hints, _is_enum, _json_names
from batchlight_clients.unset import UNSET, Unset
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import reference_decoding as reference
from tests.test_decoding import ECORE_EXAMPLE, JSON, done

APIS = ("apexverify", "ecore", "llamacloud", "revenuebase_v1", "revenuebase_v2")
ALL: dict[str, Any] = {
    f"{api}.{name}": found
    for api in APIS
    for module in [import_module(f"batchlight_clients.{api}.models")]
    for name in module.__all__
    if attrs.has(found := getattr(module, name))
}
# What is only ever sent: a file is no JSON, and what `from_dict` makes of one of two classes, or of a constant, is a
# guess.
SENT = {
    "ecore.EmailSheetUpload",
    "revenuebase_v2.BatchEmailRequest",
    "llamacloud.BatchJobCreateRequest",
    "llamacloud.BatchParseJobRecordCreate",
}


def _is_checked(model: Any) -> bool:
    """Whether any value may be in a new field. Where it is of a type, `from_dict` takes the server's word for it."""
    hints = _hints(model)
    if get_args(hints["additional_properties"])[-1] is not Any:
        return False
    inner = [get_args(arm)[0] if get_origin(arm) is list else arm for hint in hints.values() for arm in _arms(hint)]
    return all(_is_checked(each) for each in inner if attrs.has(each) and each is not model)


READ = sorted(ALL.keys() - SENT)
CHECKED = [name for name in READ if _is_checked(ALL[name])]

DATES = st.sampled_from(
    ["2026-05-06T11:41:55.001Z", "2026-05-06T11:41:55+02:00", "2026-05-06t11:41:55z", "2026-05-06T11:41:55"]
)
UUIDS = st.sampled_from(["f8a1c3e5-9b2d-4e6f-a8c1-0d3e5f7a9b2d", "{F8A1C3E59B2D4E6FA8C10D3E5F7A9B2D}"])
WILD = JSON | st.sampled_from([LargeNumber("1e999"), 5.0, -0.0, True, "", "Valid", "2026-W19-3", "2026-05-06", [], {}])


def values(hint: Any) -> st.SearchStrategy[Any]:
    """JSON values that fit a type."""
    arms = [arm for arm in _arms(hint) if arm is not Unset]
    if len(arms) > 1:
        return st.one_of([values(arm) for arm in arms])
    (only,) = arms
    known: dict[Any, st.SearchStrategy[Any]] = {
        Any: JSON,
        int: st.integers() | st.just(5.0),
        float: st.integers() | st.floats(allow_nan=False, allow_infinity=False),
        str: st.text(max_size=5),
        bool: st.booleans(),
        type(None): st.none(),
    }
    if only in known:
        return known[only]
    if get_origin(only) is list:
        return st.lists(values(get_args(only)[0]), max_size=3)
    if get_origin(only) is Literal:
        return st.sampled_from(get_args(only))
    if _is_enum(only):
        return st.sampled_from([each.value for each in only])
    return {"datetime": DATES, "UUID": UUIDS}[only.__name__] if not attrs.has(only) else payloads(only)


@cache
def payloads(model: Any) -> st.SearchStrategy[dict[str, Any]]:
    """JSON objects that fit a class, with and without its optional fields, and with new ones."""
    hints, names = _hints(model), _json_names(model)
    new = get_args(hints["additional_properties"])[-1]
    required: dict[str, Any] = {}
    optional: dict[str, Any] = {}
    for field in attrs.fields(model):
        if field.init:
            (required if field.default is attrs.NOTHING else optional)[names[field.name]] = values(hints[field.name])
    return st.builds(
        lambda known, new: {**new, **known},
        st.fixed_dictionaries(required, optional=optional),
        st.dictionaries(st.sampled_from(["a_new_field", "data", ""]), values(new), max_size=2),
    )


@st.composite
def spoiled(draw: st.DrawFn, model: Any) -> dict[str, Any]:
    """A payload in which one value, at any depth, is missing or anything."""
    body: Any = draw(payloads(model))
    place: Any = body
    while place:
        key = draw(st.sampled_from(list(place) if isinstance(place, dict) else range(len(place))))
        if isinstance(place[key], dict | list) and place[key] and draw(st.booleans()):
            place = place[key]
            continue
        if isinstance(place, dict) and draw(st.booleans()):
            del place[key]
        else:
            place[key] = draw(WILD)
        break
    return dict(body)


def read(decoded: Any, model: Any, payload: dict[str, Any]) -> tuple[Any, str]:
    """The value as text that tells types and the order of new fields, too; or why there is none."""
    try:
        value = decoded(model, payload)
    except (DoesNotFit, reference.DoesNotFit) as error:
        return None, str(error)
    return value, repr(value)


def assert_same(model: Any, payload: dict[str, Any]) -> None:
    before = pickle.dumps(payload)
    value, told = read(decode, model, payload)
    assert pickle.dumps(payload) == before
    # Absent counts of a content: `from_dict` takes them for required, whatever their defaults.
    telling = {"EmailContent", "PhoneContent"}
    defaults = reference._defaults(model) if model.__name__ in telling else {}
    expected, reason = read(reference.decode, model, {**defaults, **payload})
    if reason.startswith("it cannot be read as") and "is not a valid" not in reason:
        # The words were those of the generated code, and of Python.
        assert value is None
        return
    if re.search(r"is (a list|an object), not .*\1", reason):
        # It did not say which of its items does not fit; now that is said.
        assert value is None
        return
    # A path was made of the names of attributes, which are not always those of the fields.
    assert (value, told) == (expected, re.sub(r"\b(type|input|next|credits)_ is", r"\1 is", reason))


def is_lenient(model: Any, payload: dict[str, Any]) -> bool:
    """Whether `from_dict` may take for an object, or a list, what is none: it goes over whatever it is."""
    for field in attrs.fields(model):
        value = payload.get(_json_names(model).get(field.name, ""))
        for arm in _arms(_hints(model)[field.name]):
            items = value if get_origin(arm) is list and isinstance(value, list) else [value]
            inner = get_args(arm)[0] if get_origin(arm) is list else arm
            if get_origin(arm) is list and isinstance(value, str | dict):
                return True
            if attrs.has(inner):
                for item in items:
                    if isinstance(item, str | list) or (isinstance(item, dict) and is_lenient(inner, item)):
                        return True
    return False


@pytest.mark.parametrize("name", READ)
@settings(max_examples=8)
@given(data=st.data())
def test_what_fits_is_read_as_before(name: str, data: st.DataObject) -> None:
    payload = data.draw(payloads(ALL[name]))
    value, told = read(decode, ALL[name], payload)
    assert value is not None, told
    assert_same(ALL[name], payload)


@pytest.mark.parametrize("name", CHECKED)
@settings(max_examples=10)
@given(data=st.data())
def test_what_does_not_fit_is_told_as_before(name: str, data: st.DataObject) -> None:
    payload = data.draw(spoiled(ALL[name]))
    if is_lenient(ALL[name], payload):
        read(decode, ALL[name], payload)
    else:
        assert_same(ALL[name], payload)


@given(name=st.sampled_from(CHECKED), payload=st.dictionaries(st.text(max_size=8), JSON, max_size=5))
def test_any_object_is_read_or_refused(name: str, payload: dict[str, Any]) -> None:
    assert_same(ALL[name], payload)


@pytest.mark.parametrize("name", sorted(ALL))
def test_the_json_name_of_an_attribute_is_that_of_from_dict(name: str) -> None:
    """The class is asked by its `to_dict`; here its `from_dict` is read: `d.pop("type")` goes to `type_=type_`."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(ALL[name].from_dict)))
    popped = {
        ast.unparse(line.targets[0]).lstrip("_"): node.args[0].value
        for line in ast.walk(tree)
        if isinstance(line, ast.Assign)
        for node in ast.walk(line.value)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "d.pop" and isinstance(node.args[0], ast.Constant)
    }
    names = _json_names(ALL[name])
    assert popped == names
    assert list(names) == [field.name for field in attrs.fields(ALL[name]) if field.init]


def test_some_names_differ() -> None:
    names = {**_json_names(ALL["ecore.Record"]), **_json_names(ALL["revenuebase_v2.ValidationError"])}
    assert (names["email"], names["type_"], names["input_"]) == ("email", "type", "input")


@attrs.define
class Tree:
    """A class that holds itself, has names of all kinds, and defaults that are made anew."""

    from_: str
    leaves: "list[Tree]" = attrs.field(factory=list)
    above: "Tree | Unset | None" = UNSET
    additional_properties: dict[str, int] = attrs.field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        made = {"from": self.from_, 'new "leaves"\\': [each.to_dict() for each in self.leaves]}
        return {**self.additional_properties, **made, "above": self.above and self.above.to_dict()}

    @classmethod
    def from_dict(cls, src_dict: Any) -> "Tree":
        raise AssertionError


class TestWhatNoClassHasYet:
    LEAVES = 'new "leaves"\\'

    def test_a_class_that_holds_itself(self) -> None:
        inner = {"from": "b", "count": 5.0}
        tree = decode(Tree, {"from": "a", self.LEAVES: [inner], "above": {"from": "c"}})
        assert (tree.leaves[0].from_, tree.leaves[0].additional_properties) == ("b", {"count": 5})
        assert tree.above == Tree("c")
        assert decode(Tree, {"from": "a", "above": None}).above is None

    def test_a_default_is_made_anew(self) -> None:
        trees = [decode(Tree, {"from": "a"}) for _ in range(2)]
        assert trees[0].leaves == []
        assert trees[0].leaves is not trees[1].leaves

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"above": {"from": "c", LEAVES: [{"from": 1}]}}, "above.leaves[0].from is a number, not a string"),
            ({LEAVES: [{"from": ""}, {"from": "", "n": "x"}]}, "leaves[1].n is a string, not an integer"),
            ({LEAVES: {}}, "leaves is an object, not a list"),
            ({LEAVES: [{}]}, "the required field 'from' is missing"),
            ({LEAVES: [[]]}, "it cannot be read as Tree: leaves[0] is a list, not an object"),
            ({"above": 5}, "it cannot be read as Tree: above is a number, not an object"),
        ],
        ids=str,
    )
    def test_where_it_does_not_fit(self, change: dict[str, Any], reason: str) -> None:
        with pytest.raises(DoesNotFit) as caught:
            decode(Tree, {"from": "a", **change})
        assert str(caught.value).replace(self.LEAVES, "leaves") == reason


def test_a_list_is_no_object_and_an_object_no_list() -> None:
    """`from_dict` goes over whatever it is, and took an empty list for an object without fields."""
    for model, payload in (
        ("apexverify.VerificationDone", done(stats=[])),
        ("ecore.JobDetail", {**ECORE_EXAMPLE, "records": {}}),
        ("ecore.JobDetail", {**ECORE_EXAMPLE, "records": ""}),
        ("ecore.JobDetail", {**ECORE_EXAMPLE, "records": [[]]}),
    ):
        with pytest.raises(DoesNotFit, match=r"is an? (list|object|string), not an? (object|list)"):
            decode(ALL[model], payload)


def test_readers_are_made_when_they_are_needed() -> None:
    program = (
        "import batchlight; from batchlight.providers import ecore; from batchlight.reading.readers import reader\n"
        "assert reader.cache_info().currsize == 0\n"
        "ecore.job_of('42', {'status': 'Processed'})\n"
        "assert reader.cache_info().currsize == 1"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
