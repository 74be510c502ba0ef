"""Finds relative places in a running text: a relation that ends right before a spotted name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gazetteer.frames import BREAK, COMMA
from gazetteer.relations import PAIR_RELATIONS, Head, distance_behind, head_before

if TYPE_CHECKING:
    from gazetteer.hits import Hit
    from gazetteer.tokens import Word
    from gazetteer.wordlists import RelationWords

ADJECTIVE_ENDING = "ern"
"""How English adjectives of direction end."""
UNTOLD = frozenset({"centre"})
"""Relations that move a place too little to tell it twice."""
NAMES_BEFORE = 12
"""How many names before or behind one are looked at: those farther away stand in another relation."""
LIST_ITEMS = 2
"""A relation behind so many names parted by commas is one more item of their list."""


@dataclass(frozen=True, slots=True)
class Relative:
    """A relative place in a text."""

    head: Head
    anchors: tuple[Hit, ...]
    """The one or two names that it is told by."""
    start: int
    end: int
    subject: Hit | None
    """A name right before the relation, whose spot the relation tells; None where none stands."""


def relatives_of(text: str, words: list[Word], hits: list[Hit], table: RelationWords) -> list[Relative]:
    """All relative places told by spotted names, in order."""
    found = []
    for position, hit in enumerate(hits):
        head, first = _head(text, words, hits, position, table)
        road = _road_behind(text, words, hits, position, table) if head is None else None
        if road is not None:
            found.append(road)
        if head is None or head.relation in UNTOLD or _is_epithet(words, hit, head):
            continue
        anchors: tuple[Hit, ...] = (hit,)
        end = max(hit.end, words[hit.frame.behind].end if hit.frame.behind >= 0 else 0)
        if head.relation in PAIR_RELATIONS:
            second = _second(text, words, hits, position, table)
            if second is None and head.relation == "between":
                continue
            if second is not None:
                anchors, end = (hit, second), second.end
        if head.relation == "direction":
            told = distance_behind(words, hit.last, _sentence_end(words, hit), table)
            # «شمال غرب كركوك (240 كم شمال بغداد)»: the distance is told from the next name.
            if told is not None and not _is_direction(words, told[1] + 1, table):
                head = replace(head, relation="offset", distance_km=told[0])
                end = words[told[1]].end
        subject = _subject(text, words, hits, position, head)
        found.append(Relative(head, anchors, first, end, subject))
    return found


def _is_epithet(words: list[Word], hit: Hit, head: Head) -> bool:
    """Whether an adjective says where in the country or town a place is: "northern city of Mosul".

    So does "western Amiriya district", while "western Anbar province" and "western Mosul" are their parts.
    """
    adjective = head.relation == "direction" and words[head.first].key.endswith(ADJECTIVE_ENDING)
    kind_before = hit.frame.outer < hit.first
    return adjective and (kind_before or (hit.frame.behind >= 0 and hit.frame.kind != "governorate"))


def _head(
    text: str, words: list[Word], hits: list[Hit], position: int, table: RelationWords
) -> tuple[Head | None, int]:
    """The relation before a name, and the offset where it begins."""
    hit = hits[position]
    least = hit.first
    before = hits[max(0, position - NAMES_BEFORE) : position]
    earlier = max((other.last for other in before if other.last < hit.first), default=-1)
    while least - 1 > earlier and words[least - 1].sentence == hit.sentence:
        gap = text[words[least - 1].end : words[least].start]
        if BREAK.search(gap.replace(".", "")) or COMMA.search(gap):
            break
        least -= 1
    for name in dict.fromkeys((hit.frame.outer, hit.first)):
        head = head_before(words, name, least, table)
        if head is not None:
            return head, words[head.first].start + _prefix(words[head.first], table)
    return None, 0


def _prefix(word: Word, table: RelationWords) -> int:
    """Code points written onto the first word of a relation (بشمال)."""
    for form in word.forms:
        if form.key in table.phrases:
            return form.skipped
    return 0


def _second(text: str, words: list[Word], hits: list[Hit], position: int, table: RelationWords) -> Hit | None:
    """The other end of a relation of two names."""
    hit = hits[position]
    for other in hits[position + 1 : position + 1 + NAMES_BEFORE]:
        if other.sentence != hit.sentence:
            return None
        if other.first <= hit.last:
            continue
        between = words[hit.last + 1 : other.frame.outer]
        gap = text[hit.end : other.start]
        if BREAK.search(gap) or COMMA.search(gap):
            return None
        joined = len(between) <= 1 and all(_joins(word, table) for word in between)
        has_sign = bool(between) or other.clitic == "and" or any(dash in gap for dash in "-–—")
        return other if joined and has_sign else None
    return None


def _road_behind(
    text: str, words: list[Word], hits: list[Hit], position: int, table: RelationWords
) -> Relative | None:
    """A road named by both ends before it: the Baghdad-Kut road."""
    second = _second(text, words, hits, position, table)
    if second is None or second.last + 1 >= len(words):
        return None
    word = words[second.last + 1]
    if not any(relation == "road" for relation, _ in table.phrases.get(word.key, ())):
        return None
    hit = hits[position]
    return Relative(Head("road", None, None, hit.first), (hit, second), hit.start, word.end, None)


def _is_direction(words: list[Word], at: int, table: RelationWords) -> bool:
    if at >= len(words):
        return False
    keys = (form.key for form in words[at].forms)
    return any(relation == "direction" for key in keys for relation, _ in table.phrases.get(key, ()))


def _joins(word: Word, table: RelationWords) -> bool:
    return any(relation == "joiner" for relation, _ in table.phrases.get(word.key, ()))


def _subject(text: str, words: list[Word], hits: list[Hit], position: int, head: Head) -> Hit | None:
    """The name right before the relation, as in «قرية X جنوب Y» or "X, south of Y"."""
    first = words[head.first]
    if any(form.clitic == "and" for form in first.forms[1:]) and first.key != first.forms[-1].key:
        return None
    items = 0
    edge = head.first
    for other in reversed(hits[max(0, position - NAMES_BEFORE) : position]):
        if other.last >= edge:
            continue
        gap = text[other.end : words[edge].start]
        if other.last != edge - 1 or other.sentence != first.sentence or BREAK.search(gap):
            break
        if not COMMA.search(gap):
            return other if not items else None
        items += 1
        edge = other.first
        if items == LIST_ITEMS:
            return None
        subject = other
    return subject if items else None


def _sentence_end(words: list[Word], hit: Hit) -> int:
    end = hit.last + 1
    while end < len(words) and words[end].sentence == hit.sentence:
        end += 1
    return end
