# Generated from specs/llamacloud by `make regen`; do not edit.
"""Contains endpoint functions for accessing the API"""
