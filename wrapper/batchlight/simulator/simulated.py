"""What a simulated provider is made of. Each is made in a file of `providers/`; nothing here knows any of them."""

import json
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias
from urllib.parse import quote

from attrs import field, frozen
from starlette.requests import Request

from ..providers import PROVIDERS
from .accounts import Account, Rate
from .clock import Dates
from .entries import Entries
from .jobs import Moment, SimulatedJob, Step, StepLike, read_script
from .state import State
from .tables import Unreadable

Body: TypeAlias = dict[str, Any]


@frozen
class Reply:
    """An answer that is not 200 with an object of JSON.

    Attributes:
        body: The data that is sent as JSON; None for no body.
        status: The HTTP status.
    """

    body: Any
    status: int = 200


@frozen
class Download:
    """An answer that is a file, made while it is sent.

    Attributes:
        chunks: Makes the file, from its beginning each time.
        media_type: Its Content-Type.
        size: How many entries are in it.
        name: The file's name, if the provider gives it one.
        is_streamed: Whether the provider tells no length of it before.
    """

    chunks: Callable[[], Iterator[bytes]]
    media_type: str
    size: int
    name: str | None = None
    is_streamed: bool = False

    @property
    def is_announced(self) -> bool:
        """Whether its length is told before. To know it the file is made once, which nobody waits for if it is huge."""
        return not self.is_streamed and self.size <= 1_000_000

    @property
    def takes_time(self) -> bool:
        """Whether others should be served while its length is found out."""
        return self.is_announced and self.size > 20_000

    def headers(self) -> dict[str, str]:
        """Its headers but for the type."""
        headers: dict[str, str] = {}
        if self.name is not None:
            plain = self.name.encode("ascii", "replace").decode().translate({34: "'", 92: "_", 13: " ", 10: " "})
            headers["Content-Disposition"] = f'attachment; filename="{plain}"'
            if plain != self.name:
                headers["Content-Disposition"] += f"; filename*=UTF-8''{quote(self.name, safe='', errors='replace')}"
        if self.is_announced:
            headers["Content-Length"] = str(sum(map(len, self.chunks())))
        return headers


Answer: TypeAlias = Body | Reply | Download

_CHUNK_BYTES: Final = 64 * 1024


def in_chunks(texts: Iterable[str]) -> Iterator[bytes]:
    """Text in pieces that are worth sending."""
    pieces: list[str] = []
    size = 0
    for text in texts:
        pieces.append(text)
        size += len(text)
        if size >= _CHUNK_BYTES:
            yield "".join(pieces).encode("utf-8", "replace")
            pieces.clear()
            size = 0
    if pieces:
        yield "".join(pieces).encode("utf-8", "replace")


def json_list(values: Iterable[Any]) -> Iterator[str]:
    """The text of a list in JSON, an entry at a time."""
    before = "["
    for value in values:
        yield before + json.dumps(value)
        before = ",\n"
    yield "]" if before != "[" else "[]"


def json_object(members: Iterable[tuple[str, Any]]) -> Iterator[str]:
    """The text of an object in JSON, a member at a time."""
    before = "{"
    for name, value in members:
        yield f"{before}{json.dumps(name)}: {json.dumps(value)}"
        before = ",\n"
    yield "}" if before != "{" else "{}"


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


@frozen
class Version:
    """A version of a provider's API that has jobs of its own.

    Attributes:
        script: As `Simulated.script`.
        new_id: As `Simulated.new_id`.
    """

    script: Sequence[Step] = field(converter=read_script)
    new_id: Callable[[int, str], str]


def _made_up(size: int, phone: bool) -> Entries:
    return Entries.made_up(size, phone=phone)


def _number(number: int, _uuid: str) -> str:
    return str(41 + number)


@frozen(eq=False)
class Simulated:
    """A provider's half of the simulator.

    Attributes:
        script: What a job goes through if nothing else is said: two statuses on the way, and the end.
        status: Makes the answer to a question for a job's status.
        errors: The bodies of the errors that it answers with, by HTTP status.
        operations: What it can be asked, by the operation's id in the table of operations, which has method and path.
        new_id: Makes an id of a number that counts up, and of a uuid that is another for each.
        versions: Versions of its API whose jobs are others, by the names that a client gives them as `api_version`.
        made_up: Makes what a job holds that nobody submitted, of its size, and of whether it is of phone numbers.
        rate: How many requests it takes; None for any number.
        cost: What a job that was charged for costs when it has ended; the rest is given back.
        samples: Its jobs in the demo.
    """

    script: Sequence[Step] = field(converter=read_script)
    status: Callable[[SimulatedJob, Moment, Dates], Body]
    errors: Mapping[int, Body]
    operations: "Mapping[str, Callable[[Visit], Awaitable[Answer]]]"
    new_id: Callable[[int, str], str] = _number
    versions: Mapping[str, Version] = field(factory=dict[str, Version])
    made_up: Callable[[int, bool], Entries] = _made_up
    rate: Rate | None = None
    cost: Callable[[SimulatedJob, Moment], float] | None = None
    samples: Sequence[Sample] = ()


@frozen
class Visit:
    """A request that has a right key.

    Attributes:
        request: The request.
        provider: The name of the provider that it is for.
        simulated: That provider's half of the simulator.
        state: What the simulator remembers.
        account: Who asks.
    """

    request: Request
    provider: str
    simulated: Simulated
    state: State
    account: Account

    def parameter(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    def query(self, name: str) -> str | None:
        """A parameter of the query; None if it is not there."""
        return self.request.query_params.get(name)

    async def json(self) -> Any:
        """The body as JSON; None if it is none."""
        try:
            return json.loads(await self.request.body())
        except (ValueError, RecursionError):
            return None

    def find(self, id: str, otherwise: int = 404) -> SimulatedJob:
        """The job of that id.

        Raises:
            Refusal: there is none, or it belongs to another user.
        """
        job = self.state.find(self.provider, id)
        if job is None or job.owner != self.account.key:
            raise Refusal(otherwise)
        return job

    def jobs(self) -> list[SimulatedJob]:
        """The jobs of whoever asks, the oldest first."""
        return list(self.state.jobs_of(self.provider, self.account.key))

    def moment(self, job: SimulatedJob) -> Moment:
        """Where a job is now."""
        return job.at(self.state.clock.now())

    def status(self, job: SimulatedJob) -> Body:
        """The answer to a question for a job's status."""
        moment = self.moment(job)
        return {**self.simulated.status(job, moment, self.state.dates), **moment.step.fields}

    def submit(
        self,
        name: str,
        entries: Entries,
        *,
        phone: bool = False,
        details: Mapping[str, Any],
        version: str | None = None,
        script: tuple[Step, ...] | None = None,
    ) -> SimulatedJob:
        """Add a job that was submitted with this request; it goes through the script that is planned for it, or a given
        one.
        """
        made = self.simulated if version is None else self.simulated.versions[version]
        job = SimulatedJob(
            id=self.state.new_id(self.provider, made.new_id),
            script=script or self.state.take_script(self.provider) or tuple(made.script),
            version=version,
            created=self.state.clock.now(),
            size=entries.size,
            phone=phone,
            owner=self.account.key,
            name=name,
            entries=entries,
            details=dict(details),
        )
        self.state.add(self.provider, job)
        return job

    @property
    def balance(self) -> int:
        """The credits that whoever asks has now."""
        return balance(self.state, self.provider, self.simulated, self.account)

    def charge(self, job: SimulatedJob, credits: float) -> None:
        """Take credits for a job; what it did not need comes back when it has ended."""
        with self.state.lock:
            self.account.credits -= credits
            job.charged = credits


def balance(state: State, provider: str, simulated: Simulated, account: Account) -> int:
    """The credits of an account, after what ended jobs give back."""
    with state.lock:
        for job in state.jobs_of(provider, account.key):
            if job.charged and job.cost is None:
                _settle(state, provider, simulated, account, job)
        return int(account.credits)


def _settle(state: State, provider: str, simulated: Simulated, account: Account, job: SimulatedJob) -> None:
    moment = job.at(state.clock.now())
    known = PROVIDERS[provider].states.get(moment.step.status)
    if simulated.cost is not None and known is not None and known.is_terminal:
        try:
            job.cost = simulated.cost(job, moment)
        except Unreadable:
            # A large file is read to its end for the first time here. What is no list costs nothing.
            job.cost = 0.0
        account.credits += job.charged - job.cost
