"""Rows of a query are read like those of a file; the database can't be changed and no password is shown."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import pytest

from mapapp.errors import UnreadableFile
from mapapp.readers import read_query, without_password

TABLE = "CREATE TABLE reports (day DATE, lat NUMERIC, lon NUMERIC, what TEXT, killed INTEGER)"
ROWS = (
    "INSERT INTO reports VALUES ('2021-02-22', 35.07, 44.32, 'IED', 7), ('2021-02-23', 99, 44.3, '5%', NULL)"
)
QUERY = "SELECT day AS date, lat, lon, what AS type, killed FROM reports ORDER BY day"


@pytest.fixture
def filled(url: str) -> str:
    """A database of each kind with two rows of which one has no possible latitude."""
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
            connection.execute(TABLE)
            connection.execute(ROWS)
        connection.close()
    else:
        with psycopg.connect(url) as server:
            server.execute(TABLE)
            server.execute(ROWS)
    return url


def test_the_rows_of_a_query_become_incidents_or_are_refused_by_number(filled: str) -> None:
    result = read_query(filled, QUERY)
    (row,) = result.frame.to_dict("records")
    assert row["event_date"].date().isoformat() == "2021-02-22"
    assert (row["latitude"], row["longitude"], row["fatalities"]) == (35.07, 44.32, 7)
    assert [(fault.line, fault.column, fault.value) for fault in result.refused] == [(2, "lat", "99")]
    assert result.recognised is not None
    assert result.recognised.carrier == "rows of a query"


def test_percent_signs_and_colons_of_a_query_are_letters(filled: str) -> None:
    query = QUERY.replace("ORDER BY", "WHERE what LIKE '5%' OR what = ':a' ORDER BY")
    assert read_query(filled, query).rows_read == 1


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM reports",
        "DROP TABLE reports",
        "CREATE TABLE mine (a TEXT)",
        "UPDATE reports SET killed = 1",
    ],
)
def test_a_statement_that_would_change_the_database_is_refused(filled: str, change: str) -> None:
    with pytest.raises(UnreadableFile):
        read_query(filled, change)
    assert read_query(filled, QUERY).frame["fatalities"].tolist() == [7]


def test_a_change_behind_a_query_is_refused_too(filled: str) -> None:
    with pytest.raises(UnreadableFile):
        read_query(filled, "; ".join((QUERY, "DELETE FROM reports")))
    assert read_query(filled, QUERY).rows_read == 2


def test_a_query_without_known_columns_says_what_is_needed(filled: str) -> None:
    with pytest.raises(UnreadableFile, match="no header row with known columns"):
        read_query(filled, "SELECT 1 AS one")


def test_a_wrong_query_is_told_in_the_words_of_the_database(filled: str) -> None:
    with pytest.raises(UnreadableFile, match="absent"):
        read_query(filled, "SELECT * FROM absent")


def test_an_sqlite_file_may_be_named_by_its_path_and_none_is_made(tmp_path: Path) -> None:
    path = tmp_path / "قاعدة 1%.db"
    with pytest.raises(UnreadableFile, match="no such SQLite file"):
        read_query(str(path), QUERY)
    assert not path.exists()
    connection = sqlite3.connect(path)
    connection.execute(TABLE)
    connection.execute(ROWS)
    connection.commit()
    connection.close()
    assert read_query(str(path), QUERY).rows_read == 2


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("date,lat,lon\n" * 50)
    with pytest.raises(UnreadableFile, match="not a database"):
        read_query(str(tmp_path / "a.db"), QUERY)


@pytest.mark.parametrize("query", [QUERY, "SELECT"])
def test_no_message_shows_a_password(query: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_query("postgresql://ann:s3cret@127.0.0.1:1/none", query)
    assert "s3cret" not in str(caught.value)
    assert "127.0.0.1" in str(caught.value)


@pytest.mark.parametrize(
    "url",
    ["postgresql://ann:s3cret@host/db", "postgres://ann:s3%20cret@host", "host=h password=s3cret user=a",
     "postgresql://host/db?user=a&password=s3cret", "mysql://a:s3cret@@host/db"],
)  # fmt: skip
def test_passwords_are_taken_out_wherever_they_stand(url: str) -> None:
    assert "cret" not in without_password(url)


def test_another_kind_of_database_is_refused_with_the_allowed_ones() -> None:
    with pytest.raises(UnreadableFile, match="postgresql://USER@HOST/NAME") as caught:
        read_query("mysql://a:s3cret@host/db", QUERY)
    assert "s3cret" not in str(caught.value)
