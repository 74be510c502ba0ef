"""Adding files in a browser: columns are named in the page, mappings saved and opened, rows mended."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from app_driving import WAIT, App

from mapapp.readers import load_mapping, read_incidents

pytestmark = pytest.mark.browser

ODD = """مركز التوثيق;;;
متى;أين حصل;ضمن محافظة;شهيد
03/04/2021;الحويجة;كركوك;2
13/04/2021;المقدادية;ديالى;1
32/04/2021;بعقوبة;ديالى;1
"""
MEANINGS = {"Date": "event_date", "Place": "location", "Governorate": "admin1", "Killed": "fatalities"}
"""What is chosen for the columns in turn -> what the table then holds."""


@pytest.fixture
def app(browser: Any, app_address: str) -> Iterator[App]:
    context = browser.new_context(viewport={"width": 1360, "height": 1200}, accept_downloads=True)
    opened = App(context.new_page())
    opened.start(app_address)
    opened.open_tab("Add a file")
    yield opened
    context.close()


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    path = tmp_path / "حوادث.csv"
    path.write_text(ODD, encoding="utf-8")
    return path


def say_what_columns_mean(app: App) -> None:
    app.page.get_by_role("button", name="Read again").wait_for(timeout=WAIT)
    grid = app.page.locator('[data-testid="stDataFrame"]:visible').first
    # The grid draws its cells on a canvas, under an element that takes the mouse.
    grid.locator('[data-testid="data-grid-canvas"]').click(position={"x": 60, "y": 50}, force=True)
    keyboard = app.page.keyboard
    keyboard.press("ArrowRight")
    for meaning, column in MEANINGS.items():
        keyboard.press("Enter")
        app.page.get_by_role("option", name=meaning, exact=True).wait_for(timeout=WAIT)
        keyboard.type(meaning)
        keyboard.press("Enter")
        app.page.get_by_role("option").first.wait_for(state="detached", timeout=WAIT)
        grid.get_by_text(column, exact=True).first.wait_for(state="attached", timeout=WAIT)
    app.page.get_by_role("button", name="Read again").click()


def test_a_table_of_unknown_headers_is_read_with_what_is_said_of_them(
    app: App, odd: Path, tmp_path: Path
) -> None:
    app.give_file(odd)
    app.page.get_by_text("no header row with known columns").wait_for(timeout=WAIT)
    say_what_columns_mean(app)
    app.page.get_by_text("Refused rows (1)").wait_for(timeout=WAIT)
    app.page.get_by_text("Which column means what").click()
    mapping = tmp_path / "columns.yaml"
    mapping.write_bytes(app.downloaded("Save as column mapping (YAML)").read_bytes())

    read = read_incidents(odd, mapping=load_mapping(mapping))
    assert read.frame["location"].tolist() == ["Hawija", "Muqdadiyah"]
    assert [str(day.date()) for day in read.frame["event_date"]] == ["2021-04-03", "2021-04-13"]
    app.page.get_by_role("button", name="Add 2 incidents to the map").click()
    app.open_tab("Map")
    app.wait_for_map(61)


def test_a_mapping_that_was_saved_reads_the_next_file(app: App, odd: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "columns.yaml"
    mapping.write_text("columns: {event_date: متى, location: أين حصل, admin1: ضمن محافظة}", encoding="utf-8")
    app.give_file(odd)
    app.page.get_by_text("Open a column mapping").wait_for(timeout=WAIT)
    assert app.page.get_by_role("button", name="Add 2 incidents to the map").count() == 0
    app.page.locator('input[type="file"]').nth(1).set_input_files(mapping)
    app.page.get_by_role("button", name="Add 2 incidents to the map").wait_for(timeout=WAIT)
    assert app.page.get_by_text("no header row with known columns").count() == 0


def test_refused_rows_are_downloaded_mended_and_added(app: App, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(
        "date,latitude,longitude,type,notes\n2021-05-01,33.3128,44.3615,IED,a\n"
        "2021-05-32,33.3128,44.3615,IED,=1+1\n",
        encoding="utf-8",
    )
    app.give_file(path)
    app.page.get_by_text("Refused rows (1)").wait_for(timeout=WAIT)
    text = app.downloaded("Refused rows (CSV)").read_text("utf-8-sig")
    refused = list(csv.DictReader(io.StringIO(text)))
    assert [(row["refused_line"], row["refused_column"], row["notes"]) for row in refused] == [
        ("3", "date", "'=1+1")
    ]
    mended = tmp_path / "mended.csv"
    mended.write_text(text.replace("2021-05-32,33", "2021-05-31,33"), encoding="utf-8-sig")
    app.give_file(mended)
    app.page.get_by_text("1 of 1 rows become incidents").wait_for(timeout=WAIT)
    app.page.get_by_text("Refused rows").first.wait_for(state="detached", timeout=WAIT)
