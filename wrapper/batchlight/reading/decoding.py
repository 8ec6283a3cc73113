"""From a JSON object to a generated class, exactly: the right class, the right types, the defaults of the spec.

The generated `from_dict` does not do this. It tries the variants of a union in their order and takes the first that
parses, leaves out the spec's defaults, and checks no type. Here the variant is chosen by its tag, in one look-up; its
class is read by a function of our own (`readers`); and what does not fit is said in words and never raised at the user
(`UnknownStatus`).
"""

from collections.abc import Mapping
from typing import Any

from ..jobs import JobState, UnknownStatus, UnknownStatusWarning
from ..notices import warn_once
from ..text import printable
from .jsondata import kind
from .readers import DoesNotFit, M, NoObject, reader


def decode_status(
    provider: str,
    tag: object,
    payload: Mapping[str, Any],
    states: Mapping[str, JobState],
    models: Mapping[str, type[M]],
) -> tuple[JobState, M | UnknownStatus]:
    """Choose the class by the tag, and make the status.

    Args:
        provider: the provider's name, for the warning.
        tag: the provider's word for the status, whatever came in its place, or None.
        payload: the whole JSON object.
        states: the state of every known tag.
        models: the generated class of every known tag.

    Returns:
        The state, which depends on the tag alone, and the typed status; `UnknownStatus` if the tag is not known or the
        payload does not fit.
    """
    if not isinstance(tag, str):
        reason = "there is no status" if tag is None else f"the status is {kind(tag)}, not a string"
        return JobState.UNKNOWN, UnknownStatus(None, payload, reason)
    state = states.get(tag)
    if state is None:
        shown = printable(repr(tag), 100)
        warn_once(
            (UnknownStatusWarning, provider, printable(tag)),
            f"{provider} uses the status {shown}, which this version of batchlight does not know; "
            "the job's state is reported as unknown",
            UnknownStatusWarning,
        )
        return JobState.UNKNOWN, UnknownStatus(tag, payload, f"{shown} is not a known status")
    try:
        return state, decode(models[tag], payload)
    except DoesNotFit as error:
        return state, UnknownStatus(tag, payload, str(error))


def decode(model: type[M], payload: Mapping[str, Any]) -> M:
    """Make an instance of a generated class.

    Two things are different from the generated `from_dict`: an absent field that has a default in the spec reads as
    its default, and every value is of the type that the class says. A field that holds one of several classes without
    a tag is decided by its field names; a value that has names of two of them is not guessed. Where several fields do
    not fit, the first of the class is told.

    Raises:
        DoesNotFit: the payload is not what the spec says.
    """
    try:
        instance: M = reader(model)(payload)
    except KeyError as error:
        raise DoesNotFit(f"the required field {error}", "is missing") from error
    except (NoObject, ValueError) as error:
        raise DoesNotFit("it", printable(f"cannot be read as {model.__name__}: {error}", 297)) from error
    return instance
