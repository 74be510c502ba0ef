"""Which of the incidents told so far a stretch belongs to: by place, day, kind and what it refers to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from mapapp.reports.apart import (
    BODY_FOUND_RULE,
    are_other_bodies,
    is_next_entry,
    is_next_scene,
    is_of_another_kind,
    leads_to_other_dead,
)
from mapapp.reports.events import OUTCOME_RULE
from mapapp.reports.fitting import (
    VIOLENT_TYPES,
    dates_fit,
    days_touch,
    equal_counts,
    kinds_clash,
    numbers_clash,
    places_fit,
    same_governorate,
    spots_apart,
    types_fit,
)
from mapapp.reports.groups import FINDS, Group
from mapapp.reports.places import CAPITAL_RANK, Located
from mapapp.reports.segments import Stretch

PROTESTS: Final = "Protests"
"""The type of event of which a lead names several governorates at once."""
BOTH_COUNTS: Final = 2
"""Killed and wounded alike: the same incident, whatever other place is named beside it."""


def group_for(groups: Sequence[Group], stretch: Stretch) -> Group | None:
    """The group that a stretch with a place belongs to; None where it begins another."""
    if stretch.listed:
        return None
    told_last = _told_last(groups)
    fitting = [
        group
        for group in groups
        if not _set_apart(group, stretch, told_last)
        and _kinds_fit(group, stretch)
        and (
            _told_on(group, groups, stretch)
            or (
                dates_fit(group.when, stretch.when)
                and not _of_another_day(group, stretch)
                and (
                    _one_spot(group, stretch)
                    or _title_of(group, groups, stretch)
                    or _of_the_only(groups, stretch)
                )
            )
        )
    ]
    return _best_group(fitting, stretch)


def group_without_place(groups: Sequence[Group], stretch: Stretch) -> Group | None:
    """The group that a stretch without a place belongs to; None where none fits."""
    if not groups or stretch.separate or stretch.listed or leads_to_other_dead(groups, stretch):
        return None
    found = stretch.event.rule.name in FINDS
    fitting = [
        group
        for group in groups
        if _kinds_fit(group, stretch)
        and (
            found
            or dates_fit(group.when, stretch.when)
            or _led_to_bodies(group, stretch)
            or _told_on(group, groups, stretch)
        )
        and not _elsewhere(group, stretch)
    ]
    return _best_group(fitting, stretch)


def _led_to_bodies(group: Group, stretch: Stretch) -> bool:
    """Whether bodies were found the day after what a stretch tells: the collapse that buried them."""
    bodies = any(member.event.rule.name == BODY_FOUND_RULE for member in group.stretches)
    return bodies and days_touch(group.when, stretch.when)


def _of_another_day(group: Group, stretch: Stretch) -> bool:
    """Whether day and number both differ, though the day may be that of a statement: another event."""
    one, other = group.when, stretch.when
    if one is None or other is None or other.said or (one.start <= other.end and other.start <= one.end):
        return False
    return any(numbers_clash(member.casualties, stretch.casualties) for member in group.stretches)


def _kinds_fit(group: Group, stretch: Stretch) -> bool:
    """Whether a stretch may tell of the event of a group: by one of its stretches, not against its lead."""
    if kinds_clash(group.rule, stretch.event.rule):
        return False
    if any(types_fit(member, stretch) for member in group.stretches):
        return True
    # A headline is told in rough words: an attack on anybody may have been a clash.
    return (
        len(group.stretches) == 1
        and stretch.reported
        and not (group.stretches[0].reported or stretch.separate or stretch.ordinal)
        and not numbers_clash(group.stretches[0].casualties, stretch.casualties)
        and {group.rule.event_type, stretch.event.rule.event_type} <= VIOLENT_TYPES
    )


def join(group: Group, stretch: Stretch) -> None:
    """Add a stretch; a place that doesn't fit the one told before is that of something else in it."""
    place = group.place
    rough = place is not None and place.relative and same_governorate(place, stretch.best)
    elsewhere = place is not None and stretch.best is not None and not places_fit(place, stretch.best)
    if place is not None and elsewhere and not rough and not _names(stretch, place):
        stretch = replace(stretch, best=None)
    group.stretches.append(stretch)


def _of_the_only(groups: Sequence[Group], stretch: Stretch) -> bool:
    """Whether "the blast" can only be the one event told so far, though a spot elsewhere was understood."""
    told_apart = stretch.separate or stretch.ordinal or _leads_to_others(groups, stretch)
    small = stretch.best is not None and stretch.best.precision != "governorate"
    if len(groups) != 1 or not small or told_apart or _is_part_of_several(groups[0], stretch):
        return False
    return stretch.refers or _left_by(groups[0], stretch)


def _is_part_of_several(group: Group, stretch: Stretch) -> bool:
    """Whether «المحتجون في …» are in the one of the governorates that a lead names beside the group's own."""
    place, best = group.place, stretch.best
    if place is None or best is None or same_governorate(place, best):
        return False
    return stretch.event.rule.event_type == PROTESTS and any(
        named.iraqi and not named.doubt and named.governorate == best.governorate
        for member in group.stretches
        for named in member.places
    )


def _left_by(group: Group, stretch: Stretch) -> bool:
    """Whether arms are found after an attack: the launcher, the second device."""
    return (
        stretch.event.rule.name in FINDS
        and stretch.when is None
        and group.rule.event_type in VIOLENT_TYPES
        and same_governorate(group.place, stretch.best)
    )


def _leads_to_others(groups: Sequence[Group], stretch: Stretch) -> bool:
    """Whether «وفي الموصل …», "In Baghdad, …" leads to other dead in another governorate."""
    return stretch.led_over and any(
        not same_governorate(group.place, stretch.best)
        and any(numbers_clash(member.casualties, stretch.casualties) for member in group.stretches)
        for group in groups
    )


def _told_on(group: Group, groups: Sequence[Group], stretch: Stretch) -> bool:
    """Whether «وأضاف المصدر …» tells on of the one event so far: of its kind, with no other number."""
    return (
        len(groups) == 1
        and (stretch.reported or _bare(stretch))
        and not (stretch.ordinal or stretch.separate or stretch.several)
        and not are_other_bodies(group, stretch)
        and group.rule.sub_event_type == stretch.event.rule.sub_event_type
        and (
            (same_governorate(group.place, stretch.best) and not spots_apart(group.place, stretch.best))
            or (not stretch.scene and _shares_number(group, stretch))
        )
        and days_touch(group.when, stretch.when)
        and not any(numbers_clash(member.casualties, stretch.casualties) for member in group.stretches)
    )


def _shares_number(group: Group, stretch: Stretch) -> bool:
    """Whether a stretch gives as many killed or wounded, two at least, as one of a group."""
    told = (stretch.casualties.killed, stretch.casualties.injured)
    return any(
        one is not None and other is not None and one.value == other.value and (one.value or 0) > 1
        for member in group.stretches
        for one, other in zip(told, (member.casualties.killed, member.casualties.injured), strict=True)
    )


def _bare(stretch: Stretch) -> bool:
    """Whether a stretch gives neither a day nor a number of its own, nor leads over to a new scene."""
    return (
        not stretch.led_over
        and stretch.when is None
        and stretch.casualties.killed is None
        and stretch.casualties.injured is None
    )


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
        and not numbers_clash(title.casualties, stretch.casualties)
    )


def _set_apart(group: Group, stretch: Stretch, last: Group | None) -> bool:
    """Whether a stretch says that it tells another incident, or another day of a text without a date."""
    back = stretch.refers and _same_spot(group, stretch)
    if stretch.separate and group is last and not back:
        return True
    days = [member.day_words for member in group.stretches if member.day_words]
    return bool(days and stretch.day_words) and not any(stretch.day_words & said for said in days)


def _one_spot(group: Group, stretch: Stretch) -> bool:
    """Whether a stretch tells of the place of a group, or refers to its event whatever place it names."""
    place = group.place
    if place is None or stretch.best is None:
        return False
    if places_fit(place, stretch.best) and not is_next_scene(group, stretch):
        if is_next_entry(group, stretch):
            return False
        # "The second explosion" at another spot is another; only a title's governorate may hold it.
        another = stretch.ordinal and place.place_id != stretch.best.place_id
        if are_other_bodies(group, stretch) or is_of_another_kind(group, stretch):
            return False
        return not another or place.fineness[0] >= CAPITAL_RANK
    if stretch.separate or stretch.ordinal or is_next_scene(group, stretch):
        return False
    if place.precision != "governorate" and _names(stretch, place):
        return True
    alike = max(equal_counts(member.casualties, stretch.casualties) for member in group.stretches)
    told_again = alike > 0 or stretch.refers
    near = any(same_governorate(place, named) for named in stretch.places)
    return alike == BOTH_COUNTS or (told_again and near)


def _best_group(fitting: Sequence[Group], stretch: Stretch) -> Group | None:
    """Of several groups that a stretch may belong to, the last of its own kind, else the last."""
    if stretch.event.rule.name == OUTCOME_RULE:
        # Dead and wounded alone say nothing of the kind: they are of what was told last.
        return _told_last(fitting)
    sub_type = stretch.event.rule.sub_event_type
    alike = [
        group
        for group in fitting
        if any(member.event.rule.sub_event_type == sub_type for member in group.stretches)
    ]
    return _told_last(alike or fitting)


def _told_last(groups: Sequence[Group]) -> Group | None:
    """The group that the text told of last, which need not be the one that it began last."""
    return max(groups, key=lambda group: group.stretches[-1].first, default=None)


def _names(stretch: Stretch, place: Located) -> bool:
    return any(named.place_id == place.place_id != "" for named in stretch.places)


def _same_spot(group: Group, stretch: Stretch) -> bool:
    place = group.place
    return place is not None and stretch.best is not None and place.place_id == stretch.best.place_id


def _elsewhere(group: Group, stretch: Stretch) -> bool:
    """Whether the only places that a stretch names, as an office's, lie in another governorate."""
    place = group.place
    named = [one for one in stretch.places if one.iraqi and not one.doubt]
    named = named if all(one.office for one in named) else []
    return place is not None and bool(named) and not any(same_governorate(place, one) for one in named)
