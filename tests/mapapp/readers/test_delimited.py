"""The quick way through plain text gives the same rows as Python's csv, on the same lines."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mapapp.errors import UnreadableFile
from mapapp.readers import delimited
from mapapp.readers.delimited import read_delimited
from mapapp.readers.headers import Headers
from mapapp.readers.tables import Table

HEADER = b"date,latitude,notes\n"


def _cells(table: Table) -> tuple[list[int], list[list[str]], list[tuple[str, ...]]]:
    return table.lines.tolist(), [column.to_pylist() for column in table.columns], table.misfit_cells


def _read(text: str) -> tuple[list[int], list[list[str]], list[tuple[str, ...]]] | str:
    try:
        return _cells(read_delimited(HEADER + text.encode(), "utf-8", "f", Headers()))
    except UnreadableFile as error:
        return str(error)


PIECES = st.sampled_from(
    [
        "a",
        '"',
        '""',
        ",",
        "\n",
        "\r\n",
        "\r",
        "'",
        " ",
        "\0",
        "\\",
        "عبوة",
        "1",
        "a,b,c\n",
        '"x,y",z,"w"\n',
        ",,\n",
    ]
)


@settings(deadline=None, max_examples=400)
@given(st.lists(PIECES, max_size=25).map("".join))
@example('"a"b,c,d\n')
@example('a,b"c"d,e\n')
@example('a,b,"c')
@example("a,b,c\n\nd,e,f\n")
@example('a,"b\nc",d\ne,f,g\n')
def test_any_text_gives_the_same_rows_and_lines_both_ways(text: str) -> None:
    quick = _read(text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(delimited, "_plain_columns", lambda *_, **__: None)
        assert quick == _read(text)


def test_plain_text_goes_the_quick_way_and_a_row_of_two_lines_does_not() -> None:
    plain = HEADER + b'2021-01-01,33.3,"a, b"\n2021-01-02,33.4,c\n'
    two_lines = HEADER + b'2021-01-01,33.3,"a\nb"\n'
    widths = {"delimiter": ",", "width": 3, "quoted": True}
    assert delimited._plain_columns(plain, len(HEADER), **widths) is not None
    assert delimited._plain_columns(two_lines, len(HEADER), **widths) is None


def test_blank_lines_are_passed_over_and_lines_still_counted() -> None:
    lines, _, _ = _cells(read_delimited(HEADER + b"a,1,b\n\n,,\nc,2,d\n", "utf-8", "f", Headers()))
    assert lines == [2, 5]
