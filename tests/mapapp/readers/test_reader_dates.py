"""Dates as written in real columns; what could be meant two ways is refused, never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapapp.readers.dates import Days, Unread, decided_order, read_dates


def one(cell: str, *others: str) -> Days | Unread:
    return read_dates((cell, *others))[cell]


@pytest.mark.parametrize(
    "cell",
    [
        "2021-02-22", "2021/02/22", "2021.2.22", "20210222", "2021-02-22 13:45",
        "2021-02-22T13:45:00Z",
        "22 February 2021", "22-Feb-21", "Feb 22, 2021", "February 22, 2021", "22 شباط 2021",
        "٢٢ فبراير ٢٠٢١",
        "22 شوبات 2021", "Monday, 22 February 2021", "22/02/2021", "02/22/2021", " 2021-02-22 ",
        "2021-02-21T22:30:00Z",
    ],
)  # fmt: skip
def test_a_plain_date_is_read(cell: str) -> None:
    assert Days(date(2021, 2, 22), date(2021, 2, 22), "day") == one(cell)  # type: ignore[arg-type] - the enum is a str


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "soon",
        "2021-02-30",
        "32 January 2021",
        "2021-13-01",
        "44249",
        "03/04/21",
        "1820-01-01",
        "22 Foo 2021",
    ],
)
def test_what_is_no_date_is_not_read(cell: str) -> None:
    assert isinstance(one(cell), Unread)


def test_a_column_that_could_be_either_is_refused() -> None:
    read = one("03/04/2021", "05/06/2021")
    assert isinstance(read, Unread)
    assert "day-first or month-first" in read.reason


def test_a_day_above_12_proves_day_first() -> None:
    read = one("03/04/2021", "25/06/2021")
    assert isinstance(read, Days)
    assert date(2021, 4, 3) == read.first


def test_a_second_number_above_12_proves_month_first() -> None:
    read = one("03/04/2021", "06/25/2021")
    assert isinstance(read, Days)
    assert date(2021, 3, 4) == read.first


def test_a_column_that_proves_both_orders_proves_none() -> None:
    assert isinstance(one("03/04/2021", "25/06/2021", "06/25/2021"), Unread)


def test_an_order_that_is_named_is_used() -> None:
    read = read_dates(["03/04/2021"], "month-first")["03/04/2021"]
    assert isinstance(read, Days)
    assert date(2021, 3, 4) == read.first


def test_the_same_day_and_month_needs_no_order() -> None:
    assert isinstance(one("04/04/2021"), Days)


def test_a_decided_order_is_told_only_where_it_mattered() -> None:
    assert decided_order(["03/04/2021", "25/06/2021"]) == "day-first"
    assert decided_order(["25/06/2021"]) is None


@pytest.mark.parametrize(
    ("cell", "first", "last", "precision"),
    [
        ("2021-02", date(2021, 2, 1), date(2021, 2, 28), "month"),
        ("February 2021", date(2021, 2, 1), date(2021, 2, 28), "month"),
        ("كانون الثاني 2021", date(2021, 1, 1), date(2021, 1, 31), "month"),
        ("2021", date(2021, 1, 1), date(2021, 12, 31), "year"),
    ],
)
def test_a_month_or_year_alone_is_a_range(cell: str, first: date, last: date, precision: str) -> None:
    assert Days(first, last, precision) == one(cell)  # type: ignore[arg-type] - the enum is a str


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_days_or_a_reason(cell: str) -> None:
    assert isinstance(one(cell), Days | Unread)


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_iso_day_is_read_as_itself(day: date) -> None:
    read = one(day.isoformat())
    assert isinstance(read, Days)
    assert day == read.first == read.last
