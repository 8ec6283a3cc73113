"""What becomes of a submitted address: decided by the address alone, so that a test knows it before it asks."""

import re
import zlib
from enum import StrEnum
from typing import Final

_ADDRESS: Final = re.compile(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\"]{1,190}\.[^@\s.,;<>\"]{2,63}")
_PHONE: Final = re.compile(r"\+[1-9][0-9]{6,14}")


class Outcome(StrEnum):
    """What the simulated providers find out about an address or a phone number."""

    VALID = "valid"
    INVALID = "invalid"
    UNKNOWN = "unknown"
    ERROR = "error"


# Of a hundred that do not name their outcome: these many are valid, and these many invalid; the rest is unknown.
VALID_SHARE: Final = 72
INVALID_SHARE: Final = 20


def outcome_of(address: str) -> Outcome:
    """What every simulated provider finds out about an address or a phone number.

    One that is malformed is invalid. An address that begins with the word of an outcome has that outcome (`error` is
    what eCore's records know; elsewhere it is told as unknown). Of all others the CRC-32 of the text, stripped and in
    lower case, decides: modulo 100 it is below 72 for a valid one, below 92 for an invalid one, and
    else the outcome is unknown.

    Args:
        address: as it was submitted; white space around it and upper case do not matter.

    Example:
        >>> outcome_of("invalid.someone@example.com")
        <Outcome.INVALID: 'invalid'>
        >>> outcome_of("Ada@Example.com ") is outcome_of("ada@example.com")
        True
    """
    text = address.strip().lower()
    if not is_address(text) and not is_phone(text):
        return Outcome.INVALID
    for outcome in Outcome:
        if text.startswith(outcome.value):
            return outcome
    share = zlib.crc32(text.encode("utf-8", "replace")) % 100
    if share < VALID_SHARE:
        return Outcome.VALID
    return Outcome.INVALID if share < VALID_SHARE + INVALID_SHARE else Outcome.UNKNOWN


def document_outcome(name: str) -> Outcome:
    """What becomes of a document: its name says it as that of an address does, and all others are valid.

    LlamaCloud tells a document that is invalid or an error as failed, and one that is unknown as skipped.

    Example:
        >>> document_outcome("report.pdf"), document_outcome("error-in-it.pdf")
        (<Outcome.VALID: 'valid'>, <Outcome.ERROR: 'error'>)
    """
    text = name.strip().lower()
    return next((outcome for outcome in Outcome if text.startswith(outcome.value)), Outcome.VALID)


def is_cached(address: str) -> bool:
    """Whether a provider with a cache knew the answer before: for one address in 25, by the same sum.

    Example:
        >>> sum(is_cached(f"person{number}@example.com") for number in range(1000))
        37
    """
    return zlib.crc32(address.strip().lower().encode("utf-8", "replace")) // 100 % 25 == 0


def is_address(text: str) -> bool:
    """Whether it has the form of an e-mail address."""
    return _ADDRESS.fullmatch(text) is not None


def is_phone(text: str) -> bool:
    """Whether it has the form of a phone number in E.164, such as +4930123456."""
    return _PHONE.fullmatch(text) is not None
