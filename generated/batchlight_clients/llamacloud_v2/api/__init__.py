# Generated from specs/llamacloud_v2 by `make regen`; do not edit.
"""Contains methods for accessing the API"""
