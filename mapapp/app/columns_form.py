"""The form in which an analyst says what the columns, dates and words of a file mean; saved as YAML."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from mapapp.errors import UnreadableFile
from mapapp.incidents import EVENT_TYPES
from mapapp.readers import FORMATS, ColumnMapping, Recognition, mapping_of, parse_mapping, written_mapping
from mapapp.readers.looking import TableHead, look_at

if TYPE_CHECKING:
    from mapapp.readers import DateOrder

DATE_ORDERS: Final[Mapping[DateOrder, str]] = {
    "auto": "as the column proves; refuse what it leaves open",
    "day-first": "day first (03/04 is 3 April)",
    "month-first": "month first (03/04 is 4 March)",
}
FORMAT_WORDS: Final = {
    "auto": "as recognised", "csv": "a table without codes", "ucdp": "UCDP GED", "ibc": "Iraq Body Count",
    "jsonl": "JSON lines",
}  # fmt: skip
"""Formats whose name is not their own abbreviation -> words."""
FIELD_LABELS: Final = {
    "event_date": "Date", "event_date_end": "Last day", "year": "Year", "month": "Month", "day": "Day",
    "date_precision": "Precision of the date", "location": "Place", "admin1": "Governorate",
    "admin2": "District", "latitude": "Latitude", "longitude": "Longitude", "coordinates": "Both coordinates",
    "geo_precision": "Precision of the place", "radius_km": "Radius in km", "country": "Country",
    "event_type": "Type of event", "sub_event_type": "Sub type", "actor1": "Actor", "actor2": "Other side",
    "fatalities": "Killed", "fatalities_low": "Killed, at least", "fatalities_high": "Killed, at most",
    "injuries": "Injured", "notes": "Notes", "source": "Source", "source_url": "Link",
    "source_id": "Number in the source", "source_dataset": "Data set", "event_id": "Id of ours",
    "location_as_written": "Place as written", "review_status": "Review", "evidence": "Evidence",
    "tags": "Tags", "created_at": "Made at", "updated_at": "Changed at",
}  # fmt: skip
"""What a column can hold -> its label; a test holds the keys equal to those of readers."""
TYPE_CHOICES: Final = {
    f"{event_type}: {sub_type}" if sub_type else event_type: (event_type, sub_type)
    for event_type, sub_types in EVENT_TYPES.items()
    for sub_type in ("", *sub_types)
}
"""Label -> event type and sub type."""
_EXAMPLE_CHARACTERS: Final = 90


def format_words(fmt: str) -> str:
    """A format of the readers as a person says it."""
    return FORMAT_WORDS.get(fmt, fmt.upper())


def order_words(order: str) -> str:
    """A date order as a person says it; "" for none."""
    return next((words for name, words in DATE_ORDERS.items() if name == order), "")


@dataclass(frozen=True, slots=True)
class FileColumns:
    """A file whose columns are to be chosen."""

    digest: str
    name: str
    content: bytes
    recognised: Recognition | None
    """None where it could not be read."""
    mapping: ColumnMapping
    """What it is read with now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the form says."""

    columns: Sequence[tuple[str, str | None]]
    """Header and the incident column that it holds; None for one that is not read."""
    constants: Sequence[tuple[str | None, str | None]] = ()
    words: Sequence[tuple[str, str | None]] = ()
    """Word of the file and a key of TYPE_CHOICES."""
    fmt: str = "auto"
    date_order: DateOrder = "auto"


def current_mapping(recognised: Recognition | None, said: ColumnMapping | None) -> ColumnMapping:
    """What a file is read with: what was recognised in it, with all that a person said of it."""
    if recognised is None:
        return said or ColumnMapping()
    seen = mapping_of(recognised)
    if said is None:
        return seen
    columns = {field: header for field, header in seen.columns.items() if field not in said.constants}
    unread = {field: None for field, header in said.columns.items() if header is None}
    return replace(
        said, fmt=said.fmt or seen.fmt, date_order=seen.date_order, columns={**columns, **unread},
        event_types={**seen.event_types, **said.event_types},
    )  # fmt: skip


def mapping_from(choices: Choices, before: ColumnMapping) -> ColumnMapping:
    """The mapping that the form asks for; what the form doesn't show stays as it was.

    Raises:
        UnreadableFile: one meaning is chosen for two columns, or for a column and for every row.
    """
    columns: dict[str, str | None] = {}
    for header, field in choices.columns:
        if not field:
            continue
        if field in columns:
            both = f"{columns[field]!r} and {header!r}"
            raise UnreadableFile(f"{FIELD_LABELS[field]} is chosen for two columns, {both}: leave one empty")
        columns[field] = header
    constants = {field: text.strip() for field, text in choices.constants if field and text and text.strip()}
    doubled = [FIELD_LABELS[field] for field in constants if field in columns]
    if doubled:
        raise UnreadableFile(f"{', '.join(doubled)}: allowed is a column or one text for all rows, not both")
    # A name that the readers know would be read again if nothing were said of it.
    unread = {field: None for field in before.columns if field not in columns and field not in constants}
    return replace(
        before, fmt="" if choices.fmt == "auto" else choices.fmt, date_order=choices.date_order,
        columns={**columns, **unread}, constants=constants,
        event_types={word: TYPE_CHOICES[label] for word, label in choices.words if label},
    )  # fmt: skip


def ask_columns(file: FileColumns) -> ColumnMapping | None:
    """Show the form and return the mapping with which the file is to be read again; None while nobody asks.

    Raises:
        UnreadableFile: the choices contradict one another, or a mapping that was opened is none.
    """
    head = _head(file)
    # Another mapping is another form: widgets keep what was typed into them under their keys.
    state = hashlib.blake2b(written_mapping(file.mapping).encode(), digest_size=6).hexdigest()
    key = f"{file.digest}-{state}"
    asked = None
    if head.header:
        with st.form(f"columns-{key}", border=False):
            choices = _ask(head, file, key)
            if st.form_submit_button("Read again", icon=":material/refresh:"):
                asked = mapping_from(choices, file.mapping)
    saving, opening = st.columns(2, vertical_alignment="center")
    saving.download_button(
        "Save as column mapping (YAML)",
        lambda: written_mapping(file.mapping, open_words=_words(file)),
        "columns.yaml", "application/yaml", on_click="ignore", icon=":material/save:", width="stretch",
        help="For the next file of this kind, here or with mapapp import --mapping: what this "
        "file was last read with.",
    )  # fmt: skip
    opened = opening.file_uploader("Open a column mapping", type=["yaml", "yml"], key=f"mapping-{key}")
    return (
        asked if opened is None else parse_mapping(opened.getvalue().decode("utf-8", "replace"), opened.name)
    )


def _head(file: FileColumns) -> TableHead:
    kept = st.session_state.get("file-head", ("",))
    if kept[0] != file.digest:
        try:
            head = look_at(file.content, file.name)
        except UnreadableFile:
            # Its own error already stands above the form.
            head = TableHead((), (), {})
        kept = st.session_state["file-head"] = (file.digest, head)
    found: TableHead = kept[1]
    return found


def _words(file: FileColumns) -> tuple[str, ...]:
    return () if file.recognised is None else tuple(file.recognised.event_types)


def _ask(head: TableHead, file: FileColumns, key: str) -> Choices:
    columns, words, constants = st.tabs(["Columns", "Words for events", "Same in every row"])
    with columns:
        st.caption(
            "Double-click a cell under Means to say what its column holds; a column without is not read."
        )
        chosen = _ask_meanings(head, file.mapping, key)
        left, right = st.columns(2)
        order = left.selectbox(
            "Dates such as 03/04/2021", list(DATE_ORDERS), format_func=DATE_ORDERS.__getitem__,
            index=list(DATE_ORDERS).index(file.mapping.date_order), key=f"order-{key}",
        )  # fmt: skip
        fmt = right.selectbox(
            "Format", FORMATS, format_func=format_words, key=f"format-{key}",
            index=FORMATS.index(file.mapping.fmt or "auto"),
            help="A published format brings codes of its own.",
        )  # fmt: skip
    with words:
        said = _ask_words(file, key)
    with constants:
        same = _ask_constants(file.mapping, key)
    return Choices(columns=chosen, constants=same, words=said, fmt=fmt, date_order=order)


def _ask_meanings(head: TableHead, mapping: ColumnMapping, key: str) -> list[tuple[str, str | None]]:
    seen = mapping.columns or head.recognised
    meaning = {header: field for field, header in seen.items() if header}
    shown = dict(zip(reversed(head.header), reversed(head.examples), strict=True))
    headers = list(dict.fromkeys(head.header))
    table = pd.DataFrame(
        {
            "Column": headers,
            "Means": pd.Series([meaning.get(header) for header in headers], dtype="object"),
            "For example": [" · ".join(shown[header])[:_EXAMPLE_CHARACTERS] for header in headers],
        }
    )
    meanings = st.column_config.SelectboxColumn(options=list(FIELD_LABELS), format_func=_label, width=200)
    edited = st.data_editor(
        table, hide_index=True, disabled=["Column", "For example"], key=f"meanings-{key}", placeholder="",
        column_config={"Means": meanings, "Column": st.column_config.Column(width=240)},
    )  # fmt: skip
    return list(zip(headers, map(_text_or_none, edited["Means"]), strict=True))


def _ask_words(file: FileColumns, key: str) -> list[tuple[str, str | None]]:
    labels = {pair: label for label, pair in TYPE_CHOICES.items()}
    listed = {word: labels.get(file.mapping.event_types.get(word, ("", ""))) for word in _words(file)}
    if not listed:
        st.caption("No column of the file is read as the type of event.")
        return [(word, labels.get(pair)) for word, pair in file.mapping.event_types.items()]
    unknown = [word for word, label in listed.items() if label is None]
    st.caption(
        f"{len(listed):,} words of the file say what happened; {len(unknown):,} of them are not known and "
        "become Unclassified."
    )
    words = [*unknown, *(word for word in listed if word not in set(unknown))]
    table = pd.DataFrame({
        "Word in the file": words, "Means": pd.Series([listed[word] for word in words], dtype="object"),
    })  # fmt: skip
    edited = st.data_editor(
        table, hide_index=True, disabled=["Word in the file"], key=f"words-{key}", placeholder="",
        column_config={"Means": st.column_config.SelectboxColumn(options=list(TYPE_CHOICES))},
    )  # fmt: skip
    return list(zip(words, map(_text_or_none, edited["Means"]), strict=True))


def _ask_constants(mapping: ColumnMapping, key: str) -> list[tuple[str | None, str | None]]:
    st.caption("What the file doesn't say because it is the same for all: the source, the governorate.")
    table = pd.DataFrame(
        {
            "Field": pd.Series(list(mapping.constants), dtype="object"),
            "Text": pd.Series(list(mapping.constants.values()), dtype="object"),
        }
    )
    fields = st.column_config.SelectboxColumn(options=list(FIELD_LABELS), format_func=_label)
    edited = st.data_editor(
        table, hide_index=True, num_rows="dynamic", key=f"constants-{key}", placeholder="",
        column_config={"Field": fields, "Text": st.column_config.TextColumn()},
    )  # fmt: skip
    return [
        (_text_or_none(field), _text_or_none(text))
        for field, text in zip(edited["Field"], edited["Text"], strict=True)
    ]


def _label(field: object) -> str:
    return FIELD_LABELS[str(field)]


def _text_or_none(cell: object) -> str | None:
    return cell if isinstance(cell, str) and cell else None
