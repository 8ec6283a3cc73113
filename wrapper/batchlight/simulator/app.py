"""The simulated operations over HTTP: routes, keys, errors. What each answers is in `providers/`."""

import json
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, cast

from batchlight_clients.operations import OPERATIONS
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ..providers import PROVIDERS
from .faults import App, Faults, read_fault, with_faults
from .providers import SIMULATED, path_of
from .simulated import Body, Refusal, Simulated, Visit
from .state import State

Handler = Callable[[Request], Awaitable[Response]]


def build_app(state: State, faults: Faults) -> App:
    """The application over a state, with its faults."""
    routes = [
        _route(state, name, simulated, operation)
        for name, simulated in SIMULATED.items()
        for operation in simulated.operations
    ]
    change_faults = Route("/_simulator/faults", partial(_change_faults, faults), methods=["POST", "DELETE"])
    app = Starlette(
        routes=[*routes, change_faults],
        exception_handlers={404: _no_such_path, 405: _no_such_method},
    )
    return with_faults(app, faults)


def _route(state: State, name: str, simulated: Simulated, operation: str) -> Route:
    method = OPERATIONS[operation].method
    found = Route(path_of(name, operation), _guarded(state, name, simulated, operation), methods=[method])
    # Starlette adds HEAD to every GET; no provider documents it.
    found.methods = {method}
    return found


def _guarded(state: State, name: str, simulated: Simulated, operation: str) -> Handler:
    """What comes before every operation (retirement, a planned error, the key), and what each answer announces."""
    provider = PROVIDERS[name]
    api = operation.partition(".")[0]
    answer = simulated.operations[operation]

    def refused(status: int, body: Mapping[str, Any] | None = None) -> Response:
        return _json(simulated, status, body or simulated.errors[status])

    async def answered(request: Request) -> Response:
        status = state.take_retirement(api)
        if status in (301, 308):
            return Response(status_code=status, headers={"Location": "https://example.com/moved"})
        status = status or state.take_planned_error(name)
        if status is not None:
            return refused(status)
        if request.headers.get(provider.key_header) != provider.key_prefix + state.keys[name]:
            return refused(401)
        try:
            return _json(simulated, 200, await answer(Visit(request, name, simulated, state)))
        except Refusal as refusal:
            return refused(refusal.status, refusal.body)

    async def guarded(request: Request) -> Response:
        response = await answered(request)
        response.headers.update(state.announced.get(api, {}))
        return response

    return guarded


def _json(simulated: Simulated, status: int, body: Body | Mapping[str, Any]) -> Response:
    # Half of a surrogate pair can be sent only when it is escaped, and a test may want to send it.
    return Response(json.dumps(body), status, simulated.headers(status), "application/json")


async def _change_faults(faults: Faults, request: Request) -> Response:
    """Add a fault, or forget all: for tests in other languages and other processes."""
    if request.method == "DELETE":
        faults.clear()
        return Response(status_code=204)
    try:
        data = json.loads(await request.body())
        if not isinstance(data, dict):
            raise ValueError("a fault is a JSON object")
        fault, rule = read_fault(cast("dict[str, Any]", data))
        faults.add(fault, **rule)
    except (ValueError, TypeError) as error:
        return JSONResponse({"detail": str(error)}, 422)
    return Response(status_code=204)


async def _no_such_path(_request: Request, _error: Exception) -> Response:
    return JSONResponse({"detail": "Not Found"}, 404)


async def _no_such_method(_request: Request, error: Exception) -> Response:
    return JSONResponse({"detail": "Method Not Allowed"}, 405, getattr(error, "headers", None))
