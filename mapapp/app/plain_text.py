"""Text of files and reports for places where Streamlit would read Markdown or HTML."""

from __future__ import annotations

import html
import string
from collections.abc import Collection, Sequence
from typing import Final

_ESCAPES: Final = {ord(mark): "\\" + mark for mark in string.punctuation} | {
    ord("\n"): " ", ord("\r"): " ",
}  # fmt: skip


def as_markdown(text: str) -> str:
    """``text`` so that Markdown shows it as it is: no link, no picture, no formula, no icon."""
    return text.translate(_ESCAPES)


def as_html(text: str) -> str:
    """``text`` so that HTML shows it as it is, in the direction of its own script."""
    return f'<bdi dir="auto">{html.escape(text)}</bdi>'


def marked_passages(text: str, spans: list[tuple[int, int]]) -> str:
    """HTML of ``text`` with the spans marked; overlapping spans are joined."""
    parts: list[str] = []
    done = 0
    for start, end in sorted(spans):
        first = max(start, done)
        if end <= first:
            continue
        parts.append(html.escape(text[done:first]))
        parts.append(f"<mark>{html.escape(text[first:end])}</mark>")
        done = end
    parts.append(html.escape(text[done:]))
    return f'<div dir="auto" class="passages">{"".join(parts)}</div>'


def side_by_side(
    headings: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]], *, naming: Collection[str] = ()
) -> str:
    """HTML of a table that compares: a row for each label, a column for each heading.

    Args:
        headings: of the compared things.
        rows: a label and its cells; a row whose filled cells differ is marked.
        naming: labels of rows that only name what is compared: they always differ and are not marked.
    """
    head = "".join(f"<th>{as_html(heading)}</th>" for heading in headings)
    body = []
    for label, cells in rows:
        differs = label not in naming and len(set(filter(None, cells))) > 1
        texts = "".join(f"<td>{as_html(cell)}</td>" for cell in cells)
        body.append(f'<tr class="{"differs" if differs else "equal"}"><th>{as_html(label)}</th>{texts}</tr>')
    top = f"<thead><tr><th></th>{head}</tr></thead>"
    return f'<table class="compared">{top}<tbody>{"".join(body)}</tbody></table>'
