"""What a report says of an event that it has told before: "the explosion", a look back, a last paragraph.

News tell an event in the title, in the lead and once more in the words of a source, and close with what has
happened in the area before. The former is the same event; the latter is none of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from mapapp.reports.documents import Document
from mapapp.reports.events import OUTCOME_RULE
from mapapp.reports.looking_back import (
    gathers_to_remember,
    hangs_on_look_back,
    is_deed_of_the_arrested,
)
from mapapp.reports.segments import Stretch

HEAD_WORDS: Final = 3
"""Words at the head of a sentence behind which «كان قد», «يذكر أن» make all of it a look back; one word
alone («وكان», "previously") only does so where it is the first."""
FRESH_DAYS: Final = 45
"""Beside news, an event that lies further back than so many days is told as background."""
EARLIER_DAYS: Final = 4
"""Days before the news from which an event of the same kind in the same governorate only leads up to it."""
BACK_DAYS: Final = 3
"""Days before the news from which «وكان … قد» looks back; what is told of the days right before is news."""
APART_DAYS: Final = 12
"""Days before the news from which an event of a day of its own is background, however it is told."""
KILLING_RULE: Final = "killing"
"""The rule of text that tells of killed without saying how."""
LENT_DAY_RULES: Final = frozenset({"date-of-the-lead", "date-of-the-one-before", "date-after-the-one-before"})
"""The rules of days that a stretch doesn't give itself."""
LEAD_STRETCHES: Final = 2
"""Title and lead: so many first events of a report say what it is about."""
COUNTED_ON: Final = "date-after-the-one-before"
"""The rule of days counted from another event, which is the news or none as that one is."""
_WEEK_RULES: Final = frozenset({"date-week", "date-days-ago"})
"""The rules of «الأسبوع الماضي», "some days ago": no single day, but before the news beyond doubt."""
_RUNNING_RULES: Final = frozenset({"date-thismonth", "date-thisyear"})
"""The rules of «هذا الشهر», "this year": the time that runs still, of which news would give the day."""
SUMMING: Final = frozenset({"told before", "statistics"})
"""Reasons that hold for a whole sentence."""
LEADING_REASONS: Final = frozenset({"verdict", "controlled", "anniversary", "statistics"})
"""Reasons that, where they hold for the first event of a report, hold for those that it tells undated."""


def without_reminders(document: Document, stretches: Sequence[Stretch]) -> list[Stretch]:
    """The stretches, those that only look back from news that the report has told marked as background."""
    fresh = any(_told(stretch) and not _long_ago(document, stretch) for stretch in stretches)
    told = False
    latest: date | None = None
    kept: list[Stretch] = []
    news: dict[tuple[str, str], date] = {}
    for stretch in stretches:
        undated = _is_undated(stretch)
        looks_back = (
            (told and _says_before(document, stretch, latest))
            or _before(stretch, latest, APART_DAYS)
            or (fresh and _long_ago(document, stretch))
            or _earlier_of_its_kind(news, stretch)
            or (undated and bool(kept) and _goes_on(document, kept[-1], stretch))
            or (bool(kept) and _counted_on(stretch) and kept[-1].reason in SUMMING)
            or _names_victims(stretch)
            or is_deed_of_the_arrested(document, kept, stretch)
            or (undated and hangs_on_look_back(document, kept, stretch))
            or (undated and (_is_at_large(document, stretch) or _sums_further(kept, stretch)))
        )
        if stretch.reason is None and looks_back:
            kept.append(replace(stretch, reason="told before"))
        elif stretch.reason is None and undated and _leading_reason(kept) is not None:
            kept.append(replace(stretch, reason=_leading_reason(kept)))
        elif stretch.reason is None and gathers_to_remember(kept, stretch):
            kept.append(replace(stretch, reason=kept[0].reason))
        elif stretch.reason is None and not told and undated and _takes_up(kept, stretch):
            kept.append(replace(stretch, reason=kept[-1].reason))
        else:
            told = told or _told(stretch)
            day = document.published if stretch.when is None else stretch.when.start
            if day is not None and _told(stretch):
                latest = max(day, latest or day)
            kept.append(stretch)
            kind = _kind_of(stretch)
            if kind is not None and stretch.when is not None and not stretch.when.said and _told(stretch):
                news[kind] = max(stretch.when.start, news.get(kind, stretch.when.start))
    return kept


def _says_before(document: Document, stretch: Stretch, latest: date | None) -> bool:
    """Whether the head of its sentence says, behind news, that it was before: «وسبق أن», «ويأتي ذلك بعد»."""
    open_day = _is_loose(stretch) or _counted_on(stretch) or _before(stretch, latest, BACK_DAYS)
    return (
        (open_day and _begins_with(document, stretch, "past") and not stretch.worst)
        or _begins_with(document, stretch, "earlier")
        or _begins_with(document, stretch, "sequel")
        or _of_a_month(document, stretch)
    )


def _is_undated(stretch: Stretch) -> bool:
    return stretch.when is None or stretch.when.said or stretch.when.rule in LENT_DAY_RULES


def _is_loose(stretch: Stretch) -> bool:
    """Whether it gives no single day: none at all, or «في الشهر الحالي»."""
    return _is_undated(stretch) or (stretch.when is not None and stretch.when.rule in _RUNNING_RULES)


def _before(stretch: Stretch, latest: date | None, days: int) -> bool:
    """Whether a stretch is of a day that lies so many days before the latest that the report has told of."""
    when = stretch.when
    if when is None or latest is None or (when.precision != "day" and when.rule not in _WEEK_RULES):
        return False
    return (latest - when.end).days >= days


def _leading_reason(before: Sequence[Stretch]) -> str | None:
    """The reason with which a report begins, in its title or lead, if it is one that rules what follows."""
    if any(_told(one) and one.best is not None for one in before):
        before = [one for one in before if one.reason != "statistics"]
    return next((one.reason for one in before[:LEAD_STRETCHES] if one.reason in LEADING_REASONS), None)


def _takes_up(before: Sequence[Stretch], stretch: Stretch) -> bool:
    """Whether «التفجير», "the blast" without a place means the one that was no news right before it."""
    return stretch.refers and stretch.best is None and bool(before) and before[-1].reason is not None


def _goes_on(document: Document, before: Stretch, stretch: Stretch) -> bool:
    """Whether a stretch stands in one sentence with a look back or a sum."""
    head, _ = sentence_at(document, stretch.first)
    return head <= before.first and before.reason in SUMMING


def _counted_on(stretch: Stretch) -> bool:
    """Whether the day of a stretch is counted from what was told before it: «في اليوم التالي»."""
    return stretch.when is not None and stretch.when.rule == COUNTED_ON


def _kind_of(stretch: Stretch) -> tuple[str, str] | None:
    """Type of event and governorate of a stretch that has both and a day."""
    if stretch.when is None or stretch.best is None:
        return None
    return stretch.event.rule.event_type, stretch.best.governorate


def _earlier_of_its_kind(news: Mapping[tuple[str, str], date], stretch: Stretch) -> bool:
    """Whether a stretch tells an event of the kind and governorate of the news, but some days before it."""
    kind = _kind_of(stretch)
    if kind is None or kind not in news or stretch.when is None or stretch.separate:
        return False
    return (news[kind] - stretch.when.end).days >= EARLIER_DAYS


def _names_victims(stretch: Stretch) -> bool:
    """Whether it only speaks of "the victims", uncounted."""
    counted = stretch.casualties.killed is not None and stretch.casualties.killed.value is not None
    return stretch.refers and stretch.event.rule.name == KILLING_RULE and not counted


def _sums_further(before: Sequence[Stretch], stretch: Stretch) -> bool:
    """Whether a number at no place is told right behind a look back: "A total of 271 lost their lives"."""
    return bool(
        before
        and before[-1].reason == "told before"
        and (stretch.several or stretch.casualties.killed is not None)
        and not (stretch.refers or stretch.listed)
        and stretch.best is None
    )


def _is_at_large(document: Document, stretch: Stretch) -> bool:
    """Whether its sentence begins with a sum for all of Iraq: "Baghdad was worst affected (33 killed)"."""
    head = sentence_at(document, stretch.first - 1)[0] if stretch.first else 0
    return any(hit.concept == "atlarge" for hit in document.between(head, stretch.first, "background"))


def _told(stretch: Stretch) -> bool:
    return stretch.reason is None and stretch.event.rule.name != OUTCOME_RULE


def sentence_at(document: Document, index: int) -> tuple[int, int]:
    """First and last-plus-one token of the sentence that holds a token."""
    behind = bisect_right(document.sentences, index, key=lambda sentence: sentence[0])
    return document.sentences[behind - 1]


def _begins_with(document: Document, stretch: Stretch, concept: str) -> bool:
    head = sentence_at(document, stretch.first)[0]
    if any(document.between(head, stretch.first, "event")):
        return False
    return any(
        hit.concept == concept and hit.first - head <= (HEAD_WORDS if hit.last - hit.first > 1 else 0)
        for hit in document.between(head, min(stretch.last, head + 2 * HEAD_WORDS), "background")
    )


def _of_a_month(document: Document, stretch: Stretch) -> bool:
    """«وفي آذار وتموز قُتل …», "In March, …": a bare month at the head of its sentence dates a look back."""
    if (
        stretch.when is not None
        and stretch.when.rule not in LENT_DAY_RULES
        and stretch.when.precision == "day"
    ):
        return False
    head = sentence_at(document, stretch.first)[0]
    return any(
        not any(
            document.at(at, "number") or document.tokens[at].word.isdigit()
            for at in (hit.first - 1, hit.last)
        )
        for hit in document.between(head, min(stretch.last, head + HEAD_WORDS), "month")
        if head < hit.first and hit.last < len(document.tokens)
    )


def _long_ago(document: Document, stretch: Stretch) -> bool:
    when, published = stretch.when, document.published
    return when is not None and published is not None and published - when.end > timedelta(days=FRESH_DAYS)
