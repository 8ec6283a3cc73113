"""One module for each provider that is simulated: its statuses, its errors, what it answers."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from batchlight_clients.operations import OPERATIONS

from ...errors import ConfigurationError
from ...finding import Found
from ...providers import find_provider
from ..simulated import Simulated

SIMULATED: Final[Mapping[str, Simulated]] = Found(__name__, "SIMULATED")
"""The simulated providers by their names."""


def find_simulated(name: str) -> Simulated:
    """The simulated provider of that name.

    Raises:
        ConfigurationError: there is none.
    """
    find_provider(name)
    if name not in SIMULATED:
        raise ConfigurationError(f"{name} is not simulated; simulated are {', '.join(SIMULATED)}")
    return SIMULATED[name]


def base_path(provider: str) -> str:
    """Where the simulator answers for a provider: below the same path as the provider itself."""
    return urlsplit(find_provider(provider).base_url).path


def endpoint_of(provider: str, operation: str) -> tuple[str, str]:
    """Method and path at which the simulator answers to an operation."""
    known = OPERATIONS[operation]
    return known.method, base_path(provider) + known.path
