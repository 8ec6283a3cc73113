# Generated from specs/apexverify by `make regen`; do not edit.
"""A client library for accessing ApexVerify"""

from .client import AuthenticatedClient, Client

__all__ = (
    "AuthenticatedClient",
    "Client",
)
