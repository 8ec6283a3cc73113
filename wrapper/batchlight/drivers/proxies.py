"""Which proxy the environment names for a host: the rules of httpx, which are those of curl."""

import ipaddress
from urllib.request import getproxies

import httpx


def proxy_for(url: httpx.URL) -> str | None:
    """The proxy that `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` name for a URL, or None.

    Example:
        >>> import os
        >>> os.environ["HTTPS_PROXY"] = "http://proxy.example:3128"
        >>> os.environ["NO_PROXY"] = "internal.example"
        >>> proxy_for(httpx.URL("https://api.example.com"))
        'http://proxy.example:3128'
        >>> proxy_for(httpx.URL("https://api.internal.example")) is None
        True
    """
    named = getproxies()
    excepted = [entry.strip() for entry in named.get("no", "").split(",")]
    if any(_covers(entry, url) for entry in excepted if entry):
        return None
    proxy = named.get(url.scheme) or named.get("all")
    if not proxy:
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def _covers(entry: str, url: httpx.URL) -> bool:
    """Whether an entry of NO_PROXY is about a URL.

    "example.com" is about its subdomains too, ".example.com" about them alone; addresses and localhost stand for
    themselves; an entry may have a scheme and a port.
    """
    if entry == "*":
        return True
    if "://" not in entry:
        if _version(entry) == 6:
            entry = f"[{entry}]"
        elif _version(entry) is None and entry.lower() != "localhost":
            entry = f"*{entry}"
        entry = f"all://{entry}"
    try:
        pattern = httpx.URL(entry)
    except httpx.InvalidURL:
        return False
    if pattern.scheme not in ("", "all", url.scheme) or (pattern.port is not None and pattern.port != url.port):
        return False
    if not pattern.host.startswith("*"):
        return url.host == pattern.host
    domain = pattern.host[1:]
    return url.host.endswith(domain if domain.startswith(".") else f".{domain}") or url.host == domain


def _version(text: str) -> int | None:
    try:
        return ipaddress.ip_address(text.partition("/")[0]).version
    except ValueError:
        return None
