"""The proxy of the environment is the one that httpx would take: its own choice is the judge."""

import os
from collections.abc import Mapping
from typing import Any
from unittest import mock

import httpx
import pytest
from batchlight import AsyncECore, ConfigurationError, ECore, RetryPolicy, TransportError
from batchlight.drivers.proxies import proxy_for
from hypothesis import example, given
from hypothesis import strategies as st

from tests.drivers import KEY
from tests.sockets import sending

HOSTS = [
    "example.com",
    "api.example.com",
    "notexample.com",
    "localhost",
    "192.0.2.1",
    "[2001:db8::1]",
    "a.b.c.example.org",
]
ENTRIES = [
    "example.com",
    ".example.com",
    "*.example.com",
    "api.example.com:8443",
    "https://example.com",
    "http://example.com",
    "all://example.org",
    "localhost",
    "192.0.2.1",
    "192.0.2.0/24",
    "2001:db8::1",
    "::1",
    "*",
    "org",
    "EXAMPLE.com",
]
VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


def chosen_by_httpx(url: str) -> str | None:
    """What `httpx.Client` would send through."""
    with httpx.Client(verify=False) as client:
        transport: Any = client._transport_for_url(httpx.URL(url))
        proxy = getattr(transport._pool, "_proxy_url", None)
    return None if proxy is None else f"{proxy.scheme.decode()}://{proxy.host.decode()}:{proxy.port}"


# httpx puts a star of its own before a name, so that one that has a star is taken by its letters.
@example(url="https://api.example.com/v1", named={"HTTPS_PROXY": "one.example:3128", "NO_PROXY": "*.example.com"})
@given(
    url=st.builds(
        lambda scheme, host, port: f"{scheme}://{host}{port}/v1",
        st.sampled_from(["https", "http"]),
        st.sampled_from(HOSTS),
        st.sampled_from(["", ":8443", ":443"]),
    ),
    named=st.fixed_dictionaries(
        {},
        optional={
            "HTTPS_PROXY": st.sampled_from(["http://one.example:3128", "one.example:3128"]),
            "HTTP_PROXY": st.just("http://two.example:3128"),
            "ALL_PROXY": st.just("http://three.example:3128"),
            "NO_PROXY": st.lists(st.sampled_from(ENTRIES), max_size=3).map(" , ".join),
        },
    ),
)
def test_it_is_the_choice_of_httpx(url: str, named: Mapping[str, str]) -> None:
    with mock.patch.dict(os.environ, named):
        ours = proxy_for(httpx.URL(url))
        expected = chosen_by_httpx(url)
    if ours is not None and "://" not in ours:
        ours = f"http://{ours}"
    assert ours == expected


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "ALL_PROXY"])
@pytest.mark.parametrize("cls", [ECore, AsyncECore])
def test_a_proxy_of_the_environment_that_is_none(cls: Any, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "ftp://user:password@proxy.example")
    with pytest.raises(ConfigurationError, match="the proxy") as caught:
        cls(KEY)
    assert "password" not in str(caught.value)
    cls(KEY, base_url="http://127.0.0.1:1")  # what stays on this machine goes through none


@pytest.mark.parametrize("given", ["argument", "environment"])
def test_a_request_goes_through_the_proxy(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with sending(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n") as proxy:
        options: dict[str, Any] = {"retry": RetryPolicy(attempts=1)}
        if given == "argument":
            options["proxy"] = proxy
        else:
            monkeypatch.setenv("HTTPS_PROXY", proxy)
        with ECore(KEY, **options) as client, pytest.raises(TransportError, match="407") as caught:
            client.get("42")
        assert not caught.value.sent
