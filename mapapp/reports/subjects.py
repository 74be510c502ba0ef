"""People named before the word for what became of them: "two soldiers were killed", «دوو کەس کوژران»."""

from __future__ import annotations

import re
from typing import Final

from mapapp.reports.documents import Document, soft_break
from mapapp.reports.enumerations import enumeration_at
from mapapp.reports.lexicon import Hit
from mapapp.reports.people import People
from mapapp.reports.stretches import BACK_REACH, Stretch
from mapapp.reports.tolls import Count

_BARE_REACH: Final = 4
"""Words between a number without a noun and its verb, in English and Sorani."""
_ARREST_REACH: Final = 5
"""Words between an arrest and the verb that says what the arrested had done."""
_PRONOUN: Final = re.compile(r"(?:مقتل|وفات|استشهاد|مصرع|اصابت|جثت)(?:ه|ها|هما)$")
"""A noun with a pronoun written on, folded: «مقتله», «استشهادها»."""
CUE_FORMS: Final = frozenset({"cue", "verb", "back"})
"""How the concepts of cues end; all other forms are nouns that are themselves the people."""


def is_cue(hit: Hit) -> bool:
    """Whether a casualty word claims people beside it, rather than being them."""
    return hit.concept.partition("-")[2] in CUE_FORMS


def people_before(stretch: Stretch, index: int, *, far: bool = False) -> People | None:
    """The last enumeration of people before ``index`` that no other cue has claimed.

    In Arabic they stand right before it; ``far`` is for verbs in the plural, whose subject came before.
    """
    document = stretch.document
    at = max(stretch.first, index - BACK_REACH)
    found: People | None = None
    while at < index:
        inner = document.at(at, "casualty")
        part = inner is not None and inner.concept == "including" and inner.last < index
        if found is not None and part:
            return found
        if at in stretch.used or (inner is not None and at + 1 in stretch.used):
            found, at = None, at + 1
            continue
        people = enumeration_at(document, at, index)
        if people is None or people.first in stretch.used or _is_adjective(document, people):
            at += 1
            continue
        if far and found is not None and (found.count or 0) > 1 and people.count == 1:
            at = people.last  # «جنديان وضابط برتبة نقيب أصيبوا»: the rank of the last of them.
            continue
        if people.count is not None or (document.language == "ckb" and found is None):
            found = people
        at = max(people.last, at + 1)
    if found is None or document.language != "ar":
        return found
    if far:
        return found if (found.count or 0) > 1 else None
    return found if index - found.last <= 1 else None


def belongs_to_next(stretch: Stretch, people: People, what: str) -> bool:
    """Whether an English or Sorani verb right behind the people claims them instead."""
    document = stretch.document
    if document.language == "ar":
        return False
    for at in range(people.last, min(people.last + 3, stretch.last)):
        hit = document.at(at, "casualty")
        if document.tokens[at].word in {"and", "و"} or soft_break(document.tokens[at]):
            return False
        if hit is not None:
            word = document.tokens[at].word
            return is_cue(hit) and not hit.concept.startswith(what) and not word.endswith("ing")
    return False


def is_of_arrested(stretch: Stretch, hit: Hit) -> bool:
    """Whether a verb only says what the arrested had done: «القبض على عصابة قتلت صائغا»."""
    document = stretch.document
    if document.language != "ar" or hit.first == stretch.first or soft_break(document.tokens[hit.first]):
        return False
    if document.tokens[hit.first].word.startswith("و"):
        return False
    before = range(max(stretch.first, hit.first - _ARREST_REACH), hit.first)
    return any(
        found.family == "event" and found.concept == "ARREST"
        for at in before
        for found in document.by_first.get(at, ())
    )


def clause_end(document: Document, index: int, limit: int) -> int:
    """The index of the next comma or the like, or ``limit``."""
    return next((at for at in range(index, limit) if soft_break(document.tokens[at])), limit)


def refers_back(document: Document, hit: Hit) -> bool:
    """Whether a noun means one named before: «ما أدى إلى مقتله», «الضحية», «الجثة»."""
    word = document.tokens[hit.first].word
    definite = word.startswith("ال") or _PRONOUN.search(word) is not None
    return definite and hit.concept.endswith(("-1", "-2")) and document.language == "ar"


def whose_men(document: Document, people: People, index: int) -> bool:
    """«أربعة من مقاتلي الحشد شهداء»: one definite word between them and ``index`` says whose they are."""
    between = document.tokens[people.last : index]
    return (
        (people.count or 0) > 1
        and len(between) == 1
        and (between[0].word.startswith("ال") or between[0].word == "واحده")
        and not soft_break(between[0])
        and not soft_break(document.tokens[index])
    )


def died_of_it(document: Document, killed: Count, injured: Count) -> bool:
    """«إصابة مدير … ووفاته»: the one who is told wounded is the one told dead behind."""
    if killed.value != 1 or injured.value != 1 or killed.first < injured.last:
        return False
    said = document.tokens[killed.first]
    return any(_PRONOUN.search(form) for form in said.forms) or any(
        hit.family == "diedlater" for hit in document.by_first.get(killed.first, ())
    )


def _is_adjective(document: Document, people: People) -> bool:
    """Whether "one" belongs to the noun before it: «عائلة واحدة»."""
    if people.last - people.first > 1 or people.count != 1 or people.first == 0:
        return False
    number = document.at(people.first, "number")
    return number is not None and any(
        hit.family == "person" and hit.last == people.first
        for hit in document.by_first.get(people.first - 1, ())
    )
