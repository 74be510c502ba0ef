"""How many people a noun phrase names: «ثلاث نساء وشاب» 4, «ضابط وزوجته» 2, "a soldier and two guards" 3."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.reports.documents import Document, joined_by_and, soft_break
from mapapp.reports.lexicon import Hit
from mapapp.reports.numbers import number_at

_NOUN_REACH: Final = 4
"""Words that may stand between a number and its noun: "three other Iraqi army soldiers"."""
_CHAIN_REACH: Final = 7
"""Words of titles and names that may stand between members of an enumeration."""
_POSSESSIVES: Final = frozenset({"his", "her", "their", "its", "the"})
_GROUPS: Final = frozenset({"عائله", "اسره", "مجموعه", "خليه", "family"})
"""Folded words for a group whose size may follow."""
_APPOSITION: Final = re.compile(r"[-–—(:]")
"""What opens a list of the parts of the number before it."""
_DUAL_MARK: Final = re.compile("\u064e\u064a\u0652?\u0646")
"""A fatha before ين: the vowel that tells the dual from the plural."""
_NOT_CASUALTY_FAMILIES: Final = frozenset({"country", "month", "weekday", "day"})
"""Words of these lists end an enumeration of people."""


@dataclass(frozen=True, slots=True)
class People:
    """A noun phrase for people."""

    first: int
    last: int
    """Token indexes: first and behind the last."""
    count: int | None
    """None where several are meant but not how many."""
    low: int | None
    high: int | None


def people_at(document: Document, index: int, limit: int) -> People | None:
    """The people named by the phrase that begins at token ``index``, without its enumeration."""
    qualifier, at = _qualifier(document, index, limit)
    if at >= limit:
        return None
    counted = number_at(document, at)
    if counted is not None:
        return _counted(document, index, counted, qualifier, limit)
    article = document.language == "en" and (
        document.tokens[at].word in {"a", "an"} or document.tokens[at].word in _POSSESSIVES
    )
    if article:
        return _single_english(document, index, at + 1, limit)
    if qualifier == "vague":
        noun = _noun_within(document, at, limit)
        return None if noun is None else People(index, noun, None, None, None)
    hit = document.at(at, "person")
    if hit is None or hit.concept == "object":
        return None
    count = None if hit.concept == "n" else int(hit.concept)
    if count is None and _DUAL_MARK.search(document.text[slice(*document.span(at, hit.last))]):
        count = 2
    if count is None:
        counted = _group_size(document, hit, limit)
        if counted is not None:
            return People(index, counted[1], counted[0], counted[0], counted[0])
    behind = number_at(document, hit.last) if hit.last < limit else None
    if count is None and behind is not None and document.tokens[hit.last].word.startswith("ال"):
        return People(index, behind[1], behind[0], behind[0], behind[0])
    return People(index, hit.last, count, count, count)


def _group_size(document: Document, hit: Hit, limit: int) -> tuple[int, int] | None:
    """«عائلة من خمسة أفراد», «مجموعة مكونة من 4»: the size behind a word for a group."""
    if document.tokens[hit.first].forms[-1] not in _GROUPS:
        return None
    for at in range(hit.last, min(hit.last + _NOUN_REACH, limit - 1)):
        if document.tokens[at].word in {"من", "of", "تضم"}:
            return number_at(document, at + 1)
    return None


def _qualifier(document: Document, index: int, limit: int) -> tuple[str, int]:
    """The word before a number ("at least", "about", "several") as a concept, and the index behind it."""
    found = ""
    while index < limit:
        hit = document.at(index, "casualty")
        if hit is None or hit.concept not in {"at-least", "at-most", "about", "vague"}:
            break
        found, index = hit.concept, hit.last
        while index < limit and document.tokens[index].word in {"عن", "من", "علي", "of", "له"}:
            index += 1
    return found, index


def _counted(
    document: Document, index: int, counted: tuple[int, int], qualifier: str, limit: int
) -> People | None:
    value, end = counted
    low: int | None = value
    high: int | None = value
    upper = _range_end(document, end, limit)
    # «خمسة 3»: a smaller number behind is another statement, not the upper end of a range.
    if upper is not None and upper[0] > value:
        high, end = upper
    following = document.at(end, "person") if end < limit else None
    if following is not None and following.concept == "object" and not _by_means(document, end):
        return None
    if end < limit and document.at(end, "span") is not None:
        return None
    noun = _noun_within(document, end, limit)
    if qualifier == "at-least":
        high = None
    elif qualifier == "at-most":
        low = None
    elif qualifier == "about":
        low = high = None
    return People(index, end if noun is None else noun, value, low, high)


def _by_means(document: Document, index: int) -> bool:
    """Whether the word says by what, as «بانفجار» in «جرح اثنين بانفجار»: it isn't what is counted."""
    event = document.at(index, "event")
    word = document.tokens[index].word
    return event is not None and event.concept != "ARMS" and document.language == "ar" and word[0] == "ب"


def _range_end(document: Document, end: int, limit: int) -> tuple[int, int] | None:
    """The upper end of «3-5» or «بين 3 و5» or "three to five", and the index behind it."""
    if end + 1 >= limit:
        return None
    token = document.tokens[end]
    if token.word[0].isdigit() and token.gap.strip() in {"-", "–"}:
        return number_at(document, end)
    if token.word in {"او", "الي", "to", "or", "يان", "بو"}:
        return number_at(document, end + 1)
    if _between_before(document, end):
        joined = token.word in {"و", "and"}
        return number_at(document, end + 1 if joined else end)
    return None


def _between_before(document: Document, end: int) -> bool:
    """Whether the number that ends at ``end`` stands behind "between"."""
    words = {token.word for token in document.tokens[max(0, end - 3) : end]}
    return bool(words & {"بين", "between", "نيوان"})


def _noun_within(document: Document, index: int, limit: int) -> int | None:
    """Index behind the noun for people that follows within a few words; None where none does."""
    for at in range(index, min(index + _NOUN_REACH, limit)):
        if at > index and soft_break(document.tokens[at]):
            return None
        hit = document.at(at, "person")
        if hit is not None:
            return None if hit.concept == "object" else hit.last
        if document.at(at, "casualty") is not None or document.at(at, "event") is not None:
            return None
    return None


def _single_english(document: Document, index: int, at: int, limit: int) -> People | None:
    for position in range(at, min(at + _NOUN_REACH + 1, limit)):
        if position > at and soft_break(document.tokens[position]):
            return None
        hit = document.at(position, "person")
        if hit is not None and document.tokens[position].word in {"year", "month", "day"}:
            continue
        if hit is not None:
            if hit.concept == "object":
                return None
            count = None if hit.concept == "n" else int(hit.concept)
            return People(index, hit.last, count, count, count)
        if document.at(position, "casualty") is not None:
            return None
    return None


def enumeration_at(document: Document, index: int, limit: int) -> People | None:
    """The people named from token ``index`` on, all members of an enumeration summed."""
    first = people_at(document, index, limit)
    if first is None:
        return None
    total = first
    if first.count is None and document.language != "ar":
        return first
    at = first.last
    reach = at + _CHAIN_REACH
    while at < min(reach, limit):
        if _ends_chain(document, at) or _APPOSITION.search(document.tokens[at].gap):
            break
        member = _member_at(document, at, limit)
        if member is None:
            at += 1
            continue
        total = People(
            total.first,
            member.last,
            _sum(total.count, member.count),
            _sum(total.low, member.low),
            _sum(total.high, member.high),
        )
        at = member.last
        reach = at + _CHAIN_REACH
    return total


def _sum(left: int | None, right: int | None) -> int | None:
    return None if left is None or right is None else left + right


def _ends_chain(document: Document, at: int) -> bool:
    casualty = document.at(at, "casualty")
    if casualty is not None and casualty.concept not in {"vague", "at-least", "about"}:
        return True
    return any(
        hit.family in {"event", *_NOT_CASUALTY_FAMILIES}
        for hit in document.by_first.get(at, ())
        if not (hit.family == "event" and document.at(at, "person") is not None)
    )


def _member_at(document: Document, at: int, limit: int) -> People | None:
    """The next member of an enumeration if one begins at token ``at``."""
    token = document.tokens[at]
    if not joined_by_and(token, document.language):
        comma = token.gap.strip() in {"،", ","}
        return people_at(document, at, limit) if comma and _sure_noun(document, at) else None
    alone = token.word in {"و", "and"}
    begin = at + 1 if alone else at
    while begin < limit and document.tokens[begin].word in _POSSESSIVES:
        begin += 1
    if begin >= limit:
        return None
    casualty = document.at(begin, "casualty")
    if casualty is not None and casualty.concept not in {"vague", "at-least", "about"}:
        return None
    return people_at(document, begin, limit)


def _sure_noun(document: Document, at: int) -> bool:
    hit = document.at(at, "person")
    definite = document.language == "ar" and document.tokens[at].word.startswith("ال")
    return hit is not None and hit.concept in {"1", "2"} and not definite
