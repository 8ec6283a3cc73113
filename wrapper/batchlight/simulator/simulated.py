"""What a simulated provider is made of. Each is made in a file of `providers/`; nothing here knows any of them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import field, frozen
from starlette.requests import Request

from .clock import Dates
from .jobs import Moment, SimulatedJob, Step, StepLike, read_script
from .state import State

Body: TypeAlias = dict[str, Any]


class Refusal(Exception):
    """The provider does not do what it was asked for.

    Attributes:
        status: One of its documented errors.
        body: The body, where it is not the usual one.
    """

    def __init__(self, status: int, body: Mapping[str, Any] | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.body = body


@frozen
class Sample:
    """A job of the demo.

    Attributes:
        note: What it is there to show.
        script: What it goes through; see `Simulator.add_job`.
        size: How many addresses or documents it holds.
        phone: Whether it is a batch of phone numbers.
    """

    note: str
    script: Sequence[StepLike]
    size: int = 250
    phone: bool = False


def _number(number: int, _uuid: str) -> str:
    return str(41 + number)


def _no_headers(_status: int) -> Mapping[str, str]:
    return {}


@frozen(eq=False)
class Simulated:
    """A provider's half of the simulator.

    Attributes:
        script: What a job goes through if nothing else is said: two statuses on the way, and the end.
        status: Makes the answer to a question for a job's status.
        errors: The bodies of the errors that it answers with, by HTTP status.
        operations: What it can be asked, by the operation's id in the table of operations, which has method and path.
        new_id: Makes an id of a number that counts up, and of a uuid that is another for each.
        headers: Makes the headers of every answer, of its HTTP status.
        samples: Its jobs in the demo.
    """

    script: Sequence[Step] = field(converter=read_script)
    status: Callable[[SimulatedJob, Moment, Dates], Body]
    errors: Mapping[int, Body]
    operations: "Mapping[str, Callable[[Visit], Awaitable[Body]]]"
    new_id: Callable[[int, str], str] = _number
    headers: Callable[[int], Mapping[str, str]] = _no_headers
    samples: Sequence[Sample] = ()


@frozen
class Visit:
    """A request that has the right key.

    Attributes:
        request: The request.
        provider: The name of the provider that it is for.
        simulated: That provider's half of the simulator.
        state: What the simulator remembers.
    """

    request: Request
    provider: str
    simulated: Simulated
    state: State

    def parameter(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    def find(self, id: str, otherwise: int = 404) -> SimulatedJob:
        """The job of that id.

        Raises:
            Refusal: there is none, or it belongs to another user.
        """
        job = self.state.find(self.provider, id)
        if job is None or job.foreign:
            raise Refusal(otherwise)
        return job

    def status(self, job: SimulatedJob) -> Body:
        """The answer to a question for a job's status."""
        moment = job.at(self.state.clock.now())
        return {**self.simulated.status(job, moment, self.state.dates), **moment.step.fields}
