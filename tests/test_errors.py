"""Every answer that is not a success is one exception of the tree, with a readable detail; sync and async alike."""

import inspect
import json
import pickle
from typing import Any

import batchlight
import httpx
import pytest
from batchlight import errors
from batchlight.errors import FieldError
from batchlight.reading.answers import explain
from batchlight.simulator import Simulator
from batchlight.simulator.providers import SIMULATED
from hypothesis import given
from hypothesis import strategies as st

from tests.drivers import IDS, Driver, answering

# Version 1 of Revenuebase is tested here for what it answers; what is said of its end, in test_lifecycle.py.
pytestmark = pytest.mark.filterwarnings("ignore::batchlight.EndpointSunsetWarning")

ERROR_BODIES = {name: simulated.errors for name, simulated in SIMULATED.items()}
CLASS_OF_STATUS = {
    301: errors.ResponseError,
    302: errors.ResponseError,
    304: errors.ResponseError,
    308: errors.ResponseError,
    400: errors.BadRequestError,
    401: errors.AuthenticationError,
    402: errors.PaymentRequiredError,
    403: errors.PermissionDeniedError,
    404: errors.NotFoundError,
    405: errors.ResponseError,
    409: errors.ConflictError,
    418: errors.ResponseError,
    422: errors.ValidationError,
    425: errors.ResponseError,
    429: errors.RateLimitError,
    451: errors.ResponseError,
    499: errors.ResponseError,
    500: errors.ServerError,
    502: errors.ServerError,
    503: errors.ServerError,
    504: errors.ServerError,
    **dict.fromkeys(range(520, 531), errors.ServerError),
    599: errors.ServerError,
    600: errors.ResponseError,
    999: errors.ResponseError,
    204: errors.MalformedResponseError,
    205: errors.MalformedResponseError,
    299: errors.MalformedResponseError,
}


@pytest.mark.parametrize("status", CLASS_OF_STATUS)
@pytest.mark.parametrize("provider", IDS)
def test_the_class_follows_from_the_status(provider: str, status: int) -> None:
    with pytest.raises(errors.ResponseError) as caught:
        Driver("sync").call(provider, "get", IDS[provider], transport=answering(status))
    error = caught.value
    assert type(error) is CLASS_OF_STATUS[status]
    assert error.status_code == status
    assert error.operation.split(".")[0].startswith(provider)
    assert error.detail
    assert str(status) in str(error)
    assert f"/{IDS[provider]}" not in str(error), "a message names the path template, never an id"


@pytest.mark.parametrize("status", [301, 404, 410, 418, 520, 204])
def test_sync_and_async_raise_the_same(driver: Driver, status: int) -> None:
    with pytest.raises(errors.BatchlightError) as caught:
        driver.call("revenuebase", "get", "42", transport=answering(status))
    expected = CLASS_OF_STATUS.get(status, errors.EndpointGoneError)
    assert type(caught.value) is expected


def test_gone_names_the_replacement(simulator: Simulator, driver: Driver) -> None:
    simulator.retire("revenuebase_v1")
    try:
        with pytest.raises(errors.EndpointGoneError) as caught:
            driver.get(simulator, "revenuebase", "42", api_version="v1")
    finally:
        simulator.revive("revenuebase_v1")
    error = caught.value
    assert error.operation == "revenuebase_v1.get_batch_status"
    assert error.replacement == "GET /v2/jobs/{process_id}"
    assert error.sunset is not None
    assert error.sunset.isoformat() == "2026-07-07T00:00:00+00:00"
    assert "use GET /v2/jobs/{process_id} instead" in str(error)
    assert isinstance(error.__cause__, errors.ResponseError)
    assert error.__cause__.status_code == 410


def test_gone_without_a_known_replacement() -> None:
    with pytest.raises(errors.EndpointGoneError) as caught:
        Driver("sync").call("ecore", "get", "42", transport=answering(410))
    assert (caught.value.sunset, caught.value.replacement) == (None, None)
    assert "None" not in str(caught.value)


@pytest.mark.parametrize(
    ("provider", "status"),
    [(provider, status) for provider, bodies in ERROR_BODIES.items() for status in bodies if status != 410],
)
def test_documented_errors_over_http(simulator: Simulator, driver: Driver, provider: str, status: int) -> None:
    simulator.fail_next(provider, status)
    with pytest.raises(CLASS_OF_STATUS[status]) as caught:
        driver.get(simulator, provider, IDS[provider])
    error: errors.ResponseError = caught.value
    body = ERROR_BODIES[provider][status]
    assert error.body == body
    if status == 422:
        (fault,) = body["detail"]
        assert error.errors == (FieldError(tuple(fault["loc"]), fault["msg"], fault["type"]),)
        assert fault["msg"] in error.detail
    else:
        assert error.detail == next(iter(body.values()))
        assert error.errors == ()
    if (provider, status) == ("revenuebase", 429):
        assert error.retry_after is not None, "Revenuebase says it in X-RateLimit-Reset"
        assert 0 < error.retry_after <= 61
    else:
        told = status == 429 and provider in ("apexverify", "llamacloud")
        assert error.retry_after == (44.0 if told else None)


# What the fact that a body is documented for means to a user: its code, its line, its single faults.
BODIES: list[tuple[str, Any, str | None, str, tuple[FieldError, ...]]] = [
    ("Revenuebase, no key", {"detail": "Not authenticated"}, None, "Not authenticated", ()),
    ("a code as the detail", {"detail": "already_cancelled"}, "already_cancelled", "already_cancelled", ()),
    (
        "a code before a remark",
        {"detail": "not_cancellable: it ended"},
        "not_cancellable",
        "not_cancellable: it ended",
        (),
    ),
    (
        "a code in an object",
        {"detail": {"code": "process_error", "message": "No output"}},
        "process_error",
        "No output",
        (),
    ),
    ("a code as error", {"detail": {"error": "not_completed"}}, "not_completed", "not_completed", ()),
    ("a code beside the detail", {"code": "upload_error", "detail": "Too large"}, "upload_error", "Too large", ()),
    ("a code as type", {"type": "invalid_extension", "detail": "Only csv"}, "invalid_extension", "Only csv", ()),
    (
        "words with an underscore in a sentence",
        {"detail": "the process_id is wrong"},
        None,
        "the process_id is wrong",
        (),
    ),
    (
        "FastAPI",
        {"detail": [{"loc": ["body", "email"], "msg": "not an email", "type": "value_error.email"}]},
        None,
        "body.email: not an email",
        (FieldError(("body", "email"), "not an email", "value_error.email"),),
    ),
    (
        "FastAPI, with an index",
        {"detail": [{"loc": ["body", 3], "msg": "m", "type": "t", "input": {}, "ctx": {}}]},
        None,
        "body.3: m",
        (FieldError(("body", 3), "m", "t"),),
    ),
    ("eCore, application", {"error": "Invalid status filter."}, None, "Invalid status filter.", ()),
    (
        "eCore, credits",
        {"error": "Insufficient credits.", "required": 50, "balance": 12},
        None,
        "Insufficient credits.",
        (),
    ),
    (
        "eCore, fields",
        {"emails": {"3": ["Not a valid email address."], "7": ["Empty."]}},
        None,
        "emails.3: Not a valid email address.; emails.7: Empty.",
        (FieldError(("emails", "3"), "Not a valid email address."), FieldError(("emails", "7"), "Empty.")),
    ),
    ("ApexVerify", {"message": "Unauthorized"}, None, "Unauthorized", ()),
    ("problem+json", {"title": "Bad", "status": 400, "detail": "Very bad"}, None, "Very bad", ()),
    ("a string", "nope", None, "nope", ()),
    ("a list", ["first", "second"], None, "first; second", (FieldError((), "first"), FieldError((), "second"))),
    ("nothing", {}, None, "", ()),
    ("null", None, None, "", ()),
    ("a number", 5, None, "", ()),
    ("an empty message", {"message": "", "error": "Real"}, None, "Real", ()),
    ("an escape", {"detail": "a\x1b[31mb\r\nc"}, None, "a\ufffd[31mb c", ()),
]


@pytest.mark.parametrize(
    ("body", "code", "detail", "faults"), [row[1:] for row in BODIES], ids=[row[0] for row in BODIES]
)
def test_error_bodies(body: Any, code: str | None, detail: str, faults: tuple[FieldError, ...]) -> None:
    assert explain(body) == (code, detail, faults)
    with pytest.raises(errors.BadRequestError) as caught:
        Driver("sync").call("revenuebase", "cancel", "42", transport=answering(400, content=json.dumps(body)))
    assert (caught.value.code, caught.value.errors) == (code, faults)
    assert caught.value.detail == (detail or "Bad Request")
    assert caught.value.body == body


@given(
    body=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["detail", "error", "message", "code", "x"]), inner)
        ),
    )
)
def test_any_error_body_is_readable(body: Any) -> None:
    with pytest.raises(errors.ServerError) as caught:
        Driver("sync").call("ecore", "get", "42", transport=answering(500, content=json.dumps(body)))
    assert caught.value.detail.isprintable()
    assert 0 < len(caught.value.detail) <= 300
    assert str(caught.value).isprintable()
    assert caught.value.body == body


def test_an_html_page_is_not_poured_out() -> None:
    page = answering(502, content=b"<html><title>Bad</title>" + b"x" * 9000, headers={"Content-Type": "text/html"})
    with pytest.raises(errors.ServerError) as caught:
        Driver("sync").call("ecore", "get", "42", transport=page)
    assert str(caught.value) == ("eCore: GET /email-validation/jobs/{job_id}/ answered 502 Bad Gateway: an HTML page")
    assert caught.value.body.startswith("<html>")


def test_the_request_id_is_taken_along() -> None:
    with pytest.raises(errors.NotFoundError) as caught:
        Driver("sync").call("ecore", "get", "42", transport=answering(404, headers={"X-Request-Id": "req-1"}))
    assert caught.value.request_id == "req-1"
    assert caught.value.headers["x-request-id"] == "req-1"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("44", 44.0), ("0", 0.0), ("1.5", 1.5), ("-1", None), ("nan", None), ("inf", None), ("soon", None), ("", None)],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    with pytest.raises(errors.RateLimitError) as caught:
        Driver("sync").call("ecore", "get", "42", transport=answering(429, headers={"Retry-After": value}))
    assert caught.value.retry_after == seconds


def test_cancelling_over_http(simulator: Simulator, driver: Driver) -> None:
    for version in ("v1", "v2"):
        ref = simulator.add_job("revenuebase", ["PROCESSING"])
        assert driver.ask(simulator, "revenuebase", "cancel", ref.id, api_version=version).state == "cancelling"
        with pytest.raises(errors.BadRequestError) as caught:
            driver.ask(simulator, "revenuebase", "cancel", ref.id, api_version=version)
        assert caught.value.code == "already_cancelled"
        ended = simulator.add_job("revenuebase", ["COMPLETED"])
        with pytest.raises(errors.BadRequestError) as caught:
            driver.ask(simulator, "revenuebase", "cancel", ended.id, api_version=version)
        assert caught.value.code == "not_cancellable"


@pytest.mark.parametrize(
    ("provider", "error"),
    [
        ("revenuebase", errors.BadRequestError),
        ("apexverify", errors.NotFoundError),
        ("ecore", errors.NotFoundError),
        ("llamacloud", errors.NotFoundError),
    ],
)
@pytest.mark.parametrize("foreign", [True, False], ids=["somebody else's", "nobody's"])
def test_a_job_that_is_not_yours(
    simulator: Simulator, driver: Driver, provider: str, error: type[Exception], foreign: bool
) -> None:
    ref = simulator.add_job(provider, foreign=True)
    id = ref.id if foreign else {"apexverify": IDS["apexverify"], "llamacloud": "bjb-none"}.get(provider, "999999")
    with pytest.raises(error):
        driver.get(simulator, provider, id)


@pytest.mark.parametrize("provider", IDS)
def test_a_wrong_key(simulator: Simulator, driver: Driver, provider: str) -> None:
    with pytest.raises(errors.AuthenticationError):
        driver.call(provider, "get", IDS[provider], base_url=simulator.base_url(provider))


def test_all_exceptions_are_exported_and_drawn() -> None:
    classes = [cls for _name, cls in inspect.getmembers(errors, inspect.isclass) if cls.__module__ == errors.__name__]
    drawing = inspect.getdoc(errors)
    assert drawing is not None
    for cls in classes:
        assert getattr(batchlight, cls.__name__) is cls
        if issubclass(cls, Exception):
            assert cls.__name__ in drawing


def test_exceptions_can_be_pickled() -> None:
    """A process pool hangs on one that cannot."""
    with pytest.raises(errors.RateLimitError) as caught:
        Driver("sync").call("apexverify", "get", IDS["apexverify"], transport=answering(429, json={"message": "Slow"}))
    copy = pickle.loads(pickle.dumps(caught.value))
    assert type(copy) is errors.RateLimitError
    assert (str(copy), copy.detail, copy.headers) == (str(caught.value), "Slow", caught.value.headers)
    gone = errors.EndpointGoneError("gone", operation="x", sunset=None, replacement="y")
    assert pickle.loads(pickle.dumps(gone)).replacement == "y"
    broken = errors.TransportError("no", operation="x")
    assert pickle.loads(pickle.dumps(broken)).operation == "x"


def test_redirects_are_not_followed() -> None:
    """The key would go along."""
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(str(request.url))
        return httpx.Response(307, headers={"Location": "https://elsewhere.example/steal"})

    with pytest.raises(errors.ResponseError, match="redirect"):
        Driver("sync").call("ecore", "get", "42", transport=httpx.MockTransport(answer))
    assert len(seen) == 1
