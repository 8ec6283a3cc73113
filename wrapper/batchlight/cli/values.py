"""From the type of an operation's argument to an option of the command line, and from its words to a value.

A type that has no row here is read as JSON: what a new provider's operation takes can be said at once.
"""

import datetime
import inspect
import json
import re
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Optional, Union, get_args, get_origin

import typer
from attrs import frozen

from ..reading.dates import in_utc, read_timestamp
from ..text import printable
from .arguments import number

# What is longer takes the room of the help beside it, which names the choices, too.
_LONGEST_METAVAR: Final = 20


@frozen
class _Kind:
    """How a type is said on the command line.

    Attributes:
        type: What typer is told it is.
        metavar: What stands for it in a help.
        parser: Reads a word; None leaves it to typer.
    """

    type: Any
    metavar: str | None = None
    parser: Callable[[str], Any] | None = None


def is_file(name: str) -> bool:
    """Whether an argument is what is sent, or several of that: it is said by its place, and not by an option."""
    return name in ("file", "files")


def is_asked_for(value: object) -> bool:
    """Whether the command line has said it at all; what it has not said is left to the operation."""
    return value is not None and value not in ([], ())


def option_of(
    name: str,
    parameters: Mapping[str, inspect.Parameter],
    told: str,
    *,
    names: bool,
    needed: bool,
    several_files: bool = False,
) -> inspect.Parameter:
    """The option for an argument of an operation.

    Args:
        name: the argument's name.
        parameters: the argument at each provider that has it.
        told: what is said of it.
        names: whether the help names the providers.
        needed: whether an argument without a default must be said.
        several_files: whether there may be more than one file where an operation takes one.
    """
    first = next(iter(parameters.values()))
    if is_file(name):
        return _file(name, first, told, several=several_files or name == "files")
    kind, is_several = _kind_of([parameter.annotation for parameter in parameters.values()])
    is_needed = needed and first.default is inspect.Parameter.empty
    words = told.replace("`", "")
    if names:
        words = f"{', '.join(parameters)}: {words}"
    option = typer.Option(
        f"--{name.replace('_', '-')}" + (f"/--no-{name.replace('_', '-')}" if _may_be_no(first) else ""),
        metavar=kind.metavar,
        parser=None if kind.parser is None else _said(kind.parser),
        help=words,
        show_default=_default(first),
    )
    made: Any = types.GenericAlias(list, kind.type) if is_several else _OPTIONAL[kind.type]
    annotation: Any = _ANNOTATED[kind.type if is_needed and not is_several else made, option]
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=inspect.Parameter.empty if is_needed else None,
        annotation=annotation,
    )


_LIKE_A_FILE: Final = re.compile(r"^(?:A path|(Paths)), (?:an )?open binary files?,? or bytes")


def _file(name: str, parameter: inspect.Parameter, told: str, *, several: bool) -> inspect.Parameter:
    is_needed = parameter.default is inspect.Parameter.empty
    # What stands for a file in a program is a path here.
    words = _LIKE_A_FILE.sub(lambda found: "Files" if found[1] else "A file", told.replace("`", ""))
    argument = typer.Argument(metavar="FILE..." if several else "FILE", help=words, show_default=False)
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=inspect.Parameter.empty if is_needed else None,
        annotation=Annotated[list[str] if several else str if is_needed else str | None, argument],
    )


def _may_be_no(parameter: inspect.Parameter) -> bool:
    """Whether it makes a difference to say no: the default is yes, or the provider's."""
    return bool in _variants(parameter.annotation) and parameter.default is not False


def _default(parameter: inspect.Parameter) -> str | bool:
    """What the help shows as the default."""
    if parameter.default in (None, False, inspect.Parameter.empty):
        return False
    return "yes" if parameter.default is True else str(parameter.default)


def _kind_of(annotations: Iterable[Any]) -> tuple[_Kind, bool]:
    """How an argument of these types is said, and whether it is said several times."""
    variants = [variant for annotation in annotations for variant in _variants(annotation)]
    choices = [choice for variant in variants if get_origin(variant) is Literal for choice in get_args(variant)]
    if choices:
        return _choice(list(dict.fromkeys(map(str, choices)))), False
    for variant in variants:
        if get_origin(variant) in (Iterable, Sequence, list, tuple):
            return _one_of_several([*get_args(variant), object][0]), True
    return next((_KINDS[variant] for variant in variants if variant in _KINDS), _JSON), False


def _variants(annotation: Any) -> Sequence[Any]:
    parts = get_args(annotation) if get_origin(annotation) in (Union, types.UnionType) else (annotation,)
    return [part for part in parts if part is not type(None)]


def _one_of_several(annotation: Any) -> _Kind:
    return _KINDS.get(annotation, _JSON)


def _choice(choices: Sequence[str]) -> _Kind:
    shown = "|".join(choices)
    metavar = f"[{shown}]" if len(shown) <= _LONGEST_METAVAR else "WORD"

    def read(word: str) -> str:
        if word not in choices:
            raise typer.BadParameter(f"{printable(repr(word), 60)} is none of {', '.join(choices)}")
        return word

    return _Kind(str, metavar, read)


def _whole(word: str) -> int:
    try:
        return int(word)
    except ValueError:
        raise typer.BadParameter(f"{printable(repr(word), 60)} is no whole number") from None


def _moment(word: str) -> datetime.datetime:
    found = read_timestamp(word)
    moment = None if found is None else in_utc(found)
    if moment is None:
        raise typer.BadParameter(f"{printable(repr(word), 60)} is no time, such as 2026-07-07T12:00:00Z")
    return moment


def _json(word: str) -> Any:
    """JSON, or that of a file, after `@`."""
    text, place = word, ""
    if word.startswith("@"):
        text, place = _text_of(word[1:]), f" in {printable(word[1:], 100)}"
    try:
        return json.loads(text)
    except ValueError as error:
        raise typer.BadParameter(f"that is no JSON{place} ({printable(error, 100)})") from error


def _text_of(path: str) -> str:
    try:
        return Path(path).read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        raise typer.BadParameter(f"{printable(path, 100)} cannot be read: {reason}") from error


def _said(read: Callable[[str], Any]) -> Callable[[Any], Any]:
    """A parser as typer wants it: what is read already is left as it is."""
    return lambda value: read(value) if isinstance(value, str) else value


# For types that are made at run time, which to a type checker are none.
_ANNOTATED: Final[Any] = Annotated
_OPTIONAL: Final[Any] = Optional

_JSON: Final = _Kind(str, "JSON", _json)
_KINDS: Final[Mapping[Any, _Kind]] = {
    str: _Kind(str, "TEXT"),
    bool: _Kind(bool),
    int: _Kind(int, "NUMBER", _whole),
    float: _Kind(float, "NUMBER", number(float("-inf"))),
    datetime.datetime: _Kind(datetime.datetime, "TIME", _moment),
}
