"""The key is in no repr, str, vars, log line, warning, exception or traceback, of any client, sync or async."""

import logging
import traceback
from typing import Any

import httpx
import pytest
from batchlight import BatchlightError, Event, UnknownStatusWarning, async_client_for, client_for
from batchlight.keys import Secret
from batchlight.providers import PROVIDERS, async_client_class, client_class

from tests.drivers import IDS, KEY, Driver, answering
from tests.sockets import closed_port, sending

# Version 1 of Revenuebase is tested here for what it answers; what is said of its end, in test_lifecycle.py.
pytestmark = pytest.mark.filterwarnings("ignore::batchlight.EndpointSunsetWarning")


def everything_of(value: object, depth: int = 0) -> str:
    """repr, str and vars of an object and of what it holds."""
    text = f"{value!r} {value!s}"
    inner = getattr(value, "__dict__", None) or {
        name: getattr(value, name, None) for name in getattr(type(value), "__slots__", ()) if not name.startswith("__")
    }
    # A Secret holds the key: that is what it is for. What shows it is its repr, and that is in the text.
    if depth < 4 and not isinstance(value, Secret | type):
        text += f" {inner}" + "".join(everything_of(item, depth + 1) for item in dict(inner).values())
    return text


def told_of(error: BaseException) -> str:
    """The traceback with the variables of every frame, as error trackers report it, and all that hangs on the error."""
    report = traceback.TracebackException.from_exception(error, capture_locals=True)
    for stack in walk(report):
        # The frames of the tests hold the key, of course.
        stack.stack[:] = [frame for frame in stack.stack if "/tests/" not in frame.filename]
    chain: BaseException | None = error
    text = "".join(report.format())
    while chain is not None:
        text += everything_of(chain)
        chain = chain.__cause__ or chain.__context__
    return text


def walk(report: traceback.TracebackException | None) -> Any:
    while report is not None:
        yield report
        report = report.__cause__ or report.__context__


@pytest.mark.parametrize("provider", PROVIDERS)
def test_clients(provider: str) -> None:
    for make in (client_class(provider), async_client_class(provider)):
        client = make(KEY)
        assert KEY not in everything_of(client)
        assert KEY not in f"{vars(client)}"
        assert KEY not in str(vars(vars(client)["_transport"]))


FAILURES: list[tuple[str, dict[str, Any]]] = [
    (f"status {status}", {"transport": answering(status, json={"detail": f"bad key {KEY}"}, headers={"X-Echo": KEY})})
    for status in (301, 400, 401, 403, 404, 410, 422, 429, 500, 520)
]
FAILURES += [
    ("html", {"transport": answering(200, text=f"<p>{KEY}</p>")}),
    ("list", {"transport": answering(200, json=[KEY])}),
    ("empty", {"transport": answering(204)}),
]


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("options", [options for _name, options in FAILURES], ids=[name for name, _ in FAILURES])
def test_failures(driver: Driver, provider: str, options: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(BatchlightError) as caught:
        driver.call(provider, "get", IDS[provider], **options)
    assert KEY not in told_of(caught.value)
    assert KEY not in caplog.text


@pytest.mark.parametrize(
    "answer",
    [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", b"nonsense\r\n\r\n", f"HTTP/1.1 {KEY}\r\n\r\n".encode()],
    ids=["closed", "cut", "nonsense", "repeated"],
)
@pytest.mark.parametrize("provider", PROVIDERS)
def test_broken_connections(driver: Driver, provider: str, answer: bytes, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with sending(answer) as url, pytest.raises(BatchlightError) as caught:
        driver.call(provider, "get", IDS[provider], base_url=url)
    assert KEY not in told_of(caught.value)
    # httpcore logs at DEBUG what a server sends, before anybody else sees it: also a key that it repeats.
    assert KEY not in "".join(record.getMessage() for record in caplog.records if record.name != "httpcore.http11")
    if KEY.encode() not in answer:
        assert KEY not in caplog.text


@pytest.mark.parametrize("provider", PROVIDERS)
def test_no_connection(driver: Driver, provider: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(BatchlightError) as caught:
        driver.call(provider, "get", IDS[provider], base_url=closed_port())
    assert KEY not in told_of(caught.value)
    assert KEY not in caplog.text


@pytest.mark.parametrize("provider", PROVIDERS)
def test_success_and_its_log_and_warnings(driver: Driver, provider: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    body = {"status": "new", "current_status": "new", "job": {"status": "new"}}
    with pytest.warns(UnknownStatusWarning) as warned:
        job = driver.call(provider, "get", IDS[provider], transport=answering(200, json=body))
    assert KEY not in repr(job)
    assert KEY not in caplog.text
    assert "answered 200" in caplog.text
    assert not any(KEY in str(warning.message) for warning in warned)


def test_a_client_that_cannot_be_made() -> None:
    for arguments in ({"base_url": "http://example.com"}, {"timeout": -1}, {"api_version": "v9"}):
        with pytest.raises((BatchlightError, ValueError)) as caught:
            client_class("revenuebase")(KEY, **arguments)
        assert KEY not in told_of(caught.value)


@pytest.mark.parametrize("make", [client_for, async_client_for])
def test_a_client_for_a_name_that_cannot_be_made(make: Any) -> None:
    for name, arguments in (("ecore", {"timeout": -1}), ("nobody", {}), ("ecore:x", {}), ("llamacloud.mars:1", {})):
        with pytest.raises((BatchlightError, ValueError)) as caught:
            make(name, KEY, **arguments)
        assert KEY not in told_of(caught.value)


@pytest.mark.parametrize("options", [options for _name, options in FAILURES], ids=[name for name, _ in FAILURES])
def test_failures_of_which_is_told(driver: Driver, options: dict[str, Any]) -> None:
    events: list[Event] = []
    with pytest.raises(BatchlightError) as caught:
        driver.call("ecore", "get", IDS["ecore"], on_event=events.append, **options)
    assert KEY not in told_of(caught.value)
    assert KEY not in repr(events)
    assert len(events) >= 3


def test_a_transport_that_shows_the_request(driver: Driver) -> None:
    """Whatever an HTTP library says in its error, the key is taken out of it."""

    def fail(request: httpx.Request) -> httpx.Response:
        raise httpx.LocalProtocolError(f"illegal header value {request.headers!r} {KEY}", request=request)

    with pytest.raises(BatchlightError) as caught:
        driver.call("revenuebase", "get", "42", transport=httpx.MockTransport(fail))
    assert KEY not in str(caught.value)
    assert "***" in str(caught.value)
