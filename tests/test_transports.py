"""What holds for every way of a request to a socket: httpx's transport, aiohttp's session, the caller's own."""

import asyncio
import gzip
import ssl
from pathlib import Path
from typing import Any

import pytest
import trio
from batchlight import AsyncECore, NotFoundError, ResponseError, RetryPolicy, TransportError

from tests.drivers import CALLERS_CLIENT, CALLERS_TRANSPORT, KEY, WAYS, Way
from tests.sockets import Kept, closed_port, keeping, own_certificate, sending

BODY = b'{"id": 42, "status": "Processed"}'


def answer(body: bytes = BODY, status: bytes = b"200 OK", headers: bytes = b"") -> bytes:
    return b"HTTP/1.1 %s\r\nContent-Length: %d\r\n%s\r\n" % (status, len(body), headers) + body


def twice(way: Way, kept: Kept, **options: Any) -> None:
    """Look two times, with one client."""

    def look(client: Any) -> Any:
        if way.driver.run is None:
            return [client.get("42"), client.get("42")]

        async def asynchronously() -> Any:
            return [await client.get("42"), await client.get("42")]

        return asynchronously()

    assert [job.state for job in way.act("ecore", look, base_url=kept.url, **options)] == ["succeeded"] * 2


class TestConnections:
    def test_the_second_look_uses_the_first_ones(self, way: Way) -> None:
        with keeping(answer()) as kept:
            twice(way, kept)
        assert [number for number, _request in kept.requests] == [1, 1]

    def test_one_that_the_provider_has_closed_is_not_used(self, way: Way) -> None:
        with keeping(answer(), most=1) as kept:
            # Another attempt, because a connection may be closed while a request is on its way.
            twice(way, kept, retry=RetryPolicy(attempts=2, initial=0.001, jitter=0))
        assert [number for number, _request in kept.requests] == [1, 2]

    @pytest.mark.parametrize("method", ["get", "cancel"])
    def test_a_request_that_is_not_answered_is_sent_once(self, way: Way, method: str) -> None:
        with keeping(b"", most=1) as kept, pytest.raises(TransportError) as caught:
            way.act("revenuebase", lambda client: getattr(client, method)(42), base_url=kept.url)
        assert caught.value.sent
        assert len(kept.requests) == 1


class TestRequests:
    def test_the_bytes(self, way: Way) -> None:
        with keeping(answer()) as kept:
            way.get("ecore", kept.url)
        ((_number, request),) = kept.requests
        line, *lines = request.decode().strip().split("\r\n")
        assert line == "GET /email-validation/jobs/42/ HTTP/1.1"
        headers = {name.lower(): value for name, value in (line.split(": ") for line in lines)}
        assert len(headers) == len(lines)
        assert headers.pop("host") == kept.url.removeprefix("http://")
        assert headers.pop("user-agent").startswith("batchlight/")
        assert headers.pop("authorization") == f"Token {KEY}"
        if way.name == CALLERS_CLIENT:
            assert headers.pop("connection") == "keep-alive"
        assert headers == {"accept": "application/json", "accept-encoding": "gzip"}

    def test_a_body(self, way: Way) -> None:
        done = b'{"process_id": 42, "message": "", "current_status": "CANCELLED"}'
        with keeping(answer(done)) as kept:
            way.act("revenuebase", lambda client: client.cancel(42), base_url=kept.url)
        ((_number, request),) = kept.requests
        head, _, body = request.partition(b"\r\n\r\n")
        assert head.startswith(b"POST /v2/jobs/42/cancel HTTP/1.1\r\n")
        assert b"content-length: 0" in head.lower()
        assert b"content-type" not in head.lower()
        assert body == b""


class TestAnswers:
    def test_a_redirect_is_not_followed(self, way: Way) -> None:
        with keeping(answer(b"", b"307 Go", b"Location: /elsewhere\r\n")) as kept:
            with pytest.raises(ResponseError, match="the key would go along"):
                way.get("ecore", kept.url)
            assert len(kept.requests) == 1

    def test_cookies_are_not_kept(self, way: Way) -> None:
        with keeping(answer(headers=b"Set-Cookie: a=b; Path=/\r\n")) as kept:
            twice(way, kept)
        # But by a client of the caller's, whose business they are.
        assert (b"a=b" in kept.requests[1][1]) == (way.name == CALLERS_CLIENT)

    def test_headers_are_as_they_were_sent(self, way: Way) -> None:
        odd = b"X-Latin: caf\xe9\r\nX-Long: " + b"x" * 30_000 + b"\r\nX-Two: 1\r\nX-Two: 2\r\nx-empty:\r\n"
        with keeping(answer(b"{}", b"404 Not Here", odd)) as kept, pytest.raises(NotFoundError) as caught:
            way.get("ecore", kept.url)
        headers: Any = caught.value.headers
        assert headers["x-latin"] == "caf\u00e9"
        assert len(headers["x-long"]) == 30_000
        assert headers.get_list("x-two") == ["1", "2"]
        assert headers["X-Empty"] == ""

    @pytest.mark.parametrize("packed", [gzip.compress(BODY), gzip.compress(BODY[:9]) + gzip.compress(BODY[9:])])
    def test_a_body_that_is_packed(self, way: Way, packed: bytes) -> None:
        with keeping(answer(packed, headers=b"Content-Encoding: gzip\r\n")) as kept:
            assert way.get("ecore", kept.url).state == "succeeded"

    def test_answers_before_the_answer(self, way: Way) -> None:
        with keeping(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + answer()) as kept:
            twice(way, kept)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return own_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def server_context(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    return context


@pytest.fixture
def trusting(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certificate[0])


# What a caller's own transport goes through is the caller's.
OWN_WAYS = [way for way in WAYS if way.name not in (CALLERS_CLIENT, CALLERS_TRANSPORT)]
own_ways = pytest.mark.parametrize("way", OWN_WAYS, ids=lambda way: f"{way.driver.name}, {way.name}")


class TestTls:
    def test_a_certificate_that_nobody_signed(self, way: Way, server_context: ssl.SSLContext) -> None:
        with (
            keeping(answer(), tls=server_context) as kept,
            pytest.raises(TransportError, match="ConnectError") as caught,
        ):
            way.get("ecore", kept.url)
        assert (caught.value.sent, caught.value.refused) == (False, False)
        assert kept.requests == []

    def test_one_that_the_caller_trusts(
        self, way: Way, server_context: ssl.SSLContext, trusting: ssl.SSLContext
    ) -> None:
        with keeping(answer(), tls=server_context) as kept:
            twice(way, kept, verify=trusting)
        assert [number for number, _request in kept.requests] == [1, 1]


@own_ways
class TestProxies:
    def test_a_tunnel(self, way: Way, server_context: ssl.SSLContext, trusting: ssl.SSLContext) -> None:
        with keeping(answer(), tls=server_context, tunnel=True) as kept:
            proxy = kept.url.replace("http://", "http://us%40er:pass@")
            url = "https://localhost:9"
            assert way.get("ecore", url, verify=trusting, proxy=proxy).state == "succeeded"
        (_, connect), (_, request) = kept.requests
        assert connect.startswith(b"CONNECT localhost:9 HTTP/1.1\r\n")
        assert b"roxy-Authorization: Basic dXNAZXI6cGFzcw==\r\n" in connect
        assert KEY.encode() not in connect
        assert b"proxy-authorization" not in request.lower()

    def test_plain_http(self, way: Way) -> None:
        with keeping(answer()) as kept:
            url = "http://localhost:9"
            assert way.get("ecore", url, proxy=kept.url.replace("http://", "http://user:pass@")).state == "succeeded"
        ((_number, request),) = kept.requests
        assert request.startswith(b"GET http://localhost:9/email-validation/jobs/42/ HTTP/1.1\r\n")
        assert b"roxy-Authorization: Basic dXNlcjpwYXNz\r\n" in request

    def test_a_proxy_that_refuses(self, way: Way) -> None:
        with (
            sending(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n") as proxy,
            pytest.raises(TransportError, match="ProxyError: 407") as caught,
        ):
            way.get("ecore", "https://provider.example", proxy=proxy)
        assert (caught.value.sent, caught.value.refused) == (False, False)

    def test_a_proxy_that_is_not_there(self, way: Way) -> None:
        with pytest.raises(TransportError) as caught:
            way.get("ecore", "https://provider.example", proxy=closed_port())
        assert not caught.value.sent


@own_ways
def test_a_silent_connection_was_not_used(way: Way) -> None:
    """A time-out before there is a connection is another than one after."""
    with keeping(b"") as kept:
        with pytest.raises(TransportError) as caught:
            # Long enough for a busy machine to connect in.
            way.get("ecore", kept.url, timeout=3)
        assert caught.value.sent
        with pytest.raises(TransportError) as caught:
            way.get("ecore", kept.url.replace("http:", "https:"), timeout=0.3)
        assert not caught.value.sent


class TestEventLoops:
    def test_a_client_goes_from_one_to_the_next(self) -> None:
        states: list[str] = []

        async def look(client: AsyncECore) -> None:
            states.append((await client.get("42")).state)

        async def close(client: AsyncECore) -> None:
            await look(client)
            await client.aclose()

        # The server closes, so that nothing of a loop that is over is left open.
        with keeping(answer(headers=b"Connection: close\r\n"), most=1) as kept:
            client = AsyncECore(KEY, base_url=kept.url)
            asyncio.run(look(client))
            trio.run(look, client)
            asyncio.run(look(client))
            trio.run(close, client)
        assert states == ["succeeded"] * 4

    def test_under_trio_a_loop_of_asyncio_may_be_the_host(self) -> None:
        done: list[Any] = []

        async def look(url: str) -> None:
            async with AsyncECore(KEY, base_url=url) as client:
                done.append((await client.get("42")).state)

        async def host(url: str) -> None:
            loop = asyncio.get_running_loop()
            over: asyncio.Future[Any] = loop.create_future()
            trio.lowlevel.start_guest_run(
                look, url, run_sync_soon_threadsafe=loop.call_soon_threadsafe, done_callback=over.set_result
            )
            (await over).unwrap()

        with keeping(answer()) as kept:
            asyncio.run(host(kept.url))
        assert done == ["succeeded"]
