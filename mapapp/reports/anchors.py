"""Dates told from another event: «بعد أيام من هجمات», "two days after NATO announced", "hours later".

A sentence that dates an announcement by an incident ("the strikes come two days after X announced") fixes
the day of the announcement; a later sentence that dates an event by the same announcement uses it. «وبعد ذلك
بيومين», "hours later" and a bare time of day count from the event told before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from mapapp.reports.dates import VAGUE_DAYS, DateRange, date_in
from mapapp.reports.documents import Document
from mapapp.reports.numbers import number_at
from mapapp.reports.segments import Stretch

_AFTER: Final = frozenset({"بعد", "عقب", "after", "دواي", "پاش"})
_OF: Final = frozenset({"من", "علي", "after", "له"})
_ANNOUNCE: Final = ("اعلان", "اعلن", "announce", "راگهياند")
_DAYS: Final = {"ايام": 0, "يوم": 1, "يومين": 2, "days": 0, "day": 1, "روژ": 1}
"""Words for days; 0: several, uncounted."""
SHARED_DAY_RULE: Final = "date-of-the-one-before"
"""The rule of a day that a stretch shares with the event told before it."""
LEAD_SENTENCES: Final = 3
"""Sentences that make the lead of a news text, its title included."""
LEAD_DAYS: Final = 7
"""A day longer before publication is background, not the day of the news."""
_NAME_REACH: Final = 8
_LEAST_NAME: Final = 3
_UNCOUNTED: Final = frozenset({"ايام", "days"})


@dataclass(frozen=True, slots=True)
class _After:
    """«بعد N أيام من …»."""

    first: int
    last: int
    days: int
    """0 where uncounted."""


def anchored_dates(document: Document, stretches: Sequence[Stretch]) -> list[Stretch]:
    """The stretches, those dated by another event with the range of days that follows from it."""
    phrases = list(_phrases(document))
    anchored = list(stretches)
    if phrases:
        anchors = _announcements(document, stretches, phrases)
        anchored = [_anchored(document, stretch, phrases, anchors) for stretch in stretches]
    return list(_followed(document, anchored))


def _followed(document: Document, stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """The stretches, those without a date dated by the event told before where their words count from it."""
    told: DateRange | None = None
    told_from = 0
    dated = any(stretch.when is not None and stretch.reason is None for stretch in stretches)
    lead = None if dated else _lead_day(document)
    for stretch in stretches:
        when = stretch.when
        if when is None and told is None:
            when = _before_published(document, stretch)
        if when is None and told is not None:
            later = _days_later(document, stretch, told_from)
            if later is not None:
                day = told.start + timedelta(days=later[0])
                when = DateRange(day, day, later[1], later[2], "date-after-the-one-before")
            elif stretch.separate or _leads_to_place(document, stretch):
                # "Separately", «وفي قضاء …»: a round-up tells of one day.
                when = replace(told, rule=SHARED_DAY_RULE)
        if when is None and lead is not None:
            when = lead
        if when is not None and when.precision == "day" and not when.said and stretch.reason is None:
            told, told_from = when, stretch.first
        yield replace(stretch, when=when)


def _leads_to_place(document: Document, stretch: Stretch) -> bool:
    """Whether «وفي قضاء …» leads to the next scene; a verb with "and" may go on a day later."""
    return stretch.led_over and document.at(stretch.first, "event") is None


def _lead_day(document: Document) -> DateRange | None:
    """The one day that the title and the first sentences give, for events without a day of their own."""
    published = document.published
    if published is None:
        return None
    found: dict[date, DateRange] = {}
    for first, last in document.sentences[:LEAD_SENTENCES]:
        when = date_in(document, first, last, first)
        if when is not None and when.precision == "day":
            found.setdefault(when.start, when)
    if len(found) != 1:
        return None
    (day,) = found.values()
    if not 0 <= (published - day.start).days <= LEAD_DAYS:
        return None
    return replace(day, rule="date-of-the-lead")


def _days_later(document: Document, stretch: Stretch, told_from: int) -> tuple[int, int, int] | None:
    """Days after the event told before, and the tokens that say so; None where nothing does."""
    first, last = document.sentence_of(stretch.first)
    if told_from >= first:
        # The words that follow on stand in the sentence of the earlier event itself.
        first = stretch.first
    for index in range(first, last):
        hit = document.at(index, "later")
        if hit is not None and hit.last <= last:
            return int(hit.concept), hit.first, hit.last
    return None


def _before_published(document: Document, stretch: Stretch) -> DateRange | None:
    """The day of "a day earlier" where no event before it has a day: counted from publication."""
    later = _days_later(document, stretch, 0)
    if later is None or later[0] >= 0 or document.published is None:
        return None
    day = document.published + timedelta(days=later[0])
    return DateRange(day, day, later[1], later[2], "date-before-published")


def _phrases(document: Document) -> Iterator[_After]:
    tokens = document.tokens
    for index, token in enumerate(tokens):
        if token.word in _AFTER and document.language != "en":
            found = _span_at(document, index + 1)
            if found is not None and found[1] < len(tokens) and tokens[found[1]].word in _OF:
                yield _After(index, found[1] + 1, found[0])
        elif token.word == "after" and index > 0 and tokens[index - 1].word in _DAYS:
            counted = number_at(document, index - 2) if index > 1 else None
            days = counted[0] if counted is not None else _DAYS[tokens[index - 1].word]
            yield _After(max(0, index - 2), index + 1, days)


def _span_at(document: Document, index: int) -> tuple[int, int] | None:
    """Days and the index behind «يومين», «ثلاثة أيام», «أيام»."""
    if index >= len(document.tokens):
        return None
    counted = number_at(document, index)
    if counted is not None and counted[1] < len(document.tokens):
        word = document.tokens[counted[1]].word
        return (counted[0], counted[1] + 1) if word in _DAYS else None
    word = document.tokens[index].word
    return (_DAYS[word], index + 1) if word in _DAYS else None


def _announcements(
    document: Document, stretches: Sequence[Stretch], phrases: Sequence[_After]
) -> dict[str, date]:
    """Words of a name -> the day on which its bearer announced something."""
    anchors: dict[str, date] = {}
    dated: date | None = None
    for stretch in stretches:
        if stretch.when is not None and stretch.when.precision == "day" and stretch.reason is None:
            dated = dated or stretch.when.start
    if dated is None:
        dated = document.published
    if dated is None:
        return anchors
    for phrase in phrases:
        if phrase.last >= len(document.tokens) or not phrase.days:
            continue
        if document.tokens[phrase.last].word.startswith(_ANNOUNCE):
            end = min(phrase.last + 1 + _NAME_REACH, len(document.tokens))
            for token in document.tokens[phrase.last + 1 : end]:
                if len(token.word) > _LEAST_NAME:
                    anchors.setdefault(token.word, dated - timedelta(days=phrase.days))
    return anchors


def _anchored(
    document: Document,
    stretch: Stretch,
    phrases: Sequence[_After],
    anchors: dict[str, date],
) -> Stretch:
    for phrase in phrases:
        inside = stretch.first <= phrase.first < stretch.last
        told_before = any(document.between(stretch.first, phrase.first, "event"))
        if not inside or stretch.event.first < phrase.last or told_before:
            continue
        if document.tokens[phrase.last].word.startswith(_ANNOUNCE):
            # The event itself stands elsewhere in the sentence: it is dated by its own words.
            return replace(stretch, reason=stretch.reason or "statement")
        base = document.published
        for token in document.tokens[stretch.first : phrase.first]:
            base = anchors.get(token.word, base)
        if base is None:
            return stretch
        if phrase.days:
            day = base - timedelta(days=phrase.days)
            when = DateRange(day, day, phrase.first, phrase.last, "date-days-before-another")
        else:
            when = DateRange(
                base - timedelta(days=VAGUE_DAYS),
                base - timedelta(days=1),
                phrase.first,
                phrase.last,
                "date-some-days-before-another",
            )
        return replace(stretch, when=when)
    return stretch
