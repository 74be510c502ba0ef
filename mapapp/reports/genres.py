"""What a report is as a whole, whatever it tells: sport, a dust storm, a denial."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mapapp.reports.documents import Document
from mapapp.reports.events import DEATH_CONCEPTS, EventFinding
from mapapp.reports.tolls import Casualties

ARMS_FOUND: Final = "Disrupted weapons use"
"""Sub type of finds, which a controlled detonation ends but doesn't undo."""
UNEXPLAINED: Final = "Unexplained explosion"
"""Sub type of a blast of which nobody says what caused it."""
CHOKING_RULE: Final = "accident-machine"
"""The rule of accidents, in whose words those whom dust chokes are told too."""

SHORT_WORDS: Final = 80
"""A report of so few words has one subject."""
SPORT_HITS: Final = 2
"""So many sport words make a text one about sport."""
MIGRANT_WORDS: Final = 2
"""So many words for migrants, or one for their voyage, make a text one about them."""
CAPTIVITY_HITS: Final = 2
"""So many words of captivity make a text the story of captives."""
_NEW_TO_A_STORY: Final = frozenset({"FREED", "GRAVE", "FIND", "PROTEST", "EXPLODE", "SHELL", "AIR", "DRONE"})
"""Concepts that such a story tells as news: who was freed or found, and attacks of another kind."""
_LEAD_SENTENCES: Final = 2
"""Title and first sentence."""
_DENIED_WORDS: Final = 5
"""Words behind a denial among which its object stands."""


@dataclass(frozen=True, slots=True)
class Genre:
    """What the whole text is, so that some of its events are none."""

    sport: bool
    denied: bool
    """Whether a short report denies what it speaks of, or says that it was controlled."""
    dust: bool
    migrants: bool
    """Whether it tells of people on the way to Europe, whom the sea drowns."""
    captivity: bool
    """Whether it is the story of people whom ISIS held, which tells again what was done to them."""
    drill_first: bool
    """Whether it begins with an exercise or a parade; what it vaguely names takes part in it."""
    denial_first: bool
    """Whether it begins with a denial; what it then calls rumours is denied."""


def genre_of(document: Document) -> Genre:
    """What a report is, read from all of its words."""
    denies = says_of_event(document, "deny")
    words = len(document.tokens)
    return Genre(
        sport=_is_sport(document),
        denied=(words <= SHORT_WORDS and denies)
        or (words <= 2 * SHORT_WORDS and says_of_event(document, "controlled")),
        dust=any(hit.family == "background" and hit.concept == "dust" for hit in document.hits),
        migrants=_weight(document, {"voyage": MIGRANT_WORDS, "migration": 1}) >= MIGRANT_WORDS,
        captivity=sum(hit.concept == "captivity" for hit in document.hits) >= CAPTIVITY_HITS,
        drill_first=_leads_with(document, "drill"),
        denial_first=denies and _leads_with(document, "deny"),
    )


def genre_reason(
    document: Document, genre: Genre, first: int, last: int, event: EventFinding, casualties: Casualties
) -> str | None:
    """Why the event of a stretch that is one by its own words is none in such a report; None where it is."""
    choked = event.rule.name == CHOKING_RULE and (
        casualties.killed is None or _has(document, "dust", first, last)
    )
    if genre.dust and choked:
        return "weather"
    if genre.sport and casualties.killed is None:
        return "sport"
    if genre.migrants and (event.rule.event_type == "Accident" or event.concepts <= DEATH_CONCEPTS):
        return "abroad"
    if genre.captivity and not event.concepts & _NEW_TO_A_STORY and casualties.killed is None:
        return "statement"
    if genre.drill_first and event.rule.weak and casualties.killed is None and casualties.injured is None:
        return "controlled"
    if genre.denial_first and _has(document, "rumour", first, event.first):
        return "denied"
    # What counts dead and denies nothing itself is certain: what the report denies is something else.
    dead = casualties.killed is not None and casualties.killed.value
    if not genre.denied or event.rule.sub_event_type == ARMS_FOUND or dead:
        return None
    named = event.rule.event_type == "Explosions/Remote violence" and event.rule.sub_event_type != UNEXPLAINED
    # «تنفي …: الصوت يعود لرمانة رُميت»: what took place instead, by a weapon that is named.
    return None if named and _has(document, "corrected", first, min(event.last, last)) else "denied"


def _has(document: Document, concept: str, first: int, last: int) -> bool:
    return any(hit.concept == concept for hit in document.between(first, last, "background"))


def _weight(document: Document, weights: Mapping[str, int]) -> int:
    return sum(weights.get(hit.concept, 0) for hit in document.hits if hit.family == "background")


def _is_sport(document: Document) -> bool:
    """Whether the report as a whole is about sport: «ملعب كرة القدم» is one place, and one word for it."""
    words, behind = 0, -1
    for hit in document.hits:
        if hit.family == "background" and hit.concept in {"sport", "sportground"}:
            words += hit.first > behind
            behind = hit.last
    return words >= SPORT_HITS


def _leads_with(document: Document, concept: str) -> bool:
    ends = [last for _, last in document.sentences[:_LEAD_SENTENCES]]
    return _has(document, concept, 0, max(ends, default=0))


def says_of_event(document: Document, concept: str) -> bool:
    """Whether something else than casualties is denied (``deny``) or was ``controlled``."""
    for hit in document.hits:
        if hit.family != "background" or hit.concept != concept:
            continue
        end = min(hit.last + _DENIED_WORDS, len(document.tokens))
        if not any(document.at(at, "casualty") for at in range(hit.first, end)):
            return True
    return False
