"""What a reading tells: what the file was taken for, and every refused row as a CSV to mend."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from mapapp.exports import write_rows
from mapapp.readers import ReadResult, read_incidents
from mapapp.readers.results import REFUSED_COLUMNS

GOOD = "1;13/02/2021;33,3;44,4;IED;2;a note\n"
HEADER = "id;date;lat;lon;type;killed;notes\n"


def read(text: str | bytes, **options: object) -> ReadResult:
    content = text if isinstance(text, bytes) else text.encode()
    return read_incidents(content, name="test.csv", **options)  # type: ignore[arg-type] - tests pass known options


def mended(result: ReadResult, folder: Path) -> bytes:
    path = folder / "refused.csv"
    return write_rows(result.rows_to_mend(), path, delimiter=result.refused_cells.delimiter).read_bytes()


def test_a_reading_says_what_it_recognised_and_why() -> None:
    told = read("Terms\n" + HEADER + GOOD + GOOD.replace("13/02", "03/02")).recognised
    assert told is not None
    assert (told.format_name, told.carrier, told.encoding) == ("csv", "delimited text", "utf-8")
    assert (told.delimiter, told.header_line, told.date_order) == (";", 2, "day-first")
    assert told.columns["fatalities"] == "killed"
    assert told.event_types == {"IED": ("Explosions/Remote violence", "Remote explosive/landmine/IED")}
    assert "day-first" in str(told)


def test_a_column_without_doubtful_dates_has_no_order_to_tell() -> None:
    told = read(HEADER + GOOD).recognised
    assert told is not None
    assert told.date_order == ""


def test_a_refused_row_is_written_whole_with_line_column_value_and_reason(tmp_path: Path) -> None:
    result = read(HEADER + GOOD + "2;14/02/2021;99;44,4;IED;2;=cmd\n")
    lines = mended(result, tmp_path).decode("utf-8-sig").splitlines()
    assert lines[0] == ";".join(REFUSED_COLUMNS) + ";" + HEADER.strip()
    assert lines[1] == "3;lat;99;latitude is -90 to 90 degrees;2;14/02/2021;99;44,4;IED;2;'=cmd"


def test_the_mended_file_reads_like_the_rows_would_have_read(tmp_path: Path) -> None:
    bad = "2;14/02/2021;99;44,4;IED;2;=cmd\n3;15/02/2021;98;-44,4;IED;2;-x\n"
    content = mended(read(HEADER + GOOD + bad), tmp_path)
    assert [row.reason for row in read(content).refused] == ["latitude is -90 to 90 degrees"] * 2
    again = read(content.replace(b";99;", b";33.3;").replace(b";98;'-44", b";33.4;44"))
    straight = read(HEADER + bad.replace(";99;", ";33.3;").replace(";98;-44", ";33.4;44"))
    assert again.refused == ()
    assert again.frame.drop(columns="event_id").equals(straight.frame.drop(columns="event_id"))
    assert not any("refused_" in warning for warning in again.warnings)


def test_a_row_with_too_few_cells_stays_one_until_it_is_mended(tmp_path: Path) -> None:
    result = read(HEADER + "2;14/02/2021;33,3\n")
    again = read(mended(result, tmp_path))
    assert (len(result.refused), len(again.refused), len(again.frame)) == (1, 1, 0)


def test_a_file_refused_twice_has_its_reasons_once(tmp_path: Path) -> None:
    once = read(HEADER + "2;14/02/2021;99;44,4;IED;2;=cmd\n3;15/02/2021;x\n")
    twice = read(mended(once, tmp_path))
    assert twice.refused_cells.header == once.refused_cells.header
    assert [cells for _, cells in twice.refused_cells.rows()] == [
        cells for _, cells in once.refused_cells.rows()
    ]


def test_rows_read_are_accepted_changed_or_refused() -> None:
    result = read(HEADER + GOOD + GOOD.replace(";2;", ";many;") + "x\n")
    assert (result.rows_read, len(result.frame), result.changed, len(result.refused)) == (3, 2, 1, 1)


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.sampled_from("=+-@'\t ab;\"\n"), max_size=6))
def test_any_cell_of_a_refused_row_reads_back_equal(note: str) -> None:
    quoted = '"' + note.replace('"', '""') + '"'
    first = read(HEADER + f"2;14/02/2021;99;44,4;IED;2;{quoted}\n")
    with TemporaryDirectory() as folder:
        again = read(mended(first, Path(folder)))
    assert [cells for _, cells in again.refused_cells.rows()] == [
        cells for _, cells in first.refused_cells.rows()
    ]
