# Generated from specs/llamacloud by `make regen`; do not edit.
"""Contains methods for accessing the API"""
