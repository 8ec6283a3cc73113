"""JSON data that cannot be changed, and is dicts and lists to all readers."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Never, cast

from typing_extensions import TypeIs


def is_object(value: object) -> TypeIs[dict[str, Any]]:
    """Whether a JSON value is an object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeIs[list[Any]]:
    """Whether a JSON value is a list."""
    return isinstance(value, list)


def read_only(value: Any, redact: Callable[[str], str] | None = None) -> Any:
    """A JSON value in which no dict and no list can be changed: a copy, unless it is one.

    Unlike with `types.MappingProxyType`, the copy can be compared, pickled and written with `json.dumps`.

    Args:
        value: the value; a caller makes sure that it is not nested deeper than the interpreter's stack can take.
        redact: what to do with each string, if anything: with the names in objects, too.

    Example:
        >>> value = read_only({"ids": [1, 2]})
        >>> value == {"ids": [1, 2]}
        True
    """
    if redact is None and type(value) in (ReadOnlyDict, ReadOnlyList):
        return value
    if is_object(value):
        items = value.items()
        if redact is None:
            return ReadOnlyDict({name: read_only(item) for name, item in items})
        return ReadOnlyDict({redact(name): read_only(item, redact) for name, item in items})
    if is_list(value):
        return ReadOnlyList([read_only(item, redact) for item in value])
    return redact(value) if redact is not None and type(value) is str else value


def read_only_object(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same of an object."""
    return cast("Mapping[str, Any]", read_only(value))


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
