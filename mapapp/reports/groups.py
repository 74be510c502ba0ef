"""A group of stretches that tell one incident: its kind, its place and its day, from all that they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from mapapp.reports.dates import NIGHT_RULE, DateRange
from mapapp.reports.events import OUTCOME_RULE, EventRule, rule_for
from mapapp.reports.fitting import CONSEQUENCES, places_fit
from mapapp.reports.places import FINENESS, Located
from mapapp.reports.segments import Stretch

FINDS: Final = frozenset({"arms-found", "arms-found-belt", "arms-listed", "arms-handled", OUTCOME_RULE})
"""What is found or counted afterwards belongs to the event whatever its own day."""
ARRESTS: Final = "Arrests"
"""Sub type of what the police do after an event: it doesn't name the event that it follows."""
DONE: Final = frozenset({"Attack", "Looting/property destruction", "Violent demonstration"})
"""Sub types of deeds that, told first, an arrest only follows, however weak the words for them."""
RIOTS: Final = "Riots"
"""A demonstration that burned or fought is one, whatever its sentences tell besides."""
REPELLED_RULE: Final = "repelled"
"""The rule of a headline «إحباط هجوم», which says nothing of how it was foiled."""
STOPPED_RULES: Final = frozenset({"drone-stopped", "rocket-stopped"})
"""Rules of weapons seized or shot down, which is how such an attack was foiled."""
ATTACK_RULE: Final = "attack-on-forces"
"""The rule of "the attack … soldiers", which says less of it than the sentence that it refers to."""
_NEXT_DAY: Final = timedelta(days=1)
PEACEFUL_RULE: Final = "protest"
"""The rule of a demonstration of which its own sentence tells nothing more."""
UNPROTESTING: Final = frozenset({"ARREST", "INJURE", "KILL", "ATTACK"})
"""Concepts told in other sentences of a demonstration that say nothing of how it went."""


@dataclass(slots=True)
class Group:
    """Stretches that tell one incident."""

    stretches: list[Stretch] = field(default_factory=list)
    borrowed: Located | None = None
    """A place from elsewhere in the text, where no stretch names one."""
    refined: Located | None = None
    """A finer place than the stretches name, told on behind them."""
    alone: bool = True
    """Whether the report tells no other incident."""
    warnings: list[str] = field(default_factory=list)
    _named: Located | None = field(default=None, repr=False, compare=False)
    _named_of: int = field(default=-1, repr=False, compare=False)
    """Number of stretches that ``_named`` was read from."""

    @property
    def lead(self) -> Stretch:
        """The stretch that says most exactly what kind of event it was."""
        first = self.stretches[0].event.rule
        violent = first.sub_event_type != ARRESTS and (not first.weak or first.sub_event_type in DONE)
        return max(
            self.stretches,
            key=lambda stretch: (
                not (violent and stretch.event.rule.sub_event_type == ARRESTS),
                not (first.sub_event_type == ARRESTS and stretch.event.rule.name in FINDS),
                stretch.event.rule.event_type == RIOTS,
                first.name == REPELLED_RULE and stretch.event.rule.name in STOPPED_RULES,
                not stretch.event.rule.weak,
                not (stretch.refers and stretch.event.rule.name == ATTACK_RULE),
                _rank(stretch),
            ),
        )

    @property
    def rule(self) -> EventRule:
        """The kind of event: of the lead; of a demonstration, by all that its stretches tell of it."""
        lead = self.lead.event
        if lead.rule.name != PEACEFUL_RULE:
            return lead.rule
        told = frozenset().union(*(stretch.event.concepts for stretch in self.stretches))
        return rule_for(told - UNPROTESTING) or lead.rule

    @property
    def place(self) -> Located | None:
        """The place of the incident: the finest that its stretches name, the commonest spelling."""
        if self.refined is not None:
            return self.refined
        # Every further stretch is compared with every group: the answer is kept while nothing is added.
        if self._named_of != len(self.stretches):
            self._named, self._named_of = self._finest_named(), len(self.stretches)
        return self._named or self.borrowed

    def _finest_named(self) -> Located | None:
        """The finest place that its stretches name; None where they name none."""
        named = [
            stretch.best
            for stretch in self.stretches
            if stretch.best is not None and not _told_closer(stretch.best, self.stretches)
        ]
        if not named:
            return None
        named = [place for place in named if not any(_holds(place, other) for other in named)]
        finest = min(place.fineness for place in named)
        best = [
            place
            for place in named
            if place.fineness == finest
            or (places_fit(place, min(named, key=lambda p: p.fineness)) and place.fineness[0] == finest[0])
        ]
        counts = {place.place_id: sum(p.place_id == place.place_id for p in best) for place in best}
        return max(best, key=lambda place: (counts[place.place_id], -place.first))

    @property
    def when(self) -> DateRange | None:
        """The date of the incident: the most definite one that its stretches give."""
        lead = self.lead.when
        if lead is not None and lead.rule == NIGHT_RULE:
            return next((day for day in self._days() if day.start - lead.start == _NEXT_DAY), lead)
        if lead is not None and not lead.said:
            return lead
        dates = [stretch.when for stretch in self.stretches if stretch.when is not None]
        return min(dates, key=lambda when: (when.said, (when.end - when.start).days), default=None)

    def _days(self) -> Iterator[DateRange]:
        """The single days on which its stretches say, in other words than by their night, that it was."""
        for stretch in self.stretches:
            when = stretch.when
            if when is not None and when.precision == "day" and not when.said and when.rule != NIGHT_RULE:
                yield when


def _told_closer(rough: Located, stretches: Sequence[Stretch]) -> bool:
    """Whether "near Mosul" is said again with the place itself: "in Hatra, 90 km southwest of Mosul"."""
    if not rough.relative:
        return False
    return any(
        stretch.best is not None
        and not stretch.best.relative
        and stretch.best.fineness[0] < FINENESS["governorate"]
        and stretch.best.place_id != rough.place_id
        and any(place.relative and place.place_id == rough.place_id != "" for place in stretch.places)
        for stretch in stretches
    )


def _holds(town: Located, place: Located) -> bool:
    """Whether a town bears the name of the district that a village or quarter told beside it lies in."""
    return (
        town.precision == place.precision == "settlement"
        and town.name != place.name != ""
        and town.governorate == place.governorate
        and town.name == place.district
    )


def _rank(stretch: Stretch) -> int:
    rule = stretch.event.rule
    return rule.rank - (100 if rule.name in CONSEQUENCES else 0)
