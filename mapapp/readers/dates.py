"""A column of dates as written -> first and last possible day and a precision.

Accepted: ISO (with or without a time), ``20210222``, ``22 February 2021``, ``2-Sep-13``, ``Feb 22, 2021``,
Arabic and Kurdish month names, Arabic-Indic digits, a month or a year alone. ``03/02/2021`` is read where
the column itself proves the order of day and month; a column that could be either is refused, never guessed.
"""

from __future__ import annotations

import calendar
import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Final, Literal

from mapapp.filters import fold_text
from mapapp.incidents import DatePrecision

DateOrder = Literal["auto", "day-first", "month-first"]

EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2100
"""Years outside are slips of the keyboard, not incidents."""
BAGHDAD: Final = timezone(timedelta(hours=3))
"""Iraq keeps UTC+3 all year since 2008; a time with an offset is turned to the day in Baghdad."""

MONTH_NAMES: Final[dict[int, tuple[str, ...]]] = {
    1: ("january", "jan", "يناير", "كانون الثاني", "جانفي"),
    2: ("february", "feb", "فبراير", "شباط", "شوبات"),
    3: ("march", "mar", "مارس", "اذار", "آذار", "ئازار"),
    4: ("april", "apr", "ابريل", "أبريل", "نيسان"),
    5: ("may", "مايو", "ايار", "أيار", "مايس"),
    6: ("june", "jun", "يونيو", "حزيران", "حوزەیران"),
    7: ("july", "jul", "يوليو", "تموز", "تەممووز"),
    8: ("august", "aug", "اغسطس", "أغسطس", "اب", "آب"),
    9: ("september", "sep", "sept", "سبتمبر", "ايلول", "أيلول", "ئەیلول"),
    10: ("october", "oct", "اكتوبر", "أكتوبر", "تشرين الاول", "تشرين الأول"),
    11: ("november", "nov", "نوفمبر", "تشرين الثاني"),
    12: ("december", "dec", "ديسمبر", "كانون الاول", "كانون الأول"),
}
"""Gregorian and Levantine names as Iraqi sources write them, with a few Kurdish ones."""

_TIME: Final = (
    r"(?:[T ,]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?\s*(?:[AaPp][Mm])?"
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
_ISO: Final = re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})" + _TIME)
_COMPACT: Final = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})")
_MONTH: Final = re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})|(?P<m2>\d{1,2})[-/.](?P<y2>\d{4})")
_YEAR: Final = re.compile(r"(?P<y>\d{4})")
_NUMERIC: Final = re.compile(r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y>\d{4})" + _TIME)
_NAMED: Final = re.compile(
    r"(?:\w+,\s*)?(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?[-\s,./]*)?(?P<name>[^\W\d]+(?:\s[^\W\d]+)?)"
    r"[-\s,./]*(?:(?P<d2>\d{1,2})(?:st|nd|rd|th)?\s*,\s*)?[-\s,./]*(?P<y>\d{4}|\d{2})" + _TIME,
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a cell allows."""

    first: date
    last: date
    precision: DatePrecision


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a cell is no date."""

    reason: str


def read_dates(cells: Iterable[str], order: DateOrder = "auto") -> dict[str, Days | Unread]:
    """Each distinct cell of one column -> its days or why it can't be read.

    Args:
        cells: the column as written; distinct cells are enough.
        order: how to read ``03/04/2021``; "auto" takes it from the column's own proof.
    """
    distinct = dict.fromkeys(cells)
    cleaned = {cell: _clean(cell) for cell in distinct}
    if order == "auto":
        proven: DateOrder | None = _proven_order(cleaned.values())
    else:
        proven = order
    months = {fold_text(name): month for month, names in MONTH_NAMES.items() for name in names}
    return {cell: _read_day(text, proven, months) for cell, text in cleaned.items()}


def decided_order(cells: Iterable[str]) -> DateOrder | None:
    """The order of day and month that a column proves for dates such as 03/04/2021, if it holds any."""
    texts = [_clean(cell) for cell in dict.fromkeys(cells)]
    order = _proven_order(texts)
    numeric = (_NUMERIC.fullmatch(text) for text in texts)
    unsure = any(m and int(m["a"]) <= 12 and int(m["b"]) <= 12 and m["a"] != m["b"] for m in numeric)
    return order if unsure else None


def _clean(cell: str) -> str:
    text = unicodedata.normalize("NFKC", cell).strip().strip("\u200e\u200f")
    return "".join(
        str(unicodedata.digit(letter)) if letter.isdigit() and not letter.isascii() else letter
        for letter in text
    )


def _proven_order(texts: Iterable[str]) -> DateOrder | None:
    day_first = month_first = False
    for text in texts:
        match = _NUMERIC.fullmatch(text)
        if match:
            first, second = int(match["a"]), int(match["b"])
            day_first |= first > 12 >= second
            month_first |= second > 12 >= first
    if day_first == month_first:
        return None
    return "day-first" if day_first else "month-first"


def _read_day(text: str, order: DateOrder | None, months: dict[str, int]) -> Days | Unread:
    if not text:
        return Unread("no date")
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(int(match["y"]), int(match["m"]), int(match["d"]), match)
    if match := _NUMERIC.fullmatch(text):
        return _numeric_day(match, order)
    if match := _MONTH.fullmatch(text):
        return _month(int(match["y"] or match["y2"]), int(match["m"] or match["m2"]))
    if match := _YEAR.fullmatch(text):
        year = int(match["y"])
        if EARLIEST_YEAR <= year <= LATEST_YEAR:
            return Days(date(year, 1, 1), date(year, 12, 31), DatePrecision.YEAR)
        return Unread(f"year {year} is outside {EARLIEST_YEAR} to {LATEST_YEAR}")
    if (match := _NAMED.fullmatch(text)) and (month := _month_number(match["name"], months)):
        year = int(match["y"])
        if len(match["y"]) == 2:
            # IBC writes 2-Sep-13; two digits are this century up to 2069, as in POSIX.
            year += 2000 if year < 69 else 1900
        day = match["d"] or match["d2"]
        return _day(year, month, int(day), match) if day else _month(year, month)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        return Unread("a spreadsheet's day number; format the column as a date, best as 2021-02-22")
    return Unread("not a date we can read without guessing; write it as 2021-02-22")


def _month_number(name: str, months: dict[str, int]) -> int | None:
    folded = fold_text(name)
    # "شباط فبراير" and "22 of March": one of the words is the month.
    for candidate in (folded, *folded.split()):
        if candidate in months:
            return months[candidate]
    return None


def _numeric_day(match: re.Match[str], order: DateOrder | None) -> Days | Unread:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if first == second or second > 12:
        return _day(year, first, second, match)
    if first > 12 or order == "day-first":
        return _day(year, second, first, match)
    if order == "month-first":
        return _day(year, first, second, match)
    return Unread(
        "day-first or month-first? nothing in the column decides, so it is not guessed; "
        "write dates as 2021-02-22 or name the order"
    )


def _day(year: int, month: int, day: int, match: re.Match[str]) -> Days | Unread:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return Unread(f"year {year} is outside {EARLIEST_YEAR} to {LATEST_YEAR}")
    parts = match.groupdict()
    try:
        found = date(year, month, day)
        if parts.get("zone"):
            zone = parts["zone"].replace("Z", "+00:00")
            moment = datetime.fromisoformat(f"{found}T{int(parts['hour']):02}:{parts['minute']}:00{zone}")
            found = moment.astimezone(BAGHDAD).date()
    except ValueError:
        return Unread("no such day in the calendar")
    return Days(found, found, DatePrecision.DAY)


def _month(year: int, month: int) -> Days | Unread:
    if not (EARLIEST_YEAR <= year <= LATEST_YEAR and 1 <= month <= 12):
        return Unread(f"no month {month} of a year {EARLIEST_YEAR} to {LATEST_YEAR}")
    last = calendar.monthrange(year, month)[1]
    return Days(date(year, month, 1), date(year, month, last), DatePrecision.MONTH)


def longest_of() -> tuple[tuple[float, DatePrecision], ...]:
    """Most days of a range -> its precision, the widest first."""
    return (
        (math.inf, DatePrecision.YEAR), (31, DatePrecision.MONTH), (10, DatePrecision.WEEK),
        (1, DatePrecision.DAY),
    )  # fmt: skip
