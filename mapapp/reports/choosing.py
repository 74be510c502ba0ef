"""One count of killed and one of wounded for an incident, of all that its stretches say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from mapapp.reports.documents import Document
from mapapp.reports.segments import Stretch
from mapapp.reports.tolls import Casualties, Count

_FURTHER_REACH: Final = 3
"""Words beside a count within which "also" says that it adds to those told before."""
_BASE_REACH: Final = 25
"""Words between a count and the one that adds to it: further on, "also" speaks of something else."""
_PARTS_REACH: Final = 8
"""Words behind a count within which "among them" says that it is a sum."""


def casualties_of(document: Document, stretches: Sequence[Stretch], *, alone: bool) -> Casualties:
    """The killed and wounded of one incident; ``alone`` where the report tells no other."""
    told = [stretch.casualties for stretch in stretches if alone or not _sums_up(stretch, stretches)]
    killed = _without_both(told)
    injured = [one.injured for one in told]
    return Casualties(_with_further(document, killed), _with_further(document, injured))


def _sums_up(stretch: Stretch, stretches: Sequence[Stretch]) -> bool:
    """Whether a later sentence counts the dead of several events («جراء الهجمات») beside one told alone."""
    first = stretches[0]
    return stretch is not first and stretch.several and not first.several and _counts(first)


def _counts(stretch: Stretch) -> bool:
    told = stretch.casualties
    return any(count is not None and count.value is not None for count in (told.killed, told.injured))


def _with_further(document: Document, counts: Sequence[Count | None]) -> Count | None:
    """The chosen count, raised by those whom a later sentence adds: "His wife was killed as well"."""
    own = [count for count in counts if count is not None and not _is_further(document, count)]
    chosen = chosen_count(own)
    if chosen is None or chosen.value is None:
        return chosen_count(counts)
    added = [
        count
        for count in counts
        if count is not None and count.value and count.first > own[0].first and _is_further(document, count)
    ]
    if not added:
        return chosen
    base = next((count for count in reversed(own) if count.value and count.first < added[0].first), None)
    if base is None or base.value is None or added[0].first - base.last > _BASE_REACH:
        return chosen
    if _has_parts(document, base):
        return chosen
    total = base.value + sum(count.value or 0 for count in added)
    if total <= chosen.value:
        return chosen
    high = None if chosen.high is None else total
    return replace(chosen, value=total, low=total, high=high)


def _is_further(document: Document, count: Count) -> bool:
    end = min(count.last + _FURTHER_REACH, len(document.tokens))
    return any(document.between(max(0, count.first - 1), end, "further"))


def _has_parts(document: Document, count: Count) -> bool:
    """Whether "among them" follows a count: it is the sum of all, whom later sentences tell one by one."""
    end = min(count.last + _PARTS_REACH, len(document.tokens))
    return any(hit.concept == "including" for hit in document.between(count.last, end, "casualty"))


def _without_both(told: Sequence[Casualties]) -> list[Count | None]:
    """The numbers of killed, without one that another stretch shows to be killed and wounded together."""
    sums = {
        one.killed.value + one.injured.value
        for one in told
        if one.killed and one.injured and one.killed.value and one.injured.value
    }
    return [
        one.killed
        for one in told
        if one.injured is not None or one.killed is None or one.killed.value not in sums
    ]


def chosen_count(counts: Iterable[Count | None]) -> Count | None:
    """One count of those that the stretches of an incident give: a toll in all, else the greatest.

    Title and body repeat a number, later sentences raise it; parts never exceed their sum. Of equal numbers
    the one that is said to be the least («على الأقل») or preliminary is the more exact report.
    """
    stated = [count for count in counts if count is not None]
    known = [count for count in stated if count.value is not None]
    known = [count for count in known if not count.earlier] or known
    if not known:
        return stated[0] if stated else None
    first = known[0].value or 0
    # A toll below the first number is that of an earlier report («حصيلة سابقة»).
    tolls = [count for count in known if count.toll and (count.value or 0) >= first]
    return max(tolls or known, key=lambda count: (count.value or 0, count.high is None))
