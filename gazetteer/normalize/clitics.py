"""Prepositions and conjunctions written onto a name or before it, and endings behind it.

A cell or a caption copied from a sentence has them: «بمحافظة كركوك», «وبقضاء الحويجة», "in Daquq",
«کەرکووکدا», "Kerkük'te".
Nothing is decided here: a name may begin with the same letters (بلد, كركوك, واسط), so the caller takes a
remainder only where it is a known name and the whole is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from gazetteer.normalize.folding import fold
from gazetteer.normalize.words import ARABIC_CLITICS

PREPOSITIONS: frozenset[str] = frozenset(
    {"في", "من", "الي", "داخل", "ضمن", "له", "لي", "in", "at", "from", "inside", "en", "dans", "li", "le"}
)
"""Words before a name that say no more than that something is there, folded."""
ENDINGS: tuple[str, ...] = ("یشدا", "یەوە", "ەوە", "ەکەی", "یدا", "دا", "یش")
"""Sorani endings (in, from, too) as they are written, those that hold others first. «ی» is not among
them: a bare name with it is mostly that of a person from there («کەرکووکی»)."""
TURKISH_ENDINGS: frozenset[str] = frozenset(
    {
        *("da", "de", "ta", "te", "dan", "den", "tan", "ten", "a", "e", "ya", "ye", "i", "u", "yi", "yu"),
        *("ın", "in", "un", "ün", "nın", "nin", "nun", "nün", "ı", "ü", "yı", "yü", "daki", "deki", "taki"),
        "teki",
    }
)
"""Turkish endings, which follow a name behind an apostrophe."""
APOSTROPHES = "'’‘ʼ"
LIKE = "ك"
"""The prefix that means like; it tells of no place."""
MIN_LETTERS = 3
"""Letters that a name behind a prefix must have: of shorter ones every word ends in one."""


def bare_names(text: str) -> Iterator[tuple[str, str]]:
    """What a name may be without what stands before or behind it, and that; the longest first."""
    yield from _without_ending(text.strip())
    first, _, rest = text.strip().partition(" ")
    rest = rest.strip()
    if rest and fold(first) in PREPOSITIONS:
        yield rest, first
        return
    if not "\u0621" <= text.strip()[:1] <= "\u064a":
        return
    for clitic in ARABIC_CLITICS:
        if clitic == LIKE:
            # «كبيران» is a name of its own; who compares with a place writes «كالموصل».
            continue
        if first.startswith(clitic) and len(first) - len(clitic) >= MIN_LETTERS:
            yield text.strip()[len(clitic) :], clitic


def _without_ending(text: str) -> Iterator[tuple[str, str]]:
    """What a name may be without an ending, and that."""
    for sign in APOSTROPHES:
        name, found, ending = text.rpartition(sign)
        if found and len(name) >= MIN_LETTERS and ending.casefold() in TURKISH_ENDINGS:
            yield name, sign + ending
    for ending in ENDINGS:
        if text.endswith(ending) and len(text) - len(ending) >= MIN_LETTERS:
            yield text[: -len(ending)], ending
