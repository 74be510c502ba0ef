"""How many people one noun phrase names: «ثلاث نساء» 3, «ضابط» 1, "two Iraqi army soldiers" 2."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mapapp.reports.documents import Document, joined_by_and, soft_break
from mapapp.reports.lexicon import Hit
from mapapp.reports.numbers import number_at

_NOUN_REACH: Final = 4
"""Words that may stand between a number and its noun: "three other Iraqi army soldiers"."""
POSSESSIVES: Final = frozenset({"his", "her", "their", "its", "the"})
"""English words before a noun for people that belong to somebody just named."""
_YEARS: Final = range(2001, 2036)
"""Numbers that are years where no noun for people follows."""
_FURTHER: Final = frozenset({"another", "further", "additional", "all", "other"})
"""Words before a number that say only that others were counted before."""
_STANDING_IN: Final = frozenset({"another", "other", "third", "fourth", "fifth", "sixth"})
"""English words that stand for a person only where no noun of their own follows."""
_NO_HEADLINE: Final = frozenset(
    {"in", "at", "on", "near", "by", "after", "when", "and", "as", "from", "with", "during", "for", "to",
     "of", "while", "or", "but", "outside", "inside", "were", "was", "had", "have", "has", "that", "who"}
)  # fmt: skip
"""English words that end the noun phrase behind a verb."""
_AGED: Final = frozenset({"aged", "ages"})
"""English words that lead to ages."""
_AGES_REACH: Final = 4
"""Words from such a word to the last of the ages."""
_GROUPS: Final = frozenset({"عائله", "اسره", "مجموعه", "خليه", "طاقم", "طاقمها", "طاقمه", "family", "crew"})
"""Folded words for a group whose size may follow."""
_DUAL_VERB: Final = re.compile("ي..+ان$|كانا$")
_DUAL_PRONOUNS: Final = frozenset({"احدهما", "بينهما", "كلاهما", "منهما", "احداهما", "كليهما"})
"""Verbs and pronouns that say that those before them were two."""
DUAL_MARK: Final = re.compile("\u064e\u064a\u0652?\u0646")
"""A fatha before ين: the vowel that tells the dual from the plural."""


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
    determiner = document.tokens[at].word in _FURTHER or document.tokens[at].word in POSSESSIVES
    if determiner and at + 1 < limit and number_at(document, at + 1) is not None:
        at += 1
    if _is_no_people(document, at):
        return None
    counted = number_at(document, at)
    if counted is not None:
        return _counted(document, index, counted, qualifier, limit)
    article = document.language == "en" and (
        document.tokens[at].word in {"a", "an"} or document.tokens[at].word in POSSESSIVES
    )
    if article:
        return _single_english(document, index, at + 1, limit)
    if qualifier == "vague":
        noun = _noun_within(document, at, limit)
        return None if noun is None else People(index, noun, None, None, None)
    hit = document.at(at, "person")
    if hit is None or hit.concept == "object" or _of_things_told(document, hit, limit):
        return None
    count = None if hit.concept == "n" else int(hit.concept)
    if count is None and (
        DUAL_MARK.search(document.text[slice(*document.span(at, hit.last))])
        or _told_as_two(document, hit.last, limit)
    ):
        count = 2
    if count is None:
        counted = _group_size(document, hit, limit)
        if counted is not None:
            return People(index, counted[1], counted[0], counted[0], counted[0])
    behind = number_at(document, hit.last) if hit.last < limit else None
    definite = behind is not None and document.tokens[hit.last].word.startswith("ال")
    if count in {None, 2} and behind is not None and (definite or _is_pair(document, hit.last)):
        return People(index, behind[1], behind[0], behind[0], behind[0])
    return People(index, hit.last, count, count, count)


def _is_no_people(document: Document, index: int) -> bool:
    """«الاثنين» is Monday, «الأحد» Sunday: neither two nor one of them; nor is an age, a second calling."""
    if document.at(index, "weekday") is not None:
        return True
    return document.language == "en" and (_is_age(document, index) or _tells_more(document, index))


def _is_age(document: Document, index: int) -> bool:
    """Whether a number is one of the years in "aged between six and 48"."""
    before = document.tokens[max(0, index - _AGES_REACH) : index]
    return any(token.word in _AGED for token in before) and number_at(document, index) is not None


def _tells_more(document: Document, index: int) -> bool:
    """Whether "and mother of four", "and member of" only says more of the one just named."""
    joined = index > 0 and document.tokens[index - 1].word == "and" and index + 1 < len(document.tokens)
    return joined and document.tokens[index + 1].word == "of" and document.at(index, "person") is not None


def _is_pair(document: Document, index: int) -> bool:
    """Whether the word at ``index`` is the "two" that Arabic sets behind a dual: «طيارين اثنين»."""
    number = document.at(index, "number")
    return number is not None and number.concept == "2" and document.language == "ar"


def _told_as_two(document: Document, index: int, limit: int) -> bool:
    """Whether a verb or pronoun in the dual follows: «إرهابيين يرتديان», «مدنيين أحدهما»."""
    if document.language != "ar" or index >= limit or not document.tokens[index - 1].word.endswith("ين"):
        return False
    behind = [document.tokens[at].word for at in range(index, min(index + 2, limit))]
    return _DUAL_VERB.match(behind[0]) is not None or bool(_DUAL_PRONOUNS.intersection(behind))


def _group_size(document: Document, hit: Hit, limit: int) -> tuple[int, int] | None:
    """«عائلة من خمسة أفراد», «مجموعة مكونة من 4»: the size behind a word for a group."""
    if document.tokens[hit.first].forms[-1] not in _GROUPS:
        return None
    for at in range(hit.last, min(hit.last + _NOUN_REACH, limit - 1)):
        if document.tokens[at].word in {"من", "of", "تضم"}:
            members = people_at(document, at + 1, limit)
            return None if members is None or members.count is None else (members.count, members.last)
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
    if end < limit and (document.at(end, "span") is not None or _of_things(document, end, limit)):
        return None
    if _of_two_spans(document, end, limit):
        return None
    noun = _noun_within(document, end, limit)
    if noun is None and not qualifier and value in _YEARS:
        return None
    if qualifier == "at-least":
        high = None
    elif qualifier == "at-most":
        low = None
    elif qualifier == "about":
        low = high = None
    return People(index, end if noun is None else noun, value, low, high)


def _of_two_spans(document: Document, end: int, limit: int) -> bool:
    """«19 و24 عاماً»: the number that ends at ``end`` is an age beside another."""
    if end + 1 >= limit or not joined_by_and(document.tokens[end], document.language):
        return False
    second = number_at(document, end + 1 if document.tokens[end].word in {"و", "and"} else end)
    return second is not None and second[1] < limit and document.at(second[1], "span") is not None


def _noun_at(document: Document, index: int, limit: int) -> Hit | None:
    """The noun for people that begins at token ``index``; of a compound ("police officer") the last word."""
    hit = document.at(index, "person")
    while hit is not None and hit.concept != "object" and document.language == "en" and hit.last < limit:
        following = document.at(hit.last, "person")
        if following is None or document.tokens[hit.last].gap != " ":
            break
        hit = following
    return hit


def _of_things_told(document: Document, hit: Hit, limit: int) -> bool:
    """Whether "another" leads to a thing or an event, as in "another blast"."""
    if document.language != "en" or document.tokens[hit.first].word not in _STANDING_IN or hit.last >= limit:
        return False
    behind = document.by_first.get(hit.last, ())
    said = any(found.family == "casualty" for found in behind)
    things = any(found.family == "event" or found.concept == "object" for found in behind)
    return things and not said and not soft_break(document.tokens[hit.last])


def _of_things(document: Document, index: int, limit: int) -> bool:
    """Whether "of" leads to things, as in "one of the attacks"."""
    if document.tokens[index].word != "of":
        return False
    nouns = (document.at(at, "person") for at in range(index + 1, min(index + _NOUN_REACH, limit)))
    first = next((noun for noun in nouns if noun is not None), None)
    return first is not None and first.concept == "object"


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
    reach = _NOUN_REACH - 2 if document.language == "ckb" else _NOUN_REACH
    for at in range(index, min(index + reach, limit)):
        if soft_break(document.tokens[at]) and (at > index or document.tokens[at].gap.startswith(",")):
            return None
        further = (
            joined_by_and(document.tokens[at], document.language) or document.at(at, "number") is not None
        )
        if at > index and further:
            return None
        hit = _noun_at(document, at, limit)
        if hit is None and at == index and _begins_statement(document, at):
            return None  # «اثنان ونجا الثالث»: another statement.
        if hit is not None:
            return None if hit.concept == "object" else hit.last
        if document.at(at, "casualty") is not None or document.at(at, "event") is not None:
            return None
    return None


def _begins_statement(document: Document, index: int) -> bool:
    """Whether "and" is written on to a word that is neither a number nor a person."""
    token = document.tokens[index]
    written_on = document.language == "ar" and len(token.word) > 1
    return written_on and joined_by_and(token, "ar") and document.at(index, "number") is None


def headline_person(document: Document, index: int, limit: int) -> People | None:
    """One person without an article, as headlines write: "kills Iraqi army soldier"."""
    if document.language != "en":
        return None
    for at in range(index, min(index + _NOUN_REACH, limit)):
        if document.tokens[at].word in _NO_HEADLINE:
            return None
        if document.at(at, "person") is not None:
            return _single_english(document, index, index, limit)
    return None


def _single_english(document: Document, index: int, at: int, limit: int) -> People | None:
    for position in range(at, min(at + _NOUN_REACH + 1, limit)):
        if position > at and soft_break(document.tokens[position]):
            return None
        aged = position + 1 < limit and document.tokens[position + 1].word == "year"
        if number_at(document, position) is not None and not aged:
            return None
        hit = _noun_at(document, position, limit)
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
