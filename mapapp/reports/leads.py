"""What a report is about: the news stands in its title or its first sentences, or it has none.

A verdict, a visit, an event abroad or a word of politics may lead to paragraphs on some attack; a report
whose beginning tells no incident tells none further on, unless it gives that one a day of its own. An event
that is named as known at its first mention («التفجير الذي استهدف …») is what others speak of, no news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from mapapp.reports.dates import DateRange
from mapapp.reports.documents import Document
from mapapp.reports.references import COUNTED_ON, LENT_DAY_RULES, sentence_at
from mapapp.reports.segments import Stretch

LEAD_SENTENCES: Final = 2
"""Title and first sentence, or the first two sentences: where the news stands."""
LEAST_SENTENCE: Final = 5
"""Words from which a line is a sentence; shorter ones are datelines and names of authors."""
NEWS_DAYS: Final = 7
"""Days before publication within which an event with a day of its own may be news beside another subject."""
KNOWN_REACH: Final = 7
"""Words between the name of an event and «الذي وقع» that says it is known."""
LEAST_PARTS: Final = 3
"""Entries with dead from which a list has a sum of them."""
SUM_SHARE: Final = 0.7
"""Share of the sum that the entries that were understood make up at least."""
NOT_THE_NEWS: Final = "not the news"
"""The reason of an event that a report speaks of far behind a beginning without any."""


def without_asides(document: Document, stretches: Sequence[Stretch]) -> list[Stretch]:
    """The stretches, those that are not what the report is about marked with the reason."""
    named = list(_without_known(document, stretches))
    end = _lead_end(document)
    if end is not None and _is_roundup(document, end):
        entries = [replace(stretch, listed=_begins_line(document, stretch)) for stretch in named]
        return [
            replace(entry, reason="told before") if entry.first < end and _sums_up(entry, entries) else entry
            for entry in entries
        ]
    if end is None or any(stretch.reason is None for stretch in named if stretch.first < end):
        return named
    told = next((stretch.reason for stretch in named if stretch.first < end), None)
    reason = told or NOT_THE_NEWS
    return [
        replace(stretch, reason=reason)
        if stretch.reason is None and not _is_news_of_its_own(document, stretch, reason)
        else stretch
        for stretch in named
    ]


def _lead_end(document: Document) -> int | None:
    """The token behind the lead; None where the report has no more than that."""
    sentences = [(first, last) for first, last in document.sentences if last - first >= LEAST_SENTENCE]
    return sentences[LEAD_SENTENCES - 1][1] if len(sentences) > LEAD_SENTENCES else None


def _is_roundup(document: Document, end: int) -> bool:
    """Whether the lead is the head of a list, each of whose entries is news: "Following are …"."""
    return any(hit.concept == "roundup" for hit in document.between(0, end, "background"))


def _sums_up(entry: Stretch, entries: Sequence[Stretch]) -> bool:
    """Whether the lead of a list counts nearly as many dead as the entries behind it together."""
    total = _dead(entry)
    parts = [dead for other in entries if other.first > entry.first and 0 < (dead := _dead(other)) < total]
    return len(parts) >= LEAST_PARTS and SUM_SHARE * total <= sum(parts)


def _dead(entry: Stretch) -> int:
    killed = entry.casualties.killed
    return 0 if entry.reason is not None or killed is None else killed.value or 0


def _begins_line(document: Document, stretch: Stretch) -> bool:
    return stretch.first > 0 and "\n" in document.tokens[stretch.first].gap


def _is_news_of_its_own(document: Document, stretch: Stretch, reason: str) -> bool:
    """Whether a stretch is dated itself, or leads over from abroad to Iraq: «وفي بغداد، خرجت …»."""
    home = reason == "abroad" and stretch.best is not None and (stretch.led_over or stretch.separate)
    other = reason == NOT_THE_NEWS and stretch.separate and _counts_victims(stretch)
    anew = reason == "statement" and _is_reported_anew(stretch)
    return home or other or anew or _has_own_day(document, stretch)


def _counts_victims(stretch: Stretch) -> bool:
    """Whether a stretch tells how many were killed or wounded at its place."""
    counts = (stretch.casualties.killed, stretch.casualties.injured)
    return stretch.best is not None and any(count is not None and count.value for count in counts)


def _is_reported_anew(stretch: Stretch) -> bool:
    """«وأفاد مصدر بمقتل ثلاثة بهجوم في …»: a source tells who died where of what others comment on."""
    counts = stretch.casualties
    told = stretch.reported and not stretch.refers and (counts.killed or counts.injured)
    return bool(told) and stretch.best is not None and stretch.when is None


def _has_own_day(document: Document, stretch: Stretch) -> bool:
    """Whether a stretch dates its event itself, by a day not long before publication."""
    when, published = stretch.when, document.published
    if when is None or not _is_own(when):
        return False
    return published is None or published - when.end <= timedelta(days=NEWS_DAYS)


def _is_own(when: DateRange) -> bool:
    own = when.rule not in LENT_DAY_RULES or when.rule == COUNTED_ON
    return own and not when.said and when.precision == "day"


def _without_known(document: Document, stretches: Sequence[Stretch]) -> list[Stretch]:
    """The stretches, those that begin a report by naming an event as known marked as a statement about it."""
    told = False
    kept = []
    for stretch in stretches:
        if stretch.reason is None and not told and _is_known(document, stretch):
            kept.append(replace(stretch, reason="statement"))
        else:
            told = told or stretch.reason is None
            kept.append(stretch)
    return kept


def _is_known(document: Document, stretch: Stretch) -> bool:
    """Whether «الذي استهدف», "that killed" follows the event, and no day or new toll makes it news."""
    if (
        stretch.when is not None
        and stretch.when.precision == "day"
        and stretch.when.rule not in LENT_DAY_RULES
    ):
        return False
    if any(
        count is not None and count.value is not None and count.first < stretch.event.first
        for count in (stretch.casualties.killed, stretch.casualties.injured)
    ):
        return False  # «وفاة ثلاثة إثر الحريق الذي اندلع»: the dead are the news.
    first, last = sentence_at(document, stretch.first)
    if any(document.between(first, last, "toll")):
        return False
    until = min(stretch.event.last + KNOWN_REACH, stretch.last)
    return any(hit.concept == "known" for hit in document.between(stretch.event.last, until, "background"))
