"""Jobs that are shown while they are waited for: one task each, one event for everything that is worth showing."""

# pyright: reportPrivateUsage=false
# It drives the same steps as `AsyncClient.wait`, and looks at the pauses between them too.

from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias, cast

import anyio
from attrs import frozen

from ..drivers.clients import AsyncClient
from ..drivers.operations import Plan
from ..engine.policies import PollPolicy
from ..engine.polling import Until
from ..engine.steps import Outage, Report, Sleep, Step
from ..errors import BatchlightError, ConfigurationError
from ..jobs import Job, JobRef
from ..text import printable

Outcome: TypeAlias = Job[Any] | BatchlightError


@frozen
class Seen:
    """A job was seen for the first time, or has changed; `repeated` as in `Change`."""

    ref: JobRef
    job: Job[Any]
    repeated: bool = False


@frozen
class Paused:
    """A job will be looked at again in so many seconds; `outage` is there if the last look told nothing."""

    ref: JobRef
    seconds: float
    outage: Outage | None = None


@frozen
class Over:
    """The wait for a job is over; it comes once for each job.

    Attributes:
        ref: The job's name.
        outcome: The job that stopped the wait, or why it could not be waited for (`WaitTimeout` among others).
        repeated: Whether it may have been told before; see `Change`.
    """

    ref: JobRef
    outcome: Outcome
    repeated: bool = False


Event: TypeAlias = Seen | Paused | Over


async def follow(
    refs: Iterable[JobRef],
    clients: Mapping[str, AsyncClient[Any, Any]],
    *,
    timeout: float | None = 900.0,
    poll: PollPolicy | None = None,
    until: Until | None = None,
    on_event: Callable[[Event], object] | None = None,
) -> dict[JobRef, Outcome]:
    """Wait for many jobs at once.

    A job that fails, or cannot be asked for, does not end the wait for the others: it is an outcome like any other. A
    name that cannot be a job's (an id of the wrong shape, a provider without a client) has a `ConfigurationError` as
    its outcome, and nothing is sent for it.

    Args:
        refs: the jobs; one that is named twice is waited for once.
        clients: an asynchronous client for each provider and site, by what stands before the id (`JobRef.where`).
        timeout: seconds for each job, or None for ever.
        poll: how often to look; by default what the provider advises.
        until: what stops the wait besides the job's end; see `Client.wait`.
        on_event: called with each event; what it raises ends all waits.

    Returns:
        The outcome of each job, in the order of `refs`.

    Raises:
        ValueError: the timeout or `until` makes no sense; nothing was sent.
    """
    outcomes: dict[JobRef, Outcome | None] = dict.fromkeys(refs)
    tell: Callable[[Event], object] = on_event or (lambda _event: None)

    async def wait_for(ref: JobRef) -> None:
        outage: Outage | None = None

        def observe(step: Step) -> None:
            nonlocal outage
            if isinstance(step, Report):
                tell(Seen(ref, step.job))
            elif isinstance(step, Sleep):
                # Who only stands in line has learnt nothing about an outage.
                outage = outage if step.in_line else step.outage
                tell(Paused(ref, step.seconds, outage))

        outcome: Outcome
        try:
            client = _client_of(ref, clients)
            outcome = await client._perform(Plan(client._wait_steps(ref, timeout, poll, until, False), observe))
        except BatchlightError as error:
            outcome = error
        outcomes[ref] = outcome
        tell(Over(ref, outcome))

    with single_exception():
        async with anyio.create_task_group() as tasks:
            for ref in outcomes:
                tasks.start_soon(wait_for, ref)
    return {ref: outcome for ref, outcome in outcomes.items() if outcome is not None}


def _client_of(ref: JobRef, clients: Mapping[str, AsyncClient[Any, Any]]) -> AsyncClient[Any, Any]:
    client = clients.get(ref.where)
    if client is None:
        raise ConfigurationError(f"there is no client for {printable(repr(ref.where), 60)}")
    try:
        client._ref(ref)
    except ValueError as error:
        raise ConfigurationError(str(error)) from error
    return client


@contextmanager
def single_exception() -> Generator[None]:
    """Let the first exception of a task group through as itself, and not in a group: it is what the caller raised."""
    try:
        yield
    except BaseExceptionGroup as group:
        raise _first_of(group) from None


def _first_of(error: BaseException) -> BaseException:
    if not isinstance(error, BaseExceptionGroup):
        return error
    group = cast("BaseExceptionGroup[BaseException]", error)
    return _first_of(group.exceptions[0])
