"""The readers of dates, of three calendars, weekdays and relative words; each gives a range of days.

All days are calendar days in Baghdad. A date without a year is the latest such day that isn't after the day
of publication; so is a weekday. Kurdish months are those of the solar year that begins on 21 March.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from mapapp.reports.documents import Document
from mapapp.reports.numbers import number_at

WEEK_DAYS: Final = 10
"""A range of up to so many days has precision week, as in mapapp.incidents.DatePrecision."""
MONTH_DAYS: Final = 31
VAGUE_DAYS: Final = 10
"""«قبل أيام», "some days after": one to ten days."""
_PART_DAYS: Final = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_DOTTED: Final = re.compile(r"(\d{1,2})[.](\d{1,2})[.](\d{4})$")
YEARS: Final = range(1980, 2100)
_KURDISH_NEW_YEAR: Final = (3, 21)
_LONG_KURDISH_MONTHS: Final = 6


@dataclass(frozen=True, slots=True)
class DateRange:
    """The days on which an event can have been, and where the text says so."""

    start: date
    end: date
    first: int
    """Token index where the words begin; -1 where the text gives none."""
    last: int
    rule: str
    """Name of the rule that read it."""
    said: bool = False
    """Whether it is rather the day on which somebody said so."""

    @property
    def precision(self) -> str:
        """``day``, ``week``, ``month`` or ``year`` by the length of the range."""
        days = (self.end - self.start).days + 1
        if days == 1:
            return "day"
        if days <= WEEK_DAYS:
            return "week"
        return "month" if days <= MONTH_DAYS else "year"


def _explicit(document: Document, index: int, last: int) -> DateRange | None:
    return (
        _figures(document, index, last)
        or _day_month(document, index, last)
        or _month_day(document, index, last)
    )


def _figures(document: Document, index: int, last: int) -> DateRange | None:
    """2021-02-22, 22/2/2021, 22.2.2021, 23/فبراير/2021; day first where the year stands last."""
    word = document.tokens[index].word
    dotted = _DOTTED.match(word)
    if dotted is not None:
        day, month, year = (int(part) for part in dotted.groups())
        return _day(year, month, day, index, index + 1, "date-figures")
    if not word.isdigit() or index + 2 >= last:
        return None
    second, third = document.tokens[index + 1], document.tokens[index + 2]
    if second.gap not in {"/", "-", "ی ", "ي "} or not third.word.isdigit():
        return None
    if len(word) == 4 and second.word.isdigit():
        return _day(int(word), int(second.word), int(third.word), index, index + 3, "date-figures")
    if len(third.word) == 4 and second.word.isdigit() and third.gap in {"/", "-"}:
        return _day(int(third.word), int(second.word), int(word), index, index + 3, "date-figures")
    return None


def _day(year: int, month: int, day: int, first: int, last: int, rule: str) -> DateRange | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return DateRange(found, found, first, last, rule)


def _month_at(document: Document, index: int) -> tuple[str, int, int] | None:
    """Kind of calendar, month number, index behind the month's name."""
    for family in ("month", "kurdish-month"):
        hit = document.at(index, family)
        if hit is not None and (document.language != "en" or document.tokens[index].capital):
            return family, int(hit.concept), hit.last
    return None


def _day_month(document: Document, index: int, last: int) -> DateRange | None:
    """22 فبراير 2021, «٥ی گوڵانی 2724», "22 February"; a second name of the month may follow."""
    counted = _day_number(document, index)
    if counted is None:
        return None
    day, at = counted
    until = _second_day(document, at, last)
    if until is not None:
        at = until[1]
    while at < last and document.tokens[at].word in {"ي", "من", "of", "شهر", "مانگي", "th", "st"}:
        at += 1
    month = _month_at(document, at) if at < last else None
    if month is None:
        return None
    family, number, at = month
    start = _with_year(document, family, number, day, index, at, last)
    end = None if until is None else _with_year(document, family, number, until[0], index, at, last)
    if start is None or end is None or end.start <= start.start:
        return start
    return DateRange(start.start, end.start, index, start.last, "date-days-of-month")


def _second_day(document: Document, at: int, last: int) -> tuple[int, int] | None:
    """The second day of «18 و20 حزيران», "3-5 March", and the index behind it."""
    if at >= last:
        return None
    token = document.tokens[at]
    if token.word in {"و", "to", "and", "الي", "حتي", "تا", "بو"} and at + 1 < last:
        return _day_number(document, at + 1)
    if token.gap.strip() in {"-", "–"} and token.word.isdigit() and len(token.word) <= 2:
        return _day_number(document, at)
    return None


def _day_number(document: Document, index: int) -> tuple[int, int] | None:
    ordinal = document.at(index, "ordinal")
    if ordinal is not None and (index == 0 or _month_at(document, index - 1) is None):
        return int(ordinal.concept), ordinal.last
    counted = number_at(document, index)
    if counted is None:
        word = re.match(r"(\d{1,2})(?:st|nd|rd|th)?$", document.tokens[index].word)
        return (int(word.group(1)), index + 1) if word else None
    return counted if 1 <= counted[0] <= 31 else None


def _month_day(document: Document, index: int, last: int) -> DateRange | None:
    """February 22, 2021."""
    if document.language != "en":
        return None
    month = _month_at(document, index)
    if month is None or month[2] >= last:
        return None
    counted = _day_number(document, month[2])
    if counted is None:
        return None
    return _with_year(document, month[0], month[1], counted[0], index, counted[1], last)


def _with_year(
    document: Document, family: str, month: int, day: int, first: int, at: int, last: int
) -> DateRange | None:
    while at < last and _month_at(document, at) is not None:
        at = _month_at(document, at)[2]  # type: ignore[index]  # the loop's condition says it is there
    year: int | None = None
    for ahead in range(at, min(at + 2, last)):
        if _is_year(document, ahead):
            year, at = int(document.tokens[ahead].word), ahead + 1
            break
    if family == "kurdish-month":
        return _kurdish(document, month, day, first, at)
    if year is not None:
        return _day(year, month, day, first, at, "date-day-month-year")
    if document.published is None:
        return None
    for candidate in (document.published.year, document.published.year - 1):
        found = _day(candidate, month, day, first, at, "date-day-month")
        if found is not None and found.start <= document.published:
            return found
    return None


def _is_year(document: Document, index: int) -> bool:
    """Whether a token is a year; «1930hrs» is a time."""
    word = document.tokens[index].word
    closed = index + 1 == len(document.tokens) or document.tokens[index + 1].gap != ""
    return len(word) == 4 and word.isdigit() and int(word) in YEARS and closed


def _kurdish(document: Document, month: int, day: int, first: int, last: int) -> DateRange | None:
    """The latest such day of the Kurdish solar year that isn't after publication."""
    if document.published is None:
        return None
    long_months = min(month - 1, _LONG_KURDISH_MONTHS)
    days_before = long_months * 31 + max(0, month - 1 - _LONG_KURDISH_MONTHS) * 30
    for year in (document.published.year, document.published.year - 1):
        found = date(year, *_KURDISH_NEW_YEAR) + timedelta(days=days_before + day - 1)
        if found <= document.published:
            return DateRange(found, found, first, last, "date-kurdish-month")
    return None


def _relative(document: Document, index: int, last: int) -> DateRange | None:
    hit = document.at(index, "day")
    if hit is None or document.published is None or hit.last > last:
        return None
    if index > 0 and document.at(index - 1, "sameday") is not None:
        return None
    found = document.published + timedelta(days=int(hit.concept))
    return DateRange(found, found, hit.first, hit.last, "date-relative-day")


def _weekday(document: Document, index: int, last: int) -> DateRange | None:
    hit = document.at(index, "weekday")
    if hit is None or document.published is None or hit.last > last:
        return None
    if document.language == "en" and not document.tokens[index].capital:
        return None
    back = (document.published.weekday() - int(hit.concept)) % 7
    at = hit.last
    if back == 0 and at < last and document.at(at, "past") is not None:
        back = 7
    found = document.published - timedelta(days=back)
    return DateRange(found, found, hit.first, hit.last, "date-weekday")


def _part_of_month(document: Document, index: int, last: int) -> DateRange | None:
    """«أواخر يناير الماضي», "mid-March 2024", or a month alone with a year or "last"."""
    if index > 0 and document.tokens[index - 1].word.isdigit():
        # The day before it was no day of this month: no date at all rather than the whole month.
        return None
    part = document.at(index, "part")
    at = index if part is None else part.last
    while part is not None and at < last and document.tokens[at].word in {"شهر", "of", "من", "مانگي"}:
        at += 1
    month = _month_at(document, at) if at < last else None
    if month is None or month[0] != "month":
        return None
    at = month[2]
    while at < last and _month_at(document, at) is not None:
        at = _month_at(document, at)[2]  # type: ignore[index]  # the loop's condition says it is there
    year = _year_of_month(document, at, last, month[1])
    led = index > 0 and document.tokens[index - 1].word in {"شهر", "في", "خلال", "in", "during", "له"}
    marked = (
        part is not None
        or led
        or (at < last and (document.at(at, "past") or document.tokens[at].word.isdigit()))
    )
    if year is None or not marked:
        return None
    low, high = (1, 31) if part is None else _PART_DAYS[part.concept]
    length = calendar.monthrange(year, month[1])[1]
    return DateRange(
        date(year, month[1], low),
        date(year, month[1], min(high, length)),
        index,
        at,
        "date-part-of-month" if part else "date-month",
    )


def _year_of_month(document: Document, at: int, last: int, month: int) -> int | None:
    for ahead in range(at, min(at + 2, last)):
        if _is_year(document, ahead):
            return int(document.tokens[ahead].word)
    if document.published is None:
        return None
    return document.published.year - (1 if month > document.published.month else 0)


def _ago(document: Document, index: int, last: int) -> DateRange | None:
    """«قبل ثلاثة أيام», "three days ago", «سێ ڕۆژ لەمەوبەر»."""
    if document.published is None:
        return None
    begin = index
    if document.at(index, "ago") is not None and document.language == "ar":
        begin = index + 1
    elif document.language == "ar":
        return None
    counted = number_at(document, begin) if begin < last else None
    if counted is None or counted[1] >= last:
        return None
    span = document.at(counted[1], "span")
    if span is None or span.concept not in {"day", "week"}:
        return None
    end = span.last
    if document.language != "ar":
        if end >= last or document.at(end, "ago") is None:
            return None
        end += 1
    days = counted[0] * (7 if span.concept == "week" else 1)
    found = document.published - timedelta(days=days)
    slack = timedelta(days=3 if span.concept == "week" else 0)
    return DateRange(found - slack, found + slack, index, end, "date-days-ago")


def _last_span(document: Document, index: int, last: int) -> DateRange | None:
    hit = document.at(index, "lastspan")
    published = document.published
    if hit is None or published is None or hit.last > last:
        return None
    if hit.concept == "week":
        start, end = published - timedelta(days=7), published - timedelta(days=1)
    elif hit.concept == "endofweek":
        friday = published - timedelta(days=(published.weekday() - 4) % 7 or 7)
        start, end = friday, friday + timedelta(days=1)
    elif hit.concept == "thisweek":
        start, end = published - timedelta(days=7), published
    elif hit.concept == "thismonth":
        start, end = published.replace(day=1), published
    elif hit.concept == "month":
        end = published.replace(day=1) - timedelta(days=1)
        start = end.replace(day=1)
    else:
        start, end = date(published.year - 1, 1, 1), date(published.year - 1, 12, 31)
    return DateRange(start, end, hit.first, hit.last, f"date-{hit.concept}")


READERS: Final = (_explicit, _relative, _weekday, _part_of_month, _ago, _last_span)
"""Readers of a date at a word, the most definite first."""
