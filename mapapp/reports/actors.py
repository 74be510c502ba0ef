"""Who did it and who was hit: the reviewed names of ``data/actors.csv``, ordered by the kind of event."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mapapp.reports.documents import Document
from mapapp.reports.events import actor_kinds
from mapapp.reports.lexicon import Hit

_FIRST_KINDS: Final[dict[str, tuple[str, ...]]] = {
    "Air/drone strike": ("FOREIGN", "FORCES", "GROUP", "ISIS"),
    "Shelling/artillery/missile attack": ("FOREIGN", "GROUP", "ISIS", "FORCES"),
    "Armed clash": ("ISIS", "GROUP", "TRIBE", "FOREIGN", "FORCES"),
    "Arrests": ("FORCES",),
    "Disrupted weapons use": ("FORCES", "FOREIGN"),
    "Other": ("FORCES", "FOREIGN"),
    "Peaceful protest": ("PROTESTERS",),
    "Protest with intervention": ("PROTESTERS",),
    "Excessive force against protesters": ("FORCES",),
    "Violent demonstration": ("PROTESTERS",),
}
"""Sub type -> kinds of actor that do it, likeliest first; for all others armed groups, and forces are hit."""
_ARMED: Final = ("ISIS", "GROUP", "TRIBE", "FOREIGN")
_UNKNOWN: Final = "Unidentified armed group"


def actors_in(
    document: Document, stretches: Iterable[tuple[int, int]], event_type: str, sub_type: str
) -> tuple[Hit | None, Hit | None]:
    """The one who acts and the other side, as hits of the actor list; None where not named."""
    if event_type == "Accident":
        return None, None
    kinds = actor_kinds()
    named: dict[str, Hit] = {}
    for first, last in stretches:
        for hit in document.between(first, last, "actor"):
            if kinds.get(hit.concept) != "REPORTER":
                named.setdefault(hit.concept, hit)
    if len(named) > 1 and any(kinds.get(name) in {"ISIS", "FOREIGN"} for name in named):
        named.pop(_UNKNOWN, None)
    order = _FIRST_KINDS.get(sub_type, _ARMED)
    ranked = sorted(
        named.values(),
        key=lambda hit: (
            order.index(kinds[hit.concept]) if kinds.get(hit.concept) in order else len(order),
            hit.first,
        ),
    )
    if not ranked or kinds.get(ranked[0].concept) not in order:
        return None, ranked[0] if ranked else None
    return ranked[0], ranked[1] if len(ranked) > 1 else None
