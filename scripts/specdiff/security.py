"""Compare what lets a caller in."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from scripts.specdiff.kinds import Change, change
from scripts.specdiff.nodes import Node, root

_Key: TypeAlias = frozenset[tuple[Any, ...]]


def compare_security(api: str, place: str, one: Node, other: Node) -> Iterator[Change]:
    """The kinds of key, one of which has to be sent."""
    old, new = _security(one), _security(other)
    if old == new:
        return
    is_open = {False: not old or frozenset() in old, True: not new or frozenset() in new}
    if is_open[True] and not is_open[False]:
        kind, words = "security-removed", "no key is needed any more"
    elif is_open[False] and not is_open[True]:
        kind, words = "security-added", f"a key is needed: {_keys(new)}"
    elif old <= new:
        kind, words = "security-alternative-added", f"also accepted: {_keys(new - old)}"
    else:
        kind, words = "security-changed", f"the key was {_keys(old)} and is {_keys(new)}"
    pointer = other.pointer if other.get("security") is not None else ("security",)
    yield change(kind, api, place, words, pointer=pointer)


def _security(operation: Node) -> frozenset[_Key]:
    """The ways to be let in, by what is sent: a scheme that is only called otherwise is the same."""
    document = root(operation.document)
    listed = operation.get("security")
    if listed is None:
        listed = document.get("security") or []
    return frozenset(
        frozenset(_scheme(document, name, scopes) for name, scopes in requirement.items()) for requirement in listed
    )


def _scheme(document: Node, name: str, scopes: list[str]) -> tuple[Any, ...]:
    scheme = document.child("components", "securitySchemes", name)
    if not isinstance(scheme.value, dict):
        return (name, *scopes)
    # The name of a header is the same in any case.
    parts = [scheme.get(key) for key in ("type", "in", "name", "scheme", "openIdConnectUrl")]
    sent = [str(part).lower() if part is not None else "" for part in parts]
    # The scopes of a flow are a list to choose from; what is asked for stands at the operation.
    flows = {
        name: sorted((key, str(value)) for key, value in flow.items() if key != "scopes")
        for name, flow in sorted((scheme.get("flows") or {}).items())
    }
    return (*sent, str(flows), *sorted(scopes))


def _keys(ways: frozenset[_Key]) -> str:
    named = [" and ".join(" ".join(str(part) for part in key[:4] if part) for key in sorted(way)) for way in ways]
    return " or ".join(sorted(f"`{name or 'nothing'}`" for name in named)) or "`nothing`"
