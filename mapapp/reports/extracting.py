"""The steps in order: read, place, cut, judge, group, and write each incident down with its spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from mapapp.incidents import empty_frame, frame_of
from mapapp.reports.actors import actors_in
from mapapp.reports.anchors import anchored_dates
from mapapp.reports.assembling import LONG_WORDS, borrow_places, group_stretches
from mapapp.reports.boilerplate import without_boilerplate
from mapapp.reports.bombers import with_bomber
from mapapp.reports.choosing import casualties_of
from mapapp.reports.country import document_country
from mapapp.reports.dateline import printed_day
from mapapp.reports.dates import DateRange, islamic_dates
from mapapp.reports.documents import Document, read_document
from mapapp.reports.doubts import fold_warnings, left_out, place_warnings
from mapapp.reports.groups import Group
from mapapp.reports.language import language_of
from mapapp.reports.leads import without_asides
from mapapp.reports.lexicon import default_lexicon
from mapapp.reports.likeness import of_like_kind
from mapapp.reports.pairs import spread_over_pairs
from mapapp.reports.places import Located, locate_all
from mapapp.reports.references import without_reminders
from mapapp.reports.refining import refine_place
from mapapp.reports.segments import stretches_of
from mapapp.reports.values import ExtractedIncident, Extraction, Span

if TYPE_CHECKING:
    import pandas as pd

    from gazetteer import Gazetteer

NOTES_LENGTH: Final = 400
"""Code points of the text that an incident carries as its notes."""
LONGEST_TEXT: Final = 400_000
"""Code points that are read of one text; a report is never so long, a text that is, is no report."""


def extract_incidents(
    text: str,
    *,
    gazetteer: Gazetteer,
    published: date | None,
    report_id: str = "",
    source: str = "",
) -> Extraction:
    """The incidents in Iraq that a report tells, each field with its span in ``text``.

    Args:
        text: The report as read; any language, but only Arabic, Sorani and English give incidents.
        gazetteer: Places to look names up in.
        published: Calendar day in Baghdad on which the report appeared: the base of "today" and "Monday",
            and the date of an event for which the text gives none. None takes the text's own dateline.
        report_id: Kept in every incident.
        source: Name of who published it; kept in every incident.
    """
    warnings: list[str] = []
    if len(text) > LONGEST_TEXT:
        warnings.append(f"The text has {len(text)} characters; only the first {LONGEST_TEXT} were read.")
        text = text[:LONGEST_TEXT]
    text = without_boilerplate(text)
    document = read_document(text, default_lexicon(language_of(text)), published)
    if not document.tokens:
        return Extraction(report_id=report_id, warnings=("The text is empty.",))
    if not document.language:
        return Extraction(report_id=report_id, warnings=("The text is neither Arabic, Sorani nor English.",))
    document = _dated(document, warnings)
    warnings.extend(
        f"“{words}” is a day of the Islamic calendar, which is not read." for words in islamic_dates(document)
    )
    located = locate_all(document, gazetteer)
    incidents, reasons = _incidents_of(document, located, report_id, source)
    warnings.extend(reasons)
    return Extraction(
        report_id=report_id,
        language=document.language,
        incidents=incidents,
        warnings=tuple(dict.fromkeys(warnings)),
        unplaced=tuple(p.as_mention() for p in located if p.precision == "unresolved" and not p.anaphor),
        mentions=tuple(place.as_mention() for place in located if not place.anaphor),
    )


def _dated(document: Document, warnings: list[str]) -> Document:
    """The document with the day that its own dateline prints, where the caller knows none."""
    if document.published is not None:
        return document
    day = printed_day(document)
    if day is None:
        return document
    start, end = document.span(day.first, day.last)
    warnings.append(
        f"No day of publication was given; “{document.text[start:end]}” in the text is taken for it."
    )
    return replace(document, published=day.start)


def _incidents_of(
    document: Document, located: Sequence[Located], report_id: str, source: str
) -> tuple[tuple[ExtractedIncident, ...], list[str]]:
    """The incidents of a text whose places are known, and why other events in it are none."""
    stretches = list(stretches_of(document, located, document_country(document, located)))
    stretches = without_asides(document, anchored_dates(document, stretches))
    stretches = of_like_kind(document, without_reminders(document, stretches))
    groups = group_stretches(stretches)
    groups = spread_over_pairs(document, groups)
    borrow_places(document, groups, located, stretches)
    refine_place(document, groups, located, stretches)
    incidents = []
    warnings = []
    abroad = any(stretch.reason == "abroad" for stretch in stretches)
    for group in groups:
        group.alone = len(groups) == 1
        # Beside an event abroad, what names no place is told of there.
        there = abroad and group.place is None
        incident = None if there else _written(document, group, located, report_id, source)
        if incident is None:
            warnings.append(_unlocated(document, group))
        else:
            incidents.append(incident)
    warnings.extend(left_out(document, stretches))
    return tuple(incidents), warnings


def _unlocated(document: Document, group: Group) -> str:
    start, end = document.span(group.lead.event.first, group.lead.event.last)
    return f"“{document.text[start:end]}” names neither a place in Iraq nor an Iraqi force: left out."


def _written(
    document: Document, group: Group, located: Sequence[Located], report_id: str, source: str
) -> ExtractedIncident | None:
    lead = group.lead
    place = group.place
    if _is_comment(document, group):
        return None
    if place is None and (lead.event.rule.weak or not _says_iraq(document) or not _is_told(group)):
        return None
    evidence: dict[str, Span] = {"event_type": document.span(lead.event.first, lead.event.last)}
    rules = [group.rule.name]
    warnings = place_warnings(group) + fold_warnings(document, group)
    fields = _place_fields(document, place, located, group, evidence, rules, warnings)
    fields |= _date_fields(document, group.when, evidence, rules, warnings)
    fields |= _count_fields(document, group, evidence, rules, warnings)
    spans = [(stretch.first, stretch.last) for stretch in group.stretches]
    one, two = actors_in(document, spans, group.rule.event_type, group.rule.sub_event_type)
    for name, hit in (("actor1", one), ("actor2", two)):
        fields[name] = "" if hit is None else hit.concept
        if hit is not None:
            evidence[name] = document.span(hit.first, hit.last)
    start, end = document.span(lead.first, lead.last)
    evidence["notes"] = (start, min(end, start + NOTES_LENGTH))
    return ExtractedIncident(
        report_id=report_id,
        event_type=group.rule.event_type,
        sub_event_type=group.rule.sub_event_type,
        notes=document.text[start : min(end, start + NOTES_LENGTH)],
        source=source,
        evidence=evidence,
        rules=tuple(dict.fromkeys(rules)),
        warnings=tuple(dict.fromkeys(warnings)),
        **fields,
    )


def _is_comment(document: Document, group: Group) -> bool:
    """Whether an article only speaks of such events in general: vague words, no day, no number."""
    if len(document.tokens) <= LONG_WORDS or not group.lead.event.rule.weak or group.lead.scene:
        return False
    return not _is_told(group) and len(group.stretches) == 1 and group.lead.event.rule.name != "operation"


def _is_told(group: Group) -> bool:
    """Whether a day or a number says that it is one event; "we struck the militias" has neither."""
    return any(
        stretch.when or stretch.casualties.killed or stretch.casualties.injured for stretch in group.stretches
    )


def _says_iraq(document: Document) -> bool:
    return any(
        (hit.family == "iraq" and hit.concept == "Iraq")
        or (hit.family == "actor" and hit.concept in _IRAQI_ACTORS)
        for hit in document.hits
    )


_IRAQI_ACTORS: Final = frozenset(
    {"Iraqi Army", "Iraqi Security Forces", "Popular Mobilisation Forces", "Peshmerga", "Asayish",
     "Counter-Terrorism Service"}
)  # fmt: skip
"""Actors whose name says that an event without a place was in Iraq."""


def _place_fields(
    document: Document,
    place: Located | None,
    located: Sequence[Located],
    group: Group,
    evidence: dict[str, Span],
    rules: list[str],
    warnings: list[str],
) -> dict[str, Any]:
    if place is None:
        rules.append("place-country-only")
        warnings.append("The text names no place in Iraq for it.")
        return {"geo_precision": "unresolved"}
    evidence["location"] = (document.tokens[place.phrase_first].start, place.end)
    rules.append("place-borrowed" if group.borrowed is place else f"place-{place.precision}")
    written = _unplaced_beside(place, located, group)
    if written is not None:
        evidence["location_as_written"] = (written.start, written.end)
        warnings.append(f"“{written.text}” is in no gazetteer; the incident is placed at {place.name}.")
    for other in located:
        if other.precision == "governorate" and other.governorate == place.governorate:
            evidence.setdefault("admin1", (other.start, other.end))
    return {
        "admin1": place.governorate,
        "admin2": place.district,
        "location": place.name or place.text,
        "location_as_written": (written or place).text,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geo_precision": place.precision,
        "radius_km": place.radius_km,
    }


def _unplaced_beside(place: Located, located: Sequence[Located], group: Group) -> Located | None:
    """A name in the same stretch that could not be placed, where only a wider area could."""
    if place.precision not in {"governorate", "district"}:
        return None
    for stretch in group.stretches:
        for other in located:
            if (
                stretch.first <= other.first < stretch.last
                and other.precision == "unresolved"
                and not other.doubt
                and not other.abroad
            ):
                return other
    return None


def _date_fields(
    document: Document,
    when: DateRange | None,
    evidence: dict[str, Span],
    rules: list[str],
    warnings: list[str],
) -> dict[str, Any]:
    if when is None:
        if document.published is None:
            warnings.append("Neither the text nor its file gives a date.")
            return {"event_date": None}
        rules.append("date-published")
        return {"event_date": document.published, "date_precision": "day"}
    rules.append(when.rule)
    if when.first >= 0:
        evidence["event_date"] = document.span(when.first, when.last)
    return {
        "event_date": when.start,
        "event_date_end": None if when.start == when.end else when.end,
        "date_precision": when.precision,
    }


def _count_fields(
    document: Document,
    group: Group,
    evidence: dict[str, Span],
    rules: list[str],
    warnings: list[str],
) -> dict[str, Any]:
    if group.rule.name.startswith(GRAVE_RULES):
        return {}  # Whose remains are found was killed long before.
    counted = casualties_of(document, group.stretches, alone=group.alone)
    killed, injured = with_bomber(document, group, counted.killed), counted.injured
    for name, count in (("fatalities", killed), ("injuries", injured)):
        if count is None:
            continue
        evidence[name] = document.span(count.first, count.last)
        rules.append(f"{name}-uncounted" if count.value is None else f"{name}-counted")
        if count.value is None:
            warnings.append(f"The text says that there were {_WORDS[name]}, but not how many.")
        if count.preliminary:
            warnings.append(f"The number of {_WORDS[name]} is called preliminary.")
    return {
        "fatalities": None if killed is None else killed.value,
        "fatalities_low": None if killed is None or killed.value is None else killed.low,
        "fatalities_high": None if killed is None or killed.value is None else killed.high,
        "injuries": None if injured is None else injured.value,
    }


GRAVE_RULES: Final = "mass-grave"
"""How the names of the rules of graves begin."""
_WORDS: Final = {"fatalities": "killed", "injuries": "wounded"}


def incidents_frame(extractions: Iterable[Extraction]) -> pd.DataFrame:
    """All incidents of several reports as one incident frame."""
    rows = [incident.to_row() for extraction in extractions for incident in extraction.incidents]
    return frame_of(rows) if rows else empty_frame()
