"""How answers were read before there were `readers`: by the generated `from_dict`, with what it does wrong put right
before and after. Slower, and made in another way: what the compiled functions are held against.
"""

import datetime
import operator
import sys
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, Protocol, Self, TypeAlias, TypeVar, Union, cast, get_args, get_origin
from uuid import UUID

import attrs
from batchlight.reading.dates import read_timestamp
from batchlight.reading.jsondata import LargeNumber, is_list, is_object, kind
from batchlight.text import printable
from batchlight_clients.unset import UNSET, Unset


class Model(attrs.AttrsInstance, Protocol):
    """A generated class."""

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any], /) -> Self:
        """Make an instance of a JSON object."""
        ...


M = TypeVar("M", bound=Model)


class DoesNotFit(Exception):
    """A payload is not what the spec says; the message says where and why. It never leaves batchlight."""


def decode(model: type[M], payload: Mapping[str, Any]) -> M:
    """Make an instance of a generated class.

    Two things are different from the generated `from_dict`: an absent field that has a default in the spec reads as
    its default, and every value is of the type that the class says. A field that holds one of several classes without
    a tag is decided by its field names; a value that has names of two of them is not guessed.

    Raises:
        DoesNotFit: the payload is not what the spec says.
    """
    try:
        instance = model.from_dict(_prepared(model, payload, ""))
    except DoesNotFit:
        raise
    except KeyError as error:
        raise DoesNotFit(f"the required field {error} is missing") from error
    except Exception as error:
        # Generated code promises nothing about what it raises for a payload that does not fit.
        raise DoesNotFit(
            printable(f"it cannot be read as {model.__name__}: {str(error) or type(error).__name__}")
        ) from error
    _settle_fields(instance, "")
    return instance


@cache
def _hints(model: type) -> Mapping[str, Any]:
    """The resolved types of a generated class; its modules import each other for type checking only."""
    package = vars(sys.modules[model.__module__.rpartition(".")[0]])
    hints = typing.get_type_hints(model, localns=dict(package))
    return {name: hint for name, hint in hints.items() if name != "additional_properties"}


Step: TypeAlias = Callable[[Any, str], Any]
"""Gives back a value as it is to be, or raises DoesNotFit; the string is where the value is."""


def _prepared(model: type, payload: Mapping[str, Any], path: str) -> Mapping[str, Any]:
    """A payload as the generated `from_dict` reads it rightly: it takes the first class of a union that parses, reads
    every date of ISO 8601 and not each of RFC 3339, and does not say which field holds what it cannot read.

    A generated attribute has the name of its JSON field here; a test holds that for every field that is prepared.
    """
    changed: dict[str, Any] = {}
    for name, prepare in _preparations(model):
        if name in payload:
            value = payload[name]
            prepared = prepare(value, f"{path}.{name}" if path else name)
            if prepared is not value:
                changed[name] = prepared
    return {**payload, **changed} if changed else payload


@cache
def _preparations(model: type) -> tuple[tuple[str, Step], ...]:
    """The fields of a class that need to be prepared, and how: worked out once, not with each answer."""
    steps = ((name, _preparation(hint)) for name, hint in _hints(model).items())
    return tuple((name, step) for name, step in steps if step is not None)


def _preparation(hint: Any) -> Step | None:
    """How to prepare the values of a type; None for a type whose values are read as they are."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _preparation_of_union(get_args(hint))
    if origin is list:
        return _preparation_of_list(_preparation(get_args(hint)[0]))
    if hint is datetime.datetime:
        return _prepare_date
    if hint is UUID:
        return _prepare_uuid
    if attrs.has(hint) and hint.__name__ != "Unset" and _preparations(hint):
        return lambda value, path: _prepared(hint, value, path) if is_object(value) else value
    return None


def _preparation_of_union(arms: tuple[Any, ...]) -> Step | None:
    if all(attrs.has(arm) for arm in arms):
        return lambda value, path: _told_apart(arms, value, path)
    others = [arm for arm in arms if arm is not types.NoneType and arm.__name__ != "Unset"]
    prepare = _preparation(others[0]) if len(others) == 1 else None
    if prepare is None or types.NoneType not in arms:
        return prepare
    return lambda value, path: None if value is None else prepare(value, path)


def _preparation_of_list(prepare: Step | None) -> Step | None:
    if prepare is None:
        return None

    def prepare_items(value: Any, path: str) -> Any:
        if not is_list(value):
            return value
        prepared = [prepare(item, f"{path}[{number}]") for number, item in enumerate(value)]
        return value if all(map(operator.is_, prepared, value)) else prepared

    return prepare_items


def _prepare_date(value: Any, path: str) -> Any:
    moment = read_timestamp(value) if isinstance(value, str) else None
    if moment is None:
        raise DoesNotFit(f"{path} is {_shown(value)}, not {_expected(datetime.datetime)}")
    # What Python 3.11 does not read is written as it does.
    return value if value.isupper() else moment.isoformat()


def _prepare_uuid(value: Any, path: str) -> Any:
    try:
        UUID(value)
    except (ValueError, TypeError, AttributeError):
        raise DoesNotFit(f"{path} is {_shown(value)}, not {_expected(UUID)}") from None
    return value


def _shown(value: Any) -> str:
    return printable(repr(value), 60) if type(value) is str else kind(value)


def _told_apart(arms: tuple[type, ...], value: Any, path: str) -> Any:
    """An untagged union's value, completed so that the one class that it belongs to is the one that parses."""
    if not is_object(value):
        raise DoesNotFit(f"{path} is {kind(value)}, not an object")
    candidates = [arm for arm in arms if value.keys() & _defaults(arm).keys()]
    if len(candidates) > 1:
        raise DoesNotFit(f"{path} has fields of {' and of '.join(arm.__name__ for arm in candidates)}")
    for arm in candidates:
        defaults = {key: default for key, default in _defaults(arm).items() if default is not attrs.NOTHING}
        complete = {**defaults, **value}
        missing = [key for key in _defaults(arm) if key not in complete]
        if missing:
            raise DoesNotFit(f"{path} is of {arm.__name__}, and its field {missing[0]!r} is missing")
        return _prepared(arm, complete, path)
    return value


@cache
def _defaults(model: type) -> Mapping[str, Any]:
    """The fields of a class with the spec's defaults; NOTHING where there is none, absent where a field is optional."""
    fields = attrs.fields(cast("type[attrs.AttrsInstance]", model))
    return {each.name: each.default for each in fields if each.init and each.default is not UNSET}


def _settle_fields(instance: attrs.AttrsInstance, path: str) -> None:
    for name, default, settle in _plan(type(instance)):
        value = getattr(instance, name)
        where = f"{path}.{name}" if path else name
        if value is UNSET:
            value = default
        settled = settle(value, where)
        if settled is not value or value is default:
            setattr(instance, name, settled)


@cache
def _plan(model: type[attrs.AttrsInstance]) -> tuple[tuple[str, Any, Step], ...]:
    """The fields of a class, with their defaults and what settles them: worked out once, not with each answer."""
    hints = _hints(model)
    return tuple((each.name, each.default, _settler(hints[each.name])) for each in attrs.fields(model) if each.init)


def _settler(hint: Any) -> Step:
    """What settles the values of a type."""
    origin = get_origin(hint)
    if hint is Any:
        return lambda value, _path: value
    if origin in (Union, types.UnionType):
        return _union_settler(get_args(hint))
    if origin is list:
        return _list_settler(_settler(get_args(hint)[0]))
    if origin is Literal:
        choices: tuple[Any, ...] = get_args(hint)
        return _checked(hint, lambda value: any(type(value) is type(each) and value == each for each in choices))
    if hint is int:
        return _settle_int
    if hint is str:
        return _checked(hint, lambda value: isinstance(value, str) and not isinstance(value, LargeNumber))
    if hint is float:
        return _checked(hint, lambda value: isinstance(value, int | float) and not isinstance(value, bool))
    if attrs.has(hint):
        return _model_settler(hint)
    return _checked(hint, lambda value: isinstance(value, hint))


def _checked(hint: Any, fits: Callable[[Any], bool]) -> Step:
    def settle(value: Any, path: str) -> Any:
        if fits(value):
            return value
        raise DoesNotFit(f"{path} is {kind(value)}, not {_expected(hint)}")

    return settle


def _settle_int(value: Any, path: str) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        # JSON has one kind of number: 5.0 is the integer 5 (JSON Schema, "integer").
        return int(value)
    raise DoesNotFit(f"{path} is {kind(value)}, not {_expected(int)}")


def _list_settler(settle_item: Step) -> Step:
    def settle(value: Any, path: str) -> Any:
        if not is_list(value):
            raise DoesNotFit(f"{path} is {kind(value)}, not a list")
        return [settle_item(item, f"{path}[{number}]") for number, item in enumerate(value)]

    return settle


def _model_settler(model: type[attrs.AttrsInstance]) -> Step:
    def settle(value: Any, path: str) -> Any:
        if not isinstance(value, model):
            raise DoesNotFit(f"{path} is {kind(value)}, not {_expected(model)}")
        _settle_fields(value, path)
        return value

    return settle


def _union_settler(arms: tuple[Any, ...]) -> Step:
    models = {arm: _model_settler(arm) for arm in arms if attrs.has(arm)}
    others = tuple(_settler(arm) for arm in arms if arm not in models)

    def settle(value: Any, path: str) -> Any:
        if type(value) in models:
            # What does not fit in it is said of it, and not of the union.
            return models[type(value)](value, path)
        for settle_as in others:
            try:
                return settle_as(value, path)
            except DoesNotFit:
                continue
        expected = " or ".join(_expected(arm) for arm in arms if arm is not Unset)
        raise DoesNotFit(f"{path} is {kind(value)}, not {expected}")

    return settle


def _expected(hint: Any) -> str:
    names = {int: "an integer", float: "a number", str: "a string", bool: "a boolean", types.NoneType: "null"}
    if hint in names:
        return names[hint]
    if hint is datetime.datetime:
        return "a date and time"
    if hint is UUID:
        return "a uuid"
    if get_origin(hint) is list:
        return "a list"
    return getattr(hint, "__name__", str(hint))
