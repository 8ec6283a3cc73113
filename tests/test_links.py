"""The `Link` header: by the RFC's own words, by what is written and read back, and by another library's reading."""

import re

import httpx
import pytest
from batchlight.reading.links import read_links
from hypothesis import given
from hypothesis import strategies as st

# RFC 8288: a target without brackets; names and relations of a token's characters; values of any.
TARGETS = st.text(st.sampled_from("/:.?=abc,;%#"), min_size=1)
RELATIONS = st.text(st.sampled_from("abc-.:"), min_size=1)
PARAMETERS = st.tuples(
    st.text(st.sampled_from("abct*-"), min_size=1).filter(lambda name: name not in ("rel", "anchor")),
    st.text(st.sampled_from('ab=,;<> \\"\t\u00e9') | st.characters(min_codepoint=32, max_codepoint=126)),
)


def quoted(value: str) -> str:
    """A value as a quoted string."""
    return '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'


@pytest.mark.parametrize(
    ("link", "known"),
    [
        ('<u>; title="a; rel=b, c"; rel=sunset', {"sunset": "u"}),
        (r'<u>; title="say \"rel=b\", or \\"; rel=sunset', {"sunset": "u"}),
        ('<u>; rel="sunset deprecation"', {"sunset": "u", "deprecation": "u"}),
        ('<u> ; REL = "Sunset"', {"sunset": "u"}),
        ("<u>;rel=a;rel=b", {"a": "u"}),
        ("<u>;rel=a, , <v>;rel=a,<w>;rel=b", {"a": "u", "b": "w"}),
        ("<u,v;w>;rel=a", {"a": "u,v;w"}),
        ("<u>; title; rel=a", {"a": "u"}),
        ("<u>; title*=UTF-8''a%2C%20b; rel=a", {"a": "u"}),
        ("<u>;;rel=a", {"a": "u"}),
        ('<u>;rel="a', {"a": "u"}),
        ('<u>;rel="a\\', {"a": "u"}),
        ('<u>;rel=a; anchor="/other", <v>;rel=b', {"b": "v"}),
        ("<u>", {}),
        ("<>;rel=a", {}),
        ("<u;rel=a", {}),
        ("u;rel=a", {}),
        ('<u>;rel="a" and more, <v>;rel=b', {"a": "u"}),
    ],
)
def test_relations(link: str, known: dict[str, str]) -> None:
    assert read_links(link) == known


@given(st.lists(st.tuples(TARGETS, st.lists(PARAMETERS, max_size=4), RELATIONS, st.booleans()), max_size=4))
def test_what_is_written_by_the_rules_is_read_as_it_was_meant(
    links: list[tuple[str, list[tuple[str, str]], str, bool]],
) -> None:
    meant: dict[str, str] = {}
    written = []
    for target, parameters, relation, last in links:
        parts = [f"{name}={quoted(value)}" for name, value in parameters]
        parts.insert(len(parts) if last else 0, f"rel={relation}")
        written.append("; ".join([f"<{target}>", *parts]))
        meant.setdefault(relation, target)
    assert read_links(", ".join(written)) == meant


@given(st.dictionaries(RELATIONS, TARGETS.filter(lambda target: not set(target) & set(";,")), max_size=4))
def test_httpx_reads_what_has_no_quotes_alike(links: dict[str, str]) -> None:
    header = ", ".join(f"<{target}>; rel={relation}" for relation, target in links.items())
    read = {relation: link["url"] for relation, link in httpx.Response(200, headers={"link": header}).links.items()}
    assert read_links(header) == read == links
