"""Numbers in figures and in words: «خمسة وعشرين», "twenty-five", «بیست و پێنج», 1,200."""

from __future__ import annotations

import re
from typing import Final

from mapapp.reports.documents import ARABIC_AND, Document

_FIGURES: Final = re.compile(r"\d{1,3}(?:,\d{3})+$|\d{1,7}$")
_TENS: Final = 10
_HUNDRED: Final = 100
_THOUSAND: Final = 1000


def number_at(document: Document, index: int) -> tuple[int, int] | None:
    """The number that begins at token ``index`` and the index behind it."""
    if index >= len(document.tokens):
        return None
    word = document.tokens[index].word
    if word[0].isdigit():
        if not _FIGURES.match(word):
            return None
        return _multiplied(document, int(word.replace(",", "")), index + 1)
    hit = document.at(index, "number")
    if hit is None:
        return None
    return _multiplied(document, int(hit.concept), hit.last)


def _multiplied(document: Document, value: int, end: int) -> tuple[int, int]:
    """With what follows: "thousand" multiplies, tens and units behind "and" or a hyphen add."""
    while end < len(document.tokens):
        token = document.tokens[end]
        if "," in token.gap or "،" in token.gap or "." in token.gap or "\n" in token.gap:
            break
        follows = document.at(end, "number")
        joined = token.word[0] == ARABIC_AND
        if token.word in {ARABIC_AND, "and"}:
            follows = document.at(end + 1, "number")
            joined = True
        if follows is None:
            break
        more = int(follows.concept)
        if more in {_HUNDRED, _THOUSAND} and not joined and value < more:
            value, end = value * more, follows.last
        elif _adds(value, more, joined=joined):
            value, end = value + more, follows.last
        else:
            break
    return value, end


def _adds(value: int, more: int, *, joined: bool) -> bool:
    if 0 < value < _TENS and more % _TENS == 0 and _TENS < more < _HUNDRED:
        return joined
    if value >= 2 * _TENS and value % _TENS == 0 and value < _HUNDRED:
        return more < _TENS
    return joined and value >= _HUNDRED and value % _HUNDRED == 0 and more < _HUNDRED
