# Generated from specs/ecore by `make regen`; do not edit.
"""Contains methods for accessing the API"""
