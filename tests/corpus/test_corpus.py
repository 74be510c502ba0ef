"""The labelled texts are well formed: a slip in a label would silently move every figure measured on them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mapapp.incidents import EVENT_TYPES, DatePrecision, GeoPrecision

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.jsonl"))
GOVERNORATES = frozenset([
    "Al-Anbar", "Babil", "Baghdad", "Basra", "Dhi Qar", "Diyala", "Duhok", "Erbil", "Halabja", "Karbala",
    "Kirkuk", "Maysan", "Muthanna", "Najaf", "Nineveh", "Al-Qadisiyah", "Salah al-Din", "Sulaymaniyah",
    "Wasit",
])  # fmt: skip
COUNTRY_WIDE = GeoPrecision.COUNTRY
TEXT_KEYS = {"id", "lang", "kind", "published", "text", "incidents", "places", "why"}
INCIDENT_KEYS = {
    "event_type", "sub_event_type", "event_date", "event_date_end", "date_precision", "date_stated",
    "location", "location_as_written", "admin1", "latitude", "longitude", "tolerance_km",
    "geo_precision", "fatalities", "fatalities_low", "fatalities_high", "injuries", "actor1",
}  # fmt: skip
LATITUDES_OF_IRAQ = (29.0, 37.5)
LONGITUDES_OF_IRAQ = (38.7, 48.7)
LONGEST_RANGE_DAYS = {DatePrecision.DAY: 1, DatePrecision.WEEK: 10, DatePrecision.MONTH: 31}


def read(path: Path) -> list[dict[str, Any]]:
    """The labelled texts of one file, in its order."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


TEXTS = [(path.name, text) for path in FILES for text in read(path)]
INCIDENTS = [(text, incident) for _, text in TEXTS for incident in text["incidents"]]


def label_of(value: object) -> str:
    """Test id: the id of the text, so that a failure names its line."""
    return str(value["id"]) if isinstance(value, dict) and "id" in value else ""


def is_in_iraq(latitude: float, longitude: float) -> bool:
    """Whether the point lies in the bounding box of Iraq, in degrees."""
    return (
        LATITUDES_OF_IRAQ[0] <= latitude <= LATITUDES_OF_IRAQ[1]
        and LONGITUDES_OF_IRAQ[0] <= longitude <= LONGITUDES_OF_IRAQ[1]
    )


def test_six_files_of_two_sets_and_three_languages() -> None:
    """A development file and a held file stand for each language."""
    names = {path.name for path in FILES}
    assert names == {f"{part}-{lang}.jsonl" for part in ("dev", "held") for lang in ("ar", "en", "ckb")}


def test_ids_are_unique_over_all_files() -> None:
    """No text stands in the development set and in the held set at once."""
    ids = [text["id"] for _, text in TEXTS]
    assert len(ids) == len(set(ids))


def test_texts_are_unique_over_all_files() -> None:
    """A held text is not a development text under another id."""
    bodies = [text["text"] for _, text in TEXTS]
    assert len(bodies) == len(set(bodies))


@pytest.mark.parametrize(("name", "text"), TEXTS, ids=label_of)
def test_text_has_the_keys_and_kinds_of_the_format(name: str, text: dict[str, Any]) -> None:
    """Exactly the keys of README.md, the language of its file, a known kind and an ISO date."""
    assert set(text) == TEXT_KEYS
    assert name.endswith(f"-{text['lang']}.jsonl")
    assert text["kind"] in {"post", "news", "article"}
    assert date.fromisoformat(text["published"]).isoformat() == text["published"]
    assert text["text"].strip()


@pytest.mark.parametrize(("name", "text"), TEXTS, ids=label_of)
def test_text_without_incident_says_why(name: str, text: dict[str, Any]) -> None:
    """A reason stands exactly where no incident does."""
    assert bool(text["why"]) != bool(text["incidents"]), f"{name}: {text['id']}"


@pytest.mark.parametrize(("name", "text"), TEXTS, ids=label_of)
def test_place_offsets_cut_out_the_place(name: str, text: dict[str, Any]) -> None:
    """Offsets are code points, ordered and apart, and a place in Iraq has coordinates there."""
    behind = 0
    for place in text["places"]:
        assert text["text"][place["start"] : place["end"]] == place["text"] != "", name
        assert place["start"] >= behind
        behind = place["end"]
        if place["abroad"]:
            assert place["latitude"] is place["longitude"] is place["tolerance_km"] is None
        else:
            assert is_in_iraq(place["latitude"], place["longitude"])
            assert place["tolerance_km"] > 0


@pytest.mark.parametrize(("text", "incident"), INCIDENTS, ids=label_of)
def test_incident_has_known_keys_types_and_governorate(
    text: dict[str, Any], incident: dict[str, Any]
) -> None:
    """Types come from EVENT_TYPES, the governorate is standard, the point lies in Iraq."""
    assert set(incident) == INCIDENT_KEYS
    assert incident["sub_event_type"] in EVENT_TYPES[incident["event_type"]]
    assert incident["geo_precision"] in set(GeoPrecision)
    assert (incident["admin1"] in GOVERNORATES) != (incident["geo_precision"] == COUNTRY_WIDE)
    assert is_in_iraq(incident["latitude"], incident["longitude"])
    assert incident["tolerance_km"] > 0
    assert incident["location"]
    assert incident["location_as_written"] in text["text"]


@pytest.mark.parametrize(("text", "incident"), INCIDENTS, ids=label_of)
def test_incident_dates_are_iso_and_fit_their_precision(
    text: dict[str, Any], incident: dict[str, Any]
) -> None:
    """A range is as long as its precision allows and starts on or before the day of publication."""
    first = date.fromisoformat(incident["event_date"])
    last = date.fromisoformat(incident["event_date_end"] or incident["event_date"])
    precision = DatePrecision(incident["date_precision"])
    assert first <= last
    assert first <= date.fromisoformat(text["published"])
    assert (last - first).days < LONGEST_RANGE_DAYS.get(precision, 366)
    assert (incident["event_date_end"] is None) == (precision is DatePrecision.DAY)
    assert incident["date_stated"] or incident["event_date"] == text["published"]


@pytest.mark.parametrize(("text", "incident"), INCIDENTS, ids=label_of)
def test_incident_counts_are_consistent(text: dict[str, Any], incident: dict[str, Any]) -> None:
    """Low <= stated <= high, all missing together but for an open upper end."""
    stated, low, high = (incident[key] for key in ("fatalities", "fatalities_low", "fatalities_high"))
    assert (stated is None) == (low is None), text["id"]
    assert stated is None or 0 <= low <= stated
    assert high is None or low <= stated <= high
    assert incident["injuries"] is None or incident["injuries"] >= 0
