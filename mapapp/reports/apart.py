"""What sets a stretch apart from an event at its spot or in its town: other dead or means, the next scene."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mapapp.reports.events import OUTCOME_RULE
from mapapp.reports.fitting import numbers_clash
from mapapp.reports.groups import Group
from mapapp.reports.segments import Stretch
from mapapp.reports.tolls import Casualties

BODY_FOUND_RULE: Final = "body-found"
"""The rule of bodies that are found, of an event told before or of another."""
_TOLLS: Final = frozenset(
    {"killing", "body-found", "soldiers-shot", "forces-killed", "raid-killed", OUTCOME_RULE}
)
"""Rules of text that tells of the dead without saying how they died."""


def is_next_scene(group: Group, stretch: Stretch) -> bool:
    """Whether «وفي قضاء …», "In Mahmoudiya, a bomb …" leads to a spot with other dead than the event told."""
    place, best = group.place, stretch.best
    counted = [member.casualties for member in group.stretches if member.casualties.killed is not None]
    return (
        stretch.led_over
        and not stretch.refers
        and place is not None
        and best is not None
        and place.precision != "governorate"
        and best.place_id != place.place_id
        and bool(counted)
        and (
            all(numbers_clash(told, stretch.casualties) for told in counted)
            or _of_other_means(group, stretch)
        )
    )


def _of_other_means(group: Group, stretch: Stretch) -> bool:
    """Whether a stretch counts victims of its own, of none of the kinds of event that a group tells."""
    kinds = {member.event.rule.sub_event_type for member in group.stretches}
    counts = (stretch.casualties.killed, stretch.casualties.injured)
    return (
        stretch.event.rule.sub_event_type not in kinds
        and not {stretch.event.rule.name, group.rule.name} & _TOLLS
        and any(count is not None and count.value for count in counts)
    )


def is_next_entry(group: Group, stretch: Stretch) -> bool:
    """Whether both are entries of a list («وفي حي X، …») of which only the city was understood."""
    counted = [member.casualties for member in group.stretches if member.casualties.killed is not None]
    return (
        stretch.scene
        and group.stretches[0].scene
        and not stretch.refers
        and bool(counted)
        and all(numbers_clash(told, stretch.casualties) for told in counted)
    )


def leads_to_other_dead(groups: Sequence[Group], stretch: Stretch) -> bool:
    """Whether «وفي …» leads to a place that was not understood, with other dead than any event so far."""
    killed = stretch.casualties.killed
    return (
        stretch.scene
        and not stretch.refers
        and stretch.event.rule.name not in _TOLLS
        and killed is not None
        and bool(killed.value)
        and all(
            member.casualties.killed is None
            or member.casualties.killed.value is None
            or numbers_clash(member.casualties, stretch.casualties)
            for group in groups
            for member in group.stretches
        )
    )


def is_of_another_kind(group: Group, stretch: Stretch) -> bool:
    """Whether «وسقطت قذائف …» tells, at the same spot, of other dead by other means than the event told."""
    counted = [member for member in group.stretches if member.casualties.killed is not None]
    kinds = {member.event.rule.sub_event_type for member in group.stretches}
    return (
        stretch.led_over
        and not stretch.refers
        and stretch.event.rule.name not in _TOLLS
        and group.rule.name not in _TOLLS
        and stretch.event.rule.sub_event_type not in kinds
        and bool(counted)
        and all(_killed_clash(member.casualties, stretch.casualties) for member in counted)
    )


def _killed_clash(one: Casualties, other: Casualties) -> bool:
    return one.killed is not None and other.killed is not None and one.killed.value != other.killed.value


def are_other_bodies(group: Group, stretch: Stretch) -> bool:
    """Whether bodies are found at another spot than the event's, and not as many as it killed."""
    place = group.place
    return (
        stretch.event.rule.name == BODY_FOUND_RULE
        and group.rule.name != BODY_FOUND_RULE
        and place is not None
        and stretch.best is not None
        and stretch.best.place_id != place.place_id
        and (
            any(numbers_clash(member.casualties, stretch.casualties) for member in group.stretches)
            or _only_hurt(group)
        )
    )


def _only_hurt(group: Group) -> bool:
    """Whether an event counts wounded and none killed: no body is one of its victims."""
    told = [member.casualties for member in group.stretches]
    killed = any(one.killed is not None for one in told)
    return not killed and any(one.injured is not None and one.injured.value for one in told)
