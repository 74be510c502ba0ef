"""What a reader of an incident should know: contradictions in the text, and what was left out and why."""

from __future__ import annotations

from collections.abc import Iterable

from mapapp.reports.background import REASONS
from mapapp.reports.documents import Document
from mapapp.reports.fitting import spelled_alike
from mapapp.reports.groups import Group
from mapapp.reports.language import fold_word
from mapapp.reports.segments import Stretch
from mapapp.reports.tolls import Count


def place_warnings(group: Group) -> list[str]:
    """Contradictions about the place among the stretches of a group, as sentences."""
    chosen = group.place
    if chosen is None:
        return []
    found: list[str] = []
    for stretch in group.stretches:
        for place in stretch.places:
            if place.doubt or place.office or place.relative or chosen.relative:
                continue
            if place.place_id and place.place_id == chosen.place_id and place.text != chosen.text:
                if fold_word(place.text) != fold_word(chosen.text):
                    found.append(f"The text also spells {chosen.text} as {place.text}.")
            elif spelled_alike(place, chosen) and fold_word(place.text) != fold_word(chosen.text):
                found.append(f"The text also spells {chosen.text} as {place.text}.")
            elif (
                place.precision == "governorate"
                and chosen.precision != "governorate"
                and place.governorate != chosen.governorate
            ):
                found.append(
                    f"The text places {chosen.text} in {chosen.governorate} and also in {place.governorate}."
                )
    return list(dict.fromkeys(found))


def left_out(document: Document, stretches: Iterable[Stretch]) -> list[str]:
    """Why stretches with event words gave no incident, as sentences with the words."""
    found = []
    for stretch in stretches:
        if stretch.reason is not None:
            start, end = document.span(stretch.event.first, stretch.event.last)
            found.append(f"{REASONS[stretch.reason]}: “{document.text[start:end]}”, left out.")
    return list(dict.fromkeys(found))


def fold_warnings(document: Document, group: Group) -> list[str]:
    """Where an undated text tells other numbers for what was taken as one incident, as a sentence."""
    if document.published is not None or group.when is not None:
        return []
    killed = _numbers(stretch.casualties.killed for stretch in group.stretches)
    wounded = _numbers(stretch.casualties.injured for stretch in group.stretches)
    return [
        f"The text has no date and gives {' and '.join(map(str, numbers))} {what} for what was taken as one "
        "incident; it may be several."
        for what, numbers in (("killed", killed), ("wounded", wounded))
        if len(numbers) > 1
    ]


def _numbers(counts: Iterable[Count | None]) -> list[int]:
    return sorted({count.value for count in counts if count is not None and count.value is not None})
