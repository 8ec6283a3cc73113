# Generated from specs/llamacloud_v2 by `make regen`; do not edit.
"""Contains endpoint functions for accessing the API"""
