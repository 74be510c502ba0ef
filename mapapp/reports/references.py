"""What a report says of an event that it has told before: "the explosion", a look back, a last paragraph.

News tell an event in the title, in the lead and once more in the words of a source, and close with what has
happened in the area before. The former is the same event; the latter is none of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from mapapp.reports.documents import Document
from mapapp.reports.events import OUTCOME_RULE
from mapapp.reports.segments import Stretch

HEAD_WORDS: Final = 3
"""Words at the head of a sentence behind which «كان قد», «يذكر أن» make all of it a look back; one word
alone («وكان», "previously") only does so where it is the first."""
FRESH_DAYS: Final = 45
"""Beside news, an event that lies further back than so many days is told as background."""


def without_reminders(document: Document, stretches: Sequence[Stretch]) -> list[Stretch]:
    """The stretches, those that only look back from news that the report has told marked as background."""
    fresh = any(_told(stretch) and not _long_ago(document, stretch) for stretch in stretches)
    told = False
    kept = []
    for stretch in stretches:
        undated = stretch.when is None or stretch.when.said
        looks_back = (told and undated and _begins_with_past(document, stretch)) or (
            fresh and _long_ago(document, stretch)
        )
        if stretch.reason is None and looks_back:
            kept.append(replace(stretch, reason="told before"))
            continue
        told = told or _told(stretch)
        kept.append(stretch)
    return kept


def _told(stretch: Stretch) -> bool:
    return stretch.reason is None and stretch.event.rule.name != OUTCOME_RULE


def _begins_with_past(document: Document, stretch: Stretch) -> bool:
    head = next(first for first, last in document.sentences if first <= stretch.first < last)
    if any(document.between(head, stretch.first, "event")):
        return False
    return any(
        hit.concept == "past" and hit.first - head <= (HEAD_WORDS if hit.last - hit.first > 1 else 0)
        for hit in document.between(head, min(stretch.last, head + 2 * HEAD_WORDS), "background")
    )


def _long_ago(document: Document, stretch: Stretch) -> bool:
    when, published = stretch.when, document.published
    return when is not None and published is not None and published - when.end > timedelta(days=FRESH_DAYS)
