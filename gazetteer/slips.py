"""A name that a text spells wrong once and right elsewhere: «وادي الشام» beside «وادي الشاي».

Only a name behind the same kind word is taken for the other, and only where the gazetteer knows the
one and not the other; the answer says so in its reasons.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from gazetteer.abroad import IRAQ
from gazetteer.normalize import fold
from gazetteer.places import Status

if TYPE_CHECKING:
    from gazetteer.places import Mention

MOST_EDITS = 1
"""Letters that may differ: one slip of the key; two make another name."""
LEAST_LETTERS = 3
"""A shorter name is too easily another one."""
SAFE_LETTERS = 5
"""From this length on the names of settlements are compared too; there shorter ones have namesakes."""
SETTLEMENTS = frozenset({"village", "neighbourhood", "town", "city", "area", "sub_district", "district"})
"""Kinds of which a text often names several that differ by a letter."""


def with_slips_read(mentions: list[Mention]) -> list[Mention]:
    """The mentions, each slip of a name that stands elsewhere in the text resolved as that one."""
    known: dict[str, dict[str, Mention]] = {}
    for mention in mentions:
        if mention.kind_word and mention.resolution.place is not None:
            known.setdefault(mention.kind_word, {}).setdefault(fold(mention.text), mention)
    if not known:
        return mentions
    return [_read(mention, known.get(mention.kind_word, {})) for mention in mentions]


def _read(mention: Mention, known: dict[str, Mention]) -> Mention:
    resolution = mention.resolution
    if resolution.status is Status.RESOLVED or resolution.country != IRAQ or not known:
        return mention
    written = fold(mention.text)
    least = SAFE_LETTERS if mention.kind_word in SETTLEMENTS else LEAST_LETTERS
    if len(written) < least:
        return mention
    close = [
        other
        for name, other in known.items()
        if abs(len(name) - len(written)) <= MOST_EDITS
        and OSA.distance(name, written, score_cutoff=MOST_EDITS) <= MOST_EDITS
    ]
    if len(close) != 1:
        return mention
    right = close[0].resolution
    reason = f"read as a slip for {close[0].text}, which the text names elsewhere"
    return replace(
        mention, resolution=replace(right, query=resolution.query, reasons=(reason, *right.reasons))
    )
