"""Prepositions and conjunctions written onto a name or before it.

A cell or a caption copied from a sentence has them: «بمحافظة كركوك», «وبقضاء الحويجة», "in Daquq".
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
MIN_LETTERS = 3
"""Letters that a name behind a prefix must have: of shorter ones every word ends in one."""


def bare_names(text: str) -> Iterator[tuple[str, str]]:
    """What a name may be without what stands before it, and that; the longest prefix first."""
    first, _, rest = text.strip().partition(" ")
    rest = rest.strip()
    if rest and fold(first) in PREPOSITIONS:
        yield rest, first
        return
    if not "\u0621" <= text.strip()[:1] <= "\u064a":
        return
    for clitic in ARABIC_CLITICS:
        if first.startswith(clitic) and len(first) - len(clitic) >= MIN_LETTERS:
            yield text.strip()[len(clitic) :], clitic
