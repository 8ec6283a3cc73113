"""What a client knows before it sends anything: where to, with which key, how long it waits for an answer."""

import math
import os
import re
from urllib.parse import urlsplit

from attrs import field, frozen

from ..errors import ConfigurationError
from ..jobs import JobRef
from ..keys import Secret
from ..text import printable
from .policies import check_number
from .provider import Provider


@frozen
class Connection:
    """Where the calls of one client go.

    Attributes:
        provider: The provider.
        base_url: Where the paths begin, without a slash at the end.
        key: The API key.
        timeout: Seconds that one request may take, or None for ever.
        site: The provider's site; None for the default one.
    """

    provider: Provider
    base_url: str
    key: Secret = field(repr=False)
    timeout: float | None
    site: str | None = None

    def ref(self, id: object) -> JobRef:
        """The name of a job here, from its id, its ref or its ref's string.

        Raises:
            ValueError: the id is not of the provider's shape, or the ref is of another provider or site.
        """
        ref = self.provider.ref(id, site=self.site)
        if ref.site != self.site:
            self.check(ref)
        return ref

    def check(self, ref: JobRef) -> None:
        """Make sure that a job lives here.

        Raises:
            ValueError: it lives at another site.
        """
        if ref.site != self.site:
            theirs, ours = (_in_words(self.provider, site) for site in (ref.site, self.site))
            raise ValueError(f"{ref} is a job at {theirs}, and this client asks {ours}")

    @property
    def is_loopback(self) -> bool:
        """Whether the calls stay on this machine."""
        return _is_loopback(urlsplit(self.base_url).hostname or "")


def _in_words(provider: Provider, site: str | None) -> str:
    return f"the default site of {provider.title}" if site is None else f"the site {site!r} of {provider.title}"


def take_key(provider: Provider, api_key: str | Secret | None, site: str | None = None) -> Secret:
    """The key that was given, or else the one of the environment.

    From here on no variable of a frame holds the key itself, so that a traceback that shows variables does not show it.

    Raises:
        ConfigurationError: there is none, or it holds a character that cannot be sent in a header, or there is no such
            site.
    """
    if isinstance(api_key, Secret):
        return api_key
    variables = provider.at(site).key_variables
    key = Secret(api_key if api_key is not None else next(filter(None, map(os.environ.get, variables)), ""))
    del api_key
    if key.is_empty:
        raise ConfigurationError(
            f"no API key for {provider.title}: pass api_key, or set the environment variable {' or '.join(variables)}"
        )
    # The HTTP library would repeat the whole header in its complaint.
    if not key.fits_in_a_header:
        raise ConfigurationError(
            f"the API key for {provider.title} (api_key, or {' or '.join(variables)}) holds a character that no key "
            "has: white space, a line break at its end, or a letter outside ASCII"
        )
    return key


def connect(
    provider: Provider, key: Secret, base_url: str | None, timeout: float | None, site: str | None = None
) -> Connection:
    """Check what the caller and the environment say of the connection.

    Args:
        provider: the provider.
        key: see `take_key`.
        base_url: instead of the site's own, or None.
        timeout: seconds, or None for ever.
        site: one of the provider's sites, or None for the default one.

    Raises:
        ConfigurationError: there is no such site; or the base URL is none, or would send the key in clear text over a
            network.
        ValueError: the timeout is not a positive number.
    """
    if timeout is not None and timeout != math.inf:
        check_number(timeout, "timeout", 0.0)
    if timeout is not None and not timeout > 0:
        raise ValueError(f"timeout is a positive number of seconds or None, not {timeout!r}")
    place = provider.at(site)
    variable = place.base_url_variable
    url = base_url or (os.environ.get(variable) if variable else None) or place.base_url
    _check_base_url(f"the base URL of {provider.title} (base_url{f', or {variable}' if variable else ''})", url)
    return Connection(provider, url.rstrip("/"), key, timeout, site)


def _check_base_url(name: str, url: str) -> None:
    # A base URL is shown with care: it may hold a password.
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise ConfigurationError(f"{name} is not a URL") from None
    if parts.scheme not in ("https", "http") or not host or not re.fullmatch(r"[\x21-\x7e]+", url):
        raise ConfigurationError(f"{name} must begin with https:// and name a host")
    if not _is_host(host, in_brackets="[" in parts.netloc):
        raise ConfigurationError(f"{name} names a host that cannot exist: {printable(repr(host), 100)}")
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise ConfigurationError(f"{name} may hold only a scheme, a host, a port and a path")
    if parts.scheme == "http" and not _is_loopback(host):
        raise ConfigurationError(
            f"{name} is http:// to {printable(host, 100)}: the key would cross the network in clear text. "
            "Use https://; http:// is taken for this machine only (localhost, 127.0.0.1, [::1])"
        )


def _is_host(host: str, *, in_brackets: bool) -> bool:
    """Whether a host can be looked up at all (RFC 1123, section 2.1); an underscore is taken, as by most resolvers."""
    if in_brackets:
        try:
            import ipaddress

            return ipaddress.ip_address(host).version == 6
        except ValueError:
            return False
    label = r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
    return len(host) <= 254 and re.fullmatch(rf"{label}(\.{label})*\.?", host, re.IGNORECASE) is not None


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        import ipaddress

        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
