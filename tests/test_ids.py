"""An id of the wrong shape is a ValueError that says which shape is expected, and nothing is sent."""

import uuid
from typing import Any

import httpx
import pytest

from tests.drivers import IDS, Driver

HOSTILE = [
    "",
    " ",
    "/",
    "..",
    ".",
    "../42",
    "42/..",
    "42?x=1",
    "42#",
    "42\n",
    "\n42",
    "4 2",
    "%2e%2e",
    "\x00",
    "9" * 10_000,
]
NO_IDS = [None, True, False, 4.2, 42.0, b"42", b"bjb-1", ["42"], object]
WRONG: dict[str, list[Any]] = {
    "revenuebase": [*NO_IDS, "abc", "-1", "+1", "042", "4_2", "\u0664\u0662", "1e3", -1, IDS["apexverify"]],
    "apexverify": [*NO_IDS, "42", 42, "3f0c8a526a0e4d0b9d570a7c3c1f2b11", "{" + IDS["apexverify"] + "}", "g" * 36],
    "ecore": [*NO_IDS, "abc", "-1", "042", uuid.UUID(IDS["apexverify"])],
    "llamacloud": [*NO_IDS, 42, uuid.UUID(IDS["apexverify"]), "-x", "_x", "bjb:1", "bjb\u00e9", "a b", "x" * 129],
}
SHAPES = {
    "revenuebase": "a whole number",
    "apexverify": "a uuid",
    "ecore": "a whole number",
    "llamacloud": "letters, digits",
}
METHODS = [
    ("revenuebase", "get"),
    ("revenuebase", "cancel"),
    ("apexverify", "get"),
    ("ecore", "get"),
    ("llamacloud", "get"),
]


@pytest.mark.parametrize(
    ("provider", "method", "id"),
    [(provider, method, id) for provider, method in METHODS for id in (*HOSTILE, *WRONG[provider])],
    ids=lambda value: repr(value)[:24],
)
def test_wrong_ids_are_refused_before_anything_is_sent(provider: str, method: str, id: object) -> None:
    def fail(_request: httpx.Request) -> httpx.Response:
        raise AssertionError("something was sent")

    with pytest.raises(ValueError, match=SHAPES[provider]) as caught:
        Driver("sync").call(provider, method, id, transport=httpx.MockTransport(fail))
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 250


def test_async_clients_refuse_them_too(driver: Driver) -> None:
    with pytest.raises(ValueError, match="a whole number"):
        driver.call("revenuebase", "get", "../42", transport=httpx.MockTransport(lambda _: httpx.Response(500)))


@pytest.mark.parametrize(
    ("provider", "id", "path"),
    [
        ("revenuebase", 42, "/v2/jobs/42"),
        ("revenuebase", "9223372036854775807", "/v2/jobs/9223372036854775807"),
        ("apexverify", uuid.UUID(IDS["apexverify"]), f"/v1/batch/{IDS['apexverify']}"),
        ("apexverify", IDS["apexverify"].upper(), f"/v1/batch/{IDS['apexverify']}"),
        ("ecore", 0, "/backend/api/v1/email-validation/jobs/0/"),
        ("llamacloud", "bjb-1", "/api/v1/beta/batch-processing/bjb-1"),
    ],
    ids=str,
)
def test_right_ids_are_sent_in_the_path(provider: str, id: object, path: str) -> None:
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.raw_path.decode())
        return httpx.Response(200, json={})

    job = Driver("sync").call(provider, "get", id, transport=httpx.MockTransport(answer))
    assert seen == [path]
    assert job.id == str(id).lower() if provider == "apexverify" else str(id)
