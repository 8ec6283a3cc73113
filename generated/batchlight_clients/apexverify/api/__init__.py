# Generated from specs/apexverify by `make regen`; do not edit.
"""Contains methods for accessing the API"""
