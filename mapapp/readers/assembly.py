"""A table of cells -> an incident frame, by one schema: the steps that all formats share."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from mapapp.filters import fold_text
from mapapp.incidents import (
    COLUMNS,
    COUNT_COLUMNS,
    TEXT_COLUMNS,
    UNKNOWN_EVENT_TYPE,
    DatePrecision,
    GeoPrecision,
    ReviewStatus,
    conform,
)  # fmt: skip
from mapapp.readers.columns import Cells, cells_of, combined
from mapapp.readers.counts import read_counts
from mapapp.readers.dates import DateOrder, decided_order
from mapapp.readers.days import date_cells, read_days
from mapapp.readers.event_types import event_type_words, is_lossy
from mapapp.readers.placing import place_rows
from mapapp.readers.results import RowFaults

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from mapapp.readers.schemas import Schema
    from mapapp.readers.tables import Table

_COPIED: Final = (
    "actor1", "actor2", "notes", "source", "source_url", "source_id", "source_dataset", "evidence",
    "created_at", "updated_at",
)  # fmt: skip
_OWN_CODES: Final[Mapping[str, frozenset[str]]] = {
    "geo_precision": frozenset({"", *map(str, GeoPrecision)}),
    "date_precision": frozenset({"", *map(str, DatePrecision)}),
}
"""Field -> our own words in it; any other code is kept in ``tags`` as the file has it."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """The incidents of a table, and what holds for all of them."""

    frame: pd.DataFrame
    warnings: tuple[str, ...]
    date_order: DateOrder | None
    """How 03/04/2021 was read, where the column proves it."""


def assemble(
    table: Table,
    schema: Schema,
    faults: RowFaults,
    *,
    digest: str,
    date_order: DateOrder,
    open_gazetteer: Callable[[], Gazetteer],
) -> Assembled:
    """Read every column of ``table``; rows without a date or a place go to ``faults``.

    Args:
        table: the file.
        schema: which columns mean what.
        faults: takes refused rows and unusable cells.
        digest: of the file, the first part of the ids of rows that bring none.
        date_order: how ``03/04/2021`` is to be read.
        open_gazetteer: called only where a name has to be looked up.
    """
    columns: dict[str, Any] = read_days(table, schema, faults, date_order)
    places = place_rows(table, schema, faults, open_gazetteer)
    columns |= places.columns
    columns |= read_counts(table, schema, faults)
    types, type_tags = _read_types(table, schema)
    columns |= types
    columns |= {name: table.column(name) for name in _COPIED if name in table.fields}
    if schema.dataset:
        columns["source_dataset"] = schema.dataset
    columns["review_status"] = _read_review(table, faults)
    columns["tags"] = _join_tags(table, {**_kept_codes(table, schema), **type_tags})
    columns["event_id"] = _identify(table, schema, digest)
    frame = _frame(columns, len(table))
    if refused := faults.refused_rows:
        kept = np.ones(len(table), dtype=bool)
        kept[refused] = False
        frame = frame[kept]
    order = decided_order(date_cells(table, schema)[0].distinct) if date_order == "auto" else None
    told = [f"dates such as 03/04/2021 are read {order}, as other dates of the column prove"] if order else []
    return Assembled(conform(frame), (*told, *places.warnings), order)


def _frame(columns: dict[str, Any], rows: int) -> pd.DataFrame:
    """An incident frame; columns that the file lacks are made at once in their final type."""
    series: dict[str, pd.Series[Any]] = {}
    for name in COLUMNS:
        values = columns.get(name, "" if name in TEXT_COLUMNS else None)
        if isinstance(values, str):
            series[name] = pd.Series(values, index=range(rows), dtype="str")
        elif isinstance(values, pa.ChunkedArray):
            series[name] = pd.Series(pd.array(values, dtype="str"))
        elif name in TEXT_COLUMNS:
            series[name] = pd.Series(values, dtype="str")
        elif name in COUNT_COLUMNS:
            series[name] = pd.Series(pd.NA if values is None else values, index=range(rows), dtype="Int32")
        elif values is not None:
            series[name] = pd.Series(values)
    return pd.DataFrame(series)


def _read_types(table: Table, schema: Schema) -> tuple[dict[str, Any], dict[str, Cells]]:
    """Event type and sub type, and the words that go to the tags."""
    if not table.fields.keys() & {"event_type", "sub_event_type"}:
        return {"event_type": UNKNOWN_EVENT_TYPE}, {}
    words = {**event_type_words(), **schema.event_words}
    # A file with sub types alone has no words for the type.
    codes, pairs = combined([_cells(table, name) for name in ("event_type", "sub_event_type")])
    mapped = [_map_type(pair[0], pair[1], schema, words) for pair in pairs]
    numbers = codes.astype(np.int32)

    def spread(values: list[str]) -> Cells:
        return Cells(numbers, values)

    tags = {
        tag: spread([kept.get(tag, "") for _, _, kept in mapped])
        for tag in sorted({tag for _, _, kept in mapped for tag in kept})
    }
    columns = {
        name: spread(values).each(values)
        for name, values in (
            ("event_type", [event_type for event_type, _, _ in mapped]),
            ("sub_event_type", [sub_type for _, sub_type, _ in mapped]),
        )
    }
    return columns, tags


def _cells(table: Table, field: str) -> Cells:
    """The cells of a field, all empty where the file lacks it."""
    column = table.column(field)
    return Cells(np.zeros(len(table), dtype=np.int32), [""]) if column is None else cells_of(column)


def words_for_types(table: Table, schema: Schema, most: int) -> dict[str, tuple[str, str]]:
    """The first ``most`` words of the file for what happened -> event type and sub type, "" if not known."""
    words = {**event_type_words(), **schema.event_words}
    found = {}
    for word in sorted(filter(None, _cells(table, "event_type").distinct))[:most]:
        event_type, sub_type, _ = _map_type(word, "", schema, words)
        found[word] = ("", "") if event_type == UNKNOWN_EVENT_TYPE else (event_type, sub_type)
    return found


def _map_type(
    word: str, sub_word: str, schema: Schema, words: dict[str, tuple[str, str]]
) -> tuple[str, str, dict[str, str]]:
    code = schema.event_codes.get(word.strip().lower())
    found = code or words.get(fold_text(word))
    sub_found = words.get(fold_text(sub_word)) if sub_word else None
    if found and sub_word in {"Other", "Attack", "Other accident"}:
        sub_found = (found[0], sub_word)
    if found is None and sub_found is not None and not word:
        found = sub_found
    kept: dict[str, str] = {}
    if found is None and word in {"", UNKNOWN_EVENT_TYPE} and not sub_word:
        return UNKNOWN_EVENT_TYPE, "", kept
    if found is None:
        kept = {key: value for key, value in (("type", word), ("sub_type", sub_word)) if value}
        return UNKNOWN_EVENT_TYPE, "", kept
    if is_lossy(word):
        kept["type"] = word
    if sub_found and sub_found[0] == found[0]:
        return found[0], sub_found[1], kept
    if sub_word:
        kept["sub_type"] = sub_word
    return found[0], found[1], kept


def _read_review(table: Table, faults: RowFaults) -> Any:  # noqa: ANN401 - one text, or an array of them
    column = table.column("review_status")
    if column is None:
        return str(ReviewStatus.UNREVIEWED)
    allowed = {str(status) for status in ReviewStatus}
    cells = cells_of(column)
    unknown = [n for n, cell in enumerate(cells.distinct) if cell and cell.lower() not in allowed]
    reason = f"none of {', '.join(sorted(allowed))}; taken as unreviewed"
    for row in cells.rows_of(unknown).tolist():
        faults.flag(row, table.column_name("review_status"), cells[row], reason)
    unreviewed = str(ReviewStatus.UNREVIEWED)
    return cells.each([cell.lower() if cell.lower() in allowed else unreviewed for cell in cells.distinct])


def _kept_codes(table: Table, schema: Schema) -> dict[str, Cells]:
    """The codes of the file that go to the tags as they are."""
    kept = {
        name: cells_of(table.cleaned(number))
        for name in schema.kept_codes
        for number in table.numbers_of(name)[:1]
    }
    for name, own in _OWN_CODES.items():
        column = table.column(name)
        if column is None or table.column_name(name).lower() in kept:
            continue
        cells = cells_of(column)
        if not own.issuperset(cells.distinct):
            kept[name] = Cells(cells.codes, ["" if cell in own else cell for cell in cells.distinct])
    return kept


def _join_tags(table: Table, tags: dict[str, Cells]) -> Any:  # noqa: ANN401 - one text, or a column of them
    """One JSON object for each row that has tags, over the tags that the file brings itself."""
    brought = None if "tags" in tags else table.column("tags")
    if not tags:
        return "" if brought is None else brought
    own = [] if brought is None else [cells_of(brought)]
    # Few different tags recur on many rows: each combination is written as JSON once.
    codes, combinations = combined([*own, *tags.values()])
    keys = list(tags)
    written = [_tag_text(keys, one[0], one[1:]) if own else _tag_text(keys, "", one) for one in combinations]
    return Cells(codes.astype(np.int32), written).each(written)


def _tag_text(keys: list[str], own: str, cells: tuple[str, ...]) -> str:
    kept = {key: cell for key, cell in zip(keys, cells, strict=True) if cell}
    if not kept:
        return own
    try:
        stored = json.loads(own) if own else {}
    except ValueError:
        stored = {"tags": own}
    stored = stored if isinstance(stored, dict) else {"tags": own}
    return json.dumps({**stored, **kept}, ensure_ascii=False)


def _identify(table: Table, schema: Schema, digest: str) -> pd.Series[Any]:
    """Ids that a second reading of the same file gives again: the source's key, else file and line.

    A running number behind one prefix also packs to next to nothing in a map document, where a hash
    for each row would be half of the file.
    """
    by_line = pc.binary_join_element_wise(digest, pc.cast(pa.array(table.lines), pa.string()), "-")
    if schema.key_prefix and "source_id" in table.fields:
        own = table.column("source_id")
        keyed = pc.binary_join_element_wise(schema.key_prefix, own, "")
    elif "event_id" in table.fields:
        own = keyed = table.column("event_id")
    else:
        return pd.Series(pd.array(by_line, dtype="str"))
    ids = pd.Series(pd.array(pc.if_else(pc.equal(own, ""), by_line, keyed), dtype="str"))
    doubles = np.flatnonzero(ids.duplicated())
    if not len(doubles):
        return ids
    taken = set(ids.tolist())
    renamed = ids.tolist()
    latest: dict[str, int] = {}
    for row in doubles.tolist():
        key = renamed[row]
        number = latest.get(key, 1) + 1
        while f"{key}~{number}" in taken:
            number += 1
        latest[key] = number
        renamed[row] = f"{key}~{number}"
        taken.add(renamed[row])
    return pd.Series(renamed, dtype="str")
