# Generated from specs/ecore by `make regen`; do not edit.
"""A client library for accessing eCore email validation jobs"""

from .client import AuthenticatedClient, Client

__all__ = (
    "AuthenticatedClient",
    "Client",
)
