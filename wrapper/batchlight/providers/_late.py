"""The types of statuses, which name generated classes, with no class loaded before somebody asks for it.

Where such a type is declared, the classes stand in it as text, which is enough for annotations. Whoever imports it from
a provider's public file gets it with its classes, as for `isinstance`.
"""

from types import ModuleType
from typing import Any, ForwardRef, Union, get_args, get_origin


def late_type(declared: ModuleType, asking: str, name: str) -> Any:
    """A type with its classes; for the `__getattr__` of a provider's file.

    Args:
        declared: the module that declares it.
        asking: the name of the module that is asked for it.
        name: what it is called in both.

    Raises:
        AttributeError: there is no such type.
    """
    found = None if name.startswith("_") else vars(declared).get(name)
    if get_origin(found) is not Union:
        raise AttributeError(f"module {asking!r} has no attribute {name!r}")
    first, *others = (_class_of(each, declared) for each in get_args(found))
    for other in others:
        first = first | other
    return first


def place(declared: Any, module: str) -> None:
    """Let `typing.get_type_hints` look the texts of a type up where it is declared, wherever it is used."""
    for part in get_args(declared):
        if isinstance(part, ForwardRef):
            part.__forward_module__ = module


def _class_of(part: Any, declared: ModuleType) -> Any:
    if not isinstance(part, ForwardRef):
        return part
    models, _, name = part.__forward_arg__.partition(".")
    return getattr(vars(declared)[models], name)
