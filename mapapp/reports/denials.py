"""Killed and wounded that a text denies: "no casualties", «لم يسفر … عن إصابات»."""

from __future__ import annotations

from typing import Final

from mapapp.reports.documents import soft_break
from mapapp.reports.lexicon import Hit
from mapapp.reports.stretches import Stretch
from mapapp.reports.subjects import is_cue
from mapapp.reports.tolls import Count

_DENIED_REACH: Final = 3
"""Words behind "without" that are what was denied."""
_OPEN_DENIAL_REACH: Final = 14
"""Words between "did not result in" and what is denied."""
_DENIABLE: Final = {
    "losses": ("killed", "injured"),
    "killed-n": ("killed",),
    "injured-n": ("injured", "killed"),
    "injured-s": ("injured", "killed"),
    "injured-cue": ("injured", "killed"),
    "both-n": ("injured", "killed"),
}
"""Concept of a denied noun -> what is then 0; a text that denies the wounded has no dead either."""


def denied_at(stretch: Stretch, hit: Hit, form: str) -> dict[str, Count]:
    """«دون إصابات», "no casualties": what the phrase denies, as counts of 0; its nouns are claimed."""
    denied = {}
    for name in ("killed", "injured") if form == "both" else (form,):
        denied[name] = Count(0, 0, 0, hit.first, hit.last)
    stretch.used.update(range(hit.first, hit.last))
    for at in range(hit.last, min(hit.last + _DENIED_REACH, stretch.last)):
        noun = stretch.document.at(at, "casualty")
        if noun is not None and not is_cue(noun):
            stretch.used.update(range(noun.first, noun.last))
    return denied


def denied_behind(stretch: Stretch, hit: Hit) -> dict[str, Count]:
    """«لم يسفر الهجوم بطائرة مسيرة … عن إصابات»: the nouns up to the next statement are denied."""
    denied: dict[str, Count] = {}
    for at in range(hit.last, min(hit.last + _OPEN_DENIAL_REACH, stretch.last)):
        if at > hit.last and soft_break(stretch.document.tokens[at]):
            break
        for noun in stretch.document.by_first.get(at, ()):
            if noun.family == "casualty" and noun.concept in _DENIABLE:
                for name in _DENIABLE[noun.concept]:
                    denied[name] = Count(0, 0, 0, hit.first, noun.last)
                stretch.used.update(range(noun.first, noun.last))
    return denied
