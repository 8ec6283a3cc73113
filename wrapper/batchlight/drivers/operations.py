"""An operation, declared once: the sync and the async client both get it, with its parameters, result and docstring.

    class Operations:
        @operation
        def get(self, id: str) -> Call[Job]:
            '''Look at a job once.'''
            return get_call(id)

    class Provider(Operations, Synchronous): ...        # get(id) returns a Job
    class AsyncProvider(Operations, Asynchronous): ...  # get(id) is a coroutine of a Job

What is declared says what is to be done, as a `Plan`, and does none of it. Type checkers, editors and `help()` see a
method; which one depends on the class it is looked up on.
"""

import inspect
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine
from functools import cached_property, wraps
from types import MethodType
from typing import Any, Concatenate, Generic, ParamSpec, Self, TypeVar, get_args, get_origin, overload

from attrs import frozen

from ..engine.calls import Call
from ..engine.runs import Run, never
from ..engine.steps import Sleep, Step, Steps
from .streams import AsyncStream, Stream

T = TypeVar("T")
C_contra = TypeVar("C_contra", contravariant=True)
P = ParamSpec("P")

Observe = Callable[[Step], object]


@frozen
class Plan(Generic[T]):
    """What is to be done for a result that is more than one call.

    Attributes:
        steps: The steps, which return the result.
        observe: Told of each step before it is done.
    """

    steps: Steps[T]
    observe: Observe | None = None


@frozen
class Flow(Generic[T]):
    """What is to be done for items that come one after the other.

    Attributes:
        make: Makes the steps, and makes them anew where Ctrl-C has broken them: what was given already is then for them
            to know, but for a job that is reported.
    """

    make: Callable[[], Steps[Any]]


class Synchronous(ABC):
    """A client whose operations return their result."""

    @abstractmethod
    def _perform(self, planned: Call[T] | Plan[T]) -> T:
        """Do what was planned."""

    @abstractmethod
    def _follow(self, flow: Flow[T]) -> Stream[T]:
        """Do the steps, an item at a time."""


class Asynchronous(ABC):
    """A client whose operations are coroutines."""

    @abstractmethod
    async def _perform(self, planned: Call[T] | Plan[T]) -> T:
        """Do what was planned."""

    @abstractmethod
    def _follow(self, flow: Flow[T]) -> AsyncStream[T]:
        """Do the steps, an item at a time."""


def asynchronously(
    plan: Callable[Concatenate[C_contra, P], Call[T] | Plan[T]],
) -> Callable[..., Coroutine[Any, Any, T]]:
    """The asynchronous driver, as the method of an operation: it does what was planned, one step after the other.

    It is the method itself, and sleeps itself: of those that wait there may be thousands, each with the frame of every
    coroutine that it is in.
    """

    @wraps(plan)
    async def asynchronous(client: Any, *args: P.args, **kwargs: P.kwargs) -> T:
        steps: Steps[T]
        observe: Observe | None
        steps, observe = client._steps(plan(client, *args, **kwargs))
        # Whoever waits for hours holds no more than it needs.
        del args, kwargs
        run = Run(never, client._session.clock, steps)
        del steps
        try:
            step = run.proceed()
            while step is not None:
                if observe is not None:
                    told = observe(step)
                    if inspect.isawaitable(told):
                        await told
                if type(step) is Sleep:
                    await client._sleep(step.seconds)
                    step = run.proceed()
                else:
                    step = await client._carry_out(run, step)
            return run.result
        finally:
            run.close()

    return asynchronous


class operation(Generic[C_contra, P, T]):  # it is used like a function
    """Declare an operation with one result: the function plans it. See this module."""

    def __init__(self, plan: Callable[Concatenate[C_contra, P], Call[T] | Plan[T]]) -> None:
        self.__doc__ = plan.__doc__
        self._plan = plan

    # Both are made when they are looked up: a program uses few operations, and those of one kind of client.
    @cached_property
    def _synchronous(self) -> Callable[..., T]:
        plan = self._plan

        @wraps(plan)
        def synchronous(client: Any, *args: P.args, **kwargs: P.kwargs) -> T:
            result: T = client._perform(plan(client, *args, **kwargs))
            return result

        return _documented(synchronous, plan)

    @cached_property
    def _asynchronous(self) -> Callable[..., Coroutine[Any, Any, T]]:
        return _documented(asynchronously(self._plan), self._plan)

    @overload
    def __get__(self, client: None, owner: type) -> Self: ...

    @overload
    def __get__(self, client: Synchronous, owner: type) -> Callable[P, T]: ...

    @overload
    def __get__(self, client: Asynchronous, owner: type) -> Callable[P, Coroutine[Any, Any, T]]: ...

    def __get__(self, client: object, owner: type) -> Any:
        method = self._asynchronous if issubclass(owner, Asynchronous) else self._synchronous
        return method if client is None else MethodType(method, client)


class stream(Generic[C_contra, P, T]):  # it is used like a function
    """Declare an operation that yields one item after the other: the function plans them. See this module."""

    def __init__(self, plan: Callable[Concatenate[C_contra, P], Flow[T]]) -> None:
        self.__doc__ = plan.__doc__
        self._plan = plan

    # Two functions, because `help()` shows of each what its client returns.
    @cached_property
    def _synchronous(self) -> Callable[..., Any]:
        return self._signed(Stream)

    @cached_property
    def _asynchronous(self) -> Callable[..., Any]:
        return self._signed(AsyncStream)

    def _signed(self, kind: Any) -> Callable[..., Any]:
        plan = self._plan

        @wraps(plan)
        def follow(client: Any, *args: P.args, **kwargs: P.kwargs) -> Any:
            return client._follow(plan(client, *args, **kwargs))

        signature = inspect.signature(plan)
        items = get_args(signature.return_annotation)
        vars(follow)["__signature__"] = signature.replace(return_annotation=kind[items] if items else kind)
        return follow

    @overload
    def __get__(self, client: None, owner: type) -> Self: ...

    @overload
    def __get__(self, client: Synchronous, owner: type) -> Callable[P, Stream[T]]: ...

    @overload
    def __get__(self, client: Asynchronous, owner: type) -> Callable[P, AsyncStream[T]]: ...

    def __get__(self, client: object, owner: type) -> Any:
        method = self._asynchronous if issubclass(owner, Asynchronous) else self._synchronous
        return method if client is None else MethodType(method, client)


def _documented(method: Callable[..., Any], plan: Callable[..., Any]) -> Callable[..., Any]:
    """Let `help()` show the result, and not the plan for it."""
    signature = inspect.signature(plan)
    planned = signature.return_annotation
    result = get_args(planned)[0] if get_origin(planned) in (Call, Plan) else planned
    vars(method)["__signature__"] = signature.replace(return_annotation=result)
    return method
