"""The number behind words for a toll: «ارتفع عدد الضحايا إلى 12», "the death toll rose to 12"."""

from __future__ import annotations

from typing import Final

from mapapp.reports.documents import Document
from mapapp.reports.lexicon import Hit
from mapapp.reports.numbers import number_at
from mapapp.reports.people import people_at
from mapapp.reports.stretches import Stretch
from mapapp.reports.tolls import Count

_TOLL_REACH: Final = 30
"""Words between "the death toll" and "to" with its number: «… الذي اندلع أمس في مستشفى … إلى 110 أشخاص»."""
_SURE_REACH: Final = 16
"""Words within which a number behind "to" is that of the toll, whatever noun follows it."""
_TO: Final = frozenset({"الي", "بلغ", "بلغت", "to", "at", "بو", "گهيشته"})


def toll_behind(stretch: Stretch, hit: Hit) -> Count | None:
    """The number to which the toll at ``hit`` rose, or that stands right behind it; both are claimed."""
    document = stretch.document
    for at in range(hit.last, min(hit.last + _TOLL_REACH, stretch.last)):
        leads = document.tokens[at].word in _TO
        if not leads and (at > hit.last or not _begins_number(document, at)):
            continue
        people = people_at(document, at + leads, stretch.last)
        if people is None or people.count is None:
            return None
        if any(word.concept == "other" for word in document.between(hit.first, at, "casualty")):
            return None  # «عدد قتلى القوات الأمريكية في الحرب»: of a war, not of the event.
        if at - hit.last > _SURE_REACH and document.at(people.last - 1, "person") is None:
            return None
        count = stretch.count(people, hit)
        stretch.used.update(range(hit.first, hit.last))
        return count
    return None


def _begins_number(document: Document, index: int) -> bool:
    """Whether a number stands at ``index``, or a word like "more than" that leads to one."""
    qualifier = document.at(index, "casualty")
    qualified = qualifier is not None and qualifier.concept in {"at-least", "at-most", "about"}
    return qualified or number_at(document, index) is not None
