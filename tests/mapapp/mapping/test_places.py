"""Coordinates as squares inside squares: they come back, and places that recur cost little."""

from __future__ import annotations

import zlib

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mapapp.mapping.places import pack_places, unpack_places

PLACES = st.lists(st.tuples(st.integers(0, 2**31 - 1), st.integers(0, 2**31 - 1)), min_size=1, max_size=30)
FEW_PLACES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 40)), min_size=1, max_size=60)


def there_and_back(
    places: list[tuple[int, int]],
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    latitudes, longitudes = np.array(places, dtype=np.int64).T
    runs, order = pack_places(latitudes, longitudes)
    south, east, read_order = unpack_places([np.frombuffer(run, np.uint8) for run in runs])
    return list(zip(south.tolist(), east.tolist(), strict=True)), order.tolist(), read_order.tolist()


@given(PLACES | FEW_PLACES)
def test_any_places_come_back_in_their_rows(places: list[tuple[int, int]]) -> None:
    assert there_and_back(places)[0] == places


@given(PLACES | FEW_PLACES)
def test_reader_and_writer_agree_on_the_order(places: list[tuple[int, int]]) -> None:
    _, written, read = there_and_back(places)

    assert written == read
    assert sorted(written) == list(range(len(places)))


@given(FEW_PLACES)
def test_rows_of_one_place_lie_together_in_the_order_of_the_file(places: list[tuple[int, int]]) -> None:
    order = there_and_back(places)[1]

    for place in set(places):
        at = [number for number, row in enumerate(order) if places[row] == place]
        assert at == list(range(at[0], at[0] + len(at)))
        assert [order[number] for number in at] == sorted(order[number] for number in at)


def test_a_hundred_towns_cost_less_than_a_byte_a_row_and_scattered_places_do_not() -> None:
    chance = np.random.default_rng(5)
    towns = chance.integers(0, 10**6, (2, 100))[:, chance.integers(0, 100, 20_000)]
    scattered = chance.integers(0, 10**6, (2, 20_000))

    def size(places: np.ndarray) -> int:
        return sum(len(zlib.compress(run)) for run in pack_places(places[0], places[1])[0])

    assert size(towns) < 20_000
    assert size(scattered) > 4 * 20_000
