"""Slips of the key: «وادي الشام» beside «وادي الشاي», «ناحية العزيز بمحافظة ميسان» for «العزير».

A name is taken for another that the text spells right behind the same kind word, or for the only town or
district of the governorate that the text puts it in, one letter off or two of them swapped; only where
the gazetteer knows the one and not the other. The answer says so in its reasons.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from gazetteer.abroad import IRAQ
from gazetteer.belongings import belonging
from gazetteer.namebook import NOTABLE_KINDS
from gazetteer.normalize import fold
from gazetteer.places import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gazetteer.places import Mention, Place
    from gazetteer.resolver import Gazetteer

MOST_EDITS = 1
"""Letters that may differ: one slip of the key; two make another name."""
SWAPPED = 2
"""Letters out of place in a name of which two were taken for each other."""
SWAPPED_LETTERS = 6
"""Folded letters from which two that changed places make a slip: «مكيفيشة» for «مكيشيفة»."""
LEAST_LETTERS = 3
"""A shorter name is too easily another one."""
SAFE_LETTERS = 5
"""From this length on the names of settlements are compared too; there shorter ones have namesakes."""
LEAST_SEAT_LETTERS = 4
"""Folded letters of a town that a slip is read as: shorter ones are one letter from too many words."""
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


def with_seats_read(gazetteer: Gazetteer, mentions: list[Mention]) -> list[Mention]:
    """The mentions, a town or district spelled one letter wrong resolved as the only one that it can be.

    Args:
        gazetteer: Has the towns and districts of each governorate.
        mentions: All of one text.
    """
    return [_seat(gazetteer, mention) if _may_be_seat(mention) else mention for mention in mentions]


def _may_be_seat(mention: Mention) -> bool:
    resolution = mention.resolution
    is_open = resolution.place is None and resolution.country == IRAQ and bool(resolution.governorate)
    of_seat = mention.kind_word in NOTABLE_KINDS | {""}
    return is_open and of_seat and not mention.doubt and " " not in fold(mention.text)


def _seat(gazetteer: Gazetteer, mention: Mention) -> Mention:
    resolution = mention.resolution
    written = fold(mention.text)
    names = belonging(gazetteer, "seats", lambda: _seats_by_governorate(gazetteer))
    if len(written) < LEAST_SEAT_LETTERS:
        return mention
    close = {
        place.name for name, place in names.get(resolution.governorate, {}).items() if _is_slip(name, written)
    }
    if len(close) != 1:
        return mention
    (name,) = close
    query = f"{mention.kind_word} {name}".strip()
    answer = gazetteer.resolve(query, within=resolution.governorate)
    if answer.place is None or answer.place.governorate != resolution.governorate:
        return mention
    reason = f"read as a slip for {name}, the only town so spelled in {resolution.governorate}"
    return replace(
        mention, resolution=replace(answer, query=resolution.query, reasons=(reason, *answer.reasons))
    )


def _is_slip(name: str, written: str) -> bool:
    """Whether a name is written one letter off, or with two of its letters in each other's place."""
    if abs(len(name) - len(written)) > MOST_EDITS:
        return False
    if OSA.distance(name, written, score_cutoff=MOST_EDITS) <= MOST_EDITS:
        return True
    if len(name) != len(written) or len(name) < SWAPPED_LETTERS or sorted(name) != sorted(written):
        return False
    return sum(letter != other for letter, other in zip(name, written, strict=True)) == SWAPPED


def _seats_by_governorate(gazetteer: Gazetteer) -> Mapping[str, Mapping[str, Place]]:
    """Governorate -> folded Arabic or Sorani name of one word -> the town or district."""
    seats: dict[str, dict[str, Place]] = {}
    for place in gazetteer.places_as_named():
        if place.kind not in NOTABLE_KINDS or place.kind == "governorate":
            continue
        for name in (place.name_ar, place.name_ckb, *place.names):
            folded = fold(name)
            if folded and " " not in folded and not folded.isascii():
                seats.setdefault(place.governorate, {}).setdefault(folded, place)
    return seats
