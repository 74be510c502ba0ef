"""«في محافظتي ميسان والنجف»: one sentence that tells the same of two places or more, each an incident."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from mapapp.reports.documents import Document, joined_by_and, soft_break
from mapapp.reports.fitting import types_fit
from mapapp.reports.groups import Group
from mapapp.reports.places import Located
from mapapp.reports.segments import Stretch
from mapapp.reports.tolls import Casualties

TYPES: Final = frozenset(
    {"Arrests", "Disrupted weapons use", "Peaceful protest", "Violent demonstration",
     "Protest with intervention"}
)  # fmt: skip
"""Sub types told of several governorates at once; an operation or a clash across a border is one."""


def spread_over_pairs(document: Document, groups: Sequence[Group]) -> list[Group]:
    """The groups, and one more for each further governorate that a stretch of them names beside the first.

    Its toll stays with the first: the text doesn't say which part of it belongs where.
    """
    spread = list(groups)
    for group in groups:
        for stretch in group.stretches:
            if stretch.event.rule.sub_event_type not in TYPES and not _sums(stretch):
                continue
            for place in _further(document, stretch):
                if not any(_tells_of(other, stretch, place) for other in spread):
                    apart = replace(stretch, best=place, casualties=Casualties())
                    spread.append(Group([apart]))
    return spread


def _sums(stretch: Stretch) -> bool:
    """«سبعة قتلى في هجمات في بغداد وكركوك»: several events at once, of which the victims are counted."""
    counts = (stretch.casualties.killed, stretch.casualties.injured)
    return stretch.several and any(count is not None and count.value for count in counts)


def _tells_of(group: Group, stretch: Stretch, place: Located) -> bool:
    known = group.place
    fits = any(types_fit(member, stretch) for member in group.stretches)
    return known is not None and known.governorate == place.governorate and fits


def _further(document: Document, stretch: Stretch) -> Iterator[Located]:
    """Governorates that stand right beside another of the stretch, joined by "and" or a comma."""
    towns = _sums(stretch)
    named = [place for place in stretch.places if _is_area(place) or (towns and _is_sure(place))]
    for before, place in pairwise(named):
        word = document.tokens[place.first]
        joined = joined_by_and(word, document.language) or soft_break(word)
        led = document.at(max(0, before.first - 1), "relation") or document.at(before.first, "relation")
        if joined and place.first == before.last and place.governorate != before.governorate and not led:
            yield before
            yield place


def _is_sure(place: Located) -> bool:
    return place.iraqi and place.sure and not place.relative


def _is_area(place: Located) -> bool:
    return _is_sure(place) and (
        place.precision == "governorate" or bool(place.fineness[0] > 1)
    )  # fmt: skip
