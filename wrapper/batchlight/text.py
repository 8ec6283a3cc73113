"""Make text that came from elsewhere safe to show. Knows nothing about what the text is for."""

_ELLIPSIS = "…"


def printable(text: object, limit: int = 300) -> str:
    """One line of printable characters, cut to a length.

    White space is folded; a character that is not printable (a terminal escape, a direction mark, half of a
    surrogate pair) becomes U+FFFD.

    Args:
        text: what to show; `str()` is applied to it.
        limit: the most characters to return, at least 1.

    Example:
        >>> printable("two\\nlines and \\x1b[31mred")
        'two lines and \ufffd[31mred'
    """
    # Cut before the work, so that a body of megabytes costs nothing: no more than `limit` characters can matter,
    # except where white space is folded, and for that some slack is enough.
    whole = str(text)
    folded = " ".join(whole[: limit * 4].split())
    shown = folded[:limit]
    if not shown.isprintable():
        shown = "".join(character if character.isprintable() else "\ufffd" for character in shown)
    if len(folded) > limit or len(whole) > limit * 4:
        return shown[: limit - 1] + _ELLIPSIS
    return shown
