"""The tab that adds files, without a browser: what was recognised and refused is told first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from mapapp.app.file_tab import recognised_as
from mapapp.app.server import SCRIPT
from mapapp.readers import Recognition, read_incidents

GOOD = b"date,latitude,longitude,type,killed\n2021-05-01,33.3128,44.3615,IED,2\n2021-05-32,33.3,44.3,IED,1\n"
ODD = "اليوم الأول;المكان الأول;عدد\n03/04/2021;الحويجة;2\n".encode()


@pytest.fixture
def app() -> Iterator[AppTest]:
    yield AppTest.from_file(str(SCRIPT), default_timeout=60).run()
    st.cache_resource.clear()


def given(app: AppTest, name: str, content: bytes) -> AppTest:
    return app.file_uploader(key="file-0").set_value((name, content, "text/csv")).run()


def test_a_file_tells_what_it_was_taken_for_and_lists_its_refused_rows(app: AppTest) -> None:
    given(app, "a.csv", GOOD)
    assert not app.exception
    assert any("1** of 2 rows become incidents" in text.value for text in app.markdown)
    assert any("Recognised as a table without codes" in text.value.replace("\\", "") for text in app.caption)
    refused = next(table.value for table in app.dataframe if "Reason" in table.value)
    assert refused[["Line", "Column", "Value"]].to_numpy().tolist() == [[3, "date", "2021-05-32"]]
    assert any(button.label == "Refused rows (CSV)" for button in app.get("download_button"))


def test_a_file_without_known_columns_is_offered_to_be_named_and_nothing_can_be_added(app: AppTest) -> None:
    given(app, "odd.csv", ODD)
    assert not app.exception
    assert "no header row with known columns" in app.error[0].value
    assert "--mapping" not in app.error[0].value.replace("\\", "")
    assert any(button.label == "Read again" for button in app.button)
    assert not any(button.label.startswith("Add ") for button in app.button)


def test_what_a_picture_is_stands_alone(app: AppTest) -> None:
    given(app, "a.csv", b"\x89PNG\r\n\x1a\n")
    assert not app.exception
    assert "a picture" in app.error[0].value
    assert not any(button.label == "Read again" for button in app.button)


def test_what_was_recognised_is_a_sentence() -> None:
    recognised = read_incidents(GOOD, name="a.csv").recognised
    assert recognised is not None
    assert recognised_as(recognised) == (
        "Recognised as a table without codes, by header names; delimited text in utf-8; "
        "columns parted by commas; names of columns on line 1."
    )
    sheet = Recognition("ucdp", "only it has best", "sheet of a workbook", part="S", date_order="day-first")
    assert recognised_as(sheet) == (
        "Recognised as UCDP GED, only it has best; sheet of a workbook 'S'; "
        "dates: day first (03/04 is 3 April)."
    )
