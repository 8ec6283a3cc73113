"""What others put into httpx sees and answers the requests of the default, also where aiohttp is installed.

A test that believes itself mocked must not reach a network: nothing listens where these clients send to.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

import httpcore
import httpx
import pytest
import respx
from batchlight.drivers.choosing import is_patched
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor
from pytest_httpx import HTTPXMock

from tests.drivers import DEFAULT, KEY, WAYS, Driver
from tests.sockets import closed_port, sending

BODY = {"id": 42, "status": "Processed"}
ANSWER = b'HTTP/1.1 200 OK\r\nContent-Length: 33\r\n\r\n{"id": 42, "status": "Processed"}'
PATH = "/email-validation/jobs/42/"


def test_respx(driver: Driver) -> None:
    url = closed_port()
    with respx.mock() as router:
        route = router.get(url + PATH).respond(json=BODY)
        assert driver.call("ecore", "get", "42", base_url=url).state == "succeeded"
    assert route.call_count == 1
    assert route.calls.last.request.headers["Authorization"].endswith(KEY)


def test_pytest_httpx(driver: Driver, httpx_mock: HTTPXMock) -> None:
    url = closed_port()
    httpx_mock.add_response(url=url + PATH, json=BODY)
    assert driver.call("ecore", "get", "42", base_url=url).state == "succeeded"
    assert len(httpx_mock.get_requests()) == 1


def test_what_is_not_expected_reaches_nobody(driver: Driver) -> None:
    with sending(ANSWER) as url, respx.mock(), pytest.raises(AssertionError, match="not mocked"):
        driver.call("ecore", "get", "42", base_url=url)


def test_opentelemetry(driver: Driver) -> None:
    seen: list[str] = []

    def hook(_span: object, request: Any) -> None:
        seen.append(request.url.path if hasattr(request.url, "path") else str(request.url))

    async def async_hook(span: object, request: Any) -> None:
        hook(span, request)

    instrumentor = HTTPXClientInstrumentor()
    instrumentor.instrument(request_hook=hook, async_request_hook=async_hook)
    try:
        with sending(ANSWER) as url:
            assert driver.call("ecore", "get", "42", base_url=url).state == "succeeded"
    finally:
        instrumentor.uninstrument()
    assert len(seen) == 1
    assert not is_patched()


def test_a_patch_counts_from_the_next_request_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that has sent over aiohttp is no longer to, when somebody begins to mock; and then again."""
    states: list[str] = []

    async def mocked(_transport: object, _request: httpx.Request) -> httpx.Response:
        states.append("mocked")
        return httpx.Response(200, json=BODY)

    async def act(client: Any) -> None:
        await client.get("42")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", mocked)
            await client.get("42")
        await client.get("42")
        states.append("done")

    (way,) = [way for way in WAYS if way.driver.name == "asyncio" and way.name == DEFAULT]
    with sending(ANSWER) as url:
        way.act("ecore", act, base_url=url)
    assert states == ["mocked", "done"]


async def written_elsewhere(self: object, request: object) -> None: ...


class Replacement:
    def __call__(self, *_args: object) -> None: ...


@pytest.mark.parametrize(
    "put", [written_elsewhere, Replacement(), None, 5], ids=["function", "object", "None", "number"]
)
@pytest.mark.parametrize(
    "owner", [httpx.AsyncHTTPTransport, httpcore.AsyncConnectionPool, httpcore.AsyncHTTPConnection]
)
def test_what_counts_as_patched(owner: type, put: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_patched()
    monkeypatch.setattr(owner, "handle_async_request", put)
    assert is_patched()


def test_a_wrapper_that_claims_to_be_what_it_wraps(monkeypatch: pytest.MonkeyPatch) -> None:
    genuine: Callable[..., Any] = httpx.AsyncHTTPTransport.handle_async_request

    @wraps(genuine)
    async def wrapper(*args: Any, **kwargs: Any) -> Any:
        return await genuine(*args, **kwargs)

    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", wrapper)
    assert is_patched()
