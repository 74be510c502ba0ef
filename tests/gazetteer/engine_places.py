"""A small made-up table that the tests of the engine build gazetteers from."""

from __future__ import annotations

from gazetteer.building import Assembled
from gazetteer.index import Parser, build_index, index_names
from gazetteer.places import Place
from gazetteer.resolver import Gazetteer


def place(place_id: str, name: str, kind: str = "town", **columns: object) -> Place:
    """A place with what a test does not care about filled in."""
    values: dict[str, object] = {
        "latitude": 33.0,
        "longitude": 44.0,
        "governorate": "Baghdad",
        "prior": 0.5,
    }
    return Place(place_id=place_id, name=name, kind=kind, **{**values, **columns})  # type: ignore[arg-type] # columns are free here


KIRKUK = place(
    "t:kirkuk", "Kirkuk", "governorate", name_ar="كركوك", latitude=35.3, longitude=44.1,
    governorate="Kirkuk", prior=0.9,
)  # fmt: skip
KIRKUK_DISTRICT = place(
    "t:kirkuk-district", "Kirkuk", "district", name_ar="كركوك", latitude=35.4, longitude=44.2,
    governorate="Kirkuk", district="Kirkuk", prior=0.6,
)  # fmt: skip
KIRKUK_CITY = place(
    "t:kirkuk-city", "Kirkuk", "city", name_ar="كركوك", name_ckb="کەرکووک", latitude=35.468,
    longitude=44.392, governorate="Kirkuk", district="Kirkuk", prior=1.0, radius_km=10.0,
)  # fmt: skip
DAQUQ = place(
    "t:daquq", "Daquq", name_ar="داقوق", names=("Tawuq",), latitude=35.139, longitude=44.449,
    governorate="Kirkuk", district="Daquq", prior=0.6,
)  # fmt: skip
BAGHDAD = place(
    "t:baghdad", "Baghdad", "governorate", name_ar="بغداد", latitude=33.3, longitude=44.4, prior=0.95
)
SALAM_BAGHDAD = place("t:salam-b", "Salam", "village", latitude=33.1, longitude=44.3, prior=0.02)
SALAM_KIRKUK = place(
    "t:salam-k", "Salam", "village", latitude=35.2, longitude=44.0, governorate="Kirkuk", prior=0.02
)
MUTHANNA = place(
    "t:muthanna", "Muthanna", "village", name_ar="المثنى", latitude=33.2, longitude=44.2, prior=0.02
)
PLACES = [
    KIRKUK, KIRKUK_DISTRICT, KIRKUK_CITY, DAQUQ, BAGHDAD, SALAM_BAGHDAD, SALAM_KIRKUK, MUTHANNA,
]  # fmt: skip

ABROAD = (("Amman", "عمّان"), ("Daraa", "درعا"))


def gazetteer_of(places: list[Place]) -> Gazetteer:
    """A gazetteer of just these places, with two towns abroad."""
    strangers = ((number, names, False) for number, names in enumerate(ABROAD))
    return Gazetteer(
        Assembled(
            places=places,
            index=build_index(places),
            foreign_index=index_names(strangers, Parser()),
            foreign_countries=("Jordan", "Syria"),
            foreign_strengths=(0.65, 0.5),
        )
    )
