"""Packed frames: what goes in comes out, small, and always as the same bytes."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapapp.errors import SnapshotError
from mapapp.incidents import COLUMNS, TEXT_COLUMNS, conform, empty_frame
from mapapp.mapping.packing import BLOCK_ROWS, pack
from mapapp.mapping.reading import unpack

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
DAYS = st.none() | st.dates(
    min_value=pd.Timestamp("1900-01-01").date(), max_value=pd.Timestamp("2100-01-01").date()
)
COUNTS = st.none() | st.integers(0, 10**6)


@st.composite
def frames(draw: st.DrawFn) -> pd.DataFrame:
    rows = draw(st.integers(0, 12))
    texts = {
        column: draw(st.lists(TEXTS, min_size=rows, max_size=rows))
        for column in ("event_id", "event_type", "admin1", "notes", "location", "evidence")
    }
    return conform(
        pd.DataFrame(
            {
                **texts,
                "event_date": draw(st.lists(DAYS, min_size=rows, max_size=rows)),
                "latitude": draw(
                    st.lists(st.none() | st.integers(-9000000, 9000000), min_size=rows, max_size=rows)
                ),
                "fatalities": draw(st.lists(COUNTS, min_size=rows, max_size=rows)),
            }
        ).assign(latitude=lambda frame: pd.to_numeric(frame["latitude"]) / 1e5)
    )


@given(frames())
@settings(max_examples=60, deadline=None)
def test_any_frame_comes_back_sorted_by_day(frame: pd.DataFrame) -> None:
    packed = pack(frame, {"title": "t"})
    about, back, _ = unpack(packed.content)

    expected = frame.iloc[packed.order].reset_index(drop=True)
    assert about == {"title": "t"}
    pd.testing.assert_frame_equal(back, expected, check_exact=False, rtol=0, atol=1e-9)


def test_a_frame_packs_to_the_same_bytes_twice(small_frame: pd.DataFrame) -> None:
    assert pack(small_frame, {}).content == pack(small_frame.copy(), {}).content


def test_an_empty_frame_packs() -> None:
    _, back, strings = unpack(pack(empty_frame(), {}).content)

    assert len(back) == 0
    assert list(back.columns) == list(COLUMNS)
    assert strings == ()


def test_coordinates_keep_the_digits_that_they_have() -> None:
    frame = conform(pd.DataFrame({"latitude": [33.1234567, 34.0], "longitude": [44.1, 45.12345]}))
    _, back, _ = unpack(pack(frame, {}).content)

    assert back["latitude"].tolist() == [33.1234567, 34.0]
    assert back["longitude"].tolist() == [44.1, 45.12345]


@pytest.mark.parametrize(
    "ids",
    [
        ["a:1", "a:2", "a:10"],
        ["x-007", "x-008", "x-009"],
        ["b:1", "c:2", "b:3"],
        ["7", "007", "x"],
        ["", "", "1"],
    ],
)
def test_ids_come_back_to_the_letter(ids: list[str]) -> None:
    _, back, _ = unpack(pack(conform(pd.DataFrame({"event_id": ids})), {}).content)

    assert back["event_id"].tolist() == ids


def test_running_ids_cost_next_to_nothing() -> None:
    def size(ids: list[str]) -> int:
        return len(pack(conform(pd.DataFrame({"event_id": ids})), {}).content)

    running = size([f"set:{number}" for number in range(20000)])
    scattered = size([f"set:{pow(3, number, 999983)}" for number in range(20000)])
    assert running < 2000
    assert scattered > 10 * running


def test_long_texts_lie_in_blocks_apart_from_the_columns() -> None:
    rows = 2 * BLOCK_ROWS + 1
    frame = conform(pd.DataFrame({"notes": [f"note number {number}" for number in range(rows)]}))
    _, back, _ = unpack(pack(frame, {}).content)

    assert back["notes"].tolist() == frame["notes"].tolist()


def test_a_lone_surrogate_in_a_title_does_not_stop_the_packing(small_frame: pd.DataFrame) -> None:
    assert unpack(pack(small_frame, {"title": "a\ud800b"}).content)[0]["title"] == "a?b"


def test_every_text_column_of_the_schema_is_packed() -> None:
    frame = conform(pd.DataFrame({column: [f"{column} one", f"{column} two"] for column in TEXT_COLUMNS}))
    _, back, strings = unpack(pack(frame, {}).content)

    pd.testing.assert_frame_equal(back, frame)
    assert {"notes one", "evidence two"} <= set(strings)


def test_cut_bytes_are_refused() -> None:
    content = pack(conform(pd.DataFrame({"notes": ["one", "two"]})), {}).content

    unpack(content)
    with pytest.raises(SnapshotError):
        unpack(content[:-5])
    with pytest.raises(SnapshotError):
        unpack(b"ZIP1" + content[4:])


def test_places_all_over_the_world_keep_a_tenth_of_a_metre() -> None:
    frame = conform(pd.DataFrame({"latitude": [-89.9, 89.9], "longitude": [-179.1234567, 179.9]}))
    _, back, _ = unpack(pack(frame, {}).content)

    assert back["longitude"].tolist() == [-179.123457, 179.9]


def test_columns_of_a_place_come_back_to_their_rows() -> None:
    rows = 300
    frame = conform(
        pd.DataFrame(
            {
                "latitude": [33 + (number * 37 % 11) / 10 for number in range(rows)],
                "longitude": [44 + (number * 53 % 7) / 10 for number in range(rows)],
                "location": [f"town {number * 37 % 11}" for number in range(rows)],
                "radius_km": [None if number % 5 == 0 else number % 3 + 0.5 for number in range(rows)],
                "actor1": [f"group {number % 13}" for number in range(rows)],
            }
        )
    )
    _, back, _ = unpack(pack(frame, {}).content)

    pd.testing.assert_frame_equal(back, frame)
