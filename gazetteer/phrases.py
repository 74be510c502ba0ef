"""Relative places ("30 km south-west of Kirkuk", «بين الطوز وكفري»).

The grammar is in :mod:`gazetteer.relations`, its words in ``relation_words.csv``; this page cuts a
phrase into relation and names and has each name resolved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gazetteer.belongings import belonging
from gazetteer.places import Precision, Resolution, Status
from gazetteer.relations import PAIR_RELATIONS, SILENT, Head, distance_behind, head_of, labels_of
from gazetteer.relative_places import relative_resolution
from gazetteer.tokens import Word, words_of
from gazetteer.wordlists import RelationWords, relation_words

if TYPE_CHECKING:
    from gazetteer.resolver import Gazetteer

TOLD_AGAIN = re.compile(r"\s*\(\s*(?:about\s+)?\d[\d.,]*[\s-]*(?:miles?|mi|km|kilomet(?:er|re)s?)\s*\)")
"""A distance told again in another unit: 40 kilometers (25 miles)."""
MOST_PHRASE_CODE_POINTS = 400
"""A longer phrase is a text; it is for ``find``."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A relative place, cut into its parts."""

    head: Head
    anchors: tuple[str, ...]
    """The one or two names that it is told by, as written."""
    subject: str = ""
    """A name before the relation (X, north of Y): then the relation only tells where X lies."""


def table_of(gazetteer: Gazetteer) -> RelationWords:
    """The relation words, read once and kept on the gazetteer."""
    return belonging(gazetteer, "relations", relation_words)


def parse_phrase(text: str, table: RelationWords) -> Phrase | None:
    """Cut a phrase into its relation and names; None where it has no relation.

    Args:
        text: The phrase, without the sentence around it.
        table: The relation words, see :func:`table_of`.
    """
    if len(text) > MOST_PHRASE_CODE_POINTS:
        return None
    text = TOLD_AGAIN.sub("", text)
    words = words_of(text)
    for start in range(len(words)):
        end = _head_end(words, start, table)
        if end is None or end >= len(words):
            continue
        labels = labels_of(words, start, end, table) or []
        head = head_of(labels)
        if head is None:
            continue
        described = labels_of(words, 0, start, table)
        if any(label.relation == "number" for label in described or ()):
            # A distance that the grammar did not take (5000 km south of) is not left out in silence.
            return None
        subject = "" if described is not None else text[: words[start].start].strip(" ,،-–(")
        anchors, head = _anchors(text, words, end, head, table)
        return Phrase(head, anchors, subject)
    return _trailing(text, words, table)


def _head_end(words: list[Word], start: int, table: RelationWords) -> int | None:
    """The word behind the last that the relation from ``start`` can take; None for no relation."""
    best = None
    for end in range(start + 1, len(words)):
        labels = labels_of(words, start, end, table)
        if labels is None:
            break
        if head_of(labels) is not None and labels[0].relation not in SILENT:
            best = end
    return best


def _anchors(
    text: str, words: list[Word], first: int, head: Head, table: RelationWords
) -> tuple[tuple[str, ...], Head]:
    """The names behind a relation, and the relation with the distance told behind them."""
    last = len(words) - 1
    if head.relation == "direction":
        for name_end in range(first, last):
            told = distance_behind(words, name_end, len(words), table)
            if told is not None and told[1] == last:
                head = replace(head, relation="offset", distance_km=told[0])
                last = name_end
                break
    if head.relation == "offset" and head.bearing is None:
        for tail in range(last, first, -1):
            behind = head_of(labels_of(words, tail, last + 1, table) or [])
            if behind is not None and behind.relation == "direction":
                return (text[_name_start(words, first) : words[tail - 1].end],), replace(
                    head, bearing=behind.bearing
                )
    if head.relation in PAIR_RELATIONS:
        pair = _pair(text, words, first, last, table)
        if pair:
            return pair, head
    return (text[_name_start(words, first) : words[last].end],), head


def _name_start(words: list[Word], first: int) -> int:
    """Where a name begins: behind a preposition that is written onto it."""
    for form in words[first].forms:
        if form.clitic == "preposition" and form.article:
            return words[first].start + form.skipped
    return words[first].start


def _pair(
    text: str, words: list[Word], first: int, last: int, table: RelationWords
) -> tuple[str, str] | None:
    """Two names parted by a dash, an ``and`` of its own, or a «و» written onto the second."""
    for at in range(first + 1, last + 1):
        gap = text[words[at - 1].end : words[at].start]
        if re.search(r"\s[-–—]\s|[–—]|\s[-]|[-]\s", gap):
            return text[words[first].start : words[at - 1].end], text[words[at].start : words[last].end]
        joins = any(one[0] == "joiner" for one in table.phrases.get(words[at].key, ()))
        if joins and at < last:
            return text[words[first].start : words[at - 1].end], text[words[at + 1].start : words[last].end]
    for at in range(first + 1, last + 1):
        for form in words[at].forms:
            if form.clitic == "and":
                second = words[at].start + form.skipped
                return text[words[first].start : words[at - 1].end], text[second : words[last].end]
    if last == first + 1 and "-" in text[words[first].end : words[last].start]:
        return words[first].text, words[last].text
    return None


def _trailing(text: str, words: list[Word], table: RelationWords) -> Phrase | None:
    """``A - B road``, ``Baghdad belts``, "Hawija, 8 km to the south": the relation behind the names."""
    if len(words) < 2:
        return None
    for start in range(1, len(words) - 1):
        head = head_of(labels_of(words, start, len(words), table) or [])
        if head is not None and head.relation == "offset" and head.bearing is not None:
            return Phrase(head, (text[words[0].start : words[start - 1].end],))
    last = len(words) - 1
    found = table.phrases.get(words[last].key, ())
    relation = found[0][0] if found else ""
    head = Head(relation, None, None, last)
    if relation == "road":
        first = 0
        while first < last and any(one[0] in SILENT for one in table.phrases.get(words[first].key, ())):
            first += 1
        pair = _pair(text, words, first, last - 1, table)
        return Phrase(head, pair) if pair else None
    if relation in {"belt", "outskirts", "centre"}:
        return Phrase(head, (text[words[0].start : words[last - 1].end],))
    return None


def resolve_phrase(
    gazetteer: Gazetteer, text: str, within: str | None = None, limit: int = 5
) -> Resolution | None:
    """Answer a relative place; None where the text is none, so that it is looked up as a name.

    Args:
        gazetteer: Resolves the names in it.
        text: The phrase.
        within: Governorate or district that it is said to lie in.
        limit: Most candidates to tell.

    Raises:
        UnknownAdminArea: ``within`` is no governorate or district of Iraq.
    """
    table = table_of(gazetteer)
    phrase = parse_phrase(text, table)
    if phrase is None:
        return None
    if len(phrase.anchors) == 1 and _is_whole(phrase.anchors[0], table):
        return _of_the_country(text, phrase, gazetteer, within, limit)
    anchors = [gazetteer.resolve(anchor, within=within, limit=limit) for anchor in phrase.anchors]
    answer = relative_resolution(gazetteer, text, phrase.head, anchors)
    if not phrase.subject:
        return answer
    return _subject_near(gazetteer, text, phrase.subject, answer, within, limit)


def _subject_near(
    gazetteer: Gazetteer, text: str, subject: str, answer: Resolution, within: str | None, limit: int
) -> Resolution:
    """X of "X, north of Y": X itself where it is known, else where the relation says."""
    near = None
    if answer.latitude is not None and answer.longitude is not None:
        near = (answer.latitude, answer.longitude)
    named = gazetteer.resolve(subject, within=within, near=near, limit=limit)
    if named.status is not Status.RESOLVED and answer.status is Status.RESOLVED:
        reason = f"{subject!r} is {named.status.value}, so only the relation places it"
        return replace(answer, reasons=(*answer.reasons, reason))
    return replace(named, query=text)


def _is_whole(anchor: str, table: RelationWords) -> bool:
    """Whether a name is that of the whole country."""
    key = " ".join(word.key for word in words_of(anchor))
    return any(relation == "whole" for relation, _ in table.phrases.get(key, ()))


def _of_the_country(
    text: str, phrase: Phrase, gazetteer: Gazetteer, within: str | None, limit: int
) -> Resolution:
    if phrase.subject:
        return replace(gazetteer.resolve(phrase.subject, within=within, limit=limit), query=text)
    return Resolution(
        query=text,
        status=Status.UNRESOLVED,
        place=None,
        precision=Precision.COUNTRY,
        reasons=("a part of the whole country: too wide to place",),
    )
