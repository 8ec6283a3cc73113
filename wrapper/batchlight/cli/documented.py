"""What the docstring of an operation says of its arguments: the help of the options that follow from them."""

import inspect
import re
from collections.abc import Mapping
from typing import Any

# The word of one operation that refers to another one's, such as "See `submit`."
_REFERENCE = re.compile(r"See `(\w+)`\.?")


def arguments_of(cls: type[Any], operation: str | None) -> Mapping[str, str]:
    """What is said of each argument of an operation, by its name.

    Args:
        cls: the client.
        operation: the operation; None for the client itself.
    """
    doc = inspect.getdoc(cls if operation is None else getattr(cls, operation)) or ""
    found: dict[str, str] = {}
    for name, text in read_arguments(doc).items():
        reference = _REFERENCE.match(text)
        if reference is None:
            found[name] = text
        elif reference[1] != operation and hasattr(cls, reference[1]):
            found[name] = arguments_of(cls, reference[1]).get(name, "")
    return found


def read_arguments(doc: str) -> Mapping[str, str]:
    """The section "Args" of a docstring that `inspect.getdoc` has given: one line of text for each name.

    Example:
        >>> read_arguments("Do it.\\n\\nArgs:\\n    a, b: Two\\n        numbers.\\n\\nReturns:\\n    c: nothing")
        {'a': 'Two numbers.', 'b': 'Two numbers.'}
    """
    section = re.search(r"^Args:\n((?:(?: .*)?\n?)*)", doc, re.MULTILINE)
    entries = re.findall(r"^    (\w[\w, ]*): (.*(?:\n        .*)*)", section[1] if section else "", re.MULTILINE)
    return {name.strip(): " ".join(text.split()) for names, text in entries for name in names.split(",")}
