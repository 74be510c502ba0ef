"""How sure a count is: "at least", preliminary, or only told by "a third one"."""

from __future__ import annotations

from dataclasses import replace

from mapapp.reports.documents import Document, joined_by_and
from mapapp.reports.tolls import Count


def up_to_ordinal(document: Document, killed: Count, injured: Count) -> Count:
    """«مقتل مدنيين وإصابة ثالث»: a third one hurt says that two were killed."""
    ordinal = next(document.between(injured.first, injured.last, "ordinal"), None)
    if ordinal is None or injured.value != 1:
        return killed
    number = int(ordinal.concept) - 1
    return Count(number, number, number, killed.first, killed.last)


def with_certainty(
    document: Document, count: Count | None, last: int, *, preliminary: bool, earlier: bool
) -> Count | None:
    """A count that ends before token ``last``, with what the text says of it: preliminary, «على الأقل»."""
    if count is None or not count.value:
        return count
    count = replace(count, earlier=earlier)
    behind = document.at(count.last, "casualty") if count.last < last else None
    if behind is not None and joined_by_and(document.tokens[count.last], document.language):
        behind = None  # «47 قتيلاً وأكثر من سبعين جريحاً»: of the number that follows.
    if not preliminary and (behind is None or behind.concept != "at-least"):
        return count
    return replace(count, high=None, preliminary=preliminary)
