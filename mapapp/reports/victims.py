"""Nouns that are themselves the killed or wounded: «قتيلان», «3 جرحى», "two dead"; and their number."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from mapapp.reports.documents import ARABIC_AND, Document, joined_by_and, soft_break
from mapapp.reports.enumerations import enumeration_at, with_members
from mapapp.reports.lexicon import Hit
from mapapp.reports.numbers import number_at
from mapapp.reports.people import DUAL_MARK, People, people_at
from mapapp.reports.singles import told_later
from mapapp.reports.stretches import TOTAL_REACH, Stretch
from mapapp.reports.subjects import people_before, whose_men
from mapapp.reports.tolls import Count

_NUMBER_REACH: Final = 4
"""Words of a number or of a range before the noun: «خمسة وعشرين قتيلا», «3 إلى 5 قتلى»."""
_STATE_REACH: Final = 2
"""Words between people and the accusative that says how they were left."""


def with_noun(stretch: Stretch, form: str, hit: Hit) -> Count | None:
    """A noun that is itself the people: its dual, the number before it, or the number behind it."""
    document = stretch.document
    before = number_before(stretch, hit.first)
    if before is not None:
        return stretch.count(before, hit)
    form = _as_written(document, form, hit)
    if counted_already(stretch, hit.first) or form == "s" or _describes(stretch, hit):
        return None
    if form in {"1", "2"}:
        between = hit.first > 0 and document.tokens[hit.first - 1].word in {"بين", "ما"}
        value = None if between else int(form)
        toll = hit.first >= stretch.toll_from
        one = People(hit.first, hit.last, value, value, value)
        people = one if value is None else with_company(stretch, one, hit)
        return Count(people.count, people.low, people.high, hit.first, people.last, toll=toll)
    toll = hit.first >= stretch.toll_from
    reach = TOTAL_REACH * (2 if toll else 1)
    for at in range(hit.last, min(hit.last + reach, stretch.last)):
        if document.tokens[at].gap.startswith(",") or (not toll and document.tokens[at].gap.startswith("،")):
            break
        counted = number_at(document, at)
        if counted is not None and not toll and joined_by_and(document.tokens[at], document.language):
            break  # «شهداء واثنان في حال حرجة»: the number is of others.
        if counted is not None and at not in stretch.used:
            following = people_at(document, at, stretch.last)
            apart = at > hit.last and of_other(stretch, counted[1], hit)
            if following is None or apart:
                break
            return stretch.count(following, hit)
        if not toll and stretch.document.at(at, "casualty") is not None:
            break
    later = told_later(stretch, hit)
    if later is not None:
        return later
    if document.tokens[hit.first].word.startswith("ال"):
        return None
    return Count(None, None, None, hit.first, hit.last)


def _as_written(document: Document, form: str, hit: Hit) -> str:
    """The form of a noun; «مصابَين» with its vowel is the dual."""
    marked = DUAL_MARK.search(document.text[slice(*document.span(hit.first, hit.last))])
    return "2" if form == "s" and marked else form


def people_left_so(stretch: Stretch, form: str, hit: Hit) -> People | None:
    """The people before a noun that says how they were left: «ثلاث نساء وشاب ضحايا», «عاملان مصابين»."""
    document = stretch.document
    if document.language == "en" or joined_by_and(document.tokens[hit.first], document.language):
        return None
    before = people_before(stretch, hit.first)
    if before is None or (form == "s" and (before.count or 0) <= 1):
        return None
    beside = before.last == hit.first or whose_men(document, before, hit.first)
    return before if beside and number_before(stretch, hit.first) is None else None


def with_company(stretch: Stretch, people: People, hit: Hit) -> People:
    """Who is joined to the people behind the cue: "the commander was killed along with two guards"."""
    if hit.last >= stretch.last or stretch.document.at(hit.last, "joining") is None:
        return people
    both = with_members(stretch.document, replace(people, last=hit.last), stretch.last)
    return people if both.count is None else both


def _describes(stretch: Stretch, hit: Hit) -> bool:
    """Whether an indefinite accusative says how the people just named were left: «أردوا موظفا قتيلا»."""
    word = stretch.document.tokens[hit.first].word
    near = range(max(stretch.first, hit.first - _STATE_REACH), hit.first)
    return (
        stretch.document.language == "ar"
        and word[0] != ARABIC_AND
        and word[-1] == "ا"
        and any(at in stretch.used for at in near)
    )


def counted_already(stretch: Stretch, index: int) -> bool:
    """Whether the number right before ``index`` has been claimed: the noun only repeats it."""
    if joined_by_and(stretch.document.tokens[index], stretch.document.language):
        return False
    for at in range(max(stretch.first, index - 3), index):
        counted = number_at(stretch.document, at)
        if counted is not None and counted[1] == index and at in stretch.used:
            return True
    return False


def of_other(stretch: Stretch, index: int, hit: Hit) -> bool:
    """Whether the number that ends at ``index`` is that of the wounded, for the dead, or the reverse."""
    noun = stretch.document.at(index, "casualty") if index < stretch.last else None
    return (
        noun is not None
        and noun.concept.partition("-")[0] in {"killed", "injured"}
        and noun.concept.partition("-")[0] != hit.concept.partition("-")[0]
    )


def number_before(stretch: Stretch, index: int) -> People | None:
    """The unclaimed number that ends right before ``index``, with what is enumerated before it.

    None where the word at ``index`` begins with "and": the number belongs to what stands before it.
    """
    if joined_by_and(stretch.document.tokens[index], stretch.document.language):
        return None
    for at in range(max(stretch.first, index - _NUMBER_REACH), index):
        if at in stretch.used:
            continue
        counted = None if _of_one_family(stretch.document, at) else number_at(stretch.document, at)
        if counted is not None:
            span = people_at(stretch.document, at, index)
            if span is not None and span.last == index and span.high != span.count and span.low == span.count:
                return span
        crossed = (
            counted is not None
            and counted[1] < index <= counted[1] + 2
            and stretch.document.tokens[counted[1]].word == "x"
        )
        if counted is not None and crossed:
            return People(at, index, counted[0], counted[0], counted[0])
        if counted is not None and counted[1] == index:
            people = enumeration_at(stretch.document, max(stretch.first, at - 2), index)
            if people is not None and people.last == index and people.count == counted[0]:
                return people
            return People(at, index, counted[0], counted[0], counted[0])
        if counted is not None and counted[1] == index - 1 and _is_adjective(stretch.document, index - 1):
            return People(at, index, counted[0], counted[0], counted[0])
    return None


def _of_one_family(document: Document, index: int) -> bool:
    """Whether "one" belongs to the noun before it: «من أسرة واحدة»."""
    hits = document.by_first.get(index - 1, ()) if index else ()
    return document.tokens[index].word == "واحده" and any(hit.family == "person" for hit in hits)


def _is_adjective(document: Document, index: int) -> bool:
    """Whether an English adjective stands between a number and its noun: "five burnt bodies"."""
    word = document.tokens[index].word
    return (
        document.language == "en"
        and not document.by_first.get(index)
        and not soft_break(document.tokens[index])
        and word.endswith(("ed", "nt", "en"))
    )
