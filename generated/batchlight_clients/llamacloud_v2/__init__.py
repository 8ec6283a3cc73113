# Generated from specs/llamacloud_v2 by `make regen`; do not edit.
"""A client library for accessing LlamaCloud batches (v2)"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .client import AuthenticatedClient, Client
else:

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from . import client

        return getattr(client, name)


__all__ = (
    "AuthenticatedClient",
    "Client",
)
