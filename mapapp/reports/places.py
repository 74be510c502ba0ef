"""Where: the places that a report names, as the gazetteer finds them, and which of them an event gets.

The finest place named with an event wins; a governorate only helps to choose. What stands behind a kind
word («قرية», "village") but is in no gazetteer keeps its words, and the event falls back to the governorate
that is named with it. A place that only says whose an office is («شرطة كركوك») is weaker than any other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mapapp.reports.anaphors import anaphors_of, standing_for
from mapapp.reports.capitals import in_capital, meant_as_capital, seats_of, with_capital
from mapapp.reports.documents import Document
from mapapp.reports.events import NAMES
from mapapp.reports.place_claims import as_told
from mapapp.reports.place_offices import is_dateline, is_office, is_office_doubt, of_office
from mapapp.reports.place_relations import LONG_ROAD_RANK, mark_anchors, told_finest, within_others
from mapapp.reports.routes import mark_routes
from mapapp.reports.values import PlaceMention

if TYPE_CHECKING:
    from gazetteer import Gazetteer, Mention, Place, Resolution

RELATIVE_RANK: Final = 3.5
"""Of "near" and "south of" without their place: coarser than a district, finer than a governorate."""
LANDSCAPE_KM: Final = 20.0
"""A landscape with so large a radius may lie in several governorates: the one that the text names counts."""
CAPITAL_RANK: Final = 3.2
"""Of a city that bears its governorate's name: mostly said to tell where a district or village lies."""
WIDE_KM: Final = 90.0
WIDE_RANK: Final = 4.5
"""A landscape or region with so large a radius is wider than a governorate."""
FINENESS: Final[dict[str, float]] = {
    "exact": 0,
    "settlement": 1,
    "near": 2,
    "district": 3,
    "governorate": 4,
    "country": 5,
}
"""Precision -> rank; lower is finer."""
WRITTEN_SCORE: Final = 0.96
"""Score of a candidate whose very name was written; below it the name only sounds like the candidate's."""
LEAST_SCORE: Final = 0.85
"""Score below which a candidate is another place: «جسر الجامعة» in Tikrit is no university."""
TIE_SCORE: Final = 0.05
"""Candidates that score so little below the first are its rivals."""


@dataclass(frozen=True, slots=True)
class Located:
    """A place mention with its tokens and what became of it."""

    first: int
    last: int
    phrase_first: int
    """Of the kind word or relation before the name, where one belongs to it."""
    text: str
    start: int
    end: int
    name: str
    """Standard name; "" where the gazetteer knows none or can't choose."""
    place_id: str
    governorate: str
    district: str
    precision: str
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    country: str
    office: bool
    """Whether it only says whose an office, a unit or a person is."""
    doubt: str
    relative: bool
    """Whether the words say "near" or "south of": another place named is where it was."""
    rank: float = RELATIVE_RANK
    """Of a relative place, by the place it is told from."""
    kind: str = ""
    """Kind that a word beside the name says: "village", "district"; "" without one."""
    route: bool = False
    """Whether somebody was only on the way to it or from it."""
    anaphor: bool = False
    """Whether it only stands for a place named before: «في الناحية»."""
    inside: Located | None = None
    """Of a place that is in no gazetteer: the one named with it that it lies in."""

    @property
    def iraqi(self) -> bool:
        """Whether it is resolved to a place in Iraq finer than the country."""
        return self.precision not in {"country", "unresolved"} and self.country == "Iraq"

    @property
    def abroad(self) -> bool:
        """Whether the gazetteer recognises it as a place in another country."""
        return self.country not in {"", "Iraq"}

    @property
    def sure(self) -> bool:
        """Whether it is a place beyond doubt: no office, no end of a route, no doubtful word."""
        return not self.office and not self.route and not self.doubt

    @property
    def fineness(self) -> tuple[float, float]:
        """Sorts the finest first; a city that bears its governorate's name is coarser than any spot."""
        rank = FINENESS.get(self.precision, 9.0)
        if self.relative:
            return self.rank, self.radius_km or 0.0
        if self.precision == "near" and (self.radius_km or 0.0) > WIDE_KM:
            return WIDE_RANK, self.radius_km or 0.0
        if self.precision == "settlement" and self.name == self.governorate:
            return CAPITAL_RANK, self.radius_km or 0.0
        return rank, self.radius_km or 0.0

    def as_mention(self) -> PlaceMention:
        """For the list of mentions of an extraction; one in no gazetteer has the point of what it lies in."""
        spot = self.inside or self
        return PlaceMention(
            start=self.start,
            end=self.end,
            text=self.text,
            name=self.name,
            governorate=self.governorate,
            latitude=spot.latitude,
            longitude=spot.longitude,
            precision=spot.precision,
            radius_km=spot.radius_km,
            country=self.country,
            doubt=self.doubt or self._not_the_scene(),
        )

    def _not_the_scene(self) -> str:
        """Why it is no place of an event though it is a place; "" where it may be one."""
        if self.route:
            return "where somebody or something went to or came from, not of an event"
        return "the place of an office, not of an event" if self.office else ""


def locate_all(document: Document, gazetteer: Gazetteer) -> tuple[Located, ...]:
    """Every place that the report names, in the order of the text, unlisted names included."""
    starts = [token.start for token in document.tokens]
    found: list[Located] = []
    for mention in gazetteer.find(document.text):
        located = _located(document, mention, starts)
        if located is not None:
            found.append(located)
    found.sort(key=lambda place: (place.first, -place.last))
    stand_ins = list(anaphors_of(document, found))
    for area, at in seats_of(document, found):
        stand_ins.append(standing_for(document, in_capital(gazetteer, area), at, at + 1))
    found = [
        in_capital(gazetteer, place) if meant_as_capital(document, place, found) else place for place in found
    ]
    found = sorted((*found, *stand_ins), key=lambda place: (place.first, -place.last))
    mark_routes(document, found)
    mark_anchors(document, found)
    for index, place in enumerate(found):
        found[index] = with_capital(gazetteer, within_others(document, place, found))
    return tuple(as_told(document, place, found) for place in told_finest(found))


def places_between(located: Sequence[Located], first: int, last: int) -> tuple[Located, ...]:
    """Those of ``located``, which are in the order of the text, that begin in a stretch of tokens."""
    low = bisect_left(located, first, key=lambda place: place.first)
    high = bisect_left(located, last, lo=low, key=lambda place: place.first)
    return tuple(located[low:high])


def _located(document: Document, mention: Mention, starts: Sequence[int]) -> Located | None:
    first = bisect_left(starts, mention.start)
    if first == len(starts) or starts[first] > mention.start:
        first = max(0, first - 1)
    last = max(first + 1, bisect_left(starts, mention.end))
    if not document.tokens:
        return None
    answer = _answer(mention.resolution)
    if _is_event_word(document, first, last, mention):
        return None
    long_road = _is_long(mention.resolution.place, "road")
    return Located(
        first=first,
        last=last,
        phrase_first=first - (mention.kind_word != "" and document.at(first - 1, "kind") is not None),
        text=mention.text,
        start=mention.start,
        end=mention.end,
        name=answer.name,
        place_id=answer.place_id,
        governorate=answer.governorate,
        district=answer.district,
        precision=answer.precision,
        latitude=answer.latitude,
        longitude=answer.longitude,
        radius_km=answer.radius_km,
        country=mention.resolution.country,
        office=of_office(document, first, mention.start)
        or is_office(document, first, last, mention.doubt)
        or is_dateline(document, first, last),
        doubt="" if is_office_doubt(mention.doubt) else mention.doubt,
        relative=long_road or (document.at(first, "relation") is not None and last - first > 1),
        rank=LONG_ROAD_RANK if long_road else RELATIVE_RANK,
        kind=mention.kind_word,
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    name: str
    place_id: str
    governorate: str
    district: str
    precision: str
    latitude: float | None
    longitude: float | None
    radius_km: float | None


def _answer(resolution: Resolution) -> _Answer:
    """What a resolution fixes; rivals of one governorate still fix the governorate."""
    place = resolution.place
    if place is None and resolution.latitude is None:
        place = _common_area(resolution)
        if place is not None:
            return _Answer(
                place.name,
                place.place_id,
                place.governorate,
                place.district,
                place.precision.value,
                place.latitude,
                place.longitude,
                place.radius_km,
            )
    seat = _seat(resolution)
    # «118 كم غرب بغداد» is in another governorate than the place that it is told by.
    told_in = resolution.governorate or ("" if place is None else place.governorate)
    beside = place is not None and told_in == place.governorate
    return _Answer(
        "" if place is None else place.name,
        "" if place is None else place.place_id,
        told_in,
        place.district if beside and place is not None else resolution.district,
        _precision_of(resolution),
        resolution.latitude if seat is None else seat.latitude,
        resolution.longitude if seat is None else seat.longitude,
        resolution.radius_km,
    )


def _precision_of(resolution: Resolution) -> str:
    """The precision of an answer; of a river or a long road only a stretch is meant, nobody knows which."""
    place = resolution.place
    if place is None or not _is_long(place, "river", "road"):
        return resolution.precision.value
    if place.kind == "river" and place.radius_km > WIDE_KM:
        return "country"
    return "governorate"


def _is_long(place: Place | None, *kinds: str) -> bool:
    """Whether a place is a landscape of one of the kinds that runs through more than one district."""
    return place is not None and place.kind in kinds and place.radius_km >= LANDSCAPE_KM


def _seat(resolution: Resolution) -> Place | None:
    """The town of a district: people live there, while the middle of the district is often desert."""
    place = resolution.place
    if place is None or place.kind != "district":
        return None
    towns = (candidate.place for candidate in resolution.candidates)
    return next(
        (
            town
            for town in towns
            if town.name == place.name
            and town.governorate == place.governorate
            and town.kind in {"city", "town"}
        ),
        None,
    )


def _common_area(resolution: Resolution) -> Place | None:
    """The widest of equally good rivals that lie inside one another: بغداد, the city or the governorate."""
    if not resolution.candidates:
        return None
    top = resolution.candidates[0].score
    rivals = [c.place for c in resolution.candidates if c.score >= top - TIE_SCORE]
    if (
        top < LEAST_SCORE
        or len({place.governorate for place in rivals}) != 1
        or rivals[0].name != rivals[-1].name
    ):
        return None
    loose = len(rivals) == 1 or top < WRITTEN_SCORE
    if loose and resolution.governorate != rivals[0].governorate:
        # «مثلث الموت» is not Mawat: what fits only loosely the text must put there.
        return None
    if resolution.governorate not in {"", rivals[0].governorate}:
        # The text puts it in another governorate: a namesake that the gazetteer doesn't have.
        return None
    return max(rivals, key=lambda place: FINENESS[place.precision.value])


def _is_event_word(document: Document, first: int, last: int, mention: Mention) -> bool:
    """Whether the name is rather part of an event or actor: «رمانة يدوية», «طيران التحالف»."""
    for at in range(max(0, first - 2), first + 1):
        for hit in document.by_first.get(at, ()):
            if hit.family not in {"event", "actor"} or hit.last < last or hit.concept in NAMES:
                continue
            longer = hit.last - hit.first > last - first
            if longer or not (mention.kind_word or document.at(first - 1, "locative")):
                return True
    return False
