"""One module for each provider: its calls, and what its answers mean for a job."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from ..services import find_service

if TYPE_CHECKING:
    from ..drivers.clients import AsyncClient, Client

_CLASSES: Final[Mapping[str, str]] = {
    "revenuebase": "Revenuebase",
    "apexverify": "ApexVerify",
    "ecore": "ECore",
    "llamacloud": "LlamaCloud",
}


def client_class(provider: str) -> "type[Client[Any, Any]]":
    """The synchronous client of a provider.

    Raises:
        ConfigurationError: there is no such provider.
    """
    found: type[Client[Any, Any]] = getattr(_module(provider), _CLASSES[provider])
    return found


def async_client_class(provider: str) -> "type[AsyncClient[Any, Any]]":
    """The asynchronous client of a provider.

    Raises:
        ConfigurationError: there is no such provider.
    """
    found: type[AsyncClient[Any, Any]] = getattr(_module(provider), f"Async{_CLASSES[provider]}")
    return found


def _module(provider: str) -> object:
    return import_module(f".{find_service(provider).name}", __name__)
