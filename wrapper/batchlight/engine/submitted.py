"""The jobs that a client has submitted a moment ago: the provider may say for a while that it does not know them."""

from collections import OrderedDict
from typing import Final

from attrs import define, field

from ..jobs import JobRef

_MOST: Final = 10_000


@define(eq=False)
class Submitted:
    """When each of the last jobs was submitted, by the session's clock."""

    _times: OrderedDict[JobRef, float] = field(factory=OrderedDict[JobRef, float], init=False, repr=False)

    def add(self, ref: JobRef, now: float) -> None:
        """A job was submitted."""
        self._times[ref] = now
        while len(self._times) > _MOST:
            self._times.popitem(last=False)

    def until(self, ref: JobRef | None, grace: float) -> float | None:
        """Until when a job may be unknown to the provider; None for one that was not submitted here."""
        began = self._times.get(ref) if ref is not None else None
        return None if began is None else began + grace

    def __contains__(self, ref: JobRef) -> bool:
        return ref in self._times
