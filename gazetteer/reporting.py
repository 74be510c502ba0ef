"""Answers as text, JSON lines and CSV, for the command line."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from gazetteer.errors import InvalidQuery, UnknownAdminArea

if TYPE_CHECKING:
    from gazetteer.places import Candidate, Mention, Place, Resolution
    from gazetteer.resolver import Gazetteer

RESOLVED_COLUMNS = (
    "status", "name", "name_ar", "name_ckb", "kind", "governorate", "district", "latitude", "longitude",
    "precision", "radius_km", "score", "matched_name", "source", "country", "reasons", "candidates",
)  # fmt: skip
"""Columns that ``resolve --file`` adds."""
CLASH_PREFIX = "gazetteer_"
"""Before an added column whose name the file has already."""
_JSON_SUFFIXES = frozenset({".json", ".jsonl", ".ndjson"})
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def record_of(answer: Resolution) -> dict[str, Any]:
    """An answer with the JSON keys of the command."""
    place = answer.place
    best = answer.candidates[0] if answer.candidates else None
    record: dict[str, Any] = {"query": answer.query, "status": answer.status.value}
    record |= _place_keys(place) if place else dict.fromkeys(_PLACE_KEYS)
    record |= {
        "latitude": answer.latitude,
        "longitude": answer.longitude,
        "precision": answer.precision.value,
        "radius_km": answer.radius_km,
        "score": best.score if best else None,
        "source": place.source if place else None,
        "country": answer.country,
        "reasons": list(answer.reasons),
        "candidates": [_candidate_keys(candidate) for candidate in answer.candidates],
    }
    return record


_PLACE_KEYS = ("place_id", "name", "name_ar", "name_ckb", "kind", "governorate", "district")


def _place_keys(place: Place) -> dict[str, Any]:
    return {key: getattr(place, key) for key in _PLACE_KEYS}


def _candidate_keys(candidate: Candidate) -> dict[str, Any]:
    place = candidate.place
    return {
        **_place_keys(place),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "score": candidate.score,
        "matched_name": candidate.matched_name,
        "rule": candidate.rule,
        "source": place.source,
        "reasons": list(candidate.reasons),
    }


def as_json(answer: Resolution) -> str:
    """An answer as one line of JSON."""
    return json.dumps(record_of(answer), ensure_ascii=False)


def as_text(answer: Resolution) -> str:
    """An answer for a reader."""
    lines = [f"{printable(answer.query)}: {answer.status.value}"]
    if answer.latitude is not None and answer.longitude is not None:
        where = answer.place.name if answer.place else "a point"
        lines[0] += (
            f", {where} at {answer.latitude:.5f}, {answer.longitude:.5f}"
            f" ({answer.precision.value}, within {answer.radius_km or 0:.1f} km)"
        )
    lines += [f"  {printable(reason)}" for reason in answer.reasons]
    for candidate in answer.candidates:
        place = candidate.place
        where = ", ".join(filter(None, (place.district, place.governorate)))
        lines.append(
            f"  {candidate.score:.2f} {place.name} ({place.kind}, {where}) "
            f"{place.latitude:.5f}, {place.longitude:.5f} [{place.place_id}]"
        )
    return "\n".join(lines)


def mention_json(mention: Mention) -> str:
    """A mention as one line of JSON."""
    record = record_of(mention.resolution) | {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "kind_word": mention.kind_word,
        "doubt": mention.doubt,
    }
    return json.dumps(record, ensure_ascii=False)


def mention_text(mention: Mention) -> str:
    """A mention for a reader."""
    doubt = f" (doubtful: {mention.doubt})" if mention.doubt else ""
    return f"{mention.start}-{mention.end} {as_text(mention.resolution)}{doubt}"


def printable(text: str) -> str:
    """A text that can't move the cursor or turn the writing direction of a terminal."""
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)


def resolve_file(gazetteer: Gazetteer, options: argparse.Namespace) -> int:
    """Resolve a column of a CSV file and write the file with the answers beside it.

    Returns:
        How many rows were not resolved; each is told on stderr with its line.

    Raises:
        InvalidQuery: the file lacks a column, or is no CSV in UTF-8.
    """
    path: Path = options.file
    refused = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream, _writing(options.output) as out:
            reader = csv.DictReader(stream)
            header = list(reader.fieldnames or ())
            for column in filter(None, (options.column, options.within_column)):
                if column not in header:
                    raise InvalidQuery(f"{path} has no column {column!r}; it has {', '.join(header)}")
            added = {
                column: f"{CLASH_PREFIX}{column}" if column in header else column
                for column in RESOLVED_COLUMNS
            }
            writer = csv.DictWriter(
                out, [*header, *added.values()], extrasaction="ignore", lineterminator="\n"
            )
            as_lines = options.json or (
                options.output is not None and options.output.suffix in _JSON_SUFFIXES
            )
            if not as_lines:
                writer.writeheader()
            for row in reader:
                record, reason = _resolved_row(gazetteer, row, options)
                if reason:
                    refused += 1
                    sys.stderr.write(f"{path}, line {reader.line_num}: {printable(reason)}\n")
                if as_lines:
                    out.write(json.dumps(record, ensure_ascii=False) + "\n")
                else:
                    writer.writerow({**row, **_cells(record, added)})
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidQuery(f"{path} is no CSV in UTF-8: {error}") from error
    return refused


def _resolved_row(
    gazetteer: Gazetteer, row: dict[str, str | None], options: argparse.Namespace
) -> tuple[dict[str, Any], str]:
    name = row.get(options.column) or ""
    within = options.within
    if options.within_column:
        within = row.get(options.within_column) or within
    clash = ""
    try:
        answer = gazetteer.resolve(name, within=within, limit=options.limit)
    except UnknownAdminArea as error:
        answer, clash = gazetteer.resolve(name, limit=options.limit), str(error)
    record = record_of(answer)
    if clash:
        record["reasons"].append(clash)
    if answer.status.value != "resolved":
        return record, f"{answer.status.value}: {name!r}: {'; '.join(answer.reasons)}"
    return record, clash


def _cells(record: dict[str, Any], added: Mapping[str, str]) -> dict[str, str]:
    """The answer as cells of a table; reasons joined, candidates as JSON, and no cell a formula."""
    best = record["candidates"][0] if record["candidates"] else {}
    flat = {
        **record,
        "matched_name": best.get("matched_name"),
        "reasons": "; ".join(record["reasons"]),
        "candidates": json.dumps(record["candidates"], ensure_ascii=False),
    }
    cells = {}
    for column, heading in added.items():
        value = flat[column]
        text = "" if value is None else str(value)
        if isinstance(value, str) and text.startswith(_FORMULA_STARTS):
            text = "'" + text
        cells[heading] = text
    return cells


@contextmanager
def _writing(path: Path | None) -> Iterator[TextIO]:
    """Open the output; a file appears only once it is complete."""
    if path is None:
        yield sys.stdout
        return
    partial = path.with_name(f".{path.name}.partial")
    try:
        with partial.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def stats(gazetteer: Gazetteer, *, as_json: bool) -> str:
    """Count the places by kind and by governorate."""
    kinds = Counter(place.kind for place in gazetteer.places)
    governorates = Counter(place.governorate or "(none)" for place in gazetteer.places)
    names = sum(len({p.name, p.name_ar, p.name_ckb, *p.names} - {""}) for p in gazetteer.places)
    if as_json:
        record = {
            "places": len(gazetteer.places),
            "names": names,
            "kinds": dict(sorted(kinds.items())),
            "governorates": dict(sorted(governorates.items())),
        }
        return json.dumps(record, ensure_ascii=False)
    lines = [f"{len(gazetteer.places)} places, {names} names"]
    for title, counts in (("kind", kinds), ("governorate", governorates)):
        lines.append(f"by {title}:")
        lines += [f"  {count:6d} {key}" for key, count in sorted(counts.items())]
    return "\n".join(lines)
