"""Who agrees to pay: asked on a terminal, said before in a pipe. Nothing is sent that was not agreed to."""

import sys
from collections.abc import Sequence

import typer

from .interrupts import Interrupted
from .saying import say


def can_ask() -> bool:
    """Whether there is somebody to ask: both ends are a terminal, whatever becomes of the results."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def agree(
    what: str, cost: str, *, yes: bool, otherwise: str = "--yes says so", left: Sequence[str] = ("nothing was sent",)
) -> None:
    """See that somebody agrees to pay.

    Args:
        what: what is to be done, as the beginning of a question.
        cost: what it costs, in words.
        yes: whether it was agreed to before.
        otherwise: how to agree to it before.
        left: what there is if nobody agrees, in lines.

    Raises:
        Refused: nobody did, and nobody can be asked; or somebody said no.
        Interrupted: somebody answered with Ctrl-C.
    """
    if yes:
        return
    if not can_ask():
        raise Refused(f"{what[:1].lower()}{what[1:]}: {cost}, and nobody has agreed to pay; {otherwise}", *left)
    try:
        answer = typer.confirm(f"{what}? {cost[:1].upper()}{cost[1:]}.", err=True)
    except typer.Abort:
        say("")
        raise Interrupted(f"interrupted; {left[0]}", *left[1:]) from None
    if not answer:
        raise Refused("not agreed to", *left)


class Refused(Exception):
    """Nobody has agreed to pay; the arguments are lines that say why, and what there is."""
