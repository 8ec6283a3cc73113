# Generated from specs/revenuebase_v2 by `make regen`; do not edit.
"""A client library for accessing Revenuebase API v2, batch jobs"""

from .client import AuthenticatedClient, Client

__all__ = (
    "AuthenticatedClient",
    "Client",
)
