"""Names that only say whose an office is, who speaks, or where a text was written: «شرطة كركوك», «بغداد/»."""

from __future__ import annotations

import re
from typing import Final

from mapapp.reports.documents import Document, soft_break

OFFICE_DOUBTS: Final = ("office", "sector", "company", "university")
"""The gazetteer's doubts that still say in which area something happened."""
HOSPITALS: Final = frozenset({"مستشفي", "مشفي", "hospital", "نهخوشخانهي", "نهخوشخانه"})
"""Places that reports name mostly because the hurt were taken there."""
INSTITUTIONS: Final = frozenset({"university", "college", "court", "hospital"})
"""English words of institutions whose name may only tell whose somebody is."""
SECTOR: Final = "sector"
"""Concept of an office word for a sector of operations."""
BUILDING_REACH: Final = 4
"""Words from a building or "in front of" to the place of the office in it."""
HOSPITAL_REACH: Final = 4
"""Words before a hospital in which it is said that somebody was taken there, or speaks for it."""
KINDS_IN_B: Final = frozenset({"بلده", "بلدتي", "بلدات", "بساتين", "بستان", "بحيره", "باديه", "بوابه"})
"""Folded kind words whose ب is their own."""
DATELINE_WORDS: Final = 8
"""Words of the longest dateline: "BAGHDAD, Iraq, Nov. 3 (Xinhua) --"."""
_DATELINE: Final = re.compile(r"\s*(?:[/|(:]|[-–—]+\s)")
_DASH: Final = re.compile(r"\s(?:[-–—]|--)(?:\s|$)|^[)\s]*[-–—]+\s")


def is_dateline(document: Document, first: int, last: int) -> bool:
    """Whether the name only says where the text was written: «بغداد/», "BAGHDAD (Reuters) -"."""
    line = first
    while line > max(0, first - DATELINE_WORDS) and "\n" not in document.tokens[line].gap:
        line -= 1
    begins = line == 0 or "\n" in document.tokens[line].gap
    if not begins or last >= len(document.tokens):
        return False
    if first == line and _DATELINE.match(document.tokens[last].gap) is not None:
        return True
    if document.language == "en":
        return _in_english_dateline(document, line, last)
    # «السومرية نيوز/ بغداد», «(واع) بغداد -»: an agency, and then no preposition.
    return any(document.at(at, "agency") is not None for at in range(line, first)) and not (
        document.at(first - 1, "locative") or document.at(first - 1, "kind")
    )


def _in_english_dateline(document: Document, line: int, last: int) -> bool:
    """Whether a name stands before the dash that ends "ERBIL, Kurdistan Region -" or "BAGHDAD, Nov. 3 --"."""
    for at in range(line, min(line + DATELINE_WORDS, len(document.tokens))):
        token = document.tokens[at]
        if at > line and _DASH.search(token.gap):
            return last <= at
        if "\n" in token.gap and at > line:
            return False
        if not token.capital and not token.word[0].isdigit():
            return False
    return False


def is_office(document: Document, first: int, last: int, doubt: str) -> bool:
    """Whether the name is part of an office's or a sector's name, or a hospital that took people in."""
    if is_office_doubt(doubt):
        return not at_building(document, first)
    if document.language == "en" and _is_modifier(document, first, last):
        return True
    around = range(max(0, first - 1), first + 1)
    if not any(form in HOSPITALS for at in around for form in document.tokens[at].forms):
        return False
    return any(document.at(at, "hospital") for at in range(max(0, first - 1 - HOSPITAL_REACH), first))


def is_office_doubt(doubt: str) -> bool:
    """Whether a doubt of the gazetteer only says that the name is an office's, which is somewhere too."""
    return any(word in doubt for word in OFFICE_DOUBTS)


def at_building(document: Document, first: int) -> bool:
    """Whether the building of the office before a name is meant: «أمام محكمة X», «بوابة قائممقامية X»."""
    for at in range(first - 1, max(-1, first - BUILDING_REACH - 1), -1):
        if soft_break(document.tokens[at + 1]):
            return False
        if document.at(at, "building") is not None:
            return True
    return False


def _is_modifier(document: Document, first: int, last: int) -> bool:
    """Whether an institution is only said to be somebody's: "a Mosul University student"."""
    if not any(document.tokens[at].word in INSTITUTIONS for at in range(first, last)):
        return False
    led = document.tokens[first - 1].word == "the" and first > 1
    before = first - 1 - led
    return before < 0 or not (document.at(before, "locative") or document.at(before, "relation"))


def _is_kind_led(document: Document, at: int) -> bool:
    """Whether a kind word has «ب» written onto it: «بمنطقة», but not «بلدة»."""
    if at < 0 or document.at(at, "kind") is None:
        return False
    return document.tokens[at].word.startswith("ب") and document.tokens[at].word not in KINDS_IN_B


def of_office(document: Document, first: int, start: int) -> bool:
    """Whether an office, a service or a person's post stands right before the name."""
    if "ب" in document.text[document.tokens[first].start : start] or _is_kind_led(document, first - 1):
        # «في حي الجامعة بالموصل», «شرطة الطوارئ بمنطقة X»: where something is, not whose.
        return False
    if at_building(document, first):
        return False
    for back in (1, 2):
        at = first - back
        if at < 0 or soft_break(document.tokens[at + 1]):
            return False
        hit = document.at(at, "office")
        if hit is not None and hit.last >= first:
            return True
        if hit is not None and hit.concept == SECTOR and back > 1:
            # «في قاطع ناحية X»: the sector is the sub-district itself.
            return False
        kind = document.at(at, "kind")
        if kind is None and back == 1:
            continue
        if document.at(at, "locative") is not None:
            return False
    for at in range(max(0, first - 3), first):
        hit = document.at(at, "office")
        if hit is not None and hit.last in {first, first - 1} and hit.last > at:
            between = document.at(hit.last, "kind") if hit.last < first else True
            return bool(between)
    return False
