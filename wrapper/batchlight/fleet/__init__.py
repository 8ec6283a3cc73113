"""Many jobs at once: watched within one budget, and shown while they are waited for."""

from .changes import Change, Outcome
from .following import Event, Over, Paused, Seen, follow, single_exception

__all__ = ["Change", "Event", "Outcome", "Over", "Paused", "Seen", "follow", "single_exception"]
