"""The values that the gazetteer takes and gives: places, candidates, resolutions, mentions.

All are frozen. Coordinates are degrees WGS 84; distances and radii are km.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from gazetteer.errors import InvalidPlace


class Precision(StrEnum):
    """How closely an answer fixes a spot, finest first; one scale for the whole product."""

    EXACT = "exact"
    """A stated point or a named facility, under 1 km."""
    SETTLEMENT = "settlement"
    """A named town, village or neighbourhood; the radius is its extent, 1 to 5 km."""
    NEAR = "near"
    """Near, outside, south of, between; or a landscape such as a wadi: 5 to 25 km."""
    DISTRICT = "district"
    """Only the district or sub-district is known; the radius covers its area."""
    GOVERNORATE = "governorate"
    """Only the governorate is known; the radius covers its area."""
    COUNTRY = "country"
    """Only that it lies in Iraq."""
    UNRESOLVED = "unresolved"
    """No match, or a tie: listed, never mapped."""


class Status(StrEnum):
    """What became of a query."""

    RESOLVED = "resolved"
    """One place stands clear of its rivals."""
    AMBIGUOUS = "ambiguous"
    """Several places fit; they are the candidates."""
    UNRESOLVED = "unresolved"
    """Nothing fits well enough to name."""


KIND_PRECISION: dict[str, Precision] = {
    "country": Precision.COUNTRY,
    "governorate": Precision.GOVERNORATE,
    "district": Precision.DISTRICT,
    "sub_district": Precision.DISTRICT,
    "city": Precision.SETTLEMENT,
    "town": Precision.SETTLEMENT,
    "village": Precision.SETTLEMENT,
    "neighbourhood": Precision.SETTLEMENT,
    "camp": Precision.SETTLEMENT,
    "base": Precision.SETTLEMENT,
    "airport": Precision.SETTLEMENT,
    "field": Precision.NEAR,
    "refinery": Precision.EXACT,
    "dam": Precision.EXACT,
    "bridge": Precision.EXACT,
    "crossing": Precision.EXACT,
    "facility": Precision.EXACT,
    "square": Precision.EXACT,
    "wadi": Precision.NEAR,
    "mountain": Precision.NEAR,
    "desert": Precision.NEAR,
    "area": Precision.NEAR,
    "island": Precision.NEAR,
    "lake": Precision.NEAR,
    "river": Precision.NEAR,
    "road": Precision.NEAR,
}
"""Kind of place -> the precision of an answer that names just that place."""

MAX_LATITUDE = 90.0
MAX_LONGITUDE = 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of the gazetteer.

    Raises:
        InvalidPlace: no name, an unknown kind, a negative radius, or coordinates off the globe.
    """

    place_id: str
    """Stable over rebuilds, with the layer as prefix: ``iq:kirkuk``, ``gn:98463``, ``wof:1344178513``."""
    name: str
    """Standard Latin name."""
    name_ar: str = ""
    """Arabic name; empty where none is known."""
    name_ckb: str = ""
    """Sorani name; empty where none is in use."""
    names: tuple[str, ...] = ()
    """All further spellings, exonyms and former names, in any script."""
    kind: str
    """A key of KIND_PRECISION."""
    latitude: float
    """Of the label point; degrees WGS 84, north positive."""
    longitude: float
    """Of the label point; degrees WGS 84, east positive."""
    radius_km: float = 0.0
    """Of a circle about the label point that covers the place."""
    governorate: str = ""
    """Standard Latin name of the governorate, as in gazetteer/data; empty for the country."""
    district: str = ""
    """Standard Latin name of the district; empty where unknown or wider."""
    prior: float = 0.0
    """How likely a report means this place, 0 to 1; only ranks, never decides alone."""
    source: str = ""
    """Where the row comes from, by a key of gazetteer/data/SOURCES.md."""
    codes: tuple[tuple[str, str], ...] = ()
    """Published codes as (scheme, code): ``("iso3166-2", "IQ-KI")``, ``("geonames", "94787")``."""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidPlace(f"place {self.place_id!r} has no name")
        if self.kind not in KIND_PRECISION:
            raise InvalidPlace(
                f"place {self.place_id!r}: kind {self.kind!r} is none of {', '.join(KIND_PRECISION)}"
            )
        # Written as "not within" so that NaN is refused too.
        if not (abs(self.latitude) <= MAX_LATITUDE and abs(self.longitude) <= MAX_LONGITUDE):
            raise InvalidPlace(
                f"place {self.place_id!r}: ({self.latitude}, {self.longitude}) is off the globe; "
                "latitude is -90 to 90, longitude -180 to 180"
            )
        if not (self.radius_km >= 0 and math.isfinite(self.radius_km)):
            raise InvalidPlace(f"place {self.place_id!r}: radius_km {self.radius_km} is not >= 0")

    @property
    def precision(self) -> Precision:
        """Of an answer that names just this place."""
        return KIND_PRECISION[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that may be meant, with how well it fits."""

    place: Place
    score: float
    """0 to 1, higher fits better; 1 is an exact name with nothing against it."""
    matched_name: str
    """The spelling in the gazetteer that the query met."""
    rule: str
    """Name of the matching rule: ``exact``, ``folded``, ``skeleton``, ``tokens``, ``edit`` ..."""
    reasons: tuple[str, ...] = ()
    """What spoke for it and against it, in words a user understands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The answer to one query."""

    query: str
    status: Status
    place: Place | None
    """Set only where status is resolved."""
    candidates: tuple[Candidate, ...] = ()
    """Best first, at most ``limit``; the resolved place is the first."""
    precision: Precision = Precision.UNRESOLVED
    latitude: float | None = None
    """Of the answer: the place's own, or of a relative phrase the shifted point."""
    longitude: float | None = None
    radius_km: float | None = None
    """Of the circle that holds the answer; None where unresolved."""
    reasons: tuple[str, ...] = ()
    """Which name matched, by which rule, and what spoke against it."""
    country: str = "Iraq"
    """``Iraq``, or the name of the foreign country that the query is recognised to lie in."""
    governorate: str = ""
    """Of the answer where it is not (only) the place's own: of a point looked up backwards, of a
    relative phrase, or of a name that no place bears but whose governorate the text states."""
    district: str = ""
    """The same for the district."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place named in a running text."""

    start: int
    """Offset of the first code point of the name, kind word and clitics outside."""
    end: int
    """Offset behind the last code point."""
    text: str
    """``document[start:end]``, as written."""
    resolution: Resolution
    kind_word: str = ""
    """The kind word before the name as a kind (``district`` for قضاء); empty where none stands."""
    doubt: str = ""
    """Why this may be no place (a person, a unit, an ordinary word); empty where nothing says so."""
