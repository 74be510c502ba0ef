"""What a person says of the columns of a file becomes the mapping that the readers take."""

from __future__ import annotations

import pytest

from mapapp.app.columns_form import (
    FIELD_LABELS,
    TYPE_CHOICES,
    Choices,
    current_mapping,
    format_words,
    mapping_from,
)
from mapapp.errors import UnreadableFile
from mapapp.incidents import EVENT_TYPES
from mapapp.readers import ColumnMapping, parse_mapping, read_incidents, written_mapping
from mapapp.readers.headers import HEADER_NAMES


def test_every_field_of_the_readers_can_be_chosen_under_a_label_of_its_own() -> None:
    assert set(FIELD_LABELS) == set(HEADER_NAMES)
    assert len(set(FIELD_LABELS.values())) == len(FIELD_LABELS)


def test_every_type_and_sub_type_can_be_chosen() -> None:
    pairs = {(name, sub) for name, subs in EVENT_TYPES.items() for sub in ("", *subs)}
    assert set(TYPE_CHOICES.values()) == pairs


def test_what_is_chosen_reads_the_file_and_what_lost_its_meaning_is_not_read() -> None:
    text = "date,lat,lon,notes,remark\n2021-01-01,33.3,44.4,first,second\n"
    seen = current_mapping(read_incidents(text.encode(), name="a.csv").recognised, None)
    assert seen.columns["notes"] == "notes"
    chosen = [("date", "event_date"), ("lat", "latitude"), ("lon", "longitude"), ("remark", "notes")]
    mapping = mapping_from(Choices(columns=[*chosen, ("notes", None)]), seen)
    assert read_incidents(text.encode(), name="a.csv", mapping=mapping).frame["notes"].tolist() == ["second"]

    without = mapping_from(Choices(columns=[*chosen[:3], ("notes", None), ("remark", None)]), seen)
    assert read_incidents(text.encode(), name="a.csv", mapping=without).frame["notes"].tolist() == [""]
    assert parse_mapping(written_mapping(without), "m.yaml") == without


def test_a_word_of_the_file_gets_a_type_and_a_text_stands_in_every_row() -> None:
    text = "date,lat,lon,type\n2021-01-01,33.3,44.4,zzz\n"
    first = read_incidents(text.encode(), name="a.csv")
    seen = current_mapping(first.recognised, None)
    choices = Choices(
        columns=[(header, field) for field, header in seen.columns.items()],
        words=[("zzz", "Riots: Mob violence")],
        constants=[("source", " Office "), (None, "lost"), ("notes", None)],
    )
    result = read_incidents(text.encode(), name="a.csv", mapping=mapping_from(choices, seen))
    assert first.frame["event_type"].tolist() == ["Unclassified"]
    assert result.frame.loc[0, ["event_type", "sub_event_type", "source"]].tolist() == [
        "Riots", "Mob violence", "Office",
    ]  # fmt: skip
    again = current_mapping(result.recognised, mapping_from(choices, seen))
    assert again.constants == {"source": "Office"}
    assert "source" not in again.columns


@pytest.mark.parametrize(
    ("columns", "constants", "told"),
    [
        ([("a", "notes"), ("b", "notes")], [], "Notes is chosen for two columns"),
        ([("a", "notes")], [("notes", "x")], "allowed is a column or one text"),
    ],
)
def test_choices_that_contradict_one_another_are_refused(
    columns: list[tuple[str, str | None]], constants: list[tuple[str | None, str | None]], told: str
) -> None:
    with pytest.raises(UnreadableFile, match=told):
        mapping_from(Choices(columns=columns, constants=constants), ColumnMapping())


def test_what_the_form_does_not_show_stays_as_it_was_said() -> None:
    before = parse_mapping("counts: {unknown: ['-1']}\ngeo_precision: {a: settlement}", "m.yaml")
    after = mapping_from(Choices(columns=[("When", "event_date")], date_order="day-first"), before)
    assert (after.unknown_counts, after.geo_precision) == (frozenset({"-1"}), {"a": "settlement"})
    assert after.date_order == "day-first"


def test_a_format_is_called_by_its_name() -> None:
    assert [format_words(fmt) for fmt in ("acled", "ucdp", "csv")] == [
        "ACLED", "UCDP GED", "a table without codes",
    ]  # fmt: skip
