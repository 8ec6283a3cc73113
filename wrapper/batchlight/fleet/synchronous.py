"""A fleet without an event loop: whoever asks for the next change does the planning, and threads do the sending."""

# pyright: reportPrivateUsage=false
# It sends with clients, and lives by their time.

import math
import os
import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self, TypeAlias

from ..drivers.clients import Client
from ..drivers.operations import Plan
from ..engine.policies import PollPolicy
from ..engine.polling import Until, check_timeout
from ..engine.steps import Steps
from ..errors import BatchlightError
from ..jobs import JobRef
from ..providers import client_class
from .board import Board, Request, Route, clients_by_name, refs_of, timed_out
from .changes import Change, Outcome
from .journal import open_journal
from .rolls import Action

_Client: TypeAlias = Client[Any, Any]
_Answer: TypeAlias = tuple[Route[_Client], Action, Any] | BaseException | None


class Fleet:
    """Many jobs, at any of the providers, watched within one budget.

    It is `AsyncFleet` for programs without an event loop: requests are sent while somebody iterates over it, or waits
    with one of its methods, and by threads of its own. One thread at a time iterates or waits; any may `add`.

    Args:
        clients: The clients to look with, as a list or by the names of their providers; they are the caller's, and are
            not closed. Where there is none, one is made with the key of the environment.
        poll: How often to look at a job; by default when its progress says, or as the provider advises.
        until: What ends the watch of a job besides its end; see `Client.wait`. By default a job that needs action does.
        journal: A file that remembers the jobs and their ends; see `AsyncFleet`.

    Raises:
        TypeError: a client is none, or of the other kind.
        RuntimeError: it is entered a second time.
        ConfigurationError: there are two clients for one provider; or, when it is entered, the journal is in use,
            damaged, or of another version.

    Example:
        >>> with Fleet() as fleet:
        ...     fleet.add("ecore:42")
        ...     for change in fleet:
        ...         if change.is_over:
        ...             print(change.ref, change.job.state)
        ecore:42 succeeded
    """

    def __init__(
        self,
        clients: Mapping[str, _Client] | Iterable[_Client] = (),
        *,
        poll: PollPolicy | None = None,
        until: Until | None = None,
        journal: str | os.PathLike[str] | None = None,
    ) -> None:
        self._board: Board[_Client] = Board(clients_by_name(clients, Client), _made, poll, until)
        self._journal = journal
        self._lock = threading.RLock()
        self._to_send: queue.SimpleQueue[tuple[Route[_Client], Action, Steps[Any]] | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[_Answer] = queue.SimpleQueue()
        self._in_air = 0
        self._threads: set[threading.Thread] = set()
        self._told: Change | None = None
        self._stack: ExitStack | None = None

    def add(self, *refs: JobRef | str) -> None:
        """Watch jobs from now on; one that is watched already is watched once.

        Args:
            refs: The jobs: refs or their strings, such as "ecore:42".

        Raises:
            ValueError: a string is no name of a job.
            RuntimeError: the fleet is not open.
        """
        self._check_open()
        with self._lock:
            self._board.add(refs_of(refs))
        self._answers.put(None)

    @property
    def watched(self) -> int:
        """How many jobs are watched, and have not ended."""
        with self._lock:
            return self._board.watched

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Change:
        """The next change of a job; there is none more when all have ended. Of a job that changes faster than it is
        asked for, the last one is told, and its end always.
        """
        self._check_open()
        with self._lock:
            self._board.taken(self._told)
        self._told = None
        while True:
            with self._lock:
                change, is_over = self._board.take(), self._board.is_over
            if change is not None:
                self._told = change
                return change
            if is_over:
                raise StopIteration
            self._turn(math.inf)

    def wait_all(self, refs: Iterable[JobRef | str], *, timeout: float | None = None) -> dict[JobRef, Outcome]:
        """Wait for jobs to end; those that are not watched are from now on. Iterations are not told of them meanwhile.

        Args:
            refs: the jobs.
            timeout: seconds that all of it may take, or None for ever.

        Returns:
            The outcome of each, in the order of `refs`: the job, or why it cannot be watched, or a `WaitTimeout`.

        Raises:
            ValueError: a string is no name of a job, or the timeout is negative.
        """
        wanted = refs_of(refs)
        outcomes: dict[JobRef, Outcome | None] = dict.fromkeys(wanted)
        for change in self.as_completed(wanted, timeout=timeout):
            outcomes[change.ref] = change.outcome
        return {ref: outcome for ref, outcome in outcomes.items() if outcome is not None}

    def as_completed(self, refs: Iterable[JobRef | str], *, timeout: float | None = None) -> Iterator[Change]:
        """Tell the ends of jobs in the order in which they are seen; the arguments are those of `wait_all`."""
        self._check_open()
        limit = check_timeout(timeout)
        with self._lock:
            claim = self._board.claim(refs_of(refs))
        clock = self._clock()
        began = clock()
        try:
            while claim.missing or claim.ended:
                while claim.ended:
                    change = claim.ended.popleft()
                    with self._lock:
                        self._board.handed_out(change)
                    yield change
                    with self._lock:
                        self._board.taken(change)
                left = limit - (clock() - began)
                if not claim.missing or left <= 0:
                    break
                self._turn(left)
            for ref in sorted(claim.missing):
                yield Change(ref, timed_out(ref, clock() - began), is_over=True)
        finally:
            with self._lock:
                self._board.give_up(claim)

    def __enter__(self) -> Self:
        self._board.open()
        with ExitStack() as stack:
            if self._journal is not None:
                journal = open_journal(self._journal)
                stack.callback(journal.close)
                self._board.resume(journal)
            stack.callback(self._close)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        stack, self._stack = self._stack, None
        if kind is None:
            self._board.taken(self._told)
        if stack is not None:
            stack.close()

    def _check_open(self) -> None:
        if self._stack is None:
            raise RuntimeError("a fleet is used within `with Fleet() as fleet:`")

    def _close(self) -> None:
        for _ in self._threads:
            self._to_send.put(None)
        for client in self._board.made:
            client.close()

    def _turn(self, most: float) -> None:
        """Send what is due, and wait for an answer, for the time of the next request, or for so many seconds."""
        with self._lock:
            routes = list(self._board.routes.values())
            for route in routes:
                while (request := route.next_request()) is not None:
                    self._send(route, request)
            rests = [route.next_at() - route.session.clock() for route in routes]
        seconds = max(min([most, *rests]), 0.0)
        sleep = routes[rests.index(min(rests))].client._sleep if routes else time.sleep
        if sleep is time.sleep:
            self._take_in(None if seconds == math.inf else seconds)
        elif self._in_air or seconds == math.inf:
            # By a clock that stands still while somebody works: nothing is due before the answer is there.
            self._take_in(None)
        else:
            sleep(seconds)

    def _send(self, route: Route[_Client], request: Request) -> None:
        self._in_air += 1
        if len(self._threads) < self._in_air:
            thread = threading.Thread(target=self._work, name="batchlight-fleet", daemon=True)
            self._threads.add(thread)
            thread.start()
        self._to_send.put((route, *request))

    def _take_in(self, seconds: float | None) -> None:
        """Take an answer, and all others that are there."""
        try:
            answer = self._answers.get(timeout=seconds)
            while True:
                self._take(answer)
                answer = self._answers.get_nowait()
        except queue.Empty:
            pass

    def _take(self, answer: _Answer) -> None:
        if answer is None:
            return
        self._in_air -= 1
        if isinstance(answer, BaseException):
            raise answer
        route, action, result = answer
        with self._lock:
            self._board.tell(route.take(action, result))

    def _work(self) -> None:
        """Send what is to be sent, in a thread of its own."""
        while (wanted := self._to_send.get()) is not None:
            route, action, steps = wanted
            result: Any
            try:
                result = route.client._perform(Plan(steps))
            except BatchlightError as error:
                result = error
            except BaseException as error:
                self._answers.put(error)
                continue
            self._answers.put((route, action, result))

    def _clock(self) -> Callable[[], float]:
        """By which time a wait of many is: that of any of its clients."""
        for route in self._board.routes.values():
            return route.session.clock
        return time.monotonic


def _made(ref: JobRef) -> _Client:
    return client_class(ref.provider)(site=ref.site)
