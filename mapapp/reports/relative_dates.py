"""Readers of dates told from the day of publication: weekdays, "three days ago", parts of a month.

A weekday is the last such day that isn't after publication. What lies ahead («الجمعة المقبل») is no date.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Final

from mapapp.reports.date_words import DateRange, explicit_date, is_year, month_at, month_told
from mapapp.reports.documents import Document, joined_by_and
from mapapp.reports.numbers import number_at

_PART_DAYS: Final = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_AGO_SLACK_DAYS: Final = {"day": 0, "week": 3}
"""«قبل أسبوع», "two weeks ago": so many days earlier or later."""
_SPAN_DAYS: Final = {"day": 1, "week": 7}
NIGHT_RULE: Final = "date-night"
"""The rule of a night named by both its days: its event may have been on the second too."""
_INTO: Final = frozenset({"علي", "الي", "into", "to", "لهسهر"})
"""Words between the two days of a night."""
_NIGHT_SIGNS: Final = frozenset({"", "-", "–", "—", "/"})
"""What is written between them without such a word."""
_ABOUT: Final = frozenset({"نحو", "حوالي", "قرابه", "about", "some", "نزيكهي"})
"""Words between "before" and a number that leave the day as it is."""


def _relative(document: Document, index: int, last: int) -> DateRange | None:
    hit = document.at(index, "day")
    if hit is None or document.published is None or hit.last > last:
        return None
    if any(
        document.at(at, family) is not None for at in (index, index - 1) for family in ("sameday", "later")
    ):
        # «ذلك اليوم», «اليوم التالي»: counted from another event.
        return None
    # «مساء أمس الأول»: the longer word that begins inside is the one that counts.
    end = hit.last
    for inner in range(index + 1, hit.last):
        longer = document.at(inner, "day")
        if longer is not None and end < longer.last <= last:
            hit, end = longer, longer.last
    found = document.published + timedelta(days=int(hit.concept))
    return DateRange(found, found, index, end, "date-relative-day")


def _weekday(document: Document, index: int, last: int) -> DateRange | None:
    day = _weekday_at(document, index, last)
    if day is None or document.published is None:
        return None
    at = day[1]
    if _is_coming(document, index, at, last):
        return None
    back = (document.published.weekday() - day[0]) % 7
    if back == 0 and _is_past(document, index, at, last):
        back = 7
    start = end = document.published - timedelta(days=back)
    if at < last and joined_by_and(document.tokens[at], document.language):
        # «يومي الأحد والاثنين», "Sunday and Monday".
        second = next(
            (found for one in (at, at + 1) if one < last and (found := _weekday_at(document, one, last))),
            None,
        )
        if second is not None and (second[0] - day[0]) % 7 == 1:
            until = start + timedelta(days=1)
            if until <= document.published:
                end, at = until, second[1]
    elif (night := _night_end(document, day, last)) > at:
        return DateRange(start, end, index, night, NIGHT_RULE)
    return DateRange(start, end, index, at, "date-weekday")


def _night_end(document: Document, day: tuple[int, int], last: int) -> int:
    """Behind the second day of «ليلة الاثنين على الثلاثاء», «ليل السبت الأحد»: it began on the first."""
    at = day[1]
    led = at < last and document.tokens[at].word in _INTO
    second = _weekday_at(document, at + led, last) if at + led < last else None
    if second is None or (second[0] - day[0]) % 7 != 1:
        return at
    joined = led or document.tokens[at].gap.strip() in _NIGHT_SIGNS
    return second[1] if joined else at


def _weekday_at(document: Document, index: int, last: int) -> tuple[int, int] | None:
    """Number of the weekday at a token, 0 for Monday, and the index behind it."""
    hit = document.at(index, "weekday")
    if hit is None or hit.last > last:
        return None
    if document.language == "en" and not document.tokens[index].capital:
        return None
    return int(hit.concept), hit.last


def _is_coming(document: Document, index: int, at: int, last: int) -> bool:
    """Whether "next" stands behind a weekday, or before it in English."""
    if at < last and document.at(at, "coming") is not None:
        return True
    return document.language == "en" and index > 0 and document.at(index - 1, "coming") is not None


def _is_past(document: Document, index: int, at: int, last: int) -> bool:
    """Whether "last" stands behind a weekday, or before it in English."""
    if at < last and document.at(at, "past") is not None:
        return True
    return document.language == "en" and index > 0 and document.at(index - 1, "past") is not None


def _part_of_month(document: Document, index: int, last: int) -> DateRange | None:
    """«أواخر يناير الماضي», "mid-March 2024", «مطلع الشهر الجاري», or a month alone with a year or "last"."""
    if index > 0 and document.tokens[index - 1].word.isdigit():
        # The day before it was no day of this month: no date at all rather than the whole month.
        return None
    part = document.at(index, "part")
    at = index if part is None else part.last
    span = None if part is None else month_told(document, at, last)
    while part is not None and at < last and document.tokens[at].word in {"شهر", "of", "من", "مانگي"}:
        at += 1
        span = span or month_told(document, at, last)
    if part is not None and span is not None:
        return _part_of(span[0], span[1], part.concept, index, span[2], document.published)
    month = month_at(document, at) if at < last else None
    if month is None or month[0] != "month":
        return None
    at = month[2]
    while at < last and (again := month_at(document, at)) is not None:
        at = again[2]
    year = _year_of_month(document, at, last, month[1])
    led = index > 0 and document.tokens[index - 1].word in {"شهر", "في", "خلال", "in", "during", "له"}
    marked = (
        part is not None
        or led
        or (at < last and (document.at(at, "past") or document.tokens[at].word.isdigit()))
    )
    if year is None or not marked:
        return None
    return _part_of(year, month[1], None if part is None else part.concept, index, at, document.published)


def _part_of(
    year: int, month: int, part: str | None, first: int, last: int, published: date | None
) -> DateRange:
    """A third of a month, or all of it, up to the day of publication."""
    low, high = (1, 31) if part is None else _PART_DAYS[part]
    end = date(year, month, min(high, calendar.monthrange(year, month)[1]))
    start = date(year, month, low)
    if published is not None and start <= published < end:
        end = published
    return DateRange(start, end, first, last, "date-part-of-month" if part else "date-month")


def _year_of_month(document: Document, at: int, last: int, month: int) -> int | None:
    for ahead in range(at, min(at + 2, last)):
        if is_year(document, ahead):
            return int(document.tokens[ahead].word)
    if document.published is None:
        return None
    return document.published.year - (1 if month > document.published.month else 0)


def _ago(document: Document, index: int, last: int) -> DateRange | None:
    """«قبل ثلاثة أيام», «قبل أسبوع», "three days ago", «سێ ڕۆژ لەمەوبەر», «پێش دوو ڕۆژ»."""
    if document.published is None or document.at(index, "later") is not None:
        return None
    before = document.at(index, "before")
    begin = index if before is None else before.last
    while before is not None and begin < last and document.tokens[begin].word in _ABOUT:
        begin += 1
    told = _days_at(document, begin, last)
    if told is None or (before is None and document.language == "ar"):
        return None
    count, unit, end = told
    if before is not None:
        # «قبل يومين من الانتخابات»: counted from something else.
        if end + 1 < last and document.tokens[end].word == "من" and document.at(end + 1, "occasion"):
            return None
    else:
        if end >= last or document.at(end, "ago") is None:
            return None
        end += 1
    found = document.published - timedelta(days=count * _SPAN_DAYS[unit])
    slack = timedelta(days=_AGO_SLACK_DAYS[unit])
    return DateRange(found - slack, found + slack, index, end, "date-days-ago")


def _days_at(document: Document, index: int, last: int) -> tuple[int, str, int] | None:
    """Count and unit of «ثلاثة أيام», «أسبوعين», "a week", and the index behind."""
    if index >= last:
        return None
    for family, count in (("single", 1), ("dual", 2)):
        hit = document.at(index, family)
        if hit is not None and hit.last <= last and not _names_day(document, hit.last):
            return count, hit.concept, hit.last
    counted = number_at(document, index)
    if counted is None or counted[1] >= last:
        return None
    span = document.at(counted[1], "span")
    if span is None or span.concept not in _SPAN_DAYS:
        return None
    return counted[0], span.concept, span.last


def _names_day(document: Document, index: int) -> bool:
    """Whether a day follows: «منذ يوم الأحد» is no day ago."""
    return any(document.at(index, family) is not None for family in ("weekday", "day", "ordinal"))


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


READERS: Final = (explicit_date, _relative, _weekday, _part_of_month, _ago, _last_span)
"""Readers of a date at a word, the most definite first."""
BEGINNINGS: Final = frozenset(
    {
        "before", "day", "dual", "kurdish-month", "lastspan", "month", "number", "ordinal", "part",
        "short-month", "single", "weekday",
    }
)  # fmt: skip
"""Families of words with which a date may begin, beside figures."""
