"""A function for each generated class that makes an instance of a JSON object, in one pass over its fields.

It is written as source text and compiled when the class is first read: the check of a plain value is then a comparison
and no call. The text is made of the class alone, of names that Python took for attributes and of quoted JSON names;
nothing of an answer is in it. What is not plain (a date, an enum, a list, another class) is read by a step.
"""

import datetime
import re
import sys
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Any, Literal, Protocol, Self, TypeAlias, TypeVar, Union, cast, get_args, get_origin
from uuid import UUID

import attrs
from batchlight_clients.unset import UNSET, Unset

from ..readonly import read_only
from ..text import printable
from .dates import read_timestamp
from .jsondata import LargeNumber, is_list, is_object, kind


class Model(attrs.AttrsInstance, Protocol):
    """A generated class."""

    additional_properties: Any

    def to_dict(self) -> dict[str, Any]:
        """Make a JSON object of an instance."""
        ...


M = TypeVar("M", bound=Model)


class DoesNotFit(Exception):
    """A payload is not what the spec says. It never leaves batchlight.

    Attributes:
        where: Where the payload is wrong: the path of a field.
        problem: What is wrong there, as the rest of a sentence.
    """

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(where, problem)
        self.where = where
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.where} {self.problem}"

    def within(self, outer: str) -> Self:
        """The same, told from one level above. A path is put together on the way up: what fits needs none."""
        joint = "." if outer and self.where and not self.where.startswith("[") else ""
        self.where = f"{outer}{joint}{self.where}"
        return self


class NoObject(DoesNotFit):
    """What a class is to be read of is no JSON object."""


Step: TypeAlias = Callable[[Any, str], Any]
"""Gives back a value as it is to be, or raises DoesNotFit; the string is where the value is."""


@cache
def reader(model: type[M]) -> Callable[[Mapping[str, Any]], M]:
    """The function that reads a generated class.

    It raises DoesNotFit, KeyError for a required field that is missing, and ValueError for a value that a closed enum
    does not have.
    """
    hints = _hints(model)
    fields = [each for each in attrs.fields(model) if each.init]
    names = _json_names(model)
    others = get_args(hints["additional_properties"])[-1]
    known: dict[str, Any] = {"model": model, "new": object.__new__, "UNSET": UNSET, "names": frozenset(names.values())}
    lines = ["def read(data):", " get = data.get", " self = new(model)", f" more = len(data) - {len(fields)}"]
    for number, field in enumerate(fields):
        name = names[field.name]
        checks = list(_checks(hints[field.name], name, number, known))
        if field.default is attrs.NOTHING:
            lines += [f" value = data[{name!r}]", *(f" {line}" for line in checks)]
        else:
            lines += [f" value = get({name!r}, UNSET)", " if value is UNSET:", "  more += 1"]
            if field.default is not UNSET:
                known[f"default{number}"] = field.default
                lines.append(f"  value = default{number}{_CALL if _is_factory(field.default) else ''}")
            lines += [" else:", *(f"  {line}" for line in checks or ["pass"])]
        lines.append(f" self.{field.name} = value")
    known |= {"step": _step(others), "printable": printable, "kept": read_only}
    new = "kept(value)" if others is Any else "step(value, printable(name, 60))"
    new = f"{{name: {new} for name, value in data.items() if name not in names}}"
    lines += [f" self.additional_properties = {new} if more else {{}}", " return self"]
    exec(compile("\n".join(lines), f"<reader of {model.__name__}>", "exec"), known)  # noqa: S102  # see above
    return cast("Callable[[Mapping[str, Any]], M]", known["read"])


_CALL = ".factory()"


def _is_factory(default: Any) -> bool:
    return type(default).__name__ == "Factory"


_PLAIN: Mapping[Any, str] = {
    int: "type(value) is int",
    float: "type(value) is float or type(value) is int",
    str: "type(value) is str",
    bool: "type(value) is bool",
    types.NoneType: "value is None",
}
"""For the types of JSON: when a value is what it is to be, and nothing is to be done. Steps know the rare rest."""


def _checks(hint: Any, name: str, number: int, known: dict[str, Any]) -> Iterator[str]:
    """The lines that read the variable `value`; what they need by name is put where they will find it."""
    arms = [arm for arm in _arms(hint) if arm is not Unset]
    if Any in arms:
        # What is kept as it came is not changed through the status while it is also in `Job.raw`.
        known["kept"] = read_only
        yield "value = kept(value)"
        return
    known[f"step{number}"] = _step(hint)
    step = f"value = step{number}(value, {name!r})"
    plain = [_PLAIN[arm] for arm in arms if arm in _PLAIN]
    enums = [arm for arm in arms if _is_enum(arm)]
    if len(plain) == len(arms):
        yield f"if not ({' or '.join(plain)}): {step}"
    elif len(arms) == 2 and len(enums) == 1 and str in arms:
        known[f"find{number}"] = _members(enums[0]).get
        yield f"if type(value) is str: value = find{number}(value, value)"
        yield f"else: {step}"
    elif set(arms) <= {datetime.datetime, types.NoneType}:
        # What `read_timestamp` does with the usual form, without a call of ours; the rest is for the step.
        known["read_iso"] = datetime.datetime.fromisoformat
        yield "try:"
        usual = "type(value) is str and value[4:20:3] == '--T::.' and value[-1] == 'Z' and len(value) > 21"
        yield f" if {usual}: value = read_iso(value)"
        yield f" el{'if value is not None' if types.NoneType in arms else 'se'}: {step}"
        yield f"except ValueError: {step}"
    elif types.NoneType in arms:
        yield f"if value is not None: {step}"
    else:
        yield step


def _hints(model: type) -> Mapping[str, Any]:
    """The resolved types of a generated class; its modules import each other for type checking only."""
    package = sys.modules[model.__module__.rpartition(".")[0]]
    # A package of classes loads those that are asked for; the annotations are strings, and name a few of them.
    words = {word for each in model.__annotations__.values() for word in re.findall(r"\w+", str(each))}
    named = words & {*getattr(package, "__all__", ())}
    return typing.get_type_hints(model, localns={name: getattr(package, name) for name in named})


class _Probe:
    """In place of a value that is written as JSON: it shows up as itself, or in what is made of it."""

    def __init__(self, attribute: str) -> None:
        self.attribute = attribute

    def __getattr__(self, _name: str) -> Any:
        # .value of an enum, .isoformat() of a date, .to_dict() of a model.
        return self

    def __call__(self) -> Any:
        return self

    def __str__(self) -> str:
        return self.attribute

    def __iter__(self) -> Iterator[Any]:
        return iter((self,))


def _json_names(model: type[Model]) -> Mapping[str, str]:
    """The JSON name of every attribute: `type_` is written as "type". The class itself is asked, by its `to_dict`."""
    probes = object.__new__(model)
    for field in attrs.fields(model):
        setattr(probes, field.name, _Probe(field.name) if field.init else {})
    written = probes.to_dict()
    return {str(value[0] if is_list(value) else value): name for name, value in written.items()}


def _arms(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


def _is_enum(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Enum) and hint is not Unset


def _members(enum: type[Enum]) -> Mapping[Any, Enum]:
    return {each.value: each for each in cast("Iterable[Enum]", enum)}


def _step(hint: Any) -> Step:
    """The step that reads the values of a type."""
    arms: tuple[Any, ...] = tuple(arm for arm in _arms(hint) if arm is not Unset)
    if len(arms) > 1:
        return _union_step(arms)
    only: Any = next(iter(arms))
    if only is Any:
        return lambda value, _where: read_only(value)
    if get_origin(only) is list:
        return _list_step(_step(get_args(only)[0]))
    if get_origin(only) is Literal:
        choices = get_args(only)
        return _checked(only, lambda value: any(type(value) is type(each) and value == each for each in choices))
    if only in _STEPS:
        return _STEPS[only]
    if _is_enum(only):
        # An enum that is closed raises ValueError, in its own words.
        return lambda value, _where: only(value)
    if attrs.has(only) and hasattr(only, "from_dict"):
        return _model_step(cast("type[Model]", only))
    return _checked(only, lambda value: isinstance(value, only))


def _checked(hint: Any, fits: Callable[[Any], bool]) -> Step:
    def step(value: Any, where: str) -> Any:
        if fits(value):
            return value
        raise DoesNotFit(where, f"is {kind(value)}, not {_expected(hint)}")

    return step


def _int_step(value: Any, where: str) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        # JSON has one kind of number: 5.0 is the integer 5 (JSON Schema, "integer").
        return int(value)
    raise DoesNotFit(where, f"is {kind(value)}, not {_expected(int)}")


def _date_step(value: Any, where: str) -> datetime.datetime:
    moment = read_timestamp(value) if isinstance(value, str) else None
    if moment is None:
        raise DoesNotFit(where, f"is {_shown(value)}, not {_expected(datetime.datetime)}")
    return moment


def _uuid_step(value: Any, where: str) -> UUID:
    try:
        return UUID(value)
    except (ValueError, TypeError, AttributeError):
        raise DoesNotFit(where, f"is {_shown(value)}, not {_expected(UUID)}") from None


_STEPS: Mapping[Any, Step] = {
    int: _int_step,
    float: _checked(float, lambda value: isinstance(value, int | float) and not isinstance(value, bool)),
    str: _checked(str, lambda value: isinstance(value, str) and not isinstance(value, LargeNumber)),
    datetime.datetime: _date_step,
    UUID: _uuid_step,
}


def _shown(value: Any) -> str:
    return printable(repr(value), 60) if type(value) is str else kind(value)


def _list_step(step: Step) -> Step:
    def read_items(value: Any, where: str) -> list[Any]:
        if not is_list(value):
            raise DoesNotFit(where, f"is {kind(value)}, not a list")
        items: list[Any] = []
        try:
            for item in value:
                items.append(step(item, ""))  # their number tells which one does not fit
        except DoesNotFit as error:
            raise error.within(f"{where}[{len(items)}]") from None
        return items

    return read_items


def _model_step(model: type[Model]) -> Step:
    read: Callable[[Mapping[str, Any]], Model] | None = None

    def read_model(value: Any, where: str) -> Any:
        nonlocal read
        if value.__class__ is not dict and not is_object(value):
            raise NoObject(where, f"is {kind(value)}, not an object")
        if read is None:
            # Compiled when there is the first object of it; a class may also hold itself.
            read = reader(model)
        try:
            return read(value)
        except DoesNotFit as error:
            raise error.within(where) from None

    return read_model


def _union_step(arms: tuple[Any, ...]) -> Step:
    models = [cast("type[Model]", arm) for arm in arms if attrs.has(arm)]
    members = {value: each for arm in arms if _is_enum(arm) for value, each in _members(arm).items()}
    nullable = types.NoneType in arms
    others = [arm for arm in arms if arm not in models and not _is_enum(arm) and arm is not types.NoneType]
    steps = [_step(arm) for arm in others]
    if len(models) > 1:
        steps.insert(0, _told_apart(models))
    elif models:
        steps.insert(0, _model_step(models[0]))
    expected = " or ".join(map(_expected, arms))
    if len(steps) == 1 and nullable and not (members or (others[:1] and others[0] in _PLAIN)):
        # One class, list or date, or null: what does not fit in it is said of it.
        is_of = is_list if others and get_origin(others[0]) is list else None

        def read_or_null(value: Any, where: str) -> Any:
            if value is None:
                return None
            if is_of is not None and not is_of(value):
                raise DoesNotFit(where, f"is {kind(value)}, not {expected}")
            return steps[0](value, where)

        return read_or_null
    if len(steps) == 1 and not (nullable or members):
        return steps[0]

    def read_any(value: Any, where: str) -> Any:
        if value is None and nullable:
            return None
        if type(value) in (str, int) and value in members:
            return members[value]
        for step in steps:
            try:
                return step(value, where)
            except DoesNotFit:
                continue
        raise DoesNotFit(where, f"is {kind(value)}, not {expected}")

    return read_any


def _told_apart(models: Iterable[type[Model]]) -> Step:
    """The step of an untagged union: the names of its fields decide, and a value with names of two is not guessed."""
    told = [(model, _model_step(model), *_telling_names(model)) for model in models]

    def read_one(value: Any, where: str) -> Any:
        if not is_object(value):
            raise DoesNotFit(where, f"is {kind(value)}, not an object")
        found = [each for each in told if not each[2].isdisjoint(value)]
        if len(found) > 1:
            raise DoesNotFit(where, f"has fields of {' and of '.join(model.__name__ for model, *_ in found)}")
        for model, step, _names, required in found:
            for name in required:
                if name not in value:
                    raise DoesNotFit(where, f"is of {model.__name__}, and its field {name!r} is missing")
            return step(value, where)
        # It has no name of any: it is of the one that needs none.
        for _model, step, names, _required in told:
            if not names:
                return step(value, where)
        raise KeyError(told[-1][3][0] if told[-1][3] else min(told[-1][2]))

    return read_one


def _telling_names(model: type[Model]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The JSON names that tell a class (of fields that are required or have a default), and those that are required."""
    names = _json_names(model)
    fields = [each for each in attrs.fields(model) if each.init and each.default is not UNSET]
    required = tuple(names[each.name] for each in fields if each.default is attrs.NOTHING)
    return frozenset(names[each.name] for each in fields), required


def _expected(hint: Any) -> str:
    names = {int: "an integer", float: "a number", str: "a string", bool: "a boolean", types.NoneType: "null"}
    names |= {datetime.datetime: "a date and time", UUID: "a uuid"}
    if hint in names:
        return names[hint]
    return "a list" if get_origin(hint) is list else getattr(hint, "__name__", str(hint))
