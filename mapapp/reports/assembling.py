"""From stretches to incidents: which belong together, and which place, count and date each incident gets.

Stretches that tell of one place, with kinds of event that fit together, are one incident: the title and the
body of a post, an attack and its toll, a sum and its parts. Text without a place of its own belongs to the
incident told before it, a headline to the one told after it. What is left out is told in a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from mapapp.reports.apart import leads_to_other_dead
from mapapp.reports.belonging import group_for, group_without_place, join
from mapapp.reports.dates import DateRange
from mapapp.reports.documents import Document
from mapapp.reports.events import OUTCOME_RULE
from mapapp.reports.fitting import dates_fit, numbers_clash, same_governorate, types_fit
from mapapp.reports.groups import ARRESTS, Group
from mapapp.reports.places import CAPITAL_RANK, FINENESS, Located
from mapapp.reports.references import LENT_DAY_RULES
from mapapp.reports.segments import Stretch

LONG_WORDS: Final = 120
"""A text of more words is an article, with more than one subject."""
_PARTS: Final = 2
"""Incidents told in full from which a first one that speaks of several only sums them up."""
BORROW_REACH: Final = 40
"""Words between an event and the place of the sentences about it, in an article."""


def group_stretches(stretches: Sequence[Stretch]) -> list[Group]:
    """The incidents of a report, in the order in which it tells them."""
    real = [stretch for stretch in stretches if stretch.reason is None]
    groups: list[Group] = []
    waiting: list[Stretch] = []
    for stretch in real:
        if stretch.best is None:
            target = group_without_place(groups, stretch)
            if target is not None:
                target.stretches.append(stretch)
            elif _stands_alone(groups, stretch):
                groups.append(Group([stretch]))
            else:
                waiting.append(stretch)
            continue
        target = group_for(groups, stretch)
        if target is None and stretch.event.rule.name == OUTCOME_RULE and not stretch.listed:
            continue
        if target is None:
            target = Group()
            groups.append(target)
            headlines, waiting = waiting, []
            if any(
                _days_apart(headline, stretch) or _kinds_apart(headline, stretch) for headline in headlines
            ):
                groups.insert(-1, Group(headlines))
                headlines = []
            for headline in headlines:
                if types_fit(headline, stretch):
                    target.stretches.append(headline)
                else:
                    waiting.append(headline)
        join(target, stretch)
    _drop_sums(groups)
    groups = _without_summary(groups)
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
        if placed and (parts or _is_one_of(group.stretches[placed[0]], lead)):
            # Lines between the headline and the first part («in all, nine were killed») sum them too.
            del group.stretches[: placed[0]]


def _is_one_of(stretch: Stretch, lead: Stretch) -> bool:
    """Whether «أعنف هذه الهجمات» is but one of those that a headline sums, with a number of its own."""
    return stretch.worst and numbers_clash(lead.casualties, stretch.casualties)


def _without_summary(groups: list[Group]) -> list[Group]:
    """Without a first group that only sums up those told after it: «تسعة قتلى في هجومين شمال بغداد»."""
    if len(groups) < _PARTS:
        return groups
    first = groups[0]
    end = max((stretch.first for stretch in first.stretches if stretch.best is not None), default=-1)
    rough = first.place is None or first.place.relative or first.place.fineness[0] >= CAPITAL_RANK
    parts = [
        group
        for group in groups[1:]
        if group.stretches[0].first > end
        and dates_fit(first.when, group.when)
        and any(types_fit(first.lead, stretch) for stretch in group.stretches)
    ]
    sums = rough and any(stretch.several for stretch in first.stretches)
    one = any(_is_one_of(group.stretches[0], first.stretches[0]) for group in parts)
    return groups[1:] if sums and (one or len(parts) >= _PARTS) else groups


def _days_apart(headline: Stretch, stretch: Stretch) -> bool:
    """Whether what has named no place yet is of another day than the first stretch with one."""
    own = _is_own_day(headline.when) and _is_own_day(stretch.when)
    return own and not dates_fit(headline.when, stretch.when) and not stretch.refers


def _kinds_apart(headline: Stretch, stretch: Stretch) -> bool:
    """Whether «وفي حادث آخر، …» leads from an arrest that has named no place to something else."""
    arrest = headline.event.rule.sub_event_type == ARRESTS
    return arrest and stretch.separate and stretch.event.rule.sub_event_type != ARRESTS


def _is_own_day(when: DateRange | None) -> bool:
    return when is not None and when.precision == "day" and not when.said and when.rule not in LENT_DAY_RULES


def _stands_alone(groups: Sequence[Group], stretch: Stretch) -> bool:
    """Whether a stretch without a place is a further incident: by a day of its own, or said to be another."""
    own_day = stretch.when is not None and stretch.when.rule not in LENT_DAY_RULES
    # In a list of lines each tells what happened to others, at a place that was not understood.
    apart = _counted_apart(groups, stretch) or leads_to_other_dead(groups, stretch)
    return (
        bool(groups)
        and (own_day or stretch.separate or stretch.listed or apart)
        and not stretch.event.rule.weak
    )


def _counted_apart(groups: Sequence[Group], stretch: Stretch) -> bool:
    """Whether a stretch has dead or wounded of its own and is of a kind that no event so far is."""
    counted = stretch.casualties.killed or stretch.casualties.injured
    return counted is not None and not any(
        types_fit(member, stretch) for group in groups for member in group.stretches
    )


def _placeless(waiting: Sequence[Stretch], groups: Sequence[Group]) -> list[Group]:
    """Stretches that found no place: together one incident, if no other was found."""
    if groups:
        return _leads_apart(waiting, groups)
    if all(stretch.event.rule.name == OUTCOME_RULE for stretch in waiting):
        return []
    lead = Group(list(waiting[:1]))
    for stretch in waiting[1:]:
        if any(types_fit(member, stretch) for member in lead.stretches):
            lead.stretches.append(stretch)
    return [lead]


def _leads_apart(waiting: Sequence[Stretch], groups: Sequence[Group]) -> list[Group]:
    """The lead of a report that names no place, where it is of a day and a kind that no other event has."""
    first = min(group.stretches[0].first for group in groups)
    apart = [
        stretch
        for stretch in waiting
        if stretch.first < first
        and not stretch.event.rule.weak
        and stretch.when is not None
        and not any(types_fit(member, stretch) for group in groups for member in group.stretches)
    ]
    return [Group([apart[0]])] if apart else []


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
        lead = group.lead
        # An office in its own words lies nearer to it than a spot of another event.
        own = [place for place in located if place.iraqi and lead.first <= place.first < lead.last]
        sure = own or [place for place in usable if place.sure] or usable
        sure = [place for place in sure if _may_lend(document, place, group, at)]
        if not sure:
            continue
        nearest = min(sure, key=lambda place: (place.first > at, abs(place.first - at)))
        near = [
            place
            for place in sure
            if abs(place.first - nearest.first) < 8 and place.governorate == nearest.governorate
        ]
        group.borrowed = min(near, key=lambda place: (place.relative, FINENESS[place.precision]))


def _may_lend(document: Document, place: Located, group: Group, at: int) -> bool:
    """Whether a place is near enough: in the sentence of the event, or a sure one in those around it."""
    first, last = next((begin, end) for begin, end in document.sentences if begin <= at < end)
    if first <= place.first < last:
        return True
    near = abs(place.first - at) <= BORROW_REACH
    return near and place.sure and not group.lead.event.rule.weak
