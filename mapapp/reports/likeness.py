"""«هجوم مماثل», "a similar attack": an event that is of the kind told before it, in rougher words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mapapp.reports.documents import Document
from mapapp.reports.fitting import VIOLENT_TYPES
from mapapp.reports.segments import Stretch

_LIKE: Final = frozenset(
    {"مماثل", "مماثلا", "مماثله", "مماثلين", "مشابه", "مشابها", "مشابهه", "شبيه", "شبيها",
     "similar", "identical", "هاوشيوه"}
)  # fmt: skip
"""Folded words beside an event that say it is like the one told before."""
_ROUGH_RULES: Final = frozenset({"attack", "attack-on-forces", "killing", "soldiers-shot"})
"""Rules of words that leave open with what an attack was made."""
_LIKE_REACH: Final = 2
"""Words between «هجوم» and «مماثل»."""


def of_like_kind(document: Document, stretches: Sequence[Stretch]) -> list[Stretch]:
    """The stretches, those that tell of an attack "similar" to the one told before with its kind."""
    kept: list[Stretch] = []
    for stretch in stretches:
        before = next((one for one in reversed(kept) if _is_model(one)), None)
        if before is not None and stretch.event.rule.name in _ROUGH_RULES and _is_like(document, stretch):
            kept.append(replace(stretch, event=replace(stretch.event, rule=before.event.rule)))
        else:
            kept.append(stretch)
    return kept


def _is_model(stretch: Stretch) -> bool:
    """Whether it tells news of a kind of violence that another may be like."""
    rule = stretch.event.rule
    return stretch.reason is None and rule.event_type in VIOLENT_TYPES and not rule.weak


def _is_like(document: Document, stretch: Stretch) -> bool:
    """Whether «مماثل» stands beside the word for the attack."""
    for hit in document.between(stretch.first, stretch.last, "event"):
        beside = range(max(stretch.first, hit.first - 1), min(hit.last + _LIKE_REACH, stretch.last))
        if hit.concept == "ATTACK" and any(document.tokens[at].word in _LIKE for at in beside):
            return True
    return False
