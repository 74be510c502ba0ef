"""The three plain answers: a place that stands clear, several that may be meant, and nothing."""

from __future__ import annotations

from gazetteer.making import maker_of
from gazetteer.places import KIND_PRECISION, Candidate, Place, Precision, Resolution, Status

DEFAULT_RADIUS_KM: dict[str, float] = {
    "country": 500.0, "governorate": 80.0, "district": 25.0, "sub_district": 12.0, "city": 5.0,
    "town": 3.0, "village": 1.5, "neighbourhood": 1.5, "camp": 1.5, "base": 3.0, "airport": 3.0,
    "field": 8.0, "refinery": 1.0, "dam": 1.0, "bridge": 0.5, "crossing": 1.0, "facility": 1.0,
    "square": 0.5, "wadi": 15.0, "mountain": 15.0, "desert": 25.0, "area": 10.0, "island": 5.0,
    "lake": 10.0, "river": 25.0, "road": 25.0,
}  # fmt: skip
"""Radius in km of a place whose own extent is not known."""


IRAQ = "Iraq"
"""Home, as Resolution.country has it."""
_RESOLUTION = maker_of(Resolution)


def nothing(text: str, reason: str, *, country: str = IRAQ) -> Resolution:
    """The answer that no place is meant, and why."""
    return _RESOLUTION(
        text, Status.UNRESOLVED, None, (), Precision.UNRESOLVED, None, None, None, (reason,), country, "", ""
    )


def ambiguous(text: str, candidates: tuple[Candidate, ...], reasons: tuple[str, ...]) -> Resolution:
    """The answer that several places may be meant, or one in doubt."""
    return _RESOLUTION(
        text,
        Status.AMBIGUOUS,
        None,
        candidates,
        Precision.UNRESOLVED,
        None,
        None,
        None,
        reasons,
        IRAQ,
        "",
        "",
    )


def resolved(
    text: str, place: Place, candidates: tuple[Candidate, ...], reasons: tuple[str, ...]
) -> Resolution:
    """The answer that one place is meant."""
    return _RESOLUTION(
        text,
        Status.RESOLVED,
        place,
        candidates,
        KIND_PRECISION[place.kind],
        place.latitude,
        place.longitude,
        place.radius_km or DEFAULT_RADIUS_KM[place.kind],
        reasons,
        IRAQ,
        "",
        "",
    )
