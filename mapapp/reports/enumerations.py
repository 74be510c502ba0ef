"""People listed one after the other: «ثلاث نساء وشاب» 4, «ضابط وزوجته» 2, "a soldier and two guards" 3."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from mapapp.reports.documents import Document, joined_by_and, soft_break
from mapapp.reports.people import POSSESSIVES, People, people_at

_CHAIN_REACH: Final = 9
"""Words of titles and names that may stand between members of an enumeration."""
_TELLER_REACH: Final = 6
"""Words between an English noun and the verb of saying that makes it the source."""
_APPOSITION: Final = re.compile(r"[–—(:]|\s-|-\s")
"""What opens a list of the parts of the number before it."""
OF_THEM: Final = frozenset({"منهم", "منهما", "منهن"})
"""Words behind a number of some of those counted before."""
_NAMELY: Final = frozenset({"هم", "وهم", "هما", "وهما", "هن", "وهن", "namely"})
"""Words behind which those just counted are named one by one."""
_NO_MEMBER_FAMILIES: Final = frozenset({"event", "country", "month", "weekday", "day"})
"""Words of these lists end an enumeration of people."""
_OF_PEOPLE: Final = frozenset({"POST", "TERRORIST"})
"""Event concepts that only say whose man somebody is: «القيادي في الحشد»."""
_AND_PRESENT: Final = ("وي", "وت")
"""How a verb in the present begins behind "and"."""
_AND_PAST: Final = frozenset(
    {"ونجا", "ونجت", "ونجوا", "ونقل", "ونقلت", "وفر", "وفروا", "ولاذ", "وهرب", "وترك", "وتركت", "وخلف",
     "وسلم", "وعثر", "واحرق", "واختفي", "وعاد", "ووصل"}
)  # fmt: skip
"""Folded verbs in the past behind "and", which begin another statement."""
_AND_KIN: Final = frozenset({"واب", "وام", "واخ"})
"""Kin behind "and" whose three letters otherwise hide no prefix."""
_NAMING: Final = frozenset(
    {"ويدعي", "ويسمي", "وتدعي", "وتسمي", "ويعمل", "وتعمل", "ويحمل", "وينتمي", "وتبلغ", "ويبلغ"}
)
"""Verbs that only say more of the one just named."""
_MIXED: Final = frozenset({"طفلا", "امراه", "رجلا", "سيده", "شيخا", "صبيا", "فتاه", "طفله"})
"""Folded nouns of which two share one number: "25 children and women"."""
_LEAST_MIXED: Final = 10
"""Above it the noun behind an Arabic number is a singular, which may name a mixed group."""
_QUALIFIERS: Final = frozenset({"vague", "at-least", "at-most", "about"})
"""Concepts that may stand before the number of a member."""


def enumeration_at(document: Document, index: int, limit: int) -> People | None:
    """The people named from token ``index`` on, all members of an enumeration summed."""
    first = people_at(document, index, limit)
    if first is None or (first.count is None and document.language != "ar"):
        return first
    return with_members(document, first, limit)


def with_members(document: Document, first: People, limit: int, *, named: bool = False) -> People:
    """``first`` and who is listed behind it; members that only divide the first number add nothing.

    Behind a name (``named``) a comma leads to what that person was, not to a further one.
    """
    members = [first]
    at = first.last
    reach = at + _CHAIN_REACH
    while at < min(reach, limit):
        if _describes_all(document, at, first):
            break
        if _ends_chain(document, at) or _APPOSITION.search(document.tokens[at].gap):
            break
        member = _member_at(document, at, members[-1].last, limit)
        if member is None and _goes_on(document, at):
            break
        comma = document.tokens[at].gap.strip() == "," and document.tokens[at].word != "and"
        if comma and member is not None and _tells_it(document, member, limit):
            break
        if member is not None and (
            _other_gender(document, members[-1], member) or _says_of_whom(document, members[-1], member)
        ):
            at = member.last
            members[-1] = replace(members[-1], last=at)
            continue
        if member is None or _has_own_word(document, member, limit) or (named and comma):
            at += 1
            continue
        members.append(member)
        at = member.last
        reach = at + _CHAIN_REACH
    if len(members) > 2 and _total([member.count for member in members[1:]]) == first.count:
        return People(first.first, members[-1].last, first.count, first.low, first.high)
    return People(
        first.first,
        members[-1].last,
        _total([member.count for member in members]),
        _total([member.low for member in members]),
        _total([member.high for member in members]),
    )


def _describes_all(document: Document, at: int, first: People) -> bool:
    """Of "thirty people, women and children included": behind a comma an uncounted plural adds nobody."""
    hit = document.at(at, "person")
    comma = document.tokens[at].gap.strip() == ","
    return (
        document.language == "en"
        and comma
        and first.count is not None
        and hit is not None
        and hit.concept == "n"
    )


def _tells_it(document: Document, member: People, limit: int) -> bool:
    """Whether an English noun behind a comma is who said so: "killing 17, a deputy minister told"."""
    if document.language != "en" or member.count != 1:
        return False
    for at in range(member.last, min(member.last + _TELLER_REACH, limit)):
        if soft_break(document.tokens[at]):
            return False
        said = document.at(at, "background")
        if said is not None and said.concept == "reported":
            return True
    return False


def _goes_on(document: Document, at: int) -> bool:
    """Whether a verb joined by "and" begins another statement: «ويرسل الزوج إلى المستشفى», not «ويدعى»."""
    token = document.tokens[at]
    return (
        document.language == "ar"
        and (token.word in _AND_PAST or token.word.startswith(_AND_PRESENT))
        and token.word not in _NAMING
        and joined_by_and(token, document.language)
        and not document.by_first.get(at)
    )


def _other_gender(document: Document, counted: People, member: People) -> bool:
    """«80 طالبا وطالبة»: the noun behind a number, said again of women, adds nobody."""
    if (counted.count or 0) <= 1 or member.last - member.first != 1:
        return False
    said = document.tokens[counted.last - 1].word.removesuffix("ا")
    return document.tokens[member.first].word == f"و{said}ه"


def _says_of_whom(document: Document, counted: People, member: People) -> bool:
    """«11 من المدنيين والشرطة», «25 طفلاً وامرأة»: who those just counted are, not further ones."""
    if document.language != "ar" or (counted.count or 0) <= 1:
        return False
    word = document.tokens[member.first].word
    if member.count is None:
        return word.startswith("وال") and document.tokens[counted.last - 1].word.startswith("ال")
    many = (counted.count or 0) > _LEAST_MIXED
    last = document.tokens[counted.last - 1].word
    return many and member.count == 1 and last in _MIXED and word[1:] in _MIXED


def _total(counts: list[int | None]) -> int | None:
    return None if None in counts else sum(count or 0 for count in counts)


def _ends_chain(document: Document, at: int) -> bool:
    background = document.at(at, "background")
    if document.tokens[at].word in _NAMELY or (background is not None and background.concept == "reported"):
        return True
    casualty = document.at(at, "casualty")
    if casualty is not None and casualty.concept not in _QUALIFIERS:
        return True
    return any(
        hit.family in _NO_MEMBER_FAMILIES
        for hit in document.by_first.get(at, ())
        if not (
            hit.family == "event" and (document.at(at, "person") is not None or hit.concept in _OF_PEOPLE)
        )
    )


def _member_at(document: Document, at: int, last: int, limit: int) -> People | None:
    """The member of an enumeration that begins at token ``at``; the one before ends before ``last``."""
    joining = document.at(at, "joining")
    if joining is not None:
        member = people_at(document, joining.last, limit)
        return None if member is None or member.count is None else member
    token = document.tokens[at]
    if not (joined_by_and(token, document.language) or _and_one_of(document, at)):
        comma = token.gap.strip() in {"،", ","}
        if document.language == "ckb" and at > last:
            return None  # «… کرد، هاوسەرەکەی»: the verb before the comma ends the statement.
        member = people_at(document, at, limit) if comma and _sure_member(document, at) else None
        if member is not None and member.count is None and document.language == "en":
            return None  # "injuring another, a police source said": none of them.
        return member if member is not None and _ends_in_noun(document, member) else None
    alone = token.word in {"و", "and"}
    begin = at + 1 if alone else at
    while begin < limit and document.tokens[begin].word in POSSESSIVES:
        begin += 1
    if begin >= limit:
        return None
    casualty = document.at(begin, "casualty")
    if casualty is not None and casualty.concept not in _QUALIFIERS:
        return None
    return people_at(document, begin, limit)


def _has_own_word(document: Document, member: People, limit: int) -> bool:
    """Whether the word right behind says what became of these: "killing two, 20 others wounded"."""
    casualty = document.at(member.last, "casualty") if member.last < limit else None
    around = document.tokens[member.last - 1 : min(member.last + 1, limit)]
    if any(token.word in OF_THEM for token in around):
        return True  # «خمسة آخرون، اثنان منهم بحالة حرجة»: so many of those.
    if casualty is not None and casualty.concept == "including":
        return document.tokens[member.first].gap.strip() == ","  # "four people, a sheikh among them"
    if casualty is None or not casualty.concept.startswith(("killed", "injured")):
        return False
    token = document.tokens[member.last]
    return not soft_break(token) and not joined_by_and(token, document.language)


def _ends_in_noun(document: Document, member: People) -> bool:
    return any(
        hit.family == "person" and hit.last == member.last
        for at in range(member.first, member.last)
        for hit in document.by_first.get(at, ())
    )


def _and_one_of(document: Document, at: int) -> bool:
    """«وأحد أفراد», which without its hamza reads like "one", means "and one of the"; «وأم»."""
    hit = document.at(at, "person")
    word = document.tokens[at].word
    return hit is not None and (word in _AND_KIN or (hit.last - hit.first > 1 and word in {"واحد", "واحدي"}))


def _sure_member(document: Document, at: int) -> bool:
    """Whether what stands behind a comma is surely a further member, and no part of those before it."""
    if document.at(at, "casualty") is not None:
        return False
    word = document.tokens[at].word
    if document.language == "en":
        # Without one of these it is a title: "killing three, Major Ali told".
        counted = word.isdigit() or document.at(at, "number") is not None
        return counted or word in {"a", "an"} or (word in POSSESSIVES and word != "the")
    hit = document.at(at, "person")
    definite = document.language == "ar" and word.startswith("ال")
    return hit is not None and hit.concept in {"1", "2"} and not definite
