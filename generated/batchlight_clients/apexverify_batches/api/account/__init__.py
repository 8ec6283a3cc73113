# Generated from specs/apexverify_batches by `make regen`; do not edit.
"""Contains endpoint functions for accessing the API"""
