"""The simulated operations over HTTP: routes, keys, errors. What each answers is in `providers/`."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any, cast

from anyio import to_thread
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from ..providers import PROVIDERS
from .accounts import Account, Meter, Reading
from .faults import App, Faults, read_fault, with_faults
from .providers import SIMULATED, endpoint_of
from .simulated import Answer, Download, Refusal, Reply, Simulated, Visit
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
    method, path = endpoint_of(name, operation)
    found = Route(path, _guarded(state, name, simulated, operation), methods=[method])
    # Starlette adds HEAD to every GET; no provider documents it.
    found.methods = {method}
    return found


def _guarded(state: State, name: str, simulated: Simulated, operation: str) -> Handler:
    """What comes before every operation (retirement, a planned error, the key, the limit of requests), and what each
    answer announces.
    """
    api = operation.partition(".")[0]
    answer = simulated.operations[operation]

    async def answered(request: Request) -> Response:
        status = state.take_retirement(api)
        if status in (301, 308):
            return Response(status_code=status, headers={"Location": "https://example.com/moved"})
        status = status or state.take_planned_error(name)
        if status is not None:
            return _refused(simulated, status)
        account = _account(state, name, request)
        if account is None:
            return _refused(simulated, 401)
        reading = _metered(state, simulated, account)
        if reading is not None and reading.wait > 0:
            return _refused(simulated, 429, reading)
        try:
            response = await _response(await answer(Visit(request, name, simulated, state, account)))
        except Refusal as refusal:
            response = _json(refusal.body or simulated.errors[refusal.status], refusal.status)
        if reading is not None and simulated.rate is not None:
            response.headers.update(simulated.rate.headers(reading))
        return response

    async def guarded(request: Request) -> Response:
        try:
            response = await answered(request)
        except ClientDisconnect:
            # In the middle of an upload; nobody reads the answer.
            return Response(status_code=400)
        response.headers.update(state.announced.get(api, {}))
        # A client that is still sending would not see an answer that comes before it has ended.
        with suppress(ClientDisconnect, RuntimeError):
            async for _chunk in request.stream():
                pass
        return response

    return guarded


# What an error that a test asked for says of the limit, whether or not one is enforced.
_PLANNED_SECONDS = 44.0


def _account(state: State, name: str, request: Request) -> Account | None:
    provider = PROVIDERS[name]
    sent = request.headers.get(provider.key_header, "")
    if not sent.startswith(provider.key_prefix):
        return None
    return state.account(name, sent.removeprefix(provider.key_prefix))


def _metered(state: State, simulated: Simulated, account: Account) -> Reading | None:
    """What is left of the account's requests after this one; None where any number is taken."""
    if not state.limits or simulated.rate is None:
        return None
    with state.lock:
        account.meter = account.meter or Meter(simulated.rate)
        return account.meter.take(state.clock.now())


def _refused(simulated: Simulated, status: int, reading: Reading | None = None) -> Response:
    response = _json(simulated.errors[status], status)
    if status == 429 and simulated.rate is not None:
        planned = Reading(simulated.rate.per_minute, 0, _PLANNED_SECONDS, _PLANNED_SECONDS)
        response.headers.update(simulated.rate.headers(reading or planned))
    return response


async def _response(answer: Answer) -> Response:
    if isinstance(answer, Download):
        headers = await to_thread.run_sync(answer.headers) if answer.takes_time else answer.headers()
        return StreamingResponse(_piece_by_piece(answer), headers=headers, media_type=answer.media_type)
    if isinstance(answer, Reply):
        return _json(answer.body, answer.status) if answer.body is not None else Response(status_code=answer.status)
    return _json(answer)


async def _piece_by_piece(download: Download) -> AsyncIterator[bytes]:
    # Not in threads, as Starlette would: a piece takes less than going to one, which needs an event loop besides.
    for piece in download.chunks():
        yield piece


def _json(body: Any, status: int = 200) -> Response:
    # Half of a surrogate pair can be sent only when it is escaped, and a test may want to send it.
    return Response(json.dumps(body), status, media_type="application/json")


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
