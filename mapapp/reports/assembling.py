"""From stretches to incidents: which belong together, and which place, count and date each incident gets.

Stretches that tell of one place, with kinds of event that fit together, are one incident: the title and the
body of a post, an attack and its toll, a sum and its parts. Text without a place of its own belongs to the
incident told before it, a headline to the one told after it. What is left out is told in a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from mapapp.reports.dates import DateRange
from mapapp.reports.documents import Document
from mapapp.reports.events import OUTCOME_RULE, EventRule, rule_for
from mapapp.reports.fitting import (
    CONSEQUENCES,
    dates_fit,
    equal_counts,
    places_fit,
    same_governorate,
    types_fit,
)
from mapapp.reports.places import CAPITAL_RANK, FINENESS, Located
from mapapp.reports.segments import Stretch

FINDS: Final = frozenset({"arms-found", "arms-found-belt", "arms-listed", "arms-handled", OUTCOME_RULE})
"""What is found or counted afterwards belongs to the event whatever its own day."""
ARRESTS: Final = "Arrests"
"""Sub type of what the police do after an event: it doesn't name the event that it follows."""
RIOTS: Final = "Riots"
"""A demonstration that burned or fought is one, whatever its sentences tell besides."""
ATTACK_RULE: Final = "attack-on-forces"
"""The rule of "the attack … soldiers", which says less of it than the sentence that it refers to."""
PEACEFUL_RULE: Final = "protest"
"""The rule of a demonstration of which its own sentence tells nothing more."""
UNPROTESTING: Final = frozenset({"ARREST", "INJURE", "KILL", "ATTACK"})
"""Concepts told in other sentences of a demonstration that say nothing of how it went."""
LONG_WORDS: Final = 120
"""A text of more words is an article, with more than one subject."""
BORROW_REACH: Final = 40
"""Words between an event and the place of the sentences about it, in an article."""

BOTH_COUNTS: Final = 2
"""Killed and wounded alike: the same incident, whatever other place is named beside it."""


@dataclass(slots=True)
class Group:
    """Stretches that tell one incident."""

    stretches: list[Stretch] = field(default_factory=list)
    borrowed: Located | None = None
    """A place from elsewhere in the text, where no stretch names one."""
    warnings: list[str] = field(default_factory=list)

    @property
    def lead(self) -> Stretch:
        """The stretch that says most exactly what kind of event it was."""
        first = self.stretches[0].event.rule
        violent = first.sub_event_type != ARRESTS and not first.weak
        return max(
            self.stretches,
            key=lambda stretch: (
                not (violent and stretch.event.rule.sub_event_type == ARRESTS),
                not (first.sub_event_type == ARRESTS and stretch.event.rule.name in FINDS),
                stretch.event.rule.event_type == RIOTS,
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
        named = [stretch.best for stretch in self.stretches if stretch.best is not None]
        if not named:
            return self.borrowed
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
        if lead is not None and not lead.said:
            return lead
        dates = [stretch.when for stretch in self.stretches if stretch.when is not None]
        return min(dates, key=lambda when: (when.said, (when.end - when.start).days), default=None)


def _rank(stretch: Stretch) -> int:
    rule = stretch.event.rule
    return rule.rank - (100 if rule.name in CONSEQUENCES else 0)


def group_stretches(stretches: Sequence[Stretch]) -> list[Group]:
    """The incidents of a report, in the order in which it tells them."""
    real = [stretch for stretch in stretches if stretch.reason is None]
    groups: list[Group] = []
    waiting: list[Stretch] = []
    for stretch in real:
        if stretch.best is None:
            target = _group_without_place(groups, stretch)
            if target is not None:
                target.stretches.append(stretch)
            elif _stands_alone(groups, stretch):
                groups.append(Group([stretch]))
            else:
                waiting.append(stretch)
            continue
        target = _group_for(groups, stretch)
        if target is None and stretch.event.rule.name == OUTCOME_RULE:
            continue
        if target is None:
            target = Group()
            groups.append(target)
            headlines, waiting = waiting, []
            for headline in headlines:
                if types_fit(headline, stretch):
                    target.stretches.append(headline)
                else:
                    waiting.append(headline)
        _join(target, stretch)
    _drop_sums(groups)
    return groups + _placeless(waiting, groups)


def _drop_sums(groups: Sequence[Group]) -> None:
    """Take a headline that sums several events («12 قتيلاً في هجومين») from the first of them."""
    for group in groups:
        lead = group.stretches[0]
        if not lead.several or len(group.stretches) == 1:
            continue
        parts = [
            other
            for other in groups
            if other is not group
            and any(types_fit(lead, stretch) for stretch in other.stretches)
            and (lead.best is None or same_governorate(lead.best, other.place))
        ]
        placed = [at for at, stretch in enumerate(group.stretches) if at and stretch.best is not None]
        if parts and placed:
            # Lines between the headline and the first part («in all, nine were killed») sum them too.
            del group.stretches[: placed[0]]


def _stands_alone(groups: Sequence[Group], stretch: Stretch) -> bool:
    """Whether a stretch without a place is a further incident: of another day than those before it."""
    return bool(groups) and stretch.when is not None and not stretch.event.rule.weak


def _group_for(groups: Sequence[Group], stretch: Stretch) -> Group | None:
    fitting = [
        group
        for group in groups
        if not _set_apart(group, stretch, groups[-1])
        and dates_fit(group.when, stretch.when)
        and any(types_fit(member, stretch) for member in group.stretches)
        and (_one_spot(group, stretch) or _title_of(group, groups, stretch) or _of_the_only(groups, stretch))
    ]
    return _best_group(fitting, stretch)


def _of_the_only(groups: Sequence[Group], stretch: Stretch) -> bool:
    """Whether "the blast" can only be the one event told so far, though a spot elsewhere was understood."""
    told_apart = stretch.separate or stretch.ordinal
    small = stretch.best is not None and stretch.best.precision != "governorate"
    return len(groups) == 1 and stretch.refers and small and not told_apart


def _title_of(group: Group, groups: Sequence[Group], stretch: Stretch) -> bool:
    """Whether a group is the title of the news that a stretch begins to tell with «أفاد مصدر …»."""
    title = group.stretches[0]
    if not stretch.reported or stretch.ordinal:
        return False
    if len(groups) == 1 and stretch.best is not None and stretch.best.relative:
        alike = group.rule.sub_event_type == stretch.event.rule.sub_event_type
        if alike and same_governorate(group.place, stretch.best):
            return True
    return (
        len(groups) == len(group.stretches) == 1
        and not (title.reported or title.several)
        and title.event.rule.event_type == stretch.event.rule.event_type
        and same_governorate(group.place, stretch.best)
    )


def _set_apart(group: Group, stretch: Stretch, last: Group) -> bool:
    """Whether a stretch says that it tells another incident, or another day of a text without a date."""
    back = stretch.refers and _same_spot(group, stretch)
    if stretch.separate and group is last and not back:
        return True
    days = [member.day_words for member in group.stretches if member.day_words]
    return bool(days and stretch.day_words) and not any(stretch.day_words & said for said in days)


def _join(group: Group, stretch: Stretch) -> None:
    """Add a stretch; a place that doesn't fit the one told before is that of something else in it."""
    place = group.place
    if place is not None and stretch.best is not None and not places_fit(place, stretch.best):
        stretch = replace(stretch, best=None)
    group.stretches.append(stretch)


def _one_spot(group: Group, stretch: Stretch) -> bool:
    """Whether a stretch tells of the place of a group, or refers to its event whatever place it names."""
    place = group.place
    if place is None or stretch.best is None:
        return False
    if places_fit(place, stretch.best):
        # "The second explosion" at another spot is another; only a title's governorate may hold it.
        another = stretch.ordinal and place.place_id != stretch.best.place_id
        return not another or place.fineness[0] >= CAPITAL_RANK
    if stretch.separate or stretch.ordinal:
        return False
    if place.precision != "governorate" and _names(stretch, place):
        return True
    alike = max(equal_counts(member.casualties, stretch.casualties) for member in group.stretches)
    told_again = alike > 0 or stretch.refers
    near = any(same_governorate(place, named) for named in stretch.places)
    return alike == BOTH_COUNTS or (told_again and near)


def _best_group(fitting: Sequence[Group], stretch: Stretch) -> Group | None:
    """Of several groups that a stretch may belong to, the last of its own kind, else the last."""
    sub_type = stretch.event.rule.sub_event_type
    alike = [
        group
        for group in fitting
        if any(member.event.rule.sub_event_type == sub_type for member in group.stretches)
    ]
    chosen = alike or fitting
    return chosen[-1] if chosen else None


def _names(stretch: Stretch, place: Located) -> bool:
    return any(named.place_id == place.place_id != "" for named in stretch.places)


def _same_spot(group: Group, stretch: Stretch) -> bool:
    place = group.place
    return place is not None and stretch.best is not None and place.place_id == stretch.best.place_id


def _group_without_place(groups: Sequence[Group], stretch: Stretch) -> Group | None:
    if not groups or stretch.separate:
        return None
    found = stretch.event.rule.name in FINDS
    fitting = [
        group
        for group in groups
        if any(types_fit(member, stretch) for member in group.stretches)
        and (found or dates_fit(group.when, stretch.when))
        and not _elsewhere(group, stretch)
    ]
    return _best_group(fitting, stretch)


def _elsewhere(group: Group, stretch: Stretch) -> bool:
    """Whether the only places that a stretch names, as an office's, lie in another governorate."""
    place = group.place
    named = [one for one in stretch.places if one.iraqi and not one.doubt]
    named = named if all(one.office for one in named) else []
    return place is not None and bool(named) and not any(same_governorate(place, one) for one in named)


def _placeless(waiting: Sequence[Stretch], groups: Sequence[Group]) -> list[Group]:
    """Stretches that found no place: together one incident, if no other was found."""
    if groups or all(stretch.event.rule.name == OUTCOME_RULE for stretch in waiting):
        return []
    lead = Group(list(waiting[:1]))
    for stretch in waiting[1:]:
        if any(types_fit(member, stretch) for member in lead.stretches):
            lead.stretches.append(stretch)
    return [lead]


def borrow_places(
    document: Document, groups: Iterable[Group], located: Sequence[Located], stretches: Sequence[Stretch]
) -> None:
    """Give a group without a place the nearest place before it, else after it, that the text names."""
    taken = {(stretch.first, stretch.last) for stretch in stretches if stretch.reason == "abroad"}
    usable = [
        place
        for place in located
        if place.iraqi and not place.doubt and not any(first <= place.first < last for first, last in taken)
    ]
    for group in groups:
        if group.place is not None or not usable:
            continue
        at = group.lead.event.first
        sure = [place for place in usable if place.sure] or usable
        sure = [place for place in sure if _may_lend(document, place, group, at)]
        if not sure:
            continue
        nearest = min(sure, key=lambda place: (place.first > at, abs(place.first - at)))
        near = [
            place
            for place in sure
            if abs(place.first - nearest.first) < 8 and place.governorate == nearest.governorate
        ]
        group.borrowed = min(near, key=lambda place: FINENESS[place.precision])


def _may_lend(document: Document, place: Located, group: Group, at: int) -> bool:
    """Whether a place is near enough: in the sentence of the event, or a sure one in those around it."""
    first, last = next((begin, end) for begin, end in document.sentences if begin <= at < end)
    if first <= place.first < last:
        return True
    near = abs(place.first - at) <= BORROW_REACH
    return near and place.sure and not group.lead.event.rule.weak
