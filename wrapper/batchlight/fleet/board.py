"""What a fleet knows, and what it has to tell: the part that the sync and the async fleet share. Knows no I/O but the
journal's.
"""

# pyright: reportPrivateUsage=false
# It plans the looks of clients, which are theirs.

import math
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Generic, TypeAlias, TypeVar, cast

from attrs import define, field

from ..drivers.looking import JobOperations
from ..engine.budgets import Budget, Slot, is_due
from ..engine.calls import Answer, Call
from ..engine.policies import PollPolicy, check_type
from ..engine.polling import Until, stopping
from ..engine.session import Session
from ..engine.steps import Steps
from ..errors import BatchlightError, ConfigurationError, WaitTimeout
from ..jobs import JobRef
from ..text import printable
from .changes import Change
from .journal import Journal
from .plan import Lane
from .rolls import Action, Look

C = TypeVar("C", bound=JobOperations[Any, Any])

Request: TypeAlias = tuple[Action, Steps[Answer[Any]]]
"""What is asked for, and the steps of it."""

_MOMENT: Final = 1e-6


@define(eq=False)
class Claim:
    """Jobs whose ends somebody waits for by name.

    Attributes:
        missing: Those that have not ended.
        ended: The ends that nobody has taken yet.
    """

    missing: set[JobRef]
    ended: deque[Change] = field(factory=deque[Change])

    def settle(self, change: Change) -> None:
        """Note an end."""
        self.missing.discard(change.ref)
        self.ended.append(change)


@define(eq=False)
class Route(Generic[C]):
    """A client and the jobs that are watched with it.

    Attributes:
        client: The client.
        lane: Its jobs.
        slot: The place in the budget that the next request has.
    """

    client: C
    lane: Lane
    slot: Slot | None = None

    @property
    def session(self) -> Session:
        """The client's session."""
        return self.client._session

    @property
    def budget(self) -> Budget | None:
        """What its requests draw from."""
        return self.session.budget

    def next_at(self) -> float:
        """When something is to be done: a place in the budget to be taken, or a request to be sent."""
        now = self.session.clock()
        if self.slot is not None:
            return self.slot.at
        at = self.lane.next_at(now)
        return math.inf if at is None else at

    def next_request(self) -> Request | None:
        """What to ask for now, and how; None if it is not the time. A place in the budget is kept until it is used."""
        now = self.session.clock()
        at = self.lane.next_at(now)
        if at is None or at > now + _MOMENT:
            self._leave_line()
            return None
        budget = self.budget
        if budget is not None:
            self.lane.per_minute = budget.per_minute
            self.slot = budget.reserve(now) if self.slot is None else self.slot
            if self.slot is not None and is_due(self.slot, now):
                self.slot = budget.renew(self.slot, now)
            if self.slot is None or not is_due(self.slot, now):
                return None
        action = self.lane.choose(max(now, at))
        return None if action is None else (action, self._steps(action))

    def _leave_line(self) -> None:
        if self.slot is not None and self.budget is not None:
            self.budget.give_back(self.slot)
        self.slot = None

    def _steps(self, action: Action) -> Steps[Answer[Any]]:
        """The steps of a request; they draw no more from the budget."""
        slot, self.slot = self.slot, None
        session = self.session
        call: Call[Any]
        if isinstance(action, Look):
            call = self.client._look(action.job.ref)
        else:
            call = action.call or self.client._bulk_look(action.roll.listing)
        return session.look(session.outgoing(call), math.inf, slot)

    def take(self, action: Action, result: Answer[Any] | BatchlightError) -> list[Change]:
        """Take what came of a request."""
        now = self.session.clock()
        if isinstance(result, BatchlightError):
            return self.lane.failed(action, result, now)
        value, asked = result.value, result.asked
        if isinstance(action, Look):
            return self.lane.told(action, value, asked, now)
        return self.lane.listed(action, value.items, value.following, now)


class Board(Generic[C]):
    """The routes of a fleet, and the changes that are to be told.

    Args:
        clients: the clients, by the names of their providers (with the site, as in `JobRef.where`).
        make: makes a client where there is none.
        poll: how often to look, or None for what is best.
        until: what ends the watch of a job besides its end.
    """

    def __init__(
        self,
        clients: Mapping[str, C],
        make: Callable[[JobRef], C],
        poll: PollPolicy | None,
        until: Until | None,
    ) -> None:
        if poll is not None:
            check_type(poll, PollPolicy, "poll is a PollPolicy")
        self._clients = dict(clients)
        self._make = make
        self.made: list[C] = []
        self._poll, self._stops = poll, stopping(until)
        self.journal: Journal | None = None
        self._is_begun = False
        self.routes: dict[str, Route[C]] = {}
        # What nobody has taken: one for each job, the last.
        self._pending: dict[JobRef, Change] = {}
        # One job may be waited for in several places.
        self._claims: dict[JobRef, list[Claim]] = {}

    def open(self) -> None:
        """Begin, once: what was under way when a fleet was closed is not there any more."""
        if self._is_begun:
            raise RuntimeError("a fleet is used once; make another one for more jobs")
        self._is_begun = True

    def resume(self, journal: Journal) -> None:
        """Go on with the jobs of a journal, and tell the ends of which it is not known that somebody was told."""
        self.journal = journal
        self._pending.update({change.ref: change for change in journal.untold()})
        self.add(journal.unfinished())

    def add(self, refs: Iterable[JobRef]) -> None:
        """Watch jobs; one that cannot be watched has why as its outcome."""
        for ref in refs:
            if ref in self._pending or (self.journal is not None and self.journal.has_ended(ref)):
                continue
            route = self._route(ref)
            if isinstance(route, ConfigurationError):
                self.tell([Change(ref, route, is_over=True)])
            elif ref.id not in route.lane.jobs:
                if self.journal is not None:
                    self.journal.begin(ref)
                route.lane.add(ref, route.session.clock())

    @property
    def is_over(self) -> bool:
        """Whether nothing is watched any more but what is claimed, and nothing is to be told."""
        return not self._pending and sum(len(route.lane.jobs) for route in self.routes.values()) <= len(self._claims)

    @property
    def is_claimed(self) -> bool:
        """Whether somebody waits for jobs by name."""
        return bool(self._claims)

    @property
    def watched(self) -> int:
        """How many jobs are watched."""
        return sum(len(route.lane.jobs) for route in self.routes.values())

    def tell(self, changes: Iterable[Change]) -> None:
        """Let changes be taken, each by whom it is for."""
        for change in changes:
            if self.journal is not None:
                self.journal.note(change)
            if change.ref not in self._claims:
                self._pending[change.ref] = change
            elif change.is_over:
                for claim in self._claims.pop(change.ref):
                    claim.settle(change)

    def take(self) -> Change | None:
        """The change that has waited longest; it is handed out now."""
        if not self._pending:
            return None
        change = self._pending.pop(next(iter(self._pending)))
        self.handed_out(change)
        return change

    def handed_out(self, change: Change) -> None:
        """Note that somebody is given an end now."""
        if self.journal is not None and change.is_over:
            self.journal.hand_out(change.ref)

    def taken(self, change: Change | None) -> None:
        """Note that whoever was given a change has come back for more."""
        if self.journal is not None and change is not None and change.is_over:
            self.journal.take(change.ref)

    def claim(self, refs: Iterable[JobRef]) -> Claim:
        """Watch jobs for somebody who waits for their ends by name."""
        wanted = dict.fromkeys(refs)
        claim = Claim(set(wanted))
        for ref in wanted:
            pending = self._pending.pop(ref, None)
            known = pending if pending is not None and pending.is_over else None
            if known is None and self.journal is not None:
                known = self.journal.end_of(ref)
            if known is not None:
                claim.settle(known)
            else:
                self._claims.setdefault(ref, []).append(claim)
                self.add([ref])
        return claim

    def give_up(self, claim: Claim) -> None:
        """Let the jobs of a claim that have not ended be everybody's again."""
        for ref in claim.missing:
            others = [each for each in self._claims.pop(ref, []) if each is not claim]
            if others:
                self._claims[ref] = others

    def _route(self, ref: JobRef) -> "Route[C] | ConfigurationError":
        try:
            route = self.routes.get(ref.where) or self._new_route(ref)
            route.client._ref(ref)
        except ConfigurationError as error:
            return error
        except ValueError as error:
            return ConfigurationError(str(error))
        return route

    def _new_route(self, ref: JobRef) -> Route[C]:
        client = self._clients.get(ref.where)
        if client is None:
            client = self._clients[ref.where] = self._make(ref)
            self.made.append(client)
        provider = client.provider
        lane = Lane(provider.guidance, client._listing_of, self._poll or client._session.poll, self._stops)
        route = self.routes[ref.where] = Route(client, lane)
        return route


def refs_of(refs: Iterable[JobRef | str]) -> list[JobRef]:
    """The names of jobs.

    Raises:
        ValueError: a string is none.
        TypeError: one string was given, and not several.
    """
    if isinstance(refs, str | JobRef):
        raise TypeError(f"refs are several names of jobs, not {printable(repr(refs), 60)}")
    return [JobRef.parse(ref) if isinstance(ref, str) else ref for ref in refs]


def clients_by_name(clients: "Mapping[str, C] | Iterable[C]", kind: type[object]) -> dict[str, C]:
    """The clients by the names of their providers, with the site.

    Args:
        clients: the clients.
        kind: what each is to be.

    Raises:
        ConfigurationError: there are two for one.
        TypeError: one is of another kind.
    """
    given = cast("Mapping[str, C]", clients) if isinstance(clients, Mapping) else None
    listed = list(cast("Iterable[C]", clients) if given is None else given.values())
    for client in listed:
        check_type(client, kind, f"clients are each {'an' if kind.__name__ == 'AsyncClient' else 'a'} {kind.__name__}")
    if given is not None:
        return dict(given)
    found: dict[str, C] = {}
    for client in listed:
        site = client._session.connection.site
        name = client.provider.name if site is None else f"{client.provider.name}.{site}"
        if name in found:
            raise ConfigurationError(f"there are two clients for {name}, and a job is looked at with one")
        found[name] = client
    return found


def timed_out(ref: JobRef, seconds: float) -> WaitTimeout:
    """What the outcome of a job is whose end did not come in time."""
    return WaitTimeout(
        f"{ref} has not ended after {seconds:.1f} s; it goes on at the provider, and is watched on",
        job=None,
        elapsed=seconds,
    )
