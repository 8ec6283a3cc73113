"""One module for each provider: all that is known of it. A module is loaded when its provider is asked for."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from ..errors import ConfigurationError
from ..finding import Found
from ..text import printable

if TYPE_CHECKING:
    from ..drivers.clients import AsyncClient, Client
    from ..engine.provider import Provider
    from ..jobs import Job

PROVIDERS: Final[Mapping[str, "Provider"]] = Found(__name__, "PROVIDER")
"""The providers by their names."""


def find_provider(name: str) -> "Provider":
    """The provider of that name.

    Raises:
        ConfigurationError: there is none.
    """
    if name not in PROVIDERS:
        raise ConfigurationError(f"unknown provider {printable(repr(name), 60)}; there are {', '.join(PROVIDERS)}")
    return PROVIDERS[name]


def client_class(provider: str) -> "type[Client[Any, Any]]":
    """The synchronous client of a provider.

    Raises:
        ConfigurationError: there is no such provider.
    """
    found: type[Client[Any, Any]] = _public(provider, find_provider(provider).class_name)
    return found


def async_client_class(provider: str) -> "type[AsyncClient[Any, Any]]":
    """The asynchronous client of a provider.

    Raises:
        ConfigurationError: there is no such provider.
    """
    found: type[AsyncClient[Any, Any]] = _public(provider, f"Async{find_provider(provider).class_name}")
    return found


def job_of(provider: str, id: str, payload: Mapping[str, Any]) -> "Job[Any]":
    """The job that a provider's status answer describes.

    Args:
        provider: the provider's name.
        id: the job's id, as it is written in a path.
        payload: the JSON object.
    """
    job: Job[Any] = _public(provider, "job_of")(id, payload)
    return job


def operations_of(provider: str) -> list[str]:
    """What can be done at a provider: the operations of its clients, those that all have first.

    Raises:
        ConfigurationError: there is no such provider.
    """
    from ..drivers.operations import operation, stream

    kinds = (operation, stream)
    classes = reversed(client_class(provider).__mro__)
    return [name for each in classes for name, value in vars(each).items() if isinstance(value, kinds)]


def public_names(provider: str) -> tuple[str, str, str]:
    """The names of a provider's file that are names of `batchlight`: both clients, and the type of a status."""
    name = PROVIDERS[provider].class_name
    return f"Async{name}", name, f"{name}Status"


def find_public(name: str) -> object | None:
    """What a provider's file has under one of its public names; None if it is the name of no provider.

    Nothing is loaded but the file that the name is from.
    """
    provider = name.removeprefix("Async").removesuffix("Status").lower()
    if provider not in PROVIDERS or name not in public_names(provider):
        return None
    found: object = _public(provider, name)
    return found


def _public(provider: str, name: str) -> Any:
    return getattr(import_module(f".{provider}", __name__), name)
