# Generated from specs/llamacloud by `make regen`; do not edit.
"""A client library for accessing LlamaCloud batch processing (v1beta)"""

from .client import AuthenticatedClient, Client

__all__ = (
    "AuthenticatedClient",
    "Client",
)
