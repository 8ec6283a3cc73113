"""A provider as one value: where it is, how it takes a key, what its ids and statuses look like, how often to ask.

Each is made in a file of `providers/`. Nothing here knows any of them.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from attrs import Factory, field, frozen

from ..jobs import JobRef, JobState
from ..text import printable
from .polling import Guidance


@frozen
class IdShape:
    """What the ids of a provider look like.

    Attributes:
        kind: The shape in words, such as "a whole number".
        example: An id of this shape.
        pattern: What an id as a whole must match, after it is lower-cased if `lower` is set.
        lower: Whether upper and lower case mean the same.
        besides: What an id may be besides a string.
    """

    kind: str
    example: str
    pattern: str
    lower: bool = False
    besides: type | None = None
    _expression: re.Pattern[str] = field(
        init=False,
        repr=False,
        eq=False,
        default=Factory(lambda self: re.compile(self.pattern, re.ASCII), takes_self=True),
    )

    @property
    def words(self) -> str:
        """The shape in words, with the example."""
        return f"{self.kind}, such as {self.example}"

    def check(self, provider: str, id: object) -> str:
        """Return the id as it is written in a path.

        Raises:
            ValueError: the id is not of this shape.
        """
        # A bool is an int to Python; and what is no string has one all the same, such as "None".
        is_right = isinstance(id, str if self.besides is None else (str, self.besides)) and not isinstance(id, bool)
        text = str(id) if is_right else ""
        if self.lower:
            text = text.lower()
        if not self._expression.fullmatch(text):
            raise ValueError(f"an id of {provider} is {self.words}, not {printable(repr(id), 60)}")
        return text


# 19 digits hold every 64-bit integer; a leading zero would be another spelling of the same id.
WHOLE_NUMBER: Final = IdShape("a whole number", "42", r"0|[1-9][0-9]{0,18}", besides=int)


@frozen(eq=False)
class Provider:
    """One provider's API.

    Attributes:
        title: The provider's own spelling.
        base_url: Where the paths of its operations begin.
        base_url_variable: The environment variable that replaces `base_url`.
        key_variable: The environment variable that holds the API key.
        key_header: The header that carries the key.
        key_prefix: What stands before the key in that header.
        id_shape: What its job ids look like.
        apis: Its folders in specs/, each with the schemas that list the statuses of a job.
        states: The state that each status means.
        guidance: How often it wants to be asked, by the size of the job; the last row is for all sizes.
        class_name: The name of its client.
        name: The name in `provider:id`, and of its file.
    """

    title: str
    base_url: str
    base_url_variable: str
    key_variable: str
    key_header: str
    key_prefix: str
    id_shape: IdShape
    apis: Mapping[str, Sequence[str]]
    states: Mapping[str, JobState]
    guidance: Sequence[Guidance]
    class_name: str = field(init=False, default=Factory(lambda self: _class_name(self.title), takes_self=True))
    name: str = field(init=False, default=Factory(lambda self: self.class_name.lower(), takes_self=True))

    def ref(self, id: object) -> JobRef:
        """The name of a job.

        Raises:
            ValueError: the id is not of the provider's shape.
        """
        return JobRef(self.name, self.id_shape.check(self.title, id))


def _class_name(title: str) -> str:
    return title[:1].upper() + title[1:].replace(" ", "")
