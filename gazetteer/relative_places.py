"""Where a relative place lies: a point with a radius, from the places it is told by.

Each width comes from ``WIDTHS``; a shift follows the ellipsoid (:func:`gazetteer.distances.shifted`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gazetteer.distances import distance_km, shifted
from gazetteer.places import Precision, Resolution, Status

if TYPE_CHECKING:
    from gazetteer.places import Place
    from gazetteer.relations import Head
    from gazetteer.resolver import Gazetteer

WIDTHS = {
    # km unless said otherwise; a wider circle is surer to hold the spot but says less.
    # "30 km south-west": reporters round distance and wind; an eighth of the circle is +-22.5
    # degrees, whose sine is 0.38. Share of the distance.
    "offset_share": 0.4,
    "offset_least": 2.0,
    # "20 km from X" with no direction lies on a ring: the circle must hold it whole.
    "ring_extra": 2.0,
    # "south of X" with no distance: beyond the town's edge, within a short drive.
    "direction_beyond": 8.0,
    "direction_least": 8.0,
    # "south of the district of X" is its southern half: half a radius off, this share of the radius.
    "half_share": 0.6,
    "near_extra": 5.0,
    "outskirts_extra": 4.0,
    "belt_extra": 25.0,
    "centre_share": 1 / 3,
    # "between A and B", "on the road A - B": half the way, and this much about either end.
    "between_extra": 3.0,
    # A wider circle than this no longer says where in a governorate.
    "near_most": 50.0,
    # A point of interest without a radius still has some extent.
    "least_extent": 1.0,
}
AREA_KINDS = frozenset({"governorate", "district", "sub_district"})
"""Kinds of which "south of" means the southern part."""
WINDS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
"""Names of the eight winds, clockwise from north."""
WIND_DEGREES = 45


def wind_of(bearing: float) -> str:
    """The name of a direction.

    >>> wind_of(225)
    'south-west'
    """
    return WINDS[round(bearing / WIND_DEGREES) % len(WINDS)]


def relative_resolution(
    gazetteer: Gazetteer, query: str, head: Head, anchors: list[Resolution]
) -> Resolution:
    """The answer to a relative place.

    Args:
        gazetteer: Has the outlines.
        query: The phrase as written.
        head: The relation.
        anchors: What the names of the phrase were resolved to, one or two.
    """
    open_anchor = next((one for one in anchors if one.place is None), None)
    if open_anchor is not None:
        reason = f"told by {open_anchor.query!r}, which is {open_anchor.status.value}"
        return replace(open_anchor, query=query, reasons=(reason, *open_anchor.reasons))
    places = [anchor.place for anchor in anchors if anchor.place is not None]
    if len(places) == 2:
        latitude, longitude, radius, words = _between(head, places[0], places[1])
    else:
        latitude, longitude, radius, words = _about(gazetteer, head, places[0])
    return _answer(gazetteer, query, anchors, (latitude, longitude, radius), words, head)


def _answer(
    gazetteer: Gazetteer,
    query: str,
    anchors: list[Resolution],
    circle: tuple[float, float, float],
    words: str,
    head: Head,
) -> Resolution:
    latitude, longitude, radius = circle
    place = anchors[0].place
    # Loads shapely: only where an answer needs an outline.
    from gazetteer.areas import Areas

    governorate = Areas.of(gazetteer).governorate_of(latitude, longitude)
    if place is not None and place.governorate and head.distance_km is None:
        # Without a distance the point only stands for the circle: the name is the better evidence.
        governorate = place.governorate
    reasons = [words, *anchors[0].reasons]
    if not governorate:
        reasons.append("the point itself lies outside the outlines of Iraq")
    precision = Precision.NEAR if radius <= WIDTHS["near_most"] else Precision.GOVERNORATE
    if head.relation == "centre":
        precision = anchors[0].precision
    return Resolution(
        query=query,
        status=Status.RESOLVED,
        place=place,
        candidates=anchors[0].candidates,
        precision=precision,
        latitude=round(latitude, 5),
        longitude=round(longitude, 5),
        radius_km=round(radius, 1),
        reasons=tuple(reasons),
        governorate=governorate,
    )


def _between(head: Head, one: Place, other: Place) -> tuple[float, float, float, str]:
    way = distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
    latitude = (one.latitude + other.latitude) / 2
    longitude = (one.longitude + other.longitude) / 2
    radius = max(way / 2 + WIDTHS["between_extra"], WIDTHS["direction_least"])
    relation = "on the road from" if head.relation == "road" else "between"
    joiner = "to" if head.relation == "road" else "and"
    return latitude, longitude, radius, f"{relation} {one.name} {joiner} {other.name}, {way:.0f} km apart"


def _about(gazetteer: Gazetteer, head: Head, place: Place) -> tuple[float, float, float, str]:
    extent = max(place.radius_km, WIDTHS["least_extent"])
    latitude, longitude = place.latitude, place.longitude
    if head.relation == "offset" and head.distance_km is not None:
        return _offset(head.bearing, head.distance_km, place, extent)
    if head.relation == "direction" and head.bearing is not None:
        return _direction(gazetteer, head.bearing, place, extent)
    if head.relation == "centre":
        return latitude, longitude, extent * WIDTHS["centre_share"], f"the centre of {place.name}"
    extra = {"outskirts": "outskirts_extra", "belt": "belt_extra"}.get(head.relation, "near_extra")
    words = {"outskirts": "the outskirts of", "belt": "the belt around", "road": "a road at"}
    return (
        latitude,
        longitude,
        extent + WIDTHS[extra],
        f"{words.get(head.relation, 'near')} {place.name}",
    )


def _offset(
    bearing: float | None, distance: float, place: Place, extent: float
) -> tuple[float, float, float, str]:
    if bearing is None:
        radius = distance + WIDTHS["ring_extra"]
        words = f"{distance:.3g} km from {place.name}, in no stated direction"
        return place.latitude, place.longitude, radius, words
    latitude, longitude = shifted(place.latitude, place.longitude, bearing, distance)
    radius = max(WIDTHS["offset_share"] * distance, WIDTHS["offset_least"], min(extent, distance))
    return latitude, longitude, radius, f"{distance:.3g} km {wind_of(bearing)} of {place.name}"


def _direction(
    gazetteer: Gazetteer, bearing: float, place: Place, extent: float
) -> tuple[float, float, float, str]:
    wind = wind_of(bearing)
    if place.kind == "governorate":
        from gazetteer.areas import Areas

        part = Areas.of(gazetteer).part_of(place.name, bearing)
        if part is not None:
            return *part, f"the {wind} of {place.name} governorate, by its outline"
    if place.kind in AREA_KINDS:
        latitude, longitude = shifted(place.latitude, place.longitude, bearing, extent / 2)
        radius = max(extent * WIDTHS["half_share"], WIDTHS["direction_least"])
        return latitude, longitude, radius, f"the {wind} of {place.name} {place.kind.replace('_', '-')}"
    away = extent + WIDTHS["direction_beyond"]
    latitude, longitude = shifted(place.latitude, place.longitude, bearing, away)
    radius = max(away, WIDTHS["direction_least"])
    return latitude, longitude, radius, f"{wind} of {place.name}, at no stated distance"
