"""The values of counting: killed or wounded with their bounds and words, and how several are summed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_TELLING_SUM: Final = 8
"""Killed from which parts that add up to them are no chance, whatever becomes of the wounded."""


@dataclass(frozen=True, slots=True)
class Count:
    """Killed or wounded: how many, and where the text says so."""

    value: int | None
    """None where the text says that there were some, but not how many."""
    low: int | None
    high: int | None
    first: int
    last: int
    toll: bool = False
    """Whether it is given as the toll in all."""
    preliminary: bool = False
    earlier: bool = False
    """Whether the text calls it the toll of an earlier report."""


@dataclass(frozen=True, slots=True)
class Casualties:
    """What one stretch of text says of killed and wounded; None where it says nothing."""

    killed: Count | None = None
    injured: Count | None = None


def summed(counts: list[Count]) -> Count | None:
    """One count of all: a toll in all where one is given, else the sum of those that have a number."""
    if not counts:
        return None
    totals = [count for count in counts if count.toll and count.value is not None]
    if totals:
        return totals[0]
    known = [count for count in counts if count.value is not None]
    if not known:
        return counts[0]
    if len(known) == 1:
        return known[0]
    return Count(
        sum(count.value or 0 for count in known),
        None if any(count.low is None for count in known) else sum(c.low or 0 for c in known),
        None if any(count.high is None for count in known) else sum(c.high or 0 for c in known),
        known[0].first,
        known[-1].last,
    )


def _adds_up(count: Count | None, parts: Sequence[Count | None]) -> bool:
    """Whether two or more of the ``parts`` that follow ``count`` add up to it; a repeat of it is no part."""
    if count is None or not count.value:
        return False
    total = added = 0
    for part in parts:
        if part is None or not part.value or part.value == count.value:
            continue
        total, added = total + part.value, added + 1
        if total >= count.value:
            break
    return total == count.value and added > 1


def is_sum_of(head: Casualties, parts: Sequence[Casualties]) -> bool:
    """Whether the ``parts`` told behind ``head`` add up to it: in killed and in wounded, where it has both.

    Two and two make four in many a report: small numbers that add up in the killed alone are a chance, unless
    some part leaves its wounded uncounted.
    """
    killed = _adds_up(head.killed, [part.killed for part in parts])
    injured = _adds_up(head.injured, [part.injured for part in parts])
    if head.killed is None or head.injured is None or not head.killed.value or not head.injured.value:
        return killed or injured
    if head.killed.value >= _TELLING_SUM or injured:
        return killed
    told = [part.injured for part in parts if part.injured is not None]
    known = sum(count.value or 0 for count in told)
    return killed and any(count.value is None for count in told) and known < head.injured.value
