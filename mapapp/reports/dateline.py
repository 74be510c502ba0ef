"""The day of publication that a text itself prints: a line near its head that is little but a full date.

Pasted articles carry it below the title («الثلاثاء 23/شباط/2021 - 01:47 م»). A date inside a sentence, or
one without a year, is none.
"""

from __future__ import annotations

from typing import Final

from mapapp.reports.date_words import DateRange, explicit_date
from mapapp.reports.documents import Document

HEAD_LINES: Final = 6
"""Lines with words, from the top, that are looked at: title, author and day stand in these."""
MOST_OTHER_WORDS: Final = 6
"""Words of the line beside the date: a weekday, the hour, "published", a name of a place or agency."""
FULL_DATES: Final = frozenset({"date-figures", "date-day-month-year"})
"""Rules of dates that need no day of publication to be read."""


def printed_day(document: Document) -> DateRange | None:
    """The day that the text's own dateline gives; None where no line is one, or two disagree."""
    found = [day for first, last in _head_lines(document) if (day := _day_of_line(document, first, last))]
    return found[0] if len({day.start for day in found}) == 1 else None


def _head_lines(document: Document) -> list[tuple[int, int]]:
    """First and last-plus-one token of the first lines that have words."""
    starts = [0] if document.tokens else []
    for index in range(1, len(document.tokens)):
        if "\n" in document.text[document.tokens[index - 1].end : document.tokens[index].start]:
            starts.append(index)
            if len(starts) > HEAD_LINES:
                break
    ends = [*starts[1:], len(document.tokens)]
    return list(zip(starts, ends, strict=True))[:HEAD_LINES]


def _day_of_line(document: Document, first: int, last: int) -> DateRange | None:
    if any(document.at(index, "event") is not None for index in range(first, last)):
        return None
    for index in range(first, last):
        when = explicit_date(document, index, last)
        if when is not None and when.rule in FULL_DATES and when.start == when.end:
            others = last - first - (when.last - when.first)
            return when if others <= MOST_OTHER_WORDS else None
    return None
