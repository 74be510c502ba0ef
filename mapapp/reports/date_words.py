"""The readers of days that a text gives by day and month, in three calendars; each gives a range of days.

All days are calendar days in Baghdad. A date without a year is the latest such day that isn't after the day
of publication. Kurdish months are those of the solar year that begins on 21 March. A day and month that are
the name of a street, a bridge or an uprising («جسر 14 تموز») are no date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from mapapp.reports.documents import Document, joined_by_and
from mapapp.reports.numbers import number_at

WEEK_DAYS: Final = 10
"""A range of up to so many days has precision week, as in mapapp.incidents.DatePrecision."""
MONTH_DAYS: Final = 31
VAGUE_DAYS: Final = 10
"""«قبل أيام», "some days after": one to ten days."""
_DOTTED: Final = re.compile(r"(\d{1,2})[.](\d{1,2})[.](\d{4})$")
YEARS: Final = range(1980, 2100)
_YEAR_FIGURES: Final = 4
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


def explicit_date(document: Document, index: int, last: int) -> DateRange | None:
    """The day or days that are given in figures or by day and month at a token."""
    if _names_something(document, index):
        return None
    return (
        _figures(document, index, last)
        or _day_month(document, index, last)
        or _month_day(document, index, last)
    )


def _names_something(document: Document, index: int) -> bool:
    """Whether a day and month are a name: «جسر 14 تموز», «ثورة 14 تموز»."""
    if index == 0 or document.tokens[index].gap.strip():
        return False
    return any(document.at(index - 1, family) is not None for family in ("kind", "datename"))


def _figures(document: Document, index: int, last: int) -> DateRange | None:
    """2021-02-22, 22/2/2021, 22.2.2021, «٢٢ی ٢ی ٢٠٢١», «بتاريخ 22/2»; day first but for a leading year."""
    word = document.tokens[index].word
    dotted = _DOTTED.match(word)
    if dotted is not None:
        day, month, year = (int(part) for part in dotted.groups())
        return _day(year, month, day, index, index + 1, "date-figures")
    if not word.isdigit():
        return None
    parts = _figure_parts(document, index, last)
    if len(parts) == 3:
        (one, _), (two, _), (three, end) = parts
        if len(str(one)) == _YEAR_FIGURES:
            return _day(one, two, three, index, end, "date-figures")
        if len(str(three)) == _YEAR_FIGURES:
            return _day(three, two, one, index, end, "date-figures")
    led = index > 0 and document.at(index - 1, "dated") is not None
    if len(parts) == 2 and led and 1 <= parts[0][0] <= 31:
        return _last_such_day(document, parts[1][0], parts[0][0], index, parts[1][1])
    return None


def _figure_parts(document: Document, index: int, last: int) -> list[tuple[int, int]]:
    """Up to three numbers joined by a stroke, a hyphen or the Sorani «ی», each with the index behind it."""
    parts = [(int(document.tokens[index].word), index + 1)]
    while len(parts) < 3:
        at = parts[-1][1]
        tied = at < last and document.tokens[at].word == "ي" and not document.tokens[at].gap
        at += tied
        if at >= last or not document.tokens[at].word.isdigit():
            break
        if document.tokens[at].gap.strip() not in ({""} if tied else {"/", "-", "ی", "ي"}):
            break
        parts.append((int(document.tokens[at].word), at + 1))
    return parts


def _day(year: int, month: int, day: int, first: int, last: int, rule: str) -> DateRange | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return DateRange(found, found, first, last, rule)


def month_at(document: Document, index: int) -> tuple[str, int, int] | None:
    """Kind of calendar, month number, index behind the month's name."""
    for family in ("month", "kurdish-month", "short-month"):
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
    span = month_told(document, at, last) if until is None else None
    if span is not None:
        return _day(span[0], span[1], day, index, span[2], "date-day-month-year")
    month = month_at(document, at) if at < last else None
    if month is None:
        return None
    family, number, at = month
    return _days_of(document, family, number, (day, until), index, at, last)


def _days_of(
    document: Document,
    family: str,
    month: int,
    days: tuple[int, tuple[int, int] | None],
    first: int,
    at: int,
    last: int,
) -> DateRange | None:
    """One day of a month, or from it to a second one."""
    start = _with_year(document, family, month, days[0], first, at, last)
    if start is None or days[1] is None:
        return start
    end = _with_year(document, family, month, days[1][0], first, at, last)
    if end is None or end.start <= start.start:
        return start
    return DateRange(start.start, end.start, first, start.last, "date-days-of-month")


def month_told(document: Document, at: int, last: int) -> tuple[int, int, int] | None:
    """Year and month of «الشهر الجاري», "last month" behind a day, and the index behind the words."""
    hit = document.at(at, "lastspan") if at < last else None
    published = document.published
    if hit is None or published is None or hit.last > last:
        return None
    if hit.concept == "thismonth":
        return published.year, published.month, hit.last
    if hit.concept == "month":
        before = published.replace(day=1) - timedelta(days=1)
        return before.year, before.month, hit.last
    return None


def _second_day(document: Document, at: int, last: int) -> tuple[int, int] | None:
    """The second day of «18 و20 حزيران», «الأول والخامس من», "3-5 March", "13/14 March"; the index behind."""
    if at >= last:
        return None
    token = document.tokens[at]
    if token.word in {"و", "to", "and", "الي", "حتي", "تا", "بو"} and at + 1 < last:
        return _day_number(document, at + 1)
    if joined_by_and(token, document.language):
        return _day_number(document, at)
    if token.gap.strip() in {"-", "–", "/"} and token.word.isdigit() and len(token.word) <= 2:
        return _day_number(document, at)
    return None


def _day_number(document: Document, index: int) -> tuple[int, int] | None:
    ordinal = document.at(index, "ordinal")
    if ordinal is not None and (index == 0 or month_at(document, index - 1) is None):
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
    month = month_at(document, index)
    if month is None or month[2] >= last:
        return None
    counted = _day_number(document, month[2])
    if counted is None:
        return None
    until = _second_day(document, counted[1], last)
    at = counted[1]
    if until is not None and not is_year(document, at) and document.tokens[at].gap.strip() in {"-", "–", "/"}:
        return _days_of(document, month[0], month[1], (counted[0], until), index, until[1], last)
    return _with_year(document, month[0], month[1], counted[0], index, at, last)


def _with_year(
    document: Document, family: str, month: int, day: int, first: int, at: int, last: int
) -> DateRange | None:
    while at < last and (again := month_at(document, at)) is not None:
        at = again[2]
    year: int | None = None
    for ahead in range(at, min(at + 2, last)):
        if is_year(document, ahead):
            year, at = int(document.tokens[ahead].word), ahead + 1
            break
    if family == "kurdish-month":
        return _kurdish(document, month, day, first, at)
    if year is not None:
        return _day(year, month, day, first, at, "date-day-month-year")
    return _last_such_day(document, month, day, first, at)


def _last_such_day(document: Document, month: int, day: int, first: int, last: int) -> DateRange | None:
    """The latest such day that isn't after publication."""
    if document.published is None:
        return None
    for candidate in (document.published.year, document.published.year - 1):
        found = _day(candidate, month, day, first, last, "date-day-month")
        if found is not None and found.start <= document.published:
            return found
    return None


def is_year(document: Document, index: int) -> bool:
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
