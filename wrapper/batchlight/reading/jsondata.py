"""JSON values: what kind they are, and a copy that cannot be changed and still is a dict or a list to all readers."""

from collections.abc import Iterable
from typing import Any, Never

from typing_extensions import TypeIs

# Far above what any documented answer needs (5), far below what the interpreter's stack can take.
MAX_DEPTH = 100


class NestedTooDeeply(ValueError):
    """A JSON value is nested deeper than any answer of a batch API has reason to be."""


def is_object(value: object) -> TypeIs[dict[str, Any]]:
    """Whether a JSON value is an object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeIs[list[Any]]:
    """Whether a JSON value is a list."""
    return isinstance(value, list)


def kind(value: object) -> str:
    """A JSON value's kind in words: what a message about a wrong value says."""
    if value is None:
        return "null"
    if is_object(value):
        return "an object"
    if is_list(value):
        return "a list"
    if isinstance(value, bool):
        return "a boolean"
    return "a string" if isinstance(value, str) else "a number"


def read_only(value: Any, depth: int = 0) -> Any:
    """A copy of a JSON value in which no dict and no list can be changed.

    Unlike with `types.MappingProxyType`, the copy can be compared, pickled and written with `json.dumps`.

    Raises:
        NestedTooDeeply: the value is nested deeper than `MAX_DEPTH`.

    Example:
        >>> value = read_only({"ids": [1, 2]})
        >>> value == {"ids": [1, 2]}
        True
        >>> value["ids"].append(3)
        Traceback (most recent call last):
        TypeError: this is an answer as it was received; it is read-only
    """
    if depth > MAX_DEPTH:
        raise NestedTooDeeply(f"nested deeper than {MAX_DEPTH} levels")
    if is_object(value):
        return ReadOnlyDict((key, read_only(item, depth + 1)) for key, item in value.items())
    if is_list(value):
        return ReadOnlyList(read_only(item, depth + 1) for item in value)
    return value


def _refuse(*_args: object, **_kwargs: object) -> Never:
    raise TypeError("this is an answer as it was received; it is read-only")


class ReadOnlyDict(dict[str, Any]):
    """A dict that refuses every change."""

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type["ReadOnlyDict"], tuple[dict[str, Any]]]:
        return type(self), (dict(self),)


class ReadOnlyList(list[Any]):
    """A list that refuses every change."""

    __setitem__ = __delitem__ = __iadd__ = __imul__ = _refuse
    append = clear = extend = insert = pop = remove = reverse = sort = _refuse

    def __reduce__(self) -> tuple[type["ReadOnlyList"], tuple[Iterable[Any]]]:
        return type(self), (list(self),)
