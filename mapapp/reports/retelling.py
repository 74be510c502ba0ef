"""One sentence that tells its toll twice: «مقتل ثلاثة …، وقال المتحدث إن ثلاثة قُتلوا» are three.

Arabic strings statements together with commas. What a further speaker says of the same event repeats or
corrects the number before; it doesn't add to it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from mapapp.reports.claiming import read_casualties
from mapapp.reports.documents import Document, joined_by_and, soft_break
from mapapp.reports.tolls import Casualties, Count

_LEADING: Final = frozenset({"فيما", "بينما", "كما", "حسبما", "الذي", "التي"})
"""Words that lead to a further speaker."""


def retold(document: Document, first: int, last: int) -> Casualties:
    """Killed and wounded of the tokens from ``first`` to before ``last``, those told again counted once."""
    whole = read_casualties(document, first, last)
    starts = [first, *_speakers(document, first, last), last]
    spans = list(pairwise(starts))
    if len(spans) == 1:
        return whole
    parts = [read_casualties(document, *span) for span in spans]
    if any(document.between(*spans[0], "sum")):
        single = _one_of_several(parts)
        if single is not None:
            return single
    return Casualties(
        _told_again(whole.killed, [part.killed for part in parts]),
        _told_again(whole.injured, [part.injured for part in parts]),
    )


def _speakers(document: Document, first: int, last: int) -> list[int]:
    """Where a further speaker begins behind a comma: «، وقالت مصادر», «، فيما أكد»."""
    found = []
    for hit in document.between(first + 1, last, "background"):
        if hit.concept != "reported" or document.language != "ar":
            continue
        led = document.tokens[hit.first - 1].word in _LEADING
        at = hit.first - 1 if led else hit.first
        token = document.tokens[at]
        if at > first and soft_break(token) and (led or joined_by_and(token, document.language)):
            found.append(at)
    return found


def _one_of_several(parts: list[Casualties]) -> Casualties | None:
    """The first event told by itself behind the sum of several, where its dead are fewer."""
    head = _number(parts[0])
    return next((part for part in parts[1:] if 0 < _number(part) < head), None)


def _number(casualties: Casualties) -> int:
    """The killed, 0 where none are counted."""
    return 0 if casualties.killed is None else casualties.killed.value or 0


def _told_again(whole: Count | None, parts: list[Count | None]) -> Count | None:
    """The greatest of several numbers for the same; what the whole says where only one part has a number."""
    known = [count for count in parts if count is not None and count.value]
    return max(known, key=lambda count: count.value or 0) if len(known) > 1 else whole
