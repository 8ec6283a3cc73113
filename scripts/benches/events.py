"""What it costs to be told of requests and answers, and that it costs nothing not to be."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TypeVar

from batchlight import LlamaCloud
from batchlight.drivers.operations import Observe, Plan
from batchlight.engine.calls import Call
from batchlight.engine.steps import Steps
from batchlight.hooks import Event

from .looking import KEY
from .server import JOB, answering
from .table import Row, costs

T = TypeVar("T")

BEFORE = "get that knows of no on_event"
WITHOUT = "get without on_event"
WITH = "get with an on_event that does nothing"


class _Deaf(LlamaCloud):
    """A client as it would be if there were no hooks: its steps are not even asked about one."""

    def _steps(self, planned: Call[T] | Plan[T]) -> tuple[Steps[T], Observe | None]:
        if isinstance(planned, Plan):
            return planned.steps, planned.observe
        return self._session.result(planned), None


def rows() -> Iterator[Row]:
    """A look with a hook, without one, and by a client that knows of none."""

    def nothing(_event: Event) -> None:
        """Do nothing."""

    with answering() as url, ExitStack() as stack:
        clients = {
            BEFORE: _Deaf(KEY, base_url=url),
            WITHOUT: LlamaCloud(KEY, base_url=url),
            WITH: LlamaCloud(KEY, base_url=url, on_event=nothing),
        }

        def again(client: LlamaCloud) -> Callable[[int], object]:
            return lambda times: [client.get(JOB) for _ in range(times)]

        found = costs({name: again(stack.enter_context(client)) for name, client in clients.items()}, 400)
    for name, base, goal in ((WITHOUT, BEFORE, 1.02), (WITH, WITHOUT, None)):
        yield Row(name, found[name], "us", found[name] / found[base], base, goal)
