"""The dead of a suicide bombing: few reports say whether they count the bomber, who is then the upper end."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from mapapp.reports.documents import Document
from mapapp.reports.groups import Group
from mapapp.reports.tolls import Count

SUICIDE_BOMB: Final = "Suicide bomb"
"""Sub type of an attack whose attacker died in it."""
_OWN_WORDS: Final = 5
"""The last words of the dead, among which the bomber is one of them."""
_PART_REACH: Final = 8
"""Words behind the dead within which "including the bomber" counts him among them."""


def with_bomber(document: Document, group: Group, killed: Count | None) -> Count | None:
    """``killed`` with one more as its upper end, where the one bomber may have been left out of it."""
    if group.rule.sub_event_type != SUICIDE_BOMB or killed is None or not killed.value:
        return killed
    if killed.high != killed.value or _several_bombers(document, group) or _counts_bomber(document, killed):
        return killed
    return replace(killed, high=killed.value + 1)


def _several_bombers(document: Document, group: Group) -> bool:
    return any(any(document.between(stretch.first, stretch.last, "bombers")) for stretch in group.stretches)


def _counts_bomber(document: Document, killed: Count) -> bool:
    """Whether the words of the dead, or "among them" right behind, name the bomber."""
    until = min(killed.last + _PART_REACH, len(document.tokens))
    part = next(
        (hit for hit in document.between(killed.last, until, "casualty") if hit.concept == "including"), None
    )
    last = killed.last if part is None else until
    # «عدد ضحايا انتحاري السوق إلى 32»: whose victims they are stands far before the number.
    begin = max(killed.first, killed.last - _OWN_WORDS)
    return any(
        hit.concept == "SUICIDE" and hit.first >= begin for hit in document.between(begin, last, "event")
    ) or any(document.between(begin, last, "attackers"))
