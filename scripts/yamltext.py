"""Read YAML, and JSON, which is YAML too, as plain data; what would grow out of bounds is refused before it is built.

A few lines of anchors can stand for billions of values, and some thousand brackets are deeper than any walk over the
data can go. No provider's document is either.
"""

import datetime
import json
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.composer import MaxDepthExceededError
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

MAX_DEPTH: Final = 100
"""How deep lists and mappings may lie in each other. What OpenAPI documents need is less than 30."""

MAX_SIZE: Final = 32 * 1024 * 1024
"""How large a text may get with its anchors written out: its characters, and 64 for each value."""

_PER_VALUE: Final = 64


class NotYaml(Exception):
    """The text is not YAML, or holds what JSON does not have."""


class TooLarge(Exception):
    """The text stands for more than can be meant."""


def load_yaml(text: str) -> Any:
    """Read a text as plain JSON data: dates become ISO strings, and no part is shared with another.

    Anchors make the loader share objects, so that an overlay action on one place would change others too.

    Raises:
        NotYaml: it is not YAML, or holds what JSON does not have.
        TooLarge: it is too deep, or too large with its anchors written out.
    """
    yaml = YAML(typ="safe", pure=True)
    yaml.max_depth = MAX_DEPTH
    try:
        constructor, _parser = yaml.get_constructor_parser(text)
        constructor.composer.warn_double_anchors = False
        node = constructor.composer.get_single_node()
        if node is None:
            return None
        _measure(node)
        return json.loads(json.dumps(constructor.construct_document(node), default=_iso_date, allow_nan=False))
    except MaxDepthExceededError as error:
        raise TooLarge(_TOO_DEEP) from error
    except (YAMLError, ValueError, TypeError) as error:
        raise NotYaml(str(error)) from error


_TOO_DEEP: Final = f"it is nested more than {MAX_DEPTH} levels deep"


def _measure(root: Node) -> None:
    """Add up what a tree of nodes stands for; a node with an anchor is one object, however often it is used."""
    done: dict[int, tuple[int, int]] = {}
    waiting: list[tuple[Node, bool]] = [(root, False)]
    entered: set[int] = set()
    while waiting:
        node, is_last = waiting.pop()
        if id(node) in done:
            continue
        parts = _parts(node)
        if not is_last:
            if id(node) in entered:
                raise TooLarge("an anchor holds itself")
            entered.add(id(node))
            waiting.append((node, True))
            waiting += [(part, False) for part in parts]
            continue
        size = _PER_VALUE + (len(node.value) if isinstance(node, ScalarNode) else 0)
        depth = 0
        for part in parts:
            part_size, part_depth = done[id(part)]
            size, depth = size + part_size, max(depth, part_depth)
        if size > MAX_SIZE:
            raise TooLarge(f"with its anchors written out it is larger than {MAX_SIZE // 1024 // 1024} MiB")
        if depth >= MAX_DEPTH:
            raise TooLarge(_TOO_DEEP)
        done[id(node)] = (size, depth if isinstance(node, ScalarNode) else depth + 1)


def _parts(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, SequenceNode) else []


def _iso_date(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not JSON")
