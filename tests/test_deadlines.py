"""A deadline holds, whoever made the connection, and nothing of the caller's is changed.

What is tested against a server without end would never return if it did not hold: no test here measures time.
"""

import asyncio
import gc
import socket
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import httpcore
import httpx
import pytest
import trio
from batchlight import (
    AsyncECore,
    ConfigurationError,
    ECore,
    Job,
    NotFoundError,
    PollPolicy,
    RetryPolicy,
    ServerError,
    TransportError,
    WaitTimeout,
)
from batchlight.drivers.deadline import DeadlineBackend, limited, within

from tests.drivers import KEY, WAYS, Driver, Way
from tests.sockets import streaming

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"

# What the server sends first, then again and again, and the seconds between.
ENDLESS = {
    "a header line now and then": (HEAD, b"X-More: 1\r\n", 0.02),
    "100 Continue now and then": (b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.02),
    "a byte of the body now and then": (HEAD + b"Content-Length: 1000000\r\n\r\n", b" ", 0.02),
    "a chunk of a byte, as fast as it can": (CHUNKED, b"1\r\n \r\n" * 1000, 0.0),
    "nothing": (b"", b"", 0.02),
}


@pytest.mark.parametrize("endless", ENDLESS)
def test_a_server_without_end(way: Way, endless: str) -> None:
    with streaming(*ENDLESS[endless]) as url, pytest.raises(WaitTimeout) as caught:
        way.act("ecore", lambda client: client.wait("42", timeout=0.4), base_url=url)
    assert isinstance(caught.value.__cause__, TransportError)
    assert caught.value.job is None


@pytest.mark.parametrize("way", [way for way in WAYS if way.driver.name == "sync"], ids=lambda way: way.name)
def test_an_abandoned_request_hangs_up(way: Way) -> None:
    """A thread for each look, reading for as long as the server sends, would fill the process in an hour."""
    with streaming(*ENDLESS["a header line now and then"]) as url:
        with pytest.raises(WaitTimeout):
            way.act("ecore", lambda client: client.wait("42", timeout=0.2), base_url=url)
        for thread in threading.enumerate():
            if thread.name == "batchlight":
                thread.join(20)
                assert not thread.is_alive()


@pytest.mark.parametrize("way", [way for way in WAYS if way.driver.name == "sync"], ids=lambda way: way.name)
def test_looks_that_are_given_up_leave_nothing_behind(way: Way) -> None:
    """Also the second one, and all that follow: a wait sends the same request again and again."""
    poll = PollPolicy(initial=0.02, maximum=0.02, jitter=0)
    with streaming(*ENDLESS["a header line now and then"]) as url:
        for _ in range(2):
            with pytest.raises(WaitTimeout):
                way.act("ecore", lambda client: client.wait("42", timeout=1, poll=poll), base_url=url, timeout=0.1)
        hanging = [thread for thread in threading.enumerate() if thread.name == "batchlight"]
        for thread in hanging:
            thread.join(20)
        assert not any(thread.is_alive() for thread in hanging)


def test_what_cannot_be_hung_up_is_bounded() -> None:
    """A transport that hides its connections: no more than a few threads wait for it, and the next look waits, too."""
    release = threading.Event()

    class Hiding(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            release.wait(60)
            return httpx.Response(200, json={"id": 42, "status": "Processed"})

    def hanging() -> int:
        return sum(thread.name == "batchlight" for thread in threading.enumerate())

    poll = PollPolicy(initial=0.001, maximum=0.001, jitter=0)
    with ECore(KEY, transport=Hiding(), timeout=0.001) as client:
        with pytest.raises(WaitTimeout) as caught:
            client.wait("42", timeout=2, poll=poll)
        assert "still hang" in str(caught.value)
        assert hanging() == 8
        release.set()
        assert client.wait("42", timeout=60, poll=poll).state == "succeeded"


@pytest.mark.parametrize("name", ["asyncio", "trio"])
def test_the_event_loop_goes_on(name: str) -> None:
    ticks = 0

    async def tick(sleep: Callable[[float], Any]) -> None:
        nonlocal ticks
        while True:
            await sleep(0)
            ticks += 1

    async def look(url: str) -> None:
        async with AsyncECore(KEY, base_url=url) as client:
            with pytest.raises(WaitTimeout):
                await client.wait("42", timeout=0.4)

    async def in_asyncio(url: str) -> None:
        ticking = asyncio.create_task(tick(asyncio.sleep))
        await look(url)
        ticking.cancel()

    async def in_trio(url: str) -> None:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(tick, trio.sleep)
            await look(url)
            nursery.cancel_scope.cancel()

    with streaming(*ENDLESS["a chunk of a byte, as fast as it can"]) as url:
        if name == "asyncio":
            asyncio.run(in_asyncio(url))
        else:
            trio.run(in_trio, url)
    assert ticks > 5


class TestAddresses:
    @pytest.fixture
    def tried(self, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, float]]:
        """What is connected to, and with how much time; nobody answers."""
        tried: list[tuple[str, float]] = []

        def connect(_self: object, host: str, _port: int, timeout: float, *_more: object) -> None:
            tried.append((host, timeout))
            raise httpcore.ConnectTimeout("silent")

        monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
        return tried

    def test_silent_ones_share_the_time(self, monkeypatch: pytest.MonkeyPatch, tried: list[tuple[str, float]]) -> None:
        found = [(2, 1, 6, "", (f"192.0.2.{number}", 443)) for number in (1, 2, 3, 4, 1)]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found)
        with limited(8.0), pytest.raises(httpcore.ConnectTimeout):
            DeadlineBackend().connect_tcp("provider.example", 443)
        assert [host for host, _timeout in tried] == [f"192.0.2.{number}" for number in (1, 2, 3, 4)]
        shares = [share for _host, share in tried]
        # None of them used its time up here, so each next one has a share of what all have left.
        assert [round(share) for share in shares] == [2, 3, 4, 8]
        assert shares[0] <= 8 / 4

    def test_an_address_is_not_looked_up(self, monkeypatch: pytest.MonkeyPatch, tried: list[tuple[str, float]]) -> None:
        monkeypatch.setattr(socket, "getaddrinfo", None)
        for address in ("192.0.2.7", "2001:db8::7"):
            with pytest.raises(httpcore.ConnectTimeout):
                DeadlineBackend().connect_tcp(address, 443, 5.0)
        assert tried == [("192.0.2.7", 5.0), ("2001:db8::7", 5.0)]

    def test_a_look_up_that_hangs(self, monkeypatch: pytest.MonkeyPatch) -> None:
        hangs = threading.Event()
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: hangs.wait(60))
        with ECore(KEY, base_url="https://provider.example") as client, pytest.raises(WaitTimeout) as caught:
            client.wait("42", timeout=0.2)
        hangs.set()
        assert "look-up" in str(caught.value.__cause__)

    @pytest.mark.parametrize("error", [OSError("no such host"), UnicodeError("label too long")], ids=repr)
    def test_a_host_that_is_not_there(self, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
        def fail(*_args: object, **_more: object) -> None:
            raise error

        monkeypatch.setattr(socket, "getaddrinfo", fail)
        with (
            ECore(KEY, base_url="https://provider.example", retry=RetryPolicy(attempts=1)) as client,
            pytest.raises(TransportError, match=str(error)) as caught,
        ):
            client.get("42")
        assert not caught.value.sent


class TestWithin:
    def test_what_it_returns_and_raises(self) -> None:
        assert within(5.0, lambda: 42) == 42
        assert within(None, threading.get_ident) == threading.get_ident()
        with pytest.raises(ZeroDivisionError):
            within(5.0, lambda: 1 // 0)

    def test_what_takes_too_long_is_given_up(self) -> None:
        release, given_up = threading.Event(), threading.Event()
        with pytest.raises(TimeoutError):
            within(0.05, lambda: release.wait(60), lambda _thread: given_up.set())
        release.set()
        assert given_up.is_set()

    def test_so_is_what_ctrl_c_ends(self, monkeypatch: pytest.MonkeyPatch) -> None:
        given_up: list[str] = []

        def interrupted(_self: threading.Event, timeout: float | None = None) -> bool:
            if timeout == 5.0:
                raise KeyboardInterrupt
            return wait_for(_self, timeout)

        wait_for = threading.Event.wait
        monkeypatch.setattr(threading.Event, "wait", interrupted)
        with pytest.raises(KeyboardInterrupt):
            within(5.0, lambda: None, lambda thread: given_up.append(thread.name))
        assert given_up == ["batchlight"]


class Counting(httpx.BaseTransport):
    """Answers every look with a job that runs."""

    def __init__(self) -> None:
        self.closed = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"id": 42, "status": "Processing"})

    def close(self) -> None:
        self.closed += 1


class TestWhatIsTheCallers:
    def test_a_transport_is_neither_changed_nor_closed(self) -> None:
        transport = httpx.HTTPTransport()
        before = dict(vars(transport)), dict(vars(transport._pool))
        for _ in range(50):
            ECore(KEY, transport=transport).close()
        assert (dict(vars(transport)), dict(vars(transport._pool))) == before
        counting = Counting()
        for _ in range(3):
            with ECore(KEY, transport=counting) as client:
                assert client.get("42").state == "running"
        assert counting.closed == 0

    def test_a_client_is_neither_changed_nor_closed(self) -> None:
        with httpx.Client(headers={"X-Mine": "1"}, transport=Counting()) as http_client:
            before = dict(http_client.headers), str(http_client.timeout), dict(vars(http_client._transport))
            with ECore(KEY, http_client=http_client) as client:
                assert client.get("42").state == "running"
            assert (dict(http_client.headers), str(http_client.timeout), dict(vars(http_client._transport))) == before
            assert not http_client.is_closed

    def test_a_clients_headers_and_parameters_go_along(self, driver: Driver) -> None:
        requests: list[httpx.Request] = []

        def answer(request: httpx.Request) -> httpx.Response:
            requests.append(request)
            return httpx.Response(200, json={"id": 42, "status": "Processing"})

        options: dict[str, Any] = {"headers": {"X-Mine": "1"}, "params": {"team": "blue"}, "cookies": {"a": "b"}}
        mock = httpx.MockTransport(answer)
        kind = httpx.Client if driver.run is None else httpx.AsyncClient
        driver.call("ecore", "get", "42", http_client=kind(transport=mock, **options))
        assert requests[0].headers["X-Mine"] == "1"
        assert requests[0].headers["Cookie"] == "a=b"
        assert requests[0].url.params["team"] == "blue"

    @pytest.mark.parametrize(
        ("names", "message"),
        [
            (("transport", "http_client"), "contradict"),
            (("transport", "proxy"), "proxy cannot be given with transport"),
            (("http_client", "verify", "proxy"), "verify and proxy cannot be given with http_client"),
        ],
        ids=str,
    )
    @pytest.mark.parametrize("cls", [ECore, AsyncECore])
    def test_arguments_that_contradict_each_other(self, cls: Any, names: tuple[str, ...], message: str) -> None:
        with pytest.raises(ConfigurationError, match=message):
            cls(KEY, **dict.fromkeys(names, object()))

    @pytest.mark.parametrize(
        "proxy",
        ["ftp://proxy.example", "socks4://proxy.example", "http://[v1]", "http://127.0.0.1:99999", "http://", 5],
        ids=str,
    )
    @pytest.mark.parametrize("cls", [ECore, AsyncECore])
    def test_a_proxy_that_is_none(self, cls: Any, proxy: Any) -> None:
        with pytest.raises(ConfigurationError, match="the proxy"):
            cls(KEY, proxy=proxy)

    @pytest.mark.parametrize("verify", [False, True, "ca.pem"], ids=repr)
    @pytest.mark.parametrize("cls", [ECore, AsyncECore])
    def test_the_key_goes_to_nobody_unverified(self, cls: Any, verify: Any) -> None:
        with pytest.raises(ConfigurationError, match=r"verify is an ssl\.SSLContext"):
            cls(KEY, verify=verify)

    def test_a_client_of_the_other_kind(self) -> None:
        with pytest.raises(ConfigurationError, match="asynchronous"):
            ECore(KEY, http_client=httpx.AsyncClient())  # type: ignore[arg-type]  # that is the test
        with httpx.Client() as client, pytest.raises(ConfigurationError, match="synchronous"):
            AsyncECore(KEY, http_client=client)  # type: ignore[arg-type]  # that is the test


class TestHooks:
    """A hook of the caller's client may have read the body, or have raised for its status."""

    BODY = b'{"id": 42, "status": "Processed"}'

    @staticmethod
    def get(driver: Driver, hook: Callable[[httpx.Response], object], status: int, content: bytes) -> Job[Any]:
        def answer(_request: httpx.Request) -> httpx.Response:
            return httpx.Response(status, stream=Stream(content))

        async def asynchronous_hook(response: httpx.Response) -> None:
            if hook is read:
                await response.aread()
            else:
                hook(response)

        transport = httpx.MockTransport(answer)
        client: Any
        if driver.run is None:
            client = httpx.Client(transport=transport, event_hooks={"response": [hook]})
        else:
            client = httpx.AsyncClient(transport=transport, event_hooks={"response": [asynchronous_hook]})
        job: Job[Any] = driver.call("ecore", "get", "42", http_client=client)
        return job

    def test_a_body_that_was_read_is_used(self, driver: Driver) -> None:
        assert self.get(driver, read, 200, self.BODY).state == "succeeded"

    @pytest.mark.parametrize(("status", "error"), [(404, NotFoundError), (503, ServerError)])
    def test_what_a_hook_raises_for_a_status_is_the_answer(
        self, driver: Driver, status: int, error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            self.get(driver, raises, status, b'{"detail": "Not found."}')


class Stream(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that comes once, as from a network."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        yield self._content

    async def __aiter__(self) -> Any:
        yield self._content


def read(response: httpx.Response) -> None:
    response.read()


def raises(response: httpx.Response) -> None:
    response.raise_for_status()


class TestClosed:
    def test_a_closed_client(self, way: Way) -> None:
        def use_closed(client: Any) -> Any:
            if way.driver.run is None:
                client.close()
                return client.get("42")

            async def asynchronously() -> Any:
                await client.aclose()
                return await client.get("42")

            return asynchronously()

        with pytest.raises(ConfigurationError, match="ECore is closed"):
            way.act("ecore", use_closed, base_url="http://127.0.0.1:9")

    def test_a_closed_http_client(self, driver: Driver) -> None:
        client: Any = httpx.Client() if driver.run is None else httpx.AsyncClient()
        if driver.run is None:
            client.close()
        else:
            asyncio.run(client.aclose())
        with pytest.raises(ConfigurationError, match="http_client is closed"):
            driver.call("ecore", "get", "42", http_client=client)


@pytest.mark.parametrize(
    "error", [ConnectionResetError("reset"), httpx.InvalidURL("odd"), httpx.StreamConsumed()], ids=repr
)
def test_whatever_a_transport_raises_is_no_answer(driver: Driver, error: Exception) -> None:
    def fail(_request: httpx.Request) -> httpx.Response:
        raise error

    with pytest.raises(TransportError) as caught:
        driver.call("ecore", "get", "42", transport=httpx.MockTransport(fail))
    assert caught.value.__cause__ is error


def test_a_client_in_another_event_loop() -> None:
    with streaming(HEAD + b'Content-Length: 33\r\n\r\n{"id": 42, "status": "Processed"}', b"", 0.05) as url:
        client = AsyncECore(KEY, base_url=url)
        for _ in range(3):
            assert asyncio.run(client.get("42")).state == "succeeded"
        with warnings.catch_warnings():
            # Python tells of the connections that the loops have left open.
            warnings.simplefilter("ignore", ResourceWarning)
            asyncio.run(client.aclose())
            gc.collect()


@pytest.mark.parametrize("timeout", [1e10, 1e308])
def test_a_time_limit_longer_than_any_socket_takes(driver: Driver, timeout: float) -> None:
    with streaming(HEAD + b'Content-Length: 33\r\n\r\n{"id": 42, "status": "Processed"}', b"", 0.05) as url:
        assert driver.call("ecore", "get", "42", base_url=url, timeout=timeout).state == "succeeded"
