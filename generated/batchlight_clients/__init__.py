# Generated from specs/ by `make regen`; do not edit.
"""Typed clients for the APIs in specs/, one package each."""
