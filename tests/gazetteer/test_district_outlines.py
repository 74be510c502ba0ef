"""Outlines of imported districts go by the standard names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely

from gazetteer import Place
from gazetteer.areas import Areas
from gazetteer.district_outlines import imported_outlines
from gazetteer.outlines import Outline
from gazetteer.storage import Stored, write_store


def district(place_id: str, name: str, latitude: float, longitude: float) -> Place:
    """A district of a made-up governorate."""
    return Place(
        place_id=place_id,
        name=name,
        kind="district",
        latitude=latitude,
        longitude=longitude,
        governorate="One",
        district=name,
    )


STANDARD = [district("iq:a", "Hawija", 30.5, 40.5), district("iq:b", "Daquq", 30.5, 41.5)]


def write(path: Path, imported: Place) -> Path:
    """A gazetteer file with one imported district and its outline, one degree by one."""
    west, south = int(imported.longitude), int(imported.latitude)
    outline = shapely.to_geojson(shapely.box(west, south, west + 1, south + 1))
    write_store(
        path,
        Stored(
            layers={"wof": (imported,)},
            outlines={imported.place_id: json.dumps(json.loads(outline))},
        ),
        {},
    )
    return path


@pytest.mark.parametrize("name", ["Al-Hawijah", "Qadha 17"])
def test_an_imported_district_takes_the_name_of_the_one_inside_it(tmp_path: Path, name: str) -> None:
    """By a shared name, or because only one standard district lies inside."""
    path = write(tmp_path / "one.db", district("wof:1", name, 30.4, 40.4))
    assert [outline.name for outline in imported_outlines(path, STANDARD)] == ["Hawija"]


def test_a_district_that_no_standard_one_lies_in_keeps_its_name(tmp_path: Path) -> None:
    path = write(tmp_path / "one.db", district("wof:1", "Elsewhere", 33.4, 43.4))
    assert [outline.name for outline in imported_outlines(path, STANDARD)] == ["Elsewhere"]


def test_the_outline_decides_over_a_nearer_seat(tmp_path: Path) -> None:
    path = write(tmp_path / "one.db", district("wof:1", "Al-Hawijah", 30.4, 40.4))
    governorates = [Outline("One", shapely.box(40, 30, 42, 31))]
    areas = Areas(STANDARD, governorates, imported_outlines(path, STANDARD))
    assert areas.district_of(30.9, 40.99) == ("Hawija", "district Hawija: its outline holds the point")
    assert areas.district_of(30.9, 41.01)[0] == "Daquq"
