"""Files that are meant to harm, or are simply broken: refused by name within bounds of memory."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from mapapp.errors import UnreadableFile
from mapapp.readers import loading, read_incidents

POINTS = b"date,latitude,longitude,notes\n2021-02-22,33.3,44.4,a\n"


class Endless(io.RawIOBase):
    """A stream that never ends and has no line in it; it counts what was taken."""

    def __init__(self, piece: bytes) -> None:
        self.piece, self.taken = piece, 0

    def read(self, size: int = -1, /) -> bytes:
        self.taken += size
        return (self.piece * (size // len(self.piece) + 1))[:size]


def refused(source: bytes | Path | io.RawIOBase, name: str = "the-file") -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_incidents(source, name=name)  # type: ignore[arg-type] - a raw stream can be read, too
    told = str(caught.value)
    assert name in told
    return told


def test_a_stream_without_an_end_of_line_is_left_after_the_longest_line_allowed() -> None:
    stream = Endless(b"a,b,")
    assert "a line goes on for more than 16,000,000 bytes" in refused(stream)
    assert stream.taken <= 18_000_000


def test_a_stream_of_rows_without_an_end_is_left_at_the_largest_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MOST_FILE_BYTES", 3_000_000)
    stream = Endless(b"2021-02-22,33.3,44.4,a\n")
    assert "more than 3,000,000 bytes" in refused(stream)
    assert stream.taken <= 5_000_000


def test_a_sparse_file_of_ten_gigabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "sparse.csv"
    with path.open("wb") as opened:
        os.truncate(opened.fileno(), 10_000_000_000)
    assert "has 10,000,000,000 bytes; allowed are 2,000,000,000" in refused(path, "sparse.csv")


def test_a_long_line_in_gzip_or_in_an_archive_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MOST_LINE_BYTES", 1000)
    long = b"date,latitude,longitude\n" + os.urandom(3000).hex().encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", long)
    for content in (long, gzip.compress(long), packed.getvalue()):
        assert "a line goes on" in refused(content)
    assert len(read_incidents(POINTS).frame) == 1


def test_gzip_that_unpacks_to_hundreds_of_times_its_size_is_left_in_time() -> None:
    bomb = gzip.compress(b"2021-02-22,33.3,44.4,a\n" * 3_000_000)
    assert "holds more than" in refused(bomb)
    usual = gzip.compress(b"date,latitude,longitude,notes\n" + b"2021-02-22,33.3,44.4,a\n" * 20_000)
    assert len(read_incidents(usual).frame) == 20_000


def test_an_excel_sheet_that_unpacks_beyond_the_bounds_is_not_opened() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    assert "not opened" in refused(packed.getvalue())


@pytest.mark.parametrize(
    "content",
    [POINTS[:30] + "2021-02-22,33.3,44.4,بغداد\n".encode() + "2021-02-23,33.3,44.4,الموصل\n".encode("cp1256"),
     POINTS[:30] + b"2021-02-22,33.3,44.4,caf\xe9\n" + "2021-02-23,33.3,44.4,Fürst\n".encode()],
    ids=["UTF-8 and Windows-1256", "Latin-1 and UTF-8"],
)  # fmt: skip
def test_mixed_encodings_are_refused_with_both_lines(content: bytes) -> None:
    told = refused(content)
    assert "mixes encodings" in told
    assert "line 2" in told
    assert "line 3" in told


@pytest.mark.parametrize("encoding", ["cp1256", "utf-16", "utf-16-be", "latin-1"])
def test_one_encoding_throughout_is_no_mixture(encoding: str) -> None:
    note = "café, Fürst" if encoding == "latin-1" else "د، بغداد، ق، الموصل"
    text = f'date,latitude,longitude,notes\n2021-02-22,33.3,44.4,"{note}"\n2021-02-22,33.3,44.4,plain\n'
    assert read_incidents(text.encode(encoding)).frame["notes"].tolist() == [note, "plain"]


def test_text_with_nul_characters_is_read_and_told() -> None:
    result = read_incidents(POINTS + b"2021-02-23,33.3,44.4,x\0y\n", name="f")
    assert result.frame["notes"].tolist() == ["a", "x\N{REPLACEMENT CHARACTER}y"]
    assert any("1 NUL characters, the first on line 3" in warning for warning in result.warnings)


def test_a_million_columns_are_refused_by_their_number() -> None:
    content = b"date,latitude,longitude," + b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n"
    assert "columns; allowed are 16,384" in refused(content)


def test_a_million_columns_without_a_known_name_are_refused() -> None:
    assert "columns; allowed are 16,384" in refused(b"c," * 1_000_000 + b"\n")


def test_a_row_of_a_million_cells_is_one_misfit() -> None:
    result = read_incidents(POINTS + b"," * 1_000_000 + b"x\n" + POINTS[30:])
    assert (len(result.frame), [row.line for row in result.refused]) == (2, [3])


def test_two_columns_of_one_name_are_refused_where_they_differ_and_read_where_not() -> None:
    header = b"date,latitude,longitude,latitude\n"
    assert "columns 2 and 4 are both called 'latitude'" in refused(header + b"2021-02-22,33.3,44.4,33.4\n")
    assert len(read_incidents(header + b"2021-02-22,33.3,44.4,33.3\n").frame) == 1


def test_an_unused_column_may_stand_twice() -> None:
    assert len(read_incidents(b"date,lat,lon,mood,mood\n2021-02-22,33.3,44.4,a,b\n").frame) == 1


def test_a_header_alone_is_told_and_an_empty_file_refused() -> None:
    assert any("no row below" in warning for warning in read_incidents(POINTS[:30]).warnings)
    assert "is empty" in refused(b"")


def test_a_cell_longer_than_allowed_is_refused_with_its_line() -> None:
    assert "line 3" in refused(POINTS + b'2021-02-22,33.3,44.4,"' + b"x\n" * 100_000 + b'"\n')


def test_a_quote_that_never_closes_takes_no_rows_in_silence() -> None:
    told = refused(POINTS + b'2021-02-23,33.3,44.4,"x\n' + POINTS[30:] * 3)
    assert "line 3: a quote that opens here never closes and takes in the 3 lines below" in told


@pytest.mark.parametrize("note", ['"two\nlines"', '5" gun', '"a ""b""\nc"'])
def test_other_quotes_are_read(note: str) -> None:
    assert read_incidents(POINTS + f"2021-02-23,33.3,44.4,{note}\n".encode()).refused == ()


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.parquet", "a.gpkg"])
@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(99),
        b"%PDF-1.7\n",
        b"SQLite format 3\0" + bytes(99),
        b"\x7fELF" + bytes(99),
    ],
    ids=["picture", "PDF", "database", "program"],
)  # fmt: skip
def test_another_type_under_a_false_name_is_refused(name: str, content: bytes) -> None:
    refused(content, name)


MEASURED = """
import io, resource, sys
from mapapp.errors import UnreadableFile
from mapapp.readers import read_incidents
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read_incidents(sys.argv[1])
except UnreadableFile:
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize("packed", [False, True])
def test_an_endless_line_takes_no_more_memory_than_the_longest_line(tmp_path: Path, *, packed: bool) -> None:
    """A file of 1.9 GB without an end of line, and 120 MB of one in gzip, within 200 MB."""
    path = tmp_path / "line.csv"
    if packed:
        with gzip.open(path, "wb", compresslevel=1) as opened:
            for _ in range(12):
                opened.write(os.urandom(10_000).hex().encode() * 500)
    else:
        with path.open("wb") as opened:
            opened.write(b"date,latitude,longitude\n")
            os.truncate(opened.fileno(), 1_900_000_000)
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, check=True, timeout=120
    )
    assert int(done.stdout) < 200
