"""What every module of a folder holds under one name. A file more is an entry more: no list names it."""

import pkgutil
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib import import_module
from typing import Generic, TypeVar

T = TypeVar("T")


class Found(Mapping[str, T], Generic[T]):
    """The entries by the names of their modules, in the order of the alphabet; a module is loaded when it is asked for.

    Args:
        package: The package whose modules they are.
        attribute: The name in each module.
    """

    def __init__(self, package: str, attribute: str) -> None:
        self._package = package
        self._attribute = attribute

    @cached_property
    def _names(self) -> tuple[str, ...]:
        folder = import_module(self._package).__path__
        # What begins with an underscore is a part of another module.
        return tuple(sorted(module.name for module in pkgutil.iter_modules(folder) if module.name[0] != "_"))

    def __getitem__(self, name: str) -> T:
        if name not in self._names:
            raise KeyError(name)
        entry: T = getattr(import_module(f"{self._package}.{name}"), self._attribute)
        return entry

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
