"""Column mappings: what an analyst says of a file goes before what the reader knows; slips are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapapp.errors import UnreadableFile
from mapapp.readers import ReadResult, load_mapping, mapping_text, read_incidents
from mapapp.readers.mapping import parse_mapping

STRANGE = """Wann,Breite,Laenge,Was,Tote,Quelle
03/04/2021,33.3,44.4,Treffer,-1,x
04/04/2021,33.4,44.3,IED,keine,y
"""
MAPPING = """
date_order: day-first
columns:
  {event_date: Wann, latitude: Breite, longitude: Laenge, event_type: Was, fatalities: Tote, source: null}
constants: {source: Office}
event_types: {Treffer: [Explosions/Remote violence, Air/drone strike]}
counts: {unknown: ["-1"], zero: [keine]}
"""


def read(text: str, mapping: str) -> ReadResult:
    return read_incidents(text.encode(), name="f.csv", mapping=parse_mapping(mapping, "m.yaml"))


def test_a_file_with_unknown_names_is_read_by_a_mapping() -> None:
    with pytest.raises(UnreadableFile, match="no header row"):
        read_incidents(STRANGE.encode())
    result = read(STRANGE, MAPPING)
    assert (result.refused, result.flagged) == ((), ())
    assert result.frame["event_date"].dt.strftime("%m-%d").tolist() == ["04-03", "04-04"]
    assert result.frame["sub_event_type"].tolist() == ["Air/drone strike", "Remote explosive/landmine/IED"]
    assert result.frame["fatalities"].fillna(-1).tolist() == [-1, 0]
    assert result.frame["source"].tolist() == ["Office", "Office"]


def test_what_a_mapping_leaves_out_goes_by_the_known_names() -> None:
    result = read("date,lat,lon,mood,notes\n2021-01-01,33.3,44.4,IED,n\n", "columns: {event_type: mood}")
    assert result.frame["event_type"].tolist() == ["Explosions/Remote violence"]
    assert result.frame["notes"].tolist() == ["n"]


def test_columns_named_the_other_way_round_mend_a_swapped_file() -> None:
    text = "date,latitude,longitude\n2021-01-01,44.4,33.3\n"
    swapped = read(text, "columns: {latitude: longitude, longitude: latitude}")
    assert (len(read(text, "").refused), len(swapped.frame)) == (1, 1)


def test_codes_of_a_mapping_go_before_those_of_a_format() -> None:
    result = read(
        "date,lat,lon,precision\n2021-01-01,33.3,44.4,A\n2021-01-01,33.3,44.4,1\n",
        "geo_precision: {A: district}",
    )
    assert result.frame["geo_precision"].tolist() == ["district", "settlement"]


def test_the_saved_mapping_of_a_file_reads_it_the_same(tmp_path: Path) -> None:
    text = "التاريخ,خط العرض,خط الطول,نوع,No\n03/04/2021,33.3,44.4,IED,1\n13/04/2021,33.3,44.4,hit,2\n"
    auto = read_incidents(text.encode())
    assert auto.recognised is not None
    file = tmp_path / "m.yaml"
    file.write_text(mapping_text(auto.recognised), encoding="utf-8")
    again = read_incidents(text.encode(), mapping=load_mapping(file))
    assert again.frame.equals(auto.frame)
    assert "hit: null" in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("colums: {}", r"'colums' is none of: format, .*columns"),
        ("columns: {lattitude: a}", r"'lattitude' is none of: .*latitude"),
        ("columns: [a]", "columns must be keys and values"),
        ("columns: {latitude: [a]}", "no text"),
        ("columns: {source_id: No}", "write it in quotes"),
        ("date_order: english", "none of: auto, day-first, month-first"),
        ("format: excel", "none of: acled"),
        ("event_types: {a: Battle}", "none of: Battles"),
        ("event_types: {a: [Battles, Fire]}", "none of: Armed clash"),
        ("counts: {unknown: 9}", "must be a list"),
        ("geo_precision: {1: pin}", "none of: exact"),
        ("columns: {source: a}\nconstants: {source: b}", "not both"),
        ("a: [", "no YAML"),
        ("- a", "keys and values"),
        ("!!python/object/apply:os.getcwd []", "no YAML"),
    ],
)
def test_a_slip_is_named_with_what_is_allowed(text: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message) as caught:
        parse_mapping(text, "m.yaml")
    assert "m.yaml" in str(caught.value)


def test_a_column_that_the_file_lacks_is_named() -> None:
    with pytest.raises(UnreadableFile, match="lacks: Wo"):
        read("date,lat,lon\n2021-01-01,33.3,44.4\n", "columns: {location: Wo}")


def test_a_missing_or_endless_mapping_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="absent"):
        load_mapping(tmp_path / "absent.yaml")
    (tmp_path / "long.yaml").write_text("#" * 1_000_001)
    with pytest.raises(UnreadableFile, match="1,000,000 bytes"):
        load_mapping(tmp_path / "long.yaml")


def test_the_mapping_that_the_page_shows_is_one() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reading-files.md").read_text("utf-8")
    mapping = parse_mapping(page.partition("```yaml\n")[2].partition("```")[0], "the page")
    assert mapping.columns == {"event_date": "When it happened", "source": None}
    assert mapping.unknown_counts == {"-1", "999"}
