"""Numbers in figures and in words: «خمسة وعشرين», "twenty-five", «بیست و پێنج», 1,200."""

from __future__ import annotations

import re
from typing import Final

from mapapp.reports.documents import ARABIC_AND, Document

_FIGURES: Final = re.compile(r"\d{1,3}(?:,\d{3})+$|\d{1,7}$")
_MODEL_LETTERS: Final = 3
"""Letters of a model's name before its figures: more are a word ("top-5")."""
_MONTH_WORDS: Final = 2
"""Words of the longest name of a month: «کانوونی یەکەم»."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d$")
_OF_SORANI: Final = "ي"
"""Folded Sorani "of" behind figures: «٩ی شوبات»."""
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


def continues_number(document: Document, index: int) -> bool:
    """Whether the word at ``index`` belongs to a number begun before it: «واحد | وعشرين»."""
    if document.at(index, "number") is None or index == 0:
        return False
    before = number_at(document, index - 1)
    return before is not None and before[1] > index


def _of_model(document: Document, index: int) -> bool:
    """Whether figures belong to the name of a weapon or aircraft: "F-16", "AK-47", «Mi17»."""
    if index == 0 or document.tokens[index].gap not in {"", "-"}:
        return False
    before = document.tokens[index - 1].word
    return before.isascii() and before.isalpha() and len(before) <= _MODEL_LETTERS


def _of_date(document: Document, index: int) -> bool:
    """Whether figures are of a date: «18/8», "August 23", «٩ی شوبات»; not in "in August 23 people"."""
    if index > 1 and document.language == "en" and document.at(index - 1, "month") is not None:
        return document.tokens[index - 2].word != "in"
    if _YEAR.match(document.tokens[index].word) and any(
        month is not None and month.last == index
        for month in (document.at(at, "month") for at in range(max(0, index - _MONTH_WORDS), index))
    ):
        return True
    behind = index + 1
    if behind < len(document.tokens) and document.tokens[behind].word == _OF_SORANI:
        behind += 1
    if document.at(behind, "month") is not None or document.at(behind, "kurdish-month") is not None:
        return True
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
    """Whether ``more`` adds to ``value``: to hundreds what is below, tens to units («خمسة | وعشرين»)."""
    below = value % _HUNDRED
    if 0 < below < _TENS and more % _TENS == 0 and _TENS < more < _HUNDRED:
        return joined
    if below >= 2 * _TENS and below % _TENS == 0:
        return more < _TENS and (joined or value < _HUNDRED)
    if not joined or value < _HUNDRED or below:
        return False
    return more < (_THOUSAND if value % _THOUSAND == 0 else _HUNDRED)
