"""Sending: what is sent and where to, and what becomes of answers that are broken."""

import gzip
import json
import ssl
from typing import Any

import httpx
import pytest
from batchlight import (
    ApexVerify,
    ConfigurationError,
    ECore,
    LlamaCloud,
    MalformedResponseError,
    Revenuebase,
    TransportError,
)
from batchlight.providers import PROVIDERS
from batchlight.reading.answers import MAX_BODY_BYTES
from batchlight.simulator import Simulator

from tests.drivers import DEFAULT, IDS, KEY, Driver, Way, answering
from tests.sockets import closed_port, sending

# Version 1 of Revenuebase is tested here for what it answers; what is said of its end, in test_lifecycle.py.
pytestmark = pytest.mark.filterwarnings("ignore::batchlight.EndpointSunsetWarning")

GOOD = json.dumps({"process_id": 42, "filename": "a", "current_status": "QUEUED", "message": ""}).encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def with_length(body: bytes, length: int | None = None) -> bytes:
    return HEAD + b"Content-Length: %d\r\n\r\n" % (len(body) if length is None else length) + body


class TestBodies:
    """A success whose body is no JSON object."""

    @pytest.mark.parametrize(
        ("content", "problem"),
        [
            (b"", "the body is empty"),
            (b"  \n", "the body is empty"),
            (b"<html><body>Log in</body></html>", "not JSON"),
            (GOOD[:-5], "not JSON"),
            (b"[]", "a list, not a JSON object"),
            (b'"QUEUED"', "a string, not a JSON object"),
            (b"5", "a number, not a JSON object"),
            (b"true", "a boolean, not a JSON object"),
            (b"null", "null, not a JSON object"),
            (b'{"a":' * 100_000, "nested deeper than"),
            (b'{"a":' * 500 + b"1" + b"}" * 500, "nested deeper than"),
            (GOOD.decode().encode("utf-16"), "not JSON"),
            ('{"message": "\u00e9"}'.encode("latin-1"), "not JSON"),
            (b'{"a": NaN}', "not JSON"),
            (b'{"a": -Infinity}', "not JSON"),
            (b"{'a': 1}", "not JSON"),
            (b'{"a": 1} {"a": 2}', "not JSON"),
        ],
        ids=lambda value: repr(value)[:30],
    )
    def test_it_is_a_malformed_response(self, driver: Driver, content: bytes, problem: str) -> None:
        transport = answering(200, content=content, headers={"Content-Type": "text/html; charset=nonsense"})
        with pytest.raises(MalformedResponseError, match=problem) as caught:
            driver.call("revenuebase", "get", "42", transport=transport)
        text = str(caught.value)
        assert "200" in text
        assert "text/html" in text
        assert len(text) < 800
        assert caught.value.body == content[:2000].decode("utf-8", "replace")

    def test_the_message_has_the_first_200_characters(self) -> None:
        with pytest.raises(MalformedResponseError) as caught:
            Driver("sync").call("ecore", "get", "42", transport=answering(200, text="y" * 5000))
        assert "y" * 199 in str(caught.value)
        assert "y" * 201 not in str(caught.value)

    def test_a_byte_order_mark_is_passed_over(self) -> None:
        transport = answering(200, content=b"\xef\xbb\xbf" + GOOD)
        assert Driver("sync").call("revenuebase", "get", "42", transport=transport).state == "queued"

    def test_a_large_body_is_refused_before_it_is_whole(self, way: Way) -> None:
        with (
            sending(HEAD + b"\r\n{", *([b" " * 1024 * 1024] * 40)) as url,
            pytest.raises(MalformedResponseError, match="larger than 16 MiB"),
        ):
            way.get("revenuebase", url)

    def test_a_body_of_just_the_limit_is_read(self) -> None:
        padded = GOOD + b" " * (MAX_BODY_BYTES - len(GOOD))
        assert Driver("sync").call("revenuebase", "get", "42", transport=answering(200, content=padded)).id == "42"

    def test_a_small_body_that_unpacks_to_a_large_one(self, way: Way) -> None:
        bomb = gzip.compress(b" " * (MAX_BODY_BYTES * 2))
        answer = HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(bomb) + bomb
        with sending(answer) as url, pytest.raises(MalformedResponseError, match="larger than 16 MiB"):
            way.get("revenuebase", url)

    def test_a_body_that_is_not_packed_as_it_says(self, way: Way) -> None:
        answer = HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(GOOD) + GOOD
        with sending(answer) as url, pytest.raises(MalformedResponseError, match="Content-Encoding"):
            way.get("revenuebase", url)


class TestConnections:
    """An answer that does not come whole."""

    @pytest.mark.parametrize(
        ("parts", "error"),
        [
            ((with_length(GOOD, len(GOOD) + 100),), TransportError),
            ((with_length(GOOD, len(GOOD) - 10),), MalformedResponseError),
            ((HEAD + b"Content-Length: many\r\n\r\n" + GOOD,), TransportError),
            ((HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",), TransportError),
            ((HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{",), TransportError),
            ((HEAD,), TransportError),
            ((HEAD[:20],), TransportError),
            ((b"",), TransportError),
            ((b"SSH-2.0-OpenSSH_9.2\r\n",), TransportError),
            ((b"HTTP/1.1 2OO OK\r\n\r\n",), TransportError),
            ((b"HTTP/1.1 200 OK\r\n" + b"X: " + b"x" * 200_000,), TransportError),
        ],
        ids=[
            "closed before the Content-Length",
            "Content-Length too small",
            "Content-Length no number",
            "closed in a chunk",
            "no chunk",
            "closed in the headers",
            "closed in the status line",
            "closed before the answer",
            "no HTTP",
            "no status",
            "endless headers",
        ],
    )
    def test_it_is_an_error_of_the_tree(self, way: Way, parts: tuple[bytes, ...], error: type[Exception]) -> None:
        if way.driver.name == "asyncio" and way.name == DEFAULT and error is MalformedResponseError:
            # aiohttp takes no answer that is followed by what is none.
            error = TransportError
        with sending(*parts) as url, pytest.raises(error) as caught:
            way.get("revenuebase", url)
        assert "GET /v2/jobs/{process_id}" in str(caught.value)
        if error is TransportError:
            assert isinstance(caught.value.__cause__, httpx.HTTPError)

    def test_nobody_listens(self, way: Way) -> None:
        with pytest.raises(TransportError, match="ConnectError") as caught:
            way.get("ecore", closed_port())
        assert not caught.value.sent
        assert caught.value.refused

    def test_no_answer_in_time(self, driver: Driver) -> None:
        def hang(request: httpx.Request) -> httpx.Response:
            assert request.extensions["timeout"] == {"connect": 2.5, "read": 2.5, "write": 2.5, "pool": 2.5}
            raise httpx.ReadTimeout("timed out", request=request)

        with pytest.raises(TransportError, match="ReadTimeout"):
            driver.call("ecore", "get", "42", transport=httpx.MockTransport(hang), timeout=2.5)


class TestRequests:
    """What is sent."""

    @pytest.mark.parametrize(
        ("provider", "method", "options", "line", "body"),
        [
            ("revenuebase", "get", {}, "GET https://api.revenuebase.ai/v2/jobs/42", b""),
            ("revenuebase", "cancel", {}, "POST https://api.revenuebase.ai/v2/jobs/42/cancel", b""),
            (
                "revenuebase",
                "get",
                {"api_version": "v1"},
                "POST https://api.revenuebase.ai/v1/batch-process-email-status",
                b'{"process_id":42}',
            ),
            (
                "revenuebase",
                "cancel",
                {"api_version": "v1"},
                "POST https://api.revenuebase.ai/v1/cancel-process",
                b'{"process_id":42}',
            ),
            ("apexverify", "get", {}, f"GET https://api.apexverify.com/v1/batch/{IDS['apexverify']}", b""),
            ("ecore", "get", {}, "GET https://app.ecoreservice.com/backend/api/v1/email-validation/jobs/42/", b""),
            (
                "llamacloud",
                "get",
                {},
                f"GET https://api.cloud.llamaindex.ai/api/v1/beta/batch-processing/{IDS['llamacloud']}",
                b"",
            ),
        ],
    )
    def test_the_request(
        self, driver: Driver, provider: str, method: str, options: dict[str, str], line: str, body: bytes
    ) -> None:
        requests: list[httpx.Request] = []

        def answer(request: httpx.Request) -> httpx.Response:
            requests.append(request)
            return httpx.Response(200, json={})

        driver.call(provider, method, IDS[provider], transport=httpx.MockTransport(answer), **options)
        (request,) = requests
        service = PROVIDERS[provider]
        assert f"{request.method} {request.url}" == line
        # httpx before 0.28 puts spaces into JSON.
        assert request.content.replace(b" ", b"") == body
        assert request.headers[service.key_header] == service.key_prefix + KEY
        assert request.headers["User-Agent"].startswith("batchlight/")
        assert KEY not in str(request.url)

    def test_an_own_http_client_is_used_and_left_open(self) -> None:
        with httpx.Client(transport=answering(200, content=GOOD), headers={"X-Team": "a"}) as own:
            with Revenuebase(KEY, http_client=own) as client:
                assert client.get(42).state == "queued"
            assert not own.is_closed
            assert "x-key" not in own.headers

    def test_the_key_of_the_environment(self, simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in simulator.environment.items():
            monkeypatch.setenv(name, value)
        for client_class in (Revenuebase, ApexVerify, ECore, LlamaCloud):
            with client_class() as client:
                ref = simulator.add_job(client.provider.name)
                assert client.get(ref.id).state in ("queued", "running")

    def test_a_proxy_never_gets_what_stays_on_this_machine(
        self, simulator: Simulator, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HTTP_PROXY", closed_port())
        monkeypatch.setenv("ALL_PROXY", closed_port())
        ref = simulator.add_job("ecore")
        assert Driver("sync").get(simulator, "ecore", ref.id).state == "queued"

    def test_a_proxy_of_the_environment_is_used_for_the_rest(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HTTPS_PROXY", closed_port())
        with pytest.raises(TransportError, match="ConnectError"):
            Driver("sync").call("ecore", "get", "42")


class TestConfiguration:
    """What is refused before anything is sent."""

    @pytest.mark.parametrize("provider", IDS)
    @pytest.mark.parametrize("key", [None, ""])
    def test_no_key(self, driver: Driver, provider: str, key: str | None) -> None:
        with pytest.raises(ConfigurationError, match=PROVIDERS[provider].key_variable):
            driver.call(provider, "get", IDS[provider], key=key)  # type: ignore[arg-type]  # that is the test

    @pytest.mark.parametrize(
        "key", ["secretkey\n", "secret key", " secretkey", "secretk\u00e9y", "secret\x00key", "\u2026"]
    )
    def test_a_key_that_no_header_takes(self, key: str) -> None:
        with pytest.raises(ConfigurationError, match="REVENUEBASE_API_KEY") as caught:
            Revenuebase(key)
        assert "secret" not in str(caught.value)

    @pytest.mark.parametrize(
        "url",
        [
            "http://api.revenuebase.ai",
            "http://127.0.0.1.example.com",
            "http://localhost.example.com",
            "http://10.0.0.1",
            "http://[::2]",
            "http://0.0.0.0",
            "ftp://127.0.0.1",
            "127.0.0.1:8000",
            "https://",
            "https:///v1",
            "https://exa mple.com",
            "https://example.com\n",
            "https://user:password@example.com",
            "https://example.com?key=1",
            "https://example.com#x",
            "https://example.com:99999",
            "https://[::1",
            "https://a..b",
            "https://999.1.1.1",
            "https://xn--a",
            "https://h/" + "x" * 70_000,
            "https://.example.com",
            "https://[v1.x]",
            "https://[127.0.0.1]",
            "https://-a.example.com",
            f"https://{'a' * 64}.example.com",
            "https://" + ".".join(["a" * 50] * 6),
            "https://exa%6dple.com",
        ],
    )
    def test_an_unsafe_base_url(self, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        with pytest.raises(ConfigurationError, match="REVENUEBASE_BASE_URL") as caught:
            Revenuebase(KEY, base_url=url)
        assert "password" not in str(caught.value)
        monkeypatch.setenv("REVENUEBASE_BASE_URL", url)
        with pytest.raises(ConfigurationError):
            Revenuebase(KEY)

    @pytest.mark.parametrize(
        "url",
        ["http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1", "http://127.9.9.9", "https://example.com/a/"],
    )
    def test_a_safe_base_url(self, url: str) -> None:
        assert url.rstrip("/") in repr(Revenuebase(KEY, base_url=url))

    @pytest.mark.parametrize("timeout", [0, -1, float("nan")])
    def test_a_timeout_that_is_none(self, timeout: float) -> None:
        with pytest.raises(ValueError, match="timeout"):
            Revenuebase(KEY, timeout=timeout)

    def test_a_version_that_does_not_exist(self) -> None:
        with pytest.raises(ConfigurationError, match='"v2" or "v1"'):
            Revenuebase(KEY, api_version="v3")  # type: ignore[call-overload]  # that is the test


def test_certificates_are_checked() -> None:
    context: Any = Revenuebase(KEY)._transport._pool._pool._ssl_context  # type: ignore[attr-defined]  # no public way
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
