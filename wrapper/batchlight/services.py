"""The providers as data: where they are, how they take a key, what their ids look like. Loads nothing heavy."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from uuid import UUID

from attrs import frozen

from .errors import ConfigurationError
from .text import printable


@frozen
class IdShape:
    """What the ids of a provider look like.

    Attributes:
        words: The shape in words, with an example.
        pattern: What an id as a whole must match, after it is lower-cased if `lower` is set.
        lower: Whether upper and lower case mean the same.
        besides: What an id may be besides a string.
    """

    words: str
    pattern: str
    lower: bool = False
    besides: type | None = None

    def check(self, provider: str, id: object) -> str:
        """Return the id as it is written in a path.

        Raises:
            ValueError: the id is not of this shape.
        """
        # A bool is an int to Python; and what is no string has one all the same, such as "None".
        is_right = isinstance(id, str if self.besides is None else (str, self.besides)) and not isinstance(id, bool)
        text = str(id) if is_right else ""
        if self.lower:
            text = text.lower()
        if not re.fullmatch(self.pattern, text, re.ASCII):
            raise ValueError(f"an id of {provider} is {self.words}, not {printable(repr(id), 60)}")
        return text


@frozen
class Service:
    """One provider's API.

    Attributes:
        name: The provider's name in `provider:id`.
        title: The provider's own spelling.
        base_url: Where the paths of its operations begin.
        base_url_variable: The environment variable that replaces `base_url`.
        key_variable: The environment variable that holds the API key.
        key_header: The header that carries the key.
        key_prefix: What stands before the key in that header.
        id_shape: What its job ids look like.
    """

    name: str
    title: str
    base_url: str
    base_url_variable: str
    key_variable: str
    key_header: str
    key_prefix: str
    id_shape: IdShape


# 19 digits hold every 64-bit integer; a leading zero would be another spelling of the same id.
_INTEGER = IdShape("a whole number, such as 42", r"0|[1-9][0-9]{0,18}", besides=int)
_UUID = IdShape(
    "a uuid, such as 3f0c8a52-6a0e-4d0b-9d57-0a7c3c1f2b11",
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    lower=True,
    besides=UUID,
)
# Only the example is documented. The first character keeps "." and ".." out, which a path would lose.
_BATCH_JOB = IdShape(
    "letters, digits, '-' and '_', such as bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
    r"[A-Za-z0-9][A-Za-z0-9_-]{0,127}",
)

# From the providers' own documents and pages: base URL and header from each API's document ("servers" and
# "securitySchemes" in specs/), the words before the key from eCore's and LlamaCloud's pages about authentication, the
# variables from the official clients (Revenuebase, LlamaCloud) or after their example.
SERVICES: Final[Mapping[str, Service]] = MappingProxyType(
    {
        service.name: service
        for service in (
            Service(
                name="revenuebase",
                title="Revenuebase",
                base_url="https://api.revenuebase.ai",
                base_url_variable="REVENUEBASE_BASE_URL",
                key_variable="REVENUEBASE_API_KEY",
                key_header="x-key",
                key_prefix="",
                id_shape=_INTEGER,
            ),
            Service(
                name="apexverify",
                title="ApexVerify",
                base_url="https://api.apexverify.com",
                base_url_variable="APEXVERIFY_BASE_URL",
                key_variable="APEXVERIFY_API_KEY",
                key_header="X-API-Key",
                key_prefix="",
                id_shape=_UUID,
            ),
            Service(
                name="ecore",
                title="eCore",
                base_url="https://app.ecoreservice.com/backend/api/v1",
                base_url_variable="ECORE_BASE_URL",
                key_variable="ECORE_API_TOKEN",
                key_header="Authorization",
                # The word is `Token`: with `Bearer` the service answers 401.
                key_prefix="Token ",
                id_shape=_INTEGER,
            ),
            Service(
                name="llamacloud",
                title="LlamaCloud",
                base_url="https://api.cloud.llamaindex.ai",
                base_url_variable="LLAMA_CLOUD_BASE_URL",
                key_variable="LLAMA_CLOUD_API_KEY",
                key_header="Authorization",
                key_prefix="Bearer ",
                id_shape=_BATCH_JOB,
            ),
        )
    }
)


def find_service(name: str) -> Service:
    """The provider of that name.

    Raises:
        ConfigurationError: there is none.
    """
    try:
        return SERVICES[name]
    except KeyError:
        raise ConfigurationError(
            f"unknown provider {printable(repr(name), 60)}; there are {', '.join(SERVICES)}"
        ) from None
