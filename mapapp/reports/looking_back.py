"""What hangs on a look back or on an arrest: the rest of the story told before, the deed of the arrested.

«وسبق أن شهدت المدينة تظاهرات … ورافقت التظاهرات أعمال شغب، وسقط 15 قتيلاً» goes on with what was no news;
an arrest is the news, and what the arrested did days before is told to explain it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mapapp.reports.documents import Document
from mapapp.reports.events import OUTCOME_RULE, event_hits
from mapapp.reports.segments import Stretch

TOLD_BEFORE: Final = "told before"
"""The reason of a look back."""
_ARRESTS: Final = "Arrests"
"""Sub type of an arrest."""
_CROWDS: Final = frozenset({"Protests", "Riots"})
"""Types of what one crowd does in one story."""
_COMMEMORATED: Final = "anniversary"
"""The reason of what a report of a remembrance tells."""
_GATHERED_RULES: Final = frozenset({"protest", "roadblock"})
"""Rules of people who come together, for whatever reason."""


def hangs_on_look_back(document: Document, before: Sequence[Stretch], stretch: Stretch) -> bool:
    """Whether an undated stretch goes on with a look back, or says itself that it was «مؤخراً»."""
    news = [one for one in before if one.reason is None and one.event.rule.name != OUTCOME_RULE]
    if not news or stretch.separate:
        return False
    lately = any(
        hit.concept == "lately" for hit in document.between(stretch.first, stretch.last, "background")
    )
    return (lately and not _counts(stretch)) or (
        before[-1].reason == TOLD_BEFORE
        and _is_crowd(stretch)
        and _is_crowd(before[-1])
        and not stretch.listed
    )


def is_deed_of_the_arrested(document: Document, before: Sequence[Stretch], stretch: Stretch) -> bool:
    """Whether it tells, of a day before the arrest, what the arrested are held for."""
    when = stretch.when
    if when is None or when.said or stretch.separate or stretch.scene:
        return False
    return any(
        one.reason is None
        and one.event.rule.sub_event_type == _ARRESTS
        and (one.when is not None and one.when.start > when.start)
        and bool(_concepts(document, one) & _concepts(document, stretch) & stretch.event.rule.needed)
        for one in before
    )


def gathers_to_remember(before: Sequence[Stretch], stretch: Stretch) -> bool:
    """Whether people come together, in a report that begins with a remembrance and tells nothing else."""
    return (
        bool(before)
        and all(one.reason is not None for one in before)
        and before[0].reason == _COMMEMORATED
        and stretch.event.rule.name in _GATHERED_RULES
    )


def _is_crowd(stretch: Stretch) -> bool:
    return stretch.event.rule.event_type in _CROWDS


def _counts(stretch: Stretch) -> bool:
    counts = (stretch.casualties.killed, stretch.casualties.injured)
    return any(count is not None and count.value for count in counts)


def _concepts(document: Document, stretch: Stretch) -> set[str]:
    """All that the words of a stretch name, what the arrested are accused of too."""
    return {hit.concept for hit in event_hits(document, stretch.first, stretch.last)}
