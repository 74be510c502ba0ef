"""Coordinates in texts: every notation is found and goes, and what only looks like one stays."""

from __future__ import annotations

import re

import pytest

from mapapp.mapping.grids import degrees_of_mgrs, degrees_of_plus_code, degrees_of_utm
from mapapp.mapping.written_places import GAP_SIGN, IRAQ, without_places, written_places

PLACE = (33.348, 43.776)
"""A spot in Falluja, as the notations below tell it."""
WRITTEN = (
    "33.348, 43.776",
    "33.35 43.78",
    "43.776/33.348",
    "33,348; 43,776",
    "٣٣٫٣٤٨ ، ٤٣٫٧٧٦",
    "٣٣.٣٥، ٤٣.٧٨",
    "۳۳٫۳۴۸ و ۴۳٫۷۷۶",
    "\uff13\uff13.\uff13\uff14\uff18, \uff14\uff13.\uff17\uff17\uff16",
    "33.3\u200f48\u200f, \u200f43.776",
    "33.348°N 43.776°E",
    "N 33.348 E 43.776",
    "lat=33.348&lon=43.776",
    "latitude: 33.348, longitude: 43.776",
    "خط العرض 33.348 خط الطول 43.776",
    "33.348 شمالا 43.776 شرقا",
    "33.348%2C43.776",
    "!3d33.348!4d43.776",
    "33°20'N 43°46'E",
    "33°20'53\"N 43°46'34\"E",
    "33º 20.88' N, 43º 46.56' E",
    "33° 20′ 53″ 43° 46′ 34″",
    "٣٣° ٢٠' ٥٣\" شمالا ٤٣° ٤٦' ٣٤\" شرقا",
    "33 درجة و 20 دقيقة شمالا، 43 درجة و 46 دقيقة شرقا",
    "33 deg 20 min N 43 deg 46 min E",
    "33 20 53 N 43 46 34 E",
    "N33-20-53 E043-46-34",
    "332053N 0434634E",
    "3320N04346E",
    "38S LB 86106 90536",
    "38SLB8610690536",
    "38s lb 861 905",
    "LB 8610 9053",
    "LB861905",
    "38S 386106 3690536",
    "386106E 3690536N",
    "8H558QXG+6C",
    "8QXG+6C",
)


@pytest.mark.parametrize("notation", WRITTEN)
def test_every_notation_is_read_to_its_place(notation: str) -> None:
    told = written_places(f"Found {notation} at night")

    assert any(
        abs(latitude - PLACE[0]) <= one.slack and abs(longitude - PLACE[1]) <= one.slack
        for one in told
        if one.is_whole
        for latitude, longitude in one.points
    )


@pytest.mark.parametrize("notation", WRITTEN)
def test_every_notation_goes_and_the_words_around_it_stay(notation: str) -> None:
    rest = without_places(f"Found [{notation}] at night", IRAQ)

    assert GAP_SIGN in rest
    assert rest.startswith("Found [")
    assert rest.endswith("] at night")
    assert not re.search(r"\d\d", rest)


@pytest.mark.parametrize(
    "hidden",
    [
        "https://maps.app.goo.gl/Ab3dEf",
        "https://www.google.com/maps/place/Falluja",
        "https://www.openstreetmap.org/way/1234",
        "geo:33.3,43.8",
        "///filled.count.soap",
        "geohash: sv8wrqfm",
        "33.34812",
    ],
)
def test_what_only_a_service_reads_and_half_a_place_go_too(hidden: str) -> None:
    assert without_places(f"see {hidden} there", IRAQ) == f"see {GAP_SIGN} there"


@pytest.mark.parametrize(
    "kept",
    [
        "On 2021-02-22 at 33 minutes past 4, 12 were killed and 44 hurt",
        "33.34 percent of 43.78 million",
        "an AK 47 and 120 rounds of 7.62, M16 2020",
        "33.3, 43.8",
        "51.5074, -0.1278",
        "from 10:20:30 to 11:20:30, rooms 33-20-53",
        "call 07701234567 or 0780 123 4567",
        "1.250.000 dinars, 33,348 people of 43,776,000",
        "https://example.org/news/2021/02/33348/43776",
        "the C++ and A+B of 2021-2022",
        "قتل ٣٣ وأصيب ٤٣ في ٢٢/٢/٢٠٢١ الساعة ٣٣:٢٠",
    ],
)
def test_other_numbers_stay(kept: str) -> None:
    assert without_places(kept, IRAQ) == kept


def test_two_fine_numbers_far_apart_are_one_place() -> None:
    text = "at 33.348 on the road by the river, and 43.776 told the other"

    assert (
        without_places(text, IRAQ) == f"at {GAP_SIGN} on the road by the river, and {GAP_SIGN} told the other"
    )


def test_grids_agree_with_published_examples() -> None:
    """NGA's GeoTrans for MGRS; UTM of the same spot; the Open Location Code test data's first pair."""
    spot = degrees_of_mgrs(38, "MB", "1234567890", 36.0)
    assert spot == pytest.approx((33.146222, 44.060138), abs=1e-5)
    assert degrees_of_utm(38, 412345.5, 3667890.5) == pytest.approx(spot, abs=1e-9)
    assert degrees_of_plus_code("7FG49QCJ2V") == pytest.approx((20.3700625, 2.7821875), abs=1e-4)


def test_a_square_that_its_zone_lacks_is_none() -> None:
    assert degrees_of_mgrs(38, "AB", "12345678", 36.0) is None
