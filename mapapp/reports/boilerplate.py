"""Lines of a web page that point to other articles: blanked out, so that they are not taken for news.

The text keeps its length, so every offset still points at the words as the reader sees them.
"""

from __future__ import annotations

import functools
import re
from typing import Final

from mapapp.reports.language import fold_word
from mapapp.reports.lexicon import read_rows

LEAST_BEFORE: Final = 250
"""Characters of an article that must stand before a line behind which only other articles follow."""
HEAD_CHARACTERS: Final = 200
"""Characters at the beginning of a page in which such a line may stand before the article."""
MARKER_LENGTH: Final = 40
"""A line so long says more than "read also"."""
_LINE: Final = re.compile(r"[^\n]*\n?")


def without_boilerplate(text: str) -> str:
    """``text`` with the lines that point to other articles as blanks, of the same length."""
    kept: list[str] = []
    position = 0
    skip_next = False
    for match in _LINE.finditer(text):
        line = match.group()
        concepts, alone = _markers_of(line)
        if "tail" in concepts and alone and position >= LEAST_BEFORE:
            kept.append(_blank(text[position:]))
            break
        if skip_next and line.strip():
            line, skip_next = _blank(line), False
        elif "head" in concepts and alone and position < HEAD_CHARACTERS:
            line, skip_next = _blank(line), True
        elif "link" in concepts and not alone:
            line = _blank(line)
        kept.append(line)
        position = match.end()
    return "".join(kept)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _markers_of(line: str) -> tuple[set[str], bool]:
    """What a line marks, and whether it says no more than that."""
    folded = fold_word(line[: 4 * MARKER_LENGTH]).strip(" :.-|•…*#\t\r")
    found = {concept for concept, phrase in _markers() if folded.startswith(phrase)}
    alone = any(len(folded) <= len(phrase) + 2 for _, phrase in _markers() if folded.startswith(phrase))
    # «اقرأ أيضا: عنوان» with its colon is a link; the same words inside a sentence are not.
    linked = alone or any(folded[len(phrase) :].lstrip().startswith((":", "|", "-", ".."))
                          for _, phrase in _markers() if folded.startswith(phrase))  # fmt: skip
    return (found, alone) if linked else (set(), False)


@functools.cache
def _markers() -> tuple[tuple[str, str], ...]:
    """Concept and folded phrase of every marker; read on first use and never changed."""
    rows = read_rows("boilerplate.csv", frozenset({"ar", "en", "ckb"}))
    return tuple((concept.partition(":")[2], fold_word(phrase)) for concept, phrase in rows)
