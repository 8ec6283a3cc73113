"""From a name or a stored string to a client, and from an answer that came another way to a job.

What a literal name gives is known to type checkers; `make tables` writes the overloads that say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast, overload

from attrs import evolve

from .jobs import Job, JobRef
from .providers import async_client_class, client_class, find_provider, job_of
from .reading.identity import AnotherJob, check_job
from .reading.jsondata import as_received
from .text import printable

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from typing import Unpack
    from uuid import UUID

    from .drivers.clients import AsyncClient, Client
    from .drivers.options import AsyncClientOptions, ClientOptions
    from .keys import Secret
    from .providers.apexverify import ApexVerify, ApexVerifyStatus, AsyncApexVerify
    from .providers.ecore import AsyncECore, ECore, ECoreStatus
    from .providers.llamacloud import AsyncLlamaCloud, LlamaCloud, LlamaCloudStatus
    from .providers.revenuebase import AsyncRevenuebase, Revenuebase, RevenuebaseStatus


@overload
def client_for(
    name: Literal["apexverify"],
    api_key: str | Secret | None = None,
    **options: Unpack[ClientOptions],
) -> ApexVerify: ...


@overload
def client_for(
    name: Literal["ecore"],
    api_key: str | Secret | None = None,
    **options: Unpack[ClientOptions],
) -> ECore: ...


@overload
def client_for(
    name: Literal["llamacloud"],
    api_key: str | Secret | None = None,
    **options: Unpack[ClientOptions],
) -> LlamaCloud: ...


@overload
def client_for(
    name: Literal["revenuebase"],
    api_key: str | Secret | None = None,
    **options: Unpack[ClientOptions],
) -> Revenuebase: ...


@overload
def client_for(
    name: str | JobRef,
    api_key: str | Secret | None = None,
    **options: Unpack[ClientOptions],
) -> Client[Any, Any]: ...


def client_for(name: str | JobRef, api_key: str | Secret | None = None, **options: Any) -> Any:
    """A synchronous client for a job, or for a provider, whose name is known.

    Args:
        name: A provider's name ("ecore"), a `JobRef`, or its string ("ecore:42", "llamacloud.eu:bjb-1"). For a ref the
            client is made for the ref's site.
        api_key: The key; by default that of the environment.
        options: The other arguments of the client; see `Client`.

    Raises:
        ConfigurationError: there is no such provider or site, or see `Client`.
        ValueError: the string is no ref, its id is not of the provider's shape, or `site` is another one than its own.

    Example:
        >>> with client_for("ecore:42") as client:
        ...     print(client.get("ecore:42").state)
        succeeded
    """
    try:
        provider = _with_site(name, options)
        return client_class(provider)(api_key, **options)
    finally:
        # Also the frame of a constructor that failed shows no key.
        del api_key


@overload
def async_client_for(
    name: Literal["apexverify"],
    api_key: str | Secret | None = None,
    **options: Unpack[AsyncClientOptions],
) -> AsyncApexVerify: ...


@overload
def async_client_for(
    name: Literal["ecore"],
    api_key: str | Secret | None = None,
    **options: Unpack[AsyncClientOptions],
) -> AsyncECore: ...


@overload
def async_client_for(
    name: Literal["llamacloud"],
    api_key: str | Secret | None = None,
    **options: Unpack[AsyncClientOptions],
) -> AsyncLlamaCloud: ...


@overload
def async_client_for(
    name: Literal["revenuebase"],
    api_key: str | Secret | None = None,
    **options: Unpack[AsyncClientOptions],
) -> AsyncRevenuebase: ...


@overload
def async_client_for(
    name: str | JobRef,
    api_key: str | Secret | None = None,
    **options: Unpack[AsyncClientOptions],
) -> AsyncClient[Any, Any]: ...


def async_client_for(name: str | JobRef, api_key: str | Secret | None = None, **options: Any) -> Any:
    """An asynchronous client for a job, or for a provider, whose name is known; see `client_for`."""
    try:
        provider = _with_site(name, options)
        return async_client_class(provider)(api_key, **options)
    finally:
        del api_key


def _with_site(name: str | JobRef, options: dict[str, Any]) -> str:
    """The provider of that name; for a ref, the options are those of a client of its site."""
    if isinstance(name, str) and ":" not in name:
        return find_provider(name).name
    named = JobRef.parse(name) if isinstance(name, str) else name
    if not isinstance(cast("object", named), JobRef):
        raise TypeError(f"a client is for a provider's name, a JobRef or its string, not {printable(repr(name), 60)}")
    provider = find_provider(named.provider)
    provider.at(named.site)
    ref = provider.ref(named)
    if options.get("site", ref.site) != ref.site:
        raise ValueError(f"{ref} is a job of another site than {options['site']!r}")
    if ref.site is not None:
        options["site"] = ref.site
    return provider.name


@overload
def decode(
    provider: Literal["apexverify"],
    payload: Mapping[str, Any] | str | bytes,
    *,
    id: JobRef | UUID | str | int | None = None,
    site: str | None = None,
    api_version: str | None = None,
    received_at: datetime.datetime | None = None,
) -> Job[ApexVerifyStatus]: ...


@overload
def decode(
    provider: Literal["ecore"],
    payload: Mapping[str, Any] | str | bytes,
    *,
    id: JobRef | UUID | str | int | None = None,
    site: str | None = None,
    api_version: str | None = None,
    received_at: datetime.datetime | None = None,
) -> Job[ECoreStatus]: ...


@overload
def decode(
    provider: Literal["llamacloud"],
    payload: Mapping[str, Any] | str | bytes,
    *,
    id: JobRef | UUID | str | int | None = None,
    site: str | None = None,
    api_version: str | None = None,
    received_at: datetime.datetime | None = None,
) -> Job[LlamaCloudStatus]: ...


@overload
def decode(
    provider: Literal["revenuebase"],
    payload: Mapping[str, Any] | str | bytes,
    *,
    id: JobRef | UUID | str | int | None = None,
    site: str | None = None,
    api_version: str | None = None,
    received_at: datetime.datetime | None = None,
) -> Job[RevenuebaseStatus]: ...


@overload
def decode(
    provider: str,
    payload: Mapping[str, Any] | str | bytes,
    *,
    id: JobRef | UUID | str | int | None = None,
    site: str | None = None,
    api_version: str | None = None,
    received_at: datetime.datetime | None = None,
) -> Job[Any]: ...


def decode(
    provider: str,
    payload: Mapping[str, Any] | str | bytes,
    *,
    id: JobRef | UUID | str | int | None = None,
    site: str | None = None,
    api_version: str | None = None,
    received_at: datetime.datetime | None = None,
) -> Job[Any]:
    """The job that a provider's answer describes which came another way: from a queue, a file, a webhook.

    It is read as an answer over HTTP is: what is not documented is an `UnknownStatus`, and no error.

    Args:
        provider: The provider's name, such as "llamacloud".
        payload: The JSON object that a look at the job would be answered with, or its text.
        id: The job's id, `JobRef` or its string; by default that in the payload. ApexVerify's payload has none.
        site: The provider's site where the job lives; None for the default one, or that of the ref.
        api_version: Which version of the provider's API it is from, if that is known.
        received_at: When it came, if that is known, as an aware datetime.

    Raises:
        ConfigurationError: there is no such provider, or no such site of it.
        ValueError: the payload is no JSON object, or it is about another job than `id`, or there is no id.

    Example:
        >>> job = decode("ecore", '{"id": 42, "status": "Failed"}')
        >>> print(job.ref, job.state)
        ecore:42 failed
    """
    found = find_provider(provider)
    found.at(site)
    received = as_received(payload)
    told = found.told_id(received)
    if id is None:
        if told is None:
            where = f"there is nothing at {'.'.join(found.id_path)}" if found.id_path else "its answers never do"
            raise ValueError(f"this answer of {found.title} does not say which job it is about ({where}): pass id=")
        # Some write a whole number as 42.0.
        told = int(told) if isinstance(told, float) and told.is_integer() else told
        ref = JobRef(found.name, found.id_shape.check(found.title, told), site)
    else:
        ref = found.ref(id, site=site)
        if site is not None and ref.site != site:
            raise ValueError(f"{ref} is a job of another site than {site!r}")
        try:
            check_job(ref.id, told)
        except AnotherJob as error:
            raise ValueError(f"this answer of {found.title} is not about the job that was named: {error}") from None
    job = job_of(found.name, ref.id, received)
    return evolve(job, site=ref.site, api_version=api_version, received_at=received_at)
