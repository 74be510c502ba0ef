"""Lists of places ("Hoswa, Karma, east of Falluja") and addresses ("Rashad, Hawija, Kirkuk").

One answer has one place, so :func:`list_resolution` tells a list as ambiguous, a candidate for each
part; :func:`resolve_list` answers each part by itself.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gazetteer.normalize import fold
from gazetteer.phrases import parse_phrase, resolve_phrase, table_of
from gazetteer.places import Resolution, Status
from gazetteer.scopes import COUNTRY_KEYS
from gazetteer.tokens import words_of

if TYPE_CHECKING:
    from gazetteer.resolver import Gazetteer
    from gazetteer.wordlists import RelationWords

LIST_SIGN = re.compile(r"\s*(?:[,،;؛/\n]|\s[-–—]\s|\band\b|\s[وw]\s)\s*")
"""What parts the items of a list, or a place from what holds it."""
LISTED_QUALITY = 0.9
"""How well a part of a list must fit a place for the whole to be a list of places."""
HOLDER_QUALITY = 0.99
"""How well a name must fit a governorate or district to be read as what holds another place."""
HOLDER_SIGN = re.compile(r"/|\s[-–—]\s")
"""Signs that rather part a place from what holds it than the items of a list."""
MOST_PARTS = 24
"""A longer list is a text; it is for ``find``."""


def split_list(text: str) -> list[str]:
    """The items of a list of places ("Hoswa, Karma, east of Falluja"), as written.

    «و» written onto an item is left there; ``resolve`` takes it off. A text without a list sign is
    one item.
    """
    parts = [part.strip() for part in LIST_SIGN.split(text)]
    return [part for part in parts if part][:MOST_PARTS]


def resolve_list(gazetteer: Gazetteer, text: str, within: str | None = None) -> list[Resolution]:
    """The answer to each item of a list, in order; "Daquq, Kirkuk" is one item in Kirkuk.

    Raises:
        UnknownAdminArea: ``within`` is no governorate or district of Iraq.
    """
    table = table_of(gazetteer)
    phrase = parse_phrase(text, table)
    if phrase is not None and len(phrase.anchors) == 2:
        answer = resolve_phrase(gazetteer, text, within)
        return [answer] if answer is not None else []
    parts = split_list(text)
    if len(parts) == 1 and gazetteer.resolve(text, within=within).status is not Status.RESOLVED:
        parts = _split_at_prefixes(text)
    if len(parts) > 1 and within is None:
        holder = gazetteer.resolve(parts[-1])
        first = gazetteer.resolve(parts[0])
        if holder.place is not None and _holds(holder, first):
            within = holder.place.governorate
            parts = parts[:-1]
    return [gazetteer.resolve(part, within=within) for part in parts]


def list_resolution(gazetteer: Gazetteer, text: str, within: str | None, limit: int) -> Resolution | None:
    """The one answer to a list of places: ambiguous, with the best candidate of each part in order.

    None where the text is none: a name with what holds it ("Daquq, Kirkuk"), a relation of two names,
    or parts that are no places.
    """
    parts = split_list(text)
    least = LISTED_QUALITY
    if len(parts) == 1:
        # «و» begins many names, so here every part must be a name as written.
        parts, least = _split_at_prefixes(text), 1.0
        parts = [parts[0], *(part.removeprefix("و") for part in parts[1:])]
    parts = [part for part in parts if fold(part) not in COUNTRY_KEYS]
    if len(parts) < 2 or not _is_list(text, parts, table_of(gazetteer)):
        return None
    answers = [gazetteer.resolve(part, within=within, limit=limit) for part in parts]
    named = [answer for answer in answers if answer.candidates and answer.candidates[0].score >= least]
    if len(named) < max(2, len(parts) - 1 if least < 1.0 else len(parts)):
        return None
    holder = next((later.query for later in named[1:] if _holds_in(later, named[0])), "")
    if holder and len(parts) == 2:
        return None
    if holder:
        # "Rashad, Hawija, Kirkuk" goes from the small to the large.
        return replace(gazetteer.resolve(named[0].query, within=holder, limit=limit), query=text)
    if len(parts) == 2 and _holds_in(*named) and _is_address(text, *named):
        return replace(gazetteer.resolve(parts[1], within=parts[0], limit=limit), query=text)
    firsts = {answer.candidates[0].place.place_id: answer.candidates[0] for answer in named}
    if len(firsts) < 2:
        return None
    told = [
        f"{answer.query}: {answer.candidates[0].place.name if answer in named else 'unknown'}"
        for answer in answers
    ]
    reason = f"a list of {len(parts)} places: ask for each of them, or find them in the text"
    return Resolution(
        query=text,
        status=Status.AMBIGUOUS,
        place=None,
        candidates=tuple(firsts.values())[: max(limit, 1)],
        reasons=(reason, *told),
    )


def _is_address(text: str, holder: Resolution, inner: Resolution) -> bool:
    """Whether a governorate or district before a name holds it rather than stands beside it in a list."""
    is_governorate = holder.candidates[0].place.kind == "governorate"
    is_part = inner.candidates[0].place.kind == "neighbourhood"
    return is_governorate or is_part or bool(HOLDER_SIGN.search(text))


def _is_list(text: str, parts: list[str], table: RelationWords) -> bool:
    """Whether a text is no relation of two names, and no name with a relation that tells where it is."""
    phrase = parse_phrase(text, table)
    return phrase is None or (len(phrase.anchors) == 1 and len(parts) > 2)


def _holds_in(holder: Resolution, inner: Resolution) -> bool:
    """Whether one answer may be the governorate or district that the other lies in."""
    best = inner.candidates[0].score
    held = [one.place for one in inner.candidates if one.score >= best]
    return any(
        (one.place.kind == "governorate" and one.place.governorate == place.governorate)
        or (one.place.kind == "district" and place.district in {one.place.name, one.place.district})
        for one in holder.candidates
        if one.score >= HOLDER_QUALITY
        for place in held
        if one.place.place_id != place.place_id and place.kind != "governorate"
    )


def _split_at_prefixes(text: str) -> list[str]:
    """The items of «الحويجة وداقوق والدبس», whose «و» are written onto the names."""
    starts = [0]
    for word in words_of(text)[1:]:
        starts += [word.start + form.skipped for form in word.forms if form.clitic == "and"][:1]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    return [text[start:end].strip() for start, end in zip(starts, ends, strict=True)][:MOST_PARTS]


def _holds(holder: Resolution, inner: Resolution) -> bool:
    """Whether one answer names the governorate that some reading of the other lies in."""
    governorates = {one.place.governorate for one in holder.candidates if one.place.kind == "governorate"}
    return any(
        one.place.governorate in governorates and one.place.kind != "governorate" for one in inner.candidates
    )
