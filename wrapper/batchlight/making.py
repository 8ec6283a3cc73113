"""Values of frozen attrs classes, made fast.

attrs sets each field of a frozen instance by a call of `object.__setattr__`, and Python puts the arguments of a class
into a dict on their way. For a job, with its fourteen fields, that takes longer than to read a small answer.
"""

import types
from collections.abc import Callable
from typing import Any, TypeVar, cast

import attrs

T = TypeVar("T")


class Value:
    """What a class with a `maker` derives from: the slots of two classes are compared only above their own parts."""

    __slots__ = ("__weakref__",)


def maker(cls: type[T]) -> Callable[..., T]:
    """A function that makes an instance of a frozen attrs class, a `Value`, of the same arguments.

    While its fields are set, an instance is one of a twin: a class with the same slots that is not frozen. Python lets
    an object become one of another class if both are laid out in the same way.

    Example:
        >>> @attrs.frozen
        ... class Point(Value):
        ...     x: int
        ...     y: int = 0
        >>> point = maker(Point)(x=1)
        >>> point
        Point(x=1, y=0)
        >>> point.y = 2
        Traceback (most recent call last):
        attr.exceptions.FrozenInstanceError: can't set attribute
    """
    bases = vars(cls).get("__orig_bases__", cls.__bases__)
    slots = {"__slots__": vars(cls)["__slots__"]}
    twin = types.new_class(f"_{cls.__name__}InTheMaking", bases, exec_body=lambda space: space.update(slots))
    known: dict[str, Any] = {"cls": cls, "twin": twin, "new": object.__new__, "absent": attrs.NOTHING}
    parameters: dict[bool, list[str]] = {False: [], True: ["*"]}
    lines: list[str] = []
    for each in attrs.fields(cast("type[attrs.AttrsInstance]", cls)):
        name = value = parameter = each.name
        if factory := getattr(each.default, "factory", None):
            known[f"make_{name}"] = factory
            parameter = f"{name}=absent"
            value = f"make_{name}() if {name} is absent else {name}"
        elif each.default is not attrs.NOTHING:
            known[f"default_{name}"] = each.default
            parameter = f"{name}=default_{name}"
        parameters[bool(each.kw_only)].append(parameter)
        lines.append(f" self.{name} = {value}")
    keyword = parameters[True] if len(parameters[True]) > 1 else []
    source = [
        f"def make({', '.join(parameters[False] + keyword)}):",
        " self = new(twin)",
        *lines,
        " self.__class__ = cls",
        " return self",
    ]
    # The text is made of names that Python took for attributes, and of nothing else.
    exec(compile("\n".join(source), f"<maker of {cls.__name__}>", "exec"), known)  # noqa: S102  # see above
    return cast("Callable[..., T]", known["make"])
