"""Casualties that no number or listed noun beside the cue gives: one by name, an object far behind."""

from __future__ import annotations

import re
from typing import Final

from mapapp.reports.documents import Document, soft_break
from mapapp.reports.enumerations import enumeration_at, with_members
from mapapp.reports.lexicon import Hit
from mapapp.reports.numbers import number_at
from mapapp.reports.people import People, people_at
from mapapp.reports.stretches import BACK_REACH, TOTAL_REACH, Stretch
from mapapp.reports.tolls import Count

_PLURAL_ENDINGS: Final = re.compile(r"(?:ون|ين|ات|ان)$")
_SURE_DEATH: Final = frozenset(
    {"مقتل", "استشهاد", "اغتيال", "مصرع", "وفاه", "ارتقاء", "اغتيل", "استشهد", "توفي", "توفيت",
     "استشهدت", "اغتيلت", "قتلت", "مصرعه"}
)  # fmt: skip
"""Verbal nouns behind which an unlisted singular noun or a name is one person."""
_ADVERB_REACH: Final = 6
"""Words between a verb and the people behind its subject or adverb."""
_ENGLISH_ARTICLES: Final = frozenset({"a", "an"})
_ARTICLE_REACH: Final = 4
"""Words behind an English article that may say what it stands before."""
_QUANTITIES: Final = frozenset(
    {"total", "number", "dozen", "few", "lot", "handful", "group", "string", "series", "hundred", "thousand",
     "week", "fortnight", "month", "moment", "bid", "plot", "dispute", "donkey", "dog", "horse", "cow"}
)  # fmt: skip
"""English words behind "a" that name neither one person nor part of one's description."""
_SORANI_ONE: Final = re.compile(r"(?:ي|يه)كي?(?:ان)?$")
"""The folded Sorani ending of one indefinite thing, also with the «یان» of those who did it."""
_SORANI_REACH: Final = 8
"""Words between a Sorani subject and its verb."""
_NO_PERSON: Final = frozenset(
    {
        "في",
        "علي",
        "من",
        "الي",
        "عن",
        "ابرز",
        "اهم",
        "كبار",
        "اخطر",
        "بعض",
        "بعضهم",
        "بعضها",
        "احدهم",
        "كل",
        "جميع",
        "معظم",
        "غالبيه",
        "عدد",
        "ما",
        "هم",
        "حيث",
    }
)


def is_subject(stretch: Stretch, people: People) -> bool:
    """Whether the people behind a verb are those who did it: «اغتال مسلحون …»."""
    word = stretch.document.tokens[people.last - 1].word
    return people.count is None and word.endswith("ون") and people.last - people.first == 1


def told_later(stretch: Stretch, hit: Hit) -> Count | None:
    """«مقتل من كان بداخلها وهم ثلاثة»."""
    document = stretch.document
    for at in range(hit.last, min(hit.last + TOTAL_REACH * 2, stretch.last - 1)):
        if document.at(at, "casualty") is not None:
            return None
        if document.tokens[at].word in {"وهم", "هم", "وهما", "عددهم", "وعددهم"}:
            people = people_at(document, at + 1, stretch.last)
            return None if people is None else stretch.count(people, hit)
    return None


def object_behind(stretch: Stretch, hit: Hit) -> Count | None:
    """«اغتال مسلحون … ضابطا»: the one killed stands in the accusative behind the subject."""
    document = stretch.document
    if document.language == "en":
        return _behind_article(stretch, hit)
    if document.language != "ar":
        return None
    for at in range(hit.last, min(hit.last + BACK_REACH, stretch.last)):
        if stretch.document.at(at, "casualty") is not None:
            return None
        word = document.tokens[at].word
        person = document.at(at, "person")
        accusative = word.endswith("ا") and not word.endswith("ها")
        if person is not None and person.concept == "1" and accusative:
            people = enumeration_at(document, at, stretch.last)
            return None if people is None else stretch.count(people, hit)
    return None


def _behind_article(stretch: Stretch, hit: Hit) -> Count | None:
    """As in "wounded a notary": one whom no list knows, unless a thing or a time follows the article."""
    document = stretch.document
    if hit.last + 1 >= stretch.last or document.tokens[hit.last].word not in _ENGLISH_ARTICLES:
        return None
    for at in range(hit.last + 1, min(hit.last + 1 + _ARTICLE_REACH, stretch.last)):
        thing = document.at(at, "person") or document.at(at, "event") or document.at(at, "casualty")
        if thing is not None or number_at(document, at) is not None:
            return None
        if document.tokens[at].word in _QUANTITIES:
            return None
        if document.at(at, "locative") is not None:
            break
    return Count(1, 1, 1, hit.first, hit.last + 2)


def behind_adverb(stretch: Stretch, index: int, hit: Hit, *, commas: int = 0) -> Count | None:
    """«قتل في الهجوم أربعة», «قتلت القوات الأمنية خمسة»: counted people behind the words after a verb.

    So many ``commas`` may stand between: «اغتال مسلحون، السبت، رجل الدين».
    """
    document = stretch.document
    if document.language != "ar":
        return None
    for at in range(index, min(index + _ADVERB_REACH, stretch.last)):
        casualty = document.at(at, "casualty")
        if casualty is not None and casualty.concept not in {"vague", "at-least", "at-most", "about"}:
            return None
        if soft_break(document.tokens[at]) and not document.tokens[at].gap.strip('()«» "'):
            continue
        if soft_break(document.tokens[at]):
            commas -= 1
            if commas < 0:
                return None
        people = enumeration_at(document, at, stretch.last)
        if people is not None and people.count is not None and not _is_ordinal(document, people):
            return stretch.count(people, hit)
    return None


def _is_ordinal(document: Document, people: People) -> bool:
    return document.at(people.first, "ordinal") is not None


def one_by_name(stretch: Stretch, what: str, hit: Hit, index: int) -> Count | None:
    """One person told of by name or by a noun that no list knows, and who is listed with him.

    ``index`` is the token behind the cue and its fillers.
    """
    document = stretch.document
    if index >= stretch.last or (index > hit.last and document.tokens[index - 1].word == "من"):
        return None  # «مقتل من بداخلها»: whoever was inside.
    if what == "killed" and hit.last < stretch.last and document.language == "en":
        return one_english(stretch, hit)
    if what == "killed" and hit.last < stretch.last and document.language == "ar":
        token = document.tokens[index]
        sure = any(form in _SURE_DEATH for form in document.tokens[hit.first].forms)
        quoted = token.gap.strip() in {"«", '"', "("}
        listed = any(
            found.family in {"person", "number", "casualty", "event", "kind", "actor", "background"}
            and found.concept not in {"TERRORIST", "mention"}
            for found in document.by_first.get(index, ())
        )
        accusative = hit.concept.endswith("verb") and re.search(r"[^ه]ا$", token.word) is not None
        if (
            (sure or quoted or accusative)
            and not listed
            and token.word not in _NO_PERSON
            and not _PLURAL_ENDINGS.search(token.word)
            and (quoted or not soft_break(token))
            and not token.word[0].isdigit()
            and len(token.word) > 2
        ):
            named = with_members(document, People(index, index + 1, 1, 1, 1), stretch.last)
            return stretch.count(named if named.count is not None else People(index, index + 1, 1, 1, 1), hit)
    return None


def one_english(stretch: Stretch, hit: Hit) -> Count | None:
    """One person: a name behind a verb that needs an object, as in "killed Ahmed Hassan"."""
    document = stretch.document
    token = document.tokens[hit.last]
    listed = any(
        found.family in {"actor", "country", "iraq", "weekday", "month", "kind", "relation"}
        for found in document.by_first.get(hit.last, ())
    )
    active = document.tokens[hit.last - 1].word in {"killed", "killing", "assassinated", "kill"}
    if active and token.capital and not listed and not soft_break(token):
        one = People(hit.last, hit.last + 1, 1, 1, 1)
        return stretch.count(with_members(document, one, stretch.last, named=True), hit)
    return None


def one_sorani(stretch: Stretch, hit: Hit) -> Count | None:
    """«کۆڵبەرێک کوژرا»: a noun that no list knows, with the ending that says "a"."""
    document = stretch.document
    if document.language != "ckb":
        return None
    for at in range(hit.first - 1, max(stretch.first, hit.first - _SORANI_REACH) - 1, -1):
        if at in stretch.used:
            return None
        around = [*document.by_first.get(at, ()), *document.by_first.get(at - 1, ())]
        families = {found.family for found in around if found.last > at}
        if families & {"event", "kind", "casualty", "span", "relation"}:
            continue
        if _SORANI_ONE.search(document.tokens[at].word):
            return Count(1, 1, 1, at, hit.last)
    return None
