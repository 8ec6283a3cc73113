# Generated from specs/revenuebase_v1 by `make regen`; do not edit.
"""A client library for accessing Revenuebase Email Verification"""

from .client import AuthenticatedClient, Client

__all__ = (
    "AuthenticatedClient",
    "Client",
)
