"""The columns of a table and some of their cells, whatever they are called: to choose a column mapping by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import pyarrow.compute as pc

from mapapp.readers.headers import MAX_HEADER_CHARACTERS, Headers
from mapapp.readers.loading import load
from mapapp.readers.reading import read_table
from mapapp.readers.results import REFUSED_COLUMNS, ReadResult

if TYPE_CHECKING:
    import pyarrow as pa

    from mapapp.readers.tables import Table

EXAMPLES: Final = 3
"""Different cells of a column that are shown."""
_LOOKED_AT: Final = 500
"""First rows in which they are looked for."""
_KNOWN_NAME: Final = 1_000
"""What a known name counts beside an unknown one: a row that a reader would take for the header stays it."""


@dataclass(frozen=True, slots=True)
class TableHead:
    """What an analyst needs to say which column means what."""

    header: tuple[str, ...]
    """The names of the columns as the file spells them; columns without a name are left out."""
    examples: tuple[tuple[str, ...], ...]
    """Of each column some different cells, in the order of the file."""
    recognised: Mapping[str, str]
    """Incident column -> header, by the names that readers know."""


class _AnyHeaders(Headers):
    """Takes the row with the most known names for the header, and without such the fullest row of words."""

    def count(self, header: Sequence[str]) -> int:
        known = super().count(header)
        words = {cell.strip() for cell in header if _may_be_name(cell.strip())}
        return known * _KNOWN_NAME + len(words)

    def fields(self, header: Sequence[str], name: str) -> dict[str, int]:  # noqa: ARG002 - nothing is read by them
        return {}


def _may_be_name(cell: str) -> bool:
    return 0 < len(cell) <= MAX_HEADER_CHARACTERS and any(letter.isalpha() for letter in cell)


def look_at(source: str | Path | BinaryIO | bytes, name: str = "") -> TableHead:
    """The columns of a file that ``read_incidents`` reads, or refuses because it knows none of their names.

    Args:
        source: a path, an open binary file, or the bytes themselves.
        name: what messages call the file; by default its own name.

    Raises:
        UnreadableFile: the file can't be opened, or holds no table.
    """
    content, name = load(source, name)
    read = read_table(content, name, _AnyHeaders())
    if isinstance(read, ReadResult):
        # JSON lines with the keys of an incident: nothing is to be chosen.
        return TableHead((), (), {})
    table, _ = read
    fields = Headers().fields(table.header, name)
    named = [number for number, cell in enumerate(table.header) if cell and cell not in REFUSED_COLUMNS]
    return TableHead(
        tuple(table.header[number] for number in named),
        tuple(_examples(table, number) for number in named),
        {field: table.header[number] for field, number in fields.items() if number in named},
    )


def _examples(table: Table, number: int) -> tuple[str, ...]:
    first: pa.ChunkedArray = table.cleaned(number).slice(0, _LOOKED_AT)
    filled = (cell for cell in pc.unique(first).to_pylist() if cell)
    return tuple(cell for cell, _ in zip(filled, range(EXAMPLES), strict=False))
