"""What extraction gives: incidents with the span of every field, what was left out and why, read files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mapapp.incidents import FROM_TEXT

Span = tuple[int, int]
"""Offsets in code points of the first character and behind the last, in the text as read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedIncident:
    """One incident that a report tells.

    Counts are None where the report doesn't state them and 0 only where it says that there were none.
    """

    report_id: str = ""
    event_date: date | None
    """First day that is possible; None where neither the text nor the caller gives a date."""
    event_date_end: date | None = None
    """Last day that is possible; None where the day is known."""
    date_precision: str = ""
    event_type: str
    sub_event_type: str
    actor1: str = ""
    actor2: str = ""
    admin1: str = ""
    admin2: str = ""
    location: str = ""
    location_as_written: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geo_precision: str = "unresolved"
    radius_km: float | None = None
    fatalities: int | None = None
    fatalities_low: int | None = None
    fatalities_high: int | None = None
    injuries: int | None = None
    notes: str = ""
    source: str = ""
    evidence: Mapping[str, Span] = field(default_factory=dict)
    """Field name -> where the text says so."""
    rules: tuple[str, ...] = ()
    """Names of the rules that fired, in the order in which they did."""
    warnings: tuple[str, ...] = ()
    """Sentences for the reader: doubts, contradictions, what was folded."""

    @property
    def event_id(self) -> str:
        """The same for the same content: a hash of what happened, where, when, and of the report's words."""
        content = (
            self.report_id,
            self.event_type,
            self.sub_event_type,
            self.admin1,
            self.location,
            self.location_as_written,
            str(self.event_date),
            str(self.event_date_end),
            str(self.fatalities),
            str(self.injuries),
            self.notes,
        )
        return "text:" + hashlib.sha256("\x1f".join(content).encode("utf-8", "replace")).hexdigest()[:16]

    def to_record(self) -> dict[str, Any]:
        """The incident columns, ``evidence`` (field -> [start, end], with the rules' names), ``warnings``."""
        return {
            "event_id": self.event_id,
            "report_id": self.report_id,
            "event_date": None if self.event_date is None else self.event_date.isoformat(),
            "event_date_end": None if self.event_date_end is None else self.event_date_end.isoformat(),
            "date_precision": self.date_precision,
            "event_type": self.event_type,
            "sub_event_type": self.sub_event_type,
            "actor1": self.actor1,
            "actor2": self.actor2,
            "admin1": self.admin1,
            "admin2": self.admin2,
            "location": self.location,
            "location_as_written": self.location_as_written,
            "latitude": self.latitude,
            "longitude": self.longitude,
            "geo_precision": self.geo_precision,
            "radius_km": self.radius_km,
            "fatalities": self.fatalities,
            "fatalities_low": self.fatalities_low,
            "fatalities_high": self.fatalities_high,
            "injuries": self.injuries,
            "notes": self.notes,
            "source": self.source,
            "source_dataset": FROM_TEXT,
            "source_id": self.report_id,
            "review_status": "unreviewed",
            "evidence": {
                **{name: list(span) for name, span in self.evidence.items()},
                "rules": list(self.rules),
            },
            "warnings": list(self.warnings),
        }

    def to_row(self) -> dict[str, Any]:
        """The same as a row of an incident frame: evidence as JSON text, warnings inside it."""
        record = self.to_record()
        record.pop("report_id")
        evidence = {**record["evidence"], "warnings": record.pop("warnings")}
        record["evidence"] = json.dumps(evidence, ensure_ascii=False)
        return record


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place that a report names, placed or not."""

    start: int
    end: int
    text: str
    name: str = ""
    """Standard name; empty where the gazetteer knows none or can't choose."""
    governorate: str = ""
    latitude: float | None = None
    longitude: float | None = None
    precision: str = "unresolved"
    radius_km: float | None = None
    country: str = "Iraq"
    doubt: str = ""
    """Why it may be no place of the events: an office, a unit, a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that one report gives."""

    report_id: str = ""
    language: str = ""
    incidents: tuple[ExtractedIncident, ...] = ()
    warnings: tuple[str, ...] = ()
    """About the report as a whole: what was left out as background, what could not be read."""
    unplaced: tuple[PlaceMention, ...] = ()
    """Words that name a place which could not be placed."""
    mentions: tuple[PlaceMention, ...] = ()
    """Every place named, in the order of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One text to read, with where it came from."""

    report_id: str
    text: str
    published: date | None = None
    """Calendar day in Baghdad."""
    source: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedReport:
    """A file or an entry of a file that could not be read."""

    report_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReports:
    """The reports of a file, and what of it was refused."""

    reports: tuple[Report, ...] = ()
    refused: tuple[RefusedReport, ...] = ()
