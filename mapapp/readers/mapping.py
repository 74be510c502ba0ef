"""Column mappings: a small YAML file in which an analyst says what the columns and words of a file mean.

    format: csv                      # a published format whose codes hold, or csv
    date_order: day-first            # how 03/04/2021 is read
    columns:                         # incident column: header in the file; null for a column not to be read
      event_date: When it happened
      source: null
    constants:                       # incident column: what every row says
      source: Office in Kirkuk
    event_types:                     # word in the file: event type, or [event type, sub type]
      hit: [Explosions/Remote violence, Air/drone strike]
    counts:
      unknown: ["-1", "999"]         # cells that say that the number is not known
      zero: ["nobody"]               # cells that say that there was nobody
    geo_precision: {A: settlement}   # code in the file: our precision
    date_precision: {D: day}

Every key may be left out; what a mapping doesn't say goes by the names that readers know.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

import yaml

from mapapp.errors import UnreadableFile
from mapapp.filters import fold_text
from mapapp.incidents import EVENT_TYPES, DatePrecision, GeoPrecision
from mapapp.readers.columns import repeated
from mapapp.readers.dates import DateOrder
from mapapp.readers.headers import HEADER_NAMES
from mapapp.readers.schemas import PLAIN, SCHEMAS

if TYPE_CHECKING:
    from mapapp.readers.results import Recognition
    from mapapp.readers.schemas import Schema
    from mapapp.readers.tables import Table

MOST_BYTES: Final = 1_000_000
"""Of a mapping file: a thousand words and columns take a tenth of that."""
COUNT_KEYS: Final = ("unknown", "zero")
_ORDERS: Final = get_args(DateOrder)
_FORMATS: Final = tuple(schema.name for schema in SCHEMAS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """What an analyst says of a file; empty fields leave it to the reader."""

    fmt: str = ""
    """One of FORMATS without "auto"."""
    date_order: DateOrder = "auto"
    columns: Mapping[str, str | None] = field(default_factory=dict)
    """Incident column -> header of the file; None for a column that is not to be read."""
    constants: Mapping[str, str] = field(default_factory=dict)
    event_types: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Word of the file -> event type and sub type."""
    unknown_counts: frozenset[str] = frozenset()
    zero_counts: frozenset[str] = frozenset()
    geo_precision: Mapping[str, str] = field(default_factory=dict)
    date_precision: Mapping[str, str] = field(default_factory=dict)


def load_mapping(path: str | Path) -> ColumnMapping:
    """The mapping in a YAML file.

    Raises:
        UnreadableFile: no such file, no YAML, or a key or value that is none of the allowed ones.
    """
    file = Path(path)
    try:
        content = file.read_bytes()[: MOST_BYTES + 1]
    except OSError as error:
        raise UnreadableFile(f"{file}: {error.strerror or error}") from error
    if len(content) > MOST_BYTES:
        raise UnreadableFile(f"{file.name}: a column mapping has at most {MOST_BYTES:,} bytes")
    return parse_mapping(content.decode("utf-8", "replace"), file.name)


def parse_mapping(text: str, name: str) -> ColumnMapping:
    """The mapping in a YAML text; ``name`` is what messages call it.

    Raises:
        UnreadableFile: no YAML, or a key or value that is none of the allowed ones.
    """
    try:
        written = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise UnreadableFile(f"{name}: no YAML: {' '.join(str(error).split())[:200]}") from error
    keys = ("format", "date_order", "columns", "constants", "event_types", "counts", "geo_precision",
            "date_precision")  # fmt: skip
    said = _Said(name)
    parts = said.section(written, "a mapping", keys)
    counts = said.section(parts.get("counts"), "counts", COUNT_KEYS)
    fields = tuple(HEADER_NAMES)
    mapping = ColumnMapping(
        fmt=said.choice(parts.get("format") or "", "format", ("", *_FORMATS)),
        date_order=said.choice(parts.get("date_order") or "auto", "date_order", _ORDERS),
        columns={
            key: None if header is None else said.text(header, f"columns: {key}")
            for key, header in said.section(parts.get("columns"), "columns", fields).items()
        },
        constants={
            key: said.text(constant, f"constants: {key}")
            for key, constant in said.section(parts.get("constants"), "constants", fields).items()
        },
        event_types=said.event_types(parts.get("event_types")),
        unknown_counts=said.texts(counts.get("unknown"), "counts: unknown"),
        zero_counts=said.texts(counts.get("zero"), "counts: zero"),
        geo_precision=said.codes(parts.get("geo_precision"), "geo_precision", tuple(map(str, GeoPrecision))),
        date_precision=said.codes(
            parts.get("date_precision"), "date_precision", tuple(map(str, DatePrecision))
        ),
    )
    both = [key for key in mapping.constants if mapping.columns.get(key) is not None]
    if both:
        raise UnreadableFile(f"{name}: {', '.join(both)}: allowed is a column or a constant, not both")
    return mapping


@dataclass(frozen=True, slots=True)
class _Said:
    """Checks of what a mapping says; messages name the file, the key and what is allowed."""

    name: str

    def section(self, written: Any, where: str, allowed: tuple[str, ...]) -> dict[str, Any]:  # noqa: ANN401 - any YAML
        if written is None:
            return {}
        if not isinstance(written, dict):
            raise UnreadableFile(
                f"{self.name}: {where} must be keys and values; allowed: {', '.join(allowed)}"
            )
        unknown = [key for key in written if key not in allowed]
        if unknown:
            raise UnreadableFile(
                f"{self.name}: {where}: key {str(unknown[0])[:80]!r} is none of: {', '.join(allowed)}"
            )
        return written

    def text(self, written: Any, where: str) -> str:  # noqa: ANN401 - any YAML
        if isinstance(written, bool) or not isinstance(written, (str, int, float)):
            raise UnreadableFile(
                f"{self.name}: {where}: {str(written)[:80]!r} is no text; write it in quotes"
            )
        return str(written)

    def texts(self, written: Any, where: str) -> frozenset[str]:  # noqa: ANN401 - any YAML
        listed = [] if written is None else written
        if not isinstance(listed, list):
            raise UnreadableFile(f"{self.name}: {where} must be a list, such as ['-1', '999']")
        return frozenset(self.text(one, where) for one in listed)

    def choice(self, written: Any, where: str, allowed: tuple[str, ...]) -> Any:  # noqa: ANN401 - any YAML
        if written not in allowed:
            choices = ", ".join(filter(None, allowed))
            raise UnreadableFile(f"{self.name}: {where} {str(written)[:80]!r} is none of: {choices}")
        return written

    def codes(self, written: Any, where: str, allowed: tuple[str, ...]) -> dict[str, str]:  # noqa: ANN401 - any YAML
        pairs = written if isinstance(written, dict) else self.section(written, where, ())
        return {
            self.text(code, where).lower(): self.choice(ours, f"{where}: {code}", allowed)
            for code, ours in pairs.items()
        }

    def event_types(self, written: Any) -> dict[str, tuple[str, str]]:  # noqa: ANN401 - any YAML
        pairs = written if isinstance(written, dict) else self.section(written, "event_types", ())
        return {
            self.text(word, "event_types"): self._event_type(str(word), ours)
            for word, ours in pairs.items()
            # A word that a saved mapping leaves open is not said.
            if ours is not None
        }

    def _event_type(self, word: str, ours: Any) -> tuple[str, str]:  # noqa: ANN401 - any YAML
        where = f"event_types: {word[:80]}"
        event_type, *more = ours if isinstance(ours, list) and ours else [ours]
        self.choice(event_type, where, tuple(EVENT_TYPES))
        if not more or more == [None]:
            return event_type, ""
        self.choice(more[0] if len(more) == 1 else more, where, ("", *EVENT_TYPES.get(event_type, ())))
        return event_type, more[0]


def apply_mapping(mapping: ColumnMapping, table: Table, schema: Schema) -> tuple[Table, Schema]:
    """``table`` with the constants as columns, and ``schema`` with the words and codes of the mapping."""
    added = [(key, constant) for key, constant in mapping.constants.items() if constant]
    fields = {key: number for key, number in table.fields.items() if key not in mapping.constants}
    fields |= {key: len(table.header) + number for number, (key, _) in enumerate(added)}
    table = replace(
        table,
        header=(*table.header, *(f"constant {key}" for key, _ in added)),
        columns=[*table.columns, *(repeated(constant, len(table)) for _, constant in added)],
        fields=fields,
    )
    words = {fold_text(word): pair for word, pair in mapping.event_types.items()}
    return table, replace(
        schema,
        event_words={**schema.event_words, **words},
        event_codes={code: pair for code, pair in schema.event_codes.items() if fold_text(code) not in words},
        geo_codes={**schema.geo_codes, **mapping.geo_precision},
        date_codes={**schema.date_codes, **mapping.date_precision},
        unknown_numbers=schema.unknown_numbers | mapping.unknown_counts,
        zero_words=schema.zero_words | mapping.zero_counts,
        dataset="" if "source_dataset" in mapping.constants else schema.dataset,
    )


def mapping_text(recognised: Recognition) -> str:
    """The YAML of what the reader recognised in a file, for an analyst to change and read the file with."""
    return (
        "# What mapapp recognised; change it and read the file with --mapping. null: not known.\n"
        + written_mapping(mapping_of(recognised), open_words=tuple(recognised.event_types))
    )


def mapping_of(recognised: Recognition) -> ColumnMapping:
    """What the reader recognised in a file, as a mapping that reads it in the same way."""
    return ColumnMapping(
        fmt=recognised.format_name if recognised.format_name in _FORMATS else PLAIN.name,
        date_order=next((order for order in _ORDERS if order == recognised.date_order), "auto"),
        columns=dict(recognised.columns),
        event_types={word: pair for word, pair in recognised.event_types.items() if pair[0]},
    )


def written_mapping(mapping: ColumnMapping, *, open_words: Sequence[str] = ()) -> str:
    """The YAML that ``parse_mapping`` reads as ``mapping``.

    Args:
        mapping: what an analyst said.
        open_words: words for types of events in the order in which they are to stand; those of which the
            mapping says nothing are written with null, to be filled in.
    """
    words = dict.fromkeys((*open_words, *mapping.event_types))
    counts = {"unknown": sorted(mapping.unknown_counts), "zero": sorted(mapping.zero_counts)}
    said: dict[str, Any] = {
        "format": mapping.fmt,
        "date_order": "" if mapping.date_order == "auto" else mapping.date_order,
        "columns": dict(mapping.columns),
        "constants": dict(mapping.constants),
        "event_types": {word: _pair_text(mapping.event_types.get(word)) for word in words},
        "counts": {key: texts for key, texts in counts.items() if texts},
        "geo_precision": dict(mapping.geo_precision),
        "date_precision": dict(mapping.date_precision),
    }
    stated = {key: part for key, part in said.items() if part}
    written: str = yaml.safe_dump(stated, allow_unicode=True, sort_keys=False, width=100)
    return written


def _pair_text(pair: tuple[str, str] | None) -> str | list[str] | None:
    if pair is None:
        return None
    return list(pair) if pair[1] else pair[0]
