"""Numbers in figures and in words: «خمسة وعشرين», "twenty-five", «بیست و پێنج», 1,200."""

from __future__ import annotations

import re
from typing import Final

from mapapp.reports.documents import ARABIC_AND, Document

_FIGURES: Final = re.compile(r"\d{1,3}(?:,\d{3})+$|\d{1,7}$")
_MODEL_LETTERS: Final = 3
"""Letters of a model's name before its figures: more are a word ("top-5")."""
_TENS: Final = 10
_HUNDRED: Final = 100
_THOUSAND: Final = 1000


def number_at(document: Document, index: int) -> tuple[int, int] | None:
    """The number that begins at token ``index`` and the index behind it."""
    if index >= len(document.tokens):
        return None
    word = document.tokens[index].word
    if word[0].isdigit():
        if not _FIGURES.match(word) or _of_model(document, index) or _of_date(document, index):
            return None
        return _multiplied(document, int(word.replace(",", "")), index + 1)
    hit = document.at(index, "number")
    if hit is None:
        return None
    return _multiplied(document, int(hit.concept), hit.last)


def _of_model(document: Document, index: int) -> bool:
    """Whether figures belong to the name of a weapon or aircraft: "F-16", "AK-47", «Mi17»."""
    if index == 0 or document.tokens[index].gap not in {"", "-"}:
        return False
    before = document.tokens[index - 1].word
    return before.isascii() and before.isalpha() and len(before) <= _MODEL_LETTERS


def _of_date(document: Document, index: int) -> bool:
    """Whether figures are the day or the month of a date: «18/8»."""
    return any(
        at < len(document.tokens)
        and document.tokens[at].gap == "/"
        and document.tokens[at].word[0].isdigit()
        and document.tokens[at - 1].word[0].isdigit()
        for at in (index, index + 1)
        if at > 0
    )


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
