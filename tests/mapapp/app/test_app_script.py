"""The Streamlit script without a browser: what it shows, and what its filters do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from gazetteer.outlines import OutlineSet
from mapapp.app.filter_panel import GOVERNORATES, PRECISION_LABELS
from mapapp.app.overview import TYPE_COLOURS, months, stated_counts
from mapapp.app.server import SCRIPT
from mapapp.app.settings import DATABASE_VARIABLE
from mapapp.app.shelf import DocumentShelf
from mapapp.incidents import EVENT_TYPES, UNKNOWN_EVENT_TYPE, GeoPrecision, frame_of
from mapapp.storage import IncidentStore


@pytest.fixture
def app() -> Iterator[AppTest]:
    yield AppTest.from_file(str(SCRIPT), default_timeout=60).run()
    st.cache_resource.clear()


def metric(app: AppTest, label: str) -> str:
    return next(str(item.value) for item in app.metric if item.label == label)


def table(app: AppTest) -> Any:
    return app.dataframe[0].value


def test_the_first_start_shows_the_built_in_incidents(app: AppTest) -> None:
    assert not app.exception
    assert metric(app, "Incidents shown") == "59"
    assert "Wadi al-Shay" in table(app)["Place"].tolist()


def test_a_type_filters_table_and_totals_alike(app: AppTest) -> None:
    app.multiselect(key="types").select("Protests").run()

    assert set(table(app)["Type"]) == {"Protests"}
    assert metric(app, "Incidents shown") == str(len(table(app)))


def test_all_filters_combine_and_one_button_resets_them(app: AppTest) -> None:
    app.text_input(key="text").set_value("kirkuk")
    app.date_input(key="from").set_value(date(2021, 2, 1))
    app.date_input(key="to").set_value(date(2021, 2, 28))
    app.multiselect(key="governorates").select("Kirkuk")
    app.multiselect(key="precisions").select(GeoPrecision.NEAR)
    app.run()
    assert table(app)["Place"].tolist() == ["Wadi al-Shay"]

    next(button for button in app.button if button.label == "Reset filters").click().run()
    assert metric(app, "Incidents shown") == "59"


def test_dates_in_the_wrong_order_are_told_and_filter_nothing(app: AppTest) -> None:
    app.date_input(key="from").set_value(date(2021, 2, 28))
    app.date_input(key="to").set_value(date(2021, 2, 1))
    app.run()
    assert "2021-02-28 is after" in app.warning[0].value
    assert metric(app, "Incidents shown") == "59"


def test_a_filter_that_nothing_passes_leaves_an_empty_table(app: AppTest) -> None:
    app.text_input(key="text").set_value("no such words").run()
    assert not app.exception
    assert len(table(app)) == 0


def test_a_hidden_data_set_is_not_shown(app: AppTest) -> None:
    app.checkbox(key="data-set-0").uncheck().run()
    assert not app.exception
    assert metric(app, "Incidents shown") == "0"


def test_a_database_is_shown_in_place_of_the_built_in_incidents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'incidents.db'}"
    with IncidentStore(url, create=True) as store:
        store.save(frame_of([{"event_id": "a", "event_date": "2021-01-01", "event_type": "Battles"}]))
    monkeypatch.setenv(DATABASE_VARIABLE, url)
    app = AppTest.from_file(str(SCRIPT), default_timeout=60).run()
    assert table(app)["Id"].tolist() == ["a"]


def test_the_governorates_to_choose_are_those_of_the_gazetteer() -> None:
    assert set(GOVERNORATES) - {""} == set(OutlineSet.default().names)


def test_every_precision_and_type_has_a_label_and_a_colour() -> None:
    assert set(PRECISION_LABELS) == set(GeoPrecision)
    assert set(TYPE_COLOURS) == {*EVENT_TYPES, UNKNOWN_EVENT_TYPE}


def test_months_count_every_dated_incident_once() -> None:
    frame = frame_of(
        [
            {"event_id": "a", "event_date": "2021-01-01", "event_type": "Battles"},
            {"event_id": "b", "event_date": "2021-01-31", "event_type": "Battles"},
            {"event_id": "c", "event_date": "2021-02-01", "event_type": "Riots"},
            {"event_id": "d", "event_type": "Riots"},
        ]
    )
    assert months(frame)["Incidents"].tolist() == [2, 1]


def test_counts_are_shown_as_stated() -> None:
    frame = frame_of(
        [
            {"event_id": "a", "fatalities": 7},
            {"event_id": "b", "fatalities_low": 75, "fatalities_high": 125},
            {"event_id": "c", "fatalities_low": 1095},
            {"event_id": "d", "fatalities_high": 3},
            {"event_id": "e"},
            {"event_id": "f", "fatalities": 0},
        ]
    )
    assert stated_counts(frame) == ["7", "75 to 125", "at least 1,095", "at most 3", "", "0"]


def test_a_shelf_gives_the_same_id_for_the_same_document() -> None:
    shelf = DocumentShelf()
    assert shelf.put("<p>a</p>") == shelf.put("<p>a</p>") != shelf.put("<p>b</p>")


def test_a_full_shelf_drops_the_oldest_but_never_the_newest() -> None:
    shelf = DocumentShelf(max_bytes=10)
    first, second = shelf.put("123456"), shelf.put("a" * 100)
    assert shelf.get(first) is None
    assert shelf.get(second) == b"a" * 100
