"""The simulated operations over HTTP: routes, keys, parameters. Each handler is a pure step on the shared state."""

import json
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, cast

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ..services import SERVICES
from .bodies import ERROR_BODIES, status_body
from .faults import App, read_fault, with_faults
from .jobs import SimulatedJob
from .state import State

Handler = Callable[[Request], Awaitable[Response]]

_JOB_KEEPS_CANCELLING_SECONDS = 2.0


def build_app(state: State) -> App:
    """The application over a state, with its faults."""

    def v2_job(request: Request) -> SimulatedJob | Response:
        return _revenuebase_job(state, request.path_params["process_id"])

    async def v2_status(request: Request) -> Response:
        return _status(state, "revenuebase", v2_job(request))

    async def v2_cancel(request: Request) -> Response:
        return _cancel(state, v2_job(request))

    async def v1_status(request: Request) -> Response:
        return _status(state, "revenuebase", await _v1_job(state, request))

    async def v1_cancel(request: Request) -> Response:
        return _cancel(state, await _v1_job(state, request))

    async def apexverify_status(request: Request) -> Response:
        id = request.path_params["batch_uuid"].lower()
        if not re.fullmatch(SERVICES["apexverify"].id_shape.pattern, id):
            return error("apexverify", 422)
        return _status(state, "apexverify", _job_or_404(state, "apexverify", id))

    async def ecore_status(request: Request) -> Response:
        return _status(state, "ecore", _job_or_404(state, "ecore", request.path_params["job_id"]))

    async def llamacloud_status(request: Request) -> Response:
        return _status(state, "llamacloud", _job_or_404(state, "llamacloud", request.path_params["job_id"]))

    def route(provider: str, method: str, path: str, handler: Handler, api: str | None = None) -> Route:
        guarded = _guard(state, provider, api or provider, handler)
        found = Route(path, guarded, methods=[method])
        # Starlette adds HEAD to every GET; no provider documents it.
        found.methods = {method}
        return found

    ecore = "/backend/api/v1/email-validation/jobs/{job_id}/"
    app = Starlette(
        routes=[
            route("revenuebase", "POST", "/v1/batch-process-email-status", v1_status, "revenuebase_v1"),
            route("revenuebase", "POST", "/v1/cancel-process", v1_cancel, "revenuebase_v1"),
            route("revenuebase", "GET", "/v2/jobs/{process_id}", v2_status, "revenuebase_v2"),
            route("revenuebase", "POST", "/v2/jobs/{process_id}/cancel", v2_cancel, "revenuebase_v2"),
            route("apexverify", "GET", "/v1/batch/{batch_uuid}", apexverify_status),
            route("ecore", "GET", ecore, ecore_status),
            Route("/_simulator/faults", partial(_change_faults, state), methods=["POST", "DELETE"]),
            route("llamacloud", "GET", "/api/v1/beta/batch-processing/{job_id}", llamacloud_status),
        ],
        exception_handlers={404: _no_such_path, 405: _no_such_method},
    )
    return with_faults(app, state.faults)


def error(provider: str, status: int, body: Mapping[str, Any] | None = None) -> Response:
    """An error as the provider documents it."""
    headers = {"Retry-After": "44"} if (provider, status) == ("apexverify", 429) else {}
    return _json(provider, status, body or ERROR_BODIES[provider][status], headers)


def _json(provider: str, status: int, body: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    limits: dict[str, str] = {}
    if provider in ("revenuebase", "apexverify"):
        left = "0" if status == 429 else "59"
        limits = {"X-RateLimit-Limit": "60", "X-RateLimit-Remaining": left}
    if provider == "revenuebase":
        limits["X-RateLimit-Reset"] = str(int(time.time()) + 60)
    # Half of a surrogate pair can be sent only when it is escaped, and a test may want to send it.
    return Response(json.dumps(body), status, {**limits, **(headers or {})}, "application/json")


def _guard(state: State, provider: str, api: str, handler: Handler) -> Handler:
    """What comes before every operation (retirement, a planned error, the key), and what each answer announces."""
    service = SERVICES[provider]

    async def answer(request: Request) -> Response:
        status = state.take_retirement(api)
        if status is not None:
            return _retired(provider, status)
        planned = state.take_planned_error(provider)
        if planned is not None:
            return error(provider, planned)
        if request.headers.get(service.key_header) != service.key_prefix + state.keys[provider]:
            return error(provider, 401)
        return await handler(request)

    async def guarded(request: Request) -> Response:
        response = await answer(request)
        response.headers.update(state.announced.get(api, {}))
        return response

    return guarded


def _retired(provider: str, status: int) -> Response:
    if status in (301, 308):
        return Response(status_code=status, headers={"Location": "https://example.com/moved"})
    return error(provider, status)


def _status(state: State, provider: str, job: SimulatedJob | Response) -> Response:
    if isinstance(job, Response):
        return job
    return _json(provider, 200, status_body(provider, job, state.clock.now(), state.dates))


def _cancel(state: State, job: SimulatedJob | Response) -> Response:
    if isinstance(job, Response):
        return job
    now = state.clock.now()
    with state.lock:
        status = job.at(now).step.status
        if status in ("CANCELLED", "CANCELLING"):
            return error("revenuebase", 400, {"detail": "already_cancelled"})
        if status in ("COMPLETED", "ERROR"):
            return error("revenuebase", 400, {"detail": "not_cancellable"})
        job.follow([("CANCELLING", _JOB_KEEPS_CANCELLING_SECONDS), "CANCELLED"], now)
    return _status(state, "revenuebase", job)


def _job_or_404(state: State, provider: str, id: str) -> SimulatedJob | Response:
    job = state.find(provider, id)
    return error(provider, 404) if job is None or job.foreign else job


def _revenuebase_job(state: State, id: str) -> SimulatedJob | Response:
    if not re.fullmatch(r"-?[0-9]{1,30}", id, re.ASCII):
        return error("revenuebase", 422)
    job = state.find("revenuebase", id)
    # 400, not 404: so says the description.
    return error("revenuebase", 400) if job is None or job.foreign else job


async def _v1_job(state: State, request: Request) -> SimulatedJob | Response:
    try:
        body = json.loads(await request.body())
        id = body["process_id"]
    except (ValueError, TypeError, KeyError, RecursionError):
        id = None
    if isinstance(id, float) and id.is_integer():
        id = int(id)
    if not isinstance(id, int) or isinstance(id, bool):
        fault = {"loc": ["body", "process_id"], "msg": "value is not a valid integer", "type": "int_parsing"}
        return error("revenuebase", 422, {"detail": [fault]})
    return _revenuebase_job(state, str(id)[:40])


async def _change_faults(state: State, request: Request) -> Response:
    """Add a fault, or forget all: for tests in other languages and other processes."""
    if request.method == "DELETE":
        state.faults.clear()
        return Response(status_code=204)
    try:
        data = json.loads(await request.body())
        if not isinstance(data, dict):
            raise ValueError("a fault is a JSON object")
        fault, rule = read_fault(cast("dict[str, Any]", data))
        state.faults.add(fault, **rule)
    except (ValueError, TypeError) as error:
        return JSONResponse({"detail": str(error)}, 422)
    return Response(status_code=204)


async def _no_such_path(_request: Request, _error: Exception) -> Response:
    return JSONResponse({"detail": "Not Found"}, 404)


async def _no_such_method(_request: Request, error: Exception) -> Response:
    return JSONResponse({"detail": "Method Not Allowed"}, 405, getattr(error, "headers", None))
