"""Which date an event has, of all that a stretch of text gives; a bare year marks background."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from mapapp.reports.date_words import VAGUE_DAYS, WEEK_DAYS, YEARS, DateRange
from mapapp.reports.documents import Document, soft_break
from mapapp.reports.events import begins_event
from mapapp.reports.lexicon import Hit
from mapapp.reports.relative_dates import BEGINNINGS, NIGHT_RULE, READERS

__all__ = ["NIGHT_RULE", "VAGUE_DAYS", "DateRange", "bare_year_in", "date_in", "islamic_dates"]

_BESIDE: Final = 2
"""Words between a weekday and its date."""
_LOOSE: Final = "date-days-ago"
"""Beside another date, days ago mostly date what led to it: «عثر اليوم على جثة فقد صاحبها قبل أسبوع»."""
_AFTER_REACH: Final = 9
"""Words between "after" and the day of the earlier event that it leads to."""
_VERB_REACH: Final = 6
"""Words between a day and the Sorani verb of saying behind it."""
_SAID_REACH: Final = 16
"""Words between a word of saying and the day on which it was said."""
_SAID_THAT: Final = frozenset({"ان", "بان", "انه", "انها", "that", "كه"})
"""Folded words behind which stands what was said."""
_AFTER_THAT: Final = frozenset({"بعدما"})
"""«بعدما» and «بعد أن»: a clause with a verb, whatever it is, tells what came before."""
_CLOCK_REACH: Final = 3
"""Words between "GMT" and the day by it."""
_GREENWICH: Final = frozenset({"غ", "غرينتش", "جرينتش", "غرينيتش", "غرينيش", "gmt", "utc"})
_PRONOUNS: Final = ("ها", "هم", "هما", "ه")
"""Written onto a verbal noun: «فتحها», «اختفائه»."""
_NIGHT: Final = frozenset({"ليله", "ليل", "الليله", "مسا", "مساء"})
"""Folded words for a night."""
_AND_DAWN: Final = frozenset({"وفجر", "وصباح", "وحتي"})
"""Words that lead to the day on which it ended."""
_SINCE: Final = frozenset({"منذ", "ومنذ", "since"})
_LEADING: Final = frozenset({"يوم", "شهر", "نحو", "the"})
"""Words that may stand between "since" and its date."""
_NEAR_RULES: Final = frozenset(
    {"date-days-ago", "date-relative-day", "date-weekday", "date-thisweek", NIGHT_RULE}
)
"""Rules of days so near to publication that what goes on since then is the news."""
_EARLIER_REACH: Final = 8
"""Words between "after it had been" and the day of the earlier toll."""


def date_in(document: Document, first: int, last: int, near: int = 0) -> DateRange | None:
    """The date that the tokens from ``first`` to before ``last`` give for the event at token ``near``.

    The day on which somebody said it counts only where the text gives no other.
    """
    found: list[DateRange] = []
    index = first
    while index < last:
        if not _may_begin(document, index):
            index += 1
            continue
        here = next((when for rule in READERS if (when := rule(document, index, last))), None)
        if here is not None:
            found.append(here)
        index = here.last if here is not None else index + 1
    found = [
        when
        for when in found
        if not (
            _of_another(document, first, when, near)
            or _is_since(document, first, when)
            or _in_other_clock(document, first, when)
        )
    ]
    found = _nights_kept(document, found)
    if not found:
        return None
    merged = [replace(when, said=_said_then(document, first, when)) for when in _weekdays_dropped(found)]
    best = min(
        merged,
        key=lambda when: (
            when.said,
            _breadth(when),
            when.rule == _LOOSE,
            abs(when.first - near),
        ),
    )
    return _counted_from_saying(document, best, merged)


def _nights_kept(document: Document, found: list[DateRange]) -> list[DateRange]:
    """Without the second day of «ليلة أمس الاثنين وفجر اليوم الثلاثاء»: the night began on the first."""
    ended = {
        id(day)
        for night, day in pairwise(found)
        if (day.start - night.end).days == 1
        and day.first == night.last
        and document.tokens[day.first].word in _AND_DAWN
        and any(token.word in _NIGHT for token in document.tokens[max(0, night.first - 2) : night.last])
    }
    days = {when.start for when in found if id(when) in ended}
    return [when for when in found if when.start not in days]


def _may_begin(document: Document, index: int) -> bool:
    """Whether a word is a figure or of a list with which a date may begin: most words are neither."""
    hits = document.by_first.get(index)
    if hits is not None and any(hit.family in BEGINNINGS for hit in hits):
        return True
    return document.tokens[index].word[0].isdigit()


def _breadth(when: DateRange) -> int:
    """How loosely a day is told: one or two days, up to a week or so, or a longer while."""
    days = (when.end - when.start).days
    return (days > 1) + (days > WEEK_DAYS)


def _counted_from_saying(document: Document, when: DateRange, all_days: list[DateRange]) -> DateRange:
    """«قال المصدر السبت (13 آب) إنهم تسللوا مساء اليوم»: today and yesterday count from the day of saying."""
    published = document.published
    if published is None or when.rule != "date-relative-day":
        return when
    said = next((day for day in all_days if day.said and day.rule not in {when.rule, _LOOSE}), None)
    if said is None or not 0 < (published - said.start).days <= WEEK_DAYS:
        return when
    back = published - said.start
    return replace(when, start=when.start - back, end=when.end - back)


def _in_other_clock(document: Document, first: int, when: DateRange) -> bool:
    """«(23,20 ت غ ليل الأحد)»: a day told by the clock of Greenwich, in brackets behind that of the place."""
    begin = max(first, when.first - _CLOCK_REACH)
    return any(token.word in _GREENWICH for token in document.tokens[begin : when.first])


def _of_another(document: Document, first: int, when: DateRange, near: int) -> bool:
    """«…، بعد هجوم مماثل الثلاثاء», "after an attack on Tuesday": a day of what came before the event.

    The word for "after" stands behind the event, and what it leads to before the day.
    """
    begin = max(first, near + 1, when.first - _AFTER_REACH)
    if _follows_noun(document, near, when):
        return True
    if any(hit.concept == "earlier" for hit in _casualties_before(document, first, when)):
        return True
    for at in range(when.first - 1, begin - 1, -1):
        word, behind = document.tokens[at].word, document.tokens[at + 1].word
        if word in _AFTER_THAT or (word == "بعد" and behind == "ان"):
            return True
        if document.at(at, "aftermath") is not None:
            return any(document.between(at + 1, when.first, "event"))
        if soft_break(document.tokens[at + 1]):
            return False
    return False


def _follows_noun(document: Document, near: int, when: DateRange) -> bool:
    """«… بعد فتحها ليل أمس»: an action in one word behind "after", which is no time of day or span."""
    at = when.first - 2
    if at <= near or document.tokens[at].word != "بعد" or soft_break(document.tokens[at + 1]):
        return False
    return document.tokens[at + 1].word.endswith(_PRONOUNS)


def _is_since(document: Document, first: int, when: DateRange) -> bool:
    """«منذ أواخر يناير», "since 2014": from when on something goes on; «منذ أمس» may date it still."""
    at = when.first - 1
    if at >= first and document.tokens[at].word in _LEADING:
        at -= 1
    return at >= first and when.rule not in _NEAR_RULES and document.tokens[at].word in _SINCE


def _casualties_before(document: Document, first: int, when: DateRange) -> Iterator[Hit]:
    """The casualty words close before a date, as far as the last comma."""
    for at in range(when.first - 1, max(first, when.first - _EARLIER_REACH) - 1, -1):
        yield from (hit for hit in document.by_first.get(at, ()) if hit.family == "casualty")
        if soft_break(document.tokens[at]):
            return


def _weekdays_dropped(found: list[DateRange]) -> list[DateRange]:
    """Without a weekday or «اليوم» that stands beside a date in figures: they are one statement."""
    definite = {"date-figures", "date-day-month", "date-day-month-year", "date-kurdish-month"}
    kept = []
    for when in found:
        beside = any(
            other.rule in definite
            and when.rule not in definite
            and (0 <= other.first - when.last <= _BESIDE or 0 <= when.first - other.last <= 1)
            for other in found
        )
        weekday_of_relative = when.rule == "date-relative-day" and any(
            other.rule == "date-weekday" and 0 <= other.first - when.last <= 1 for other in found
        )
        if not beside and not weekday_of_relative:
            kept.append(when)
    return kept or found


def _said_then(document: Document, first: int, when: DateRange) -> bool:
    """Whether the date is that of a statement: a word of saying stands close before, no event between.

    A part of a month is never: nobody says when a statement was made so loosely.
    """
    if when.start != when.end:
        return False
    if document.language == "ckb" and _said_behind(document, when):
        return True
    for at in range(when.first - 1, max(first, when.first - _SAID_REACH) - 1, -1):
        if begins_event(document, at) or document.tokens[at].word in _SAID_THAT:
            return False
        hit = next((h for h in document.by_first.get(at, ()) if h.concept == "reported"), None)
        if hit is not None:
            return True
    return False


def _said_behind(document: Document, when: DateRange) -> bool:
    """Whether the Sorani verb of saying ends the clause of a day: «ئەمڕۆ بە K24ی گوت، …»."""
    for at in range(when.last, min(when.last + _VERB_REACH, len(document.tokens))):
        if begins_event(document, at) or soft_break(document.tokens[at]):
            return False
        if any(hit.concept == "reported" for hit in document.by_first.get(at, ())):
            return True
    return False


def islamic_dates(document: Document) -> list[str]:
    """The words of days of the Islamic calendar; they are not read: its months begin by sight of the moon."""
    found = []
    for hit in document.hits:
        if hit.family == "hijri" and hit.first > 0 and document.tokens[hit.first - 1].word.isdigit():
            start, end = document.span(hit.first - 1, hit.last)
            found.append(document.text[start:end])
    return found


def bare_year_in(document: Document, first: int, last: int) -> int | None:
    """A year that stands without day and month: the mark of background."""
    for index in range(first, last):
        word = document.tokens[index].word
        if len(word) == 4 and word.isdigit() and int(word) in YEARS:
            around = range(max(first, index - 3), min(last, index + 3))
            if any(document.at(at, "month") or document.at(at, "kurdish-month") for at in around):
                continue
            gap = document.tokens[index].gap
            behind = document.tokens[index + 1].gap if index + 1 < last else " "
            after_war = index > first and document.tokens[index - 1].word in {"حرب", "war", "جهنگي"}
            if gap.strip() in {"/", "-", "."} or not behind or after_war:
                continue
            return int(word)
    return None
