"""Which budget a client draws from, by its arguments."""

from collections.abc import Callable
from typing import Literal, TypeAlias

import httpx

from ..engine.budgets import Budget, RateBudget, shared_budget
from ..engine.connection import Connection
from ..engine.policies import check_type

Wanted: TypeAlias = RateBudget | Literal["documented"] | None
"""What a client's `budget` may be."""


def budget_of(
    connection: Connection, wanted: Wanted, clock: Callable[[], float], transport: object = None
) -> Budget | None:
    """The budget that a client draws from, which all clients of the process with its address and key share.

    What a provider documents holds for its own sites. What answers from elsewhere (a proxy, a simulator) is not known
    to hold to it, and neither is a function that a test put in the place of a network: there only answers teach.

    Args:
        connection: where the client's calls go.
        wanted: what the caller says, "documented", or None for none.
        clock: the client's clock.
        transport: the caller's transport, if there is one.

    Raises:
        TypeError: it is none of these.
    """
    if wanted is None:
        return None
    provider = connection.provider
    if wanted != "documented":
        check_type(wanted, RateBudget, 'budget is a RateBudget, "documented" or None')
    budget = shared_budget(
        provider.name, connection.base_url, connection.key, clock, is_minute=provider.budget is not None
    )
    if wanted != "documented":
        budget.hold_to(wanted, clock(), is_given=True)
    elif provider.budget is not None and _is_own(connection) and not _is_function(transport):
        budget.hold_to(provider.budget, clock(), is_given=False)
    return budget


def _is_own(connection: Connection) -> bool:
    return connection.base_url == connection.provider.at(connection.site).base_url


def _is_function(transport: object) -> bool:
    return isinstance(transport, httpx.MockTransport | httpx.WSGITransport | httpx.ASGITransport)
