"""Small tables in HTML, for notebooks. Whatever is put into a cell comes out as text, and nothing of it as markup."""

from collections.abc import Iterable, Sequence

from attrs import frozen

from .text import printable


@frozen
class Share:
    """A cell that is shown as a bar, with words beside it.

    Attributes:
        fraction: From 0.0 to 1.0.
        words: The same in words.
    """

    fraction: float
    words: str


def table(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in HTML.

    Args:
        titles: the titles of the columns.
        rows: the cells of each row: `Share`, or what is shown as text.

    Example:
        >>> table(["what"], [["<b>"]])
        '<table><thead><tr><th>what</th></tr></thead><tbody><tr><td>&lt;b&gt;</td></tr></tbody></table>'
    """
    head = "".join(f"<th>{_text(title)}</th>" for title in titles)
    body = "".join(f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(cell: object) -> str:
    if isinstance(cell, Share):
        return f'<progress max="1" value="{min(max(cell.fraction, 0.0), 1.0):.4f}"></progress> {_text(cell.words)}'
    return _text(cell)


def _text(text: object) -> str:
    import html

    return html.escape(printable(text))
