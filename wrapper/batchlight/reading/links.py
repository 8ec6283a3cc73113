"""Read the `Link` header (RFC 8288). No link is followed."""

import re

# A target, and parameters whose values may be quoted: then they hold commas and semicolons, and `\"` for a quote. What
# a line of these cannot match ends the reading, and what came before it counts (appendix B of the RFC).
_TARGET = re.compile(r"[ \t,]*<([^>]*)>")
_PARAMETER = re.compile(
    r"""[ \t]*;[ \t]*([^ \t=;,]*)[ \t]*(?:=[ \t]*(?:"((?:[^"\\]|\\.)*)"?|([^;,]*)))?""",
    re.DOTALL,
)
_NEXT = re.compile(r"[ \t]*,")
_QUOTED_PAIR = re.compile(r"\\(.)", re.DOTALL)


def read_links(value: str) -> dict[str, str]:
    """The targets of a header by relation, in lower case; the first link of a relation counts.

    A link with an `anchor` is about something else than what was asked for, and is left out.

    Args:
        value: the header; several are joined by commas.

    Example:
        >>> read_links('</v3>; title="a, b; rel=c"; rel="successor-version next"')
        {'successor-version': '/v3', 'next': '/v3'}
    """
    found: dict[str, str] = {}
    position = 0
    while target := _TARGET.match(value, position):
        position = target.end()
        parameters: dict[str, str] = {}
        while parameter := _PARAMETER.match(value, position):
            position = parameter.end()
            name, quoted, token = parameter.groups()
            text = token or "" if quoted is None else _QUOTED_PAIR.sub(r"\1", quoted)
            # "Occurrences after the first must be ignored."
            parameters.setdefault(name.lower(), text)
        if target[1] and "anchor" not in parameters:
            for relation in parameters.get("rel", "").lower().split():
                found.setdefault(relation, target[1])
        if not _NEXT.match(value, position):
            break
    return found
