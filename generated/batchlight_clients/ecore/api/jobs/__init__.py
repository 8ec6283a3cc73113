# Generated from specs/ecore by `make regen`; do not edit.
"""Contains endpoint functions for accessing the API"""
