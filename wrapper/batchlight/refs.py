"""The name of a job: printed, read and sorted. Knows nothing about what a job is."""

import re
from functools import total_ordering
from typing import Final, Self, cast
from uuid import UUID

from attrs import field, frozen

from .text import printable


def _id_text(id: str | int | UUID) -> str:
    if type(id) is str:
        return id
    given = cast("object", id)
    if isinstance(given, bool) or not isinstance(given, str | int | UUID):
        raise TypeError(f"the id of a job is a string, an integer or a UUID, not {printable(repr(id), 60)}")
    return str(id)


@total_ordering
@frozen
class JobRef:
    """The name of a job, as one string: what to store in order to look at the job again later.

    It can be used as a key, and sorts by provider, site and id; ids that are numbers by their size.

    Attributes:
        provider: The provider's name, such as "revenuebase".
        id: The provider's id of the job, as a string; an integer or a UUID becomes one.
        site: The provider's site where the job lives, such as "eu"; None for the default one.

    Example:
        >>> ref = JobRef("revenuebase", 42)
        >>> str(ref)
        'revenuebase:42'
        >>> JobRef.parse("revenuebase:42") == ref
        True
        >>> str(JobRef("llamacloud", "bjb-1", site="eu"))
        'llamacloud.eu:bjb-1'
    """

    provider: str
    id: str = field(converter=_id_text)
    site: str | None = None

    def __str__(self) -> str:
        return f"{self.where}:{self.id}"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, JobRef):
            return NotImplemented
        return self._order < other._order

    @property
    def where(self) -> str:
        """What stands before the id: the provider, and the site if it is not the default one."""
        return self.provider if self.site is None else f"{self.provider}.{self.site}"

    @property
    def is_well_formed(self) -> bool:
        """Whether `parse` reads it from its string: there is no character in it that does not belong there."""
        match = _REF.fullmatch(str(self))
        return match is not None and match.groups() == (self.provider, self.site, self.id)

    @property
    def _order(self) -> tuple[str, str, int, str, str]:
        # A longer number is a larger one; what is no number comes after all numbers.
        number = self.id.lstrip("0") if self.id.isascii() and self.id.isdigit() else None
        length = len(number) if number is not None else _LONGEST
        return self.provider, self.site or "", length, number or "", self.id

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `provider:id` or `provider.site:id`.

        Whether the provider exists, and its sites and ids look like this, is checked where the job is asked for.

        Raises:
            ValueError: the text is not of that form.
        """
        match = _REF.fullmatch(text)
        if match is None:
            raise ValueError(
                "a job is named provider:id or provider.site:id, such as revenuebase:42, "
                f"not {printable(repr(text), 60)}"
            )
        return cls(match["provider"], match["id"], match["site"])


_REF: Final = re.compile(
    r"(?P<provider>[a-z][a-z0-9_]*)(?:\.(?P<site>[a-z][a-z0-9_-]*))?:(?P<id>[\x21-\x7e]{1,200})", re.ASCII
)
_LONGEST: Final = 10**9
