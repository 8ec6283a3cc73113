"""Compare what lets a caller in."""

from typing import Any, TypeAlias

from scripts.specdiff.nodes import Node, root

_Key: TypeAlias = frozenset[tuple[str, ...]]


def compare_security(one: Node, other: Node) -> tuple[str, str] | None:
    """The kind of change of the keys, one of which has to be sent, and the words for it; None if they are the same."""
    old, new = _security(one), _security(other)
    was_open, is_open = (not ways or frozenset() in ways for ways in (old, new))
    if old == new:
        return None
    if is_open and not was_open:
        return "security-removed", "no key is needed any more"
    if was_open and not is_open:
        return "security-added", f"a key is needed: {_keys(new)}"
    if old <= new:
        return "security-alternative-added", f"also accepted: {_keys(new - old)}"
    return "security-changed", f"the key was {_keys(old)} and is {_keys(new)}"


def _security(operation: Node) -> frozenset[_Key]:
    """The ways to be let in, by what is sent: a scheme that is only called otherwise is the same."""
    document = root(operation.document)
    listed = operation.get("security")
    ways: list[dict[str, list[str]]] = (document.get("security") or []) if listed is None else listed
    schemes = document.child("components", "securitySchemes")
    return frozenset(frozenset(_key(schemes.child(name).value, name, way[name]) for name in way) for way in ways)


def _key(scheme: Any, name: str, scopes: list[str]) -> tuple[str, ...]:
    if not isinstance(scheme, dict):
        return (name, *scopes)
    # The name of a header is the same in any case.
    sent = [str(scheme.get(key) or "").lower() for key in ("type", "in", "name", "scheme", "openIdConnectUrl")]
    # The scopes of a flow are a list to choose from; what is asked for stands at the operation.
    flows = {
        flow: sorted((key, str(value)) for key, value in said.items() if key != "scopes")
        for flow, said in sorted((scheme.get("flows") or {}).items())
    }
    return (*sent, str(flows), *sorted(scopes))


def _keys(ways: frozenset[_Key]) -> str:
    named = [" and ".join(" ".join(filter(None, key[:4])) for key in sorted(way)) for way in ways]
    return " or ".join(sorted(f"`{name or 'nothing'}`" for name in named)) or "`nothing`"
