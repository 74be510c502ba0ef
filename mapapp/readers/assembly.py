"""A table of cells -> an incident frame, by one schema: the steps that all formats share."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from mapapp.filters import fold_text
from mapapp.incidents import (
    COLUMNS,
    COUNT_COLUMNS,
    TEXT_COLUMNS,
    UNKNOWN_EVENT_TYPE,
    ReviewStatus,
    conform,
)  # fmt: skip
from mapapp.readers.counts import read_counts
from mapapp.readers.dates import DateOrder, decided_order
from mapapp.readers.days import read_days
from mapapp.readers.event_types import event_type_words, is_lossy
from mapapp.readers.placing import place_rows
from mapapp.readers.results import RowFaults

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from mapapp.readers.schemas import Schema
    from mapapp.readers.tables import Table

_GUARDED: Final = re.compile(r"'+[=+\-@\t\r\n]")
"""What our own CSV export puts before a cell that a spreadsheet would run as a formula."""
_COPIED: Final = (
    "actor1", "actor2", "notes", "source", "source_url", "source_id", "source_dataset", "evidence",
    "created_at", "updated_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Assembled:
    """The incidents of a table, and what holds for all of them."""

    frame: pd.DataFrame
    warnings: tuple[str, ...]


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
    texts = _text_columns(table)
    columns: dict[str, Any] = read_days(table, schema, faults, date_order)
    places = place_rows(table, faults, dict(schema.geo_codes), texts, open_gazetteer)
    columns |= {
        name: getattr(places, name)
        for name in ("latitude", "longitude", "radius_km", "geo_precision", "admin1", "admin2",
                     "location", "location_as_written")
    }  # fmt: skip
    columns |= read_counts(table, schema, faults)
    types, type_tags = _read_types(table, schema, texts)
    columns |= types
    columns |= {name: texts(name) for name in _COPIED if name in table.fields}
    if schema.dataset:
        columns["source_dataset"] = schema.dataset
    columns["review_status"] = _read_review(table, texts, faults)
    columns["tags"] = _join_tags(table, texts, type_tags | _kept_codes(table, schema))
    columns["event_id"] = _identify(table, schema, texts, digest)
    frame = _frame(columns, len(table.lines))
    refused = faults.refused_rows
    if refused:
        frame = frame.drop(index=refused).reset_index(drop=True)
    order = decided_order(table.cells("event_date") or ()) if date_order == "auto" else None
    told = [f"dates such as 03/04/2021 are read {order}, as other dates of the column prove"] if order else []
    return Assembled(frame, (*told, *places.warnings))


def _text_columns(table: Table) -> Callable[[str], list[str]]:
    def texts(field: str) -> list[str]:
        cells = table.cells(field)
        if cells is None:
            return [""] * len(table.lines)
        # Most columns repeat few texts: each distinct one is cleaned once.
        cleaned = {cell: _clean(cell, guarded=table.guarded) for cell in set(cells)}
        return [cleaned[cell] for cell in cells]

    return texts


def _clean(cell: str, *, guarded: bool) -> str:
    # NUL means nothing in a text and PostgreSQL refuses it.
    stripped = cell.replace("\0", "\ufffd").strip()
    return stripped[1:] if guarded and _GUARDED.match(stripped) else stripped


def _frame(columns: dict[str, Any], rows: int) -> pd.DataFrame:
    """An incident frame; columns that the file lacks are made at once in their final type."""
    series: dict[str, pd.Series[Any]] = {}
    for name in COLUMNS:
        values = columns.get(name, "" if name in TEXT_COLUMNS else None)
        if isinstance(values, str):
            series[name] = pd.Series(values, index=range(rows), dtype="str")
        elif name in TEXT_COLUMNS:
            series[name] = pd.Series(values, dtype="str")
        elif name in COUNT_COLUMNS:
            series[name] = pd.Series(pd.NA if values is None else values, index=range(rows), dtype="Int32")
        elif values is not None:
            series[name] = pd.Series(values)
    return conform(pd.DataFrame(series))


def _read_types(
    table: Table, schema: Schema, texts: Callable[[str], list[str]]
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Event type and sub type, and the words that go to the tags."""
    words = event_type_words()
    keys: Sequence[Any] = texts("event_type")
    pair_of: dict[Any, tuple[str, str]] = {word: (word, "") for word in set(keys)}
    if "sub_event_type" in table.fields:
        keys = list(zip(texts("event_type"), texts("sub_event_type"), strict=True))
        pair_of = {pair: pair for pair in set(keys)}
    mapped = {key: _map_type(*pair, schema, words) for key, pair in pair_of.items()}
    type_of = {key: found for key, (found, _, _) in mapped.items()}
    sub_type_of = {key: found for key, (_, found, _) in mapped.items()}
    tags = {}
    for tag in sorted({tag for _, _, kept in mapped.values() for tag in kept}):
        tag_of = {key: kept.get(tag, "") for key, (_, _, kept) in mapped.items()}
        tags[tag] = [tag_of[key] for key in keys]
    columns = {
        "event_type": [type_of[key] for key in keys],
        "sub_event_type": [sub_type_of[key] for key in keys],
    }
    return columns, tags


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


def _read_review(table: Table, texts: Callable[[str], list[str]], faults: RowFaults) -> str | list[str]:
    if "review_status" not in table.fields:
        return str(ReviewStatus.UNREVIEWED)
    allowed = {str(status) for status in ReviewStatus}
    cells = [cell.lower() for cell in texts("review_status")]
    for row, cell in enumerate(cells):
        if cell not in allowed:
            if cell:
                reason = f"none of {', '.join(sorted(allowed))}; taken as unreviewed"
                faults.flag(row, table.column_name("review_status"), cell, reason)
            cells[row] = str(ReviewStatus.UNREVIEWED)
    return cells


def _kept_codes(table: Table, schema: Schema) -> dict[str, Sequence[str]]:
    lowered = [name.lower() for name in table.header]
    return {name: table.columns[lowered.index(name)] for name in schema.kept_codes if name in lowered}


def _join_tags(
    table: Table, texts: Callable[[str], list[str]], tags: dict[str, Sequence[str]]
) -> str | list[str]:
    """One JSON object for each row that has tags, over the tags that the file brings itself."""
    brings_tags = "tags" in table.fields and "tags" not in tags
    own = texts("tags") if brings_tags else [""] * len(table.lines)
    if not tags:
        return own if brings_tags else ""
    # Few different tags recur on many rows: each combination is written as JSON once.
    combinations = list(zip(own, *tags.values(), strict=True))
    written = {combination: _tag_text(list(tags), combination) for combination in set(combinations)}
    return [written[combination] for combination in combinations]


def _tag_text(keys: list[str], combination: tuple[str, ...]) -> str:
    own, *cells = combination
    kept = {key: cell.strip() for key, cell in zip(keys, cells, strict=True) if cell.strip()}
    if not kept:
        return own
    try:
        stored = json.loads(own) if own else {}
    except ValueError:
        stored = {"tags": own}
    stored = stored if isinstance(stored, dict) else {"tags": own}
    return json.dumps({**stored, **kept}, ensure_ascii=False)


def _identify(table: Table, schema: Schema, texts: Callable[[str], list[str]], digest: str) -> list[str]:
    """Ids that a second reading of the same file gives again: the source's key, else file and line.

    A running number behind one prefix also packs to next to nothing in a map document, where a hash
    for each row would be half of the file.
    """
    by_line = [f"{digest}-{line}" for line in table.lines]
    if schema.key_prefix and "source_id" in table.fields:
        own = [schema.key_prefix + key if key else "" for key in texts("source_id")]
    elif "event_id" in table.fields:
        own = texts("event_id")
    else:
        return by_line
    seen: dict[str, int] = {}
    ids = []
    for key, fallback in zip(own, by_line, strict=True):
        chosen = key or fallback
        seen[chosen] = seen.get(chosen, 0) + 1
        ids.append(chosen if seen[chosen] == 1 else f"{chosen}~{seen[chosen]}")
    return ids
