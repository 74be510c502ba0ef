"""A name that several places bear means the one near the others that its text names.

«في حي العامل … قرب ساحة الخلاني»: the square is in Baghdad, so the quarter is too, though no word says so.
Only what behind a kind word stayed open is asked again, and only where all other places of the text lie in
one governorate.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gazetteer.abroad import IRAQ
from gazetteer.places import Status

if TYPE_CHECKING:
    from gazetteer.places import Mention
    from gazetteer.resolver import Gazetteer


def with_company_heard(gazetteer: Gazetteer, mentions: list[Mention]) -> list[Mention]:
    """The mentions, those of several places resolved to the one in the only governorate of the text.

    Args:
        gazetteer: Resolves the open ones again.
        mentions: All of one text.
    """
    homes = {
        one.resolution.place.governorate
        for one in mentions
        if one.resolution.place is not None and not one.doubt and one.resolution.place.governorate
    }
    if len(homes) != 1:
        return mentions
    (home,) = homes
    return [_heard(gazetteer, mention, home) for mention in mentions]


def _heard(gazetteer: Gazetteer, mention: Mention, home: str) -> Mention:
    resolution = mention.resolution
    is_open = resolution.status is Status.AMBIGUOUS and resolution.country == IRAQ and mention.kind_word
    if not is_open or mention.doubt or resolution.governorate:
        return mention
    if not any(one.place.governorate == home for one in resolution.candidates):
        return mention
    answer = gazetteer.resolve(resolution.query, within=home)
    reason = f"every other place of the text lies in {home}"
    if answer.place is None or answer.place.governorate != home:
        told = replace(resolution, governorate=home, reasons=(reason, *resolution.reasons))
        return replace(mention, resolution=told)
    return replace(mention, resolution=replace(answer, reasons=(reason, *answer.reasons)))
