"""The columns of a table are told whatever they are called, so that a mapping can be chosen."""

from __future__ import annotations

import gzip

import pytest

from mapapp.errors import UnreadableFile
from mapapp.exports import jsonl_text
from mapapp.incidents import frame_of
from mapapp.readers import parse_mapping, read_incidents, written_mapping
from mapapp.readers.looking import look_at

ODD = """قائمة الحوادث;;;
متى;أين حصل;ماذا جرى;شهيد
03/04/2021;الحويجة;تفجير;2
13/04/2021;المقدادية;قصف;0
14/04/2021;المقدادية;قصف;0
15/04/2021;المقدادية;قصف;
"""


def test_a_header_of_unknown_names_is_found_below_a_title() -> None:
    head = look_at(ODD.encode(), "odd.csv")
    assert head.header == ("متى", "أين حصل", "ماذا جرى", "شهيد")
    assert head.recognised == {}
    assert head.examples[0] == ("03/04/2021", "13/04/2021", "14/04/2021")
    assert head.examples[3] == ("2", "0")


def test_what_was_looked_at_can_be_read_with_a_mapping_of_its_headers() -> None:
    with pytest.raises(UnreadableFile, match="no header row with known columns"):
        read_incidents(ODD.encode(), name="odd.csv")
    mapping = parse_mapping("columns: {event_date: متى, location: أين حصل}", "m.yaml")
    assert len(read_incidents(gzip.compress(ODD.encode()), name="odd.csv.gz", mapping=mapping).frame) == 4


def test_a_known_header_is_the_one_that_a_reader_takes_and_its_columns_are_named() -> None:
    text = "alpha,beta,gamma,delta\ndate,latitude,longitude,remark\n2021-01-01,33,44,a\n"
    head = look_at(text.encode(), "known.csv")
    assert head.header == ("date", "latitude", "longitude", "remark")
    assert head.recognised == {"event_date": "date", "latitude": "latitude", "longitude": "longitude"}


def test_rows_to_mend_show_no_columns_of_reasons() -> None:
    text = "refused_line,refused_column,refused_value,refused_reason,date,lat,lon\n3,a,b,c,2021-01-01,33,44\n"
    assert look_at(text.encode(), "mend.csv").header == ("date", "lat", "lon")


def test_json_lines_leave_nothing_to_choose() -> None:
    lines = jsonl_text(frame_of([{"event_id": "a", "event_date": "2021-01-01", "event_type": "Riots"}]))
    assert look_at(lines.encode(), "a.jsonl").header == ()


def test_text_without_columns_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        look_at(b"only words\nand words\n", "a.txt")


def test_a_mapping_is_written_as_it_is_read() -> None:
    said = """format: ucdp
date_order: day-first
columns: {event_date: When, source: null}
constants: {admin1: Kirkuk}
event_types: {hit: [Explosions/Remote violence, Air/drone strike], row: Riots}
counts: {unknown: ["-1"], zero: [nobody]}
geo_precision: {a: settlement}
date_precision: {d: day}
"""
    mapping = parse_mapping(said, "m.yaml")
    assert parse_mapping(written_mapping(mapping), "m.yaml") == mapping
    assert parse_mapping(written_mapping(parse_mapping("", "e.yaml")), "m.yaml") == parse_mapping(
        "", "e.yaml"
    )


def test_words_that_a_mapping_leaves_open_are_written_to_be_filled_in() -> None:
    mapping = parse_mapping("event_types: {hit: Riots}", "m.yaml")
    assert "strange: null" in written_mapping(mapping, open_words=("strange", "hit"))
