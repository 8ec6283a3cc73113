"""What a mutation is, and what the operators share."""

from collections.abc import Callable
from random import Random
from typing import TypeAlias

from attrs import frozen

from scripts.mutants.sites import ANSWER, REQUEST, Site, found_at
from scripts.specs import Document

INFO, WARNING, BREAKING = "info", "warning", "breaking"


@frozen
class Mutation:
    """What was done, and what ought to be said of it.

    Attributes:
        what: In words.
        kinds: One of these has to be reported.
        severity: The most severe report there has to be; None: nothing above info.
        pointer: The place in the document.
        base: The document to compare with, if it is not the one that was given.
    """

    what: str
    kinds: frozenset[str]
    severity: str | None
    pointer: str = ""
    base: Document | None = None


Operator: TypeAlias = Callable[[Random, Document], Mutation | None]


def told(what: str, kinds: str, severity: str | None, pointer: str = "", base: Document | None = None) -> Mutation:
    """A mutation; the kinds are written with spaces between them."""
    return Mutation(what, frozenset(kinds.split()), severity, pointer, base)


def worst(site: Site, answer: str, request: str) -> str:
    """A schema that is used in both directions counts as the worse of the two."""
    found = [severity for direction, severity in ((ANSWER, answer), (REQUEST, request)) if direction in site.directions]
    return max(found, key=(INFO, WARNING, BREAKING).index)


def inlined(document: Document, value: Document) -> Document:
    """What a reference leads to; the value itself if it is none."""
    found: Document = found_at(document, value["$ref"][1:]) if "$ref" in value else value
    return found
