# Generated from specs/apexverify_batches by `make regen`; do not edit.
"""Contains methods for accessing the API"""
